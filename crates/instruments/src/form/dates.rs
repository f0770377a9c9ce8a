//! Dates, times, and both together, as people write them.

use jiff::{civil, tz};
use kernel::Day;

use super::{Given, Posted};
use crate::{
    Answer, Fault, Item,
    program::Partial,
    validate::{date_fault, date_time_fault},
};

/// A date in three boxes. A day and a month may be left out: people often know the year alone.
pub(super) fn date(item: &Item, posted: &Posted<'_>) -> Given {
    let parts = ["-year", "-month", "-day"].map(|ending| posted.last(ending));
    if parts.iter().all(Option::is_none) {
        return Given::NotPosted;
    }
    let [year, month, day] = parts.map(Option::unwrap_or_default);
    if [&year, &month, &day].into_iter().all(String::is_empty) {
        return Given::Empty;
    }
    let given = [&day, &month, &year].map(String::as_str).join("/");
    match whole_date(&year, &month, &day) {
        None => Given::Fault(Fault::NotADate, given),
        Some(date) => match date_fault(item, &date) {
            Some(fault) => Given::Fault(fault, given),
            None => Given::Answer(Answer::Date(date)),
        },
    }
}

fn whole_date(year: &str, month: &str, day: &str) -> Option<String> {
    let year: i16 = (year.len() == 4).then(|| year.parse().ok()).flatten().filter(|year| *year >= 1000)?;
    if month.is_empty() {
        return day.is_empty().then(|| format!("{year:04}"));
    }
    let month: i8 = month.parse().ok().filter(|month| (1..=12).contains(month))?;
    if day.is_empty() {
        return Some(format!("{year:04}-{month:02}"));
    }
    Day::new(year, month, day.parse().ok()?).ok().map(|day| day.to_string())
}

/// A date in three boxes and a time beside them, which may stay empty where it is not known any more.
pub(super) fn date_time(item: &Item, posted: &Posted<'_>) -> Given {
    let parts = ["-year", "-month", "-day", "-time"].map(|ending| posted.last(ending));
    if parts.iter().all(Option::is_none) {
        return Given::NotPosted;
    }
    let [year, month, day, clock] = parts.map(Option::unwrap_or_default);
    if [&year, &month, &day, &clock].into_iter().all(String::is_empty) {
        return Given::Empty;
    }
    let given = [&day, &month, &year, &clock].map(String::as_str).join("/");
    let read = whole_date(&year, &month, &day).and_then(|date| match clock.as_str() {
        "" => Some(date),
        clock => at_the_clock(&date, &time(clock)?),
    });
    match read {
        None => Given::Fault(Fault::NotADateTime, given),
        Some(moment) => match date_time_fault(item, &moment) {
            Some(fault) => Given::Fault(fault, given),
            None => Given::Answer(Answer::DateTime(moment)),
        },
    }
}

/// A day and the time a clock in France showed, as FHIR R4 writes it, which demands an offset beside a time (dateTime). In
/// the hour that comes twice it is the first one, and in the hour that is skipped the offset before it: as in `survey.js`.
fn at_the_clock(date: &str, time: &str) -> Option<String> {
    let moment: civil::DateTime = format!("{date}T{time}").parse().ok().filter(|_| date.len() == 10)?;
    let zone = tz::TimeZone::get("Europe/Paris").unwrap_or(tz::TimeZone::UTC);
    let (tz::AmbiguousOffset::Unambiguous { offset: before }
    | tz::AmbiguousOffset::Gap { before, .. }
    | tz::AmbiguousOffset::Fold { before, .. }) = zone.to_ambiguous_timestamp(moment).offset();
    let minutes = before.seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    Some(format!("{date}T{time}{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60))
}

/// A time as people write it: `14:30`, `14h30`, `14 h`, `9h05`.
pub(super) fn time(given: &str) -> Option<String> {
    let plain: String = given.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let mut parts = plain.trim_end_matches('h').split([':', 'h']);
    let hour: u8 = parts.next()?.parse().ok()?;
    let minute: u8 = parts.next().map_or(Some(0), |minute| minute.parse().ok())?;
    let second: u8 = parts.next().map_or(Some(0), |second| second.parse().ok())?;
    let written = format!("{hour:02}:{minute:02}:{second:02}");
    (parts.next().is_none() && Partial::time(&written).is_some()).then_some(written)
}
