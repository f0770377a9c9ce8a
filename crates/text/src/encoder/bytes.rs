//! The block of bytes a model is kept in: lengths and numbers, the least byte first.

use super::kernel::Matrix;

pub(crate) struct Cursor<'a> {
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    pub(crate) const fn new(block: &'a [u8]) -> Self {
        Self { rest: block }
    }

    pub(crate) const fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    pub(crate) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    pub(crate) fn count(&mut self) -> Option<usize> {
        let four: [u8; 4] = self.take(4)?.try_into().ok()?;
        usize::try_from(u32::from_le_bytes(four)).ok()
    }

    /// A block with its length before it.
    pub(crate) fn block(&mut self) -> Option<&'a [u8]> {
        let count = self.count()?;
        self.take(count)
    }

    pub(super) fn floats(&mut self) -> Option<Vec<f32>> {
        let count = self.count()?;
        let block = self.take(count.checked_mul(4)?)?;
        let floats: Vec<f32> = block.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect();
        floats.iter().all(|float| float.is_finite()).then_some(floats)
    }

    pub(super) fn exactly(&mut self, count: usize) -> Option<Vec<f32>> {
        self.floats().filter(|floats| floats.len() == count)
    }

    pub(super) fn matrix(&mut self, inputs: usize, outputs: usize) -> Option<Matrix> {
        let steps = self.exactly(outputs)?;
        let rows: Vec<i8> = self.block()?.iter().map(|byte| byte.cast_signed()).collect();
        Matrix::new(inputs, &rows, steps)
    }
}

pub(crate) fn put_block(out: &mut Vec<u8>, block: &[u8]) {
    put_count(out, block.len());
    out.extend_from_slice(block);
}

pub(super) fn put_floats(out: &mut Vec<u8>, floats: &[f32]) {
    put_count(out, floats.len());
    for float in floats {
        out.extend_from_slice(&float.to_le_bytes());
    }
}

pub(crate) fn put_count(out: &mut Vec<u8>, count: usize) {
    // A block of more than four gigabytes could not be read back: it is cut short and refused then.
    out.extend_from_slice(&u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
}

/// Weights in eight bits: the largest of a row becomes 127. `rows` has `inputs` weights for each output.
pub(super) fn put_matrix(out: &mut Vec<u8>, inputs: usize, rows: &[f32]) {
    let mut steps = Vec::new();
    let mut whole = Vec::with_capacity(rows.len());
    for row in rows.chunks_exact(inputs.max(1)) {
        let most = row.iter().fold(0.0f32, |most, weight| most.max(weight.abs()));
        let step = if most > 0.0 { most / 127.0 } else { 1.0 };
        steps.push(step);
        #[expect(clippy::cast_possible_truncation, reason = "at most 127 in absolute value")]
        whole.extend(row.iter().map(|weight| ((weight / step).round() as i8).cast_unsigned()));
    }
    put_floats(out, &steps);
    put_block(out, &whole);
}
