//! What LimeSurvey checks of an answer is checked here too: limits, numbers of answers, totals, lengths, patterns and validation
//! equations, each seen kept and broken by the validator.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test says what it found"
)]

mod lss;

use formats::limesurvey::read;
use instruments::{
    Severity,
    conformance::{Known, check},
};
use lss::make::Survey;
use serde_json::{Value, json};

fn survey(kind: &str, fields: &[(&str, &str)], attributes: &[(&str, &str)]) -> Survey {
    let one = Survey::new().question("N", "LIMITE", &[]).question(kind, "X", fields);
    let one = if "MPABCEFHKQR1:;".contains(kind) {
        one.sub("0", "R1", &[]).sub("0", "R2", &[]).sub("0", "R3", &[])
    } else {
        one
    };
    let one = if ":;".contains(kind) { one.sub("1", "C", &[]) } else { one };
    let one = if "L!FHR".contains(kind) {
        one.answer("0", "A1", "0").answer("0", "A2", "0").answer("0", "A3", "0")
    } else {
        one
    };
    attributes.iter().fold(one, |one, (name, value)| one.attr(name, value))
}

/// The errors of a response in which the limit is 5 and `X` has answers, by row where it has rows.
fn errors(survey: &Survey, given: &Value) -> Vec<&'static str> {
    let import = read(survey.text().as_bytes(), "x.lss");
    let form = import.questionnaire.unwrap();
    let mut items = vec![json!({"linkId": "LIMITE", "answer": [{"valueDecimal": 5}]})];
    match given {
        Value::Object(rows) => {
            let inner: Vec<Value> =
                rows.iter().map(|(row, answer)| json!({"linkId": format!("X_{row}"), "answer": [answer]})).collect();
            items.push(json!({"linkId": "X", "item": inner}));
        }
        Value::Array(answers) if answers.is_empty() => {}
        answers => items.push(json!({"linkId": "X", "answer": answers})),
    }
    let response = json!({"resourceType": "QuestionnaireResponse", "questionnaire": "urn:limesurvey:7", "status": "completed",
        "authored": "2026-11-22T10:00:00Z", "item": [{"linkId": "G1", "item": items}]});
    let found = check(Some(form.value()), &response, &Known::default());
    assert!(found.iter().all(|one| !one.code.ends_with("-not-decided")), "{found:#?}");
    found.iter().filter(|one| one.severity == Severity::Error).map(|one| one.code).collect()
}

fn number(value: i64) -> Value {
    json!([{"valueDecimal": value}])
}

fn coding(codes: &[&str]) -> Value {
    codes.iter().map(|code| json!({"valueCoding": {"system": "urn:limesurvey:7:X", "code": code}})).collect()
}

type Case = (&'static str, &'static [(&'static str, &'static str)], Value, Value, &'static str);

/// Type, attributes, answers that are kept, answers that are not, the code of the error.
fn of_one_answer() -> Vec<Case> {
    let text = |text: &str| json!([{"valueString": text}]);
    let date = |date: &str| json!([{"valueDate": date}]);
    vec![
        ("N", &[("min_num_value_n", "3")], number(3), number(2), "below-minimum"),
        ("N", &[("max_num_value_n", "3")], number(3), number(4), "above-maximum"),
        ("N", &[("min_num_value_n", "LIMITE")], number(5), number(4), "rule-not-kept"),
        ("N", &[("max_num_value_n", "{LIMITE * 2}")], number(10), number(11), "rule-not-kept"),
        ("N", &[("num_value_int_only", "1")], json!([{"valueInteger": 1}]), number(1), "answer-type"),
        ("N", &[("em_validation_q", "self > LIMITE")], number(6), number(5), "rule-not-kept"),
        ("N", &[("em_validation_q", "is_empty(self) or self != 3")], json!([]), number(3), "rule-not-kept"),
        ("S", &[("maximum_chars", "3")], text("abc"), text("abcd"), "too-long"),
        ("T", &[("maximum_chars", "3")], text("a\nb"), text("abcd"), "too-long"),
        ("S", &[("em_validation_q", "regexMatch('/^[0-9]{5}$/', self)")], text("59000"), text("5900"), "rule-not-kept"),
        ("D", &[("date_min", "2026-01-01")], date("2026-01-01"), date("2025-12-31"), "below-minimum"),
        ("D", &[("date_max", "2026")], date("2026-12-31"), date("2027-01-01"), "above-maximum"),
        ("D", &[("date_max", "today")], date("2026-11-22"), date("2026-11-23"), "rule-not-kept"),
        ("M", &[("min_answers", "2")], coding(&["R1", "R2"]), coding(&["R1"]), "min-occurs"),
        ("M", &[("max_answers", "1")], coding(&["R1"]), coding(&["R1", "R2"]), "max-occurs"),
        ("M", &[("max_answers", "LIMITE - 4")], coding(&["R1"]), coding(&["R1", "R2"]), "rule-not-kept"),
        ("M", &[("exclude_all_others", "R3")], coding(&["R1", "R2"]), coding(&["R1", "R3"]), "exclusive-option"),
        ("M", &[("em_validation_q", "count(self) != 2")], coding(&["R1"]), coding(&["R1", "R2"]), "rule-not-kept"),
    ]
}

/// The same for rows.
fn of_rows() -> Vec<Case> {
    let one = |value: i64| json!({"valueDecimal": value});
    let two = |a: i64, b: i64| json!({"R1": one(a), "R2": one(b)});
    let code = |code: &str| json!({"valueCoding": {"system": "urn:limesurvey:7:X", "code": code}});
    let text = |text: &str| json!({"valueString": text});
    vec![
        ("K", &[("min_num_value_n", "3")], two(3, 4), two(3, 2), "below-minimum"),
        ("K", &[("equals_num_value", "10")], two(3, 7), two(3, 8), "rule-not-kept"),
        ("K", &[("min_num_value", "10")], two(3, 7), two(3, 6), "rule-not-kept"),
        ("K", &[("max_num_value", "LIMITE")], two(2, 3), two(3, 3), "rule-not-kept"),
        ("K", &[("min_answers", "2")], two(1, 1), json!({"R1": one(1)}), "rule-not-kept"),
        ("K", &[("max_answers", "1")], json!({"R1": one(1)}), two(1, 1), "rule-not-kept"),
        ("K", &[("em_validation_sq", "this < 9")], two(8, 8), two(8, 9), "rule-not-kept"),
        ("K", &[("em_validation_q", "sum(self) == LIMITE")], two(2, 3), two(2, 4), "rule-not-kept"),
        ("K", &[("slider_layout", "1"), ("slider_max", "9")], two(9, 9), two(9, 10), "above-maximum"),
        ("Q", &[("maximum_chars", "2")], json!({"R1": text("ab")}), json!({"R1": text("abc")}), "too-long"),
        (
            "Q",
            &[("em_validation_sq", "strlen(this) > 1")],
            json!({"R1": text("ab"), "R2": text("cd"), "R3": text("ef")}),
            json!({"R1": text("ab"), "R2": text("c"), "R3": text("ef")}),
            "rule-not-kept",
        ),
        (
            "F",
            &[("min_answers", "2")],
            json!({"R1": code("A1"), "R2": code("A1")}),
            json!({"R1": code("A1")}),
            "rule-not-kept",
        ),
        (
            "R",
            &[],
            json!({"1": code("A1"), "2": code("A2")}),
            json!({"1": code("A1"), "2": code("A1")}),
            "rule-not-kept",
        ),
    ]
}

#[test]
fn each_check_is_kept_and_broken() {
    for (kind, attributes, kept, broken, code) in of_one_answer().into_iter().chain(of_rows()) {
        let survey = survey(kind, &[], attributes);
        assert_eq!(errors(&survey, &kept), Vec::<&str>::new(), "{kind} {attributes:?} {kept}");
        assert_eq!(errors(&survey, &broken), [code], "{kind} {attributes:?} {broken}");
    }
}

#[test]
fn what_is_mandatory_is_required_of_every_part() {
    let mandatory = [("mandatory", "Y")];
    let text = |text: &str| json!({"valueString": text});
    let question = survey("S", &mandatory, &[]);
    assert_eq!(errors(&question, &json!([text("x")])), Vec::<&str>::new());
    assert_eq!(errors(&question, &json!([])), ["required"]);
    let rows = survey("Q", &mandatory, &[]);
    assert_eq!(errors(&rows, &json!({"R1": text("a"), "R2": text("b"), "R3": text("c")})), Vec::<&str>::new());
    assert_eq!(errors(&rows, &json!({"R1": text("a"), "R3": text("c")})), ["required"]);
    let pattern = survey("S", &[("preg", "/^[a-z]+$/")], &[]);
    assert_eq!(errors(&pattern, &json!([text("abc")])), Vec::<&str>::new());
    assert_eq!(errors(&pattern, &json!([text("ABC")])), ["form-not-kept"]);
    // Soft mandatory may be left out.
    assert_eq!(errors(&survey("S", &[("mandatory", "S")], &[]), &json!([])), Vec::<&str>::new());
}
