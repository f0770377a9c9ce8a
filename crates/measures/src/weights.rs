//! Weights that bring those who answered back to those who were asked: design weights, raking, and what they cost.
//!
//! **Raking** (iterative proportional fitting): weights are multiplied so that the weighted counts of each margin (age, then
//! sex) are those of the population, margin after margin, until all fit. It needs margins only, never a cell that nobody filled.
//! Source: Deming and Stephan, Annals of Mathematical Statistics 11, 1940; Deville, Särndal and Sautory, JASA 88, 1993.
//!
//! **Effective n** (Kish, Survey Sampling, 1965, 11.7): (Σw)² / Σw², how many unweighted answers would be as precise. Its
//! inverse share n / nₑ is the design effect of weighting.
//!
//! **Weighted mean**: Σwx / Σw; standard error by linearisation, √(n/(n−1) · Σ (w(x − x̄))²) / Σw, as for a design with
//! replacement (what `svymean` of R's survey computes for the same weights).
//!
//! Departures: a category of the population in which nobody answered cannot be weighted up: it is refused and named, rather than
//! left out in silence. The standard error does not credit raking with the precision it may bring.

use serde::{Deserialize, Serialize};

use crate::interval::student95;

/// When every margin fits to this share, raking is done.
const CLOSE: f64 = 1e-12;
/// Most rounds.
const MOST_ROUNDS: usize = 1_000;
/// The largest weight beside the mean one that is let pass without a word.
pub const LARGE: f64 = 5.0;

/// One margin: for each answer its category, and how many of each category the population has (counts or shares).
#[derive(Debug, Clone, PartialEq)]
pub struct Margin {
    /// The category of each answer, from 0.
    pub of: Vec<usize>,
    /// The population of each category.
    pub population: Vec<f64>,
}

/// Weights, and what they cost.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Weights {
    /// One for each answer; their mean is 1.
    pub weights: Vec<f64>,
    /// How many answers.
    pub n: usize,
    /// Kish's effective n.
    pub effective: f64,
    /// The largest weight.
    pub largest: f64,
    /// How many rounds it took.
    pub rounds: usize,
}

/// Why there are no weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeightError {
    /// There is no answer, or no margin.
    Empty,
    /// A list has another length than the answers, or a category, weight or population that cannot be (margin, place).
    Wrong(usize, usize),
    /// Nobody answered of a category that the population has (margin, category).
    NobodyOf(usize, usize),
    /// The margins do not fit together: they cannot all be met.
    NoEnd,
}

impl std::fmt::Display for WeightError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => write!(f, "there is no answer, or no margin, to weight by"),
            Self::Wrong(margin, place) => write!(f, "margin {margin} cannot be at place {place}"),
            Self::NobodyOf(margin, category) => {
                write!(f, "nobody answered of category {category} of margin {margin}: join it with another")
            }
            Self::NoEnd => write!(f, "the margins cannot all be met by these answers: join categories"),
        }
    }
}

impl std::error::Error for WeightError {}

/// Rakes base weights (1 for each answer where none are given) to the margins.
pub fn rake(base: Option<&[f64]>, margins: &[Margin]) -> Result<Weights, WeightError> {
    let n = margins.first().map_or(0, |margin| margin.of.len());
    if n == 0 {
        return Err(WeightError::Empty);
    }
    let mut weights = base.map_or_else(|| vec![1.0; n], <[f64]>::to_vec);
    sound(&weights, margins, n)?;
    let shares: Vec<Vec<f64>> = margins
        .iter()
        .map(|margin| {
            let whole: f64 = margin.population.iter().sum();
            margin.population.iter().map(|one| one / whole).collect()
        })
        .collect();
    for rounds in 1..=MOST_ROUNDS {
        let mut worst: f64 = 0.0;
        for (margin, share) in margins.iter().zip(&shares) {
            let held = held(&weights, margin);
            let whole: f64 = weights.iter().sum();
            for (weight, category) in weights.iter_mut().zip(&margin.of) {
                let (Some(held), Some(share)) = (held.get(*category), share.get(*category)) else { continue };
                let factor = share * whole / held;
                worst = worst.max((factor - 1.0).abs());
                *weight *= factor;
            }
        }
        if worst < CLOSE {
            return Ok(told(weights, rounds));
        }
    }
    Err(WeightError::NoEnd)
}

fn sound(weights: &[f64], margins: &[Margin], n: usize) -> Result<(), WeightError> {
    if let Some(place) = weights.iter().position(|weight| !(weight.is_finite() && *weight > 0.0)) {
        return Err(WeightError::Wrong(0, place));
    }
    for (number, margin) in margins.iter().enumerate() {
        if margin.of.len() != n || weights.len() != n {
            return Err(WeightError::Wrong(number, margin.of.len()));
        }
        if let Some(place) = margin.population.iter().position(|one| !(one.is_finite() && *one >= 0.0)) {
            return Err(WeightError::Wrong(number, place));
        }
        let known = |category: &usize| margin.population.get(*category).is_some_and(|population| *population > 0.0);
        if let Some(place) = margin.of.iter().position(|category| !known(category)) {
            return Err(WeightError::Wrong(number, place));
        }
        let answered = |category: usize| margin.of.contains(&category);
        let empty =
            (0..margin.population.len()).find(|one| margin.population.get(*one) > Some(&0.0) && !answered(*one));
        if let Some(category) = empty {
            return Err(WeightError::NobodyOf(number, category));
        }
    }
    Ok(())
}

fn held(weights: &[f64], margin: &Margin) -> Vec<f64> {
    let mut held = vec![0.0; margin.population.len()];
    for (weight, category) in weights.iter().zip(&margin.of) {
        if let Some(sum) = held.get_mut(*category) {
            *sum += weight;
        }
    }
    held
}

fn told(mut weights: Vec<f64>, rounds: usize) -> Weights {
    let n = weights.len();
    let mean = weights.iter().sum::<f64>() / n as f64;
    weights.iter_mut().for_each(|weight| *weight /= mean);
    let largest = weights.iter().copied().fold(0.0, f64::max);
    Weights { effective: effective(&weights), n, largest, rounds, weights }
}

/// Kish's effective n; 0 without weights.
pub fn effective(weights: &[f64]) -> f64 {
    let (sum, squares) = weights.iter().fold((0.0, 0.0), |(sum, squares), w| (sum + w, squares + w * w));
    if squares > 0.0 { sum * sum / squares } else { 0.0 }
}

/// A weighted mean.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WeightedMean {
    /// Σwx / Σw.
    pub mean: f64,
    /// Its standard error.
    pub error: f64,
    /// Its 95 % interval, with n − 1 degrees of freedom.
    pub low: f64,
    /// Its 95 % interval.
    pub high: f64,
    /// How many answers.
    pub n: usize,
    /// Kish's effective n.
    pub effective: f64,
}

/// The weighted mean of values; nothing under two, or with another number of weights.
pub fn mean(values: &[f64], weights: &[f64]) -> Option<WeightedMean> {
    let n = values.len();
    if n < 2 || weights.len() != n || weights.iter().any(|weight| !(weight.is_finite() && *weight >= 0.0)) {
        return None;
    }
    let whole: f64 = weights.iter().sum();
    let mean = values.iter().zip(weights).map(|(value, weight)| value * weight).sum::<f64>() / whole;
    let squares: f64 = values.iter().zip(weights).map(|(value, weight)| (weight * (value - mean)).powi(2)).sum();
    let error = (n as f64 / (n as f64 - 1.0) * squares).sqrt() / whole;
    let half = student95(n as u64 - 1) * error;
    (mean.is_finite() && error.is_finite()).then(|| WeightedMean {
        mean,
        error,
        low: mean - half,
        high: mean + half,
        n,
        effective: effective(weights),
    })
}

#[cfg(test)]
mod tests;
