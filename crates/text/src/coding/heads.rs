//! The heads: one linear question each ("is this clause about waiting?"), answered with a likelihood.
//!
//! Each head has two sums, one over what the words say and one over the numbers of the encoder, learnt apart from one
//! another; a likelihood weighs the two, and where the encoder is not installed it rests on the words alone.

use std::sync::OnceLock;

use super::features::{HASHED, Sparse};
use super::fit::Fit;
use crate::book::book;
use crate::encoder::LENGTH;

/// The valences, in the order of their heads.
pub(super) const VALENCES: [char; 4] = ['+', '-', '~', '='];
/// The red flags, in the order of their heads.
pub(super) const FLAGS: [&str; 9] =
    ["fall", "abuse", "suicide", "wrongpatient", "medicine", "sexual", "child", "restraint", "infection"];

/// Which question stands where: themes, then valences, moments and red flags.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout;

impl Layout {
    pub(super) fn themes() -> usize {
        book().themes.len()
    }

    pub(super) fn valence(index: usize) -> usize {
        Self::themes() + index
    }

    pub(super) fn moment(index: usize) -> usize {
        Self::valence(VALENCES.len()) + index
    }

    pub(super) fn flag(index: usize) -> usize {
        Self::moment(book().moments.len()) + index
    }

    /// How many questions there are.
    pub(super) fn count() -> usize {
        Self::flag(FLAGS.len())
    }
}

/// A clause as the heads see it.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    pub sparse: Sparse,
    /// The numbers of the encoder, where it is installed.
    pub dense: Option<Box<[f32; LENGTH]>>,
}

/// The two sums of every head for a clause.
#[derive(Debug, Clone, Default)]
pub(super) struct Sums {
    pub words: Vec<f32>,
    pub meaning: Option<Vec<f32>>,
}

/// Weights in whole numbers of eight bits: rows of one weight for each head, and what each head's are multiplied with.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rows {
    pub weights: Vec<i8>,
    pub scales: Vec<f32>,
}

impl Rows {
    /// Rounds rows of weights: the largest of each head becomes 127.
    pub(super) fn rounded(weights: &[f32], count: usize) -> Self {
        let mut largest = vec![0.0f32; count];
        for row in weights.chunks_exact(count) {
            largest.iter_mut().zip(row).for_each(|(most, weight)| *most = most.max(weight.abs()));
        }
        let scales: Vec<f32> = largest.iter().map(|most| most.max(1e-6) / 127.0).collect();
        let round = |(weight, scale): (&f32, &f32)| {
            #[expect(clippy::cast_possible_truncation, reason = "at most 127 by the choice of the scale")]
            let whole = libm::roundf(weight / scale) as i8;
            whole
        };
        let weights = weights.chunks_exact(count).flat_map(|row| row.iter().zip(&scales).map(round)).collect();
        Self { weights, scales }
    }

    fn add(&self, sums: &mut [f32], row: usize, value: f32) {
        let weights = self.weights.get(row * sums.len()..(row + 1) * sums.len()).unwrap_or_default();
        sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += f32::from(*weight) * value);
    }

    fn scaled(&self, mut sums: Vec<f32>) -> Vec<f32> {
        sums.iter_mut().zip(&self.scales).for_each(|(sum, scale)| *sum *= scale);
        sums
    }
}

/// All heads, as they are shipped.
#[derive(Debug, Clone, PartialEq)]
pub struct Heads {
    /// For each hashed feature, one more than the number of its row; 0 where it has none.
    pub(super) index: Vec<u32>,
    pub(super) words: Rows,
    pub(super) meaning: Rows,
    /// How rare each hashed feature is.
    pub(super) rarity: Vec<f32>,
    /// How each head's two sums become a likelihood: without the encoder, and with it.
    pub(super) fits: [Vec<Fit>; 2],
}

impl Heads {
    /// The heads that are shipped with the product, learnt from its own corpus.
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Heads> = OnceLock::new();
        // A test reads the file, so the heads that know nothing are never met.
        SHIPPED.get_or_init(|| Self::read(include_bytes!("../../data/heads.bin")).unwrap_or_else(Self::knowing_nothing))
    }

    fn knowing_nothing() -> Self {
        let none = || Rows { weights: Vec::new(), scales: vec![0.0; Layout::count()] };
        let fits = vec![Fit::default(); Layout::count()];
        Self { index: vec![0; HASHED], words: none(), meaning: none(), rarity: Vec::new(), fits: [fits.clone(), fits] }
    }

    pub(super) fn rarity(&self, feature: u32) -> f32 {
        self.rarity.get(feature as usize).copied().unwrap_or(1.0)
    }

    /// The sums of each head for a clause.
    pub(super) fn sums(&self, seen: &Seen) -> Sums {
        let mut words = vec![0.0f32; Layout::count()];
        for (feature, value) in &seen.sparse {
            if let Some(row) = self.index.get(*feature as usize).and_then(|row| row.checked_sub(1)) {
                self.words.add(&mut words, row as usize, *value);
            }
        }
        let meaning = seen.dense.as_ref().map(|dense| {
            let mut sums = vec![0.0f32; Layout::count()];
            dense.iter().enumerate().for_each(|(row, value)| self.meaning.add(&mut sums, row, *value));
            self.meaning.scaled(sums)
        });
        Sums { words: self.words.scaled(words), meaning }
    }

    /// How sums become likelihoods, head by head.
    pub(super) fn fits(&self, with_encoder: bool) -> &[Fit] {
        &self.fits[usize::from(with_encoder)]
    }

    /// The likelihood of each head's yes.
    pub(super) fn likelihoods(&self, sums: &Sums) -> Vec<f32> {
        let fits = self.fits(sums.meaning.is_some());
        let meaning = |head: usize| sums.meaning.as_ref().and_then(|sums| sums.get(head)).copied().unwrap_or(0.0);
        sums.words
            .iter()
            .zip(fits)
            .enumerate()
            .map(|(head, (words, fit))| fit.likelihood(*words, meaning(head)))
            .collect()
    }
}

/// From a sum to a likelihood.
pub(super) fn logistic(sum: f32) -> f32 {
    1.0 / (1.0 + libm::expf(-sum))
}
