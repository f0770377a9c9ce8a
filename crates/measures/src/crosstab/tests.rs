use kernel::{Chance, SeededChance};

use super::*;

fn safe(rows: &[Vec<u64>]) -> Crosstab {
    crosstab(rows, &Floors::default()).unwrap()
}

fn plain(rows: &[Vec<u64>]) -> Vec<Vec<Option<u64>>> {
    safe(rows).cells.iter().map(|row| row.iter().map(|cell| cell.count()).collect()).collect()
}

/// A brute-force attacker: is there a table of whole numbers, agreeing with everything known, where the cell at `at`
/// (or a total) is not what it is? Values near the truth are tried first, so that "yes" is found quickly; "no" is only
/// said when every table has been tried.
struct Attacker<'a> {
    truth: &'a [Vec<u64>],
    /// What is known: cells, row totals, column totals, and always the grand total.
    cells: Vec<Vec<bool>>,
    rows: Vec<bool>,
    columns: Vec<bool>,
}

#[derive(Clone, Copy, PartialEq)]
enum Aim {
    Cell(usize, usize),
    Row(usize),
    Column(usize),
}

impl<'a> Attacker<'a> {
    /// Knows what is shown, and with `totals` every total too.
    fn new(truth: &'a [Vec<u64>], shown: &Crosstab, totals: bool) -> Self {
        let known = |cell: &Cell| *cell != Cell::Hidden;
        Self {
            truth,
            cells: shown.cells.iter().map(|row| row.iter().map(known).collect()).collect(),
            rows: shown.row_totals.iter().map(|cell| totals || known(cell)).collect(),
            columns: shown.column_totals.iter().map(|cell| totals || known(cell)).collect(),
        }
    }

    fn row_sum(&self, row: usize) -> u64 {
        self.truth[row].iter().sum()
    }

    fn column_sum(&self, column: usize) -> u64 {
        self.truth.iter().map(|row| row[column]).sum()
    }

    fn total(&self) -> u64 {
        self.truth.iter().flatten().sum()
    }

    fn doubts(&self, aim: Aim) -> bool {
        let width = self.truth[0].len();
        self.try_from(0, &mut vec![0; self.truth.len() * width], aim)
    }

    fn try_from(&self, at: usize, table: &mut Vec<u64>, aim: Aim) -> bool {
        let (height, width) = (self.truth.len(), self.truth[0].len());
        if at == table.len() {
            return self.total() == table.iter().sum() && self.differs(table, aim);
        }
        let (row, column) = (at / width, at % width);
        let in_row: u64 = table[row * width..at].iter().sum();
        let in_column: u64 = (0..row).map(|i| table[i * width + column]).sum();
        let left = self.total() - table[..at].iter().sum::<u64>();
        let row_left = if self.rows[row] { self.row_sum(row) - in_row } else { left };
        let column_left = if self.columns[column] { self.column_sum(column) - in_column } else { left };
        let most = left.min(row_left).min(column_left);
        let truth = self.truth[row][column];
        let mut choices: Vec<u64> = if self.cells[row][column] { vec![truth] } else { (0..=most).collect() };
        choices.sort_by_key(|value| value.abs_diff(truth));
        for value in choices.into_iter().filter(|value| *value <= most) {
            let ends_row = column + 1 == width && self.rows[row] && value != row_left;
            let ends_column = row + 1 == height && self.columns[column] && value != column_left;
            if ends_row || ends_column || (aim == Aim::Cell(row, column) && value == truth) {
                continue;
            }
            table[at] = value;
            if self.try_from(at + 1, table, aim) {
                return true;
            }
            table[at] = 0;
        }
        false
    }

    fn differs(&self, table: &[u64], aim: Aim) -> bool {
        let width = self.truth[0].len();
        match aim {
            Aim::Cell(row, column) => table[row * width + column] != self.truth[row][column],
            Aim::Row(row) => table[row * width..(row + 1) * width].iter().sum::<u64>() != self.row_sum(row),
            Aim::Column(column) => table.iter().skip(column).step_by(width).sum::<u64>() != self.column_sum(column),
        }
    }
}

fn random_table(chance: &mut dyn Chance, most_rows: u64, most_columns: u64, large: u64) -> Vec<Vec<u64>> {
    let (height, width) = (2 + chance.below(most_rows - 1), 2 + chance.below(most_columns - 1));
    let (zeros, smalls) = (chance.below(5), chance.below(5));
    let mut count = || match chance.below(10) {
        roll if roll < zeros => 0,
        roll if roll < zeros + smalls => 1 + chance.below(4),
        _ => 5 + chance.below(large),
    };
    (0..height).map(|_| (0..width).map(|_| count()).collect()).collect()
}

fn lines(rows: &[Vec<u64>]) -> (Vec<u64>, Vec<u64>) {
    let columns = (0..rows[0].len()).map(|j| rows.iter().map(|row| row[j]).sum()).collect();
    (rows.iter().map(|row| row.iter().sum()).collect(), columns)
}

#[test]
fn whoever_knows_every_total_can_compute_no_hidden_cell() {
    let mut chance = SeededChance::new(5);
    let (mut attacked, mut tables) = (0, 0);
    while tables < 4000 {
        // Mostly small tables, where the attacker tries everything in no time, and some of four by four.
        let rows = random_table(&mut chance, if tables % 20 == 0 { 4 } else { 3 }, 4, 9);
        let (row_sums, column_sums) = lines(&rows);
        let empty = |sums: &[u64]| sums.iter().filter(|sum| **sum > 0).count() < 2;
        if empty(&row_sums) || empty(&column_sums) {
            continue;
        }
        tables += 1;
        let shown = safe(&rows);
        let attacker = Attacker::new(&rows, &shown, true);
        for (i, row) in shown.cells.iter().enumerate() {
            for (j, cell) in row.iter().enumerate() {
                // A cell of an empty line is 0 for whoever knows its total: nothing can hide it.
                if *cell == Cell::Hidden && row_sums[i] > 0 && column_sums[j] > 0 {
                    assert!(attacker.doubts(Aim::Cell(i, j)), "cell {i},{j} of {rows:?} is computed from {shown:?}");
                    attacked += 1;
                }
            }
        }
    }
    assert!(attacked > 10_000, "{attacked} cells attacked");
}

#[test]
fn from_what_is_shown_neither_a_hidden_cell_nor_a_hidden_total_can_be_computed() {
    let mut chance = SeededChance::new(11);
    let mut attacked = 0;
    for _ in 0..3000 {
        let rows = random_table(&mut chance, 3, 3, 6);
        let shown = safe(&rows);
        if shown.total < 10 {
            continue;
        }
        let attacker = Attacker::new(&rows, &shown, false);
        let mut aims = Vec::new();
        for (i, row) in shown.cells.iter().enumerate() {
            aims.extend(row.iter().enumerate().filter(|(_, c)| **c == Cell::Hidden).map(|(j, _)| Aim::Cell(i, j)));
        }
        let hidden = |totals: &[Cell]| -> Vec<usize> {
            totals.iter().enumerate().filter(|(_, cell)| **cell == Cell::Hidden).map(|(line, _)| line).collect()
        };
        aims.extend(hidden(&shown.row_totals).into_iter().map(Aim::Row));
        aims.extend(hidden(&shown.column_totals).into_iter().map(Aim::Column));
        for aim in aims {
            assert!(attacker.doubts(aim), "{rows:?} gives itself away in {shown:?}");
            attacked += 1;
        }
    }
    assert!(attacked > 5000, "{attacked} values attacked");
}

#[test]
fn the_attacker_of_these_tests_does_find_what_is_told() {
    let rows = vec![vec![3, 20], vec![15, 12]];
    let mut leaking = safe(&rows);
    leaking.row_totals = vec![Cell::Shown(23), Cell::Shown(27)];
    leaking.cells = vec![vec![Cell::Hidden, Cell::Shown(20)], vec![Cell::Shown(15), Cell::Shown(12)]];
    assert!(!Attacker::new(&rows, &leaking, true).doubts(Aim::Cell(0, 0)));
}

#[test]
fn no_cell_and_no_total_from_one_to_four_is_ever_shown() {
    let mut chance = SeededChance::new(7);
    for _ in 0..5000 {
        let rows = random_table(&mut chance, 5, 6, 30);
        let shown = safe(&rows);
        let every = shown.cells.iter().flatten().chain(&shown.row_totals).chain(&shown.column_totals);
        for count in every.filter_map(|cell| cell.count()) {
            assert!(count == 0 || count >= 5, "{rows:?}: {shown:?}");
        }
        for (row, cells) in rows.iter().zip(&shown.cells) {
            let sum: u64 = row.iter().sum();
            let told = cells.iter().any(|cell| cell.count().is_some_and(|count| count > 0));
            // Where everybody gave the same answer, and that may be shown, the cells are the totals.
            let one_answer = lines(&rows).1.iter().filter(|sum| **sum > 0).count() == 1;
            assert!(sum >= 10 || !told || one_answer, "inside a row of {sum}: {shown:?}");
        }
    }
}

#[test]
fn a_table_of_large_cells_is_shown_whole() {
    let rows = vec![vec![12, 30, 0], vec![9, 14, 22]];
    assert_eq!(plain(&rows), [[Some(12), Some(30), Some(0)], [Some(9), Some(14), Some(22)]]);
    assert_eq!(safe(&rows).reason, None);
}

#[test]
fn one_small_cell_takes_the_cheapest_rectangle_with_it() {
    let rows = vec![vec![3, 20, 40], vec![15, 12, 50], vec![60, 70, 80]];
    let expected = [[None, None, Some(40)], [None, None, Some(50)], [Some(60), Some(70), Some(80)]];
    assert_eq!(plain(&rows), expected);
    assert_eq!(safe(&rows).reason, Some(Reason::SmallCells { floor: 5 }));
}

#[test]
fn a_group_under_ten_people_shows_nothing_inside() {
    let found = safe(&[vec![7, 0], vec![20, 15], vec![12, 30]]);
    assert!(found.cells[0].iter().all(|cell| *cell == Cell::Hidden));
    assert_eq!(found.row_totals[0], Cell::Shown(7));
}

#[test]
fn odd_shapes_are_refused_or_stay_empty() {
    assert_eq!(crosstab(&[vec![1, 2], vec![3]], &Floors::default()), Err(Ragged));
    assert_eq!(safe(&[]).cells, Vec::<Vec<Cell>>::new());
    assert_eq!(safe(&[vec![], vec![]]).total, 0);
    assert_eq!(plain(&[vec![3, 20, 9]]), [[None, Some(20), None]]);
    assert_eq!(plain(&[vec![40, 0], vec![20, 0]]), [[Some(40), Some(0)], [Some(20), Some(0)]]);
}
