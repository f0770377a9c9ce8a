//! A small form and definitions over it.

use instruments::MissingKind;
use instruments::score::{
    Accepts, AnswerShape, Cell, Decimal, Definition, Exact, ItemShape, Layout, Outcome, Reason, Scorer, Value,
};
use serde_json::{Value as Json, json};

pub const BLANK: Cell = Cell::Missing(MissingKind::Blank);

/// Items a, b, c… with answers 1 to 5 of those weights and a sixth that is a kind of missing; then a number 0 to 10.
pub fn layout(choices: usize) -> Layout {
    let answer = |code: i64| AnswerShape { code: code.to_string(), weight: Decimal::whole(code), missing: None };
    let missing = AnswerShape { code: "nc".to_owned(), weight: None, missing: Some(MissingKind::NotConcerned) };
    let item = |place: usize| ItemShape {
        key: key(place),
        accepts: Accepts::Choices((1..=5).map(answer).chain([missing.clone()]).collect()),
    };
    let number = ItemShape { key: "number".to_owned(), accepts: Accepts::Whole(0, 10) };
    Layout { items: (0..choices).map(item).chain([number]).collect() }
}

pub fn key(place: usize) -> String {
    char::from(b'a' + place as u8).to_string()
}

/// A definition over the first items, with parts replaced.
pub fn definition(count: usize, parts: Json) -> Definition {
    let items: Vec<Json> = (0..count).map(|place| json!({ "item": key(place) })).collect();
    let mut whole = json!({
        "id": "s", "title": { "fr": "Essai", "en": "Trial" }, "method": "mean", "items": items, "direction": "neither",
    });
    for (name, part) in parts.as_object().unwrap() {
        whole[name] = part.clone();
    }
    serde_json::from_value(whole).unwrap()
}

pub fn scorer(count: usize, parts: Json) -> Scorer {
    definition(count, parts).compile(&layout(count)).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// A row from answers 1 to 5; 0 is left empty. The number at the end is left empty too.
pub fn row(answers: &[u16]) -> Vec<Cell> {
    let cell = |answer: &u16| answer.checked_sub(1).map_or(BLANK, Cell::Choice);
    answers.iter().map(cell).chain([BLANK]).collect()
}

pub fn value(outcome: &Outcome) -> Exact {
    match outcome.result.as_ref().unwrap_or_else(|none| panic!("{none:?}")).value {
        Value::Exact(value) => value,
        Value::Estimate { .. } => panic!("an estimate"),
    }
}

pub fn exact(text: &str) -> Exact {
    text.parse::<Decimal>().unwrap().exact()
}

pub fn reason(outcome: Outcome) -> (Reason, usize, usize) {
    let none = outcome.result.unwrap_err();
    (none.reason, none.answered, none.needed)
}
