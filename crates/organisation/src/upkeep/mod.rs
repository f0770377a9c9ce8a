//! What keeps an organisation in order: dated settings with their sources, background jobs, the audit log.
//!
//! Law: hard rule 11 (a legal clock or a number is a dated setting with its source, "verified" or "to confirm", never a
//! constant) and hard rule 5 (floors can only be raised). The tables are those of `spine`.

pub mod actions;
pub mod acts;
mod copies;
mod forgetting;
pub mod model;
pub mod numbers;
pub mod pages;

pub use copies::copies_live;
pub use forgetting::{daily, forget_old, jobs};
pub use pages::routes;

/// The words of this slice.
pub const WORDS: ::pages::words::Source =
    ::pages::words::Source { name: "upkeep", fr: include_str!("fr.ftl"), en: include_str!("en.ftl") };
