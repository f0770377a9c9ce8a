//! Numbers with letters in them: "REC-2026-0417", "A0099231", "contrat MUT 0078 4412 9".

use super::MaskedKind;
use super::sheet::Sheet;
use crate::lists::Traits;
use crate::reading::{Kind, Reading, Shape};

/// Tokens of one code at most.
const REACH: usize = 12;

/// Masks codes written in one piece, and codes that a word announces.
pub(super) fn find(reading: &Reading<'_>, sheet: &mut Sheet) {
    let mut at = 0;
    while at < reading.tokens.len() {
        let Some(last) = piece(reading, at) else {
            at += 1;
            continue;
        };
        let lasts = spaced(reading, at, last);
        if is_code(reading, at, lasts) && !(at..=lasts).any(|i| sheet.is_taken(i)) {
            sheet.claim(at, lasts, MaskedKind::Number);
        }
        at = lasts + 1;
    }
}

/// The last token of the run of short words in capitals and numbers that starts at `at`, over hyphens and slashes.
fn piece(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let part = |i: usize| reading.is_number(i) || is_letters(reading, i);
    if !part(at) || at > 0 && (part(at - 1) || joint(reading, at - 1)) {
        return None;
    }
    let mut last = at;
    while last < at + REACH {
        if part(last + 1) {
            last += 1;
        } else if joint(reading, last + 1) && part(last + 2) {
            last += 2;
        } else {
            break;
        }
    }
    Some(last)
}

fn is_letters(reading: &Reading<'_>, at: usize) -> bool {
    reading.get(at).is_some_and(|token| {
        token.kind == Kind::Word
            && matches!(token.shape, Shape::Upper | Shape::Initial)
            && token.points.1 - token.points.0 <= 4
    })
}

fn joint(reading: &Reading<'_>, at: usize) -> bool {
    reading.is_hyphen(at) || reading.is_mark(at, '/') || reading.is_mark(at, '_')
}

/// After a word that announces a number, groups apart belong to it: "contrat MUT 0078 4412 9".
fn spaced(reading: &Reading<'_>, at: usize, mut last: usize) -> usize {
    if !is_announced(reading, at) {
        return last;
    }
    while last < at + REACH
        && reading.is_space(last + 1)
        && !reading.written(last + 1, last + 1).contains('\n')
        && reading.is_number(last + 2)
    {
        last += 2;
    }
    last
}

/// Whether one of the three words before announces a number ("dossier", "contrat", "patient").
fn is_announced(reading: &Reading<'_>, at: usize) -> bool {
    let mut words = 0;
    for i in (at.saturating_sub(8)..at).rev() {
        match reading.get(i).map(|token| token.kind) {
            Some(Kind::Word) => {
                let announces = reading.get(i).is_some_and(|token| token.traits.any(Traits::NUMBERED));
                if announces || matches!(reading.fold(i), "patient" | "patiente" | "ecrou" | "mutuelle" | "numero") {
                    return true;
                }
                words += 1;
                if words == 3 {
                    return false;
                }
            }
            Some(Kind::Mark('.' | '!' | '?' | ';')) if !reading.is_word(i.wrapping_sub(1)) => return false,
            _ => {}
        }
    }
    false
}

/// Five digits with a letter or a hyphen among them; four after a word that announces a number. Dates and years are none.
fn is_code(reading: &Reading<'_>, first: usize, last: usize) -> bool {
    let digits: usize = (first..=last).filter(|i| reading.is_number(*i)).map(|i| reading.fold(i).len()).sum();
    let letters = (first..=last).any(|i| reading.is_word(i));
    let years = (first..=last)
        .filter(|i| reading.is_number(*i))
        .all(|i| reading.fold(i).len() == 4 && matches!(reading.fold(i).get(..2), Some("19" | "20")));
    let glued = last > first;
    let announced = is_announced(reading, first);
    !years && glued && (letters && (digits >= 5 || announced && digits >= 3) || announced && digits >= 5)
}
