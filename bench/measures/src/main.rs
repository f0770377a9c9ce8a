//! How long statistics take, each in a process of its own: `bench-measures CASE FOLDER` prints its figures as JSON.
//!
//! `bench/measures/run` builds this, writes the inputs, runs the peers on the same ones and prints one table.

mod cases;

use std::{env, path::PathBuf};

use anyhow::{Result, bail};

#[expect(clippy::print_stdout, reason = "the figures are the output")]
fn main() -> Result<()> {
    let words: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["inputs", folder] => cases::write(&PathBuf::from(folder))?,
        [case, folder] => println!("{}", cases::run(case, &PathBuf::from(folder))?),
        _ => bail!("use bench/measures/run, which builds and installs what is needed"),
    }
    Ok(())
}
