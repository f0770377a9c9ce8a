//! What may be published, what a copy of an official instrument may be called, and a campaign that asks what was published.

use instruments::{library, shipped};
use kernel::Lang;

use super::{begun, form_of, officer, present, publish, published, send, stored, versions_published, with, write};
use crate::{
    rules::story::count,
    world::{Visitor, World},
};

#[tokio::test]
async fn without_terms_of_use_or_after_their_last_day_nothing_is_published() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = begun(&mut who, "vecu-12", "Essai").await;
    let to = format!("{draft}/presentation");
    let blank: Vec<(&str, &str)> = ["name", "source", "note"]
        .into_iter()
        .flat_map(|part| ["fr", "en"].map(|lang| (part, lang)))
        .map(|(part, lang)| (&*Box::leak(format!("terms-{part}-{lang}").into_boxed_str()), ""))
        .collect();
    let form = with(form_of(&who.get(&to).await, &to), &blank);
    assert_eq!(send(&mut who, &to, &form).await.status, 303);
    let page = publish(&mut who, &draft, "").await;
    assert_eq!(page.status, 422);
    assert!(page.says("Il manque les conditions d'usage"));
    let form = with(
        form_of(&who.get(&to).await, &to),
        &[
            ("terms-name-fr", "Accord écrit"),
            ("holder", "L'auteur"),
            ("expires-day", "15"),
            ("expires-month", "3"),
            ("expires-year", "2026"),
        ],
    );
    assert_eq!(send(&mut who, &to, &form).await.status, 303);
    let page = publish(&mut who, &draft, "").await;
    assert_eq!(page.status, 422, "the clock of the test stands on 16 March 2026");
    assert!(page.says("La licence a pris fin"));
    let form = with(form_of(&who.get(&to).await, &to), &[("expires-year", "2027")]);
    assert_eq!(send(&mut who, &to, &form).await.status, 303);
    assert_eq!(versions_published(&world).await, 0);
    assert_eq!(publish(&mut who, &draft, "").await.status, 303);
}

#[tokio::test]
async fn a_copy_of_an_official_instrument_bears_neither_its_name_nor_its_terms_and_marks_what_is_local() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let official = library().iter().find(|one| one.wording_hash.is_some()).expect("an official instrument");
    let form = official.instrument().expect("compiles");
    let name = form.title(Lang::Fr).to_owned();
    let draft = begun(&mut who, official.id, &name).await;
    let page = who.get(&draft).await;
    assert!(page.says("Copie locale de"), "the copy says so: {}", page.text);
    let document = stored(&world, &draft).await;
    assert!(document.get("url").is_none_or(|url| url != official.url));
    assert!(!document.to_string().contains("fhir:licence"));
    let first = form.questions().find(|item| !item.local).expect("an official question").link_id.clone();
    assert_eq!(write(&mut who, &draft, &first, &[("wording-patient-fr", "Autre chose ?")]).await.status, 303);
    let document = stored(&world, &draft).await;
    let changed = find(&document, &first).expect("the question").to_string();
    assert!(changed.contains("fhir:local") && changed.contains("fhir:origin"), "{changed}");
    assert_eq!(present(&mut who, &draft).await.status, 303);
    let page = publish(&mut who, &draft, "").await;
    assert_eq!(page.status, 422, "not under the official name");
    assert!(page.says("celui d'un questionnaire officiel"), "{}", page.text);
    let to = format!("{draft}/presentation");
    let about = with(form_of(&who.get(&to).await, &to), &[("title-fr", "Notre séjour"), ("title-en", "")]);
    assert_eq!(send(&mut who, &to, &about).await.status, 303);
    let page = publish(&mut who, &draft, "").await;
    assert_eq!(page.status, 303, "{}", page.text);
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM instrument WHERE official = 1").await, 0);
    assert_eq!(shipped(official.id).expect("still there").content_hash, form.content_hash());
}

fn find<'a>(value: &'a serde_json::Value, link: &str) -> Option<&'a serde_json::Value> {
    let items = value.get("item")?.as_array()?;
    items.iter().find_map(|item| if item["linkId"] == link { Some(item) } else { find(item, link) })
}

#[tokio::test]
async fn a_draft_is_published_once_and_only_as_it_was_seen() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = begun(&mut who, "vecu-12", "Essai").await;
    let seen = super::revision(&who.get(&draft).await);
    assert_eq!(write(&mut who, &draft, "v1", &[("wording-patient-fr", "Changé ?")]).await.status, 303);
    let to = format!("{draft}/publier");
    assert_eq!(who.post(&to, &[("revision", &seen)]).await.status, 409, "it changed since");
    assert_eq!(versions_published(&world).await, 0);
    let revision = super::revision(&who.get(&draft).await);
    assert_eq!(who.post(&to, &[("revision", &revision)]).await.status, 303);
    assert_eq!(who.post(&to, &[("revision", &revision)]).await.status, 404, "a second press finds no draft");
    assert_eq!(versions_published(&world).await, 1);
}

/// Makes and opens a campaign through its forms; gives its id.
async fn campaign(who: &mut Visitor, world: &World, instrument: &str) -> String {
    let root = world.root.to_string();
    let said = "Dit clairement.";
    let fields = [
        ("title", "Essai"),
        ("instrument", instrument),
        ("purpose", said),
        ("designers", said),
        ("moment", said),
        ("outcome", said),
        ("way", "open"),
        ("channel", "web"),
        ("speaker", "patient"),
        ("place", root.as_str()),
        ("from-day", "1"),
        ("from-month", "3"),
        ("from-year", "2026"),
        ("to-day", "30"),
        ("to-month", "4"),
        ("to-year", "2026"),
    ];
    let page = who.post("/travail/campagnes/nouvelle", &fields).await;
    assert_eq!(page.status, 303, "{}", page.text);
    let path = page.location().expect("the campaign").to_owned();
    assert_eq!(who.post(&format!("{path}/ouvrir"), &[]).await.status, 303);
    path.rsplit('/').next().expect("an id").to_owned()
}

#[tokio::test]
async fn a_campaign_asks_what_was_published_and_somebody_answers_it_to_the_end() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = begun(&mut who, "", "Votre attente").await;
    super::press(&mut who, &draft, &[("go", "add"), ("begin", "satisfied"), ("screen", "q1")]).await;
    assert_eq!(
        write(&mut who, &draft, "q2", &[("wording-patient-fr", "Comment avez-vous vécu l'attente ?")]).await.status,
        303
    );
    assert_eq!(write(&mut who, &draft, "q1", &[("wording-patient-fr", "L'attente")]).await.status, 303);
    assert_eq!(present(&mut who, &draft).await.status, 303);
    let page = publish(&mut who, &draft, "").await;
    assert_eq!(page.status, 303, "{}", page.text);
    let form = who.get("/travail/campagnes/nouvelle").await;
    let at = form.text.find(">Votre attente</option>").expect("the published one is offered");
    let option = &form.text[..at];
    let value = &option[option.rfind("value=\"").expect("its id") + 7..];
    let campaign = campaign(&mut who, &world, value.split('"').next().expect("its id")).await;
    let mut person = world.visitor();
    let page = person.get(&format!("/q/{campaign}")).await;
    assert!(page.says("Votre attente") || page.says("Dit clairement."), "{}", page.text);
    let start = form_of(&page, &format!("/q/{campaign}"));
    let page =
        send(&mut person, &format!("/q/{campaign}"), &with(start, &[("speaker", "patient"), ("place", "cardiologie")]))
            .await;
    let page = person.follow(page).await;
    assert!(page.says("Comment avez-vous vécu l'attente ?"), "{}", page.text);
    let to = format!("/q/{campaign}/1");
    let form = with(form_of(&page, &to), &[("q2", "very-good"), ("go", "send")]);
    let page = send(&mut person, &to, &form).await;
    assert!(page.location().is_some_and(|to| to.contains("/merci")), "{} {}", page.status, page.text);
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM intake").await, 1, "the answer is on disk, sealed");
    let versions = who.get(&format!("{}?etat=published", super::HERE)).await;
    let version = versions.text.split("href=\"").find(|part| part.contains("/versions/")).expect("the version");
    let page = who.get(version.split('"').next().expect("its address")).await;
    assert!(page.text.contains(&format!("/travail/campagnes/{campaign}")), "the version says which campaigns ask it");
}

#[tokio::test]
async fn what_is_published_is_never_changed_by_what_is_written_next() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let first = published(&mut who, "Notre enquête").await;
    let before = who.get(&first).await.text;
    let hash = |text: &str| text.split("class=\"hash\">").nth(1).map(|rest| rest[..64].to_owned()).expect("the hash");
    let second = super::next(&mut who, &first, "v1", &[("wording-patient-fr", "Autrement dit ?")]).await;
    let after = who.get(&first).await.text;
    assert_eq!(hash(&before), hash(&after));
    assert_ne!(hash(&who.get(&second).await.text), hash(&after));
    assert!(!after.contains("Autrement dit ?"));
}
