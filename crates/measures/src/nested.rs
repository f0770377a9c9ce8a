//! Which cells must be hidden in counts that are summed in two ways at once: places within places, and months within years.
//!
//! A **line** is the answers to one question; its codes are the columns. **Atoms** are the finest counts there are (one place
//! in one month). **Groups** are what pages show: sets of atoms, of two ways; the groups of one way lie within one another or
//! apart (places of one month; the year of each place). Whoever reads every page knows the cells that are shown, the total of
//! every group, and every sum.
//!
//! The rule:
//! 1. a group that is not shown hides every cell; any other hides what [`crate::suppress`] hides of it by itself;
//! 2. as long as a sum has a single hidden part, or hidden parts that are fewer than `cell` people together while the rest is
//!    known, its smallest shown part is hidden too, with its equals; the whole only when no part is left;
//! 3. then each hidden cell that must not be told has to have a **witness**: another table of the same people, in which this
//!    cell is another number, and everything that is shown is as it is. Where there is none, the cells are hidden that cost
//!    the fewest people and give one.
//!
//! A cell must not be told when it holds 1 to `cell` − 1 people, when those counted in its group are under the floor `inside`, or
//! when everybody in its group gave one answer and they are fewer than a score needs.
//!
//! Why step 3 is exact for the witnesses it looks at: one person more in code *b* and one fewer in code *a*, here, and the
//! contrary elsewhere, leaves every total as it is. A group that shows *a* or *b* needs as many of the one as of the other.
//! The groups of each way are a laminar family, so these are the conservation laws of a network: the tree of the first way,
//! the atoms, the tree of the second way backwards. A whole-numbered circulation through the cell exists if and only if a path
//! leads from one end of its arc to the other without it, and a path is found or not. So a cell with a witness cannot be
//! determined by anybody, with any arithmetic over everything that is shown; somebody who also argues from the rule itself
//! (why was this hidden, and not that?) is answered in [`crate::suppress`] for one list, and not here.
//!
//! What else is shown has to bear the witness too, and is hidden with the cells where it does not (`witness`):
//! - a **score** has to be told as before in every group that somebody of the witness is in, also where as many went the one way
//!   as the other: their other answers, and how many they gave, need not be alike;
//! - a **follower** is a question that is asked after certain answers of this one. Where the witness changes how many are asked,
//!   nothing of it may be shown. Two people who exchange their answers to this question and to all that follows from it leave
//!   every table of a group with both of them as it is; with more people, or with a follower that rests on other questions too,
//!   nothing of it may be shown in any group that one of them is in.
//!
//! What was shown before (months that are final, when the year is added: [`Face::Past`]) is given. Each cell that was protected
//! then has its witness, and that one serves again, with cells hidden in the new groups only: so there always is one.
//!
//! The witnesses exchange two codes only, so a cell may be protected without having one: then more is hidden than the least
//! possible.
//!
//! Sources: L. H. Cox, "Suppression methodology and statistical disclosure control", JASA 75, 1980 (cycles of hidden cells);
//! D. Gusfield, "A graph theoretic approach to statistical data security", SIAM J. Computing 17, 1988; J. Castro, "A
//! shortest-paths heuristic for statistical data protection in positive tables", INFORMS J. Computing 19, 2007 (the cheapest
//! cells to hide are a shortest path); A. Schrijver, "Combinatorial Optimization", 2003, § 48.2 (two laminar families are
//! totally unimodular).
//!
//! Departures: Castro asks that what is hidden could be any number of an interval of a given width (protection levels); here it is
//! enough that it could be another number. Cells to hide are chosen one after the other, and not all at once.

mod frame;
mod network;
mod sums;
mod witness;

use std::collections::{BTreeMap, BTreeSet};

pub use frame::{BadFrame, Face, Frame, Group, Way};
pub use witness::{Exchange, Follower, People, Witness};

use crate::{
    floors::Floors,
    suppress::{Cell, alike, list},
};

/// The counts of a question, and what else is shown that rests on them.
pub struct Line<'l> {
    /// For each atom of the frame, a count for each code.
    pub atoms: &'l [Vec<u64>],
    /// How many codes there are.
    pub width: usize,
    /// Whether what is shown of a group beside its counts (a score, rounded) stays as it is when so many people of it go from a
    /// code to another, and so many back. Where it does not, another witness is looked for, or the score is hidden.
    pub keeps: &'l dyn Fn(usize, Exchange, People) -> bool,
    /// The groups that show nothing of this line, although they have a page.
    pub dark: &'l dyn Fn(usize) -> bool,
    /// The questions that are asked after certain answers of this one.
    pub followers: &'l [Follower],
    /// What was decided before: which cells of the groups that were decided then are hidden ([`Face::Past`], and what could be
    /// computed; no row for the others), and the witnesses, in the ranks of this frame.
    pub past: Option<&'l Protected>,
}

/// A line made safe.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Protected {
    /// For each group of the frame, the count of each code.
    pub counts: Vec<Vec<u64>>,
    /// For each group, whether the cell of each code is hidden.
    pub hidden: Vec<Vec<bool>>,
    /// The groups whose score must be hidden, since it would tell a hidden cell.
    pub scores: BTreeSet<usize>,
    /// The followers (by rank among those of the line) of which nothing may be shown in a group.
    pub withheld: BTreeSet<(usize, usize)>,
    /// What was found for each cell that must not be told: of everything that is shown, this other table would show the same.
    pub witnesses: BTreeMap<(usize, usize), Witness>,
}

impl Protected {
    /// The cells of a group as a page may show them; none where there is no such group.
    pub fn cells(&self, group: usize) -> Vec<Cell> {
        let hidden = self.hidden.get(group).into_iter().flatten();
        let counts = self.counts.get(group).into_iter().flatten();
        counts.zip(hidden).map(|(n, hide)| if *hide { Cell::Hidden } else { Cell::Shown(*n) }).collect()
    }

    pub(crate) fn count(&self, group: usize, code: usize) -> u64 {
        self.counts.get(group).and_then(|codes| codes.get(code)).copied().unwrap_or_default()
    }

    pub(crate) fn is_hidden(&self, group: usize, code: usize) -> bool {
        self.hidden.get(group).and_then(|codes| codes.get(code)).copied().unwrap_or(true)
    }

    pub(crate) fn hide(&mut self, group: usize, code: usize) {
        if let Some(cell) = self.hidden.get_mut(group).and_then(|codes| codes.get_mut(code)) {
            *cell = true;
        }
    }
}

/// Makes a line safe.
pub fn protect(frame: &Frame, line: &Line<'_>, floors: &Floors) -> Protected {
    let mut protected = begin(frame, line, floors);
    let equations = sums::equations(frame, line.width);
    let mut search = network::Search::new(frame, line);
    // A witness stays one when more is hidden: each cell is asked about once.
    let mut seen_to = BTreeSet::new();
    loop {
        sums::protect(frame, &mut protected, &equations, floors.cell());
        let mut grew = false;
        for target in targets(frame, &protected, floors) {
            if seen_to.insert(target) {
                grew |= search.witness(&mut protected, target);
            }
        }
        if !grew {
            return protected;
        }
    }
}

/// What is hidden before sums are looked at: what was hidden in the past, and what each list hides of itself.
fn begin(frame: &Frame, line: &Line<'_>, floors: &Floors) -> Protected {
    let counts = frame.counts(line);
    let by_itself = |(rank, (group, counts)): (usize, (&Group, &Vec<u64>))| -> Vec<bool> {
        let given = line.past.and_then(|past| past.hidden.get(rank)).filter(|given| given.len() == line.width);
        if let Some(given) = given {
            return given.clone();
        }
        let told = match group.face {
            Face::Shown => !(line.dark)(rank),
            Face::Hidden | Face::Past => false,
            Face::Computed => counts.iter().sum::<u64>() >= floors.inside(),
        };
        let cells = list(counts, floors).cells;
        cells.into_iter().map(|cell| !told || cell == Cell::Hidden).collect()
    };
    let hidden = frame.groups().iter().zip(&counts).enumerate().map(by_itself).collect();
    let past = line.past.cloned().unwrap_or_default();
    Protected { counts, hidden, ..past }
}

/// The hidden cells that must not be told, group by group.
pub fn targets(frame: &Frame, protected: &Protected, floors: &Floors) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for (group, counts) in protected.counts.iter().enumerate().take(frame.groups().len()) {
        let every = counts.iter().sum::<u64>() < floors.inside() || alike(counts, floors);
        for (code, n) in counts.iter().enumerate() {
            if *n > 0 && protected.is_hidden(group, code) && (every || floors.hides(*n)) {
                out.push((group, code));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests;
