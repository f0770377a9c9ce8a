//! Why a text is not an expression.

use super::parser::{DEEPEST, LONGEST};

/// Why a text is not an expression, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("at byte {at}: {reason}")]
pub struct ParseError {
    /// Where, in bytes from the start of the text.
    pub at: usize,
    /// What is wrong there.
    pub reason: Reason,
}

impl ParseError {
    pub(super) const fn new(at: usize, reason: Reason) -> Self {
        Self { at, reason }
    }
}

/// What can be wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// More than [`LONGEST`] bytes.
    #[error("the expression is longer than {LONGEST} bytes")]
    TooLong,
    /// More than [`DEEPEST`] levels.
    #[error("nested more than {DEEPEST} levels deep")]
    TooDeep,
    /// `/*` without `*/`.
    #[error("a comment is opened and never closed")]
    OpenComment,
    /// A quote without its second.
    #[error("a text is opened and never closed")]
    OpenText,
    /// A backslash before something else than the letters that are known.
    #[error("this escape is not known; write \\\\ for a backslash")]
    Escape,
    /// `@` without a date or time that exists.
    #[error("this is no date or time; write @2026-11-22, @2026-11-22T10:30:00Z or @T10:30")]
    Date,
    /// More digits than are kept.
    #[error("this number has too many digits")]
    NumberTooLarge,
    /// A character that means nothing here.
    #[error("{0:?} has no meaning here")]
    Character(char),
    /// Another token than the one needed.
    #[error("{expected} is expected here")]
    Expected {
        /// What should stand there.
        expected: &'static str,
    },
}
