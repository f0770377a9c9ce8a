//! From pieces to the 512 numbers of a text.

use super::LENGTH;
use super::bytes::Cursor;
use super::kernel::{Matrix, Rows, Width};

/// Numbers a piece is kept in.
pub(super) const PIECE: usize = 512;
/// Numbers of one convolution.
pub(super) const BRANCH: usize = 256;
/// Pieces each convolution sees, and how many of them stand before the one in the middle.
pub(super) const BRANCHES: [(usize, usize); 3] = [(2, 0), (3, 1), (5, 2)];
/// Pieces seen by the three convolutions together.
pub(super) const SEEN: usize = 10;
/// The widths of the three convolutions side by side.
const ALL: usize = BRANCH * 3;
/// A piece and its three convolutions.
pub(super) const FEATURES: usize = PIECE + ALL;
/// Numbers of the narrow dense layers.
pub(super) const NARROW: usize = 320;
/// The table of pieces is kept in so many blocks, each with its own step.
pub(super) const BLOCKS: usize = 17;

/// What depends on one piece alone.
#[derive(Debug)]
pub(super) struct PieceParts {
    embedding: Vec<f32>,
    projected: Vec<f32>,
    /// Its part in the first convolutions, one row of 256 for each place it may have in them.
    first: Vec<f32>,
}

/// Gain and offset of a layer that is brought to mean 0 and variance 1.
#[derive(Debug)]
struct Normal {
    gain: Vec<f32>,
    offset: Vec<f32>,
}

/// Every weight of the encoder.
#[derive(Debug)]
pub(super) struct Layers {
    table: Vec<u8>,
    block_steps: Vec<f32>,
    block_lows: Vec<f32>,
    epsilon: f32,
    projection: Matrix,
    projection_offset: Vec<f32>,
    projected: Normal,
    first: Vec<Matrix>,
    first_offset: Vec<f32>,
    second: Vec<Matrix>,
    second_offset: Vec<f32>,
    features: Normal,
    mean: Matrix,
    mean_offset: Vec<f32>,
    dense: Dense,
}

/// The dense layers after the average.
#[derive(Debug)]
struct Dense {
    d0: Matrix,
    p1: Matrix,
    d1: Matrix,
    d2: Matrix,
    p3: Matrix,
    d3: Matrix,
}

impl Layers {
    /// Reads the layers in the order in which `package` writes them.
    pub(super) fn read(cursor: &mut Cursor<'_>) -> Option<Self> {
        let per_branch = |cursor: &mut Cursor<'_>| {
            BRANCHES.iter().map(|(n, _)| cursor.matrix(BRANCH, n * BRANCH)).collect::<Option<Vec<Matrix>>>()
        };
        let layers = Self {
            table: cursor.block()?.to_vec(),
            block_steps: cursor.exactly(BLOCKS)?,
            block_lows: cursor.exactly(BLOCKS)?,
            epsilon: cursor.exactly(1)?.first().copied()?,
            projection: cursor.matrix(PIECE, ALL)?,
            projection_offset: cursor.exactly(ALL)?,
            projected: Normal { gain: cursor.exactly(ALL)?, offset: cursor.exactly(ALL)? },
            first: per_branch(cursor)?,
            first_offset: cursor.exactly(ALL)?,
            second: per_branch(cursor)?,
            second_offset: cursor.exactly(ALL)?,
            features: Normal { gain: cursor.exactly(FEATURES)?, offset: cursor.exactly(FEATURES)? },
            mean: cursor.matrix(FEATURES, PIECE)?,
            mean_offset: cursor.exactly(PIECE)?,
            dense: Dense {
                d0: cursor.matrix(PIECE, NARROW)?,
                p1: cursor.matrix(PIECE, NARROW)?,
                d1: cursor.matrix(NARROW, NARROW)?,
                d2: cursor.matrix(NARROW, PIECE)?,
                p3: cursor.matrix(NARROW, PIECE)?,
                d3: cursor.matrix(PIECE, PIECE)?,
            },
        };
        layers.table.len().is_multiple_of(PIECE).then_some(layers)
    }

    pub(super) fn vocabulary(&self) -> usize {
        self.table.len() / PIECE
    }

    /// The parts of one piece.
    pub(super) fn of_piece(&self, id: u32, width: Width) -> PieceParts {
        let id = id as usize;
        let block = id % BLOCKS;
        let step = self.block_steps.get(block).copied().unwrap_or(0.0);
        let low = self.block_lows.get(block).copied().unwrap_or(0.0);
        let row = self.table.get(id * PIECE..(id + 1) * PIECE).unwrap_or_default();
        let embedding: Vec<f32> = row.iter().map(|byte| f32::from(*byte) * step + low).collect();
        let mut projected = Vec::new();
        self.one(&self.projection, &embedding, &mut projected, width);
        add(&mut projected, &self.projection_offset);
        self.projected.apply(&mut projected, self.epsilon);
        let mut first = Vec::with_capacity(SEEN * BRANCH);
        let mut part = Vec::new();
        for (matrix, own) in self.first.iter().zip(projected.chunks_exact(BRANCH)) {
            self.one(matrix, own, &mut part, width);
            first.extend_from_slice(&part);
        }
        PieceParts { embedding, projected, first }
    }

    /// One row through one matrix.
    fn one(&self, matrix: &Matrix, row: &[f32], out: &mut Vec<f32>, width: Width) {
        let mut rows = Rows::default();
        rows.clear(matrix.inputs());
        rows.push(row);
        matrix.times(&rows, out, width);
    }

    /// The numbers of a text from the parts of its pieces.
    pub(super) fn of_text(&self, parts: &[&PieceParts], width: Width) -> Box<[f32; LENGTH]> {
        let mut sum = vec![0.0f32; FEATURES];
        let branches = self.branches(parts, width);
        let mut features = Vec::with_capacity(FEATURES);
        for (at, part) in parts.iter().enumerate() {
            features.clear();
            features.extend_from_slice(&part.embedding);
            for branch in &branches {
                features.extend_from_slice(branch.get(at * BRANCH..(at + 1) * BRANCH).unwrap_or_default());
            }
            self.features.apply(&mut features, self.epsilon);
            add(&mut sum, &features);
        }
        #[expect(clippy::cast_precision_loss, reason = "at most a thousand pieces")]
        let count = parts.len().max(1) as f32;
        let mut mean = Vec::new();
        self.one(&self.mean, &sum, &mut mean, width);
        let factor = 1.0 / count.sqrt();
        for (cell, offset) in mean.iter_mut().zip(&self.mean_offset) {
            *cell = (*cell + count * offset) * factor;
        }
        self.dense(&mean, width)
    }

    /// The three convolutions, each with a row of 256 for every piece.
    fn branches(&self, parts: &[&PieceParts], width: Width) -> [Vec<f32>; 3] {
        let mut place = 0;
        let mut out = [Vec::new(), Vec::new(), Vec::new()];
        let (mut rows, mut products) = (Rows::default(), Vec::new());
        for (index, ((n, left), made)) in BRANCHES.iter().zip(out.iter_mut()).enumerate() {
            let span = index * BRANCH..(index + 1) * BRANCH;
            let first: Vec<&[f32]> = parts
                .iter()
                .map(|part| part.first.get(place * BRANCH..(place + n) * BRANCH).unwrap_or_default())
                .collect();
            let mut hidden = window(&first, *left, self.first_offset.get(span.clone()).unwrap_or_default());
            for (row, part) in hidden.chunks_exact_mut(BRANCH).zip(parts) {
                positive(row);
                add(row, part.projected.get(span.clone()).unwrap_or_default());
            }
            rows.clear(BRANCH);
            hidden.chunks_exact(BRANCH).for_each(|row| rows.push(row));
            if let Some(matrix) = self.second.get(index) {
                matrix.times(&rows, &mut products, width);
            }
            let second: Vec<&[f32]> = products.chunks_exact(n * BRANCH).collect();
            *made = window(&second, *left, self.second_offset.get(span).unwrap_or_default());
            for (row, hidden) in made.chunks_exact_mut(BRANCH).zip(hidden.chunks_exact(BRANCH)) {
                positive(row);
                add(row, hidden);
            }
            place += n;
        }
        out
    }

    fn dense(&self, mean: &[f32], width: Width) -> Box<[f32; LENGTH]> {
        let Dense { d0, p1, d1, d2, p3, d3 } = &self.dense;
        let through = |matrix: &Matrix, row: &[f32]| {
            let mut out = Vec::new();
            self.one(matrix, row, &mut out, width);
            out
        };
        let mut y0 = through(d0, mean);
        positive(&mut y0);
        let mut y1 = through(p1, mean);
        add(&mut y1, &through(d1, &y0));
        positive(&mut y1);
        let mut y2 = through(d2, &y1);
        positive(&mut y2);
        let mut last = through(p3, &y1);
        add(&mut last, &through(d3, &y2));
        let mut out = Box::new([0.0f32; LENGTH]);
        for (cell, value) in out.iter_mut().zip(last) {
            *cell = libm::tanhf(value);
        }
        let factor = 1.0 / dot(&*out, &*out).max(self.epsilon).sqrt();
        out.iter_mut().for_each(|cell| *cell *= factor);
        out
    }
}

/// The sum of what each piece of a window gives at its place in it; nothing stands outside the text.
fn window(parts: &[&[f32]], left: usize, offset: &[f32]) -> Vec<f32> {
    let n = parts.first().map_or(1, |part| part.len() / BRANCH);
    let mut out = Vec::with_capacity(parts.len() * BRANCH);
    for at in 0..parts.len() {
        let from = out.len();
        out.extend_from_slice(offset);
        for place in 0..n {
            let Some(part) = (at + place).checked_sub(left).and_then(|i| parts.get(i)) else { continue };
            if let (Some(row), Some(part)) = (out.get_mut(from..), part.get(place * BRANCH..(place + 1) * BRANCH)) {
                add(row, part);
            }
        }
    }
    out
}

impl Normal {
    fn apply(&self, row: &mut [f32], epsilon: f32) {
        #[expect(clippy::cast_precision_loss, reason = "at most 1,280")]
        let count = row.len().max(1) as f32;
        let mean = total(row) / count;
        row.iter_mut().for_each(|cell| *cell -= mean);
        let factor = 1.0 / (dot(row, row) / count + epsilon).sqrt();
        for ((cell, gain), offset) in row.iter_mut().zip(&self.gain).zip(&self.offset) {
            *cell = *cell * factor * gain + offset;
        }
    }
}

fn add(row: &mut [f32], other: &[f32]) {
    row.iter_mut().zip(other).for_each(|(cell, value)| *cell += value);
}

fn positive(row: &mut [f32]) {
    row.iter_mut().for_each(|cell| *cell = cell.max(0.0));
}

/// Sixteen sums side by side, then one: the same order on every machine, and quick.
fn total(row: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 16];
    for chunk in row.as_chunks::<16>().0 {
        lanes.iter_mut().zip(chunk).for_each(|(lane, value)| *lane += value);
    }
    lanes.iter().sum::<f32>() + row.as_chunks::<16>().1.iter().sum::<f32>()
}

/// The sum of the products of two rows, in the order of [`total`].
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 16];
    let ((left, left_rest), (right, right_rest)) = (a.as_chunks::<16>(), b.as_chunks::<16>());
    for (left, right) in left.iter().zip(right) {
        lanes.iter_mut().zip(left).zip(right).for_each(|((lane, a), b)| *lane += a * b);
    }
    lanes.iter().sum::<f32>() + left_rest.iter().zip(right_rest).map(|(a, b)| a * b).sum::<f32>()
}
