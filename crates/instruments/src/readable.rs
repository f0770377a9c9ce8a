//! Values as people of a language read them: a comma in French, the unit beside the number, the day before the month.
//!
//! What is stored and exchanged keeps its own form; this is for pages and for exports that somebody reads. The script of
//! the page has the same rules under the same name (`survey.js`), so that a calculation looks alike on both.

use kernel::Lang;

use crate::{
    Item,
    program::{Decimal, Partial, Value},
};

/// Between a number and its unit, and in a time: a space that does not break.
const SPACE: char = '\u{a0}';

impl Item {
    /// A value of this item in words: with its unit, if the document states one. None for what has no words.
    pub fn readable(&self, value: &Value, lang: Lang) -> Option<String> {
        let with_unit = |number: String| match self.units.as_slice() {
            [(_, shown)] => format!("{number}{SPACE}{shown}"),
            _ => number,
        };
        match value {
            Value::Boolean(flag) => Some(yes_no(*flag, lang).to_owned()),
            Value::Integer(whole) => Some(with_unit(digits(&whole.to_string(), lang))),
            Value::Decimal(number) => Some(with_unit(digits(&number.to_string(), lang))),
            Value::Quantity(amount) => {
                let known = self.units.iter().find(|(code, _)| *code == amount.unit);
                // A number that a calculation put into an amount has no unit of its own.
                let known = known.or_else(|| self.units.first().filter(|_| amount.unit.is_empty()));
                let unit = known.map_or(amount.unit.as_str(), |(_, shown)| shown);
                let number = digits(&amount.value.to_string(), lang);
                Some(if unit.is_empty() { number } else { format!("{number}{SPACE}{unit}") })
            }
            Value::Moment(moment) => Some(moment_read(&moment.to_string(), lang)),
            Value::Text(text) => Some(text.to_string()),
            Value::Coding(coding) if coding.display.is_empty() => Some(coding.code.clone()),
            Value::Coding(coding) => Some(coding.display.clone()),
            _ => None,
        }
    }
}

const fn yes_no(flag: bool, lang: Lang) -> &'static str {
    match (flag, lang) {
        (true, Lang::Fr) => "Oui",
        (true, Lang::En) => "Yes",
        (false, Lang::Fr) => "Non",
        (false, Lang::En) => "No",
    }
}

/// A bound or an answer as it is stored (a decimal with a point, a date or a time as FHIR writes it), as one reads it; any
/// other text as it is.
pub fn readable(stored: &str, lang: Lang) -> String {
    if Decimal::parse(stored).is_some() {
        return digits(stored, lang);
    }
    let is_moment = Partial::date_time(stored).is_some() || Partial::time(stored).is_some();
    if is_moment { moment_read(stored, lang) } else { stored.to_owned() }
}

/// A number with a comma in French and the typographic minus. Thousands are set apart from five digits on: with four they
/// need not be, and a year stays a year.
fn digits(plain: &str, lang: Lang) -> String {
    let (group, point) = if lang == Lang::Fr { ('\u{202f}', ',') } else { (',', '.') };
    let (sign, plain) = plain.strip_prefix('-').map_or(("", plain), |rest| ("\u{2212}", rest));
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if whole.len() > 4 && at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(point);
        out.push_str(fraction);
    }
    out
}

/// `2026-11-22T14:30:00+01:00` as 22/11/2026 14 h 30, whatever is known of it. The offset only says whose clock it was.
fn moment_read(stored: &str, lang: Lang) -> String {
    let (date, clock) = match stored.split_once('T') {
        Some(both) => both,
        None if stored.contains(':') => ("", stored),
        None => (stored, ""),
    };
    let day: Vec<&str> = date.split('-').rev().collect();
    let clock = clock.split(['Z', '+', '-', '.']).next().unwrap_or("");
    let time = clock_read(clock, lang);
    [day.join("/"), time].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn clock_read(clock: &str, lang: Lang) -> String {
    let mut parts = clock.split(':');
    let hour = parts.next().unwrap_or("");
    let minute = parts.next().unwrap_or("00");
    match (parts.next(), lang) {
        _ if hour.is_empty() => String::new(),
        (Some(second), _) if second != "00" => format!("{hour}:{minute}:{second}"),
        (_, Lang::Fr) => format!("{}{SPACE}h{SPACE}{minute}", hour.strip_prefix('0').unwrap_or(hour)),
        (_, Lang::En) => format!("{hour}:{minute}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_moments_are_read_as_each_language_writes_them() {
        let both = |stored: &str| [readable(stored, Lang::Fr), readable(stored, Lang::En)];
        assert_eq!(both("145.0"), ["145,0", "145.0"]);
        assert_eq!(both("-0.5"), ["\u{2212}0,5", "\u{2212}0.5"]);
        assert_eq!(both("1234567.25"), ["1\u{202f}234\u{202f}567,25", "1,234,567.25"]);
        assert_eq!(both("2026"), ["2026", "2026"]);
        assert_eq!(both("2026-11"), ["11/2026", "11/2026"]);
        assert_eq!(both("2026-11-03"), ["03/11/2026", "03/11/2026"]);
        let noon = "2026-11-22T14:30:00+01:00";
        assert_eq!(both(noon), ["22/11/2026 14\u{a0}h\u{a0}30", "22/11/2026 14:30"]);
        assert_eq!(both("09:05:00"), ["9\u{a0}h\u{a0}05", "09:05"]);
        assert_eq!(both("09:05:07"), ["09:05:07", "09:05:07"]);
        assert_eq!(both("kg"), ["kg", "kg"]);
    }
}
