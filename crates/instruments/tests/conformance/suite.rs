//! The public cases for QuestionnaireResponse validation: our verdict and the place of our first error are the published
//! ones, or the difference is listed with its reason in `exclusions.toml`, as are those between the published outcomes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use fhir::types::Release;
use instruments::Severity;
use instruments::conformance::{Known, check, check_questionnaire, named_by};
use serde_json::Value;

/// The engines whose outcomes are published, the first being the one that all cases have.
const ENGINES: [&str; 4] = ["java", "brianpos", "firely-sdk-current", "firely-sdk-wip"];

/// The folder of the cases (see the README of the data: FHIR/fhir-test-cases, Apache-2.0), or a word on what is missing.
fn folder() -> Option<PathBuf> {
    let base = std::env::var_os("VECU_DATA")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")), PathBuf::from);
    let folder = base.join("fhir/questionnaire-validation");
    if folder.join("manifest.json").exists() {
        return Some(folder);
    }
    println!(
        "skipped: no fhir/questionnaire-validation; put validator/ of FHIR/fhir-test-cases there, or set VECU_DATA"
    );
    None
}

/// A resource, from JSON or XML.
fn read(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    if path.extension().is_some_and(|end| end == "xml") {
        return fhir::xml::read(&text, Release::R4).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
    fhir::Document::parse(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display())).value().clone()
}

/// What an engine says of a case: the places of its errors, in its order.
#[derive(Debug, PartialEq)]
struct Verdict(Vec<String>);

impl Verdict {
    fn conforms(&self) -> bool {
        self.0.is_empty()
    }

    fn first(&self) -> Option<&str> {
        self.0.first().map(String::as_str)
    }

    /// The published outcome; none when there is none for this engine.
    fn published(folder: &Path, case: &Value, engine: &str) -> Option<Self> {
        let outcome = match &case[engine] {
            Value::Null => return None,
            Value::String(name) => {
                let path = folder.join("outcomes").join(name);
                // Some outcomes that the manifest names were never published, and some are an empty list.
                let text = std::fs::read_to_string(path).ok()?;
                serde_json::from_str(&text).unwrap()
            }
            inline => inline.get("outcome").cloned().unwrap_or_else(|| inline.clone()),
        };
        let bad = |issue: &&Value| matches!(issue["severity"].as_str(), Some("error" | "fatal"));
        let place = |issue: &Value| issue["expression"][0].as_str().unwrap_or("QuestionnaireResponse").to_owned();
        Some(Self(outcome["issue"].as_array().into_iter().flatten().filter(bad).map(place).collect()))
    }

    fn ours(folder: &Path, case: &Value) -> Self {
        let response = read(&folder.join(case["file"].as_str().unwrap()));
        let (mut forms, mut known) = (Vec::new(), Known::default());
        for file in case["supporting"].as_array().into_iter().flatten() {
            let resource = read(&folder.join(file.as_str().unwrap()));
            match resource["resourceType"].as_str() {
                Some("Questionnaire") => forms.push(resource),
                _ => assert!(known.add(&resource), "{file}"),
            }
        }
        let problems = match response["resourceType"].as_str() {
            Some("Questionnaire") => check_questionnaire(&response, &forms),
            _ => check(named_by(&response, &forms), &response, &known),
        };
        Self(problems.iter().filter(|one| one.severity == Severity::Error).map(|one| one.path.clone()).collect())
    }
}

/// The item or answer a path leads to, or the element of the response: engines differ in how far below they point
/// (`.value.ofType(integer)`), and `answer` is every answer of its item.
fn item(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for part in path.split('.') {
        let entry = part.starts_with("item[") || part.starts_with("answer[");
        if kept.is_empty() || entry {
            kept.push(part);
        } else {
            if kept.len() == 1 && !part.starts_with("item") {
                kept.push(part.split('[').next().unwrap());
            }
            break;
        }
    }
    kept.join(".")
}

/// One line of `exclusions.toml`: (the case, what differs, between whom).
type Difference = (String, String, String);

fn listed() -> BTreeSet<Difference> {
    let table: toml::Table = include_str!("exclusions.toml").parse().unwrap();
    let rows = table["difference"].as_array().unwrap();
    let text = |row: &toml::Value, name: &str| row[name].as_str().unwrap().to_owned();
    for row in rows {
        assert!(text(row, "reason").len() > 30, "{row}");
    }
    let found: BTreeSet<_> =
        rows.iter().map(|row| (text(row, "case"), text(row, "what"), text(row, "between"))).collect();
    assert_eq!(found.len(), rows.len(), "a difference is listed twice");
    found
}

/// What differs between two verdicts.
fn difference(one: &Verdict, other: &Verdict) -> Option<&'static str> {
    if one.conforms() != other.conforms() {
        return Some("verdict");
    }
    (one.first().map(item) != other.first().map(item)).then_some("place")
}

#[test]
fn every_case_has_the_published_verdict_and_place_or_a_listed_difference() {
    let Some(folder) = folder() else { return };
    let manifest = read(&folder.join("manifest.json"));
    let mut found = BTreeSet::new();
    let (mut cases, mut judged, mut verdicts, mut places, mut with_some) = (0, 0, 0, 0, 0);
    let mut exactly = 0;
    for case in manifest["test-cases"].as_array().unwrap() {
        cases += 1;
        let name = case["name"].as_str().unwrap();
        let mut add = |what: &str, between: &str| found.insert((name.to_owned(), what.to_owned(), between.to_owned()));
        let ours = Verdict::ours(&folder, case);
        let published: Vec<(&str, Verdict)> =
            ENGINES.iter().filter_map(|engine| Some((*engine, Verdict::published(&folder, case, engine)?))).collect();
        let Some((_, java)) = published.first().filter(|(engine, _)| *engine == "java") else {
            add("no-outcome", "vecu and java");
            println!("{name}: no published outcome; ours: {ours:?}");
            continue;
        };
        judged += 1;
        let differs = difference(&ours, java);
        verdicts += usize::from(differs != Some("verdict"));
        places += usize::from(differs.is_none());
        exactly += usize::from(ours.conforms() == java.conforms() && ours.first() == java.first());
        with_some += usize::from(published.iter().any(|(_, one)| difference(&ours, one).is_none()));
        if let Some(what) = differs {
            add(what, "vecu and java");
            println!("{name}: {what}: ours {ours:?}, java {java:?}");
        }
        for (engine, other) in published.iter().skip(1) {
            if let Some(what) = difference(java, other) {
                add(what, &format!("java and {engine}"));
            }
        }
    }
    println!(
        "{cases} cases, {judged} with a published outcome: {verdicts} verdicts agree with java, {places} with \
         the place of the first error too, {exactly} to its last word; {with_some} agree in both with one of the engines"
    );
    assert_eq!(exactly, places, "a place that is the same item or answer is written as java writes it");
    let listed = listed();
    let unlisted: Vec<_> = found.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&found).collect();
    assert!(unlisted.is_empty(), "not in exclusions.toml: {unlisted:#?}");
    assert!(gone.is_empty(), "in exclusions.toml, and agrees now or is no case: {gone:#?}");
}

#[test]
fn places_are_compared_as_far_as_items_and_answers() {
    for (path, plain) in [
        ("QuestionnaireResponse.item[0].answer[2].value.ofType(dateTime)", "QuestionnaireResponse.item[0].answer[2]"),
        ("QuestionnaireResponse.item[0].answer[1].valueCoding.display", "QuestionnaireResponse.item[0].answer[1]"),
        ("QuestionnaireResponse.item[0].answer", "QuestionnaireResponse.item[0]"),
        ("QuestionnaireResponse", "QuestionnaireResponse"),
        ("QuestionnaireResponse.contained[0].item[3]", "QuestionnaireResponse.contained"),
        ("QuestionnaireResponse.authored", "QuestionnaireResponse.authored"),
    ] {
        assert_eq!(item(path), plain);
    }
}
