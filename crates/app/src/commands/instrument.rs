//! `vecu instrument`: questionnaire documents.

use std::{fs, path::PathBuf};

use anyhow::{Context, bail};
use clap::Subcommand;
use instruments::{Instrument, Problem, Severity};
use kernel::Lang;
use serde_json::{Value, json};

use super::{Verdict, output};

/// The sub-commands of `instrument`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Compile a FHIR R4 Questionnaire (JSON) and report every problem with its place.
    Check {
        /// The document.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Print as JSON.
        #[arg(long)]
        json: bool,
    },
}

/// Compiles and reports. Exit 1 when it cannot be used.
pub fn run(command: Command) -> anyhow::Result<Verdict> {
    let Command::Check { file, json } = command;
    let text = read(&file)?;
    let (instrument, problems) = Instrument::check(&text);
    if json {
        output::json(&report(instrument.as_ref(), &problems))?;
    } else {
        tell(instrument.as_ref(), &problems);
    }
    Ok(Verdict::unless(instrument.is_none()))
}

/// Reads a document that is expected to be FHIR in JSON.
pub fn read(file: &PathBuf) -> anyhow::Result<String> {
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    if matches!(ending.as_str(), "xlsx" | "lss" | "xml") {
        bail!("{}: this version reads FHIR in JSON only", file.display());
    }
    fs::read_to_string(file).with_context(|| file.display().to_string())
}

/// A problem, for programs.
pub fn told(problem: &Problem) -> Value {
    let severity = if problem.severity == Severity::Error { "error" } else { "warning" };
    json!({ "severity": severity, "code": problem.code, "path": problem.path, "linkId": problem.link_id,
            "message": { "fr": problem.message(Lang::Fr), "en": problem.message(Lang::En) } })
}

fn report(instrument: Option<&Instrument>, problems: &[Problem]) -> Value {
    json!({
        "ok": instrument.is_some(),
        "url": instrument.and_then(Instrument::url),
        "version": instrument.and_then(Instrument::version),
        "title": instrument.map(|one| one.title(Lang::Fr)),
        "contentHash": instrument.map(Instrument::content_hash),
        "questions": instrument.map(|one| one.questions().count()),
        "minutes": instrument.map(Instrument::estimated_minutes),
        "blocksPublication": instrument.map(|one| one.blocks_publication().into_iter().map(told).collect::<Vec<_>>()),
        "problems": problems.iter().map(told).collect::<Vec<_>>(),
    })
}

fn tell(instrument: Option<&Instrument>, problems: &[Problem]) {
    for problem in problems {
        let severity = if problem.severity == Severity::Error { "error" } else { "warning" };
        output::line(format!("{severity}: {problem}"));
    }
    match instrument {
        Some(one) => output::line(format!(
            "{}: {} questions, about {} minutes, {}",
            one.title(Lang::Fr),
            one.questions().count(),
            one.estimated_minutes(),
            one.content_hash()
        )),
        None => output::line("It cannot be used as it is."),
    }
}
