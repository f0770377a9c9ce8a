//! The same people asked again: before, during, after, and as many waves more as there are.
//!
//! | statistic | formula | source |
//! |---|---|---|
//! | change from the first wave | paired, over people who answered both, Student's interval | [`crate::change::paired`] |
//! | how large | SES: d̄ / s of the first wave; SRM: d̄ / s of d | Kazis and others, Medical Care 27, 1989; Liang and others, Medical Care 28, 1990 |
//! | several waves at once | Holm's p over the changes | [`crate::counted::holm`] |
//! | whether waves differ at all | χ²_F = (12·ΣR²ⱼ / (nk(k + 1)) − 3n(k + 1)) / (1 − Σ(t³ − t) / (nk(k² − 1))), k − 1 degrees of freedom, R the sums of ranks within people | Friedman, JASA 32, 1937; ties: Conover, Practical Nonparametric Statistics, 1999, 5.8 |
//! | how much people agree on the order | W = χ²_F / (n(k − 1)) | Kendall and Babington Smith, Annals of Math. Statistics 10, 1939 |
//! | who is better, as before, worse | a change of the minimal important difference or more; a reliable change | [`crate::change`] |
//! | who left | those who answered the first wave and not this one beside those who did, Welch's interval at the first wave | Fitzmaurice, Laird and Ware, Applied Longitudinal Analysis, 2011, 17 |
//!
//! Changes are over the people of each pair of waves, Friedman's test over those of all waves: each says how many it has. Where those
//! who left stood lower at the beginning, the mean of those who stayed tells too good a story; the figures of who left are
//! there to see it. The law of χ² is rough under some ten people (Conover).
//!
//! Departures: none in the formulas. Held to scipy and statsmodels (`reference/make.py`).

use serde::{Deserialize, Serialize};

use crate::{
    change::{Change, Course, Difference, between, of_one, paired},
    counted::holm,
    mean::{Mean, Sums, mean},
    proportion::{Proportion, proportion},
    special::chi_squared_upper,
};

/// The fewest waves of Friedman's test.
pub const FEWEST_WAVES: usize = 3;

/// How changes are read.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Whether a higher value is better.
    pub higher_is_better: bool,
    /// The minimal important difference, above 0.
    pub important: Option<f64>,
    /// The standard error of measurement, above 0.
    pub sem: Option<f64>,
}

/// How many became better or worse.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Courses {
    /// A gain that counts.
    pub better: Proportion,
    /// Neither.
    pub stable: Proportion,
    /// A loss that counts.
    pub worse: Proportion,
}

/// A wave beside the first one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// The change, this wave less the first, with its effect sizes.
    pub change: Change,
    /// Its p, held for all waves (Holm).
    pub p_of_all: f64,
    /// By the minimal important difference, where one is given.
    pub by_important: Option<Courses>,
    /// By the error of measurement, where one is given (Jacobson and Truax).
    pub by_error: Option<Courses>,
    /// How many answered the first wave and not this one.
    pub left: usize,
    /// Their first answers less those of the people who stayed; nothing under two of either.
    pub left_apart: Option<Difference>,
}

/// Friedman's test.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Friedman {
    /// How many people answered every wave.
    pub n: usize,
    /// χ², corrected for ties.
    pub statistic: f64,
    /// Its degrees of freedom.
    pub freedom: f64,
    /// How likely one at least as large is where waves are alike.
    pub p: f64,
    /// Kendall's W, from 0 (no common order) to 1 (everybody moves in one order).
    pub w: f64,
}

/// Waves beside each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Waves {
    /// The mean of each wave over all who answered it; nothing where nobody did.
    pub means: Vec<Option<Mean>>,
    /// Each later wave beside the first one; nothing under two people who answered both.
    pub steps: Vec<Option<Step>>,
    /// Friedman's test; nothing under three waves, two people who answered all, or where nobody's answers differ.
    pub friedman: Option<Friedman>,
}

/// The waves of the same people in the same order, none where somebody did not answer. Nothing under two waves, with waves of
/// different lengths, a value that is no number, or a difference or error of measurement that is not above 0.
pub fn waves(waves: &[Vec<Option<f64>>], reading: Reading) -> Option<Waves> {
    let (first, later) = waves.split_first()?;
    let above = |one: Option<f64>| one.is_none_or(|one| one > 0.0 && one.is_finite());
    let sound = waves.iter().all(|wave| wave.len() == first.len() && wave.iter().flatten().all(|one| one.is_finite()));
    if later.is_empty() || !sound || !above(reading.important) || !above(reading.sem) {
        return None;
    }
    let means = waves.iter().map(|wave| mean(&Sums::of(&wave.iter().copied().flatten().collect::<Vec<_>>()))).collect();
    let mut steps: Vec<Option<Step>> = later.iter().map(|wave| step(first, wave, reading)).collect();
    let held = holm(&steps.iter().flatten().map(|step| step.change.difference.p).collect::<Vec<_>>());
    for (step, p) in steps.iter_mut().flatten().zip(held) {
        step.p_of_all = p;
    }
    Some(Waves { means, steps, friedman: friedman(waves) })
}

fn step(first: &[Option<f64>], wave: &[Option<f64>], reading: Reading) -> Option<Step> {
    let (mut before, mut after, mut left) = (Vec::new(), Vec::new(), Vec::new());
    for row in first.iter().zip(wave) {
        match row {
            (Some(one), Some(other)) => {
                before.push(*one);
                after.push(*other);
            }
            (Some(one), None) => left.push(*one),
            _ => {}
        }
    }
    let change = paired(&before, &after)?;
    let courses = |of: &dyn Fn(f64, f64) -> Option<Course>| {
        let all: Vec<Course> = before.iter().zip(&after).filter_map(|(one, other)| of(*one, *other)).collect();
        let share = |wanted| proportion(all.iter().filter(|one| **one == wanted).count() as u64, all.len() as u64);
        let (better, stable, worse) = (share(Course::Better)?, share(Course::Unclear)?, share(Course::Worse)?);
        Some(Courses { better, stable, worse })
    };
    let important = |least: f64| {
        courses(&|before, after| {
            let gain = if reading.higher_is_better { after - before } else { before - after };
            Some(match gain {
                gain if gain >= least => Course::Better,
                gain if gain <= -least => Course::Worse,
                _ => Course::Unclear,
            })
        })
    };
    let error = |sem: f64| courses(&|before, after| of_one(before, after, sem, reading.higher_is_better));
    Some(Step {
        p_of_all: change.difference.p,
        change,
        by_important: reading.important.and_then(important),
        by_error: reading.sem.and_then(error),
        left: left.len(),
        left_apart: between(&left, &before),
    })
}

/// Friedman's test over the people who answered every wave (`waves` as in [`fn@waves`]).
pub fn friedman(waves: &[Vec<Option<f64>>]) -> Option<Friedman> {
    let people = waves.first()?.len();
    let row =
        |person: usize| waves.iter().map(|wave| wave.get(person).copied().flatten()).collect::<Option<Vec<f64>>>();
    let whole: Vec<Vec<f64>> = (0..people).filter_map(row).collect();
    if waves.len() < FEWEST_WAVES || whole.len() < 2 {
        return None;
    }
    let (n, k) = (whole.len() as f64, waves.len() as f64);
    let (mut sums, mut ties) = (vec![0.0; waves.len()], 0.0);
    for row in &whole {
        for (sum, one) in sums.iter_mut().zip(row) {
            let below = row.iter().filter(|other| *other < one).count() as f64;
            let same = row.iter().filter(|other| *other == one).count() as f64;
            *sum += below + (same + 1.0) / 2.0;
            // A tie of t values adds t·(t² − 1) in all, here (t² − 1) for each of them.
            ties += same * same - 1.0;
        }
    }
    let varied = 1.0 - ties / (n * k * (k * k - 1.0));
    if varied < 1e-12 {
        return None;
    }
    let squares: f64 = sums.iter().map(|sum| (sum - n * (k + 1.0) / 2.0).powi(2)).sum();
    let statistic = 12.0 * squares / (n * k * (k + 1.0)) / varied;
    let w = (statistic / (n * (k - 1.0))).min(1.0);
    Some(Friedman { n: whole.len(), statistic, freedom: k - 1.0, p: chi_squared_upper(k - 1.0, statistic), w })
}

#[cfg(test)]
mod tests;
