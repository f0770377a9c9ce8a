//! The response rate, or why there is none; and when it makes the result unreliable.
//!
//! Formula: answered / invited, where "invited" is the invitations that reached someone (sent less returned).
//!
//! Source: AAPOR Standard Definitions, response rate 1, without unknown eligibility (every invited person was eligible).
//! A questionnaire open to all has no rate: nobody knows how many people could have answered (AAPOR, non-probability
//! samples). The warning follows the FORAP survey of 17 sites, whose authors say that an insufficient rate "strongly
//! affects reliability" without giving a threshold: ours is a setting, 30 % by default, to be confirmed.
//!
//! Departures: none. Comparing early and late answers is another measure.

use serde::{Deserialize, Serialize};

use crate::floors::Floors;

/// The share of answers under which a warning is given, until a setting says otherwise. A convention, to be confirmed.
pub const WARN_BELOW: f64 = 0.30;

/// How many of those who could answer did.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Rate {
    /// Open to all: no rate exists.
    OpenToAll {
        /// How many answered.
        answered: u64,
    },
    /// People were invited by name.
    Invited {
        /// Invitations that reached someone; at least 1.
        invited: u64,
        /// How many answered.
        answered: u64,
        /// `answered / invited`, from 0 to 1.
        share: f64,
    },
}

/// Why a result must be read with care.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Warning {
    /// The rate is under the threshold (both from 0 to 1).
    LowRate {
        /// The rate.
        share: f64,
        /// The threshold in force.
        below: f64,
    },
    /// Fewer answers than a score needs.
    FewAnswers {
        /// How many answered.
        answered: u64,
        /// How many a score needs.
        floor: u64,
    },
    /// Whoever wished to answered: the people who did may differ from the others.
    SelfSelected,
}

impl Warning {
    /// The key of the words that say it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::LowRate { .. } => "warning-low-rate",
            Self::FewAnswers { .. } => "warning-few-answers",
            Self::SelfSelected => "warning-self-selected",
        }
    }
}

/// Invitations and answers that cannot go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RateError {
    /// Nobody was invited: say "open to all" or wait for the invitations.
    NobodyInvited,
    /// More answers than invitations: an open link was used beside them, so the rate would mean nothing.
    MoreAnswersThanInvitations {
        /// Invitations that reached someone.
        invited: u64,
        /// Answers.
        answered: u64,
    },
}

impl std::fmt::Display for RateError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NobodyInvited => write!(f, "nobody was invited, so there is no response rate"),
            Self::MoreAnswersThanInvitations { invited, answered } => {
                write!(f, "{answered} answers for {invited} invitations: no response rate can be given")
            }
        }
    }
}

impl std::error::Error for RateError {}

impl Rate {
    /// The rate of a collection that anyone could answer: there is none.
    pub const fn open_to_all(answered: u64) -> Self {
        Self::OpenToAll { answered }
    }

    /// The rate of a collection by invitation.
    pub fn invited(invited: u64, answered: u64) -> Result<Self, RateError> {
        if invited == 0 {
            return Err(RateError::NobodyInvited);
        }
        if answered > invited {
            return Err(RateError::MoreAnswersThanInvitations { invited, answered });
        }
        Ok(Self::Invited { invited, answered, share: answered as f64 / invited as f64 })
    }

    /// The warnings due, the most serious first; `below` is the threshold in force ([`WARN_BELOW`] by default).
    pub fn warnings(&self, floors: &Floors, below: f64) -> Vec<Warning> {
        let mut due = Vec::new();
        let answered = match *self {
            Self::OpenToAll { answered } | Self::Invited { answered, .. } => answered,
        };
        if answered < floors.score() {
            due.push(Warning::FewAnswers { answered, floor: floors.score() });
        }
        match *self {
            Self::OpenToAll { .. } => due.push(Warning::SelfSelected),
            Self::Invited { share, .. } if share < below => due.push(Warning::LowRate { share, below }),
            Self::Invited { .. } => {}
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_low_rate_warns_and_a_good_one_does_not() {
        let floors = Floors::default();
        let low = Rate::invited(1000, 134).unwrap();
        assert_eq!(low.warnings(&floors, WARN_BELOW), [Warning::LowRate { share: 0.134, below: 0.30 }]);
        assert_eq!(Rate::invited(100, 45).unwrap().warnings(&floors, WARN_BELOW), []);
        assert_eq!(Rate::invited(100, 30).unwrap().warnings(&floors, WARN_BELOW), []);
    }

    #[test]
    fn an_open_collection_has_no_rate_and_says_who_may_be_absent() {
        let open = Rate::open_to_all(12);
        let few = Warning::FewAnswers { answered: 12, floor: 30 };
        assert_eq!(open.warnings(&Floors::default(), WARN_BELOW), [few, Warning::SelfSelected]);
    }

    #[test]
    fn numbers_that_cannot_go_together_are_refused() {
        assert_eq!(Rate::invited(0, 0), Err(RateError::NobodyInvited));
        assert!(Rate::invited(10, 11).is_err());
    }
}
