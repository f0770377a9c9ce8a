//! Days, periods and waves; the clock as a parameter.

use std::{fmt, str::FromStr};

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

/// Tells the time. The product passes the system's; tests pass a [`FixedClock`].
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Timestamp;

    /// Today in France (Europe/Paris), the civil day that legal clocks and waves count in.
    fn today(&self) -> Day {
        let zone = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
        Day(self.now().to_zoned(zone).date())
    }

    /// Milliseconds since 1970, as stored in `BIGINT` columns that need an instant (never beside a voice).
    fn millis(&self) -> i64 {
        self.now().as_millisecond()
    }
}

/// A clock that stands where it is put.
#[derive(Debug)]
pub struct FixedClock(std::sync::atomic::AtomicI64);

impl FixedClock {
    /// A clock standing at noon UTC of a day.
    pub fn at(day: Day) -> Self {
        let noon = day.0.to_zoned(TimeZone::UTC).map_or(0, |z| z.timestamp().as_millisecond() + 43_200_000);
        Self(std::sync::atomic::AtomicI64::new(noon))
    }

    /// Moves the clock forward by whole days.
    pub fn advance_days(&self, days: i64) {
        self.advance_millis(days * 86_400_000);
    }

    /// Moves the clock forward.
    pub fn advance_millis(&self, millis: i64) {
        self.0.fetch_add(millis, std::sync::atomic::Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.load(std::sync::atomic::Ordering::SeqCst)).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

/// Why a text is not a day, a wave or a period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a date: {0}")]
pub struct TimeError(pub String);

/// A civil day, written `2026-11-22`. The finest time that is kept about a voice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// A day from its parts; an error when there is no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, TimeError> {
        Date::new(year, month, day).map(Self).map_err(|e| TimeError(e.to_string()))
    }

    /// The day some days later (earlier when negative); stays put at the end of the calendar.
    pub fn plus_days(self, days: i64) -> Self {
        self.0.checked_add(days.days()).map_or(self, Self)
    }

    /// Days from this one to another (positive when the other is later).
    pub fn days_until(self, other: Self) -> i64 {
        self.0.until(other.0).map_or(0, |span| i64::from(span.get_days()))
    }

    /// The month this day lies in.
    pub fn wave(self) -> Wave {
        Wave { year: self.0.year(), month: self.0.month() }
    }

    /// The civil date.
    pub const fn date(self) -> Date {
        self.0
    }

    /// The day of an instant in France.
    pub fn of(instant: Timestamp) -> Self {
        let zone = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
        Self(instant.to_zoned(zone).date())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl FromStr for Day {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        // Only the plain form: "2026-11-22". A date with a time or a zone is not a day.
        if text.len() != 10 {
            return Err(TimeError(text.to_owned()));
        }
        text.parse::<Date>().map(Self).map_err(|_| TimeError(text.to_owned()))
    }
}

/// A wave of a campaign: by default the month of discharge (DESIGN 3b). Written `2026-11`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wave {
    year: i16,
    month: i8,
}

impl Wave {
    /// The first day.
    pub fn first_day(self) -> Day {
        Day(Date::constant(self.year, self.month, 1))
    }

    /// The last day.
    pub fn last_day(self) -> Day {
        Day(self.first_day().0.last_of_month())
    }

    /// The wave after this one.
    pub fn next(self) -> Self {
        self.last_day().plus_days(1).wave()
    }

    /// The wave before this one.
    pub fn previous(self) -> Self {
        self.first_day().plus_days(-1).wave()
    }

    /// The year.
    pub const fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> i8 {
        self.month
    }
}

impl fmt::Display for Wave {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for Wave {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        if text.len() != 7 {
            return Err(TimeError(text.to_owned()));
        }
        format!("{text}-01").parse::<Day>().map(Day::wave)
    }
}

/// Two days and everything between, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

impl Period {
    /// A period; an error when it ends before it starts.
    pub fn new(from: Day, to: Day) -> Result<Self, TimeError> {
        if to < from { Err(TimeError(format!("{from} - {to}"))) } else { Ok(Self { from, to }) }
    }

    /// Whether a day lies inside.
    pub fn contains(self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waves_follow_each_other_over_the_year() {
        let wave: Wave = "2025-12".parse().unwrap();
        assert_eq!(wave.next().to_string(), "2026-01");
        assert_eq!(wave.next().previous(), wave);
        assert_eq!(wave.last_day().to_string(), "2025-12-31");
    }

    #[test]
    fn today_is_counted_in_paris() {
        let clock = FixedClock::at(Day::new(2026, 7, 14).unwrap());
        clock.advance_millis(11 * 3_600_000);
        assert_eq!(clock.today().to_string(), "2026-07-15", "23:00 UTC is already the next day in Paris");
    }

    #[test]
    fn what_is_not_a_day_is_refused() {
        for bad in ["2026-02-30", "2026-2-3", "hier", "2026-11-22T10:00"] {
            assert!(bad.parse::<Day>().is_err(), "{bad}");
        }
    }
}
