//! Fields of a question's row, and rows its type does not use, that nobody spoke of yet.

use super::Builder;
use crate::limesurvey::{ledger::Said, model::Question, schema};

/// The themes LimeSurvey gives to a type by itself.
const THEMES: &[&str] = &[
    "listradio",
    "list_dropdown",
    "list_with_comment",
    "5pointchoice",
    "yesno",
    "gender",
    "multiplechoice",
    "multiplechoice_with_comments",
    "arrays/5point",
    "arrays/10point",
    "arrays/yesnouncertain",
    "arrays/increasesamedecrease",
    "arrays/array",
    "arrays/column",
    "arrays/dualscale",
    "arrays/multiflexi",
    "arrays/texts",
    "multiplenumeric",
    "multipleshorttext",
    "numerical",
    "shortfreetext",
    "longfreetext",
    "hugefreetext",
    "date",
    "ranking",
    "boilerplate",
    "equation",
    "file_upload",
    "language",
    "core",
];

impl<'s> Builder<'s> {
    /// Fields of the question's row that are not yet spoken of.
    pub(super) fn own_fields(&mut self, question: &Question<'s>) {
        for (field, said) in own_lines(question) {
            if !self.ledger.knows(question.at, field) {
                self.ledger.cell(question.at, field, said);
            }
        }
        for sub in &question.subs {
            let names: Vec<String> = sub.row.fields.iter().map(|(name, _)| name.clone()).collect();
            for (field, said) in own_lines_of_row(&names) {
                let value = sub.row.get(field);
                if !schema::is_silent("subquestions", field, value) && !self.ledger.knows(sub.at, field) {
                    self.ledger.cell(sub.at, field, said);
                }
            }
        }
    }

    /// Rows and answers that this type of question does not use.
    pub(super) fn unused(&mut self, question: &Question<'s>) {
        let said = || {
            Said::lost(
                "unused-by-type",
                "Ce type de question n'utilise pas cette ligne : elle reste d'un autre type.",
                "This type of question does not use this row: it is left from another type.",
            )
        };
        for answer in &question.answers {
            let weight = answer.weight;
            if !matches!(weight, "" | "0") && !self.ledger.knows(answer.at, "assessment_value") {
                self.ledger.cell(answer.at, "assessment_value", said());
            }
            if answer.chosen && !self.ledger.knows(answer.at, "default_value") {
                self.ledger.cell(answer.at, "default_value", said());
            }
        }
        let subs: Vec<_> = question.subs.iter().map(|sub| (sub.at, &sub.text)).collect();
        let answers: Vec<_> = question.answers.iter().map(|answer| (answer.at, &answer.text)).collect();
        for (at, texts) in subs.into_iter().chain(answers) {
            if !self.ledger.says_row(at) {
                self.ledger.row(at, said());
            }
            for text in texts {
                if !self.ledger.knows(text.at, text.field) {
                    self.ledger.cell(text.at, text.field, said());
                }
            }
        }
    }
}

/// What is said of fields that are the same for every type.
fn own_lines(question: &Question<'_>) -> Vec<(&'static str, Said)> {
    let names: Vec<String> = question.row.fields.iter().map(|(name, _)| name.clone()).collect();
    let mut lines = own_lines_of_row(&names);
    lines.retain(|(field, _)| !schema::is_silent("questions", field, question.row.get(field)));
    if let Some(line) = lines.iter_mut().find(|(field, _)| *field == "question_theme_name")
        && THEMES.contains(&question.row.get("question_theme_name"))
    {
        line.1 = Said::kept("default-theme", "Présentation ordinaire de ce type.", "The ordinary look of this type.");
    }
    if let Some(line) = lines.iter_mut().find(|(field, _)| *field == "other")
        && question.has_other()
    {
        line.1 = Said::kept("other", "« Autre » repris (open-choice).", "\"Other\" carried over (open-choice).");
    }
    lines
}

fn own_lines_of_row(names: &[String]) -> Vec<(&'static str, Said)> {
    let all = vec![
        (
            "preg",
            Said::lost(
                "pattern",
                "Le motif n'est pas une expression entre deux « / » ou ne s'applique pas à ce type.",
                "The pattern is no expression between two \"/\" or does not apply to this type.",
            ),
        ),
        (
            "other",
            Said::lost(
                "other",
                "« Autre » n'existe pas pour ce type de question.",
                "\"Other\" does not exist for this type of question.",
            ),
        ),
        (
            "mandatory",
            Said::lost(
                "mandatory",
                "Obligation propre à une ligne : celle de la question décide.",
                "Mandatory of a single row: the question's own decides.",
            ),
        ),
        (
            "encrypted",
            Said::changed(
                "encrypted",
                "Toutes les réponses sont scellées ici : le réglage n'a plus d'objet.",
                "Every answer is sealed here: the setting has no object.",
            ),
        ),
        (
            "same_default",
            Said::changed(
                "same-default",
                "La valeur par défaut de la langue de l'enquête vaut pour toutes.",
                "The default of the survey's language holds for all.",
            ),
        ),
        (
            "question_theme_name",
            Said::lost("theme", "Présentation propre à LimeSurvey.", "A look of LimeSurvey's own."),
        ),
        (
            "lid",
            Said::lost(
                "label-set",
                "Jeu d'étiquettes d'avant 2010 : seules les réponses de la question sont reprises.",
                "A label set from before 2010: only the question's own answers are carried over.",
            ),
        ),
        (
            "lid1",
            Said::lost(
                "label-set",
                "Second jeu d'étiquettes d'avant 2010 : seules les réponses de la question sont reprises.",
                "A second label set from before 2010: only the question's own answers are carried over.",
            ),
        ),
        ("modulename", Said::lost("module", "Module d'extension de LimeSurvey.", "An extension module of LimeSurvey.")),
        (
            "same_script",
            Said::lost("script-removed", "Les scripts ne sont jamais repris.", "Scripts are never carried over."),
        ),
        (
            "relevance",
            Said::lost(
                "condition-lost",
                "Condition d'une ligne que ce type ne sait pas cacher seule.",
                "Condition of a row that this type cannot hide alone.",
            ),
        ),
        ("help", Said::lost("help-of-row", "Une ligne n'a pas d'aide propre.", "A row has no help of its own.")),
    ];
    all.into_iter().filter(|(field, _)| names.iter().any(|name| name == field)).collect()
}
