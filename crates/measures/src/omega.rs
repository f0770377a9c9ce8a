//! McDonald's ω total of one factor: the share of a scale's sum that its questions have in common, without asking, as α does,
//! that each question carries as much of it.
//!
//! | statistic | formula | source |
//! |---|---|---|
//! | the factor | Σ = λλᵀ + Ψ, by maximum likelihood on the correlations | Lawley, Proc. Royal Society of Edinburgh 60, 1940; Jöreskog, Psychometrika 32, 1967 |
//! | ω | (Σλᵢ)² / ((Σλᵢ)² + Σψᵢ), in the unit of the answers | McDonald, Test Theory, 1999, 6; Revelle and Zinbarg, Psychometrika 74, 2009 |
//! | whether one factor is enough | (n − 1 − (2k + 5)/6 − 2/3)·F, χ² with k(k − 3)/2 degrees of freedom | Bartlett, British Journal of Psychology (Statistical Section) 3, 1950 |
//! | interval | percentiles of ω over people drawn again with replacement | Kelley and Pornprasertmanit, Psychological Methods 21, 2016 |
//!
//! The likelihood is that of the uniquenesses Ψ alone (Jöreskog), lowered by Newton's steps on ln ψ with the second derivatives of
//! Clarke (British Journal of Mathematical and Statistical Psychology 23, 1970), halved where it would rise. Maximum likelihood does
//! not depend on the unit, so that one solution gives both: `omega`, for a score that adds up answers as they were given, and
//! `standardized`, for one that adds up standardised answers. Both are the share of the *modelled* variance; `psych::omega` of R
//! divides by the observed one, which is the same where the factor fits, and its likelihood is found to some six digits.
//! Held to 1e-9 to the roots of the gradient that scipy finds (`reference/make.py`), and to 1e-5 to `psych::fa` and `factanal`
//! (`reference/make.R`).
//!
//! Computed over people who answered every question, as α is. Reading as for α: 0.70 to 0.90 is adequate.
//!
//! Departures: a question whose uniqueness would be 0 or less (a Heywood case) gives an error that names it, where packages stop at
//! 0.005 and go on; two questions have no solution of one factor and give an error.

use kernel::Chance;
use serde::{Deserialize, Serialize};

use crate::{
    mean::moments,
    products::Covariances,
    special::chi_squared_upper,
    symmetric::{Eigen, Matrix, at, eigen, filled},
};

/// The fewest questions that have one solution.
pub const FEWEST_ITEMS: usize = 3;
/// The most questions.
pub const MOST_ITEMS: usize = 100;
/// The least share of a question that is its own (that of the packages).
pub const LEAST_UNIQUE: f64 = 0.005;
/// The share of draws that must have a solution for an interval.
pub const DRAWS_NEEDED: f64 = 0.95;
const MOST_ROUNDS: usize = 500;

/// ω and the factor behind it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Omega {
    /// How many people answered every question.
    pub n: usize,
    /// How many questions.
    pub items: usize,
    /// ω of the sum of the answers.
    pub omega: f64,
    /// ω of the sum of standardised answers.
    pub standardized: f64,
    /// The correlation of each question with the factor; the sum is not below 0, so that a question that is asked the other way
    /// round stands out by its sign.
    pub loadings: Vec<f64>,
    /// The share of each question's variance that is its own.
    pub unique: Vec<f64>,
    /// How far one factor is from the correlations; nothing for three questions, which it always fits.
    pub fit: Option<Fit>,
    /// The root mean square of what the factor leaves of the correlations.
    pub residual: f64,
}

/// Bartlett's test of one factor.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Fit {
    /// χ².
    pub statistic: f64,
    /// Its degrees of freedom.
    pub freedom: f64,
    /// How likely one at least as large is where there is one factor; small: more than one thing is measured.
    pub p: f64,
}

/// Why there is no ω.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoOmega {
    /// Fewer than [`FEWEST_ITEMS`] questions, more than [`MOST_ITEMS`], or rows of different lengths.
    Shape,
    /// Not more people answered everything than there are questions (how many did).
    Few(usize),
    /// An answer is no number (its row, from 0).
    NoNumber(usize),
    /// This question does not vary (its place).
    Alike(usize),
    /// A question is told completely by others.
    Told,
    /// This question has nothing of its own in the best solution (its place): more questions, or people, are needed.
    Heywood(usize),
    /// No solution was reached.
    NoEnd,
}

impl std::fmt::Display for NoOmega {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Shape => write!(f, "omega needs from {FEWEST_ITEMS} to {MOST_ITEMS} questions, the same in each row"),
            Self::Few(n) => write!(f, "omega needs more people who answered every question than questions: {n} did"),
            Self::NoNumber(row) => write!(f, "row {}: an answer is no number", row + 1),
            Self::Alike(item) => write!(f, "everybody answered question {} alike", item + 1),
            Self::Told => write!(f, "a question is told completely by the others"),
            Self::Heywood(item) => write!(f, "in one factor question {} has nothing of its own", item + 1),
            Self::NoEnd => write!(f, "no solution of one factor was reached"),
        }
    }
}

impl std::error::Error for NoOmega {}

/// ω of people (rows) and questions (columns); an answer that is missing is none.
pub fn omega(rows: &[Vec<Option<f64>>]) -> Result<Omega, NoOmega> {
    of_whole(&whole(rows)?)
}

/// The 95 % interval of ω: `draws` times as many people are drawn again. Nothing where there is no ω, or where fewer than
/// [`DRAWS_NEEDED`] of the draws have a solution.
pub fn interval(rows: &[Vec<Option<f64>>], draws: usize, chance: &mut dyn Chance) -> Option<[f64; 2]> {
    let people = whole(rows).ok()?;
    let many = u64::try_from(people.len()).ok()?;
    let mut drawn: Vec<f64> = (0..draws)
        .filter_map(|_| {
            let one = |_: &Vec<f64>| people.get(usize::try_from(chance.below(many)).ok()?).cloned();
            of_whole(&people.iter().filter_map(one).collect::<Vec<_>>()).ok().map(|found| found.omega)
        })
        .collect();
    if (drawn.len() as f64) < DRAWS_NEEDED * draws as f64 {
        return None;
    }
    drawn.sort_by(f64::total_cmp);
    let place = |p: f64| drawn.get((p * drawn.len().saturating_sub(1) as f64).round() as usize).copied();
    place(0.025).zip(place(0.975)).map(|(low, high)| [low, high])
}

/// The people who answered everything.
fn whole(rows: &[Vec<Option<f64>>]) -> Result<Vec<Vec<f64>>, NoOmega> {
    let items = rows.first().map_or(0, Vec::len);
    if !(FEWEST_ITEMS..=MOST_ITEMS).contains(&items) || rows.iter().any(|row| row.len() != items) {
        return Err(NoOmega::Shape);
    }
    if let Some(row) = rows.iter().position(|row| row.iter().flatten().any(|one| !one.is_finite())) {
        return Err(NoOmega::NoNumber(row));
    }
    Ok(rows.iter().filter_map(|row| row.iter().copied().collect()).collect())
}

fn of_whole(people: &[Vec<f64>]) -> Result<Omega, NoOmega> {
    let items = people.first().map_or(0, Vec::len);
    if people.len() <= items || items < FEWEST_ITEMS {
        return Err(NoOmega::Few(people.len()));
    }
    let mut columns = Vec::new();
    let mut spreads = Vec::new();
    for item in 0..items {
        let column: Vec<f64> = people.iter().filter_map(|row| row.get(item).copied()).collect();
        let (mean, spread) = moments(&column).filter(|(_, spread)| *spread > 0.0).ok_or(NoOmega::Alike(item))?;
        columns.push(column.into_iter().map(|one| (one - mean) / spread).collect::<Vec<f64>>());
        spreads.push(spread);
    }
    let n = people.len() as f64;
    let product = |a: usize, b: usize| -> f64 {
        let (Some(one), Some(other)) = (columns.get(a), columns.get(b)) else { return 0.0 };
        one.iter().zip(other).map(|(x, y)| x * y).sum::<f64>() / (n - 1.0)
    };
    let correlations = filled(items, |a, b| if a == b { 1.0 } else { product(a.min(b), a.max(b)) });
    of_correlations(people.len(), &correlations, &spreads)
}

/// ω of people whose sums and cross-products are known, as [`omega`] has it.
pub fn omega_of(covariances: &Covariances) -> Result<Omega, NoOmega> {
    let items = covariances.items();
    let people = usize::try_from(covariances.people()).unwrap_or(usize::MAX);
    if !(FEWEST_ITEMS..=MOST_ITEMS).contains(&items) {
        return Err(NoOmega::Shape);
    }
    if people <= items {
        return Err(NoOmega::Few(people));
    }
    if let Some(item) = (0..items).find(|item| covariances.variance(*item) <= 0.0) {
        return Err(NoOmega::Alike(item));
    }
    let r = |a: usize, b: usize| covariances.correlation(a.min(b), a.max(b)).unwrap_or(0.0);
    let correlations = filled(items, |a, b| if a == b { 1.0 } else { r(a, b) });
    let spreads: Vec<f64> = (0..items).map(|item| covariances.variance(item).sqrt()).collect();
    of_correlations(people, &correlations, &spreads)
}

/// ω from the correlations of the questions and the standard deviation of each.
fn of_correlations(people: usize, correlations: &Matrix, spreads: &[f64]) -> Result<Omega, NoOmega> {
    let (n, items) = (people as f64, spreads.len());
    let (factor, left) = one_factor(correlations)?;
    let share = |scale: &dyn Fn(usize) -> f64| {
        let common: f64 = factor.loadings.iter().enumerate().map(|(item, one)| one * scale(item)).sum();
        let own: f64 = factor.unique.iter().enumerate().map(|(item, one)| one * scale(item).powi(2)).sum();
        common * common / (common * common + own)
    };
    let k = items as f64;
    let freedom = k * (k - 3.0) / 2.0;
    let fit = (items > FEWEST_ITEMS).then(|| {
        let statistic = ((n - 1.0 - (2.0 * k + 5.0) / 6.0 - 2.0 / 3.0) * left).max(0.0);
        Fit { statistic, freedom, p: chi_squared_upper(freedom, statistic) }
    });
    let loading = |item: usize| factor.loadings.get(item).copied().unwrap_or(0.0);
    let pairs = (0..items).flat_map(|a| (0..a).map(move |b| (a, b)));
    let residuals: f64 = pairs.map(|(a, b)| (at(correlations, a, b) - loading(a) * loading(b)).powi(2)).sum();
    Ok(Omega {
        n: people,
        items,
        omega: share(&|item| spreads.get(item).copied().unwrap_or(0.0)),
        standardized: share(&|_| 1.0),
        residual: (residuals / (k * (k - 1.0) / 2.0)).sqrt(),
        fit,
        loadings: factor.loadings,
        unique: factor.unique,
    })
}

/// One factor, of standardised questions.
struct Factor {
    loadings: Vec<f64>,
    unique: Vec<f64>,
}

/// Where the likelihood stands for some uniquenesses: F, and the eigenvalues and vectors of Ψ^-½ R Ψ^-½.
struct Place {
    logs: Vec<f64>,
    left: f64,
    eigen: Eigen,
}

impl Place {
    /// Of x = ln ψ.
    fn of(correlations: &Matrix, logs: Vec<f64>) -> Option<Self> {
        let root = |item: usize| logs.get(item).map_or(0.0, |log| (-log / 2.0).exp());
        let scaled = filled(logs.len(), |a, b| at(correlations, a, b) * root(a) * root(b));
        let eigen = eigen(&scaled)?;
        // F = Σ (θ − ln θ − 1) over all but the greatest eigenvalue.
        let left = eigen.values.iter().skip(1).map(|one| one - one.ln() - 1.0).sum::<f64>();
        left.is_finite().then_some(Self { logs, left, eigen })
    }

    /// The first derivatives: Σ (1 − θₘ) w²ᵢₘ over all but the first.
    fn slope(&self) -> Vec<f64> {
        let mut slope = vec![0.0; self.logs.len()];
        for (value, vector) in self.eigen.values.iter().zip(&self.eigen.vectors).skip(1) {
            for (sum, w) in slope.iter_mut().zip(vector) {
                *sum += (1.0 - value) * w * w;
            }
        }
        slope
    }

    /// The second derivatives; `rough` leaves out what can make them negative (Lawley's approximation).
    fn curve(&self, rough: bool) -> Matrix {
        let first = self.eigen.values.first().copied().unwrap_or(0.0);
        let w = |place: usize, item: usize| at(&self.eigen.vectors, place, item);
        filled(self.logs.len(), |a, b| {
            let along = w(0, a) * w(0, b);
            let (mut apart, mut spread, mut bent) = (0.0, 0.0, 0.0);
            for (place, value) in self.eigen.values.iter().enumerate().skip(1) {
                let both = w(place, a) * w(place, b);
                apart += both;
                spread += value * both;
                bent += (1.0 - value) * (first + value) / (first - value) * both;
            }
            if rough { apart * apart } else { apart * spread + along * bent }
        })
    }

    /// Where to go: the exact step where the surface is hollow, that of Lawley elsewhere; no part longer than 1.
    fn step(&self) -> Option<Vec<f64>> {
        let slope = self.slope();
        let hollow = |found: &Eigen| found.values.last().is_some_and(|least| *least > 1e-9);
        let exact = eigen(&self.curve(false)).filter(hollow);
        let eigen = exact.or_else(|| eigen(&self.curve(true)))?;
        let step = eigen.applied(&slope, |value| -1.0 / value.max(1e-6));
        let longest = step.iter().fold(1.0_f64, |most, one| most.max(one.abs()));
        Some(step.into_iter().map(|one| one / longest).collect())
    }

    fn factor(&self) -> Factor {
        let size = (self.eigen.values.first().copied().unwrap_or(0.0) - 1.0).max(0.0).sqrt();
        let vector = self.eigen.vectors.first().map_or(&[][..], Vec::as_slice);
        let mut loadings: Vec<f64> =
            vector.iter().zip(&self.logs).map(|(w, log)| w * size * (log / 2.0).exp()).collect();
        if loadings.iter().sum::<f64>() < 0.0 {
            loadings.iter_mut().for_each(|one| *one = -*one);
        }
        Factor { loadings, unique: self.logs.iter().map(|log| log.exp()).collect() }
    }
}

/// The factor of correlations, and F where it is least.
fn one_factor(correlations: &Matrix) -> Result<(Factor, f64), NoOmega> {
    let items = correlations.len();
    let whole = eigen(correlations).ok_or(NoOmega::NoEnd)?;
    if whole.values.last().is_none_or(|least| *least < 1e-10) {
        return Err(NoOmega::Told);
    }
    // Jöreskog's start: half a factor's part off what each question has beside the others.
    let start = |item: usize| {
        let unit: Vec<f64> = (0..items).map(|other| f64::from(u8::from(other == item))).collect();
        let inverse = whole.applied(&unit, |value| 1.0 / value);
        ((1.0 - 0.5 / items as f64) / inverse.get(item).copied().unwrap_or(1.0)).ln()
    };
    let mut here = Place::of(correlations, (0..items).map(start).collect()).ok_or(NoOmega::NoEnd)?;
    let floor = (LEAST_UNIQUE / 5.0).ln();
    for _ in 0..MOST_ROUNDS {
        let step = here.step().ok_or(NoOmega::NoEnd)?;
        let length = step.iter().fold(0.0_f64, |most, one| most.max(one.abs()));
        let mut share = 1.0;
        let next = loop {
            let logs = here.logs.iter().zip(&step).map(|(log, step)| log + share * step).collect();
            let found = Place::of(correlations, logs);
            // Below the rounding of F itself a step of Newton is trusted.
            let lower = |place: &Place| place.left <= here.left + 1e-13 * items as f64;
            match found.filter(lower) {
                Some(place) => break place,
                None if share < 1e-9 => return Err(NoOmega::NoEnd),
                None => share /= 2.0,
            }
        };
        here = next;
        if let Some(item) = here.logs.iter().position(|log| *log < floor) {
            return Err(NoOmega::Heywood(item));
        }
        if length < 1e-11 {
            let least = LEAST_UNIQUE.ln();
            let own = here.logs.iter().position(|log| *log < least);
            return own.map_or_else(|| Ok((here.factor(), here.left)), |item| Err(NoOmega::Heywood(item)));
        }
    }
    Err(NoOmega::NoEnd)
}

#[cfg(test)]
mod tests;
