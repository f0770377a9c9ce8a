//! A second opinion: the cases that another engine, fhirpath.js, is tested with.
//!
//! They are its authors' reading of the language and no standard: where we differ, `second-opinion.toml` says why. An
//! expression that differs and is not there fails the run, and so does one that is there and does not differ.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test says what it found and stops where it cannot go on"
)]

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use fhir::types::Release;
use fhirpath::{Collection, Context, DateTime, Decimal, Item, evaluate, parse, resource};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Differences {
    /// Files that are about something we do not have.
    #[serde(default)]
    file: Vec<File>,
    #[serde(default)]
    difference: Vec<Difference>,
}

#[derive(Deserialize)]
struct File {
    file: String,
    reason: String,
}

#[derive(Deserialize)]
struct Difference {
    file: String,
    reason: String,
    expressions: Vec<String>,
}

struct Case {
    expression: String,
    model: String,
    subject: Option<Value>,
    variables: Vec<(String, Value)>,
    error: bool,
    result: Vec<Value>,
}

/// The cases of a list, groups opened; what its authors disabled is left out.
fn cases(list: &Value, subject: &Value, folder: &Path, out: &mut Vec<Case>) {
    for test in list.as_array().into_iter().flatten() {
        let Some(map) = test.as_object() else { continue };
        if test["disable"] == true {
            continue;
        }
        for (key, inner) in map {
            if key.contains("group:") {
                cases(inner, subject, folder, out);
            }
        }
        let expressions: Vec<&str> = match &test["expression"] {
            Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
            other => other.as_str().into_iter().collect(),
        };
        let model = test["model"].as_str().unwrap_or("").to_owned();
        for expression in expressions {
            let from = if model.is_empty() { "r4" } else { &model };
            let subject = match test["inputfile"].as_str() {
                Some(name) => std::fs::read_to_string(folder.join("resources").join(from).join(name))
                    .ok()
                    .and_then(|text| serde_json::from_str(&text).ok()),
                None => Some(subject.clone()),
            };
            let variables = test["variables"].as_object().into_iter().flatten();
            out.push(Case {
                expression: expression.to_owned(),
                model: model.clone(),
                subject,
                variables: variables.map(|(name, value)| (name.clone(), value.clone())).collect(),
                error: test["error"] == true,
                result: test["result"].as_array().cloned().unwrap_or_default(),
            });
        }
    }
}

/// What is different, if something is.
fn differs(case: &Case) -> Option<String> {
    // Cases without a model are about the language alone, of which R5 goes by the later version.
    let release = if case.model == "r4" { Release::R4 } else { Release::R5 };
    let now = DateTime::parse("2026-11-22T16:30:00.000+01:00").unwrap();
    let subject = case.subject.as_ref()?;
    let expression = match parse(&case.expression) {
        Ok(expression) => expression,
        Err(_) if case.error => return None,
        Err(error) => return Some(format!("not read: {error}")),
    };
    let mut context = Context::new(release, now);
    for (name, value) in &case.variables {
        let entries = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        let found = entries.iter().flat_map(|value| resource(value, context.types())).collect();
        context.set_variable(name, found);
    }
    match evaluate(&expression, subject, &context) {
        Err(_) if case.error => None,
        Err(error) => Some(format!("fails: {error}; expected {}", Value::from(case.result.clone()))),
        Ok(found) if case.error => Some(format!("should fail and gives {}", Value::from(shown(&found, &context)))),
        Ok(found) => {
            let found = shown(&found, &context);
            let same = found.len() == case.result.len() && found.iter().zip(&case.result).all(|(a, b)| alike(a, b));
            (!same).then(|| format!("gives {}, expected {}", Value::from(found), Value::from(case.result.clone())))
        }
    }
}

fn shown(found: &Collection<'_>, context: &Context<'_>) -> Vec<Value> {
    let of = |item: &Item<'_>| match item {
        Item::Node(node) => match node.value() {
            // What has only extensions is left out there.
            None => Value::Null,
            Some(value) => value.clone(),
        },
        Item::Boolean(value) => Value::from(*value),
        Item::Integer(value) => Value::from(*value),
        Item::Decimal(value) => serde_json::from_str(&value.to_string()).unwrap(),
        Item::Type(info) => serde_json::json!({"namespace": info.namespace, "name": info.name}),
        other => Value::from(other.written(context.types()).unwrap_or_default()),
    };
    found.iter().map(of).filter(|value| !value.is_null()).collect()
}

/// Whether two values are the same; numbers to the 15 digits that the other engine has.
fn alike(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => {
            let (x, y) = (a.as_f64().unwrap_or(f64::NAN), b.as_f64().unwrap_or(f64::NAN));
            Decimal::parse(a.as_str()) == Decimal::parse(b.as_str()) || (x - y).abs() <= x.abs().max(y.abs()) * 1e-13
        }
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| alike(a, b)))
        }
        _ => a == b,
    }
}

fn folder() -> Option<PathBuf> {
    let data = std::env::var_os("VECU_DATA").map(PathBuf::from);
    let data = data.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"));
    let folder = data.join("fhirpathjs/test");
    if folder.join("cases").is_dir() {
        return Some(folder);
    }
    println!(
        "skipped: no second opinion at {}; it is the folder `test` of the public repository HL7/fhirpath.js (NLM, \
         BSD-style), to be put at fhirpathjs/test below the folder that VECU_DATA names",
        folder.display()
    );
    None
}

#[test]
fn another_engine_agrees_but_for_differences_that_are_explained() {
    let Some(folder) = folder() else {
        return;
    };
    let known: Differences = toml::from_str(include_str!("second-opinion.toml")).unwrap();
    let mut explained: HashMap<(String, String), bool> = HashMap::new();
    for one in &known.difference {
        assert!(!one.reason.trim().is_empty(), "a difference without a reason in {}", one.file);
        for expression in &one.expressions {
            let first = explained.insert((one.file.clone(), expression.trim().to_owned()), false).is_none();
            assert!(first, "{}: {expression} is explained twice", one.file);
        }
    }
    let mut files: Vec<_> =
        std::fs::read_dir(folder.join("cases")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let (mut agreed, mut differing, mut left_out) = (0, 0, BTreeMap::new());
    let mut problems = Vec::new();
    for path in files.iter().filter(|path| path.extension().is_some_and(|end| end == "yaml")) {
        let name = path.file_name().unwrap().to_str().unwrap();
        let document: Value = serde_yaml_ng::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let mut all = Vec::new();
        cases(&document["tests"], &document["subject"], &folder, &mut all);
        if let Some(file) = known.file.iter().find(|one| one.file == name) {
            left_out.insert(file.reason.clone(), all.len());
            continue;
        }
        for case in all {
            if !matches!(case.model.as_str(), "" | "r4" | "r5") {
                *left_out.entry("of another release than R4 and R5".to_owned()).or_insert(0) += 1;
                continue;
            }
            let key = (name.to_owned(), case.expression.trim().to_owned());
            match (differs(&case), explained.get_mut(&key)) {
                (None, _) => agreed += 1,
                (Some(_), Some(met)) => {
                    *met = true;
                    differing += 1;
                }
                (Some(how), None) => problems.push(format!("{name}: {}\n    {how}", case.expression.trim())),
            }
        }
    }
    println!("second opinion: {agreed} agree, {differing} differ as explained, left out: {left_out:?}");
    for ((file, expression), _) in explained.iter().filter(|(_, met)| !**met) {
        problems.push(format!("{file}: {expression}\n    is explained and does not differ"));
    }
    assert!(problems.is_empty(), "{} differences:\n{}", problems.len(), problems.join("\n"));
}
