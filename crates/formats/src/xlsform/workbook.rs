//! A workbook as texts: only the rows that have something written, only the cells that hold something.

/// The bounds of what is read. The largest public forms we know have some 4,000 questions and 20,000 choices.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Bytes once its archive is unpacked.
    pub unpacked: u64,
    /// Rows with something written, in all sheets.
    pub rows: usize,
    /// The rightmost column, from 1.
    pub columns: u32,
    /// Cells with something written, in all sheets.
    pub cells: usize,
    /// Sheets.
    pub sheets: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 16 * 1024 * 1024,
            unpacked: 96 * 1024 * 1024,
            rows: 60_000,
            columns: 500,
            cells: 600_000,
            sheets: 100,
        }
    }
}

/// Every sheet, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Workbook {
    pub(crate) sheets: Vec<Sheet>,
}

/// One sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sheet {
    /// Its name as written.
    pub(crate) name: String,
    /// The rows with something written, by rising number.
    pub(crate) rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Row {
    /// As a spreadsheet counts, from 1.
    pub(crate) number: u32,
    /// (column from 0, text trimmed and never empty), by rising column.
    pub(crate) cells: Vec<(u32, String)>,
}

impl Row {
    /// The text of a column.
    pub(crate) fn cell(&self, column: u32) -> Option<&str> {
        let at = self.cells.binary_search_by_key(&column, |cell| cell.0).ok()?;
        self.cells.get(at).map(|cell| cell.1.as_str())
    }
}

/// Counts what was taken against the limits.
pub(crate) struct Meter {
    limits: Limits,
    rows: usize,
    cells: usize,
}

/// What there is too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TooMuch {
    Bytes,
    Unpacked,
    Rows,
    Columns,
    Cells,
    Sheets,
}

impl Meter {
    pub(crate) const fn new(limits: Limits) -> Self {
        Self { limits, rows: 0, cells: 0 }
    }

    /// Puts a cell in a sheet. Blank texts are not cells. Cells may come in any order.
    pub(crate) fn put(&mut self, sheet: &mut Sheet, number: u32, column: u32, text: &str) -> Result<(), TooMuch> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        if column >= self.limits.columns {
            return Err(TooMuch::Columns);
        }
        self.cells += 1;
        if self.cells > self.limits.cells {
            return Err(TooMuch::Cells);
        }
        let at = match sheet.rows.last() {
            Some(last) if last.number == number => sheet.rows.len() - 1,
            Some(last) if last.number > number => match sheet.rows.binary_search_by_key(&number, |row| row.number) {
                Ok(at) => at,
                Err(at) => self.insert(sheet, at, number)?,
            },
            _ => self.insert(sheet, sheet.rows.len(), number)?,
        };
        let Some(row) = sheet.rows.get_mut(at) else { return Ok(()) };
        match row.cells.last() {
            Some(last) if last.0 >= column => match row.cells.binary_search_by_key(&column, |cell| cell.0) {
                // A cell written twice in one sheet: the last one stands, as spreadsheets do.
                Ok(twice) => {
                    if let Some(cell) = row.cells.get_mut(twice) {
                        text.clone_into(&mut cell.1);
                    }
                }
                Err(hole) => row.cells.insert(hole, (column, text.to_owned())),
            },
            _ => row.cells.push((column, text.to_owned())),
        }
        Ok(())
    }

    fn insert(&mut self, sheet: &mut Sheet, at: usize, number: u32) -> Result<usize, TooMuch> {
        self.rows += 1;
        if self.rows > self.limits.rows {
            return Err(TooMuch::Rows);
        }
        sheet.rows.insert(at, Row { number, cells: Vec::new() });
        Ok(at)
    }

    /// Whether one more sheet may come.
    pub(crate) const fn sheet(&self, already: usize) -> Result<(), TooMuch> {
        if already >= self.limits.sheets { Err(TooMuch::Sheets) } else { Ok(()) }
    }
}

/// The letters of a column: 0 is A, 26 is AA.
pub(crate) fn letters(column: u32) -> String {
    let mut rest = column;
    let mut out = Vec::new();
    loop {
        out.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    out.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_in_a_spreadsheet() {
        let seen: Vec<String> = [0, 25, 26, 51, 52, 701, 702, 16_383].into_iter().map(letters).collect();
        assert_eq!(seen, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn cells_in_any_order_make_sorted_rows() {
        let mut meter = Meter::new(Limits::default());
        let mut sheet = Sheet::default();
        for (row, column, text) in [(3, 1, "b"), (3, 0, "a"), (1, 2, "z"), (2, 0, "  "), (3, 1, "c")] {
            meter.put(&mut sheet, row, column, text).unwrap();
        }
        assert_eq!(sheet.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 3]);
        assert_eq!((sheet.rows[1].cell(0), sheet.rows[1].cell(1), sheet.rows[1].cell(2)), (Some("a"), Some("c"), None));
    }

    #[test]
    fn more_than_the_limits_is_refused() {
        let mut meter = Meter::new(Limits { rows: 1, columns: 2, cells: 3, ..Limits::default() });
        let mut sheet = Sheet::default();
        assert_eq!(meter.put(&mut sheet, 1, 2, "x"), Err(TooMuch::Columns));
        meter.put(&mut sheet, 1, 1, "x").unwrap();
        assert_eq!(meter.put(&mut sheet, 2, 1, "x"), Err(TooMuch::Rows));
    }
}
