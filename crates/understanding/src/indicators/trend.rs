//! The scores of a place, month by month, and what they say when it is more than usual variation.

use kernel::Wave;
use measures::{
    score::Score,
    xmr::{self, Better, Xmr, xmr},
};

use super::shown::Verdict;

/// The scores of a place over time.
#[derive(Debug, Clone)]
pub struct Trend {
    /// Every wave from the first to the last of the campaign.
    pub slots: Vec<Slot>,
    /// The series of those that are shown; none when no wave is.
    pub series: Option<Xmr>,
}

/// One wave of a trend.
#[derive(Debug, Clone)]
pub struct Slot {
    /// The wave.
    pub wave: Wave,
    /// Its score, or why it is not shown.
    pub found: Result<Score, Verdict>,
    /// Whether it will not change any more.
    pub frozen: bool,
}

impl Trend {
    /// Reads the slots that are shown, a higher score being better.
    pub(super) fn read(slots: Vec<Slot>) -> Self {
        let values: Vec<f64> = slots.iter().filter_map(|slot| slot.found.ok()).map(|score| score.score).collect();
        let settings = xmr::Settings { better: Some(Better::Higher), ..xmr::Settings::default() };
        Self { slots, series: xmr(&values, &settings).ok() }
    }

    /// What the last waves say when it is more than usual variation: the reading of the last point, and the wave since
    /// which the same signal lasts.
    pub fn change(&self) -> Option<(xmr::Reading, Wave)> {
        self.stretches()
            .pop()
            .filter(|(_, _, last)| Some(*last) == self.shown().last().copied())
            .map(|(r, from, _)| (r, from))
    }

    /// The last stretch of waves that were more than usual variation, when it is over: what they said, from when to when.
    pub fn past(&self) -> Option<(xmr::Reading, Wave, Wave)> {
        self.stretches().pop().filter(|(_, _, last)| Some(*last) != self.shown().last().copied())
    }

    fn shown(&self) -> Vec<Wave> {
        self.slots.iter().filter(|slot| slot.found.is_ok()).map(|slot| slot.wave).collect()
    }

    fn stretches(&self) -> Vec<Stretch> {
        stretches(&self.shown(), self.series.as_ref().map_or(&[], |series| &series.points))
    }
}

/// Waves in a row that say the same thing, other than usual variation: what, from when, to when.
pub(super) type Stretch = (xmr::Reading, Wave, Wave);

/// The stretches of a series whose points are those of some waves, in the order of time. Where neither way is better, what is
/// above the centre and what is below it are two stretches all the same.
pub(super) fn stretches(waves: &[Wave], points: &[xmr::Point]) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let says = |point: &xmr::Point| point.signals.first().map(|signal| (point.reading, signal.side));
    let mut before = None;
    for (wave, point) in waves.iter().copied().zip(points) {
        let now = says(point);
        match found.last_mut().filter(|_| now.is_some() && before == now) {
            Some((_, _, last)) => *last = wave,
            None if now.is_some() => found.push((point.reading, wave, wave)),
            None => {}
        }
        before = now;
    }
    found
}

#[cfg(test)]
mod tests {
    use measures::mean::Sums;

    use super::*;

    /// A trend whose months from January 2025 on have these scores.
    fn trend(values: &[f64]) -> Trend {
        let mut wave: Wave = "2025-01".parse().unwrap();
        let mut slots = Vec::new();
        for value in values {
            let sums = Sums { n: 40, sum: value * 40.0, squares: value * value * 40.0 };
            slots.push(Slot { wave, found: measures::score::score(&sums).ok_or(Verdict::Nobody), frozen: true });
            wave = wave.next();
        }
        Trend::read(slots)
    }

    #[test]
    fn a_lasting_change_is_told_with_the_month_it_began() {
        let values = [70., 72., 71., 69., 70., 71., 70., 80., 81., 79., 80., 82., 81., 80.];
        let (reading, since) = trend(&values).change().unwrap();
        assert_eq!((reading, since.to_string().as_str()), (xmr::Reading::Improvement, "2025-08"));
        assert_eq!(trend(&values).past(), None);
    }

    #[test]
    fn usual_variation_is_no_change_and_one_that_is_over_is_past() {
        let calm = [70., 71., 70., 71., 70., 71., 70., 71.];
        assert_eq!((trend(&calm).change(), trend(&calm).past()), (None, None));
        let mut over = vec![70., 71., 70., 71., 70., 71., 70., 71., 70., 71., 70., 71.];
        // One month far below, then one far above: the mean stays where it was.
        over.insert(2, 46.0);
        over.insert(5, 95.0);
        assert_eq!(trend(&over).change(), None);
        let (reading, from, to) = trend(&over).past().unwrap();
        assert_eq!((reading, from.to_string().as_str(), from), (xmr::Reading::Improvement, "2025-06", to));
    }

    #[test]
    fn without_a_series_nothing_has_changed() {
        let none = Trend { slots: Vec::new(), series: None };
        assert_eq!((none.change(), none.past()), (None, None));
    }
}
