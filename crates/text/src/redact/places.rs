//! Postal addresses, postcodes, homes, rooms and beds.

use super::MaskedKind;
use super::sheet::Sheet;
use crate::lists::Traits;
use crate::reading::{Kind, Reading, Shape};

/// Masks addresses, then postcodes, homes, rooms and beds.
pub(super) fn find(reading: &Reading<'_>, sheet: &mut Sheet) {
    for at in 0..reading.tokens.len() {
        if sheet.is_taken(at) {
            continue;
        }
        if reading.get(at).is_some_and(|t| t.traits.any(Traits::STREET)) {
            street(reading, sheet, at);
        } else if reading.is_number(at) {
            postcode(reading, sheet, at);
        } else if reading.is_word(at) {
            room(reading, sheet, at);
            home(reading, sheet, at);
        }
    }
}

fn street(reading: &Reading<'_>, sheet: &mut Sheet, at: usize) {
    let number = number_before(reading, sheet, at);
    let strong = matches!(
        reading.fold(at),
        "rue" | "avenue" | "av" | "boulevard" | "bd" | "impasse" | "allee" | "faubourg" | "square" | "lotissement"
    );
    let first = match number {
        Some(first) => first,
        None if strong => at,
        None => return,
    };
    let Some(mut last) = street_name(reading, sheet, at, number.is_some()) else { return };
    last = flat_after(reading, last).unwrap_or(last);
    last = town_after(reading, sheet, last).unwrap_or(last);
    sheet.claim(first, last, MaskedKind::Address);
}

/// ", appt 188", ", bât. B": a part of the building after the street.
fn flat_after(reading: &Reading<'_>, from: usize) -> Option<usize> {
    let mut i = from + 1;
    while i < from + 3 && (reading.is_mark(i, ',') || reading.is_space(i)) {
        i += 1;
    }
    let part = matches!(
        reading.fold(i),
        "appt"
            | "apt"
            | "appartement"
            | "studio"
            | "bat"
            | "batiment"
            | "esc"
            | "escalier"
            | "porte"
            | "etage"
            | "bp"
            | "lot"
    );
    let mut end = i + 1;
    while end < i + 3 && (reading.is_mark(end, '.') || reading.is_space(end)) {
        end += 1;
    }
    (part && (reading.is_number(end) || reading.get(end).is_some_and(|t| t.shape == Shape::Initial))).then_some(end)
}

/// The house number before a kind of street: "12", "12 bis", "12,", "sept", "153 -".
fn number_before(reading: &Reading<'_>, sheet: &Sheet, at: usize) -> Option<usize> {
    let mut i = at.checked_sub(1)?;
    for _ in 0..6 {
        let token = reading.get(i)?;
        match token.kind {
            Kind::Number => {
                // "47-83 boulevard": both numbers.
                let pair = i > 1
                    && (reading.is_hyphen(i - 1) || reading.is_mark(i - 1, '/'))
                    && reading.is_number(i - 2)
                    && !sheet.is_taken(i - 2);
                return (!sheet.is_taken(i) && reading.fold(i).len() <= 5).then_some(if pair { i - 2 } else { i });
            }
            Kind::Space | Kind::Mark(',' | '-' | '/') => {}
            Kind::Word if matches!(reading.fold(i), "bis" | "ter" | "quater" | "b" | "t" | "c") => {}
            Kind::Word
                if token.traits.any(Traits::COUNT) && !matches!(reading.fold(i), "un" | "une" | "premier" | "s") =>
            {
                return Some(i);
            }
            _ => return None,
        }
        i = i.checked_sub(1)?;
    }
    None
}

/// Follows the name of the street; `sure` when a house number stands before.
fn street_name(reading: &Reading<'_>, sheet: &Sheet, at: usize, sure: bool) -> Option<usize> {
    let mut last = None;
    let mut plain = 0;
    let mut i = at + 1;
    while i < at + 26 {
        let Some(token) = reading.get(i).filter(|_| !sheet.is_taken(i)) else { break };
        match token.kind {
            Kind::Space if reading.written(i, i).contains('\n') => break,
            Kind::Space | Kind::Mark('\'' | '’' | '-') => {}
            Kind::Mark('.') if i == at + 1 => {}
            Kind::Mark('.') if last == Some(i - 1) && reading.written(i - 1, i - 1).chars().count() <= 3 => {}
            Kind::Number
                if reading.fold(i).len() <= 4
                    && reading.word_after(i).is_some_and(|m| super::dates::month(reading.fold(m)).is_some()) =>
            {
                last = Some(i)
            }
            Kind::Word if token.shape != Shape::Lower && !(token.shouted && ends_street(reading, i)) => last = Some(i),
            Kind::Word
                if token.traits.any(Traits::PARTICLE) || matches!(reading.fold(i), "et" | "sur" | "aux" | "au") =>
            {
                if !sure
                    && reading.word_after(i).is_none_or(|n| {
                        reading.get(n).is_some_and(|t| t.shape == Shape::Lower && !t.traits.any(Traits::PARTICLE))
                    })
                {
                    break;
                }
            }
            Kind::Word if sure && plain < 3 && !ends_street(reading, i) => {
                plain += 1;
                last = Some(i);
            }
            _ => break,
        }
        i += 1;
    }
    last
}

fn ends_street(reading: &Reading<'_>, at: usize) -> bool {
    reading.get(at).is_some_and(|t| t.traits.any(Traits::GRAMMAR) && !t.traits.any(Traits::PARTICLE))
        || matches!(reading.fold(at), "est" | "etait" | "a" | "cp" | "cedex" | "le")
}

/// ", 75013 Paris", " à Lille", " - 69003 LYON CEDEX 03" after an address.
fn town_after(reading: &Reading<'_>, sheet: &Sheet, from: usize) -> Option<usize> {
    let mut i = from + 1;
    while i < from + 4
        && matches!(reading.get(i).map(|t| t.kind), Some(Kind::Space | Kind::Mark(',' | '-' | '–' | '(')))
    {
        i += 1;
    }
    if matches!(reading.fold(i), "a" | "cp" | "au") && reading.is_space(i + 1) {
        i += 2;
    }
    if reading.is_number(i) && reading.fold(i).len() == 5 && !sheet.is_taken(i) {
        return Some(town(reading, sheet, i).unwrap_or(i));
    }
    let named = i > from + 1
        && reading.get(i).is_some_and(|t| {
            t.kind == Kind::Word && t.shape != Shape::Lower && !t.shouted && !t.traits.any(Traits::GRAMMAR)
        });
    named.then(|| town(reading, sheet, i - 1)).flatten()
}

/// The name of a town after token `from`: capitals joined by hyphens, particles, "Cedex" and its number.
fn town(reading: &Reading<'_>, sheet: &Sheet, from: usize) -> Option<usize> {
    let mut last = None;
    let mut i = from + 1;
    while i < from + 14 {
        let Some(token) = reading.get(i).filter(|_| !sheet.is_taken(i)) else { break };
        match token.kind {
            Kind::Space if last.is_some() && reading.written(i, i).contains('\n') => break,
            Kind::Space | Kind::Mark('-' | '\'' | '’') => {}
            Kind::Mark(',') if last.is_none() => {}
            Kind::Word if token.traits.any(Traits::PHONE) || token.traits.any(Traits::NUMBERED) => break,
            Kind::Word
                if matches!(reading.fold(i), "cedex" | "sur" | "sous" | "les" | "lez" | "en" | "la")
                    && last.is_some() =>
            {
                if reading.fold(i) == "cedex" {
                    last = Some(i);
                }
            }
            Kind::Word if token.traits.any(Traits::TITLE) => break,
            Kind::Word if token.shape != Shape::Lower && !(token.shouted && token.traits.any(Traits::GRAMMAR)) => {
                if last.is_some() && reading.is_space(i - 1) && token.traits.any(Traits::FIRST) {
                    break;
                }
                last = Some(i);
            }
            Kind::Word if token.traits.any(Traits::PARTICLE) && last.is_some() => {}
            Kind::Number if last.is_some_and(|l| reading.fold(l) == "cedex") && reading.fold(i).len() <= 2 => {
                last = Some(i)
            }
            _ => break,
        }
        i += 1;
    }
    last
}

/// A postcode, alone or with its town. Amounts and counts of five digits stay.
fn postcode(reading: &Reading<'_>, sheet: &mut Sheet, at: usize) {
    let digits = reading.fold(at);
    let valid = digits.len() == 5
        && digits.get(..2).and_then(|d| d.parse::<u8>().ok()).is_some_and(|d| matches!(d, 1..=95 | 97 | 98));
    if !valid || reading.is_mark(at + 1, ',') && reading.is_number(at + 2) {
        return;
    }
    let unit = reading.fold(reading.skip_space(at + 1));
    if matches!(
        unit,
        "euros"
            | "euro"
            | "e"
            | "patients"
            | "personnes"
            | "km"
            | "francs"
            | "fois"
            | "ui"
            | "mg"
            | "ml"
            | "g"
            | "lits"
            | "pas"
            | "habitants"
    ) || reading.is_mark(reading.skip_space(at + 1), '€')
    {
        return;
    }
    let last = town(reading, sheet, at).unwrap_or(at);
    sheet.claim(at, last, MaskedKind::Address);
}

/// "chambre 212", "ch. 12 B", "lit n° 3", "lit porte", "box 4".
fn room(reading: &Reading<'_>, sheet: &mut Sheet, at: usize) {
    if !matches!(
        reading.fold(at),
        "chambre" | "chambres" | "charnbre" | "ch" | "chbre" | "chb" | "lit" | "box" | "boxe" | "cellule" | "fauteuil"
    ) {
        return;
    }
    let mut i = at + 1;
    for _ in 0..6 {
        let light =
            matches!(reading.get(i).map(|t| t.kind), Some(Kind::Space | Kind::Mark('.' | '°' | ':' | '#' | 'º' | '-')))
                && !reading.written(i, i).contains('\n');
        if light || matches!(reading.fold(i), "n" | "no" | "num" | "numero" | "nº") && reading.is_word(i) {
            i += 1;
        }
    }
    // "chambre A12", "chambre B 204": a letter may come first.
    if reading.get(i).is_some_and(|t| t.shape == Shape::Initial)
        && (reading.is_number(i + 1) || reading.is_hyphen(i + 1) && reading.is_number(i + 2))
    {
        i = if reading.is_number(i + 1) { i + 1 } else { i + 2 };
    }
    if !reading.is_number(i) || reading.fold(i).len() > 5 || sheet.is_taken(i) || i <= at {
        return;
    }
    let unit = reading.fold(reading.skip_space(i + 1));
    if matches!(
        unit,
        "jour"
            | "jours"
            | "nuit"
            | "nuits"
            | "heure"
            | "heures"
            | "h"
            | "fois"
            | "mois"
            | "semaine"
            | "semaines"
            | "personne"
            | "personnes"
            | "lits"
            | "lit"
            | "places"
            | "min"
            | "minutes"
            | "euros"
    ) && !(unit == "lit" && reading.is_number(reading.skip_space(reading.skip_space(i + 1) + 1)))
    {
        return;
    }
    let tail = reading.skip_space(i + 1);
    let letter = reading
        .get(tail)
        .is_some_and(|t| t.shape == Shape::Initial && !matches!(reading.fold(tail), "a" | "j" | "y" | "l" | "c" | "d"))
        || reading.fold(tail) == "bis";
    let glued = reading.get(i + 1).is_some_and(|t| t.kind == Kind::Word && t.points.1 - t.points.0 == 1);
    sheet.claim(
        at,
        if glued {
            i + 1
        } else if letter {
            tail
        } else {
            i
        },
        MaskedKind::Room,
    );
}

/// "j'habite à X", "domicilié à X", "résidant à X": where a person lives.
fn home(reading: &Reading<'_>, sheet: &mut Sheet, at: usize) {
    if !matches!(
        reading.fold(at),
        "habite"
            | "habitons"
            | "habitant"
            | "habitait"
            | "domicilie"
            | "domiciliee"
            | "demeurant"
            | "residant"
            | "reside"
            | "residons"
    ) {
        return;
    }
    let mut i = reading.skip_space(at + 1);
    if matches!(reading.fold(i), "a" | "au" | "aux" | "dans" | "sur" | "pres" | "vers") {
        i = reading.skip_space(i + 1);
    }
    if matches!(reading.fold(i), "de" | "le" | "la" | "les") {
        i = reading.skip_space(i + 1);
    }
    if reading.get(i).is_some_and(|t| t.kind == Kind::Word && t.shape != Shape::Lower && !t.shouted)
        && let Some(last) = town(reading, sheet, i - 1)
    {
        sheet.claim(i, last, MaskedKind::Town);
    }
}
