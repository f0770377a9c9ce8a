//! One Fluent file: its keys, their placeholders, and which groups are used by prefix.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Resource},
    parser,
};

use super::{RULE, Uses};
use crate::{Problem, tree::File};

/// A message.
#[derive(Debug)]
pub struct Key {
    /// Its line.
    pub line: usize,
    /// The values it takes: `$count`.
    pub placeholders: BTreeSet<String>,
    /// Whether a comment says that its group is used by prefix.
    by_prefix: bool,
}

/// What a Fluent file holds.
#[derive(Debug)]
pub struct Words<'a> {
    /// The file.
    pub file: &'a File,
    /// Its messages.
    pub keys: BTreeMap<String, Key>,
    /// Messages and terms that its messages refer to.
    referred: BTreeSet<String>,
}

impl<'a> Words<'a> {
    /// Reads a file; what cannot be read or stands twice is a problem.
    pub fn read(file: &'a File, problems: &mut Vec<Problem>) -> Self {
        let resource: Resource<&str> = match parser::parse(file.text.as_str()) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                for error in errors {
                    let what = format!("this is not Fluent: {error}");
                    problems.push(Problem::at(RULE, file, error.pos.start, what, "Correct the syntax."));
                }
                resource
            }
        };
        let mut words = Self { file, keys: BTreeMap::new(), referred: BTreeSet::new() };
        let lines = lines(&file.text);
        for entry in &resource.body {
            let (name, pattern, attributes) = match entry {
                Entry::Message(message) => (message.id.name.to_owned(), message.value.as_ref(), &message.attributes),
                Entry::Term(term) => (format!("-{}", term.id.name), Some(&term.value), &term.attributes),
                _ => continue,
            };
            let mut placeholders = BTreeSet::new();
            for pattern in pattern.into_iter().chain(attributes.iter().map(|attribute| &attribute.value)) {
                words.pattern(pattern, &mut placeholders);
            }
            let (line, by_prefix) = lines.get(name.as_str()).copied().unwrap_or((1, false));
            if words.keys.insert(name.clone(), Key { line, placeholders, by_prefix }).is_some() {
                let what = format!("`{name}` stands twice in this file");
                problems.push(Problem::line(RULE, &file.path, line, what, "Keep one."));
            }
        }
        words
    }

    fn pattern(&mut self, pattern: &Pattern<&str>, placeholders: &mut BTreeSet<String>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression, placeholders);
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>, placeholders: &mut BTreeSet<String>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline, placeholders),
            Expression::Select { selector, variants } => {
                self.inline(selector, placeholders);
                for variant in variants {
                    self.pattern(&variant.value, placeholders);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>, placeholders: &mut BTreeSet<String>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                placeholders.insert(format!("${}", id.name));
            }
            InlineExpression::MessageReference { id, .. } => {
                self.referred.insert(id.name.to_owned());
            }
            InlineExpression::TermReference { id, .. } => {
                self.referred.insert(format!("-{}", id.name));
            }
            InlineExpression::FunctionReference { arguments, .. } => {
                for argument in &arguments.positional {
                    self.inline(argument, placeholders);
                }
            }
            InlineExpression::Placeable { expression } => self.expression(expression, placeholders),
            _ => {}
        }
    }

    /// Reports the keys that nothing uses.
    pub fn unused(&self, uses: &Uses<'_>, all: &[&Self], problems: &mut Vec<Problem>) {
        for (name, key) in &self.keys {
            let referred = all.iter().any(|words| words.referred.contains(name));
            let used = referred || uses.has(name) || (key.by_prefix && uses.has_prefix_of(name));
            if !used {
                let todo = if key.by_prefix {
                    "No literal of the code begins it: take it out, or write its prefix as a literal ending in `-`."
                } else if uses.has_prefix_of(name) {
                    "The code seems to put this key together: write `# used by prefix` above its group."
                } else {
                    "Take it out, or use it."
                };
                problems.push(Problem::line(
                    RULE,
                    &self.file.path,
                    key.line,
                    format!("`{name}` is used nowhere"),
                    todo,
                ));
            }
        }
    }
}

/// For each key its line, and whether the last comment above says `used by prefix`.
fn lines(text: &str) -> BTreeMap<&str, (usize, bool)> {
    let mut found = BTreeMap::new();
    let mut by_prefix = false;
    let mut in_comment = false;
    for (index, line) in text.lines().enumerate() {
        if line.starts_with('#') {
            let says = line.to_lowercase().contains("used by prefix");
            by_prefix = says || (in_comment && by_prefix);
            in_comment = true;
            continue;
        }
        in_comment = false;
        if let Some((name, _)) = line.split_once('=')
            && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-')
        {
            found.entry(name.trim_end()).or_insert((index + 1, by_prefix));
        }
    }
    found
}
