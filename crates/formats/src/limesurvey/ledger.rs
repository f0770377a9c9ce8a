//! The account of every row and field. A row or a field gets one *primary* line, whose column is nothing (the row) or the
//! field's own name. What is said besides, about a part of a field, stands at `field@n`, so that primary lines can be
//! counted against the source by whoever doubts them.

use std::collections::{HashMap, HashSet};

use super::{schema, xml::Source};
use crate::{Entry, Fate, Place, Report};

/// A row of a table of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(super) struct At {
    /// Rank of the table in the source.
    pub table: u32,
    /// Row, from 1.
    pub row: u32,
}

/// What is said of a row or a field.
#[derive(Debug, Clone)]
pub(super) struct Said {
    fate: Fate,
    code: &'static str,
    fr: String,
    en: String,
    mend: (String, String),
    became: Option<String>,
}

impl Said {
    pub(super) fn new(fate: Fate, code: &'static str, fr: impl Into<String>, en: impl Into<String>) -> Self {
        Self { fate, code, fr: fr.into(), en: en.into(), mend: (String::new(), String::new()), became: None }
    }

    pub(super) fn kept(code: &'static str, fr: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(Fate::Kept, code, fr, en)
    }

    pub(super) fn changed(code: &'static str, fr: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(Fate::Changed, code, fr, en)
    }

    pub(super) fn lost(code: &'static str, fr: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(Fate::Lost, code, fr, en)
    }

    pub(super) fn error(code: &'static str, fr: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(Fate::Error, code, fr, en)
    }

    /// What to do about it.
    pub(super) fn mend(mut self, fr: impl Into<String>, en: impl Into<String>) -> Self {
        self.mend = (fr.into(), en.into());
        self
    }

    /// The item it became.
    pub(super) fn became(mut self, link_id: &str) -> Self {
        self.became = Some(link_id.to_owned());
        self
    }

    fn entry(self, place: Place) -> Entry {
        let Self { fate, code, fr, en, mend: (mend_fr, mend_en), became } = self;
        Entry { place, fate, code, fr, en, mend_fr, mend_en, became }
    }
}

type Key = (At, Option<String>);

/// The lines gathered so far.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    tables: Vec<String>,
    lines: Vec<(Key, Said)>,
    primary: HashSet<Key>,
    notes: HashMap<Key, u32>,
    whole: Vec<Entry>,
}

impl Ledger {
    pub(super) fn new(source: &Source) -> Self {
        Self { tables: source.tables.iter().map(|table| table.name.clone()).collect(), ..Self::default() }
    }

    /// Says what became of a row. When it was said already, this stands beside it.
    pub(super) fn row(&mut self, at: At, said: Said) {
        self.first(at, None, said);
    }

    /// Says what became of a field.
    pub(super) fn cell(&mut self, at: At, field: &str, said: Said) {
        self.first(at, Some(field.to_owned()), said);
    }

    /// Says something of a part of a field; `offset` counts characters from 0.
    pub(super) fn note(&mut self, at: At, field: &str, offset: usize, said: Said) {
        let key = (at, Some(format!("{field}@{offset}")));
        self.first(at, key.1, said);
    }

    /// Says something of the source as a whole.
    pub(super) fn whole(&mut self, part: &str, said: Said) {
        self.whole.push(said.entry(Place::part(part)));
    }

    fn first(&mut self, at: At, column: Option<String>, said: Said) {
        let mut key = (at, column);
        if !self.primary.insert(key.clone()) {
            let count = self.notes.entry(key.clone()).or_insert(0);
            *count += 1;
            key.1 = Some(format!("{}@+{count}", key.1.unwrap_or_default()));
        }
        self.lines.push((key, said));
    }

    /// Whether a field has its line.
    pub(super) fn knows(&self, at: At, field: &str) -> bool {
        self.primary.contains(&(at, Some(field.to_owned())))
    }

    /// Whether a row has its line.
    pub(super) fn says_row(&self, at: At) -> bool {
        self.primary.contains(&(at, None))
    }

    /// Whether something is wrong in the source.
    pub(super) fn has_errors(&self) -> bool {
        self.lines.iter().any(|(_, said)| said.fate == Fate::Error)
            || self.whole.iter().any(|entry| entry.fate == Fate::Error)
    }

    /// Closes the account: what nobody spoke of is said to be lost, never left out.
    pub(super) fn finish(mut self, source: &Source) -> Report {
        for (rank, table) in (0..).zip(&source.tables) {
            let known = schema::is_known(&table.name);
            for row in &table.rows {
                let at = At { table: rank, row: row.number };
                if !self.primary.contains(&(at, None)) {
                    self.row(at, unknown_row(&table.name, known));
                }
                for (field, value) in &row.fields {
                    if schema::is_silent(&table.name, field, value) || self.knows(at, field) {
                        continue;
                    }
                    self.cell(at, field, unknown_field(&table.name, field, known));
                }
            }
        }
        self.lines.sort_by_key(|((at, _), _)| *at);
        let mut entries = std::mem::take(&mut self.whole);
        for ((at, column), said) in std::mem::take(&mut self.lines) {
            let part = self.tables.get(at.table as usize).map_or("", String::as_str);
            let mut place = Place::part(part).row(at.row);
            place.column = column;
            entries.push(said.entry(place));
        }
        Report { entries }
    }
}

fn unknown_row(table: &str, known: bool) -> Said {
    if known {
        return Said::lost(
            "row-without-owner",
            "Cette ligne se rapporte à une question, un groupe ou une langue que le fichier ne contient pas.",
            "This row belongs to a question, a group or a language that the file does not contain.",
        );
    }
    Said::lost(
        "unknown-table",
        format!("La table « {table} » n'est pas connue : rien n'en est repris."),
        format!("The table \"{table}\" is not known: nothing of it is carried over."),
    )
}

fn unknown_field(table: &str, field: &str, known: bool) -> Said {
    if known {
        return Said::lost(
            "unknown-field",
            format!("Le champ « {field} » n'est pas repris : il se rapporte à une ligne perdue ou n'est pas connu."),
            format!("The field \"{field}\" is not carried over: its row is lost or the field is not known."),
        );
    }
    Said::lost(
        "unknown-table",
        format!("La table « {table} » n'est pas connue : « {field} » n'est pas repris."),
        format!("The table \"{table}\" is not known: \"{field}\" is not carried over."),
    )
}
