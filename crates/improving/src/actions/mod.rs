//! Actions: what is done about a finding (handbook B07, D02, E05).
//!
//! Words: an **action** answers for everybody what a person is answered alone; its **collective answer** is that text. It
//! goes planned, started, done, evaluated, or is abandoned with the reason. Its **indicator** and target are chosen before
//! the start: without them it does not start, and an evaluation on an indicator chosen afterwards is refused.
//!
//! Law and norms: hard rules 8 (no name), 9 (closing asks for a collective answer), 16 (plain language) of DESIGN; "on the
//! indicators chosen upstream" is handbook E05.

pub mod access;
#[expect(clippy::module_inception, reason = "the order of a slice: its use cases are its actions.rs")]
pub mod actions;
pub mod model;
mod pages;
pub mod store;

pub use model::{Action, Dated, NewAction, Reached, State};
pub use pages::{Sent, action_change, action_page, routes};
pub use store::{action, actions_of_finding, actions_of_place, steps, voices_behind};

/// The words of this slice.
pub const WORDS: ::pages::words::Source =
    ::pages::words::Source { name: "actions", fr: include_str!("fr.ftl"), en: include_str!("en.ftl") };
