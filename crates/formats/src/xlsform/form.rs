//! A form as it was read, before it is checked and built.

use super::{
    account::{At, Ledger, Said},
    carried,
    choices::{self, Lists},
    settings::{self, Settings},
    survey::{self, Survey},
    words::nearest,
    workbook::{Row, Sheet, Workbook},
};
use crate::Fate;

/// Everything the sheets said.
#[derive(Debug, Clone, Default)]
pub(crate) struct Form<'w> {
    pub(crate) settings: Settings,
    pub(crate) survey: Survey<'w>,
    pub(crate) choices: Lists<'w>,
    pub(crate) external: Lists<'w>,
    /// The entities sheet and its number.
    pub(crate) entities: Option<(usize, &'w Sheet)>,
    /// What the sheet of our own says of the questionnaire: properties, each with its JSON and the row it begins at.
    pub(crate) carried: Vec<Carried<'w>>,
    pub(crate) sheets: Vec<&'w str>,
    /// What the form is called when it does not say: the file's name without its ending.
    pub(crate) file: String,
}

impl Form<'_> {
    /// Whether questions that take the same list name one list of the questionnaire. What we wrote ourselves comes back as it
    /// was; everybody else's forms do. Where it contains something else, a list of ours could take its place.
    pub(crate) fn shares_lists(&self) -> bool {
        let of_ours =
            |columns: &super::columns::Columns| columns.known.iter().any(|column| column.field.starts_with("vecu"));
        let columns = [&self.settings.columns, &self.survey.columns, &self.choices.columns, &self.external.columns];
        let ours = !self.carried.is_empty() || columns.into_iter().any(of_ours);
        let contains = self.carried.iter().any(|one| one.name == "contained");
        !contains && self.settings.shares_lists.unwrap_or(!ours)
    }
}

/// A property of the questionnaire.
#[derive(Debug, Clone)]
pub(crate) struct Carried<'w> {
    pub(crate) name: &'w str,
    pub(crate) json: String,
    pub(crate) at: At,
}

/// The sheets of XLSForm, and ours.
const SHEETS: &[&str] = &["survey", "choices", "settings", "external_choices", "entities", "osm", carried::SHEET];

/// Reads every sheet.
pub(crate) fn read<'w>(workbook: &'w Workbook, file: &str, ledger: &mut Ledger) -> Form<'w> {
    let mut form = Form { file: stem(file), ..Form::default() };
    let names: Vec<String> = workbook.sheets.iter().map(|sheet| sheet.name.trim().to_lowercase()).collect();
    form.sheets = workbook.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let alone = names.len() == 1 && names.first().is_some_and(|name| !SHEETS.contains(&name.as_str()));
    let find = |wanted: &str| {
        let at = if alone && wanted == "survey" { Some(0) } else { names.iter().position(|name| name == wanted) };
        at.and_then(|at| workbook.sheets.get(at).map(|sheet| (at, sheet)))
    };
    if let Some((number, sheet)) = find("settings") {
        form.settings = settings::read(number, sheet, ledger);
    } else {
        form.settings.root = "data".to_owned();
        form.settings.names_instances = true;
        misspelt("settings", &form.sheets, ledger);
    }
    if let Some((number, sheet)) = find("choices") {
        form.choices = choices::read(number, sheet, false, form.settings.duplicates_allowed, ledger);
    }
    if let Some((number, sheet)) = find("external_choices") {
        form.external = choices::read(number, sheet, true, true, ledger);
    }
    match find("entities") {
        Some((number, sheet)) => {
            form.entities = Some((number, sheet));
            lost_sheet(number, sheet, "entities", ENTITIES, ledger);
        }
        None => misspelt("entities", &form.sheets, ledger),
    }
    if let Some((number, sheet)) = find("osm") {
        lost_sheet(number, sheet, "osm", OSM, ledger);
    }
    if let Some((number, sheet)) = find(carried::SHEET) {
        form.carried = said(number, sheet, ledger);
    }
    match find("survey") {
        Some((number, sheet)) if !sheet.rows.is_empty() => {
            form.survey = survey::read(number, sheet, &mut form.settings, ledger);
        }
        found => {
            let sheet = found.map_or(0, |(number, _)| number);
            ledger.fault(At::sheet(sheet), "no-survey", no_survey(&form.sheets));
        }
    }
    form
}

/// The properties of the questionnaire: a value too long for a cell goes on in the next rows under the same name.
fn said<'w>(number: usize, sheet: &'w Sheet, ledger: &mut Ledger) -> Vec<Carried<'w>> {
    let mut all: Vec<Carried<'w>> = Vec::new();
    let Some((header, rows)) = sheet.rows.split_first() else { return all };
    header_row(number, header, ledger);
    for row in rows {
        let at = At::row(number, row.number);
        if let (Some(name), Some(value)) = (row.cell(0), row.cell(1)) {
            match all.last_mut().filter(|last| last.name == name) {
                Some(last) => last.json.push_str(value),
                None => all.push(Carried { name, json: value.to_owned(), at: at.at(Some(1)) }),
            }
            let told = Said::new("Propriété du questionnaire.", "A property of the questionnaire.");
            ledger.row(at, Fate::Kept, "property", told, None);
        }
    }
    all
}

/// The primary line of every row that nobody spoke of: rows of sheets that are none of XLSForm's.
pub(crate) fn tell_the_rest(workbook: &Workbook, ledger: &mut Ledger) {
    for (number, sheet) in workbook.sheets.iter().enumerate() {
        lost_sheet(number, sheet, "other-sheet", OTHER, ledger);
    }
}

const ENTITIES: (&str, &str) = (
    "Les entités suivent une personne d'un formulaire à l'autre ; Vécu ne relie jamais des réponses entre elles.",
    "Entities follow a person from form to form; Vécu never links answers to one another.",
);
const OSM: (&str, &str) =
    ("Les objets d'OpenStreetMap ne sont pas repris.", "Objects of OpenStreetMap are not carried over.");
const OTHER: (&str, &str) = (
    "Cette feuille n'est pas d'un XLSForm : elle n'est pas lue.",
    "This sheet is not one of an XLSForm: it is not read.",
);

fn lost_sheet(number: usize, sheet: &Sheet, code: &'static str, (fr, en): (&str, &str), ledger: &mut Ledger) {
    for row in &sheet.rows {
        if !ledger.has_row(number, row.number) {
            ledger.row(At::row(number, row.number), Fate::Lost, code, Said::new(fr, en), None);
        }
    }
}

fn no_survey(sheets: &[&str]) -> Said {
    Said::new(
        "Le classeur n'a pas de feuille « survey » avec des lignes.",
        "The workbook has no sheet \"survey\" with rows.",
    )
    .nearest(
        nearest("survey", sheets.iter().copied().filter(|name| !name.starts_with('_'))),
        "Nommez « survey » la feuille des questions : type, name, label.",
        "Name \"survey\" the sheet of questions: type, name, label.",
    )
}

/// Says that a sheet has nearly the name of one that is looked for. A name with an underscore before it is meant so.
pub(crate) fn misspelt(wanted: &str, sheets: &[&str], ledger: &mut Ledger) {
    for (number, name) in sheets.iter().enumerate() {
        let lower = name.to_lowercase();
        if SHEETS.contains(&lower.as_str()) || name.starts_with('_') || super::words::distance(&lower, wanted) > 2 {
            continue;
        }
        let said =
            Said::new(format!("La feuille « {name} » n'est pas lue."), format!("The sheet \"{name}\" is not read."));
        ledger.lost(At::sheet(number), "sheet-nearly-named", said.nearest(Some(wanted), "", ""));
    }
}

/// The primary line of a header.
pub(crate) fn header_row(sheet: usize, header: &Row, ledger: &mut Ledger) {
    let said = Said::new("Ligne d'en-têtes.", "Header row.");
    ledger.row(At::row(sheet, header.number), Fate::Kept, "header", said, None);
}

fn stem(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if stem.is_empty() { "form".to_owned() } else { stem.to_owned() }
}
