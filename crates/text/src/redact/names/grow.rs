//! From one word of a name to the whole name.

use super::super::sheet::Sheet;
use crate::lists::Traits;
use crate::reading::{Kind, Reading, Shape, Token};

/// At most this many words make one name.
const WORDS: usize = 6;

/// Follows a name that something announces, from its first word on; the last token of it. `sure` after a title or a
/// naming word, where a word in small letters may be a name.
pub(super) fn full_name(reading: &Reading<'_>, sheet: &Sheet, from: usize, sure: bool) -> Option<usize> {
    let mut last = None;
    let mut i = from;
    for _ in 0..WORDS {
        let Some(token) = reading.get(i).filter(|t| t.kind == Kind::Word && !sheet.is_taken(i)) else { break };
        if let Some(name) = particle(reading, i).filter(|name| joins(reading, *name, true)) {
            last = Some(name);
        } else if is_initial(reading, i, token)
            || sure && leads(reading, i, token)
            || starts(reading, i, token, sure, last.is_none())
        {
            last = Some(i);
        } else {
            break;
        }
        match last.and_then(|end| next_part(reading, end)) {
            Some(next) => i = next,
            None => break,
        }
    }
    last
}

/// From a name known by the lists to its neighbours, on both sides.
pub(super) fn extend(reading: &Reading<'_>, sheet: &Sheet, protected: &[bool], at: usize) -> (usize, usize) {
    let free = |i: usize| !sheet.is_taken(i) && !protected.get(i).copied().unwrap_or(false);
    let mut first = at;
    for _ in 0..WORDS {
        match part_before(reading, first).filter(|part| free(*part)) {
            Some(part) => first = part,
            None => break,
        }
    }
    let mut last = at;
    for _ in 0..WORDS {
        let Some(next) = next_part(reading, last).filter(|i| free(*i) && reading.is_word(*i)) else { break };
        let tied = reading.is_hyphen(next - 1) || reading.is_apostrophe(next - 1);
        if let Some(name) = particle(reading, next).filter(|name| free(*name) && joins(reading, *name, false)) {
            last = name;
        } else if town_as_surname(reading, next)
            || neighbour(reading, next, tied)
            || reading.get(next).is_some_and(|t| is_initial(reading, next, t))
        {
            last = next;
        } else {
            break;
        }
    }
    (first, last)
}

/// The part of the name that stands before `first`, if one does.
fn part_before(reading: &Reading<'_>, first: usize) -> Option<usize> {
    let gap = first.checked_sub(1)?;
    let before = gap.checked_sub(1)?;
    let spaced = is_gap(reading, gap);
    let tied = reading.is_hyphen(gap) || reading.is_apostrophe(gap);
    let initial = |i: usize| reading.get(i).is_some_and(|t| t.shape == Shape::Initial);
    if spaced && before > 0 {
        // "R. Poumonet", "MENARD, Julien"
        let dotted = reading.is_mark(before, '.') && initial(before - 1);
        if dotted || reading.is_mark(before, ',') && alone_upper(reading, before - 1) {
            return Some(before - 1);
        }
    }
    let particle =
        reading.get(before).is_some_and(|t| t.shape == Shape::Upper && !t.shouted && t.traits.any(Traits::PARTICLE));
    (spaced && particle || (spaced || tied) && neighbour(reading, before, tied)).then_some(before)
}

/// A word all in capitals, unknown to every list: "MENARD, Julien".
fn alone_upper(reading: &Reading<'_>, at: usize) -> bool {
    reading.get(at).is_some_and(|t| {
        t.shape == Shape::Upper && !t.shouted && t.points.1 - t.points.0 > 3 && !t.traits.any(Traits::APART)
    })
}

/// "Alexandre Beauvais": after a first name, a town or a scholar lends a surname; an acronym does not.
fn town_as_surname(reading: &Reading<'_>, at: usize) -> bool {
    let after_first =
        at > 1 && reading.get(at - 2).is_some_and(|t| t.traits.any(Traits::FIRST) && t.shape != Shape::Lower);
    after_first
        && reading.is_space(at - 1)
        && reading.get(at).is_some_and(|t| {
            t.shape == Shape::Capital
                && t.traits.any(Traits::KEPT)
                && !t.traits.any(Traits::ORDINARY)
                && !t.traits.any(Traits::GRAMMAR)
        })
}

fn is_gap(reading: &Reading<'_>, at: usize) -> bool {
    reading.is_space(at) && !reading.written(at, at).contains('\n')
}

/// Where the next part of the name would start: after a space, a hyphen, an apostrophe, or an initial's full stop.
fn next_part(reading: &Reading<'_>, last: usize) -> Option<usize> {
    let i = last + 1;
    if reading.is_hyphen(i) || reading.is_apostrophe(i) || is_gap(reading, i) {
        return Some(i + 1);
    }
    let initial = reading.get(last).is_some_and(|t| t.shape == Shape::Initial || t.points.1 - t.points.0 <= 2);
    if initial && reading.is_mark(i, '.') {
        return Some(if is_gap(reading, i + 1) || reading.is_hyphen(i + 1) { i + 2 } else { i + 1 });
    }
    // A first name may stand on the next line of a form.
    let below = reading.is_space(i)
        && reading.get(i + 1).is_some_and(|t| {
            t.traits.any(Traits::FIRST)
                && t.shape != Shape::Lower
                && !t.traits.any(Traits::APART)
                && !t.traits.any(Traits::DOUBTFUL)
        });
    below.then_some(i + 1)
}

/// A particle ("de", "El", "van der"), then the word it carries.
pub(super) fn particle(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let mut i = at;
    for _ in 0..3 {
        if !reading.get(i)?.traits.any(Traits::PARTICLE) || reading.fold(i) == "les" {
            break;
        }
        if !(is_gap(reading, i + 1) || reading.is_apostrophe(i + 1) || reading.is_hyphen(i + 1)) {
            return None;
        }
        i += 2;
    }
    (i > at && !reading.get(i).is_some_and(|t| t.traits.any(Traits::ORDINARY) && !t.traits.any(Traits::NAME)))
        .then_some(i)
}

/// Whether the word after a particle is a name: it has a capital and is nothing else.
fn joins(reading: &Reading<'_>, at: usize, sure: bool) -> bool {
    reading.get(at).is_some_and(|t| {
        let capital = t.shape != Shape::Lower && t.shape != Shape::Initial && !t.shouted;
        t.kind == Kind::Word
            && capital
            && !t.traits.any(Traits::PLACE)
            && !t.traits.any(Traits::GRAMMAR)
            && (sure || !t.traits.any(Traits::KEPT))
            && !t.traits.any(Traits::TITLE)
    })
}

fn is_initial(reading: &Reading<'_>, at: usize, token: &Token) -> bool {
    token.shape == Shape::Initial
        && (reading.is_mark(at + 1, '.') || reading.is_hyphen(at + 1) || !token.traits.any(Traits::GRAMMAR))
}

/// An initial without its full stop before a surname, after a title: "Dr M BORATO".
fn leads(reading: &Reading<'_>, at: usize, token: &Token) -> bool {
    let next = reading.get(at + 2);
    let capital = next.is_some_and(|t| {
        matches!(t.shape, Shape::Capital | Shape::Upper) && !t.shouted && !t.traits.any(Traits::GRAMMAR)
    });
    token.shape == Shape::Initial && (is_gap(reading, at + 1) || reading.is_apostrophe(at + 1)) && capital
}

/// Whether an announced word can be (a part of) a name.
fn starts(reading: &Reading<'_>, at: usize, token: &Token, sure: bool, first: bool) -> bool {
    let known = token.traits;
    let named = known.any(Traits::NAME);
    let length = token.points.1 - token.points.0;
    if token.shape != Shape::Lower && !token.shouted {
        let acronym = !first && token.shape == Shape::Upper && length <= 3 && !named;
        let refused = acronym
            || known.any(Traits::TITLE)
            || known.any(Traits::GRAMMAR)
            || known.any(Traits::PLACE)
            || known.any(Traits::ROLE_STAFF)
            || known.any(Traits::NUMBERED)
            || known.any(Traits::PHONE)
            || known.any(Traits::NAMING);
        let after_initial =
            at > 1 && (1..4).any(|back| reading.get(at - back.min(at)).is_some_and(|t| t.shape == Shape::Initial));
        // "Dr Printemps": after a title, a word with a capital is a name whatever else it is.
        let titled = sure && first && token.shape == Shape::Capital;
        let apart = known.any(Traits::ORDINARY) && !reading.is_hyphen(at + 1) && !titled
            || known.any(Traits::KEPT) && !(sure && (first || after_initial));
        return (named || !refused && !apart) && !(named && known.any(Traits::TITLE) && length <= 2);
    }
    if known.any(Traits::GRAMMAR)
        || known.any(Traits::ROLE_STAFF)
        || known.any(Traits::TITLE)
        || known.any(Traits::KEPT) && !named
    {
        return false;
    }
    if named {
        // After the first word, an ordinary word in small letters is an ordinary word.
        let shouted =
            sure && token.shouted && at > 1 && reading.get(at - 2).is_some_and(|t| t.traits.any(Traits::FIRST));
        return first && sure
            || shouted
            || !known.any(Traits::DOUBTFUL) && !known.any(Traits::DOUBTFUL_LOWER) && !known.any(Traits::ORDINARY);
    }
    let after_first = at > 1
        && reading.get(at - 2).is_some_and(|t| t.traits.any(Traits::FIRST) && !t.traits.any(Traits::DOUBTFUL))
        && token.shouted;
    sure && first
        && length > 2
        && !known.any(Traits::APART)
        && !known.any(Traits::VERB)
        && !looks_verbal(reading.fold(at))
        || after_first && !known.any(Traits::APART) && length > 3
}

/// Endings of verbs, adverbs and abstract nouns, which names seldom have.
fn looks_verbal(word: &str) -> bool {
    ["ait", "aient", "ement", "iez", "ions", "tion", "tions", "eront", "iste", "logue", "trice", "euse", "aire", "ant"]
        .iter()
        .any(|end| word.ends_with(end))
}

/// Whether the word beside a name belongs to it.
fn neighbour(reading: &Reading<'_>, at: usize, tied: bool) -> bool {
    reading.get(at).is_some_and(|t| {
        if t.kind != Kind::Word {
            return false;
        }
        let length = t.points.1 - t.points.0;
        let named = t.traits.any(Traits::NAME) && !t.traits.any(Traits::GRAMMAR);
        if t.shape == Shape::Lower || t.shouted {
            let sure = named
                && !t.traits.any(Traits::DOUBTFUL)
                && !t.traits.any(Traits::DOUBTFUL_LOWER)
                && !t.traits.any(Traits::ORDINARY);
            return sure && length > 2 || tied && t.traits.any(Traits::FIRST) && length > 2;
        }
        let particle = tied && t.traits.any(Traits::PARTICLE);
        let acronym = t.shape == Shape::Upper && length <= 3 && !named && !tied;
        (length > 1 || particle) && !acronym && (named || !t.traits.any(Traits::APART))
    })
}
