//! Every engine on every case, several times in turn, and the check that all did the same work.

use std::{
    collections::BTreeMap,
    env,
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::inputs::Truths;

/// Medians: of each engine, by figure. Microseconds; megabytes for `peak`.
pub type Figures = BTreeMap<&'static str, BTreeMap<String, f64>>;

/// What one process said.
type Said = BTreeMap<&'static str, Vec<Value>>;

/// Runs everything so many times, checks the results and gives the medians.
pub fn run(folder: &Path, peers: &Path, truths: &Truths, runs: usize) -> Result<Figures> {
    let program = env::current_exe()?;
    let interpreter = peers.join("program.min.js");
    std::fs::write(&interpreter, instruments::INTERPRETER)?;
    let ours = |case: &str| {
        let mut command = Command::new(&program);
        command.args(["ours", case]).arg(folder);
        command
    };
    let node = |script: &str| {
        let mut command = Command::new("node");
        command.arg(peers.join(script)).arg(folder);
        command
    };
    let mut said = Said::new();
    for run in 1..=runs {
        eprintln!("run {run} of {runs}");
        let mut python = Command::new(peers.join("venv/bin/python"));
        python.arg(peers.join("workbook.py")).arg(folder);
        let mut browser = node("browser.mjs");
        browser.arg(&interpreter);
        for (engine, mut command) in [
            ("our workbook", ours("workbook")),
            ("pyxform", python),
            ("our answers", ours("answers")),
            ("our browser", browser),
            ("survey-core", node("answers.mjs")),
            ("our rescoring", ours("rescore")),
            ("our expressions", ours("expressions")),
            ("fhirpath.js", node("expressions.mjs")),
        ] {
            said.entry(engine).or_default().push(ask(&mut command).with_context(|| engine.to_owned())?);
        }
    }
    check(&said, truths)?;
    Ok(said.into_iter().map(|(engine, runs)| (engine, medians(&runs))).collect())
}

fn ask(command: &mut Command) -> Result<Value> {
    let out = command.stderr(Stdio::inherit()).output()?;
    ensure!(out.status.success(), "it ended with {}", out.status);
    let text = String::from_utf8(out.stdout)?;
    let line = text.lines().next_back().context("it said nothing")?;
    Ok(serde_json::from_str(line)?)
}

/// Every run of every engine must have done the same work, and the right one: speeds of different work say nothing.
fn check(said: &Said, truths: &Truths) -> Result<()> {
    let theirs = |engine: &str| said.get(engine).map(|runs| runs.iter()).into_iter().flatten();
    for engine in ["our workbook", "pyxform"] {
        for run in theirs(engine) {
            let found = run.get("contents");
            ensure!(found == Some(&truths.contents), "{engine} read {found:?}, the workbook has {}", truths.contents);
        }
    }
    for engine in ["our answers", "our browser", "survey-core"] {
        for run in theirs(engine) {
            for sequence in ["again", "back"] {
                let (wanted, found) =
                    (truths.calculated.get(sequence), run.get("results").and_then(|r| r.get(sequence)));
                ensure!(alike(wanted, found), "{engine} after `{sequence}`: {found:?}, not {wanted:?}");
            }
        }
    }
    for run in theirs("our rescoring") {
        let scored = run.get("results").and_then(|results| results.get("scored")).and_then(Value::as_u64);
        ensure!(scored.is_some_and(|count| count > 90_000), "of 100,000 answers only {scored:?} have a score");
    }
    let first = theirs("our expressions").next().and_then(|run| run.get("results"));
    let sum = first.and_then(|results| results.get("PHQ-9 sum"));
    ensure!(
        sum == Some(&json!([truths.phq_sum.to_string()])),
        "the sum of the PHQ-9 is {sum:?}, not {}",
        truths.phq_sum
    );
    for engine in ["our expressions", "fhirpath.js"] {
        for run in theirs(engine) {
            ensure!(run.get("results") == first, "{engine} found {:?}, not {first:?}", run.get("results"));
        }
    }
    Ok(())
}

/// Whether two objects hold the same names with the same numbers.
fn alike(wanted: Option<&Value>, found: Option<&Value>) -> bool {
    let (Some(Value::Object(wanted)), Some(Value::Object(found))) = (wanted, found) else { return false };
    let same = |(name, value): (&String, &Value)| found.get(name).and_then(Value::as_f64) == value.as_f64();
    wanted.len() == found.len() && wanted.iter().all(same)
}

fn medians(runs: &[Value]) -> BTreeMap<String, f64> {
    let mut all: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for run in runs {
        let figures = run.get("figures").and_then(Value::as_object).into_iter().flatten();
        for (name, figure) in figures.filter_map(|(name, figure)| Some((name.clone(), figure.as_f64()?))) {
            all.entry(name).or_default().push(figure);
        }
        if let Some(peak) = run.get("peak").and_then(Value::as_f64) {
            all.entry("peak".to_owned()).or_default().push(peak);
        }
    }
    let middle = |mut list: Vec<f64>| {
        list.sort_by(f64::total_cmp);
        list.get(list.len() / 2).copied().unwrap_or(f64::NAN)
    };
    all.into_iter().map(|(name, list)| (name, middle(list))).collect()
}
