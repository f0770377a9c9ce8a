//! An attacker who holds everything that was stored and knows who answered, where and exactly when.
//!
//! It is given for free what the design admits can be known (DESIGN 3b): the place at which an answer counts, its wave,
//! and the batch it moved in with, since a copy made right after each move shows which rows came first; and, for each
//! person, which row of the intake, of the drafts and of the spent list was theirs while it was there. Within such a class
//! it lays the people in some order it knows beside the rows in some order it can observe, and pairs them. If the orders
//! say nothing, a class of any size gives one right pair on average, with a variance of one (the fixed points of a random
//! permutation).
//!
//! Which answers of a pool moved and which stayed is judged apart ([`draws`]): the sum of the ranks of those that moved
//! (Wilcoxon 1945) must be what drawing by chance gives.

use std::collections::{BTreeMap, HashMap};

/// Orders by name: whatever is larger comes later.
pub type Orders = BTreeMap<&'static str, u64>;

/// A person who answered: the orders are what the attacker knows of them, the row is what it must not find.
#[derive(Debug, Clone)]
pub struct Person {
    /// What was given, unique in the scenario: this is how the test, not the attacker, knows which row is whose.
    pub given: String,
    /// Arrival first of all; then whatever was stored of them before their answer moved.
    pub orders: Orders,
}

/// A stored answer or comment as the attacker sees it.
#[derive(Debug, Clone)]
pub struct Stored {
    /// What was given.
    pub given: String,
    /// Campaign, place and wave, and the move it came with.
    pub class: (String, usize),
    /// Its positions by each thing that has an order: table, index, file, log.
    pub orders: Orders,
}

/// What one way of pairing achieved.
#[derive(Debug, Clone)]
pub struct Score {
    /// The order of the people that was used.
    pub people_by: &'static str,
    /// The order of the rows that was used.
    pub rows_by: &'static str,
    /// Right pairs, forwards and backwards.
    pub hits: [usize; 2],
    /// Right pairs that chance alone gives: one a class.
    pub classes: usize,
    /// People in classes of two or more.
    pub people: usize,
}

impl Score {
    /// How many standard deviations above chance, the better of forwards and backwards.
    pub fn z(&self) -> f64 {
        let best = self.hits[0].max(self.hits[1]) as f64;
        (best - self.classes as f64) / (self.classes as f64).sqrt().max(1.0)
    }
}

/// Pairs people and rows by every pair of orders there is.
pub fn attack(people: &[Person], rows: &[Stored]) -> Vec<Score> {
    let known: HashMap<&str, &Orders> = people.iter().map(|p| (p.given.as_str(), &p.orders)).collect();
    let mut classes: BTreeMap<&(String, usize), Vec<&Stored>> = BTreeMap::new();
    for row in rows.iter().filter(|row| known.contains_key(row.given.as_str())) {
        classes.entry(&row.class).or_default().push(row);
    }
    let names = |all: Vec<&Orders>| {
        let mut names: Vec<&'static str> = all.into_iter().flat_map(|orders| orders.keys().copied()).collect();
        names.sort_unstable();
        names.dedup();
        names
    };
    let rows_by = names(rows.iter().map(|row| &row.orders).collect());
    let mut scores = Vec::new();
    for people_by in names(people.iter().map(|person| &person.orders).collect()) {
        for rows_by in &rows_by {
            scores.push(pair(people_by, rows_by, &classes, &known));
        }
    }
    scores
}

/// What is equal in the attacker's order stands in an order that says nothing.
fn tie(given: &str) -> u64 {
    given.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn pair(
    people_by: &'static str,
    rows_by: &'static str,
    classes: &BTreeMap<&(String, usize), Vec<&Stored>>,
    known: &HashMap<&str, &Orders>,
) -> Score {
    let mut score = Score { people_by, rows_by, hits: [0; 2], classes: 0, people: 0 };
    for rows in classes.values() {
        let both = rows.iter().filter_map(|row| {
            let person = *known.get(row.given.as_str())?.get(people_by)?;
            Some((person, *row.orders.get(rows_by)?, row.given.as_str()))
        });
        let both: Vec<(u64, u64, &str)> = both.collect();
        if both.len() < 2 {
            continue;
        }
        let mut people: Vec<(u64, u64, &str)> = both.iter().map(|(p, _, given)| (*p, tie(given), *given)).collect();
        let mut observed: Vec<(u64, u64, &str)> =
            both.iter().map(|(_, r, given)| (*r, tie(given).rotate_left(32), *given)).collect();
        people.sort_unstable();
        observed.sort_unstable();
        let right = |a: &[(u64, u64, &str)]| a.iter().zip(&people).filter(|((.., a), (.., b))| a == b).count();
        score.hits[0] += right(&observed);
        observed.reverse();
        score.hits[1] += right(&observed);
        score.classes += 1;
        score.people += both.len();
    }
    score
}

/// One draw from a pool: everybody whose answer waited, by their place in an order, and whether it moved.
#[derive(Debug, Clone)]
pub struct Pool {
    /// The order is that of the first; true for those that moved.
    pub members: Vec<(Orders, bool)>,
}

/// How far, in standard deviations, the draws lie from what chance gives; by each order of the people.
pub fn draws(pools: &[Pool]) -> Vec<(&'static str, f64)> {
    let mut names: Vec<&'static str> =
        pools.iter().flat_map(|pool| pool.members.iter().flat_map(|(orders, _)| orders.keys().copied())).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(|by| (by, drawn_by(pools, by))).collect()
}

fn drawn_by(pools: &[Pool], by: &str) -> f64 {
    let (mut off, mut variance) = (0.0, 0.0);
    for pool in pools {
        let mut known: Vec<(u64, bool)> =
            pool.members.iter().filter_map(|(orders, moved)| Some((*orders.get(by)?, *moved))).collect();
        known.sort_by_key(|(order, _)| *order);
        let (all, moved) = (known.len() as f64, known.iter().filter(|(_, moved)| *moved).count() as f64);
        let ranks: f64 = known.iter().zip(1..).filter(|((_, moved), _)| *moved).map(|(_, rank)| f64::from(rank)).sum();
        off += ranks - moved * (all + 1.0) / 2.0;
        variance += moved * (all - moved) * (all + 1.0) / 12.0;
    }
    if variance > 0.0 { off / variance.sqrt() } else { 0.0 }
}
