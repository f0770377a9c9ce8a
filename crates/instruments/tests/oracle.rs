//! The compiled form against FHIRPath itself: every calculation of invented forms is also evaluated as it was written,
//! over the response, by the evaluator that passes the official suites.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::indexing_slicing,
    reason = "a test says what it found by failing"
)]

#[path = "both/dice.rs"]
mod dice;
#[path = "both/forms.rs"]
mod forms;
#[path = "both/given.rs"]
mod given;

use std::sync::Arc;

use dice::Dice;
use fhir::{Document, types::Release};
use fhirpath::{Context, DateTime, Host};
use given::given;
use instruments::{
    Items, Session,
    program::{FormType, Partial, Program, StepKind, literal},
};
use serde_json::Value as Json;

const NOW: &str = "2026-11-22T10:00:00";

/// Weights travel in the response's codings, so nothing has to be known from outside.
struct Nothing;
impl Host for Nothing {}

/// A result that both sides write alike: numbers by value, since one keeps more digits of a quotient than the other.
#[derive(Debug)]
enum Told {
    Number(f64),
    Text(String),
}

impl PartialEq for Told {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => (a - b).abs() <= 1e-7 * a.abs().max(b.abs()).max(1.0),
            (Self::Text(a), Self::Text(b)) => a == b,
            _ => false,
        }
    }
}

fn told(text: &str) -> Told {
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => Told::Number(number),
        _ => Told::Text(text.to_owned()),
    }
}

fn here(session: &Session, expr: &instruments::program::Expr) -> Vec<Told> {
    let found = session.compute(expr).unwrap_or_default();
    let text = |value| match literal(value) {
        Json::String(text) => told(&text),
        Json::Array(list) => match list[0].as_str() {
            Some("q") => told(list[1].as_str().unwrap()),
            _ => told(list[1].as_str().unwrap()),
        },
        other => told(&other.to_string()),
    };
    found.iter().map(text).collect()
}

fn expressions(form: &Json) -> Vec<(String, String)> {
    let list = form["item"].as_array().unwrap().iter();
    list.filter(|item| item["linkId"].as_str().unwrap().starts_with("calc"))
        .map(|item| {
            let source = item["extension"][0]["valueExpression"]["expression"].as_str().unwrap();
            (item["linkId"].as_str().unwrap().to_owned(), source.to_owned())
        })
        .collect()
}

#[test]
fn calculations_mean_what_fhirpath_says() {
    let (mut compared, mut values) = (0, 0);
    for seed in 0..500 {
        let mut dice = Dice(seed);
        let form = forms::form(&mut dice);
        let program = Arc::new(Program::compile(&Document::from_value(form.clone()).unwrap()).program);
        // An unanswered question has no answer to hold what is inside it, so its items are not in the response.
        if program.items.iter().any(|item| item.kind != FormType::Group && !item.children.is_empty()) {
            continue;
        }
        let mut session = Session::open(program.clone(), Partial::date_time(NOW).unwrap());
        let asked = expressions(&form);
        for _ in 0..12 {
            let item = dice.roll(program.items.len()) as u32;
            let nodes = session.instances(item).to_vec();
            if !nodes.is_empty() && program.items[item as usize].kind != FormType::Group {
                let values = given(&session, item, &mut dice);
                _ = session.answer(*dice.pick(&nodes), values);
            }
            let response = session.to_response(Items::Shown);
            let now = DateTime::parse(NOW).unwrap();
            let mut context = Context::new(Release::R4, now).with_host(&Nothing).with_resource(&response);
            let variables: Vec<_> = form["extension"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| &one["valueExpression"])
                .map(|one| {
                    (one["name"].as_str().unwrap(), fhirpath::parse(one["expression"].as_str().unwrap()).unwrap())
                })
                .collect();
            for (name, source) in &variables {
                let found = fhirpath::evaluate(source, &response, &context).unwrap_or_default();
                context.set_variable(name, found);
            }
            for (link_id, source) in &asked {
                let number = program.item(link_id).unwrap();
                let step = program.steps.iter().find(|s| s.kind == StepKind::Value && s.item == Some(number)).unwrap();
                let ours = here(&session, &step.tests[0]);
                let parsed = fhirpath::parse(source).unwrap();
                let theirs = fhirpath::evaluate(&parsed, &response, &context).unwrap_or_default();
                let theirs: Vec<Told> =
                    theirs.iter().filter_map(|item| item.written(context.types())).map(|text| told(&text)).collect();
                compared += 1;
                values += usize::from(!ours.is_empty());
                assert_eq!(ours, theirs, "seed {seed}, {link_id}: {source}\n{response:#}");
            }
        }
    }
    println!("{compared} results compared, {values} of them not empty");
    assert!(values * 3 > compared, "{values} of {compared} results said something");
}
