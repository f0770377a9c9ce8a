//! EQ-5D from a form: five questions, a value set, and a licence in the document. The wording of EQ-5D is not ours to carry:
//! the questions of these tests say nothing.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on must stop")]

use instruments::score::eq5d::{IndexRule, IndexScorer, State, Use, ValueSet};
use instruments::score::{Contribution, Layout, LeftOut, NotScored, Reason, Rules};
use instruments::{Answer, Answers, Instrument, MissingKind, Mode};
use kernel::Day;
use serde_json::{Value, json};

const ITEMS: [&str; 5] = ["mo", "sc", "ua", "pd", "ad"];

fn licence(parts: &[(&str, &str, &str)]) -> Value {
    let parts: Vec<Value> = parts.iter().map(|(url, name, value)| json!({ "url": url, *name: value })).collect();
    json!({ "url": "urn:vecu:fhir:licence", "extension": parts })
}

const GRANTED: [(&str, &str, &str); 8] = [
    ("name", "valueString", "Licence EQ-5D"),
    ("kind", "valueCode", "agreement"),
    ("instrument", "valueString", "EQ-5D"),
    ("holder", "valueString", "EuroQol Research Foundation"),
    ("granted-to", "valueString", "CH de Valmont"),
    ("proof", "valueString", "n° 0"),
    ("expires", "valueDate", "2027-06-30"),
    ("mode", "valueCode", "web"),
];

/// Five questions of so many levels, and a way to leave each.
fn form(levels: usize, licence: Value) -> Value {
    let mut options: Vec<Value> = (1..=levels)
        .map(|level| json!({ "valueCoding": { "code": level.to_string(), "display": format!("Niveau {level}") } }))
        .collect();
    options.push(json!({ "valueCoding": { "code": "r", "display": "Je préfère ne pas répondre" },
        "extension": [{ "url": "urn:vecu:fhir:missing", "valueCode": "refused" }] }));
    let items = ITEMS.map(|item| {
        json!({ "linkId": item, "type": "choice", "text": format!("Dimension {item}"), "answerOption": options })
    });
    json!({ "resourceType": "Questionnaire", "url": "urn:q", "status": "active", "language": "fr", "title": "Santé",
        "name": "Sante", "extension": [licence], "item": items })
}

fn instrument(form: &Value) -> Instrument {
    Instrument::compile(&form.to_string()).unwrap_or_else(|found| panic!("{found:?}"))
}

fn rule(set: &str) -> IndexRule {
    serde_json::from_value(
        json!({ "id": "eq-5d", "title": { "fr": "EQ-5D", "en": "EQ-5D" }, "value-set": set, "items": ITEMS }),
    )
    .unwrap()
}

fn wanted() -> Use<'static> {
    Use { day: Day::new(2026, 11, 23).unwrap(), mode: Mode::Web, language: "fr" }
}

fn answered(codes: [&str; 5]) -> Answers {
    let mut answers = Answers::default();
    for (item, code) in ITEMS.into_iter().zip(codes).filter(|(_, code)| !code.is_empty()) {
        answers.set(item, Answer::Choice(code.to_owned()));
    }
    answers
}

fn outcome(scorer: &IndexScorer, instrument: &Instrument, codes: [&str; 5]) -> instruments::score::Outcome {
    scorer.score(&Layout::of(instrument).row(instrument, &answered(codes)))
}

#[test]
fn answers_give_the_value_of_their_state_in_every_state_of_each_set() {
    for set in ValueSet::ALL {
        let instrument = instrument(&form(usize::from(set.levels()), licence(&GRANTED)));
        let scorer = rule(set.code()).open(&instrument, wanted()).unwrap();
        for state in State::all(set.levels()) {
            let digits = state.levels().map(|level| level.to_string());
            let found = outcome(&scorer, &instrument, digits.each_ref().map(String::as_str));
            let value = found.result.unwrap().value.number();
            assert!((value - scorer.engine().value(state).unwrap().to_f64()).abs() < 1e-12, "{state}");
            assert_eq!(found.contributing.iter().map(|one: &Contribution| &*one.item).collect::<Vec<_>>(), ITEMS);
            assert_eq!(found.definition_hash.len(), 64);
        }
    }
}

#[test]
fn nothing_is_filled_in_and_a_refusal_is_said() {
    let instrument = instrument(&form(5, licence(&GRANTED)));
    let scorer = rule("eq-5d-5l-fr-2020").open(&instrument, wanted()).unwrap();
    let found = outcome(&scorer, &instrument, ["1", "2", "", "r", "5"]);
    assert_eq!(found.result, Err(NotScored { reason: Reason::TooFewAnswers, answered: 3, needed: 5 }));
    let left: Vec<(&str, LeftOut)> = found.left_out.iter().map(|(item, why)| (&**item, *why)).collect();
    let missing = LeftOut::Missing;
    assert_eq!(left, [("ua", missing(MissingKind::Blank)), ("pd", missing(MissingKind::Refused))]);
}

#[test]
fn without_a_licence_for_this_use_there_is_no_value() {
    let refused = |licence: Value, wanted: Use<'_>| -> Vec<&str> {
        let found = rule("eq-5d-5l-fr-2020").open(&instrument(&form(5, licence)), wanted);
        found.map_or_else(|problems| problems.iter().map(|one| one.code).collect(), |_| Vec::new())
    };
    let without = |part: &str| licence(&GRANTED.into_iter().filter(|(name, ..)| *name != part).collect::<Vec<_>>());
    assert_eq!(refused(licence(&GRANTED), wanted()), [""; 0]);
    assert_eq!(refused(json!({ "url": "urn:else", "valueString": "x" }), wanted()), ["licence-missing"]);
    assert_eq!(refused(without("proof"), wanted()), ["licence-incomplete"]);
    assert_eq!(refused(without("instrument"), wanted()), ["licence-of-another"]);
    let late = Use { day: Day::new(2027, 7, 1).unwrap(), ..wanted() };
    assert_eq!(refused(licence(&GRANTED), late), ["licence-expired"]);
    assert_eq!(refused(licence(&GRANTED), Use { mode: Mode::Paper, ..wanted() }), ["licence-mode"]);
    let french = [&GRANTED[..], &[("language", "valueCode", "fr")]].concat();
    assert_eq!(refused(licence(&french), Use { language: "en", ..wanted() }), ["licence-language"]);
}

#[test]
fn questions_that_are_not_those_of_the_value_set_are_refused() {
    let refused = |set: &str, form: &Value| {
        let instrument = instrument(form);
        let rules = Rules { index_values: vec![rule(set)], ..Rules::default() };
        let found = rules.compile(&Layout::of(&instrument)).err().unwrap_or_default();
        assert!(found.iter().all(|one| one.code == "index-question"));
        found.len()
    };
    let five = form(5, licence(&GRANTED));
    assert_eq!(refused("eq-5d-5l-fr-2020", &five), 0);
    assert_eq!(refused("eq-5d-3l-fr-2013", &five), 5);
    let mut other = five.clone();
    other["item"][2]["linkId"] = json!("else");
    assert_eq!(refused("eq-5d-5l-fr-2020", &other), 1);
    // Weights that say the opposite order.
    let mut turned = five;
    for level in 0..5 {
        turned["item"][0]["answerOption"][level]["valueCoding"]["extension"] =
            json!([{ "url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 5 - level }]);
    }
    assert_eq!(refused("eq-5d-5l-fr-2020", &turned), 1);
    let twice: Result<IndexRule, _> = serde_json::from_value(
        json!({ "id": "e", "title": {}, "value-set": "eq-5d-5l-fr-2020", "items": ["mo", "mo", "ua", "pd"] }),
    );
    assert!(twice.is_err(), "five questions");
}
