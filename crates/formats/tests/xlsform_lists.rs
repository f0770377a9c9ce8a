//! Lists of choices that several questions take: one list of the questionnaire, and what comes back of it.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops where it fails")]

use std::path::{Path, PathBuf};

use formats::{Fate, xlsform};
use serde_json::{Value, json};

const SURVEY: &str = "\
| survey | | | | |
| | type | name | label::Français (fr) | label::English (en) |
| | select_one often | pain | Douleur ? | Pain? |
| | select_multiple often | noise | Bruit ? | Noise? |
| | select_one once | food | Repas ? | Food? |
";
const CHOICES: &str = "\
| choices | | | | |
| | list_name | name | label::Français (fr) | label::English (en) |
| | often | a | Jamais | Never |
| | often | b | Parfois | |
| | once | a | Bon | Good |
";
const SETTINGS: &str = "\
| settings | | |
| | form_id | default_language |
| | stay | Français (fr) |
";

fn read(form: &str) -> fhir::Document {
    let import = xlsform::read(form.as_bytes(), "stay.md");
    import.questionnaire.unwrap_or_else(|| panic!("{:?}", import.report.of(Fate::Error).collect::<Vec<_>>()))
}

fn form() -> String {
    format!("{SURVEY}{CHOICES}{SETTINGS}")
}

#[test]
fn a_list_of_two_questions_is_one_list_of_the_questionnaire() {
    let document = read(&form());
    let value = document.value();
    let expected = json!([{"resourceType": "ValueSet", "id": "often", "title": "often", "status": "active",
        "compose": {"include": [{"system": "urn:vecu:xlsform:stay:often", "concept": [
            {"code": "a", "display": "Jamais", "designation": [{"language": "en", "value": "Never"}]},
            {"code": "b", "display": "Parfois"}]}]}}]);
    assert_eq!(value["contained"], expected);
    let named = |at: usize| value["item"][at]["answerValueSet"].as_str();
    assert_eq!([named(0), named(1), named(2)], [Some("#often"), Some("#often"), None]);
    assert_eq!(value["item"][2]["answerOption"][0]["valueCoding"]["code"], "a");
    assert!(value["item"][0].get("answerOption").is_none());
}

#[test]
fn a_list_that_says_more_than_codes_and_labels_is_written_under_each_question() {
    let weighted =
        form().replace("| label::English (en) |\n| | often", "| label::English (en) | vecu_weight |\n| | often");
    let filtered = form()
        .replace(
            "label::English (en) |\n| | select_one often",
            "label::English (en) | choice_filter |\n| | select_one often",
        )
        .replace("| Noise? |", "| Noise? | ${pain} = 'a' |");
    let twice = form().replace("| | often | b |", "| | often | a |").replace(
        "| | form_id | default_language |\n| | stay | Français (fr) |",
        "| | form_id | default_language | allow_choice_duplicates |\n| | stay | Français (fr) | yes |",
    );
    for other in [weighted, filtered, twice] {
        assert_ne!(other, form());
        assert_eq!(read(&other).value().get("contained"), None, "{other}");
    }
}

#[test]
fn names_that_fhir_does_not_take_become_ids_and_stay_apart() {
    let renamed = |name: &str, form: String| form.replace("often", name);
    let value = read(&renamed("réponses_1", form())).value().clone();
    assert_eq!(
        (&value["contained"][0]["id"], &value["contained"][0]["title"]),
        (&json!("r-ponses-1"), &json!("réponses_1"))
    );
    let both = form().replace(
        "| | select_one once",
        "| | select_one oft_n | x | X | X |\n| | select_one oft_n | y | Y | Y |\n| | select_one once",
    );
    let both = both.replace("often", "oft-n").replace("| | once | a", "| | oft_n | a | Oui | Yes |\n| | once | a");
    let value = read(&both).value().clone();
    let ids: Vec<_> = value["contained"].as_array().unwrap().iter().map(|set| set["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["oft-n", "oft-n-2"]);
}

/// The document after its own workbook; and what the account says beside "kept".
fn again(document: &fhir::Document) -> (fhir::Document, Vec<String>) {
    let export = xlsform::write(document).unwrap();
    let others =
        export.report.entries.iter().filter(|entry| entry.fate != Fate::Kept).map(|one| one.en.clone()).collect();
    (xlsform::read(&export.workbook, "stay.xlsx").questionnaire.unwrap(), others)
}

#[test]
fn shared_and_own_lists_come_back_as_they_were() {
    let shared = read(&form());
    let own = instruments::with_own_choices(&shared).unwrap();
    let mut carried = shared.value().clone();
    carried["copyright"] = json!("© Vécu");
    carried["item"][0]["prefix"] = json!("Q1");
    for document in [shared, own, fhir::Document::from_value(carried).unwrap()] {
        let (again, others) = again(&document);
        assert_eq!(again.value(), document.value());
        assert_eq!(others, [""; 0]);
    }
}

#[test]
fn lists_of_others_are_written_and_what_becomes_of_them_is_told() {
    let mut value = read(&form()).value().clone();
    value["contained"][0]["publisher"] = json!("Somebody");
    let document = fhir::Document::from_value(value.clone()).unwrap();
    let (back, others) = again(&document);
    assert_eq!(others, ["questionnaire.contained: read back from the workbook, it is not the same."]);
    assert_eq!(instruments::with_own_choices(&back), instruments::with_own_choices(&document));
    value["contained"].as_array_mut().unwrap().push(json!({"resourceType": "Organization", "id": "us"}));
    let document = fhir::Document::from_value(value).unwrap();
    let (back, others) = again(&document);
    assert_eq!(others.len(), 1, "{others:?}");
    assert_eq!(Some(back), instruments::with_own_choices(&document));
}

fn forms() -> Vec<PathBuf> {
    let data = std::env::var_os("VECU_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from);
    let mut waiting = vec![data.join("xlsform")];
    let mut out = Vec::new();
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            match path.extension().and_then(|ending| ending.to_str()) {
                _ if path.is_dir() => waiting.push(path),
                Some("xlsx" | "xls" | "md" | "ods") => out.push(path),
                _ => {}
            }
        }
    }
    out.sort();
    out
}

/// Written out, a questionnaire with shared lists is the one that the same workbook gives when it says that it shares none.
#[test]
fn published_forms_ask_the_same_with_and_without_shared_lists() {
    let (mut read, mut shared) = (0, 0);
    for path in forms() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        let Some(document) = xlsform::read(&bytes, &name).questionnaire else { continue };
        read += 1;
        let Some(own) = instruments::with_own_choices(&document) else {
            assert_eq!(document.value().get("contained"), None, "{name}");
            continue;
        };
        shared += 1;
        assert!(!own.value().to_string().contains("\"answerValueSet\":\"#"), "{name}");
        let programs = [&document, &own].map(|one| instruments::program::Program::compile(one).program);
        let items = programs.map(|program| {
            let told = |item: instruments::program::FormItem| (item.link_id, item.kind, item.options, item.closed);
            program.items.into_iter().map(told).collect::<Vec<_>>()
        });
        assert_eq!(items[0], items[1], "{name}");
        let export = xlsform::write(&own).unwrap();
        let back = xlsform::read(&export.workbook, "form.xlsx");
        let back = back.questionnaire.unwrap_or_else(|| panic!("{name}"));
        assert_eq!(back.value().get("item"), own.value().get("item"), "{name}");
        assert_eq!(contained(&back), None, "{name}");
    }
    if read == 0 {
        println_skipped();
        return;
    }
    assert!(shared >= 3, "{shared} of {read} forms share a list");
}

fn contained(document: &fhir::Document) -> Option<&Value> {
    document.value().get("contained")
}

#[allow(clippy::print_stderr, reason = "a test that is skipped says so")]
fn println_skipped() {
    eprintln!("skipped: the published forms are not here (shared/data/xlsform, or VECU_DATA)");
}
