//! An attacker who holds everything that was stored and knows who answered, where and exactly when.
//!
//! It is given for free what the design admits can be known (DESIGN 3b): the place at which an answer counts, its wave,
//! and the batch it moved in with, since a back-up made between two batches shows which rows came first. Within such a
//! class it lays the people in the order in which they answered beside the rows in some order it can observe, and pairs
//! them. If the order says nothing, a class of any size gives one right pair on average, with a variance of one (the fixed
//! points of a random permutation).

use std::collections::{BTreeMap, HashMap};

/// A person who answered: the order is the truth the attacker starts from, the row is what it must not find.
#[derive(Debug, Clone)]
pub struct Person {
    /// The rank of the answer among all answers, which is its time.
    pub order: usize,
    /// The answer given, unique in the scenario: this is how the test, not the attacker, knows which row is whose.
    pub given: String,
}

/// A stored answer as the attacker sees it.
#[derive(Debug, Clone)]
pub struct Stored {
    /// What was answered.
    pub given: String,
    /// Place and wave.
    pub group: String,
    /// The first hourly back-up that holds it.
    pub seen: usize,
    /// Its positions by each thing that has an order: table, index, file, log.
    pub positions: BTreeMap<&'static str, u64>,
}

/// What one way of pairing achieved.
#[derive(Debug)]
pub struct Score {
    /// The order that was used.
    pub by: &'static str,
    /// Right pairs.
    pub hits: usize,
    /// Right pairs that chance alone gives: one a class.
    pub classes: usize,
    /// People in classes of two or more.
    pub people: usize,
}

impl Score {
    /// How many standard deviations above chance.
    pub fn z(&self) -> f64 {
        (self.hits as f64 - self.classes as f64) / (self.classes as f64).sqrt().max(1.0)
    }
}

/// Pairs people and rows by every order there is, forwards and backwards.
pub fn attack(people: &[Person], rows: &[Stored]) -> Vec<Score> {
    let order_of: HashMap<&str, usize> = people.iter().map(|p| (p.given.as_str(), p.order)).collect();
    let mut classes: BTreeMap<(&str, usize), Vec<&Stored>> = BTreeMap::new();
    for row in rows {
        classes.entry((&row.group, row.seen)).or_default().push(row);
    }
    let mut names: Vec<&'static str> = rows.iter().flat_map(|r| r.positions.keys().copied()).collect();
    names.sort_unstable();
    names.dedup();
    let mut scores = Vec::new();
    for by in names {
        for backwards in [false, true] {
            scores.push(pair(by, backwards, &classes, &order_of));
        }
    }
    scores
}

fn pair(
    by: &'static str,
    backwards: bool,
    classes: &BTreeMap<(&str, usize), Vec<&Stored>>,
    order_of: &HashMap<&str, usize>,
) -> Score {
    let mut score = Score { by, hits: 0, classes: 0, people: 0 };
    for rows in classes.values().filter(|rows| rows.len() > 1) {
        let mut known: Vec<(usize, &str)> =
            rows.iter().filter_map(|r| Some((*order_of.get(r.given.as_str())?, r.given.as_str()))).collect();
        let mut observed: Vec<(u64, &str)> =
            rows.iter().filter_map(|r| Some((*r.positions.get(by)?, r.given.as_str()))).collect();
        if known.len() != rows.len() || observed.len() != rows.len() {
            continue;
        }
        known.sort_unstable();
        observed.sort_unstable();
        if backwards {
            observed.reverse();
        }
        score.classes += 1;
        score.people += rows.len();
        score.hits += known.iter().zip(&observed).filter(|((_, a), (_, b))| a == b).count();
    }
    score
}
