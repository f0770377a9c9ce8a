//! The values that expressions of a form work on.

use std::sync::Arc;

use super::{decimal::Decimal, partial::Partial};

/// A coded answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coding {
    /// The code system; empty when none is named.
    pub system: String,
    /// The code.
    pub code: String,
    /// Its label, as the respondent saw it.
    pub display: String,
    /// The number it stands for on its item's scale; none for facts without order and for kinds of missing.
    pub weight: Option<Decimal>,
}

/// An amount with its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// How much.
    pub value: Decimal,
    /// Of what: a UCUM code, or a calendar word of FHIRPath (`years`).
    pub unit: String,
}

/// One member of a collection.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// True or false.
    Boolean(bool),
    /// A whole number, below 2^53 in size so that a browser counts it exactly.
    Integer(i64),
    /// A decimal.
    Decimal(Decimal),
    /// A text.
    Text(Arc<str>),
    /// A date, a date with a time, or a time.
    Moment(Partial),
    /// A coded answer.
    Coding(Arc<Coding>),
    /// An amount.
    Quantity(Arc<Quantity>),
    /// An item of the response, by its place in the session.
    Node(u32),
    /// One answer of an item: the item's place, and the answer's rank.
    Answer(u32, u32),
    /// An answer nothing is computed with (an attachment, a reference): its JSON.
    Opaque(Arc<serde_json::Value>),
}

/// The largest whole number a browser counts exactly.
pub const MOST_INTEGER: i64 = 9_007_199_254_740_991;

impl Value {
    /// A text.
    pub fn text(text: &str) -> Self {
        Self::Text(Arc::from(text))
    }

    /// A whole number, when it is not too large.
    pub fn integer(whole: i64) -> Option<Self> {
        (whole.abs() <= MOST_INTEGER).then_some(Self::Integer(whole))
    }

    /// The number behind an integer or a decimal.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Integer(whole) => Some(Decimal::from(*whole)),
            Self::Decimal(decimal) => Some(*decimal),
            _ => None,
        }
    }
}
