//! A date with, perhaps, a time of day and an offset from UTC.

use std::fmt;

use super::{Date, Time, digits};

/// A date and time, each known in part. A time of day needs a whole date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateTime {
    pub(super) date: Date,
    pub(super) time: Option<Time>,
    pub(super) offset: Option<i16>,
}

impl DateTime {
    /// Makes one of its parts; `None` when a time stands beside an incomplete date, an offset beside no time, or the
    /// offset is beyond 14 hours.
    pub fn new(date: Date, time: Option<Time>, offset_minutes: Option<i16>) -> Option<Self> {
        let sound = (time.is_none() || date.day().is_some())
            && (offset_minutes.is_none() || time.is_some())
            && offset_minutes.is_none_or(|offset| offset.abs() <= 14 * 60);
        sound.then_some(Self { date, time, offset: offset_minutes })
    }

    /// Reads what FHIR writes: `2015`, `2015-02-04`, `2015-02-04T14:34:28+02:00`.
    pub fn parse(text: &str) -> Option<Self> {
        match text.find('T') {
            None => Self::new(Date::parse(text)?, None, None),
            Some(at) if text.len() > at + 1 => Self::parse_literal(text),
            Some(_) => None,
        }
    }

    /// Reads what FHIRPath writes after `@`: as [`Self::parse`], with the `T` there in any case.
    pub(crate) fn parse_literal(text: &str) -> Option<Self> {
        let (date, rest) = text.split_once('T')?;
        let date = Date::parse(date)?;
        if rest.is_empty() {
            return Self::new(date, None, None);
        }
        let zone = rest.find(['Z', '+', '-']).unwrap_or(rest.len());
        let (time, zone) = rest.split_at_checked(zone)?;
        Self::new(date, Some(Time::parse(time)?), Self::offset_of(zone)?)
    }

    fn offset_of(zone: &str) -> Option<Option<i16>> {
        if zone.is_empty() {
            return Some(None);
        }
        if zone == "Z" {
            return Some(Some(0));
        }
        let sign = if zone.starts_with('-') { -1 } else { 1 };
        let (hours, rest) = digits(zone.get(1..)?, 2)?;
        let (minutes, rest) = digits(rest.strip_prefix(':')?, 2)?;
        if !rest.is_empty() || minutes > 59 {
            return None;
        }
        i16::try_from(hours * 60 + minutes).ok().map(|offset| Some(offset * sign))
    }

    /// The date.
    pub const fn date(self) -> Date {
        self.date
    }

    /// The time of day, where known.
    pub const fn time(self) -> Option<Time> {
        self.time
    }

    /// The offset from UTC in minutes, where known.
    pub const fn offset_minutes(self) -> Option<i16> {
        self.offset
    }

    /// How many digits it is written with: 4, 6, 8, 10, 12, 14 or 17.
    pub(crate) fn precision(self) -> i64 {
        self.date.precision() + self.time.map_or(0, Time::precision)
    }

    /// Cut to so many digits; `None` for another number or one it does not have.
    pub(crate) fn cut(self, precision: i64) -> Option<Self> {
        if precision <= 8 {
            return Self::new(self.date.cut(precision)?, None, None);
        }
        Self::new(self.date, Some(self.time?.cut(precision - 8)?), self.offset)
    }
}

impl From<Date> for DateTime {
    fn from(date: Date) -> Self {
        Self { date, time: None, offset: None }
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        if let Some(time) = self.time {
            write!(f, "T{time}")?;
        }
        match self.offset {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(offset) => {
                let sign = if offset < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)
            }
        }
    }
}
