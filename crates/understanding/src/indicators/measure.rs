//! What an indicator measures.

use serde::{Deserialize, Serialize};

/// What an indicator measures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Measure {
    /// The instrument's own score on 0-100.
    Score,
    /// Of those who answered a question, the share who gave one of these codes.
    Share {
        /// The link id of the question.
        item: String,
        /// The codes.
        codes: Vec<String>,
    },
    /// The mean of the means, in points 0-100, of several questions: a dimension of our own (never an official name).
    Dimension {
        /// The link ids of the questions.
        items: Vec<String>,
    },
    /// Numbers that people type in or bring as a file, by place and month: a numerator and a denominator, or a number with its
    /// unit.
    Typed {
        /// Whether there is a denominator.
        denominator: bool,
        /// The unit, in words.
        unit: String,
    },
    /// Of the voices that came in, the share that got an answer (within so many days where given).
    Answered {
        /// Within how many days.
        within_days: Option<u32>,
    },
    /// Of the voices that told of a concern, the share that led to a change within so many days.
    Changed {
        /// Within how many days.
        within_days: u32,
    },
}

impl Measure {
    /// Whether it comes from the answers of a campaign; others are read elsewhere.
    pub const fn is_of_answers(&self) -> bool {
        matches!(self, Self::Score | Self::Share { .. } | Self::Dimension { .. })
    }
}
