//! Development tasks. `cargo run -p xtask -- tidy [ROOT]` checks the rules of the house, here or in another checkout;
//! `cargo run -p xtask -- spoil [WORD]` breaks the hard rules one after the other and demands that a test fails;
//! `cargo run -p xtask -- methods` writes `docs/methods` from the comments of `crates/measures`;
//! `cargo run -p xtask -- doubt` learns the weights of de-identification from the corpus;
//! `cargo run -p xtask -- words FOLDER` writes the list of French words from the npm package `dictionary-fr`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this program talks to the person who runs it")]

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use xtask::{
    doubt, methods, rules,
    spoil::{self, Seen},
    themes, tidy,
    tree::Tree,
    words,
};

fn main() -> ExitCode {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let home = here.parent().unwrap_or(&here);
    match (env::args().nth(1).as_deref(), env::args().nth(2)) {
        (Some("tidy"), root) => check(&root.map_or_else(|| home.to_path_buf(), PathBuf::from)),
        (Some("methods"), _) => write_methods(home),
        (Some("doubt"), _) => learn_doubt(home),
        (Some("themes"), Some(model)) => learn_themes(home, Path::new(&model)),
        (Some("words"), Some(folder)) => write_words(home, Path::new(&folder)),
        (Some("spoil"), word) => spoil_all(home, word.as_deref().unwrap_or_default()),
        _ => {
            eprintln!(
                "usage: cargo run -p xtask -- tidy [ROOT] | methods | doubt | themes ENCODER | words FOLDER | spoil [NUMBER OF A RULE, OR WORDS OF WHAT IS BROKEN]"
            );
            ExitCode::from(2)
        }
    }
}

fn check(root: &Path) -> ExitCode {
    let tree = match Tree::load(root) {
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

fn learn_doubt(root: &Path) -> ExitCode {
    let data = env::var_os("VECU_DATA").map_or_else(|| root.join("../shared/data"), PathBuf::from);
    let learnt = doubt::templates(&data).and_then(|templates| Ok((doubt::by_hand(root, &templates)?, templates)));
    let learnt = learnt.and_then(|(hands, templates)| {
        for (hand, recall, masked) in hands {
            println!("{hand}: recall of names by letter {recall:.4}, innocent words masked {:.2} %", masked * 100.0);
        }
        let weights = doubt::weights(root, &templates)?;
        fs::write(root.join(doubt::FILE), &weights)?;
        println!("{}: {} bytes", doubt::FILE, weights.len());
        Ok(())
    });
    if let Err(error) = learnt {
        eprintln!("The weights could not be learnt: {error}");
        return ExitCode::from(2);
    }
    ExitCode::SUCCESS
}

fn learn_themes(root: &Path, model: &Path) -> ExitCode {
    match themes::learn(root, model) {
        Ok(lines) => {
            lines.iter().for_each(|line| println!("{line}"));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("The heads could not be learnt: {error}");
            ExitCode::from(2)
        }
    }
}

fn write_words(root: &Path, folder: &Path) -> ExitCode {
    let read = |name: &str| fs::read_to_string(folder.join(name));
    let written = read("index.aff").and_then(|aff| Ok((aff, read("index.dic")?))).and_then(|(aff, dic)| {
        let forms = words::forms(&aff, &dic);
        let block = words::block(&forms).map_err(io::Error::other)?;
        fs::write(root.join(words::FILE), &block)?;
        println!("{}: {} forms, {} bytes", words::FILE, forms.len(), block.len());
        Ok(())
    });
    if let Err(error) = written {
        eprintln!("The words could not be written: {error}");
        return ExitCode::from(2);
    }
    ExitCode::SUCCESS
}

fn write_methods(root: &Path) -> ExitCode {
    let written = Tree::load(root).and_then(|tree| {
        let pages = methods::pages(&tree);
        let folder = root.join(methods::FOLDER);
        // A page of a statistic that is gone goes too.
        let was_there = tree.files.iter().filter(|file| file.path.starts_with(methods::FOLDER));
        for old in was_there.filter(|file| !pages.iter().any(|(path, _)| *path == file.path)) {
            fs::remove_file(root.join(&old.path))?;
        }
        fs::create_dir_all(folder)?;
        for (path, text) in &pages {
            fs::write(root.join(path), text)?;
        }
        Ok::<usize, io::Error>(pages.len())
    });
    match written {
        Ok(count) => {
            println!("methods: {count} pages in {}", methods::FOLDER);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("docs/methods could not be written: {error}");
            ExitCode::from(2)
        }
    }
}

fn spoil_all(root: &Path, word: &str) -> ExitCode {
    let spoils = match spoil::spoils(spoil::LIST) {
        Ok(spoils) => spoils,
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::from(2);
        }
    };
    let chosen = spoils.iter().filter(|one| word.is_empty() || one.rule.to_string() == word || one.what.contains(word));
    let mut unseen = 0;
    for one in chosen {
        match one.apply(root) {
            Ok((Seen::Failing, printed)) => {
                println!("rule {:>2}  seen to fail   {}", one.rule, one.what);
                for line in printed.lines().filter(|line| line.starts_with("test ") && line.ends_with("FAILED")) {
                    println!("                        {line}");
                }
            }
            Ok((seen, printed)) => {
                unseen += 1;
                println!("rule {:>2}  {seen:?} after: {}", one.rule, one.what);
                let lines: Vec<&str> =
                    printed.lines().filter(|line| !line.trim_start().starts_with("Compiling")).collect();
                println!("{}", lines[lines.len().saturating_sub(30)..].join("\n"));
            }
            Err(error) => {
                unseen += 1;
                println!("rule {:>2}  could not be tried: {error}", one.rule);
            }
        }
    }
    println!("spoil: {unseen} not seen to fail");
    if unseen == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
