//! What is done in the reading room. Each use case loads, asks whether it may, applies the rule, stores and audits, in
//! one transaction; the `_in` functions do so inside a given transaction and on a given day (the demo tells of days gone
//! by).

mod coding;
mod forgetting;
mod gathering;

pub use coding::{code, code_in, uncode};
pub use forgetting::run_forget;
pub use gathering::{
    acted_in, gather, gather_in, let_go, more_passages, more_passages_in, read, read_in, set_aside, set_aside_in,
};
use organisation::access::{Asker, Failure};
use spine::{
    Platform,
    audit::{self, Act},
    db::{DbError, Tx},
};

use super::cut::words;

/// Why something could not be done. Each has a word key (`themes-problem-…`) for the page.
#[derive(Debug, thiserror::Error)]
pub enum ThemeProblem {
    /// The rows chosen make no passage: none, or not one after the other.
    #[error("the rows do not follow each other")]
    Passage,
    /// Not a theme of the code book.
    #[error("no such theme")]
    Theme,
    /// A sentence is missing, or much too long.
    #[error("a sentence is missing")]
    Words,
    /// A finding that rests on nothing.
    #[error("a finding rests on at least one passage")]
    NoPassage,
    /// It names a person (hard rule 8).
    #[error("a person is named")]
    Names,
    /// The asker may not.
    #[error("not allowed under this hat")]
    Forbidden,
    /// Not in a state where this can be done.
    #[error("not possible in this state")]
    State,
    /// Nothing is found.
    #[error("not found")]
    NotFound,
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl ThemeProblem {
    /// The word key that tells it to a person.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Passage => "themes-problem-passage",
            Self::Theme => "themes-problem-theme",
            Self::Words => "themes-problem-words",
            Self::NoPassage => "themes-problem-no-passage",
            Self::Names => "themes-problem-names",
            Self::Forbidden => "themes-problem-forbidden",
            Self::State => "themes-problem-state",
            Self::NotFound => "themes-problem-not-found",
            Self::Db(_) => "themes-problem-broken",
        }
    }
}

impl From<ThemeProblem> for Failure {
    fn from(problem: ThemeProblem) -> Self {
        match problem {
            ThemeProblem::Db(error) => error.into(),
            ThemeProblem::NotFound => Self::NotFound,
            ThemeProblem::Forbidden => Self::Forbidden,
            _ => Self::Invalid,
        }
    }
}

/// Who a text of ours seems to name: findings, replies and actions speak of roles (hard rule 8). The words are shown to
/// whoever wrote them, because the machine may be wrong and they can then say it otherwise.
pub fn persons_in(text: &str) -> Vec<String> {
    let persons = text::persons_named(text, text::Lists::french());
    persons.iter().map(|masked| words(text, text::Span { start: masked.start, end: masked.end })).collect()
}

/// Whether a text of ours seems to name a person.
pub fn names_somebody(text: &str) -> bool {
    !persons_in(text).is_empty()
}

async fn log(
    tx: &mut Tx,
    p: &Platform,
    asker: &Asker,
    act: &'static str,
    subject: String,
    detail: String,
) -> Result<(), DbError> {
    let act = Act { org: asker.org(), account: Some(asker.account), hat: Some(asker.role()), act, subject, detail };
    audit::write(tx, &*p.clock, act).await
}
