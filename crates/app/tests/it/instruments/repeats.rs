//! A group that is asked several times, wherever it is met beside the page of whoever answers: on paper, typed in for
//! somebody, in the preview, taken up again another day, and in what is counted and shown.

use instruments::{Answer, Answers, Speaker};
use kernel::{Id, Lang, Role, kinds};
use listening::{
    surveys::{
        Filled,
        actions::{self, By},
    },
    voices::Channel,
};

use super::{form_of, officer, send, with};
use crate::{
    rules::{
        story::count,
        surveys::{answered, draft},
    },
    world::{Page, Visitor, World},
};

const REPEATS: &str = include_str!("../../../../instruments/tests/forms/repeats.json");

/// The questionnaire of medicines, with what publication asks for.
fn medicines() -> String {
    let mut document: serde_json::Value = serde_json::from_str(REPEATS).expect("a document");
    document["purpose"] = "Essayer.".into();
    document["extension"] = serde_json::json!([
        { "url": "urn:vecu:fhir:licence", "extension": [{ "url": "name", "valueString": "Pour essayer" }] }
    ]);
    document.to_string()
}

/// An open campaign that asks it in every way.
async fn asked(world: &World) -> Id<kinds::Campaign> {
    let instrument = actions::add_instrument(&world.platform, &medicines()).await.expect("an instrument");
    let id = draft(world, |new| {
        new.instrument = instrument;
        new.channels = vec![Channel::Web, Channel::Paper, Channel::Phone];
    })
    .await;
    actions::open_campaign(&world.platform, By::default(), world.org, id).await.expect("open");
    id
}

#[tokio::test]
async fn on_paper_a_group_is_printed_as_often_as_it_may_be_asked_with_its_condition_once_above() {
    let world = World::new().await;
    let campaign = asked(&world).await;
    for (lang, most, least, only) in
        [("", "3 au plus", "2 au moins", "seulement si"), ("?lang=en", "At most 3", "At least 2", "only if")]
    {
        let page = world.visitor().get(&format!("/q/{campaign}/papier{lang}")).await;
        assert_eq!(page.status, 200);
        let text = page.text.split("<main").nth(1).expect("a page");
        for number in 1..=3 {
            assert!(
                text.contains(&format!("Vos médicaments</span> – {number}"))
                    || text.contains(&format!("Vos médicaments – {number}")),
                "{number} in {text}"
            );
        }
        assert!(!text.contains("Vos médicaments – 4") && !text.contains("Vos médicaments</span> – 4"), "{text}");
        assert_eq!(text.matches("Quel médicament").count(), 3, "each question in each block: {text}");
        assert!(!text.contains("En un jour"), "what a page computes is not printed: {text}");
        assert!(text.contains(most) && text.contains(least), "{text}");
        // What opens the group stands once, above its blocks, and not in each.
        assert!(text.to_lowercase().matches(only).count() >= 1, "{text}");
        let numbers: Vec<&str> =
            text.match_indices("<strong>").filter_map(|(at, _)| text[at + 8..].split('.').next()).collect();
        assert!(numbers.contains(&"1"), "{numbers:?}");
    }
}

/// Begins to type an answer in for somebody; gives the address of a screen, by its number.
async fn typing(
    world: &World,
    who: &mut Visitor,
    campaign: Id<kinds::Campaign>,
    lang: &str,
) -> impl Fn(usize) -> String + use<> {
    let place = world.unit.to_string();
    let fields = [("place", place.as_str()), ("wave", "2026-03"), ("channel", "paper"), ("speaker", "patient")];
    let page = who.post(&format!("/travail/campagnes/{campaign}/saisie{lang}"), &fields).await;
    assert_eq!(page.status, 303, "{}", page.text);
    let address = page.location().expect("the first screen").to_owned();
    move |screen: usize| address.replacen("/saisie/1?", &format!("/saisie/{screen}?"), 1)
}

/// Sends a screen with the key that its address holds.
async fn press(who: &mut Visitor, address: &str, fields: &[(&str, &str)]) -> Page {
    let key = address.split("d=").nth(1).and_then(|rest| rest.split('&').next()).expect("a key");
    let all = [&[("d", key)], fields].concat();
    who.post(address, &all).await
}

#[tokio::test]
async fn staff_types_blocks_in_for_somebody_adds_removes_and_is_told_what_does_not_fit() {
    let world = World::new().await;
    let campaign = asked(&world).await;
    let mut who = world.wearing(Role::QualityOfficer, world.root).await;
    for (lang, wrong, few) in [
        ("", "Écrivez un nombre en chiffres", "Remplissez-en 2 au moins"),
        ("?lang=en", "Write a number in figures", "Fill in at least 2"),
    ] {
        let at = typing(&world, &mut who, campaign, lang).await;
        assert_eq!(press(&mut who, &at(1), &[("any", "true"), ("go", "next")]).await.location(), Some(at(2).as_str()));
        let block = [("medicines", "1"), ("b1:name", "Gouttes – « du soir »"), ("b1:form", "drops")];
        let page = press(&mut who, &at(2), &[&block[..], &[("go", "more:medicines")]].concat()).await;
        assert_eq!(page.location(), Some(format!("{}#b2:medicines-title", at(2)).as_str()));
        let page = who.get(&at(2)).await;
        assert!(
            page.text.contains("name=\"medicines\" value=\"1 2\"") && page.says("Gouttes – « du soir »"),
            "{}",
            page.text
        );
        let two = [&block[..1], &block[1..], &[("medicines", "1 2"), ("b2:name", "Le rose"), ("b2:times", "souvent")]]
            .concat();
        let two: Vec<_> = two.into_iter().filter(|(name, value)| *name != "medicines" || *value == "1 2").collect();
        let page = press(&mut who, &at(2), &[&two[..], &[("go", "next")]].concat()).await;
        assert_eq!(page.status, 422);
        assert!(
            page.says(wrong) && page.text.contains("href=\"#b2:times\"") && page.text.contains("value=\"souvent\""),
            "{}",
            page.text
        );
        let gone = press(&mut who, &at(2), &[&two[..], &[("go", "less:2:medicines")]].concat()).await;
        assert_eq!(gone.location(), Some(format!("{}#medicines", at(2)).as_str()), "{}", gone.text);
        let next =
            press(&mut who, &at(2), &[&block[..], &[("b1:counted", "Ma fille."), ("go", "next")]].concat()).await;
        assert_eq!(next.location(), Some(at(3).as_str()), "{}", next.text);
        let people = [("people", "1 2"), ("b1:helper", "kin"), ("go", "send")];
        let page = press(&mut who, &at(3), &people).await;
        assert!(page.status == 422 && page.says(few), "{}", page.text);
        let done = press(&mut who, &at(3), &[&people[..], &[("b2:helper", "nurse")]].concat()).await;
        assert!(done.location().is_some_and(|to| to.contains("fait=1")), "{}", done.text);
    }
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM intake").await, 2);
}

/// The fields of the screen that a preview shows, without those that choose how it is shown.
fn telephone(page: &Page, to: &str) -> Vec<(String, String)> {
    let text = page.text.split("class=\"telephone\"").nth(1).expect("a screen").to_owned();
    form_of(&Page { status: page.status, headers: page.headers.clone(), text, path: page.path.clone() }, to)
}

#[tokio::test]
async fn the_preview_adds_and_removes_blocks_and_stores_nothing() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let bytes = medicines().into_bytes();
    let mut body = b"--cut\r\ncontent-disposition: form-data; name=\"file\"; filename=\"m.json\"\r\ncontent-type: application/json\r\n\r\n".to_vec();
    body.extend_from_slice(&bytes);
    body.extend_from_slice(b"\r\n--cut--\r\n");
    let page = who.post_bytes(&format!("{}/fichier", super::HERE), "multipart/form-data; boundary=cut", body).await;
    let to = format!("{}/fichier/commencer", super::HERE);
    let page = send(&mut who, &to, &with(form_of(&page, &to), &[("title", "Mes médicaments")])).await;
    let draft = page.location().expect("the draft").to_owned();
    let see = format!("{draft}/apercu");
    let form = with(telephone(&who.get(&see).await, &see), &[("any", "true"), ("go", "next")]);
    let page = send(&mut who, &see, &form).await;
    assert!(page.text.contains("name=\"medicines\" value=\"1\""), "{}", page.text);
    let more = with(telephone(&page, &see), &[("b1:name", "Le rose"), ("b1:times", "2"), ("go", "more:medicines")]);
    let page = send(&mut who, &see, &more).await;
    assert!(page.text.contains("name=\"b2:name\"") && page.says("Le rose"), "{}", page.text);
    let two = with(telephone(&page, &see), &[("b2:name", "À retirer"), ("go", "next")]);
    let page = send(&mut who, &see, &two).await;
    assert!(page.text.contains("name=\"a:medicines\" value=\"1 2\""), "blocks travel in the form: {}", page.text);
    let page = send(&mut who, &see, &with(telephone(&page, &see), &[("go", "back")])).await;
    assert!(page.says("À retirer"), "{}", page.text);
    let page = send(&mut who, &see, &with(telephone(&page, &see), &[("go", "less:1:medicines")])).await;
    assert!(
        page.says("À retirer") && !page.says("Le rose") && !page.text.contains("name=\"b2:name\""),
        "{}",
        page.text
    );
    // Nobody gets more blocks than there may be, whatever is posted.
    let many = (1..400).map(|n| n.to_string()).collect::<Vec<_>>().join(" ");
    let form = with(telephone(&page, &see), &[("medicines", &many), ("go", "more:medicines")]);
    let page = send(&mut who, &see, &form).await;
    assert_eq!(page.text.matches("data-block=\"").count(), 3, "{}", page.text);
    assert_eq!(count(&world, "SELECT (SELECT COUNT(*) FROM intake) + (SELECT COUNT(*) FROM draft) AS n").await, 0);
}

#[tokio::test]
async fn blocks_are_there_when_one_goes_on_another_day_in_the_other_language() {
    let world = World::new().await;
    let campaign = asked(&world).await;
    let mut who = world.visitor();
    let place = who.get(&format!("/q/{campaign}")).await.attribute("name=\"place\"", "value").unwrap_or_default();
    let page = who.post(&format!("/q/{campaign}"), &[("place", &place), ("speaker", "patient")]).await;
    let first = page.location().expect("the first screen").to_owned();
    let at = |screen: usize| first.replacen("/1?", &format!("/{screen}?"), 1);
    press(&mut who, &at(1), &[("any", "true"), ("go", "next")]).await;
    let fields =
        [("medicines", "1 2"), ("b1:name", "Le bleu"), ("b2:name", "Żółte 50 µg"), ("b2:times", "1"), ("go", "later")];
    let page = press(&mut who, &at(2), &fields).await;
    let later = page.location().expect("the address to go on").to_owned();
    let address = who.get(&later).await;
    let key = first.split("d=").nth(1).expect("a key");
    assert!(address.text.contains(&format!("/q/{campaign}?d={key}")), "{}", address.text);
    world.clock.advance_days(3);
    let mut elsewhere = world.visitor();
    let page = elsewhere.get(&format!("{}&lang=en", at(2))).await;
    assert_eq!(page.status, 200);
    for part in ["name=\"medicines\" value=\"1 2\"", "Żółte 50 µg", "Add another", "Remove this one"] {
        assert!(page.text.contains(part), "{part} in {}", page.text);
    }
    world.clock.advance_days(30);
    assert_eq!(world.visitor().get(&at(2)).await.status, 410, "after its days it is gone");
}

fn person(blocks: &[(&str, &str)], helper: &str) -> Filled {
    let blocks = blocks.iter().map(|(name, form)| {
        let block = Answers::new().with("name", Answer::Text((*name).to_owned())).choose("form", form);
        block.with("dose", Answer::Decimal("37.5".to_owned())).with("times", Answer::Number(7))
    });
    let people = vec![Answers::new().choose("helper", helper), Answers::new().choose("helper", helper)];
    let answers = Answers::new()
        .choose("any", "true")
        .with("medicines", Answer::Repeated(blocks.collect()))
        .with("people", Answer::Repeated(people));
    Filled::new(Speaker::Patient, Channel::Web, Lang::Fr, answers)
}

#[tokio::test]
async fn each_person_counts_once_at_least_once_and_neither_names_nor_amounts_are_shown_or_kept() {
    let world = World::new().await;
    let campaign = asked(&world).await;
    let mut all: Vec<Filled> =
        (0..14).map(|_| person(&[("Le rose secret", "tablet"), ("Autre", "tablet")], "kin")).collect();
    all.extend((0..12).map(|_| person(&[("Gouttes", "drops"), ("Autre", "tablet"), ("Encore", "drops")], "nurse")));
    all.extend((0..8).map(|_| person(&[("Gouttes", "drops")], "nurse")));
    answered(&world, campaign, world.unit, "2026-01", all).await;
    actions::close_waves(&world.platform).await.expect("closed");
    let mut who = world.wearing(Role::QualityOfficer, world.root).await;
    for (lang, yes) in [("", "Oui, au moins une fois"), ("?lang=en", "Yes, at least once")] {
        let page = who.get(&format!("/travail/lieux/{}{lang}", world.unit)).await;
        assert_eq!(page.status, 200);
        let file = who.get(&format!("/travail/lieux/{}/chiffres.csv{lang}", world.unit)).await;
        assert!(page.says(yes), "{}", page.text);
        let tablets: Vec<&str> =
            file.text.lines().filter(|line| line.contains("Comprimé") && line.contains(yes)).collect();
        assert_eq!(tablets.len(), 1, "{}", file.text);
        assert!(tablets[0].contains("\"26\";\"34\""), "26 people of 34, however many blocks: {}", tablets[0]);
        let drops = file.text.lines().find(|line| line.contains("Gouttes") && line.contains(yes)).expect("a line");
        assert!(drops.contains("\"20\";\"34\""), "{drops}");
        for text in [&page.text, &file.text] {
            for kept in ["Le rose secret", "37.5", "37,5", "Quelle dose", "Combien de fois"] {
                assert!(!text.contains(kept), "{kept} in {text}");
            }
        }
    }
    let stored = "SELECT COUNT(*) AS n FROM answer WHERE given LIKE '%37.5%' OR given LIKE '%secret%'";
    assert_eq!(count(&world, stored).await, 0);
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM answer_count WHERE item IN ('dose', 'times', 'day')").await, 0);
}
