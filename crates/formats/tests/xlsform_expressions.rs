//! Expressions become the FHIRPath that `tests/xlsform/expressions.toml` says, conditions become `enableWhen` only where
//! that is exact, and what has no translation is told with its function and its cell.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use formats::{Fate, xlsform};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Cases {
    expression: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    xpath: String,
    fhirpath: String,
}

const QUESTIONS: &str = "| survey | | | | | |
| | type | name | label | calculation | relevant |
| | integer | n | n | | |
| | integer | u | u | | |
| | integer | u2 | u2 | | |
| | select_multiple m | m | m | | |
| | select_one yn | s | s | | |
| | select_one yn | so | so | | |
| | select_one num | s1 | s1 | | |
| | text | t | t | | |
| | text | tu | tu | | |
| | text | a | a | | |
| | text | b | b | | |
| | date | d | d | | |
| | decimal | dec | dec | | |
| | geopoint | gps | Où ? | | |
| | begin repeat | r | R | | |
| | integer | rv | rv | | |
| | text | inner | inner | | ${rv} > 1 and ${n} != 3 |
| | end repeat | | | | |
";
const CHOICES: &str = "| choices | | | |
| | list_name | name | label |
| | yn | yes | Oui |
| | yn | no | Non |
| | m | x | X |
| | m | y | Y |
| | m | z | Z |
| | num | 1 | Un |
| | num | 2 | Deux |
";

/// The form with one more row, read.
fn with(row: &str) -> xlsform::Import {
    xlsform::read(format!("{QUESTIONS}{row}\n{CHOICES}").as_bytes(), "form.md")
}

fn last_item(import: &xlsform::Import) -> Value {
    let document = import
        .questionnaire
        .as_ref()
        .unwrap_or_else(|| panic!("{:?}", import.report.of(Fate::Error).collect::<Vec<_>>()));
    document.value().get("item").unwrap().as_array().unwrap().last().unwrap().clone()
}

fn expression(item: &Value, ending: &str) -> Option<String> {
    let found = item.get("extension")?.as_array()?.iter().find(|one| one["url"].as_str().unwrap().ends_with(ending))?;
    Some(found["valueExpression"]["expression"].as_str().unwrap().to_owned())
}

#[test]
fn every_expression_becomes_the_fhirpath_that_was_proved() {
    let cases: Cases = toml::from_str(include_str!("xlsform/expressions.toml")).unwrap();
    for case in &cases.expression {
        let import = with(&format!("| | calculate | c | | {} | |", case.xpath));
        let found = expression(&last_item(&import), "calculatedExpression");
        assert_eq!(found.as_deref(), Some(case.fhirpath.as_str()), "{}", case.xpath);
    }
    println!("{} expressions", cases.expression.len());
}

#[test]
fn a_condition_is_enable_when_only_where_that_is_exact() {
    let exact = [
        (
            "${s} = 'yes'",
            json!([{"question": "s", "operator": "=", "answerCoding": {"system": "urn:vecu:xlsform:form:yn", "code": "yes"}}]),
        ),
        (
            "selected(${m}, 'x')",
            json!([{"question": "m", "operator": "=", "answerCoding": {"system": "urn:vecu:xlsform:form:m", "code": "x"}}]),
        ),
        ("3 < ${n}", json!([{"question": "n", "operator": ">", "answerInteger": 3}])),
        (
            "${dec} >= 1.50",
            json!([{"question": "dec", "operator": ">=", "answerDecimal": serde_json::from_str::<Value>("1.50").unwrap()}]),
        ),
        ("${t} = ''", json!([{"question": "t", "operator": "exists", "answerBoolean": false}])),
        ("${d} <= date('2026-01-01')", json!([{"question": "d", "operator": "<=", "answerDate": "2026-01-01"}])),
    ];
    for (xpath, when) in exact {
        let item = last_item(&with(&format!("| | text | c | C ? | | {xpath} |")));
        assert_eq!(item.get("enableWhen"), Some(&when), "{xpath}");
    }
    // Several answers, answers of a repeat seen from outside, mixed links, what is unlike: an expression says them.
    for xpath in [
        "${m} = 'x'",
        "${rv} = 1",
        "${n} = 1 and ${u} = 2 or ${u2} = 3",
        "${s} != 'yes'",
        "${n} = ${u}",
        "${s} = 'maybe'",
    ] {
        let item = last_item(&with(&format!("| | text | c | C ? | | {xpath} |")));
        assert_eq!(item.get("enableWhen"), None, "{xpath}");
        assert!(expression(&item, "enableWhenExpression").is_some(), "{xpath}");
    }
}

#[test]
fn inside_a_repeat_the_present_round_is_spoken_of() {
    let import = with("");
    let item = last_item(&import);
    assert_eq!(
        expression(&item["item"][1], "enableWhenExpression").as_deref(),
        Some(
            "%in_r.item.where(linkId = 'rv').answer.value > 1 and (%resource.item.where(linkId = 'n').answer.value.empty() or %resource.item.where(linkId = 'n').answer.value != 3)"
        )
    );
    let variable = &item["extension"][0];
    assert_eq!(
        variable["valueExpression"],
        json!({"name": "in_r", "language": "text/fhirpath", "expression": "%context"})
    );
}

#[test]
fn what_has_no_translation_is_told_with_its_function_and_its_cell() {
    for (xpath, function) in [
        ("pulldata('f', 'a', 'b', ${t})", "pulldata()"),
        ("random()", "random()"),
        ("position(..)", "position()"),
        ("${gps}", "gps"),
    ] {
        let import = with(&format!("| | calculate | c | | {xpath} | |"));
        let told = import.report.of(Fate::Lost).find(|entry| entry.code == "expression-not-translated");
        let told = told.unwrap_or_else(|| panic!("{xpath}"));
        assert_eq!(told.place.to_string(), "survey!D20", "{xpath}");
        assert!(told.en.contains(function) && told.fr.contains(function), "{}", told.en);
    }
}

#[test]
fn who_answered_and_when_is_never_carried_over() {
    for kind in ["deviceid", "phonenumber", "username", "email", "start", "end", "today", "audit"] {
        let name = if kind == "audit" { "" } else { kind };
        let import = with(&format!("| | {kind} | {name} | | | |"));
        let text = import.questionnaire.as_ref().unwrap().value().to_string();
        assert!(!text.contains(&format!("\"{kind}\"")), "{kind}");
        let line = import.report.entries.iter().find(|one| one.place.to_string() == "survey!20").unwrap();
        assert_eq!(line.fate, Fate::Lost, "{kind}");
    }
}

#[test]
fn a_filter_becomes_one_condition_for_each_set_of_choices() {
    let form = "| survey | | | | |\n| | type | name | label | choice_filter |\n| | select_one region | reg | Région ? | |\n| | select_one town | town | Ville ? | region = ${reg} |
| choices | | | | |\n| | list_name | name | label | region |\n| | region | br | Bretagne | |\n| | region | na | Nouvelle-Aquitaine | |\n| | town | rennes | Rennes | br |\n| | town | brest | Brest | br |\n| | town | pau | Pau | na |\n";
    let import = xlsform::read(form.as_bytes(), "f.md");
    let item = last_item(&import);
    let toggles = item["extension"].as_array().unwrap();
    assert_eq!(toggles.len(), 2);
    let codes = |toggle: &Value| {
        let options = toggle["extension"].as_array().unwrap().iter().filter(|one| one["url"] == "option");
        options.map(|one| one["valueCoding"]["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        (codes(&toggles[0]), codes(&toggles[1])),
        (vec!["rennes".to_owned(), "brest".to_owned()], vec!["pau".to_owned()])
    );
}
