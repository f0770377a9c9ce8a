//! Change: of one person, of a group, from one wave to another; what counts as enough. More waves: [`crate::waves`].
//!
//! | statistic | formula | source |
//! |---|---|---|
//! | change of a group | mean of d = after − before, Student's interval of d | Student 1908 |
//! | how large | d̄ / s of before; d̄ / s of d | Cohen 1988; Liang and others, Medical Care 28, 1990 |
//! | reliable change of one person | (after − before) / (√2 · SEM), beyond ±1.96 | Jacobson and Truax, J. Consult. Clin. Psychol. 59, 1991 |
//! | the smallest such change | 1.96·√2·SEM | Terwee and others, J. Clin. Epidemiol. 60, 2007 |
//! | SEM | s·√(1 − reliability) | Wyrwich and others, J. Clin. Epidemiol. 52, 1999 |
//! | minimal important difference | mean change of those who say "a little better" (anchor), ½·s, or one SEM | Revicki and others, J. Clin. Epidemiol. 61, 2008; Norman and others, Medical Care 41, 2003 |
//! | two groups (early and late answers) | difference of means, Welch's interval | Welch, Biometrika 34, 1947 |
//!
//! A minimal important difference is nothing without where it comes from and of whom: [`Important`] demands both.
//!
//! Departures: none in the formulas.

use serde::{Deserialize, Serialize};

use crate::{
    interval::Z95,
    mean::moments,
    special::{student_quantile, student_two_sided},
};

/// A difference of means with its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// Of how many people (of the smaller group, where there are two).
    pub n: usize,
    /// The mean difference.
    pub mean: f64,
    /// Its 95 % interval.
    pub low: f64,
    /// Its 95 % interval.
    pub high: f64,
    /// How likely a difference at least as large is where there is none.
    pub p: f64,
}

/// The change of people who answered before and after.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// After less before.
    pub difference: Difference,
    /// The difference in standard deviations of before; nothing where before does not vary.
    pub effect: Option<f64>,
    /// The difference in standard deviations of itself; nothing where all changed alike.
    pub response: Option<f64>,
}

/// The change from before to after of the same people, in the same order; nothing under two people.
pub fn paired(before: &[f64], after: &[f64]) -> Option<Change> {
    if before.len() != after.len() || before.iter().chain(after).any(|value| !value.is_finite()) {
        return None;
    }
    let d: Vec<f64> = after.iter().zip(before).map(|(after, before)| after - before).collect();
    let (mean, spread) = moments(&d)?;
    let error = spread / (d.len() as f64).sqrt();
    let difference = difference(d.len(), mean, error, d.len() as f64 - 1.0);
    let over = |spread: f64| (spread > 0.0).then(|| mean / spread);
    Some(Change { difference, effect: over(moments(before)?.1), response: over(spread) })
}

/// The difference between two groups of people, whose spread may differ; nothing under two people in each.
pub fn between(one: &[f64], other: &[f64]) -> Option<Difference> {
    let ((m1, s1), (m2, s2)) = (moments(one)?, moments(other)?);
    let (v1, v2) = (s1 * s1 / one.len() as f64, s2 * s2 / other.len() as f64);
    let all = v1 + v2;
    // Welch and Satterthwaite's degrees of freedom.
    let freedom = all * all / (v1 * v1 / (one.len() as f64 - 1.0) + v2 * v2 / (other.len() as f64 - 1.0));
    let freedom = if freedom.is_finite() { freedom } else { (one.len() + other.len()) as f64 - 2.0 };
    Some(difference(one.len().min(other.len()), m1 - m2, all.sqrt(), freedom))
}

fn difference(n: usize, mean: f64, error: f64, freedom: f64) -> Difference {
    let half = student_quantile(freedom, 0.975) * error;
    let p = if error > 0.0 { student_two_sided(freedom, mean / error) } else { f64::from(u8::from(mean == 0.0)) };
    Difference { n, mean, low: mean - half, high: mean + half, p }
}

/// How a minimal important difference was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// What those gained who said that they were a little better: preferred.
    Anchor,
    /// Half a standard deviation of before.
    HalfDeviation,
    /// One standard error of measurement.
    Sem,
}

/// The least difference that matters to people, and what it rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Important {
    /// The difference, above 0.
    pub value: f64,
    /// How it was found.
    pub method: Method,
    /// Where it is published, or the data it comes from.
    pub source: String,
    /// Of whom it holds.
    pub population: String,
}

impl Important {
    /// None without a source, a population or a difference above 0.
    pub fn new(value: f64, method: Method, source: &str, population: &str) -> Option<Self> {
        let said = |text: &str| !text.trim().is_empty();
        (value.is_finite() && value > 0.0 && said(source) && said(population)).then(|| Self {
            value,
            method,
            source: source.trim().to_owned(),
            population: population.trim().to_owned(),
        })
    }
}

/// The mean change of those who said that they were a little better; nothing under two of them.
pub fn by_anchor(changes: &[f64]) -> Option<Difference> {
    let (mean, spread) = moments(changes)?;
    Some(difference(changes.len(), mean, spread / (changes.len() as f64).sqrt(), changes.len() as f64 - 1.0))
}

/// Half a standard deviation of the scores before.
pub fn half_deviation(before: &[f64]) -> Option<f64> {
    Some(moments(before)?.1 / 2.0)
}

/// The standard error of measurement, from scores and a reliability of 0 to 1.
pub fn sem(scores: &[f64], reliability: f64) -> Option<f64> {
    moments(scores).and_then(|(_, spread)| sem_of(spread, reliability))
}

/// The standard error of measurement, from the standard deviation of the scores and a reliability of 0 to 1.
pub fn sem_of(spread: f64, reliability: f64) -> Option<f64> {
    let is_sound = (0.0..=1.0).contains(&reliability) && spread.is_finite() && spread >= 0.0;
    is_sound.then(|| spread * (1.0 - reliability).sqrt())
}

/// The smallest change of one person that is more than the error of measurement: what [`of_one`] asks for.
pub fn smallest(sem: f64) -> f64 {
    Z95 * std::f64::consts::SQRT_2 * sem
}

/// What became of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Course {
    /// A gain that is more than the error of measurement.
    Better,
    /// No more than the error of measurement, either way.
    Unclear,
    /// A loss that is more than the error of measurement.
    Worse,
}

/// Whether one person's change is more than the error of measurement; `higher_is_better` says which way is which. Nothing
/// where the error is not above 0.
pub fn of_one(before: f64, after: f64, sem: f64, higher_is_better: bool) -> Option<Course> {
    if !(sem > 0.0 && before.is_finite() && after.is_finite()) {
        return None;
    }
    let gain = if higher_is_better { after - before } else { before - after };
    let index = gain / (std::f64::consts::SQRT_2 * sem);
    Some(match index {
        index if index > Z95 => Course::Better,
        index if index < -Z95 => Course::Worse,
        _ => Course::Unclear,
    })
}

#[cfg(test)]
mod tests;
