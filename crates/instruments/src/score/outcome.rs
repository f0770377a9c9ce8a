//! What comes out of scoring: a value or the reason for having none, and everything it rests on.

use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::{Cell, Exact};
use crate::MissingKind;

/// One score of one person.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Outcome {
    /// [`Definition::id`](super::Definition::id).
    #[serde(serialize_with = "text")]
    pub id: Arc<str>,
    /// [`Scorer::hash`](super::Scorer::hash): which definition, over which weights.
    #[serde(serialize_with = "text")]
    pub definition_hash: Arc<str>,
    /// The value, or why there is none.
    pub result: Result<Scored, NotScored>,
    /// The answers that count, in the order of the definition.
    pub contributing: Vec<Contribution>,
    /// The items that give nothing, and why, in the order of the definition.
    #[serde(serialize_with = "left_out")]
    pub left_out: Vec<(Arc<str>, LeftOut)>,
}

/// A value and its place in the published bands.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Scored {
    /// The value, rounded as the definition says.
    pub value: Value,
    /// Index in [`Definition::bands`](super::Definition::bands).
    pub band: Option<usize>,
}

/// A value.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// Exact.
    Exact(Exact),
    /// Estimated on a latent scale.
    Estimate {
        /// Mean of the posterior, on the scale of the definition.
        mean: f64,
        /// Standard deviation of the posterior, in the same unit.
        deviation: f64,
    },
}

impl Value {
    /// The nearest binary number.
    pub fn number(self) -> f64 {
        match self {
            Self::Exact(exact) => exact.to_f64(),
            Self::Estimate { mean, .. } => mean,
        }
    }
}

/// Why there is no value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct NotScored {
    /// What is in the way.
    pub reason: Reason,
    /// How many items count.
    pub answered: usize,
    /// How many are needed.
    pub needed: usize,
}

/// What is in the way of a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Fewer answers than the definition asks for.
    TooFewAnswers,
    /// The combined points are not in the published table.
    NotInTable,
    /// The row has another number of cells than the form the score was compiled for.
    AnotherForm,
    /// The form has no such answer, or it lies outside the range of the score (an item's key).
    #[serde(serialize_with = "text")]
    UnknownAnswer(Arc<str>),
    /// The answer is in another unit than the form's (an item's key).
    #[serde(serialize_with = "text")]
    OtherUnit(Arc<str>),
    /// The numbers do not fit; the definition's numbers are too long.
    TooLarge,
}

/// An answer that counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Contribution {
    /// The item's key.
    #[serde(serialize_with = "text")]
    pub item: Arc<str>,
    /// The answer; a kind of missing where the definition counts it.
    pub answer: Cell,
    /// Its points, before the item's own weight; the category from 0 under the graded response model.
    pub points: Exact,
}

/// Why an item gives nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeftOut {
    /// Missing, and still in the denominator.
    Missing(MissingKind),
    /// Missing in a way that takes it out of the denominator.
    Leaves(MissingKind),
    /// Another answer takes it out.
    Excluded,
}

fn text<S: Serializer>(text: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text)
}

fn left_out<S: Serializer>(items: &[(Arc<str>, LeftOut)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(items.iter().map(|(item, why)| (item.as_ref(), why)))
}
