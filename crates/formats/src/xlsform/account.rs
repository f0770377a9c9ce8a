//! The ledger of an import: what is said of each cell, and one primary line for each row.

use std::collections::{HashMap, HashSet};

use super::{columns::Columns, workbook::letters};
use crate::{Entry, Fate, Place, Report};

/// A message in both languages, with what to do about it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Said {
    fr: String,
    en: String,
    mend_fr: String,
    mend_en: String,
}

impl Said {
    /// What happened.
    pub(crate) fn new(fr: impl Into<String>, en: impl Into<String>) -> Self {
        Self { fr: fr.into(), en: en.into(), ..Self::default() }
    }

    /// What to do about it.
    pub(crate) fn mend(mut self, fr: impl Into<String>, en: impl Into<String>) -> Self {
        self.mend_fr = fr.into();
        self.mend_en = en.into();
        self
    }

    /// Proposes the nearest known word, or else the fallback.
    pub(crate) fn nearest(self, found: Option<&str>, fr: &str, en: &str) -> Self {
        match found {
            Some(word) => self.mend(format!("Vouliez-vous dire « {word} » ?"), format!("Did you mean \"{word}\"?")),
            None => self.mend(fr, en),
        }
    }
}

/// A sheet, a row of it (0: the sheet itself), a column of it (from 0).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct At {
    pub(crate) sheet: usize,
    pub(crate) row: u32,
    pub(crate) column: Option<u32>,
    /// The field, where the sheet has no column for it.
    pub(crate) field: Option<&'static str>,
}

impl At {
    pub(crate) const fn sheet(sheet: usize) -> Self {
        Self { sheet, row: 0, column: None, field: None }
    }

    pub(crate) const fn row(sheet: usize, row: u32) -> Self {
        Self { sheet, row, column: None, field: None }
    }

    /// The same row, at the column of a field.
    pub(crate) fn on(mut self, columns: &Columns, field: &'static str) -> Self {
        self.column = columns.index(field);
        self.field = Some(field);
        self
    }

    /// The same row, at a column.
    pub(crate) const fn at(mut self, column: Option<u32>) -> Self {
        self.column = column;
        self
    }
}

struct Line {
    at: At,
    primary: bool,
    entry: Entry,
}

/// Everything said so far.
#[derive(Default)]
pub(crate) struct Ledger {
    names: Vec<String>,
    lines: Vec<Line>,
    worst: HashMap<(usize, u32), Fate>,
    primary: HashSet<(usize, u32)>,
}

impl Ledger {
    /// A ledger for sheets of these names, in the order of the source.
    pub(crate) fn new(names: Vec<String>) -> Self {
        Self { names, ..Self::default() }
    }

    /// The same, with room for a line on each of so many rows.
    pub(crate) fn for_rows(names: Vec<String>, rows: usize) -> Self {
        let (lines, primary) = (Vec::with_capacity(rows), HashSet::with_capacity(rows));
        Self { names, lines, primary, ..Self::default() }
    }

    /// Says something of a cell, a row or a sheet, beside the row's primary line.
    pub(crate) fn put(&mut self, at: At, fate: Fate, code: &'static str, said: Said) {
        let worst = self.worst.entry((at.sheet, at.row)).or_insert(fate);
        *worst = (*worst).max(fate);
        let entry = self.entry(at, fate, code, said, None);
        self.lines.push(Line { at, primary: false, entry });
    }

    /// A fault of the source.
    pub(crate) fn fault(&mut self, at: At, code: &'static str, said: Said) {
        self.put(at, Fate::Error, code, said);
    }

    /// Something carried over with another form or less meaning.
    pub(crate) fn changed(&mut self, at: At, code: &'static str, said: Said) {
        self.put(at, Fate::Changed, code, said);
    }

    /// Something not carried over.
    pub(crate) fn lost(&mut self, at: At, code: &'static str, said: Said) {
        self.put(at, Fate::Lost, code, said);
    }

    /// The primary line of a row. The first one said stays.
    pub(crate) fn row(&mut self, at: At, fate: Fate, code: &'static str, said: Said, became: Option<&str>) {
        let at = At { column: None, field: None, ..at };
        if !self.primary.insert((at.sheet, at.row)) {
            return;
        }
        let entry = self.entry(at, fate, code, said, became);
        self.lines.push(Line { at, primary: true, entry });
    }

    /// Whether a row has its primary line.
    pub(crate) fn has_row(&self, sheet: usize, row: u32) -> bool {
        self.primary.contains(&(sheet, row))
    }

    /// Whether anything is wrong so far.
    pub(crate) fn has_faults(&self) -> bool {
        self.worst.values().any(|fate| *fate == Fate::Error)
    }

    /// The report: sheets and rows in order, each row's primary line first, with the worst fate of its cells. A cell
    /// that was lost makes a kept row a changed one.
    pub(crate) fn into_report(mut self) -> Report {
        for line in &mut self.lines {
            if !line.primary {
                continue;
            }
            let worst = match self.worst.get(&(line.at.sheet, line.at.row)) {
                Some(Fate::Lost) => Fate::Changed,
                Some(fate) => *fate,
                None => Fate::Kept,
            };
            line.entry.fate = line.entry.fate.max(worst);
        }
        self.lines.sort_by_key(|line| (line.at.sheet, line.at.row, !line.primary, line.at.column));
        Report { entries: self.lines.into_iter().map(|line| line.entry).collect() }
    }

    fn entry(&self, at: At, fate: Fate, code: &'static str, said: Said, became: Option<&str>) -> Entry {
        let mut place = Place::part(self.names.get(at.sheet).map_or("", String::as_str));
        if at.row > 0 {
            place = place.row(at.row);
        }
        // A cell that should be and has no column is named by its field: a row alone is the place of its primary line.
        match (at.column, at.field) {
            (Some(column), _) => place = place.column(&letters(column)),
            (None, Some(field)) => place = place.column(field),
            (None, None) => {}
        }
        Entry {
            place,
            fate,
            code,
            fr: said.fr,
            en: said.en,
            mend_fr: said.mend_fr,
            mend_en: said.mend_en,
            became: became.map(str::to_owned),
        }
    }
}
