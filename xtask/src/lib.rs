//! The rules of the house that a machine can check, each a function from the tree to the problems found in it.
//!
//! A rule whose input does not exist (yet) finds nothing. Each has tests on small made-up trees that show it failing.

pub mod doubt;
pub mod methods;
pub mod rules;
pub mod source;
pub mod spoil;
pub mod themes;
pub mod tree;
pub mod words;

use std::fmt;

use tree::{File, Tree};

/// One thing that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The rule.
    pub rule: &'static str,
    /// The file, from the root.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub todo: String,
}

impl Problem {
    /// A problem at a place of a file's text.
    pub fn at(
        rule: &'static str,
        file: &File,
        offset: usize,
        what: impl Into<String>,
        todo: impl Into<String>,
    ) -> Self {
        Self::line(rule, &file.path, file.line(offset), what, todo)
    }

    /// A problem at a line.
    pub fn line(rule: &'static str, path: &str, line: usize, what: impl Into<String>, todo: impl Into<String>) -> Self {
        Self { rule, path: path.to_owned(), line, what: what.into(), todo: todo.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: [{}] {}\n    {}", self.path, self.line, self.rule, self.what, self.todo)
    }
}

/// Applies every rule.
pub fn tidy(tree: &Tree) -> Vec<Problem> {
    let mut problems: Vec<Problem> = rules::ALL.iter().flat_map(|rule| rule(tree)).collect();
    problems.sort_by(|a, b| (&a.path, a.line, a.rule).cmp(&(&b.path, b.line, b.rule)));
    problems.dedup();
    problems
}
