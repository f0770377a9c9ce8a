//! `vecu text`: free text, one JSON object a line in, one out.

use std::fs;
use std::io::{BufRead, BufWriter, Write, stdin, stdout};
use std::path::PathBuf;

use anyhow::Context;
use clap::Subcommand;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use text::{
    Lists, Masked,
    coding::{Field, Heads, Suggestion, suggest},
    encoder::Encoder,
    flags::{Flagged, flags},
    redact,
};

use super::{Verdict, model, output, search};

/// The sub-commands of `text`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// De-identify: {"id","text"} in, {"id","text","masked":[{start,end,kind}]} out. Offsets are code points.
    Redact,
    /// Suggest codes: {"id","text"} in, with "field" ("free", "positive" or "negative") where the form had boxes;
    /// {"id","encoder","passages":[{start,end,themes:[{id,valence,confidence}],moment}],"alerts":[{flag,start,end,raised}]}
    /// out. Offsets are code points of the text that was given, which is not de-identified here. An alert is raised by a
    /// written cue or by the heads; it says on which words it rests.
    Code {
        /// The file of the encoder; without it the suggestions are less good, and each line says so.
        #[arg(long, env = "VECU_MODEL")]
        model: Option<PathBuf>,
    },
    /// Index texts for the search: {"id","text"} in; the folder then holds all that were given, those of a name anew.
    Index(search::Indexing),
    /// Search an index: by words, forgiving accents, endings and slips, and by what they mean.
    Search(search::Searching),
}

#[derive(Deserialize)]
pub(super) struct Given {
    pub(super) id: Value,
    pub(super) text: String,
    #[serde(default)]
    field: Field,
}

#[derive(Serialize)]
struct Coded {
    id: Value,
    /// Whether the encoder had its say.
    encoder: bool,
    passages: Vec<Suggestion>,
    alerts: Vec<Flagged>,
}

#[derive(Serialize)]
struct Shown {
    id: Value,
    text: String,
    masked: Vec<Masked>,
}

/// Reads lines until the end. Exit 1 when a line was not of the form that was asked for.
pub fn run(command: Command) -> anyhow::Result<Verdict> {
    match command {
        Command::Redact => each_line(|given| {
            let redacted = redact(&given.text, Lists::french());
            Shown { id: given.id, text: redacted.text, masked: redacted.masked }
        }),
        Command::Code { model } => {
            let encoder = encoder(model)?;
            let heads = Heads::shipped();
            each_line(|given| {
                let mut passages = suggest(&given.text, given.field, heads, encoder.as_ref());
                let alerts = flags(&given.text, &passages);
                passages.retain(|passage| !passage.themes.is_empty());
                Coded { id: given.id, encoder: encoder.is_some(), passages, alerts }
            })
        }
        Command::Index(indexing) => search::index(&indexing),
        Command::Search(searching) => search::search(&searching),
    }
}

/// The encoder, where it is installed. A file that was named and cannot be read is an error; its absence from the usual
/// place is not.
pub(super) fn encoder(named: Option<PathBuf>) -> anyhow::Result<Option<Encoder>> {
    let is_named = named.is_some();
    let Some(path) = named.or_else(model::usual) else { return Ok(None) };
    if !is_named && !path.exists() {
        output::problem("the encoder is not installed (vecu model install): the suggestions are less good");
        return Ok(None);
    }
    let block = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(Some(Encoder::read(&block).with_context(|| format!("{} is not an encoder", path.display()))?))
}

/// Answers each line of the input with one of the output.
fn each_line<T: Serialize>(answer: impl Fn(Given) -> T) -> anyhow::Result<Verdict> {
    let mut out = BufWriter::new(stdout().lock());
    let verdict = each_given(|given| {
        serde_json::to_writer(&mut out, &answer(given))?;
        Ok(writeln!(out)?)
    })?;
    out.flush()?;
    Ok(verdict)
}

/// Reads the lines of the input. Those that are not of the form are told and left out.
pub(super) fn each_given(mut take: impl FnMut(Given) -> anyhow::Result<()>) -> anyhow::Result<Verdict> {
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
        take(given)?;
    }
    Ok(Verdict::unless(refused))
}
