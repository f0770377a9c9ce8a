//! Whether the questions of a scale measure one thing, and whether each earns its place.
//!
//! | statistic | formula | source |
//! |---|---|---|
//! | α | k/(k−1) · (1 − Σs²ᵢ / s²ₜ) | Cronbach, Psychometrika 16, 1951 |
//! | its interval | 1 − (1−α)·F(1−a/2; n−1, (n−1)(k−1)), and with a/2 | Feldt, Psychometrika 30, 1965 |
//! | item-rest | Pearson's r of an item with the sum of the others | Nunnally and Bernstein 1994, 8 |
//! | redundancy | pairs with r > 0.80 | Streiner, Norman and Cairney 2015, 5 |
//! | ceiling and floor | the share at either end of the scale | Terwee, Journal of Clinical Epidemiology 60, 2007 |
//! | ICC | one-way, two-way random and mixed, single and mean | Shrout and Fleiss, Psychological Bulletin 86, 1979; McGraw and Wong 1996 |
//!
//! α is computed over people who answered every item; each item says how many did. Reading, with the handbook's sources
//! (PMC5028167, PMC4853650): α of 0.70 to 0.90 is adequate; r over 0.80 is redundant; more than 10 % missing, or more than
//! 100 / options % at an end, is flagged; an ICC of 0.70 is the least for a test taken twice.
//!
//! Departures: none in the formulas. What cannot be (one item, everybody alike) gives nothing, where packages divide by 0.

use serde::{Deserialize, Serialize};

use crate::{
    mean::moments,
    products::Covariances,
    special::{fisher_quantile, fisher_upper},
};

/// From how far on two items say the same.
pub const REDUNDANT: f64 = 0.80;
/// The share of missing answers from which an item is flagged.
pub const MUCH_MISSING: f64 = 0.10;

/// Cronbach's α.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alpha {
    /// How many people answered every item.
    pub n: usize,
    /// How many items.
    pub items: usize,
    /// α.
    pub alpha: f64,
    /// Its 95 % interval.
    pub low: f64,
    /// Its 95 % interval.
    pub high: f64,
    /// r of each item with the sum of the others; nothing where an item, or the rest, does not vary.
    pub item_rest: Vec<Option<f64>>,
    /// α without each item; nothing under three items.
    pub without: Vec<Option<f64>>,
    /// Pairs of items with r over [`REDUNDANT`], by their places.
    pub redundant: Vec<(usize, usize, f64)>,
}

/// One item by itself.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// How many answered it.
    pub answered: usize,
    /// The share that did not.
    pub missing: f64,
    /// The share of the answers at the least value.
    pub floor: f64,
    /// The share of the answers at the greatest value.
    pub ceiling: f64,
    /// More than a tenth is missing.
    pub much_missing: bool,
    /// More than 1 / options at an end.
    pub at_an_end: bool,
}

/// α of people (rows) and items (columns); an answer that is missing is none. Nothing under two items, two people who answered
/// all, or where the sums do not vary.
pub fn alpha(rows: &[Vec<Option<f64>>]) -> Option<Alpha> {
    let items = rows.first()?.len();
    let whole: Vec<Vec<f64>> =
        rows.iter().filter_map(|row| row.iter().copied().collect::<Option<Vec<f64>>>()).collect();
    if items < 2
        || whole.len() < 2
        || whole.iter().any(|row| row.len() != items || row.iter().any(|one| !one.is_finite()))
    {
        return None;
    }
    let columns: Vec<Vec<f64>> =
        (0..items).map(|item| whole.iter().filter_map(|row| row.get(item).copied()).collect()).collect();
    let found = of_columns(&columns)?;
    let (low, high) = interval(found, whole.len(), items);
    let rest = |item: usize| {
        let others = columns.iter().enumerate().filter(|(other, _)| *other != item).map(|(_, column)| column.clone());
        others.collect::<Vec<_>>()
    };
    let item_rest = columns.iter().enumerate().map(|(item, column)| correlation(column, &sums(&rest(item)))).collect();
    let without = (0..items).map(|item| (items > 2).then(|| of_columns(&rest(item))).flatten()).collect();
    let mut redundant = Vec::new();
    for (first, one) in columns.iter().enumerate() {
        for (second, other) in columns.iter().enumerate().skip(first + 1) {
            redundant.extend(correlation(one, other).filter(|r| *r > REDUNDANT).map(|r| (first, second, r)));
        }
    }
    Some(Alpha { n: whole.len(), items, alpha: found, low, high, item_rest, without, redundant })
}

/// α of people whose sums and cross-products are known, as [`alpha`] has it. Nothing under two items, or where the sums do not vary.
pub fn alpha_of(covariances: &Covariances) -> Option<Alpha> {
    let items = covariances.items();
    let people = usize::try_from(covariances.people()).ok()?;
    let alpha = of_variances(items, covariances.own(), covariances.of_sum(None))?;
    let without = |item: usize| {
        let own = covariances.own() - covariances.variance(item);
        of_variances(items - 1, own, covariances.of_sum(Some(item)))
    };
    let mut redundant = Vec::new();
    for first in 0..items {
        for second in first + 1..items {
            redundant
                .extend(covariances.correlation(first, second).filter(|r| *r > REDUNDANT).map(|r| (first, second, r)));
        }
    }
    let (low, high) = interval(alpha, people, items);
    Some(Alpha {
        n: people,
        items,
        alpha,
        low,
        high,
        item_rest: (0..items).map(|item| covariances.with_rest(item)).collect(),
        without: (0..items).map(|item| (items > 2).then(|| without(item)).flatten()).collect(),
        redundant,
    })
}

/// Feldt's interval.
fn interval(alpha: f64, people: usize, items: usize) -> (f64, f64) {
    let (n, k) = (people as f64, items as f64);
    let bound = |p: f64| 1.0 - (1.0 - alpha) * fisher_quantile(n - 1.0, (n - 1.0) * (k - 1.0), p);
    (bound(0.975), bound(0.025))
}

fn of_columns(columns: &[Vec<f64>]) -> Option<f64> {
    of_variances(columns.len(), columns.iter().map(|column| variance(column)).sum(), variance(&sums(columns)))
}

/// α from the variances of the items, added up, and the variance of their sum.
fn of_variances(items: usize, own: f64, whole: f64) -> Option<f64> {
    let k = items as f64;
    (whole > 0.0 && k > 1.0).then(|| k / (k - 1.0) * (1.0 - own / whole))
}

/// An item by itself: answers (missing ones as none), its scale and how many options it prints.
pub fn item(answers: &[Option<f64>], least: f64, greatest: f64, options: usize) -> Option<Item> {
    let given: Vec<f64> = answers.iter().copied().flatten().collect();
    if answers.is_empty() || options == 0 {
        return None;
    }
    let share = |end: f64| {
        if given.is_empty() { 0.0 } else { given.iter().filter(|one| **one == end).count() as f64 / given.len() as f64 }
    };
    let missing = 1.0 - given.len() as f64 / answers.len() as f64;
    let (floor, ceiling) = (share(least), share(greatest));
    let at_an_end = floor.max(ceiling) > 1.0 / options as f64;
    Some(Item { answered: given.len(), missing, floor, ceiling, much_missing: missing > MUCH_MISSING, at_an_end })
}

/// Which intraclass correlation (Shrout and Fleiss).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Model {
    /// Each subject has raters of its own: ICC(1).
    OneWay,
    /// The same raters, drawn from many: ICC(2), absolute agreement.
    TwoWayRandom,
    /// These raters and no others: ICC(3), consistency.
    TwoWayMixed,
}

/// An intraclass correlation.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Icc {
    /// How many subjects.
    pub subjects: usize,
    /// How many ratings of each.
    pub raters: usize,
    /// Of a single rating.
    pub single: f64,
    /// Of the mean of all ratings of a subject.
    pub mean: f64,
    /// How likely an F at least as large is where subjects do not differ.
    pub p: f64,
}

/// The ICC of subjects (rows) each rated as often; nothing under two of either, or where nothing varies.
pub fn icc(rows: &[Vec<f64>], model: Model) -> Option<Icc> {
    let raters = rows.first()?.len();
    if rows.len() < 2
        || raters < 2
        || rows.iter().any(|row| row.len() != raters || row.iter().any(|one| !one.is_finite()))
    {
        return None;
    }
    let (n, k) = (rows.len() as f64, raters as f64);
    let mean = rows.iter().flatten().sum::<f64>() / (n * k);
    let row_mean = |row: &Vec<f64>| row.iter().sum::<f64>() / k;
    let between = k * rows.iter().map(|row| (row_mean(row) - mean).powi(2)).sum::<f64>();
    let column = |rater: usize| rows.iter().filter_map(|row| row.get(rater)).sum::<f64>() / n;
    let of_raters = n * (0..raters).map(|rater| (column(rater) - mean).powi(2)).sum::<f64>();
    let all: f64 = rows.iter().flatten().map(|one| (one - mean).powi(2)).sum();
    let within = all - between;
    let rest = (within - of_raters).max(0.0);
    let (msb, msw) = (between / (n - 1.0), within / (n * (k - 1.0)));
    let (msj, mse) = (of_raters / (k - 1.0), rest / ((n - 1.0) * (k - 1.0)));
    let (error, freedom) = match model {
        Model::OneWay => (msw, n * (k - 1.0)),
        Model::TwoWayRandom | Model::TwoWayMixed => (mse, (n - 1.0) * (k - 1.0)),
    };
    let (single, mean) = match model {
        Model::OneWay => ((msb - msw) / (msb + (k - 1.0) * msw), (msb - msw) / msb),
        Model::TwoWayRandom => {
            ((msb - mse) / (msb + (k - 1.0) * mse + k * (msj - mse) / n), (msb - mse) / (msb + (msj - mse) / n))
        }
        Model::TwoWayMixed => ((msb - mse) / (msb + (k - 1.0) * mse), (msb - mse) / msb),
    };
    let p = if error > 0.0 { fisher_upper(n - 1.0, freedom, msb / error) } else { 0.0 };
    (single.is_finite() && mean.is_finite()).then_some(Icc { subjects: rows.len(), raters, single, mean, p })
}

/// Pearson's r; nothing where one of the two does not vary.
pub fn correlation(one: &[f64], other: &[f64]) -> Option<f64> {
    let n = one.len().min(other.len()) as f64;
    if n < 2.0 || one.len() != other.len() {
        return None;
    }
    let (a, b) = (one.iter().sum::<f64>() / n, other.iter().sum::<f64>() / n);
    let both: f64 = one.iter().zip(other).map(|(x, y)| (x - a) * (y - b)).sum();
    let (va, vb): (f64, f64) = (one.iter().map(|x| (x - a).powi(2)).sum(), other.iter().map(|y| (y - b).powi(2)).sum());
    (va > 0.0 && vb > 0.0).then(|| (both / (va.sqrt() * vb.sqrt())).clamp(-1.0, 1.0))
}

fn sums(columns: &[Vec<f64>]) -> Vec<f64> {
    let n = columns.first().map_or(0, Vec::len);
    (0..n).map(|row| columns.iter().filter_map(|column| column.get(row)).sum()).collect()
}

/// The variance with n − 1; 0 where there is none.
fn variance(values: &[f64]) -> f64 {
    moments(values).map_or(0.0, |(_, deviation)| deviation * deviation)
}

#[cfg(test)]
mod tests;
