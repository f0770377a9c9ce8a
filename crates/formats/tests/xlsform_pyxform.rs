//! pyxform's own test forms: each that pyxform refuses has a fault found here, each that it converts is read here.
//! The exclusions are in `tests/xlsform/pyxform_exclusions.toml`, each with its reason; one that no longer holds fails.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what it measured, and stops where it fails"
)]

use std::{collections::BTreeMap, path::PathBuf};

use formats::{Fate, xlsform};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    test: String,
    kind: String,
    form: String,
    errored: bool,
    says: Vec<String>,
    validator: bool,
}

#[derive(Deserialize)]
struct Exclusions {
    #[serde(default)]
    exclusion: Vec<Exclusion>,
}

#[derive(Deserialize)]
struct Exclusion {
    /// The name of the test, and the rank of its form in it.
    case: String,
    /// Why ours differs.
    reason: String,
}

fn data() -> PathBuf {
    std::env::var_os("VECU_DATA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from)
}

fn exclusions() -> BTreeMap<String, String> {
    let text = include_str!("xlsform/pyxform_exclusions.toml");
    let read: Exclusions = toml::from_str(text).unwrap();
    read.exclusion.into_iter().map(|one| (one.case, one.reason)).collect()
}

#[test]
fn every_form_that_pyxform_refuses_is_refused_and_every_other_is_read() {
    let path = data().join("pyxform/cases.jsonl");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!(
            "skipped: {} is absent; tests/xlsform/pyxform_cases.py writes it from pyxform's repository",
            path.display()
        );
        return;
    };
    let exclusions = exclusions();
    let mut ranks: BTreeMap<String, usize> = BTreeMap::new();
    let (mut refused, mut read, mut excluded) = (0, 0, 0);
    let mut wrong = Vec::new();
    for line in text.lines() {
        let case: Case = serde_json::from_str(line).unwrap();
        let rank = ranks.entry(case.test.clone()).or_default();
        *rank += 1;
        let name = format!("{}#{rank}", case.test);
        let import = xlsform::read(case.form.as_bytes(), &format!("test_name.{}", case.kind));
        // What pyxform converts and the next validator refuses may go either way.
        let right = case.validator || case.errored == import.questionnaire.is_none();
        if let Some(reason) = exclusions.get(&name) {
            excluded += 1;
            if right {
                wrong.push(format!("{name}: passes now; remove its exclusion ({reason})"));
            }
            continue;
        }
        if !right {
            let errors: Vec<String> = import
                .report
                .of(Fate::Error)
                .map(|entry| format!("{} {}: {}", entry.place, entry.code, entry.en))
                .collect();
            wrong.push(format!(
                "{name}: expected {} {:?}\n{}\n{errors:?}",
                if case.errored { "a fault" } else { "a form" },
                case.says,
                case.form
            ));
        } else if case.errored {
            refused += 1;
        } else {
            read += 1;
        }
        if let Err(said) = accounted(&import) {
            wrong.push(format!("{name}: {said}"));
        }
    }
    println!("{refused} forms refused as pyxform refuses them, {read} read as it reads them, {excluded} excluded");
    assert!(wrong.is_empty(), "{} forms differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// Every row of every sheet has exactly one primary line.
fn accounted(import: &xlsform::Import) -> Result<(), String> {
    let rows: usize = import.rows.iter().map(|(_, count)| count).sum();
    let primary =
        import.report.entries.iter().filter(|entry| entry.place.row.is_some() && entry.place.column.is_none());
    let mut seen = BTreeMap::new();
    for entry in primary {
        *seen.entry(entry.place.to_string()).or_insert(0) += 1;
    }
    if seen.len() == rows && seen.values().all(|count| *count == 1) {
        return Ok(());
    }
    Err(format!("rows {:?}, lines {seen:?}", import.rows))
}

#[test]
fn every_form_that_is_read_can_be_written_and_read_again() {
    let path = data().join("pyxform/cases.jsonl");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is absent", path.display());
        return;
    };
    let (mut same, mut told, mut wrong) = (0, 0, Vec::new());
    for line in text.lines() {
        let case: Case = serde_json::from_str(line).unwrap();
        let import = xlsform::read(case.form.as_bytes(), &format!("test_name.{}", case.kind));
        let Some(first) = import.questionnaire else { continue };
        if first.value().get("item").is_none() {
            assert!(matches!(xlsform::write(&first), Err(xlsform::WriteError::NoItem)), "{}", case.test);
            continue;
        }
        let export = xlsform::write(&first).unwrap();
        let again = xlsform::read(&export.workbook, "again.xlsx");
        let Some(second) = again.questionnaire else {
            let faults: Vec<_> =
                again.report.of(Fate::Error).map(|entry| format!("{} {}", entry.place, entry.en)).collect();
            wrong.push(format!("{}: {faults:?}\n{}", case.test, case.form));
            continue;
        };
        let equal = second.value().get("item") == first.value().get("item");
        let all_kept = export.report.entries.iter().all(|entry| entry.fate == Fate::Kept);
        if all_kept && !equal {
            wrong.push(format!("{}: said to be kept, and is not the same\n{}", case.test, case.form));
        }
        same += usize::from(equal);
        told += usize::from(!equal);
    }
    println!("{same} come back the same, {told} with what changed told");
    assert!(wrong.is_empty(), "{} forms:\n{}", wrong.len(), wrong.join("\n"));
}
