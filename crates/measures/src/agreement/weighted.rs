//! Cohen's weighted κ: two raters whose codes have an order, so that a near miss counts for less than a far one.
//!
//! κ_w = 1 − Σ vᵢⱼ pᵢⱼ / Σ vᵢⱼ pᵢ₊ p₊ⱼ, v being |i − j| (linear) or (i − j)² (quadratic).
//!
//! Source: Cohen, Psychological Bulletin 70, 1968. Interval: Fleiss, Cohen and Everitt, Psychological Bulletin 72, 1969. Quadratic weights come near the intraclass correlation (Fleiss and Cohen, Educational and Psychological Measurement
//! 33, 1973), and so grow with the spread of the people; linear ones do less. Held to statsmodels (`reference/make.py`).
//!
//! Departures: none in the formula. The interval ends at 1.

use serde::{Deserialize, Serialize};

use super::{Kappa, MOST_CODES};
use crate::interval::Z95;

/// What a distance between two codes counts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// Its size.
    Linear,
    /// Its square.
    Quadratic,
}

/// Weighted κ of two raters who each gave everything one of `codes` codes, from 0, in their order. `observed` and `expected` are the
/// weighted agreements, 1 less the distance over the greatest one. Nothing where there is no pair, a code that is none, fewer than
/// two codes, or where both raters always gave one and the same code.
pub fn weighted(pairs: &[(usize, usize)], codes: usize, weight: Weight) -> Option<Kappa> {
    if pairs.is_empty() || !(2..=MOST_CODES).contains(&codes) || pairs.iter().any(|(a, b)| *a >= codes || *b >= codes) {
        return None;
    }
    let n = pairs.len() as f64;
    let (mut rows, mut columns) = (vec![0.0; codes], vec![0.0; codes]);
    for (a, b) in pairs {
        *rows.get_mut(*a)? += 1.0 / n;
        *columns.get_mut(*b)? += 1.0 / n;
    }
    let agreement = |a: usize, b: usize| {
        let away = a.abs_diff(b) as f64 / (codes as f64 - 1.0);
        1.0 - if weight == Weight::Linear { away } else { away * away }
    };
    // What a code of one rater meets on average in the other.
    let met = |of: &[f64], code: usize| of.iter().enumerate().map(|(other, p)| p * agreement(code, other)).sum::<f64>();
    let of_rows: Vec<f64> = (0..codes).map(|code| met(&columns, code)).collect();
    let of_columns: Vec<f64> = (0..codes).map(|code| met(&rows, code)).collect();
    let observed = pairs.iter().map(|(a, b)| agreement(*a, *b)).sum::<f64>() / n;
    let expected: f64 = rows.iter().zip(&of_rows).map(|(p, met)| p * met).sum();
    let rest = 1.0 - expected;
    if rest < 1e-12 {
        return None;
    }
    let kappa = (observed - expected) / rest;
    let spread = |(a, b): &(usize, usize)| {
        let both = of_rows.get(*a).copied().unwrap_or(0.0) + of_columns.get(*b).copied().unwrap_or(0.0);
        (agreement(*a, *b) - both * (1.0 - kappa)).powi(2)
    };
    let squares = pairs.iter().map(spread).sum::<f64>() / n;
    let variance = (squares - (kappa - expected * (1.0 - kappa)).powi(2)) / (n * rest * rest);
    let half = Z95 * variance.max(0.0).sqrt();
    Some(Kappa { n: pairs.len(), observed, expected, kappa, low: kappa - half, high: (kappa + half).min(1.0) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs_of(text: &str) -> Vec<(usize, usize)> {
        let pair = |one: &str| one.split_once(':').map(|(a, b)| (a.parse().unwrap(), b.parse().unwrap())).unwrap();
        text.split(' ').map(pair).collect()
    }

    /// What `reference/make.py` computes with statsmodels.
    #[test]
    fn kappa_and_its_interval_equal_those_of_statsmodels() {
        let mut seen = 0;
        for line in include_str!("../../reference/weighted-kappa.csv").lines().skip(1) {
            let fields: Vec<&str> = line.split(',').collect();
            let weight = if fields[0] == "linear" { Weight::Linear } else { Weight::Quadratic };
            let found = weighted(&pairs_of(fields[2]), fields[1].parse().unwrap(), weight).unwrap();
            let [kappa, low, high] = [3, 4, 5].map(|at| fields[at].parse::<f64>().unwrap());
            for (found, wanted) in [(found.kappa, kappa), (found.low, low), (found.high, high.min(1.0))] {
                assert!((found - wanted).abs() < 1e-9, "{line}: {found} and not {wanted}");
            }
            seen += 1;
        }
        assert_eq!(seen, 10);
    }

    #[test]
    fn two_codes_know_one_distance_and_a_near_miss_counts_for_less() {
        let two = pairs_of("0:0 1:1 0:1 1:1 0:0 1:0 1:1 0:0");
        for weight in [Weight::Linear, Weight::Quadratic] {
            let (found, plain) = (weighted(&two, 2, weight).unwrap(), super::super::cohen(&two, 2).unwrap());
            for (one, other) in [(found.kappa, plain.kappa), (found.low, plain.low), (found.high, plain.high)] {
                assert!((one - other).abs() < 1e-12, "{weight:?}: {found:?}");
            }
            let (near, far) = (pairs_of("0:0 1:1 2:2 3:3 1:2 2:1"), pairs_of("0:0 1:1 2:2 3:3 0:3 3:0"));
            let of = |pairs: &[(usize, usize)]| weighted(pairs, 4, weight).unwrap().kappa;
            assert!(of(&near) > of(&far) && of(&near) < 1.0);
            // Raters and the order of the codes may be turned.
            let turned: Vec<(usize, usize)> = near.iter().map(|(a, b)| (3 - b, 3 - a)).collect();
            assert!((of(&near) - of(&turned)).abs() < 1e-12);
        }
    }

    #[test]
    fn where_there_is_no_chance_to_agree_nothing_is_said() {
        assert_eq!(weighted(&[(1, 1); 9], 3, Weight::Linear), None);
        assert_eq!(weighted(&[], 3, Weight::Linear), None);
        assert_eq!(weighted(&[(0, 3)], 3, Weight::Linear), None);
        assert_eq!(weighted(&[(0, 0)], 1, Weight::Linear), None);
        assert_eq!(weighted(&[(0, 0), (1, 1), (2, 2)], 3, Weight::Quadratic).unwrap().kappa, 1.0);
    }
}
