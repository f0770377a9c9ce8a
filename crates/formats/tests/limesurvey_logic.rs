//! Conditions, filters, defaults and scores as they work once imported: a session answers, and what is asked and offered is what
//! LimeSurvey would ask and offer.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test says what it found"
)]

mod lss;

use std::sync::Arc;

use formats::{Fate, limesurvey::read};
use instruments::{
    Session,
    program::{Partial, Program},
};
use lss::make::Survey;
use serde_json::{Value, json};

/// A session on the imported survey, with answers: (group, item, answers).
fn session(survey: &Survey, answers: &[(&str, Value)]) -> Session {
    let text = survey.text();
    let import = read(text.as_bytes(), "x.lss");
    let faults = lss::faults(text.as_bytes(), &import.report);
    assert!(faults.is_empty(), "{faults:?}");
    let form = import.questionnaire.unwrap();
    let compiled = Program::compile(&form);
    assert!(compiled.outside.is_empty(), "{:?}", compiled.problems);
    let items: Vec<Value> = answers
        .iter()
        .map(|(path, given)| {
            let mut parts = path.rsplit('/');
            let last = json!({"linkId": parts.next().unwrap(), "answer": given});
            parts.fold(last, |inner, link| json!({"linkId": link, "item": [inner]}))
        })
        .collect();
    let mut response =
        json!({"resourceType": "QuestionnaireResponse", "questionnaire": "urn:limesurvey:7", "status": "in-progress"});
    if !items.is_empty() {
        response["item"] = json!([{"linkId": "G1", "item": items}]);
    }
    let response = fhir::Document::from_value(response).unwrap();
    let now = Partial::date_time("2026-11-22T10:00:00").unwrap();
    let (session, problems) = Session::from_response(Arc::new(compiled.program), now, &response);
    assert!(problems.is_empty(), "{problems:?}");
    assert!(session.failed().is_empty());
    session
}

fn is_asked(session: &Session, link: &str) -> bool {
    session.is_active(session.node(link).unwrap_or_else(|| panic!("no item {link}")))
}

fn coding(question: &str, code: &str) -> Value {
    json!({"valueCoding": {"system": format!("urn:limesurvey:7:{question}"), "code": code, "display": code}})
}

fn number(value: i64) -> Value {
    json!([{"valueDecimal": value}])
}

/// One row of the table of conditions on `X`, which is question 40.
fn condition(survey: Survey, cid: &str, scenario: &str, cqid: &str, field: &str, method: &str, value: &str) -> Survey {
    survey.row(
        "conditions",
        &[
            ("cid", cid),
            ("qid", "40"),
            ("cqid", cqid),
            ("cfieldname", field),
            ("method", method),
            ("value", value),
            ("scenario", scenario),
        ],
    )
}

fn conditioned() -> Survey {
    let base =
        Survey::new().question("N", "N", &[]).question("L", "Q", &[]).answer("0", "A1", "0").answer("0", "2", "0");
    base.question("M", "M", &[]).sub("0", "S1", &[]).sub("0", "S2", &[]).question("S", "X", &[])
}

#[test]
fn each_method_of_the_table_of_conditions_compares_as_limesurvey_does() {
    // Not answered, 3, 5, 7.
    for (method, value, wanted) in [
        ("==", "5", [false, false, true, false]),
        ("", "5", [false, false, true, false]),
        ("!=", "5", [true, true, false, true]),
        ("<", "5", [false, true, false, false]),
        ("<=", "5", [false, true, true, false]),
        (">", "5", [false, false, false, true]),
        (">=", "5", [false, false, true, true]),
        ("==", "", [true, false, false, false]),
        ("!=", "", [false, true, true, true]),
        ("RX", "/^[35]$/", [false, true, true, false]),
        ("RX", "^7", [false, false, false, true]),
    ] {
        // Fields are named as versions 2 to 6 do, and as version 7 does.
        for field in ["7X1X10", "Q10"] {
            let survey = condition(conditioned(), "1", "1", "10", field, method, value);
            let found = [None, Some(3), Some(5), Some(7)].map(|given| {
                let answers: Vec<(&str, Value)> = given.into_iter().map(|given| ("N", number(given))).collect();
                is_asked(&session(&survey, &answers), "X")
            });
            assert_eq!(found, wanted, "{field} {method} {value}");
        }
    }
}

#[test]
fn rows_of_conditions_are_alternatives_or_needed_together_as_their_question_and_scenario_say() {
    let asked = |survey: &Survey, n: i64, q: &str, boxes: &[&str]| {
        let boxes: Vec<Value> = boxes.iter().map(|code| coding("M", code)).collect();
        let mut answers = vec![("N", number(n)), ("Q", json!([coding("Q", q)]))];
        if !boxes.is_empty() {
            answers.push(("M", json!(boxes)));
        }
        is_asked(&session(survey, &answers), "X")
    };
    // The same question twice: one is enough. Another question: both are needed.
    let mut one = condition(conditioned(), "1", "1", "20", "7X1X20", "==", "A1");
    one = condition(one, "2", "1", "20", "7X1X20", "==", "2");
    one = condition(one, "3", "1", "10", "7X1X10", ">", "4");
    assert!(asked(&one, 5, "A1", &[]) && asked(&one, 5, "2", &[]) && !asked(&one, 4, "2", &[]));
    // Another scenario: one of them is enough. A box is named with or without its plus sign.
    for field in ["+7X1X30S2", "+Q30_S300133"] {
        let two = condition(one.clone(), "4", "2", "30", field, "==", "Y");
        assert!(asked(&two, 4, "2", &["S1", "S2"]) && !asked(&two, 4, "2", &["S1"]), "{field}");
    }
    for field in ["7X1X30", "Q30"] {
        let three = condition(one.clone(), "4", "2", "30", field, "==", "S2");
        assert!(asked(&three, 4, "2", &["S2"]) && !asked(&three, 4, "2", &["S1"]), "{field}");
    }
    // The value may be another question's answer.
    for (field, value) in [("7X1X10", "@7X1X20@"), ("Q10", "@Q20@")] {
        let other = condition(conditioned(), "1", "1", "10", field, "==", value);
        assert!(asked(&other, 2, "2", &[]) && !asked(&other, 3, "2", &[]), "{field}");
    }
    // A row about a question that is gone is ignored, as LimeSurvey does, and said.
    let orphan =
        condition(condition(conditioned(), "1", "1", "10", "7X1X10", ">", "4"), "2", "1", "99", "7X1X99", "==", "1");
    assert!(asked(&orphan, 5, "2", &[]) && !asked(&orphan, 4, "2", &[]));
    let said = read(orphan.text().as_bytes(), "x").report;
    assert!(said.entries.iter().any(|entry| entry.code == "condition-orphan" && entry.fate == Fate::Lost));
}

#[test]
fn a_group_is_asked_under_its_own_relevance() {
    let second = |relevance: &str| {
        Survey::new()
            .question("N", "N", &[])
            .row("groups", &[("gid", "2"), ("sid", "7"), ("group_order", "2"), ("grelevance", relevance)])
            .question("S", "X", &[("gid", "2")])
    };
    let survey = second("N > 4");
    assert!(!is_asked(&session(&survey, &[]), "X"));
    assert!(is_asked(&session(&survey, &[("N", number(5))]), "X"));
    assert!(!is_asked(&session(&survey, &[("N", number(4))]), "X"));
    assert!(is_asked(&session(&second("1"), &[]), "X") && is_asked(&session(&second(""), &[]), "X"));
}

/// A multiple choice `SRC`, and a question whose rows have the same codes.
fn filtered(kind: &str, filter: &str) -> Survey {
    let base = Survey::new().question("M", "SRC", &[("other", "Y")]).sub("0", "R1", &[]).sub("0", "R2", &[]);
    let mut one = base.question(kind, "X", &[]).attr(filter, "SRC");
    if matches!(kind, "L" | "F" | "H" | "R") {
        one = one.answer("0", "R1", "0").answer("0", "R2", "0");
    }
    if matches!(kind, "L" | "R") {
        return one;
    }
    one = one.sub("0", "R1", &[]).sub("0", "R2", &[]);
    if matches!(kind, ":" | ";") { one.sub("1", "C", &[]) } else { one }
}

#[test]
fn rows_follow_the_choices_of_another_question() {
    let chosen = [("SRC", json!([coding("SRC", "R2")]))];
    for kind in ["A", "B", "C", "E", "F", "H", "K", "Q", ":", ";"] {
        for (filter, wanted) in [("array_filter", [false, true]), ("array_filter_exclude", [true, false])] {
            let now = session(&filtered(kind, filter), &chosen);
            assert_eq!(["X_R1", "X_R2"].map(|row| is_asked(&now, row)), wanted, "{kind} {filter}");
            let none = session(&filtered(kind, filter), &[]);
            let all = filter == "array_filter_exclude";
            assert_eq!(["X_R1", "X_R2"].map(|row| is_asked(&none, row)), [all, all], "{kind} {filter}, nothing chosen");
        }
    }
    for (kind, link) in [("M", "X"), ("P", "X"), ("L", "X"), ("R", "X_1"), ("R", "X_2")] {
        for (filter, wanted) in [("array_filter", "R2"), ("array_filter_exclude", "R1")] {
            let now = session(&filtered(kind, filter), &chosen);
            let offered = now.offered(now.node(link).unwrap()).unwrap_or_else(|| panic!("{kind}: all is offered"));
            let said = format!("{offered:?}");
            assert_eq!((offered.len(), said.contains(&format!("\"{wanted}\""))), (1, true), "{kind} {filter}: {said}");
        }
    }
}

#[test]
fn a_row_or_an_answer_may_have_a_relevance_of_its_own() {
    let with = |kind: &str| {
        let base = Survey::new().question("N", "N", &[]).question(kind, "X", &[]);
        let base = base.sub("0", "R1", &[("relevance", "N > 4")]).sub("0", "R2", &[("relevance", "1")]);
        if kind == "F" { base.answer("0", "A", "0") } else { base }
    };
    for kind in ["F", "Q", "K"] {
        assert!(
            !is_asked(&session(&with(kind), &[]), "X_R1") && is_asked(&session(&with(kind), &[]), "X_R2"),
            "{kind}"
        );
        assert!(is_asked(&session(&with(kind), &[("N", number(5))]), "X_R1"), "{kind}");
    }
    let now = session(&with("M"), &[]);
    assert_eq!(now.offered(now.node("X").unwrap()).map(<[_]>::len), Some(1));
    let now = session(&with("M"), &[("N", number(5))]);
    assert!(now.offered(now.node("X").unwrap()).is_none_or(|offered| offered.len() == 2));
}

#[test]
fn a_default_is_the_first_answer_of_each_type_that_takes_one() {
    let with = |kind: &str, sub: &str, special: &str, value: &str| {
        let base = Survey::new().question(kind, "X", &[("other", if kind == "M" { "Y" } else { "N" })]);
        let base = if "MQK".contains(kind) { base.sub("0", "R1", &[]) } else { base };
        let base = if "L!O".contains(kind) { base.answer("0", "A1", "0").answer("0", "A2", "0") } else { base };
        let sqid = base.text().split("<parent_qid><![CDATA[10]]>").next().map_or(String::new(), |before| {
            before.rsplit("<qid><![CDATA[").next().unwrap().split(']').next().unwrap().to_owned()
        });
        let sqid = if sub.is_empty() { "0".to_owned() } else { sqid };
        let base = base.row(
            "defaultvalues",
            &[("dvid", "1"), ("qid", "10"), ("scale_id", "0"), ("sqid", &sqid), ("specialtype", special)],
        );
        base.row("defaultvalue_l10ns", &[("id", "1"), ("dvid", "1"), ("language", "fr"), ("defaultvalue", value)])
    };
    for (kind, sub, value, link, wanted) in [
        ("S", "", "bonjour", "X", json!("bonjour")),
        ("T", "", "bonjour", "X", json!("bonjour")),
        ("N", "", "4.5", "X", json!(4.5)),
        ("D", "", "2026-03-04", "X", json!("2026-03-04")),
        ("L", "", "A2", "X", json!("A2")),
        ("!", "", "A2", "X", json!("A2")),
        ("O", "", "A2", "X", json!("A2")),
        ("Y", "", "N", "X", json!("N")),
        ("G", "", "F", "X", json!("F")),
        ("5", "", "3", "X", json!("3")),
        ("M", "R1", "Y", "X", json!("R1")),
        ("Q", "R1", "salut", "X_R1", json!("salut")),
        ("K", "R1", "7", "X_R1", json!(7)),
        ("S", "", "{1 + 2}", "X", json!("3")),
        ("S", "", "Il y en a {1 + 2}.", "X", json!("Il y en a 3.")),
        ("N", "", "{1 + 2}", "X", json!(3)),
    ] {
        let survey = with(kind, sub, "", value);
        let import = read(survey.text().as_bytes(), "x.lss");
        let line = import.report.entries.iter().find(|entry| entry.place.part == "defaultvalues").unwrap();
        assert_eq!((line.fate, line.code), (Fate::Kept, "default"), "{kind}");
        let program = Arc::new(Program::compile(&import.questionnaire.unwrap()).program);
        let now = Session::open(program, Partial::date_time("2026-11-22T10:00:00").unwrap());
        let picture = now.to_response(instruments::Items::Answered).to_string();
        let text = wanted.to_string();
        assert!(picture.contains(&format!(":{text}")), "{kind} {value} at {link}: {picture}");
    }
    for (kind, special, value) in [
        ("L", "", "ZZ"),
        ("N", "", "beaucoup"),
        ("D", "", "demain"),
        ("X", "", "a"),
        ("|", "", "a"),
        ("L", "", "{1}"),
        ("S", "", "{rand(1, 6)}"),
    ] {
        let import = read(with(kind, "", special, value).text().as_bytes(), "x.lss");
        let line = import.report.entries.iter().find(|entry| entry.place.part == "defaultvalues").unwrap();
        assert_eq!((line.fate, line.code), (Fate::Lost, "default"), "{kind} {value}");
    }
}
