//! XLSForm: questionnaires written in a workbook (`survey`, `choices`, `settings`), the format of ODK and KoboToolbox.
//!
//! [`read`] takes the bytes of a workbook (.xlsx, .xlsm, .xls, .ods), of a markdown table or of a CSV, and gives a FHIR
//! R4 Questionnaire with its account: one primary line for every row of every sheet that has something written, and
//! lines for cells. When something is wrong, no questionnaire comes out, and each fault names its cell and a mend.
//!
//! What becomes of what:
//!
//! | XLSForm | FHIR | fate |
//! |---|---|---|
//! | text, integer, decimal, date, time, dateTime | string or text, integer... | kept |
//! | note; note with a calculation | display; read-only item | kept |
//! | select_one, select_multiple | choice; `repeats` | kept |
//! | or_other | open-choice: "other" is the free answer | changed |
//! | a list that several questions take | a contained ValueSet that each names; a copy under each where it says more than codes and labels, or is filtered | kept |
//! | rank | choice with `repeats`: order is rank | changed |
//! | select from a file, from answers | string | changed |
//! | range | integer or decimal, least, greatest, slider and step | kept |
//! | image, audio, video, file | attachment | kept |
//! | barcode; acknowledge | string; boolean | changed |
//! | calculate, hidden | hidden item, calculatedExpression | kept when the formula translates |
//! | group, repeat | group; `repeats` | kept |
//! | loop | one group for each choice | changed |
//! | start, end, today, deviceid, phonenumber, username, email, audit | nothing: answers are anonymous | lost |
//! | geopoint, geotrace, geoshape, osm, background-audio | nothing | lost |
//! | relevant | enableWhen when exact, else enableWhenExpression | kept |
//! | constraint | least, greatest, length, pattern when exact, else targetConstraint | kept |
//! | required, readonly | themselves; conditions as cqf-expression | kept; changed |
//! | choice_filter | answerOptionsToggleExpression, one for each distinct condition | kept |
//! | default | initial, or initialExpression | kept |
//! | `${name}` in a label | cqf-expression of the text | changed |
//! | hint, guidance_hint | our `hint`, `interviewer-note` | kept |
//! | appearance | item control or orientation where there is one | lost otherwise |
//! | media, save_to, entities, settings of applications | nothing | lost |
//!
//! What of FHIR and of our own extensions has no column in XLSForm is carried in columns of our own: see `carried`.
//!
//! How expressions are translated is told in `xpath`.

mod account;
mod build;
mod carried;
mod check;
mod choices;
mod columns;
pub mod extensions;
mod form;
mod kinds;
mod language;
pub(crate) mod load;
mod object;
mod parameters;
mod settings;
mod survey;
mod words;
pub(crate) mod workbook;
pub mod write;
mod xpath;

pub use workbook::Limits;
pub use write::{Export, WriteError, write};

use account::{At, Ledger, Said};
use load::Unread;
use workbook::{TooMuch, Workbook};

use crate::Report;

/// What came out of a workbook.
#[derive(Debug, Clone)]
pub struct Import {
    /// The questionnaire; none when something is wrong in the source.
    pub questionnaire: Option<fhir::Document>,
    /// What became of every row.
    pub report: Report,
    /// How many rows each sheet has with something written, in the order of the workbook.
    pub rows: Vec<(String, usize)>,
}

/// Reads a form. `name` is the file's: its ending tells a CSV from a markdown table, and the rest names a form that has
/// no id.
pub fn read(bytes: &[u8], name: &str) -> Import {
    read_within(bytes, name, Limits::default())
}

/// Reads a form within given limits.
pub fn read_within(bytes: &[u8], name: &str, limits: Limits) -> Import {
    match load::load(bytes, name, limits) {
        Ok(workbook) => convert(workbook, name),
        Err(unread) => {
            let mut ledger = Ledger::new(vec![name.to_owned()]);
            let (code, said) = not_read(&unread, limits);
            ledger.fault(At::sheet(0), code, said);
            Import { questionnaire: None, report: ledger.into_report(), rows: Vec::new() }
        }
    }
}

fn convert(workbook: Workbook, name: &str) -> Import {
    let names: Vec<String> = workbook.sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let rows: Vec<(String, usize)> =
        workbook.sheets.iter().map(|sheet| (sheet.name.clone(), sheet.rows.len())).collect();
    let names = if names.is_empty() { vec![name.to_owned()] } else { names };
    let mut ledger = Ledger::for_rows(names, rows.iter().map(|(_, count)| count).sum());
    let mut form = form::read(&workbook, name, &mut ledger);
    check::check(&form, &mut ledger);
    let built = build::build(&form, &mut ledger);
    let first = form.choices.lists.len();
    for rank in &built.used {
        let list =
            if *rank < first { form.choices.lists.get_mut(*rank) } else { form.external.lists.get_mut(*rank - first) };
        if let Some(list) = list {
            list.used = true;
        }
    }
    for lists in [&form.choices, &form.external] {
        lists.tell_unused_columns(&mut ledger);
        choices::tell(lists, &mut ledger);
    }
    form::tell_the_rest(&workbook, &mut ledger);
    if built.questionnaire.get("item").is_none() && !ledger.has_faults() {
        let said = Said::new(
            "Aucune question n'est reprise : il n'y a rien à demander.",
            "No question is carried over: there is nothing to ask.",
        );
        ledger.lost(
            At::sheet(form.survey.sheet),
            "nothing-to-ask",
            said.mend("Ajoutez une question.", "Add a question."),
        );
    }
    let questionnaire = if ledger.has_faults() { None } else { fhir::Document::from_value(built.questionnaire).ok() };
    Import { questionnaire, report: ledger.into_report(), rows }
}

fn not_read(unread: &Unread, limits: Limits) -> (&'static str, Said) {
    match unread {
        Unread::Unknown => (
            "not-a-form",
            Said::new("Ce fichier n'est ni un classeur, ni une table.", "This file is neither a workbook nor a table.")
                .mend("Enregistrez-le en .xlsx.", "Save it as .xlsx."),
        ),
        Unread::Broken(reason) => (
            "file-broken",
            Said::new(format!("Le fichier ne se lit pas : {reason}."), format!("The file cannot be read: {reason}."))
                .mend(
                    "Ouvrez-le dans un tableur et enregistrez-le de nouveau en .xlsx.",
                    "Open it in a spreadsheet and save it again as .xlsx.",
                ),
        ),
        Unread::TooMuch(what) => {
            let (fr, en) = match what {
                TooMuch::Bytes => {
                    (format!("plus de {} octets", limits.bytes), format!("more than {} bytes", limits.bytes))
                }
                TooMuch::Unpacked => (
                    format!("plus de {} octets une fois ouvert", limits.unpacked),
                    format!("more than {} bytes once opened", limits.unpacked),
                ),
                TooMuch::Rows => (format!("plus de {} lignes", limits.rows), format!("more than {} rows", limits.rows)),
                TooMuch::Columns => {
                    (format!("plus de {} colonnes", limits.columns), format!("more than {} columns", limits.columns))
                }
                TooMuch::Cells => {
                    (format!("plus de {} cellules", limits.cells), format!("more than {} cells", limits.cells))
                }
                TooMuch::Sheets => {
                    (format!("plus de {} feuilles", limits.sheets), format!("more than {} sheets", limits.sheets))
                }
            };
            (
                "file-too-large",
                Said::new(format!("Le fichier est trop grand : {fr}."), format!("The file is too large: {en}.")).mend(
                    "Gardez les seules feuilles du questionnaire, ou coupez-le.",
                    "Keep only the sheets of the questionnaire, or cut it.",
                ),
            )
        }
    }
}
