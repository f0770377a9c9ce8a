//! A 95 % interval, and the method that made it: whoever reads a result is told both.
//!
//! Formula: the ends of an interval are those of [`crate::proportion`] (Wilson; Clopper and Pearson) or of [`crate::mean`]
//! (Student); z = 1.959964 is the 97.5 % point of the law of Gauss. Two-sided: 2.5 % at each end.
//!
//! Source: J. Neyman, "Outline of a theory of statistical estimation based on the classical theory of probability", Phil. Trans.
//! Royal Society A 236, 1937.
//!
//! Departures: none. An interval says how far chance alone may lead; who did not answer, and how people were asked, are told
//! beside it and are not in it.

use serde::{Deserialize, Serialize};

use crate::special::student_quantile;

/// The 97.5 % point of the standard normal law: two-sided 95 %.
pub const Z95: f64 = 1.959_963_984_540_054;

/// How an interval was made. Pages say it beside the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Wilson's score interval of a share.
    Wilson,
    /// Clopper and Pearson's exact interval of a share.
    ClopperPearson,
    /// Student's t interval of a mean.
    Student,
}

impl Method {
    /// The key of the words that name the method.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Wilson => "interval-wilson",
            Self::ClopperPearson => "interval-clopper-pearson",
            Self::Student => "interval-student",
        }
    }
}

/// A 95 % interval: both ends included, in the unit of the number it surrounds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// How it was made.
    pub method: Method,
}

impl Interval {
    /// Half of the width: the "plus or minus" of plain words.
    pub fn margin(&self) -> f64 {
        (self.high - self.low) / 2.0
    }
}

/// The 97.5 % point of Student's law with `freedom` degrees of freedom (at least 1); [`Z95`] for very many.
pub fn student95(freedom: u64) -> f64 {
    // From here on the two differ by less than 1e-9.
    if freedom > 2_000_000_000 { Z95 } else { student_quantile(freedom.max(1) as f64, 0.975) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn student_quantiles_equal_the_printed_tables() {
        for (freedom, printed) in
            [(1, 12.706), (2, 4.303), (9, 2.262), (10, 2.228), (20, 2.086), (30, 2.042), (120, 1.980)]
        {
            assert!((student95(freedom) - printed).abs() < 0.000_6, "{freedom}: {}", student95(freedom));
        }
        assert!((student95(u64::MAX) - Z95).abs() < 1e-9);
    }

    #[test]
    fn it_falls_without_a_step() {
        assert!(student95(9) - student95(10) > student95(10) - student95(11));
        assert!(student95(9) - student95(10) < 0.035);
    }
}
