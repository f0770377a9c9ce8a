//! Values of FHIR compared: exactly where they are numbers, as far as both say where they are dates.

use std::cmp::Ordering;

use fhir::Element;
use serde_json::Value;

/// Two numbers as they are written, compared exactly whatever their length.
pub(super) fn compare_numbers(left: &Value, right: &Value) -> Option<Ordering> {
    let (left, right) = (Written::read(left)?, Written::read(right)?);
    if left.negative != right.negative {
        return Some(if left.negative { Ordering::Less } else { Ordering::Greater });
    }
    let size = left.rank.cmp(&right.rank).then_with(|| left.digits.cmp(&right.digits));
    Some(if left.negative { size.reverse() } else { size })
}

/// A number by its digits: `0.digits * 10^rank`, without zeros at either end; nought has no digit and the least rank.
struct Written {
    negative: bool,
    rank: i64,
    digits: Vec<u8>,
}

impl Written {
    fn read(value: &Value) -> Option<Self> {
        let text = value.as_number()?.to_string();
        let (number, exponent) = text.split_once(['e', 'E']).unwrap_or((&text, "0"));
        let (negative, number) = number.strip_prefix('-').map_or((false, number), |rest| (true, rest));
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        let all: Vec<u8> = whole.bytes().chain(part.bytes()).collect();
        let Some(first) = all.iter().position(|digit| *digit != b'0') else {
            return Some(Self { negative: false, rank: i64::MIN, digits: Vec::new() });
        };
        let last = all.iter().rposition(|digit| *digit != b'0')?;
        let moved = i64::try_from(whole.len()).ok()?.checked_sub(i64::try_from(first).ok()?)?;
        let rank = exponent.parse::<i64>().ok()?.checked_add(moved)?;
        Some(Self { negative, rank, digits: all.get(first..=last)?.to_vec() })
    }
}

/// Dates, date-times or times, compared part by part as far as both go; equal where one stops. Two instants with zones
/// are compared as instants; without both zones the clocks are compared. None for what is no date.
pub(super) fn compare_dates(left: &str, right: &str) -> Option<Ordering> {
    let zone = |text: &str| text.split_once('T').is_some_and(|(_, time)| time.contains(['Z', '+', '-']));
    if zone(left)
        && zone(right)
        && let (Ok(left), Ok(right)) = (left.parse::<jiff::Timestamp>(), right.parse::<jiff::Timestamp>())
    {
        return Some(left.cmp(&right));
    }
    let local = |text: &str| {
        let (day, time) = text.split_once('T').unwrap_or((text, ""));
        let time = time.split(['Z', '+', '-']).next().unwrap_or(time);
        [day, time]
            .iter()
            .flat_map(|part| part.split(['-', ':', '.']))
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    for (left, right) in local(left).into_iter().zip(local(right)) {
        match left.parse::<u64>().ok()?.cmp(&right.parse::<u64>().ok()?) {
            Ordering::Equal => {}
            other => return Some(other),
        }
    }
    Some(Ordering::Equal)
}

/// The order of two values of the same kind (`valueInteger`, `valueDate`…); none when they have none.
pub(super) fn compare(kind: &str, left: &Value, right: &Value) -> Option<Ordering> {
    match kind {
        "Integer" | "Decimal" => compare_numbers(left, right),
        "Date" | "DateTime" | "Time" | "Instant" => compare_dates(left.as_str()?, right.as_str()?),
        "String" | "Uri" => Some(left.as_str()?.cmp(right.as_str()?)),
        "Boolean" => Some(left.as_bool()?.cmp(&right.as_bool()?)),
        "Quantity" => quantities(Element::new(left), Element::new(right)),
        _ => None,
    }
}

/// The order of two quantities: in the same unit by their numbers, in two units of UCUM that measure the same thing by what
/// they come to, without coded units when their units are called the same.
fn quantities(left: Element<'_>, right: Element<'_>) -> Option<Ordering> {
    let (one, other) = (left.child("value")?.value(), right.child("value")?.value());
    let unit = |one: Element<'_>| ["system", "code"].map(|name| one.text(name).map(str::to_owned));
    if unit(left) == unit(right) {
        let coded = left.has("code") || left.text("unit") == right.text("unit");
        return coded.then(|| compare_numbers(one, other))?;
    }
    let ucum = |one: Element<'_>| one.text("system") == Some(UCUM) && one.has("code");
    let read = |one: Element<'_>| fhirpath::Quantity::of_fhir(one.value().as_object()?);
    (ucum(left) && ucum(right)).then(|| read(left)?.order(&read(right)?))?
}

/// The system of units.
const UCUM: &str = "http://unitsofmeasure.org";

/// A quantity can be held against a bound when both say a formal unit, and of the same kind of thing.
pub(super) fn comparable(left: Element<'_>, right: Element<'_>) -> bool {
    let formal = |one: Element<'_>| one.has("system") && one.has("code");
    formal(left) && formal(right) && quantities(left, right).is_some()
}

/// Whether two values of the same kind are the same answer.
pub(super) fn same(kind: &str, left: &Value, right: &Value) -> bool {
    let (a, b) = (Element::new(left), Element::new(right));
    match kind {
        "Coding" => {
            // A code without a system is a code of no system: HL7's validator reads it so too.
            let systems = a.text("system") == b.text("system");
            // A coding without a code is known by its words alone.
            let words = !a.has("code") && !b.has("code") && a.text("display") == b.text("display");
            systems && (words || a.has("code") && a.text("code") == b.text("code"))
        }
        "Reference" => a.text("reference").is_some() && a.text("reference") == b.text("reference"),
        "Date" | "DateTime" | "Time" | "String" | "Uri" => left.as_str().is_some() && left == right,
        _ => compare(kind, left, right) == Some(Ordering::Equal),
    }
}

/// The kind and value of an element's `value[x]` or `answer[x]`: `("Coding", …)`.
pub(super) fn typed<'a>(element: Element<'a>, prefix: &str) -> Option<(&'a str, &'a Value)> {
    element.value().as_object()?.iter().find_map(|(name, value)| {
        let kind = name.strip_prefix(prefix)?;
        kind.starts_with(char::is_uppercase).then_some((kind, value))
    })
}

/// Whether a primitive is written as its type demands (the regular expressions of FHIR R4, section "Datatypes").
pub(super) fn well_written(kind: &str, value: &Value) -> bool {
    let text = value.as_str();
    match kind {
        "Boolean" => value.is_boolean(),
        "Integer" => {
            value.as_i64().is_some_and(|number| i32::try_from(number).is_ok())
                && !value.to_string().contains(['.', 'e'])
        }
        "Decimal" => value.is_number(),
        "Date" => text.is_some_and(is_date),
        "DateTime" => text.is_some_and(is_date_time),
        "Time" => text.is_some_and(is_time),
        "String" => text.is_some_and(|text| !text.is_empty()),
        "Uri" => text.is_some_and(is_uri),
        "Coding" | "Quantity" | "Reference" | "Attachment" => value.is_object(),
        _ => false,
    }
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    match parts.as_slice() {
        [year] => digits(year, 4),
        [year, month] => digits(year, 4) && digits(month, 2) && ("01"..="12").contains(month),
        [year, month, day] => {
            digits(year, 4) && digits(month, 2) && digits(day, 2) && text.parse::<jiff::civil::Date>().is_ok()
        }
        _ => false,
    }
}

fn is_time(text: &str) -> bool {
    let (clock, part) = text.split_once('.').map_or((text, None), |(clock, part)| (clock, Some(part)));
    let shape = clock.len() == 8 && clock.parse::<jiff::civil::Time>().is_ok();
    shape && part.is_none_or(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_date_time(text: &str) -> bool {
    let Some((day, time)) = text.split_once('T') else { return is_date(text) };
    let whole = day.len() == 10 && is_date(day);
    let zoned = time.strip_suffix('Z').map(|clock| (clock, "")).or_else(|| {
        let at = time.rfind(['+', '-'])?;
        Some((time.get(..at)?, time.get(at + 1..)?))
    });
    whole && zoned.is_some_and(|(clock, zone)| is_time(clock) && (zone.is_empty() || is_zone(zone)))
}

fn is_zone(text: &str) -> bool {
    let Some((hours, minutes)) = text.split_once(':') else { return false };
    let below = |part: &str, end: u8| part.len() == 2 && part.parse::<u8>().is_ok_and(|number| number < end);
    below(hours, 15) && below(minutes, 60)
}

fn is_uri(text: &str) -> bool {
    if text.is_empty() || text.contains(char::is_whitespace) {
        return false;
    }
    if let Some(uuid) = text.strip_prefix("urn:uuid:") {
        let lengths: Vec<usize> = uuid.split('-').map(str::len).collect();
        return lengths == [8, 4, 4, 4, 12]
            && uuid.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f' | b'-'));
    }
    if let Some(oid) = text.strip_prefix("urn:oid:") {
        let part = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        return oid.split('.').all(part) && matches!(oid.as_bytes().first(), Some(b'0'..=b'2'));
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_by_what_is_written() {
        let rising = [
            "-2e3",
            "-10",
            "-9.99",
            "-0.1",
            "0",
            "1e-400",
            "0.29999999999999999999",
            "0.3",
            "1",
            "9.5",
            "1e1",
            "10.01",
        ];
        let value = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        for (i, left) in rising.iter().enumerate() {
            for (j, right) in rising.iter().enumerate() {
                assert_eq!(compare_numbers(&value(left), &value(right)), Some(i.cmp(&j)), "{left} {right}");
            }
        }
        for (left, right) in [("1.50", "1.5"), ("100", "1e2"), ("-0", "0.00"), ("1500e-3", "1.5")] {
            assert_eq!(compare_numbers(&value(left), &value(right)), Some(Ordering::Equal), "{left} {right}");
        }
        assert_eq!(compare_numbers(&value("\"1\""), &value("1")), None);
    }

    #[test]
    fn dates_are_compared_as_far_as_both_go_and_zones_count() {
        for (left, right, order) in [
            ("2026", "2026-11-22", Ordering::Equal),
            ("2026-10", "2026-11-22", Ordering::Less),
            ("2026-11-22T00:30:00+01:00", "2026-11-21T23:30:00Z", Ordering::Equal),
            ("2026-11-22T00:30:00+01:00", "2026-11-22T00:00:00Z", Ordering::Less),
            ("10:00:00", "09:59:59.5", Ordering::Greater),
        ] {
            assert_eq!(compare_dates(left, right), Some(order), "{left} {right}");
        }
        assert_eq!(compare_dates("hier", "2026"), None);
    }
}
