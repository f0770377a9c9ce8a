//! Whether any response answers its questionnaire: each rule seen to hold and to fail, and the public cases.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a test that cannot go on must stop")]

mod answers;
mod codes;
mod derived;
mod expressions;
mod families;
mod form;
mod hostile;
mod neighbours;
mod outcome;
mod specified;
mod stated;
mod structure;
mod suite;
