//! Adding lengths of time to what is known in part.

use super::date::days_in;
use super::{CalendarUnit, Date, DateTime, Time};

const SECOND: i64 = 1_000_000_000;
const DAY: i64 = 86_400 * SECOND;

/// Days since 1 March of the year 0 in the Gregorian calendar carried backwards.
pub(crate) fn civil_days(year: i64, month: u8, day: u8) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let shifted = (i64::from(month) + 9) % 12;
    let of_year = (153 * shifted + 2) / 5 + i64::from(day) - 1;
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year
}

/// The date so many days after 1 March of the year 0; `None` outside the years 1 to 9999.
fn civil_date(days: i64) -> Option<Date> {
    let era = days.div_euclid(146_097);
    let day = days.rem_euclid(146_097);
    let of_era = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * of_era + of_era / 4 - of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = era * 400 + of_era + i64::from(month <= 2);
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    named(year, u8::try_from(month).ok(), u8::try_from(day).ok())
}

/// A date with a year of four digits, from 1.
fn named(year: i64, month: Option<u8>, day: Option<u8>) -> Option<Date> {
    Date::new(u16::try_from(year).ok().filter(|year| *year > 0)?, month, day)
}

impl Date {
    /// The date some whole units later (earlier, when negative). What is not known is not made up: the units are first
    /// cut to what the date knows, 24 months added to a year being 2 years. `None` outside the years 1 to 9999, and for
    /// units shorter than a day where the day is known.
    pub(crate) fn plus(self, count: i64, unit: CalendarUnit) -> Option<Self> {
        match unit {
            CalendarUnit::Year => self.plus_months(count.checked_mul(12)?),
            CalendarUnit::Month => self.plus_months(count),
            CalendarUnit::Week => self.plus_days(count.checked_mul(7)?),
            CalendarUnit::Day => self.plus_days(count),
            CalendarUnit::Hour => self.plus_days(count / 24),
            CalendarUnit::Minute => self.plus_days(count / 1440),
            CalendarUnit::Second => self.plus_days(count / 86_400),
            CalendarUnit::Millisecond => self.plus_days(count / 86_400_000),
        }
    }

    fn plus_months(self, count: i64) -> Option<Self> {
        let Some(month) = self.month() else {
            return named(i64::from(self.year).checked_add(count / 12)?, None, None);
        };
        let months = (i64::from(self.year) * 12 + i64::from(month) - 1).checked_add(count)?;
        let (year, month) = (months.div_euclid(12), u8::try_from(months.rem_euclid(12) + 1).ok()?);
        let last = days_in(u16::try_from(year).ok()?, month);
        // The 31st of January and a month is the last of February.
        named(year, Some(month), self.day().map(|day| day.min(last)))
    }

    fn plus_days(self, count: i64) -> Option<Self> {
        match (self.month(), self.day()) {
            (None, _) => self.plus_months((count / 365).checked_mul(12)?),
            (_, None) => self.plus_months(count / 30),
            (Some(month), Some(day)) => civil_date(civil_days(self.year.into(), month, day).checked_add(count)?),
        }
    }
}

/// A count of a unit in billionths of a second.
fn nanos(count: i64, unit: CalendarUnit) -> Option<i64> {
    count.checked_mul(match unit {
        CalendarUnit::Hour => 3600 * SECOND,
        CalendarUnit::Minute => 60 * SECOND,
        CalendarUnit::Second => SECOND,
        CalendarUnit::Millisecond => SECOND / 1000,
        _ => return None,
    })
}

impl Time {
    /// The time some units later, around midnight where need be; `None` for units of a day and more.
    pub(crate) fn plus(self, count: i64, unit: CalendarUnit) -> Option<Self> {
        self.plus_nanos(nanos(count, unit)?).map(|(time, _)| time)
    }

    /// The time later and the days that went by.
    fn plus_nanos(self, nanos: i64) -> Option<(Self, i64)> {
        // Cut to what is known: 90 minutes added to an hour are one hour.
        let step = match (self.minute, self.second) {
            (None, _) => 3600 * SECOND,
            (_, None) => 60 * SECOND,
            _ => 1,
        };
        let total = self.since_midnight().checked_add(nanos - nanos % step)?;
        let (days, rest) = (total.div_euclid(DAY), total.rem_euclid(DAY));
        let part = |unit: i64, count: i64| u8::try_from(rest / unit % count).ok();
        let time = Self {
            hour: part(3600 * SECOND, 24)?,
            minute: self.minute.and(part(60 * SECOND, 60)),
            second: self.second.and(part(SECOND, 60)),
            nanos: u32::try_from(rest % SECOND).ok()?,
            places: self.places,
        };
        let places = if time.nanos != 0 && time.places == 0 { 3 } else { time.places };
        Some((Self { places, ..time }, days))
    }
}

impl DateTime {
    /// The moment some whole units later; what is not known is not made up, as in [`Date::plus`].
    pub(crate) fn plus(self, count: i64, unit: CalendarUnit) -> Option<Self> {
        let (Some(time), Some(nanos)) = (self.time, nanos(count, unit)) else {
            return Some(Self { date: self.date.plus(count, unit)?, ..self });
        };
        let (time, days) = time.plus_nanos(nanos)?;
        Some(Self { date: self.date.plus(days, CalendarUnit::Day)?, time: Some(time), ..self })
    }
}
