//! Who answered, and when.

use anyhow::{anyhow, bail};
use measures::{
    adjustment::Outcome,
    floors::Floors,
    nonresponse::{self, Answers},
    participation::{self, Group},
};
use serde_json::{Value, json};

use super::{
    Input, print,
    table::{Table, categories},
};

/// Early answers against late ones: `wave` (1 before the reminder), `value`, and `age` and `sex` where they are.
pub fn early_late(input: &Input, share: bool, invited: Option<u64>) -> anyhow::Result<()> {
    let table = Table::read(input)?;
    let (waves, cells) = (table.numbers::<u64>("wave")?, table.some_numbers("value")?);
    let wrong = |one: &Option<f64>| one.is_some_and(|value| share && value != 0.0 && value != 1.0);
    if let Some(row) = cells.iter().position(wrong) {
        bail!("row {}: a `value` is neither 0 nor 1, as a share wants", row + 1);
    }
    let mut order = waves.clone();
    order.sort_unstable();
    order.dedup();
    let kept: Vec<usize> = (0..table.len()).filter(|row| cells.get(*row).is_some_and(Option::is_some)).collect();
    let values: Vec<f64> = cells.iter().copied().flatten().collect();
    let place = |row: &usize| waves.get(*row).and_then(|wave| order.binary_search(wave).ok());
    let wave_of: Vec<usize> = kept.iter().filter_map(place).collect();
    let held: Vec<&str> = ["age", "sex"].into_iter().filter(|name| table.has(name)).collect();
    let mut groups = Vec::new();
    for name in &held {
        let texts = table.texts(name)?;
        if let Some(row) = texts.iter().position(|text| text.is_empty()) {
            bail!("row {}: `{name}` is empty", row + 1);
        }
        let (of, _) = categories(&texts);
        groups.push(kept.iter().filter_map(|row| of.get(*row).copied()).collect::<Vec<_>>());
    }
    let outcome = if share { Outcome::Share } else { Outcome::Score };
    let answers = Answers { waves: &wave_of, values: &values, groups: &groups, outcome };
    let floors = Floors::default();
    let check = nonresponse::early_late(&answers, &floors)?;
    let line = invited.map(|invited| nonresponse::extrapolate(&answers, invited, &floors)).transpose()?.flatten();
    let missing = cells.len() - values.len();
    print(input, &json!({ "check": check, "held": held, "missing": missing, "extrapolation": line }))
}

/// Response by group: `invited`, `answered`, every other column a part of the name of the group.
pub fn by_group(input: &Input) -> anyhow::Result<()> {
    let table = Table::read(input)?;
    let (invited, answered) = (table.numbers::<u64>("invited")?, table.numbers::<u64>("answered")?);
    let groups: Vec<Group> =
        invited.into_iter().zip(answered).map(|(invited, answered)| Group { invited, answered }).collect();
    if let Some(row) = groups.iter().position(|group| group.answered > group.invited) {
        bail!("row {}: more `answered` than were `invited`", row + 1);
    }
    let found =
        participation::participation(&groups, &Floors::default()).ok_or_else(|| anyhow!("nobody was invited"))?;
    let own = |name: &&str| !["invited", "answered"].iter().any(|known| known.eq_ignore_ascii_case(name));
    let names: Vec<&str> = table.columns().filter(own).collect();
    let columns = names.iter().map(|name| table.texts(name)).collect::<anyhow::Result<Vec<_>>>()?;
    let name = |row: usize| columns.iter().filter_map(|column| column.get(row).copied()).collect::<Vec<_>>().join(" ");
    let rates: Vec<Value> = found
        .rates
        .iter()
        .enumerate()
        .map(
            |(row, rate)| json!({ "group": if names.is_empty() { table.label(row) } else { name(row) }, "rate": rate }),
        )
        .collect();
    print(
        input,
        &json!({ "groups": rates, "whole": found.whole, "leftOut": found.left_out, "test": found.test, "floor": Floors::default().inside() }),
    )
}
