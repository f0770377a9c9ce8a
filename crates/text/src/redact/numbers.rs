//! Numbers that point to a person: telephone, social security (NIR), bank account, bank card, and any other long number.

use super::sheet::Sheet;
use super::{MaskedKind, dates};
use crate::lists::Traits;
use crate::reading::{Kind, Reading, Shape};

/// At most this many groups of digits make one number ("0 6 1 2 ..." has ten, a card read aloud sixteen).
const GROUPS: usize = 20;

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
        } else if reading.fold(i) == "o" && (reading.is_number(i + 1) || !digits.is_empty() && !reading.is_word(i + 1)) {
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
            Kind::Space => token.points.1 - token.points.0 <= 3 && !reading.written(i, i).trim_start_matches('\n').contains('\n'),
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

/// Masks every number of the text that points to a person.
pub(super) fn find(reading: &Reading<'_>, sheet: &mut Sheet) {
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
        if starts && !sheet.is_taken(at) {
            digits(reading, sheet, at);
        }
    }
}

fn digits(reading: &Reading<'_>, sheet: &mut Sheet, at: usize) {
    if let Some(last) = nir(reading, at) {
        sheet.claim(at, last, MaskedKind::Nir);
        return;
    }
    let groups = Groups::read(reading, at);
    if let Some((first, last)) = phone(reading, &groups, at) {
        sheet.claim(first, last, MaskedKind::Phone);
    } else if dates::numeric(reading, at).is_some() {
        // A date: the next finder masks it.
    } else if let Some(last) = card(&groups) {
        sheet.claim(at, last, MaskedKind::Card);
    } else if let Some(last) = long(reading, &groups) {
        sheet.claim(at, last, MaskedKind::Number);
    } else if let Some((last, kind)) = announced(reading, &groups, at) {
        sheet.claim(at, last, kind);
    }
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
    let lost_zero = matches!(first.as_bytes().first(), Some(b'6' | b'7')) && matches!(sizes.as_slice(), [1, 2, 2, 2, 2]);
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

/// A social security number: 13 characters and a key of two, 2A and 2B included.
fn nir(reading: &Reading<'_>, at: usize) -> Option<usize> {
    if !matches!(reading.fold(at).as_bytes().first(), Some(b'1'..=b'4' | b'7' | b'8')) || reading.is_word(at) {
        return None;
    }
    let mut digits = String::new();
    let mut at_thirteen = None;
    let mut i = at;
    while digits.len() < 15 {
        let token = reading.get(i)?;
        match token.kind {
            Kind::Number => digits.push_str(reading.fold(i)),
            Kind::Word if digits.len() == 6 && digits.ends_with('2') && matches!(reading.fold(i), "a" | "b") => {
                digits.push_str(reading.fold(i));
            }
            Kind::Word if digits.len() == 13 && matches!(reading.fold(i), "cle" | "k" | "key") => {}
            Kind::Space if token.points.1 - token.points.0 <= 3 => {}
            Kind::Mark('.' | '-' | '–' | '/' | '_' | '|' | ':' | ',') => {}
            _ => break,
        }
        if digits.len() == 13 && at_thirteen.is_none() {
            at_thirteen = Some(i);
        }
        i += 1;
        if i > at + 60 {
            break;
        }
    }
    let month = digits.get(3..5).and_then(|m| m.parse::<u32>().ok());
    let plausible = month.is_some_and(|m| matches!(m, 1..=12 | 20 | 30..=42 | 50..=99));
    if digits.len() == 15 && (plausible || key_fits(&digits)) {
        return Some(i - 1);
    }
    if plausible { at_thirteen } else { None }
}

/// The key is 97 less the remainder of the first thirteen digits; 2A counts as 19 and 2B as 18 (Insee, RNIPP).
pub(super) fn key_fits(nir: &str) -> bool {
    let number = nir.to_ascii_lowercase().replacen("2a", "19", 1).replacen("2b", "18", 1);
    match (number.get(..13).and_then(|n| n.parse::<u64>().ok()), number.get(13..15).and_then(|k| k.parse::<u64>().ok())) {
        (Some(number), Some(key)) => 97 - number % 97 == key,
        _ => false,
    }
}

/// A bank account number: two letters, two check digits, then up to thirty characters, the whole being 1 modulo 97.
fn iban(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let country = reading.fold(at);
    if country.len() != 2 || !reading.is_number(at + 1) || reading.fold(at + 1).len() < 2 {
        return None;
    }
    let mut written = country.to_owned();
    let mut found = None;
    for i in at + 1..at + 40 {
        match reading.get(i).map(|t| t.kind) {
            Some(Kind::Word | Kind::Number) => written.push_str(reading.fold(i)),
            Some(Kind::Space | Kind::Mark('-' | '.')) => continue,
            _ => break,
        }
        if written.len() > 34 || !written.is_ascii() {
            break;
        }
        let french = country == "fr" && written.len() == 27;
        if written.len() >= 15 && (french || remainder(&written) == Some(1)) {
            found = Some(i);
        }
    }
    found
}

fn remainder(iban: &str) -> Option<u32> {
    let (head, tail) = iban.split_at_checked(4)?;
    let mut rest = 0u32;
    for c in tail.chars().chain(head.chars()) {
        let value = c.to_digit(36)?;
        rest = if value > 9 { rest * 100 + value } else { rest * 10 + value } % 97;
    }
    Some(rest)
}

/// A bank card: 13 to 19 digits that pass the Luhn check.
fn card(groups: &Groups) -> Option<usize> {
    let shaped = groups.groups.len() == 1 || groups.sized(4) >= 3;
    (13..=19).rev().filter(|_| shaped).find_map(|n| groups.reaching(n)).filter(|(digits, ..)| luhn(digits)).map(|(_, last, _)| last)
}

pub(super) fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let value = u32::from(byte.saturating_sub(b'0'));
            if place % 2 == 0 { value } else { value * 2 / 10 + value * 2 % 10 }
        })
        .sum();
    sum.is_multiple_of(10)
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
    matches!(number, "15" | "17" | "18" | "112" | "114" | "115" | "116" | "119" | "3114" | "3919" | "3977" | "3624" | "3646")
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
                if token.traits.any(Traits::PHONE) && first.len() >= 2 && !is_public(first) && glued_total(groups) >= 4 {
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
        let token = reading.get(i)?;
        match token.kind {
            Kind::Space | Kind::Mark('-' | ',' | '.') => {}
            Kind::Number => (last, words) = (i, words + 1),
            Kind::Word if token.traits.any(Traits::COUNT) || (reading.fold(i) == "et" && words > 1) => (last, words) = (i, words + 1),
            _ => break,
        }
    }
    (words >= 5).then_some(last)
}

/// Number plates: AA-123-AA, and the older 123 ABC 75 after a word that announces it.
pub(super) fn plates(reading: &Reading<'_>, sheet: &mut Sheet) {
    for at in 0..reading.tokens.len() {
        let dash = |i: usize| if reading.is_hyphen(i) || reading.is_space(i) || reading.is_mark(i, '.') { i + 1 } else { i };
        let letters = |i: usize, most: usize| reading.get(i).is_some_and(|t| t.shape == Shape::Upper && t.points.1 - t.points.0 <= most);
        if letters(at, 2) {
            let number = dash(at + 1);
            let end = dash(number + 1);
            if reading.is_number(number) && reading.fold(number).len() == 3 && letters(end, 2) {
                sheet.claim(at, end, MaskedKind::Plate);
            }
        } else if reading.is_number(at) && reading.fold(at).len() <= 4 && !sheet.is_taken(at) {
            let middle = dash(at + 1);
            let end = dash(middle + 1);
            let announced = (1..10).any(|back| at.checked_sub(back).is_some_and(|i| matches!(reading.fold(i), "immatriculee" | "immatricule" | "immatriculation" | "plaque" | "voiture" | "vehicule")));
            if announced && letters(middle, 3) && reading.is_number(end) {
                sheet.claim(at, end, MaskedKind::Plate);
            }
        }
    }
}
