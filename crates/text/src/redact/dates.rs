//! Dates: a full date is made coarser (month and year stay), a date of birth is masked whole.

use super::MaskedKind;
use super::sheet::{Bearer, Found, Sheet};
use crate::lists::Traits;
use crate::reading::{Kind, Reading};

/// The months as they are shown, January first.
pub(super) const MONTHS: [&str; 12] = [
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

/// A date found in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Date {
    pub last: usize,
    pub month: Option<u8>,
    pub year: Option<u16>,
    /// The year is written with four digits.
    pub long_year: bool,
}

/// Masks the dates that name a day; months and years alone stay, except in a date of birth.
pub(super) fn find(reading: &Reading<'_>, sheet: &mut Sheet) {
    for at in 0..reading.tokens.len() {
        if sheet.is_taken(at) {
            continue;
        }
        let born = is_born(reading, at);
        let Some(date) = dated(reading, at, born) else { continue };
        let first = earlier_days(reading, sheet, at);
        let kind = if born { MaskedKind::BirthDate } else { MaskedKind::Date };
        sheet.put(Found { first, last: date.last, kind, bearer: Bearer::default(), coarse: (date.month, date.year) });
    }
}

fn dated(reading: &Reading<'_>, at: usize, born: bool) -> Option<Date> {
    if reading.is_number(at) {
        return numeric(reading, at)
            .or_else(|| with_month(reading, at, at))
            .or_else(|| day_month(reading, at))
            .or_else(|| if born { year_alone(reading, at) } else { None });
    }
    if !reading.is_word(at) {
        return None;
    }
    if reading.get(at)?.traits.any(Traits::COUNT)
        && !reading.word_before(at).is_some_and(|b| reading.get(b).is_some_and(|t| t.traits.any(Traits::COUNT)))
    {
        let mut last = at;
        while let Some(next) = reading.word_after(last).filter(|n| {
            reading.get(*n).is_some_and(|t| t.traits.any(Traits::COUNT)) || reading.fold(*n) == "et" && last > at
        }) {
            if next > at + 8 {
                return None;
            }
            last = next;
        }
        return with_month(reading, at, last).or_else(|| month_first(reading, at));
    }
    month_first(reading, at).or_else(|| if born { month_year(reading, at) } else { None })
}

/// "12/03/2026", "12.3.26", "12 03 2026", "2026-03-12", "12032026".
pub(super) fn numeric(reading: &Reading<'_>, at: usize) -> Option<Date> {
    let first = reading.is_number(at).then(|| reading.fold(at))?;
    if first.len() == 8 {
        let whole = date(first.get(..2)?, first.get(2..4)?, first.get(4..)?, at);
        return whole.or_else(|| date(first.get(6..)?, first.get(4..6)?, first.get(..4)?, at));
    }
    let (month_at, sign) = separated(reading, at)?;
    let (year_at, other) = separated(reading, month_at)?;
    let (month, last) = (reading.fold(month_at), reading.fold(year_at));
    if first.len() == 4 {
        return if last.len() <= 2 { date(last, month, first, year_at) } else { None };
    }
    if sign == ' ' && (last.len() != 4 || other != ' ') {
        return None;
    }
    if sign != other && !(sign == '/' && matches!(other, '|' | ' ')) {
        return None;
    }
    date(first, month, last, year_at)
}

/// The number after `at`, over one separator of dates, and the separator.
fn separated(reading: &Reading<'_>, at: usize) -> Option<(usize, char)> {
    let mut sign = ' ';
    for i in at + 1..at + 5 {
        match reading.get(i)?.kind {
            Kind::Number => return (i > at + 1 && reading.fold(i).len() <= 4).then_some((i, sign)),
            Kind::Space if !reading.written(i, i).contains('\n') => {}
            Kind::Mark(c) if sign == ' ' && "/.-–|_".contains(c) => sign = c,
            _ => return None,
        }
    }
    None
}

fn date(day: &str, month: &str, year: &str, last: usize) -> Option<Date> {
    let day: u8 = day.parse().ok().filter(|_| day.len() <= 2)?;
    let month: u8 = month.parse().ok().filter(|_| month.len() <= 2)?;
    let (day, month) = if month > 12 && day <= 12 { (month, day) } else { (day, month) };
    if !(1..=31).contains(&day) || !(1..=12).contains(&month) {
        return None;
    }
    Some(Date { last, month: Some(month), year: Some(full_year(year)?), long_year: year.len() == 4 })
}

/// Two digits are a year of this century up to 49, of the last one from 50 on.
fn full_year(year: &str) -> Option<u16> {
    let value: u16 = year.parse().ok()?;
    match year.len() {
        4 if (1850..=2150).contains(&value) => Some(value),
        2 if value < 50 => Some(2000 + value),
        2 => Some(1900 + value),
        _ => None,
    }
}

/// "12/03" after "le", "du", "au": a day without its year.
fn day_month(reading: &Reading<'_>, at: usize) -> Option<Date> {
    let before = reading.word_before(at)?;
    if !matches!(
        reading.fold(before),
        "le" | "du"
            | "au"
            | "depuis"
            | "des"
            | "jusqu"
            | "rdv"
            | "lundi"
            | "mardi"
            | "mercredi"
            | "jeudi"
            | "vendredi"
            | "samedi"
            | "dimanche"
    ) {
        return None;
    }
    let (month_at, sign) = separated(reading, at)?;
    let valid = date(reading.fold(at), reading.fold(month_at), "2000", month_at)?;
    (sign == '/' || sign == '.' && reading.fold(month_at).len() == 2).then_some(Date { year: None, ..valid })
}

/// A day (digits or letters, from `at` to `day_last`), then a month in letters, then perhaps a year.
fn with_month(reading: &Reading<'_>, at: usize, day_last: usize) -> Option<Date> {
    if at == day_last && reading.is_number(at) {
        let day: u8 = reading.fold(at).parse().ok()?;
        if !(1..=31).contains(&day) {
            return None;
        }
    }
    let mut i = day_last + 1;
    if matches!(reading.fold(i), "er" | "ere" | "st" | "nd" | "rd" | "th" | "e" | "eme") {
        i += 1;
    }
    for _ in 0..3 {
        let light = reading.is_space(i)
            || reading.is_hyphen(i)
            || reading.is_mark(i, '.')
            || reading.is_mark(i, '/')
            || matches!(reading.fold(i), "of" | "de");
        if light {
            i += 1;
        }
    }
    let month = month(reading.fold(i))?;
    let (year, last) = year_after(reading, i);
    let long_year = year.is_some();
    Some(Date { last, month: Some(month), year, long_year })
}

/// "March 12, 2026", "Sept 01,2026".
fn month_first(reading: &Reading<'_>, at: usize) -> Option<Date> {
    let month = month(reading.fold(at))?;
    let day = reading.skip_space(at + 1);
    let value: u8 = reading.is_number(day).then(|| reading.fold(day).parse().ok())??;
    let mut i = day + 1;
    while i < day + 3 && (reading.is_mark(i, ',') || reading.is_space(i)) {
        i += 1;
    }
    let year = (i > day + 1 && reading.is_number(i)).then(|| full_year(reading.fold(i)))??;
    ((1..=31).contains(&value) && year > 0 && reading.fold(i).len() == 4).then_some(Date {
        last: i,
        month: Some(month),
        year: Some(year),
        long_year: true,
    })
}

fn month_year(reading: &Reading<'_>, at: usize) -> Option<Date> {
    let month = month(reading.fold(at))?;
    let (year, last) = year_after(reading, at);
    year.map(|year| Date { last, month: Some(month), year: Some(year), long_year: true })
}

fn year_alone(reading: &Reading<'_>, at: usize) -> Option<Date> {
    let year = full_year(reading.fold(at)).filter(|_| reading.fold(at).len() == 4)?;
    Some(Date { last: at, month: None, year: Some(year), long_year: true })
}

/// The year after a month, in digits or in letters ("deux mille dix-sept"), and the last token of the date.
fn year_after(reading: &Reading<'_>, month_at: usize) -> (Option<u16>, usize) {
    let mut i = month_at + 1;
    while i < month_at + 4
        && (reading.is_space(i)
            || reading.is_hyphen(i)
            || reading.is_mark(i, '.')
            || reading.is_mark(i, ',')
            || reading.is_mark(i, '/'))
    {
        i += 1;
    }
    let digits = reading.fold(i);
    if reading.is_number(i) {
        let unit = reading.fold(reading.skip_space(i + 1));
        let short = digits.len() == 2
            && i <= month_at + 2
            && !matches!(
                unit,
                "h" | "heures" | "heure" | "ans" | "jours" | "lits" | "euros" | "fois" | "personnes" | "min"
            );
        if let Some(year) = full_year(digits).filter(|_| digits.len() == 4 || short) {
            return (Some(year), i);
        }
    }
    if matches!(digits, "deux" | "mille" | "dix") {
        let mut last = i;
        let mut words = 1;
        while let Some(next) = reading.word_after(last).filter(|n| {
            words < 9 && (reading.get(*n).is_some_and(|t| t.traits.any(Traits::COUNT)) || reading.fold(*n) == "et")
        }) {
            last = next;
            words += 1;
        }
        if words >= 2 {
            return (None, last);
        }
    }
    (None, month_at)
}

/// "du 12 au 15 mars": the earlier day goes with the date.
fn earlier_days(reading: &Reading<'_>, sheet: &Sheet, at: usize) -> usize {
    let mut first = at;
    while let Some(link) = reading.word_before(first).filter(|w| matches!(reading.fold(*w), "au" | "et" | "ou" | "a")) {
        let Some(number) = link.checked_sub(2).filter(|n| reading.is_number(*n) && reading.is_space(n + 1)) else {
            break;
        };
        let day = reading.fold(number).parse::<u8>().is_ok_and(|d| (1..=31).contains(&d));
        if !day
            || sheet.is_taken(number)
            || reading.written(first, at).contains('/')
            || reading.is_number(first) && numeric(reading, first).is_some()
        {
            break;
        }
        first = number;
    }
    first
}

/// Whether a word of birth stands just before: "né le", "née en", "date de naissance :".
fn is_born(reading: &Reading<'_>, at: usize) -> bool {
    let mut words = 0;
    for i in (at.saturating_sub(12)..at).rev() {
        let Some(token) = reading.get(i) else { break };
        match token.kind {
            Kind::Word => {
                words += 1;
                if matches!(reading.fold(i), "ne" | "nee" | "nes" | "naissance" | "naiss" | "nais" | "ddn") {
                    return reading.fold(i) != "ne"
                        || matches!(reading.fold(reading.skip_space(i + 1)), "le" | "en" | "a" | "un" | "e" | "")
                        || reading.is_mark(i + 1, '(');
                }
                if words > 4 {
                    return false;
                }
            }
            Kind::Mark('.' | '!' | '?' | ';') => return false,
            Kind::Number => return false,
            _ => {}
        }
    }
    false
}

/// The month a word names, 1 to 12, in French or English, in full or shortened.
pub(crate) fn month(word: &str) -> Option<u8> {
    Some(match word {
        "janvier" | "janv" | "jan" | "january" => 1,
        "fevrier" | "fevr" | "fev" | "feb" | "february" => 2,
        "mars" | "mar" | "march" => 3,
        "avril" | "avr" | "apr" | "april" => 4,
        "mai" | "may" => 5,
        "juin" | "jun" | "june" => 6,
        "juillet" | "juil" | "jul" | "july" => 7,
        "aout" | "aou" | "aug" | "august" => 8,
        "septembre" | "sept" | "sep" | "september" => 9,
        "octobre" | "oct" | "october" => 10,
        "novembre" | "nov" | "november" => 11,
        "decembre" | "dec" | "december" => 12,
        _ => return None,
    })
}
