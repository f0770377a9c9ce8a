//! Whether a document is made of what FHIR has: known elements, lists where they repeat, values where they are values.

use fhir::Element;
use fhir::types::{ElementType, Kind, Release, TypeId, Types, Written};
use serde_json::{Map, Value};

use super::value::well_written;
use crate::Problem;
use crate::problem::{At, excerpt};

/// How deep elements may be nested.
const DEEPEST: usize = 200;

/// What STU3 has and later releases call otherwise, by the type it stands in.
const STU3: [(&str, &str); 5] = [
    ("QuestionnaireResponse", "parent"),
    ("QuestionnaireResponse", "context"),
    ("Questionnaire.item", "option"),
    ("Questionnaire.item", "options"),
    ("Questionnaire.item.enableWhen", "hasAnswer"),
];

/// Checks the shape of a resource by the definitions of R4, or of R5 where those fit better.
pub(super) fn check(resource: Element<'_>, at: &At, problems: &mut Vec<Problem>) {
    let of = |release| {
        let mut found = Shape { types: Types::of(release), resource, problems: Vec::new() };
        if let Some(id) = resource.text("resourceType").and_then(|name| found.types.named(name)) {
            found.object(resource.value(), id, at, 0);
        }
        found.problems
    };
    let found = of(Release::R4);
    if !found.is_empty() {
        let later = of(Release::R5);
        problems.extend(if later.is_empty() { later } else { found });
    }
}

struct Shape<'d> {
    types: &'static Types,
    resource: Element<'d>,
    problems: Vec<Problem>,
}

impl Shape<'_> {
    fn object(&mut self, value: &Value, id: TypeId, at: &At, depth: usize) {
        let Some(map) = value.as_object().filter(|_| depth < DEEPEST) else {
            self.problems.push(at.error(
                "not-an-element",
                "Ici FHIR attend un élément (un objet JSON), pas une simple valeur.",
                "Here FHIR expects an element (a JSON object), not a plain value.",
            ));
            return;
        };
        let at = &match map.get("linkId").and_then(Value::as_str) {
            Some(link_id) => at.clone().named(Some(link_id)),
            None => at.clone(),
        };
        if map.is_empty() {
            self.empty(at);
        }
        for (name, value) in map {
            self.property(map, id, name, value, at, depth);
        }
    }

    fn property(&mut self, map: &Map<String, Value>, id: TypeId, name: &str, value: &Value, at: &At, depth: usize) {
        let resource = self.types.get(id).kind() == Kind::Resource;
        let plain = name.strip_prefix('_').unwrap_or(name);
        // STU3 documents keep comments so; they mean nothing.
        if resource && name == "resourceType" || plain == "fhir_comments" || self.stu3(id, name, value) {
            return;
        }
        let Some((element, written)) = self.types.written(id, plain) else {
            let name = excerpt(name);
            self.problems.push(at.error(
                "unknown-property",
                format!("« {name} » n'est pas un élément de FHIR à cet endroit. Retirez-le ou corrigez son nom."),
                format!("\"{name}\" is no element of FHIR at this place. Remove it or correct its name."),
            ));
            return;
        };
        let primitive = self.types.get(written.type_id()).kind() == Kind::Primitive;
        let twin = name != plain;
        if twin && !primitive {
            self.problems.push(at.error(
                "unknown-property",
                format!("« {} » n'a pas de jumeau : ce n'est pas une valeur simple.", excerpt(plain)),
                format!("\"{}\" has no twin: it is no plain value.", excerpt(plain)),
            ));
            return;
        }
        // An answer's own value is looked at with its question.
        let answer = self.types.name(id) == "QuestionnaireResponse.item.answer" && element.choice();
        if !twin && answer && primitive {
            return;
        }
        let padded = map.contains_key(&format!("_{plain}")) && map.contains_key(plain);
        self.entries(element, written, (plain, value), (twin, padded), at, depth);
    }

    /// The value of a property: one, or a list of them; beside a twin, a list may have gaps.
    fn entries(
        &mut self,
        element: &ElementType,
        written: &Written,
        (name, value): (&str, &Value),
        (twin, padded): (bool, bool),
        at: &At,
        depth: usize,
    ) {
        match (element.repeats(), value) {
            (true, Value::Array(list)) => {
                if list.is_empty() {
                    self.empty(&at.field(name));
                }
                for (place, one) in list.iter().enumerate() {
                    if !(padded && one.is_null()) {
                        self.one(written, one, twin, &at.entry(name, place), depth);
                    }
                }
            }
            (false, Value::Array(_)) | (true, _) => {
                let (fr, en) = match element.repeats() {
                    true => ("Ici FHIR attend une liste.", "Here FHIR expects a list."),
                    false => ("Ici FHIR n'attend pas de liste.", "Here FHIR does not expect a list."),
                };
                self.problems.push(at.field(name).error("list-or-not", fr, en));
            }
            (false, one) => self.one(written, one, twin, &at.field(name), depth),
        }
    }

    fn one(&mut self, written: &Written, value: &Value, twin: bool, at: &At, depth: usize) {
        let id = written.type_id();
        match self.types.get(id).kind() {
            Kind::Primitive if twin => {
                if let Some(element) = self.types.named("Element") {
                    self.object(value, element, at, depth + 1);
                }
            }
            Kind::Primitive => self.primitive(self.types.name(id), value, at),
            Kind::Resource => {
                // A contained resource of a kind the tables do not know is not looked at.
                let named = value.get("resourceType").and_then(Value::as_str);
                if let Some(id) = named.and_then(|name| self.types.named(name)) {
                    self.object(value, id, at, depth + 1);
                }
            }
            Kind::Complex | Kind::Part => {
                self.object(value, id, at, depth + 1);
                self.invariants(self.types.name(id), Element::new(value), at);
            }
        }
    }

    fn primitive(&mut self, name: &str, value: &Value, at: &At) {
        let kind = match name {
            "boolean" => "Boolean",
            "integer" | "positiveInt" | "unsignedInt" => "Integer",
            "decimal" => "Decimal",
            "date" => "Date",
            "dateTime" | "instant" => "DateTime",
            "time" => "Time",
            "uri" | "url" | "canonical" | "oid" | "uuid" => "Uri",
            _ => "String",
        };
        if !well_written(kind, value) || !narrower(name, value) {
            let name = excerpt(name);
            self.problems.push(at.error(
                "value-malformed",
                format!("Cette valeur n'est pas écrite comme le type {name} de FHIR le demande."),
                format!("This value is not written as FHIR's type {name} demands."),
            ));
        }
    }

    /// The rules of data types that no table of elements tells.
    fn invariants(&mut self, name: &str, element: Element<'_>, at: &At) {
        let mut wrong = |fr: &str, en: &str| self.problems.push(at.error("invariant", fr, en));
        match name {
            "Quantity" if element.has("code") && !element.has("system") => wrong(
                "Le code d'une unité demande le système dont il est (« system »).",
                "The code of a unit demands the system it is of (system).",
            ),
            "Attachment" if element.has("data") && !element.has("contentType") => wrong(
                "Un document joint demande son type (« contentType »).",
                "An attached document demands its type (contentType).",
            ),
            "Extension" if has_value(element) == element.has("extension") => wrong(
                "Une extension a une valeur ou des extensions, l'une des deux.",
                "An extension has a value or extensions, one of the two.",
            ),
            // Nobody can find out what a system is that is named from within nowhere.
            "Coding" if element.text("system").is_some_and(|system| !system.contains(':')) => wrong(
                "Le système d'un code est une adresse entière (« http://… », « urn:… »).",
                "The system of a code is a whole address (http://..., urn:...).",
            ),
            "Period" => {
                let ends = element.text("start").zip(element.text("end"));
                let order = ends.and_then(|(start, end)| super::value::compare_dates(start, end));
                if order == Some(std::cmp::Ordering::Greater) {
                    wrong("Cette période finit avant de commencer.", "This period ends before it starts.");
                }
            }
            "Reference" => {
                let local = element.text("reference").and_then(|text| text.strip_prefix('#'));
                let there =
                    |id: &str| id.is_empty() || self.resource.list("contained").any(|one| one.text("id") == Some(id));
                if local.is_some_and(|id| !there(id)) {
                    wrong(
                        "Cette référence nomme une ressource que le document ne contient pas.",
                        "This reference names a resource that the document does not contain.",
                    );
                }
            }
            _ => {}
        }
    }

    fn empty(&mut self, at: &At) {
        self.problems.push(at.error(
            "empty",
            "Un élément ou une liste de FHIR n'est jamais vide. Retirez-le.",
            "An element or list of FHIR is never empty. Remove it.",
        ));
    }

    /// What STU3 has otherwise.
    fn stu3(&self, id: TypeId, name: &str, value: &Value) -> bool {
        let owner = self.types.name(id);
        STU3.contains(&(owner, name))
            || owner == "QuestionnaireResponse" && name == "questionnaire" && value.is_object()
    }
}

fn has_value(extension: Element<'_>) -> bool {
    extension
        .value()
        .as_object()
        .is_some_and(|map| map.keys().any(|key| key.trim_start_matches('_').starts_with("value")))
}

/// What a type demands beyond the one it is a kind of (FHIR R4, section "Datatypes").
fn narrower(name: &str, value: &Value) -> bool {
    let text = value.as_str().unwrap_or("");
    match name {
        "positiveInt" => value.as_i64().is_some_and(|number| number > 0),
        "unsignedInt" => value.as_i64().is_some_and(|number| number >= 0),
        // "An instant in time - known at least to the second", "Time zone is always required".
        "instant" => text.contains('T'),
        "id" => text.len() <= 64 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte)),
        // "no leading or trailing whitespace and where there is no whitespace other than single spaces in the contents".
        "code" => text.split(' ').all(|part| !part.is_empty() && !part.contains(char::is_whitespace)),
        "base64Binary" => {
            let mut letters = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect::<Vec<_>>();
            let whole = letters.len() % 4 == 0;
            while letters.last() == Some(&b'=') {
                letters.pop();
            }
            whole && letters.iter().all(|byte| byte.is_ascii_alphanumeric() || b"+/".contains(byte))
        }
        _ => true,
    }
}
