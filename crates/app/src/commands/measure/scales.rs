//! Scales: what the answers of each person to several questions add up to.

use anyhow::{anyhow, bail};
use kernel::SeededChance;
use measures::{
    mean::{Sums, mean},
    median,
    omega::{self, NoOmega},
    proportion::proportion,
    score::score,
};
use serde_json::json;

use super::{Input, people::answers, print, table::Table};

/// McDonald's ω: every column a question, every row a person.
pub fn omega(input: &Input, draws: usize, seed: u64) -> anyhow::Result<()> {
    let table = Table::read(input)?;
    let (names, rows) = answers(&table)?;
    let named = |error: NoOmega| match error {
        NoOmega::Alike(item) | NoOmega::Heywood(item) => {
            anyhow!("no omega: {error} (`{}`)", names.get(item).map_or("", String::as_str))
        }
        other => anyhow!("no omega: {other}"),
    };
    let found = omega::omega(&rows).map_err(named)?;
    let interval = omega::interval(&rows, draws, &mut SeededChance::new(seed));
    print(
        input,
        &json!({ "items": names, "omega": found, "interval": interval, "draws": draws, "seed": seed, "answers": rows.len() }),
    )
}

/// The median and the quartiles of `value`; weighted too where there is a `weight`.
pub fn median(input: &Input) -> anyhow::Result<()> {
    let table = Table::read(input)?;
    let cells = table.some_numbers("value")?;
    let values: Vec<f64> = cells.iter().copied().flatten().collect();
    let found = median::quartiles(&values).ok_or_else(|| anyhow!("no median: `value` has no number"))?;
    let weighted = table.numbers_if_there("weight")?.map(|weights| {
        if let Some(row) = weights.iter().position(|weight| *weight < 0.0) {
            bail!("row {}: a `weight` is below 0", row + 1);
        }
        let of = |(value, weight): (&Option<f64>, f64)| value.map(|value| (value, weight));
        let (values, weights): (Vec<f64>, Vec<f64>) = cells.iter().zip(weights).filter_map(of).unzip();
        let at = |p: f64| median::weighted(&values, &weights, p).ok_or_else(|| anyhow!("every `weight` is 0"));
        Ok(json!({ "lower": at(0.25)?, "median": at(0.5)?, "upper": at(0.75)? }))
    });
    let fewest = json!({ "median": median::fewest(0.5), "quartiles": median::fewest(0.25) });
    let missing = cells.len() - values.len();
    let weighted = weighted.transpose()?;
    print(input, &json!({ "quartiles": found, "missing": missing, "fewest": fewest, "weighted": weighted }))
}

/// The mean of `value`; from 0 to 100 where the ends of the scale are said, and the share at `top` or more where that is asked.
pub fn means(input: &Input, ends: Option<(f64, f64)>, top: Option<f64>) -> anyhow::Result<()> {
    let table = Table::read(input)?;
    let cells = table.some_numbers("value")?;
    if let Some((least, greatest)) = ends {
        if least >= greatest {
            bail!("a scale from {least} to {greatest} has no two steps");
        }
        let outside = |one: &Option<f64>| one.is_some_and(|value| !(least..=greatest).contains(&value));
        if let Some(row) = cells.iter().position(outside) {
            bail!("row {}: a `value` lies outside of the scale from {least} to {greatest}", row + 1);
        }
    }
    let values: Vec<f64> = cells.iter().copied().flatten().collect();
    let found = mean(&Sums::of(&values)).ok_or_else(|| anyhow!("no mean: `value` has no number"))?;
    let of_hundred = ends.and_then(|(least, greatest)| {
        let own: Vec<f64> = values.iter().map(|value| 100.0 * (value - least) / (greatest - least)).collect();
        score(&Sums::of(&own))
    });
    let at_top =
        |top: f64| proportion(values.iter().filter(|value| **value >= top).count() as u64, values.len() as u64);
    let missing = cells.len() - values.len();
    print(input, &json!({ "mean": found, "missing": missing, "score": of_hundred, "top": top.and_then(at_top) }))
}
