//! Whether a published table says a value for every sum that can come out: what is not in it would leave people without a
//! score, and nobody would know before they answered.

use std::collections::BTreeSet;

use super::scorer::{Combine, Scorer, Table};
use super::{Exact, table::ItemTable};

/// The most sums that are looked at: sixty questions of a thousand values make as many.
const MOST_SUMS: usize = 100_000;

/// What a table lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uncovered {
    /// A sum that can come out and stands in no row.
    Sum(Exact),
    /// There are more sums than can be looked at, or they are not countable.
    TooMany,
}

impl Scorer {
    /// What its table lacks; none when it has a row for every sum that can come out, or when there is no table. A completed
    /// sum is rounded to a whole number first, so each whole number between the first and the last row must be there.
    pub fn uncovered(&self) -> Option<Uncovered> {
        let table = self.finish.table.as_ref()?;
        let known: BTreeSet<(i128, i128)> = table.rows.iter().map(|(raw, _)| key(*raw)).collect();
        match &self.combine {
            Combine::Complete { denominator } => {
                let Some(sums) = sums(&self.items) else { return Some(Uncovered::TooMany) };
                let each = sums.into_iter().map(|sum| Exact::new(i128::from(sum), *denominator));
                each.map(|sum| sum.map_or(Some(Uncovered::TooMany), |sum| lacking(&known, sum)))
                    .find_map(|lacking| lacking)
            }
            Combine::Mean { .. } | Combine::Latent(_) => between(table, &known),
        }
    }
}

fn key(one: Exact) -> (i128, i128) {
    (one.numerator(), one.denominator())
}

fn lacking(known: &BTreeSet<(i128, i128)>, sum: Exact) -> Option<Uncovered> {
    (!known.contains(&key(sum))).then_some(Uncovered::Sum(sum))
}

/// Each whole number between the ends of a table.
fn between(table: &Table, known: &BTreeSet<(i128, i128)>) -> Option<Uncovered> {
    let (first, last) = (table.rows.first()?.0, table.rows.last()?.0);
    let low = first.rounded(0, super::Half::Up)?.numerator();
    let high = last.rounded(0, super::Half::Up)?.numerator();
    if usize::try_from(high.saturating_sub(low)).map_or(true, |width| width > MOST_SUMS) {
        return Some(Uncovered::TooMany);
    }
    (low..=high).find_map(|n| lacking(known, Exact::new(n, 1)?))
}

/// Every sum of one worth of each item, over the common denominator; none when there are too many.
fn sums(items: &[ItemTable]) -> Option<BTreeSet<i64>> {
    let mut all: BTreeSet<i64> = BTreeSet::from([0]);
    for item in items {
        if item.measure.is_some() {
            return None;
        }
        let worths: BTreeSet<i64> = item.worths().map(|worth| worth.scaled).collect();
        let mut next = BTreeSet::new();
        for sum in &all {
            next.extend(worths.iter().map(|worth| sum.saturating_add(*worth)));
            if next.len() > MOST_SUMS {
                return None;
            }
        }
        all = next;
    }
    Some(all)
}
