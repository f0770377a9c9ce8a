//! The shape each type of question takes.
//!
//! Choices made, and why:
//! - A multiple choice (M, P) is one repeating choice, not a row of yes/no questions: its answers stay one list in one
//!   order, "none of these" can be exclusive, numbers of answers are `minOccurs` and `maxOccurs`, and an expression on one
//!   box becomes a question on that list.
//! - Yes/no (Y) stays a choice of two codes: conditions and past answers say `Y` and `N`.
//! - An array is a group drawn as a table (`htable`, or `table` by columns) with one question a row; each keeps the name
//!   LimeSurvey's expressions and exports give it (`Q1_SQ001`).
//! - A dual scale is two tables, one a scale, each under its heading. A ranking is a group with one choice a place.

use serde_json::{Value, json};

use super::{
    Builder, Node, choices::number_texts, conditions::Condition, expression, extend, itemcontrol, json_number, leaf,
    number_type, push, url, walk::COMMENT,
};
use crate::limesurvey::{
    em::{self, Translator},
    ledger::Said,
    model::{Question, Sub},
    names::{Hold, Var, equation},
};

impl<'s> Builder<'s> {
    /// The items of a question, its own first.
    pub(super) fn shape(&mut self, rank: usize, question: &Question<'s>) -> Vec<Node> {
        let link = self.names.questions.get(rank).cloned().unwrap_or_default();
        match question.kind {
            'L' | '!' | 'O' | '5' | 'Y' | 'G' => self.choice(rank, question, &link),
            'M' | 'P' => self.multiple(rank, question, &link),
            'A' | 'B' | 'C' | 'E' | 'F' | 'H' | 'K' | 'Q' => vec![self.rows(rank, question, &link)],
            '1' => vec![self.dual(rank, question, &link)],
            ':' | ';' => vec![self.grid(rank, question, &link)],
            'R' => vec![self.ranking(rank, question, &link)],
            '*' => vec![self.equation(rank, question, &link)],
            '|' => vec![self.files(question, &link)],
            'X' => vec![leaf(&link, "display")],
            'I' => Vec::new(),
            _ => {
                let kind = self.names.part(rank, "").map_or("text", |var| type_of(var, question));
                vec![leaf(&link, kind)]
            }
        }
    }

    fn choice(&mut self, rank: usize, question: &Question<'s>, link: &str) -> Vec<Node> {
        let mut item = leaf(link, if question.has_other() { "open-choice" } else { "choice" });
        let control = match question.kind {
            '!' => "drop-down",
            'O' if question.is_on("use_dropdown") => "drop-down",
            _ => "radio-button",
        };
        extend(&mut item, itemcontrol(control));
        self.options(&mut item, rank, question, "0");
        self.open_label(&mut item, rank, question);
        let mut items = vec![item];
        if question.kind == 'O' {
            items.extend(self.comment(rank, "comment"));
        }
        items
    }

    fn comment(&self, rank: usize, part: &str) -> Option<Node> {
        let var = self.names.part(rank, part)?;
        let mut item = leaf(&var.link, "text");
        item.insert(COMMENT.into(), true.into());
        self.labels(&mut item, "text", "comment");
        Some(item)
    }

    fn multiple(&mut self, rank: usize, question: &Question<'s>, link: &str) -> Vec<Node> {
        let mut item = leaf(link, if question.has_other() { "open-choice" } else { "choice" });
        item.insert("repeats".into(), true.into());
        extend(&mut item, itemcontrol("check-box"));
        self.row_options(&mut item, rank, question, true);
        self.open_label(&mut item, rank, question);
        let mut items = vec![item];
        if question.kind != 'P' {
            return items;
        }
        let system = self.system(question.code);
        for sub in question.scale("0") {
            let Some(mut comment) = self.comment(rank, &format!("{}comment", sub.code)) else { continue };
            let label = sub.text.first().map(|text| crate::limesurvey::html::clean(text.raw).plain);
            if let (Some(label), Some(Value::String(text))) = (label, comment.get_mut("text")) {
                *text = format!("{label} : {text}");
            }
            comment.remove("_text");
            let when = json!({"question": link, "operator": "=",
                "answerCoding": {"system": system, "code": sub.code}});
            push(&mut comment, "enableWhen", when);
            items.push(comment);
        }
        if question.scale("0").all(|sub| sub.code != "other") {
            items.extend(self.comment(rank, "othercomment"));
        }
        items
    }

    /// One question a row.
    fn rows(&mut self, rank: usize, question: &Question<'s>, link: &str) -> Node {
        let mut group = leaf(link, "group");
        match question.kind {
            'H' => extend(&mut group, itemcontrol("table")),
            'K' | 'Q' => {}
            _ => extend(&mut group, itemcontrol("htable")),
        }
        let subs: Vec<Sub<'s>> = question.scale("0").cloned().collect();
        for sub in &subs {
            let Some(var) = self.names.part(rank, sub.code).cloned() else { continue };
            let item = self.row(rank, question, sub, &var);
            push(&mut group, "item", Value::Object(item));
        }
        group
    }

    fn row(&mut self, rank: usize, question: &Question<'s>, sub: &Sub<'s>, var: &Var) -> Node {
        let mut item = leaf(&var.link, type_of(var, question));
        let known = self.ledger.says_row(sub.at);
        self.ledger.row(
            sub.at,
            Said::kept("row", "Ligne reprise comme question.", "Row carried over as a question.").became(&var.link),
        );
        debug_assert!(!known, "a row is accounted for once");
        self.put(&mut item, "text", &sub.text, &var.link, Some(rank));
        if var.hold == Hold::Code {
            self.options(&mut item, rank, question, "0");
        }
        match question.kind {
            'K' if question.is_on("slider_layout") => extend(&mut item, itemcontrol("slider")),
            'F' | '1' if question.is_on("use_dropdown") => extend(&mut item, itemcontrol("drop-down")),
            _ => {}
        }
        self.row_conditions(&mut item, rank, question, sub, var);
        item
    }

    fn dual(&mut self, rank: usize, question: &Question<'s>, link: &str) -> Node {
        let mut group = leaf(link, "group");
        let subs: Vec<Sub<'s>> = question.scale("0").cloned().collect();
        for (scale, heading) in [("0", "dualscale_headerA"), ("1", "dualscale_headerB")] {
            let mut table = leaf(&format!("{link}.{scale}"), "group");
            extend(&mut table, itemcontrol("htable"));
            let texts = question.attr_texts(heading, &self.survey.base);
            self.put(&mut table, "text", &texts, &format!("{link}.{scale}"), Some(rank));
            for sub in &subs {
                let Some(var) = self.names.part(rank, &format!("{}_{scale}", sub.code)).cloned() else { continue };
                let mut item = if scale == "0" {
                    self.row(rank, question, sub, &var)
                } else {
                    let mut item = leaf(&var.link, "choice");
                    if question.is_on("use_dropdown") {
                        extend(&mut item, itemcontrol("drop-down"));
                    }
                    self.copy_text(&mut item, &table_row(&group, &sub_link(self, rank, sub)));
                    item
                };
                if scale == "1" {
                    self.options(&mut item, rank, question, "1");
                }
                push(&mut table, "item", Value::Object(item));
            }
            push(&mut group, "item", Value::Object(table));
        }
        group
    }

    /// The same text and conditions as another item.
    fn copy_text(&self, item: &mut Node, from: &Node) {
        for property in ["text", "_text", "enableWhen", "enableBehavior"] {
            if let Some(value) = from.get(property) {
                item.insert(property.to_owned(), value.clone());
            }
        }
        let enable = from.get("extension").and_then(Value::as_array).into_iter().flatten();
        for extension in enable.filter(|one| one.get("url").is_some_and(|address| address == url::ENABLE)) {
            extend(item, extension.clone());
        }
    }

    /// A group a row, an item a column.
    fn grid(&mut self, rank: usize, question: &Question<'s>, link: &str) -> Node {
        let mut group = leaf(link, "group");
        extend(&mut group, itemcontrol("gtable"));
        let rows: Vec<Sub<'s>> = question.scale("0").cloned().collect();
        let columns: Vec<Sub<'s>> = question.scale("1").cloned().collect();
        let mut heads: Vec<Node> = Vec::new();
        let mut conditions: Vec<Option<Condition>> = Vec::new();
        for column in &columns {
            self.ledger.row(
                column.at,
                Said::kept(
                    "column",
                    "Colonne reprise, une question par ligne.",
                    "Column carried over, one question a row.",
                )
                .became(link),
            );
            let mut head = Node::new();
            self.put(&mut head, "text", &column.text, link, Some(rank));
            heads.push(head);
            conditions.push(self.condition(column.row.get("relevance"), column.at, "relevance", Some(rank), None));
        }
        for row in &rows {
            let first = columns.first().map(|column| format!("{}_{}", row.code, column.code));
            let inside = first.and_then(|part| self.names.part(rank, &part)).cloned();
            let above = inside.as_ref().and_then(|var| var.path.iter().rev().nth(1).cloned());
            let under = above.unwrap_or_else(|| format!("{link}_{}", row.code));
            let mut line = leaf(&under, "group");
            self.ledger.row(
                row.at,
                Said::kept("row", "Ligne reprise comme groupe.", "Row carried over as a group.").became(&under),
            );
            self.put(&mut line, "text", &row.text, &under, Some(rank));
            if let Some(var) = inside {
                self.row_conditions(&mut line, rank, question, row, &var);
            }
            for ((column, head), condition) in columns.iter().zip(&heads).zip(&conditions) {
                let Some(var) = self.names.part(rank, &format!("{}_{}", row.code, column.code)) else { continue };
                let mut item = leaf(&var.link, type_of(var, question));
                self.copy_text(&mut item, head);
                self.apply(&mut item, condition.iter().cloned().collect());
                push(&mut line, "item", Value::Object(item));
            }
            push(&mut group, "item", Value::Object(line));
        }
        group
    }

    fn ranking(&mut self, rank: usize, question: &Question<'s>, link: &str) -> Node {
        let mut group = leaf(link, "group");
        let from_rows = question.answers_of("0").next().is_none();
        let vars: Vec<Var> = self.names.parts(rank).cloned().collect();
        let mut paths = Vec::new();
        for (place, var) in vars.iter().enumerate() {
            let mut item = leaf(&var.link, "choice");
            self.labels(&mut item, "text", "rank");
            number_texts(&mut item, place + 1);
            extend(&mut item, itemcontrol("drop-down"));
            if from_rows {
                self.row_options(&mut item, rank, question, place == 0);
            } else if place == 0 {
                self.options(&mut item, rank, question, "0");
            } else if let Some(first) = group.get("item").and_then(|items| items.get(0)?.get("answerOption")) {
                item.insert("answerOption".into(), first.clone());
            }
            paths.push(format!("item.where(linkId = {}).answer.value.code", em::quoted(&var.link)));
            push(&mut group, "item", Value::Object(item));
        }
        if !paths.is_empty() {
            // On a group, %context is the group's own answers.
            let all = paths
                .iter()
                .skip(1)
                .fold(paths.first().cloned().unwrap_or_default(), |all, one| format!("{all}.combine({one})"));
            let said = (
                "Chaque réponse ne peut avoir qu'un rang.".to_owned(),
                "Each answer can have one rank only.".to_owned(),
            );
            self.constrain(&mut group, "ranks-differ", &format!("{all}.isDistinct()"), said);
        }
        group
    }

    fn equation(&mut self, rank: usize, question: &Question<'s>, link: &str) -> Node {
        let kind = self.names.part(rank, "").map_or("string", |var| type_of(var, question));
        let mut item = leaf(link, kind);
        item.insert("readOnly".into(), true.into());
        let source = crate::limesurvey::html::clean(equation(question)).plain;
        let (at, field) = match question.attr("equation") {
            Some(attr) => (attr.at, ""),
            None => (question.at, "question"),
        };
        let at = if field.is_empty() { at } else { question.text.first().map_or(at, |text| text.at) };
        let (survey, names) = (self.survey, self.names);
        let mut translator = Translator::new(survey, names, Some(rank));
        let path = whole_equation(&mut translator, &source, kind);
        let remarks = std::mem::take(&mut translator.remarks);
        let said = match &path {
            Some(path) => {
                extend(&mut item, expression(url::CALCULATED, path));
                Said::kept(
                    "equation",
                    "Calcul repris (calculatedExpression).",
                    "Calculation carried over (calculatedExpression).",
                )
            }
            None => Said::lost(
                "equation-lost",
                format!(
                    "Le calcul « {} » n'a pas d'équivalent : l'élément reste vide.",
                    super::conditions::short(&source)
                ),
                format!(
                    "The calculation \"{}\" has no equivalent: the item stays empty.",
                    super::conditions::short(&source)
                ),
            ),
        };
        let said = said.became(link);
        if source.is_empty() {
            self.ledger.note(question.at, "question", 0, said);
        } else {
            self.say(at, field, said);
        }
        self.remarks(at, field, &remarks);
        item
    }

    fn files(&mut self, question: &Question<'s>, link: &str) -> Node {
        let mut item = leaf(link, "attachment");
        if question.value("max_num_of_files").parse::<u32>().unwrap_or(1) > 1 {
            item.insert("repeats".into(), true.into());
        }
        if let Some(attr) = question.attr("max_filesize").cloned()
            && let Ok(kilobytes) = attr.value.trim().parse::<u32>()
        {
            // LimeSurvey counts in kilobytes of 1,024 bytes, maxSize in bytes.
            if let Some(number) = json_number(&(u64::from(kilobytes) * 1024).to_string()) {
                extend(&mut item, json!({"url": url::MAX_SIZE, "valueDecimal": number}));
                self.ledger.row(
                    attr.at,
                    Said::kept(
                        "file-size",
                        "Taille maximale reprise (maxSize).",
                        "Greatest size carried over (maxSize).",
                    ),
                );
            }
        }
        self.file_types(&mut item, question);
        item
    }
}

fn sub_link(builder: &Builder<'_>, rank: usize, sub: &Sub<'_>) -> String {
    builder.names.part(rank, &format!("{}_0", sub.code)).map_or_else(String::new, |var| var.link.clone())
}

/// The item of a row in the first table of a dual scale.
fn table_row(group: &Node, link: &str) -> Node {
    let first = group.get("item").and_then(|tables| tables.get(0)?.get("item")?.as_array());
    let found = first.into_iter().flatten().find(|item| item.get("linkId").is_some_and(|one| one == link));
    found.and_then(Value::as_object).cloned().unwrap_or_default()
}

/// An equation: one expression, or words around several.
pub(super) fn whole_equation(translator: &mut Translator<'_>, source: &str, kind: &str) -> Option<String> {
    let pieces = em::pieces(source);
    if let [em::Piece::Expression(only)] = pieces.as_slice() {
        let expr = em::parse(only).map_err(|fault| translator.remarks.push(fault.into())).ok()?;
        let value = translator.value(&expr)?;
        return Some(if kind == "decimal" { value.text } else { translator.as_words(value) });
    }
    if pieces.iter().all(|piece| matches!(piece, em::Piece::Words(_))) {
        return None;
    }
    let mut parts = Vec::new();
    for piece in pieces {
        parts.push(match piece {
            em::Piece::Words(words) => em::quoted(&words),
            em::Piece::Expression(text) => {
                let expr = em::parse(&text).map_err(|fault| translator.remarks.push(fault.into())).ok()?;
                let value = translator.value(&expr)?;
                translator.as_words(value)
            }
        });
    }
    Some(parts.join(" & "))
}

/// The type of FHIR for a variable.
pub(super) fn type_of(var: &Var, question: &Question<'_>) -> &'static str {
    match var.hold {
        Hold::Number => number_type(question),
        Hold::Date => "date",
        Hold::DateTime => "dateTime",
        Hold::Time => "time",
        Hold::Code | Hold::Ticked => "choice",
        Hold::OpenCode | Hold::Other => "open-choice",
        Hold::Flag => "boolean",
        Hold::Files | Hold::FileCount => "attachment",
        Hold::Text if matches!(question.kind, 'T' | 'U') => "text",
        Hold::Text => "string",
    }
}
