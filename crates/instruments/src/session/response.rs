//! A session as a FHIR R4 QuestionnaireResponse, and a session from one.

use std::sync::Arc;

use fhir::{Document, QuestionnaireResponse, ResponseItem};
use serde_json::{Map, Value as Json, json};

use super::Session;
use crate::{
    Problem, extensions as ext,
    problem::{At, excerpt},
    program::{Coding, FormItem, FormType, Partial, PartialKind, Program, Value, ucum, value_of},
};

/// Most items read from a response.
const MOST_ITEMS: usize = 100_000;

/// Which items a response is written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Items {
    /// What is kept and sent: items with an answer, or with something answered inside.
    Answered,
    /// What expressions look at: every shown item, answered or not.
    Shown,
}

impl Session {
    /// The shown answers, as FHIR writes them. No subject, no author, no time: nothing may link an answer to a person or
    /// an instant. Hidden answers are left out, as FHIR demands.
    pub fn to_response(&self, items: Items) -> Json {
        let mut root = Map::new();
        root.insert("resourceType".into(), json!("QuestionnaireResponse"));
        let hash = json!([{ "url": ext::CONTENT_HASH, "valueString": self.program.instrument }]);
        root.insert("extension".into(), hash);
        root.insert("status".into(), json!("completed"));
        let inside = self.written(0, 0, items);
        if !inside.is_empty() {
            root.insert("item".into(), inside.into());
        }
        Json::Object(root)
    }

    /// The answers of a node as FHIR writes the value of each: a number, a text, a Coding, a Quantity.
    pub fn written_answers(&self, node: u32) -> Vec<Json> {
        let form = self.item_of(node).and_then(|item| self.program.at(item));
        let values = |form: &FormItem| self.answers(node).iter().map(|value| named(form, value).1).collect();
        form.map(values).unwrap_or_default()
    }

    /// The items under one answer of a node, or in a group.
    fn written(&self, parent: u32, slot: u32, items: Items) -> Vec<Json> {
        let here = |node: &&u32| {
            self.is_active(**node) && self.nodes.get(**node as usize).is_some_and(|found| found.slot == slot)
        };
        self.children(parent).iter().filter(here).filter_map(|node| self.written_item(*node, items)).collect()
    }

    fn written_item(&self, node: u32, items: Items) -> Option<Json> {
        let form = self.program.at(self.item_of(node)?)?;
        let mut entry = Map::from_iter([("linkId".to_owned(), json!(form.link_id))]);
        if form.kind == FormType::Group {
            let inside = self.written(node, 0, items);
            if !inside.is_empty() {
                entry.insert("item".into(), inside.into());
            }
        } else {
            let mut answers = Vec::new();
            for (slot, value) in (0_u32..).zip(self.answers(node)) {
                let mut answer = Map::from_iter([named(form, value)]);
                let inside = self.written(node, slot, items);
                if !inside.is_empty() {
                    answer.insert("item".into(), inside.into());
                }
                answers.push(Json::Object(answer));
            }
            // R4 lets an answer hold items without a value: what was answered under an unanswered question is kept so.
            let under = if answers.is_empty() { self.written(node, 0, Items::Answered) } else { Vec::new() };
            if !under.is_empty() {
                answers.push(json!({ "item": under }));
            }
            if !answers.is_empty() {
                entry.insert("answer".into(), answers.into());
            }
        }
        (items == Items::Shown || entry.len() > 1).then_some(Json::Object(entry))
    }

    /// Opens a form with the answers of a response. Calculated items are computed again; where the response states
    /// another value than the answers give, that is a problem. Nothing is put beforehand: what the response leaves
    /// empty is empty.
    pub fn from_response(program: Arc<Program>, now: Partial, response: &Document) -> (Self, Vec<Problem>) {
        let mut session = Self::blank(program, now);
        let mut reader = Reader { session: &mut session, problems: Vec::new(), stated: Vec::new(), read: 0 };
        let at = At::root("QuestionnaireResponse");
        let items: Vec<_> = QuestionnaireResponse::new(response.root()).items().collect();
        reader.items(&items, 0, 0, &at);
        let Reader { stated, mut problems, .. } = reader;
        session.everything();
        for (node, values, at) in stated {
            session.compare_stated(node, &values, &at, &mut problems);
        }
        (session, problems)
    }

    fn compare_stated(&self, node: u32, stated: &[Value], at: &At, problems: &mut Vec<Problem>) {
        let computed = self.answers(node);
        if super::compare::all_equal(&self.program.units, computed, stated) == Some(true)
            || (computed.is_empty() && stated.is_empty())
        {
            return;
        }
        let told = |list: &[Value]| {
            let words: Vec<String> = list.iter().filter_map(super::functions::written).collect();
            if words.is_empty() { "∅".to_owned() } else { excerpt(&words.join(", ")) }
        };
        let (stated, computed) = (told(stated), told(computed));
        problems.push(at.error(
            "stated-value-differs",
            format!(
                "La réponse indique {stated} ; le calcul du questionnaire donne {computed}. Vérifiez l'un et l'autre."
            ),
            format!("The response states {stated}; the questionnaire computes {computed}. Check both."),
        ));
    }
}

struct Reader<'s> {
    session: &'s mut Session,
    problems: Vec<Problem>,
    stated: Vec<(u32, Vec<Value>, At)>,
    read: usize,
}

impl Reader<'_> {
    /// Reads the items under one answer of a node. The n-th item with a linkId is the n-th instance.
    fn items(&mut self, items: &[ResponseItem<'_>], parent: u32, slot: u32, at: &At) {
        let mut seen: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
        for (rank, item) in items.iter().enumerate() {
            self.read += 1;
            if self.read > MOST_ITEMS {
                return;
            }
            let link_id = item.link_id().unwrap_or("");
            let here = at.entry("item", rank).named(item.link_id());
            let count = seen.entry(link_id.to_owned()).or_default();
            let instance = self.instance(parent, slot, link_id, *count);
            *count += 1;
            match instance {
                Some(node) => self.item(*item, node, &here),
                None => {
                    let name = excerpt(link_id);
                    self.problems.push(here.error(
                        "unknown-question",
                        format!("Aucune question « {name} » à cet endroit, ou une de trop. Vérifiez le questionnaire."),
                        format!("There is no question \"{name}\" here, or one too many. Check the questionnaire."),
                    ));
                }
            }
        }
    }

    fn instance(&mut self, parent: u32, slot: u32, link_id: &str, rank: usize) -> Option<u32> {
        let item = self.session.program.item(link_id)?;
        let session = &self.session;
        let same = |node: &&u32| {
            session.nodes.get(**node as usize).is_some_and(|found| found.item == Some(item) && found.slot == slot)
        };
        let found: Vec<u32> = session.children(parent).iter().filter(same).copied().collect();
        match found.get(rank) {
            Some(node) => Some(*node),
            None if rank > 0 => {
                let node = self.session.add_instance(parent, slot, item).ok()?;
                self.session.index();
                Some(node)
            }
            None => None,
        }
    }

    fn item(&mut self, item: ResponseItem<'_>, node: u32, at: &At) {
        let inside: Vec<_> = item.items().collect();
        self.items(&inside, node, 0, at);
        let program = self.session.program.clone();
        let Some(form) = self.session.item_of(node).and_then(|number| program.at(number)) else { return };
        let answers: Vec<_> = item.answers().collect();
        let values: Vec<Value> = answers.iter().filter_map(|answer| value_of(answer.element())).collect();
        if form.value_step.is_some() {
            self.stated.push((node, values, at.clone()));
        } else if !values.is_empty() {
            self.session.place(node, form, values);
        }
        for (slot, answer) in (0_u32..).zip(answers) {
            let under: Vec<_> = answer.items().collect();
            let here = at.entry("answer", slot as usize);
            self.items(&under, node, slot, &here);
        }
    }
}

/// An answer under its name in FHIR.
fn named(form: &FormItem, value: &Value) -> (String, Json) {
    let number = |text: String| serde_json::from_str(&text).unwrap_or(Json::Null);
    let (name, json) = match value {
        Value::Boolean(flag) => ("Boolean", json!(flag)),
        Value::Integer(whole) if form.kind == FormType::Decimal => ("Decimal", json!(whole)),
        Value::Integer(whole) => ("Integer", json!(whole)),
        Value::Decimal(decimal) => ("Decimal", number(decimal.to_string())),
        Value::Text(text) if form.kind == FormType::Url => ("Uri", json!(&**text)),
        Value::Text(text) => ("String", json!(&**text)),
        Value::Moment(moment) => (
            match moment.kind {
                PartialKind::Date => "Date",
                PartialKind::DateTime => "DateTime",
                PartialKind::Time => "Time",
            },
            json!(moment.to_string()),
        ),
        Value::Coding(coding) => ("Coding", coding_json(coding)),
        Value::Quantity(amount) => {
            let mut out = Map::from_iter([("value".to_owned(), number(amount.value.to_string()))]);
            // FHIR has no empty texts: a number that a calculation put into an amount has no unit.
            if !amount.unit.is_empty() {
                out.insert("unit".into(), json!(amount.unit));
                out.insert("system".into(), json!("http://unitsofmeasure.org"));
                out.insert("code".into(), json!(ucum(&amount.unit)));
            }
            ("Quantity", Json::Object(out))
        }
        Value::Opaque(whole) if form.kind == FormType::Reference => ("Reference", (**whole).clone()),
        Value::Opaque(whole) => ("Attachment", (**whole).clone()),
        Value::Node(_) | Value::Answer(..) => ("String", Json::Null),
    };
    (format!("value{name}"), json)
}

fn coding_json(coding: &Coding) -> Json {
    let mut out = Map::new();
    if let Some(weight) = coding.weight {
        let weight: Json = serde_json::from_str(&weight.to_string()).unwrap_or(Json::Null);
        out.insert("extension".into(), json!([{ "url": fhir::url::ORDINAL_VALUE, "valueDecimal": weight }]));
    }
    for (name, text) in [("system", &coding.system), ("code", &coding.code), ("display", &coding.display)] {
        if !text.is_empty() {
            out.insert(name.into(), json!(text));
        }
    }
    Json::Object(out)
}
