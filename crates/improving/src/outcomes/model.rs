//! From voices to the entries of places and periods; pure.

use std::collections::BTreeMap;

use kernel::{Day, Id, Wave, kinds};
use understanding::{
    cards::{model::Rhythm, typed::Entry},
    indicators::Measure,
};

/// What became of one voice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    /// Where it was told.
    pub place: Id<kinds::Place>,
    /// The day it came.
    pub day: Day,
    /// Whether its author asks for a reply.
    pub asks: bool,
    /// Whether somebody read it as a concern.
    pub is_concern: bool,
    /// The day of the first reply.
    pub answered: Option<Day>,
    /// The day of the first change that was done about it.
    pub changed: Option<Day>,
}

/// The days after a period in which a reply counts where no delay is said: counted once, the number stands still.
const STANDS: i64 = 30;

/// What is counted of the voices of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Counted {
    /// Replies, or changes.
    is_change: bool,
    /// Within how many days.
    within: Option<i64>,
}

impl Counted {
    /// What a measure counts; none for one that is read elsewhere.
    pub const fn of(measure: &Measure) -> Option<Self> {
        match measure {
            Measure::Answered { within_days: None } => Some(Self { is_change: false, within: None }),
            Measure::Answered { within_days: Some(days) } => {
                Some(Self { is_change: false, within: Some(*days as i64) })
            }
            Measure::Changed { within_days } => Some(Self { is_change: true, within: Some(*within_days as i64) }),
            _ => None,
        }
    }

    /// Whether a voice is in the denominator, and then in the numerator.
    fn takes(self, fact: &Fact, rhythm: Rhythm) -> Option<bool> {
        let (is_in, when) = if self.is_change { (fact.is_concern, fact.changed) } else { (fact.asks, fact.answered) };
        let last = rhythm.last_day(fact.day.wave()).plus_days(STANDS);
        let in_time = |when: Day| self.within.map_or(when <= last, |days| fact.day.days_until(when) <= days);
        is_in.then(|| when.is_some_and(in_time))
    }

    /// After how many days nothing counts any more.
    pub fn days(self) -> i64 {
        self.within.unwrap_or(STANDS)
    }

    /// Whether both count replies, or both changes.
    pub const fn is_of_kind(self, other: Self) -> bool {
        self.is_change == other.is_change
    }

    /// The first day on which a period is told: it is over, and so are the days in which a reply or a change still counts.
    pub fn told_from(self, rhythm: Rhythm, wave: Wave) -> Day {
        rhythm.last_day(wave).plus_days(self.days() + 1)
    }
}

/// The entries of every place and period that is told: each voice counts at its place and at every place above it. `above` gives a
/// place and all places over it.
pub fn counted(
    facts: &[Fact],
    (what, rhythm): (Counted, Rhythm),
    above: &dyn Fn(Id<kinds::Place>) -> Vec<Id<kinds::Place>>,
    today: Day,
) -> Vec<Entry> {
    let mut sums: BTreeMap<(Id<kinds::Place>, Wave), (u64, u64)> = BTreeMap::new();
    for fact in facts {
        let period = rhythm.start(fact.day.wave());
        // A period that goes on would tell of each voice as it comes.
        if what.told_from(rhythm, period) > today {
            continue;
        }
        let Some(is_done) = what.takes(fact, rhythm) else { continue };
        for place in above(fact.place) {
            let (count, of) = sums.entry((place, period)).or_default();
            *count += u64::from(is_done);
            *of += 1;
        }
    }
    sums.into_iter()
        .map(|((place, wave), (count, of))| Entry { place, wave, value: count as f64, of: Some(of) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn fact(day_text: &str) -> Fact {
        Fact { place: Id::from_i64(2), day: day(day_text), asks: true, is_concern: true, answered: None, changed: None }
    }

    fn entries(facts: &[Fact], measure: &Measure, today: &str) -> Vec<(i64, String, u64, u64)> {
        of_rhythm(facts, measure, Rhythm::Month, today)
    }

    fn of_rhythm(facts: &[Fact], measure: &Measure, rhythm: Rhythm, today: &str) -> Vec<(i64, String, u64, u64)> {
        let above = |place: Id<kinds::Place>| vec![place, Id::from_i64(1)];
        counted(facts, (Counted::of(measure).unwrap(), rhythm), &above, day(today))
            .into_iter()
            .map(|one| (one.place.to_i64(), one.wave.to_string(), one.value as u64, one.of.unwrap()))
            .collect()
    }

    #[test]
    fn a_reply_counts_where_one_was_asked_for_and_in_time() {
        let facts = [
            Fact { answered: Some(day("2026-01-20")), ..fact("2026-01-10") },
            Fact { answered: Some(day("2026-02-10")), ..fact("2026-01-10") },
            Fact { asks: false, ..fact("2026-01-10") },
            fact("2026-01-31"),
        ];
        let ever = Measure::Answered { within_days: None };
        assert_eq!(entries(&facts, &ever, "2026-03-03"), [(1, "2026-01".into(), 2, 3), (2, "2026-01".into(), 2, 3)]);
        let soon = Measure::Answered { within_days: Some(30) };
        assert_eq!(entries(&facts, &soon, "2026-03-03")[0], (1, "2026-01".into(), 1, 3), "the 31st day is too late");
    }

    #[test]
    fn only_a_change_that_was_done_in_time_counts_and_only_of_concerns() {
        let facts = [
            Fact { changed: Some(day("2026-04-10")), ..fact("2026-01-10") },
            Fact { changed: Some(day("2026-04-11")), ..fact("2026-01-10") },
            Fact { is_concern: false, changed: Some(day("2026-02-01")), ..fact("2026-01-10") },
        ];
        let changed = Measure::Changed { within_days: 90 };
        assert_eq!(entries(&facts, &changed, "2026-06-01")[0], (1, "2026-01".into(), 1, 2));
    }

    #[test]
    fn a_period_is_told_once_it_is_over_and_no_day_counts_any_more() {
        let changed = Measure::Changed { within_days: 90 };
        let at = |rhythm, today: &str| of_rhythm(&[fact("2026-01-10")], &changed, rhythm, today);
        assert!(at(Rhythm::Month, "2026-05-01").is_empty());
        assert_eq!(at(Rhythm::Month, "2026-05-02")[0], (1, "2026-01".into(), 0, 1));
        assert!(at(Rhythm::Quarter, "2026-06-29").is_empty());
        assert_eq!(at(Rhythm::Quarter, "2026-06-30")[0].1, "2026-01");
        let ever = Measure::Answered { within_days: None };
        assert!(of_rhythm(&[fact("2026-03-02")], &ever, Rhythm::Month, "2026-04-30").is_empty());
        assert!(of_rhythm(&[fact("2026-03-02")], &ever, Rhythm::Year, "2027-01-30").is_empty());
        assert_eq!(Counted::of(&Measure::Score), None);
    }

    #[test]
    fn the_voices_of_a_quarter_are_those_of_its_three_months() {
        let facts = ["2025-12-31", "2026-01-01", "2026-02-14", "2026-03-31", "2026-04-01"].map(fact);
        let ever = Measure::Answered { within_days: None };
        let told = of_rhythm(&facts, &ever, Rhythm::Quarter, "2026-05-01");
        assert_eq!(told[..2], [(1, "2025-10".into(), 0, 1), (1, "2026-01".into(), 0, 3)]);
        assert_eq!(told.len(), 4, "the second quarter goes on: {told:?}");
        let years = of_rhythm(&facts, &ever, Rhythm::Year, "2027-01-31");
        assert_eq!(years[1], (1, "2026-01".into(), 0, 4));
    }
}
