//! Plays sequences of answers to the shipped instruments, to invented forms with scores and to published ones, and prints what
//! a page needs to play them too. One form in three is a published one, each in its turn. A line holds a form (`{"name","program"}`), or a sequence on it: `{"sequence","commands","sum"}` with the
//! sum of all that must be shown ([`play::Sum`]), and with `pictures` also `"shown"`, the list itself.
//!
//! `cargo run --release -p instruments --example transcript -- [SEQUENCES] [FIRST SEED] [pictures]`

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    missing_docs,
    reason = "a tool of the tests"
)]

#[path = "../tests/both/mod.rs"]
mod both;

use std::{
    io::{BufWriter, StdoutLock, Write},
    sync::Arc,
};

use both::{
    dice::Dice,
    forms,
    play::{self, Scored, Sum},
    program,
    published::published,
    scored,
};
use instruments::{
    Instrument,
    program::Program,
    score::{Layout, Rules},
};
use serde_json::json;

/// Sequences on one invented form.
const EACH: u64 = 10;

struct Writer {
    out: BufWriter<StdoutLock<'static>>,
    pictures: bool,
}

impl Writer {
    fn play(&mut self, name: &str, program: Program, scored: &Scored, dice: &mut Dice, (count, steps): (u64, usize)) {
        let program = Arc::new(program);
        writeln!(self.out, "{}", json!({ "name": name, "program": program.to_json() })).unwrap();
        for sequence in 0..count {
            let (mut commands, mut shown, mut sum) = (Vec::new(), Vec::new(), Sum::default());
            play::play(&program, scored, steps, dice, &mut |command, picture| {
                sum.add(picture);
                commands.push(command.clone());
                if self.pictures {
                    shown.push(picture.to_owned());
                }
                Ok(())
            })
            .unwrap();
            let mut line = json!({ "sequence": sequence, "commands": commands, "sum": sum.told() });
            if self.pictures {
                line["shown"] = shown.into();
            }
            writeln!(self.out, "{line}").unwrap();
        }
    }
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let mut numbers = words.iter().filter_map(|word| word.parse::<u64>().ok());
    let (sequences, first) = (numbers.next().unwrap_or(500), numbers.next().unwrap_or(0));
    let out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    let mut writer = Writer { out, pictures: words.iter().any(|word| word == "pictures") };
    for (document, rules) in scored::SHIPPED {
        let layout = Layout::of(&Instrument::compile(document).unwrap());
        let scorers = serde_json::from_str::<Rules>(rules).unwrap().compile(&layout).unwrap();
        let program = program(&serde_json::from_str(document).unwrap()).with_scores(&scorers, &layout);
        writer.play("a shipped form with scores", program, &Some((scorers, layout)), &mut Dice(first), (1, 40));
    }
    for shipped in instruments::library() {
        let program = program(&serde_json::from_str(shipped.json).unwrap());
        writer.play(shipped.id, program, &None, &mut Dice(first), (1, 40));
    }
    let published: Vec<_> = published()
        .iter()
        .map(|(name, form)| (name.rsplit('/').next().unwrap_or_default().to_owned(), program(form)))
        .filter(|(_, program)| !program.items.is_empty())
        .collect();
    for seed in first..first + sequences.div_ceil(EACH) {
        let mut dice = Dice(seed);
        let in_turn = usize::try_from(seed / 3).unwrap() % published.len();
        let (name, program) = match seed % 3 {
            0 => published[in_turn].clone(),
            // Of the others, one in five is a plain form of choices and numbers, where most scores have a value.
            _ if seed % 5 == 0 => (String::new(), program(&scored::form(&mut dice))),
            _ => (String::new(), program(&forms::form(&mut dice))),
        };
        let (program, scored, _) = scored::with_scores(program, &mut dice);
        writer.play(&format!("seed {seed} {name}"), program, &scored, &mut dice, (EACH, 8));
    }
    writer.out.flush().unwrap();
}
