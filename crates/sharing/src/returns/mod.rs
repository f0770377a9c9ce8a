//! Returns: what people said, what was done, told to everybody (DESIGN section 2; inventory D01-D06).
//!
//! A *return* tells of one action, in plain words (hard rule 16), names nobody (hard rule 8), and can be walked back to the
//! action, its finding, the passages it rests on and their voices. Publishing it closes the voices behind it that have
//! all that hard rule 9 asks for; the others stay open and the page says why.
//!
//! Law and norms: hard rules 8, 9 and 16 of DESIGN; "no collection closes without a return" (inventory D01).

pub mod access;
pub mod actions;
pub mod model;
mod pages;
mod store;

pub use actions::{Outcome, Written};
pub use model::{Return, State, Wording};
pub use pages::routes;
pub use store::{Filter, STATEMENTS, TABLES, find, list, of_action, themes_used};

/// The words of this slice.
pub const WORDS: ::pages::words::Source =
    ::pages::words::Source { name: "returns", fr: include_str!("fr.ftl"), en: include_str!("en.ftl") };
