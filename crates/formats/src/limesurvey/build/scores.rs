//! Assessments: LimeSurvey adds the values of the answers and shows a message for the range the sum falls in. The sum becomes a
//! hidden computed item, each message a text shown while the sum is in its range.

use serde_json::{Value, json};

use super::{Builder, Node, expression, extend, json_number, leaf, url};
use crate::limesurvey::{
    ledger::{At, Said},
    model::Text,
    xml::Row,
};

impl<'s> Builder<'s> {
    /// Sums and messages, after the last group.
    pub(super) fn scores(&mut self, items: &mut Vec<Value>) {
        let mut rows: Vec<(At, &'s Row)> = self.assessments.clone();
        rows.sort_by_key(|(_, row)| row.get("language") != self.survey.base);
        if rows.is_empty() {
            return;
        }
        let on = self.survey.setting("assessments") == "Y";
        let mut sums: Vec<String> = Vec::new();
        let mut messages: Vec<(String, Value)> = Vec::new();
        for (at, row) in rows {
            let lang = row.get("language");
            if !on || (!lang.is_empty() && lang != self.survey.base) {
                self.not_taken(at, row, on);
                continue;
            }
            let group = (row.get("scope") == "G").then(|| self.names.groups.get(row.get("gid")).cloned()).flatten();
            let link = group.as_ref().map_or_else(|| "score.total".to_owned(), |group| format!("score.{group}"));
            if !sums.contains(&link) {
                sums.push(link.clone());
                let groups = match group {
                    Some(group) => vec![group],
                    None => {
                        self.survey.groups.iter().filter_map(|one| self.names.groups.get(one.gid).cloned()).collect()
                    }
                };
                items.push(Value::Object(sum(&link, &groups)));
            }
            self.message(at, row, &link, &mut messages);
        }
        items.extend(messages.into_iter().map(|(_, item)| item));
    }

    fn message(&mut self, at: At, row: &'s Row, score: &str, messages: &mut Vec<(String, Value)>) {
        let link = format!("{score}.message{}", messages.len() + 1);
        let mut item = leaf(&link, "display");
        let mut conditions = Vec::new();
        for (field, sign) in [("minimum", ">="), ("maximum", "<=")] {
            let number = json_number(row.get(field));
            let said = match number {
                Some(number) => {
                    conditions.push(json!({"question": score, "operator": sign, "answerDecimal": number}));
                    Said::kept("score-range", "Borne reprise (enableWhen).", "Bound carried over (enableWhen).")
                }
                None => Said::lost("score-range", "La borne n'est pas un nombre.", "The bound is not a number."),
            };
            if !row.get(field).trim().is_empty() {
                self.ledger.cell(at, field, said);
            }
        }
        let mut texts = vec![Text { lang: self.survey.base.clone(), raw: row.get("message"), at, field: "message" }];
        texts.retain(|text| !text.raw.trim().is_empty());
        self.same_message(row, &mut texts);
        self.put(&mut item, "text", &texts, &link, None);
        item.insert("enableWhen".into(), conditions.into());
        item.insert("enableBehavior".into(), "all".into());
        self.ledger.row(
            at,
            Said::kept(
                "score-message",
                "Message repris, montré selon le score.",
                "Message carried over, shown by the score.",
            )
            .became(&link),
        );
        if !row.get("scope").trim().is_empty() {
            self.ledger.cell(
                at,
                "scope",
                Said::kept("score-scope", "Portée du score reprise.", "Scope of the score carried over.").became(score),
            );
        }
        if !row.get("name").trim().is_empty() {
            self.ledger.cell(
                at,
                "name",
                Said::lost(
                    "score-name",
                    "Le nom intérieur de l'évaluation n'est pas montré.",
                    "The inner name of the assessment is not shown.",
                ),
            );
        }
        messages.push((score.to_owned(), Value::Object(item)));
    }

    /// The same range in another language is the same message said otherwise.
    fn same_message(&mut self, row: &Row, texts: &mut Vec<Text<'s>>) {
        let others: Vec<(At, &'s Row)> = self.assessments.clone();
        for (other, same) in others {
            let lang = same.get("language");
            let matching = ["scope", "gid", "minimum", "maximum"].iter().all(|field| same.get(field) == row.get(field));
            if matching
                && lang != self.survey.base
                && !self.ledger.says_row(other)
                && !same.get("message").trim().is_empty()
            {
                self.ledger.row(
                    other,
                    Said::kept("translation", "Traduction du même message.", "Translation of the same message."),
                );
                for field in ["scope", "minimum", "maximum", "name"] {
                    if !same.get(field).trim().is_empty() {
                        self.ledger.cell(
                            other,
                            field,
                            Said::kept(
                                "same-as-first-row",
                                "Répète la ligne de la langue de l'enquête.",
                                "Repeats the row of the survey's own language.",
                            ),
                        );
                    }
                }
                texts.push(Text { lang: lang.to_owned(), raw: same.get("message"), at: other, field: "message" });
            }
        }
    }

    fn not_taken(&mut self, at: At, row: &Row, on: bool) {
        if self.ledger.says_row(at) {
            return;
        }
        let said = || {
            if on {
                return Said::lost(
                    "score-message",
                    "Message dans une langue sans message correspondant dans la langue de l'enquête.",
                    "Message in a language with no matching message in the survey's own.",
                );
            }
            Said::lost(
                "score-message",
                "L'enquête n'utilise pas ses évaluations (réglage « assessments »).",
                "The survey does not use its assessments (setting \"assessments\").",
            )
        };
        self.ledger.row(at, said());
        for (field, value) in &row.fields {
            if !crate::limesurvey::schema::is_silent("assessments", field, value) {
                self.ledger.cell(at, field, said());
            }
        }
    }
}

/// A hidden item that adds the values of the answers of some groups. They are named one by one: the sum stands beside them, and
/// a path through everything would lead to the sum itself.
fn sum(link: &str, groups: &[String]) -> Node {
    let mut item = leaf(link, "decimal");
    item.insert("text".into(), "Score".into());
    item.insert("readOnly".into(), true.into());
    extend(&mut item, json!({"url": url::HIDDEN, "valueBoolean": true}));
    let weights = |group: &String| {
        let named = crate::limesurvey::em::quoted(group);
        format!("%resource.item.where(linkId = {named}).repeat(item).answer.value.ofType(Coding).weight()")
    };
    let mut all = groups.iter().map(weights);
    let first = all.next().unwrap_or_else(|| "{}".to_owned());
    let path = all.fold(first, |path, one| format!("{path}.combine({one})"));
    // Where nothing is answered the sum is 0, not nothing.
    extend(&mut item, expression(url::CALCULATED, &format!("{path}.combine(0).sum()")));
    item
}
