//! What counted most: what patients name from a list beside what their team names, pair by pair.
//!
//! | statistic | formula | source |
//! |---|---|---|
//! | share that names an item | Wilson's interval, each side | [`crate::proportion`] |
//! | overlap of an item, or of a pair | named by both / named by either | Jaccard, Bulletin de la Société vaudoise des sciences naturelles 37, 1901 |
//! | whether one side names an item more | twice the lesser tail of Binomial(b + c, ½), b and c the pairs where one side alone does | McNemar, Psychometrika 12, 1947, in its exact form (a sign test) |
//! | several items at once | p of the i-th least of m times m − i + 1, never falling, 1 at most | Holm, Scandinavian Journal of Statistics 6, 1979 |
//!
//! The mean overlap of the pairs has Student's interval, kept within 0 and 1. A pair in which nobody names anything has no
//! overlap and is counted apart; so is who has one list alone. Held to statsmodels, scipy and numpy
//! (`reference/make.py`).
//!
//! Departures: where no pair differs McNemar's p is 1, and no error.

use serde::{Deserialize, Serialize};

use crate::{
    mean::{Mean, Sums, mean},
    proportion::{Proportion, proportion},
    special::beta,
    views::Pairing,
};

/// What somebody names: one answer an item, in the order of the list.
pub type Named = Vec<bool>;

/// One item of the list.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Pairs where both name it.
    pub both: u64,
    /// Pairs where the patient alone does.
    pub patient_alone: u64,
    /// Pairs where the team alone does.
    pub team_alone: u64,
    /// Pairs where nobody does.
    pub neither: u64,
    /// The share of patients in pairs who name it.
    pub patient: Proportion,
    /// The share of pairs in which the team names it.
    pub team: Proportion,
    /// Named by both among named by either; nothing where nobody names it.
    pub overlap: Option<f64>,
    /// McNemar's exact p.
    pub p: f64,
    /// The same, held for all items of the list (Holm).
    pub p_of_all: f64,
}

/// Both lists together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Counted {
    /// Who counts.
    pub pairing: Pairing,
    /// The items, in the order of the list.
    pub items: Vec<Item>,
    /// The overlap of each pair; nothing where neither names anything.
    pub overlaps: Vec<Option<f64>>,
    /// The mean overlap of the pairs that have one.
    pub overlap: Option<Mean>,
}

/// What patients and team name (rows of one length; none where the list was not given). Nothing without a pair or an item, or with
/// rows of different lengths.
pub fn counted(patient: &[Option<Named>], team: &[Option<Named>]) -> Option<Counted> {
    let lists = patient.iter().chain(team).flatten();
    let items = lists.clone().next()?.len();
    if patient.len() != team.len() || items == 0 || lists.clone().any(|list| list.len() != items) {
        return None;
    }
    let (mut pairing, mut both) = (Pairing::default(), Vec::new());
    for row in patient.iter().zip(team) {
        match row {
            (Some(one), Some(other)) => both.push((one, other)),
            (Some(_), None) => pairing.patient_alone += 1,
            (None, Some(_)) => pairing.team_alone += 1,
            (None, None) => pairing.neither += 1,
        }
    }
    pairing.pairs = both.len();
    let mut found = (0..items).map(|item| of_item(&both, item)).collect::<Option<Vec<Item>>>()?;
    let held = holm(&found.iter().map(|item| item.p).collect::<Vec<_>>());
    for (item, p) in found.iter_mut().zip(held) {
        item.p_of_all = p;
    }
    let overlaps: Vec<Option<f64>> = both
        .iter()
        .map(|(one, other)| {
            let pairs = || one.iter().zip(other.iter());
            let either = pairs().filter(|(a, b)| **a || **b).count();
            (either > 0).then(|| pairs().filter(|(a, b)| **a && **b).count() as f64 / either as f64)
        })
        .collect();
    let known: Vec<f64> = overlaps.iter().copied().flatten().collect();
    let overlap = mean(&Sums::of(&known)).map(|mut mean| {
        if let Some(interval) = &mut mean.interval {
            (interval.low, interval.high) = (interval.low.max(0.0), interval.high.min(1.0));
        }
        mean
    });
    Some(Counted { pairing, items: found, overlaps, overlap })
}

fn of_item(both: &[(&Named, &Named)], item: usize) -> Option<Item> {
    let named = |list: &Named| list.get(item).copied().unwrap_or(false);
    let count = |patient: bool, team: bool| {
        both.iter().filter(|(one, other)| named(one) == patient && named(other) == team).count() as u64
    };
    let (together, patient_alone, team_alone) = (count(true, true), count(true, false), count(false, true));
    let (n, either) = (both.len() as u64, together + patient_alone + team_alone);
    let p = mcnemar(patient_alone, team_alone);
    Some(Item {
        both: together,
        patient_alone,
        team_alone,
        neither: n - either,
        patient: proportion(together + patient_alone, n)?,
        team: proportion(together + team_alone, n)?,
        overlap: (either > 0).then(|| together as f64 / either as f64),
        p,
        p_of_all: p,
    })
}

/// McNemar's exact p from the pairs in which one side alone says yes.
pub fn mcnemar(one: u64, other: u64) -> f64 {
    let (n, least) = (one + other, one.min(other));
    if one == other {
        return 1.0;
    }
    // P(B ≤ least) of n throws of a coin.
    (2.0 * beta((n - least) as f64, least as f64 + 1.0, 0.5)).min(1.0)
}

/// Holm's p of several tests, in their order.
pub fn holm(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<(usize, f64)> = p.iter().copied().enumerate().collect();
    order.sort_by(|(_, one), (_, other)| one.total_cmp(other));
    let mut held = vec![0.0; p.len()];
    let mut before = 0.0_f64;
    for (rank, (place, p)) in order.iter().enumerate() {
        before = before.max(p * (order.len() - rank) as f64).min(1.0);
        if let Some(cell) = held.get_mut(*place) {
            *cell = before;
        }
    }
    held
}

#[cfg(test)]
mod tests;
