//! Which cells of a two-way table must be hidden: groups in rows, answers in columns, totals around.
//!
//! The rule:
//! 1. the row totals and the column totals are lists, made safe by [`crate::suppress`]; a line whose total is hidden is
//!    hidden whole. The grand total is always shown;
//! 2. a row of fewer than `inside` people, or of people who all gave the same answer and are fewer than a score needs,
//!    is hidden whole;
//! 3. as soon as one cell is from 1 to `cell` − 1, every cell under `cell` is hidden, zeros included;
//! 4. then cells are hidden with them, the cheapest rectangle first, until no hidden cell can be computed, even by
//!    someone who knows **all the totals**, hidden ones included.
//!
//! Why step 4 is exact: the tables with given totals that agree with what is shown are the whole points of a
//! transportation polytope. From the true table, a hidden cell can take another value if and only if it lies on a cycle
//! of hidden cells along which one person can be moved, more in one cell, fewer in the next (flows on a bipartite graph
//! are totally unimodular, so no finer move exists). The search for that cycle is an exact test, not a heuristic.
//! It is asked twice: first of an attacker who also knows which hidden cells are under the floor, as far as this can be
//! satisfied at all, then of one who does not, always. With two rows and two columns that are not empty, hiding
//! everything always satisfies the second, so the search ends.
//!
//! Source: L. H. Cox, "Suppression methodology and statistical disclosure control", JASA 75, 1980; D. Gusfield, "A graph
//! theoretic approach to statistical data security", SIAM J. Computing 17, 1988 (the cycle test).
//!
//! Departures: the choice of complementary cells is greedy, so a few more may be hidden than the least possible. A line
//! with a shown total of 0 is shown as zeros. When everybody gave one answer and that may be shown, the cells are the
//! row totals and nothing is left to protect. Where one row alone is not empty, its cells are the column totals.

use crate::{
    floors::{Floors, Reason},
    suppress::{Cell, alike, list},
};

/// A two-way table made safe, rows and columns in the order given.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Crosstab {
    /// The people counted.
    pub total: u64,
    /// The total of each row.
    pub row_totals: Vec<Cell>,
    /// The total of each column.
    pub column_totals: Vec<Cell>,
    /// The cells, row by row.
    pub cells: Vec<Vec<Cell>>,
    /// Why cells are hidden; nothing when none is.
    pub reason: Option<Reason>,
}

/// A table whose rows don't all have the same number of columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ragged;

impl std::fmt::Display for Ragged {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the rows of the table don't have the same number of columns")
    }
}

impl std::error::Error for Ragged {}

/// Makes a two-way table safe; `rows` are groups, each with one count for each answer.
pub fn crosstab(rows: &[Vec<u64>], floors: &Floors) -> Result<Crosstab, Ragged> {
    let width = rows.first().map_or(0, Vec::len);
    if rows.iter().any(|row| row.len() != width) {
        return Err(Ragged);
    }
    let row_sums: Vec<u64> = rows.iter().map(|row| row.iter().sum()).collect();
    let column_sums: Vec<u64> = (0..width).map(|j| rows.iter().filter_map(|row| row.get(j)).sum()).collect();
    let row_totals = list(&row_sums, floors).cells;
    let column_totals = list(&column_sums, floors).cells;
    let total = row_sums.iter().sum();

    let mut search = Search::new(rows, floors, &row_sums, &column_sums);
    search.hide_lines(&row_totals, &column_totals);
    if search.has_a_choice() {
        search.hide_small();
        search.complete(true);
        search.complete(false);
    }
    let cells = search.cells();
    let reason = if total < floors.inside() {
        floors.reason(total)
    } else {
        let any = cells.iter().flatten().chain(&row_totals).chain(&column_totals).any(|cell| *cell == Cell::Hidden);
        any.then(|| Reason::SmallCells { floor: floors.cell() })
    };
    Ok(Crosstab { total, row_totals, column_totals, cells, reason })
}

/// One cell while the search goes on.
#[derive(Clone, Copy)]
struct Spot {
    count: u64,
    hidden: bool,
    /// In a line that is not empty: the others are 0 for whoever knows the totals.
    live: bool,
    /// In a line hidden whole: its size says nothing to anyone.
    whole: bool,
}

struct Search {
    spots: Vec<Spot>,
    height: usize,
    width: usize,
    floors: Floors,
}

impl Search {
    fn new(rows: &[Vec<u64>], floors: &Floors, row_sums: &[u64], column_sums: &[u64]) -> Self {
        let spots = rows.iter().zip(row_sums).flat_map(|(row, row_sum)| {
            row.iter().zip(column_sums).map(|(count, column_sum)| Spot {
                count: *count,
                hidden: false,
                live: *row_sum > 0 && *column_sum > 0,
                whole: false,
            })
        });
        Self { spots: spots.collect(), height: row_sums.len(), width: column_sums.len(), floors: *floors }
    }

    fn row(&self, at: usize) -> usize {
        at / self.width
    }

    fn column(&self, at: usize) -> usize {
        at % self.width
    }

    fn row_counts(&self, row: usize) -> Vec<u64> {
        self.spots.iter().skip(row * self.width).take(self.width).map(|spot| spot.count).collect()
    }

    /// Whether at least two rows and two columns are not empty; if not, the cells are totals.
    fn has_a_choice(&self) -> bool {
        let live = || (0..self.spots.len()).filter(|at| self.spots.get(*at).is_some_and(|spot| spot.live));
        let Some(first) = live().next() else { return false };
        live().any(|at| self.row(at) != self.row(first)) && live().any(|at| self.column(at) != self.column(first))
    }

    /// Steps 1 and 2.
    fn hide_lines(&mut self, row_totals: &[Cell], column_totals: &[Cell]) {
        let choice = self.has_a_choice();
        for (row, total) in row_totals.iter().enumerate() {
            let counts = self.row_counts(row);
            let sum: u64 = counts.iter().sum();
            let few = choice && sum > 0 && (sum < self.floors.inside() || alike(&counts, &self.floors));
            if *total == Cell::Hidden || few {
                self.hide_whole(|at, width| at / width == row);
            }
        }
        for (column, total) in column_totals.iter().enumerate() {
            if *total == Cell::Hidden {
                self.hide_whole(|at, width| at % width == column);
            }
        }
        // A line that shows a total of 0 shows its zeros.
        let width = self.width;
        for (at, spot) in self.spots.iter_mut().enumerate() {
            let empty = |totals: &[Cell], line: usize| totals.get(line) == Some(&Cell::Shown(0));
            if empty(row_totals, at / width) || empty(column_totals, at % width) {
                spot.hidden = false;
            }
        }
    }

    fn hide_whole(&mut self, within: impl Fn(usize, usize) -> bool) {
        let width = self.width;
        for (_, spot) in self.spots.iter_mut().enumerate().filter(|(at, _)| within(*at, width)) {
            spot.hidden = true;
            spot.whole = true;
        }
    }

    /// Step 3.
    fn hide_small(&mut self) {
        let floors = self.floors;
        if self.spots.iter().any(|spot| !spot.hidden && floors.hides(spot.count)) {
            for spot in self.spots.iter_mut().filter(|spot| spot.live && spot.count < floors.cell()) {
                spot.hidden = true;
            }
        }
    }

    /// Step 4, for an attacker who knows which hidden cells are small (`knows`) or who does not.
    fn complete(&mut self, knows: bool) {
        let mut given_up = vec![false; self.spots.len()];
        loop {
            let told = (0..self.spots.len())
                .find(|at| given_up.get(*at) == Some(&false) && self.is_live_hidden(*at) && !self.can_move(*at, knows));
            let Some(told) = told else { return };
            if self.hide_rectangle(told, knows) || (!knows && self.hide_more(told)) {
                continue;
            }
            if let Some(mark) = given_up.get_mut(told) {
                *mark = true;
            }
        }
    }

    fn is_live_hidden(&self, at: usize) -> bool {
        self.spots.get(at).is_some_and(|spot| spot.hidden && spot.live)
    }

    /// Whether a cell can hold one person more (`up`) or fewer, in the eyes of the attacker.
    fn room(&self, at: usize, up: bool, knows: bool) -> bool {
        let Some(spot) = self.spots.get(at).filter(|spot| spot.live) else { return false };
        let cell = self.floors.cell();
        match (up, knows && !spot.whole, spot.count < cell) {
            (true, true, true) => spot.count + 1 < cell,
            (false, true, false) => spot.count > cell,
            (true, ..) => true,
            (false, ..) => spot.count > 0,
        }
    }

    /// Whether a hidden cell lies on a cycle of hidden cells along which one person can be moved.
    fn can_move(&self, at: usize, knows: bool) -> bool {
        [true, false].into_iter().any(|up| self.room(at, up, knows) && self.returns(at, up, knows))
    }

    /// With one person more in the cell (`up`), its row has one too many: take one out of another hidden cell of the
    /// row, put one into another hidden cell of that column, and so on, until the cell's own column is balanced.
    fn returns(&self, at: usize, up: bool, knows: bool) -> bool {
        let mut rows = vec![false; self.height];
        let mut columns = vec![false; self.width];
        let mut queue = vec![self.row(at)];
        while let Some(row) = queue.pop() {
            if std::mem::replace(rows.get_mut(row).unwrap_or(&mut true), true) {
                continue;
            }
            for column in 0..self.width {
                let out = row * self.width + column;
                if out == at || !self.is_live_hidden(out) || !self.room(out, !up, knows) {
                    continue;
                }
                if column == self.column(at) {
                    return true;
                }
                if std::mem::replace(columns.get_mut(column).unwrap_or(&mut true), true) {
                    continue;
                }
                for next in 0..self.height {
                    let into = next * self.width + column;
                    if into != out && into != at && self.is_live_hidden(into) && self.room(into, up, knows) {
                        queue.push(next);
                    }
                }
            }
        }
        false
    }

    /// Hides the cheapest three cells that make a movable rectangle with a cell; false when there is none.
    fn hide_rectangle(&mut self, at: usize, knows: bool) -> bool {
        let (row, column) = (self.row(at), self.column(at));
        let mut best: Option<(u64, [usize; 3])> = None;
        for (other, across) in (0..self.height).flat_map(|i| (0..self.width).map(move |j| (i, j))) {
            if other == row || across == column {
                continue;
            }
            let beside = row * self.width + across;
            let below = other * self.width + column;
            let far = other * self.width + across;
            let moves = [true, false].into_iter().any(|up| {
                self.room(at, up, knows)
                    && self.room(beside, !up, knows)
                    && self.room(below, !up, knows)
                    && self.room(far, up, knows)
            });
            if !moves {
                continue;
            }
            let corners = [beside, below, far];
            let cost = corners
                .iter()
                .filter_map(|at| self.spots.get(*at))
                .map(|spot| if spot.hidden { 0 } else { spot.count + 1 });
            let cost = cost.sum();
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, corners));
            }
        }
        best.is_some_and(|(_, corners)| self.hide(&corners))
    }

    /// No rectangle moves: hides the cell's row and column, or else the whole table; false when all was hidden.
    fn hide_more(&mut self, at: usize) -> bool {
        let (row, column) = (self.row(at), self.column(at));
        let all: Vec<usize> = (0..self.spots.len()).collect();
        let lines: Vec<usize> =
            all.iter().copied().filter(|at| self.row(*at) == row || self.column(*at) == column).collect();
        self.hide(&lines) || self.hide(&all)
    }

    fn hide(&mut self, places: &[usize]) -> bool {
        let mut grew = false;
        for at in places {
            if let Some(spot) = self.spots.get_mut(*at).filter(|spot| spot.live && !spot.hidden) {
                spot.hidden = true;
                grew = true;
            }
        }
        grew
    }

    fn cells(&self) -> Vec<Vec<Cell>> {
        let cell = |spot: &Spot| if spot.hidden { Cell::Hidden } else { Cell::Shown(spot.count) };
        (0..self.height)
            .map(|row| self.spots.iter().skip(row * self.width).take(self.width).map(cell).collect())
            .collect()
    }
}

#[cfg(test)]
mod tests;
