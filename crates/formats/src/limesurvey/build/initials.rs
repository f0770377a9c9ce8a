//! Answers filled in beforehand.

use serde_json::{Value, json};

use super::{
    Builder, Node, expression, extend,
    filters::takes_initial,
    json_number,
    shapes::whole_equation,
    url,
    walk::{each_number, find},
};
use crate::limesurvey::{
    em::{self, Piece, Translator},
    ledger::Said,
    model::{Initial, Question},
};

impl<'s> Builder<'s> {
    /// Every default of a question.
    pub(super) fn initials(&mut self, items: &mut [Node], rank: usize, question: &Question<'s>) {
        self.declared(items, rank, question);
        self.slider_start(items, question);
    }

    fn declared(&mut self, items: &mut [Node], rank: usize, question: &Question<'s>) {
        let all: Vec<Initial<'s>> = question.initials.clone();
        for initial in &all {
            let value = initial.text.first().map_or("", |text| text.raw).trim().to_owned();
            let said = if value.is_empty() {
                Said::kept("default-empty", "Aucune valeur par défaut.", "No default value.")
            } else if self.initial(items, rank, question, initial, &value) {
                Said::kept("default", "Valeur par défaut reprise.", "Default value carried over.")
            } else {
                Said::lost(
                    "default",
                    "Valeur par défaut qui ne convient pas à cet élément, ou d'une ligne qui n'existe pas.",
                    "Default value that does not fit this item, or of a row that does not exist.",
                )
            };
            self.ledger.row(initial.at, said.clone());
            for (place, text) in initial.text.iter().enumerate() {
                if self.ledger.knows(text.at, text.field) {
                    continue;
                }
                let same = text.raw.trim() == value;
                let line = if place == 0 || same {
                    said.clone()
                } else {
                    Said::lost(
                        "default-per-language",
                        "Une valeur par défaut n'a qu'une langue ici : celle de l'enquête.",
                        "A default value has one language here: the survey's own.",
                    )
                };
                self.ledger.cell(text.at, text.field, line);
            }
        }
    }

    /// Where a slider stands at first is its answer, unless the survey says that it only looks so.
    fn slider_start(&mut self, items: &mut [Node], question: &Question<'s>) {
        let Some(attr) = question.attr("slider_default").cloned().filter(|_| question.is_on("slider_layout")) else {
            return;
        };
        if question.kind != 'K' || question.value("slider_default_set") == "0" {
            return;
        }
        let mut count = 0;
        each_number(items, &mut |item| {
            count += usize::from(!item.contains_key("initial") && fill(item, attr.value.trim()));
        });
        if count > 0 {
            self.ledger.row(
                attr.at,
                Said::kept(
                    "default",
                    "Position de départ du curseur reprise (initial).",
                    "Where the slider starts carried over (initial).",
                ),
            );
        }
    }

    fn initial(
        &self,
        items: &mut [Node],
        rank: usize,
        question: &Question<'s>,
        initial: &Initial<'s>,
        value: &str,
    ) -> bool {
        let sub = question.subs.iter().find(|sub| sub.qid == initial.sub);
        let part = match (sub, initial.special) {
            (Some(sub), "") => sub.code.to_owned(),
            (Some(sub), special) => format!("{}{special}", sub.code),
            (None, special) => special.to_owned(),
        };
        let link = self.names.part(rank, &part).map(|var| var.link.clone());
        let link = link.unwrap_or_else(|| self.names.questions.get(rank).cloned().unwrap_or_default());
        let computed = em::pieces(value).iter().any(|piece| matches!(piece, Piece::Expression(_)));
        let multiple = matches!(question.kind, 'M' | 'P');
        let mut done = false;
        find(items, &link, &mut |item| {
            if !takes_initial(item) {
                return;
            }
            if computed {
                let kind = item.get("type").and_then(Value::as_str).unwrap_or("").to_owned();
                if let Some(path) = self.initial_expression(rank, value, &kind) {
                    extend(item, expression(url::INITIAL, &path));
                    done = true;
                }
            } else if multiple && let Some(sub) = sub {
                done = value == "Y" && select(item, sub.code);
            } else if item.get("answerOption").is_some() {
                done = select(item, value);
            } else {
                done = fill(item, value);
            }
        });
        done
    }

    /// A default with braces is computed, as the type of its item; a coded answer cannot be.
    fn initial_expression(&self, rank: usize, value: &str, kind: &str) -> Option<String> {
        let mut translator = Translator::new(self.survey, self.names, Some(rank));
        match kind {
            "string" | "text" => whole_equation(&mut translator, value, "string"),
            "integer" | "decimal" => {
                let pieces = em::pieces(value);
                let [Piece::Expression(source)] = pieces.as_slice() else { return None };
                let value = translator.value(&em::parse(source).ok()?)?;
                Some(translator.number(value).text)
            }
            "date" => {
                let words = whole_equation(&mut translator, value, "string")?;
                Some(format!("({words}).toDate()"))
            }
            _ => None,
        }
    }
}

/// Marks an answer as chosen beforehand.
fn select(item: &mut Node, code: &str) -> bool {
    let options = item.get_mut("answerOption").and_then(Value::as_array_mut);
    for option in options.into_iter().flatten().filter_map(Value::as_object_mut) {
        if option.get("valueCoding").and_then(|coding| coding.get("code")).is_some_and(|one| one == code) {
            option.insert("initialSelected".into(), true.into());
            return true;
        }
    }
    false
}

fn fill(item: &mut Node, value: &str) -> bool {
    let kind = item.get("type").and_then(Value::as_str).unwrap_or("");
    let filled = match kind {
        "string" | "text" => Some(json!({"valueString": value})),
        "integer" => json_number(value).filter(Value::is_i64).map(|number| json!({"valueInteger": number})),
        "decimal" => json_number(value).map(|number| json!({"valueDecimal": number})),
        "boolean" => Some(json!({"valueBoolean": value == "1"})),
        "date" => {
            (value.len() == 10 && value.starts_with(|c: char| c.is_ascii_digit())).then(|| json!({"valueDate": value}))
        }
        _ => None,
    };
    let Some(filled) = filled else { return false };
    item.insert("initial".into(), json!([filled]));
    true
}
