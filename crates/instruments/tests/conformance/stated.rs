//! Verdicts argued from the text of the specification: conditions, plain values, and the rules of a questionnaire by itself.

use instruments::Severity;
use instruments::conformance::{Known, check, check_questionnaire};
use serde_json::{Value, json};

use crate::form::{NONE, answer, errors, form, response};

#[test]
fn a_condition_looks_at_every_answer_and_at_none() {
    // questionnaire-enable-operator (R5): exists "True if the determination of 'whether an answer exists for the question' is
    // equal to the enableWhen answer (which must be a boolean)."; = "True if at least one answer has a value that is equal to the
    // enableWhen answer."; != "True if no answer has a value that is equal to the enableWhen answer."; the four others likewise
    // of one answer at least. R4 words > and its like as "at least no answer has", which R5 put right.
    let form = |operator: &str, name: &str, expected: Value| {
        json!([{ "linkId": "a", "type": "integer", "repeats": true },
               { "linkId": "b", "type": "string", "enableWhen": [{ "question": "a", "operator": operator, name: expected }] }])
    };
    let given = |numbers: &[i64]| {
        let answers: Vec<Value> = numbers.iter().map(|number| json!({ "valueInteger": number })).collect();
        let first =
            if answers.is_empty() { json!({ "linkId": "a" }) } else { json!({ "linkId": "a", "answer": answers }) };
        json!([first, answer("b", "String", json!("x"))])
    };
    for (operator, expected, numbers, enabled) in [
        ("=", 2, &[1, 2][..], true),
        ("=", 3, &[1, 2], false),
        ("=", 1, &[], false),
        ("!=", 2, &[1, 2], false),
        ("!=", 3, &[1, 2], true),
        ("!=", 1, &[], true),
        (">", 1, &[1, 2], true),
        (">", 2, &[1, 2], false),
        ("<=", 1, &[1, 2], true),
        ("<", 1, &[], false),
        (">=", 2, &[1, 2], true),
    ] {
        let found = errors(form(operator, "answerInteger", json!(expected)), given(numbers));
        let verdict = if enabled { vec![] } else { vec!["not-enabled"] };
        assert_eq!(found, verdict, "{operator} {expected} {numbers:?}");
    }
    for (expected, numbers, enabled) in
        [(true, &[1][..], true), (false, &[1], false), (true, &[], false), (false, &[], true)]
    {
        let found = errors(form("exists", "answerBoolean", json!(expected)), given(numbers));
        assert_eq!(found.is_empty(), enabled, "exists {expected} {numbers:?}");
    }
}

#[test]
fn plain_values_are_written_as_their_type_says() {
    // Datatypes of R4: positiveInt "An integer with a value that is positive (e.g. >0)", unsignedInt "An integer with a value
    // that is not negative (e.g. >= 0)", instant "An instant in time - known at least to the second" and "Time zone is always
    // required", id "Any combination of letters, numerals, \"-\" and \".\", with a length limit of 64 characters.", code "A string
    // which has at least one character and no leading or trailing whitespace and where there is no whitespace other than single
    // spaces in the contents".
    let with = |name: &str, value: Value| {
        let mut one = response(json!([]));
        one[name] = value;
        let found = check(Some(&form(json!([{ "linkId": "a", "type": "string" }]))), &one, &Known::default());
        found.iter().map(|one| one.code).collect::<Vec<_>>()
    };
    assert_eq!(with("id", json!("a.b-1")), NONE);
    assert_eq!(with("id", json!("a_b")), ["value-malformed"]);
    assert_eq!(with("id", json!("x".repeat(65))), ["value-malformed"]);
    assert_eq!(with("language", json!(" fr")), ["value-malformed"]);
    assert_eq!(with("meta", json!({ "lastUpdated": "2026-11-22" })), ["value-malformed"]);
    assert_eq!(with("meta", json!({ "lastUpdated": "2026-11-22T10:00:00Z" })), NONE);
}

/// One question with more said of it.
fn q(more: Value) -> Value {
    let mut one = json!({ "linkId": "a", "type": "string" });
    for (name, value) in more.as_object().unwrap() {
        one[name.as_str()] = value.clone();
    }
    json!([one])
}

/// A question, and one with conditions on it.
fn second(conditions: Value, behaviour: Option<&str>) -> Value {
    let mut one = json!({ "linkId": "b", "type": "string", "enableWhen": conditions });
    if let Some(behaviour) = behaviour {
        one["enableBehavior"] = json!(behaviour);
    }
    json!([{ "linkId": "a", "type": "integer" }, one])
}

#[test]
fn a_questionnaire_keeps_the_rules_of_its_own() {
    let codes = |items: Value| -> usize {
        let found = check_questionnaire(&form(items), &[]);
        found.iter().filter(|one| one.severity == Severity::Error).count()
    };
    let option = json!([{ "valueString": "x" }]);
    let test = |operator: &str, name: &str, value: Value| json!({ "question": "a", "operator": operator, name: value });
    let (one, other) = (test("=", "answerInteger", json!(1)), test(">", "answerInteger", json!(2)));
    for (rule, kept, broken) in [
        (
            "que-1",
            json!([{ "linkId": "g", "type": "group", "item": [{ "linkId": "a", "type": "string" }] }]),
            json!([{ "linkId": "g", "type": "group" }]),
        ),
        (
            "que-1",
            q(json!({ "type": "display" })),
            q(json!({ "type": "display", "item": [{ "linkId": "b", "type": "string" }] })),
        ),
        ("que-2", q(json!({})), json!([{ "linkId": "a", "type": "string" }, { "linkId": "a", "type": "string" }])),
        (
            "que-3",
            q(json!({ "code": [{ "system": "urn:s", "code": "x" }] })),
            q(json!({ "type": "display", "code": [{ "system": "urn:s", "code": "x" }] })),
        ),
        (
            "que-4",
            q(json!({ "answerOption": option })),
            q(json!({ "answerOption": option, "answerValueSet": "urn:v" })),
        ),
        (
            "que-5",
            q(json!({ "type": "choice", "answerValueSet": "urn:v" })),
            q(json!({ "type": "boolean", "answerValueSet": "urn:v" })),
        ),
        ("que-6", q(json!({ "required": false })), q(json!({ "type": "display", "required": false }))),
        (
            "que-7",
            second(json!([test("exists", "answerBoolean", json!(true))]), None),
            second(json!([test("exists", "answerInteger", json!(1))]), None),
        ),
        (
            "que-8",
            q(json!({ "initial": [{ "valueString": "x" }] })),
            q(json!({ "type": "display", "initial": [{ "valueString": "x" }] })),
        ),
        ("que-9", q(json!({ "readOnly": true })), q(json!({ "type": "display", "readOnly": true }))),
        ("que-10", q(json!({ "maxLength": 9 })), q(json!({ "type": "date", "maxLength": 9 }))),
        (
            "que-11",
            q(json!({ "answerOption": option })),
            q(json!({ "answerOption": option, "initial": [{ "valueString": "x" }] })),
        ),
        ("que-12", second(json!([one, other]), Some("any")), second(json!([one, other]), None)),
        (
            "que-13",
            q(json!({ "repeats": true, "initial": [{ "valueString": "x" }, { "valueString": "y" }] })),
            q(json!({ "initial": [{ "valueString": "x" }, { "valueString": "y" }] })),
        ),
        ("type", q(json!({})), q(json!({ "type": "texte" }))),
    ] {
        assert_eq!(codes(kept), 0, "{rule} kept");
        assert_eq!(codes(broken), 1, "{rule} broken");
    }
    // que-0, que-14 and que-15 are warnings of the specification.
    let mut named = form(q(json!({ "answerConstraint": "optionsOrType" })));
    named["name"] = json!("mon questionnaire");
    named["item"][0]["linkId"] = json!("x".repeat(256));
    let found = check_questionnaire(&named, &[]);
    assert!(found.len() == 3 && found.iter().all(|one| one.severity == Severity::Warning), "{found:#?}");
}
