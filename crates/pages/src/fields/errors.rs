//! What was wrong with an answer.

use kernel::Lang;
use maud::{Markup, html};

use crate::words::{Value, say, say_with};

/// The problems of a form: a field, the key of a sentence that says what to do, and its values.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Errors(Vec<Problem>);

#[derive(Debug, Clone, PartialEq)]
struct Problem {
    field: String,
    /// Where to go for what stands on no field of this form.
    address: Option<String>,
    key: String,
    values: Vec<(&'static str, Value)>,
}

impl Errors {
    /// Nothing wrong.
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// Adds a problem; the first one of a field is the one shown.
    pub fn add(&mut self, field: &str, key: &str) {
        self.add_with(field, key, Vec::new());
    }

    /// Adds a problem whose sentence has values.
    pub fn add_with(&mut self, field: &str, key: &str, values: Vec<(&'static str, Value)>) {
        self.0.push(Problem { field: field.to_owned(), address: None, key: key.to_owned(), values });
    }

    /// Adds a problem that stands on no field, with the address of what to look at: it is told in the summary alone.
    pub fn add_elsewhere(&mut self, address: String, key: &str, values: Vec<(&'static str, Value)>) {
        self.0.push(Problem { field: String::new(), address: Some(address), key: key.to_owned(), values });
    }

    /// Whether nothing is wrong.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a field is at fault.
    pub fn has(&self, field: &str) -> bool {
        self.0.iter().any(|problem| problem.is_of(field))
    }

    /// The sentence of a field's first problem.
    pub fn message(&self, lang: Lang, field: &str) -> Option<String> {
        self.0.iter().find(|problem| problem.is_of(field)).map(|problem| problem.sentence(lang))
    }
}

impl Problem {
    fn is_of(&self, field: &str) -> bool {
        self.address.is_none() && self.field == field
    }

    fn sentence(&self, lang: Lang) -> String {
        let values: Vec<(&str, Value)> = self.values.iter().map(|(name, value)| (*name, value.clone())).collect();
        say_with(lang, &self.key, &values)
    }
}

/// The list of what is to be put right, each a link to its field; nothing when all is well. For a form with an id
/// prefix use [`Form::summary`](super::Form::summary).
pub fn error_summary(lang: Lang, errors: &Errors) -> Markup {
    summary(lang, errors, "")
}

pub(super) fn summary(lang: Lang, errors: &Errors, prefix: &str) -> Markup {
    // Only the first problem of a field is shown beside it, so only that one is listed.
    let shown = errors.0.iter().enumerate().filter(|(at, problem)| {
        problem.address.is_some() || errors.0.iter().position(|other| other.is_of(&problem.field)) == Some(*at)
    });
    html! {
        @if !errors.is_empty() {
            // `autofocus` brings keyboard and screen reader to the summary without script.
            div.error-summary role="alert" tabindex="-1" autofocus aria-labelledby=(format!("{prefix}error-summary")) {
                h2 id=(format!("{prefix}error-summary")) { (say(lang, "kit-errors-title")) }
                p { (say(lang, "kit-errors-kept")) }
                ul {
                    @for (_, problem) in shown {
                        @let own = || format!("#{prefix}{}", problem.field);
                        li { a href=(problem.address.clone().unwrap_or_else(own)) { (problem.sentence(lang)) } }
                    }
                }
            }
        }
    }
}
