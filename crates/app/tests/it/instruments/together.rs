//! Two people who write at once, and another organisation that must not read.

use kernel::{Id, Role};
use organisation::places::Level;

use super::{HERE, begun, form_of, officer, press, published, revision, send, stored, with};
use crate::world::World;

#[tokio::test]
async fn two_people_never_replace_each_others_words_unseen_and_lose_none() {
    let world = World::new().await;
    let (mut one, mut two) = (officer(&world).await, officer(&world).await);
    let draft = begun(&mut one, "vecu-12", "Essai").await;
    let to = format!("{draft}/question?q=v1");
    let (seen_by_one, seen_by_two) = (one.get(&to).await, two.get(&to).await);
    let first = with(form_of(&seen_by_one, &to), &[("wording-patient-fr", "Les mots de la première"), ("go", "save")]);
    let second = with(form_of(&seen_by_two, &to), &[("wording-patient-fr", "Les mots du second"), ("go", "save")]);
    assert_eq!(send(&mut one, &to, &first).await.status, 303);
    let page = send(&mut two, &to, &second).await;
    assert_eq!(page.status, 409);
    assert!(page.says("Quelqu'un d'autre a changé la même chose"), "{}", page.text);
    assert!(page.text.contains("Les mots du second</textarea>"), "what was typed stands in its field");
    assert!(page.text.contains("première"), "and what is stored is shown beside it");
    assert!(stored(&world, &draft).await.to_string().contains("Les mots de la première"));
    let again = with(form_of(&page, &to), &[("go", "save")]);
    assert_eq!(send(&mut two, &to, &again).await.status, 303, "knowing it, they may");
    assert!(stored(&world, &draft).await.to_string().contains("Les mots du second"));
}

#[tokio::test]
async fn two_people_on_two_questions_both_pass() {
    let world = World::new().await;
    let (mut one, mut two) = (officer(&world).await, officer(&world).await);
    let draft = begun(&mut one, "vecu-12", "Essai").await;
    let (a, b) = (format!("{draft}/question?q=v1"), format!("{draft}/question?q=v2"));
    let (page_a, page_b) = (one.get(&a).await, two.get(&b).await);
    let page_about = two.get(&format!("{draft}/presentation")).await;
    let plan = two.get(&draft).await;
    let about = format!("{draft}/presentation");
    let form = with(form_of(&page_a, &a), &[("wording-patient-fr", "Un"), ("go", "save")]);
    assert_eq!(send(&mut one, &a, &form).await.status, 303);
    let form = with(form_of(&page_b, &b), &[("wording-patient-fr", "Deux"), ("go", "save")]);
    assert_eq!(send(&mut two, &b, &form).await.status, 303);
    let form = with(form_of(&page_about, &about), &[("purpose-fr", "Trois")]);
    assert_eq!(send(&mut two, &about, &form).await.status, 303);
    let now = stored(&world, &draft).await.to_string();
    assert!(["\"Un\"", "\"Deux\"", "\"Trois\""].iter().all(|words| now.contains(words)));
    // The plan still has the same items: moving one from an older page is safe. Taking out a question that was rewritten
    // meanwhile is not: nobody throws away words they have not read.
    let seen = revision(&plan);
    assert_eq!(two.post(&draft, &[("revision", &seen), ("go", "up:v2")]).await.status, 303);
    let page = two.post(&draft, &[("revision", &seen), ("go", "remove:v1")]).await;
    assert_eq!(page.status, 409);
    assert!(page.says("Votre changement n'a pas été fait"));
    assert!(stored(&world, &draft).await.to_string().contains("\"v1\""));
}

#[tokio::test]
async fn a_question_that_somebody_took_out_leaves_the_typed_words_to_be_copied() {
    let world = World::new().await;
    let (mut one, mut two) = (officer(&world).await, officer(&world).await);
    let draft = begun(&mut one, "vecu-12", "Essai").await;
    let to = format!("{draft}/question?q=v1");
    let form = with(form_of(&two.get(&to).await, &to), &[("wording-patient-fr", "Des mots précieux"), ("go", "save")]);
    assert_eq!(press(&mut one, &draft, &[("go", "remove:v1")]).await.status, 303);
    let page = send(&mut two, &to, &form).await;
    assert_eq!(page.status, 409);
    assert!(page.says("Des mots précieux"), "{}", page.text);
}

#[tokio::test]
async fn another_organisation_sees_no_draft_no_version_and_is_offered_neither() {
    let mut world = World::new().await;
    let mut who = officer(&world).await;
    let draft = begun(&mut who, "vecu-12", "Secret de fabrication").await;
    let version = published(&mut who, "Publié chez nous").await;
    let own = who.get("/travail/campagnes/nouvelle").await;
    assert!(own.says("Publié chez nous"), "its own organisation may choose it");
    world.org = Id::random(&mut *world.platform.chance());
    world.root = world.place(None, Level::Organisation, "Ailleurs", "ailleurs").await;
    let mut other = world.wearing(Role::QualityOfficer, world.root).await;
    for path in [draft.clone(), version.clone(), format!("{draft}/apercu"), format!("{draft}/question?q=v1")] {
        assert_eq!(other.get(&path).await.status, 404, "{path}");
    }
    assert_eq!(other.post(&draft, &[("revision", "1"), ("go", "delete")]).await.status, 404);
    let id = version.rsplit('/').next().expect("an id");
    assert_eq!(other.post(&format!("{HERE}/nouveau"), &[("suite", id)]).await.status, 404);
    assert_eq!(other.post(&format!("{HERE}/nouveau"), &[("de", id), ("title", "x")]).await.status, 404);
    for path in [HERE.to_owned(), format!("{HERE}/bibliotheque"), "/travail/campagnes/nouvelle".to_owned()] {
        let page = other.get(&path).await;
        assert_eq!(page.status, 200);
        assert!(!page.says("Secret de fabrication") && !page.says("Publié chez nous"), "{path}");
    }
}

#[tokio::test]
async fn two_translators_meet_only_on_the_same_text_and_find_theirs_again() {
    let world = World::new().await;
    let (mut one, mut two) = (officer(&world).await, officer(&world).await);
    let draft = begun(&mut one, "vecu-12", "Essai").await;
    let to = format!("{draft}/traductions");
    let (a, b) = (one.get(&to).await, two.get(&to).await);
    let name = |link: &str| format!("t:item/wording-patient/{link}");
    let first = with(form_of(&a, &to), &[(&name("v1"), "First of one"), (&name("v2"), "Second of one")]);
    assert_eq!(send(&mut one, &to, &first).await.status, 303);
    let apart = with(form_of(&b, &to), &[(&name("v4"), "Fourth of two")]);
    assert_eq!(send(&mut two, &to, &apart).await.status, 303, "another text");
    let now = stored(&world, &draft).await.to_string();
    assert!(
        ["First of one", "Second of one", "Fourth of two"].iter().all(|words| now.contains(words)),
        "none put back"
    );
    let same = with(form_of(&b, &to), &[(&name("v1"), "First of two"), (&name("v5"), "Fifth of two")]);
    let page = send(&mut two, &to, &same).await;
    assert_eq!(page.status, 409);
    assert!(page.text.contains("First of two</textarea>") && page.text.contains("Fifth of two</textarea>"));
    let again = form_of(&page, &to);
    assert_eq!(again.iter().filter(|(name, _)| name.starts_with("t:")).count(), 2, "what was typed and nothing else");
    assert_eq!(send(&mut two, &to, &again).await.status, 303);
    let now = stored(&world, &draft).await.to_string();
    assert!(["First of two", "Second of one", "Fifth of two"].iter().all(|words| now.contains(words)));
}
