//! Scores declared as data: what each rule means, laws that hold for every definition, and what is refused.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

mod form;
mod laws;
mod meaning;
mod refused;
