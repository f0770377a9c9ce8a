//! FHIR to XLSForm and back: the documents of the library, the public forms of others, and invented ones. What XLSForm
//! has no column for is carried in columns of our own, so nothing is lost; where something is, the account says so.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what it measured, and stops where it fails"
)]

use std::path::{Path, PathBuf};

use formats::{Fate, xlsform};
use instruments::{Instrument, program::Program, proof};

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
