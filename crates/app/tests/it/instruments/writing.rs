//! Writing a draft: from an empty page, moving and taking back, conditions, translations, the preview, the library.

use kernel::Role;

use super::{HERE, begun, form_of, officer, present, press, publish, send, stored, versions_published, with, write};
use crate::{rules::story::count, world::World};

#[tokio::test]
async fn a_questionnaire_is_written_from_an_empty_page_to_its_publication() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = begun(&mut who, "", "Votre attente").await;
    let page = press(&mut who, &draft, &[("go", "add"), ("begin", "yes-no"), ("screen", "q1")]).await;
    let question = page.location().expect("the question").to_owned();
    assert_eq!(question, format!("{draft}/question?q=q2"));
    let page = who.get(&question).await;
    assert!(page.says("Il manque") || page.says("Le texte manque"), "the check is live on the page of the question");
    let saved = write(&mut who, &draft, "q2", &[("wording-patient-fr", "Vous a-t-on tenu au courant ?")]).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    assert_eq!(write(&mut who, &draft, "q1", &[("wording-patient-fr", "L'attente")]).await.status, 303);
    let page = publish(&mut who, &draft, "").await;
    assert_eq!(page.status, 422);
    assert!(page.says("Il manque les conditions d'usage"), "{}", page.text);
    assert_eq!(versions_published(&world).await, 0);
    assert_eq!(present(&mut who, &draft).await.status, 303);
    let page = who.get(&format!("{draft}/controles")).await;
    // Yes and no have their English; what was typed has not, and the proofs say so without blocking.
    assert!(page.says("n'est pas traduit") && !page.text.contains("bloque la publication"), "{}", page.text);
    let page = publish(&mut who, &draft, "").await;
    assert_eq!(page.status, 303, "{}", page.text);
    let version = who.get(page.location().expect("the version")).await;
    assert!(version.says("La version 1 est publiée") && version.says("Vous a-t-on tenu au courant ?"));
    assert_eq!(who.get(&draft).await.status, 404, "the draft is gone: it became the version");
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM audit_entry WHERE act = 'instrument.published'").await, 1);
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM instrument_revision").await, 0, "no step is left of it");
}

#[tokio::test]
async fn what_is_moved_copied_and_taken_out_can_be_taken_back() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = begun(&mut who, "vecu-12", "Essai").await;
    let before = stored(&world, &draft).await;
    for go in ["up:v2", "copy:v4", "remove:v7"] {
        let page = press(&mut who, &draft, &[("go", go)]).await;
        assert_eq!(page.status, 303, "{go}");
        let page = who.get(page.location().expect("the plan")).await;
        assert!(page.text.contains("role=\"status\""), "{go}: what was done is said");
    }
    assert_ne!(stored(&world, &draft).await, before);
    let page = who.get(&draft).await;
    assert!(!page.text.contains("question?q=v7\""), "v7 is out");
    assert_eq!(press(&mut who, &draft, &[("go", "back:3")]).await.status, 303);
    assert!(who.get(&draft).await.text.contains("question?q=v7\""), "and back");
    assert_eq!(press(&mut who, &draft, &[("go", "back:1")]).await.status, 303);
    assert_eq!(stored(&world, &draft).await, before, "any step can be gone back to");
}

#[tokio::test]
async fn a_condition_is_written_in_words_and_the_preview_obeys_it_without_storing_anything() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = begun(&mut who, "vecu-12", "Essai").await;
    let ask = format!("{draft}/condition?q=v3");
    let page = who.get(&format!("{ask}&on=v1")).await;
    assert!(page.says("Cette réponse"), "{}", page.text);
    let form = with(form_of(&page, &ask), &[("test", "is"), ("value", "no"), ("go", "add")]);
    assert_eq!(send(&mut who, &ask, &form).await.status, 303);
    let page = who.get(&format!("{draft}/question?q=v3")).await;
    assert!(page.says("la réponse à « Avant de venir") && page.says("est « Non »"), "{}", page.text);
    let page = send(&mut who, &ask, &with(form, &[("value", "perhaps")])).await;
    assert!(matches!(page.status, 409 | 422), "an answer that is not there is refused: {}", page.status);
    let rows = || count(&world, "SELECT (SELECT COUNT(*) FROM intake) + (SELECT COUNT(*) FROM draft) AS n");
    assert_eq!(rows().await, 0);
    let see = format!("{draft}/apercu");
    let page = who.get(&see).await;
    assert!(!page.text.contains("name=\"v3\""), "hidden until the answer is no");
    let form = with(form_of(&page, &see), &[("v1", "no"), ("go", "back")]);
    let page = send(&mut who, &see, &form).await;
    assert!(page.text.contains("name=\"v3\""), "shown then");
    let page = send(&mut who, &see, &with(form, &[("go", "next")])).await;
    assert!(page.text.contains("name=\"a:v1\" value=\"no\""), "answers travel in the form");
    assert_eq!(rows().await, 0);
    let page = who.get(&format!("{see}?pour=relative&langue=en")).await;
    assert!(page.says("Before coming, did your relative get the information"), "{}", page.text);
}

#[tokio::test]
async fn translations_stand_side_by_side_and_what_is_missing_is_marked() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = begun(&mut who, "vecu-12", "Essai").await;
    let to = format!("{draft}/traductions");
    assert_eq!(write(&mut who, &draft, "v1", &[("wording-patient-en", "")]).await.status, 303);
    let page = who.get(&format!("{to}?manque=1")).await;
    assert!(page.says("2 traductions manquent"), "the title and the question: {}", page.text);
    let form = form_of(&page, &to);
    assert_eq!(form.iter().filter(|(name, _)| name.starts_with("t:")).count(), 2);
    let form = with(form, &[("t:item/wording-patient/v1", "Were you told?"), ("t:head/title", "Trial")]);
    assert_eq!(send(&mut who, &to, &form).await.status, 303);
    let page = who.get(&to).await;
    assert!(page.says("Tout est traduit") && page.says("Were you told?"));
    assert!(stored(&world, &draft).await.to_string().contains("Were you told?"));
}

#[tokio::test]
async fn whoever_only_reads_sees_every_page_and_changes_nothing() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = begun(&mut who, "vecu-12", "Essai").await;
    let before = stored(&world, &draft).await;
    for role in [Role::UnitManager, Role::UserRepresentative] {
        let mut reader = world.wearing(role, world.root).await;
        for part in ["", "/question?q=v1", "/presentation", "/traductions", "/apercu", "/controles"] {
            let page = reader.get(&format!("{draft}{part}")).await;
            assert_eq!(page.status, 200, "{role:?} {part}");
            assert_eq!(pages::check::page(&page.text), Vec::<String>::new(), "{role:?} {part}");
        }
        assert_eq!(reader.post(&draft, &[("revision", "1"), ("go", "remove:v1")]).await.status, 403);
        assert_eq!(reader.post(&format!("{HERE}/nouveau"), &[("title", "x")]).await.status, 403);
        assert_eq!(reader.get(&format!("{draft}/publier")).await.status, 403);
    }
    let mut nobody = world.wearing(Role::Caregiver, world.unit).await;
    assert_eq!(nobody.get(HERE).await.status, 403);
    assert_eq!(stored(&world, &draft).await, before);
}

#[tokio::test]
async fn every_page_is_sound_in_both_languages() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let first = super::published(&mut who, "Notre enquête").await;
    let second = super::next(&mut who, &first, "v1", &[("wording-patient-fr", "Autrement dit ?")]).await;
    let draft = begun(&mut who, "isatis-2014", "Essai").await;
    let (old, new) = (first.rsplit('/').next().expect("an id"), second.rsplit('/').next().expect("an id"));
    let id = draft.rsplit('/').next().expect("an id");
    let mut all = vec![
        HERE.to_owned(),
        format!("{HERE}?etat=draft&mots=essai&tri=titre"),
        format!("{HERE}/nouveau?de=isatis-2014"),
        format!("{HERE}/bibliotheque"),
        format!("{HERE}/bibliotheque?pour={id}&mots=attente"),
        format!("{HERE}/comparer?de={old}&a={new}"),
        format!("{HERE}/comparer?de={old}&a={id}"),
        first.clone(),
        second.clone(),
        format!("{first}/passage?vers={new}"),
    ];
    for part in [
        "",
        "/question?q=Q1",
        "/condition?q=Q2&on=Q1",
        "/presentation",
        "/traductions",
        "/apercu",
        "/controles",
        "/publier",
    ] {
        all.push(format!("{draft}{part}"));
    }
    for path in all {
        for lang in ["fr", "en"] {
            let joint = if path.contains('?') { '&' } else { '?' };
            let page = who.get(&format!("{path}{joint}lang={lang}")).await;
            assert_eq!(page.status, 200, "{path}");
            assert_eq!(pages::check::page(&page.text), Vec::<String>::new(), "{path} in {lang}");
            assert!(!page.text.contains("instruments-"), "{path} in {lang}: a key without its words");
        }
    }
    let sheet = who.get(&format!("{HERE}/liste.csv?etat=published")).await;
    assert_eq!(sheet.text.lines().count(), 3, "{}", sheet.text);
}
