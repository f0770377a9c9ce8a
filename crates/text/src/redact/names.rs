//! Names of people: by title, by naming words, by role, by the lists of names, then wherever a name already found comes
//! back.
//!
//! A word that is also an ordinary word (Rose, Pierre, Petit) is a name only with context. Names of places, diseases,
//! drugs and scales stay readable: what follows "hôpital", "maladie de" or "Saint" is protected, unless a title stands
//! before it.

mod announced;
mod grow;

use std::collections::HashSet;

use self::announced::announced;
use self::grow::extend;
use super::MaskedKind;
use super::sheet::{Bearer, Found, Sheet};
use crate::lists::Traits;
use crate::reading::{Kind, Reading, Shape};

/// Masks the names of people.
pub(super) fn find(reading: &Reading<'_>, sheet: &mut Sheet) {
    let protected = protect(reading);
    let start = sheet.found.len();
    for at in 0..reading.tokens.len() {
        if reading.is_word(at) && !sheet.is_taken(at) {
            announced(reading, sheet, &protected, at);
        }
    }
    for at in 0..reading.tokens.len() {
        if reading.is_word(at) && !sheet.is_taken(at) && !at_protected(&protected, at) && listed(reading, at) {
            let (first, last) = extend(reading, sheet, &protected, at);
            claim(reading, sheet, first, last, bearer_before(reading, first));
        }
    }
    let known = known_words(reading, sheet.found.get(start..).unwrap_or_default());
    if known.is_empty() {
        return;
    }
    for at in 0..reading.tokens.len() {
        if reading.is_word(at) && !sheet.is_taken(at) && !at_protected(&protected, at) && returns(reading, &known, at) {
            claim(reading, sheet, at, at, bearer_before(reading, at));
        }
    }
}

fn at_protected(protected: &[bool], at: usize) -> bool {
    protected.get(at).copied().unwrap_or(false)
}

fn claim(reading: &Reading<'_>, sheet: &mut Sheet, first: usize, last: usize, bearer: Bearer) {
    // An initial's full stop goes with the name unless it may end the sentence.
    let dotted = reading.get(last).is_some_and(|t| t.shape == Shape::Initial)
        && reading.is_mark(last + 1, '.')
        && !sheet.is_taken(last + 1);
    let last = if dotted && !ends_text(reading, last + 2) { last + 1 } else { last };
    sheet.put(Found { first, last, kind: MaskedKind::Person, bearer, coarse: (None, None) });
}

fn ends_text(reading: &Reading<'_>, at: usize) -> bool {
    reading.get(reading.skip_space(at)).is_none()
}

/// Marks what follows a word of place, disease or scale, and what follows "Saint".
pub(super) fn protect(reading: &Reading<'_>) -> Vec<bool> {
    let mut protected = vec![false; reading.tokens.len()];
    for at in 0..reading.tokens.len() {
        let Some(token) = reading.get(at) else { break };
        if token.kind != Kind::Word {
            continue;
        }
        let saint = matches!(reading.fold(at), "saint" | "sainte" | "st" | "ste") && token.shape != Shape::Upper;
        if saint || token.traits.any(Traits::PLACE) || reading.fold(at) == "saints" {
            cover(reading, &mut protected, at);
        } else if token.traits.any(Traits::KEPT)
            && !token.traits.any(Traits::NAME)
            && let Some(cell) = protected.get_mut(at)
        {
            *cell = true;
        }
    }
    protected
}

fn cover(reading: &Reading<'_>, protected: &mut [bool], at: usize) {
    let mut words = 0;
    let mut i = at + 1;
    while words < 5 {
        let Some(token) = reading.get(i) else { break };
        match token.kind {
            Kind::Space if !reading.written(i, i).contains('\n') => {}
            Kind::Mark('-' | '\'' | '’' | '/' | '"' | '«') => {}
            Kind::Word if token.traits.any(Traits::TITLE) && !token.traits.any(Traits::KEPT) => break,
            Kind::Word
                if matches!(reading.fold(i), "de" | "du" | "des" | "d" | "la" | "le" | "les" | "l" | "et")
                    && token.shape == Shape::Lower => {}
            Kind::Word => {
                let named = token.shape != Shape::Lower && !(token.shouted && token.traits.any(Traits::ORDINARY))
                    || token.traits.any(Traits::NAME);
                let subject = token.traits.any(Traits::FIRST)
                    && !reading.is_hyphen(i + 1)
                    && words == 0
                    && is_subject(reading, i);
                let far = words == 0
                    && i > at + 2
                    && token.traits.any(Traits::FIRST)
                    && !reading.get(at).is_some_and(|t| t.traits.any(Traits::PLACE) && is_building(reading.fold(at)));
                if !named || subject || far || token.traits.any(Traits::ROLE_STAFF) && token.shape == Shape::Lower {
                    break;
                }
                if let Some(cell) = protected.get_mut(i) {
                    *cell = true;
                }
                words += 1;
            }
            _ => break,
        }
        i += 1;
    }
}

fn is_building(word: &str) -> bool {
    !matches!(
        word,
        "service"
            | "unite"
            | "cabinet"
            | "maison"
            | "bloc"
            | "salle"
            | "ville"
            | "place"
            | "fete"
            | "prix"
            | "espace"
            | "aile"
            | "ch"
    )
}

/// Whether a verb that takes a person follows: "Sophie a été...", "Rose m'a aidé".
fn is_subject(reading: &Reading<'_>, at: usize) -> bool {
    reading.is_space(at + 1) && reading.get(at + 2).is_some_and(|t| t.traits.any(Traits::VERB))
}

/// Whether the lists alone say that the word is a name here.
fn listed(reading: &Reading<'_>, at: usize) -> bool {
    let Some(token) = reading.get(at) else { return false };
    let known = token.traits;
    if !known.any(Traits::NAME) || token.shape == Shape::Initial || reading.is_apostrophe(at + 1) {
        return false;
    }
    let lower = token.shape == Shape::Lower || token.shouted;
    let first = known.any(Traits::FIRST);
    if first && joined_first(reading, at) {
        return true;
    }
    if known.any(Traits::KEPT) && !(first && !lower && is_subject(reading, at)) {
        return false;
    }
    if known.any(Traits::DOUBTFUL) || known.any(Traits::ORDINARY) || known.any(Traits::GRAMMAR) {
        return !lower && doubtful(reading, at, first);
    }
    if known.any(Traits::DOUBTFUL_LOWER) || token.points.1 - token.points.0 <= 2 {
        return !lower && (first || !reading.starts_sentence(at)) && token.points.1 - token.points.0 > 2;
    }
    if lower {
        first && token.points.1 - token.points.0 > 3
            || known.any(Traits::SURNAME) && token.points.1 - token.points.0 > 4
    } else {
        true
    }
}

/// "Jean-Pierre", "Marie-Rose": a first name joined to another by a hyphen.
fn joined_first(reading: &Reading<'_>, at: usize) -> bool {
    let is_first =
        |i: usize| reading.get(i).is_some_and(|t| t.traits.any(Traits::FIRST) && t.points.1 - t.points.0 > 2);
    let after = reading.is_hyphen(at + 1) && is_first(at + 2);
    let before = at > 1 && reading.is_hyphen(at - 1) && is_first(at - 2);
    (after || before) && reading.get(at).is_some_and(|t| t.shape != Shape::Lower || !t.traits.any(Traits::ORDINARY))
}

/// An ordinary word with a capital: a name in the middle of a sentence, before a verb, or beside another name.
fn doubtful(reading: &Reading<'_>, at: usize, first: bool) -> bool {
    let beside = |i: usize| {
        reading.get(i).is_some_and(|t| {
            t.traits.any(Traits::NAME) && t.shape != Shape::Lower && !t.shouted && !t.traits.any(Traits::KEPT)
        })
    };
    let next_name = reading.is_space(at + 1) && beside(at + 2);
    let sure_beside = |i: usize| beside(i) && reading.get(i).is_some_and(|t| !t.traits.any(Traits::DOUBTFUL));
    let previous_name = at > 1 && reading.is_space(at - 1) && sure_beside(at - 2);
    // "Aimé Compas": an unknown word with a capital after it is a surname.
    let surname = |i: usize| {
        reading.get(i).is_some_and(|t| {
            matches!(t.shape, Shape::Capital | Shape::Upper)
                && !t.shouted
                && t.points.1 - t.points.0 > 3
                && !t.traits.any(Traits::APART)
        })
    };
    if first && (next_name || reading.is_space(at + 1) && surname(at + 2)) || previous_name {
        return true;
    }
    if !first || reading.get(at).is_some_and(|t| t.traits.any(Traits::GRAMMAR)) {
        return false;
    }
    let determined = reading.word_before(at).is_some_and(|b| {
        matches!(
            reading.fold(b),
            "le" | "la"
                | "l"
                | "les"
                | "un"
                | "une"
                | "des"
                | "du"
                | "en"
                | "au"
                | "mon"
                | "ma"
                | "octobre"
                | "couleur"
        )
    });
    !determined && (!reading.starts_sentence(at) || is_subject(reading, at))
}

/// What the words before a name say of its bearer.
fn bearer_before(reading: &Reading<'_>, at: usize) -> Bearer {
    let mut i = at;
    for _ in 0..4 {
        match reading.word_before(i) {
            Some(before) => {
                if reading
                    .get(before)
                    .is_some_and(|t| t.traits.any(Traits::ROLE_STAFF) || t.traits.any(Traits::TITLE_STAFF))
                {
                    return Bearer { staff: true, he: None };
                }
                i = before;
            }
            None => break,
        }
    }
    Bearer::default()
}

/// The words of the names found so far that are worth looking for elsewhere.
fn known_words(reading: &Reading<'_>, found: &[Found]) -> HashSet<String> {
    let mut known = HashSet::new();
    for part in found.iter().filter(|part| part.kind == MaskedKind::Person) {
        for i in part.first..=part.last {
            let Some(token) = reading.get(i) else { continue };
            let long = token.points.1 - token.points.0 > 2;
            if token.kind == Kind::Word
                && long
                && !token.traits.any(Traits::PARTICLE)
                && !token.traits.any(Traits::GRAMMAR)
            {
                known.insert(reading.fold(i).to_owned());
            }
        }
    }
    known
}

/// Whether a name already found comes back here.
fn returns(reading: &Reading<'_>, known: &HashSet<String>, at: usize) -> bool {
    let Some(token) = reading.get(at) else { return false };
    if token.points.1 - token.points.0 <= 2 || !known.contains(reading.fold(at)) {
        return false;
    }
    let ordinary = token.traits.any(Traits::APART)
        || token.traits.any(Traits::DOUBTFUL)
        || token.traits.any(Traits::DOUBTFUL_LOWER);
    !ordinary
        || token.shape != Shape::Lower && !token.shouted && (!reading.starts_sentence(at) || is_subject(reading, at))
}

/// Gives each masked person a number: the same for names that can be the same person's.
pub(super) fn number_people(reading: &Reading<'_>, found: &[Found]) -> Vec<Option<usize>> {
    /// Beyond this many, a text is a list: comparing each with all would no longer be linear.
    const MOST: usize = 200;
    let mut people: Vec<(HashSet<String>, Option<bool>)> = Vec::new();
    let mut numbers = Vec::with_capacity(found.len());
    for part in found {
        if part.kind != MaskedKind::Person {
            numbers.push(None);
            continue;
        }
        let words: HashSet<String> =
            (part.first..=part.last).filter(|i| reading.is_word(*i)).map(|i| reading.fold(i).to_owned()).collect();
        let he = part.bearer.he;
        let same = people.iter().position(|(theirs, sex)| {
            (sex.is_none() || he.is_none() || *sex == he) && (words.is_subset(theirs) || theirs.is_subset(&words))
        });
        match same {
            Some(index) => {
                if let Some(person) = people.get_mut(index) {
                    person.0.extend(words);
                    person.1 = person.1.or(he);
                }
                numbers.push(Some(index + 1));
            }
            None if people.len() < MOST => {
                people.push((words, he));
                numbers.push(Some(people.len()));
            }
            None => numbers.push(None),
        }
    }
    numbers
}
