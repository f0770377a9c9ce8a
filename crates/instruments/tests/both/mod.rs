//! What the tests of the two sides share: invented and published forms, invented answers, and sequences of them. `NOW` is the
//! moment of every session.

#![allow(dead_code, reason = "each test takes what it needs")]

pub mod answered;
pub mod dice;
pub mod forms;
pub mod given;
pub mod play;
pub mod published;
pub mod scored;
pub mod values;

use std::sync::Arc;

use fhir::Document;
use instruments::{
    Session,
    program::{Partial, Program},
};
use serde_json::Value as Json;

/// The moment of every session.
pub const NOW: &str = "2026-11-22T10:00:00";

/// Opens a form at that moment.
pub fn open(program: &Arc<Program>) -> Session {
    Session::open(program.clone(), Partial::date_time(NOW).unwrap())
}

/// The program of a form.
pub fn program(form: &Json) -> Program {
    Program::compile(&Document::from_value(form.clone()).unwrap()).program
}

/// A number that the caller's environment gives.
pub fn asked(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}
