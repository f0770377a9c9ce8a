//! From how many people on something may be shown (DESIGN, hard rule 5).
//!
//! | floor | default | under it |
//! |---|---|---|
//! | `inside` | 10 people | nothing is shown inside the group, only how many more are needed |
//! | `score` | 30 people | counts are shown, no score |
//! | `cell` | 5 people | the cell is hidden, and others with it ([`crate::suppress`]) |
//!
//! Sources: HAS publishes no e-Satis score under 30; the GP Patient Survey hides results on fewer than 10 people and
//! cells of 1 to 4 with the next lowest when only one is hidden.
//!
//! Departures: zeros of a list that hides something are hidden with it, and equals go together ([`crate::suppress`] says why).
//!
//! The floors are settings that can only be raised: a lower value is refused, also when settings are read from a file.

use serde::{Deserialize, Serialize};

/// The three floors, in people. Made by [`Floors::new`] or [`Floors::default`] only, so never below the defaults.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Asked")]
pub struct Floors {
    inside: u64,
    score: u64,
    cell: u64,
}

/// Floors as written in settings, before they are checked.
#[derive(Deserialize)]
struct Asked {
    inside: u64,
    score: u64,
    cell: u64,
}

/// A floor that was asked to be lower than the rule allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FloorTooLow {
    /// Which floor: `inside`, `score` or `cell`.
    pub floor: &'static str,
    /// What was asked.
    pub asked: u64,
    /// The least allowed.
    pub least: u64,
}

impl std::fmt::Display for FloorTooLow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the floor \"{}\" was asked at {} and can only be raised from {}", self.floor, self.asked, self.least)
    }
}

impl std::error::Error for FloorTooLow {}

/// What may be shown about a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Nothing: `needed` more people are needed.
    Nothing {
        /// How many more people before anything is shown.
        needed: u64,
    },
    /// Counts and distributions (with hidden cells), no score.
    Counts,
    /// Counts and scores.
    Score,
}

/// Why something is not shown: a word key and its numbers, for the page to say in its own language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Fewer people than `floor`; `needed` more are needed.
    TooFew {
        /// The floor in force.
        floor: u64,
        /// How many more are needed.
        needed: u64,
    },
    /// Enough for counts, not for a score.
    TooFewForScore {
        /// The floor in force.
        floor: u64,
        /// How many more are needed.
        needed: u64,
    },
    /// Some cells are hidden: those under `floor`, and others from which they could be computed.
    SmallCells {
        /// The floor in force.
        floor: u64,
    },
    /// How many were asked this question would tell how few gave an answer to the one it follows.
    Follows {
        /// The floor of a cell.
        floor: u64,
    },
    /// The mean of this very question beside its counts would give the hidden counts away.
    MeanTells {
        /// The floor of a cell.
        floor: u64,
    },
}

impl Reason {
    /// The key of the words that say it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::TooFew { .. } => "hidden-too-few",
            Self::TooFewForScore { .. } => "hidden-too-few-for-score",
            Self::SmallCells { .. } => "hidden-small-cells",
            Self::Follows { .. } => "hidden-follows",
            Self::MeanTells { .. } => "hidden-mean-tells",
        }
    }

    /// The numbers that the words take, by name.
    pub fn numbers(self) -> Vec<(&'static str, u64)> {
        match self {
            Self::TooFew { floor, needed } | Self::TooFewForScore { floor, needed } => {
                vec![("floor", floor), ("needed", needed)]
            }
            Self::SmallCells { floor } | Self::Follows { floor } | Self::MeanTells { floor } => vec![("floor", floor)],
        }
    }
}

impl Default for Floors {
    fn default() -> Self {
        Self { inside: 10, score: 30, cell: 5 }
    }
}

impl TryFrom<Asked> for Floors {
    type Error = FloorTooLow;

    fn try_from(asked: Asked) -> Result<Self, FloorTooLow> {
        Self::new(asked.inside, asked.score, asked.cell)
    }
}

impl Floors {
    /// Floors at least as high as the defaults; refused when one is lower.
    pub fn new(inside: u64, score: u64, cell: u64) -> Result<Self, FloorTooLow> {
        let least = Self::default();
        for (floor, asked, least) in
            [("inside", inside, least.inside), ("score", score, least.score), ("cell", cell, least.cell)]
        {
            if asked < least {
                return Err(FloorTooLow { floor, asked, least });
            }
        }
        Ok(Self { inside, score, cell })
    }

    /// The fewest people of whom anything is shown.
    pub const fn inside(&self) -> u64 {
        self.inside
    }

    /// The fewest people of whom a score is shown.
    pub const fn score(&self) -> u64 {
        self.score
    }

    /// The least count that a cell shows.
    pub const fn cell(&self) -> u64 {
        self.cell
    }

    /// What may be shown about `n` people.
    pub const fn shown(&self, n: u64) -> Shown {
        if n < self.inside {
            Shown::Nothing { needed: self.inside - n }
        } else if n < self.score {
            Shown::Counts
        } else {
            Shown::Score
        }
    }

    /// Why less than everything is shown about `n` people; nothing when all is.
    pub const fn reason(&self, n: u64) -> Option<Reason> {
        match self.shown(n) {
            Shown::Nothing { needed } => Some(Reason::TooFew { floor: self.inside, needed }),
            Shown::Counts => Some(Reason::TooFewForScore { floor: self.score, needed: self.score - n }),
            Shown::Score => None,
        }
    }

    /// Whether a count must be hidden by itself: 1 to `cell` − 1. (What becomes of zeros: see [`crate::suppress`].)
    pub const fn hides(&self, count: u64) -> bool {
        count > 0 && count < self.cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floors_can_be_raised_and_never_lowered() {
        assert!(Floors::new(15, 30, 5).is_ok());
        assert_eq!(Floors::new(9, 30, 5), Err(FloorTooLow { floor: "inside", asked: 9, least: 10 }));
        assert_eq!(Floors::new(10, 29, 5), Err(FloorTooLow { floor: "score", asked: 29, least: 30 }));
        assert_eq!(Floors::new(10, 30, 0), Err(FloorTooLow { floor: "cell", asked: 0, least: 5 }));
    }

    #[test]
    fn what_is_shown_changes_exactly_at_ten_and_thirty() {
        let floors = Floors::default();
        assert_eq!(floors.shown(0), Shown::Nothing { needed: 10 });
        assert_eq!(floors.shown(9), Shown::Nothing { needed: 1 });
        assert_eq!(floors.shown(10), Shown::Counts);
        assert_eq!(floors.shown(29), Shown::Counts);
        assert_eq!(floors.shown(30), Shown::Score);
    }

    #[test]
    fn a_reason_is_a_key_and_its_numbers() {
        let reason = Floors::default().reason(7).unwrap();
        assert_eq!(reason.key(), "hidden-too-few");
        assert_eq!(reason.numbers(), [("floor", 10), ("needed", 3)]);
        assert_eq!(Floors::default().reason(30), None);
    }

    #[test]
    fn a_raised_score_floor_below_a_raised_inside_floor_shows_nothing_first() {
        assert_eq!(Floors::new(40, 30, 5).unwrap().shown(35), Shown::Nothing { needed: 5 });
    }

    #[test]
    fn settings_read_from_a_file_cannot_lower_a_floor_either() {
        let wanted = [("inside", 3u64), ("score", 30), ("cell", 5)];
        let read = serde::de::value::MapDeserializer::<_, serde::de::value::Error>::new(wanted.into_iter());
        assert!(Floors::deserialize(read).is_err());
    }
}
