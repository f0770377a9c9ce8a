//! Dates and times known to some precision: `2026`, `2026-11`, `2026-11-22T10:05`, `10:05`.
//!
//! A comparison that the known parts do not decide has no answer, as in FHIRPath: whether 2026 is before 2026-05 is
//! unknown, not false.

use std::{cmp::Ordering, fmt};

/// What is known of a date, a date with a time, or a time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Partial {
    /// Which of the three.
    pub kind: PartialKind,
    /// Year, month, day, hour, minute, second, millisecond: the first [`known`](Self::known) of a date, or from the
    /// hour on for a time of day.
    parts: [i32; 7],
    /// How many parts are known, counted from the year for dates and from the hour for times.
    known: u8,
    /// Minutes east of Greenwich, when they are said.
    offset: Option<i16>,
}

impl Partial {
    /// An instant for a form that never looks at the clock.
    pub(crate) const ANY: Self =
        Self { kind: PartialKind::DateTime, parts: [2000, 1, 1, 0, 0, 0, 0], known: 7, offset: Some(0) };
}

/// Which kind of moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartialKind {
    /// A day or less.
    Date,
    /// A day with a time.
    DateTime,
    /// A time of day.
    Time,
}

/// A length of time that can be added to a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Calendar years.
    Year,
    /// Calendar months.
    Month,
    /// Weeks.
    Week,
    /// Days.
    Day,
    /// Hours.
    Hour,
    /// Minutes.
    Minute,
    /// Seconds.
    Second,
}

impl Unit {
    /// From the words of FHIRPath; UCUM's definite units are no calendar units.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word.strip_suffix('s').unwrap_or(word) {
            "year" => Self::Year,
            "month" => Self::Month,
            "week" => Self::Week,
            "day" => Self::Day,
            "hour" => Self::Hour,
            "minute" => Self::Minute,
            "second" => Self::Second,
            _ => return None,
        })
    }
}

fn number(text: &str, width: usize) -> Option<i32> {
    (text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// Days from 1970-01-01 (Howard Hinnant's civil calendar arithmetic).
fn days(year: i32, month: i32, day: i32) -> i64 {
    let shifted = i64::from(if month <= 2 { year - 1 } else { year });
    let era = shifted.div_euclid(400);
    let of_era = shifted.rem_euclid(400);
    let of_year = (153 * i64::from((month + 9) % 12) + 2) / 5 + i64::from(day) - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

fn civil(days: i64) -> (i32, i32, i32) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (i32::try_from(year).unwrap_or(0), i32::try_from(month).unwrap_or(1), i32::try_from(day).unwrap_or(1))
}

fn month_length(year: i32, month: i32) -> i32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl Partial {
    /// Reads `2026`, `2026-11`, `2026-11-22`.
    pub fn date(text: &str) -> Option<Self> {
        let mut parts = [0; 7];
        let mut known = 0;
        for (rank, piece) in text.split('-').enumerate() {
            *parts.get_mut(rank).filter(|_| rank < 3)? = number(piece, if rank == 0 { 4 } else { 2 })?;
            known += 1;
        }
        Self { kind: PartialKind::Date, parts, known, offset: None }.checked()
    }

    /// Reads `2026-11-22T10:05:30.5+01:00` and what is known of it.
    pub fn date_time(text: &str) -> Option<Self> {
        let (day, rest) = text.split_once('T').unwrap_or((text, ""));
        let mut out = Self { kind: PartialKind::DateTime, ..Self::date(day)? };
        let (clock, offset) = match rest.find(['Z', '+', '-']) {
            Some(at) => (rest.get(..at)?, rest.get(at..)?),
            None => (rest, ""),
        };
        if !clock.is_empty() {
            if out.known != 3 {
                return None;
            }
            out.clock(clock)?;
        }
        out.offset = match offset {
            "" => None,
            "Z" => Some(0),
            _ => {
                let (hours, minutes) = offset.get(1..)?.split_once(':')?;
                let minutes = i16::try_from(number(hours, 2)? * 60 + number(minutes, 2)?).ok()?;
                Some(if offset.starts_with('-') { -minutes } else { minutes })
            }
        };
        out.checked()
    }

    /// Reads `10:05:30`.
    pub fn time(text: &str) -> Option<Self> {
        let mut out = Self { kind: PartialKind::Time, parts: [1; 7], known: 3, offset: None };
        out.clock(text)?;
        out.checked()
    }

    fn clock(&mut self, text: &str) -> Option<()> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        for (rank, piece) in whole.split(':').enumerate() {
            *self.parts.get_mut(rank + 3).filter(|_| rank < 3)? = number(piece, 2)?;
            self.known += 1;
        }
        if !fraction.is_empty() {
            let digits: String = fraction.chars().chain("000".chars()).take(3).collect();
            *self.parts.get_mut(6)? = number(&digits, 3)?;
            self.known = if self.known == 6 { 7 } else { return None };
        }
        Some(())
    }

    fn checked(self) -> Option<Self> {
        let [year, month, day, hour, minute, second, _] = self.parts;
        let date = self.known < 2 || (1..=12).contains(&month);
        let day_fits = self.known < 3 || (1..=month_length(year, month)).contains(&day);
        let clock =
            self.known < 4 || ((0..24).contains(&hour) && (0..60).contains(&minute) && (0..60).contains(&second));
        (self.known > 0 && (1..=9999).contains(&year) && date && day_fits && clock).then_some(self)
    }

    /// The day alone.
    pub fn to_date(self) -> Option<Self> {
        let known = self.known.min(3);
        (self.kind != PartialKind::Time).then_some(Self { kind: PartialKind::Date, known, offset: None, ..self })
    }

    /// The year, where there is one.
    pub fn year(self) -> Option<i32> {
        if self.kind == PartialKind::Time { None } else { self.parts.first().copied() }
    }

    /// Which is first; none when what is known does not say. Two offsets are brought to Greenwich; one offset against
    /// none cannot be compared.
    pub fn compare(self, other: Self) -> Option<Ordering> {
        if (self.kind == PartialKind::Time) != (other.kind == PartialKind::Time) {
            return None;
        }
        let (a, b) = match (self.offset, other.offset) {
            (None, None) => (self, other),
            (Some(_), Some(_)) => (self.at_greenwich(), other.at_greenwich()),
            _ if self.known.min(other.known) <= 3 => (self, other),
            _ => return None,
        };
        // Seconds and their thousandths are one precision.
        let known = |one: Self| if one.known == 7 { 6 } else { one.known };
        for rank in 0..usize::from(known(a).max(known(b))) {
            if rank >= usize::from(known(a).min(known(b))) {
                return None;
            }
            let part = |one: Self| {
                let seconds = one.parts.get(rank).copied().unwrap_or(0);
                if rank == 5 { seconds * 1000 + one.parts.get(6).copied().unwrap_or(0) } else { seconds }
            };
            match part(a).cmp(&part(b)) {
                Ordering::Equal => {}
                decided => return Some(decided),
            }
        }
        Some(Ordering::Equal)
    }

    fn at_greenwich(self) -> Self {
        match self.offset {
            Some(minutes) if self.known >= 5 => self.minutes_later(-i64::from(minutes)),
            _ => self,
        }
    }

    fn minutes_later(mut self, minutes: i64) -> Self {
        let [year, month, day, hour, minute, ..] = self.parts;
        let total = days(year, month, day) * 1440 + i64::from(hour) * 60 + i64::from(minute) + minutes;
        let (year, month, day) = civil(total.div_euclid(1440));
        let rest = i32::try_from(total.rem_euclid(1440)).unwrap_or(0);
        let [.., second, milli] = self.parts;
        self.parts = [year, month, day, rest / 60, rest % 60, second, milli];
        self
    }

    /// Later by an amount of calendar units; earlier when it is negative. Units finer than what is known are brought
    /// to the finest known one (twelve months to the year, 365 days), the rest being dropped, as FHIRPath says.
    pub fn plus(self, amount: i64, unit: Unit) -> Option<Self> {
        if self.kind == PartialKind::Time {
            return self.later_today(amount, unit);
        }
        let moved = match unit {
            Unit::Year => self.months_later(amount.checked_mul(12)?),
            Unit::Month if self.known == 1 => self.months_later(amount / 12 * 12),
            Unit::Month => self.months_later(amount),
            Unit::Week => self.days_later(amount.checked_mul(7)?),
            Unit::Day => self.days_later(amount),
            Unit::Hour => self.seconds_later(amount.checked_mul(3600)?),
            Unit::Minute => self.seconds_later(amount.checked_mul(60)?),
            Unit::Second => self.seconds_later(amount),
        };
        moved?.checked()
    }

    fn months_later(mut self, months: i64) -> Option<Self> {
        let [year, month, day, ..] = self.parts;
        let month = if self.known > 1 { month } else { 1 };
        let total = (i64::from(year) * 12 + i64::from(month) - 1).checked_add(months)?;
        let year = i32::try_from(total.div_euclid(12)).ok()?;
        let month = i32::try_from(total.rem_euclid(12)).ok()? + 1;
        // The 31st of a month that has thirty days is its last day.
        let day = if self.known > 2 { day.min(month_length(year, month)) } else { day };
        let [_, _, _, hour, minute, second, milli] = self.parts;
        self.parts = [year, month, day, hour, minute, second, milli];
        Some(self)
    }

    fn days_later(mut self, count: i64) -> Option<Self> {
        match self.known {
            1 => return self.months_later(count / 365 * 12),
            2 => return self.months_later(count / 30),
            _ => {}
        }
        let [year, month, day, hour, minute, second, milli] = self.parts;
        let total = days(year, month, day).checked_add(count).filter(|total| total.abs() < 4_000_000)?;
        let (year, month, day) = civil(total);
        self.parts = [year, month, day, hour, minute, second, milli];
        Some(self)
    }

    fn seconds_later(mut self, count: i64) -> Option<Self> {
        if self.known < 6 {
            return match self.known {
                5 => self.sum(count / 60 * 60),
                4 => self.sum(count / 3600 * 3600),
                _ => self.days_later(count / 86_400),
            };
        }
        self = self.sum(count)?;
        Some(self)
    }

    fn sum(mut self, count: i64) -> Option<Self> {
        let [year, month, day, hour, minute, second, milli] = self.parts;
        let of_day = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
        let total = days(year, month, day).checked_mul(86_400)?.checked_add(of_day)?.checked_add(count)?;
        let (year, month, day) = civil(Some(total.div_euclid(86_400)).filter(|days| days.abs() < 4_000_000)?);
        let rest = i32::try_from(total.rem_euclid(86_400)).ok()?;
        self.parts = [year, month, day, rest / 3600, rest / 60 % 60, rest % 60, milli];
        Some(self)
    }

    fn later_today(self, amount: i64, unit: Unit) -> Option<Self> {
        let moved = match unit {
            Unit::Hour => self.seconds_later(amount.checked_mul(3600)?),
            Unit::Minute => self.seconds_later(amount.checked_mul(60)?),
            Unit::Second => self.seconds_later(amount),
            _ => None,
        }?;
        // A time of day turns round at midnight.
        let mut parts = moved.parts;
        let [year, month, day, ..] = &mut parts;
        (*year, *month, *day) = (1, 1, 1);
        Some(Self { parts, ..moved })
    }
}

impl fmt::Display for Partial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [year, month, day, hour, minute, second, milli] = self.parts;
        let date = self.kind != PartialKind::Time;
        if date {
            write!(f, "{year:04}")?;
            if self.known > 1 {
                write!(f, "-{month:02}")?;
            }
            if self.known > 2 {
                write!(f, "-{day:02}")?;
            }
        }
        if self.known > 3 {
            write!(f, "{}{hour:02}", if date { "T" } else { "" })?;
        }
        if self.known > 4 {
            write!(f, ":{minute:02}")?;
        }
        if self.known > 5 {
            write!(f, ":{second:02}")?;
        }
        if self.known > 6 {
            write!(f, ".{milli:03}")?;
        }
        match self.offset {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Partial {
        Partial::date_time(text).unwrap()
    }

    #[test]
    fn a_moment_is_written_as_it_was_read() {
        for text in ["2026", "2026-11", "2026-11-22", "2026-11-22T10", "2026-11-22T10:05:30.500+01:00", "2024-02-29"] {
            assert_eq!(date(text).to_string(), text);
        }
        assert_eq!(Partial::time("10:05").unwrap().to_string(), "10:05");
        for text in ["", "26", "2026-13", "2026-02-29", "2026-11-22T24:00", "2026-11T10", "2026-1-1", "2026-11-22-01"] {
            assert_eq!(Partial::date_time(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_not_known_is_not_compared() {
        assert_eq!(date("2026").compare(date("2027-01")), Some(Ordering::Less));
        assert_eq!(date("2026").compare(date("2026-05")), None);
        assert_eq!(date("2026-11-22T10:00:00Z").compare(date("2026-11-22T11:00:00+01:00")), Some(Ordering::Equal));
        assert_eq!(date("2026-11-22T10:00:00").compare(date("2026-11-22T10:00:00.000")), Some(Ordering::Equal));
    }

    #[test]
    fn calendar_arithmetic_keeps_to_the_month() {
        let plus = |text: &str, n: i64, unit: Unit| date(text).plus(n, unit).unwrap().to_string();
        assert_eq!(plus("2024-01-31", 1, Unit::Month), "2024-02-29");
        assert_eq!(plus("2024-02-29", -1, Unit::Year), "2023-02-28");
        assert_eq!(plus("2023-12-31", 1, Unit::Day), "2024-01-01");
        assert_eq!(plus("2023", 13, Unit::Month), "2024");
        assert_eq!(plus("2023-03-01T00:30:00", -1, Unit::Hour), "2023-02-28T23:30:00");
        assert_eq!(Partial::time("23:30").unwrap().plus(1, Unit::Hour).unwrap().to_string(), "00:30");
        assert_eq!(date("9999-12-31").plus(1, Unit::Day), None);
    }
}
