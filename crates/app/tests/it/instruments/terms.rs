//! The terms of use: written in the form, refused in the same words as the command line, kept by versions, compared.

use kernel::Lang;

use super::{HERE, begun, form_of, officer, published, send, stored, with};
use crate::world::{Page, Visitor, World};

/// Fields of a form and what is written in them.
type Fields = &'static [(&'static str, &'static str)];

/// Sends the form of what a draft says of itself, with some fields written anew and some boxes ticked.
async fn present(who: &mut Visitor, draft: &str, changes: &[(&str, &str)], ticks: &[(&str, &str)]) -> Page {
    let to = format!("{draft}/presentation");
    let page = who.get(&to).await;
    let mut form = with(form_of(&page, &to), changes);
    form.extend(ticks.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    send(who, &to, &form).await
}

const AGREEMENT: [(&str, &str); 6] = [
    ("terms-name-fr", "Accord écrit"),
    ("kind", "agreement"),
    ("holder", "Autrice du texte"),
    ("granted-to", "CH de Valmont"),
    ("proof", "lettre du 3 mai"),
    ("terms-fee-fr", "300 euros par an"),
];

/// What the command line says of a document, in French: the words of `vecu instrument check`.
fn said_by_the_command(document: &serde_json::Value, world: &World) -> Vec<String> {
    let document = fhir::Document::from_value(document.clone()).expect("a document");
    let today = world.platform.clock.today();
    let problems = instruments::proof::prove_on(&document, today).problems;
    let own = problems.iter().filter(|one| one.code.starts_with("licence"));
    own.map(|one| one.message(Lang::Fr).to_owned()).collect()
}

#[tokio::test]
async fn terms_that_are_over_or_do_not_cover_are_refused_in_the_words_of_the_command_line() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = begun(&mut who, "vecu-12", "Sous licence").await;
    let about = format!("{draft}/presentation");
    let cases: [(Fields, Fields, &str); 4] = [
        (&[("granted-to", ""), ("proof", "")], &[], "La licence ne dit pas à qui l'accord est donné"),
        (&[("expires-day", "1"), ("expires-month", "2"), ("expires-year", "2020")], &[], "La licence a pris fin le"),
        (&[], &[("licence-mode", "phone")], "La licence ne permet pas ce mode"),
        (&[("licence-languages", "de-CH, it")], &[], "La licence ne permet pas la langue"),
    ];
    for (changes, ticks, expected) in cases {
        let mut all = AGREEMENT.to_vec();
        for name in ["expires-day", "expires-month", "expires-year", "licence-languages"] {
            all.push((name, ""));
        }
        all.retain(|(name, _)| changes.iter().all(|(other, _)| other != name));
        all.extend_from_slice(changes);
        // The boxes of the case before are not ticked any more.
        let page = who.get(&about).await;
        let mut form: Vec<_> = with(form_of(&page, &about), &all);
        form.retain(|(name, _)| name != "licence-mode");
        form.extend(ticks.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let page = send(&mut who, &about, &form).await;
        assert_eq!(page.status, 303, "a draft may be unfinished: {}", page.text);
        let told = said_by_the_command(&stored(&world, &draft).await, &world);
        assert!(told.iter().any(|words| words.starts_with(expected)), "{expected}: {told:?}");
        let (page, checks) = (who.get(&about).await, who.get(&format!("{draft}/controles")).await);
        for words in &told {
            assert!(page.says(words) && checks.says(words), "{words}");
        }
        assert!(checks.text.contains("#conditions-usage"), "the check leads to the terms");
        let refused = super::publish(&mut who, &draft, "").await;
        assert_eq!(refused.status, 422, "{expected}");
        assert!(told.iter().all(|words| refused.says(words)), "{}", refused.text);
    }
    let page =
        present(&mut who, &draft, &[("licence-languages", "français"), ("terms-note-fr", "À garder")], &[]).await;
    assert_eq!(page.status, 422);
    assert!(page.says("« français » n'est pas le code d'une langue") && page.says("À garder"), "{}", page.text);
}

#[tokio::test]
async fn the_terms_stand_on_the_page_of_the_version_stay_with_the_next_and_are_compared() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = begun(&mut who, "vecu-12", "Avec un accord").await;
    let mut all = AGREEMENT.to_vec();
    all.extend([("licence-languages", "en, fr"), ("family", "SEJ-12"), ("terms-fee-en", "300 euros a year")]);
    let ticks = ["web", "phone", "paper", "interview"].map(|mode| ("licence-mode", mode));
    assert_eq!(present(&mut who, &draft, &all, &ticks).await.status, 303);
    let page = super::publish(&mut who, &draft, "").await;
    assert_eq!(page.status, 303, "{}", page.text);
    let first = page.location().expect("the version").split('?').next().expect("its path").to_owned();
    let page = who.get(&first).await;
    for words in
        ["Oui, un accord a été donné", "Autrice du texte", "CH de Valmont", "lettre du 3 mai", "SEJ-12", "en, fr"]
    {
        assert!(page.says(words), "{words}: {}", page.text);
    }
    assert!(page.says("300 euros par an") && page.says("Sans fin"));
    let id = first.rsplit('/').next().expect("an id").to_owned();
    let page = who.post(&format!("{HERE}/nouveau"), &[("suite", &id)]).await;
    let next = page.location().expect("the draft").to_owned();
    let kept = form_of(&who.get(&format!("{next}/presentation")).await, &format!("{next}/presentation"));
    for (name, value) in &all {
        assert!(kept.contains(&((*name).to_owned(), (*value).to_owned())), "{name} stays with the next version");
    }
    let later =
        [("expires-day", "31"), ("expires-month", "12"), ("expires-year", "2040"), ("proof", "lettre du 4 juin")];
    assert_eq!(present(&mut who, &next, &later, &[]).await.status, 303);
    let page = who.get(&format!("{HERE}/comparer?de={id}&a={}", next.rsplit('/').next().expect("an id"))).await;
    assert!(page.says("Dernier jour de validité") && page.says("2040") && page.says("juin"), "{}", page.text);
    assert!(page.says("Ce qui le prouve") && !page.says("À qui l'accord est donné"), "only what changed is told");
}

#[tokio::test]
async fn a_version_whose_terms_are_over_says_so_on_its_page() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let first = published(&mut who, "Bientôt fini").await;
    assert!(!who.get(&first).await.says("ne permettent pas"));
    let id = first.rsplit('/').next().expect("an id").to_owned();
    let page = who.post(&format!("{HERE}/nouveau"), &[("suite", &id)]).await;
    let next = page.location().expect("the draft").to_owned();
    let today = world.platform.clock.today().to_string();
    let parts: Vec<&str> = today.split('-').collect();
    let day = [("expires-year", parts[0]), ("expires-month", parts[1]), ("expires-day", parts[2])];
    assert_eq!(present(&mut who, &next, &day, &[]).await.status, 303);
    let page = super::publish(&mut who, &next, "Une fin.").await;
    assert_eq!(page.status, 303, "on its last day it still holds: {}", page.text);
    let second = page.location().expect("the version").split('?').next().expect("its path").to_owned();
    assert!(!who.get(&second).await.says("ne permettent pas"));
    world.clock.advance_days(2);
    let mut who = officer(&world).await;
    let page = who.get(&second).await;
    assert!(page.says("ne permettent pas") && page.says("La licence a pris fin le"), "{}", page.text);
}

#[tokio::test]
async fn a_validated_wording_is_locked_until_the_lock_is_taken_away() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = begun(&mut who, "vecu-12", "Sous accord").await;
    let mut agreed = AGREEMENT.to_vec();
    agreed.push(("wording", "now"));
    assert_eq!(present(&mut who, &draft, &agreed, &[]).await.status, 303);
    let document = stored(&world, &draft).await;
    let hash = instruments::Instrument::wording_hash_of(&document.to_string()).expect("questions");
    assert!(document.to_string().contains(&hash), "the hash of what stood there");
    let page = who.get(&format!("{draft}/presentation")).await;
    let box_at = page.text.find(&format!("value=\"{hash}\"")).expect("the box keeps the hash");
    let tag = page.text.get(box_at..).and_then(|rest| rest.split('>').next()).expect("its tag");
    assert!(tag.contains("checked"), "{tag}");
    // A question of one's own is marked local, and leaves the validated wording as it was.
    let screen = stored(&world, &draft).await["item"][0]["linkId"].as_str().expect("a screen").to_owned();
    let page = super::press(&mut who, &draft, &[("go", "add"), ("begin", "yes-no"), ("screen", &screen)]).await;
    assert_eq!(page.status, 303, "{}", page.text);
    let with_own = stored(&world, &draft).await;
    assert!(with_own.to_string().matches("fhir:local").count() > document.to_string().matches("fhir:local").count());
    assert_eq!(instruments::Instrument::wording_hash_of(&with_own.to_string()), Some(hash.clone()));
    let added = with_own["item"][0]["item"].as_array().and_then(|all| all.last()).expect("the new question");
    let added = added["linkId"].as_str().expect("its name").to_owned();
    assert_eq!(super::write(&mut who, &draft, &added, &[("wording-patient-fr", "Et chez nous ?")]).await.status, 303);
    // A changed word keeps it from being published, on the page as on the command line.
    assert_eq!(super::write(&mut who, &draft, "v1", &[("wording-patient-fr", "Changé ?")]).await.status, 303);
    let page = super::publish(&mut who, &draft, "").await;
    assert_eq!(page.status, 422, "{}", page.text);
    assert!(page.says("Le libellé n'est plus celui que les conditions d'usage verrouillent"), "{}", page.text);
    let form: Vec<_> = {
        let to = format!("{draft}/presentation");
        let page = who.get(&to).await;
        form_of(&page, &to).into_iter().filter(|(name, _)| name != "wording").collect()
    };
    assert_eq!(send(&mut who, &format!("{draft}/presentation"), &form).await.status, 303);
    assert!(!stored(&world, &draft).await.to_string().contains(&hash), "the lock is taken away");
    // Under another title it is not the validated questionnaire: a copy has no lock.
    assert_eq!(present(&mut who, &draft, &[("wording", "now")], &[]).await.status, 303);
    let page = super::publish(&mut who, &draft, "").await;
    assert_eq!(page.status, 303, "{}", page.text);
    let version = page.location().and_then(|to| to.split('?').next()?.rsplit('/').next()).expect("its id").to_owned();
    let copy = begun(&mut who, &version, "Notre copie").await;
    assert!(!stored(&world, &copy).await.to_string().contains("\"wording\""));
}
