//! Measures rescoring under a new version of a definition: `cargo run --release -p instruments --example rescore`.
//!
//! A hundred thousand responses to nine items, one in twenty answers missing. Every outcome is built whole (value, band,
//! contributing answers, items left out, hash), as it would be stored. Prints the median of nine runs.
#![allow(clippy::print_stdout, reason = "a measure is told on the terminal")]

use std::time::Instant;

use instruments::MissingKind;
use instruments::score::{Accepts, AnswerShape, Cell, Decimal, Definition, ItemShape, Layout};
use kernel::{Chance, SeededChance};
use serde_json::{Value, json};

const RESPONSES: usize = 100_000;
const ITEMS: usize = 9;

fn layout() -> Layout {
    let answer = |code: i64| AnswerShape { code: code.to_string(), weight: Decimal::whole(code), missing: None };
    let item =
        |place: usize| ItemShape { key: format!("q{place}"), accepts: Accepts::Choices((0..4).map(answer).collect()) };
    Layout { items: (0..ITEMS).map(item).collect() }
}

fn definition(method: &Value, parts: &Value, item: &Value) -> Result<Definition, serde_json::Error> {
    let items: Vec<Value> = (0..ITEMS)
        .map(|place| {
            let mut one = item.clone();
            one["item"] = json!(format!("q{place}"));
            one
        })
        .collect();
    let mut whole = json!({
        "id": "s", "title": { "fr": "Mesure", "en": "Measure" }, "method": method, "items": items,
        "missing": { "least": "half" }, "direction": "neither",
    });
    for (name, part) in parts.as_object().into_iter().flatten() {
        whole[name] = part.clone();
    }
    serde_json::from_value(whole)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut chance = SeededChance::new(61);
    let cell = |_| match chance.below(20) {
        0 => Cell::Missing(MissingKind::Blank),
        other => Cell::Choice((other % 4) as u16),
    };
    let rows: Vec<Cell> = (0..RESPONSES * ITEMS).map(cell).collect();
    let graded = json!({ "graded": { "discrimination": 1.7, "difficulties": [-0.5, 0.4, 1.3] } });
    let prorated = json!({ "missing": { "least": "half", "prorate": true } });
    let hundred = json!({ "points": "hundred", "rounding": { "places": 1, "half": "away-from-zero" } });
    let cases = [
        ("prorated sum", definition(&json!("sum"), &prorated, &json!({}))?),
        ("mean of items on 0-100, rounded", definition(&json!("mean"), &hundred, &json!({ "weight": 1.75 }))?),
        ("graded response estimate", definition(&json!({ "graded-response": {} }), &json!({}), &graded)?),
    ];
    for (name, definition) in cases {
        let scorer = definition.compile(&layout()).map_err(|problems| format!("{problems:?}"))?;
        let mut times = Vec::new();
        let mut scored = 0;
        for _ in 0..9 {
            let start = Instant::now();
            let outcomes: Vec<_> = scorer.score_all(&rows).collect();
            times.push(start.elapsed());
            scored = outcomes.iter().filter(|one| one.result.is_ok()).count();
        }
        times.sort_unstable();
        let median = times.get(times.len() / 2).copied().unwrap_or_default();
        println!("{name}: {RESPONSES} responses in {median:.0?}, {scored} with a value");
    }
    Ok(())
}
