//! Least squares and logistic regression with standard errors that hold when the spread differs from one person to the next.
//!
//! Linear: β = (XᵀX)⁻¹Xᵀy. Logistic: the maximum of the likelihood by Newton's steps, β ← β + (XᵀWX)⁻¹Xᵀ(y − p), W = p(1−p),
//! halved where the likelihood would fall. Robust errors: (XᵀX)⁻¹(Σ eᵢ²xᵢxᵢᵀ)(XᵀX)⁻¹ · n/(n − k), the "sandwich" HC1 (with XᵀWX for
//! the logistic).
//!
//! Source: Huber, Fifth Berkeley Symposium, 1967; White, Econometrica 48, 1980; MacKinnon and White, Journal of Econometrics 29, 1985;
//! McCullagh and Nelder, Generalized Linear Models, 1989, 2.5.
//!
//! Memory: the rows stay where they are; sums of k × k are all that is held beside them. Held to statsmodels
//! (`reference/make.py`).
//!
//! Departures: covariates that say the same (a singular matrix) and answers that a covariate separates completely give
//! an error that says which, where packages give huge numbers.

use serde::{Deserialize, Serialize};

use crate::{interval::Z95, special::normal};

/// Most covariates.
pub const MOST: usize = 60;
const MOST_ROUNDS: usize = 100;

/// Rows to fit: an outcome each and as many covariates each, without a constant.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a> {
    /// The outcome (0 or 1 for the logistic).
    pub outcome: &'a [f64],
    /// The covariates, row by row.
    pub covariates: &'a [f64],
    /// How many covariates a row has.
    pub width: usize,
}

/// A fitted regression. Coefficients: the constant first, then the covariates in their order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fit {
    /// β.
    pub coefficients: Vec<f64>,
    /// Their robust standard errors.
    pub errors: Vec<f64>,
    /// How many rows.
    pub n: usize,
    /// Whether it is logistic.
    pub logistic: bool,
}

/// Why nothing can be fitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FitError {
    /// Lengths do not go together, there are too many covariates, or fewer rows than coefficients.
    Shape,
    /// An outcome or covariate is no number, or an outcome of the logistic is neither 0 nor 1 (the row).
    Row(usize),
    /// This covariate says nothing that the ones before it do not say (its place; the constant counts as before all).
    Repeats(usize),
    /// The outcome is all 0, all 1, or told completely by the covariates: there is no maximum.
    Separated,
}

impl std::fmt::Display for FitError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Shape => write!(f, "there must be more rows than covariates, all of one width, at most {MOST} wide"),
            Self::Row(row) => write!(f, "row {row} holds something that is no number, or an outcome that cannot be"),
            Self::Repeats(place) => write!(f, "covariate {place} says nothing that the ones before it do not say"),
            Self::Separated => write!(f, "the covariates tell the outcome completely, or it is always the same"),
        }
    }
}

impl std::error::Error for FitError {}

impl<'a> Rows<'a> {
    fn check(&self, logistic: bool) -> Result<(), FitError> {
        let n = self.outcome.len();
        let whole = self.width.checked_mul(n) == Some(self.covariates.len());
        if !whole || self.width > MOST || n <= self.width + 1 {
            return Err(FitError::Shape);
        }
        let possible = |one: &f64| if logistic { *one == 0.0 || *one == 1.0 } else { one.is_finite() };
        if let Some(row) = self.outcome.iter().position(|one| !possible(one)) {
            return Err(FitError::Row(row));
        }
        match self.covariates.iter().position(|one| !one.is_finite()) {
            Some(at) => Err(FitError::Row(at / self.width)),
            None => Ok(()),
        }
    }

    /// Each outcome with its covariates.
    pub(crate) fn each(self) -> impl Iterator<Item = (f64, &'a [f64])> {
        // A regression without covariates has empty rows.
        let rows = (0..self.outcome.len())
            .map(move |row| self.covariates.get(row * self.width..(row + 1) * self.width).unwrap_or_default());
        self.outcome.iter().copied().zip(rows)
    }
}

/// β₀ + Σβx.
pub(crate) fn predicted(coefficients: &[f64], row: &[f64]) -> f64 {
    let mut sum = coefficients.first().copied().unwrap_or(0.0);
    for (beta, x) in coefficients.iter().skip(1).zip(row) {
        sum += beta * x;
    }
    sum
}

/// 1 / (1 + e⁻ˣ), without overflow.
pub(crate) fn logistic_of(x: f64) -> f64 {
    if x >= 0.0 { 1.0 / (1.0 + (-x).exp()) } else { x.exp() / (1.0 + x.exp()) }
}

/// Least squares.
pub fn linear(rows: Rows<'_>) -> Result<Fit, FitError> {
    rows.check(false)?;
    let size = rows.width + 1;
    let (mut square, mut side) = (Square::new(size), vec![0.0; size]);
    for (y, x) in rows.each() {
        square.add(x, 1.0);
        add(&mut side, x, y);
    }
    let root = square.root()?;
    let coefficients = root.solve(&side);
    let mut meat = Square::new(size);
    for (y, x) in rows.each() {
        meat.add(x, (y - predicted(&coefficients, x)).powi(2));
    }
    let errors = root.sandwich(&meat, rows.outcome.len());
    Ok(Fit { coefficients, errors, n: rows.outcome.len(), logistic: false })
}

/// Logistic regression.
pub fn logistic(rows: Rows<'_>) -> Result<Fit, FitError> {
    rows.check(true)?;
    let (size, n) = (rows.width + 1, rows.outcome.len());
    let mut beta = vec![0.0; size];
    let mut likelihood = log_likelihood(rows, &beta);
    for _ in 0..MOST_ROUNDS {
        let (mut square, mut side) = (Square::new(size), vec![0.0; size]);
        for (y, x) in rows.each() {
            let p = logistic_of(predicted(&beta, x));
            square.add(x, p * (1.0 - p));
            add(&mut side, x, y - p);
        }
        let root = square.root().map_err(|error| match error {
            // The weights vanish where every outcome is told.
            FitError::Repeats(_) if likelihood > -1e-6 * n as f64 => FitError::Separated,
            other => other,
        })?;
        let step = root.solve(&side);
        let largest = step.iter().fold(0.0_f64, |most, one| most.max(one.abs()));
        let mut share = 1.0;
        loop {
            let next: Vec<f64> = beta.iter().zip(&step).map(|(beta, step)| beta + share * step).collect();
            let found = log_likelihood(rows, &next);
            if found >= likelihood - 1e-12 * likelihood.abs() || share < 1e-6 {
                (beta, likelihood) = (next, found);
                break;
            }
            share /= 2.0;
        }
        if beta.iter().any(|one| one.abs() > 1e3) || likelihood > -1e-6 {
            return Err(FitError::Separated);
        }
        if largest < 1e-11 {
            let mut meat = Square::new(size);
            for (y, x) in rows.each() {
                meat.add(x, (y - logistic_of(predicted(&beta, x))).powi(2));
            }
            let errors = root.sandwich(&meat, n);
            return Ok(Fit { coefficients: beta, errors, n, logistic: true });
        }
    }
    Err(FitError::Separated)
}

fn log_likelihood(rows: Rows<'_>, beta: &[f64]) -> f64 {
    // ln p where the outcome is 1 and ln (1 − p) where it is 0, both −ln(1 + e^∓x).
    let one = |(y, x): (f64, &[f64])| {
        let away = if y > 0.5 { -predicted(beta, x) } else { predicted(beta, x) };
        if away > 0.0 { -(away + (-away).exp().ln_1p()) } else { -away.exp().ln_1p() }
    };
    rows.each().map(one).sum()
}

impl Fit {
    /// The 95 % interval of a coefficient.
    pub fn interval(&self, at: usize) -> Option<[f64; 2]> {
        let (beta, error) = (self.coefficients.get(at)?, self.errors.get(at)?);
        Some([beta - Z95 * error, beta + Z95 * error])
    }

    /// How likely a coefficient at least as far from 0 is where it is 0, by the law of Gauss.
    pub fn p(&self, at: usize) -> Option<f64> {
        let z = self.coefficients.get(at)? / self.errors.get(at)?;
        z.is_finite().then(|| 2.0 * normal(-z.abs()))
    }
}

fn add(side: &mut [f64], row: &[f64], by: f64) {
    let (Some(first), rest) = (side.first_mut(), row) else { return };
    *first += by;
    for (sum, x) in side.iter_mut().skip(1).zip(rest) {
        *sum += by * x;
    }
}

/// A symmetric matrix, of which the lower half is held; its first row and column belong to the constant.
struct Square {
    size: usize,
    cells: Vec<f64>,
}

/// Its Cholesky root: L with LLᵀ the matrix.
struct Root {
    size: usize,
    cells: Vec<f64>,
}

impl Square {
    fn new(size: usize) -> Self {
        Self { size, cells: vec![0.0; size * size] }
    }

    /// Adds weight · xxᵀ, x being 1 and then the row.
    fn add(&mut self, row: &[f64], weight: f64) {
        for (a, line) in self.cells.chunks_exact_mut(self.size).enumerate() {
            let x = if a == 0 { 1.0 } else { row.get(a - 1).copied().unwrap_or(0.0) };
            let scaled = weight * x;
            let Some((first, rest)) = line.split_first_mut() else { continue };
            *first += scaled;
            for (cell, y) in rest.iter_mut().zip(row).take(a) {
                *cell += scaled * y;
            }
        }
    }

    fn at(&self, a: usize, b: usize) -> f64 {
        let (low, high) = (a.min(b), a.max(b));
        self.cells.get(high * self.size + low).copied().unwrap_or(0.0)
    }

    fn root(&self) -> Result<Root, FitError> {
        let mut root = Root { size: self.size, cells: vec![0.0; self.size * self.size] };
        for a in 0..self.size {
            for b in 0..=a {
                let known: f64 = (0..b).map(|c| root.at(a, c) * root.at(b, c)).sum();
                let rest = self.at(a, b) - known;
                let value = if a == b {
                    // What is left of a covariate once those before it are taken out, beside what it was.
                    if rest <= 1e-10 * self.at(a, a) || rest.is_nan() {
                        return Err(FitError::Repeats(a.saturating_sub(1)));
                    }
                    rest.sqrt()
                } else {
                    rest / root.at(b, b)
                };
                if let Some(cell) = root.cells.get_mut(a * self.size + b) {
                    *cell = value;
                }
            }
        }
        Ok(root)
    }
}

impl Root {
    fn at(&self, a: usize, b: usize) -> f64 {
        self.cells.get(a * self.size + b).copied().unwrap_or(0.0)
    }

    /// x with LLᵀx = side.
    fn solve(&self, side: &[f64]) -> Vec<f64> {
        let mut x = side.to_vec();
        for a in 0..self.size {
            let known: f64 = (0..a).map(|b| self.at(a, b) * x.get(b).copied().unwrap_or(0.0)).sum();
            if let Some(value) = x.get_mut(a) {
                *value = (*value - known) / self.at(a, a);
            }
        }
        for a in (0..self.size).rev() {
            let known: f64 = (a + 1..self.size).map(|b| self.at(b, a) * x.get(b).copied().unwrap_or(0.0)).sum();
            if let Some(value) = x.get_mut(a) {
                *value = (*value - known) / self.at(a, a);
            }
        }
        x
    }

    /// The square roots of the diagonal of A⁻¹MA⁻¹ · n/(n − k).
    fn sandwich(&self, meat: &Square, n: usize) -> Vec<f64> {
        let columns: Vec<Vec<f64>> = (0..self.size)
            .map(|at| {
                let mut unit = vec![0.0; self.size];
                if let Some(one) = unit.get_mut(at) {
                    *one = 1.0;
                }
                self.solve(&unit)
            })
            .collect();
        let factor = n as f64 / (n as f64 - self.size as f64);
        let variance = |column: &Vec<f64>| {
            let mut sum = 0.0;
            for (a, x) in column.iter().enumerate() {
                for (b, y) in column.iter().enumerate() {
                    sum += x * y * meat.at(a, b);
                }
            }
            sum * factor
        };
        columns.iter().map(|column| variance(column).max(0.0).sqrt()).collect()
    }
}

#[cfg(test)]
mod tests;
