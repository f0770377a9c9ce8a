//! Scores, adaptive tests and value sets: the arithmetic of published instruments, declared as data and proved.
//!
//! Read in this order:
//! - [`Definition`]: a score as a document states it (sum, mean, prorated, reversed, 0-100, top-box, weighted, looked up,
//!   graded response), read and written as JSON;
//! - [`Layout`] and [`Cell`]: what a score sees of a form and of a person's answers;
//! - [`Definition::compile`]: every rule checked once, giving a [`Scorer`];
//! - [`Scorer::score`]: an [`Outcome`]: the value or the reason for having none, the answers that count, the items left
//!   out and why, and the hash of the definition;
//! - [`Graded`], [`Estimator`]: the graded response model; [`adaptive`]: which question comes next, and why;
//! - [`alert`]: answers that ask for help at once, which are rules and never scores;
//! - [`Rules`]: the scores and alerts of one instrument, in a file;
//! - [`eq5d`]: the French value sets of EQ-5D, behind a [`licence`] gate.
//!
//! Rules kept here: a missing answer is never a nought; points and means are exact fractions, rounded once; an estimate
//! is the same number on every machine; a score that cannot be computed says how many answers it has and needs.

pub mod adaptive;
pub mod alert;
mod answered;
mod compile;
mod covered;
mod definition;
pub mod eq5d;
mod exact;
mod graded;
mod layout;
pub mod licence;
mod measure;
mod outcome;
mod page;
mod quadrature;
mod rules;
mod scorer;
mod table;

pub use answered::AUTHORED;
pub use covered::Uncovered;
pub use definition::{
    Band, BoxRule, Count, Definition, Direction, GradedItem, ItemRule, LatentScale, Least, Lookup, Method, MissingRule,
    Points, Rescale, Rounding, Span, Words,
};
pub use exact::{Decimal, Exact, Half, NotADecimal};
pub use graded::{Ability, BadParameters, Estimator, Graded, test_information};
pub use layout::{Accepts, AnswerShape, Cell, ItemShape, Layout, Measured};
pub use outcome::{Contribution, LeftOut, NotScored, Outcome, Reason, Scored, Value};
pub use quadrature::Quadrature;
pub use rules::Rules;
pub use scorer::Scorer;
