//! Two versions compared, and the plan to go from one to the next.

use kernel::Role;

use super::{HERE, begun, form_of, next, officer, publish, published, send, with, write};
use crate::{
    rules::{
        story::count,
        surveys::{answered, filled, opened},
    },
    world::World,
};

#[tokio::test]
async fn what_changed_between_two_versions_is_shown_word_by_word_and_judged() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let first = published(&mut who, "Notre enquête").await;
    let new = "Avant de venir, avez-vous reçu les informations nécessaires pour préparer votre séjour ?";
    let second = next(&mut who, &first, "v1", &[("wording-patient-fr", new)]).await;
    let (old, new) = (first.rsplit('/').next().expect("an id"), second.rsplit('/').next().expect("an id"));
    let page = who.get(&format!("{HERE}/comparer?de={old}&a={new}")).await;
    assert!(page.text.contains("utiles</del>") && page.text.contains("nécessaires</ins>"), "{}", page.text);
    assert!(page.says("réponses non comparables") && page.says("1 changée"));
    assert_eq!(who.get(&format!("{HERE}/comparer?de=zzzzzzzzzzzz&a={new}")).await.status, 404);
}

#[tokio::test]
async fn whoever_began_from_a_version_that_was_overtaken_is_told_and_publishes_nothing() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let first = published(&mut who, "Notre enquête").await;
    let id = first.rsplit('/').next().expect("an id");
    let late = who.post(&format!("{HERE}/nouveau"), &[("suite", id)]).await;
    let late = late.location().expect("a draft").to_owned();
    next(&mut who, &first, "v1", &[("wording-patient-fr", "Autrement dit ?")]).await;
    assert_eq!(write(&mut who, &late, "v2", &[("wording-patient-fr", "Encore ?")]).await.status, 303);
    let page = publish(&mut who, &late, "Un changement").await;
    assert_eq!(page.status, 409);
    assert!(page.says("Une autre version a été publiée"));
    assert_eq!(super::versions_published(&world).await, 2);
}

#[tokio::test]
async fn the_next_version_says_what_changed() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let first = published(&mut who, "Notre enquête").await;
    let id = first.rsplit('/').next().expect("an id");
    let page = who.post(&format!("{HERE}/nouveau"), &[("suite", id)]).await;
    let draft = page.location().expect("a draft").to_owned();
    let page = publish(&mut who, &draft, " ").await;
    assert_eq!(page.status, 422);
    assert!(page.says("Dites ce qui a changé"));
}

#[tokio::test]
async fn a_plan_is_proposed_by_one_read_by_another_and_rewrites_no_answer() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let campaign = opened(&world, true).await;
    answered(&world, campaign, world.unit, "2026-03", (0..25).map(|_| filled(&|_| false, &|_| false)).collect()).await;
    let counts = || count(&world, "SELECT COUNT(*) AS n FROM answer_count");
    let before = counts().await;
    assert!(before > 0);
    let first = published(&mut who, "Notre enquête").await;
    let second = next(&mut who, &first, "v1", &[("wording-patient-fr", "Autrement dit ?")]).await;
    let to = format!("{first}/passage?vers={}", second.rsplit('/').next().expect("an id"));
    let page = who.get(&to).await;
    assert_eq!(page.status, 200, "{}", page.text);
    let form = form_of(&page, &to);
    let becomes =
        |at: usize| form.iter().find(|(name, _)| *name == format!("s{at}-becomes")).map(|(_, value)| value.clone());
    assert_eq!(becomes(0).as_deref(), Some("apart"), "a question said otherwise is not proposed to be read together");
    assert_eq!(becomes(1).as_deref(), Some("kept"));
    let proposed = with(form.clone(), &[("go", "propose")]);
    assert_eq!(send(&mut who, &to, &proposed).await.status, 422, "a plan says why");
    let wrong =
        with(form.clone(), &[("go", "propose"), ("reason", "Essai"), ("s0-becomes", "renamed"), ("s0-to0", "v2")]);
    let page = send(&mut who, &to, &wrong).await;
    assert_eq!(page.status, 422);
    assert!(page.says("Une autre question devient déjà celle-là"), "{}", page.text);
    let page = send(&mut who, &to, &with(form, &[("go", "propose"), ("reason", "Le sens est le même.")])).await;
    assert_eq!(page.status, 303, "{}", page.text);
    let plan = page.location().expect("the plan").to_owned();
    let page = who.get(&plan).await;
    assert!(page.says("Le sens est le même.") && page.says("attend la relecture de quelqu'un d'autre"));
    assert_eq!(who.post(&plan, &[("go", "approve")]).await.status, 403, "never by its author");
    let mut reader = world.wearing(Role::UserRepresentative, world.root).await;
    assert_eq!(reader.post(&plan, &[("go", "refuse")]).await.status, 422, "whoever puts it aside says why");
    assert_eq!(reader.post(&plan, &[("go", "approve"), ("remark", "D'accord.")]).await.status, 303);
    assert!(who.get(&plan).await.says("approuvé"));
    assert_eq!(reader.post(&plan, &[("go", "refuse"), ("remark", "Non.")]).await.status, 410, "read once");
    assert!(who.get(&first).await.text.contains(&plan), "the version shows its plans");
    assert_eq!(counts().await, before);
    let acts =
        "SELECT COUNT(*) AS n FROM audit_entry WHERE act IN ('instrument.plan-proposed', 'instrument.plan-approved')";
    assert_eq!(count(&world, acts).await, 2);
}

#[tokio::test]
async fn a_draft_is_compared_with_the_version_it_will_follow() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let first = published(&mut who, "Notre enquête").await;
    let old = first.rsplit('/').next().expect("an id");
    let draft = begun(&mut who, old, "Une copie").await;
    assert_eq!(super::press(&mut who, &draft, &[("go", "remove:v12")]).await.status, 303);
    let id = draft.rsplit('/').next().expect("an id");
    let page = who.get(&format!("{HERE}/comparer?de={old}&a={id}")).await;
    assert!(page.says("1 retirée"), "{}", page.text);
}

#[tokio::test]
async fn a_plan_is_kept_only_when_it_says_what_becomes_of_every_answer() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let first = published(&mut who, "Deux versions").await;
    let second =
        next(&mut who, &first, "v1", &[("choice-0-label-fr", "Oui, très bien"), ("choice-1-code", "autre")]).await;
    let page = who.get(&second).await;
    assert!(page.says("Aucun plan ne dit encore ce que deviennent les réponses à la version 1"), "{}", page.text);
    let to = format!("{first}/passage?vers={}", second.rsplit('/').next().expect("an id"));
    let page = who.get(&to).await;
    assert!(page.says("non comparable") && page.says("13 questions n'ont pas changé"), "{}", page.text);
    // The officer decides that they may be read together: then each answer must be said.
    let form =
        with(form_of(&page, &to), &[("s0-becomes", "kept"), ("reason", "Le sens est le même."), ("go", "refresh")]);
    let page = send(&mut who, &to, &form).await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert!(page.says("Il reste 1 réponse dont on ne dit pas ce qu'elle devient"), "{}", page.text);
    let form = with(form_of(&page, &to), &[("go", "propose")]);
    let page = send(&mut who, &to, &form).await;
    assert_eq!(page.status, 422);
    assert!(page.says("Dites ce que devient chaque réponse") && page.says("Le sens est le même."), "{}", page.text);
    let whole = with(form, &[("s0-c1", "c:autre")]);
    let page = send(&mut who, &to, &whole).await;
    assert_eq!(page.status, 303, "{}", page.text);
    let plan = page.location().expect("the plan").to_owned();
    let page = who.get(&plan).await;
    assert!(page.says("mise en correspondance") && page.says("1 question mise en correspondance"), "{}", page.text);
    for version in [&first, &second] {
        assert!(who.get(version).await.text.contains(&plan), "both versions show it: {version}");
    }
    let none = with(whole, &[("s0-c1", "none")]);
    let page = send(&mut who, &to, &none).await;
    let plan = page.location().unwrap_or_else(|| panic!("{}", page.text)).to_owned();
    assert!(who.get(&plan).await.says("Ne correspond à aucune"), "an answer may be said to have no counterpart");
}
