//! Scores over every type of answer that can be counted: yes or no, decimals, amounts in a unit that is checked, ages.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use std::sync::Arc;

use fhir::Document;
use instruments::program::{Partial, Program};
use instruments::score::{Accepts, Cell, Decimal, Definition, Exact, Layout, Outcome, Reason, Scorer, Value};
use instruments::{MissingKind, Session};
use kernel::Day;
use serde_json::{Value as Json, json};

fn hl7(name: &str, value: &str, bound: Json) -> Json {
    json!({ "url": format!("http://hl7.org/fhir/StructureDefinition/{name}"), value: bound })
}

fn form() -> Document {
    let kilograms = json!({ "system": "http://unitsofmeasure.org", "code": "kg" });
    let value = json!({ "resourceType": "Questionnaire", "status": "active", "language": "fr", "item": [
        { "linkId": "birth", "type": "date", "text": "Né le" },
        { "linkId": "visit", "type": "date", "text": "Vu le" },
        { "linkId": "smokes", "type": "boolean", "text": "Fumez-vous ?" },
        { "linkId": "temperature", "type": "decimal", "text": "Température",
          "extension": [hl7("minValue", "valueDecimal", json!(34.0)), hl7("maxValue", "valueDecimal", json!(42.0))] },
        { "linkId": "weight", "type": "quantity", "text": "Poids",
          "extension": [hl7("questionnaire-unitOption", "valueCoding", kilograms)] },
        { "linkId": "steps", "type": "integer", "text": "Pas par jour" },
        { "linkId": "more", "type": "decimal", "text": "Cigarettes",
          "enableWhen": [{ "question": "smokes", "operator": "=", "answerBoolean": true }] },
    ] });
    Document::from_value(value).unwrap()
}

struct Kit {
    program: Arc<Program>,
    layout: Layout,
}

fn kit() -> Kit {
    let form = form();
    let program = Program::compile(&form).program;
    Kit { layout: Layout::of_form(&form, &program), program: Arc::new(program) }
}

impl Kit {
    fn row(&self, items: Json) -> Vec<Cell> {
        let response = json!({ "resourceType": "QuestionnaireResponse", "status": "completed", "item": items });
        let now = Partial::date_time("2026-11-22T10:00:00Z").unwrap();
        let (session, problems) =
            Session::from_response(self.program.clone(), now, &Document::from_value(response).unwrap());
        assert!(problems.is_empty(), "{problems:#?}");
        self.layout.row_of(&self.program, &session, "2026-11-22".parse::<Day>().ok())
    }

    fn scorer(&self, parts: Json) -> Scorer {
        definition(parts).compile(&self.layout).unwrap_or_else(|problems| panic!("{problems:#?}"))
    }

    fn refused(&self, parts: Json) -> &'static str {
        definition(parts).compile(&self.layout).unwrap_err()[0].code
    }
}

fn definition(parts: Json) -> Definition {
    let mut whole =
        json!({ "id": "s", "title": { "fr": "Essai", "en": "Trial" }, "method": "sum", "direction": "neither" });
    for (name, part) in parts.as_object().unwrap() {
        whole[name] = part.clone();
    }
    serde_json::from_value(whole).unwrap()
}

fn answer(link: &str, kind: &str, value: &str) -> Json {
    let name = format!("value{kind}");
    json!({ "linkId": link, "answer": [{ name: serde_json::from_str::<Json>(value).unwrap() }] })
}

fn kilograms(value: &str, code: &str) -> Json {
    let quantity = format!("{{\"value\":{value},\"system\":\"http://unitsofmeasure.org\",\"code\":\"{code}\"}}");
    answer("weight", "Quantity", &quantity)
}

fn exact(text: &str) -> Exact {
    text.parse::<Decimal>().unwrap().exact()
}

fn value(outcome: &Outcome) -> Exact {
    match outcome.result.as_ref().unwrap_or_else(|none| panic!("{none:?}")).value {
        Value::Exact(value) => value,
        Value::Estimate { .. } => panic!("an estimate"),
    }
}

fn why(outcome: Outcome) -> Reason {
    outcome.result.unwrap_err().reason
}

#[test]
fn a_decimal_counts_as_it_is_written_and_is_brought_to_a_hundred_in_a_straight_line() {
    let kit = kit();
    let plain = kit.scorer(json!({ "items": [{ "item": "temperature" }] }));
    let hundred = kit.scorer(json!({ "items": [{ "item": "temperature", "reversed": true }], "points": "hundred" }));
    let weighed = kit
        .scorer(json!({ "items": [{ "item": "temperature", "weight": 0.25 }, { "item": "smokes", "weight": -1.5 }] }));
    for (text, on_hundred) in [("34", "100"), ("36", "75"), ("36.6", "67.5"), ("37.125", "60.9375"), ("42", "0")] {
        let row = kit.row(json!([answer("smokes", "Boolean", "true"), answer("temperature", "Decimal", text)]));
        assert_eq!(value(&plain.score(&row)), exact(text));
        assert_eq!(value(&hundred.score(&row)), exact(on_hundred), "{text}");
        let sum = exact(text).times(exact("0.25")).and_then(|one| one.minus(exact("1.5"))).unwrap();
        assert_eq!(value(&weighed.score(&row)), sum, "{text}");
        let counted = &plain.score(&row).contributing[0];
        assert_eq!((counted.answer, counted.points), (Cell::Measured(text.parse().unwrap()), exact(text)));
    }
    // Out of range, or finer than three places: not counted, and said.
    for text in ["33.9", "42.001", "36.6001"] {
        let row = kit.row(json!([answer("temperature", "Decimal", text)]));
        assert_eq!(why(plain.score(&row)), Reason::UnknownAnswer("temperature".into()), "{text}");
    }
    let finer = kit.scorer(json!({ "items": [{ "item": "temperature", "places": 4 }] }));
    assert_eq!(value(&finer.score(&kit.row(json!([answer("temperature", "Decimal", "36.6001")])))), exact("36.6001"));
    let empty = plain.score(&kit.row(json!([answer("smokes", "Boolean", "true")])));
    assert_eq!(why(empty), Reason::TooFewAnswers);
}

#[test]
fn an_amount_counts_in_the_unit_of_the_score_and_in_no_other() {
    let kit = kit();
    let scorer = kit.scorer(json!({ "items": [{ "item": "weight", "unit": "kg", "range": [20, 300] }] }));
    assert_eq!(value(&scorer.score(&kit.row(json!([kilograms("70.5", "kg")])))), exact("70.5"));
    assert_eq!(why(scorer.score(&kit.row(json!([kilograms("70500", "g")])))), Reason::OtherUnit("weight".into()));
    let bare = answer("weight", "Quantity", "{\"value\":70}");
    assert_eq!(why(scorer.score(&kit.row(json!([bare])))), Reason::OtherUnit("weight".into()));
    for items in [
        json!([{ "item": "weight", "range": [20, 300] }]),
        json!([{ "item": "weight", "unit": "g", "range": [20, 300] }]),
        json!([{ "item": "temperature", "unit": "Cel" }]),
    ] {
        assert_eq!(kit.refused(json!({ "items": items })), "score-measure-kind");
    }
    assert_eq!(kit.refused(json!({ "items": [{ "item": "weight", "unit": "kg" }] })), "score-item-range");
}

#[test]
fn yes_and_no_are_one_and_nought_unless_the_score_says_otherwise() {
    let kit = kit();
    let plain = kit.scorer(json!({ "items": [{ "item": "smokes" }] }));
    let own = kit.scorer(json!({ "items": [{ "item": "smokes", "weights": { "true": 3, "false": -1 } }] }));
    for (text, one, other) in [("true", "1", "3"), ("false", "0", "-1")] {
        let row = kit.row(json!([answer("smokes", "Boolean", text)]));
        assert_eq!((value(&plain.score(&row)), value(&own.score(&row))), (exact(one), exact(other)));
    }
    assert_eq!(
        kit.refused(json!({ "items": [{ "item": "smokes", "weights": { "oui": 1 } }] })),
        "score-unknown-answer"
    );
}

#[test]
fn an_age_is_counted_in_whole_years_to_another_date_or_to_the_day_of_the_response() {
    let kit = kit();
    let age = |until: &str, count: &str| {
        let span = json!({ "until": until, "count": count });
        kit.scorer(json!({ "items": [{ "item": "birth", "span": span, "range": [0, 120_000] }] }))
    };
    let row = |birth: &str, visit: Option<&str>| {
        let day = |link: &str, day: &str| answer(link, "Date", &format!("\"{day}\""));
        let items: Vec<Json> =
            [Some(day("birth", birth)), visit.map(|visit| day("visit", visit))].into_iter().flatten().collect();
        kit.row(Json::Array(items))
    };
    assert_eq!(value(&age("visit", "years").score(&row("1980-05-20", Some("2026-05-19")))), exact("45"));
    assert_eq!(value(&age("visit", "years").score(&row("1980-05-20", Some("2026-05-20")))), exact("46"));
    assert_eq!(value(&age("visit", "days").score(&row("2026-05-01", Some("2026-05-31")))), exact("30"));
    assert_eq!(value(&age("%authored", "years").score(&row("1980-11-22", None))), exact("46"));
    assert_eq!(value(&age("%authored", "years").score(&row("1980-11-23", None))), exact("45"));
    // Without the other date there is no age; born after it is no age either; a year alone is no day.
    assert_eq!(why(age("visit", "years").score(&row("1980-05-20", None))), Reason::TooFewAnswers);
    assert_eq!(
        why(age("visit", "years").score(&row("2026-05-20", Some("1980-05-20")))),
        Reason::UnknownAnswer("birth".into())
    );
    assert_eq!(why(age("%authored", "years").score(&row("1980", None))), Reason::TooFewAnswers);
    for items in [
        json!([{ "item": "birth", "range": [0, 120] }]),
        json!([{ "item": "birth", "range": [0, 120], "span": { "until": "smokes", "count": "years" } }]),
        json!([{ "item": "temperature", "span": { "until": "visit", "count": "years" } }]),
    ] {
        assert_eq!(kit.refused(json!({ "items": items })), "score-measure-kind");
    }
}

#[test]
fn what_is_hidden_was_not_asked_and_measures_take_no_ranks() {
    let kit = kit();
    let row = kit.row(json!([answer("smokes", "Boolean", "false"), answer("steps", "Integer", "12000")]));
    let at = |key: &str| kit.layout.items.iter().position(|item| item.key == key).unwrap();
    assert_eq!(row[at("more")], Cell::Missing(MissingKind::NotAsked));
    assert_eq!(row[at("weight")], Cell::Missing(MissingKind::Blank));
    assert!(matches!(kit.layout.items[at("steps")].accepts, Accepts::Measured(_)), "no bounds, so it is measured");
    let steps = kit.scorer(json!({ "items": [{ "item": "steps", "range": [0, 100_000], "places": 0 }] }));
    assert_eq!(value(&steps.score(&row)), exact("12000"));
    let ranks = json!({ "items": [{ "item": "temperature" }], "method": "mean", "points": { "box": { "top": 1 } } });
    assert_eq!(kit.refused(ranks), "score-measure");
    let counted = json!({ "items": [{ "item": "temperature" }], "missing": { "counted": { "refused": 37 } } });
    assert_eq!(kit.refused(counted), "score-measure-kind");
}

#[test]
fn an_outcome_is_written_without_losing_anything() {
    let kit = kit();
    let scorer = kit.scorer(json!({ "items": [{ "item": "temperature" }, { "item": "smokes" }], "method": "mean", "missing": { "least": "half" } }));
    let outcome = scorer.score(&kit.row(json!([answer("temperature", "Decimal", "36.6")])));
    let written = serde_json::to_value(&outcome).unwrap();
    assert_eq!(written["id"], "s");
    assert_eq!(written["result"]["Ok"]["value"]["exact"], "183/5");
    assert_eq!(written["contributing"][0]["item"], "temperature");
    assert_eq!(written["left-out"], json!([["smokes", { "missing": "blank" }]]));
    assert_eq!(written["definition-hash"].as_str().unwrap().len(), 64);
    let none = serde_json::to_value(scorer.score(&kit.row(json!([answer("temperature", "Decimal", "50")])))).unwrap();
    assert_eq!(none["result"]["Err"]["reason"], json!({ "unknown-answer": "temperature" }));
}
