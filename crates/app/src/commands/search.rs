//! `vecu text index` and `vecu text search`: texts in a folder, found again by words and by meaning.

use std::fs;
use std::io::{Write, stdout};
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, bail};
use clap::Args;
use serde_json::Value;
use text::{
    coding::Heads,
    encoder::Encoder,
    search::{Entry, Index, Query},
};

use super::text::{Given, each_given, encoder};
use super::{Verdict, output};

/// What `vecu text index` is told.
#[derive(Debug, Args)]
pub struct Indexing {
    /// The folder of the index; made when it is not there. What it holds of the texts is not sealed.
    #[arg(long)]
    index: PathBuf,
    /// The file of the encoder; without it texts are found by words, ideas and themes only.
    #[arg(long, env = "VECU_MODEL")]
    model: Option<PathBuf>,
}

/// What `vecu text search` is told.
#[derive(Debug, Args)]
pub struct Searching {
    /// The folder of the index.
    #[arg(long)]
    index: PathBuf,
    /// At most so many answers.
    #[arg(long, default_value_t = 10)]
    limit: usize,
    /// One object a line: {"id","score"}, best first.
    #[arg(long)]
    json: bool,
    /// The file of the encoder.
    #[arg(long, env = "VECU_MODEL")]
    model: Option<PathBuf>,
    /// What is looked for.
    #[arg(required = true)]
    query: Vec<String>,
}

const FILE: &str = "index.bin";
/// So many texts are read at once; also how often progress is shown.
const PART: usize = 2_000;

/// Adds the texts of the input to an index.
pub fn index(asked: &Indexing) -> anyhow::Result<Verdict> {
    let encoder = encoder(asked.model.clone())?;
    let mut index = if asked.index.join(FILE).exists() { read(&asked.index)? } else { Index::default() };
    let mut waiting = Vec::new();
    let verdict = each_given(|given| {
        waiting.push(given);
        if waiting.len() == PART {
            add(&mut index, &mut waiting, encoder.as_ref());
            output::problem(&format!("{} texts", index.len()));
        }
        Ok(())
    })?;
    add(&mut index, &mut waiting, encoder.as_ref());
    write(&asked.index, &index)?;
    output::problem(&format!("{} texts in {}", index.len(), asked.index.display()));
    Ok(verdict)
}

/// Reads texts on every core, then adds them in their order: the same input gives the same index.
fn add(index: &mut Index, waiting: &mut Vec<Given>, encoder: Option<&Encoder>) {
    let heads = Heads::shipped();
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let share = waiting.len().div_ceil(cores).max(1);
    let entries: Vec<Vec<Entry>> = thread::scope(|scope| {
        let read = |part: &'_ [Given]| part.iter().map(|one| Entry::new(&one.text, heads, encoder)).collect::<Vec<_>>();
        let threads: Vec<_> = waiting.chunks(share).map(|part| (part, scope.spawn(move || read(part)))).collect();
        // A thread that stopped for a fault of ours is done again here, where the fault is seen.
        threads.into_iter().map(|(part, thread)| thread.join().unwrap_or_else(|_| read(part))).collect()
    });
    for (given, entry) in waiting.drain(..).zip(entries.into_iter().flatten()) {
        index.add(&name(&given.id), &entry);
    }
}

/// A name as the index keeps it: JSON, so that 1 and "1" stay two and come back as they were given.
fn name(id: &Value) -> String {
    id.to_string()
}

fn read(folder: &Path) -> anyhow::Result<Index> {
    let file = folder.join(FILE);
    let block = fs::read(&file).with_context(|| format!("there is no index in {}", folder.display()))?;
    let Some(index) = Index::read(&block) else {
        bail!("{} is not an index of this version: index the texts again into a new folder", file.display())
    };
    Ok(index)
}

/// The new block takes the place of the old one at once, so that a stop halfway leaves the old one.
fn write(folder: &Path, index: &Index) -> anyhow::Result<()> {
    let cannot = || format!("cannot write into {}", folder.display());
    fs::create_dir_all(folder).with_context(cannot)?;
    let (new, file) = (folder.join("index.new"), folder.join(FILE));
    let mut out = fs::File::create(&new).with_context(cannot)?;
    out.write_all(&index.write()).and_then(|()| out.sync_all()).with_context(cannot)?;
    fs::rename(new, file).with_context(cannot)
}

/// Answers a query, the best first. Exit 1 when nothing answers.
pub fn search(asked: &Searching) -> anyhow::Result<Verdict> {
    let index = read(&asked.index)?;
    let encoder = encoder(asked.model.clone())?;
    let query = Query::new(&asked.query.join(" "), false, Heads::shipped(), encoder.as_ref());
    let hits = index.search(&query, asked.limit, &|_| true);
    let mut out = stdout().lock();
    for hit in &hits {
        let id: Value = serde_json::from_str(&hit.id).unwrap_or_else(|_| Value::from(hit.id.as_str()));
        if asked.json {
            writeln!(out, "{}", serde_json::json!({ "id": id, "score": hit.score }))?;
        } else {
            let id = id.as_str().map_or_else(|| id.to_string(), str::to_owned);
            writeln!(out, "{:.3}  {id}", hit.score)?;
        }
    }
    if hits.is_empty() {
        output::problem("nothing answers");
    }
    Ok(Verdict::unless(hits.is_empty()))
}
