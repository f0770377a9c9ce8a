//! Targets: a value aimed at, in which direction, until when, and where it comes from. Every change is kept with its day and its
//! reason; what held on a day can be read later. Pure.

use kernel::{Day, Role};

use super::model::{Fault, TEXT, codes, sentence};

codes! {
    /// Which side of the value is aimed at.
    Direction {
        /// The value or more.
        AtLeast = "at-least";
        /// The value or less.
        AtMost = "at-most";
    }
}

codes! {
    /// Where a target comes from.
    Origin {
        /// A law or a regulation.
        Law = "law";
        /// A guide or a reference of the HAS or another body.
        Guide = "guide";
        /// A published study.
        Paper = "paper";
        /// What this organisation reached before.
        Past = "past";
        /// Chosen in a session with users.
        Session = "session";
        /// Decided by the direction or a committee.
        Decision = "decision";
    }
}

/// A target as a form gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct NewTarget {
    /// The value, in the unit of the indicator (per cent of a share, points of a score); none takes the target away.
    pub value: Option<f64>,
    /// Which side of it.
    pub direction: Direction,
    /// Until when.
    pub until: Option<Day>,
    /// Where it comes from.
    pub origin: Origin,
    /// The source in words.
    pub source: String,
    /// Why it is set, changed or taken away.
    pub reason: String,
}

/// A target that was set.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// Its order.
    pub seq: i64,
    /// What was set.
    pub set: NewTarget,
    /// The day.
    pub day: Day,
    /// The role of who set it.
    pub role: Role,
}

/// The largest value that is accepted.
const MOST: f64 = 1e9;

impl NewTarget {
    /// The target as it is kept, or the first field that cannot be.
    pub fn sound(self, today: Day) -> Result<Self, (&'static str, Fault)> {
        if self.value.is_some_and(|value| !value.is_finite() || !(0.0..=MOST).contains(&value)) {
            return Err(("value", Fault::Words));
        }
        // A target of yesterday would be judged before anybody aimed at it (handbook E05).
        if self.until.is_some_and(|until| until < today) {
            return Err(("until", Fault::Words));
        }
        let reason = sentence(&self.reason, TEXT).map_err(|fault| ("because", fault))?;
        if self.value.is_none() {
            return Ok(Self { source: String::new(), until: None, reason, ..self });
        }
        let source = sentence(&self.source, TEXT).map_err(|fault| ("origin-words", fault))?;
        Ok(Self { source, reason, ..self })
    }
}

/// The target that holds, out of all that were set, in order.
pub fn holding(all: &[Target]) -> Option<&Target> {
    all.last().filter(|target| target.set.value.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: i8) -> Day {
        Day::new(2026, 3, n).unwrap()
    }

    fn new(value: Option<f64>) -> NewTarget {
        NewTarget {
            value,
            direction: Direction::AtLeast,
            until: Some(day(20)),
            origin: Origin::Session,
            source: "Rencontre du 3 février".to_owned(),
            reason: "Deux patients sur trois".to_owned(),
        }
    }

    #[test]
    fn a_target_says_where_it_comes_from_and_why() {
        assert!(new(Some(65.0)).sound(day(2)).is_ok());
        assert_eq!(
            NewTarget { source: " ".to_owned(), ..new(Some(65.0)) }.sound(day(2)),
            Err(("origin-words", Fault::Words))
        );
        assert_eq!(
            NewTarget { reason: String::new(), ..new(Some(65.0)) }.sound(day(2)),
            Err(("because", Fault::Words))
        );
        assert_eq!(new(Some(65.0)).sound(day(21)), Err(("until", Fault::Words)), "already past");
        for value in [f64::NAN, f64::INFINITY, -1.0, 2e9] {
            assert_eq!(new(Some(value)).sound(day(2)), Err(("value", Fault::Words)), "{value}");
        }
    }

    #[test]
    fn the_last_one_holds_until_it_is_taken_away() {
        let set = |seq, value| Target { seq, set: new(value), day: day(2), role: Role::QualityOfficer };
        let all = [set(1, Some(60.0)), set(2, Some(65.0))];
        assert_eq!(holding(&all).map(|target| target.seq), Some(2));
        assert_eq!(holding(&[set(1, Some(60.0)), set(2, None)]), None);
        let away = new(None).sound(day(2)).unwrap();
        assert_eq!((away.until, away.source.as_str()), (None, ""));
    }
}
