//! What is wrong with a response, as FHIR says it.

use kernel::Lang;
use serde_json::{Value, json};

use crate::{Problem, Severity};

/// The system of our codes.
const CODES: &str = "urn:vecu:fhir:problem";

/// The problems as a FHIR OperationOutcome, in their order: the severity, FHIR's code for the kind of issue, our own code
/// in `details`, the words in `diagnostics`, the place in `expression` (FHIRPath). Without a problem it says so in one issue
/// of severity `information`, since an outcome has at least one.
pub fn outcome(problems: &[Problem], lang: Lang) -> Value {
    let mut issues: Vec<Value> = problems.iter().map(|problem| issue(problem, lang)).collect();
    if issues.is_empty() {
        let said = match lang {
            Lang::Fr => "Rien à redire : la réponse suit son questionnaire.",
            Lang::En => "Nothing to say: the response follows its questionnaire.",
        };
        issues.push(json!({ "severity": "information", "code": "informational", "diagnostics": said }));
    }
    json!({ "resourceType": "OperationOutcome", "language": lang.tag(), "issue": issues })
}

fn issue(problem: &Problem, lang: Lang) -> Value {
    let severity = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    json!({
        "severity": severity,
        "code": issue_type(problem.code),
        "details": { "coding": [{ "system": CODES, "code": problem.code }] },
        "diagnostics": problem.message(lang),
        "expression": [problem.path],
    })
}

/// FHIR's name for the kind of issue (<http://hl7.org/fhir/R4/valueset-issue-type.html>).
fn issue_type(code: &str) -> &'static str {
    match code {
        "not-read"
        | "wrong-resource-type"
        | "item-out-of-order"
        | "item-misplaced"
        | "items-beside-answers"
        | "items-too-deep"
        | "answer-to-no-question"
        | "answers-in-two-items"
        | "answer-type"
        | "unknown-property"
        | "not-an-element"
        | "list-or-not"
        | "empty" => "structure",
        "required" | "answer-without-value" => "required",
        "answer-malformed"
        | "reference-malformed"
        | "value-malformed"
        | "line-break"
        | "form-not-kept"
        | "too-long"
        | "too-short"
        | "too-many-decimals"
        | "response-status"
        | "below-minimum"
        | "above-maximum" => "value",
        "unknown-link-id" | "not-in-base" | "base-not-found" | "questionnaire-not-found" | "value-set-not-known" => {
            "not-found"
        }
        "answer-not-an-option" | "answer-not-in-value-set" | "wrong-display" | "unknown-code" | "unit-not-accepted" => {
            "code-invalid"
        }
        "rule-not-kept" | "duplicate-link-id" | "invariant" | "units-not-comparable" => "invariant",
        "condition-not-decided" | "rule-not-decided" | "calculation-not-decided" | "pattern-not-read" => "incomplete",
        "expressions-too-costly" => "too-costly",
        _ => "business-rule",
    }
}
