//! A name that was found takes with it what is tied to it: "N'" of N'Guessan, "M.-C." before a surname, "-Thé" of
//! Marie-Thé, "Le" of Le Corre, "'h" of Le Floc'h.

use super::super::MaskedKind;
use super::super::sheet::Sheet;
use crate::lists::Traits;
use crate::reading::{Kind, Reading, Shape};

/// At most this many steps on each side of one name.
const STEPS: usize = 6;

/// Widens every name of the sheet.
pub(super) fn widen(reading: &Reading<'_>, sheet: &mut Sheet) {
    for index in 0..sheet.found.len() {
        let Some(part) = sheet.found.get(index).copied() else { break };
        if !matches!(part.kind, MaskedKind::Person | MaskedKind::Unsure) {
            continue;
        }
        let mut first = part.first;
        for _ in 0..STEPS {
            match before(reading, first).filter(|at| (*at..first).all(|i| !sheet.is_taken(i))) {
                Some(at) => first = at,
                None => break,
            }
        }
        let mut last = part.last;
        for _ in 0..STEPS {
            match after(reading, last).filter(|at| (last + 1..=*at).all(|i| !sheet.is_taken(i))) {
                Some(at) => last = at,
                None => break,
            }
        }
        sheet.widen(index, first, last);
    }
}

fn is_initial(reading: &Reading<'_>, at: usize) -> bool {
    reading.get(at).is_some_and(|token| token.shape == Shape::Initial && !token.shouted)
}

fn is_capital(reading: &Reading<'_>, at: usize) -> bool {
    reading.get(at).is_some_and(|token| token.kind == Kind::Word && token.shape != Shape::Lower)
}

/// Where the part tied to the front of a name starts.
fn before(reading: &Reading<'_>, first: usize) -> Option<usize> {
    let gap = first.checked_sub(1)?;
    let word = gap.checked_sub(1)?;
    if reading.is_hyphen(gap) {
        // "M.-C.", "Saint-Martin", "Ndi-Aye".
        if reading.is_mark(word, '.') {
            return word.checked_sub(1).filter(|at| is_initial(reading, *at));
        }
        return is_capital(reading, word).then_some(word);
    }
    if reading.is_apostrophe(gap) {
        // "N'Guessan", "O'Brien", "N'DIAYE"; "L'Oréal" and "D'Ewen" keep their small word where it is one.
        let small = matches!(reading.fold(word), "l" | "j" | "c" | "s" | "t" | "qu");
        return (is_capital(reading, word) && reading.fold(word).len() == 1 && !small).then_some(word);
    }
    if !reading.is_space(gap) || reading.written(gap, gap).contains('\n') {
        return None;
    }
    if reading.is_mark(word, '.') {
        // "C. Delorme", and of "M.-C. Delorme" the second; "M. Delorme" is a title.
        let initial = word.checked_sub(1).filter(|at| is_initial(reading, *at))?;
        let title = reading.fold(initial) == "m" && !initial.checked_sub(1).is_some_and(|i| reading.is_hyphen(i));
        return (!title).then_some(initial);
    }
    // "Le Corre", "De Sousa", "El Amrani": a particle with a capital in the middle of a sentence.
    let particle = reading.get(word).is_some_and(|token| {
        token.shape == Shape::Capital && token.traits.any(Traits::PARTICLE) && !token.traits.any(Traits::TITLE)
    });
    (particle && !reading.starts_sentence(word)).then_some(word)
}

/// The last token of the part tied to the end of a name.
fn after(reading: &Reading<'_>, last: usize) -> Option<usize> {
    let (gap, word) = (last + 1, last + 2);
    if reading.is_hyphen(gap) {
        return is_capital(reading, word).then_some(word);
    }
    (reading.is_apostrophe(gap) && reading.fold(word) == "h").then_some(word)
}
