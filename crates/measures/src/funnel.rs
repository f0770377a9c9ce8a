//! The funnel plot: units beside each other with the spread that their sizes alone make, and never ranked.
//!
//! On a scale where the spread does not depend on the value, unit i has yᵢ with standard error sᵢ, and the whole has θ:
//!
//! | of | yᵢ | sᵢ | brought back |
//! |---|---|---|---|
//! | shares | arcsin √pᵢ | 1 / (2√nᵢ) | sin² |
//! | means | x̄ᵢ | s / √nᵢ, s² the pooled variance within units | none |
//!
//! θ is that of everybody together (Σx/Σn), or a stated target. zᵢ = (yᵢ − θ)/sᵢ. Limits at 95 % and 99.8 % are θ ± 1.96·s and
//! θ ± 3.09·s, brought back.
//!
//! **Overdispersion.** Units differ by more than chance wherever patients and wards differ; limits that forget it make every
//! large unit an outlier. z is winsorised (values beyond the 10 % points at both ends are brought to them), φ = Σz²/k, and the
//! variance between units is DerSimonian and Laird's τ² = max(0, (kφ − (k − 1)) / (Σw − Σw²/Σw)), w = 1/s². Where φ > 1 and
//! τ² > 0 the limits rest on √(s² + τ²).
//!
//! Source: D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24, 2005, and
//! "Handling over-dispersion of performance indicators", Quality and Safety in Health Care 14, 2005; R. DerSimonian and N. Laird,
//! Controlled Clinical Trials 7, 1986. Held to what FunnelPlotR computes for 134 and 477 sites (`shared/data/spc/funnel`).
//!
//! Departures: a limit whose angle leaves 0 to 90° is 0 or 1, where the package makes the limits of neighbours in the list rise
//! and fall together: ours do not depend on who else is in the list.

use serde::{Deserialize, Serialize};

use crate::special::normal_quantile;

/// The share of z at each end that is winsorised.
pub const TRIM: f64 = 0.10;
/// Fewest units among which a spread between them is computed.
pub const FEWEST: usize = 5;

/// How many among how many, of one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// How many.
    pub count: u64,
    /// Among how many.
    pub n: u64,
}

/// The mean of one unit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Mean {
    /// x̄.
    pub mean: f64,
    /// The variance within the unit, with n − 1.
    pub variance: f64,
    /// Of how many.
    pub n: u64,
}

/// The limits of a unit of some size.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Limits {
    /// The lower and the upper limit at 95 %.
    pub at_95: [f64; 2],
    /// The same at 99.8 %.
    pub at_998: [f64; 2],
}

/// Where a unit lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// Within the limits at 95 %: as others of its size.
    Usual,
    /// Between the two upper limits: to be watched.
    High,
    /// Above the limit at 99.8 %: to be understood.
    VeryHigh,
    /// Between the two lower limits.
    Low,
    /// Below the limit at 99.8 %.
    VeryLow,
}

/// One unit, in the order given.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// Its share or mean.
    pub value: f64,
    /// Of how many.
    pub n: u64,
    /// How many standard errors it lies from the whole, the spread between units left out of account.
    pub z: f64,
    /// The limits for its size.
    pub limits: Limits,
    /// Where it lies.
    pub place: Place,
}

/// A funnel plot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Funnel {
    /// What units are compared with.
    pub target: f64,
    /// φ, the mean of the winsorised z².
    pub phi: f64,
    /// τ², the variance between units on the scale of z.
    pub tau2: f64,
    /// Whether the limits rest on it.
    pub overdispersed: bool,
    /// The units, in the order given: they are never ranked.
    pub units: Vec<Unit>,
    scale: Scale,
}

/// On which scale, and what one person's standard error is there.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Scale {
    Arcsine,
    Plain(f64),
}

impl Scale {
    fn to(self, value: f64) -> f64 {
        match self {
            Self::Arcsine => value.clamp(0.0, 1.0).sqrt().asin(),
            Self::Plain(_) => value,
        }
    }

    fn back(self, value: f64) -> f64 {
        match self {
            Self::Arcsine => value.clamp(0.0, std::f64::consts::FRAC_PI_2).sin().powi(2),
            Self::Plain(_) => value,
        }
    }

    fn error(self, n: f64) -> f64 {
        match self {
            Self::Arcsine => 0.5 / n.sqrt(),
            Self::Plain(spread) => spread / n.sqrt(),
        }
    }
}

/// The funnel of shares; nothing when there is no unit, one without anybody, or a target that is no share.
pub fn of_shares(units: &[Share], target: Option<f64>) -> Option<Funnel> {
    let sound = |one: &Share| one.n > 0 && one.count <= one.n;
    if units.is_empty() || !units.iter().all(sound) {
        return None;
    }
    let whole = |part: fn(&Share) -> u64| units.iter().map(|one| part(one) as f64).sum::<f64>();
    let target = target.unwrap_or_else(|| whole(|one| one.count) / whole(|one| one.n));
    let values = units.iter().map(|one| (one.count as f64 / one.n as f64, one.n));
    (0.0..=1.0).contains(&target).then(|| funnel(Scale::Arcsine, target, values.collect()))
}

/// The funnel of means; nothing when there is no unit, no unit of two people, or a number that is none.
pub fn of_means(units: &[Mean], target: Option<f64>) -> Option<Funnel> {
    let sound = |one: &Mean| one.n > 0 && one.mean.is_finite() && (one.n == 1 || one.variance >= 0.0);
    if !units.iter().all(sound) {
        return None;
    }
    let freedom: f64 = units.iter().map(|one| one.n.saturating_sub(1) as f64).sum();
    let squares = |one: &Mean| if one.n > 1 { one.variance * (one.n - 1) as f64 } else { 0.0 };
    let pooled = units.iter().map(squares).sum::<f64>() / freedom;
    let n: f64 = units.iter().map(|one| one.n as f64).sum();
    let whole = units.iter().map(|one| one.mean * one.n as f64).sum::<f64>() / n;
    let target = target.unwrap_or(whole);
    let values = units.iter().map(|one| (one.mean, one.n));
    (pooled > 0.0 && pooled.is_finite() && target.is_finite())
        .then(|| funnel(Scale::Plain(pooled.sqrt()), target, values.collect()))
}

fn funnel(scale: Scale, target: f64, values: Vec<(f64, u64)>) -> Funnel {
    let middle = scale.to(target);
    let errors: Vec<f64> = values.iter().map(|(_, n)| scale.error(*n as f64)).collect();
    let z: Vec<f64> =
        values.iter().zip(&errors).map(|((value, _), error)| (scale.to(*value) - middle) / error).collect();
    let (phi, tau2) = between(&z, &errors);
    let overdispersed = phi > 1.0 && tau2 > 0.0 && values.len() >= FEWEST;
    let mut out = Funnel { target, phi, tau2, overdispersed, units: Vec::new(), scale };
    out.units = values
        .iter()
        .zip(z)
        .map(|((value, n), z)| {
            let limits = out.limits(*n as f64);
            Unit { value: *value, n: *n, z, limits, place: place(*value, &limits) }
        })
        .collect();
    out
}

impl Funnel {
    /// The limits for a unit of some size, also where there is none: the curves of the drawing.
    pub fn limits(&self, n: f64) -> Limits {
        self.limits_at(n, normal_quantile(0.975), normal_quantile(0.999))
    }

    fn limits_at(&self, n: f64, z95: f64, z998: f64) -> Limits {
        let tau2 = if self.overdispersed { self.tau2 } else { 0.0 };
        let spread = (self.scale.error(n).powi(2) + tau2).sqrt();
        let middle = self.scale.to(self.target);
        let ends = |z: f64| [self.scale.back(middle - z * spread), self.scale.back(middle + z * spread)];
        Limits { at_95: ends(z95), at_998: ends(z998) }
    }
}

fn place(value: f64, limits: &Limits) -> Place {
    let [low, high] = limits.at_95;
    let [lowest, highest] = limits.at_998;
    if value > highest {
        Place::VeryHigh
    } else if value > high {
        Place::High
    } else if value < lowest {
        Place::VeryLow
    } else if value < low {
        Place::Low
    } else {
        Place::Usual
    }
}

/// φ and τ².
fn between(z: &[f64], errors: &[f64]) -> (f64, f64) {
    let mut sorted = z.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (low, high) = (quantile(&sorted, TRIM), quantile(&sorted, 1.0 - TRIM));
    let k = z.len() as f64;
    let squares: f64 = z.iter().map(|one| one.clamp(low, high).powi(2)).sum();
    let weights: Vec<f64> = errors.iter().map(|error| error.powi(-2)).collect();
    let (sum, sum2) = weights.iter().fold((0.0, 0.0), |(sum, sum2), w| (sum + w, sum2 + w * w));
    let rest = sum - sum2 / sum;
    let tau2 = if rest > 0.0 { ((squares - (k - 1.0)) / rest).max(0.0) } else { 0.0 };
    (squares / k, tau2)
}

/// The quantile of a sorted list, between neighbours (definition 7 of Hyndman and Fan, R's own).
fn quantile(sorted: &[f64], p: f64) -> f64 {
    let at = p * sorted.len().saturating_sub(1) as f64;
    let below = at.floor();
    let value = |place: f64| sorted.get(place as usize).copied();
    match (value(below), value(below + 1.0)) {
        (Some(low), Some(high)) => low + (high - low) * (at - below),
        (Some(only), None) => only,
        (None, _) => 0.0,
    }
}

#[cfg(test)]
mod tests;
