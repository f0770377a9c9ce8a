//! The answers of an archive: one QuestionnaireResponse a row. What could say who answered, or when, is dropped on purpose, and
//! no line of the report ever quotes an answer.

use std::collections::HashMap;

use fhir::Document;
use serde_json::{Map, Value, json};

use super::{
    build::codes,
    em, html,
    ledger::{At, Ledger, Said},
    model::{Question, Survey, tag},
    names::{Hold, Names, Var},
    xml::{Row, Source},
};

/// Columns that say who or when.
const PERSONAL: &[&str] =
    &["id", "token", "submitdate", "startdate", "datestamp", "ipaddr", "refurl", "seed", "lastpage", "quota_exit"];

/// Reads every row of the archive's responses. `from`: rank of the first table that came from there.
pub(super) fn read(
    source: &Source,
    from: usize,
    survey: &Survey<'_>,
    names: &Names,
    ledger: &mut Ledger,
) -> Vec<Document> {
    let questions: Vec<&Question<'_>> = survey.questions().collect();
    let reader = Reader { survey, names, questions };
    let mut found = Vec::new();
    for (rank, table) in source.tables.iter().enumerate().skip(from) {
        if !table.name.ends_with(":responses") {
            continue;
        }
        for row in &table.rows {
            let at = At { table: u32::try_from(rank).unwrap_or(u32::MAX), row: row.number };
            let value = reader.response(at, row, ledger);
            ledger.row(at, Said::kept("response", "Réponse reprise.", "Response carried over."));
            found.extend(Document::from_value(value).ok());
        }
    }
    found
}

struct Reader<'a, 's> {
    survey: &'a Survey<'s>,
    names: &'a Names,
    questions: Vec<&'a Question<'s>>,
}

impl Reader<'_, '_> {
    fn response(&self, at: At, row: &Row, ledger: &mut Ledger) -> Value {
        let mut answers: HashMap<&str, Vec<Value>> = HashMap::new();
        for (column, text) in &row.fields {
            if text.trim().is_empty() {
                continue;
            }
            let said = self.column(column, text, &mut answers);
            ledger.cell(at, column, said);
        }
        let mut root = Map::new();
        root.insert("resourceType".into(), "QuestionnaireResponse".into());
        let lang = row.get("startlanguage");
        if !lang.is_empty() {
            root.insert("language".into(), tag(lang).into());
        }
        root.insert("questionnaire".into(), format!("urn:limesurvey:{}", self.survey.sid).into());
        let done = !row.get("submitdate").trim().is_empty();
        root.insert("status".into(), if done { "completed" } else { "in-progress" }.into());
        let mut tree: Vec<Branch> = Vec::new();
        let mut ranked: Vec<(usize, Vec<Value>)> =
            answers.into_iter().filter_map(|(link, values)| Some((self.names.rank(link)?, values))).collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        for (rank, values) in ranked.into_iter().filter(|(_, values)| !values.is_empty()) {
            if let Some(var) = self.names.vars.get(rank) {
                hang(&mut tree, &var.path, values);
            }
        }
        if !tree.is_empty() {
            root.insert("item".into(), tree.into_iter().map(Branch::json).collect());
        }
        Value::Object(root)
    }

    fn column<'a>(&'a self, column: &str, text: &str, answers: &mut HashMap<&'a str, Vec<Value>>) -> Said {
        if PERSONAL.contains(&column) {
            return Said::lost(
                "privacy",
                "Perdu exprès : cette colonne dit qui a répondu, ou quand.",
                "Lost on purpose: this column says who answered, or when.",
            );
        }
        if column == "startlanguage" {
            return Said::kept("language", "Langue de la réponse.", "Language of the response.");
        }
        // An element's name cannot begin with a digit, nor hold the `#` of a second scale: LimeSurvey writes `_` before it, and
        // `-` for it.
        let bare = column.strip_prefix('_').unwrap_or(column);
        let hashed = bare.replace('-', "#");
        let named = |field: &str| self.names.named(self.names.field(field));
        let Some(var) = named(bare).or_else(|| named(&hashed)) else {
            return Said::lost(
                "unknown-column",
                "Cette colonne ne correspond à aucune question de l'enquête.",
                "This column matches no question of the survey.",
            );
        };
        let Some(value) = self.value(var, text.trim()) else {
            return Said::lost(
                "unfit-answer",
                "Cette réponse ne convient pas au type de sa question, ou dit que rien n'est choisi.",
                "This answer does not fit the type of its question, or says that nothing is chosen.",
            )
            .became(&var.link);
        };
        let list = answers.entry(var.link.as_str()).or_default();
        // `-oth-` only says that the written answer counts.
        if var.hold != Hold::OpenCode || text.trim() != "-oth-" {
            list.push(json!({ value.0: value.1 }));
        }
        if var.hold == Hold::DateTime && text.trim().len() > 10 && !text.trim().ends_with("00:00:00") {
            return Said::changed(
                "time-without-zone",
                "Seul le jour est repris : LimeSurvey n'écrit pas le fuseau, que FHIR exige avec une heure.",
                "Only the day is carried over: LimeSurvey writes no time zone, which FHIR demands with a time.",
            )
            .became(&var.link);
        }
        Said::kept("answer", "Réponse reprise.", "Answer carried over.").became(&var.link)
    }

    fn value(&self, var: &Var, text: &str) -> Option<(&'static str, Value)> {
        let question = self.questions.get(var.question)?;
        Some(match var.hold {
            Hold::Number => {
                let number = text.trim_end_matches('0').trim_end_matches('.');
                let number = if text.contains('.') { if number.is_empty() { "0" } else { number } } else { text };
                let number: Value = serde_json::from_str(number.strip_prefix('+').unwrap_or(number)).ok()?;
                let number = if number.is_number() { number } else { return None };
                let whole = super::build::number_type(question) == "integer";
                if whole && !number.is_i64() {
                    return None;
                }
                (if whole { "valueInteger" } else { "valueDecimal" }, number)
            }
            Hold::Text | Hold::Other => ("valueString", text.into()),
            Hold::Date => ("valueDate", text.get(..10).filter(|day| day.as_bytes().get(4) == Some(&b'-'))?.into()),
            Hold::DateTime => {
                ("valueDateTime", text.get(..10).filter(|day| day.as_bytes().get(4) == Some(&b'-'))?.into())
            }
            Hold::Time => ("valueTime", text.get(11..19).or(text.get(..8))?.into()),
            Hold::Code | Hold::OpenCode => {
                let scale = if question.kind == '1' { var.part.rsplit('_').next().unwrap_or("0") } else { "0" };
                let known = codes(question, scale).iter().any(|code| code == text) || text == "-oth-";
                known.then(|| ("valueCoding", self.coding(question, text)))?
            }
            Hold::Ticked if text == "Y" => ("valueCoding", self.coding(question, &var.code)),
            Hold::Flag => ("valueBoolean", (text == "1").into()),
            Hold::Ticked | Hold::Files | Hold::FileCount => return None,
        })
    }

    fn coding(&self, question: &Question<'_>, code: &str) -> Value {
        let sid = if self.survey.sid.is_empty() { "0" } else { self.survey.sid };
        let mut coding = json!({"system": format!("urn:limesurvey:{sid}:{}", question.code), "code": code});
        let text = question.answers.iter().find(|answer| answer.code == code).and_then(|answer| answer.text.first());
        let text = text.or_else(|| question.subs.iter().find(|sub| sub.code == code).and_then(|sub| sub.text.first()));
        if let (Some(text), Some(coding)) = (text, coding.as_object_mut()) {
            let plain = html::clean(text.raw).plain;
            if !plain.is_empty() && em::pieces(&plain).len() == 1 {
                coding.insert("display".into(), plain.into());
            }
        }
        coding
    }
}

/// An item of a response being built.
struct Branch {
    link: String,
    answers: Vec<Value>,
    inner: Vec<Branch>,
}

impl Branch {
    fn json(self) -> Value {
        let mut item = Map::new();
        item.insert("linkId".into(), self.link.into());
        if !self.answers.is_empty() {
            item.insert("answer".into(), self.answers.into());
        }
        if !self.inner.is_empty() {
            item.insert("item".into(), self.inner.into_iter().map(Self::json).collect());
        }
        Value::Object(item)
    }
}

/// Puts answers at the end of a path, which is never longer than four.
fn hang(tree: &mut Vec<Branch>, path: &[String], answers: Vec<Value>) {
    let Some((link, rest)) = path.split_first() else { return };
    let place = match tree.iter().position(|branch| branch.link == *link) {
        Some(place) => place,
        None => {
            tree.push(Branch { link: link.clone(), answers: Vec::new(), inner: Vec::new() });
            tree.len() - 1
        }
    };
    if let Some(branch) = tree.get_mut(place) {
        if rest.is_empty() { branch.answers.extend(answers) } else { hang(&mut branch.inner, rest, answers) }
    }
}
