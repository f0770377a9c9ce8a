//! The means that documents define today, said as declared scores: the same values, person by person.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use instruments::score::{Definition, Layout, Value};
use instruments::{Answers, Outcome, ScoreDefinition, Scoring, shipped};
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
