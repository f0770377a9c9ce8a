//! Days, waves, numbers and shares as each language writes them.

use kernel::{Day, Lang, Period, Wave};

const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "3 mars 2026", "1er mars 2026"; "3 March 2026". The spaces do not break.
pub fn day(lang: Lang, day: Day) -> String {
    let (date, first) = (day.date(), lang == Lang::Fr && day.date().day() == 1);
    let suffix = if first { "er" } else { "" };
    format!("{}{suffix}\u{a0}{}\u{a0}{}", date.day(), month(lang, date.month()), date.year())
}

/// "mars 2026"; "March 2026".
pub fn wave(lang: Lang, wave: Wave) -> String {
    format!("{}\u{a0}{}", month(lang, wave.month()), wave.year())
}

/// "1er trimestre 2026"; "1st quarter 2026": the quarter that a month lies in.
pub fn quarter(lang: Lang, wave: Wave) -> String {
    let at = (wave.month() - 1) / 3;
    let names = if lang == Lang::Fr { ["1er", "2e", "3e", "4e"] } else { ["1st", "2nd", "3rd", "4th"] };
    let name = usize::try_from(at).ok().and_then(|at| names.get(at)).copied().unwrap_or_default();
    let quarter = if lang == Lang::Fr { "trimestre" } else { "quarter" };
    format!("{name}\u{a0}{quarter}\u{a0}{}", wave.year())
}

/// The name of a month, 1 to 12; empty for another number.
pub fn month(lang: Lang, month: i8) -> &'static str {
    let names = if lang == Lang::Fr { &MONTHS_FR } else { &MONTHS_EN };
    usize::try_from(month - 1).ok().and_then(|at| names.get(at)).copied().unwrap_or_default()
}

/// "du 3 mars 2026 au 8 avril 2026"; a whole month is written as the month.
pub fn period(lang: Lang, period: Period) -> String {
    let whole = period.from.wave();
    if whole == period.to.wave() && whole.first_day() == period.from && whole.last_day() == period.to {
        return wave(lang, whole);
    }
    let (from, to) = (day(lang, period.from), day(lang, period.to));
    match lang {
        Lang::Fr => format!("du {from} au {to}"),
        Lang::En => format!("{from} to {to}"),
    }
}

/// A number with as many decimals as asked: "12 345,5" (narrow no-break space, comma); "12,345.5". The minus is the
/// typographic one.
pub fn number(lang: Lang, value: f64, decimals: usize) -> String {
    number_between(lang, value, decimals, decimals)
}

/// A whole number.
pub fn count(lang: Lang, value: i64) -> String {
    grouped(lang, value.unsigned_abs().to_string(), "", value < 0)
}

/// A share of 1 as a percentage: "14 %" (no-break space), "14%".
pub fn percent(lang: Lang, share: f64, decimals: usize) -> String {
    let written = number(lang, share * 100.0, decimals);
    match lang {
        Lang::Fr => format!("{written}\u{202f}%"),
        Lang::En => format!("{written}%"),
    }
}

/// A number with at least and at most so many decimals.
pub(crate) fn number_between(lang: Lang, value: f64, least: usize, most: usize) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let text = format!("{:.*}", most.max(least), value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut fraction = fraction;
    while fraction.len() > least && fraction.ends_with('0') {
        fraction = fraction.strip_suffix('0').unwrap_or(fraction);
    }
    let zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    grouped(lang, whole.to_owned(), fraction, value < 0.0 && !zero)
}

fn grouped(lang: Lang, whole: String, fraction: &str, negative: bool) -> String {
    let (thousands, point) = if lang == Lang::Fr { ("\u{202f}", ",") } else { (",", ".") };
    let mut written = String::from(if negative { "\u{2212}" } else { "" });
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            written.push_str(thousands);
        }
        written.push(digit);
    }
    if !fraction.is_empty() {
        written.push_str(point);
        written.push_str(fraction);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_are_written_as_people_write_them() {
        let first: Day = "2026-03-01".parse().unwrap();
        assert_eq!(day(Lang::Fr, first), "1er\u{a0}mars\u{a0}2026");
        assert_eq!(day(Lang::En, first.plus_days(2)), "3\u{a0}March\u{a0}2026");
        assert_eq!(wave(Lang::Fr, first.wave()), "mars\u{a0}2026");
        let march = Period { from: first, to: first.wave().last_day() };
        assert_eq!(period(Lang::En, march), "March\u{a0}2026");
        assert!(period(Lang::Fr, Period { from: first, to: first }).starts_with("du 1er"));
    }

    #[test]
    fn numbers_follow_the_language() {
        assert_eq!(number(Lang::Fr, 1234567.891, 1), "1\u{202f}234\u{202f}567,9");
        assert_eq!(number(Lang::En, -1234.5, 2), "\u{2212}1,234.50");
        assert_eq!(number(Lang::Fr, -0.01, 1), "0,0");
        assert_eq!(percent(Lang::Fr, 0.14, 0), "14\u{202f}%");
        assert_eq!(percent(Lang::En, 0.145, 1), "14.5%");
        assert_eq!(count(Lang::Fr, -1000), "\u{2212}1\u{202f}000");
        assert_eq!(number(Lang::Fr, f64::NAN, 1), "–");
    }
}
