//! A third engine: fhirpath.js, which nobody here wrote, on the calculations and conditions of the same answered forms.
//!
//! It is installed under target/ from the versions that bench/instruments/peers pins; where there is no npm, no Node or
//! no registry, the test says that it was skipped. Every difference belongs to a class of tests/both/third.toml, each
//! with its reason; a class that no longer occurs fails the test. `VECU_THIRD=20000` compares as many forms.

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
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use both::{
    answered::{Told, answer_one, calculations, here, plain_form, told, variables},
    asked,
    dice::Dice,
    open,
};
use instruments::{
    Items,
    program::{Expr, Program, StepKind},
};
use serde::Deserialize;
use serde_json::{Value as Json, json};

#[derive(Deserialize)]
struct Known {
    difference: Vec<Class>,
}

/// A kind of difference: which expressions, and which results.
#[derive(Deserialize)]
struct Class {
    name: String,
    /// A regular expression that the expression or what fhirpath.js said of it matches.
    matches: String,
    reason: String,
}

/// The folder with fhirpath.js; none where it cannot be had.
fn installed() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fhirpath-js");
    let pinned = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bench/instruments/peers");
    if !folder.join("node_modules/fhirpath/package.json").exists() {
        fs::create_dir_all(&folder).ok()?;
        for name in ["package.json", "package-lock.json", ".npmrc"] {
            fs::copy(pinned.join(name), folder.join(name)).ok()?;
        }
        let arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"];
        let done = Command::new("npm").args(arguments).current_dir(&folder).stdout(Stdio::null()).status().ok()?;
        done.success().then_some(())?;
    }
    Some(folder)
}

/// The conditions in FHIRPath of the items that have no other, by linkId.
fn conditions(items: &Json, out: &mut Vec<(String, String)>) {
    for item in items.as_array().into_iter().flatten() {
        let found = item["extension"].as_array().into_iter().flatten();
        let found = found.filter(|one| one["url"].as_str().unwrap_or("").ends_with("enableWhenExpression"));
        for one in found {
            let source = one["valueExpression"]["expression"].as_str().unwrap().to_owned();
            out.push((item["linkId"].as_str().unwrap().to_owned(), source));
        }
        conditions(&item["item"], out);
    }
}

/// The compiled expression of a step.
fn compiled<'p>(program: &'p Program, kind: &StepKind, link_id: &str) -> Option<&'p Expr> {
    let item = program.item(link_id);
    program.steps.iter().find(|step| step.kind == *kind && step.item == item)?.tests.last()
}

struct Engine {
    child: Child,
    hear: BufReader<std::process::ChildStdout>,
}

impl Engine {
    fn open(folder: &Path) -> Option<Self> {
        let driver = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/both/third.mjs");
        let mut command = Command::new("node");
        let mut child = command.arg(driver).arg(folder).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
        let hear = BufReader::new(child.stdout.take()?);
        Some(Self { child, hear })
    }

    fn ask(&mut self, question: &Json) -> Vec<Json> {
        writeln!(self.child.stdin.as_mut().unwrap(), "{question}").unwrap();
        let mut line = String::new();
        self.hear.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        drop(self.child.wait());
    }
}

#[test]
fn fhirpath_js_says_the_same_or_we_know_why() {
    let Some(mut engine) = installed().and_then(|folder| Engine::open(&folder)) else {
        eprintln!("skipped: fhirpath.js cannot be installed here (it takes npm, a Node and a registry)");
        return;
    };
    let known: Known = toml::from_str(include_str!("both/third.toml")).unwrap();
    let classes: Vec<_> = known.difference.iter().map(|one| (one, regex::Regex::new(&one.matches).unwrap())).collect();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut compared, mut alike, mut unknown) = (0, 0, BTreeMap::new());
    let forms: u64 = asked("VECU_THIRD").unwrap_or(200);
    for seed in 0..forms {
        let mut dice = Dice(seed);
        let Some((form, program)) = plain_form(&mut dice) else { continue };
        let mut session = open(&program);
        let mut asked: Vec<(Expr, String)> = Vec::new();
        let sources = calculations(&form).into_iter().map(|one| (StepKind::Value, one));
        let mut conditional = Vec::new();
        conditions(&form["item"], &mut conditional);
        for (kind, (link_id, source)) in sources.chain(conditional.into_iter().map(|one| (StepKind::Active, one))) {
            asked.extend(compiled(&program, &kind, &link_id).map(|expr| (expr.clone(), source)));
        }
        for round in 0..5 {
            (0..3).for_each(|_| answer_one(&mut session, &mut dice, false));
            let expressions: Vec<&String> = asked.iter().map(|(_, source)| source).collect();
            let question = json!({ "form": if round == 0 { form.clone() } else { Json::Null }, "response": session.to_response(Items::Shown),
                "variables": variables(&form), "expressions": expressions });
            for ((expr, source), theirs) in asked.iter().zip(engine.ask(&question)) {
                let ours = here(&session, expr);
                let said: Option<Vec<Told>> =
                    theirs.as_array().map(|list| list.iter().map(|one| told(one.as_str().unwrap())).collect());
                compared += 1;
                // An error there and nothing here are the same: nothing can be shown.
                if said.as_ref().map_or(ours.is_empty(), |said| *said == ours) {
                    alike += 1;
                    continue;
                }
                let whole = format!("{source} => {theirs} not {ours:?}");
                match classes.iter().find(|(_, pattern)| pattern.is_match(&whole)) {
                    Some((class, _)) => *seen.entry(&class.name).or_default() += 1,
                    None => drop(unknown.insert(source.clone(), format!("seed {seed}: {whole}"))),
                }
            }
        }
    }
    println!("{compared} results compared, {alike} alike; differences: {seen:?}");
    assert!(
        unknown.is_empty(),
        "{} results differ for no known reason:\n{}",
        unknown.len(),
        unknown.values().take(12).cloned().collect::<Vec<_>>().join("\n")
    );
    for (class, _) in &classes {
        assert!(
            seen.contains_key(class.name.as_str()),
            "this difference is no more, remove it: {} ({})",
            class.name,
            class.reason
        );
    }
    assert!(alike * 10 > compared * 8, "only {alike} of {compared} are alike");
}
