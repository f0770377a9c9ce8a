//! The forms that texts must have: regular expressions of the dialect that other tools accept, matched within bounds.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// The largest regular expression compiled, in bytes of its program: a hostile document cannot eat the memory.
const LARGEST: usize = 1 << 20;

/// The longest expression read, in bytes.
const LONGEST: usize = 10_000;

/// How often one match may turn back, where an expression demands that: it is then given up.
const MOST_TURNS: usize = 100_000;

/// A regular expression. Most are matched in linear time; those that look around or back are not regular, and are tried
/// within a bound.
#[derive(Debug)]
enum Pattern {
    Linear(regex::Regex),
    Turning(Box<fancy_regex::Regex>),
    Unread,
}

/// The expressions of one questionnaire, each compiled once.
#[derive(Debug, Default)]
pub(super) struct Patterns(RefCell<HashMap<String, Rc<Pattern>>>);

impl Patterns {
    /// Whether a whole text matches; none when the expression cannot be read, or takes too long.
    pub fn matches(&self, pattern: &str, text: &str) -> Option<bool> {
        let known = self.0.borrow().get(pattern).cloned();
        let found = known.unwrap_or_else(|| {
            let compiled = Rc::new(compile(pattern));
            self.0.borrow_mut().insert(pattern.to_owned(), compiled.clone());
            compiled
        });
        match &*found {
            Pattern::Linear(found) => Some(found.is_match(text)),
            Pattern::Turning(found) => found.is_match(text).ok(),
            Pattern::Unread => None,
        }
    }
}

fn compile(pattern: &str) -> Pattern {
    if pattern.len() > LONGEST {
        return Pattern::Unread;
    }
    // As in XML Schema, the whole text must match.
    let whole = format!("^(?:{pattern})$");
    if let Ok(found) = regex::RegexBuilder::new(&whole).size_limit(LARGEST).build() {
        return Pattern::Linear(found);
    }
    let mut turning = fancy_regex::RegexBuilder::new(&whole);
    turning.backtrack_limit(MOST_TURNS).delegate_size_limit(LARGEST);
    turning.build().map_or(Pattern::Unread, |found| Pattern::Turning(Box::new(found)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_text_matches_and_looking_around_is_allowed() {
        let patterns = Patterns::default();
        for (pattern, text, expected) in [
            ("[0-9]{5}", "59000", Some(true)),
            ("[0-9]{5}", "x59000", Some(false)),
            ("a|b", "ab", Some(false)),
            (r"(?=.*\d)(?=.*[a-z]).{4,}", "abc1", Some(true)),
            (r"(?=.*\d)(?=.*[a-z]).{4,}", "abcd", Some(false)),
            (r"(\w)\1", "aa", Some(true)),
            (r"(\w)\1", "ab", Some(false)),
            ("(", "a", None),
            ("((a{1000}){1000}){1000}", "a", None),
        ] {
            assert_eq!(patterns.matches(pattern, text), expected, "{pattern} {text}");
        }
        // What would turn back for ever is given up.
        assert_eq!(patterns.matches(r"(?=x?)(a|a|aa)+\b\1c", &"a".repeat(5_000)), None);
    }
}
