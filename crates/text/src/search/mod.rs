//! Search in French comments: by words, forgiving accents, endings, compounds and slips; and by meaning, so that "on m'a
//! laissée seule des heures" finds "personne n'est venu quand je sonnais".
//!
//! The index is our own (decision 0017): it is small, the same on every machine, and a text that is taken out leaves
//! nothing behind. Nothing here knows who may see what: the caller says it of each text.

mod entry;
mod file;
mod index;
mod query;
mod stem;
mod typos;
mod words;

pub use entry::{Entry, passage};
pub use index::Index;
pub use query::{Hit, Query};
