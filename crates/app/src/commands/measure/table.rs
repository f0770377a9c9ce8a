//! A CSV file of one's own: a header line, then a row each. Commas, semicolons or tabs between cells; with semicolons or tabs a
//! decimal comma is read too, as spreadsheets in French write it.

use anyhow::{Context, anyhow, bail};

use super::Input;

/// The rows of a file.
pub struct Table {
    header: csv::StringRecord,
    rows: Vec<csv::StringRecord>,
    comma: bool,
}

impl Table {
    /// Reads a file.
    pub fn read(input: &Input) -> anyhow::Result<Self> {
        let name = || input.csv.display().to_string();
        let text = std::fs::read_to_string(&input.csv).with_context(name)?;
        let text = text.trim_start_matches('\u{feff}');
        let first = text.lines().next().unwrap_or_default();
        let delimiter = [b';', b'\t'].into_iter().find(|one| first.contains(char::from(*one))).unwrap_or(b',');
        let mut reader =
            csv::ReaderBuilder::new().trim(csv::Trim::All).delimiter(delimiter).from_reader(text.as_bytes());
        let header = reader.headers().with_context(name)?.clone();
        let rows = reader.records().collect::<Result<Vec<_>, _>>().with_context(name)?;
        Ok(Self { header, rows, comma: delimiter != b',' })
    }

    /// The names of the columns, in order.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.header.iter()
    }

    /// How many rows.
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|one| one.eq_ignore_ascii_case(name))
    }

    /// Whether there is such a column.
    pub fn has(&self, name: &str) -> bool {
        self.column(name).is_some()
    }

    /// The texts of a column.
    pub fn texts(&self, name: &str) -> anyhow::Result<Vec<&str>> {
        let Some(column) = self.column(name) else { bail!("the file has no column `{name}`") };
        Ok(self.rows.iter().map(|row| row.get(column).unwrap_or_default()).collect())
    }

    /// The numbers of a column; every row has one.
    pub fn numbers<N: std::str::FromStr>(&self, name: &str) -> anyhow::Result<Vec<N>> {
        let read = |(row, cell): (usize, &&str)| {
            self.number(cell).ok_or_else(|| anyhow!("row {}: `{cell}` is not a number for `{name}`", row + 1))
        };
        self.texts(name)?.iter().enumerate().map(read).collect()
    }

    /// The numbers of a column that may be left out; one that is there holds a number in every row.
    pub fn numbers_if_there(&self, name: &str) -> anyhow::Result<Option<Vec<f64>>> {
        self.column(name).map(|_| self.numbers(name)).transpose()
    }

    /// The numbers of a column; an empty cell is a missing one.
    pub fn some_numbers(&self, name: &str) -> anyhow::Result<Vec<Option<f64>>> {
        let read = |(row, cell): (usize, &&str)| {
            if cell.is_empty() {
                return Ok(None);
            }
            self.number(cell).map(Some).ok_or_else(|| anyhow!("row {}: `{cell}` is not a number for `{name}`", row + 1))
        };
        self.texts(name)?.iter().enumerate().map(read).collect()
    }

    fn number<N: std::str::FromStr>(&self, cell: &str) -> Option<N> {
        // "NaN" and "inf" are numbers to the language and to nobody who fills in a sheet.
        if cell.chars().any(|one| one.is_alphabetic() && !one.eq_ignore_ascii_case(&'e')) {
            return None;
        }
        let point = || self.comma.then(|| cell.replace(',', ".")).and_then(|cell| cell.parse().ok());
        cell.parse().ok().or_else(point)
    }

    /// What a row is called.
    pub fn label(&self, row: usize) -> String {
        let column = ["label", "period", "month", "wave", "unit"].iter().find_map(|name| self.column(name));
        let cell = column.and_then(|column| self.rows.get(row)?.get(column));
        cell.map_or_else(|| (row + 1).to_string(), str::to_owned)
    }

    /// What every row is called.
    pub fn labels(&self) -> Vec<String> {
        (0..self.len()).map(|row| self.label(row)).collect()
    }
}

/// Texts as numbers of categories, from 0, in the order of the alphabet.
pub fn categories<'t>(texts: &[&'t str]) -> (Vec<usize>, Vec<&'t str>) {
    let mut names: Vec<&str> = texts.to_vec();
    names.sort_unstable();
    names.dedup();
    (texts.iter().map(|text| names.binary_search(text).unwrap_or_default()).collect(), names)
}
