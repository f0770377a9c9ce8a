//! The FHIR R4 structures Vécu exchanges, as thin views over JSON.
//!
//! A document read here is never rebuilt from typed fields: the JSON value stays whole, so what this crate does not
//! know (extensions of others, new elements) survives a round trip in its place and order. The views only read.
//!
//! - [`Document`]: text to value, bounded in size and depth.
//! - [`Element`]: any JSON object of a resource: its texts, flags, lists, extensions and translations.
//! - [`Questionnaire`], [`Item`], [`AnswerOption`], [`EnableWhen`]: the form.
//! - [`QuestionnaireResponse`], [`ResponseItem`], [`ResponseAnswer`]: the answers.
//! - [`types`]: what the types of R4 and R5 are made of.
//! - [`xml`]: FHIR XML to the value and back.
//! - [`canonical`]: the one spelling of a value that hashes are computed over.
//!
//! Numbers keep the spelling they were written with: `1.00` stays `1.00`.

mod canonical;
mod document;
mod element;
mod questionnaire;
pub mod release;
mod response;
pub mod types;
pub mod xml;

pub use canonical::{canonical, canonical_pieces};
pub use document::{Document, LARGEST_BYTES, ParseError};
pub use element::{Element, property};
pub use questionnaire::{AnswerOption, EnableWhen, Item, Questionnaire};
pub use response::{QuestionnaireResponse, ResponseAnswer, ResponseItem};

/// Addresses of the extensions of HL7 that we read.
pub mod url {
    /// A translation of a text: parts `lang` and `content`, on the text's underscore twin (`_title` for `title`).
    pub const TRANSLATION: &str = "http://hl7.org/fhir/StructureDefinition/translation";
    /// The number an answer stands for on an ordered scale.
    pub const ORDINAL_VALUE: &str = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
    /// The same idea under its later name.
    pub const ITEM_WEIGHT: &str = "http://hl7.org/fhir/StructureDefinition/itemWeight";
    /// The least value accepted.
    pub const MIN_VALUE: &str = "http://hl7.org/fhir/StructureDefinition/minValue";
    /// The greatest value accepted.
    pub const MAX_VALUE: &str = "http://hl7.org/fhir/StructureDefinition/maxValue";
}
