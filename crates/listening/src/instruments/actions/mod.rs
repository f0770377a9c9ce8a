//! What can be done with instruments: begin, change and take back, publish, write items for the library, plan the way from
//! one version to the next. Each use case asks whether it may, applies the rule, stores and audits in one transaction.

mod edit;
mod library;
mod passage;
mod publish;
mod remark;
mod start;

pub use edit::{Edit, Touches, change, restore};
pub use library::{NewItem, Shown, library, take_in, write_item};
pub use passage::{propose, review};
pub use publish::publish;
pub use remark::{REMARK, Word, leave, treat};
pub use start::{Start, begin, delete, known};

use organisation::access::{Asker, Failure};
use spine::{
    Platform,
    audit::{self, Act},
    db::{DbError, Tx},
};

use super::{
    checks::Check,
    document::{Doc, MOST_ITEMS, Unknown},
    model::HEAVIEST,
};
use crate::surveys::actions::SurveyProblem;

/// How large a document is: what an editor holds is bounded in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weight {
    /// Groups, texts and questions.
    pub items: usize,
    /// As it is written.
    pub bytes: usize,
}

impl Weight {
    /// That of a document.
    pub fn of(doc: &Doc) -> Self {
        Self { items: doc.entries().len(), bytes: doc.written().len() }
    }

    /// Whether an editor holds it. A walk through the items stops at the most there may be: as many is one too many.
    pub const fn fits(self) -> bool {
        self.bytes <= HEAVIEST && self.items < MOST_ITEMS
    }

    /// Whether so little is left that it is said before it is refused: a tenth of either.
    pub const fn is_nearly_full(self) -> bool {
        self.bytes > HEAVIEST / 10 * 9 || self.items > MOST_ITEMS / 10 * 9
    }
}

/// Why something could not be done with an instrument. Each has a word key (`instruments-problem-…`) for the page.
#[derive(Debug, thiserror::Error)]
pub enum InstrumentProblem {
    /// The asker may not.
    #[error("not allowed under this hat")]
    Forbidden,
    /// Nothing is found.
    #[error("not found")]
    NotFound,
    /// Somebody else changed the same thing meanwhile.
    #[error("changed meanwhile")]
    Conflict,
    /// The item was taken out meanwhile.
    #[error("the item is gone")]
    Gone,
    /// A sentence is missing, or much too long.
    #[error("a sentence is missing or too long")]
    Words,
    /// The questionnaire is heavier than can be kept.
    #[error("too heavy: {} items, {} bytes", .0.items, .0.bytes)]
    TooHeavy(Weight),
    /// The draft has as many remarks as are kept.
    #[error("as many remarks as are kept")]
    ManyRemarks,
    /// What is stored cannot be read any more.
    #[error("the stored document cannot be read")]
    Unreadable,
    /// The comparison makes no sense for that question.
    #[error("no such condition")]
    Condition,
    /// Something is to be put right first.
    #[error("{} things to put right first", .0.len())]
    Blocked(Vec<Check>),
    /// Another version was published since this one was begun.
    #[error("another version was published")]
    Overtaken,
    /// A plan that makes no sense as it is.
    #[error("the plan is not sound")]
    Plan,
    /// Of surveys, where the document is kept.
    #[error(transparent)]
    Survey(#[from] SurveyProblem),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl InstrumentProblem {
    /// The word key that tells it to a person.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Forbidden => "instruments-problem-forbidden",
            Self::NotFound => "instruments-problem-not-found",
            Self::Conflict => "instruments-problem-conflict",
            Self::Gone => "instruments-problem-gone",
            Self::Words => "instruments-problem-words",
            Self::ManyRemarks => "instruments-problem-many-remarks",
            Self::TooHeavy(_) => "instruments-problem-too-heavy",
            Self::Condition => "instruments-problem-condition",
            Self::Blocked(_) => "instruments-problem-blocked",
            Self::Overtaken => "instruments-problem-overtaken",
            Self::Plan => "instruments-problem-plan",
            Self::Survey(_) | Self::Db(_) | Self::Unreadable => "instruments-problem-broken",
        }
    }
}

impl From<Unknown> for InstrumentProblem {
    fn from(_: Unknown) -> Self {
        Self::Gone
    }
}

impl From<InstrumentProblem> for Failure {
    fn from(problem: InstrumentProblem) -> Self {
        match problem {
            InstrumentProblem::Forbidden => Self::Forbidden,
            InstrumentProblem::NotFound => Self::NotFound,
            InstrumentProblem::Db(error) => error.into(),
            InstrumentProblem::Survey(problem) => problem.into(),
            InstrumentProblem::Unreadable => Self::Broken,
            other => Self::Gone(other.key()),
        }
    }
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

/// A sentence of at most so many characters; an empty one is refused.
fn sentence(text: &str, most: usize) -> Result<String, InstrumentProblem> {
    let text = text.trim();
    let fits = !text.is_empty() && text.chars().count() <= most;
    if fits { Ok(text.to_owned()) } else { Err(InstrumentProblem::Words) }
}
