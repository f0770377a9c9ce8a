//! What an indicator measures, and its value for a place and a period.
//!
//! **Nothing new is told.** A value is computed from what pages show already and from nothing else: the cells of
//! [`Board::distributions`] with the total of their line, and the score as it is told. A share needs the cells of all its codes,
//! or the cells of all other codes of the question (it is then the total less those); a dimension needs the cells of its
//! questions, but for some that change it little. Where one that counts is hidden there is no value, and the verdict says why. So whatever measures somebody makes up, they learn
//! what they could have added up by hand: the property is tested in `measure_tests`.
//!
//! | measure | value | interval | series judged with |
//! |---|---|---|---|
//! | score | as the page tells it, in whole points | as told | XmR |
//! | share | count / n of those who answered the question | Wilson | P' (Laney) |
//! | dimension | the mean of the questions' means, 0-100 | see below | XmR |
//!
//! The interval of a dimension: how the answers of one person go together is on no page, so the margins of the questions
//! (Student) are averaged, which is exact when answers go together wholly and too wide otherwise, never too narrow.

use std::collections::BTreeSet;

use instruments::{Instrument, Item};
use kernel::{Id, kinds};
use measures::{
    floors::Floors,
    interval::{Interval, Method},
    mean::{self, Sums},
    proportion::proportion,
    score::Score,
};
use serde::{Deserialize, Serialize};

use super::{
    board::{Board, Question},
    cells::Safe,
    ledger::Period,
    lines,
    shown::{Verdict, alone},
};

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

/// What was measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Amount {
    /// So many of `n`.
    Share {
        /// How many.
        count: u64,
        /// `count / n`, from 0 to 1.
        share: f64,
    },
    /// Points, from 0 to 100.
    Points(f64),
}

/// The value of a measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Value {
    /// Of how many people. Of a dimension, the fewest that answered one of its questions.
    pub n: u64,
    /// What was measured.
    pub amount: Amount,
    /// The 95 % interval, from 0 to 1 for a share, from 0 to 100 for points; nothing with a single person.
    pub interval: Option<Interval>,
}

impl Value {
    /// A score as it is told.
    pub const fn of_score(score: Score) -> Self {
        Self { n: score.n, amount: Amount::Points(score.score), interval: score.interval }
    }

    /// The value on 0-100: per cent, or points.
    pub fn on_hundred(&self) -> f64 {
        match self.amount {
            Amount::Share { share, .. } => share * 100.0,
            Amount::Points(points) => points,
        }
    }

    /// The ends of the interval on 0-100.
    pub fn interval_on_hundred(&self) -> Option<(f64, f64)> {
        let scale = if matches!(self.amount, Amount::Share { .. }) { 100.0 } else { 1.0 };
        self.interval.map(|interval| (interval.low * scale, interval.high * scale))
    }
}

/// What pages show of a place in a period: all that a measure may know.
#[derive(Debug, Clone)]
pub struct Group {
    /// What may be told of its counts.
    pub verdict: Verdict,
    /// The score as it is told, or why it is not; nothing where the instrument defines none.
    pub score: Option<Result<Score, Verdict>>,
    /// The distributions, made safe; none where the counts may not be told.
    pub questions: Vec<Question>,
}

impl Group {
    /// What pages show of a place in a period.
    pub fn of(board: &Board, place: Id<kinds::Place>, period: Period) -> Self {
        let verdict = board.ledger().verdict(place, period);
        let questions = if verdict.is_shown() { board.distributions(place, period) } else { Vec::new() };
        Self { verdict, score: board.has_score().then(|| board.score(place, period)), questions }
    }

    /// The answers to a question, when enough people gave one.
    fn line(&self, item: &str, floors: &Floors) -> Result<(&Question, &Safe), Verdict> {
        if !self.verdict.is_shown() {
            return Err(self.verdict);
        }
        let question = self.questions.iter().find(|one| one.item.link_id == item).ok_or(Verdict::Unasked)?;
        let safe = &question.values.0;
        if safe.withheld {
            return Err(Verdict::Masked);
        }
        match alone(safe.total, floors.inside()) {
            Verdict::Shown => Ok((question, safe)),
            hidden => Err(hidden),
        }
    }
}

impl Measure {
    /// Whether it comes from the answers of a campaign; others are read elsewhere.
    pub const fn is_of_answers(&self) -> bool {
        matches!(self, Self::Score | Self::Share { .. } | Self::Dimension { .. })
    }

    /// The value for a place and a period, or why there is none.
    pub fn value(&self, board: &Board, place: Id<kinds::Place>, period: Period) -> Result<Value, Verdict> {
        self.read(&board.instrument, board.ledger().floors(), &Group::of(board, place, period))
    }

    /// The value from what pages show of a group, or why there is none.
    pub fn read(&self, instrument: &Instrument, floors: &Floors, group: &Group) -> Result<Value, Verdict> {
        match self {
            Self::Score => group.score.unwrap_or(Err(Verdict::Unasked)).map(Value::of_score),
            Self::Share { item, codes } => share(group, item, codes, floors),
            Self::Dimension { items } => dimension(instrument, group, items, floors),
            Self::Typed { .. } | Self::Answered { .. } | Self::Changed { .. } => Err(Verdict::Elsewhere),
        }
    }
}

/// The share of those who gave one of some codes: their cells added up, or the total less the cells of all others.
fn share(group: &Group, item: &str, codes: &[String], floors: &Floors) -> Result<Value, Verdict> {
    let (question, safe) = group.line(item, floors)?;
    let line = &question.values.1;
    let asked: BTreeSet<&str> = codes.iter().map(String::as_str).collect();
    if asked.is_empty() || !asked.iter().all(|code| line.codes.iter().any(|one| one == code)) {
        return Err(Verdict::Unasked);
    }
    let sum = |wanted: bool| -> Option<u64> {
        let cells = line.codes.iter().zip(&safe.cells);
        let side = cells.filter(|(code, _)| asked.contains(code.as_str()) == wanted);
        side.map(|(_, cell)| cell.count()).sum()
    };
    let count = sum(true).or_else(|| sum(false).map(|others| safe.total.saturating_sub(others)));
    let found = proportion(count.ok_or(Verdict::Masked)?, safe.total).ok_or(Verdict::Nobody)?;
    let amount = Amount::Share { count: found.count, share: found.share };
    Ok(Value { n: found.n, amount, interval: Some(found.interval) })
}

/// How much of its sampling margin the doubt that hidden answers leave of a dimension may be.
const MOST_DOUBT: f64 = 0.25;

/// The mean of the questions' means, each question weighing the same however many answered it. It is told like a score:
/// from the score's floor on.
///
/// Where answers are hidden, the page says how many people gave one of them, so the mean lies between what it would be had all
/// given the lowest and had all given the highest of those: it is told in the middle, and the interval is as much wider. Where
/// that would be more than a quarter of the margin, nothing is told: few people in low answers change little, a hidden answer
/// that many gave changes all.
fn dimension(instrument: &Instrument, group: &Group, items: &[String], floors: &Floors) -> Result<Value, Verdict> {
    let items: BTreeSet<&str> = items.iter().map(String::as_str).collect();
    if items.is_empty() {
        return Err(Verdict::Unasked);
    }
    let (mut n, mut means, mut margins, mut doubts) = (u64::MAX, Vec::new(), Vec::new(), Vec::new());
    for item in items {
        let (question, safe) = group.line(item, floors)?;
        match alone(safe.total, floors.score()) {
            Verdict::Shown => n = n.min(safe.total),
            hidden => return Err(hidden),
        }
        let (low, high) = ends(instrument, question, safe)?;
        let (low, high) = (mean::mean(&low).ok_or(Verdict::Nobody)?, mean::mean(&high).ok_or(Verdict::Nobody)?);
        let margin = |of: &mean::Mean| of.interval.map_or(0.0, |interval| interval.margin());
        means.push(f64::midpoint(low.mean, high.mean));
        doubts.push((high.mean - low.mean) / 2.0);
        margins.push(margin(&low).max(margin(&high)));
    }
    let average = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (points, margin, doubt) = (average(&means), average(&margins), average(&doubts));
    if doubt > MOST_DOUBT * margin {
        return Err(Verdict::Masked);
    }
    let wide = margin + doubt;
    let interval =
        Interval { low: (points - wide).max(0.0), high: (points + wide).min(100.0), method: Method::Student };
    Ok(Value { n, amount: Amount::Points(points), interval: Some(interval) })
}

/// The sums of a question had all who gave a hidden answer given the lowest of those, and had they given the highest.
fn ends(instrument: &Instrument, question: &Question, safe: &Safe) -> Result<(Sums, Sums), Verdict> {
    let of = |people: u64, points: f64| {
        let n = people as f64;
        Sums { n: people, sum: points * n, squares: points * points * n }
    };
    let (mut sums, mut hidden) = (Sums::default(), Vec::new());
    for (code, cell) in question.values.1.codes.iter().zip(&safe.cells) {
        let points = points(instrument, &question.item, code).ok_or(Verdict::Unasked)?;
        match cell.count() {
            Some(people) => sums = sums.plus(of(people, points)),
            None => hidden.push(points),
        }
    }
    let rest = safe.total.saturating_sub(sums.n);
    let least = hidden.iter().copied().fold(f64::INFINITY, f64::min);
    let greatest = hidden.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if hidden.is_empty() {
        return Ok((sums, sums));
    }
    Ok((sums.plus(of(rest, least)), sums.plus(of(rest, greatest))))
}

/// The points of an answer, from 0 to 100: as the score on the board counts them; for a question outside of it, from its least
/// weight to its greatest. Nothing where the answers have no weights, or all the same.
pub fn points(instrument: &Instrument, item: &Item, code: &str) -> Option<f64> {
    let weight = item.choice(code).filter(|choice| choice.missing.is_none())?.weight?;
    let score = lines::on_board(instrument);
    if let Some(rule) = score.and_then(|score| score.items.iter().find(|rule| rule.link_id == item.link_id)) {
        return Some(rule.points(weight)).filter(|points| points.is_finite());
    }
    let weights = || item.choices.iter().filter(|choice| choice.missing.is_none()).filter_map(|choice| choice.weight);
    let (least, greatest) = (weights().min()?, weights().max()?);
    (greatest > least).then(|| 100.0 * (weight - least) as f64 / (greatest - least) as f64)
}

#[cfg(test)]
#[path = "measure_tests.rs"]
mod tests;
