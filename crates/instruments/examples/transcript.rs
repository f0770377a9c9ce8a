//! Prints sequences of answers to invented forms and to the shipped instruments, with what a page must show after each: one
//! line each, a JSON list of the command and the picture. The browser's test plays them in a real browser.
//!
//! `cargo run -p instruments --example transcript -- [SEQUENCES] [SEED]`

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "a tool of the tests")]

#[path = "../tests/both/dice.rs"]
mod dice;
#[path = "../tests/both/forms.rs"]
mod forms;
#[path = "../tests/both/given.rs"]
mod given;
#[path = "../tests/both/play.rs"]
mod play;

use std::sync::Arc;

use dice::Dice;
use fhir::Document;
use instruments::program::Program;
use serde_json::{Value, json};

fn program(form: Value) -> Arc<Program> {
    Arc::new(Program::compile(&Document::from_value(form).unwrap()).program)
}

fn main() {
    let mut given = std::env::args().skip(1).filter_map(|word| word.parse::<u64>().ok());
    let sequences = given.next().unwrap_or(500);
    let first = given.next().unwrap_or(0);
    let mut tell = |command: &Value, picture: &str| {
        println!("{}", json!([command, picture]));
        Ok(())
    };
    for (rank, shipped) in (0_u64..).zip(instruments::library()) {
        let program = program(serde_json::from_str(shipped.json).unwrap());
        tell(&play::given_form(&program), "null").unwrap();
        play::play(&program, &None, 40, &mut Dice(first + rank), &mut tell).unwrap();
    }
    for seed in first..first + sequences.div_ceil(5) {
        let mut dice = Dice(seed);
        let program = program(forms::form(&mut dice));
        tell(&play::given_form(&program), "null").unwrap();
        for _ in 0..5 {
            play::play(&program, &None, 8, &mut dice, &mut tell).unwrap();
        }
    }
}
