//! From the model to a FHIR Questionnaire (R4 with the SDC subset).

mod attributes;
mod checks;
mod choices;
mod conditions;
mod fields;
mod filters;
mod initials;
mod limits;
mod question;
mod scores;
mod shapes;
mod texts;
mod walk;

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::{
    ledger::{At, Ledger, Said},
    model::{Group, Survey, Texts, tag},
    names::Names,
    xml::Row,
};
pub(super) use choices::codes;
pub(super) use limits::number_type;

/// Addresses of HL7's extensions used here.
pub(super) mod url {
    pub const XHTML: &str = "http://hl7.org/fhir/StructureDefinition/rendering-xhtml";
    pub const TEXT_EXPRESSION: &str = "http://hl7.org/fhir/StructureDefinition/cqf-expression";
    pub const CONTROL: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl";
    pub const CONTROL_CODES: &str = "http://hl7.org/fhir/questionnaire-item-control";
    pub const HIDDEN: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden";
    pub const EXCLUSIVE: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive";
    pub const MIN_OCCURS: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-minOccurs";
    pub const MAX_OCCURS: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs";
    pub const CONSTRAINT: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-constraint";
    pub const SLIDER_STEP: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-sliderStepValue";
    pub const ENTRY_FORMAT: &str = "http://hl7.org/fhir/StructureDefinition/entryFormat";
    pub const REGEX: &str = "http://hl7.org/fhir/StructureDefinition/regex";
    pub const MAX_SIZE: &str = "http://hl7.org/fhir/StructureDefinition/maxSize";
    pub const MIME: &str = "http://hl7.org/fhir/StructureDefinition/mimeType";
    pub const ENABLE: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression";
    pub const CALCULATED: &str =
        "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression";
    pub const INITIAL: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-initialExpression";
    pub const OPEN_LABEL: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-openLabel";
    pub const TOGGLE: &str =
        "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-answerOptionsToggleExpression";
}

/// An object being built.
pub(super) type Node = Map<String, Value>;

/// Builds the document, one account for each thing read.
pub(super) struct Builder<'s> {
    pub survey: &'s Survey<'s>,
    pub names: &'s Names,
    pub ledger: Ledger,
    /// The table of assessments.
    pub assessments: Vec<(At, &'s Row)>,
    /// The answers of each list already read, by question and scale.
    pub lists: HashMap<(usize, String), Vec<Value>>,
}

impl<'s> Builder<'s> {
    /// The whole document.
    pub(super) fn questionnaire(&mut self) -> Value {
        let survey = self.survey;
        let mut root = Node::new();
        root.insert("resourceType".into(), "Questionnaire".into());
        root.insert("language".into(), tag(&survey.base).into());
        let name = if survey.sid.is_empty() { "0" } else { survey.sid };
        root.insert("url".into(), format!("urn:limesurvey:{name}").into());
        let title = survey.text("surveyls_title");
        self.put(&mut root, "title", &title, "", None);
        root.insert("status".into(), "draft".into());
        root.insert("subjectType".into(), json!(["Patient"]));
        let description = survey.text("surveyls_description");
        self.put(&mut root, "description", &description, "", None);
        let mut items = Vec::new();
        self.page("welcome", "surveyls_welcometext", survey.setting("showwelcome") != "N", &mut items);
        let notice = !matches!(survey.setting("showsurveypolicynotice"), "" | "0");
        self.page("policy", "surveyls_policy_notice", notice, &mut items);
        let mut rank = 0;
        for group in &survey.groups {
            items.push(self.group(group, rank));
            rank += group.questions.len();
        }
        self.scores(&mut items);
        self.page("end", "surveyls_endtext", true, &mut items);
        if !items.is_empty() {
            let ordered = items.into_iter().map(|item| match item {
                Value::Object(node) => Value::Object(question::ordered(node)),
                other => other,
            });
            root.insert("item".into(), ordered.collect());
        }
        Value::Object(root)
    }

    /// A text of the survey as an item of its own.
    fn page(&mut self, link: &str, field: &'static str, shown: bool, items: &mut Vec<Value>) {
        let texts = self.survey.text(field);
        if texts.is_empty() {
            return;
        }
        if !shown {
            for text in &texts {
                self.ledger.cell(
                    text.at,
                    field,
                    Said::lost(
                        "text-not-shown",
                        "L'enquête ne montre pas ce texte : il n'est pas repris.",
                        "The survey does not show this text: it is not carried over.",
                    ),
                );
            }
            return;
        }
        let mut item = leaf(&format!("{link}.text"), "display");
        self.put(&mut item, "text", &texts, &format!("{link}.text"), None);
        items.push(Value::Object(item));
    }

    fn group(&mut self, group: &Group<'s>, first: usize) -> Value {
        let link = self.names.groups.get(group.gid).cloned().unwrap_or_default();
        let mut item = leaf(&link, "group");
        self.ledger.row(group.at, Said::kept("group", "Groupe de questions.", "Group of questions.").became(&link));
        self.put(&mut item, "text", &group.name, &link, None);
        let condition = self.condition(group.row.get("grelevance"), group.at, "grelevance", None, None);
        self.apply(&mut item, condition.into_iter().collect());
        let random = group.row.get("randomization_group").trim();
        if !random.is_empty() {
            self.ledger.cell(
                group.at,
                "randomization_group",
                Said::lost(
                    "random-order",
                    format!(
                        "Le tirage au sort de l'ordre des groupes « {random} » n'existe pas : l'ordre écrit est suivi."
                    ),
                    format!(
                        "Drawing the order of the groups \"{random}\" by lot does not exist: the written order is kept."
                    ),
                ),
            );
        }
        let mut items = Vec::new();
        if !group.description.is_empty() {
            let under = format!("{link}.description");
            let mut text = leaf(&under, "display");
            self.put(&mut text, "text", &group.description, &under, None);
            items.push(Value::Object(text));
        }
        for (rank, question) in group.questions.iter().enumerate() {
            items.extend(self.question(first + rank, question));
        }
        if !items.is_empty() {
            item.insert("item".into(), items.into());
        }
        Value::Object(item)
    }

    /// A short text that helps with an item, shown as `control` says (`help`, `unit`, `prompt`).
    pub(super) fn aside(&mut self, item: &mut Node, control: &str, texts: &Texts<'s>, question: usize) {
        if texts.is_empty() {
            return;
        }
        let link = format!("{}.{control}", item.get("linkId").and_then(Value::as_str).unwrap_or(""));
        let mut inner = leaf(&link, "display");
        self.put(&mut inner, "text", texts, &link, Some(question));
        extend(&mut inner, itemcontrol(control));
        push(item, "item", Value::Object(inner));
    }

    /// The address of the answers of a question.
    pub(super) fn system(&self, code: &str) -> String {
        format!("urn:limesurvey:{}:{code}", if self.survey.sid.is_empty() { "0" } else { self.survey.sid })
    }
}

/// An item with its name and type.
pub(super) fn leaf(link: &str, kind: &str) -> Node {
    let mut item = Node::new();
    item.insert("linkId".into(), link.into());
    item.insert("type".into(), kind.into());
    item
}

/// Adds to a list.
pub(super) fn push(item: &mut Node, property: &str, value: Value) {
    let list = item.entry(property).or_insert_with(|| Value::Array(Vec::new()));
    if let Value::Array(list) = list {
        list.push(value);
    }
}

/// Adds an extension.
pub(super) fn extend(item: &mut Node, extension: Value) {
    push(item, "extension", extension);
}

/// How an item is drawn.
pub(super) fn itemcontrol(code: &str) -> Value {
    json!({"url": url::CONTROL, "valueCodeableConcept": {"coding": [{"system": url::CONTROL_CODES, "code": code}]}})
}

/// An extension that holds FHIRPath.
pub(super) fn expression(address: &str, path: &str) -> Value {
    json!({"url": address, "valueExpression": {"language": "text/fhirpath", "expression": path}})
}

/// A number as JSON, when it is one.
pub(super) fn json_number(text: &str) -> Option<Value> {
    let text = text.trim();
    let text = if let Some(part) = text.strip_prefix('.') { format!("0.{part}") } else { text.to_owned() };
    let plain = text.len() < 18 && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    let trimmed = text.strip_prefix('-').unwrap_or(&text).trim_start_matches('0');
    let sign = if text.starts_with('-') { "-" } else { "" };
    let digits =
        if trimmed.is_empty() || trimmed.starts_with('.') { format!("0{trimmed}") } else { trimmed.to_owned() };
    plain.then(|| serde_json::from_str::<Value>(&format!("{sign}{digits}")).ok()).flatten().filter(Value::is_number)
}
