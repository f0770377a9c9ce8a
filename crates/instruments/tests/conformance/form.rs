//! Small questionnaires, responses to them, and what is said of those.

use instruments::Severity;
use instruments::conformance::{ValueSets, check, conforms};
use kernel::Lang;
use serde_json::{Value, json};

pub fn form(items: Value) -> Value {
    json!({ "resourceType": "Questionnaire", "url": "urn:q", "status": "active", "item": items })
}

pub fn response(items: Value) -> Value {
    let mut response =
        json!({ "resourceType": "QuestionnaireResponse", "questionnaire": "urn:q", "status": "completed" });
    // A list of FHIR is never empty.
    if items.as_array().is_none_or(|list| !list.is_empty()) {
        response["item"] = items;
    }
    response
}

/// The codes of the errors, in order.
pub fn errors(questions: Value, items: Value) -> Vec<&'static str> {
    let problems = check(Some(&form(questions)), &response(items), &ValueSets::new());
    for problem in &problems {
        assert!(Lang::ALL.iter().all(|lang| problem.message(*lang).len() > 20), "{problem:?}");
    }
    problems.iter().filter(|one| one.severity == Severity::Error).map(|one| one.code).collect()
}

pub fn warnings(questions: Value, items: Value) -> Vec<&'static str> {
    let problems = check(Some(&form(questions)), &response(items), &ValueSets::new());
    assert!(conforms(&problems), "{problems:#?}");
    problems.iter().map(|one| one.code).collect()
}

pub fn answer(link_id: &str, kind: &str, value: Value) -> Value {
    let name = format!("value{kind}");
    json!({ "linkId": link_id, "answer": [{ name: value }] })
}

pub const NONE: [&str; 0] = [];
