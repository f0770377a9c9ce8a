//! Which cells of a place's distributions may be shown in a period: a list by itself, a table with its siblings, a table of
//! the months of its year, and whatever is hidden above.

use std::collections::HashMap;

use kernel::{Id, Wave, kinds};
use measures::{
    crosstab::crosstab,
    floors::{Floors, Reason},
    suppress::{Cell, list},
};

use super::ledger::{Ledger, Period};

type PlaceId = Id<kinds::Place>;

/// A list of counts that is made safe as one: the answers to a question, or its kinds of missing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Line {
    /// The link id of the question.
    pub item: String,
    /// Its codes, in printed order.
    pub codes: Vec<String>,
}

/// The counts of each line, in the order of the lines and their codes.
pub type Counts = Vec<Vec<u64>>;

/// The counts that a page rests on, as they are in the tables.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    lines: Vec<Line>,
    at: HashMap<(String, String), (usize, usize)>,
    counts: HashMap<(PlaceId, Period), Counts>,
}

impl Sheet {
    /// An empty sheet over some lines.
    pub fn new(lines: Vec<Line>) -> Self {
        let mut at = HashMap::new();
        for (line, one) in lines.iter().enumerate() {
            for (code, name) in one.codes.iter().enumerate() {
                at.insert((one.item.clone(), name.clone()), (line, code));
            }
        }
        Self { lines, at, counts: HashMap::new() }
    }

    /// The lines.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Adds `n` people who gave a code; a code of no line is not counted here.
    pub fn add(&mut self, place: PlaceId, period: Period, item: &str, code: &str, n: u64) {
        let Some((line, code)) = self.at.get(&(item.to_owned(), code.to_owned())).copied() else { return };
        let empty = || self.lines.iter().map(|line| vec![0; line.codes.len()]).collect();
        let counts = self.counts.entry((place, period)).or_insert_with(empty);
        if let Some(cell) = counts.get_mut(line).and_then(|line| line.get_mut(code)) {
            *cell += n;
        }
    }

    /// Takes people away again: those of a wave that is left out of its year.
    pub fn take(&mut self, place: PlaceId, period: Period, item: &str, code: &str, n: u64) {
        let Some((line, code)) = self.at.get(&(item.to_owned(), code.to_owned())).copied() else { return };
        let counts = self.counts.get_mut(&(place, period));
        if let Some(cell) = counts.and_then(|lines| lines.get_mut(line)).and_then(|line| line.get_mut(code)) {
            *cell = cell.saturating_sub(n);
        }
    }

    /// The counts of a group.
    pub fn counts(&self, place: PlaceId, period: Period) -> Counts {
        let empty = || self.lines.iter().map(|line| vec![0; line.codes.len()]).collect();
        self.counts.get(&(place, period)).cloned().unwrap_or_else(empty)
    }
}

/// A line as a page may show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Safe {
    /// The people counted in the line.
    pub total: u64,
    /// The cells, in the order of the codes.
    pub cells: Vec<Cell>,
    /// Why cells are hidden; nothing when none is.
    pub reason: Option<Reason>,
}

type Mask = Vec<Vec<bool>>;

/// The lines of a place in a period, made safe. The place must be shown in it ([`Ledger::verdict`]); else every cell is
/// hidden.
pub fn safe(ledger: &Ledger, sheet: &Sheet, place: PlaceId, period: Period) -> Vec<Safe> {
    let counts = sheet.counts(place, period);
    let hidden = if ledger.verdict(place, period).is_shown() {
        mask(ledger, sheet, place, period)
    } else {
        counts.iter().map(|line| vec![true; line.len()]).collect()
    };
    let floors = ledger.floors();
    counts.iter().zip(hidden).map(|(line, hidden)| line_of(line, &hidden, floors)).collect()
}

fn line_of(line: &[u64], hidden: &[bool], floors: &Floors) -> Safe {
    let by_itself = list(line, floors);
    let cell = |(count, hide): (&u64, &bool)| if *hide { Cell::Hidden } else { Cell::Shown(*count) };
    let cells: Vec<Cell> = line.iter().zip(hidden).map(cell).collect();
    let any = cells.contains(&Cell::Hidden);
    let reason = any.then(|| by_itself.reason.unwrap_or(Reason::SmallCells { floor: floors.cell() }));
    Safe { total: by_itself.total, cells, reason }
}

/// From the top of the tree down: what is hidden at a place is hidden under it, and what is hidden in a year is hidden in
/// its months.
fn mask(ledger: &Ledger, sheet: &Sheet, place: PlaceId, period: Period) -> Mask {
    let mut chain = ledger.chain(place);
    chain.reverse();
    let mut in_year: Option<Mask> = None;
    let mut now: Option<Mask> = None;
    let mut above: Option<PlaceId> = None;
    for at in chain {
        if let Period::Wave(wave) = period {
            let year = Period::Year(wave.year());
            let here =
                together(in_year, [Some(alone(ledger, sheet, at, year)), siblings(ledger, sheet, above, at, year)]);
            now = together(
                now,
                [
                    Some(alone(ledger, sheet, at, period)),
                    siblings(ledger, sheet, above, at, period),
                    months(ledger, sheet, at, wave),
                    here.clone(),
                ],
            );
            in_year = here;
        } else {
            now = together(now, [Some(alone(ledger, sheet, at, period)), siblings(ledger, sheet, above, at, period)]);
        }
        above = Some(at);
    }
    now.unwrap_or_default()
}

fn together<const N: usize>(first: Option<Mask>, others: [Option<Mask>; N]) -> Option<Mask> {
    let mut all = std::iter::once(first).chain(others).flatten();
    let mut union = all.next()?;
    for mask in all {
        for (line, more) in union.iter_mut().zip(mask) {
            for (cell, hide) in line.iter_mut().zip(more) {
                *cell |= hide;
            }
        }
    }
    Some(union)
}

fn hidden(cells: &[Cell]) -> Vec<bool> {
    cells.iter().map(|cell| *cell == Cell::Hidden).collect()
}

/// Each line by itself.
fn alone(ledger: &Ledger, sheet: &Sheet, place: PlaceId, period: Period) -> Mask {
    sheet.counts(place, period).iter().map(|line| hidden(&list(line, ledger.floors()).cells)).collect()
}

/// Its row in the table of its siblings by answers, whose totals are the parent's.
fn siblings(ledger: &Ledger, sheet: &Sheet, parent: Option<PlaceId>, place: PlaceId, period: Period) -> Option<Mask> {
    let children = ledger.children(parent?, period);
    let own = children.iter().position(|child| *child == place)?;
    let mut rows: Vec<Counts> = children.iter().map(|child| sheet.counts(*child, period)).collect();
    rows.push(rest(&sheet.counts(parent?, period), &rows));
    Some(row_of_tables(&rows, own, ledger.floors()))
}

/// Its row in the table of the months of its year by answers, whose totals are the year's.
fn months(ledger: &Ledger, sheet: &Sheet, place: PlaceId, wave: Wave) -> Option<Mask> {
    let left_out = ledger.left_out(place, wave.year());
    let months: Vec<Wave> =
        ledger.waves().iter().copied().filter(|one| one.year() == wave.year() && !left_out.contains(one)).collect();
    let own = months.iter().position(|one| *one == wave)?;
    let rows: Vec<Counts> = months.iter().map(|one| sheet.counts(place, Period::Wave(*one))).collect();
    Some(row_of_tables(&rows, own, ledger.floors()))
}

/// What counts at the parent and at none of its children.
fn rest(parent: &Counts, children: &[Counts]) -> Counts {
    let mut left = parent.clone();
    for child in children {
        for (line, less) in left.iter_mut().zip(child) {
            for (cell, n) in line.iter_mut().zip(less) {
                *cell = cell.saturating_sub(*n);
            }
        }
    }
    left
}

/// For each line a table of its own.
fn row_of_tables(rows: &[Counts], own: usize, floors: &Floors) -> Mask {
    let lines = rows.first().map_or(0, Vec::len);
    let mut mask = Mask::new();
    for line in 0..lines {
        let table: Vec<Vec<u64>> = rows.iter().filter_map(|row| row.get(line).cloned()).collect();
        let width = table.first().map_or(0, Vec::len);
        let row = crosstab(&table, floors).ok().and_then(|safe| safe.cells.into_iter().nth(own));
        // A table that cannot be made is hidden whole: it never happens, and would not show anything if it did.
        mask.push(row.map_or_else(|| vec![true; width], |cells| hidden(&cells)));
    }
    mask
}

#[cfg(test)]
mod tests {
    use measures::mean;

    use super::*;
    use crate::indicators::ledger::{Node, Sums};

    const ROOT: i64 = 1;

    fn id(n: i64) -> PlaceId {
        Id::from_i64(n)
    }

    fn wave(month: u8) -> Wave {
        format!("2026-{month:02}").parse().unwrap()
    }

    /// `counts[child][month]` are the counts of one question with three answers.
    fn family(counts: &[&[[u64; 3]]]) -> (Ledger, Sheet) {
        let line = Line { item: "q".into(), codes: vec!["a".into(), "b".into(), "c".into()] };
        let mut sheet = Sheet::new(vec![line.clone()]);
        let mut nodes = vec![Node { id: id(ROOT), parent: None }];
        let mut sums: HashMap<(PlaceId, Wave), Sums> = HashMap::new();
        for (child, months) in counts.iter().enumerate() {
            let place = id(2 + child as i64);
            nodes.push(Node { id: place, parent: Some(id(ROOT)) });
            for (at, cells) in months.iter().enumerate() {
                let month = wave(at as u8 + 1);
                let n: u64 = cells.iter().sum();
                for one in [place, id(ROOT)] {
                    sums.entry((one, month)).or_default().n += n;
                    for (code, count) in line.codes.iter().zip(cells) {
                        sheet.add(one, Period::Wave(month), "q", code, *count);
                        sheet.add(one, Period::Year(2026), "q", code, *count);
                    }
                }
            }
        }
        for sum in sums.values_mut() {
            sum.scores = mean::Sums { n: sum.n, sum: 0.0, squares: 0.0 };
        }
        (Ledger::new(&nodes, &sums, Floors::default()), sheet)
    }

    fn cells(of: &(Ledger, Sheet), place: i64, period: Period) -> Vec<Option<u64>> {
        let safe = safe(&of.0, &of.1, id(place), period);
        safe.first().map(|line| line.cells.iter().map(|cell| cell.count()).collect()).unwrap_or_default()
    }

    #[test]
    fn a_small_cell_is_not_told_by_the_parent_less_the_siblings() {
        // Child 2 has a cell of 2; everybody else's cells are large.
        let of = family(&[&[[2, 20, 18]], &[[15, 25, 10]]]);
        let month = Period::Wave(wave(1));
        let (root, small, sibling) = (cells(&of, ROOT, month), cells(&of, 2, month), cells(&of, 3, month));
        assert_eq!(small[0], None);
        for code in 0..3 {
            let told = root[code].is_some() && sibling[code].is_some();
            assert!(!told || small[code].is_some(), "{root:?} {small:?} {sibling:?}");
        }
    }

    #[test]
    fn a_small_cell_of_a_month_is_not_told_by_the_year_less_the_other_months() {
        let of = family(&[&[[12, 20, 18], [2, 14, 16], [9, 14, 13]]]);
        let year = cells(&of, 2, Period::Year(2026));
        assert_eq!(year, [Some(23), Some(48), Some(47)]);
        let months: Vec<_> = (1..=3).map(|month| cells(&of, 2, Period::Wave(wave(month)))).collect();
        assert_eq!(months[1][0], None);
        for code in 0..3 {
            let hidden = months.iter().filter(|month| month[code].is_none()).count();
            assert_ne!(hidden, 1, "code {code}: {months:?}");
        }
    }

    #[test]
    fn a_group_that_is_hidden_shows_no_cell() {
        let of = family(&[&[[2, 3, 2]], &[[6, 6, 0]], &[[20, 20, 20]]]);
        let month = Period::Wave(wave(1));
        assert_eq!(cells(&of, 2, month), [None; 3]);
        assert_eq!(cells(&of, 3, month), [None; 3], "the smallest sibling goes along");
    }

    #[test]
    fn a_question_that_few_answered_is_hidden_with_its_reason() {
        let of = family(&[&[[3, 3, 2]]]);
        let (ledger, sheet) = of;
        let line = &safe(&ledger, &sheet, id(2), Period::Wave(wave(1)))[0];
        assert_eq!(line.reason, Some(Reason::TooFew { floor: 10, needed: 2 }));
    }

    #[test]
    fn large_counts_are_shown_as_they_are() {
        let of = family(&[&[[20, 30, 40]], &[[25, 35, 45]]]);
        assert_eq!(cells(&of, 2, Period::Year(2026)), [Some(20), Some(30), Some(40)]);
        assert_eq!(cells(&of, 2, Period::Wave(wave(1))), [Some(20), Some(30), Some(40)]);
    }
}
