//! The run chart: whether a series has shifted, judged by its median alone, before there are enough points for limits.
//!
//! Points on the median are put aside; n is how many are left. A *run* is points in a row on one side; a *crossing* is where
//! one run ends and the next begins. There is a signal when the longest run is longer than log₂(n) + 3, rounded to the
//! nearest whole number, or when there are fewer crossings than the 5 % point of the binomial law of n − 1 throws of a coin.
//!
//! Source: J. Anhøj and A. V. Olesen, "Run charts revisited: a simulation study of run chart rules for detection of
//! non-random variation in health care processes", PLoS ONE 9, 2014; J. Anhøj, PLoS ONE 10, 2015.
//!
//! Departures: none in the rules. Under ten points off the median ([`FEWEST`]) nothing is judged: with fewer, not even a single
//! side all along would be a signal.

use serde::{Deserialize, Serialize};

use crate::xmr::Side;

/// Fewest points off the median for which a signal is possible.
pub const FEWEST: usize = 10;

/// A run chart that has been read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunChart {
    /// The median of the series (of its first points, where a base was given).
    pub median: f64,
    /// The side of each point; nothing for those on the median.
    pub sides: Vec<Option<Side>>,
    /// How many points lie off the median.
    pub useful: usize,
    /// The longest run.
    pub longest: usize,
    /// The longest run that chance makes.
    pub longest_usual: usize,
    /// How often the series crosses its median.
    pub crossings: usize,
    /// The fewest crossings that chance makes.
    pub fewest_usual: usize,
    /// Whether the series moves otherwise than by chance.
    pub signal: bool,
}

/// Reads a series in the order of time; only the first `base` points set the median, where it is given. Nothing when there
/// is no point, or one that is no number.
pub fn run_chart(values: &[f64], base: Option<usize>) -> Option<RunChart> {
    if values.iter().any(|value| !value.is_finite()) {
        return None;
    }
    let median = median(values.get(..base.unwrap_or(values.len()).min(values.len()))?)?;
    let side = |value: &f64| match value.total_cmp(&median) {
        _ if *value == median => None,
        std::cmp::Ordering::Greater => Some(Side::Up),
        _ => Some(Side::Down),
    };
    let sides: Vec<Option<Side>> = values.iter().map(side).collect();
    let off: Vec<Side> = sides.iter().copied().flatten().collect();
    let (mut longest, mut length, mut crossings) = (0, 0, 0);
    let mut before = None;
    for side in &off {
        if before == Some(*side) {
            length += 1;
        } else {
            crossings += usize::from(before.is_some());
            length = 1;
        }
        before = Some(*side);
        longest = longest.max(length);
    }
    let useful = off.len();
    let longest_usual = longest_usual(useful);
    let fewest_usual = fewest_crossings(useful);
    let signal = useful >= FEWEST && (longest > longest_usual || crossings < fewest_usual);
    Some(RunChart { median, sides, useful, longest, longest_usual, crossings, fewest_usual, signal })
}

/// The middle value; the mean of the two middle ones of an even number.
pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let upper = *sorted.get(sorted.len() / 2)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *sorted.get(sorted.len() / 2 - 1)?;
    Some(lower + (upper - lower) / 2.0)
}

/// log₂(n) + 3, rounded.
fn longest_usual(n: usize) -> usize {
    if n == 0 { 0 } else { ((n as f64).log2() + 3.0).round() as usize }
}

/// The least k with P(X ≤ k) ≥ 5 %, X the heads of n − 1 throws.
fn fewest_crossings(n: usize) -> usize {
    let Some(throws) = n.checked_sub(1).filter(|throws| *throws > 0) else { return 0 };
    let least = crate::special::ln_gamma(throws as f64 + 1.0) - throws as f64 * std::f64::consts::LN_2;
    let mut sum = 0.0;
    for k in 0..=throws {
        let ways = crate::special::ln_gamma(k as f64 + 1.0) + crate::special::ln_gamma((throws - k) as f64 + 1.0);
        sum += (least - ways).exp();
        // A sum that is 5 % but for its rounding has reached it.
        if sum >= 0.05 * (1.0 - 1e-12) {
            return k;
        }
    }
    throws
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limits_are_those_that_scipy_computes() {
        for line in include_str!("../reference/runs.csv").lines().skip(1) {
            let row: Vec<usize> = line.split(',').map(|field| field.parse().unwrap()).collect();
            assert_eq!((longest_usual(row[0]), fewest_crossings(row[0])), (row[1], row[2]), "{line}");
        }
    }

    #[test]
    fn a_shift_is_a_long_run_and_a_slow_wave_has_too_few_crossings() {
        let shifted: Vec<f64> =
            (0..24).map(|at| if at < 12 { 3.0 + f64::from(at % 3) } else { 6.5 + f64::from(at % 3) }).collect();
        let read = run_chart(&shifted, None).unwrap();
        assert!(read.signal && read.longest == 12, "{read:?}");
        let wave: Vec<f64> = (0..24).map(|at| if at / 6 % 2 == 0 { 1.0 } else { 2.0 } + f64::from(at) * 1e-3).collect();
        let read = run_chart(&wave, None).unwrap();
        assert!(read.signal && read.longest <= read.longest_usual && read.crossings < read.fewest_usual, "{read:?}");
        let shuffled: Vec<f64> = (0..24).map(|at| f64::from(at * 7 % 24)).collect();
        assert!(!run_chart(&shuffled, None).unwrap().signal);
    }

    #[test]
    fn points_on_the_median_count_for_nothing_and_too_few_points_are_no_signal() {
        let read = run_chart(&[1.0, 2.0, 2.0, 2.0, 3.0], None).unwrap();
        assert_eq!((read.median, read.useful, read.longest, read.crossings), (2.0, 2, 1, 1));
        assert!(!run_chart(&[1.0; 30], None).unwrap().signal, "all alike: none lies off the median");
        assert!(!run_chart(&[1., 1., 1., 1., 9., 9., 9., 9., 9.], None).unwrap().signal);
        assert_eq!(run_chart(&[], None), None);
        assert_eq!(run_chart(&[1.0, f64::NAN], None), None);
        // A median set by the first six is that of the first six.
        assert_eq!(run_chart(&[1., 2., 3., 4., 5., 6., 90., 91.], Some(6)).unwrap().median, 3.5);
    }
}
