//! A mean with Student's 95 % interval, from three sums that can be added up batch after batch.
//!
//! Formula: x̄ = Σx / n; s² = (Σx² − (Σx)² / n) / (n − 1); interval x̄ ± t(0.975, n − 1) · s / √n.
//!
//! Source: Student, "The probable error of a mean", Biometrika 6, 1908. The t interval is used at every n (it becomes the
//! normal one as n grows), so there is no threshold where the interval would jump.
//!
//! Departures: none in the formula. The variance from sums loses digits when the spread is very small beside the mean;
//! marks and scores here lie between 0 and 100, where that cannot be seen. A negative rounding rest counts as 0.

use serde::{Deserialize, Serialize};

use crate::interval::{Interval, Method, student95};

/// The number of values, their sum and the sum of their squares: all that a mean needs, and all that is stored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Sums {
    /// How many values.
    pub n: u64,
    /// Σx.
    pub sum: f64,
    /// Σx².
    pub squares: f64,
}

impl Sums {
    /// The sums of some values.
    pub fn of(values: &[f64]) -> Self {
        values.iter().fold(Self::default(), |sums, value| sums.with(*value))
    }

    /// One value more.
    #[must_use]
    pub fn with(self, value: f64) -> Self {
        Self { n: self.n + 1, sum: self.sum + value, squares: self.squares + value * value }
    }

    /// Two batches together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { n: self.n + other.n, sum: self.sum + other.sum, squares: self.squares + other.squares }
    }

    /// s², the variance with n − 1; nothing under two values.
    pub fn variance(&self) -> Option<f64> {
        if self.n < 2 {
            return None;
        }
        let n = self.n as f64;
        let rest = self.squares - self.sum * self.sum / n;
        // A rest smaller than what the additions themselves can lose is no spread at all.
        let lost = self.squares.abs() * n * f64::EPSILON;
        Some(if rest <= lost { 0.0 } else { rest / (n - 1.0) })
    }
}

/// The mean and the standard deviation (with n − 1) of some values, in two passes so that no digit is lost; nothing under two, or
/// with one that is no number.
pub(crate) fn moments(values: &[f64]) -> Option<(f64, f64)> {
    let n = values.len() as f64;
    if values.len() < 2 || values.iter().any(|value| !value.is_finite()) {
        return None;
    }
    let mean = values.iter().sum::<f64>() / n;
    Some((mean, (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt()))
}

/// A mean, in the unit of the values.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Mean {
    /// How many values.
    pub n: u64,
    /// x̄.
    pub mean: f64,
    /// Student's interval; nothing with a single value, which says nothing about the spread.
    pub interval: Option<Interval>,
}

/// The mean of what was summed; nothing when there is no value or when a sum is not a number.
pub fn mean(sums: &Sums) -> Option<Mean> {
    if sums.n == 0 || !sums.sum.is_finite() || !sums.squares.is_finite() {
        return None;
    }
    let n = sums.n as f64;
    let mean = sums.sum / n;
    let interval = sums.variance().map(|variance| {
        let margin = student95(sums.n - 1) * (variance / n).sqrt();
        Interval { low: mean - margin, high: mean + margin, method: Method::Student }
    });
    Some(Mean { n: sums.n, mean, interval })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_series_worked_by_hand() {
        // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, s² = 32/7, t(7) = 2.365, margin 2.365 × √(4.5714/8) = 1.7875.
        let found = mean(&Sums::of(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0])).unwrap();
        assert_eq!(found.mean, 5.0);
        assert!((found.interval.unwrap().margin() - 1.7875).abs() < 1e-3, "{found:?}");
        assert_eq!(found.interval.unwrap().method, Method::Student);
    }

    #[test]
    fn batches_added_up_equal_the_whole() {
        let all = Sums::of(&[0.0, 25.0, 50.0, 75.0, 100.0, 100.0]);
        assert_eq!(Sums::of(&[0.0, 25.0]).plus(Sums::of(&[50.0, 75.0, 100.0, 100.0])), all);
    }

    #[test]
    fn one_value_has_a_mean_and_no_interval_and_none_has_nothing() {
        assert_eq!(mean(&Sums::of(&[7.0])).unwrap().interval, None);
        assert_eq!(mean(&Sums::default()), None);
        assert_eq!(mean(&Sums { n: 3, sum: f64::NAN, squares: 1.0 }), None);
    }

    #[test]
    fn equal_values_have_no_spread_even_when_they_are_not_round() {
        let same = Sums::of(&[66.7; 41]);
        assert_eq!(same.variance(), Some(0.0));
    }
}
