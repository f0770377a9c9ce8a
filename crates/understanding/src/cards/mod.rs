//! Cards: the indicators that are kept, each with everything that must be said of it, and who chose it with whom.
//!
//! Words: a **card** states an indicator (kind, audience, what people are asked, moment, definition, source, purpose, how the number
//! is made); its **measure** is how the number is made, from a questionnaire, from numbers that people type, or from what became of
//! voices; the **library** holds indicators that are ready to be copied into a card; a **session** records who chose indicators
//! with whom, and what was not kept.
//!
//! A local card never carries an official name ([`names`]), and says on its face when it was chosen without users.
//!
//! Law and norms: hard rules 7, 11, 12 and 13 of DESIGN; handbook B01 (three kinds, three audiences), B02 (a number with its
//! context), B03 (chosen with users), B05 (national items unaltered, local ones marked), B11 (the purpose is said).

pub mod access;
pub mod actions;
pub mod library;
pub mod model;
pub mod names;
pub mod pages;
pub mod session;
pub mod store;

pub use model::{Card, CardId};
pub use pages::routes;

/// The words of this slice.
pub const WORDS: ::pages::words::Source =
    ::pages::words::Source { name: "cards", fr: include_str!("fr.ftl"), en: include_str!("en.ftl") };
