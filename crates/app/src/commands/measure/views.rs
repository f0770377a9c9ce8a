//! Patients beside their team.

use anyhow::{anyhow, bail};
use measures::{
    agreement::{self, Weight},
    counted::{self, Named},
    views,
};
use serde_json::{Value, json};

use super::{Input, print, table::Table};

/// What somebody wrote who names nothing; an empty cell is no list.
const NOTHING: &str = "-";

/// The rating of a patient beside that of the team: `patient`, `team`; `steps` the ends of a scale of whole numbers, for the
/// weighted κ.
pub fn ratings(input: &Input, important: Option<f64>, steps: Option<(i32, i32)>) -> anyhow::Result<()> {
    let table = Table::read(input)?;
    let (patient, team) = (table.some_numbers("patient")?, table.some_numbers("team")?);
    let found = views::views(&patient, &team, important)
        .ok_or_else(|| anyhow!("two rows at least need both ratings, and a gap that matters is above 0"))?;
    let mut kappa = Value::Null;
    if let Some((least, greatest)) = steps {
        let (one, other) = (codes("patient", &patient, least, greatest)?, codes("team", &team, least, greatest)?);
        let pairs: Vec<(usize, usize)> = one.into_iter().zip(other).filter_map(|(a, b)| a.zip(b)).collect();
        let codes = usize::try_from(greatest.abs_diff(least))? + 1;
        let of = |weight| agreement::weighted(&pairs, codes, weight);
        kappa = json!({ "linear": of(Weight::Linear), "quadratic": of(Weight::Quadratic) });
    }
    print(input, &json!({ "views": found, "kappa": kappa }))
}

/// Ratings as codes from 0.
fn codes(name: &str, ratings: &[Option<f64>], least: i32, greatest: i32) -> anyhow::Result<Vec<Option<usize>>> {
    if least >= greatest {
        bail!("a scale from {least} to {greatest} has no two steps");
    }
    let code = |(row, rating): (usize, &Option<f64>)| {
        let Some(rating) = rating else { return Ok(None) };
        let inside = rating.fract() == 0.0 && (f64::from(least)..=f64::from(greatest)).contains(rating);
        if !inside {
            bail!("row {}: {rating} is no step of `{name}` from {least} to {greatest}", row + 1);
        }
        Ok(Some((rating - f64::from(least)) as usize))
    };
    ratings.iter().enumerate().map(code).collect()
}

/// What counted, for the patient and for the team: `patient`, `team`, each a list with `|` between its items.
pub fn lists(input: &Input) -> anyhow::Result<()> {
    let table = Table::read(input)?;
    let (patient, team) = (table.texts("patient")?, table.texts("team")?);
    let words = |cell: &str| cell.split('|').map(str::trim).map(str::to_owned).collect::<Vec<String>>();
    let mut items: Vec<String> = patient
        .iter()
        .chain(&team)
        .filter(|cell| !matches!(**cell, "" | NOTHING))
        .flat_map(|cell| words(cell))
        .collect();
    items.sort_unstable();
    items.dedup();
    let named = |name: &str, cells: &[&str]| -> anyhow::Result<Vec<Option<Named>>> {
        let list = |(row, cell): (usize, &&str)| match *cell {
            "" => Ok(None),
            NOTHING => Ok(Some(vec![false; items.len()])),
            cell => {
                let words = words(cell);
                if words.iter().any(String::is_empty) {
                    bail!("row {}: an item of `{name}` is empty", row + 1);
                }
                Ok(Some(items.iter().map(|item| words.contains(item)).collect()))
            }
        };
        cells.iter().enumerate().map(list).collect()
    };
    let (patient, team) = (named("patient", &patient)?, named("team", &team)?);
    let found = counted::counted(&patient, &team)
        .ok_or_else(|| anyhow!("a row at least needs both lists, and somebody must name something"))?;
    let each: Vec<Value> =
        items.iter().zip(&found.items).map(|(name, item)| json!({ "item": name, "counted": item })).collect();
    let (overlap, overlaps) = (&found.overlap, &found.overlaps);
    print(input, &json!({ "pairing": found.pairing, "overlap": overlap, "overlaps": overlaps, "items": each }))
}
