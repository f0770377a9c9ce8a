//! The means that documents define today, said as declared scores: the same values, person by person.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use instruments::score::{Cell, Definition, Layout, Value};
use instruments::{Answers, MissingKind, Outcome, ScoreDefinition, Scoring, shipped};
use kernel::{Chance, Lang, SeededChance};
use serde_json::json;

fn declared(simple: &ScoreDefinition) -> Definition {
    let items: Vec<_> = simple
        .items
        .iter()
        .map(|item| json!({ "item": item.link_id, "reversed": item.reversed, "range": [item.least, item.greatest] }))
        .collect();
    let least = match simple.minimum {
        instruments::Minimum::Half => "half",
        instruments::Minimum::All => "all",
    };
    serde_json::from_value(json!({
        "id": simple.id,
        "title": { "fr": simple.title.get(Lang::Fr), "en": simple.title.get(Lang::En) },
        "method": "mean",
        "points": "hundred",
        "items": items,
        "missing": { "least": least, "leaves": simple.leaves },
        "range": [0, 100],
        "direction": "higher-is-better",
    }))
    .unwrap()
}

#[test]
fn vecu_12_scores_the_same_either_way() {
    let form = shipped("vecu-12").unwrap().instrument().unwrap();
    let Scoring::Scores(simple) = form.scoring() else { panic!("no score") };
    let layout = Layout::of(&form);
    let scorers: Vec<_> = simple.iter().map(|one| declared(one).compile(&layout).unwrap()).collect();
    let mut chance = SeededChance::new(51);
    let (mut values, mut none) = (0, 0);
    for _ in 0..3_000 {
        let mut answers = Answers::new();
        for item in form.questions().filter(|item| !item.choices.is_empty()) {
            if chance.below(3) > 0 {
                let at = chance.below(item.choices.len() as u64) as usize;
                answers = answers.choose(&item.link_id, &item.choices[at].code);
            }
        }
        let row = layout.row(&form, &answers);
        for (scorer, old) in scorers.iter().zip(form.score(&answers).unwrap()) {
            let new = scorer.score(&row);
            assert_eq!(new.contributing.len(), old.contributions.len());
            assert_eq!(new.left_out.len(), old.left_out.len());
            match (new.result, old.outcome) {
                (Ok(found), Outcome::Value(value)) => {
                    let Value::Exact(exact) = found.value else { panic!("an estimate") };
                    assert!((exact.to_f64() - value).abs() < 1e-9);
                    values += 1;
                }
                (Err(found), Outcome::TooFew { answered, needed }) => {
                    assert_eq!((found.answered, found.needed), (answered, needed));
                    none += 1;
                }
                other => panic!("{other:?}"),
            }
        }
    }
    assert!(values > 1_000 && none > 100, "{values} {none}");
}

#[test]
fn an_answer_that_excludes_an_item_and_a_filter_that_hides_one_are_told_apart_in_a_row() {
    let form = shipped("isatis-2014").unwrap().instrument().unwrap();
    let layout = Layout::of(&form);
    let cell = |answers: &Answers, key: &str| {
        let at = layout.items.iter().position(|item| item.key == key).unwrap();
        layout.row(&form, answers)[at]
    };
    let mut found = 0;
    for item in form.questions() {
        for choice in &item.choices {
            let answers = Answers::new().choose(&item.link_id, &choice.code);
            for target in &choice.excludes {
                assert_eq!(cell(&answers, target), Cell::Excluded, "{} {}", item.link_id, choice.code);
                found += 1;
            }
        }
    }
    assert!(found > 0);
    let hidden =
        form.questions().filter(|item| !form.is_active(&item.link_id, &Answers::new()) && !item.choices.is_empty());
    for item in hidden {
        assert_eq!(cell(&Answers::new(), &item.link_id), Cell::Missing(MissingKind::NotAsked));
    }
    assert_eq!(cell(&Answers::new(), "Q1"), Cell::Missing(MissingKind::Blank));
}
