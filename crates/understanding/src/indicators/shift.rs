//! How far a score may lie from what is counted: what an exchange of answers may change in it.

use measures::{mean, score};

/// By how much the sum of the scores of a group may change when people exchange answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shift {
    low: f64,
    high: f64,
    /// By how much the sum of their squares may, where the score of each is a single answer.
    squares: Option<(f64, f64)>,
}

impl Shift {
    /// So many go from an answer worth `before` points to one worth `after`, and so many back; the score of a person is the mean
    /// of `fewest` to `most` answers. Without a most, some of them may have no score at all, and move nothing.
    pub fn of(before: f64, after: f64, (there, back): (u64, u64), (fewest, most): (u64, Option<u64>)) -> Self {
        let (delta, there, back) = (after - before, there as f64, back as f64);
        let least = most.map_or(0.0, |most| 1.0 / most.max(fewest).max(1) as f64);
        let fewest = fewest.max(1) as f64;
        let ends = [delta * (there * least - back / fewest), delta * (there / fewest - back * least)];
        let each = after * after - before * before;
        let squares = match most {
            // Whoever has no score adds no square either.
            None => ((-back * each).min(there * each), (-back * each).max(there * each)),
            Some(_) => ((there - back) * each, (there - back) * each),
        };
        let squares = (fewest <= 1.0 && delta != 0.0).then_some(squares);
        Self { low: ends[0].min(ends[1]), high: ends[0].max(ends[1]), squares }
    }

    /// The scores of so many people may change by anything.
    pub const fn any(people: u64) -> Self {
        Self { low: -100.0 * people as f64, high: 100.0 * people as f64, squares: None }
    }

    /// Whether a score is told as before wherever in the shift the truth lies. Of several answers the interval says nothing that
    /// binds: it is told around the score and tells the margin alone, and whose answers stand together in one person is on no
    /// page. Of a single one it does.
    pub fn keeps(&self, sums: &mean::Sums) -> bool {
        if self.low == 0.0 && self.high == 0.0 {
            return true;
        }
        // The mean alone: asked for each step of each path, so the interval is not computed for nothing.
        let rounded = |sum: f64| (sum / sums.n as f64).clamp(0.0, 100.0).round();
        let now = rounded(sums.sum);
        if rounded(sums.sum + self.low) != now || rounded(sums.sum + self.high) != now {
            return false;
        }
        let Some(squares) = self.squares else { return true };
        let told = |sums: &mean::Sums| score::score(sums).map(|found| found.told());
        let moved = |by: f64, squares: f64| mean::Sums { sum: sums.sum + by, squares: sums.squares + squares, ..*sums };
        let ends = [self.low, self.high].into_iter().flat_map(|by| [(by, squares.0), (by, squares.1)]);
        ends.into_iter().all(|(by, squares)| told(&moved(by, squares)) == told(sums))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_there_as_back_still_move_a_mean_of_unequal_numbers_of_answers() {
        let one = Shift::of(0.0, 100.0, (1, 1), (6, Some(12)));
        assert!((one.low + 100.0 / 12.0).abs() < 1e-9 && (one.high - 100.0 / 12.0).abs() < 1e-9, "{one:?}");
        let same = Shift::of(0.0, 100.0, (1, 1), (12, Some(12)));
        assert_eq!((same.low, same.high), (0.0, 0.0));
        assert_eq!(Shift::of(50.0, 50.0, (3, 1), (1, Some(12))), Shift { low: 0.0, high: 0.0, squares: None });
    }

    #[test]
    fn a_shift_is_kept_only_where_the_told_score_stays() {
        let sums = |mean: f64| mean::Sums { n: 40, sum: mean * 40.0, squares: (mean * mean + 400.0) * 40.0 };
        let one = Shift::of(0.0, 100.0, (1, 0), (12, Some(12)));
        assert!(one.keeps(&sums(70.0)), "8.3 points of one among 40: 0.2");
        assert!(!one.keeps(&sums(70.4)), "from 70.4 to 70.6");
        assert!(Shift::of(100.0, 0.0, (1, 0), (12, Some(12))).keeps(&sums(70.4)));
        assert!(!Shift::any(1).keeps(&sums(70.0)));
    }

    #[test]
    fn where_a_single_answer_is_the_score_the_interval_has_to_stay_too() {
        let answers: Vec<f64> = [vec![100.0; 29], vec![0.0; 1]].concat();
        let sums = mean::Sums::of(&answers);
        let one = Shift::of(0.0, 100.0, (1, 0), (1, Some(1)));
        assert!(one.squares.is_some() && !one.keeps(&sums));
    }
}
