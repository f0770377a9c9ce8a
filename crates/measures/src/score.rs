//! A score from 0 to 100: the mean of each person's own score, with a 95 % interval.
//!
//! Formula: that of [`crate::mean`] on scores already put between 0 and 100, the interval cut at 0 and 100.
//!
//! Source: e-Satis (HAS, "Note méthodologique") publishes the mean of individual scores out of 100 with n; the interval
//! is Student's.
//!
//! Departures: when everybody has the same score, Student's interval has no width and would claim a certainty nobody
//! has. Wilson's interval of `score / 100` is given instead: no answers between 0 and 100 spread more than answers that
//! are all 0 or 100, so it is never too narrow. `method` says which one it is. Whether a score may be *shown* is
//! decided by [`crate::floors`], never here.

use serde::{Deserialize, Serialize};

use crate::{
    interval::Interval,
    mean::{Sums, mean},
    proportion::wilson,
};

/// A score from 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// How many people have a score.
    pub n: u64,
    /// Their mean, 0 to 100.
    pub score: f64,
    /// Its 95 % interval within 0 and 100; nothing with a single person.
    pub interval: Option<Interval>,
}

impl Score {
    /// The score as it is told: in whole points, with an interval as far on both sides, in whole points too, that holds the
    /// exact one.
    ///
    /// Finer ones would tell of people rather than of care: with every table of a score in sight, its mean to the last digit
    /// is one more equation between their cells (DESIGN, hard rule 5). The ends of the exact interval, each rounded by itself,
    /// would tell the mean to half a point, since it lies in their middle; around the told score they tell the margin alone. And a
    /// tenth of a point is less than chance: with a spread of 20 points, the margin of 1,000 answers is 1.2.
    #[must_use]
    pub fn told(self) -> Self {
        let score = self.score.round();
        let interval = self.interval.map(|exact| {
            let half = ((self.score - exact.low).max(exact.high - self.score) + 0.5).ceil();
            Interval { low: (score - half).max(0.0), high: (score + half).min(100.0), ..exact }
        });
        Self { score, interval, ..self }
    }
}

/// The score of what was summed; nothing when there is nobody, or when the sums cannot come from 0 to 100.
pub fn score(sums: &Sums) -> Option<Score> {
    let found = mean(sums)?;
    let slack = 1e-9;
    if !(-slack..=100.0 + slack).contains(&found.mean) {
        return None;
    }
    let score = found.mean.clamp(0.0, 100.0);
    let interval = found.interval.map(|student| {
        if student.margin() > 0.0 {
            Interval { low: student.low.max(0.0), high: student.high.min(100.0), ..student }
        } else {
            let share = wilson(score / 100.0, sums.n);
            Interval { low: share.low * 100.0, high: share.high * 100.0, ..share }
        }
    });
    Some(Score { n: found.n, score, interval })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interval::Method;

    #[test]
    fn the_interval_never_leaves_zero_to_a_hundred() {
        let found = score(&Sums::of(&[100.0, 100.0, 100.0, 100.0, 50.0])).unwrap();
        assert_eq!(found.score, 90.0);
        assert_eq!(found.interval.unwrap().high, 100.0);
        assert!(found.interval.unwrap().low > 60.0);
    }

    #[test]
    fn a_score_is_told_in_whole_points_with_an_interval_around_it_that_holds_the_exact_one() {
        for values in [&[61.0, 72.0, 68.5, 80.25, 77.0][..], &[100.0, 100.0, 50.0], &[100.0; 30], &[0.4, 0.0, 0.0, 0.0]]
        {
            let found = score(&Sums::of(values)).unwrap();
            let told = found.told();
            let (exact, said) = (found.interval.unwrap(), told.interval.unwrap());
            assert_eq!((told.n, told.score), (values.len() as u64, found.score.round()));
            assert!(said.low <= exact.low && said.high >= exact.high, "{found:?} {told:?}");
            assert!(said.low == 0.0 || said.high == 100.0 || told.score - said.low == said.high - told.score);
            assert!([said.low, said.high].iter().all(|end| end.fract() == 0.0));
        }
    }

    #[test]
    fn what_is_told_is_the_same_whatever_the_mean_within_its_point() {
        let of = |mean: f64, margin: f64| {
            let interval = Interval { low: mean - margin, high: mean + margin, method: Method::Student };
            Score { n: 60, score: mean, interval: Some(interval) }.told()
        };
        for mean in [71.6, 71.9, 72.0, 72.3, 72.45] {
            assert_eq!(of(mean, 5.2), of(72.1, 5.2), "the ends of the interval don't tell the mean more finely");
        }
    }

    #[test]
    fn answers_all_alike_still_leave_a_doubt() {
        let found = score(&Sums::of(&[100.0; 30])).unwrap().interval.unwrap();
        assert_eq!((found.high, found.method), (100.0, Method::Wilson));
        assert!((found.low - 88.65).abs() < 0.01, "{found:?}");
    }

    #[test]
    fn sums_that_cannot_come_from_scores_give_nothing() {
        assert_eq!(score(&Sums { n: 2, sum: 300.0, squares: 50_000.0 }), None);
        assert_eq!(score(&Sums::default()), None);
    }
}
