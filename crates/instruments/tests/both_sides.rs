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
    collections::{BTreeMap, VecDeque},
    fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::Arc,
};

use dice::Dice;
use fhir::Document;
use instruments::{Limit, program::Program};
use play::{given_form, play};
use serde_json::Value as Json;

/// The page's side: a Node that plays lists of commands. One list is always under way while the server plays the next.
struct Page {
    child: Child,
    say: Option<ChildStdin>,
    hear: BufReader<ChildStdout>,
    waiting: VecDeque<Played>,
    seen: BTreeMap<String, usize>,
    /// The form the page has.
    given: Option<Arc<Json>>,
    pictures: usize,
}

/// A sequence the server has played: what was commanded, what it shows after each, and how to play it again.
struct Played {
    commands: Vec<Json>,
    shown: Vec<String>,
    name: String,
    form: Arc<Json>,
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
        let (say, hear) = (child.stdin.take(), BufReader::with_capacity(1 << 20, child.stdout.take()?));
        let (waiting, seen) = (VecDeque::new(), BTreeMap::new());
        Some(Self { child, say, hear, waiting, seen, given: None, pictures: 0 })
    }

    /// Has a sequence played, and hears what came of the one before.
    fn ask(&mut self, played: Played) {
        let mut line = String::from("[");
        if self.given.as_ref().is_none_or(|given| !Arc::ptr_eq(given, &played.form)) {
            line += &format!("{},", played.form);
            self.given = Some(played.form.clone());
        }
        let commands: Vec<String> = played.commands.iter().map(ToString::to_string).collect();
        line += &commands.join(",");
        line += "]\n";
        self.say.as_mut().unwrap().write_all(line.as_bytes()).unwrap();
        self.waiting.push_back(played);
        if self.waiting.len() > 1 {
            self.hear();
        }
    }

    fn hear(&mut self) {
        let Some(played) = self.waiting.pop_front() else { return };
        let mut line = String::new();
        self.hear.read_line(&mut line).unwrap();
        if line.trim_end() != format!("[{}]", played.shown.join(",")) {
            let said: Vec<Json> = serde_json::from_str(&line).unwrap();
            let here = played.shown.iter().map(|shown| serde_json::from_str::<Json>(shown).unwrap());
            let at = here.zip(&said).position(|(a, b)| a.to_string() != b.to_string()).unwrap_or(0);
            let (form, after) = (&played.form, &played.commands[..=at]);
            panic!("{}\nserver {}\npage   {}\nafter {after:?}\n{form}", played.name, played.shown[at], said[at]);
        }
        for shown in &played.shown {
            self.pictures += 1;
            for code in Limit::ALL.iter().map(|limit| limit.code()) {
                if shown.contains(&format!("[\"{code}\",")) {
                    *self.seen.entry(code.to_owned()).or_default() += 1;
                }
            }
        }
    }

    /// Plays one sequence of a form on both sides.
    fn compare(&mut self, program: &Arc<Program>, form: &Arc<Json>, steps: usize, name: String, dice: &mut Dice) {
        let mut played = Played { commands: Vec::new(), shown: Vec::new(), name, form: form.clone() };
        play(program, steps, dice, &mut |command, shown| {
            played.commands.push(command.clone());
            played.shown.push(shown.to_owned());
            Ok(())
        })
        .unwrap();
        self.ask(played);
    }

    /// Hears what is still under way.
    fn end(&mut self) {
        while !self.waiting.is_empty() {
            self.hear();
        }
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        drop(self.say.take());
        drop(self.child.kill());
        drop(self.child.wait());
    }
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
    let (mut outside, mut steps) = (0, 0);
    let each = 10;
    let from: u64 = std::env::var("VECU_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(0);
    for seed in from..from + (sequences() / each) as u64 {
        let mut dice = Dice(seed);
        let form = forms::form(&mut dice);
        let compiled = Program::compile(&Document::from_value(form).unwrap());
        let unread: Vec<_> = compiled.problems.iter().filter(|p| p.code == "expression-syntax").collect();
        assert!(unread.is_empty(), "{unread:?}");
        outside += compiled.outside.iter().filter(|one| !one.purpose.ends_with("regex")).count();
        steps += compiled.program.steps.len();
        let program = Arc::new(compiled.program);
        let form = Arc::new(given_form(&program));
        for _ in 0..each {
            page.compare(&program, &form, 8, format!("seed {seed}"), &mut dice);
        }
        if seed % 10_000 == 9_999 {
            println!("{} forms, {} pictures alike", seed + 1 - from, page.pictures);
        }
    }
    page.end();
    println!("{} pictures alike, {steps} steps, {outside} expressions outside", page.pictures);
    println!("limits broken, in pictures: {:?}", page.seen);
    assert!(outside * 20 < steps, "{outside} expressions of {steps} were not compiled");
    let unseen: Vec<_> =
        Limit::ALL.iter().map(|limit| limit.code()).filter(|code| !page.seen.contains_key(*code)).collect();
    assert!(unseen.is_empty(), "no answer broke these limits: {unseen:?}");
}

/// The shipped instruments, and every questionnaire among the public samples.
fn published() -> Vec<(String, Json)> {
    let mut all: Vec<(String, Json)> = instruments::library()
        .iter()
        .map(|shipped| (shipped.id.to_owned(), serde_json::from_str(shipped.json).unwrap()))
        .collect();
    let folder = std::env::var("VECU_DATA")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data").into());
    let folders = ["fhir/lhcforms-r4", "fhir/questionnaire-validation"].map(|name| Path::new(&folder).join(name));
    let mut waiting: Vec<PathBuf> = folders.into();
    while let Some(path) = waiting.pop() {
        if let Ok(entries) = fs::read_dir(&path) {
            waiting.extend(entries.flatten().map(|entry| entry.path()));
        } else if let Ok(text) = fs::read_to_string(&path)
            && let Ok(document) = Document::parse(&text)
            && document.resource_type() == Some("Questionnaire")
        {
            all.push((path.display().to_string(), document.value().clone()));
        } else if !path.exists() {
            eprintln!("skipped: {} is not there; see shared/data/README.md for where it comes from", path.display());
        }
    }
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

#[test]
fn published_instruments_mean_the_same_on_both_sides() {
    let Some(mut page) = Page::open() else {
        eprintln!("skipped: there is no node here to play the browser's part");
        return;
    };
    let all = published();
    let each = (sequences() / 20 / all.len()).max(3) as u64;
    for (name, form) in &all {
        let program = program(form);
        if program.items.is_empty() {
            continue;
        }
        let form = Arc::new(given_form(&program));
        for seed in 0..each {
            page.compare(&program, &form, 20, format!("{name} seed {seed}"), &mut Dice(seed));
        }
    }
    page.end();
    println!("{} forms, {each} sequences each, {} pictures alike", all.len(), page.pictures);
}
