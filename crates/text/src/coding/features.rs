//! What the heads look at in a clause: its words and pairs of words, pieces of its words, the lexicon of the themes, the
//! box it was written in, and the 512 numbers of the encoder where it is installed.

use std::sync::OnceLock;

use crate::phrases::{Phrases, Words};
use crate::reading::{Kind, Reading};

/// So many hashed features.
pub(super) const HASHED: usize = 1 << 16;

/// The box of the form a comment was written in: a strong hint of its valence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// One open question.
    #[default]
    Free,
    /// "Ce qui s'est bien passé".
    Positive,
    /// "Ce qui s'est mal passé ou pourrait être amélioré".
    Negative,
}

/// The value of a cue of the lexicon.
const CUE: f32 = 1.5;

/// Hashed features with their values; groups are brought to length 1 by themselves.
pub(super) type Sparse = Vec<(u32, f32)>;

fn hash(group: u8, parts: &[&str]) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64 ^ u64::from(group);
    for part in parts {
        for byte in part.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    #[expect(clippy::cast_possible_truncation, reason = "below HASHED")]
    let number = ((hash ^ (hash >> 31)) % HASHED as u64) as u32;
    number
}

/// The lexicon of the themes: cues, and the theme (or the valence) each speaks for.
fn lexicon() -> &'static Phrases {
    static LEXICON: OnceLock<Phrases> = OnceLock::new();
    LEXICON.get_or_init(|| Phrases::read(include_str!("../../data/themes.txt")))
}

/// What a whole text tells of its clauses: the lexicon is looked up once.
pub(super) struct View<'a, 'b> {
    reading: &'a Reading<'b>,
    hits: Vec<crate::phrases::Hit>,
    field: Field,
}

impl<'a, 'b> View<'a, 'b> {
    pub(super) fn new(reading: &'a Reading<'b>, field: Field) -> Self {
        Self { reading, hits: lexicon().find(reading, &Words::of(reading)), field }
    }

    /// The features of the clause from token `first` to `last`; `rarity` weighs each hashed feature.
    pub(super) fn features(&self, (first, last): (usize, usize), rarity: &dyn Fn(u32) -> f32) -> Sparse {
        let words: Vec<&str> = (first..=last).filter(|at| is_word(self.reading, *at)).map(|at| self.word(at)).collect();
        let mut out = Sparse::new();
        let mut group = Vec::new();
        for word in &words {
            group.push(hash(1, &[word]));
            if word.len() > 5 {
                group.push(hash(3, &[word.get(..5).unwrap_or(word)]));
            }
        }
        for pair in words.windows(2) {
            group.push(hash(2, pair));
        }
        push(&mut out, &mut group, rarity, 1.0);
        for word in words.iter().filter(|word| word.len() > 2) {
            letters(word, &mut group);
        }
        push(&mut out, &mut group, rarity, 1.0);
        for hit in self.hits.iter().filter(|hit| hit.first >= first && hit.last <= last) {
            group.push(hash(5, &[hit.key]));
        }
        group.sort_unstable();
        group.dedup();
        out.extend(group.drain(..).map(|feature| (feature, CUE)));
        out.push((hash(6, &["bias"]), 1.0));
        out.push((
            hash(
                7,
                &[match self.field {
                    Field::Free => "free",
                    Field::Positive => "positive",
                    Field::Negative => "negative",
                }],
            ),
            1.0,
        ));
        let count = match words.len() {
            0..=2 => "tiny",
            3..=6 => "short",
            _ => "long",
        };
        out.push((hash(8, &[count]), 0.5));
        out
    }

    /// Digits say little: "14h30" and "22h" are one word.
    fn word(&self, at: usize) -> &str {
        if self.reading.is_number(at) { "0" } else { self.reading.fold(at) }
    }
}

fn is_word(reading: &Reading<'_>, at: usize) -> bool {
    matches!(reading.get(at).map(|token| token.kind), Some(Kind::Word | Kind::Number | Kind::Mark('!' | '?' | '…')))
}

/// Pieces of three and four letters, with the ends of the word marked.
fn letters(word: &str, group: &mut Vec<u32>) {
    let bounded = format!("<{word}>");
    let bytes = bounded.as_bytes();
    for size in [3, 4] {
        for piece in bytes.windows(size) {
            if let Ok(piece) = std::str::from_utf8(piece) {
                group.push(hash(4, &[piece]));
            }
        }
    }
}

/// Counts, dampened, weighed, and brought to the length `length`.
fn push(out: &mut Sparse, group: &mut Vec<u32>, rarity: &dyn Fn(u32) -> f32, length: f32) {
    group.sort_unstable();
    let from = out.len();
    let mut rest = group.as_slice();
    while let Some(first) = rest.first().copied() {
        let count = rest.iter().take_while(|other| **other == first).count();
        #[expect(clippy::cast_precision_loss, reason = "small counts")]
        out.push((first, (1.0 + libm::logf(count as f32)) * rarity(first)));
        rest = rest.get(count..).unwrap_or_default();
    }
    group.clear();
    let Some(added) = out.get_mut(from..) else { return };
    let norm = added.iter().map(|(_, value)| value * value).sum::<f32>().sqrt();
    if norm > 0.0 {
        added.iter_mut().for_each(|(_, value)| *value *= length / norm);
    }
}
