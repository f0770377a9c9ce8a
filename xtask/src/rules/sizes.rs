//! Files and functions that can be read in one go.

use crate::{Problem, tree::Tree};

const RULE: &str = "sizes";
const FILE_LINES: usize = 400;
const FUNCTION_LINES: usize = 80;

/// Checks every Rust file, tests and development tasks included.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in tree.files.iter().filter(|file| file.is_rust()) {
        let lines = file.text.lines().count();
        if lines > FILE_LINES {
            problems.push(Problem::line(
                RULE,
                &file.path,
                FILE_LINES,
                format!("{lines} lines, {FILE_LINES} are allowed"),
                "Make it a folder of that name, with a file for each thing.",
            ));
        }
        for function in file.source().functions() {
            let first = file.line(function.at);
            let count = file.line(function.body.end) - first + 1;
            if count > FUNCTION_LINES {
                problems.push(Problem::line(
                    RULE,
                    &file.path,
                    first,
                    format!("`{}` has {count} lines, {FUNCTION_LINES} are allowed", function.name),
                    "Give its steps names.",
                ));
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<usize> {
        check(&Tree::of(&[("crates/x/src/a.rs", text)])).into_iter().map(|problem| problem.line).collect()
    }

    #[test]
    fn a_long_file_is_refused() {
        assert_eq!(found(&"// line\n".repeat(400)), Vec::<usize>::new());
        assert_eq!(found(&"// line\n".repeat(401)), [400]);
    }

    #[test]
    fn a_long_function_is_refused() {
        let function = |lines: usize| format!("\nfn a() {{\n{}}}\n", "    b();\n".repeat(lines - 2));
        assert_eq!(found(&function(80)), Vec::<usize>::new());
        assert_eq!(found(&function(81)), [2]);
    }
}
