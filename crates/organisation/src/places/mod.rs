//! Places: the organisation's tree, from the territory down to the unit.
//!
//! Words: a *place* is any node; a *site* is the level that bears a FINESS géographique; the *organisation* bears the
//! FINESS juridique. A place has a public front door, `/d/SLUG`, printed on its poster as a QR code.
//!
//! A place is never deleted: voices belong to it. It is closed.

pub mod actions;
pub mod export;
pub mod import;
pub mod model;
pub mod pages;
pub mod phone;
pub mod slug;
pub mod store;

pub use model::{Level, Place};
pub use pages::routes;

/// The words of this slice.
pub const WORDS: ::pages::words::Source =
    ::pages::words::Source { name: "places", fr: include_str!("fr.ftl"), en: include_str!("en.ftl") };
pub use store::{above, by_slug, find, organisations, root, tree, under};
