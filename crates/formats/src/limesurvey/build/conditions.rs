//! When an item is asked: LimeSurvey's relevance and its older table of conditions, as `enableWhen` where R4 says it exactly,
//! else as SDC's enableWhenExpression.

use serde_json::{Value, json};

use super::{Builder, Node, choices::codes, expression, extend, json_number, number_type, push, url};
use crate::limesurvey::{
    em::{self, Expr, Simple, Translator},
    ledger::{At, Said},
    model::Question,
    names::{Hold, Var},
    xml::Row,
};

/// A condition, said in one or in both ways.
#[derive(Debug, Clone)]
pub(super) struct Condition {
    /// Entries of `enableWhen`, and whether all are needed.
    pub simple: Option<(Vec<Value>, bool)>,
    /// The same in FHIRPath.
    pub path: String,
}

/// The alternatives of each field, in order.
type Fields = Vec<(String, Vec<String>)>;

impl<'s> Builder<'s> {
    /// Reads a relevance and says what became of it. None: always asked.
    pub(super) fn condition(
        &mut self,
        text: &str,
        at: At,
        field: &str,
        question: Option<usize>,
        this: Option<&Var>,
    ) -> Option<Condition> {
        let text = text.trim();
        if text.is_empty() || text == "1" {
            return None;
        }
        let (survey, names) = (self.survey, self.names);
        let mut translator = Translator::new(survey, names, question);
        translator.this = this;
        let read = em::parse(text);
        let (path, easy) = match &read {
            Ok(expr) => (translator.condition(expr), em::simple(expr, &translator)),
            Err(fault) => {
                translator.remarks.push(fault.clone().into());
                (None, None)
            }
        };
        let remarks = std::mem::take(&mut translator.remarks);
        let Some(path) = path else {
            let said = Said::lost(
                "condition-lost",
                format!("La condition « {} » n'a pas d'équivalent : l'élément est toujours posé.", short(text)),
                format!("The condition \"{}\" has no equivalent: the item is always asked.", short(text)),
            );
            let said = said.mend(
                "Réécrivez la condition avec des questions et des fonctions que la ligne suivante ne nomme pas.",
                "Write the condition again with questions and functions that the next line does not name.",
            );
            self.say(at, field, said);
            self.remarks(at, field, &remarks);
            return None;
        };
        let simple = easy.and_then(|(list, all)| {
            let list: Option<Vec<Value>> = list.iter().map(|one| self.enable_when(one)).collect();
            Some((list?, all))
        });
        let said = if simple.is_some() {
            Said::kept("condition", "Condition reprise (enableWhen).", "Condition carried over (enableWhen).")
        } else {
            Said::kept(
                "condition-expression",
                "Condition reprise en FHIRPath (enableWhenExpression).",
                "Condition carried over in FHIRPath (enableWhenExpression).",
            )
        };
        self.say(at, field, said);
        self.remarks(at, field, &remarks);
        if let Ok(expr) = &read {
            self.not_asked(expr, at, field);
        }
        Some(Condition { simple, path })
    }

    /// A name without `.NAOK` makes LimeSurvey's expression false when that question was not asked; here an absent answer is
    /// only absent. The two differ where absence makes the condition true.
    fn not_asked(&mut self, expr: &Expr, at: At, field: &str) {
        let mut bare = Vec::new();
        bare_names(expr, false, &mut bare);
        let found = bare
            .into_iter()
            .find(|(name, _)| self.names.named(name).is_some_and(|var| self.has_condition(var.question)));
        if let Some((name, place)) = found {
            self.ledger.note(
                at,
                field,
                place,
                Said::changed(
                    "not-asked-is-absent",
                    format!(
                        "« {name} » sans « .NAOK » : LimeSurvey rend la condition fausse si cette question n'a pas été \
                             posée ; ici elle compte comme sans réponse."
                    ),
                    format!(
                        "\"{name}\" without \".NAOK\": LimeSurvey makes the condition false when that question was not \
                             asked; here it counts as unanswered."
                    ),
                ),
            );
        }
    }

    fn has_condition(&self, rank: usize) -> bool {
        let set = |text: &str| !matches!(text.trim(), "" | "1");
        self.survey.question(rank).is_some_and(|question| {
            set(question.row.get("relevance"))
                || !question.conditions.is_empty()
                || self.survey.groups.iter().any(|group| group.gid == question.gid && set(group.row.get("grelevance")))
        })
    }

    fn enable_when(&self, one: &Simple) -> Option<Value> {
        Some(match one {
            Simple::Exists(var, yes) => {
                json!({"question": var.link, "operator": "exists", "answerBoolean": yes})
            }
            Simple::Flag(var) => json!({"question": var.link, "operator": "=", "answerBoolean": true}),
            Simple::Text(var, text) => json!({"question": var.link, "operator": "=", "answerString": text}),
            Simple::Chosen(var, code) => {
                let question = self.survey.question(var.question)?;
                let scale = if question.kind == '1' { var.part.rsplit('_').next()? } else { "0" };
                // A code that no answer has makes the condition always false: FHIRPath says so without inventing a code.
                codes(question, scale).contains(code).then_some(())?;
                let system = self.system(question.code);
                json!({"question": var.link, "operator": "=", "answerCoding": {"system": system, "code": code}})
            }
            Simple::Number(var, sign, number) => {
                let question = self.survey.question(var.question)?;
                let kind = if number_type(question) == "integer" && !number.contains('.') {
                    "answerInteger"
                } else if number_type(question) == "integer" {
                    return None;
                } else {
                    "answerDecimal"
                };
                json!({"question": var.link, "operator": sign, kind: json_number(number)?})
            }
        })
    }

    /// Puts conditions on an item; all of them must hold, and none means that nothing is added.
    pub(super) fn apply(&self, item: &mut Node, conditions: Vec<Condition>) {
        if conditions.is_empty() {
            return;
        }
        let simple: Option<Vec<&(Vec<Value>, bool)>> =
            conditions.iter().map(|condition| condition.simple.as_ref()).collect();
        let joined = simple.filter(|list| list.len() == 1 || list.iter().all(|(one, all)| *all || one.len() == 1));
        if let Some(list) = joined {
            let all = list.iter().all(|(_, all)| *all) || list.len() > 1;
            let entries: Vec<&Value> = list.iter().flat_map(|(entries, _)| entries).collect();
            let many = entries.len() > 1;
            for entry in entries {
                push(item, "enableWhen", entry.clone());
            }
            if many {
                item.insert("enableBehavior".into(), if all { "all" } else { "any" }.into());
            }
            return;
        }
        let paths: Vec<String> = conditions.iter().map(|condition| format!("({})", condition.path)).collect();
        let path = match conditions.as_slice() {
            [only] => only.path.clone(),
            _ => paths.join(" and "),
        };
        extend(item, expression(url::ENABLE, &path));
    }

    /// The condition of a question: its table of conditions, which LimeSurvey turns into relevance when it imports, or its
    /// relevance.
    pub(super) fn question_condition(&mut self, rank: usize, question: &Question<'s>) -> Option<Condition> {
        let relevance = question.row.get("relevance");
        if question.conditions.is_empty() {
            return self.condition(relevance, question.at, "relevance", Some(rank), None);
        }
        let (known, orphans): (Vec<_>, Vec<_>) =
            question.conditions.iter().copied().partition(|(_, row)| self.asks_of_something(row));
        for (at, _) in &orphans {
            self.ledger.row(*at, orphan());
        }
        let Some((first, _)) = known.first().copied() else {
            return self.condition(relevance, question.at, "relevance", Some(rank), None);
        };
        let text = self.joined(&known);
        let condition = self.condition(&text, first, "", Some(rank), None);
        for (at, _) in known.iter().skip(1) {
            self.ledger.row(*at, in_one(condition.is_some()));
        }
        if !relevance.trim().is_empty() && relevance.trim() != "1" {
            self.ledger.cell(
                question.at,
                "relevance",
                Said::kept(
                    "condition-from-table",
                    "LimeSurvey récrit cette condition d'après la table « conditions » : celle-ci est reprise.",
                    "LimeSurvey rewrites this condition from the table \"conditions\": that one is carried over.",
                ),
            );
        }
        condition
    }

    /// Whether the question that a condition looks at is in the file; none is named for a participant's attribute.
    fn asks_of_something(&self, row: &Row) -> bool {
        let qid = row.get("cqid").trim();
        matches!(qid, "" | "0") || self.survey.questions().any(|question| question.qid == qid)
    }

    /// The table of conditions as one expression: same scenario and same question are alternatives, other questions are all
    /// needed, scenarios are alternatives.
    fn joined(&self, conditions: &[(At, &Row)]) -> String {
        let mut rows: Vec<&Row> = conditions.iter().map(|(_, row)| *row).collect();
        rows.sort_by_key(|row| {
            let key = |name: &str| row.get(name).trim().parse::<i64>().unwrap_or(0);
            (key("scenario"), key("cqid"), row.get("cfieldname").to_owned())
        });
        let mut scenarios: Vec<(String, Fields)> = Vec::new();
        for row in rows {
            let scenario = row.get("scenario").to_owned();
            if scenarios.last().is_none_or(|(last, _)| *last != scenario) {
                scenarios.push((scenario, Vec::new()));
            }
            let field = row.get("cfieldname").trim();
            // A box of a multiple choice (`+`) is a condition of its own; others are alternatives of their field.
            let key = if field.starts_with('+') { format!("{field}={}", row.get("cid")) } else { field.to_owned() };
            let Some((_, fields)) = scenarios.last_mut() else { continue };
            let one = self.one_condition(row);
            match fields.last_mut() {
                Some((last, list)) if *last == key => list.push(one),
                _ => fields.push((key, vec![one])),
            }
        }
        let each = scenarios.iter().map(|(_, fields)| {
            let fields: Vec<String> = fields.iter().map(|(_, list)| format!("({})", list.join(" or "))).collect();
            format!("({})", fields.join(" and "))
        });
        each.collect::<Vec<_>>().join(" or ")
    }

    fn one_condition(&self, row: &Row) -> String {
        let field = row.get("cfieldname").trim();
        let value = row.get("value");
        let method = row.get("method").trim();
        let boxed = field.strip_prefix('+');
        let participant = field.starts_with('{').then(|| field.trim_matches(['{', '}']).to_owned());
        let base = participant.unwrap_or_else(|| self.names.field(boxed.unwrap_or(field)).to_owned());
        let multiple = self.names.named(&format!("{base}{value}")).filter(|_| boxed.is_none());
        let (name, value) = match multiple {
            Some(_) if self.names.named(&base).is_none() => (format!("{base}{value}.NAOK"), "Y".to_owned()),
            _ if base.contains(':') => (base, value.to_owned()),
            _ => (format!("{base}.NAOK"), value.to_owned()),
        };
        if value.trim().is_empty() && matches!(method, "==" | "!=" | "") {
            let not = if method == "!=" { "!" } else { "" };
            return format!("{not}is_empty({name})");
        }
        let other = value.strip_prefix('@').and_then(|inner| inner.strip_suffix('@'));
        // Codes are compared as codes, even those that look like numbers.
        let coded = self
            .names
            .named(name.trim_end_matches(".NAOK"))
            .is_some_and(|var| matches!(var.hold, Hold::Code | Hold::OpenCode));
        let coded = coded && matches!(method, "==" | "!=" | "");
        let number = !coded && value.parse::<f64>().is_ok() && !value.starts_with('0') || value == "0";
        let said = match other {
            Some(field) => format!("{}.NAOK", self.names.field(field)),
            None if number => value,
            None => format!("\"{}\"", value.replace('"', "\\\"")),
        };
        match method {
            "RX" => {
                let bare = said.trim_matches('"');
                let pattern = if bare.starts_with('/') { bare.to_owned() } else { format!("/{bare}/") };
                format!("regexMatch(\"{pattern}\", {name})")
            }
            "<" | "<=" => format!("(!is_empty({name}) && {name} {method} {said})"),
            "" => format!("{name} == {said}"),
            _ => format!("{name} {method} {said}"),
        }
    }
}

fn orphan() -> Said {
    Said::lost(
        "condition-orphan",
        "Cette condition regarde une question que le fichier n'a pas : LimeSurvey l'ignore aussi.",
        "This condition looks at a question that the file does not have: LimeSurvey ignores it too.",
    )
}

fn in_one(kept: bool) -> Said {
    if kept {
        return Said::kept(
            "condition-joined",
            "Reprise avec les autres conditions de la même question.",
            "Carried over with the other conditions of the same question.",
        );
    }
    Said::lost(
        "condition-lost",
        "Perdue avec les autres conditions de la même question.",
        "Lost with the other conditions of the same question.",
    )
}

/// Names without a suffix standing where their absence can make the whole true: under `!`, `!=` or `is_empty`.
fn bare_names(expr: &Expr, flipped: bool, found: &mut Vec<(String, usize)>) {
    use em::{Node as Part, Op};
    match &expr.node {
        Part::Name(name) if flipped && !name.contains('.') => found.push((name.clone(), expr.start)),
        // `!is_empty(x)` is false when x is absent, either way.
        Part::Not(inner) if matches!(&inner.node, Part::Call(name, _) if name == "is_empty") => {}
        Part::Not(inner) => bare_names(inner, true, found),
        Part::Call(name, inner) => {
            inner.iter().for_each(|one| bare_names(one, flipped || name == "is_empty", found));
        }
        Part::Binary(op, a, b) => {
            // `x != ""` is false when x is absent, like `x == "Y"`.
            let empty = matches!(&b.node, Part::Text(text) if text.is_empty());
            let flipped = flipped || (*op == Op::Unequal && !empty) || (*op == Op::Equal && empty);
            bare_names(a, flipped, found);
            bare_names(b, flipped, found);
        }
        Part::Negative(inner) => bare_names(inner, flipped, found),
        _ => {}
    }
}

/// The beginning of a source text, for a message.
pub(super) fn short(text: &str) -> String {
    let one: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if one.chars().count() <= 120 { one } else { format!("{}…", one.chars().take(119).collect::<String>()) }
}
