//! The answers of a list: those of the file, or those LimeSurvey prints by itself.

use serde_json::{Value, json};

use super::{Builder, Node, extend, json_number, push, url};
use crate::limesurvey::{
    ledger::Said,
    model::{Question, tag},
    words,
};

/// The fixed answers of a type: code, label (a number has none) and value.
fn fixed(kind: char) -> &'static [(&'static str, &'static str, &'static str)] {
    match kind {
        '5' | 'A' => &[("1", "", "1"), ("2", "", "2"), ("3", "", "3"), ("4", "", "4"), ("5", "", "5")],
        'B' => &[
            ("1", "", "1"),
            ("2", "", "2"),
            ("3", "", "3"),
            ("4", "", "4"),
            ("5", "", "5"),
            ("6", "", "6"),
            ("7", "", "7"),
            ("8", "", "8"),
            ("9", "", "9"),
            ("10", "", "10"),
        ],
        'Y' => &[("Y", "yes", ""), ("N", "no", "")],
        'C' => &[("Y", "yes", ""), ("U", "uncertain", ""), ("N", "no", "")],
        'E' => &[("I", "increase", ""), ("S", "same", ""), ("D", "decrease", "")],
        'G' => &[("F", "female", ""), ("M", "male", "")],
        _ => &[],
    }
}

/// The codes of a list, as the document will have them.
pub(in crate::limesurvey) fn codes(question: &Question<'_>, scale: &str) -> Vec<String> {
    let fixed = fixed(question.kind);
    if !fixed.is_empty() {
        return fixed.iter().map(|(code, ..)| (*code).to_owned()).collect();
    }
    if matches!(question.kind, 'M' | 'P') {
        return question.scale("0").map(|sub| sub.code.to_owned()).collect();
    }
    let listed: Vec<String> = question.answers_of(scale).map(|answer| answer.code.to_owned()).collect();
    if listed.is_empty() && question.kind == 'R' {
        return question.scale("0").map(|sub| sub.code.to_owned()).collect();
    }
    listed
}

impl<'s> Builder<'s> {
    /// Puts the answers of a scale on an item.
    pub(super) fn options(&mut self, item: &mut Node, rank: usize, question: &Question<'s>, scale: &str) {
        // An array asks the same answers on each row: they are read, and accounted for, once.
        let key = (rank, scale.to_owned());
        if !self.lists.contains_key(&key) {
            let list = self.read_options(rank, question, scale);
            self.lists.insert(key.clone(), list);
        }
        for option in self.lists.get(&key).into_iter().flatten() {
            push(item, "answerOption", option.clone());
        }
    }

    fn read_options(&mut self, rank: usize, question: &Question<'s>, scale: &str) -> Vec<Value> {
        let link = self.names.questions.get(rank).cloned().unwrap_or_default();
        let mut list = Vec::new();
        let system = self.system(question.code);
        for (code, name, weight) in fixed(question.kind) {
            let mut coding = coding(&system, code);
            if name.is_empty() {
                coding.insert("display".into(), (*code).into());
            } else {
                self.labels(&mut coding, "display", name);
            }
            weigh(&mut coding, weight);
            list.push(json!({"valueCoding": coding}));
        }
        if !fixed(question.kind).is_empty() {
            return list;
        }
        let mut seen: Vec<&str> = Vec::new();
        let answers: Vec<_> = question.answers_of(scale).cloned().collect();
        for answer in &answers {
            let double = seen.contains(&answer.code);
            seen.push(answer.code);
            let said = if double {
                Said::changed(
                    "double-answer-code",
                    format!(
                        "Le code de réponse « {} » est en double : seule la première réponse est reprise.",
                        answer.code
                    ),
                    format!("The answer code \"{}\" is a double: only the first answer is carried over.", answer.code),
                )
                .mend("Donnez à chaque réponse un code différent.", "Give each answer a code of its own.")
            } else {
                Said::kept("answer", "Réponse reprise.", "Answer carried over.").became(&link)
            };
            self.ledger.row(answer.at, said);
            let mut coding = coding(&system, answer.code);
            self.put(&mut coding, "display", &answer.text, &link, Some(rank));
            if !matches!(answer.weight, "" | "0") {
                weigh(&mut coding, answer.weight);
                if !self.ledger.knows(answer.at, "assessment_value") {
                    self.ledger.cell(answer.at, "assessment_value", weight_said(answer.weight));
                }
            } else if self.survey.setting("assessments") == "Y" {
                weigh(&mut coding, "0");
            }
            if answer.chosen {
                self.ledger.cell(
                    answer.at,
                    "default_value",
                    Said::kept(
                        "default",
                        "Réponse choisie d'avance reprise.",
                        "Answer chosen beforehand carried over.",
                    ),
                );
            }
            match (double, answer.chosen) {
                (false, true) => list.push(json!({"valueCoding": coding, "initialSelected": true})),
                (false, false) => list.push(json!({"valueCoding": coding})),
                (true, _) => {}
            }
        }
        list
    }

    /// The answers of a multiple choice or of a new ranking: its rows.
    pub(super) fn row_options(&mut self, item: &mut Node, rank: usize, question: &Question<'s>, account: bool) {
        let link = item.get("linkId").and_then(Value::as_str).unwrap_or("").to_owned();
        let system = self.system(question.code);
        let exclusive: Vec<&str> = question.value("exclude_all_others").split(';').map(str::trim).collect();
        let weight = question.value("assessment_value");
        let subs: Vec<_> = question.scale("0").cloned().collect();
        for sub in &subs {
            let mut coding = coding(&system, sub.code);
            if account {
                self.ledger.row(sub.at, Said::kept("answer", "Réponse reprise.", "Answer carried over.").became(&link));
                self.put(&mut coding, "display", &sub.text, &link, Some(rank));
            } else {
                let quiet: Vec<_> = sub.text.first().into_iter().collect();
                for text in quiet {
                    coding.insert("display".into(), crate::limesurvey::html::clean(text.raw).plain.into());
                }
            }
            if matches!(question.kind, 'M' | 'P') && self.survey.setting("assessments") == "Y" {
                weigh(&mut coding, if weight.is_empty() { "1" } else { weight });
            }
            let mut option = Node::new();
            if exclusive.contains(&sub.code) {
                extend(&mut option, json!({"url": url::EXCLUSIVE, "valueBoolean": true}));
            }
            option.insert("valueCoding".into(), Value::Object(coding));
            push(item, "answerOption", Value::Object(option));
        }
    }

    /// What stands before the answer people write themselves: the survey's words, else LimeSurvey's.
    pub(super) fn open_label(&mut self, item: &mut Node, rank: usize, question: &Question<'s>) {
        if !question.has_other() {
            return;
        }
        let link = item.get("linkId").and_then(Value::as_str).unwrap_or("").to_owned();
        let mut label = Node::new();
        label.insert("url".into(), url::OPEN_LABEL.into());
        let texts = question.attr_texts("other_replace_text", &self.survey.base);
        self.put(&mut label, "valueString", &texts, &link, Some(rank));
        if !label.contains_key("valueString") {
            self.labels(&mut label, "valueString", "other");
        }
        extend(item, Value::Object(label));
    }

    /// A label that LimeSurvey prints by itself, in every language of the survey.
    pub(super) fn labels(&self, node: &mut Node, property: &str, name: &str) {
        let mut languages = self.survey.languages.iter();
        let base = languages.next().map_or("en", String::as_str);
        node.insert(property.to_owned(), words::label(name, base).into());
        let twin: Vec<Value> = languages
            .map(|lang| {
                let content = json!({"url": "content", "valueString": words::label(name, lang)});
                json!({"url": fhir::url::TRANSLATION,
                    "extension": [{"url": "lang", "valueCode": tag(lang)}, content]})
            })
            .collect();
        if !twin.is_empty() {
            node.insert(format!("_{property}"), json!({"extension": twin}));
        }
    }
}

fn coding(system: &str, code: &str) -> Node {
    let mut coding = Node::new();
    coding.insert("system".into(), system.into());
    coding.insert("code".into(), code.trim().into());
    coding
}

fn weigh(coding: &mut Node, weight: &str) {
    if let Some(number) = json_number(weight) {
        coding.shift_insert(0, "extension".into(), json!([{"url": fhir::url::ORDINAL_VALUE, "valueDecimal": number}]));
    }
}

fn weight_said(weight: &str) -> Said {
    if json_number(weight).is_some() {
        return Said::kept(
            "answer-value",
            "Valeur d'évaluation reprise (ordinalValue).",
            "Assessment value carried over (ordinalValue).",
        );
    }
    Said::lost("answer-value", format!("« {weight} » n'est pas un nombre."), format!("\"{weight}\" is not a number."))
}

/// Writes a place's number after a label, in every language.
pub(super) fn number_texts(item: &mut Node, place: usize) {
    if let Some(Value::String(text)) = item.get_mut("text") {
        text.push_str(&format!(" {place}"));
    }
    let twins = item.get_mut("_text").and_then(|twin| twin.get_mut("extension")).and_then(Value::as_array_mut);
    for twin in twins.into_iter().flatten() {
        let parts = twin.get_mut("extension").and_then(Value::as_array_mut);
        for part in parts.into_iter().flatten() {
            if let Some(Value::String(text)) = part.get_mut("valueString") {
                text.push_str(&format!(" {place}"));
            }
        }
    }
}
