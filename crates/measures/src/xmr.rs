//! The XmR chart: which points of a series mean something, and which are noise.
//!
//! Formula, with x̄ the mean and m̄R the mean of the moving ranges |xᵢ − xᵢ₋₁|:
//! limits x̄ ± 2.66·m̄R, near limits at two thirds of that (x̄ ± 1.773·m̄R). When screening (the default), ranges of
//! 3.267·m̄R or more are left out and m̄R is computed once again. Four rules make a *signal*:
//! 1. a point outside the limits;
//! 2. seven points in a row steadily rising or falling (six steps of the same strict sign);
//! 3. two of three points in a row between a near limit and its limit, all three on that side of the mean (a point
//!    outside the limits is not "near"); the near points are the signal;
//! 4. seven points in a row on the same side of the mean (a point exactly on it breaks the run).
//!
//! Every point of the pattern is marked, and the first rule that applies decides the reading, in the order above.
//!
//! Source: NHS England "Making data count"; the code of NHSRplotthedots, commit 050b07d, and figures produced by running
//! it. Under 12 points the limits are "trial limits" (its vignette); under six
//! ([`FEWEST`]) there are none.
//!
//! Departures from that code:
//! - when screening would leave no moving range, or only ranges of 0, the unscreened ranges are kept: limits lying on
//!   the mean would turn every point into a signal;
//! - a point is compared with the mean and the limits after allowing for the rounding of binary fractions, so that a
//!   series of equal values never has a signal;
//! - where one steady trend ends at the very point before another begins, the last point keeps the direction of its own
//!   trend (the package gives it that of the step between the two);
//! - every rule that a point meets is reported, not only the first.

use serde::{Deserialize, Serialize};

use crate::chart::{self, Band};

pub use crate::chart::{Better, Point, Reading, Rule, Side, Signal};

/// Fewest points for which limits are drawn at all.
pub const FEWEST: usize = 6;
/// Points under which limits are only trial limits.
pub const TRIAL_BELOW: usize = 12;

const LIMIT: f64 = 2.66;
const SCREEN: f64 = 3.267;

/// How a series is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Which way is better; nothing when neither is.
    pub better: Option<Better>,
    /// Whether very large moving ranges are left out of m̄R.
    pub screen: bool,
    /// Only the first so many points set the mean and the limits; all of them when nothing.
    pub base: Option<usize>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { better: None, screen: true, base: None }
    }
}

/// The limits of usual variation.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Limits {
    /// x̄ − 2.66·m̄R. Not cut at 0 or 100: that is for the drawing.
    pub lower: f64,
    /// x̄ + 2.66·m̄R.
    pub upper: f64,
    /// x̄ − 1.773·m̄R.
    pub near_lower: f64,
    /// x̄ + 1.773·m̄R.
    pub near_upper: f64,
    /// The m̄R they rest on.
    pub moving_range: f64,
    /// Whether they are trial limits: fewer than 12 points set them.
    pub trial: bool,
}

impl Limits {
    fn band(&self, centre: f64) -> Band {
        let Self { lower, upper, near_lower, near_upper, .. } = *self;
        Band { centre, lower, upper, near_lower, near_upper }
    }
}

/// A series that has been read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Xmr {
    /// x̄.
    pub mean: f64,
    /// The limits; nothing under [`FEWEST`] points, and then no point is a signal.
    pub limits: Option<Limits>,
    /// The points, in the order given.
    pub points: Vec<Point>,
}

/// Why a series cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum XmrError {
    /// There is no point, or the base holds none.
    Empty,
    /// The point at this place (from 0) is not a finite number.
    NotANumber(usize),
}

impl std::fmt::Display for XmrError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => write!(f, "the series has no point"),
            Self::NotANumber(place) => write!(f, "the value at place {place} is not a number"),
        }
    }
}

impl std::error::Error for XmrError {}

/// Reads a series in the order of time. A period that is not shown (too few people) is left out by the caller; the
/// moving range then spans the gap.
pub fn xmr(values: &[f64], settings: &Settings) -> Result<Xmr, XmrError> {
    if let Some(place) = values.iter().position(|value| !value.is_finite()) {
        return Err(XmrError::NotANumber(place));
    }
    let base = values.get(..settings.base.unwrap_or(values.len()).min(values.len())).unwrap_or(values);
    let mean = average(base).ok_or(XmrError::Empty)?;
    let limits = limits(base, mean, settings.screen);
    let band = limits.map(|found| found.band(mean));
    let points = chart::read(values, mean, |_| band, settings.better);
    Ok(Xmr { mean, limits, points })
}

/// The mean in two passes, so that equal values have exactly their own value as mean.
fn average(values: &[f64]) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    let n = values.len() as f64;
    let first = values.iter().sum::<f64>() / n;
    Some(first + values.iter().map(|value| value - first).sum::<f64>() / n)
}

fn limits(base: &[f64], mean: f64, screen: bool) -> Option<Limits> {
    if base.len() < FEWEST {
        return None;
    }
    let ranges: Vec<f64> = base.iter().zip(base.iter().skip(1)).map(|(a, b)| (b - a).abs()).collect();
    let every = average(&ranges)?;
    let kept: Vec<f64> = ranges.iter().copied().filter(|range| *range < SCREEN * every).collect();
    let moving_range = match average(&kept) {
        Some(screened) if screen && screened > 0.0 => screened,
        _ => every,
    };
    let (far, near) = (LIMIT * moving_range, 2.0 * LIMIT / 3.0 * moving_range);
    Some(Limits {
        lower: mean - far,
        upper: mean + far,
        near_lower: mean - near,
        near_upper: mean + near,
        moving_range,
        trial: base.len() < TRIAL_BELOW,
    })
}

#[cfg(test)]
mod reference;
#[cfg(test)]
mod tests;
