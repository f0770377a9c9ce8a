//! The instruments that come with the product.

use crate::{Instrument, Problem};

/// A document shipped with the product.
#[derive(Debug, Clone, Copy)]
pub struct Shipped {
    /// Its short name: `isatis-2014`, `vecu-12`.
    pub id: &'static str,
    /// The FHIR R4 Questionnaire.
    pub json: &'static str,
    /// The content hash this release ships. A test compares it, so that no wording changes unnoticed; the wording of an
    /// official instrument must never change at all.
    pub content_hash: &'static str,
}

impl Shipped {
    /// Compiles it.
    pub fn instrument(&self) -> Result<Instrument, Vec<Problem>> {
        Instrument::compile(self.json)
    }
}

static LIBRARY: [Shipped; 2] = [
    Shipped { id: "vecu-12", json: include_str!("../documents/vecu-12.json"), content_hash: "VECU12HASH" },
    Shipped { id: "isatis-2014", json: include_str!("../documents/isatis-2014.json"), content_hash: "ISATISHASH" },
];

/// The shipped instruments: Vécu-12 (ours) and I-SATIS (official, 2014).
pub fn library() -> &'static [Shipped] {
    &LIBRARY
}

/// The shipped instrument of that name.
pub fn shipped(id: &str) -> Option<&'static Shipped> {
    LIBRARY.iter().find(|one| one.id == id)
}
