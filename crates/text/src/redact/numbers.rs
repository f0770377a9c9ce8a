//! Numbers that point to a person: telephone, social security (NIR), bank account, bank card, and any other long number.

mod keyed;

use self::keyed::{iban, luhn, nir};
use super::sheet::Sheet;
use super::{MaskedKind, dates};
use crate::lists::Traits;
use crate::reading::{Kind, Reading, Shape};

/// At most this many groups of digits make one number (a row of single digits is the longest).
const GROUPS: usize = 40;

/// A number as it is written: its groups of digits and what stands between them.
struct Groups {
    /// The digits of each group, and the token that ends it.
    groups: Vec<(String, usize)>,
    /// What stands before each group but the first.
    between: Vec<String>,
}

impl Groups {
    /// Reads the groups that start at token `at`: spaces and light punctuation may stand between two groups.
    fn read(reading: &Reading<'_>, at: usize) -> Self {
        let mut out = Self { groups: Vec::new(), between: Vec::new() };
        let Some((digits, mut last)) = group(reading, at) else { return out };
        out.groups.push((digits, last));
        while out.groups.len() < GROUPS {
            let Some(next) = after_separator(reading, last) else { break };
            let Some((digits, end)) = group(reading, next) else { break };
            let between = if next == last + 1 { "" } else { reading.written(last + 1, next - 1) };
            out.between.push(between.trim().to_owned());
            out.groups.push((digits, end));
            last = end;
        }
        out
    }

    /// The token at which the digits reach `wanted` exactly, if a group ends there.
    fn reaching(&self, wanted: usize) -> Option<(String, usize, usize)> {
        let mut digits = String::new();
        for (index, (group, last)) in self.groups.iter().enumerate() {
            digits.push_str(group);
            if digits.len() >= wanted {
                return (digits.len() == wanted).then_some((digits, *last, index + 1));
            }
        }
        None
    }

    /// Whether the first `count` groups have one and the same thing between them.
    fn even(&self, count: usize) -> bool {
        let mut between = self.between.iter().take(count.saturating_sub(1));
        between.next().is_none_or(|first| between.all(|other| other == first))
    }

    /// How many groups from the first on have `size` digits.
    fn sized(&self, size: usize) -> usize {
        self.groups.iter().take_while(|(digits, _)| digits.len() == size).count()
    }
}

/// One group of digits; the letter O typed for a zero beside a digit counts as one.
fn group(reading: &Reading<'_>, at: usize) -> Option<(String, usize)> {
    let mut digits = String::new();
    let mut i = at;
    loop {
        if reading.is_number(i) {
            digits.push_str(reading.fold(i));
        } else if reading.fold(i) == "o" && (reading.is_number(i + 1) || !digits.is_empty() && !reading.is_word(i + 1))
        {
            digits.push('0');
        } else {
            break;
        }
        i += 1;
    }
    (!digits.is_empty()).then(|| (digits, i - 1))
}

fn after_separator(reading: &Reading<'_>, last: usize) -> Option<usize> {
    for i in last + 1..last + 5 {
        let token = reading.get(i)?;
        let light = match token.kind {
            Kind::Space => {
                token.points.1 - token.points.0 <= 3 && !reading.written(i, i).trim_start_matches('\n').contains('\n')
            }
            Kind::Mark(c) => ".-–—‐‑/_,·•|()[]:'’*~\\+=".contains(c),
            Kind::Number => return Some(i),
            Kind::Word => return (reading.fold(i) == "o").then_some(i),
        };
        if !light {
            return None;
        }
    }
    None
}

/// Masks the numbers that their form alone gives away.
pub(super) fn find(reading: &Reading<'_>, sheet: &mut Sheet) {
    let mut after_date = 0;
    for at in 0..reading.tokens.len() {
        if sheet.is_taken(at) {
            continue;
        }
        if reading.is_word(at) {
            if let Some(last) = iban(reading, at) {
                sheet.claim(at, last, MaskedKind::Iban);
            } else if let Some(last) = spelled(reading, at) {
                sheet.claim(at, last, MaskedKind::Phone);
            }
        }
        let starts = reading.is_number(at) || (reading.fold(at) == "o" && reading.is_number(at + 1));
        if starts && at >= after_date && !sheet.is_taken(at) {
            after_date = digits(reading, sheet, at);
        }
    }
}

/// Masks the numbers that only a word before them gives away: "poste 4512", "dossier 42BG98".
pub(super) fn find_announced(reading: &Reading<'_>, sheet: &mut Sheet) {
    for at in 0..reading.tokens.len() {
        if !reading.is_number(at) || sheet.is_taken(at) {
            continue;
        }
        let groups = Groups::read(reading, at);
        if let Some((last, kind)) = announced(reading, &groups, at) {
            sheet.claim(at, last, kind);
        } else if let Some(last) = mixed(reading, at) {
            sheet.claim(at, last, MaskedKind::Number);
        }
    }
}

/// Masks the number that starts at `at`; the first token from which the next one may start.
fn digits(reading: &Reading<'_>, sheet: &mut Sheet, at: usize) -> usize {
    if let Some(last) = nir(reading, at) {
        sheet.claim(at, last, MaskedKind::Nir);
        return last;
    }
    let groups = Groups::read(reading, at);
    if let Some((first, last)) = phone(reading, &groups, at) {
        sheet.claim(first, last, MaskedKind::Phone);
    } else if let Some(date) = dates::numeric(reading, at) {
        // The finder of dates masks it.
        return date.last + 1;
    } else if let Some(last) = card(&groups) {
        sheet.claim(at, last, MaskedKind::Card);
    } else if let Some(last) = long(reading, &groups) {
        sheet.claim(at, last, MaskedKind::Number);
    }
    at
}

/// Digits and letters in turn, in one piece, with five digits or more: "42BG98765".
fn mixed(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let mut last = at;
    let mut count = 0;
    while last < at + 9 && (reading.is_number(last) || reading.is_word(last) && reading.fold(last).len() <= 4) {
        count += if reading.is_number(last) { reading.fold(last).len() } else { 0 };
        last += 1;
    }
    let number = last > at + 2 && count >= 5 && super::dates::month(reading.fold(at + 1)).is_none();
    number.then(|| last - 1)
}

/// A French telephone number in any spelling, or a foreign one with its country's prefix.
fn phone(reading: &Reading<'_>, groups: &Groups, at: usize) -> Option<(usize, usize)> {
    let (first, _) = groups.groups.first()?;
    let plus = at.checked_sub(1).filter(|i| reading.is_mark(*i, '+'));
    let all: String = groups.groups.iter().map(|(digits, _)| digits.as_str()).take(8).collect();
    if plus.is_some() || (all.starts_with("00") && !all.starts_with("000")) {
        let start = plus.unwrap_or(at);
        let code = if plus.is_some() { &all[..] } else { all.get(2..)? };
        let base = if plus.is_some() { 0 } else { 2 };
        let wanted: &[usize] = match code {
            c if c.starts_with("330") => &[12, 13],
            c if c.starts_with("33") => &[11, 12],
            _ => &[13, 12, 11, 10, 9, 8],
        };
        return wanted.iter().find_map(|n| groups.reaching(n + base)).map(|(_, last, _)| (start, last));
    }
    if first.starts_with('0') {
        let (digits, last, count) = groups.reaching(10)?;
        let lone = first.len() == 1 && !groups.even(count);
        return (!lone && !digits.starts_with("00") && !dated(reading, groups, at)).then_some((at, last));
    }
    if all.starts_with("33")
        && let Some((_, last, count)) = groups.reaching(11)
        && (count == 1 || groups.groups.first()?.0.len() <= 3)
    {
        return Some((at, last));
    }
    let sizes: Vec<usize> = groups.groups.iter().map(|(digits, _)| digits.len()).take(5).collect();
    let lost_zero =
        matches!(first.as_bytes().first(), Some(b'6' | b'7')) && matches!(sizes.as_slice(), [1, 2, 2, 2, 2]);
    if lost_zero {
        return groups.groups.get(4).map(|(_, last)| (at, *last));
    }
    if matches!(sizes.as_slice(), [3, 3, 4, ..]) {
        return groups.groups.get(2).map(|(_, last)| (at, *last));
    }
    None
}

/// "01/02/2020 10": a date, then something else, and not a telephone number.
fn dated(reading: &Reading<'_>, groups: &Groups, at: usize) -> bool {
    groups.sized(2) < 5 && groups.groups.len() > 1 && dates::numeric(reading, at).is_some_and(|d| d.long_year)
}

/// A bank card: 13 to 19 digits that pass the Luhn check.
fn card(groups: &Groups) -> Option<usize> {
    let shaped = groups.groups.len() == 1 || groups.sized(4) >= 3;
    (13..=19)
        .rev()
        .filter(|_| shaped)
        .find_map(|n| groups.reaching(n))
        .filter(|(digits, ..)| luhn(digits))
        .map(|(_, last, _)| last)
}

/// Seven digits or more in one piece, or a long row of even groups: nobody needs it to understand a story.
fn long(reading: &Reading<'_>, groups: &Groups) -> Option<usize> {
    let (first, last) = groups.groups.first()?;
    if first.len() >= 7 {
        return Some(*last);
    }
    for (size, least) in [(1, 6), (2, 4), (3, 4), (4, 3)] {
        let count = groups.sized(size);
        let spaced = size != 1 || groups.between.iter().take(count.saturating_sub(1)).all(String::is_empty);
        if count >= least && spaced && groups.even(count) {
            return groups.groups.get(count - 1).map(|(_, last)| *last);
        }
    }
    let last = groups.groups.last()?.1;
    let total: usize = groups.groups.iter().map(|(digits, _)| digits.len()).sum();
    let spaces = groups.between.iter().all(String::is_empty) && groups.groups.len() > 1;
    (spaces && total >= 10 && first.len() > 2 && !reading.is_word(last + 1)).then_some(last)
}

/// Public numbers that help: they stay readable.
fn is_public(number: &str) -> bool {
    matches!(
        number,
        "15" | "17" | "18" | "112" | "114" | "115" | "116" | "119" | "3114" | "3919" | "3977" | "3624" | "3646"
    )
}

/// A shorter number that a word announces: "poste 4512", "dossier n° 12345", "IPP: 8392".
fn announced(reading: &Reading<'_>, groups: &Groups, at: usize) -> Option<(usize, MaskedKind)> {
    let (first, last) = groups.groups.first()?;
    let mut words = 0;
    let mut i = at;
    while words < 4 && i + 12 > at {
        i = i.checked_sub(1)?;
        let token = reading.get(i)?;
        match token.kind {
            Kind::Mark('.' | '!' | '?' | ';') if !reading.is_word(i.wrapping_sub(1)) => return None,
            Kind::Word => {
                words += 1;
                if first.len() == 4 && words > 1 && (first.starts_with("19") || first.starts_with("20")) {
                    return None;
                }
                if token.traits.any(Traits::PHONE) && first.len() >= 2 && !is_public(first) && glued_total(groups) >= 4
                {
                    let count = groups.sized(2).max(1);
                    return groups.groups.get(count - 1).map(|(_, last)| (*last, MaskedKind::Phone));
                }
                if token.traits.any(Traits::NUMBERED) && first.len() >= 3 {
                    return Some((*last, MaskedKind::Number));
                }
            }
            _ => {}
        }
    }
    None
}

fn glued_total(groups: &Groups) -> usize {
    let pairs = groups.sized(2);
    if pairs > 0 { pairs * 2 } else { groups.groups.first().map_or(0, |(digits, _)| digits.len()) }
}

/// A telephone number in letters: "zéro six douze trente-quatre...".
fn spelled(reading: &Reading<'_>, at: usize) -> Option<usize> {
    if reading.fold(at) != "zero" {
        return None;
    }
    let mut last = at;
    let mut words = 1;
    for i in at + 1..at + 40 {
        let Some(token) = reading.get(i) else { break };
        match token.kind {
            Kind::Space | Kind::Mark('-' | ',' | '.') => {}
            Kind::Number => (last, words) = (i, words + 1),
            Kind::Word if token.traits.any(Traits::COUNT) || (reading.fold(i) == "et" && words > 1) => {
                (last, words) = (i, words + 1)
            }
            _ => break,
        }
    }
    (words >= 5).then_some(last)
}

/// Number plates: AA-123-AA, and the older 123 ABC 75 after a word that announces it.
pub(super) fn plates(reading: &Reading<'_>, sheet: &mut Sheet) {
    for at in 0..reading.tokens.len() {
        let dash =
            |i: usize| if reading.is_hyphen(i) || reading.is_space(i) || reading.is_mark(i, '.') { i + 1 } else { i };
        let letters = |i: usize, most: usize| {
            reading.get(i).is_some_and(|t| t.shape == Shape::Upper && t.points.1 - t.points.0 <= most)
        };
        if letters(at, 2) {
            let number = dash(at + 1);
            let end = dash(number + 1);
            if reading.is_number(number) && reading.fold(number).len() == 3 && letters(end, 2) {
                sheet.claim(at, end, MaskedKind::Plate);
            }
        } else if reading.is_number(at) && reading.fold(at).len() <= 4 && !sheet.is_taken(at) {
            let middle = dash(at + 1);
            let end = dash(middle + 1);
            let announced = (1..10).any(|back| {
                at.checked_sub(back).is_some_and(|i| {
                    matches!(
                        reading.fold(i),
                        "immatriculee" | "immatricule" | "immatriculation" | "plaque" | "voiture" | "vehicule"
                    )
                })
            });
            if announced && letters(middle, 3) && reading.is_number(end) {
                sheet.claim(at, end, MaskedKind::Plate);
            }
        }
    }
}
