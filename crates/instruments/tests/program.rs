//! The compiled form and a session on it: what is shown, computed and checked, answer by answer.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::indexing_slicing,
    reason = "a test says what it found by failing"
)]

use std::sync::Arc;

use fhir::Document;
use instruments::{
    Session, SessionError,
    program::{Partial, Program, Value},
};
use serde_json::json;

fn compile(form: &serde_json::Value) -> Arc<Program> {
    let compiled = Program::compile(&Document::from_value(form.clone()).unwrap());
    assert!(compiled.problems.is_empty(), "{:?}", compiled.problems);
    // What is interpreted is what was written out: the program goes through its JSON first.
    let written = compiled.program.to_json();
    let read = Program::from_json(&written).unwrap();
    assert_eq!(read, compiled.program);
    Arc::new(read)
}

fn open(form: &serde_json::Value) -> Session {
    Session::open(compile(form), Partial::date_time("2026-11-22T10:00:00").unwrap())
}

fn give(session: &mut Session, link_id: &str, value: Value) {
    let node = session.node(link_id).unwrap();
    session.answer(node, vec![value]).unwrap();
}

fn shown(session: &Session, link_id: &str) -> String {
    let node = session.node(link_id).unwrap();
    let answers: Vec<_> = session.answers(node).iter().map(instruments::program::literal).collect();
    format!("{}{}", if session.is_active(node) { "" } else { "hidden " }, serde_json::Value::from(answers))
}

fn calculated(link_id: &str, kind: &str, expression: &str) -> serde_json::Value {
    json!({ "linkId": link_id, "type": kind, "extension": [{
        "url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
        "valueExpression": { "language": "text/fhirpath", "expression": expression } }] })
}

fn variable(name: &str, expression: &str) -> serde_json::Value {
    json!({ "url": "http://hl7.org/fhir/StructureDefinition/variable",
        "valueExpression": { "name": name, "language": "text/fhirpath", "expression": expression } })
}

#[test]
fn a_calculation_follows_its_answers_through_variables() {
    let mut session = open(&json!({ "resourceType": "Questionnaire",
        "extension": [variable("weight", "%resource.item.where(linkId='body').item.where(linkId='weight').answer.value")],
        "item": [
            { "linkId": "body", "type": "group", "item": [
                { "linkId": "weight", "type": "decimal" }, { "linkId": "height", "type": "decimal" }] },
            calculated("bmi", "decimal",
                "(%weight / ((%resource.descendants().where(linkId='height').answer.value / 100).power(2))).round(1)"),
            { "linkId": "advice", "type": "display", "text": "x", "extension": [{
                "url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression",
                "valueExpression": { "language": "text/fhirpath",
                    "expression": "%resource.item.where(linkId='bmi').answer.value > 25" } }] }] }));
    assert_eq!(shown(&session, "bmi"), "[]");
    give(&mut session, "weight", Value::Integer(81));
    give(&mut session, "height", Value::Integer(180));
    assert_eq!(shown(&session, "bmi"), r#"[["n","25"]]"#);
    assert_eq!(shown(&session, "advice"), "hidden []");
    give(&mut session, "weight", Value::Integer(82));
    assert_eq!(shown(&session, "bmi"), r#"[["n","25.3"]]"#);
    assert_eq!(shown(&session, "advice"), "[]");
    let node = session.node("bmi").unwrap();
    assert_eq!(session.answer(node, vec![]), Err(SessionError::NotAnswerable));
}

#[test]
fn a_hidden_answer_is_kept_and_not_counted() {
    let mut session = open(&json!({ "resourceType": "Questionnaire", "item": [
        { "linkId": "filter", "type": "boolean" },
        { "linkId": "group", "type": "group",
            "enableWhen": [{ "question": "filter", "operator": "=", "answerBoolean": true }],
            "item": [{ "linkId": "a", "type": "integer" }, { "linkId": "b", "type": "integer" }] },
        calculated("sum", "integer", "%resource.repeat(item).where(linkId = 'a' or linkId = 'b').answer.value.sum()")] }));
    give(&mut session, "filter", Value::Boolean(true));
    give(&mut session, "a", Value::Integer(2));
    give(&mut session, "b", Value::Integer(3));
    assert_eq!(shown(&session, "sum"), "[5]");
    give(&mut session, "filter", Value::Boolean(false));
    assert_eq!(shown(&session, "a"), "hidden [2]");
    assert_eq!(shown(&session, "sum"), "[]");
    give(&mut session, "filter", Value::Boolean(true));
    assert_eq!(shown(&session, "sum"), "[5]");
}

#[test]
fn each_instance_of_a_group_computes_for_itself() {
    let mut session = open(&json!({ "resourceType": "Questionnaire", "item": [
        { "linkId": "stay", "type": "group", "repeats": true, "item": [
            { "linkId": "days", "type": "integer" },
            calculated("hours", "integer", "%context.item.answer.value | {}"),
            { "linkId": "long", "type": "string",
                "enableWhen": [{ "question": "days", "operator": ">", "answerInteger": 7 }] }] },
        calculated("total", "integer", "%resource.item.where(linkId='stay').item.where(linkId='days').answer.value.sum()"),
        calculated("most", "integer", "%resource.item.where(linkId='stay' and item.where(linkId='days').answer.value > 7).count()")] }));
    let stay = session.program().item("stay").unwrap();
    let days = session.program().item("days").unwrap();
    let long = session.program().item("long").unwrap();
    session.add_group(0, "stay").unwrap();
    let both = session.instances(days).to_vec();
    session.answer(both[0], vec![Value::Integer(3)]).unwrap();
    session.answer(both[1], vec![Value::Integer(9)]).unwrap();
    assert_eq!(shown(&session, "total"), "[12]");
    assert_eq!(shown(&session, "most"), "[1]");
    let active: Vec<bool> = session.instances(long).iter().map(|node| session.is_active(*node)).collect();
    assert_eq!(active, [false, true]);
    let second = session.instances(stay)[1];
    session.remove_group(second).unwrap();
    assert_eq!(shown(&session, "total"), "[3]");
    let only = session.instances(stay)[0];
    assert_eq!(session.remove_group(only), Err(SessionError::TooFew));
}

#[test]
fn circles_are_named() {
    let document = json!({ "resourceType": "Questionnaire", "item": [
        calculated("a", "integer", "%resource.item.where(linkId='b').answer.value + 1"),
        calculated("b", "integer", "%resource.item.where(linkId='a').answer.value + 1")] });
    let compiled = Program::compile(&Document::from_value(document).unwrap());
    let codes: Vec<_> = compiled.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["expression-cycle"]);
    assert!(compiled.problems[0].message(kernel::Lang::En).contains("a → b → a"), "{}", compiled.problems[0]);
}

#[test]
fn every_sample_form_is_compiled_or_says_why_not() {
    let folder = std::env::var("VECU_DATA")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data").into());
    let folder = std::path::Path::new(&folder).join("fhir/lhcforms-r4");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: {} is not there; see shared/data/README.md for where it comes from", folder.display());
        return;
    };
    for entry in entries.flatten() {
        let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
        let Ok(document) = Document::parse(&text) else { continue };
        if document.resource_type() != Some("Questionnaire") {
            continue;
        }
        let compiled = Program::compile(&document);
        println!(
            "{} {} items {} steps",
            entry.file_name().display(),
            compiled.program.items.len(),
            compiled.program.steps.len()
        );
        for problem in &compiled.problems {
            println!("    {problem}");
        }
        let read = Program::from_json(&compiled.program.to_json()).unwrap();
        for (a, b) in read.items.iter().zip(&compiled.program.items) {
            assert_eq!(a, b);
        }
        assert_eq!(read.steps, compiled.program.steps);
        let session = Session::open(Arc::new(compiled.program), Partial::date_time("2026-11-22T10:00:00").unwrap());
        for failed in session.failed() {
            println!("    failed: {failed:?}");
        }
    }
}
