//! Scores, declared by the document and never invented.
//!
//! The usual method: each item's weight is brought to 0-100 between its least and greatest weight
//! (`100 * (w - least) / (greatest - least)`, turned round when reversed), and the score is the plain mean of the items
//! that count. Kinds of missing are honoured: those named in [`ScoreDefinition::leaves`] and answers that exclude an
//! item take it out of the denominator; every other missing answer keeps its place there, unanswered. Below the
//! minimum there is no score, and the result says how many answers were needed.
//!
//! A document may declare another one ([`Declared`]): a sum, a mean of weights, a share of best answers, items that weigh
//! differently, missing answers that count. It is then computed by [`score`](crate::score), with exact fractions.

use std::{collections::BTreeSet, sync::Arc};

use crate::{
    Answer, Answers, Instrument, MissingKind, Text,
    score::{self, Accepts, Cell, Definition, Layout, Scorer},
};

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
    /// More than half.
    MoreThanHalf,
    /// Every one.
    All,
    /// At least this many, whatever stays.
    Count(u16),
}

impl Minimum {
    /// How many answers are needed among `eligible` items; never none.
    pub const fn of(self, eligible: usize) -> usize {
        let needed = match self {
            Self::Half => eligible.div_ceil(2),
            Self::MoreThanHalf => eligible / 2 + 1,
            Self::All => eligible,
            Self::Count(count) => count as usize,
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
    /// The items. Without a declared rule: all on 0-100, each of equal weight.
    pub items: Vec<ScoreItem>,
    /// How many must be answered.
    pub minimum: Minimum,
    /// Kinds of missing that take an item out of the denominator. [`MissingKind::NotAsked`] always does.
    pub leaves: BTreeSet<MissingKind>,
    /// SHA-256 over the definition and the weights it rests on: what a stored score names.
    pub hash: String,
    /// The rule, when it is another than the plain mean on 0-100.
    pub declared: Option<Arc<Declared>>,
}

impl ScoreDefinition {
    /// Whether its values lie on 0-100, so that they can stand beside others on a board.
    pub fn is_on_hundred(&self) -> bool {
        self.declared.as_ref().is_none_or(|declared| declared.on_hundred)
    }
}

/// A rule that a document declares, compiled against its items.
#[derive(Debug, Clone)]
pub struct Declared {
    /// Its values lie on 0-100.
    pub on_hundred: bool,
    /// The rule.
    pub definition: Definition,
    pub(crate) layout: Layout,
    pub(crate) scorer: Scorer,
}

impl PartialEq for Declared {
    fn eq(&self, other: &Self) -> bool {
        self.scorer.hash() == other.scorer.hash()
    }
}

impl Declared {
    fn score(&self, instrument: &Instrument, of: &ScoreDefinition, answers: &Answers) -> ScoreResult {
        let found = self.scorer.score(&self.layout.row(instrument, answers));
        let outcome = match &found.result {
            Ok(scored) => Outcome::Value(scored.value.number()),
            Err(not) => Outcome::TooFew { answered: not.answered, needed: not.needed },
        };
        let contributions = found.contributing.iter().map(|one| self.contribution(one)).collect();
        let left_out = found.left_out.iter().map(|(item, why)| {
            let why = match why {
                score::LeftOut::Missing(kind) => LeftOut::Missing(*kind),
                score::LeftOut::Leaves(kind) => LeftOut::Leaves(*kind),
                score::LeftOut::Excluded => LeftOut::Excluded,
            };
            (item.to_string(), why)
        });
        let left_out = left_out.collect();
        ScoreResult { id: of.id.clone(), definition_hash: of.hash.clone(), outcome, contributions, left_out }
    }

    fn contribution(&self, one: &score::Contribution) -> Contribution {
        let accepts = self.layout.items.iter().find(|item| *item.key == *one.item).map(|item| &item.accepts);
        let (code, weight) = match (one.answer, accepts) {
            (Cell::Choice(at), Some(Accepts::Choices(choices))) => choices
                .get(usize::from(at))
                .map(|choice| (choice.code.clone(), choice.weight.map_or(0, |weight| weight.to_f64() as i64)))
                .unwrap_or_default(),
            (Cell::Whole(number), _) => (number.to_string(), number),
            (Cell::Missing(kind), _) => (kind.code().to_owned(), 0),
            _ => (String::new(), 0),
        };
        Contribution { link_id: one.item.to_string(), code, weight, points: one.points.to_f64() }
    }
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
    /// The value, not rounded; 0 to 100 where [`ScoreDefinition::is_on_hundred`].
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
        if let Some(declared) = &definition.declared {
            return declared.score(self, definition, answers);
        }
        let shown = self.active(answers);
        let excluded = self.excluded_among(&shown, answers);
        let active: BTreeSet<&str> = shown.into_iter().collect();
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
        self.excluded_among(&self.active(answers), answers)
    }

    /// The same, where what is shown is known already: finding that out plays the whole form.
    pub(crate) fn excluded_among(&self, active: &[&str], answers: &Answers) -> BTreeSet<&str> {
        let mut out = BTreeSet::new();
        for link_id in active.iter().copied() {
            let Some(Answer::Choice(code)) = answers.get(link_id) else { continue };
            if let Some(choice) = self.item(link_id).and_then(|item| item.choice(code)) {
                out.extend(choice.excludes.iter().map(String::as_str));
            }
        }
        out
    }
}
