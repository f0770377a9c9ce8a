//! Assessments: the values of the answers add up, of all or of one group, and a message is shown while the sum is in its range.

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

fn survey(on: &str) -> Survey {
    let rule = |survey: Survey, id: &str, scope: &str, minimum: &str, maximum: &str, message: &str| {
        let own = [("id", id), ("sid", "7"), ("scope", scope), ("gid", "1"), ("name", "n"), ("language", "fr")];
        survey.row(
            "assessments",
            &[&own[..], &[("minimum", minimum), ("maximum", maximum), ("message", message)]].concat(),
        )
    };
    let one =
        Survey::new().set("assessments", on).question("L", "L", &[]).answer("0", "A1", "1").answer("0", "A2", "4");
    let one = one.question("M", "M", &[]).sub("0", "S1", &[]).sub("0", "S2", &[]).attr("assessment_value", "3");
    let one = one
        .question("F", "F", &[])
        .sub("0", "R1", &[])
        .sub("0", "R2", &[])
        .answer("0", "B1", "-2")
        .answer("0", "B2", "0.5");
    let one = one.question("5", "V", &[]);
    let one = one.row("groups", &[("gid", "2"), ("sid", "7"), ("group_order", "2")]);
    let one = one.question("A", "W", &[("gid", "2")]).sub("0", "R1", &[]);
    let one = rule(one, "1", "T", "-9", "5", "bas");
    let one = rule(one, "2", "T", "5.5", "99", "haut");
    rule(one, "3", "G", "4", "99", "groupe haut")
}

fn coding(question: &str, code: &str) -> Value {
    json!({"valueCoding": {"system": format!("urn:limesurvey:7:{question}"), "code": code}})
}

/// The sum of all, of the first group, and whether each message is shown.
fn scored(first: &Value, second: &Value) -> (String, String, [bool; 3]) {
    let form = read(survey("Y").text().as_bytes(), "x.lss").questionnaire.unwrap();
    let compiled = Program::compile(&form);
    assert!(compiled.outside.is_empty(), "{:?}", compiled.problems);
    let mut groups = Vec::new();
    for (link, items) in [("G1", first), ("G2", second)] {
        if items.as_array().is_some_and(|items| !items.is_empty()) {
            groups.push(json!({"linkId": link, "item": items}));
        }
    }
    let mut response =
        json!({"resourceType": "QuestionnaireResponse", "questionnaire": "urn:limesurvey:7", "status": "in-progress"});
    if !groups.is_empty() {
        response["item"] = json!(groups);
    }
    let now = Partial::date_time("2026-11-22T10:00:00").unwrap();
    let response = fhir::Document::from_value(response).unwrap();
    let (session, problems) = Session::from_response(Arc::new(compiled.program), now, &response);
    assert!(problems.is_empty() && session.failed().is_empty(), "{problems:?}");
    let sum = |link: &str| {
        let picture = session.to_response(instruments::Items::Answered);
        let items = picture["item"].as_array().cloned().unwrap_or_default();
        items
            .iter()
            .find(|item| item["linkId"] == link)
            .map_or_else(String::new, |item| item["answer"][0]["valueDecimal"].to_string())
    };
    let shown = |link: &str| session.is_active(session.node(link).unwrap_or_else(|| panic!("no {link}")));
    let messages = ["score.total.message1", "score.total.message2", "score.G1.message3"].map(shown);
    (sum("score.total"), sum("score.G1"), messages)
}

#[test]
fn sums_and_messages_follow_the_answers() {
    let none = json!([]);
    let list = |code: &str| json!({"linkId": "L", "answer": [coding("L", code)]});
    let boxes = |codes: &[&str]| json!({"linkId": "M", "answer": codes.iter().map(|code| coding("M", code)).collect::<Vec<_>>()});
    let rows = json!({"linkId": "F", "item": [{"linkId": "F_R1", "answer": [coding("F", "B1")]}, {"linkId": "F_R2", "answer": [coding("F", "B2")]}]});
    let five = json!({"linkId": "V", "answer": [coding("V", "5")]});
    let array = json!([{"linkId": "W", "item": [{"linkId": "W_R1", "answer": [coding("W", "2")]}]}]);
    assert_eq!(scored(&none, &none).2, [true, false, false], "nothing answered adds up to nothing");
    for (first, second, total, group, messages) in [
        (json!([list("A1")]), &none, "1", "1", [true, false, false]),
        (json!([list("A2")]), &none, "4", "4", [true, false, true]),
        (json!([list("A2"), boxes(&["S1", "S2"])]), &none, "10", "10", [false, true, true]),
        (json!([rows]), &none, "-1.5", "-1.5", [true, false, false]),
        (json!([five]), &none, "5", "5", [true, false, true]),
        (json!([list("A2")]), &array, "6", "4", [false, true, true]),
    ] {
        let found = scored(&first, second);
        let plain = |text: &str| text.parse::<f64>().unwrap();
        assert_eq!(
            (plain(&found.0), plain(&found.1), found.2),
            (plain(total), plain(group), messages),
            "{first} {second}"
        );
    }
}

#[test]
fn a_survey_that_does_not_use_its_assessments_says_so() {
    let source = survey("N").text();
    let import = read(source.as_bytes(), "x.lss");
    assert!(lss::faults(source.as_bytes(), &import.report).is_empty());
    let lines: Vec<_> = import.report.entries.iter().filter(|entry| entry.place.part == "assessments").collect();
    assert!(!lines.is_empty() && lines.iter().all(|entry| entry.fate == Fate::Lost && entry.code == "score-message"));
    assert!(!import.questionnaire.unwrap().value().to_string().contains("score.total"));
}
