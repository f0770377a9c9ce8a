//! Rows that are people, texts or subjects.

use anyhow::{anyhow, bail};
use kernel::SeededChance;
use measures::{
    adjustment::{self, Outcome},
    agreement, change,
    proportion::{clopper_pearson, proportion},
    regression::Rows,
    reliability, weights,
};
use serde_json::{Value, json};

use super::{Input, output, print, table::Table, table::categories};

/// Draws for the interval of Krippendorff's α, and their seed: the same file gives the same interval.
const DRAWS: usize = 1_000;
const SEED: u64 = 1;

/// Shares with their intervals.
pub fn shares(input: &Input, exact: bool) -> anyhow::Result<()> {
    let table = Table::read(input)?;
    let counts = table.numbers::<u64>("count")?;
    let totals = table.numbers::<u64>("n")?;
    let mut rows = Vec::new();
    for (row, (count, n)) in counts.into_iter().zip(totals).enumerate() {
        let label = table.label(row);
        let share = proportion(count, n).map(|mut share| {
            share.interval = clopper_pearson(count, n, 0.95).filter(|_| exact).unwrap_or(share.interval);
            share
        });
        match share {
            Some(share) if input.json => rows.push(json!({ "label": label, "proportion": share })),
            Some(share) => output::line(format!(
                "{label}\t{count}/{n}\t{:.4}\t[{:.4}, {:.4}]",
                share.share, share.interval.low, share.interval.high
            )),
            None if input.json => rows.push(json!({ "label": label, "proportion": Value::Null })),
            None => output::line(format!("{label}\t{count}/{n}\tno share: nobody asked, or more than everybody")),
        }
    }
    if input.json { output::json(&rows) } else { Ok(()) }
}

/// The numbers of a row, some missing.
pub(super) type Row = Vec<Option<f64>>;

/// Every column a question, every row a person.
pub(super) fn answers(table: &Table) -> anyhow::Result<(Vec<String>, Vec<Row>)> {
    let known = ["label", "period", "month", "wave", "unit"];
    let own = |name: &&str| !known.iter().any(|known| known.eq_ignore_ascii_case(name));
    let names: Vec<String> = table.columns().filter(own).map(str::to_owned).collect();
    let columns = names.iter().map(|name| table.some_numbers(name)).collect::<anyhow::Result<Vec<_>>>()?;
    let row = |at: usize| columns.iter().map(|column| column.get(at).copied().flatten()).collect();
    Ok((names, (0..table.len()).map(row).collect()))
}

/// Whether the questions of a scale go together. The ends of the scale are those that are said, or else the least and the greatest
/// answer of all questions.
pub fn scale(input: &Input, least: Option<i32>, greatest: Option<i32>) -> anyhow::Result<()> {
    let table = Table::read(input)?;
    let (names, rows) = answers(&table)?;
    let alpha = reliability::alpha(&rows).ok_or_else(|| {
        anyhow!("no alpha: two questions at least, two people who answered all of them, and answers that vary")
    })?;
    let given = rows.iter().flatten().flatten().copied();
    let seen: (f64, f64) =
        given.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), one| (low.min(one), high.max(one)));
    let (least, greatest) = (least.map_or(seen.0, f64::from), greatest.map_or(seen.1, f64::from));
    if seen.0 < least || seen.1 > greatest {
        bail!("an answer lies outside of the scale from {least} to {greatest}");
    }
    let options = (greatest - least) as usize + 1;
    let items: Vec<Value> = names
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let column: Vec<Option<f64>> = rows.iter().map(|row| row.get(at).copied().flatten()).collect();
            json!({ "item": name, "alone": reliability::item(&column, least, greatest, options) })
        })
        .collect();
    print(input, &json!({ "least": least, "greatest": greatest, "items": items, "scale": alpha }))
}

/// Intraclass correlations: every column a rater or a time, every row a subject.
pub fn icc(input: &Input) -> anyhow::Result<()> {
    let table = Table::read(input)?;
    let (_, rows) = answers(&table)?;
    let whole: Option<Vec<Vec<f64>>> = rows.into_iter().map(|row| row.into_iter().collect()).collect();
    let Some(whole) = whole else { bail!("an intraclass correlation needs every rating: a cell is empty") };
    let models = [
        ("one-way", reliability::Model::OneWay),
        ("two-way-random", reliability::Model::TwoWayRandom),
        ("two-way-mixed", reliability::Model::TwoWayMixed),
    ];
    let found: serde_json::Map<String, Value> =
        models.iter().map(|(name, model)| ((*name).to_owned(), json!(reliability::icc(&whole, *model)))).collect();
    print(input, &Value::Object(found))
}

/// Agreement of coders: every column a coder, every row a text, every cell a code; an empty cell was not coded.
pub fn coders(input: &Input) -> anyhow::Result<()> {
    let table = Table::read(input)?;
    let names: Vec<&str> = table.columns().collect();
    let columns = names.iter().map(|name| table.texts(name)).collect::<anyhow::Result<Vec<_>>>()?;
    let every: Vec<&str> = columns.iter().flatten().copied().filter(|cell| !cell.is_empty()).collect();
    let (_, codes) = categories(&every);
    let code = |cell: &&str| codes.binary_search(cell).ok();
    let texts: Vec<Vec<Option<usize>>> =
        (0..table.len()).map(|row| columns.iter().map(|column| column.get(row).and_then(code)).collect()).collect();
    let values: Vec<Vec<f64>> =
        texts.iter().map(|text| text.iter().flatten().map(|code| *code as f64).collect()).collect();
    let alpha = agreement::krippendorff(&values, agreement::Scale::Nominal, DRAWS, &mut SeededChance::new(SEED));
    let pairs: Option<Vec<(usize, usize)>> =
        texts.iter().map(|text| if let [Some(a), Some(b)] = text.as_slice() { Some((*a, *b)) } else { None }).collect();
    let counts = |text: &Vec<Option<usize>>| -> Vec<u32> {
        (0..codes.len()).map(|code| text.iter().filter(|one| **one == Some(code)).count() as u32).collect()
    };
    let fleiss = agreement::fleiss(&texts.iter().map(counts).collect::<Vec<_>>());
    let cohen = pairs.and_then(|pairs| agreement::cohen(&pairs, codes.len()));
    print(input, &json!({ "codes": codes, "cohen": cohen, "fleiss": fleiss, "krippendorff": alpha }))
}

/// Two groups of people, named in `group`.
pub fn groups(input: &Input) -> anyhow::Result<()> {
    let table = Table::read(input)?;
    let values = table.numbers::<f64>("value")?;
    let (of, names) = categories(&table.texts("group")?);
    let [first, second] = names.as_slice() else { bail!("`group` must name two groups, and names {}", names.len()) };
    let of_group = |group: usize| -> Vec<f64> {
        values.iter().zip(&of).filter(|(_, one)| **one == group).map(|(value, _)| *value).collect()
    };
    let found = change::between(&of_group(0), &of_group(1)).ok_or_else(|| anyhow!("each group needs two people"))?;
    print(input, &json!({ "first": first, "second": second, "difference": found }))
}

/// Case-mix adjustment: `outcome`, `unit`, and every other column a covariate.
pub fn adjusted(input: &Input, share: bool) -> anyhow::Result<()> {
    let table = Table::read(input)?;
    let outcome = table.numbers::<f64>("outcome")?;
    let (unit_of, units) = categories(&table.texts("unit")?);
    let own = |name: &&str| !["outcome", "unit"].iter().any(|known| known.eq_ignore_ascii_case(name));
    let names: Vec<&str> = table.columns().filter(own).collect();
    let columns = names.iter().map(|name| table.numbers::<f64>(name)).collect::<anyhow::Result<Vec<_>>>()?;
    let covariates: Vec<f64> =
        (0..table.len()).flat_map(|row| columns.iter().filter_map(move |column| column.get(row).copied())).collect();
    let rows = Rows { outcome: &outcome, covariates: &covariates, width: names.len() };
    let of = if share { Outcome::Share } else { Outcome::Score };
    let found = adjustment::adjust(rows, &unit_of, units.len(), of)?;
    print(input, &json!({ "covariates": names, "units": units, "adjustment": found }))
}

/// Weights: every column a margin whose categories the second file counts (`margin`, `category`, `population`); `base` the
/// design weight where there is such a column, `value` what is averaged.
pub fn weighted(input: &Input, population: &Input) -> anyhow::Result<()> {
    let (table, asked) = (Table::read(input)?, Table::read(population)?);
    let (margin, category) = (asked.texts("margin")?, asked.texts("category")?);
    let counts = asked.numbers::<f64>("population")?;
    let mut names: Vec<&str> = Vec::new();
    for name in &margin {
        if !names.contains(name) {
            names.push(name);
        }
    }
    let mut margins = Vec::new();
    for name in &names {
        let of_margin: Vec<(&str, f64)> = margin
            .iter()
            .zip(&category)
            .zip(&counts)
            .filter(|((one, _), _)| *one == name)
            .map(|((_, category), count)| (*category, *count))
            .collect();
        let place = |(row, text): (usize, &&str)| {
            let found = of_margin.iter().position(|(category, _)| category == text);
            found.ok_or_else(|| anyhow!("row {}: `{text}` is no category of `{name}` in the population", row + 1))
        };
        let of = table.texts(name)?.iter().enumerate().map(place).collect::<anyhow::Result<Vec<_>>>()?;
        margins.push(weights::Margin { of, population: of_margin.iter().map(|(_, count)| *count).collect() });
    }
    let base = table.numbers_if_there("base")?;
    let found = weights::rake(base.as_deref(), &margins)?;
    let mean = table.numbers_if_there("value")?.and_then(|values| weights::mean(&values, &found.weights));
    print(input, &json!({ "margins": names, "weights": found, "mean": mean }))
}
