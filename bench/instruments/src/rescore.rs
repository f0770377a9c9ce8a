//! Scoring a hundred thousand stored answers anew under another version of a definition.
//!
//! Two figures: the whole way from answers as they are stored (JSON) to outcomes (value, band, contributing answers, items
//! left out, hash of the definition), for the PHQ-9 that comes with the product; and the outcomes alone, from rows that are
//! in memory, for three definitions over nine items. One answer in twenty is missing.

use anyhow::{Context, Result, anyhow, ensure};
use instruments::{
    Answer, Answers, Instrument, MissingKind,
    score::{Accepts, AnswerShape, Cell, Decimal, Definition, ItemShape, Layout, Scorer},
};
use kernel::{Chance, SeededChance};
use serde_json::{Map, Value, json};

use bench::measure::{each, peak_megabytes};

const RESPONSES: usize = 100_000;
const ITEMS: usize = 9;

/// Measures both ways.
pub fn run() -> Result<Value> {
    let mut figures = Map::new();
    let (whole, scored) = stored()?;
    figures.insert("stored".to_owned(), whole.into());
    for (name, definition) in definitions()? {
        figures.insert(name.to_owned(), in_memory(&definition)?.into());
    }
    Ok(json!({ "results": { "scored": scored }, "figures": figures, "peak": peak_megabytes()? }))
}

/// The scorers of another version: its half rule was "every answer" before, and its hash is another.
fn changed(instrument: &Instrument) -> Result<Vec<Scorer>> {
    let mut rules = instrument.rules().context("the PHQ-9 has its rules")?;
    let layout = Layout::of(instrument);
    let before = rules.compile(&layout).map_err(|problems| anyhow!("{problems:?}"))?;
    for definition in &mut rules.scores {
        definition.missing = serde_json::from_value(json!({ "least": "half", "prorate": true }))?;
    }
    let after = rules.compile(&layout).map_err(|problems| anyhow!("{problems:?}"))?;
    let other = |(one, two): (&Scorer, &Scorer)| one.hash() != two.hash();
    ensure!(before.iter().zip(&after).all(other), "another version has another hash");
    Ok(after)
}

fn stored() -> Result<(f64, usize)> {
    let shipped = instruments::shipped("phq-9").context("the PHQ-9 is shipped")?;
    let instrument = shipped.instrument().map_err(|problems| anyhow!("{problems:?}"))?;
    let (scorers, layout) = (changed(&instrument)?, Layout::of(&instrument));
    let mut chance = SeededChance::new(61);
    let mut answers = Vec::with_capacity(RESPONSES);
    for _ in 0..RESPONSES {
        let mut one = Answers::default();
        for item in &layout.items {
            let Accepts::Choices(choices) = &item.accepts else { continue };
            let at = usize::try_from(chance.below(20))?;
            if let Some(choice) = (at > 0).then(|| choices.get(at % 4)).flatten() {
                one.set(item.key.as_str(), Answer::Choice(choice.code.clone()));
            }
        }
        answers.push(serde_json::to_string(&one)?);
    }
    let mut scored = 0;
    let time = each(|| {
        scored = 0;
        for text in &answers {
            let given: Answers = serde_json::from_str(text)?;
            let row = layout.row(&instrument, &given);
            scored += scorers.iter().filter(|scorer| scorer.score(&row).result.is_ok()).count();
        }
        Ok(scored)
    })?;
    Ok((time, scored))
}

fn in_memory(definition: &Definition) -> Result<f64> {
    let scorer = definition.compile(&layout()).map_err(|problems| anyhow!("{problems:?}"))?;
    let mut chance = SeededChance::new(61);
    let cell = |_| match chance.below(20) {
        0 => Cell::Missing(MissingKind::Blank),
        other => Cell::Choice(u16::try_from(other % 4).unwrap_or(0)),
    };
    let rows: Vec<Cell> = (0..RESPONSES * ITEMS).map(cell).collect();
    each(|| Ok(scorer.score_all(&rows).collect::<Vec<_>>()))
}

fn layout() -> Layout {
    let answer = |code: i64| AnswerShape { code: code.to_string(), weight: Decimal::whole(code), missing: None };
    let item =
        |place: usize| ItemShape { key: format!("q{place}"), accepts: Accepts::Choices((0..4).map(answer).collect()) };
    Layout { items: (0..ITEMS).map(item).collect() }
}

fn definitions() -> Result<[(&'static str, Definition); 3]> {
    let graded = json!({ "graded": { "discrimination": 1.7, "difficulties": [-0.5, 0.4, 1.3] } });
    let prorated = json!({ "missing": { "least": "half", "prorate": true } });
    let hundred = json!({ "points": "hundred", "rounding": { "places": 1, "half": "away-from-zero" } });
    Ok([
        ("prorated sum", definition(&json!("sum"), &prorated, &json!({}))?),
        ("mean on 0-100", definition(&json!("mean"), &hundred, &json!({ "weight": 1.75 }))?),
        ("graded response", definition(&json!({ "graded-response": {} }), &json!({}), &graded)?),
    ])
}

fn definition(method: &Value, parts: &Value, item: &Value) -> Result<Definition> {
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
    Ok(serde_json::from_value(whole)?)
}
