//! Parts of dates and times, and what lies between two of them.

use super::super::operators::fitting;
use super::super::{Answer, Evaluation, Fault, Scope, perhaps};
use crate::calendar::civil_days;
use crate::syntax::{Function, NodeId};
use crate::value::{Collection, Item};
use crate::{CalendarUnit, Date, Decimal, Time};

impl<'a> Evaluation<'_, 'a> {
    pub(super) fn dating(
        &self,
        function: Function,
        input: &Collection<'a>,
        args: &[NodeId],
        scope: &Scope<'_, 'a>,
    ) -> Answer<'a> {
        use Function as F;
        let Some(item) = self.valued(input)? else {
            return Ok(Collection::new());
        };
        if matches!(function, F::Duration | F::Difference) {
            return self.between(function, item, args, scope);
        }
        let (date, time, offset) = self.parts(item)?;
        let number = |value: Option<u8>| value.map(|value| Item::Integer(value.into()));
        Ok(perhaps(match function {
            F::YearOf => date.map(|date| Item::Integer(date.year().into())),
            F::MonthOf => number(date.and_then(Date::month)),
            F::DayOf => number(date.and_then(Date::day)),
            F::HourOf => number(time.map(Time::hour)),
            F::MinuteOf => number(time.and_then(Time::minute)),
            F::SecondOf => number(time.and_then(Time::second)),
            F::MillisecondOf => time.and_then(Time::nanos).map(|nanos| Item::Integer(i64::from(nanos / 1_000_000))),
            F::DateOf => date.map(Item::Date),
            F::TimeOf => date.and(time).map(Item::Time),
            // In hours, as a decimal.
            _ => offset.and_then(|offset| Decimal::from(i64::from(offset)).over(60.into())).map(Item::Decimal),
        }))
    }

    fn parts(&self, item: &Item<'a>) -> Result<Parts, Fault> {
        match *item.system(self.types) {
            Item::Date(date) => Ok((Some(date), None, None)),
            Item::DateTime(moment) => Ok((Some(moment.date()), moment.time(), moment.offset_minutes())),
            Item::Time(time) => Ok((None, Some(time), None)),
            _ => Err(self.wrong("a date or time", item)),
        }
    }

    /// `a.duration(b, unit)`: whole units that went by; `a.difference(b, unit)`: boundaries that were crossed.
    fn between(&self, function: Function, item: &Item<'a>, args: &[NodeId], scope: &Scope<'_, 'a>) -> Answer<'a> {
        let other = self.argument(args, 0, scope)?;
        let (Some(other), Some(unit)) = (self.single(&other)?, self.text_argument(args, 1, scope)?) else {
            return Ok(Collection::new());
        };
        let unit =
            CalendarUnit::named(&unit).ok_or(Fault::Type { expected: "a unit of the calendar", found: "String" })?;
        let (a, b) = (self.instant(item)?, self.instant(other)?);
        let crossed = function == Function::Difference;
        Ok(perhaps(a.zip(b).and_then(|(a, b)| count(a, b, unit, crossed)).map(fitting)))
    }

    /// A moment with all its parts, `None` where the day is not known.
    fn instant(&self, item: &Item<'a>) -> Result<Option<Instant>, Fault> {
        let (date, time, offset) = self.parts(item)?;
        let day = match date {
            None => 0,
            Some(date) => match (date.month(), date.day()) {
                (Some(month), Some(day)) => civil_days(date.year().into(), month, day),
                _ => return Ok(None),
            },
        };
        let clock = time.map_or(0, |time| {
            let seconds = i64::from(time.hour()) * 3600
                + i64::from(time.minute().unwrap_or(0)) * 60
                + i64::from(time.second().unwrap_or(0));
            seconds * 1000 + i64::from(time.nanos().unwrap_or(0) / 1_000_000)
        });
        let (year, month, day_of_month) = date.map_or((0, 1, 1), |date: Date| {
            (i64::from(date.year()), i64::from(date.month().unwrap_or(1)), i64::from(date.day().unwrap_or(1)))
        });
        let millis = day * 86_400_000 + clock;
        Ok(Some(Instant {
            months: year * 12 + month - 1,
            in_month: (day_of_month - 1) * 86_400_000 + clock,
            millis,
            utc: millis - i64::from(offset.unwrap_or(0)) * 60_000,
        }))
    }
}

/// Date, time of day and offset of a moment, as far as it has them.
type Parts = (Option<Date>, Option<Time>, Option<i16>);

/// A moment as numbers: of months, of milliseconds within the month, of milliseconds in all, on its own clock and in UTC.
struct Instant {
    months: i64,
    in_month: i64,
    millis: i64,
    utc: i64,
}

fn count(a: Instant, b: Instant, unit: CalendarUnit, crossed: bool) -> Option<i64> {
    let of_months = |each: i64| {
        if crossed {
            return b.months.div_euclid(each) - a.months.div_euclid(each);
        }
        let mut months = b.months - a.months;
        if months > 0 && b.in_month < a.in_month {
            months -= 1;
        } else if months < 0 && b.in_month > a.in_month {
            months += 1;
        }
        months / each
    };
    let of_millis = |each: i64, shift: i64| {
        if crossed {
            return (b.millis + shift).div_euclid(each) - (a.millis + shift).div_euclid(each);
        }
        (b.utc - a.utc) / each
    };
    const DAY: i64 = 86_400_000;
    Some(match unit {
        CalendarUnit::Year => of_months(12),
        CalendarUnit::Month => of_months(1),
        // Day 0 of the count, 1 March of the year 0, was a Wednesday; weeks begin on Sunday.
        CalendarUnit::Week => of_millis(7 * DAY, 3 * DAY),
        CalendarUnit::Day => of_millis(DAY, 0),
        CalendarUnit::Hour => of_millis(DAY / 24, 0),
        CalendarUnit::Minute => of_millis(60_000, 0),
        CalendarUnit::Second => of_millis(1000, 0),
        CalendarUnit::Millisecond => of_millis(1, 0),
    })
}
