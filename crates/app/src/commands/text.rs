//! `vecu text`: free text, one JSON object a line in, one out.

use std::io::{BufRead, BufWriter, Write, stdin, stdout};

use anyhow::Context;
use clap::Subcommand;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use text::{Lists, Masked, redact};

use super::{Verdict, output};

/// The sub-commands of `text`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// De-identify: {"id","text"} in, {"id","text","masked":[{start,end,kind}]} out. Offsets are code points.
    Redact,
}

#[derive(Deserialize)]
struct Given {
    id: Value,
    text: String,
}

#[derive(Serialize)]
struct Shown {
    id: Value,
    text: String,
    masked: Vec<Masked>,
}

/// Reads lines until the end. Exit 1 when a line was not of the form that was asked for.
pub fn run(command: Command) -> anyhow::Result<Verdict> {
    let Command::Redact = command;
    let mut out = BufWriter::new(stdout().lock());
    let mut refused = false;
    for (number, line) in stdin().lock().lines().enumerate() {
        let line = line.context("the input is not UTF-8")?;
        if line.trim().is_empty() {
            continue;
        }
        let Ok(given) = serde_json::from_str::<Given>(&line) else {
            // The line itself is not repeated: it is somebody's text.
            output::problem(&format!("line {}: not an object with \"id\" and \"text\"", number + 1));
            refused = true;
            continue;
        };
        let redacted = redact(&given.text, Lists::french());
        serde_json::to_writer(&mut out, &Shown { id: given.id, text: redacted.text, masked: redacted.masked })?;
        writeln!(out)?;
    }
    out.flush()?;
    Ok(Verdict::unless(refused))
}
