//! Functions and operators of Expression Manager, one by one, as they work: a survey whose last question is asked under the
//! expression is imported, and a session says whether it is asked with three sets of answers. What each should say follows from
//! what LimeSurvey documents of the function and from PHP's of the same name.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test says what it found"
)]

mod lss;

use std::sync::Arc;

use formats::limesurvey::read;
use instruments::{
    Session, Severity,
    conformance::{Known, check},
    program::{Partial, Program},
};
use lss::make::Survey;
use serde_json::{Value, json};

/// `Q` list, `N` number, `T` text, `M` multiple choice with "other", `D` date, `B` multiple choice that filters `M`'s rows,
/// `X` asked under the expression.
fn survey(expression: &str) -> Survey {
    Survey::new()
        .question("L", "Q", &[])
        .answer("0", "A1", "1")
        .answer("0", "A2", "2")
        .answer("0", "3", "4")
        .question("N", "N", &[])
        .question("S", "T", &[])
        .question("M", "M", &[("other", "Y")])
        .sub("0", "S1", &[])
        .sub("0", "S2", &[])
        .question("D", "D", &[])
        .question("S", "X", &[("relevance", expression)])
}

fn answers(number: usize) -> Value {
    let coding = |question: &str, code: &str| json!({"valueCoding": {"system": format!("urn:limesurvey:7:{question}"), "code": code, "display": code}});
    let item = |link: &str, answers: Value| json!({"linkId": link, "answer": answers});
    let items = match number {
        0 => json!([]),
        1 => json!([
            item("Q", json!([coding("Q", "A1")])),
            item("N", json!([{"valueDecimal": 5}])),
            item("T", json!([{"valueString": "abc"}])),
            item("M", json!([coding("M", "S1")])),
            item("D", json!([{"valueDate": "2026-03-04"}])),
        ]),
        _ => json!([
            item("Q", json!([coding("Q", "3")])),
            item("N", json!([{"valueDecimal": -2.5}])),
            item("T", json!([{"valueString": "12"}])),
            item("M", json!([coding("M", "S1"), coding("M", "S2"), {"valueString": "dos"}])),
        ]),
    };
    let mut root =
        json!({"resourceType": "QuestionnaireResponse", "questionnaire": "urn:limesurvey:7", "status": "in-progress"});
    if number > 0 {
        root["item"] = json!([{"linkId": "G1", "item": items}]);
    }
    root
}

/// Whether `X` is asked with each set of answers, by the validator and, when the condition can follow the answers as they are
/// typed, by a session too; none when the expression was not carried over.
fn asked(expression: &str) -> Option<[bool; 3]> {
    let import = read(survey(expression).text().as_bytes(), "x.lss");
    let form = import.questionnaire.unwrap();
    if import.report.entries.iter().any(|entry| entry.code == "condition-lost") {
        return None;
    }
    let compiled = Program::compile(&form);
    let program = compiled.outside.is_empty().then(|| Arc::new(compiled.program));
    Some([0, 1, 2].map(|number| {
        let mut given = answers(number);
        if let Some(program) = &program {
            let response = fhir::Document::from_value(given.clone()).unwrap();
            let now = Partial::date_time("2026-11-22T10:00:00").unwrap();
            let (session, problems) = Session::from_response(program.clone(), now, &response);
            assert!(problems.is_empty() && session.failed().is_empty(), "{expression}, answers {number}: {problems:?}");
            let active = session.is_active(session.node("X").unwrap());
            assert_eq!(active, allowed(form.value(), &mut given), "{expression}, answers {number}: they differ");
        }
        allowed(form.value(), &mut given)
    }))
}

/// Whether the validator lets `X` have an answer beside the others.
fn allowed(form: &Value, response: &mut Value) -> bool {
    let x = json!({"linkId": "X", "answer": [{"valueString": "x"}]});
    match response.pointer_mut("/item/0/item").and_then(Value::as_array_mut) {
        Some(items) if items.iter().all(|item| item["linkId"] != "X") => items.push(x),
        Some(_) => {}
        None => response["item"] = json!([{"linkId": "G1", "item": [x]}]),
    }
    response["authored"] = json!("2026-11-22T10:00:00Z");
    let found = check(Some(form), response, &Known::default());
    let codes: Vec<&str> = found.iter().filter(|one| one.severity == Severity::Error).map(|one| one.code).collect();
    match codes.as_slice() {
        [] => true,
        ["not-enabled"] => false,
        _ => panic!("{found:#?}"),
    }
}

const F: bool = false;
const T: bool = true;

/// Expression; asked when nothing is answered, with the first answers, with the second.
#[rustfmt::skip]
const LINES: &[(&str, [bool; 3])] = &[
    // Operators, as words too.
    ("N == 5", [F, T, F]), ("N eq 5", [F, T, F]), ("N != 5", [T, F, T]), ("N ne 5", [T, F, T]),
    ("N < 3", [F, F, T]), ("N lt 3", [F, F, T]), ("N <= 5", [F, T, T]), ("N le 5", [F, T, T]),
    ("N > 3", [F, T, F]), ("N gt 3", [F, T, F]), ("N >= 5", [F, T, F]), ("N ge 5", [F, T, F]),
    ("N > 3 && T == 'abc'", [F, T, F]), ("N > 3 and T == 'abc'", [F, T, F]),
    ("N > 3 || T == '12'", [F, T, T]), ("N > 3 or T == '12'", [F, T, T]), ("!(N > 3)", [T, F, T]),
    ("N + 1 == 6", [F, T, F]), ("N - 1 == -3.5", [F, F, T]), ("N * 2 == 10", [F, T, F]), ("N / 2 == 2.5", [F, T, F]),
    ("-N == 2.5", [F, F, T]), ("(N + 1) * 2 == 12", [F, T, F]), ("N + 1 * 2 == 7", [F, T, F]),
    ("Q == 'A1'", [F, T, F]), ("Q == 3", [F, F, T]), ("Q != 'A1'", [T, F, T]), ("Q.code == 'A1'", [F, T, F]),
    ("Q.NAOK == 'A1'", [F, T, F]), ("Q.value == 4", [F, F, T]), ("Q.shown == 'A1'", [F, T, F]), ("Q.type == 'L'", [T, T, T]),
    ("M_S1 == 'Y'", [F, T, T]), ("M_S2 == 'Y'", [F, F, T]), ("M_S2 == ''", [T, T, F]), ("M_other == 'dos'", [F, F, T]),
    ("T == ''", [T, F, F]), ("T != ''", [F, T, T]), ("D == '2026-03-04'", [F, T, F]), ("D >= '2026-03-04'", [F, T, F]),
    ("D < '2026-03-04'", [F, F, F]), ("D > '2026-01-01' and D < '2026-12-31'", [F, T, F]),
    // Numbers.
    ("abs(N) == 2.5", [F, F, T]), ("ceil(N) == -2", [F, F, T]), ("floor(N) == -3", [F, F, T]),
    ("round(N) == -3", [F, F, T]), ("round(N / 4, 1) == 1.3", [F, T, F]), ("exp(0) == 1", [T, T, T]), ("exp(N) > 148", [F, T, F]),
    ("sqrt(N) > 2.2", [F, T, F]), ("log(N) > 1.6", [F, T, F]), ("log(N, 5) == 1", [F, T, F]), ("pow(N, 2) == 6.25", [F, F, T]),
    ("pi() > 3.14", [T, T, T]), ("intval(T) == 12", [F, F, T]), ("intval(T) == 0", [T, T, F]), ("intval(N) == -2", [F, F, T]),
    ("floatval(T) == 12", [F, F, T]), ("fixnum(N) == 5", [F, T, F]),
    // What a value is.
    ("is_empty(T)", [T, F, F]), ("is_empty(M_S2)", [T, T, F]), ("is_numeric(T)", [F, F, T]), ("is_numeric(N)", [F, T, T]),
    ("is_int(N)", [F, T, F]),
    // Texts.
    ("strlen(T) == 3", [F, T, F]), ("strlen(T) == 0", [T, F, F]), ("strtoupper(T) == 'ABC'", [F, T, F]),
    ("strtolower(strtoupper(T)) == 'abc'", [F, T, F]), ("trim(T) == 'abc'", [F, T, F]), ("ltrim(T) == 'abc'", [F, T, F]),
    ("rtrim(T) == 'abc'", [F, T, F]), ("strip_tags(T) == '12'", [F, F, T]), ("substr(T, 1) == 'bc'", [F, T, F]),
    ("substr(T, 1, 1) == '2'", [F, F, T]), ("substr(T, -1) == 'c'", [F, T, F]), ("substr(T, -2, 1) == 'b'", [F, T, F]),
    ("str_replace('b', 'x', T) == 'axc'", [F, T, F]), ("implode('-', Q, T) == 'A1-abc'", [F, T, F]),
    ("join(Q, T) == 'A1abc'", [F, T, F]), ("list(Q, T) == 'A1, abc'", [F, T, F]), ("list(Q, M_other) == '3, dos'", [F, F, T]),
    ("regexMatch('/^a/', T)", [F, T, F]), ("regexMatch('/B/i', T)", [F, T, F]), ("T + '!' == 'abc!'", [F, T, F]),
    // Lists.
    ("count(Q, N, T) == 3", [F, T, T]), ("count(that.M) == 1", [F, T, F]), ("count(that.M.NAOK) == 3", [F, F, T]),
    ("count(M_S1, M_S2) == 2", [F, F, T]), ("countif('A1', Q, T) == 1", [F, T, F]), ("countif('Y', M_S1, M_S2) == 2", [F, F, T]),
    ("countifop('>', 1, N, Q.value) == 1", [F, T, T]), ("countifop('RX', '/^[0-9]+$/', T, Q) == 2", [F, F, T]),
    ("sum(N, Q.value) == 6", [F, T, F]), ("sum(N, Q.value) == 1.5", [F, F, T]), ("sumifop('>', 1, N, Q.value) == 5", [F, T, F]),
    ("sumifop('>', 1, N, Q.value) == 4", [F, F, T]), ("min(N, 3) == -2.5", [F, F, T]), ("max(N, 3) == 5", [F, T, F]),
    ("unique(Q, T)", [T, T, T]), ("if(N > 3, 'a', 'b') == 'a'", [F, T, F]), ("if(N > 3, 1)", [F, T, F]),
    ("if(is_empty(N), 1, 0) == 1", [T, F, F]), ("date('Y') == 2026", [T, T, T]), ("D != '' and date('Y-m-d') > D", [F, T, F]),
    // Names.
    ("7X1X10 == 'A1'", [F, T, F]), ("INSERTANS:7X1X20 == 5", [F, T, F]), ("7X1X40S2.NAOK == 'Y'", [F, F, T]), ("SID == 7", [T, T, T]),
    ("1", [T, T, T]), ("0", [F, F, F]), ("", [T, T, T]),
];

#[test]
fn each_function_and_operator_works_as_it_does_there() {
    let mut wrong = Vec::new();
    for (expression, wanted) in LINES {
        let found = asked(expression);
        if found != Some(*wanted) {
            wrong.push(format!("{expression}: {found:?}, and should be {wanted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The functions of LimeSurvey 6 that have no equivalent, called as they should be.
#[rustfmt::skip]
const WITHOUT: &[&str] = &[
    "acos(N)", "addslashes(T)", "asin(N)", "atan(N)", "atan2(N, 1)", "checkdate(1, 2, 2026)", "convert_value(N, 1, '1,2', '3,4')",
    "cos(N)", "gmdate('Y')", "html_entity_decode(T)", "htmlentities(T)", "htmlspecialchars(T)", "htmlspecialchars_decode(T)",
    "idate('Y')", "is_nan(N)", "listifop('code', '==', 'A1', 'code', ',', Q, T)", "mktime(1, 2, 3)", "nl2br(T)", "number_format(N)",
    "quoted_printable_decode(T)", "quoted_printable_encode(T)", "quotemeta(T)", "rand()", "rand(1, 6)", "sin(N)", "sprintf('%d', N)",
    "stddev(N, 1, 2)", "str_pad(T, 5)", "str_repeat(T, 2)", "strcasecmp(T, 'a')", "strcmp(T, 'a')", "stripos(T, 'a')",
    "stripslashes(T)", "stristr(T, 'a')", "strpos(T, 'a')", "strrev(T)", "strstr(T, 'a')", "strtotime(T)", "tan(N)", "time()",
    "ucwords(T)", "statCount(Q.sgqa)", "statCountIf(Q.sgqa, 'A1')", "date('D, d M Y')", "date('Y', 86400)", "inventee(N)",
    "substr(T, N)", "intval(T, 16)", "trim(T, 'a')",
];

#[test]
fn a_function_without_equivalent_is_named_and_the_question_is_asked_always() {
    for call in WITHOUT {
        let text = survey(&format!("{call} > 0")).text();
        let import = read(text.as_bytes(), "x.lss");
        assert!(lss::faults(text.as_bytes(), &import.report).is_empty(), "{call}");
        let name = format!("{}()", call.split('(').next().unwrap());
        let named = import.report.entries.iter().any(|entry| {
            matches!(entry.code, "function" | "function-arguments")
                && entry.en.contains(&name)
                && entry.fr.contains(&name)
        });
        assert!(named, "{call}: {:?}", import.report.entries.iter().map(|entry| &entry.en).collect::<Vec<_>>());
        let form = import.questionnaire.unwrap().value().to_string();
        assert!(!form.contains("enableWhen"), "{call}");
    }
}
