//! A FHIR Questionnaire written as an XLSForm workbook, with its own account. The account is not guessed: the workbook
//! that was made is read back, and every item is compared with what it was.

mod carried;
mod compare;
mod lists;
mod logic;
mod rows;
mod texts;

use fhir::{Document, Element};
use rust_xlsxwriter::{Format, Workbook as File, XlsxError};

use super::{
    carried::{OWN, SHARED},
    workbook::{Limits, Meter, Sheet, Workbook},
};
use crate::Report;

/// What was written.
#[derive(Debug, Clone)]
pub struct Export {
    /// The bytes of an .xlsx workbook.
    pub workbook: Vec<u8>,
    /// What became of the questionnaire and of each item.
    pub report: Report,
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The document is no Questionnaire.
    #[error("the document is not a Questionnaire but {0:?}: give a FHIR R4 Questionnaire")]
    NotAQuestionnaire(Option<String>),
    /// A workbook has a row for each item.
    #[error("the questionnaire has no item: there is nothing to write")]
    NoItem,
    /// More than a workbook of ours holds.
    #[error("the questionnaire has more rows or columns than a workbook of ours holds: cut it into several")]
    TooLarge,
    /// The workbook could not be made.
    #[error("the workbook could not be made: {0}")]
    Workbook(#[from] XlsxError),
}

/// Writes a questionnaire.
pub fn write(questionnaire: &Document) -> Result<Export, WriteError> {
    if questionnaire.resource_type() != Some("Questionnaire") {
        return Err(WriteError::NotAQuestionnaire(questionnaire.resource_type().map(str::to_owned)));
    }
    let own = instruments::with_own_choices(questionnaire);
    let root = own.as_ref().unwrap_or(questionnaire).root();
    if root.list("item").next().is_none() {
        return Err(WriteError::NoItem);
    }
    // Everything is compared with each question's own answers; whether lists are shared is looked at in the end.
    let mut made = rows::make(root);
    let first = super::convert(workbook(root, &made, Vec::new(), OWN)?, NAME);
    // What came back is compared with what was meant: the rest goes into columns and a sheet of our own.
    let rest = carried::rest(root, &first, &mut made);
    let read = super::convert(workbook(root, &made, rest.clone(), OWN)?, NAME);
    let mut report = compare::compare(root, &read, &made.written);
    let bare = workbook(root, &made, rest.clone(), "")?;
    let again = super::convert(bare.clone(), NAME).questionnaire;
    // A column more only where the workbook would come back otherwise without it.
    let (workbook, again) = match own.is_some() {
        false if again == read.questionnaire => (bare, again),
        false => (workbook(root, &made, rest, OWN)?, read.questionnaire),
        true if again.as_ref() == Some(questionnaire) => (bare, again),
        true => {
            let shared = workbook(root, &made, rest, SHARED)?;
            let again = super::convert(shared.clone(), NAME).questionnaire;
            (shared, again)
        }
    };
    if own.is_some() {
        let again = again.as_ref().map(Document::root);
        report.entries.extend(again.and_then(|again| compare::lists(questionnaire.root(), again)));
    }
    Ok(Export { workbook: bytes(&workbook)?, report })
}

/// What the workbook is called while it is read back.
const NAME: &str = "questionnaire.xlsx";

fn workbook(root: Element<'_>, made: &rows::Made<'_>, rest: Table, lists: &str) -> Result<Workbook, WriteError> {
    let sheets = vec![
        sheet("survey", made.survey.table())?,
        sheet("choices", made.lists.table(&made.languages))?,
        sheet("settings", settings(root, &made.languages, made.lists.has_duplicates(), lists))?,
        sheet(super::carried::SHEET, rest)?,
    ];
    Ok(Workbook { sheets: sheets.into_iter().filter(|sheet| sheet.rows.len() > 1).collect() })
}

/// Rows of texts, the first one the header; columns where nothing is written are left out.
type Table = Vec<Vec<String>>;

fn settings(root: Element<'_>, languages: &texts::Languages, duplicates: bool, lists: &str) -> Table {
    let text = |name: &str| texts::plain(root.text(name).unwrap_or(""));
    let id = texts::plain(root.text("name").or_else(|| root.text("title")).unwrap_or("questionnaire"));
    let head = ["form_title", "form_id", "version", "default_language", "allow_choice_duplicates"].map(str::to_owned);
    let duplicates = if duplicates { "yes" } else { "" }.to_owned();
    let (mut head, mut row) =
        (head.to_vec(), vec![text("title"), id, text("version"), languages.main_name(), duplicates]);
    for (header, cell) in carried::settings(root, languages) {
        head.push(header);
        row.push(cell);
    }
    head.push(super::carried::LISTS.to_owned());
    row.push(lists.to_owned());
    vec![head, row]
}

fn sheet(name: &str, table: Table) -> Result<Sheet, WriteError> {
    let mut meter = Meter::new(Limits::default());
    let mut sheet = Sheet { name: name.to_owned(), rows: Vec::new() };
    let Some((header, rows)) = table.split_first() else { return Ok(sheet) };
    let used: Vec<usize> = (0..header.len())
        .filter(|column| rows.iter().any(|row| row.get(*column).is_some_and(|text| !text.trim().is_empty())))
        .collect();
    for (number, row) in (1..).zip(&table) {
        for (column, from) in (0..).zip(&used) {
            let text = row.get(*from).map_or("", String::as_str);
            meter.put(&mut sheet, number, column, text).map_err(|_| WriteError::TooLarge)?;
        }
    }
    Ok(sheet)
}

fn bytes(workbook: &Workbook) -> Result<Vec<u8>, WriteError> {
    let mut file = File::new();
    let bold = Format::new().set_bold();
    for sheet in &workbook.sheets {
        let page = file.add_worksheet();
        page.set_name(&sheet.name)?;
        page.set_freeze_panes(1, 0)?;
        for row in &sheet.rows {
            for (column, text) in &row.cells {
                let column = u16::try_from(*column).map_err(|_| WriteError::TooLarge)?;
                if row.number == 1 {
                    page.write_string_with_format(0, column, text, &bold)?;
                } else {
                    page.write_string(row.number - 1, column, text)?;
                }
            }
        }
    }
    Ok(file.save_to_buffer()?)
}
