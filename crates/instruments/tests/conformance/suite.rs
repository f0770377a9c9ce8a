//! The public cases for QuestionnaireResponse validation: our verdict is the published one, or the difference is named.

use std::path::{Path, PathBuf};

use instruments::Severity;
use instruments::conformance::{ValueSets, check, conforms};
use serde_json::Value;

/// Cases that do not validate a response: a questionnaire by itself, a bundle, a derived form.
const NOT_A_RESPONSE: [&str; 4] = ["q-bundle", "q-coepi", "nested-questionnaire-nested-valueset", "q-derived-complies"];

/// Cases whose files are XML. Read with the XML reader of `fhir`, all agree but `questionnaireResponse-enableWhenEx-test-fail`,
/// which needs a FHIRPath evaluator behind [`instruments::conformance::World::holds`].
const XML: [&str; 6] = [
    "qr",
    "questionnaireResponse-enableWhen-test-fail",
    "questionnaireResponse-enableWhenEx-test",
    "questionnaireResponse-enableWhenEx-test-fail",
    "qr-enablewhen-2",
    "questionnaire-lifelines",
];

/// Cases where we differ from the published verdict of the Java validator, and why.
const DIFFERENT: [(&str, &str); 3] = [
    // The expected error needs the members of a value set of HL7: we warn that it is not known.
    ("choice-async-qr", "value set jurisdiction"),
    ("open-choice-gender-coding-async-qr", "value set item-type"),
    // A text where a coding is asked for. Another engine of the suite refuses it as we do (outcomes/brianpos).
    ("choice-invalid-type-qr", "stricter"),
];

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

fn read(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    fhir::Document::parse(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display())).value().clone()
}

/// Cases with the published verdict but another number of errors, and why.
const COUNTED_OTHERWISE: [(&str, &str); 2] = [
    ("date-time-min-max-qr", "30 June 2022 is not after June 2022: dates are compared as far as both go"),
    ("quantity-units-not-in-value-set-qr", "one of the two units needs a value set of HL7: we warn"),
];

/// Warnings that the published outcomes have too.
const WARNED: [(&str, &str); 4] = [
    ("qr-bad-ref1", "questionnaire-not-found"),
    ("questionnaire-not-resolved-qr", "questionnaire-not-found"),
    ("questionnaire-inactive-start-qr", "outside-effective-period"),
    ("string-vs-text-qr", "line-break"),
];

/// How many errors the published outcome has; none when the manifest names an outcome that does not exist.
fn published(folder: &Path, case: &Value) -> Option<usize> {
    let outcome = match &case["java"] {
        Value::String(name) => {
            let path = folder.join("outcomes").join(name);
            if !path.exists() {
                return None;
            }
            read(&path)
        }
        inline => inline.get("outcome").cloned().unwrap_or_else(|| inline.clone()),
    };
    let bad = |issue: &Value| matches!(issue["severity"].as_str(), Some("error" | "fatal"));
    Some(outcome["issue"].as_array().into_iter().flatten().filter(|issue| bad(issue)).count())
}

#[test]
fn every_case_has_the_published_verdict_or_a_named_difference() {
    let Some(folder) = folder() else { return };
    let manifest = read(&folder.join("manifest.json"));
    let (mut agreed, mut failed) = (0, Vec::new());
    for case in manifest["test-cases"].as_array().unwrap() {
        let name = case["name"].as_str().unwrap();
        if NOT_A_RESPONSE.contains(&name) || XML.contains(&name) {
            continue;
        }
        let response = read(&folder.join(case["file"].as_str().unwrap()));
        let (mut form, mut sets) = (None, ValueSets::new());
        for file in case["supporting"].as_array().into_iter().flatten() {
            let resource = read(&folder.join(file.as_str().unwrap()));
            match resource["resourceType"].as_str() {
                Some("Questionnaire") => form = Some(resource),
                Some("ValueSet") => assert!(sets.add(&resource), "{file}"),
                other => panic!("{file}: {other:?}"),
            }
        }
        let problems = check(form.as_ref(), &response, &sets);
        let (ours, theirs) = (conforms(&problems), published(&folder, case).unwrap());
        for (_, code) in WARNED.iter().filter(|(one, _)| *one == name) {
            assert!(problems.iter().any(|problem| problem.code == *code), "{name}: {problems:#?}");
        }
        let named = DIFFERENT.iter().any(|(one, _)| *one == name);
        match (ours == (theirs == 0), named) {
            (true, false) => {
                agreed += 1;
                let counted = COUNTED_OTHERWISE.iter().any(|(one, _)| *one == name);
                let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
                assert_eq!(errors == theirs, !counted, "{name}: {problems:#?}");
            }
            (false, true) => {}
            (same, _) => failed.push(format!("{name}: same verdict {same}, ours {ours}: {problems:#?}")),
        }
    }
    println!("{agreed} verdicts agree, {} differ by name", DIFFERENT.len());
    assert_eq!(agreed, 39);
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
