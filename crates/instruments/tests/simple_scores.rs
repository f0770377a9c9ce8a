//! The means that documents define today, said as declared scores: the same values, person by person.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use instruments::score::{Cell, Definition, Layout, Value};
use instruments::{Answer, Answers, Instrument, MissingKind, Outcome, ScoreDefinition, Scoring, shipped};
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
        other => panic!("not a plain mean: {other:?}"),
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
fn an_answer_takes_the_items_it_excludes_out_of_a_row() {
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
    assert_eq!(cell(&Answers::new(), "Q1"), Cell::Missing(MissingKind::Blank));
}

#[test]
fn what_a_filter_hides_was_not_asked_and_what_is_left_empty_is_blank() {
    let yes_no = r#""type":"choice","answerOption":[{"valueCoding":{"code":"y","display":"Oui"}},
        {"valueCoding":{"code":"n","display":"Non"}}]"#;
    let form = format!(
        r#"{{"resourceType":"Questionnaire","title":"T","language":"fr","item":[
            {{"linkId":"a","text":"A ?",{yes_no}}},
            {{"linkId":"b","text":"B ?",{yes_no},"enableWhen":[{{"question":"a","operator":"=","answerCoding":{{"code":"y"}}}}]}},
            {{"linkId":"c","text":"C ?","type":"integer"}}]}}"#
    );
    let form = Instrument::compile(&form).unwrap();
    let row = |answers: &Answers| Layout::of(&form).row(&form, answers);
    let missing = Cell::Missing;
    let answers = Answers::new().choose("a", "n").choose("b", "y").with("c", Answer::Number(4));
    assert_eq!(row(&answers), [Cell::Choice(1), missing(MissingKind::NotAsked), Cell::Whole(4)]);
    let answers = Answers::new().choose("a", "y");
    assert_eq!(row(&answers), [Cell::Choice(0), missing(MissingKind::Blank), missing(MissingKind::Blank)]);
}
