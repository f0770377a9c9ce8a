//! Rebases: from which month on the limits of a chart are computed anew, and why.
//!
//! Limits say what is usual. When something lastingly changed what is usual, and somebody knows what, they are computed anew from
//! the month of that change; the reason stands on the chart and in its table for whoever reads them. Never by a rule, never
//! because a chart looks bad: without a typed reason there is no rebase.
//!
//! Source: "Making Data Count" (NHS England): recalculate limits only for a known, lasting change, and say why.

mod access;
mod actions;
mod model;
pub mod pages;
pub mod store;

pub use access::may_rebase;
pub use actions::{Problem, add, remove};
pub use model::{LEAST_REASON, MOST_REASON, Rebase, Wanted};
pub use pages::routes;
pub use store::{STATEMENTS, TABLES};

/// The words of this slice.
pub const WORDS: ::pages::words::Source =
    ::pages::words::Source { name: "rebases", fr: include_str!("fr.ftl"), en: include_str!("en.ftl") };
