//! Scores written in the browser, and answers said otherwise to those who answer for somebody else.

use serde_json::Value;

use super::{begun, form_of, officer, press, published, revision, send, stored, with, write};
use crate::world::{Page, Visitor, World};

/// The scores of a draft's document.
fn scores(document: &Value) -> Vec<Value> {
    let all = document["extension"].as_array().cloned().unwrap_or_default();
    all.into_iter().filter(|one| one["url"] == "urn:vecu:fhir:score").collect()
}

/// Sends a step of a score with some fields written anew and some boxes ticked.
async fn step(
    who: &mut Visitor,
    draft: &str,
    (id, step): (&str, &str),
    changes: &[(&str, &str)],
    ticks: &[(&str, &str)],
) -> Page {
    let to = format!("{draft}/score?s={id}&etape={step}");
    let page = who.get(&to).await;
    assert_eq!(page.status, 200, "{to}");
    let mut form = with(form_of(&page, &to), changes);
    form.extend(ticks.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    send(who, &format!("{to}&page=1"), &form).await
}

/// Begins a score; gives its id.
async fn begun_score(who: &mut Visitor, draft: &str, title: &str) -> String {
    let to = format!("{draft}/score");
    let page = who.get(&to).await;
    let form = with(form_of(&page, &to), &[("title-fr", title), ("go", "next")]);
    let page = send(who, &to, &form).await;
    let to = page.location().unwrap_or_else(|| panic!("{}", page.text)).to_owned();
    assert!(to.contains("etape=regle"), "{to}");
    to.split("s=").nth(1).and_then(|rest| rest.split('&').next()).expect("its id").to_owned()
}

#[tokio::test]
async fn a_score_is_written_in_steps_without_knowing_the_format_and_the_questionnaire_compiles_with_it() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = begun(&mut who, "vecu-12", "Avec un score").await;
    let before = scores(&stored(&world, &draft).await);
    assert_eq!(before.len(), 1);
    let id = begun_score(&mut who, &draft, "Somme").await;
    let page = who.get(&format!("{draft}/controles")).await;
    assert!(page.text.contains(&format!("{draft}/scores")), "a score without a question is to be mended");
    let page = step(&mut who, &draft, (&id, "regle"), &[("rule", "sum"), ("least", "half"), ("go", "next")], &[]).await;
    assert!(page.location().is_some_and(|to| to.contains("etape=questions")), "one goes from step to step");
    let ticks = [("item-0", "v2"), ("item-1", "v7")];
    assert_eq!(step(&mut who, &draft, (&id, "questions"), &[], &ticks).await.status, 303);
    let changes = [("weight:v2", "1,5"), ("value:v2:0", "9")];
    assert_eq!(step(&mut who, &draft, (&id, "valeurs"), &changes, &[("reversed:v7", "1")]).await.status, 303);
    assert_eq!(step(&mut who, &draft, (&id, "absences"), &[("missing-no-opinion", "leaves")], &[]).await.status, 303);
    let document = stored(&world, &draft).await;
    let written = scores(&document);
    assert_eq!(written.len(), 2);
    let form = instruments::Instrument::compile(&document.to_string()).expect("it compiles");
    let instruments::Scoring::Scores(compiled) = form.scoring() else { panic!("no score") };
    assert_eq!(compiled[1].title.get(kernel::Lang::Fr), "Somme");
    assert_eq!(compiled[1].minimum, instruments::Minimum::All, "a plain sum asks for every answer");
    assert!(!compiled[1].is_on_hundred() && compiled[1].items[1].reversed);
    assert_eq!(form.item("v2").expect("v2").choices[0].weight, Some(9), "the value of an answer is written from here");
    let page = who.get(&format!("{draft}/scores")).await;
    assert!(page.says("Somme des valeurs de 2 questions") && page.says("poids 1.5"), "{}", page.text);
    assert!(page.says("tableaux de bord ne le montrent pas"));
    // Untouched, no step changes anything.
    for one in ["nom", "regle", "questions", "valeurs", "absences", "table"] {
        assert_eq!(step(&mut who, &draft, (&id, one), &[], &[]).await.status, 303, "{one}");
        assert_eq!(stored(&world, &draft).await, document, "{one}");
    }
    let now = who.get(&draft).await;
    let dropped =
        who.post(&format!("{draft}/scores"), &[("revision", &revision(&now)), ("go", &format!("drop:{id}"))]).await;
    assert_eq!(dropped.status, 303);
    assert_eq!(scores(&stored(&world, &draft).await), before);
}

#[tokio::test]
async fn what_is_wrong_in_a_step_of_a_score_stands_at_its_field_with_all_that_was_typed() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = begun(&mut who, "vecu-12", "Un score faux").await;
    let before = stored(&world, &draft).await;
    let to = format!("{draft}/score");
    let page = who.get(&to).await;
    let page = send(&mut who, &to, &with(form_of(&page, &to), &[("note-fr", "À lire ainsi"), ("go", "next")])).await;
    assert_eq!(page.status, 422);
    assert!(page.says("Donnez un nom au score") && page.says("À lire ainsi"));
    type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str);
    let cases: [Case<'_>; 5] = [
        ("regle", &[("rule", "box"), ("top", "0")], "Donnez un nombre à partir de 1"),
        ("regle", &[("least", "count"), ("count", "")], "Donnez un nombre de réponses"),
        ("valeurs", &[("weight:v2", "beaucoup"), ("weight:v7", "1,25")], "Donnez un nombre, par exemple"),
        ("valeurs", &[("value:v2:0", "1,5")], "Donnez un nombre entier"),
        ("absences", &[("missing-no-opinion", "counts"), ("counts-no-opinion", "un")], "Donnez un nombre, par exemple"),
    ];
    for (one, changes, words) in cases {
        let page = step(&mut who, &draft, ("local-1", one), changes, &[]).await;
        assert_eq!(page.status, 422, "{one}");
        assert!(page.says(words), "{words}: {}", page.text);
        for (name, value) in changes.iter().filter(|(_, value)| value.contains(',')) {
            assert!(page.text.contains(&format!("value=\"{value}\"")), "{name} stands as it was typed");
        }
    }
    let none = format!("{to}?s=local-1&etape=questions");
    let page = who.get(&none).await;
    let mut form = form_of(&page, &none);
    form.retain(|(name, _)| !name.starts_with("item-"));
    let page = send(&mut who, &none, &form).await;
    assert!(page.status == 422 && page.says("Cochez au moins une question"));
    assert_eq!(stored(&world, &draft).await, before);
    assert_eq!(who.get(&format!("{draft}/score?s=nowhere")).await.status, 404);
    assert_eq!(
        who.post(&format!("{to}?s=nowhere&etape=nom"), &[("revision", "1"), ("title-fr", "x")]).await.status,
        409
    );
}

#[tokio::test]
async fn a_whole_group_is_chosen_at_once_and_other_groups_stay_as_they_are() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = begun(&mut who, "vecu-12", "Par groupe").await;
    let counted = |document: &Value| -> Vec<String> {
        let score = scores(document).remove(0);
        let parts = score["extension"].as_array().cloned().unwrap_or_default();
        let parts = parts.into_iter().filter(|one| one["url"] == "item");
        parts.map(|one| one["extension"][0]["valueString"].as_str().unwrap_or_default().to_owned()).collect()
    };
    let before = counted(&stored(&world, &draft).await);
    let to = format!("{draft}/score?s=local-1&etape=questions");
    let page = who.get(&to).await;
    assert!(page.says("L'arrivée") && page.text.contains("value=\"all:1\""), "{}", page.text);
    assert_eq!(step(&mut who, &draft, ("local-1", "questions"), &[("go", "all:1")], &[]).await.status, 303);
    let after = counted(&stored(&world, &draft).await);
    assert!(after.len() > before.len() && before.iter().all(|link| after.contains(link)), "{before:?} {after:?}");
    assert_eq!(step(&mut who, &draft, ("local-1", "questions"), &[("go", "none:1")], &[]).await.status, 303);
    let rest = counted(&stored(&world, &draft).await);
    assert!(
        rest.len() < before.len() && rest.contains(&"v2".to_owned()) && !rest.contains(&"v7".to_owned()),
        "{rest:?}"
    );
}

#[tokio::test]
async fn a_trial_says_the_score_and_why_and_an_exclusion_takes_its_question_out() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = begun(&mut who, "vecu-12", "Essayer").await;
    let document = stored(&world, &draft).await;
    let form = instruments::Instrument::compile(&document.to_string()).expect("it compiles");
    let best = |link: &str| {
        let choices = &form.item(link).expect("an item").choices;
        choices.iter().max_by_key(|one| one.weight).expect("a choice").code.clone()
    };
    let to = format!("{draft}/score?s=local-1&etape=essai");
    let page = who.get(&to).await;
    assert!(page.says("Rien n'est enregistré") && !page.says("Score : "), "{}", page.text);
    let page = who.get(&format!("{to}&go=try&a0={}", best("v2"))).await;
    assert!(page.says("Pas de score : 1 réponse(s) qui comptent, il en faut 2"), "{}", page.text);
    let tried = format!("{to}&go=try&a0={}&a1={}", best("v2"), best("v7"));
    let page = who.get(&tried).await;
    assert!(page.says("Score : 100") && page.says("ne compte pas, et reste attendue"), "{}", page.text);
    // What the page says is what is counted of people: the same answers, counted by the function.
    let answers = instruments::Answers::new().choose("v2", &best("v2")).choose("v7", &best("v7"));
    let counted = form.score(&answers).expect("a score");
    assert_eq!(counted[0].outcome, instruments::Outcome::Value(100.0));
    let code = form.item("v1").expect("v1").choices[0].code.clone();
    let add = format!("{draft}/score?s=local-1&etape=exclusions&on=v1");
    let page = who.get(&add).await;
    let send_to = format!("{draft}/score?s=local-1&etape=exclusions&on=v1");
    let form = with(form_of(&page, &send_to), &[("answer", &code), ("out", "v7"), ("go", "add")]);
    assert_eq!(send(&mut who, &send_to, &form).await.status, 303);
    let refused = send(&mut who, &send_to, &with(form.clone(), &[("out", "v1")])).await;
    assert_eq!(refused.status, 422, "a question does not take itself out");
    let page = who.get(&format!("{draft}/score?s=local-1&etape=exclusions")).await;
    assert!(page.says("du compte") && page.text.contains("value=\"drop\""), "{}", page.text);
    // The question of the exclusion is asked in the trial now, first of all.
    let page = who.get(&format!("{to}&go=try&a0={code}&a1={}&a2={}", best("v2"), best("v7"))).await;
    assert!(page.says("sortie du score par une autre réponse"), "{}", page.text);
    let drop = format!("{draft}/score?s=local-1&etape=exclusions");
    let page = who.get(&drop).await;
    let form = with(form_of(&page, &drop), &[("go", "drop")]);
    assert_eq!(send(&mut who, &drop, &form).await.status, 303);
    assert_eq!(stored(&world, &draft).await, document, "and back");
}

#[tokio::test]
async fn a_published_table_is_pasted_proved_whole_and_used_in_the_trial() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = begun(&mut who, "vecu-12", "Avec une table").await;
    let here = |one: &'static str| ("local-1", one);
    assert_eq!(step(&mut who, &draft, here("regle"), &[("rule", "sum"), ("least", "all")], &[]).await.status, 303);
    let page = who.get(&format!("{draft}/score?s=local-1&etape=questions")).await;
    let mut form = form_of(&page, &format!("{draft}/score?s=local-1&etape=questions"));
    form.retain(|(name, value)| !name.starts_with("item-") || value == "v2");
    let to = format!("{draft}/score?s=local-1&etape=questions&page=1");
    assert_eq!(send(&mut who, &to, &form).await.status, 303);
    let page = who.get(&format!("{draft}/score?s=local-1&etape=table")).await;
    assert!(page.says("les sommes vont de 1 à 5"), "{}", page.text);
    let page = step(&mut who, &draft, here("table"), &[("table", "1 = 20\n2 vingt")], &[]).await;
    assert_eq!(page.status, 422);
    assert!(page.says("Ligne 2") && page.text.contains("2 vingt"), "{}", page.text);
    assert_eq!(step(&mut who, &draft, here("table"), &[("table", "1 = 20\n2;27,5\n5\t60")], &[]).await.status, 303);
    let page = who.get(&format!("{draft}/controles")).await;
    assert!(page.says("ne dit rien de la somme 3"), "a sum that can come out is missing: {}", page.text);
    let whole = "1 = 20\n2 = 27,5\n3 = 35\n4 = 45\n5 = 60";
    assert_eq!(step(&mut who, &draft, here("table"), &[("table", whole)], &[]).await.status, 303);
    let page = who.get(&format!("{draft}/controles")).await;
    assert!(!page.says("table de conversion"), "{}", page.text);
    let form = instruments::Instrument::compile(&stored(&world, &draft).await.to_string()).expect("it compiles");
    let second = form.item("v2").expect("v2").choices.iter().find(|one| one.weight == Some(2)).expect("a choice");
    let page = who.get(&format!("{draft}/score?s=local-1&etape=essai&go=try&a0={}", second.code)).await;
    assert!(page.says("Score : 27,5"), "{}", page.text);
    assert!(who.get(&format!("{draft}/scores")).await.says("une table de 5 lignes"));
}

#[tokio::test]
async fn a_question_taken_out_of_a_score_blocks_until_the_score_is_mended() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = begun(&mut who, "vecu-12", "Un score troué").await;
    assert_eq!(press(&mut who, &draft, &[("go", "remove:v7")]).await.status, 303);
    let page = who.get(&format!("{draft}/controles")).await;
    assert!(page.says("n'existe pas"), "{}", page.text);
    assert!(page.text.contains(&format!("{draft}/scores")), "the check leads to the scores");
    let page = step(&mut who, &draft, ("local-1", "questions"), &[], &[]).await;
    assert_eq!(page.status, 303, "the form no longer shows the question, and the score goes without it");
    let page = who.get(&format!("{draft}/controles")).await;
    assert!(!page.says("n'existe pas"), "{}", page.text);
}

#[tokio::test]
async fn two_people_in_two_scores_do_not_meet_and_in_one_score_are_told() {
    let world = World::new().await;
    let (mut one, mut two) = (officer(&world).await, officer(&world).await);
    let draft = begun(&mut one, "vecu-12", "À deux").await;
    let id = begun_score(&mut one, &draft, "Le mien").await;
    let to = format!("{draft}/score?s={id}&etape=regle");
    let theirs = form_of(&two.get(&to).await, &to);
    assert_eq!(step(&mut one, &draft, ("local-1", "regle"), &[("least", "all")], &[]).await.status, 303);
    assert_eq!(send(&mut two, &to, &with(theirs, &[("least", "all")])).await.status, 303, "another score changed");
    let theirs = form_of(&two.get(&to).await, &to);
    assert_eq!(step(&mut one, &draft, (&id, "regle"), &[("rule", "mean")], &[]).await.status, 303);
    let page = send(&mut two, &to, &with(theirs, &[("rule", "box"), ("top", "2")])).await;
    assert_eq!(page.status, 409);
    assert!(page.says("Rien n'est perdu") && page.text.contains("value=\"2\""), "{}", page.text);
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
    assert_eq!(step(&mut who, &draft, ("local-1", "regle"), &[("least", "all")], &[]).await.status, 303);
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
