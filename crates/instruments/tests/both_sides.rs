//! One meaning on both sides: the server's interpreter and the browser's are given the same programs and the same
//! answers, and must show the same items, values and broken rules after every single answer.
//!
//! `VECU_SEQUENCES=1000000` plays as many sequences; by default a few thousand. It takes a Node; without one it says that
//! it was skipped.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::indexing_slicing,
    reason = "a test says what it found by failing"
)]

#[path = "both/dice.rs"]
mod dice;
#[path = "both/forms.rs"]
mod forms;
#[path = "both/given.rs"]
mod given;
#[path = "both/play.rs"]
mod play;

use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::Arc,
};

use dice::Dice;
use fhir::Document;
use instruments::program::Program;
use play::play;
use serde_json::Value as Json;

struct Page {
    child: Child,
    say: ChildStdin,
    hear: BufReader<ChildStdout>,
}

impl Page {
    fn open() -> Option<Self> {
        let here = env!("CARGO_MANIFEST_DIR");
        let mut child = Command::new("node")
            .args([format!("{here}/tests/both/driver.mjs"), format!("{here}/assets/program.min.js")])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        let (say, hear) = (child.stdin.take()?, BufReader::new(child.stdout.take()?));
        Some(Self { child, say, hear })
    }

    fn ask(&mut self, command: &Json) -> String {
        writeln!(self.say, "{command}").unwrap();
        let mut line = String::new();
        self.hear.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        drop(self.child.kill());
    }
}

/// Plays one sequence to the page; the first difference is the error.
fn compare(page: &mut Page, program: &Arc<Program>, steps: usize, dice: &mut Dice) -> Result<usize, String> {
    let mut told = Vec::new();
    play(program, steps, dice, &mut |command, here| {
        let said = page.ask(command);
        told.push(command.clone());
        if said == here { Ok(()) } else { Err(format!("server {here}\npage   {said}\nafter {:?}", &told[1..])) }
    })
}

fn sequences() -> usize {
    std::env::var("VECU_SEQUENCES").ok().and_then(|count| count.parse().ok()).unwrap_or(1_500)
}

fn program(form: &Json) -> Arc<Program> {
    let compiled = Program::compile(&Document::from_value(form.clone()).unwrap());
    Arc::new(compiled.program)
}

#[test]
fn invented_forms_mean_the_same_on_both_sides() {
    let Some(mut page) = Page::open() else {
        eprintln!("skipped: there is no node here to play the browser's part");
        return;
    };
    let (mut outside, mut steps, mut pictures) = (0, 0, 0);
    let each = 10;
    let from: u64 = std::env::var("VECU_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(0);
    for seed in from..from + (sequences() / each) as u64 {
        let mut dice = Dice(seed);
        let form = forms::form(&mut dice);
        let compiled = Program::compile(&Document::from_value(form.clone()).unwrap());
        let unread: Vec<_> = compiled.problems.iter().filter(|p| p.code == "expression-syntax").collect();
        assert!(unread.is_empty(), "{unread:?}");
        outside += compiled.outside.len();
        steps += compiled.program.steps.len();
        let program = Arc::new(compiled.program);
        for _ in 0..each {
            match compare(&mut page, &program, 8, &mut dice) {
                Ok(count) => pictures += count,
                Err(difference) => panic!("seed {seed}: {difference}\n{form:#}"),
            }
        }
    }
    println!("{pictures} pictures alike, {steps} steps, {outside} expressions outside");
    assert!(outside * 20 < steps, "{outside} expressions of {steps} were not compiled");
}

#[test]
fn shipped_instruments_mean_the_same_on_both_sides() {
    let Some(mut page) = Page::open() else {
        eprintln!("skipped: there is no node here to play the browser's part");
        return;
    };
    for shipped in instruments::library() {
        let program = program(&serde_json::from_str(shipped.json).unwrap());
        for seed in 0..(sequences() / 60).max(20) as u64 {
            if let Err(difference) = compare(&mut page, &program, 20, &mut Dice(seed)) {
                panic!("{} seed {seed}: {difference}", shipped.id);
            }
        }
    }
}
