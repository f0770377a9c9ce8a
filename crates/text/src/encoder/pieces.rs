//! A text cut into the pieces the encoder knows, by the most likely cut (unigram model of SentencePiece; Kudo 2018,
//! <https://arxiv.org/abs/1804.10959>).

use fst::raw::Fst;
use unicode_normalization::UnicodeNormalization;

/// The piece of a character that no piece covers.
const UNKNOWN: u32 = 0;
/// The mark of a space inside a piece.
pub(super) const SPACE: char = '\u{2581}';

/// The pieces, each with the logarithm of how often it is used.
pub(super) struct Pieces {
    by_letters: Fst<Vec<u8>>,
    scores: Vec<f32>,
    unknown_score: f32,
}

impl std::fmt::Debug for Pieces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pieces({})", self.scores.len())
    }
}

impl Pieces {
    /// `by_letters` maps each piece to its number, an index of `scores`.
    pub(super) fn new(by_letters: Vec<u8>, scores: Vec<f32>) -> Option<Self> {
        let by_letters = Fst::new(by_letters).ok().filter(|_| !scores.is_empty())?;
        // Ten below the least likely piece, as SentencePiece has it.
        let unknown_score = scores.iter().copied().fold(f32::INFINITY, f32::min) - 10.0;
        Some(Self { by_letters, scores, unknown_score })
    }

    pub(super) fn len(&self) -> usize {
        self.scores.len()
    }

    /// Adds the numbers of the pieces of `text` to `out`.
    pub(super) fn cut(&self, text: &str, out: &mut Vec<u32>) {
        let text = normalized(text);
        if text.is_empty() {
            out.push(UNKNOWN);
            return;
        }
        // For each byte at which a piece may end: the best score up to it, where its last piece starts, and which it is.
        let mut best = vec![(f32::NEG_INFINITY, 0usize, UNKNOWN); text.len() + 1];
        if let Some(first) = best.first_mut() {
            first.0 = 0.0;
        }
        for (at, c) in text.char_indices() {
            let base = best.get(at).map_or(f32::NEG_INFINITY, |b| b.0);
            let mut alone = false;
            self.each_from(&text, at, |length, id, score| {
                reach(&mut best, at + length, (base + score, at, id));
                alone |= length == c.len_utf8();
            });
            if !alone {
                reach(&mut best, at + c.len_utf8(), (base + self.unknown_score, at, UNKNOWN));
            }
        }
        let from = out.len();
        let mut end = text.len();
        while end > 0 {
            let Some((_, start, id)) = best.get(end).copied() else { break };
            out.push(id);
            end = start;
        }
        if let Some(cut) = out.get_mut(from..) {
            cut.reverse();
        }
    }

    fn each_from(&self, text: &str, at: usize, mut found: impl FnMut(usize, u32, f32)) {
        let mut node = self.by_letters.root();
        let mut output = 0u64;
        for (length, byte) in text.bytes().skip(at).enumerate() {
            let Some(index) = node.find_input(byte) else { return };
            let step = node.transition(index);
            output += step.out.value();
            node = self.by_letters.node(step.addr);
            if node.is_final()
                && let Ok(id) = u32::try_from(output + node.final_output().value())
                && let Some(score) = self.scores.get(id as usize)
            {
                found(length + 1, id, *score);
            }
        }
    }
}

/// The first of two equal scores stays.
fn reach(best: &mut [(f32, usize, u32)], at: usize, candidate: (f32, usize, u32)) {
    if let Some(cell) = best.get_mut(at).filter(|cell| candidate.0 > cell.0) {
        *cell = candidate;
    }
}

/// NFKC, with one mark for each run of spaces, and one before the text.
fn normalized(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut gap = true;
    for c in text.nfkc() {
        if c.is_whitespace() {
            gap = true;
        } else if !c.is_control() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}') {
            if gap {
                out.push(SPACE);
                gap = false;
            }
            out.push(c);
        }
    }
    out
}
