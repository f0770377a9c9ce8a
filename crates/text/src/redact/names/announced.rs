//! Names that something announces: a title, a naming word, a role, an initial, thanks.

use super::super::sheet::{Bearer, Sheet};
use super::grow::{full_name, particle};
use super::{at_protected, claim};
use crate::lists::Traits;
use crate::reading::{Reading, Shape};

/// Names announced by a title, a naming word, a role, or thanks.
pub(super) fn announced(reading: &Reading<'_>, sheet: &mut Sheet, protected: &[bool], at: usize) {
    let Some(token) = reading.get(at) else { return };
    if token.traits.any(Traits::TITLE)
        && let Some(from) = after_title(reading, at)
    {
        let bearer = Bearer {
            staff: token.traits.any(Traits::TITLE_STAFF),
            he: if token.traits.any(Traits::TITLE_HE) {
                Some(true)
            } else if token.traits.any(Traits::TITLE_SHE) {
                Some(false)
            } else {
                None
            },
        };
        if let Some(last) = full_name(reading, sheet, from, true) {
            claim(reading, sheet, from, last, bearer);
            also(reading, sheet, last, bearer);
            return;
        }
    }
    if token.traits.any(Traits::NAMING)
        && let Some(from) = after_naming(reading, at)
        && let Some(last) = full_name(reading, sheet, from, true)
    {
        claim(reading, sheet, from, last, Bearer::default());
        return;
    }
    if token.traits.any(Traits::ROLE_STAFF) || token.traits.any(Traits::ROLE_KIN) {
        let from = if reading.is_mark(at + 1, ':') || reading.is_space(at + 1) && reading.is_mark(at + 2, ':') {
            reading.skip_space(at + 2 + usize::from(reading.is_space(at + 1)))
        } else {
            at + 2
        };
        let next = reading.get(from);
        let capital = next.is_some_and(|t| t.shape != Shape::Lower && !t.shouted && !t.traits.any(Traits::APART));
        let first = next.is_some_and(|t| {
            t.traits.any(Traits::FIRST) && !t.traits.any(Traits::DOUBTFUL) && !t.traits.any(Traits::DOUBTFUL_LOWER)
        });
        let doubtful = next.is_some_and(|t| t.shape == Shape::Capital && t.traits.any(Traits::NAME));
        if reading.is_space(from.wrapping_sub(1))
            && (capital || first || doubtful)
            && !at_protected(protected, from)
            && !starts_acronym(reading, from)
            && let Some(last) = full_name(reading, sheet, from, false)
        {
            claim(reading, sheet, from, last, Bearer { staff: token.traits.any(Traits::ROLE_STAFF), he: None });
            return;
        }
    }
    if let Some(from) = of_kin(reading, at).or_else(|| oneself(reading, at)).or_else(|| signed(reading, at))
        && !at_protected(protected, from)
        && let Some(last) = full_name(reading, sheet, from, false)
    {
        claim(reading, sheet, from, last, Bearer::default());
        return;
    }
    if token.traits.any(Traits::ROLE_STAFF) || token.traits.any(Traits::ROLE_KIN) {
        return;
    }
    if initialled(reading, protected, at)
        && let Some(last) = full_name(reading, sheet, at, false)
    {
        claim(reading, sheet, at, last, Bearer::default());
        return;
    }
    thanks(reading, sheet, protected, at);
}

/// "Mesdames Aubert et Kebe", "Drs Roux, Haroun": the names that share a title.
fn also(reading: &Reading<'_>, sheet: &mut Sheet, from: usize, bearer: Bearer) {
    let mut last = from;
    for _ in 0..6 {
        let comma = reading.is_mark(last + 1, ',') && reading.is_space(last + 2);
        let and = reading.is_space(last + 1) && reading.fold(last + 2) == "et" && reading.is_space(last + 3);
        let next = if comma { last + 3 } else { last + 4 };
        let name = reading.get(next).is_some_and(|t| {
            matches!(t.shape, Shape::Capital | Shape::Upper)
                && !t.shouted
                && !t.traits.any(Traits::APART)
                && t.points.1 - t.points.0 > 2
        });
        let Some(end) = full_name(reading, sheet, next, false).filter(|_| (comma || and) && name) else { return };
        claim(reading, sheet, next, end, bearer);
        last = end;
    }
}

/// "R. Poumonet", "J-L. Abras", "H. de Sauvignac-Tollet": an initial, its full stop, then a word with a capital that is
/// no ordinary word, after its particle where it has one.
fn initialled(reading: &Reading<'_>, protected: &[bool], at: usize) -> bool {
    let initial = |i: usize| reading.get(i).is_some_and(|t| t.shape == Shape::Initial && !t.shouted);
    // "Donald H. Rumsfeld": the first name leads, the lists follow it.
    let led = at > 1 && reading.get(at - 2).is_some_and(|t| t.traits.any(Traits::FIRST) && t.shape != Shape::Lower);
    if led || !initial(at) || at > 0 && reading.is_apostrophe(at - 1) {
        return false;
    }
    let mut i = at + 1;
    if (reading.is_hyphen(i) || reading.is_mark(i, '.')) && initial(i + 1) {
        i += 2;
    }
    let next = reading.skip_space(i + 1);
    // "H. de Sauvignac": the particle leads to the name.
    let name = particle(reading, next).unwrap_or(next);
    let word = reading.get(name).is_some_and(|t| {
        matches!(t.shape, Shape::Capital | Shape::Upper)
            && !t.shouted
            && t.points.1 - t.points.0 > 2
            && (!t.traits.any(Traits::APART) || t.shape == Shape::Upper && t.traits.any(Traits::NAME))
    });
    reading.is_mark(i, '.') && word && !at_protected(protected, name)
}

/// A word with a capital that is nothing else than a name, as far as the lists know.
fn only_a_name(reading: &Reading<'_>, at: usize) -> bool {
    reading.get(at).is_some_and(|t| {
        matches!(t.shape, Shape::Capital | Shape::Upper)
            && !t.shouted
            && t.points.1 - t.points.0 > 2
            && !t.traits.any(Traits::APART)
    }) && !starts_acronym(reading, at)
}

/// "La famille Estournel", "les parents d'Élouan", "la maman de Kenza": whose family it is.
fn of_kin(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let word = reading.fold(at);
    let near = matches!(word, "parents" | "papa" | "maman" | "pere" | "mere" | "mamie" | "papi" | "fils" | "fille");
    let mut from = at + 2;
    if !reading.is_space(at + 1) || !(near || matches!(word, "famille" | "familles" | "bebe")) {
        return None;
    }
    if near {
        let of = matches!(reading.fold(from), "d" | "de");
        if !of || !(reading.is_space(from + 1) || reading.is_apostrophe(from + 1)) {
            return None;
        }
        from += 2;
    }
    only_a_name(reading, from).then_some(from)
}

/// "Bonjour, moi c'est Oleksandr".
fn oneself(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let said = reading.fold(at) == "est" && at > 1 && reading.is_apostrophe(at - 1) && reading.fold(at - 2) == "c";
    let me = said && reading.word_before(at - 2).is_some_and(|word| reading.fold(word) == "moi");
    (me && reading.is_space(at + 1) && only_a_name(reading, at + 2)).then_some(at + 2)
}

/// "…, Béatrix Cordonnier-Lhu.": the end of a text, where people sign. Two words with a capital after a mark or on a line
/// of their own, or one tied by a hyphen or led by an initial; nothing but a full stop after them.
fn signed(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let before = at.checked_sub(1).filter(|before| reading.is_space(*before))?;
    let opens = reading.written(before, before).contains('\n')
        || before.checked_sub(1).is_some_and(|mark| {
            [',', '.', '!', '?', '…', ';', '—', '–', '-'].iter().any(|sign| reading.is_mark(mark, *sign))
        });
    let initial = reading.get(at).is_some_and(|t| t.shape == Shape::Initial && !t.shouted);
    if !opens || !(initial || only_a_name(reading, at)) {
        return None;
    }
    let (mut parts, mut last) = (1, at);
    while parts < 6 && (reading.is_space(last + 1) || reading.is_hyphen(last + 1)) && reading.is_word(last + 2) {
        let tied = reading.is_hyphen(last + 1);
        let ordinary = reading.get(last + 2).is_some_and(|t| t.shape == Shape::Capital && !t.shouted);
        let next = if only_a_name(reading, last + 2) || tied && ordinary {
            last + 2
        } else {
            particle(reading, last + 2).filter(|name| only_a_name(reading, *name))?
        };
        (parts, last) = (parts + 1, next);
    }
    let end = reading.skip_space(last + 1 + usize::from(reading.is_mark(last + 1, '.')));
    (parts > 1 && reading.get(end).is_none()).then_some(at)
}

/// Short words in capitals after a role are grades and units, not names ("infirmière DE", "médecin PH").
fn starts_acronym(reading: &Reading<'_>, at: usize) -> bool {
    reading
        .get(at)
        .is_some_and(|t| t.shape == Shape::Upper && t.points.1 - t.points.0 <= 3 && !t.traits.any(Traits::NAME))
}

/// Where the name after a title starts: "M. ", "Mme ", "le Dr. ", "Pr." glued to the name.
fn after_title(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let word = reading.fold(at);
    let shape = reading.get(at)?.shape;
    let dotted = reading.is_mark(at + 1, '.');
    match word {
        "m" if !(shape == Shape::Initial || dotted) || reading.is_apostrophe(at + 1) => return None,
        // "Me Durand" (a lawyer), never "me".
        "me" if shape != Shape::Capital => return None,
        "doc" | "miss" | "sieur"
            if shape == Shape::Lower && !dotted && !reading.get(at + 2)?.traits.any(Traits::NAME) =>
        {
            return None;
        }
        _ => {}
    }
    let mut i = at + 1 + usize::from(dotted);
    if reading.is_space(i) {
        i += 1;
    } else if !dotted && !reading.is_mark(i, ':') {
        return None;
    }
    if reading.is_mark(i, ':') {
        i = reading.skip_space(i + 1);
    }
    Some(i)
}

/// Where the name after a naming word starts: "je m'appelle ", "Nom : ", "signé ", "cordialement,\n".
fn after_naming(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let word = reading.fold(at);
    let mut i = reading.skip_space(at + 1);
    if matches!(word, "nom" | "prenom" | "prenoms" | "patronyme" | "signature" | "soussigne" | "soussignee") {
        let said = reading.fold(i) == "est";
        // "Nom du patient : X", "nom de jeune fille : X".
        for step in 0..7 {
            if reading.is_mark(i + step, ':') {
                return Some(reading.skip_space(i + step + 1));
            }
        }
        if said {
            return Some(reading.skip_space(i + 1));
        }
        return word
            .starts_with("soussigne")
            .then(|| if reading.is_mark(i, ',') { reading.skip_space(i + 1) } else { i });
    }
    if word == "cordialement" {
        if reading.is_mark(i, ',') || reading.is_mark(i, '.') {
            i = reading.skip_space(i + 1);
        }
        return reading.get(i).is_some_and(|t| t.shape != Shape::Lower).then_some(i);
    }
    if matches!(word, "signe" | "signee") && reading.is_mark(i, ':') {
        i = reading.skip_space(i + 1);
    }
    let oneself = reading.word_before(at).is_some_and(|b| matches!(reading.fold(b), "m" | "s" | "l" | "t"));
    let capital = reading.get(i).is_some_and(|t| t.shape != Shape::Lower && !t.shouted);
    let particle = reading.get(i).is_some_and(|t| t.traits.any(Traits::PARTICLE));
    (!particle && (capital || oneself || reading.get(i).is_some_and(|t| t.traits.any(Traits::NAME)))).then_some(i)
}

/// "merci à Kevina", "bravo à Mélodie et Xyz", "grâce à Tiphanie": thanks go to people.
fn thanks(reading: &Reading<'_>, sheet: &mut Sheet, protected: &[bool], at: usize) {
    if !matches!(reading.fold(at), "merci" | "bravo" | "chapeau" | "felicitations" | "grace" | "mention") {
        return;
    }
    let mut i = reading.skip_space(at + 1);
    for _ in 0..2 {
        if matches!(reading.fold(i), "a" | "beaucoup" | "encore" | "infiniment" | "pour") && reading.is_space(i + 1) {
            i += 2;
        }
    }
    for _ in 0..6 {
        let good = reading.get(i).is_some_and(|t| {
            t.shape == Shape::Capital && !t.traits.any(Traits::APART)
                || t.shape != Shape::Lower && t.traits.any(Traits::NAME) && !t.shouted
        });
        if !good || at_protected(protected, i) {
            return;
        }
        let Some(last) = full_name(reading, sheet, i, false) else { return };
        claim(reading, sheet, i, last, Bearer::default());
        let comma = reading.is_mark(last + 1, ',') && reading.is_space(last + 2);
        let and =
            reading.is_space(last + 1) && matches!(reading.fold(last + 2), "et" | "a") && reading.is_space(last + 3);
        i = if comma {
            last + 3
        } else if and {
            last + 4
        } else {
            return;
        };
        if reading.fold(i) == "a" || reading.fold(i) == "et" {
            i = reading.skip_space(i + 1);
        }
    }
}
