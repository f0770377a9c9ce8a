//! LimeSurvey: surveys (`.lss`) and archives with answers (`.lsa`), from the schemas of 2010 to those of today, into a FHIR R4
//! Questionnaire with the SDC subset. Every row of every table and every field that says something has one line in the
//! report.
//!
//! - `model`, `load`: the survey behind the tables. `names`: every variable and the item it becomes.
//! - `em`: Expression Manager, read into a tree with places and said again in FHIRPath.
//! - `build`: items, one file for each concern; `build/shapes` says what each type becomes and why.
//! - `settings`: what stands around the questions. `responses`: the answers of an archive. `ledger`: the account.
//!
//! A line of the report stands at `table!field` and the row's number; what is said besides, of a part of a field, stands at
//! `field@n`, where `n` counts characters. So each row and each field has exactly one line without `@`.
//!
//! Never imported, whatever the file holds: participants (`.lst`), timings (`.lsi`), addresses, times, tokens. The report
//! says so.

mod archive;
mod build;
mod columns;
mod em;
mod encoding;
mod html;
mod ledger;
mod load;
mod model;
mod names;
mod responses;
mod schema;
mod settings;
mod words;
mod xml;

use std::collections::HashMap;

use archive::{Member, Part};
use fhir::Document;
use ledger::{Ledger, Said};
use xml::{Refusal, Source, Table};

use crate::Report;

/// What came out of a file.
#[derive(Debug, Clone, Default)]
pub struct Import {
    /// The questionnaire (R4); none when something in the source must be mended first.
    pub questionnaire: Option<Document>,
    /// The answers of a `.lsa`, one QuestionnaireResponse (R4) each, in the order of the file; without times, tokens,
    /// addresses or numbers.
    pub responses: Vec<Document>,
    /// What became of each row and field. Rows of an archive's parts are named `member:table`.
    pub report: Report,
}

/// Reads a `.lss` or a `.lsa`; which of the two is seen from the bytes. `name` is the file's name, used in messages only.
/// Never panics; a file that cannot be read is a report with an error.
pub fn read(bytes: &[u8], name: &str) -> Import {
    let name = if name.trim().is_empty() { "limesurvey" } else { name };
    if !archive::is_archive(bytes) {
        return match xml::read(bytes) {
            Ok(source) => survey(source, Vec::new(), Vec::new(), name),
            Err(refusal) => refused(&refusal, name),
        };
    }
    let parts = match archive::open(bytes) {
        Ok(parts) => parts,
        Err(refusal) => return refused(&refusal, name),
    };
    let Some(main) = parts.iter().find(|part| part.member == Member::Survey) else {
        let refusal = Refusal::new(
            "no-survey",
            "L'archive ne contient pas d'enquête (.lss).",
            "The archive contains no survey (.lss).",
        );
        return refused(&refusal, name);
    };
    let source = match xml::read(&main.bytes) {
        Ok(source) => source,
        Err(refusal) => return refused(&refusal, &main.name),
    };
    let mut answers: Vec<(String, Result<Source, Refusal>)> = Vec::new();
    for part in parts.iter().filter(|part| part.member == Member::Responses) {
        answers.push((part.name.clone(), xml::read(&part.bytes)));
    }
    let others =
        parts.iter().filter(|part| part.name != main.name && part.member != Member::Responses).cloned().collect();
    survey(source, answers, others, &main.name)
}

fn survey(
    mut source: Source,
    answers: Vec<(String, Result<Source, Refusal>)>,
    others: Vec<Part>,
    name: &str,
) -> Import {
    if source.kind != "Survey" {
        let (fr, en) = if source.kind.is_empty() {
            ("d'un type qu'il ne dit pas".to_owned(), "of a kind it does not say".to_owned())
        } else {
            (format!("de type « {} »", source.kind), format!("of kind \"{}\"", source.kind))
        };
        let refusal = Refusal::new(
            "not-a-survey",
            format!("Ce fichier est un export {fr}, et non une enquête entière."),
            format!("This file is an export {en}, not a whole survey."),
        );
        return refused(&refusal, name);
    }
    let tables = source.tables.len();
    for (part, read) in &answers {
        if let Ok(read) = read {
            let named = |table: &Table| Table { name: format!("{part}:{}", table.name), rows: table.rows.clone() };
            source.tables.extend(read.tables.iter().map(named));
        }
    }
    let mut ledger = Ledger::new(&source);
    for (part, read) in &answers {
        if let Err(refusal) = read {
            ledger.whole(part, error(refusal));
        }
    }
    for part in &others {
        if let Some(said) = about_part(part) {
            ledger.whole(&part.name, said);
        }
    }
    let written = answers.iter().filter_map(|(part, read)| Some((part.as_str(), read.as_ref().ok()?.encoding?)));
    for (part, encoding) in source.encoding.map(|encoding| (name, encoding)).into_iter().chain(written) {
        ledger.whole(
            part,
            Said::changed(
                "encoding",
                format!("Fichier écrit en {encoding}, relu en UTF-8."),
                format!("File written in {encoding}, read again as UTF-8."),
            ),
        );
    }
    let model = load::load(&source, &mut ledger);
    if let Some(refusal) = too_many(&model) {
        return refused(&refusal, name);
    }
    let names = names::Names::build(&model);
    let assessments = source.table("assessments").collect();
    let mut builder = build::Builder { survey: &model, names: &names, ledger, assessments, lists: HashMap::new() };
    let value = builder.questionnaire();
    let mut ledger = builder.ledger;
    settings::scripts(&source, &mut ledger);
    settings::account(&source, &mut ledger);
    let responses = responses::read(&source, tables, &model, &names, &mut ledger);
    let questionnaire = Document::from_value(value).ok().filter(|_| !ledger.has_errors());
    let report = ledger.finish(&source);
    Import { responses: if questionnaire.is_some() { responses } else { Vec::new() }, questionnaire, report }
}

/// Most answerable items of one questionnaire, and most printed answers of all together.
const MOST: (usize, usize) = (20_000, 400_000);

/// An array of a thousand rows and a thousand columns is a million questions: said before it is built.
fn too_many(survey: &model::Survey<'_>) -> Option<Refusal> {
    let (mut items, mut answers) = (0usize, 0usize);
    for question in survey.questions() {
        let (rows, columns) = (question.scale("0").count(), question.scale("1").count().max(1));
        let own = match question.kind {
            ':' | ';' => rows.saturating_mul(columns),
            'R' => names::ranks(question),
            '1' | 'P' => rows.saturating_mul(2),
            _ => rows.max(1),
        };
        items = items.saturating_add(own).saturating_add(1);
        answers = answers.saturating_add(own.saturating_mul(question.answers.len().max(1)));
    }
    (items > MOST.0 || answers > MOST.1).then(|| {
        Refusal::new(
            "too-many-items",
            format!(
                "L'enquête donnerait {items} questions et {answers} réponses à choisir : plus de {} ou {}.",
                MOST.0, MOST.1
            ),
            format!(
                "The survey would give {items} questions and {answers} answers to choose from: over {} or {}.",
                MOST.0, MOST.1
            ),
        )
    })
}

fn about_part(part: &Part) -> Option<Said> {
    Some(match part.member {
        Member::Participants => Said::lost(
            "participants",
            "Perdu exprès : les participants sont des données personnelles, et rien ici ne relie une réponse à une personne.",
            "Lost on purpose: participants are personal data, and nothing here links an answer to a person.",
        ),
        Member::Timings => Said::lost(
            "timings",
            "Perdu exprès : le temps passé sur chaque page peut trahir qui a répondu.",
            "Lost on purpose: the time spent on each page can betray who answered.",
        ),
        Member::Survey => Said::lost(
            "second-survey",
            "Une archive n'a qu'une enquête : seule la première est reprise.",
            "An archive has one survey: only the first is carried over.",
        ),
        Member::Other => Said::lost(
            "file",
            "Fichier envoyé avec une réponse, ou inconnu : non repris.",
            "A file sent with an answer, or unknown: not carried over.",
        ),
        Member::Folder | Member::Responses => return None,
    })
}

fn error(refusal: &Refusal) -> Said {
    Said::error(refusal.code, refusal.fr.clone(), refusal.en.clone()).mend(
        "Exportez à nouveau l'enquête depuis LimeSurvey (Exporter, structure de l'enquête) et importez ce fichier tel quel.",
        "Export the survey again from LimeSurvey (Export, survey structure) and import that file as it is.",
    )
}

/// Nothing of a refused file is accounted for row by row: the one line stands for all of it.
fn refused(refusal: &Refusal, name: &str) -> Import {
    let mut ledger = Ledger::default();
    ledger.whole(name, error(refusal));
    Import { report: ledger.finish(&Source::default()), ..Import::default() }
}
