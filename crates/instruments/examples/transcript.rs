//! Prints sequences of answers to invented forms and to the shipped instruments, with what a page must show after each: one
//! line each, a JSON list of the command and the picture. The browser's test plays them in a real browser.
//!
//! `cargo run -p instruments --example transcript -- [SEQUENCES] [SEED]`

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a tool of the tests"
)]

#[path = "../tests/both/dice.rs"]
mod dice;
#[path = "../tests/both/forms.rs"]
mod forms;
#[path = "../tests/both/given.rs"]
mod given;
#[path = "../tests/both/play.rs"]
mod play;
#[path = "../tests/both/scored.rs"]
mod scored;

use std::sync::Arc;

use dice::Dice;
use fhir::Document;
use instruments::{
    Instrument,
    program::Program,
    score::{Layout, Rules, Scorer},
};
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
    for (rank, (document, rules)) in (0_u64..).zip(scored::SHIPPED) {
        let layout = Layout::of(&Instrument::compile(document).unwrap());
        let scorers = serde_json::from_str::<Rules>(rules).unwrap().compile(&layout).unwrap();
        let program = Program::compile(&Document::parse(document).unwrap()).program.with_scores(&scorers, &layout);
        let program = Arc::new(program);
        tell(&play::given_form(&program), "null").unwrap();
        play::play(&program, &Some((scorers, layout)), 40, &mut Dice(first + rank), &mut tell).unwrap();
    }
    for seed in first..first + sequences.div_ceil(50) {
        let mut dice = Dice(seed);
        let program = Program::compile(&Document::from_value(scored::form(&mut dice)).unwrap()).program;
        let layout = scored::layout(&program);
        let scorers: Vec<Scorer> =
            (0..4).filter_map(|_| scored::definition(&layout, &mut dice).compile(&layout).ok()).collect();
        let program = Arc::new(program.with_scores(&scorers, &layout));
        tell(&play::given_form(&program), "null").unwrap();
        play::play(&program, &Some((scorers, layout)), 12, &mut dice, &mut tell).unwrap();
    }
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
