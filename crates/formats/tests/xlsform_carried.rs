//! FHIR to XLSForm and back: the documents of the library, the public forms of others, and invented ones. What XLSForm
//! has no column for is carried in columns of our own, so nothing is lost; where something is, the account says so.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what it measured, and stops where it fails"
)]

#[path = "oracle/pyxform.rs"]
mod pyxform;

use std::path::{Path, PathBuf};

use formats::{Fate, xlsform};
use instruments::{Instrument, program::Program, proof};
use serde_json::{Value, json};

fn data() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::env::var_os("VECU_DATA").map_or_else(|| here.join("../../../shared/data"), PathBuf::from)
}

/// The document written and read back; and the lines of the account that are not `kept`.
fn there_and_back(document: &fhir::Document, name: &str) -> (fhir::Document, Vec<String>) {
    let export = xlsform::write(document).unwrap_or_else(|error| panic!("{name}: {error}"));
    let told = export.report.entries.iter().filter(|entry| entry.fate != Fate::Kept);
    let told = told.map(|entry| format!("{:?} {} {}", entry.fate, entry.code, entry.en)).collect();
    let import = xlsform::read(&export.workbook, "back.xlsx");
    let faults: Vec<_> = import.report.of(Fate::Error).collect();
    let back = import.questionnaire.unwrap_or_else(|| panic!("{name}: {faults:?}"));
    (back, told)
}

#[test]
fn the_instruments_of_the_library_come_back_the_same_from_a_workbook() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../instruments/documents");
    for name in ["isatis-2014", "vecu-12", "phq-9", "gad-7"] {
        let text = std::fs::read_to_string(folder.join(format!("{name}.json"))).unwrap();
        let first = fhir::Document::parse(&text).unwrap();
        let (back, told) = there_and_back(&first, name);
        assert!(told.is_empty(), "{name}: {told:?}");
        // The content hash is over the whole document: every weight, wording, kind of missing, licence and order.
        assert_eq!(Program::compile(&back).program, Program::compile(&first).program, "{name}");
        let compile = |document: &fhir::Document| Instrument::compile(&document.value().to_string()).unwrap();
        let (before, after) = (compile(&first), compile(&back));
        assert_eq!(after.content_hash(), before.content_hash(), "{name}");
        assert_eq!(after.wording_hash(), before.wording_hash(), "{name}");
        assert_eq!(after.blocks_publication().len(), before.blocks_publication().len(), "{name}");
        assert_eq!(proof::prove(&back).problems, proof::prove(&first).problems, "{name}");
    }
}

#[test]
fn the_public_forms_of_others_come_back_with_the_same_meaning() {
    let folder = data().join("fhir/lhcforms-r4");
    let Ok(files) = std::fs::read_dir(&folder) else {
        println!("skipped: {} is absent; it is test/data/R4 of the repository lhncbc/lforms", folder.display());
        return;
    };
    let (mut forms, mut same, mut wrong) = (0, 0, Vec::new());
    for file in files.map(|file| file.unwrap().path()) {
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        let Ok(first) = fhir::Document::parse(&text) else { continue };
        if first.resource_type() != Some("Questionnaire") || !first.root().has("item") {
            continue;
        }
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        forms += 1;
        let (back, told) = there_and_back(&first, &name);
        let equal = fhir::canonical(back.value()) == fhir::canonical(first.value());
        same += usize::from(equal);
        // What differs is told, and what is told differs.
        if equal != told.is_empty() {
            wrong.push(format!("{name}: {equal} {told:?}"));
        }
        if !equal {
            println!("{name}: {told:?}");
        }
    }
    println!("{same} of {forms} forms are the same, byte for byte of their canonical JSON");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(forms > 50, "{forms}");
}

#[test]
fn pyxform_still_takes_the_workbooks() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [here.join("../instruments/documents"), data().join("fhir/lhcforms-r4")];
    let files = folders.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten();
    let target = std::env::temp_dir().join(format!("vecu-workbooks-{}", std::process::id()));
    std::fs::create_dir_all(&target).unwrap();
    let (mut names, mut paths) = (Vec::new(), Vec::new());
    for file in files.map(|file| file.unwrap().path()) {
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        let Ok(document) = fhir::Document::parse(&text) else { continue };
        let Ok(export) = xlsform::write(&document) else { continue };
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let path = target.join(format!("{name}.xlsx"));
        std::fs::write(&path, export.workbook).unwrap();
        names.push(name);
        paths.push(json!({ "path": path.to_string_lossy() }));
    }
    let said = pyxform::verdicts(&paths);
    std::fs::remove_dir_all(&target).unwrap();
    let Some(said) = said else { return println!("{}", pyxform::ABSENT) };
    let refused: Vec<_> = names.iter().zip(&said).filter_map(|(name, said)| Some((name, said.as_ref()?))).collect();
    println!("{} workbooks, {} refused", names.len(), refused.len());
    assert!(refused.is_empty(), "{refused:#?}");
}

/// A small generator: the same forms at each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())].clone()
    }
}

const TEXTS: &[&str] =
    &["Une question ?", " bords blancs ", "<b>gras</b> & \"mots\"", "${inconnu}", "ligne\nautre", "é", "-"];

fn text(dice: &mut Dice) -> Value {
    json!(dice.pick(TEXTS))
}

fn extension(dice: &mut Dice) -> Value {
    let told = text(dice);
    let translated = json!({"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/translation", "extension": [
        {"url": "lang", "valueCode": "en"}, {"url": "content", "valueString": "Words"}]}]});
    let speaker = dice.pick(&["parent", "relative", "proxy", "other"]);
    dice.pick(&[
        json!({"url": "urn:vecu:fhir:item-type", "valueCode": "experience"}),
        json!({"url": "urn:vecu:fhir:moment", "valueCode": "before"}),
        json!({"url": "urn:vecu:fhir:local", "valueBoolean": false}),
        json!({"url": "urn:vecu:fhir:hint", "valueString": told, "_valueString": translated}),
        json!({"url": "urn:vecu:fhir:interviewer-note", "valueString": told}),
        json!({"url": "urn:vecu:fhir:no-speaker-text", "valueCode": speaker}),
        json!({"url": "urn:vecu:fhir:speaker-text", "extension": [
            {"url": "speaker", "valueCode": speaker}, {"url": "text", "valueString": told}]}),
        json!({"url": "http://hl7.org/fhir/StructureDefinition/minValue", "valueInteger": 1}),
        json!({"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden", "valueBoolean": true}),
        json!({"url": "http://hl7.org/fhir/StructureDefinition/regex", "valueString": "[a-z]'\"+"}),
        json!({"url": "http://example.org/of-others", "valueString": told}),
    ])
}

fn options(dice: &mut Dice) -> Value {
    let kind = dice.roll(4);
    let option = |rank: usize, dice: &mut Dice| {
        let mut option = match kind {
            0 => json!({"valueString": format!("Réponse {rank}")}),
            1 => json!({"valueInteger": rank}),
            2 => json!({"valueCoding": {"code": format!("{rank}"), "display": dice.pick(TEXTS)}}),
            _ => {
                json!({"valueCoding": {"system": dice.pick(&["urn:a", "urn:b"]), "code": format!("c{rank}"), "display": "X"}})
            }
        };
        let more = [
            json!({"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": rank}),
            json!({"url": "urn:vecu:fhir:missing", "valueCode": "refused"}),
            json!({"url": "urn:vecu:fhir:not-read-aloud", "valueBoolean": true}),
            json!({"url": "urn:vecu:fhir:excludes-from-score", "valueString": "i1"}),
        ];
        let some: Vec<Value> = more.into_iter().filter(|_| dice.roll(3) == 0).collect();
        if !some.is_empty() {
            option["extension"] = Value::Array(some);
        }
        if dice.roll(6) == 0 {
            option["initialSelected"] = json!(true);
        }
        option
    };
    Value::Array((0..=dice.roll(4)).map(|rank| option(rank, dice)).collect())
}

/// An item of any type; numbers go up, so that each link id is its own.
fn item(dice: &mut Dice, next: &mut usize, depth: usize) -> Value {
    const TYPES: &[&str] = &[
        "group",
        "group",
        "display",
        "boolean",
        "decimal",
        "integer",
        "date",
        "dateTime",
        "time",
        "string",
        "text",
        "url",
        "choice",
        "choice",
        "open-choice",
        "attachment",
        "reference",
        "quantity",
    ];
    *next += 1;
    let link = dice.pick(&["i", "i", "1.", "/a b/", "É"]);
    let kind = if *next == 1 { "group" } else { dice.pick(TYPES) };
    let mut item = json!({"linkId": format!("{link}{next}"), "type": kind});
    if dice.roll(8) > 0 {
        item["text"] = text(dice);
    }
    for (key, value) in [
        ("prefix", json!("Q")),
        ("required", json!(true)),
        ("required", json!(false)),
        ("repeats", json!(true)),
        ("readOnly", json!(true)),
        ("maxLength", json!(20)),
        ("definition", json!("http://example.org/d")),
        ("enableWhen", json!([{"question": "i1", "operator": "=", "answerCoding": {"code": "0"}}])),
        ("enableWhen", json!([{"question": "i1", "operator": "exists", "answerBoolean": true}])),
        ("initial", json!([{"valueString": "a"}])),
        ("code", json!([{"system": "http://loinc.org", "code": "1-1"}])),
    ] {
        if dice.roll(7) == 0 {
            item[key] = value;
        }
    }
    let extensions: Vec<Value> = (0..dice.roll(4)).map(|_| extension(dice)).collect();
    if !extensions.is_empty() {
        item["extension"] = Value::Array(extensions);
    }
    if kind.ends_with("choice") {
        item["answerOption"] = options(dice);
    }
    if depth < 3 && (kind == "group" || dice.roll(6) == 0) {
        item["item"] = Value::Array((0..=dice.roll(3)).map(|_| self::item(dice, next, depth + 1)).collect());
    }
    item
}

#[test]
fn invented_questionnaires_come_back_the_same_or_it_is_told_what_changed() {
    let mut dice = Dice(11);
    let (mut same, mut items) = (0, 0);
    for number in 0..120 {
        let mut next = 0;
        let list: Vec<Value> = (0..=dice.roll(5)).map(|_| item(&mut dice, &mut next, 0)).collect();
        items += next;
        let mut form = json!({"resourceType": "Questionnaire", "status": "draft", "item": list});
        for (key, value) in [
            ("url", json!("http://example.org/q")),
            ("title", text(&mut dice)),
            ("language", json!("fr")),
            ("contained", json!([{"resourceType": "ValueSet", "id": "v", "description": "mot ".repeat(20_000)}])),
            (
                "extension",
                json!([{"url": "urn:vecu:fhir:licence", "extension": [{"url": "name", "valueString": "CC0"}]},
                {"url": "urn:vecu:fhir:designers", "valueString": "Des patients"}]),
            ),
        ] {
            if dice.roll(3) > 0 {
                form[key] = value;
            }
        }
        let first = fhir::Document::from_value(form).unwrap();
        let (back, told) = there_and_back(&first, &format!("form {number}"));
        let equal = fhir::canonical(back.value()) == fhir::canonical(first.value());
        assert_eq!(equal, told.is_empty(), "{told:?}\n{}\n{}", first.value(), back.value());
        assert!(equal, "{told:?}\n{}", first.value());
        assert_eq!(Program::compile(&back).program, Program::compile(&first).program);
        same += usize::from(equal);
    }
    println!("{same} of 120 forms, {items} items, are the same");
}

#[test]
fn the_renderings_of_a_form_come_back_and_a_likert_is_said_to_stand_side_by_side() {
    let text =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../instruments/tests/forms/looks.json"));
    let first = fhir::Document::parse(&text.unwrap()).unwrap();
    let (back, _) = there_and_back(&first, "looks");
    let drawn = |document: &fhir::Document| {
        let form = Instrument::compile(&document.value().to_string()).unwrap();
        form.items().iter().map(|item| (item.link_id.clone(), item.looks.clone(), item.beside)).collect::<Vec<_>>()
    };
    assert_eq!(drawn(&back), drawn(&first));
    let likert = "| survey |\n| | type | name | label | appearance |\n| | select_one l | a | Alors ? | likert |\n\
                  | choices |\n| | list_name | name | label |\n| | l | 1 | Oui |\n| | l | 2 | Non |\n";
    let import = xlsform::read(likert.as_bytes(), "likert.md");
    let told = import.report.entries.iter().find(|entry| entry.code == "appearance-sideways").unwrap();
    assert_eq!(
        (told.fate, told.en.as_str()),
        (Fate::Changed, "The appearance \"likert\" becomes answers side by side.")
    );
    let form = Instrument::compile(&import.questionnaire.unwrap().value().to_string()).unwrap();
    assert_eq!(form.item("a").unwrap().looks, instruments::Looks::Row);
}
