//! Numbers with a key: social security, bank account, bank card.

use super::super::dates;
use crate::reading::{Kind, Reading};

/// A social security number, the token it ends at: 13 characters and a key of two, 2A and 2B included.
pub(super) fn nir(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let read = nir_read(reading, at)?;
    if read.keyed {
        return read.fifteen;
    }
    // A wrong key may be a slip of the pen, and many people leave the key out: the form decides. But a row that holds a
    // true number further on only begins with something else, and a date is a date.
    let plausible = read.month.is_some_and(|month| matches!(month, 1..=12 | 20 | 30..=42 | 50..=99));
    let last = read.fifteen.or(read.thirteen).filter(|_| plausible && read.even)?;
    let later =
        (at + 1..at + 8).filter(|i| reading.is_number(*i)).any(|i| nir_read(reading, i).is_some_and(|read| read.keyed));
    (!later && !dates::numeric(reading, at).is_some_and(|date| date.long_year && date.last > at)).then_some(last)
}

/// What was read of a number that may be a social security number.
struct NirRead {
    thirteen: Option<usize>,
    fifteen: Option<usize>,
    month: Option<u32>,
    /// Its groups have one and the same thing between them.
    even: bool,
    /// Its key fits.
    keyed: bool,
}

fn nir_read(reading: &Reading<'_>, at: usize) -> Option<NirRead> {
    if !matches!(reading.fold(at).as_bytes().first(), Some(b'1'..=b'4' | b'7' | b'8')) || reading.is_word(at) {
        return None;
    }
    let mut digits = String::new();
    let mut out = NirRead { thirteen: None, fifteen: None, month: None, even: true, keyed: false };
    let (mut gap, mut usual) = (String::new(), None);
    for i in at..at + 60 {
        let Some(token) = reading.get(i) else { break };
        let letter = digits.len() == 6 && digits.ends_with('2') && matches!(reading.fold(i), "a" | "b");
        match token.kind {
            Kind::Word if letter => digits.push_str(reading.fold(i)),
            Kind::Number => {
                if !gap.is_empty() {
                    let between = std::mem::take(&mut gap);
                    out.even &= digits.len() == 13 || *usual.get_or_insert_with(|| between.clone()) == between;
                }
                digits.push_str(reading.fold(i));
            }
            Kind::Word if digits.len() == 13 && matches!(reading.fold(i), "cle" | "k" | "key") => {}
            Kind::Space if token.points.1 - token.points.0 <= 3 => gap.push(' '),
            Kind::Mark(c) if ".-–/_|:,".contains(c) => gap.push(c),
            _ => break,
        }
        if digits.len() == 13 && out.thirteen.is_none() {
            out.thirteen = Some(i);
        }
        if digits.len() >= 15 {
            out.fifteen = (digits.len() == 15).then_some(i);
            break;
        }
    }
    out.month = digits.get(3..5).and_then(|month| month.parse().ok());
    out.keyed = out.fifteen.is_some() && key_fits(&digits);
    Some(out)
}

/// The key is 97 less the remainder of the first thirteen digits; 2A counts as 19 and 2B as 18 (Insee, RNIPP).
fn key_fits(nir: &str) -> bool {
    let number = nir.to_ascii_lowercase().replacen("2a", "19", 1).replacen("2b", "18", 1);
    match (number.get(..13).and_then(|n| n.parse::<u64>().ok()), number.get(13..15).and_then(|k| k.parse::<u64>().ok()))
    {
        (Some(number), Some(key)) => 97 - number % 97 == key,
        _ => false,
    }
}

/// A bank account number: two letters, two check digits, then up to thirty characters, the whole being 1 modulo 97.
pub(super) fn iban(reading: &Reading<'_>, at: usize) -> Option<usize> {
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

/// The check of bank cards (Luhn, ISO/IEC 7812).
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
