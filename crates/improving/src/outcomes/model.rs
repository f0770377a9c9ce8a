//! From voices to the entries of places and months; pure.

use std::collections::BTreeMap;

use kernel::{Day, Id, Wave, kinds};
use understanding::{cards::typed::Entry, indicators::Measure};

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

/// What is counted of the voices of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    fn takes(self, fact: &Fact) -> Option<bool> {
        let (is_in, when) = if self.is_change { (fact.is_concern, fact.changed) } else { (fact.asks, fact.answered) };
        let in_time = |when: Day| self.within.is_none_or(|days| fact.day.days_until(when) <= days);
        is_in.then(|| when.is_some_and(in_time))
    }

    /// Whether days are left in which a month can still change: its last day and the delay have not passed. Without a delay it always
    /// can, and is told as it stands.
    pub fn is_provisional(self, wave: Wave, today: Day) -> bool {
        self.within.is_some_and(|days| wave.last_day().plus_days(days) >= today)
    }
}

/// The entries of every place and whole month: each voice counts at its place and at every place above it. `above` gives a place and all
/// places over it.
pub fn counted(
    facts: &[Fact],
    what: Counted,
    above: &dyn Fn(Id<kinds::Place>) -> Vec<Id<kinds::Place>>,
    today: Day,
) -> Vec<Entry> {
    let mut sums: BTreeMap<(Id<kinds::Place>, Wave), (u64, u64)> = BTreeMap::new();
    // The month that goes on would tell of each voice as it comes.
    for fact in facts.iter().filter(|fact| fact.day.wave() < today.wave()) {
        let Some(is_done) = what.takes(fact) else { continue };
        for place in above(fact.place) {
            let (count, of) = sums.entry((place, fact.day.wave())).or_default();
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
        let above = |place: Id<kinds::Place>| vec![place, Id::from_i64(1)];
        counted(facts, Counted::of(measure).unwrap(), &above, day(today))
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
        assert_eq!(entries(&facts, &ever, "2026-03-01"), [(1, "2026-01".into(), 2, 3), (2, "2026-01".into(), 2, 3)]);
        let soon = Measure::Answered { within_days: Some(30) };
        assert_eq!(entries(&facts, &soon, "2026-03-01")[0], (1, "2026-01".into(), 1, 3), "the 31st day is too late");
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
    fn the_month_that_goes_on_is_not_told_and_one_whose_days_can_come_is_provisional() {
        let changed = Measure::Changed { within_days: 90 };
        assert!(entries(&[fact("2026-03-02")], &changed, "2026-03-31").is_empty());
        let what = Counted::of(&changed).unwrap();
        let january = "2026-01".parse().unwrap();
        assert!(what.is_provisional(january, day("2026-05-01")));
        assert!(!what.is_provisional(january, day("2026-05-02")));
        let ever = Counted::of(&Measure::Answered { within_days: None }).unwrap();
        assert!(!ever.is_provisional(january, day("2026-02-01")));
        assert_eq!(Counted::of(&Measure::Score), None);
    }
}
