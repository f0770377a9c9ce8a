//! The account an importer gives of its source. Nothing of a source is dropped in silence: each row or construct has a
//! [`Fate`], and whatever was not carried over whole says so, where it stood, and what to do about it.

use serde::Serialize;

/// Where something stands in a source.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
pub struct Place {
    /// The sheet of a workbook, or the table of an archive (`survey`, `choices`; `questions`, `answers`).
    pub part: String,
    /// The row, from 1 as a spreadsheet counts; none for what concerns the whole part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// The column's letters, or the field's name where there are no letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
}

impl Place {
    /// A part as a whole.
    pub fn part(part: &str) -> Self {
        Self { part: part.to_owned(), row: None, column: None }
    }

    /// The same part, at a row.
    pub fn row(mut self, row: u32) -> Self {
        self.row = Some(row);
        self
    }

    /// The same row, at a column.
    pub fn column(mut self, column: &str) -> Self {
        self.column = Some(column.to_owned());
        self
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.part)?;
        match (&self.column, self.row) {
            (Some(column), Some(row)) => write!(f, "!{column}{row}"),
            (None, Some(row)) => write!(f, "!{row}"),
            (Some(column), None) => write!(f, "!{column}"),
            (None, None) => Ok(()),
        }
    }
}

/// What became of a row, a cell or a construct.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// Carried over with its whole meaning.
    Kept,
    /// Carried over with another form or with less than its whole meaning, as the message says.
    Changed,
    /// Not carried over: there is nothing like it here, as the message says.
    Lost,
    /// Wrong in the source: no questionnaire comes out until it is mended.
    Error,
}

/// One line of the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Where it stood.
    pub place: Place,
    /// What became of it.
    pub fate: Fate,
    /// A stable name for the kind of line (`unknown-type`, `duplicate-name`...), in English kebab-case.
    pub code: &'static str,
    /// What happened, in French.
    pub fr: String,
    /// What happened, in English.
    pub en: String,
    /// What to write instead, in French; empty when nothing is to be done.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub mend_fr: String,
    /// What to write instead, in English; empty when nothing is to be done.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub mend_en: String,
    /// The link id of what it became, when it became an item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub became: Option<String>,
}

/// The whole account, in the order of the source.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Report {
    /// Every line.
    pub entries: Vec<Entry>,
}

impl Report {
    /// Whether something is wrong in the source.
    pub fn has_errors(&self) -> bool {
        self.of(Fate::Error).next().is_some()
    }

    /// The lines with one fate.
    pub fn of(&self, fate: Fate) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.fate == fate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reads_as_a_spreadsheet_writes_it() {
        assert_eq!(Place::part("survey").row(12).column("C").to_string(), "survey!C12");
        assert_eq!(Place::part("survey").row(12).to_string(), "survey!12");
        assert_eq!(Place::part("settings").to_string(), "settings");
    }
}
