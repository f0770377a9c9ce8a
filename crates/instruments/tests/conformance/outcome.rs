//! What is found, as FHIR says it.

use instruments::Severity;
use instruments::conformance::{Known, check, outcome};
use kernel::Lang;
use serde_json::{Value, json};

use crate::form::{answer, form, response};

/// FHIR's kinds of issues (R4, required binding).
const ISSUE_TYPES: [&str; 31] = [
    "invalid",
    "structure",
    "required",
    "value",
    "invariant",
    "security",
    "login",
    "unknown",
    "expired",
    "forbidden",
    "suppressed",
    "processing",
    "not-supported",
    "duplicate",
    "multiple-matches",
    "not-found",
    "deleted",
    "too-long",
    "code-invalid",
    "extension",
    "too-costly",
    "business-rule",
    "conflict",
    "transient",
    "lock-error",
    "no-store",
    "exception",
    "timeout",
    "incomplete",
    "throttled",
    "informational",
];

#[test]
fn an_outcome_says_where_what_and_in_whose_words() {
    let form = form(json!([
        { "linkId": "a", "type": "integer", "required": true },
        { "linkId": "b", "type": "choice", "answerOption": [{ "valueCoding": { "code": "y" } }] },
        { "linkId": "c", "type": "string", "maxLength": 2 },
    ]));
    let items = json!([
        answer("b", "Coding", json!({ "code": "n" })),
        answer("c", "String", json!("long\ntext")),
        { "linkId": "z" },
    ]);
    let problems = check(Some(&form), &response(items), &Known::default());
    for lang in Lang::ALL {
        let outcome = outcome(&problems, lang);
        assert_eq!(outcome["resourceType"], "OperationOutcome");
        let issues = outcome["issue"].as_array().unwrap();
        assert_eq!(issues.len(), problems.len());
        for (issue, problem) in issues.iter().zip(&problems) {
            assert_eq!(issue["severity"] == "error", problem.severity == Severity::Error);
            assert!(ISSUE_TYPES.contains(&issue["code"].as_str().unwrap()), "{issue}");
            assert_eq!(issue["details"]["coding"][0]["code"], problem.code);
            assert_eq!(issue["diagnostics"], problem.message(lang));
            assert_eq!(issue["expression"], json!([problem.path]));
        }
        let said: Vec<(&str, &str, &str)> = issues
            .iter()
            .map(|one| {
                let text = |value: &'static str| one[value].as_str().unwrap();
                (text("severity"), text("code"), one["expression"][0].as_str().unwrap())
            })
            .collect();
        assert_eq!(
            said,
            [
                ("error", "not-found", "QuestionnaireResponse"),
                ("error", "required", "QuestionnaireResponse"),
                ("error", "code-invalid", "QuestionnaireResponse.item[0].answer[0]"),
                ("error", "value", "QuestionnaireResponse.item[1].answer[0].value.ofType(string)"),
                ("warning", "value", "QuestionnaireResponse.item[1].answer[0].value.ofType(string)"),
            ]
        );
    }
}

#[test]
fn without_a_problem_there_is_one_issue_that_says_so() {
    for lang in Lang::ALL {
        let said: Value = outcome(&[], lang);
        let issues = said["issue"].as_array().unwrap();
        assert_eq!(
            (issues.len(), &issues[0]["severity"], &issues[0]["code"]),
            (1, &json!("information"), &json!("informational"))
        );
        assert!(issues[0]["diagnostics"].as_str().unwrap().len() > 20);
    }
}
