//! Scores written in the browser, and answers said otherwise to those who answer for somebody else.

use serde_json::Value;

use super::{begun, form_of, officer, press, published, revision, send, stored, with, write};
use crate::world::{Page, Visitor, World};

/// The scores of a draft's document.
fn scores(document: &Value) -> Vec<Value> {
    let all = document["extension"].as_array().cloned().unwrap_or_default();
    all.into_iter().filter(|one| one["url"] == "urn:vecu:fhir:score").collect()
}

/// Sends the form of a score with some fields written anew.
async fn score(who: &mut Visitor, draft: &str, id: &str, changes: &[(&str, &str)], ticks: &[(&str, &str)]) -> Page {
    let page = who.get(&format!("{draft}/score?s={id}")).await;
    assert_eq!(page.status, 200);
    let to = format!("{draft}/score");
    let mut form = form_of(&page, &to);
    for (name, value) in changes {
        form = with(form, &[(name, value)]);
    }
    form.extend(ticks.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    send(who, &format!("{to}?s={id}"), &form).await
}

#[tokio::test]
async fn a_score_is_written_without_knowing_the_format_and_the_questionnaire_compiles_with_it() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = begun(&mut who, "vecu-12", "Avec un score").await;
    let before = scores(&stored(&world, &draft).await);
    assert_eq!(before.len(), 1);
    let changes = [
        ("title-fr", "Somme"),
        ("rule", "sum"),
        ("least", "half"),
        ("weight:v2", "1,5"),
        ("missing-no-opinion", "leaves"),
    ];
    let ticks = [("item:v2", "1"), ("item:v7", "1"), ("item:v7", "reversed")];
    let page = score(&mut who, &draft, "", &changes, &ticks).await;
    assert_eq!(page.status, 303, "{}", page.text);
    let document = stored(&world, &draft).await;
    let written = scores(&document);
    assert_eq!(written.len(), 2);
    let form = instruments::Instrument::compile(&document.to_string()).expect("it compiles");
    let instruments::Scoring::Scores(compiled) = form.scoring() else { panic!("no score") };
    assert_eq!(compiled[1].title.get(kernel::Lang::Fr), "Somme");
    assert_eq!(compiled[1].minimum, instruments::Minimum::All, "a plain sum asks for every answer");
    assert!(!compiled[1].is_on_hundred() && compiled[1].items[1].reversed);
    let page = who.get(&format!("{draft}/scores")).await;
    assert!(page.says("Somme des valeurs de 2 questions") && page.says("poids 1.5"), "{}", page.text);
    assert!(page.says("tableaux de bord ne le montrent pas"));
    let id = written[1]["extension"][0]["valueString"].as_str().expect("an id").to_owned();
    // Untouched, the form changes nothing.
    let seen = who.get(&format!("{draft}/score?s={id}")).await;
    let form = form_of(&seen, &format!("{draft}/score"));
    assert_eq!(send(&mut who, &format!("{draft}/score?s={id}"), &form).await.status, 303);
    assert_eq!(stored(&world, &draft).await, document);
    let now = who.get(&draft).await;
    let dropped =
        who.post(&format!("{draft}/scores"), &[("revision", &revision(&now)), ("go", &format!("drop:{id}"))]).await;
    assert_eq!(dropped.status, 303);
    assert_eq!(scores(&stored(&world, &draft).await), before);
}

#[tokio::test]
async fn what_is_wrong_in_the_form_of_a_score_stands_at_its_field_with_all_that_was_typed() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = begun(&mut who, "vecu-12", "Un score faux").await;
    let before = stored(&world, &draft).await;
    let changes =
        [("note-fr", "À lire ainsi"), ("rule", "box"), ("top", "0"), ("weight:v2", "beaucoup"), ("least", "count")];
    let page = score(&mut who, &draft, "", &changes, &[("item:v2", "1")]).await;
    assert_eq!(page.status, 422);
    for words in
        ["Donnez un nom au score", "Donnez un nombre à partir de 1", "Donnez un nombre, par exemple", "À lire ainsi"]
    {
        assert!(page.says(words), "{words}: {}", page.text);
    }
    let page = score(&mut who, &draft, "", &[("title-fr", "Vide")], &[]).await;
    assert!(page.status == 422 && page.says("Cochez au moins une question"));
    assert_eq!(stored(&world, &draft).await, before);
    assert_eq!(who.get(&format!("{draft}/score?s=nowhere")).await.status, 404);
}

#[tokio::test]
async fn a_question_taken_out_of_a_score_blocks_until_the_score_is_mended() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = begun(&mut who, "vecu-12", "Un score troué").await;
    assert_eq!(press(&mut who, &draft, &[("go", "remove:v7")]).await.status, 303);
    let page = who.get(&format!("{draft}/controles")).await;
    assert!(page.says("n'existe pas") || page.says("n’existe pas"), "{}", page.text);
    assert!(page.text.contains(&format!("{draft}/scores")), "the check leads to the scores");
    let page = score(&mut who, &draft, "local-1", &[], &[]).await;
    assert_eq!(page.status, 303, "the form no longer shows the question, and the score goes without it");
    let page = who.get(&format!("{draft}/controles")).await;
    assert!(!page.says("n'existe pas") && !page.says("n’existe pas"), "{}", page.text);
}

#[tokio::test]
async fn two_versions_say_that_a_score_is_counted_otherwise() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let first = published(&mut who, "Avec score").await;
    let page = who.get(&first).await;
    assert!(page.says("Moyenne de 4 questions, chacune ramenée sur 100"), "{}", page.text);
    let id = first.rsplit('/').next().expect("an id").to_owned();
    let page = who.post(&format!("{}/nouveau", super::HERE), &[("suite", &id)]).await;
    let draft = page.location().expect("the draft").to_owned();
    assert_eq!(score(&mut who, &draft, "local-1", &[("least", "all")], &[]).await.status, 303);
    let draft_id = draft.rsplit('/').next().expect("an id");
    let page = who.get(&format!("{}/comparer?de={id}&a={draft_id}", super::HERE)).await;
    assert!(page.says("compté autrement") && page.says("Il faut toutes les réponses"), "{}", page.text);
}

#[tokio::test]
async fn a_printed_answer_is_said_otherwise_to_a_parent_from_the_question_itself() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = begun(&mut who, "vecu-12", "Pour les parents").await;
    let page = write(&mut who, &draft, "v1", &[("choice-0-parent-fr", "Oui, mon enfant le savait")]).await;
    assert_eq!(page.status, 303, "{}", page.text);
    let document = stored(&world, &draft).await.to_string();
    assert!(document.contains("Oui, mon enfant le savait"));
    let form = instruments::Instrument::compile(&document).expect("it compiles");
    let said = |speaker| form.item("v1").expect("v1").choices[0].label.get(speaker, kernel::Lang::Fr).to_owned();
    assert_eq!(said(instruments::Speaker::Parent), "Oui, mon enfant le savait");
    assert_ne!(said(instruments::Speaker::Patient), "Oui, mon enfant le savait");
    let page = who.get(&format!("{draft}/question?q=v1")).await;
    assert!(page.says("Oui, mon enfant le savait"));
}
