//! What shows or hides a single row or answer: a row's own relevance, and LimeSurvey's array filters. A row of an array is an
//! item and gets conditions; an answer of a multiple choice is switched by SDC's answerOptionsToggleExpression.

use serde_json::{Value, json};

use super::{Builder, Node, choices::codes, conditions::Condition, extend, url, walk::each};
use crate::limesurvey::{
    em,
    ledger::Said,
    model::{Question, Sub},
    names::{Hold, Var},
};

impl<'s> Builder<'s> {
    /// Conditions of a row that is an item.
    pub(super) fn row_conditions(
        &mut self,
        item: &mut Node,
        rank: usize,
        question: &Question<'s>,
        sub: &Sub<'s>,
        var: &Var,
    ) {
        let mut all: Vec<Condition> = Vec::new();
        all.extend(self.condition(sub.row.get("relevance"), sub.at, "relevance", Some(rank), Some(var)));
        all.extend(self.filter_paths(question, sub.code).into_iter().map(|path| Condition { simple: None, path }));
        self.apply(item, all);
    }

    /// Filters of answers, and what is said of every filter.
    pub(super) fn filters(&mut self, items: &mut [Node], rank: usize, question: &Question<'s>) {
        if matches!(question.kind, 'M' | 'P')
            && let Some(item) = items.first_mut()
        {
            let system = self.system(question.code);
            let subs: Vec<Sub<'s>> = question.scale("0").cloned().collect();
            for sub in &subs {
                let this = self.names.part(rank, sub.code).cloned();
                let own = self.condition(sub.row.get("relevance"), sub.at, "relevance", Some(rank), this.as_ref());
                let mut paths: Vec<String> = own.into_iter().map(|condition| condition.path).collect();
                paths.extend(self.filter_paths(question, sub.code));
                if !paths.is_empty() {
                    let path = paths.iter().map(|path| format!("({path})")).collect::<Vec<_>>().join(" and ");
                    extend(item, toggle(&system, sub.code, &path));
                }
            }
        }
        if matches!(question.kind, 'L' | 'R') {
            self.filter_list(items, question);
        }
        for name in ["array_filter", "array_filter_exclude"] {
            self.about_filter(question, name);
        }
        self.about_exclusive(question);
    }

    /// A list, or each place of a ranking, offers the answers whose code the other question has chosen.
    fn filter_list(&self, items: &mut [Node], question: &Question<'s>) {
        let system = self.system(question.code);
        for code in codes(question, "0") {
            let paths = self.filter_paths(question, &code);
            if paths.is_empty() {
                continue;
            }
            let path = paths.iter().map(|path| format!("({path})")).collect::<Vec<_>>().join(" and ");
            each(items, &["choice", "open-choice"], &mut |item| extend(item, toggle(&system, &code, &path)));
        }
    }

    fn about_filter(&mut self, question: &Question<'s>, name: &str) {
        let Some(attr) = question.attr(name).cloned() else { return };
        let missing: Vec<&str> = sources(attr.value).filter(|code| self.names.question_named(code).is_none()).collect();
        let usable =
            matches!(question.kind, 'L' | 'R' | 'M' | 'P' | 'A'..='C' | 'E' | 'F' | 'H' | 'K' | 'Q' | '1' | ':' | ';');
        let said = if !missing.is_empty() {
            let list = missing.join(", ");
            Said::lost(
                "filter-source",
                format!("Le filtre nomme une question qui n'existe pas : {list}."),
                format!("The filter names a question that does not exist: {list}."),
            )
        } else if usable && !self.filters_some(question) {
            Said::changed(
                "filter-no-match",
                "Aucune ligne n'a le code d'une ligne de la question nommée : rien n'est filtré, comme dans LimeSurvey.",
                "No row has the code of a row of the named question: nothing is filtered, as in LimeSurvey.",
            )
        } else if usable {
            Said::kept(
                "filter",
                "Filtre repris : conditions des lignes, ou answerOptionsToggleExpression.",
                "Filter carried over: conditions of the rows, or answerOptionsToggleExpression.",
            )
        } else {
            Said::lost(
                "filter",
                "Ce type de question n'a rien à filtrer ligne par ligne : tout est proposé.",
                "This type of question has nothing to filter row by row: everything is offered.",
            )
        };
        self.ledger.row(attr.at, said);
    }

    /// Whether a filter has something to act on.
    fn filters_some(&self, question: &Question<'s>) -> bool {
        let listed = if matches!(question.kind, 'L' | 'R') { codes(question, "0") } else { Vec::new() };
        let mut rows = question.scale("0").map(|sub| sub.code).chain(listed.iter().map(String::as_str));
        rows.any(|code| !self.filter_paths(question, code).is_empty())
    }

    fn about_exclusive(&mut self, question: &Question<'s>) {
        let Some(attr) = question.attr("exclude_all_others").cloned() else { return };
        let known = |code: &str| question.scale("0").any(|sub| sub.code == code);
        let all = attr.value.split(';').map(str::trim).all(|code| code.is_empty() || known(code));
        let said = if all && matches!(question.kind, 'M' | 'P') {
            Said::kept(
                "exclusive",
                "Réponse exclusive reprise (optionExclusive).",
                "Exclusive answer carried over (optionExclusive).",
            )
        } else {
            Said::lost(
                "exclusive",
                "Une réponse exclusive n'a d'équivalent que dans un choix multiple, pour une réponse qui existe.",
                "An exclusive answer has an equivalent in a multiple choice only, for an answer that exists.",
            )
        };
        self.ledger.row(attr.at, said);
    }

    /// FHIRPath of each filter on a row: the row of the same code in the other question is (not) chosen or answered.
    fn filter_paths(&self, question: &Question<'s>, code: &str) -> Vec<String> {
        let mut paths = Vec::new();
        for (name, wanted) in [("array_filter", true), ("array_filter_exclude", false)] {
            for source in sources(question.value(name)) {
                let Some(rank) = self.names.question_named(source) else { continue };
                let vars: Vec<&Var> = self
                    .names
                    .parts(rank)
                    .take(2_000)
                    .filter(|var| {
                        var.part == code
                            || var.part.starts_with(&format!("{code}_"))
                            || (code == "other" && var.hold == Hold::Other)
                    })
                    .take(50)
                    .collect();
                if vars.is_empty() {
                    continue;
                }
                let found: Vec<String> = vars.iter().map(|var| em::answered(var)).collect();
                let any = found.join(" or ");
                paths.push(if wanted { any } else { format!("({any}).not()") });
            }
        }
        paths
    }

    /// An item nobody sees.
    pub(super) fn hidden(&mut self, items: &mut [Node], question: &Question<'s>) {
        let Some(attr) = question.attr("hidden").cloned() else { return };
        if !question.is_on("hidden") || items.is_empty() {
            return;
        }
        for item in items.iter_mut() {
            extend(item, json!({"url": url::HIDDEN, "valueBoolean": true}));
        }
        self.ledger.row(
            attr.at,
            Said::kept(
                "hidden",
                "Question cachée reprise (questionnaire-hidden).",
                "Hidden question carried over (questionnaire-hidden).",
            ),
        );
    }
}

/// One answer of a list, offered while an expression holds.
fn toggle(system: &str, code: &str, path: &str) -> Value {
    json!({"url": url::TOGGLE, "extension": [
        {"url": "option", "valueCoding": {"system": system, "code": code.trim()}},
        {"url": "expression", "valueExpression": {"language": "text/fhirpath", "expression": path}}]})
}

fn sources(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(str::trim).filter(|code| !code.is_empty()).take(20)
}

/// The types of files, by ending.
const FILES: &[(&str, &str)] = &[
    ("png", "image/png"),
    ("gif", "image/gif"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("webp", "image/webp"),
    ("pdf", "application/pdf"),
    ("doc", "application/msword"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xls", "application/vnd.ms-excel"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("txt", "text/plain"),
    ("csv", "text/csv"),
    ("rtf", "application/rtf"),
    ("mp3", "audio/mpeg"),
    ("mp4", "video/mp4"),
    ("zip", "application/zip"),
];

impl<'s> Builder<'s> {
    /// The types of files accepted.
    pub(super) fn file_types(&mut self, item: &mut Node, question: &Question<'s>) {
        let Some(attr) = question.attr("allowed_filetypes").cloned() else { return };
        let mut unknown = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        for ending in attr.value.split(',').map(|one| one.trim().trim_start_matches('.')).filter(|one| !one.is_empty())
        {
            match FILES.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending)) {
                Some((_, mime)) if !seen.contains(mime) => {
                    seen.push(mime);
                    extend(item, json!({"url": url::MIME, "valueCode": mime}));
                }
                Some(_) => {}
                None => unknown.push(ending),
            }
        }
        let said = if unknown.is_empty() {
            Said::kept("file-types", "Types de fichiers repris (mimeType).", "Types of files carried over (mimeType).")
        } else if seen.is_empty() {
            let list = unknown.join(", ");
            Said::lost(
                "file-types",
                format!("Aucun type de fichier connu dans : {list}. Tout fichier est accepté."),
                format!("No known type of file in: {list}. Any file is accepted."),
            )
        } else {
            let list = unknown.join(", ");
            Said::changed(
                "file-types",
                format!("Types de fichiers repris (mimeType), sauf : {list}."),
                format!("Types of files carried over (mimeType), except: {list}."),
            )
        };
        self.ledger.row(attr.at, said);
    }
}

/// Whether an item is one of a kind that can hold an answer filled in beforehand.
pub(super) fn takes_initial(item: &Node) -> bool {
    item.get("type").and_then(Value::as_str).is_some_and(|kind| !matches!(kind, "group" | "display" | "attachment"))
}
