//! What the charts of statistical process control share: points, limits, and the four rules that make a *signal*.
//!
//! 1. a point outside the limits;
//! 2. seven points in a row steadily rising or falling (six steps of the same strict sign);
//! 3. two of three points in a row between a near limit and its limit, all three on that side of the centre (a point
//!    outside the limits is not "near"); the near points are the signal;
//! 4. seven points in a row on the same side of the centre (a point exactly on it breaks the run).
//!
//! Near limits lie at two thirds of the way from the centre to the limits. Every point of the pattern is marked, and the
//! first rule that applies decides the reading, in the order above. Limits may differ from point to point (P, U): each point
//! is held to its own.
//!
//! Source: NHS England "Making data count", whose team says that these four are enough.
//!
//! Departures: those of [`crate::xmr`], where the rules are held to the code of NHSRplotthedots; there is a single rule of a run
//! (seven points), whatever the chart, where other books ask eight or nine.

use serde::{Deserialize, Serialize};

const RUN: usize = 7;

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Better {
    /// Higher values are better.
    Higher,
    /// Lower values are better.
    Lower,
}

/// A side of the mean or a direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Above the mean, or rising.
    Up,
    /// Below the mean, or falling.
    Down,
}

/// The four rules, in the order in which they decide a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// Outside the limits.
    Outside,
    /// One of seven points steadily rising or falling.
    Trend,
    /// One of two of three points near a limit.
    TwoOfThree,
    /// One of seven points on the same side of the mean.
    Run,
}

impl Rule {
    /// The key of the words that name the rule.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Outside => "spc-outside",
            Self::Trend => "spc-trend",
            Self::TwoOfThree => "spc-two-of-three",
            Self::Run => "spc-run",
        }
    }
}

/// A rule that a point meets, and on which side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signal {
    /// The rule.
    pub rule: Rule,
    /// The side of the mean, or for a trend its direction.
    pub side: Side,
}

/// What a point says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reading {
    /// Nothing: it varies as usual. Never coloured.
    Usual,
    /// A signal towards the better.
    Improvement,
    /// A signal towards the worse.
    Concern,
    /// A signal where neither way is better.
    Neither,
}

impl Reading {
    /// The key of the words that say it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Usual => "spc-usual",
            Self::Improvement => "spc-improvement",
            Self::Concern => "spc-concern",
            Self::Neither => "spc-neither",
        }
    }
}

/// One point of the series.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Its value.
    pub value: f64,
    /// Its side of the mean; nothing when on it.
    pub side: Option<Side>,
    /// Whether it lies between a near limit and its limit.
    pub near: bool,
    /// Every rule that it meets, the deciding one first.
    pub signals: Vec<Signal>,
    /// What it says.
    pub reading: Reading,
}

/// The centre and the limits of one point.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Band {
    /// What the point is compared with.
    pub centre: f64,
    /// The lower limit.
    pub lower: f64,
    /// The upper limit.
    pub upper: f64,
    /// Two thirds of the way down.
    pub near_lower: f64,
    /// Two thirds of the way up.
    pub near_upper: f64,
}

impl Band {
    /// Limits of three standard deviations on each side of a centre.
    pub fn of_sigma(centre: f64, sigma: f64) -> Self {
        Self {
            centre,
            lower: centre - 3.0 * sigma,
            upper: centre + 3.0 * sigma,
            near_lower: centre - 2.0 * sigma,
            near_upper: centre + 2.0 * sigma,
        }
    }
}

/// Reads points in the order of time. `centre` is that of points without limits; without any limits no point is a signal.
pub(crate) fn read(
    values: &[f64],
    centre: f64,
    band: impl Fn(usize) -> Option<Band>,
    better: Option<Better>,
) -> Vec<Point> {
    let slack = values.iter().fold(centre.abs(), |most, value| most.max(value.abs())) * 1e-12;
    let bands: Vec<Option<Band>> = (0..values.len()).map(band).collect();
    let one = |(value, band): (&f64, &Option<Band>)| {
        place(*value, band.map_or(centre, |band| band.centre), band.as_ref(), slack)
    };
    let mut points: Vec<Point> = values.iter().zip(&bands).map(one).collect();
    if bands.iter().any(Option::is_some) {
        mark_trends(&mut points);
        mark_two_of_three(&mut points);
        mark_runs(&mut points);
    }
    for point in &mut points {
        point.reading = reading(point.signals.first(), better);
    }
    points
}

/// A point with its side, and rule 1.
fn place(value: f64, centre: f64, limits: Option<&Band>, slack: f64) -> Point {
    let side = match value - centre {
        away if away > slack => Some(Side::Up),
        away if away < -slack => Some(Side::Down),
        _ => None,
    };
    let mut point = Point { value, side, near: false, signals: Vec::new(), reading: Reading::Usual };
    if let (Some(limits), Some(side)) = (limits, side) {
        let (beyond, beyond_near) = match side {
            Side::Up => (value > limits.upper + slack, value > limits.near_upper + slack),
            Side::Down => (value < limits.lower - slack, value < limits.near_lower - slack),
        };
        point.near = beyond_near && !beyond;
        if beyond {
            point.signals.push(Signal { rule: Rule::Outside, side });
        }
    }
    point
}

/// Rule 2. A point in two trends keeps the later one.
fn mark_trends(points: &mut [Point]) {
    let mut found: Vec<Option<Side>> = vec![None; points.len()];
    for (start, window) in points.windows(RUN).enumerate() {
        let steps = || window.iter().zip(window.iter().skip(1));
        let side = if steps().all(|(a, b)| b.value > a.value) {
            Side::Up
        } else if steps().all(|(a, b)| b.value < a.value) {
            Side::Down
        } else {
            continue;
        };
        found.iter_mut().skip(start).take(RUN).for_each(|mark| *mark = Some(side));
    }
    push(points, Rule::Trend, &found);
}

/// Rule 3.
fn mark_two_of_three(points: &mut [Point]) {
    let mut found: Vec<Option<Side>> = vec![None; points.len()];
    for (start, window) in points.windows(3).enumerate() {
        let Some(side) = same_side(window) else { continue };
        if window.iter().filter(|point| point.near).count() >= 2 {
            for (mark, point) in found.iter_mut().skip(start).zip(window) {
                if point.near {
                    *mark = Some(side);
                }
            }
        }
    }
    push(points, Rule::TwoOfThree, &found);
}

/// Rule 4.
fn mark_runs(points: &mut [Point]) {
    let mut found: Vec<Option<Side>> = vec![None; points.len()];
    for (start, window) in points.windows(RUN).enumerate() {
        let Some(side) = same_side(window) else { continue };
        found.iter_mut().skip(start).take(RUN).for_each(|mark| *mark = Some(side));
    }
    push(points, Rule::Run, &found);
}

fn same_side(window: &[Point]) -> Option<Side> {
    let side = window.first()?.side?;
    window.iter().all(|point| point.side == Some(side)).then_some(side)
}

fn push(points: &mut [Point], rule: Rule, found: &[Option<Side>]) {
    for (point, side) in points.iter_mut().zip(found) {
        if let Some(side) = *side {
            point.signals.push(Signal { rule, side });
        }
    }
}

fn reading(signal: Option<&Signal>, better: Option<Better>) -> Reading {
    match (signal.map(|signal| signal.side), better) {
        (None, _) => Reading::Usual,
        (Some(_), None) => Reading::Neither,
        (Some(Side::Up), Some(Better::Higher)) | (Some(Side::Down), Some(Better::Lower)) => Reading::Improvement,
        (Some(_), Some(_)) => Reading::Concern,
    }
}
