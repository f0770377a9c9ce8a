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
    sync::{Arc, OnceLock},
};

use both::{
    answered::{Told, answer_one, here, is_plain, plain_form, told, variables},
    asked,
    dice::Dice,
    open, program,
    published::published,
};
use instruments::{
    Items,
    program::{Expr, Function, Program, StepKind},
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
    /// An invented form on which it occurs, whatever number of others is tried.
    seed: Option<u64>,
    /// It occurs on published forms.
    #[serde(default)]
    published: bool,
    reason: String,
}

/// The folder with fhirpath.js; none where it cannot be had. Made once, whichever test asks first: another that found it
/// half installed would start an engine without its files.
fn installed() -> Option<&'static Path> {
    static FOLDER: OnceLock<Option<PathBuf>> = OnceLock::new();
    FOLDER.get_or_init(install).as_deref()
}

/// Installs beside the place and moves there what is whole, so that an installation cut short is never taken for one. What
/// another version pinned is installed anew.
fn install() -> Option<PathBuf> {
    let under = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let pinned = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bench/instruments/peers");
    let lock = fs::read(pinned.join("package-lock.json")).ok()?;
    let folder = under.join("fhirpath-js");
    if fs::read(folder.join("package-lock.json")).is_ok_and(|there| there == lock) {
        return Some(folder);
    }
    let begun = under.join(format!("fhirpath-js.{}", std::process::id()));
    fs::create_dir_all(&begun).ok()?;
    for name in ["package.json", "package-lock.json", ".npmrc"] {
        fs::copy(pinned.join(name), begun.join(name)).ok()?;
    }
    let arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"];
    let done = Command::new("npm").args(arguments).current_dir(&begun).stdout(Stdio::null()).status();
    if !done.is_ok_and(|status| status.success()) {
        drop(fs::remove_dir_all(&begun));
        return None;
    }
    drop(fs::remove_dir_all(&folder));
    fs::rename(&begun, &folder).ok()?;
    Some(folder)
}

/// The calculations and conditions of a form in FHIRPath that see no variable of an item: what is computed, the item and
/// the text. Where a condition stands beside others, only the text is FHIRPath's.
fn sources(items: &Json, out: &mut Vec<(StepKind, String, String)>) {
    for item in items.as_array().into_iter().flatten() {
        let found: Vec<&Json> = item["extension"].as_array().into_iter().flatten().collect();
        let ends = |one: &Json, name: &str| one["url"].as_str().unwrap_or("").ends_with(name);
        if found.iter().any(|one| ends(one, "/variable")) {
            continue;
        }
        for one in found {
            let kind = match () {
                () if ends(one, "sdc-questionnaire-calculatedExpression") => StepKind::Value,
                () if ends(one, "sdc-questionnaire-enableWhenExpression") => StepKind::Active,
                () => continue,
            };
            let (link_id, source) = (item["linkId"].as_str(), one["valueExpression"]["expression"].as_str());
            out.extend(link_id.zip(source).map(|(link_id, source)| (kind, link_id.to_owned(), source.to_owned())));
        }
        sources(&item["item"], out);
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

/// An expression, and what stands in the variables that it uses, each used by those after it.
fn with_variables(source: &str, variables: &Json) -> String {
    let mut out = source.to_owned();
    for one in variables.as_array().into_iter().flatten().rev() {
        let (name, text) = (one[0].as_str().unwrap(), one[1].as_str().unwrap());
        if out.contains(&format!("%{name}")) {
            out += &format!(" with {name} = {text}");
        }
    }
    out
}

/// What answers hold that engines are known to read otherwise: `👍` for a character of two UTF-16 units, `°` for a temperature
/// or an arbitrary unit, `.0` for a decimal that ends in a nought.
fn marks(question: &Json) -> String {
    let text = question.to_string();
    let nought = regex::Regex::new(r"\d\.\d*0\b").unwrap();
    let found = [
        ("👍", text.chars().any(|letter| letter > '\u{ffff}')),
        ("°", ["\"Cel\"", "\"[degF]\"", "\"[IU]\""].iter().any(|unit| text.contains(unit))),
        (".0", nought.is_match(&text)),
    ];
    found.into_iter().filter(|(_, is_there)| *is_there).map(|(mark, _)| format!(" {mark}")).collect()
}

/// What was compared, and what came of it.
struct Comparison {
    engine: Engine,
    classes: Vec<(Class, regex::Regex)>,
    seen: BTreeMap<String, usize>,
    unknown: BTreeMap<String, String>,
    compared: usize,
    alike: usize,
    forms: usize,
}

impl Comparison {
    fn open() -> Option<Self> {
        let engine = installed().and_then(Engine::open);
        let Some(engine) = engine else {
            eprintln!("skipped: fhirpath.js cannot be installed here (it takes npm, a Node and a registry)");
            return None;
        };
        let known: Known = toml::from_str(include_str!("both/third.toml")).unwrap();
        let pattern = |one: Class| regex::Regex::new(&one.matches).map(|pattern| (one, pattern));
        let classes = known.difference.into_iter().map(pattern).collect::<Result<_, _>>().unwrap();
        let (seen, unknown) = (BTreeMap::new(), BTreeMap::new());
        Some(Self { engine, classes, seen, unknown, compared: 0, alike: 0, forms: 0 })
    }

    /// Answers a form here and there, and has both compute what it says.
    fn form(&mut self, name: &str, form: &Json, program: &Arc<Program>, dice: &mut Dice) {
        let mut session = open(program);
        let (mut asked, mut found) = (Vec::new(), Vec::new());
        sources(&form["item"], &mut found);
        for (kind, link_id, source) in found {
            let Some(expr) = compiled(program, &kind, &link_id) else { continue };
            // What starts from the item itself is another question than the one that is asked here, of the response.
            let mut own = false;
            expr.functions(&mut |function| own |= function == Function::Context);
            if !own {
                asked.push((expr.clone(), source));
            }
        }
        if asked.is_empty() {
            return;
        }
        self.forms += 1;
        for round in 0..5 {
            (0..3).for_each(|_| answer_one(&mut session, dice, false));
            let expressions: Vec<&String> = asked.iter().map(|(_, source)| source).collect();
            let question = json!({ "form": if round == 0 { form.clone() } else { Json::Null },
                "response": session.to_response(Items::Shown), "variables": variables(form), "expressions": expressions });
            for ((expr, source), theirs) in asked.iter().zip(self.engine.ask(&question)) {
                let told = format!("{}{}", with_variables(source, &question["variables"]), marks(&question));
                self.compare((name, source, &told), &theirs, &here(&session, expr));
            }
        }
    }

    fn compare(&mut self, (name, source, told_so): (&str, &str, &str), theirs: &Json, ours: &[Told]) {
        let said: Option<Vec<Told>> =
            theirs.as_array().map(|list| list.iter().map(|one| told(one.as_str().unwrap())).collect());
        self.compared += 1;
        // An error there and nothing here are the same: nothing can be shown.
        if said.as_ref().map_or(ours.is_empty(), |said| said == ours) {
            self.alike += 1;
            return;
        }
        let whole = format!("{told_so} => {theirs} not {ours:?}");
        match self.classes.iter().find(|(_, pattern)| pattern.is_match(&whole)) {
            Some((class, _)) => *self.seen.entry(class.name.clone()).or_default() += 1,
            None => drop(self.unknown.insert(source.to_owned(), format!("{name}: {whole}"))),
        }
    }

    fn end(&self, published: bool) {
        let Self { forms, compared, alike, seen, unknown, .. } = self;
        println!("{forms} answered forms, {compared} results compared, {alike} alike; differences: {seen:?}");
        let some: Vec<_> = unknown.values().take(40).cloned().collect();
        assert!(unknown.is_empty(), "{} results differ for no known reason:\n{}", unknown.len(), some.join("\n"));
        assert!(alike * 10 > compared * 8, "only {alike} of {compared} are alike");
        for (class, _) in self.classes.iter().filter(|(class, _)| class.published == published) {
            let (name, reason) = (&class.name, &class.reason);
            assert!(seen.contains_key(name), "this difference is no more, remove it: {name} ({reason})");
        }
    }
}

#[test]
fn fhirpath_js_says_the_same_or_we_know_why() {
    let Some(mut all) = Comparison::open() else { return };
    let (most, first) = (asked("VECU_THIRD").unwrap_or(300), asked("VECU_SEED").unwrap_or(0));
    let named: Vec<u64> = all.classes.iter().filter_map(|(class, _)| class.seed).collect();
    for seed in (first..first + most).chain(named) {
        let mut dice = Dice(seed);
        if let Some((form, program)) = plain_form(&mut dice) {
            all.form(&format!("seed {seed}"), &form, &program, &mut dice);
        }
    }
    all.end(false);
}

#[test]
fn fhirpath_js_says_the_same_of_published_forms() {
    let Some(mut all) = Comparison::open() else { return };
    let (mut played, mut every) = (0, 0);
    for (name, form) in published() {
        let (program, before) = (Arc::new(program(&form)), all.forms);
        every += 1;
        if is_plain(&program) {
            (0..5).for_each(|seed| all.form(&format!("{name} seed {seed}"), &form, &program, &mut Dice(seed)));
        }
        played += usize::from(all.forms > before);
    }
    println!("{played} of {every} published forms have calculations or conditions that both can be asked");
    all.end(true);
}
