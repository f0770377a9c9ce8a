//! Charts of counts: shares (P, P'), rates (U, U'), and what lies between rare events (G, T).
//!
//! | chart | centre | limits of point i | source |
//! |---|---|---|---|
//! | P | p̄ = Σx / Σn | p̄ ± 3·√(p̄(1−p̄)/nᵢ) | Shewhart 1931; Montgomery, Statistical Quality Control, 7.2 |
//! | U | ū = Σx / Σn | ū ± 3·√(ū/nᵢ) | Montgomery, 7.3 |
//! | P', U' | the same | the same, times σ_z = m̄R(z) / 1.128, zᵢ = (pᵢ − p̄)/σᵢ | Laney, Quality Engineering 14, 2002 |
//! | G | 0.693·ḡ (the median that the geometric law has) | ḡ ± 3·√(ḡ(ḡ+1)) | Benneyan, Health Care Management Science 4, 2001; Provost and Murray 2011, p. 228 |
//! | T | that of XmR on y = t^(1/3.6), brought back | the same | Nelson, Journal of Quality Technology 26, 1994 |
//!
//! A limit under 0, or a share's over 1, can be met by no point: it is cut there. The four rules are those of
//! [`crate::chart`]; G is read around its median, since two thirds of what is geometric lies under its mean.
//!
//! Departures: σ_z under 1 is kept (under-dispersion narrows the limits, as Laney's paper has it). Under six
//! points ([`FEWEST`](crate::xmr::FEWEST)) there are no limits; under 12 they are trial limits.

use serde::{Deserialize, Serialize};

use crate::{
    chart::{self, Band, Better, Point},
    xmr::{FEWEST, Settings, TRIAL_BELOW, XmrError, xmr},
};

/// The mean of the moving ranges of two is 1.128 standard deviations under the law of Gauss (d₂).
const D2: f64 = 1.128;
/// The power that brings Weibull times with the shape of an exponential law close to that of Gauss.
const NELSON: f64 = 3.6;

/// Which chart of shares or rates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Shares: how many among how many.
    P,
    /// Shares of many people, whose spread is more (or less) than chance alone makes.
    PPrime,
    /// Rates: how many events for how much exposure (days of stay, answers).
    U,
    /// Rates whose spread is more (or less) than chance alone makes.
    UPrime,
}

/// Events of one period, and among how much.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Count {
    /// How many events.
    pub events: f64,
    /// Among how many people, or for how much exposure.
    pub n: f64,
}

/// A chart of shares or rates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    /// Σx / Σn.
    pub centre: f64,
    /// σ_z, for the charts with a prime.
    pub dispersion: Option<f64>,
    /// The limits of each point; nothing under six points.
    pub bands: Option<Vec<Band>>,
    /// Whether they are trial limits: fewer than 12 points set them.
    pub trial: bool,
    /// The points, in the order given.
    pub points: Vec<Point>,
}

/// Why counts cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountError {
    /// There is no period.
    Empty,
    /// The period at this place (from 0) has nobody, fewer than no events, more events than people (shares), or no number.
    Wrong(usize),
}

impl std::fmt::Display for CountError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => write!(f, "the series has no period"),
            Self::Wrong(place) => {
                write!(f, "the counts at place {place} cannot be: nobody, or more events than people")
            }
        }
    }
}

impl std::error::Error for CountError {}

/// Reads counts in the order of time.
pub fn chart(kind: Kind, counts: &[Count], better: Option<Better>) -> Result<Chart, CountError> {
    let shares = matches!(kind, Kind::P | Kind::PPrime);
    let sound = |one: &Count| {
        one.n.is_finite()
            && one.n > 0.0
            && one.events.is_finite()
            && one.events >= 0.0
            && (!shares || one.events <= one.n)
    };
    if let Some(place) = counts.iter().position(|one| !sound(one)) {
        return Err(CountError::Wrong(place));
    }
    if counts.is_empty() {
        return Err(CountError::Empty);
    }
    let centre = counts.iter().map(|one| one.events).sum::<f64>() / counts.iter().map(|one| one.n).sum::<f64>();
    let spread = if shares { centre * (1.0 - centre) } else { centre };
    let values: Vec<f64> = counts.iter().map(|one| one.events / one.n).collect();
    let sigmas: Vec<f64> = counts.iter().map(|one| (spread.max(0.0) / one.n).sqrt()).collect();
    let prime = matches!(kind, Kind::PPrime | Kind::UPrime);
    let dispersion = prime.then(|| dispersion(&values, &sigmas, centre)).flatten();
    let greatest = if shares { 1.0 } else { f64::INFINITY };
    let bands = (counts.len() >= FEWEST).then(|| {
        let band = |sigma: &f64| within(Band::of_sigma(centre, sigma * dispersion.unwrap_or(1.0)), greatest);
        sigmas.iter().map(band).collect::<Vec<_>>()
    });
    let points = chart::read(&values, centre, |at| bands.as_ref()?.get(at).copied(), better);
    Ok(Chart { centre, dispersion, bands, trial: counts.len() < TRIAL_BELOW, points })
}

/// σ_z; nothing with a single period, or where every value is the centre's.
fn dispersion(values: &[f64], sigmas: &[f64], centre: f64) -> Option<f64> {
    let z: Vec<f64> = values
        .iter()
        .zip(sigmas)
        .map(|(value, sigma)| if *sigma > 0.0 { (value - centre) / sigma } else { 0.0 })
        .collect();
    let ranges: Vec<f64> = z.iter().zip(z.iter().skip(1)).map(|(a, b)| (b - a).abs()).collect();
    (!ranges.is_empty()).then(|| ranges.iter().sum::<f64>() / ranges.len() as f64 / D2)
}

fn within(band: Band, greatest: f64) -> Band {
    let cut = |value: f64| value.clamp(0.0, greatest);
    Band {
        centre: band.centre,
        lower: cut(band.lower),
        upper: cut(band.upper),
        near_lower: cut(band.near_lower),
        near_upper: cut(band.near_upper),
    }
}

/// A chart of what lies between rare events.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Between {
    /// The mean of what lies between (G), or of the transformed times brought back (T).
    pub mean: f64,
    /// The centre and the limits, the same for every point; nothing under six points.
    pub band: Option<Band>,
    /// Whether they are trial limits.
    pub trial: bool,
    /// The points, in the order given.
    pub points: Vec<Point>,
}

/// The G chart: how many people, days or cases lie between one event and the next (0 when they follow each other).
pub fn g_chart(between: &[u64], better: Option<Better>) -> Result<Between, CountError> {
    if between.is_empty() {
        return Err(CountError::Empty);
    }
    let values: Vec<f64> = between.iter().map(|one| *one as f64).collect();
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let sigma = (mean * (mean + 1.0)).sqrt();
    let centre = 0.693 * mean;
    let band = (values.len() >= FEWEST).then(|| {
        let limits = within(Band::of_sigma(mean, sigma), f64::INFINITY);
        Band { centre, ..limits }
    });
    let points = chart::read(&values, centre, |_| band, better);
    Ok(Between { mean, band, trial: values.len() < TRIAL_BELOW, points })
}

/// The T chart: the time between one event and the next, in any unit, more than 0.
pub fn t_chart(times: &[f64], better: Option<Better>) -> Result<Between, CountError> {
    if let Some(place) = times.iter().position(|time| !(time.is_finite() && *time > 0.0)) {
        return Err(CountError::Wrong(place));
    }
    let bent: Vec<f64> = times.iter().map(|time| time.powf(1.0 / NELSON)).collect();
    let settings = Settings { better, screen: false, base: None };
    let read = xmr(&bent, &settings).map_err(|error| match error {
        XmrError::Empty => CountError::Empty,
        XmrError::NotANumber(place) => CountError::Wrong(place),
    })?;
    let back = |value: f64| value.max(0.0).powf(NELSON);
    let band = read.limits.map(|limits| Band {
        centre: back(read.mean),
        lower: back(limits.lower),
        upper: back(limits.upper),
        near_lower: back(limits.near_lower),
        near_upper: back(limits.near_upper),
    });
    // The rules were read where the times are close to the law of Gauss; what is shown is the time itself.
    let points = read.points.into_iter().zip(times).map(|(point, time)| Point { value: *time, ..point }).collect();
    Ok(Between { mean: back(read.mean), band, trial: times.len() < TRIAL_BELOW, points })
}

#[cfg(test)]
mod tests;
