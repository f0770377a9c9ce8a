//! The order of values known in part: `None` where what is known does not decide.

use std::cmp::Ordering;

use super::arithmetic::civil_days;
use super::{Date, DateTime, Time};

const MINUTE: i64 = 60_000_000_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// Two parts that are both known, both unknown, or of which one decides nothing.
fn parts<T: Ord>(a: Option<T>, b: Option<T>) -> Result<Ordering, ()> {
    match (a, b) {
        (Some(a), Some(b)) => Ok(a.cmp(&b)),
        (None, None) => Ok(Ordering::Equal),
        _ => Err(()),
    }
}

/// The order of two dates.
pub(crate) fn order_dates(a: Date, b: Date) -> Option<Ordering> {
    let year = a.year.cmp(&b.year);
    if year.is_ne() {
        return Some(year);
    }
    let month = parts(a.month(), b.month()).ok()?;
    if month.is_ne() {
        return Some(month);
    }
    parts(a.day(), b.day()).ok()
}

/// The order of two times of day. Seconds and their fraction are one number: 28 and 28.000 are equal.
pub(crate) fn order_times(a: Time, b: Time) -> Option<Ordering> {
    let hour = a.hour.cmp(&b.hour);
    if hour.is_ne() {
        return Some(hour);
    }
    let minute = parts(a.minute, b.minute).ok()?;
    if minute.is_ne() {
        return Some(minute);
    }
    let second = parts(a.second, b.second).ok()?;
    Some(second.then(a.nanos.cmp(&b.nanos)))
}

/// The order of two moments. With offsets on both, they are compared in UTC. With one on only one of them, the other may
/// be up to 14 hours away: they are ordered when that does not matter.
pub(crate) fn order_moments(a: DateTime, b: DateTime) -> Option<Ordering> {
    let (Some(a_time), Some(b_time)) = (a.time, b.time) else {
        let dates = order_dates(a.date, b.date)?;
        return if dates.is_ne() || a.time.is_some() == b.time.is_some() { Some(dates) } else { None };
    };
    match (a.offset, b.offset) {
        (Some(a_offset), Some(b_offset)) if a_offset != b_offset => {
            let known = a_time.precision().min(b_time.precision());
            if a_time.precision().min(6) != b_time.precision().min(6) {
                return order_partial(in_utc(a), in_utc(b), known);
            }
            Some(in_utc(a).cmp(&in_utc(b)))
        }
        (Some(_), Some(_)) | (None, None) => {
            let dates = order_dates(a.date, b.date)?;
            if dates.is_ne() { Some(dates) } else { order_times(a_time, b_time) }
        }
        _ => {
            let apart = in_utc(a) - in_utc(b);
            (apart.abs() > 14 * 60 * i128::from(MINUTE)).then(|| apart.cmp(&0))
        }
    }
}

/// The order of two moments in billionths of a second, of which one is known only to the hour or the minute.
fn order_partial(a: i128, b: i128, precision: i64) -> Option<Ordering> {
    let unit = i128::from(if precision <= 2 { 60 * MINUTE } else { MINUTE });
    let order = a.div_euclid(unit).cmp(&b.div_euclid(unit));
    order.is_ne().then_some(order)
}

/// Billionths of a second since the year 0, an unknown offset counted as UTC.
fn in_utc(moment: DateTime) -> i128 {
    let date = moment.date.earliest();
    let days = civil_days(i64::from(date.year), date.month, date.day);
    let time = moment.time.map_or(0, Time::since_midnight) - i64::from(moment.offset.unwrap_or(0)) * MINUTE;
    i128::from(days) * i128::from(DAY) + i128::from(time)
}

/// Whether two moments are known to the same part; seconds and fractions are one part.
pub(crate) fn same_precision(a: DateTime, b: DateTime) -> bool {
    a.precision().min(14) == b.precision().min(14)
}
