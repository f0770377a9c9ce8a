//! How many people chose each answer, the kinds of missing apart.
//!
//! Formula: counting. The shares are of the people who answered with a code; "no opinion", "not concerned", "don't
//! know", a refusal and a blank are counted beside, each under its own name, and are never points of the scale
//! (DESIGN, hard rule 6).
//!
//! Source: HAS, e-Satis, "Note méthodologique", which leaves "sans avis" and "non concerné" out of its scores in the same way.
//!
//! Departures: none. Nothing here is safe to show before [`crate::floors`] and [`crate::suppress`] have been asked.

use serde::{Deserialize, Serialize};

/// Why there is no code for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// "Sans avis": the person chose to give no opinion.
    NoOpinion,
    /// "Non concerné": the question was not about this person.
    NotConcerned,
    /// "Je ne sais pas".
    DoesNotKnow,
    /// The person said that they would rather not answer.
    Refused,
    /// Shown and left blank.
    Blank,
}

impl Missing {
    /// Every kind, in the order of pages.
    pub const ALL: [Self; 5] = [Self::NoOpinion, Self::NotConcerned, Self::DoesNotKnow, Self::Refused, Self::Blank];

    /// The key of the words that name the kind.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NoOpinion => "missing-no-opinion",
            Self::NotConcerned => "missing-not-concerned",
            Self::DoesNotKnow => "missing-does-not-know",
            Self::Refused => "missing-refused",
            Self::Blank => "missing-blank",
        }
    }
}

/// A code that the question does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownCode(pub String);

impl std::fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the question has no answer coded {:?}", self.0)
    }
}

impl std::error::Error for UnknownCode {}

/// Counts per code in the order of the question, and per kind of missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Distribution {
    codes: Vec<(String, u64)>,
    missing: [u64; 5],
}

impl Distribution {
    /// An empty distribution over the codes of a question, in its order. A code given twice counts once.
    pub fn new<C: Into<String>>(codes: impl IntoIterator<Item = C>) -> Self {
        let mut kept: Vec<(String, u64)> = Vec::new();
        for code in codes {
            let code = code.into();
            if kept.iter().all(|(known, _)| *known != code) {
                kept.push((code, 0));
            }
        }
        Self { codes: kept, missing: [0; 5] }
    }

    /// Adds `n` people who chose `code`.
    pub fn add(&mut self, code: &str, n: u64) -> Result<(), UnknownCode> {
        match self.codes.iter_mut().find(|(known, _)| known == code) {
            Some((_, count)) => {
                *count += n;
                Ok(())
            }
            None => Err(UnknownCode(code.to_owned())),
        }
    }

    /// Adds `n` people without a code, for one kind of reason.
    pub fn add_missing(&mut self, kind: Missing, n: u64) {
        for (known, count) in Missing::ALL.iter().zip(&mut self.missing) {
            if *known == kind {
                *count += n;
            }
        }
    }

    /// Codes and counts, in the order of the question.
    pub fn codes(&self) -> &[(String, u64)] {
        &self.codes
    }

    /// The counts alone, in the order of the question: what [`crate::suppress::list`] takes.
    pub fn counts(&self) -> Vec<u64> {
        self.codes.iter().map(|(_, count)| *count).collect()
    }

    /// The kinds of missing and their counts, in the order of [`Missing::ALL`].
    pub fn missing(&self) -> impl Iterator<Item = (Missing, u64)> + '_ {
        Missing::ALL.into_iter().zip(self.missing)
    }

    /// The people who answered with a code: the base of the shares, and the n that floors are asked about.
    pub fn answered(&self) -> u64 {
        self.codes.iter().map(|(_, count)| count).sum()
    }

    /// The people who were shown the question: answered or missing.
    pub fn asked(&self) -> u64 {
        self.answered() + self.missing.iter().sum::<u64>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_answers_never_enter_the_base_of_the_shares() {
        let mut found = Distribution::new(["bad", "fair", "good"]);
        found.add("good", 12).unwrap();
        found.add("bad", 6).unwrap();
        found.add_missing(Missing::NotConcerned, 7);
        assert_eq!((found.answered(), found.asked()), (18, 25));
        assert_eq!(found.counts(), [6, 0, 12]);
        assert_eq!(found.missing().find(|(kind, _)| *kind == Missing::NotConcerned), Some((Missing::NotConcerned, 7)));
    }

    #[test]
    fn a_code_from_elsewhere_is_refused_and_counts_nowhere() {
        let mut found = Distribution::new(["yes", "no", "yes"]);
        assert_eq!(found.add("maybe", 3), Err(UnknownCode("maybe".into())));
        assert_eq!((found.codes().len(), found.asked()), (2, 0));
    }
}
