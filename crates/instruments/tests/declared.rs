//! Scores that a document declares with another rule than the plain mean on 0-100: the values, worked out by hand.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use instruments::{Answers, Instrument, Outcome, Scoring};
use serde_json::{Value, json};

/// Three questions weighed 0 to 3, and one missing answer each.
fn document(parts: &[Value]) -> String {
    let question = |link: &str| {
        let mut options: Vec<Value> = (0..=3)
            .map(|n| {
                json!({ "valueCoding": { "code": n.to_string(), "display": n.to_string() }, "extension": [
                    { "url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": n }] })
            })
            .collect();
        options.push(json!({ "valueCoding": { "code": "dk", "display": "?" }, "extension": [
            { "url": "urn:vecu:fhir:missing", "valueCode": "dont-know" }] }));
        json!({ "linkId": link, "type": "choice", "text": "?", "answerOption": options })
    };
    let mut score = vec![json!({ "url": "id", "valueString": "s" }), json!({ "url": "title", "valueString": "S" })];
    score.extend_from_slice(parts);
    json!({ "resourceType": "Questionnaire", "language": "fr", "title": "T", "status": "draft",
        "extension": [{ "url": "urn:vecu:fhir:score", "extension": score }],
        "item": [question("a"), question("b"), question("c")] })
    .to_string()
}

fn item(link: &str, more: &[Value]) -> Value {
    let mut parts = vec![json!({ "url": "linkId", "valueString": link })];
    parts.extend_from_slice(more);
    json!({ "url": "item", "extension": parts })
}

fn method(code: &str) -> Value {
    json!({ "url": "method", "valueCode": code })
}

fn plain() -> Vec<Value> {
    ["a", "b", "c"].map(|link| item(link, &[])).to_vec()
}

fn outcome(parts: &[Value], answers: &[(&str, &str)]) -> Outcome {
    let form = Instrument::compile(&document(parts)).unwrap_or_else(|wrong| panic!("{wrong:?}"));
    let answers = answers.iter().fold(Answers::new(), |all, (link, code)| all.choose(link, code));
    form.score(&answers).unwrap().remove(0).outcome
}

fn with(first: &[Value], then: Vec<Value>) -> Vec<Value> {
    [first.to_vec(), then].concat()
}

const ANSWERS: &[(&str, &str)] = &[("a", "3"), ("b", "1"), ("c", "2")];

#[test]
fn each_rule_gives_what_is_worked_out_by_hand() {
    let all = json!({ "url": "minimum", "valueCode": "all" });
    let reversed =
        vec![item("a", &[json!({ "url": "reversed", "valueBoolean": true })]), item("b", &[]), item("c", &[])];
    let weighed = vec![item("a", &[json!({ "url": "weight", "valueDecimal": 2 })]), item("b", &[]), item("c", &[])];
    assert_eq!(outcome(&with(&[method("sum"), all.clone()], plain()), ANSWERS), Outcome::Value(6.0));
    assert_eq!(outcome(&with(&[method("sum"), all], reversed), ANSWERS), Outcome::Value(3.0));
    assert_eq!(outcome(&with(&[method("mean")], plain()), ANSWERS), Outcome::Value(2.0));
    assert_eq!(outcome(&with(&[method("mean")], weighed.clone()), ANSWERS), Outcome::Value(2.25));
    // (2 × 100 + 33.3… + 66.6…) / 4
    assert_eq!(outcome(&weighed, ANSWERS), Outcome::Value(75.0));
    let top = json!({ "url": "top", "valueInteger": 2 });
    let Outcome::Value(share) = outcome(&with(&[method("box"), top], plain()), ANSWERS) else { panic!("no value") };
    assert!((share - 200.0 / 3.0).abs() < 1e-9, "two of three lie among the two best: {share}");
}

#[test]
fn a_prorated_sum_fills_in_by_the_mean_and_the_minimum_is_kept() {
    let prorated = [method("sum"), json!({ "url": "prorate", "valueBoolean": true })];
    let two: &[(&str, &str)] = &[("a", "3"), ("b", "dk"), ("c", "2")];
    assert_eq!(outcome(&with(&prorated, plain()), two), Outcome::Value(7.5));
    let one: &[(&str, &str)] = &[("a", "3"), ("b", "dk")];
    assert_eq!(outcome(&with(&prorated, plain()), one), Outcome::TooFew { answered: 1, needed: 2 });
    let least = json!({ "url": "least", "valueInteger": 3 });
    assert_eq!(outcome(&with(&[method("mean"), least], plain()), two), Outcome::TooFew { answered: 2, needed: 3 });
    let counted = json!({ "url": "counted", "extension": [
        { "url": "missing", "valueCode": "dont-know" }, { "url": "weight", "valueDecimal": 0 }] });
    assert_eq!(outcome(&with(&[method("mean"), counted], plain()), two), Outcome::Value(5.0 / 3.0));
}

#[test]
fn only_scores_on_a_hundred_may_stand_on_a_board() {
    let is_on_hundred = |code: &str| {
        let all = json!({ "url": "minimum", "valueCode": "all" });
        let form = Instrument::compile(&document(&with(&[method(code), all], plain()))).unwrap();
        let Scoring::Scores(scores) = form.scoring() else { panic!("no score") };
        scores[0].is_on_hundred()
    };
    assert_eq!(["hundred", "box", "sum", "mean"].map(is_on_hundred), [true, true, false, false]);
}

#[test]
fn a_rule_that_cannot_be_counted_is_a_problem_with_words() {
    let codes = |parts: &[Value]| -> Vec<&'static str> {
        Instrument::check(&document(parts)).1.into_iter().map(|problem| problem.code).collect()
    };
    assert!(codes(&with(&[method("median")], plain())).contains(&"unknown-word"));
    assert!(codes(&with(&[method("sum")], plain())).contains(&"score-sum-incomplete"), "half of a sum is no sum");
    let text = item("a", &[json!({ "url": "weight", "valueDecimal": "2" })]);
    assert!(codes(&[text]).contains(&"score-not-a-number"));
    let none = item("a", &[json!({ "url": "weight", "valueDecimal": 0 })]);
    assert!(codes(&[none]).contains(&"score-weight-not-positive"));
    let top = json!({ "url": "top", "valueInteger": 9 });
    assert!(codes(&with(&[method("box"), top], plain())).contains(&"score-boxes"));
    assert!(codes(&with(&[method("mean")], vec![item("nowhere", &[])])).contains(&"score-unknown-item"));
    let least = json!({ "url": "least", "valueInteger": 70_000 });
    assert!(codes(&with(&[method("mean"), least], plain())).contains(&"score-least"));
}

/// A table from the sums of three questions weighed 0 to 3 to values that rise by five, some rows left out.
fn table(without: &[i64]) -> Vec<Value> {
    let row = |n: i64| {
        json!({ "url": "table", "extension": [
            { "url": "from", "valueDecimal": n }, { "url": "value", "valueDecimal": 20 + 5 * n } ] })
    };
    (0..=9).filter(|n| !without.contains(n)).map(row).collect()
}

#[test]
fn a_sum_is_read_in_its_published_table_and_a_table_with_a_gap_is_refused() {
    let all = json!({ "url": "minimum", "valueCode": "all" });
    let parts = |first: &[Value], without: &[i64]| with(&with(first, table(without)), plain());
    let sum = [method("sum"), all];
    assert_eq!(outcome(&parts(&sum, &[]), ANSWERS), Outcome::Value(50.0), "3 + 1 + 2 = 6, and 20 + 5 * 6");
    let form = Instrument::compile(&document(&parts(&sum, &[]))).unwrap();
    let Scoring::Scores(scores) = form.scoring() else { panic!("no score") };
    assert!(!scores[0].is_on_hundred(), "what a table gives is not on 0-100");
    let prorated = [method("sum"), json!({ "url": "prorate", "valueBoolean": true })];
    // 3 and 1 of two answers: their mean is 2, three times 2 is 6.
    let two = &[("a", "3"), ("b", "1"), ("c", "dk")];
    assert_eq!(outcome(&parts(&prorated, &[]), two), Outcome::Value(50.0));
    let codes = |parts: &[Value]| -> Vec<&'static str> {
        let problems = Instrument::compile(&document(parts)).unwrap_err();
        problems.iter().filter(|one| one.severity == instruments::Severity::Error).map(|one| one.code).collect()
    };
    for first in [&sum[..], &prorated[..]] {
        assert_eq!(codes(&parts(first, &[4])), ["score-table-gap"], "a sum in the middle");
        assert_eq!(codes(&parts(first, &[0])), ["score-lookup"], "a sum at an end");
    }
    assert_eq!(codes(&parts(&[method("mean")], &[])), ["score-table-method"]);
    let half = json!({ "url": "table", "extension": [{ "url": "from", "valueDecimal": 1 }] });
    assert_eq!(codes(&with(&with(&sum, vec![half]), plain())), ["score-table-row"]);
}
