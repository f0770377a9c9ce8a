//! One person's answers.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

/// An answer to one question.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "lowercase")]
pub enum Answer {
    /// The code of a printed answer, a kind of missing included.
    Choice(String),
    /// What the person wrote.
    Text(String),
    /// A whole number.
    Number(i64),
    /// Several answers among printed ones, each by its code in printed order, and what was written beside them.
    Several {
        /// The codes.
        codes: Vec<String>,
        /// Another answer, in the person's words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        other: Option<String>,
    },
    /// None of the printed answers: another, in the person's words.
    Other(String),
    /// A decimal number, as it was written, with a point.
    Decimal(String),
    /// A date as FHIR writes it: `2026`, `2026-11` or `2026-11-22`.
    Date(String),
    /// A time of day, `14:30:00`.
    Time(String),
    /// A date with a time as FHIR writes it, `2026-11-22T14:30:00+01:00`, or a date alone as in [`Answer::Date`].
    DateTime(String),
    /// The address of a page, with its scheme. It may name somebody, so it is treated as the person's own words.
    Url(String),
    /// An amount.
    Quantity {
        /// How much, as a decimal with a point.
        amount: String,
        /// The code of the unit.
        unit: String,
    },
    /// The blocks of a group that repeats, in order, each with its own answers.
    Repeated(Vec<Answers>),
}

impl Answer {
    /// What the person wrote in their own words, if anything.
    pub fn own_words(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Other(text) | Self::Url(text) | Self::Several { other: Some(text), .. } => {
                Some(text)
            }
            _ => None,
        }
    }
}

/// A free text is personal: it never shows when an answer is printed.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Choice(code) => write!(f, "Choice({code:?})"),
            Self::Text(_) => f.write_str("Text([personal])"),
            Self::Number(number) => write!(f, "Number({number})"),
            Self::Several { codes, other: None } => write!(f, "Several({codes:?})"),
            Self::Several { codes, other: Some(_) } => write!(f, "Several({codes:?}, [personal])"),
            Self::Other(_) => f.write_str("Other([personal])"),
            Self::Decimal(_)
            | Self::Date(_)
            | Self::Time(_)
            | Self::DateTime(_)
            | Self::Url(_)
            | Self::Quantity { .. } => f.write_str("[personal]"),
            Self::Repeated(blocks) => f.debug_tuple("Repeated").field(blocks).finish(),
        }
    }
}

/// Answers by link id. What a filter hides stays in here, so that a changed mind loses nothing; whether it counts is
/// asked of the instrument ([`crate::Instrument::counted`]). Serialised as a JSON object, for drafts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers {
    by_link: BTreeMap<String, Answer>,
}

impl Answers {
    /// No answer yet.
    pub const fn new() -> Self {
        Self { by_link: BTreeMap::new() }
    }

    /// The answer to a question.
    pub fn get(&self, link_id: &str) -> Option<&Answer> {
        self.by_link.get(link_id)
    }

    /// The blocks of a group that repeats; none for anything else.
    pub fn within(&self, group: &str) -> &[Self] {
        match self.by_link.get(group) {
            Some(Answer::Repeated(blocks)) => blocks,
            _ => &[],
        }
    }

    /// Every answer by link id, those in blocks in their group's place. Blocks do not stand in blocks.
    pub fn every(&self) -> impl Iterator<Item = (&str, &Answer)> {
        self.iter().flat_map(|(link_id, answer)| {
            let blocks = self.within(link_id).iter().flat_map(Self::iter);
            let own = (!matches!(answer, Answer::Repeated(_))).then_some((link_id, answer));
            own.into_iter().chain(blocks)
        })
    }

    /// Gives or replaces an answer.
    pub fn set(&mut self, link_id: impl Into<String>, answer: Answer) {
        self.by_link.insert(link_id.into(), answer);
    }

    /// Takes an answer back.
    pub fn clear(&mut self, link_id: &str) {
        self.by_link.remove(link_id);
    }

    /// The same answers and one more.
    pub fn with(mut self, link_id: &str, answer: Answer) -> Self {
        self.set(link_id, answer);
        self
    }

    /// Shorthand for a coded answer.
    pub fn choose(self, link_id: &str, code: &str) -> Self {
        self.with(link_id, Answer::Choice(code.to_owned()))
    }

    /// Everything given, hidden answers included, by link id.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Answer)> {
        self.by_link.iter().map(|(link_id, answer)| (link_id.as_str(), answer))
    }

    /// How many answers there are, hidden ones included.
    pub fn len(&self) -> usize {
        self.by_link.len()
    }

    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        self.by_link.is_empty()
    }
}
