//! Scores, declared by the document and never invented.
//!
//! One method for now: each item's weight is brought to 0-100 between its least and greatest weight
//! (`100 * (w - least) / (greatest - least)`, turned round when reversed), and the score is the plain mean of the items
//! that count. Kinds of missing are honoured: those named in [`ScoreDefinition::leaves`] and answers that exclude an
//! item take it out of the denominator; every other missing answer keeps its place there, unanswered. Below the
//! minimum there is no score, and the result says how many answers were needed.

use std::collections::BTreeSet;

use crate::{Answer, Answers, Instrument, MissingKind, Text};

/// How an instrument may be counted. A type, so that nobody computes a score where none is published.
#[derive(Debug, Clone, PartialEq)]
pub enum Scoring {
    /// No score exists: results are distributions, item by item.
    DistributionsOnly {
        /// Why, in words that may be shown.
        reason: Text,
    },
    /// The scores the document defines.
    Scores(Vec<ScoreDefinition>),
}

/// How many of the items that stay must be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Minimum {
    /// At least half (rounded up).
    Half,
    /// Every one.
    All,
}

impl Minimum {
    /// How many answers are needed among `eligible` items; never none.
    pub const fn of(self, eligible: usize) -> usize {
        let needed = match self {
            Self::Half => eligible.div_ceil(2),
            Self::All => eligible,
        };
        if needed == 0 { 1 } else { needed }
    }
}

/// One item of a score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreItem {
    /// The item.
    pub link_id: String,
    /// Its scale runs from best to worst.
    pub reversed: bool,
    /// Least weight among its values.
    pub least: i64,
    /// Greatest weight among its values.
    pub greatest: i64,
}

impl ScoreItem {
    /// A weight brought to 0-100.
    pub fn points(&self, weight: i64) -> f64 {
        let width = (self.greatest - self.least) as f64;
        let points = 100.0 * (weight - self.least) as f64 / width;
        if self.reversed { 100.0 - points } else { points }
    }
}

/// A score as the document defines it.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreDefinition {
    /// Its name for programs.
    pub id: String,
    /// Its name for people.
    pub title: Text,
    /// What to know before reading it ("defined by us, not validated").
    pub note: Option<Text>,
    /// Where the definition is published; none means it is the document's own.
    pub source: Option<Text>,
    /// The items, all on 0-100, each of equal weight.
    pub items: Vec<ScoreItem>,
    /// How many must be answered.
    pub minimum: Minimum,
    /// Kinds of missing that take an item out of the denominator. [`MissingKind::NotAsked`] always does.
    pub leaves: BTreeSet<MissingKind>,
    /// SHA-256 over the definition and the weights it rests on: what a stored score names.
    pub hash: String,
}

/// Why an item of a score gave nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// Missing, and still in the denominator.
    Missing(MissingKind),
    /// Missing in a way that takes the item out of the denominator.
    Leaves(MissingKind),
    /// Another answer takes it out.
    Excluded,
}

/// An answer that counts in a score.
#[derive(Debug, Clone, PartialEq)]
pub struct Contribution {
    /// The item.
    pub link_id: String,
    /// The code answered.
    pub code: String,
    /// Its weight.
    pub weight: i64,
    /// Its points on 0-100, after reversal.
    pub points: f64,
}

/// What became of a score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Outcome {
    /// The mean, 0 to 100, not rounded.
    Value(f64),
    /// Too few answers.
    TooFew {
        /// How many there are.
        answered: usize,
        /// How many are needed.
        needed: usize,
    },
}

/// A score of one person's answers, with everything it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreResult {
    /// [`ScoreDefinition::id`].
    pub id: String,
    /// [`ScoreDefinition::hash`].
    pub definition_hash: String,
    /// The value, or why there is none.
    pub outcome: Outcome,
    /// The answers that count.
    pub contributions: Vec<Contribution>,
    /// The items that gave nothing, and why.
    pub left_out: Vec<(String, LeftOut)>,
}

/// This instrument has no score.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this instrument has no score: its results are distributions only")]
pub struct NoScore {
    /// Why, in words that may be shown.
    pub reason: Text,
}

impl Instrument {
    /// The scores of one person's answers; [`NoScore`] where the instrument has distributions only.
    pub fn score(&self, answers: &Answers) -> Result<Vec<ScoreResult>, NoScore> {
        match &self.scoring {
            Scoring::DistributionsOnly { reason } => Err(NoScore { reason: reason.clone() }),
            Scoring::Scores(definitions) => Ok(definitions.iter().map(|one| self.score_one(one, answers)).collect()),
        }
    }

    fn score_one(&self, definition: &ScoreDefinition, answers: &Answers) -> ScoreResult {
        let active: BTreeSet<&str> = self.active(answers).into_iter().collect();
        let excluded = self.excluded(answers);
        let mut contributions = Vec::new();
        let mut left_out = Vec::new();
        for item in &definition.items {
            if excluded.contains(item.link_id.as_str()) {
                left_out.push((item.link_id.clone(), LeftOut::Excluded));
                continue;
            }
            match self.contribution(item, answers, active.contains(item.link_id.as_str())) {
                Ok(contribution) => contributions.push(contribution),
                Err(kind) if kind == MissingKind::NotAsked || definition.leaves.contains(&kind) => {
                    left_out.push((item.link_id.clone(), LeftOut::Leaves(kind)));
                }
                Err(kind) => left_out.push((item.link_id.clone(), LeftOut::Missing(kind))),
            }
        }
        let still = left_out.iter().filter(|(_, why)| matches!(why, LeftOut::Missing(_))).count();
        let answered = contributions.len();
        let needed = definition.minimum.of(answered + still);
        let outcome = if answered < needed {
            Outcome::TooFew { answered, needed }
        } else {
            Outcome::Value(contributions.iter().map(|one| one.points).sum::<f64>() / answered as f64)
        };
        let definition_hash = definition.hash.clone();
        ScoreResult { id: definition.id.clone(), definition_hash, outcome, contributions, left_out }
    }

    fn contribution(&self, item: &ScoreItem, answers: &Answers, active: bool) -> Result<Contribution, MissingKind> {
        if !active {
            return Err(MissingKind::NotAsked);
        }
        let Some(Answer::Choice(code)) = answers.get(&item.link_id) else { return Err(MissingKind::Blank) };
        let choice = self.item(&item.link_id).and_then(|found| found.choice(code)).ok_or(MissingKind::Blank)?;
        if let Some(kind) = choice.missing {
            return Err(kind);
        }
        // Compiling refuses a score over a value without a weight, so this is never reached with none.
        let weight = choice.weight.ok_or(MissingKind::Blank)?;
        let (link_id, code) = (item.link_id.clone(), code.clone());
        Ok(Contribution { link_id, code, weight, points: item.points(weight) })
    }

    /// The items that an active answer takes out of their score (link ids).
    pub fn excluded(&self, answers: &Answers) -> BTreeSet<&str> {
        let mut out = BTreeSet::new();
        for link_id in self.active(answers) {
            let Some(Answer::Choice(code)) = answers.get(link_id) else { continue };
            if let Some(choice) = self.item(link_id).and_then(|item| item.choice(code)) {
                out.extend(choice.excludes.iter().map(String::as_str));
            }
        }
        out
    }
}
