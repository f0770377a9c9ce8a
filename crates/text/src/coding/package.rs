//! The heads as bytes: `data/heads.bin`. Whole numbers are little-endian; the same heads give the same bytes.

use super::features::HASHED;
use super::fit::Fit;
use super::heads::{Heads, Layout, Rows};
use crate::encoder::LENGTH;

const MARK: &[u8; 8] = b"VECUHDS1";

impl Heads {
    /// The bytes of the heads.
    pub fn write(&self) -> Vec<u8> {
        let mut out = MARK.to_vec();
        let whole = |out: &mut Vec<u8>, number: usize| {
            out.extend(u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
        };
        let real = |out: &mut Vec<u8>, number: f32| out.extend(number.to_le_bytes());
        whole(&mut out, Layout::count());
        let mut kept: Vec<(u32, usize)> =
            self.index.iter().zip(0..).filter(|(row, _)| **row > 0).map(|(r, f)| (*r, f)).collect();
        kept.sort_unstable();
        whole(&mut out, kept.len());
        real(&mut out, self.rarity.iter().copied().fold(0.0, f32::max));
        for (_, feature) in &kept {
            whole(&mut out, *feature);
            real(&mut out, self.rarity.get(*feature).copied().unwrap_or(1.0));
        }
        for rows in [&self.words, &self.meaning] {
            rows.scales.iter().for_each(|scale| real(&mut out, *scale));
            out.extend(rows.weights.iter().map(|weight| weight.to_le_bytes()[0]));
        }
        for fit in self.fits.iter().flatten() {
            [fit.words, fit.meaning, fit.offset, fit.threshold].into_iter().for_each(|number| real(&mut out, number));
        }
        out
    }

    /// Reads heads; none where the bytes are not those of heads of this version.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut rest = Bytes(bytes.strip_prefix(MARK)?);
        let count = rest.whole()?;
        let kept = rest.whole()?;
        if count != Layout::count() || kept > HASHED {
            return None;
        }
        let rarest = rest.real()?;
        let (mut index, mut rarity) = (vec![0u32; HASHED], vec![rarest; HASHED]);
        for row in 1..=kept {
            let feature = rest.whole()?;
            *index.get_mut(feature)? = u32::try_from(row).ok()?;
            *rarity.get_mut(feature)? = rest.real()?;
        }
        let words = rest.rows(kept, count)?;
        let meaning = rest.rows(LENGTH, count)?;
        let mut fits = || (0..count).map(|_| rest.fit()).collect::<Option<Vec<Fit>>>();
        let fits = [fits()?, fits()?];
        rest.0.is_empty().then_some(Self { index, words, meaning, rarity, fits })
    }
}

struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn four(&mut self) -> Option<[u8; 4]> {
        let (four, rest) = self.0.split_first_chunk::<4>()?;
        self.0 = rest;
        Some(*four)
    }

    fn whole(&mut self) -> Option<usize> {
        usize::try_from(u32::from_le_bytes(self.four()?)).ok()
    }

    fn real(&mut self) -> Option<f32> {
        Some(f32::from_le_bytes(self.four()?)).filter(|number| number.is_finite())
    }

    fn rows(&mut self, rows: usize, count: usize) -> Option<Rows> {
        let scales = (0..count).map(|_| self.real()).collect::<Option<Vec<f32>>>()?;
        let (weights, rest) = self.0.split_at_checked(rows.checked_mul(count)?)?;
        self.0 = rest;
        Some(Rows { weights: weights.iter().map(|byte| i8::from_le_bytes([*byte])).collect(), scales })
    }

    fn fit(&mut self) -> Option<Fit> {
        Some(Fit { words: self.real()?, meaning: self.real()?, offset: self.real()?, threshold: self.real()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_heads_are_read_and_written_as_they_are() {
        let bytes = include_bytes!("../../data/heads.bin");
        let heads = Heads::read(bytes).expect("the shipped heads");
        assert!(heads.write() == bytes, "the same heads give the same bytes");
        for end in [0, 7, 8, 20, 1000, bytes.len() - 1] {
            assert!(Heads::read(&bytes[..end]).is_none(), "{end}");
        }
    }
}
