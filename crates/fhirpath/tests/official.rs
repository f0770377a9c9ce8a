//! The official FHIRPath suites of R4 and R5, every test of them, on the inputs they name.
//!
//! A test passes when it does what the suite says: gives exactly those values of those types in that order, or fails at
//! that stage or before it. What is not expected to pass stands in `exclusions.toml` with its reason, and nowhere else.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test says what it found and stops where it cannot go on"
)]

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use fhir::Document;
use fhir::types::Release;
use fhirpath::{Checks, Collection, Context, DateTime, Item, check, evaluate, parse};
use serde::Deserialize;
use serde_json::Value;

/// The folder of a suite, when the data are there.
fn folder(release: &str) -> Option<PathBuf> {
    let data = std::env::var_os("VECU_DATA").map(PathBuf::from);
    let data = data.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"));
    let folder = data.join("fhir/fhirpath").join(release);
    if folder.is_dir() {
        return Some(folder);
    }
    println!(
        "skipped: the FHIRPath suite of {release} is not at {}; it is the folder {release}/fhirpath of the public \
         repository FHIR/fhir-test-cases (Apache-2.0), to be put below the folder that VECU_DATA names",
        folder.display()
    );
    None
}

#[derive(Deserialize, Default)]
struct Exclusions {
    #[serde(default)]
    exclusion: Vec<Exclusion>,
}

#[derive(Deserialize)]
struct Exclusion {
    release: String,
    test: String,
    reason: String,
}

struct Test {
    name: String,
    input: Option<String>,
    expression: String,
    invalid: Option<String>,
    mode: String,
    predicate: bool,
    any_order: bool,
    check_order: bool,
    skip_check: bool,
    outputs: Vec<(Option<String>, String)>,
}

fn read(text: &str) -> Vec<Test> {
    let document = roxmltree::Document::parse(text).unwrap();
    let tests = document.descendants().filter(|node| node.has_tag_name("test") || node.tag_name().name() == "test");
    tests.filter(roxmltree::Node::is_element).map(one).collect()
}

fn one(node: roxmltree::Node<'_, '_>) -> Test {
    let child = |name: &'static str| node.children().filter(move |child| child.tag_name().name() == name);
    let expression = child("expression").next().unwrap();
    let attribute = |name: &str| node.attribute(name).or_else(|| expression.attribute(name)).map(str::to_owned);
    let flag = |name: &str| attribute(name).as_deref() == Some("true");
    let text = |node: roxmltree::Node<'_, '_>| node.children().filter_map(|part| part.text()).collect::<String>();
    Test {
        name: attribute("name").unwrap_or_default(),
        input: attribute("inputfile"),
        expression: text(expression),
        invalid: expression.attribute("invalid").or(node.attribute("invalid")).map(str::to_owned),
        mode: attribute("mode").unwrap_or_default(),
        predicate: flag("predicate"),
        any_order: attribute("ordered").as_deref() == Some("false"),
        check_order: flag("ordered") || flag("checkOrderedFunctions"),
        skip_check: flag("skipStaticCheck"),
        outputs: child("output").map(|node| (node.attribute("type").map(str::to_owned), text(node))).collect(),
    }
}

/// What became of an expression: its values, or the stage at which it failed.
enum Outcome {
    Values(Vec<(String, String)>),
    Failed(&'static str, String),
}

fn run(test: &Test, release: Release, value: &Value) -> Outcome {
    let failed = |stage, error: &dyn std::fmt::Display| Outcome::Failed(stage, error.to_string());
    let expression = match parse(&test.expression) {
        Ok(expression) => expression,
        Err(error) => return failed("syntax", &error),
    };
    if !test.skip_check {
        let over = value.get("resourceType").and_then(Value::as_str).unwrap_or_default();
        let mut checks = Checks::new(release).over(over);
        if test.check_order {
            checks = checks.ordered();
        }
        if test.mode == "lenient/polymorphics" {
            checks = checks.with_written_choices();
        }
        if let Err(error) = check(&expression, &checks) {
            return failed("semantic", &error);
        }
    }
    let now = DateTime::parse("2026-11-22T16:30:00.000+01:00").unwrap();
    let context = Context::new(release, now);
    match evaluate(&expression, value, &context) {
        Ok(found) if test.predicate => Outcome::Values(vec![("boolean".to_owned(), (!found.is_empty()).to_string())]),
        Ok(found) => Outcome::Values(written(&found, &context)),
        Err(error) => failed("execution", &error),
    }
}

fn written(found: &Collection<'_>, context: &Context<'_>) -> Vec<(String, String)> {
    let of = |item: &Item<'_>| {
        let info = item.type_info(context.types());
        let name = match (info.namespace, info.name) {
            (_, "Quantity") | ("FHIR", _) => info.name.to_owned(),
            (_, name) => name[..1].to_lowercase() + &name[1..],
        };
        (name, item.written(context.types()).unwrap_or_else(|| format!("{item:?}")))
    };
    found.iter().map(of).collect()
}

fn same(expected: &(Option<String>, String), found: &(String, String)) -> bool {
    let kind = expected.0.as_ref();
    let value = expected.1.strip_prefix("@T").or_else(|| expected.1.strip_prefix('@')).unwrap_or(&expected.1);
    // There is one zero: -0.0 is 0.0.
    let value =
        if value.trim_start_matches(['-', '0', '.']).is_empty() { value.trim_start_matches('-') } else { value };
    kind.is_none_or(|kind| *kind == found.0) && value == found.1
}

/// What is wrong with an outcome, if something is.
fn judge(test: &Test, outcome: &Outcome) -> Result<(), String> {
    let stages = ["syntax", "semantic", "execution"];
    match (&test.invalid, outcome) {
        (Some(wanted), Outcome::Failed(stage, error)) => {
            let rank = |name: &str| stages.iter().position(|known| *known == name).unwrap_or(stages.len());
            if rank(stage) <= rank(wanted) { Ok(()) } else { Err(format!("fails only in {stage}: {error}")) }
        }
        (Some(wanted), Outcome::Values(found)) => Err(format!("should fail in {wanted} and gives {found:?}")),
        (None, Outcome::Failed(stage, error)) => Err(format!("fails in {stage}: {error}")),
        (None, Outcome::Values(found)) => {
            let mut rest: Vec<_> = found.clone();
            let mut fits = found.len() == test.outputs.len();
            for (at, expected) in test.outputs.iter().enumerate() {
                if test.any_order {
                    match rest.iter().position(|found| same(expected, found)) {
                        Some(place) => drop(rest.swap_remove(place)),
                        None => fits = false,
                    }
                } else {
                    fits &= found.get(at).is_some_and(|found| same(expected, found));
                }
            }
            if fits { Ok(()) } else { Err(format!("expected {:?}, found {found:?}", test.outputs)) }
        }
    }
}

fn input(folder: &std::path::Path, name: &str, release: Release) -> Result<Value, String> {
    let text = std::fs::read_to_string(folder.join("input").join(name)).map_err(|error| error.to_string())?;
    if name.ends_with(".json") {
        return Document::parse(&text).map(|document| document.value().clone()).map_err(|error| error.to_string());
    }
    fhir::xml::read(&text, release).map_err(|error| error.to_string())
}

fn suite(name: &str, release: Release, count: usize) {
    let Some(folder) = folder(name) else {
        return;
    };
    let text = std::fs::read_to_string(folder.join(format!("tests-fhir-{name}.xml"))).unwrap();
    let tests = read(&text);
    assert_eq!(tests.len(), count, "the suite has another number of tests");
    let exclusions: Exclusions = toml::from_str(include_str!("exclusions.toml")).unwrap();
    let mut excluded: BTreeMap<&str, &str> = BTreeMap::new();
    for one in exclusions.exclusion.iter().filter(|one| one.release == name) {
        assert!(!one.reason.trim().is_empty(), "{} is excluded without a reason", one.test);
        assert!(excluded.insert(&one.test, &one.reason).is_none(), "{} is excluded twice", one.test);
        assert!(tests.iter().any(|test| test.name == one.test), "{} is excluded and no test", one.test);
    }
    let mut inputs: HashMap<String, Result<Value, String>> = HashMap::new();
    let (mut passed, mut problems) = (0, Vec::new());
    for test in &tests {
        let verdict = match &test.input {
            None => judge(test, &run(test, release, &Value::Null)),
            Some(file) => match inputs.entry(file.clone()).or_insert_with(|| input(&folder, file, release)) {
                Ok(value) => judge(test, &run(test, release, value)),
                Err(error) => Err(format!("{file} cannot be read: {error}")),
            },
        };
        match (verdict, excluded.contains_key(test.name.as_str())) {
            (Ok(()), false) => passed += 1,
            (Err(_), true) => {}
            (Ok(()), true) => problems.push(format!("{} passes: take it out of exclusions.toml", test.name)),
            (Err(reason), false) => problems.push(format!("{}: {}\n    {reason}", test.name, test.expression.trim())),
        }
    }
    println!("FHIRPath {name}: {passed} of {count} tests pass, {} are excluded", excluded.len());
    assert!(problems.is_empty(), "{} of {name} are not as expected:\n{}", problems.len(), problems.join("\n"));
    assert_eq!(passed + excluded.len(), count);
}

#[test]
fn the_official_tests_of_r4_pass() {
    suite("r4", Release::R4, 935);
}

#[test]
fn the_official_tests_of_r5_pass() {
    suite("r5", Release::R5, 1051);
}
