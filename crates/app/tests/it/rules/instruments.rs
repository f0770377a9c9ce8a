//! Rules 6 and 13 over every shipped instrument, whatever is added to the library.

use std::collections::BTreeSet;

use instruments::{Answer, Answers, Instrument, Outcome, Scoring, Shipped, Valence, library};

fn compiled(shipped: &Shipped) -> Instrument {
    shipped.instrument().unwrap()
}

/// Answers to every question, a kind of missing to those named; where a score looks, always the best answer.
fn answered(form: &Instrument, missing: &BTreeSet<String>) -> Answers {
    let mut answers = Answers::new();
    for item in form.questions() {
        let left = missing.contains(&item.link_id);
        let mut choices: Vec<_> = item.choices.iter().filter(|choice| choice.missing.is_some() == left).collect();
        choices.sort_by_key(|choice| choice.weight);
        if is_reversed(form, &item.link_id) {
            choices.reverse();
        }
        if let Some(choice) = choices.last() {
            answers.set(item.link_id.clone(), Answer::Choice(choice.code.clone()));
        }
    }
    answers
}

fn is_reversed(form: &Instrument, link: &str) -> bool {
    let Scoring::Scores(definitions) = form.scoring() else { return false };
    definitions.iter().flat_map(|one| &one.items).any(|item| item.link_id == link && item.reversed)
}

#[test]
fn a_kind_of_missing_is_never_counted_and_never_moves_a_score() {
    for shipped in library() {
        let form = compiled(shipped);
        let with_missing: Vec<String> = form
            .questions()
            .filter(|item| item.choices.iter().any(|choice| choice.missing.is_some()))
            .map(|item| item.link_id.clone())
            .collect();
        // A published screening questionnaire prints no such answer: then every question may be left empty.
        let free = form.questions().all(|item| !item.required);
        assert!(free || !with_missing.is_empty(), "{}: nobody is made to have an opinion", shipped.id);
        for link in &with_missing {
            let answers = answered(&form, &BTreeSet::from([link.clone()]));
            assert!(form.counted(&answers).iter().all(|counted| counted.link_id != *link), "{} {link}", shipped.id);
        }
        // Everybody who has an opinion gives the best one: whoever has none changes nothing.
        let Scoring::Scores(definitions) = form.scoring() else { continue };
        for definition in definitions {
            let score = |answers: &Answers| {
                let all = form.score(answers).unwrap();
                all.into_iter().find(|result| result.id == definition.id).map(|result| result.outcome)
            };
            assert_eq!(score(&answered(&form, &BTreeSet::new())), Some(Outcome::Value(100.0)), "{}", definition.id);
            for link in &with_missing {
                let one = score(&answered(&form, &BTreeSet::from([link.clone()])));
                assert!(matches!(one, Some(Outcome::Value(100.0) | Outcome::TooFew { .. })), "{link}: {one:?}");
            }
            let nobody: BTreeSet<String> = with_missing.iter().cloned().collect();
            let none = score(&answered(&form, &nobody));
            assert!(matches!(none, Some(Outcome::Value(100.0) | Outcome::TooFew { .. })), "{none:?}");
        }
    }
}

#[test]
fn the_positive_and_the_negative_open_question_always_come_together() {
    for shipped in library() {
        let form = compiled(shipped);
        for screen in 0..form.screens().len() {
            let of = |side| form.screen_items(screen).filter(|item| item.valence == Some(side)).count();
            assert_eq!(of(Valence::Positive), of(Valence::Negative), "{} screen {screen}", shipped.id);
        }
        // One of the two taken out of a copy: it no longer compiles, or is told.
        for side in ["positive", "negative"] {
            let Some(link) = form.questions().find(|i| i.valence.is_some_and(|v| v.code() == side)) else { continue };
            let mut document: serde_json::Value = serde_json::from_str(shipped.json).unwrap();
            take_out(&mut document, &link.link_id);
            let (again, problems) = Instrument::check(&document.to_string());
            assert!(again.is_none() && !problems.is_empty(), "{} without its {side} question", shipped.id);
        }
    }
}

fn take_out(value: &mut serde_json::Value, link: &str) {
    if let Some(items) = value.get_mut("item").and_then(serde_json::Value::as_array_mut) {
        items.retain(|item| item["linkId"] != link);
        for item in items {
            take_out(item, link);
        }
    }
}

#[test]
fn an_official_wording_that_was_changed_is_refused() {
    let official: Vec<&Shipped> = library().iter().filter(|one| one.wording_hash.is_some()).collect();
    assert!(!official.is_empty());
    for shipped in official {
        let form = compiled(shipped);
        assert!(form.is_official());
        let official = form
            .questions()
            .filter(|item| !item.local)
            .map(|item| item.wording.get(instruments::Speaker::Patient, kernel::Lang::Fr));
        let mut tried = 0;
        for wording in official.take(12) {
            let quoted = serde_json::to_string(wording).unwrap();
            if !shipped.json.contains(&quoted) {
                continue;
            }
            let changed =
                shipped.json.replace(&quoted, &serde_json::to_string(&format!("{wording} Vraiment ?")).unwrap());
            assert!(Instrument::compile(&changed).is_err(), "{}: {wording}", shipped.id);
            tried += 1;
        }
        assert!(tried > 3, "the wordings were found in the document");
    }
}

#[test]
fn an_instrument_without_a_licence_or_a_purpose_cannot_be_published() {
    for shipped in library() {
        assert!(compiled(shipped).blocks_publication().is_empty(), "{}", shipped.id);
        let mut document: serde_json::Value = serde_json::from_str(shipped.json).unwrap();
        let object = document.as_object_mut().unwrap();
        for name in ["purpose", "_purpose", "copyright", "_copyright"] {
            object.remove(name);
        }
        let extensions = object.get_mut("extension").and_then(serde_json::Value::as_array_mut).unwrap();
        extensions.retain(|one| !one["url"].as_str().unwrap_or_default().contains("licen"));
        let (form, problems) = Instrument::check(&document.to_string());
        let blocked: Vec<&str> =
            form.as_ref().map_or_else(Vec::new, |form| form.blocks_publication().iter().map(|one| one.code).collect());
        let told: Vec<&str> = problems.iter().map(|one| one.code).collect();
        for code in ["licence-missing", "purpose-missing"] {
            assert!(form.is_none() || blocked.contains(&code), "{}: {code} in {told:?}", shipped.id);
        }
    }
}
