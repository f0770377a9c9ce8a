//! Plans: the months in which a measure is repeated, and who is reminded (handbook B04: repeating is what makes a measure last). Pure.

use kernel::{Day, Id, Role, Wave, kinds};

use super::model::CardId;

/// The kind of the id of a plan.
pub enum PlanKind {}
/// The id of a plan.
pub type PlanId = Id<PlanKind>;

/// Which months are measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waves {
    /// Every so many months from the first on.
    Every(u32),
    /// Chosen ones, in order.
    Chosen(Vec<Wave>),
}

/// A plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its id.
    pub id: PlanId,
    /// The card whose measure is repeated.
    pub card: CardId,
    /// The months.
    pub waves: Waves,
    /// The first month.
    pub first: Wave,
    /// The last month; none goes on.
    pub last: Option<Wave>,
    /// Whose place is reminded.
    pub place: Id<kinds::Place>,
    /// Which role there.
    pub role: Role,
    /// How many days before the month begins.
    pub days_before: i64,
    /// The day it was made: nothing before it is asked for.
    pub created: Day,
    /// The day it was ended.
    pub ended: Option<Day>,
}

/// The most months that a plan looks ahead or back, in one reading.
const HORIZON: usize = 240;
/// The longest step, in months.
pub const LONGEST: u32 = 60;
/// The most chosen months.
pub const CHOSEN: usize = 60;

/// Where a planned month stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Later than its reminder.
    Ahead,
    /// Its reminder is due, nothing came yet.
    Due,
    /// Numbers came.
    Measured,
    /// It passed, and nothing came.
    Missed,
}

impl Stands {
    /// The name in word keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ahead => "ahead",
            Self::Due => "due",
            Self::Measured => "measured",
            Self::Missed => "missed",
        }
    }
}

impl Plan {
    /// The planned months up to one, in order: not after the last, nor after the month in which the plan was ended.
    pub fn until(&self, to: Wave) -> Vec<Wave> {
        let to = [self.last, self.ended.map(Day::wave)].into_iter().flatten().fold(to, Wave::min);
        match &self.waves {
            Waves::Chosen(waves) => waves.iter().copied().filter(|wave| *wave <= to).collect(),
            Waves::Every(months) => {
                let step = |wave: &Wave| Some((0..(*months).max(1)).fold(*wave, |wave, _| wave.next()));
                std::iter::successors(Some(self.first), step).take_while(|wave| *wave <= to).take(HORIZON).collect()
            }
        }
    }

    /// The day on which somebody is reminded of a month.
    pub fn reminder_of(&self, wave: Wave) -> Day {
        wave.first_day().plus_days(-self.days_before)
    }

    /// Where a planned month stands. `late` is the number of days after its end from which it is missed.
    pub fn stands(&self, wave: Wave, is_measured: bool, today: Day, late: i64) -> Stands {
        if is_measured {
            Stands::Measured
        } else if wave.last_day().plus_days(late.max(0)) < today {
            Stands::Missed
        } else if self.reminder_of(wave) <= today {
            Stands::Due
        } else {
            Stands::Ahead
        }
    }

    /// The months whose reminder is to leave: due by today, not over, and not planned before the plan was made.
    pub fn to_remind(&self, today: Day) -> Vec<Wave> {
        if self.ended.is_some() {
            return Vec::new();
        }
        let soon = today.plus_days(self.days_before.max(0)).wave();
        let due = |wave: &Wave| self.reminder_of(*wave) <= today && wave.last_day() >= today;
        self.until(soon).into_iter().filter(due).filter(|wave| wave.last_day() >= self.created).collect()
    }

    /// The next month that is planned from a day on.
    pub fn next(&self, today: Day) -> Option<Wave> {
        if self.ended.is_some() {
            return None;
        }
        let far = (0..=LONGEST).fold(today.wave().max(self.first), |wave, _| wave.next());
        self.until(far).into_iter().find(|wave| *wave >= today.wave())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wave(text: &str) -> Wave {
        text.parse().unwrap()
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn plan(waves: Waves) -> Plan {
        Plan {
            id: Id::from_i64(1),
            card: Id::from_i64(2),
            waves,
            first: wave("2026-01"),
            last: None,
            place: Id::from_i64(3),
            role: Role::UnitManager,
            days_before: 14,
            created: day("2025-12-01"),
            ended: None,
        }
    }

    fn said(waves: &[Wave]) -> Vec<String> {
        waves.iter().map(Wave::to_string).collect()
    }

    #[test]
    fn every_three_months_is_counted_over_the_year() {
        let quarterly = plan(Waves::Every(3));
        assert_eq!(said(&quarterly.until(wave("2027-02"))), ["2026-01", "2026-04", "2026-07", "2026-10", "2027-01"]);
        let short = Plan { last: Some(wave("2026-06")), ..plan(Waves::Every(3)) };
        assert_eq!(said(&short.until(wave("2027-02"))), ["2026-01", "2026-04"]);
        assert_eq!(plan(Waves::Every(0)).until(wave("2026-03")).len(), 3, "no step is a month, and it ends");
        assert_eq!(plan(Waves::Every(1)).until(wave("2999-01")).len(), HORIZON);
    }

    #[test]
    fn a_reminder_leaves_once_its_day_has_come_and_not_for_a_month_that_is_over() {
        let quarterly = plan(Waves::Every(3));
        assert_eq!(said(&quarterly.to_remind(day("2026-03-17"))), Vec::<String>::new());
        assert_eq!(said(&quarterly.to_remind(day("2026-03-18"))), ["2026-04"]);
        assert_eq!(said(&quarterly.to_remind(day("2026-04-30"))), ["2026-04"], "a machine that slept catches up");
        assert_eq!(said(&quarterly.to_remind(day("2026-05-01"))), Vec::<String>::new());
        let ended = Plan { ended: Some(day("2026-03-01")), ..quarterly };
        assert!(ended.to_remind(day("2026-03-18")).is_empty());
    }

    #[test]
    fn a_planned_month_without_answers_is_missed_once_its_days_have_passed() {
        let one = plan(Waves::Chosen(vec![wave("2026-03"), wave("2026-05")]));
        let at = |text: &str, measured: bool| one.stands(wave("2026-03"), measured, day(text), 90);
        assert_eq!(at("2026-02-14", false), Stands::Ahead);
        assert_eq!(at("2026-02-15", false), Stands::Due);
        assert_eq!(at("2026-06-29", false), Stands::Due);
        assert_eq!(at("2026-06-30", false), Stands::Missed);
        assert_eq!(at("2026-06-30", true), Stands::Measured);
        assert_eq!(one.next(day("2026-04-02")), Some(wave("2026-05")));
        assert_eq!(one.next(day("2026-06-02")), None);
    }
}
