//! Speed of questionnaires beside that of other engines, in one run; see `bench/instruments/README.md`.
//!
//! `bench/instruments/run` builds this, installs the peers and calls it. It writes one set of inputs for everybody, has
//! each engine measure itself several times in processes of their own, ours and theirs in turn, checks that all gave the same
//! results, and prints one table of medians.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a measurement says what it found")]

mod cases;
mod expressions;
mod inputs;
mod ours;
mod questionnaire;
mod rescore;
mod table;
mod workbook;

use std::{env, path::PathBuf};

use anyhow::{Result, bail};

/// The product's own.
#[global_allocator]
static MEMORY: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> Result<()> {
    let words: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["ours", case, folder] => println!("{}", ours::run(case, &PathBuf::from(folder))?),
        ["compare", folder, peers, shared, runs] => {
            let (folder, peers) = (PathBuf::from(folder), PathBuf::from(peers));
            let truths = inputs::write(&folder, &PathBuf::from(shared))?;
            let figures = cases::run(&folder, &peers, &truths, runs.parse()?)?;
            print!("{}", table::table(&figures, truths.patient));
        }
        _ => bail!("use bench/instruments/run, which builds and installs what is needed"),
    }
    Ok(())
}
