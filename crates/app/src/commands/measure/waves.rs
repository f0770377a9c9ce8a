//! The same people asked again, and the least change that matters.

use anyhow::{anyhow, bail};
use measures::{
    change::{self, Important, Method},
    waves::{self, Reading},
};
use serde_json::{Value, json};

use super::{Input, Way, people::answers, print, table::Table};

/// A minimal important difference as it is given: with where it comes from and of whom.
pub struct Given {
    /// The difference.
    pub value: f64,
    /// How it was found.
    pub method: Option<super::Found>,
    /// Where it is published.
    pub source: Option<String>,
    /// Of whom it holds.
    pub population: Option<String>,
}

/// Waves: every column a wave in the order of time, every row a person.
pub fn waves(input: &Input, better: Way, given: Option<Given>, reliability: Option<f64>) -> anyhow::Result<()> {
    let important = given.map(|given| {
        let said = |text: Option<String>| text.unwrap_or_default();
        given
            .method
            .and_then(|method| Important::new(given.value, method.into(), &said(given.source), &said(given.population)))
            .ok_or_else(|| anyhow!("an important difference is above 0 and has --method, --source and --population"))
    });
    let important = important.transpose()?;
    let table = Table::read(input)?;
    let (names, rows) = answers(&table)?;
    let columns: Vec<Vec<Option<f64>>> =
        (0..names.len()).map(|wave| rows.iter().map(|row| row.get(wave).copied().flatten()).collect()).collect();
    let first: Vec<f64> = columns.first().into_iter().flatten().copied().flatten().collect();
    let sem = reliability.map(|reliability| error(&first, reliability)).transpose()?;
    let value = important.as_ref().map(|one| one.value);
    let reading = Reading { higher_is_better: matches!(better, Way::Higher), important: value, sem };
    let found = waves::waves(&columns, reading).ok_or_else(|| anyhow!("two columns at least, each a wave"))?;
    let whole = rows.iter().filter(|row| row.iter().all(Option::is_some)).count();
    print(
        input,
        &json!({ "waves": names, "people": rows.len(), "wholeOf": whole, "important": important, "sem": sem, "found": found }),
    )
}

/// The change of people, from `before` to `after`; of each of them where the reliability is known.
pub fn changed(input: &Input, better: Way, reliability: Option<f64>) -> anyhow::Result<()> {
    let table = Table::read(input)?;
    let (before, after) = (table.numbers::<f64>("before")?, table.numbers::<f64>("after")?);
    let found = change::paired(&before, &after).ok_or_else(|| anyhow!("a change needs two people at least"))?;
    let sem = reliability.map(|reliability| error(&before, reliability)).transpose()?;
    let people: Option<Vec<Value>> = sem.map(|sem| {
        let one = |(row, (before, after)): (usize, (&f64, &f64))| {
            let course = change::of_one(*before, *after, sem, matches!(better, Way::Higher));
            json!({ "person": table.label(row), "change": after - before, "course": course })
        };
        before.iter().zip(&after).enumerate().map(one).collect()
    });
    let half = change::half_deviation(&before);
    print(input, &json!({ "change": found, "halfDeviation": half, "sem": sem, "people": people }))
}

/// The standard error of measurement, which must be above 0 to divide by.
fn error(scores: &[f64], reliability: f64) -> anyhow::Result<f64> {
    let found = change::sem(scores, reliability).filter(|sem| *sem > 0.0);
    found.ok_or_else(|| anyhow!("no error of measurement: the reliability is from 0 to under 1, and the scores vary"))
}

/// The minimal important difference by each method: `before`, `after`, and `anchor` (1 for those who say that they are a little
/// better, 0 for others) where there is one.
pub fn important(
    input: &Input,
    better: Way,
    reliability: Option<f64>,
    source: &str,
    population: &str,
) -> anyhow::Result<()> {
    let table = Table::read(input)?;
    let (before, after) = (table.numbers::<f64>("before")?, table.numbers::<f64>("after")?);
    let anchor = if table.has("anchor") { table.some_numbers("anchor")? } else { vec![None; table.len()] };
    if let Some(row) = anchor.iter().position(|one| one.is_some_and(|one| one != 0.0 && one != 1.0)) {
        bail!("row {}: an `anchor` is neither 1 nor 0", row + 1);
    }
    let gain =
        |(before, after): (&f64, &f64)| if matches!(better, Way::Higher) { after - before } else { before - after };
    let gains = before.iter().zip(&after).map(gain).zip(&anchor);
    let little: Vec<f64> = gains.filter(|(_, anchor)| **anchor == Some(1.0)).map(|(gain, _)| gain).collect();
    let known = |value: f64, method: Method| Important::new(value, method, source, population);
    let by_anchor = change::by_anchor(&little);
    let half = change::half_deviation(&before).ok_or_else(|| anyhow!("half a deviation needs two people at least"))?;
    let sem = reliability.map(|reliability| error(&before, reliability)).transpose()?;
    let half_deviation = known(half, Method::HalfDeviation);
    if source.trim().is_empty() || population.trim().is_empty() {
        bail!("an important difference is nothing without a source and a population");
    }
    let anchored: Value =
        json!({ "change": by_anchor, "important": by_anchor.and_then(|found| known(found.mean, Method::Anchor)) });
    let by_sem = sem.and_then(|sem| known(sem, Method::Sem));
    print(input, &json!({ "anchor": anchored, "halfDeviation": half_deviation, "sem": by_sem }))
}
