//! The instruments that come with the product.

use crate::{Instrument, Problem};

/// A document shipped with the product.
#[derive(Debug, Clone, Copy)]
pub struct Shipped {
    /// Its short name: `isatis-2014`, `vecu-12`.
    pub id: &'static str,
    /// Its canonical address.
    pub url: &'static str,
    /// The FHIR R4 Questionnaire.
    pub json: &'static str,
    /// The content hash this release ships. A test compares it, so that no wording changes unnoticed; the wording of an
    /// official instrument must never change at all.
    pub content_hash: &'static str,
    /// The locked wording of an official instrument ([`Instrument::wording_hash`]); none for ours, which may evolve
    /// into new versions.
    pub wording_hash: Option<&'static str>,
}

impl Shipped {
    /// Compiles it.
    pub fn instrument(&self) -> Result<Instrument, Vec<Problem>> {
        Instrument::compile(self.json)
    }
}

static LIBRARY: [Shipped; 4] = [
    Shipped {
        id: "vecu-12",
        url: "urn:vecu:instrument:vecu-12",
        json: include_str!("../documents/vecu-12.json"),
        content_hash: "39feab0c4fad05becbb63e65e092942989f6b23a1d8dff17b8391db489a438bc",
        wording_hash: None,
    },
    Shipped {
        id: "isatis-2014",
        url: "urn:vecu:instrument:isatis-2014",
        json: include_str!("../documents/isatis-2014.json"),
        content_hash: "0b18a8b6c38061ecf23622b9e0315d20368229c643b581df34329ae32640acfb",
        wording_hash: Some("0db51a387385a17ed9f73b279a095d676674b57c4ec48d9ac0f552fa9b3dd5fa"),
    },
    Shipped {
        id: "phq-9",
        url: "urn:vecu:instrument:phq-9",
        json: include_str!("../documents/phq-9.json"),
        content_hash: "d7dc5c0f859f026bd8d6252cadeed879b8c0fc385bb6cb493bebb5a0cbc2ad1d",
        wording_hash: Some("97d9eec9b6fea3de4ce5c2c9418f212b19d6096b522a4853cfcc0a97e42e82da"),
    },
    Shipped {
        id: "gad-7",
        url: "urn:vecu:instrument:gad-7",
        json: include_str!("../documents/gad-7.json"),
        content_hash: "3ecf94ec8eaec6b43f9fe25ff82b8e7c8a8067dcf879f2eedd9f79f3c399dbf7",
        wording_hash: Some("72f3b60898702775ea3721ce59a3389d2ea5b2480725ec80d1f5282199be513e"),
    },
];

/// The shipped instruments: Vécu-12 (ours), I-SATIS (official, 2014), and two short self-reports with their notice and the
/// alert that pages show at once ([`Instrument::rules`]): PHQ-9 and GAD-7.
pub fn library() -> &'static [Shipped] {
    &LIBRARY
}

/// The shipped instrument of that name.
pub fn shipped(id: &str) -> Option<&'static Shipped> {
    LIBRARY.iter().find(|one| one.id == id)
}

/// The locked wording of a known official instrument, by its address. A document that takes the address and the title
/// of "official" must have exactly this wording (DESIGN, hard rule 13).
pub(crate) fn locked_wording(url: &str) -> Option<&'static str> {
    LIBRARY.iter().find(|one| one.url == url).and_then(|one| one.wording_hash)
}
