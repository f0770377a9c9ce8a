//! A date: a year, perhaps its month, perhaps its day.

use std::fmt;

use super::digits;

/// A date known to the year, the month or the day. Years run from 0 to 9999 as four digits allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Date {
    pub(super) year: u16,
    /// 0 where it is not known.
    pub(super) month: u8,
    /// 0 where it is not known.
    pub(super) day: u8,
}

impl Date {
    /// Makes a date of its parts; `None` when there is no such day, or a day without its month.
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let out = Self { year, month: month.unwrap_or(0), day: day.unwrap_or(0) };
        let sound = year <= 9999
            && month.is_none_or(|month| (1..=12).contains(&month))
            && day.is_none_or(|day| month.is_some() && (1..=days_in(year, out.month)).contains(&day));
        sound.then_some(out)
    }

    /// Reads `2015`, `2015-02` or `2015-02-04`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, rest) = digits(text, 4)?;
        let year = u16::try_from(year).ok()?;
        if rest.is_empty() {
            return Self::new(year, None, None);
        }
        let (month, rest) = digits(rest.strip_prefix('-')?, 2)?;
        let month = u8::try_from(month).ok()?;
        if rest.is_empty() {
            return Self::new(year, Some(month), None);
        }
        let (day, rest) = digits(rest.strip_prefix('-')?, 2)?;
        if rest.is_empty() { Self::new(year, Some(month), u8::try_from(day).ok()) } else { None }
    }

    /// The year.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, from 1.
    pub const fn month(self) -> Option<u8> {
        if self.month == 0 { None } else { Some(self.month) }
    }

    /// The day of the month, from 1.
    pub const fn day(self) -> Option<u8> {
        if self.day == 0 { None } else { Some(self.day) }
    }

    /// How many digits it is written with: 4, 6 or 8.
    pub(crate) const fn precision(self) -> i64 {
        match (self.month, self.day) {
            (0, _) => 4,
            (_, 0) => 6,
            _ => 8,
        }
    }

    /// The first day it may be, cut to so many digits.
    pub(crate) fn earliest(self) -> Self {
        Self { month: self.month.max(1), day: self.day.max(1), ..self }
    }

    /// The last day it may be.
    pub(crate) fn latest(self) -> Self {
        let month = if self.month == 0 { 12 } else { self.month };
        Self { year: self.year, month, day: if self.day == 0 { days_in(self.year, month) } else { self.day } }
    }

    /// Cut to 4, 6 or 8 digits; `None` for another number of digits or one it does not have.
    pub(crate) const fn cut(self, precision: i64) -> Option<Self> {
        match precision {
            4 => Some(Self { month: 0, day: 0, ..self }),
            6 if self.month > 0 => Some(Self { day: 0, ..self }),
            8 if self.day > 0 => Some(self),
            _ => None,
        }
    }
}

/// How many days a month has.
pub(super) const fn days_in(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}
