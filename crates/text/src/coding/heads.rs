//! The heads: one linear question each ("is this clause about waiting?"), answered with a likelihood.

use super::features::{HASHED, Sparse};
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

/// The weights of all heads, feature by feature.
#[derive(Debug, Clone)]
pub struct Heads {
    count: usize,
    /// One row of `count` weights for each hashed feature, then for each number of the encoder.
    pub(super) weights: Vec<f32>,
    /// How rare each hashed feature is, from 0 on.
    pub(super) rarity: Vec<f32>,
    /// For each head: what its sum is multiplied with and what is added before it becomes a likelihood (Platt 1999).
    pub(super) calibration: Vec<(f32, f32)>,
}

impl Heads {
    pub(super) fn new(rarity: Vec<f32>) -> Self {
        let count = Layout::count();
        let weights = vec![0.0; (HASHED + LENGTH) * count];
        Self { count, weights, rarity, calibration: vec![(1.0, 0.0); count] }
    }

    pub(super) fn rarity(&self, feature: u32) -> f32 {
        self.rarity.get(feature as usize).copied().unwrap_or(1.0)
    }

    /// The row of weights of a feature.
    pub(super) fn row(&self, feature: usize) -> &[f32] {
        self.weights.get(feature * self.count..(feature + 1) * self.count).unwrap_or_default()
    }

    /// The sum of each head for a clause.
    pub(super) fn sums(&self, seen: &Seen) -> Vec<f32> {
        let mut sums = vec![0.0f32; self.count];
        let mut add = |row: &[f32], value: f32| {
            sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight * value);
        };
        for (feature, value) in &seen.sparse {
            add(self.row(*feature as usize), *value);
        }
        for (index, value) in seen.dense.iter().flat_map(|dense| dense.iter()).enumerate() {
            add(self.row(HASHED + index), *value);
        }
        sums
    }

    /// The likelihood of each head's yes for a clause.
    pub(super) fn likelihoods(&self, seen: &Seen) -> Vec<f32> {
        let sums = self.sums(seen);
        sums.iter().zip(&self.calibration).map(|(sum, (factor, offset))| logistic(factor * sum + offset)).collect()
    }
}

/// From a sum to a likelihood.
pub(super) fn logistic(sum: f32) -> f32 {
    1.0 / (1.0 + libm::expf(-sum))
}
