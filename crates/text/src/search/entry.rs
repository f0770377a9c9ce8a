//! A text made ready for the index: its words, and what it means clause by clause.

use super::words::{ideas, words};
use crate::Span;
use crate::book::book;
use crate::coding::{Field, Heads, Reader};
use crate::encoder::{Encoder, LENGTH};

/// A text made ready. Making it is the work; adding it to an index is quick, so many may be made at once by several
/// threads.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Each folded word and how often it stands there.
    pub(super) words: Vec<(String, u8)>,
    /// All words counted.
    pub(super) length: u32,
    /// The meaning of each clause in whole numbers, one after the other; empty without the encoder.
    pub(super) meanings: Vec<i8>,
    /// How likely each theme of the code book is, of 255.
    pub(super) themes: Vec<u8>,
}

impl Entry {
    /// Reads a text.
    pub fn new(text: &str, heads: &Heads, encoder: Option<&Encoder>) -> Self {
        let reader = Reader::new(text, Field::Free, heads, encoder);
        Self::of(text, &reader)
    }

    /// The entry of a text that was read already, for whoever suggests its codes too.
    pub fn of(text: &str, reader: &Reader<'_>) -> Self {
        let mut all = words(text);
        let length = u32::try_from(all.len()).unwrap_or(u32::MAX);
        all.extend(ideas(text));
        all.sort_unstable();
        let mut words: Vec<(String, u8)> = Vec::new();
        for word in all {
            match words.last_mut() {
                Some((last, count)) if *last == word => *count = count.saturating_add(1),
                _ => words.push((word, 1)),
            }
        }
        let mut themes = vec![0u8; book().themes.len()];
        for likelihoods in reader.themes() {
            themes.iter_mut().zip(likelihoods).for_each(|(most, likelihood)| *most = (*most).max(eighth(*likelihood)));
        }
        Self { words, length, meanings: reader.meanings().flat_map(whole).collect(), themes }
    }
}

/// A share in 255ths.
fn eighth(share: f32) -> u8 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte")]
    let byte = libm::roundf(share.clamp(0.0, 1.0) * 255.0) as u8;
    byte
}

/// The numbers of a meaning in eight bits. None of 512 numbers whose squares add up to 1 is often above a quarter, so the
/// steps are a 508th; what is above is cut.
pub(super) fn whole(meaning: &[f32; LENGTH]) -> [i8; LENGTH] {
    meaning.map(|value| {
        #[expect(clippy::cast_possible_truncation, reason = "clamped to a byte")]
        let byte = libm::roundf((value * STEPS).clamp(-127.0, 127.0)) as i8;
        byte
    })
}

/// So many steps are 1.
pub(super) const STEPS: f32 = 508.0;

/// Where the clause with this number stands in the text that the entry was made of.
pub fn passage(text: &str, clause: usize) -> Option<Span> {
    crate::coding::clauses_of(text).get(clause).copied()
}
