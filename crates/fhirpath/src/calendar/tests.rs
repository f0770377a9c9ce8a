use std::cmp::Ordering;

use super::{CalendarUnit, Date, DateTime, Time, order_moments, order_times};

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn moment(text: &str) -> DateTime {
    DateTime::parse(text).unwrap()
}

#[test]
fn what_was_written_is_written_again() {
    for text in ["2015", "2015-02", "2016-02-29", "2015-02-04T14:34:28Z", "2015-02-04T14:34:28.10+10:00"] {
        assert_eq!(moment(text).to_string(), text);
    }
    assert_eq!(Time::parse("14:34").unwrap().to_string(), "14:34");
}

#[test]
fn days_and_times_that_do_not_exist_are_refused() {
    for text in ["2015-02-29", "2015-13", "2015-00", "15", "2015-02-04T", "2015-02T10:00", "2015-02-04T24:00:00"] {
        assert!(DateTime::parse(text).is_none(), "{text}");
    }
    assert!(DateTime::parse("2015-02-04T14:34:28+15:00").is_none());
    assert!(Time::parse("14:34:28.").is_none());
    assert!(Time::parse("1é:00").is_none());
}

#[test]
fn the_last_day_of_a_month_stays_in_the_month() {
    assert_eq!(date("2024-01-31").plus(1, CalendarUnit::Month), Some(date("2024-02-29")));
    assert_eq!(date("2024-02-29").plus(-1, CalendarUnit::Year), Some(date("2023-02-28")));
}

#[test]
fn days_carry_over_months_years_and_centuries() {
    assert_eq!(date("1999-12-31").plus(1, CalendarUnit::Day), Some(date("2000-01-01")));
    assert_eq!(date("2000-03-01").plus(-1, CalendarUnit::Day), Some(date("2000-02-29")));
    assert_eq!(date("1900-02-28").plus(1, CalendarUnit::Day), Some(date("1900-03-01")));
    assert_eq!(date("9999-12-31").plus(1, CalendarUnit::Day), None);
    assert_eq!(date("2000-01-01").plus(i64::MAX, CalendarUnit::Week), None);
}

#[test]
fn what_is_not_known_is_not_made_up() {
    assert_eq!(date("2014").plus(25, CalendarUnit::Month), Some(date("2016")));
    assert_eq!(date("2014-03").plus(-61, CalendarUnit::Day), Some(date("2014-01")));
    let hour = Time::parse("23").unwrap();
    assert_eq!(hour.plus(90, CalendarUnit::Minute), Some(Time::parse("00").unwrap()));
}

#[test]
fn midnight_is_crossed_with_its_day() {
    let evening = moment("2023-12-31T23:59:59.500Z");
    assert_eq!(evening.plus(500, CalendarUnit::Millisecond), Some(moment("2024-01-01T00:00:00.000Z")));
}

#[test]
fn the_order_is_unknown_where_what_is_known_does_not_decide() {
    let order = |a: &str, b: &str| order_moments(moment(a), moment(b));
    assert_eq!(order("2012-04-15", "2012-04-16"), Some(Ordering::Less));
    assert_eq!(order("2012", "2012-04-16"), None);
    assert_eq!(order("2012", "2013-04-16"), Some(Ordering::Less));
    assert_eq!(order("2012-04-15T15:00:00Z", "2012-04-15T10:00:00-05:00"), Some(Ordering::Equal));
    assert_eq!(order("2012-04-15T15:00:00Z", "2012-04-15T10:00:00"), None);
    assert_eq!(order("2012-04-15T15:00:00Z", "2012-04-18T10:00:00"), Some(Ordering::Less));
    assert_eq!(order("2012-04-15T15:00:00Z", "2012-04-15T15:00:00.000Z"), Some(Ordering::Equal));
    assert_eq!(order_times(Time::parse("10:30").unwrap(), Time::parse("10:30:00").unwrap()), None);
}
