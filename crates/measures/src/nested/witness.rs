//! What a witness asks of everything that is shown: which cells, scores and followers have to be hidden for it to be one.

use std::collections::BTreeMap;

use super::{Face, Frame, Line, Protected};

/// Two codes between which people are exchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exchange {
    /// The code that is left.
    pub from: usize,
    /// The code that is taken.
    pub to: usize,
}

/// How many people of a group go from one code to the other, and how many go back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct People {
    /// From one to the other.
    pub there: u64,
    /// Back.
    pub back: u64,
}

/// A question that is asked after certain answers of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follower {
    /// For each code of the line it follows, whether it is asked after it; nothing where that rests on other questions too.
    pub asked: Vec<Option<bool>>,
}

impl Follower {
    /// Whether an exchange may change how many are asked; and if so, whether who is asked rests on nothing else.
    pub(super) fn moves(&self, exchange: Exchange) -> Option<bool> {
        let asked = |code: usize| self.asked.get(code).copied().flatten();
        match (asked(exchange.from), asked(exchange.to)) {
            (Some(before), Some(after)) if before == after => None,
            (Some(_), Some(_)) => Some(true),
            _ => Some(false),
        }
    }
}

/// One person goes from a code to another in some atoms, and one back in others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// The codes.
    pub exchange: Exchange,
    /// The atoms, each with whether its person goes there or back.
    pub atoms: Vec<(usize, bool)>,
}

/// What has to be hidden for a witness to be one, and what that costs.
#[derive(Debug, Default)]
pub(super) struct Bill {
    pub(super) cells: Vec<(usize, usize)>,
    pub(super) scores: Vec<usize>,
    pub(super) withheld: Vec<(usize, usize)>,
    /// In people whose answers are hidden.
    pub(super) cost: u64,
}

/// The bill of a witness for a target; none where it is no witness, whatever is hidden.
pub(super) fn bill(
    (frame, line): (&Frame, &Line<'_>),
    protected: &Protected,
    target: usize,
    witness: &Witness,
) -> Option<Bill> {
    let Exchange { from, to } = witness.exchange;
    let mut touched: BTreeMap<usize, People> = BTreeMap::new();
    for (atom, forward) in &witness.atoms {
        let leaves = if *forward { from } else { to };
        line.atoms.get(*atom).and_then(|codes| codes.get(leaves)).filter(|n| **n > 0)?;
        for group in frame.around(*atom) {
            let people = touched.entry(group).or_default();
            if *forward {
                people.there += 1;
            } else {
                people.back += 1;
            }
        }
    }
    touched.get(&target).filter(|people| people.there != people.back)?;
    let mut bill = Bill::default();
    for (group, people) in touched {
        let face = frame.groups().get(group)?.face;
        if !face.has_page() {
            continue;
        }
        let before = bill.cost;
        let all: u64 = protected.counts.get(group).map_or(0, |codes| codes.iter().sum());
        if people.there != people.back {
            for code in [from, to].into_iter().filter(|code| !protected.is_hidden(group, *code)) {
                bill.cells.push((group, code));
                bill.cost += protected.count(group, code) + 1;
            }
        }
        if !protected.scores.contains(&group) && !(line.keeps)(group, witness.exchange, people) {
            bill.scores.push(group);
            bill.cost += all;
        }
        for (rank, follower) in line.followers.iter().enumerate() {
            let Some(alone) = follower.moves(witness.exchange) else { continue };
            // Who exchanges all answers with one other person leaves what is shown of both together.
            let swapped = alone && witness.atoms.len() == 2 && people.there == people.back;
            if !swapped && !protected.withheld.contains(&(rank, group)) {
                bill.withheld.push((rank, group));
                bill.cost += all;
            }
        }
        if face == Face::Past && bill.cost > before {
            return None;
        }
    }
    Some(bill)
}
