//! When somebody who works here did something.

use jiff::{Timestamp, tz::TimeZone};
use kernel::{Day, Lang};
use pages::dates;

/// A day and an hour in France, from milliseconds. Only about those who work with voices; nothing about the voices
/// themselves is ever dated to the minute.
pub fn moment(lang: Lang, millis: i64) -> String {
    let at = Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH);
    let time = at.to_zoned(TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC)).time();
    format!("{}, {:02}:{:02}", dates::day(lang, Day::of(at)), time.hour(), time.minute())
}
