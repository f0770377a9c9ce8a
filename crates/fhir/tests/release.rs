//! From one release to the other and back: the same text comes out.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test that cannot go on must stop")]

use std::path::{Path, PathBuf};

use fhir::{
    Document,
    release::{Release, detect, to_r4, to_r5},
};
use serde_json::Value;

const FORM: &str = include_str!("release/r5-form.json");

fn document(text: &str) -> Document {
    Document::parse(text).unwrap()
}

fn text(document: &Document) -> String {
    document.value().to_string()
}

/// The item with a link id, at any depth.
fn item<'a>(node: &'a Value, link: &str) -> &'a Value {
    fn find<'a>(node: &'a Value, link: &str) -> Option<&'a Value> {
        node["item"].as_array()?.iter().find_map(|one| if one["linkId"] == link { Some(one) } else { find(one, link) })
    }
    find(node, link).unwrap_or_else(|| panic!("no item {link}"))
}

/// What R4 knows no element or type for.
fn foreign_to_r4(node: &Value) -> bool {
    let here =
        ["answerConstraint", "disabledDisplay", "versionAlgorithmString", "versionAlgorithmCoding", "copyrightLabel"];
    let choosing = node.get("answerOption").or_else(|| node.get("answerValueSet")).is_some();
    let kind = node.get("type").and_then(Value::as_str).unwrap_or("");
    here.iter().any(|element| node.get(*element).is_some())
        || kind == "coding"
        || (choosing && !matches!(kind, "choice" | "open-choice"))
        || node["item"].as_array().into_iter().flatten().any(foreign_to_r4)
}

#[test]
fn a_form_of_r5_goes_to_r4_and_comes_back_as_it_was() {
    let five = document(FORM);
    assert_eq!(detect(&five), Some(Release::R5));
    let four = to_r4(&five);
    assert!(!foreign_to_r4(four.document.value()), "{}", text(&four.document));
    assert_eq!(detect(&four.document), Some(Release::R4));
    let back = to_r5(&four.document);
    assert_eq!(text(&back.document), text(&five));
    assert_eq!(text(&to_r5(&five).document), text(&five), "R5 already");
    assert_eq!(text(&to_r4(&four.document).document), text(&four.document), "R4 already");
}

#[test]
fn types_and_constraints_become_what_r4_says() {
    let four = to_r4(&document(FORM)).document;
    let wanted = [
        ("1", "choice", ""),
        ("2", "choice", "optionsOnly"),
        ("3", "open-choice", ""),
        ("4", "open-choice", "optionsOrType"),
        ("5", "choice", ""),
        ("6", "open-choice", ""),
        ("7", "open-choice", "optionsOrType"),
        ("8", "choice", ""),
        ("9", "choice", ""),
        ("10", "choice", "optionsOnly"),
        ("11", "choice", ""),
        ("12", "string", "optionsOrString"),
        ("13", "quantity", ""),
    ];
    for (link, kind, constraint) in wanted {
        let one = item(four.value(), link);
        assert_eq!(one["type"], kind, "{link}");
        let found = one["extension"].as_array().into_iter().flatten().find(|extension| {
            extension["url"]
                == "http://hl7.org/fhir/5.0/StructureDefinition/extension-Questionnaire.item.answerConstraint"
        });
        assert_eq!(found.map_or("", |extension| extension["valueCode"].as_str().unwrap()), constraint, "{link}");
    }
    let kept = item(four.value(), "8")["extension"][0].clone();
    assert_eq!(kept["url"], "http://hl7.org/fhir/5.0/StructureDefinition/extension-Questionnaire.item.type");
    assert_eq!(kept["valueCode"], "decimal");
    let root = four.value();
    assert_eq!(root["extension"][0]["url"], "urn:essai:avant");
    let label = &root["extension"][2];
    assert_eq!(label["url"], "http://hl7.org/fhir/5.0/StructureDefinition/extension-Questionnaire.copyrightLabel");
    assert_eq!(label["_valueString"]["extension"][0]["url"], "urn:essai:note");
    assert_eq!(root["inconnu"].to_string(), r#"{"b":[1.00,null],"a":"gardé"}"#);
}

#[test]
fn every_change_is_said_with_its_place() {
    let changes = to_r4(&document(FORM)).changes;
    let at = |path: &str| changes.iter().filter(|change| change.path == path).count();
    assert_eq!((at(""), at("item[0]"), at("item[0].item[0]"), at("item[0].item[3]")), (1, 1, 1, 2));
    assert_eq!(at("item[0].item[15].item[0]"), 1);
    assert!(changes.iter().any(|change| !change.same_meaning && change.path == "item[0].item[3]"));
    assert!(changes.iter().all(|change| !change.fr.is_empty() && !change.en.is_empty()));
}

#[test]
fn the_type_of_r4_that_its_own_extension_contradicts_comes_back() {
    let constraint = "http://hl7.org/fhir/5.0/StructureDefinition/extension-Questionnaire.item.answerConstraint";
    for kind in ["choice", "open-choice"] {
        for code in ["optionsOnly", "optionsOrType", "optionsOrString"] {
            let source = format!(
                r#"{{"resourceType":"Questionnaire","status":"draft","item":[{{"extension":[{{"url":"{constraint}","valueCode":"{code}"}}],"linkId":"1","type":"{kind}","answerValueSet":"urn:a"}}]}}"#
            );
            let five = to_r5(&document(&source)).document;
            assert_eq!(item(five.value(), "1")["type"], "coding");
            assert_eq!(item(five.value(), "1")["answerConstraint"], code, "{kind}");
            assert_eq!(text(&to_r4(&five).document), source);
        }
    }
}

#[test]
fn an_extension_that_holds_more_than_a_value_stays_an_extension() {
    let source = r#"{"resourceType":"Questionnaire","extension":[{"url":"http://hl7.org/fhir/5.0/StructureDefinition/extension-Questionnaire.copyrightLabel","valueString":"a","id":"x"}],"status":"draft"}"#;
    assert_eq!(text(&to_r5(&document(source)).document), source);
    let algorithm = r#"{"resourceType":"Questionnaire","extension":[{"url":"http://hl7.org/fhir/5.0/StructureDefinition/extension-Questionnaire.versionAlgorithm[x]","valueString":"semver"}],"status":"draft"}"#;
    assert_eq!(to_r5(&document(algorithm)).document.value()["versionAlgorithmString"], "semver");
}

#[test]
fn responses_keep_all_their_identifiers() {
    let five = r#"{"resourceType":"QuestionnaireResponse","id":"r","extension":[{"url":"urn:a","valueBoolean":true}],"identifier":[{"value":"1"},{"value":"2"},{"value":"3"}],"questionnaire":"urn:q","status":"completed","item":[{"linkId":"1","answer":[{"valueCoding":{"code":"a"},"item":[{"linkId":"2"}]}]}]}"#;
    let four = to_r4(&document(five)).document;
    assert_eq!((detect(&document(five)), detect(&four)), (Some(Release::R5), Some(Release::R4)));
    assert_eq!(four.value()["identifier"]["value"], "1");
    assert_eq!(text(&to_r5(&four).document), five);
    let bare = r#"{"resourceType":"QuestionnaireResponse","identifier":{"value":"1"},"status":"completed"}"#;
    let out = to_r5(&document(bare));
    assert!(out.changes.iter().any(|change| change.path == "questionnaire" && !change.same_meaning));
    assert_eq!(text(&to_r4(&out.document).document), bare);
}

#[test]
fn other_resources_are_left_and_said_so() {
    let patient = document(r#"{"resourceType":"Patient"}"#);
    let out = to_r5(&patient);
    assert_eq!((out.document, out.changes.len()), (patient.clone(), 1));
    assert_eq!(detect(&patient), None);
}

#[test]
fn our_own_documents_go_to_r5_and_come_back() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../instruments/documents");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "json") {
            there_and_back(&path);
            count += 1;
        }
    }
    assert!(count >= 2);
}

/// Whether a type of R4 is left in an item.
fn choosing(node: &Value) -> bool {
    node["item"]
        .as_array()
        .into_iter()
        .flatten()
        .any(|one| one["type"] == "choice" || one["type"] == "open-choice" || choosing(one))
}

fn there_and_back(path: &Path) {
    let four = document(&std::fs::read_to_string(path).unwrap());
    let five = to_r5(&four).document;
    if four.resource_type() == Some("Questionnaire") {
        assert!(!choosing(five.value()), "{}", path.display());
    }
    assert_eq!(text(&to_r4(&five).document), text(&four), "{}", path.display());
    // Whoever reads the file knows which it is.
    if text(&five) != text(&four) {
        assert_eq!(detect(&five), Some(Release::R5), "{}", path.display());
        assert_ne!(detect(&four), Some(Release::R5), "{}", path.display());
    }
}

#[test]
fn the_public_forms_go_to_r5_and_come_back() {
    let root = std::env::var_os("VECU_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from);
    let folder = root.join("fhir/lhcforms-r4");
    if !folder.is_dir() {
        eprintln!(
            "skipped: no fhir/lhcforms-r4 in ../shared/data or VECU_DATA (github.com/lhncbc/lforms, test/data/R4)"
        );
        return;
    }
    let (mut forms, mut responses) = (0, 0);
    let mut waiting = vec![folder];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let Ok(source) = std::fs::read_to_string(&path) else { continue };
            let Ok(read) = Document::parse(&source) else { continue };
            match read.resource_type() {
                Some("Questionnaire") => forms += 1,
                Some("QuestionnaireResponse") => responses += 1,
                _ => continue,
            }
            there_and_back(&path);
        }
    }
    eprintln!("{forms} forms and {responses} responses went to R5 and came back as they were");
    assert!(forms >= 60);
}

#[test]
fn extensions_that_are_no_list_give_way_and_never_stop_the_conversion() {
    for odd in ["null", "{}", "\"x\"", "[]"] {
        let text = format!(
            r#"{{"resourceType":"Questionnaire","item":[{{"linkId":"a","type":"coding","disabledDisplay":"hidden","extension":{odd},"id":"x"}}],
                "copyrightLabel":"c","extension":{odd},"id":"q"}}"#
        );
        let form = Document::parse(&text).unwrap();
        let read = to_r4(&form).document;
        for node in [read.value(), &read.value()["item"][0]] {
            assert_eq!(node["extension"].as_array().map(Vec::len), Some(1), "{odd}: {node}");
        }
    }
}
