//! Development tasks. `cargo run -p xtask -- tidy [ROOT]` checks the rules of the house, here or in another checkout.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this program talks to the person who runs it")]

use std::{env, path::PathBuf, process::ExitCode};

use xtask::{rules, tidy, tree::Tree};

fn main() -> ExitCode {
    if env::args().nth(1).as_deref() != Some("tidy") {
        eprintln!("usage: cargo run -p xtask -- tidy [ROOT]");
        return ExitCode::from(2);
    }
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let root = env::args().nth(2).map_or_else(|| here.parent().unwrap_or(&here).to_path_buf(), PathBuf::from);
    let tree = match Tree::load(&root) {
        Ok(tree) => tree,
        Err(error) => {
            eprintln!("The tree at {} could not be read: {error}", root.display());
            return ExitCode::from(2);
        }
    };
    let problems = tidy(&tree);
    for problem in &problems {
        println!("{problem}");
    }
    println!("tidy: {} files, {} rules, {} problems", tree.files.len(), rules::ALL.len(), problems.len());
    if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
