//! The words of the pages: the same in French and English, each used, none missing.

mod file;
mod uses;

use std::collections::BTreeMap;

use file::Words;
use uses::Uses;

use crate::{Problem, tree::Tree};

const RULE: &str = "words";

/// Compares the Fluent files with each other and with the code.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut read: BTreeMap<&str, Words<'_>> = BTreeMap::new();
    for file in tree.files.iter().filter(|file| file.path.ends_with(".ftl")) {
        read.insert(&file.path, Words::read(file, &mut problems));
    }
    if read.is_empty() {
        return problems;
    }
    pairs(&read, &mut problems);
    once(&read, &mut problems);
    let uses = Uses::of(tree);
    let french: Vec<&Words<'_>> = read.values().filter(|words| words.file.stem() == "fr").collect();
    for words in &french {
        words.unused(&uses, &french, &mut problems);
    }
    for (file, at, key) in uses.said() {
        if !french.iter().any(|words| words.keys.contains_key(key)) {
            problems.push(Problem::at(
                RULE,
                file,
                at,
                format!("the key `{key}` has no words"),
                "Add it to fr.ftl and en.ftl of the slice.",
            ));
        }
    }
    problems
}

/// Every `fr.ftl` has its `en.ftl`, with the same keys and placeholders.
fn pairs(read: &BTreeMap<&str, Words<'_>>, problems: &mut Vec<Problem>) {
    for (path, words) in read {
        let (own, other) = match words.file.stem() {
            "fr" => ("fr.ftl", "en.ftl"),
            "en" => ("en.ftl", "fr.ftl"),
            _ => continue,
        };
        let twin = format!("{}{other}", path.strip_suffix(own).unwrap_or_default());
        let Some(there) = read.get(twin.as_str()) else {
            problems.push(Problem::line(RULE, path, 1, format!("{twin} is missing"), "Write both languages."));
            continue;
        };
        for (key, entry) in &words.keys {
            match there.keys.get(key) {
                None => problems.push(Problem::line(
                    RULE,
                    path,
                    entry.line,
                    format!("`{key}` is not in {twin}"),
                    "Write it there too.",
                )),
                Some(twin_entry) if own == "fr.ftl" && twin_entry.placeholders != entry.placeholders => {
                    problems.push(Problem::line(
                        RULE,
                        path,
                        entry.line,
                        format!(
                            "`{key}` has the placeholders {:?} here and {:?} in {twin}",
                            entry.placeholders, twin_entry.placeholders
                        ),
                        "Use the same values in both languages.",
                    ));
                }
                Some(_) => {}
            }
        }
    }
}

/// A key stands in one folder only: all files are read into one set of words.
fn once(read: &BTreeMap<&str, Words<'_>>, problems: &mut Vec<Problem>) {
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    for (path, words) in read.iter().filter(|(_, words)| words.file.stem() == "fr") {
        for (key, entry) in &words.keys {
            if let Some(before) = first.insert(key, path) {
                problems.push(Problem::line(
                    RULE,
                    path,
                    entry.line,
                    format!("`{key}` stands in {before} too"),
                    "Give it the name of its slice as a prefix.",
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests;
