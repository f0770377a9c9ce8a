//! The median and the quartiles, with an interval that supposes nothing about how values are spread.
//!
//! | statistic | formula | source |
//! |---|---|---|
//! | quantile | x at place 1 + (n − 1)·p, between two values on the line that joins them | Hyndman and Fan, American Statistician 50, 1996, type 7 |
//! | interval | from x₍ₗ₎ to x₍ᵤ₎: the greatest l with P(B < l) ≤ 2.5 % and the least u with P(B ≥ u) ≤ 2.5 %, B of Binomial(n, p) | Thompson, Annals of Math. Statistics 7, 1936; Conover, Practical Nonparametric Statistics, 1999, 3.2 |
//! | weighted quantile | the least x whose weights and those below reach p of all; the middle of two where they reach it exactly | as `DescrStatsW` of statsmodels |
//!
//! Several intervals go by this name. Ours is made of two observed values, each tail at most 2.5 %, so that it covers *at least*
//! 95 % (its own coverage is told) and nothing between values is interpolated. Where values repeat, as on a scale of few points,
//! it covers more still (Conover 1999). Under [`fewest`] people no two values reach 95 % (6 for the median, 13 for the quartiles) and
//! there is none, where packages fall back on the least and the greatest value and say nothing.
//!
//! A weighted quantile has no interval here: weights that come from raking are not independent of each other, and the binomial
//! law would say too little. Held to numpy, scipy and statsmodels (`reference/make.py`).
//!
//! Departures: none in the formulas.

use serde::{Deserialize, Serialize};

use crate::special::beta;

/// What each tail may hold at most.
const TAIL: f64 = 0.025;

/// A quantile.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Quantile {
    /// Which: 0.5 is the median.
    pub p: f64,
    /// The quantile, in the unit of the values.
    pub value: f64,
    /// Its interval; nothing where too few values are there.
    pub interval: Option<Span>,
}

/// An interval between two observed values.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Span {
    /// The lower value.
    pub low: f64,
    /// The upper value.
    pub high: f64,
    /// The places of both in order, from 1.
    pub places: [usize; 2],
    /// How often such an interval holds the quantile, at least 0.95; exact where values do not repeat.
    pub coverage: f64,
}

/// The quartiles of some values.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Quartiles {
    /// How many values.
    pub n: usize,
    /// The least and the greatest value.
    pub ends: [f64; 2],
    /// A quarter lies at it or below.
    pub lower: Quantile,
    /// Half lies at it or below.
    pub median: Quantile,
    /// Three quarters lie at it or below.
    pub upper: Quantile,
}

/// The median and the quartiles; nothing without a value, or with one that is no number.
pub fn quartiles(values: &[f64]) -> Option<Quartiles> {
    let sorted = sorted(values)?;
    let of = |p: f64| of_sorted(&sorted, p);
    let ends = [*sorted.first()?, *sorted.last()?];
    Some(Quartiles { n: sorted.len(), ends, lower: of(0.25)?, median: of(0.5)?, upper: of(0.75)? })
}

/// One quantile, `p` between 0 and 1; nothing without a value, or with one that is no number.
pub fn quantile(values: &[f64], p: f64) -> Option<Quantile> {
    of_sorted(&sorted(values)?, p)
}

/// The fewest values for which a quantile has an interval; nothing for a `p` that does not lie between 0 and 1.
pub fn fewest(p: f64) -> Option<usize> {
    let (rarer, likelier) = (p.min(1.0 - p), p.max(1.0 - p));
    (rarer > 0.0 && rarer.is_finite()).then(|| (TAIL.ln() / likelier.ln()).ceil() as usize)
}

fn sorted(values: &[f64]) -> Option<Vec<f64>> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    (!sorted.is_empty() && sorted.iter().all(|one| one.is_finite())).then_some(sorted)
}

fn of_sorted(sorted: &[f64], p: f64) -> Option<Quantile> {
    if !(p > 0.0 && p < 1.0) {
        return None;
    }
    let place = (sorted.len() as f64 - 1.0) * p;
    let below = *sorted.get(place.floor() as usize)?;
    let above = sorted.get(place.floor() as usize + 1).copied().unwrap_or(below);
    let value = below + (above - below) * (place - place.floor());
    let interval = places(sorted.len(), p).and_then(|(places, coverage)| {
        let [low, high] = places.map(|place| sorted.get(place - 1).copied());
        Some(Span { low: low?, high: high?, places, coverage })
    });
    Some(Quantile { p, value, interval })
}

/// The places of the two values, from 1, and the coverage of the interval between them.
fn places(n: usize, p: f64) -> Option<([usize; 2], f64)> {
    // P(B ≤ k), from the incomplete beta function.
    let up_to = |k: usize| if k >= n { 1.0 } else { beta((n - k) as f64, k as f64 + 1.0, 1.0 - p) };
    // Both tails change in one direction: the place is found by halving.
    let first = |from: usize, holds: &dyn Fn(usize) -> bool| {
        let (mut low, mut high) = (from, n + 1);
        while low < high {
            let middle = low + (high - low) / 2;
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        low
    };
    // The least l with P(B < l) > 2.5 % is one too far.
    let lower = first(1, &|place| up_to(place - 1) > TAIL).checked_sub(1).filter(|place| *place >= 1)?;
    // P(B ≥ u) = 1 − P(B ≤ u − 1), which is the other tail's own function.
    let from_on = |k: usize| if k == 0 { 1.0 } else { beta(k as f64, (n - k) as f64 + 1.0, p) };
    let upper = first(1, &|place| place > n || from_on(place) <= TAIL);
    (upper <= n).then(|| ([lower, upper], 1.0 - up_to(lower - 1) - from_on(upper)))
}

/// The quantile of weighted values; nothing where a value is no number, a weight is none or below 0, or all weights are 0.
pub fn weighted(values: &[f64], weights: &[f64], p: f64) -> Option<f64> {
    let sound = |weight: &f64| weight.is_finite() && *weight >= 0.0;
    if values.len() != weights.len() || !weights.iter().all(sound) || !values.iter().all(|one| one.is_finite()) {
        return None;
    }
    let mut both: Vec<(f64, f64)> =
        values.iter().copied().zip(weights.iter().copied()).filter(|(_, weight)| *weight > 0.0).collect();
    both.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    let whole: f64 = both.iter().map(|(_, weight)| weight).sum();
    if !(p > 0.0 && p < 1.0 && whole > 0.0) {
        return None;
    }
    let (target, rounding) = (p * whole, 1e-12 * whole);
    let mut held = 0.0;
    let mut exact: Option<f64> = None;
    for (value, weight) in both {
        if let Some(before) = exact {
            return Some(before + (value - before) / 2.0);
        }
        held += weight;
        if (held - target).abs() <= rounding {
            exact = Some(value);
        } else if held > target {
            return Some(value);
        }
    }
    exact
}

#[cfg(test)]
mod tests;
