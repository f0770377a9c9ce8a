//! Names that say nothing, and text that must not be in the tree: paths of somebody's machine, addresses in lock files.

use crate::{Problem, tree::Tree};

const RULE: &str = "names";

/// File and folder names that name no thing.
const EMPTY_NAMES: &[&str] = &["utils", "util", "helpers", "helper", "common", "manager", "service", "misc"];

/// Words that betray a machine. Cut in two so that this file does not contain them.
fn forbidden() -> [String; 6] {
    [("/wo", "rk/"), ("/ro", "ot/"), ("/fa", "rm/"), ("/ho", "me/"), ("/Us", "ers/"), ("C:\\Us", "ers")]
        .map(|(a, b)| format!("{a}{b}"))
}

/// Checks names of files and forbidden text.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    let forbidden = forbidden();
    for file in &tree.files {
        let named = file.path.split('/').map(|part| part.split('.').next().unwrap_or(part));
        for name in named.filter(|name| file.is_rust() && EMPTY_NAMES.contains(name)) {
            problems.push(Problem::line(
                RULE,
                &file.path,
                1,
                format!("`{name}` names no thing"),
                "Name the file after the thing it holds, in the field's own words.",
            ));
        }
        for (index, line) in file.text.lines().enumerate() {
            if let Some(word) = forbidden.iter().find(|word| is_path(line, word)) {
                problems.push(Problem::line(
                    RULE,
                    &file.path,
                    index + 1,
                    format!("a path of a machine: `{word}`"),
                    "Use a path from the repository's root, or an option.",
                ));
            }
            if file.path.ends_with("package-lock.json") && line.trim_start().starts_with("\"resolved\"") {
                problems.push(Problem::line(
                    RULE,
                    &file.path,
                    index + 1,
                    "the lock file names a download address",
                    "Keep `omit-lockfile-registry-resolved=true` in .npmrc and write the lock file again.",
                ));
            }
        }
    }
    problems
}

/// Whether the word begins an absolute path: nothing of a longer path or address stands before it.
fn is_path(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        !before.is_some_and(|c| c.is_alphanumeric() || "._-}/~".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&Tree::of(&[(path, text)])).len()
    }

    #[test]
    fn a_name_that_says_nothing_is_refused() {
        assert_eq!(found("crates/x/src/utils.rs", ""), 1);
        assert_eq!(found("crates/x/src/helpers/mod.rs", ""), 1);
        assert_eq!(found("crates/x/src/receipt.rs", ""), 0);
    }

    #[test]
    fn a_path_of_a_machine_is_refused() {
        let path = forbidden().concat();
        assert_eq!(found("docs/a.md", &format!("see {path}x")), 1);
        assert_eq!(found("docs/a.md", &format!("see https://example.org{}x", forbidden()[0])), 0);
    }

    #[test]
    fn a_lock_file_names_no_host() {
        assert_eq!(found("package-lock.json", "  \"resolved\": \"https://example.org/a.tgz\","), 1);
    }
}
