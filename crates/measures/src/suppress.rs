//! Which cells of a list of counts must be hidden, its total being known (DESIGN, hard rule 5).
//!
//! The rule, with `cell` the floor (5) and everything symmetric in the cells:
//! 1. fewer than `inside` people: every cell is hidden;
//! 2. everybody in one cell and fewer people than a score needs: every cell is hidden, since any detail would tell the
//!    answer of each of them (from that floor on, the published score tells it anyway);
//! 3. no cell from 1 to `cell` − 1: everything is shown, zeros included;
//! 4. else every cell under `cell` is hidden, **zeros included**: a zero left in sight beside one hidden cell would give
//!    that cell away, and a hidden cell can then be anything from 0 to `cell` − 1;
//! 5. if that hides one cell only, or only cells of exactly `cell` − 1 (their total would tell it), the lowest remaining
//!    value is hidden too, with all its equals (complementary suppression).
//!
//! Zeros, decided: a zero beside cells that are all large is shown. It says what nobody answered, which leaves each
//! person several answers to have given; rule 2 covers the case where it does not.
//!
//! Why it holds: the hidden cells take at least two different values (or can trade one person between them), and
//! exchanging them leaves what is shown, and the rule's own choices, the same. So even an attacker who knows this rule
//! and the total cannot compute a hidden cell. One exception for an attacker who knows the rule: a list whose cells are
//! all exactly `cell` − 1 with `score` people or more (eight answers of 4 people each) can be recognised.
//!
//! Source: the GP Patient Survey hides 1 to 4 "and the next lowest when only one is hidden". Departures: ties go
//! together and zeros go with the small cells, because which of two equal cells was picked tells which one was small;
//! and the case of step 5 where all hidden cells are at the edge.
//!
//! What else would tell: the mean of the same question ([`List::own_mean`]); two overlapping groups that differ by few
//! people, which filters must refuse.

use serde::{Deserialize, Serialize};

use crate::floors::{Floors, Reason, Shown};

/// A count as a page may show it. Every hidden cell looks the same, whatever made it hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cell {
    /// The count.
    Shown(u64),
    /// Hidden; show a neutral mark, never "fewer than 5" (a hidden cell may be large).
    Hidden,
}

impl Cell {
    /// The count, when it is shown.
    pub const fn count(self) -> Option<u64> {
        match self {
            Self::Shown(count) => Some(count),
            Self::Hidden => None,
        }
    }
}

/// A list of counts made safe, in the order given.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct List {
    /// The people counted. Always shown: it is the n of the result.
    pub total: u64,
    /// The cells.
    pub cells: Vec<Cell>,
    /// Why cells are hidden; nothing when none is.
    pub reason: Option<Reason>,
}

impl List {
    /// Why the mean of this very question must not stand beside the list: with hidden cells, the mean and n are a
    /// second equation, and two hidden cells are computed from two equations. Nothing when it may be shown (a score
    /// made of several questions is another thing: it tells nothing about one of them).
    pub fn own_mean(&self, floors: &Floors) -> Option<Reason> {
        match floors.shown(self.total) {
            Shown::Score if self.cells.contains(&Cell::Hidden) => Some(Reason::MeanTells { floor: floors.cell() }),
            _ => floors.reason(self.total),
        }
    }
}

/// Makes a list of counts safe, its total being known to the reader. Kinds of missing are a list of their own.
pub fn list(counts: &[u64], floors: &Floors) -> List {
    let total = counts.iter().sum();
    let (hidden, reason) = match floors.shown(total) {
        Shown::Nothing { .. } => (vec![true; counts.len()], floors.reason(total)),
        Shown::Counts | Shown::Score => {
            let hidden = hidden(counts, floors);
            let reason = hidden.contains(&true).then(|| Reason::SmallCells { floor: floors.cell() });
            (hidden, reason)
        }
    };
    let cells = counts.iter().zip(hidden).map(|(count, hide)| if hide { Cell::Hidden } else { Cell::Shown(*count) });
    List { total, cells: cells.collect(), reason }
}

/// Rules 2 to 5: which cells of a list of enough people are hidden.
fn hidden(counts: &[u64], floors: &Floors) -> Vec<bool> {
    if counts.len() < 2 {
        // A single cell is the total itself.
        return vec![false; counts.len()];
    }
    if alike(counts, floors) {
        return vec![true; counts.len()];
    }
    if !counts.iter().any(|count| floors.hides(*count)) {
        return vec![false; counts.len()];
    }
    let small = || counts.iter().filter(|count| **count < floors.cell());
    let told = small().count() < 2 || small().all(|count| count + 1 == floors.cell());
    let next = counts.iter().filter(|count| told && **count >= floors.cell()).min();
    counts.iter().map(|count| *count < floors.cell() || Some(count) == next).collect()
}

/// Rule 2: everybody in one cell, and fewer people than a score needs.
pub(crate) fn alike(counts: &[u64], floors: &Floors) -> bool {
    counts.iter().filter(|count| **count > 0).count() == 1 && counts.iter().sum::<u64>() < floors.score()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    fn shown(counts: &[u64]) -> Vec<Option<u64>> {
        list(counts, &Floors::default()).cells.into_iter().map(Cell::count).collect()
    }

    #[test]
    fn examples_of_each_rule() {
        assert_eq!(shown(&[2, 7]), [None, None], "nine people");
        assert_eq!(shown(&[0, 12, 0]), [None, None, None], "all alike");
        assert_eq!(shown(&[0, 40, 0]), [Some(0), Some(40), Some(0)], "all alike, and the score says so");
        assert_eq!(shown(&[0, 5, 8]), [Some(0), Some(5), Some(8)], "no small cell");
        assert_eq!(shown(&[1, 0, 9, 20]), [None, None, Some(9), Some(20)], "zeros go with the small cell");
        assert_eq!(shown(&[3, 7, 20, 7]), [None, None, Some(20), None], "next lowest, with its equal");
        assert_eq!(shown(&[4, 4, 9, 20]), [None, None, None, Some(20)], "their total would tell 4 and 4");
        assert_eq!(shown(&[2, 2, 9, 20]), [None, None, Some(9), Some(20)]);
        assert_eq!(shown(&[31]), [Some(31)]);
        assert_eq!(shown(&[]), []);
    }

    #[test]
    fn the_reason_is_the_same_whatever_the_cause() {
        let reason = |counts: &[u64]| list(counts, &Floors::default()).reason;
        assert_eq!(reason(&[0, 12]), reason(&[1, 11]));
        assert_eq!(reason(&[20, 11]), None);
        assert_eq!(reason(&[4, 4]), Some(Reason::TooFew { floor: 10, needed: 2 }));
    }

    #[test]
    fn the_questions_own_mean_never_stands_beside_hidden_cells() {
        let floors = Floors::default();
        assert_eq!(list(&[1, 2, 40], &floors).own_mean(&floors), Some(Reason::MeanTells { floor: 5 }));
        assert_eq!(list(&[10, 40], &floors).own_mean(&floors), None);
        assert_eq!(list(&[10, 9], &floors).own_mean(&floors).map(Reason::key), Some("hidden-too-few-for-score"));
    }

    /// Every list of `cells` counts that add up to `total`.
    fn every(cells: usize, total: u64) -> Vec<Vec<u64>> {
        if cells == 1 {
            return vec![vec![total]];
        }
        (0..=total)
            .flat_map(|first| {
                every(cells - 1, total - first).into_iter().map(move |mut rest| {
                    rest.insert(0, first);
                    rest
                })
            })
            .collect()
    }

    /// The strongest attacker: knows the total and this very rule, and keeps every list that would show the same.
    #[test]
    fn an_attacker_who_knows_the_rule_can_compute_no_hidden_cell() {
        let raised = Floors::new(12, 30, 7).unwrap();
        for (floors, cells, totals) in [
            (Floors::default(), 2, 10..=45),
            (Floors::default(), 3, 10..=40),
            (Floors::default(), 4, 10..=34),
            (Floors::default(), 5, 10..=20),
            (raised, 3, 12..=40),
        ] {
            for total in totals {
                let mut seen: HashMap<List, (Vec<u64>, Vec<bool>)> = HashMap::new();
                for counts in every(cells, total) {
                    let (first, moved) =
                        seen.entry(list(&counts, &floors)).or_insert_with(|| (counts.clone(), vec![false; cells]));
                    for ((moved, first), count) in moved.iter_mut().zip(first.iter()).zip(&counts) {
                        *moved |= first != count;
                    }
                }
                for (list, (counts, moved)) in seen {
                    for (cell, moved) in list.cells.iter().zip(moved) {
                        assert!(*cell != Cell::Hidden || moved, "{counts:?} of {total} is computed from {list:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn no_cell_from_one_to_four_is_ever_shown() {
        for counts in (10..=20).flat_map(|total| every(4, total)) {
            assert!(shown(&counts).iter().flatten().all(|count| *count == 0 || *count >= 5), "{counts:?}");
        }
    }
}
