//! A share with its interval: Wilson's, and Clopper and Pearson's where none may be too narrow.
//!
//! Wilson. Formula, with p = count / n and z = 1.96: (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n).
//!
//! Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22, 1927;
//! recommended over p ± z·√(p(1−p)/n) by R. G. Newcombe, Statistics in Medicine 17, 1998 (method 3).
//!
//! Departures: none. No continuity correction. The ends are kept within 0 and 1, where rounding could leave them.
//!
//! Clopper and Pearson. Formula, with α = 1 − level: from the α/2 point of Beta(count, n − count + 1) to the 1 − α/2 point of
//! Beta(count + 1, n − count); 0 where count is 0, 1 where it is n.
//!
//! Source: C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of the
//! binomial", Biometrika 26, 1934. It never covers less than it says, and nearly always more: for limits that somebody is held
//! to. Departures: none; held to scipy's `binomtest` (`reference/make.py`).

use serde::{Deserialize, Serialize};

use crate::interval::{Interval, Method, Z95};
use crate::special::beta_quantile;

/// `count` among `n`, both whole numbers of people who answered (kinds of missing are never in `n`).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Proportion {
    /// How many.
    pub count: u64,
    /// Among how many.
    pub n: u64,
    /// `count / n`, from 0 to 1.
    pub share: f64,
    /// Wilson's interval of the share.
    pub interval: Interval,
}

/// The share of `count` among `n`; nothing when nobody answered or when `count` is more than `n`.
pub fn proportion(count: u64, n: u64) -> Option<Proportion> {
    if n == 0 || count > n {
        return None;
    }
    let share = count as f64 / n as f64;
    Some(Proportion { count, n, share, interval: wilson(share, n) })
}

/// Wilson's interval of a share known as a number: `share` from 0 to 1, `n` at least 1.
pub(crate) fn wilson(share: f64, n: u64) -> Interval {
    let n = n.max(1) as f64;
    let square = Z95 * Z95;
    let middle = share + square / (2.0 * n);
    let half = Z95 * (share * (1.0 - share) / n + square / (4.0 * n * n)).max(0.0).sqrt();
    let scale = 1.0 + square / n;
    let low = if share <= 0.0 { 0.0 } else { ((middle - half) / scale).max(0.0) };
    let high = if share >= 1.0 { 1.0 } else { ((middle + half) / scale).min(1.0) };
    Interval { low, high, method: Method::Wilson }
}

/// Clopper and Pearson's interval of `count` among `n` at a level (0.95) within 0 and 1; nothing when nobody answered, when
/// `count` is more than `n` or when the level is none.
pub fn clopper_pearson(count: u64, n: u64, level: f64) -> Option<Interval> {
    if n == 0 || count > n || !(level > 0.0 && level < 1.0) {
        return None;
    }
    let (x, rest, tail) = (count as f64, (n - count) as f64, (1.0 - level) / 2.0);
    let low = if count == 0 { 0.0 } else { beta_quantile(x, rest + 1.0, tail) };
    let high = if count == n { 1.0 } else { beta_quantile(x + 1.0, rest, 1.0 - tail) };
    Some(Interval { low, high, method: Method::ClopperPearson })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clopper_and_pearson_have_the_ends_of_scipy() {
        for line in include_str!("../reference/clopper-pearson.csv").lines().skip(1) {
            let fields: Vec<f64> = line.split(',').map(|field| field.parse().unwrap()).collect();
            let found = clopper_pearson(fields[0] as u64, fields[1] as u64, fields[2]).unwrap();
            assert!((found.low - fields[3]).abs() < 1e-9 && (found.high - fields[4]).abs() < 1e-9, "{line}: {found:?}");
        }
        assert_eq!(clopper_pearson(1, 0, 0.95), None);
        assert_eq!(clopper_pearson(1, 1, 1.0), None);
    }

    #[test]
    fn the_four_examples_of_newcombe_come_out_as_printed() {
        for (count, n, low, high) in
            [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
        {
            let found = proportion(count, n).unwrap().interval;
            assert!((found.low - low).abs() < 5e-5, "{count}/{n}: {found:?}");
            assert!((found.high - high).abs() < 5e-5, "{count}/{n}: {found:?}");
        }
    }

    #[test]
    fn all_and_none_mirror_each_other_and_touch_the_ends() {
        let all = proportion(20, 20).unwrap().interval;
        assert_eq!(all.high, 1.0);
        assert!((all.low - (1.0 - 0.1611)).abs() < 5e-5);
    }

    #[test]
    fn nobody_asked_or_more_than_everybody_has_no_share() {
        assert_eq!(proportion(0, 0), None);
        assert_eq!(proportion(3, 2), None);
    }
}
