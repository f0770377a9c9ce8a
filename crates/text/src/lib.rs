//! What can be read in French free text without a model: de-identification before anyone reads it, cries for help,
//! plain language, and the grounds on which a text should not be published as it is; and the code book, whose themes are put on
//! what people wrote and on what they are asked.
//!
//! Everything here is pure and deterministic: the same text gives the same answer on every machine. Everything is a
//! suggestion or a precaution; a person decides (rule 14 of the design). Every offset is counted in Unicode code points
//! of the text that was given.

pub mod book;
pub mod coding;
pub mod corpus;
pub mod distress;
pub mod encoder;
pub mod flags;
mod fold;
mod lists;
pub mod moderation;
mod phrases;
pub mod plain;
mod reading;
pub mod redact;
pub mod search;

pub use distress::{Alert, Danger, alerts, speaks_of_self_harm};
pub use fold::fold;
pub use lists::Lists;
pub use redact::{Masked, MaskedKind, Redacted, has_token, persons_named, redact, without_tokens};

/// A part of a text, in Unicode code points: `start` included, `end` excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Span {
    /// The first code point.
    pub start: usize,
    /// The code point after the last one.
    pub end: usize,
}
