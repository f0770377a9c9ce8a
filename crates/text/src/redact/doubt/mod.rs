//! Doubt: what the rules left is weighed word by word by a small model (logistic regression over what the word is, how
//! it is written and what stands around it), trained on our own corpus. A word that may be a part of a name is masked;
//! one of which that is not sure enough to call it a person is masked as a word, and a coder may release it.

mod features;
pub mod training;
mod typing;
mod widen;

use std::sync::OnceLock;

use self::features::{SIZE, View};
use super::MaskedKind;
use super::sheet::{Bearer, Found, Sheet};
use crate::lists::Traits;
use crate::reading::{Kind, Reading, Shape};

/// From this likelihood on, a word that no list knows as an ordinary one is masked: what is doubtful is hidden.
const MASKED: f32 = 0.02;
/// From here on, an ordinary word that is also a name is masked where it has a capital in the middle of a sentence.
const CAPITAL: f32 = 0.05;
/// From here on, a short unknown word in capitals is masked, and an ordinary word with a capital that is not due.
const ODD: f32 = 0.25;
/// From here on it is called a person, and an ordinary word is masked.
const PERSON: f32 = 0.5;

/// The weights: whole numbers of 1/512.
#[derive(Debug, Clone)]
pub struct Model {
    weights: Vec<f32>,
}

impl Model {
    /// The model that is shipped.
    fn shipped() -> &'static Self {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| Self::read(include_bytes!("../../../data/doubt.bin")))
    }

    /// Reads weights of 16 bits, the low byte first. A block that is too short has no opinion on what it lacks.
    pub fn read(block: &[u8]) -> Self {
        let (pairs, _) = block.as_chunks::<2>();
        let mut weights: Vec<f32> = pairs.iter().map(|pair| f32::from(i16::from_le_bytes(*pair)) / 512.0).collect();
        weights.resize(SIZE, 0.0);
        Self { weights }
    }

    /// How likely the features are those of a part of a name, from 0 to 1.
    fn likelihood(&self, features: &[u32]) -> f32 {
        let sum: f32 = features.iter().filter_map(|feature| self.weights.get(*feature as usize)).sum();
        1.0 / (1.0 + libm::expf(-sum))
    }
}

/// Masks what may be (a part of) a name among what the rules left.
pub(super) fn find(reading: &Reading<'_>, sheet: &mut Sheet) {
    find_with(Model::shipped(), reading, sheet);
}

pub(super) fn find_with(model: &Model, reading: &Reading<'_>, sheet: &mut Sheet) {
    let mut named: Vec<bool> = vec![false; reading.tokens.len()];
    for part in sheet.found.iter().filter(|part| part.kind == MaskedKind::Person) {
        named.iter_mut().take(part.last + 1).skip(part.first).for_each(|cell| *cell = true);
    }
    let protected = super::names::protect(reading);
    let mut features = Vec::new();
    let mut likelihoods: Vec<(usize, f32)> = Vec::new();
    for at in 0..reading.tokens.len() {
        let is_word = reading.get(at).is_some_and(|token| token.kind == Kind::Word);
        if !is_word || sheet.is_taken(at) || protected.get(at).copied().unwrap_or(false) || in_brackets(reading, at) {
            continue;
        }
        features.clear();
        View { reading, named: &named, blind: false }.features(at, &mut features);
        let likelihood = model.likelihood(&features);
        if likelihood >= least(reading, at) {
            likelihoods.push((at, likelihood));
            if let Some(cell) = named.get_mut(at) {
                *cell = likelihood >= PERSON;
            }
        }
    }
    claim(reading, sheet, &likelihoods);
    widen::widen(reading, sheet);
}

/// How likely a word must be a name to be masked: what the lists know to be no name is never one by this model.
fn least(reading: &Reading<'_>, at: usize) -> f32 {
    const NEVER: Traits = Traits::GRAMMAR
        .or(Traits::TITLE)
        .or(Traits::ROLE_STAFF)
        .or(Traits::ROLE_KIN)
        .or(Traits::PLACE)
        .or(Traits::PHONE)
        .or(Traits::NUMBERED)
        .or(Traits::NAMING)
        .or(Traits::STREET);
    let traits = reading.get(at).map_or(Traits::NONE, |token| token.traits);
    let month = super::dates::month(reading.fold(at)).is_some();
    let saint = matches!(reading.fold(at), "saint" | "sainte" | "saints" | "st" | "ste");
    if traits.any(Traits::KEPT) || month || saint || traits.any(NEVER) && !traits.any(Traits::NAME) {
        f32::INFINITY
    } else if traits.any(Traits::WORD.or(Traits::ORDINARY)) {
        let small = reading.get(at).is_some_and(|token| token.shape == Shape::Lower || token.shouted);
        if small && !traits.any(Traits::NAME) {
            return f32::INFINITY;
        }
        // A capital where none is due is a reason to doubt even an ordinary word.
        let capital = reading.get(at).is_some_and(|token| token.shape == Shape::Capital);
        let name = traits.any(Traits::NAME.or(Traits::PROPER));
        match capital && !reading.starts_sentence(at) {
            true if name => CAPITAL,
            true => ODD,
            false => PERSON,
        }
    } else if is_acronym(reading, at) {
        ODD
    } else {
        MASKED
    }
}

/// Few capitals that no list knows: more often an examination or a ward than a name.
fn is_acronym(reading: &Reading<'_>, at: usize) -> bool {
    reading.get(at).is_some_and(|token| {
        let length = token.points.1 - token.points.0;
        token.shape == Shape::Upper && !token.shouted && length <= 5 && !token.traits.any(Traits::NAME)
    })
}

/// Whether the word stands in our own brackets, in a text that was masked before.
fn in_brackets(reading: &Reading<'_>, at: usize) -> bool {
    let opens =
        (at.saturating_sub(5)..at).rev().find(|i| matches!(reading.get(*i).map(|t| t.kind), Some(Kind::Mark(_))));
    opens.is_some_and(|i| reading.is_mark(i, '[')) && reading.get(at).is_some_and(|token| token.shape == Shape::Upper)
}

/// Whether the word before says that a place follows: "depuis Landivy", "vers Maurs", "pharmacie de Bidart".
fn after_preposition(reading: &Reading<'_>, at: usize) -> bool {
    reading.word_before(at).is_some_and(|before| {
        matches!(reading.fold(before), "a" | "de" | "d" | "depuis" | "vers" | "sur" | "en" | "pres" | "du" | "au")
    })
}

/// Words that follow each other are one name.
fn claim(reading: &Reading<'_>, sheet: &mut Sheet, likely: &[(usize, f32)]) {
    let mut rest = likely;
    while let Some(((first, likelihood), after)) = rest.split_first() {
        let (mut last, mut most) = (*first, *likelihood);
        rest = after;
        while let Some(((next, likelihood), after)) = rest.split_first() {
            let between = reading.get(last + 1).map(|token| token.kind);
            let tied = *next == last + 2 && matches!(between, Some(Kind::Space | Kind::Mark('-' | '\'' | '’' | '.')));
            if !tied || reading.written(last + 1, last + 1).contains('\n') {
                break;
            }
            (last, most) = (*next, most.max(*likelihood));
            rest = after;
        }
        let kind =
            if most >= PERSON && !after_preposition(reading, *first) { MaskedKind::Person } else { MaskedKind::Unsure };
        sheet.put(Found { first: *first, last, kind, bearer: Bearer::default(), coarse: (None, None) });
    }
}
