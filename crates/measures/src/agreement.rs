//! Whether people who code the same texts agree by more than chance.
//!
//! | statistic | formula | source |
//! |---|---|---|
//! | Cohen's κ, two coders | (pₒ − pₑ) / (1 − pₑ) | Cohen, Educational and Psychological Measurement 20, 1960 |
//! | weighted κ, codes in an order | [`weighted`] | Cohen, Psychological Bulletin 70, 1968 |
//! | Fleiss' κ, as many coders for each | (P̄ − P̄ₑ) / (1 − P̄ₑ) | Fleiss, Psychological Bulletin 76, 1971 |
//! | Krippendorff's α, any coders, some missing | 1 − Dₒ / Dₑ | Krippendorff, Content Analysis, 2004; computing note of 2011 |
//!
//! The interval of κ rests on its large-sample standard error (Fleiss, Cohen and Everitt, Psychological Bulletin 72, 1969). That
//! of α is a percentile interval over units drawn again with replacement; Krippendorff's own draws pairs, and both widen as
//! units are few.
//!
//! Reading, with its source: 0.80 and more is good, 0.667 the least for tentative conclusions (Krippendorff 2004, p. 241).
//!
//! Departures: where every answer is the same code there is no chance to agree beyond, and nothing is said (the packages say 1, or
//! divide by 0).

mod weighted;

use kernel::Chance;
use serde::{Deserialize, Serialize};

use crate::interval::Z95;

pub use weighted::{Weight, weighted};

/// The most codes of one statistic.
pub const MOST_CODES: usize = 1_000;

/// Cohen's κ.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Kappa {
    /// On how many texts.
    pub n: usize,
    /// The share on which they agree.
    pub observed: f64,
    /// The share on which chance alone would have them agree.
    pub expected: f64,
    /// κ, 1 where they always agree and 0 where they agree as chance does.
    pub kappa: f64,
    /// Its 95 % interval.
    pub low: f64,
    /// Its 95 % interval.
    pub high: f64,
}

/// κ of two coders who each gave every text one of `codes` codes (from 0). Nothing when there is no text, a code that is none,
/// or only one code anywhere.
pub fn cohen(pairs: &[(usize, usize)], codes: usize) -> Option<Kappa> {
    if pairs.is_empty() || codes > MOST_CODES || pairs.iter().any(|(a, b)| *a >= codes || *b >= codes) {
        return None;
    }
    let n = pairs.len() as f64;
    let mut table = vec![0.0; codes * codes];
    for (a, b) in pairs {
        *table.get_mut(a * codes + b)? += 1.0 / n;
    }
    let cell = |a: usize, b: usize| table.get(a * codes + b).copied().unwrap_or(0.0);
    let rows: Vec<f64> = (0..codes).map(|a| (0..codes).map(|b| cell(a, b)).sum()).collect();
    let columns: Vec<f64> = (0..codes).map(|b| (0..codes).map(|a| cell(a, b)).sum()).collect();
    let observed: f64 = (0..codes).map(|a| cell(a, a)).sum();
    let expected: f64 = rows.iter().zip(&columns).map(|(a, b)| a * b).sum();
    let rest = 1.0 - expected;
    if rest < 1e-12 {
        return None;
    }
    let kappa = (observed - expected) / rest;
    // Fleiss, Cohen and Everitt 1969, equation 13.
    let side = |a: usize| rows.get(a).copied().unwrap_or(0.0) + columns.get(a).copied().unwrap_or(0.0);
    let turned = |a: usize, b: usize| columns.get(a).copied().unwrap_or(0.0) + rows.get(b).copied().unwrap_or(0.0);
    let on: f64 = (0..codes).map(|a| cell(a, a) * (1.0 - side(a) * (1.0 - kappa)).powi(2)).sum();
    let mut off = 0.0;
    for a in 0..codes {
        for b in (0..codes).filter(|b| *b != a) {
            off += cell(a, b) * turned(a, b).powi(2);
        }
    }
    let variance = (on + off * (1.0 - kappa).powi(2) - (kappa - expected * (1.0 - kappa)).powi(2)) / (n * rest * rest);
    let half = Z95 * variance.max(0.0).sqrt();
    Some(Kappa { n: pairs.len(), observed, expected, kappa, low: kappa - half, high: (kappa + half).min(1.0) })
}

/// Fleiss' κ: for each text how many coders gave each code. Every text has as many codings, two at least; nothing otherwise, or
/// where only one code was given.
pub fn fleiss(texts: &[Vec<u32>]) -> Option<f64> {
    let first = texts.first()?;
    let (coders, codes) = (first.iter().sum::<u32>(), first.len());
    if coders < 2 || texts.iter().any(|text| text.len() != codes || text.iter().sum::<u32>() != coders) {
        return None;
    }
    let (n, m) = (texts.len() as f64, f64::from(coders));
    let square = |count: &u32| f64::from(*count).powi(2);
    let agreed: f64 =
        texts.iter().map(|text| (text.iter().map(square).sum::<f64>() - m) / (m * (m - 1.0))).sum::<f64>() / n;
    let share = |code: usize| {
        texts.iter().filter_map(|text| text.get(code)).map(|count| f64::from(*count)).sum::<f64>() / (n * m)
    };
    let expected: f64 = (0..codes).map(|code| share(code).powi(2)).sum();
    let rest = 1.0 - expected;
    (rest > 1e-12).then(|| (agreed - expected) / rest)
}

/// How far two codes are from each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scale {
    /// Codes without an order: the same or not.
    Nominal,
    /// Numbers: the square of their difference.
    Interval,
}

/// Krippendorff's α.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Alpha {
    /// How many texts were coded twice or more.
    pub units: usize,
    /// How many codings they have.
    pub codings: usize,
    /// α.
    pub alpha: f64,
    /// Its 95 % interval, from units drawn again; nothing where it was not asked for.
    pub interval: Option<[f64; 2]>,
}

/// α of texts that have any number of codings (values of the codes); those with one are put aside. Nothing when no text has two,
/// when a value is no number or when all are the same. `draws` times the units are drawn again for the interval (0: none).
pub fn krippendorff(texts: &[Vec<f64>], scale: Scale, draws: usize, chance: &mut dyn Chance) -> Option<Alpha> {
    if texts.iter().flatten().any(|value| !value.is_finite()) {
        return None;
    }
    let paired: Vec<&[f64]> = texts.iter().map(Vec::as_slice).filter(|text| text.len() > 1).collect();
    let alpha = alpha(&paired, scale)?;
    let many = u64::try_from(paired.len()).ok()?;
    let mut drawn: Vec<f64> = (0..draws)
        .filter_map(|_| {
            let again: Vec<&[f64]> =
                paired.iter().filter_map(|_| paired.get(usize::try_from(chance.below(many)).ok()?).copied()).collect();
            // A draw of texts that all say the same tells nothing.
            self::alpha(&again, scale)
        })
        .collect();
    drawn.sort_by(f64::total_cmp);
    let at = |p: f64| drawn.get((p * (drawn.len().saturating_sub(1)) as f64).round() as usize).copied();
    let interval = at(0.025).zip(at(0.975)).map(|(low, high)| [low, high]);
    let codings = paired.iter().map(|text| text.len()).sum();
    Some(Alpha { units: paired.len(), codings, alpha, interval })
}

fn alpha(texts: &[&[f64]], scale: Scale) -> Option<f64> {
    let all: Vec<f64> = texts.iter().flat_map(|text| text.iter().copied()).collect();
    let n = all.len() as f64;
    // Within each text: the disagreement of all its pairs, weighing 1/(m − 1) a coding.
    let within: f64 = texts.iter().map(|text| apart(text, scale) / (text.len() as f64 - 1.0)).sum();
    let anywhere = apart(&all, scale);
    (anywhere > 0.0).then(|| 1.0 - (n - 1.0) * within / anywhere)
}

/// The sum of the distances of all ordered pairs, without looking at each pair.
fn apart(values: &[f64], scale: Scale) -> f64 {
    let n = values.len() as f64;
    match scale {
        Scale::Interval => {
            let mean = values.iter().sum::<f64>() / n;
            // Σᵢⱼ (xᵢ − xⱼ)² = 2n·Σ (xᵢ − x̄)².
            2.0 * n * values.iter().map(|value| (value - mean).powi(2)).sum::<f64>()
        }
        Scale::Nominal => {
            let mut sorted = values.to_vec();
            sorted.sort_by(f64::total_cmp);
            let same: f64 = sorted.chunk_by(|a, b| a == b).map(|alike| (alike.len() as f64).powi(2)).sum();
            n * n - same
        }
    }
}

#[cfg(test)]
mod tests;
