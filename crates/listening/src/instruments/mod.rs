//! Instruments: questionnaires written, checked and published in the browser.
//!
//! Words: a *draft* is a questionnaire being written; each change of it is a *step* that can be taken back; a *version* is
//! what was published, immutable and known by the hash of its content; the *library* holds items, each with who designed it
//! and from which finding; a *passage* is a plan to read two versions together; an *exchange* brings a questionnaire from a file
//! of elsewhere, with an account of what became of each row, or takes one away.
//!
//! The document under all of this is a FHIR R4 Questionnaire ([`document`]), which nobody needs to know. What people answer
//! stands in the table of [`surveys`](crate::surveys), by its hash; this slice says which organisation published it.
//!
//! Law and norms: hard rules 12 (purpose, designers, moment) and 13 (official wording locked, local marked, licence) of
//! DESIGN; decision 0010.

pub mod access;
pub mod actions;
pub mod checks;
pub mod compare;
pub mod document;
pub mod exchange;
mod memory;
pub mod model;
mod pages;
pub mod passage;
pub mod store;

pub use pages::{FromFinding, finding_named, routes, write_in_library};
pub use store::versions;

/// The words of this slice.
pub const WORDS: ::pages::words::Source =
    ::pages::words::Source { name: "instruments", fr: include_str!("fr.ftl"), en: include_str!("en.ftl") };
