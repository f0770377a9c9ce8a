//! The page on our extensions is the list of the code, and its examples are what it says.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use std::collections::BTreeSet;

use instruments::{Instrument, MissingKind, extensions};
use serde_json::{Value, json};

const PAGE: &str = include_str!("../../../docs/reference/extensions.md");
const PREFIX: &str = "urn:vecu:fhir:";

/// The section each example stands in, and the example.
fn examples() -> Vec<(&'static str, &'static str, Value)> {
    let mut section = "";
    let mut out = Vec::new();
    for line in PAGE.lines() {
        section = line.strip_prefix("## ").unwrap_or(section);
        let cells: Vec<&str> = line.split(" | ").collect();
        if let [name, _, _, example] = cells.as_slice() {
            let Some(name) = name.strip_prefix("| `").and_then(|name| name.strip_suffix('`')) else { continue };
            let example = example.trim_end_matches(" |").trim_matches('`');
            out.push((section, name, serde_json::from_str(example).unwrap_or_else(|error| panic!("{name}: {error}"))));
        }
    }
    out
}

#[test]
fn the_page_names_every_extension_of_the_code_once_and_no_other() {
    let named: Vec<String> = examples().iter().map(|(_, name, _)| format!("{PREFIX}{name}")).collect();
    let page: BTreeSet<&str> = named.iter().map(String::as_str).collect();
    assert_eq!(page.len(), named.len(), "one row each");
    assert_eq!(page, extensions::ALL.iter().copied().collect::<BTreeSet<_>>());
    for (_, name, example) in examples() {
        assert_eq!(example["url"], format!("{PREFIX}{name}"));
    }
}

#[test]
fn the_examples_are_read_without_a_word_against_them() {
    let of = |wanted: &str| -> Vec<Value> {
        let here = examples().into_iter().filter(|(section, ..)| *section == wanted);
        // A form has scores or says why it has none; a question has two answers of a text or of a choice.
        here.filter(|(_, name, _)| !["no-score", "valence", "repeat-count"].contains(name))
            .map(|(.., one)| one)
            .collect()
    };
    let questionnaire = of("On the questionnaire");
    let (item, choice) = (of("On an item"), of("On a choice (`answerOption`)"));
    let ordinal =
        |weight: u8| json!({ "url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": weight });
    let option = |code: &str, extension: Vec<Value>| json!({ "extension": extension, "valueCoding": { "system": "urn:a", "code": code, "display": format!("Réponse {code}") } });
    let options = json!([option("0", vec![ordinal(0)]), option("1", vec![ordinal(1)]), option("x", choice)]);
    let document = json!({
        "resourceType": "Questionnaire", "status": "draft", "language": "fr", "title": "Essai", "purpose": "Essayer",
        "extension": questionnaire,
        "item": [
            { "linkId": "q1", "type": "choice", "text": "Première ?", "extension": item, "answerOption": options },
            { "linkId": "q13", "type": "choice", "text": "Seconde ?", "answerOption":
                [option("0", vec![ordinal(0)]), option("1", vec![ordinal(1)])] }
        ]
    });
    let (built, problems) = Instrument::check(&document.to_string());
    let built = built.unwrap_or_else(|| panic!("{problems:#?}"));
    assert!(problems.is_empty(), "{problems:#?}");
    let licence = built.licence().unwrap();
    assert_eq!((licence.granted_to.as_deref(), licence.languages.len()), (Some("CH de Valmont"), 1));
    assert_eq!(built.item("q1").unwrap().origin.as_ref().unwrap().finding.as_deref(), Some("c-12"));
    for kind in MissingKind::ALL {
        assert!(PAGE.contains(kind.code()), "{}", kind.code());
    }
}
