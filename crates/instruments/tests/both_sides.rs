//! One meaning on both sides: the server's interpreter and the browser's are given the same programs and the same
//! answers, and must show the same items, values, limits, broken rules and scores after every single answer.
//!
//! `VECU_SEQUENCES=100000` plays as many sequences; by default a few thousand. It takes a Node; without one it says that
//! it was skipped. Millions are played by `tests/browser/form.test.mjs`, in Chromium and in Node, by sums of what is shown;
//! `docs/decisions/0011-compiled-form.md` says what was run.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::indexing_slicing,
    reason = "a test says what it found by failing"
)]

mod both;

use std::{
    collections::{BTreeMap, VecDeque},
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::Arc,
};

use both::{
    asked,
    dice::Dice,
    forms,
    play::{Scored, play},
    program,
    published::published,
    scored,
};
use fhir::Document;
use instruments::{
    Instrument, Limit,
    program::Program,
    score::{Layout, Rules},
};
use serde_json::{Value as Json, json};

/// The page's side: a Node that plays lists of commands. One list is always under way while the server plays the next.
struct Page {
    child: Child,
    say: Option<ChildStdin>,
    hear: BufReader<ChildStdout>,
    waiting: VecDeque<Played>,
    seen: BTreeMap<String, usize>,
    /// What became of the scores, by reason.
    scores: BTreeMap<String, usize>,
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

/// A form as both sides have it.
struct Form {
    program: Arc<Program>,
    json: Arc<Json>,
    scored: Scored,
}

impl Form {
    fn of(program: Program, scored: Scored) -> Self {
        Self { json: Arc::new(json!(["program", program.to_json()])), program: Arc::new(program), scored }
    }
}

impl Page {
    fn open() -> Option<Self> {
        let here = env!("CARGO_MANIFEST_DIR");
        let mut child = Command::new("node")
            .args(
                ["tests/both/driver.mjs", "assets/program.min.js", "assets/scores.min.js"]
                    .map(|file| format!("{here}/{file}")),
            )
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        let (say, hear) = (child.stdin.take(), BufReader::with_capacity(1 << 20, child.stdout.take()?));
        let (waiting, seen, scores) = (VecDeque::new(), BTreeMap::new(), BTreeMap::new());
        Some(Self { child, say, hear, waiting, seen, scores, given: None, pictures: 0 })
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
            let at = here.zip(&said).position(|(a, b)| a != *b).unwrap_or(0);
            let (form, after) = (&played.form, &played.commands[..=at]);
            panic!("{}\nserver {}\npage   {}\nafter {after:?}\n{form}", played.name, played.shown[at], said[at]);
        }
        for shown in &played.shown {
            self.pictures += 1;
            if let Some((_, scores)) = shown.split_once("\"scores\":") {
                let scores: Vec<Json> = serde_json::from_str(scores.trim_end_matches('}')).unwrap();
                for score in scores {
                    let what = score.get(2).and_then(Json::as_str).unwrap_or("value");
                    *self.scores.entry(what.to_owned()).or_default() += 1;
                }
            }
            for code in Limit::ALL.iter().map(|limit| limit.code()) {
                if shown.contains(&format!("[\"{code}\",")) {
                    *self.seen.entry(code.to_owned()).or_default() += 1;
                }
            }
        }
    }

    /// Plays one sequence of a form on both sides.
    fn compare(&mut self, form: &Form, steps: usize, name: String, dice: &mut Dice) {
        let mut played = Played { commands: Vec::new(), shown: Vec::new(), name, form: form.json.clone() };
        play(&form.program, &form.scored, steps, dice, &mut |command, shown| {
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
    asked("VECU_SEQUENCES").and_then(|count| usize::try_from(count).ok()).unwrap_or(1_500)
}

#[test]
fn invented_forms_mean_the_same_on_both_sides() {
    let Some(mut page) = Page::open() else {
        eprintln!("skipped: there is no node here to play the browser's part");
        return;
    };
    let (mut left_out, mut steps) = (0, 0);
    let each = 10;
    let from: u64 = asked("VECU_SEED").unwrap_or(0);
    for seed in from..from + (sequences() / each) as u64 {
        let mut dice = Dice(seed);
        let form = forms::form(&mut dice);
        let compiled = Program::compile(&Document::from_value(form).unwrap());
        let unread: Vec<_> = compiled.problems.iter().filter(|p| p.code == "expression-syntax").collect();
        assert!(unread.is_empty(), "{unread:?}");
        left_out += compiled
            .outside
            .iter()
            .filter(|one| one.purpose.ends_with("Expression") || one.purpose.ends_with("variable"))
            .count();
        steps += compiled.program.steps.len();
        let (program, scored, _) = scored::with_scores(compiled.program, &mut dice);
        let form = Form::of(program, scored);
        for _ in 0..each {
            page.compare(&form, 8, format!("seed {seed}"), &mut dice);
        }
        if seed % 10_000 == 9_999 {
            println!("{} forms, {} pictures alike", seed + 1 - from, page.pictures);
        }
    }
    page.end();
    println!("{} pictures alike, {steps} steps, {left_out} expressions outside", page.pictures);
    println!("limits broken, in pictures: {:?}", page.seen);
    assert!(left_out * 20 < steps, "{left_out} expressions of {steps} were not compiled");
    let unseen: Vec<_> =
        Limit::ALL.iter().map(|limit| limit.code()).filter(|code| !page.seen.contains_key(*code)).collect();
    println!("scores, in pictures: {:?}", page.scores);
    assert!(unseen.is_empty(), "no answer broke these limits: {unseen:?}");
    assert!(page.scores.contains_key("value"), "no score: {:?}", page.scores);
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
        let form = Form::of(program(form), None);
        if form.program.items.is_empty() {
            continue;
        }
        for seed in 0..each {
            page.compare(&form, 20, format!("{name} seed {seed}"), &mut Dice(seed));
        }
    }
    page.end();
    println!("{} forms, {each} sequences each, {} pictures alike", all.len(), page.pictures);
}

#[test]
fn scores_are_the_same_on_both_sides() {
    let Some(mut page) = Page::open() else {
        eprintln!("skipped: there is no node here to play the browser's part");
        return;
    };
    let mut refused = 0;
    let each = 10;
    let forms = sequences() / each;
    for seed in 0..forms as u64 {
        let mut dice = Dice(seed);
        let (program, scored, left) = scored::with_scores(program(&scored::form(&mut dice)), &mut dice);
        refused += left;
        let form = Form::of(program, scored);
        for _ in 0..each {
            page.compare(&form, 12, format!("scores, seed {seed}"), &mut dice);
        }
    }
    for (document, rules) in scored::SHIPPED {
        let instrument = Instrument::compile(document).unwrap();
        let document = Document::parse(document).unwrap();
        let layout = Layout::of(&instrument);
        let scorers = serde_json::from_str::<Rules>(rules).unwrap().compile(&layout).unwrap();
        let form = Form::of(program(document.value()).with_scores(&scorers, &layout), Some((scorers, layout)));
        for seed in 0..forms as u64 {
            page.compare(&form, 20, format!("{:?}, seed {seed}", document.value()["name"]), &mut Dice(seed));
        }
    }
    page.end();
    println!("{} pictures alike, {:?} scores, {refused} definitions refused", page.pictures, page.scores);
    assert!(refused < forms * 3, "{refused} of {} definitions were refused", forms * 4);
    assert!(
        ["value", "too-few-answers", "not-in-table"].iter().all(|one| page.scores.contains_key(*one)),
        "{:?}",
        page.scores
    );
}
