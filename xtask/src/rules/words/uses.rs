//! Where the code names words.

use std::collections::{BTreeMap, BTreeSet};

use crate::tree::{File, Tree};

/// Functions and methods whose literal argument is a key.
const SAYING: &[&str] = &["say", "say_with"];

/// The literals of the code.
#[derive(Debug, Default)]
pub struct Uses<'a> {
    literals: BTreeSet<&'a str>,
    prefixes: BTreeSet<&'a str>,
    said: BTreeMap<(&'a str, usize), (&'a File, &'a str)>,
}

impl<'a> Uses<'a> {
    /// Reads the code, tests aside: words that only a test knows are not used.
    pub fn of(tree: &'a Tree) -> Self {
        let mut uses = Self::default();
        for file in tree.code() {
            let source = file.source();
            for literal in source.literals.iter().filter(|literal| !file.is_test_at(literal.start)) {
                uses.literals.insert(&literal.value);
                // `format!("theme-{code}")` begins a key as `"theme-"` does.
                let fixed = literal.value.split('{').next().unwrap_or_default();
                if fixed.len() > 2 && fixed.ends_with('-') {
                    uses.prefixes.insert(fixed);
                }
            }
            for name in SAYING {
                for at in source.find(name) {
                    uses.call(file, at + name.len());
                }
            }
        }
        uses
    }

    /// The first argument of a call that is a bare literal.
    fn call(&mut self, file: &'a File, open: usize) {
        let source = file.source();
        if source.code.as_bytes().get(open) != Some(&b'(') || file.is_test_at(open) {
            return;
        }
        let Some(end) = source.closing(open) else { return };
        let mut from = open + 1;
        while from < end {
            let stop = source.next_of(from, b",)").unwrap_or(end).min(end);
            let argument = source.code.get(from..stop).unwrap_or_default().trim();
            if argument.starts_with('"') && argument.ends_with('"') && argument.matches('"').count() == 2 {
                if let Some(literal) = source.literal_from(from) {
                    self.said.insert((&file.path, literal.start), (file, &literal.value));
                }
                return;
            }
            from = stop + 1;
        }
    }

    /// Whether a literal is this key.
    pub fn has(&self, key: &str) -> bool {
        self.literals.contains(key)
    }

    /// Whether a literal ending in `-` begins this key, or a whole key of the code does (`…-hint`, `…-error`).
    pub fn has_prefix_of(&self, key: &str) -> bool {
        self.prefixes.iter().any(|prefix| key.starts_with(prefix))
            || key
                .match_indices('-')
                .any(|(at, _)| key.get(..at).is_some_and(|start| start.contains('-') && self.literals.contains(start)))
    }

    /// The keys said: file, place, key.
    pub fn said(&self) -> impl Iterator<Item = (&'a File, usize, &'a str)> {
        self.said.iter().map(|((_, at), (file, key))| (*file, *at, *key))
    }
}
