//! Quality of the measure: whether the questions of a score go together, how finely it can be read, which questions to look at.
//!
//! Words: a *scale* is a score with the questions it adds up; *whole* people gave an answer that counts to each of them; a
//! *coefficient* (α, ω, an item-rest correlation) says how answers stand together in a person, which no table of numbers does.
//!
//! **What may be told.** The shares of the table of questions come from cells that pages show already. Coefficients rest on rows of
//! answers, which nothing else here reads, so they have rules of their own ([`model`], decision 0014, "Coefficients"): of a whole
//! campaign and a complete year, over a hundred people at least, only where at least ten people stray from the most given answer to
//! each question; to two decimals, and above 0.95 only that they are above; points as whole as those of the score.
//!
//! Norms: hard rules 5, 6 and 7 of DESIGN; the statistics are those of `measures`, with their sources on the page.

mod access;
mod model;
mod numbers;
pub mod pages;

pub use access::may_read;
pub use pages::{link, routes};

/// This slice has no table and no statement of its own.
pub const TABLES: &[spine::Table] = &[];

/// The words of this slice.
pub const WORDS: ::pages::words::Source =
    ::pages::words::Source { name: "quality", fr: include_str!("fr.ftl"), en: include_str!("en.ftl") };
