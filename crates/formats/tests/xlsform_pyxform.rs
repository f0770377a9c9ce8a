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

/// The forms that stand as plain texts in the tests themselves, for a folder where the script was not run: the call's
/// own arguments say whether it must fail. Forms made by formats and loops are met by the script alone.
fn literal_forms(source: &str) -> Vec<(String, bool)> {
    let mut forms = Vec::new();
    let mut rest = source;
    let mut before = String::new();
    while let Some((head, tail)) = rest.split_once("self.assertPyxformXform(") {
        before.push_str(head);
        // A new test forgets the texts of the one before.
        if let Some(at) = before.rfind("    def test") {
            before.drain(..at);
        }
        let Some(call) = arguments(tail) else { break };
        // What pyxform converts and the next validator refuses may go either way.
        if let Some(form) = literal(call, &before).filter(|_| !call.contains("odk_validate_error__contains=")) {
            forms.push((form, call.contains("errored=True") || call.contains(" error__contains=")));
        }
        before.push_str(call);
        rest = &tail[call.len()..];
    }
    forms
}

/// The arguments of a call, up to its closing bracket; brackets in texts do not count.
fn arguments(text: &str) -> Option<&str> {
    let (mut depth, mut at) = (1_usize, 0_usize);
    while depth > 0 {
        let rest = text.get(at..)?;
        let quote = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quote| rest.starts_with(quote));
        if let Some(quote) = quote {
            let end = rest[quote.len()..].find(quote)?;
            at += 2 * quote.len() + end;
            continue;
        }
        if rest.starts_with('#') {
            at += rest.find('\n')?;
            continue;
        }
        let next = rest.chars().next()?;
        depth = match next {
            '(' | '[' | '{' => depth + 1,
            ')' | ']' | '}' => depth - 1,
            _ => depth,
        };
        at += next.len_utf8();
    }
    text.get(..at - 1)
}

fn literal(call: &str, before: &str) -> Option<String> {
    let value = call.split_once("md=").map(|(_, value)| value.trim_start())?;
    let text = |value: &str| {
        let (form, after) = value.strip_prefix("\"\"\"")?.split_once("\"\"\"")?;
        // A format or a sum makes another form of it.
        let plain = !after.trim_start().starts_with(['.', '+']) && !form.contains('\\');
        plain.then(|| form.to_owned())
    };
    if let Some(form) = text(value) {
        return Some(form);
    }
    let name: String = value.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    let follows = value[name.len()..].trim_start();
    if name.is_empty() || !(follows.is_empty() || follows.starts_with(',')) {
        return None;
    }
    let (_, given) = before.rsplit_once(&format!("        {name} = "))?;
    text(given)
}

/// Files whose tests expect the failure around the call, or test the tests' own tool.
const OUTSIDE: &[&str] = &["test_external_instances_for_selects", "test_pyxform_test_case", "test_pyxformtestcase"];

#[test]
fn the_forms_written_out_in_pyxforms_tests_go_its_way() {
    let folder = data().join("pyxform/tests");
    let Ok(files) = std::fs::read_dir(&folder) else {
        println!("skipped: {} is absent; it is the folder tests of pyxform's repository", folder.display());
        return;
    };
    let excluded: Vec<String> = exclusions().into_keys().collect();
    let (mut refused, mut read, mut skipped) = (0, 0, 0);
    let mut wrong = Vec::new();
    let entities = std::fs::read_dir(folder.join("entities")).into_iter().flatten();
    for file in files.chain(entities).map(|file| file.unwrap().path()) {
        if file.extension().is_none_or(|ending| ending != "py") {
            continue;
        }
        let stem = file.file_stem().unwrap().to_string_lossy().into_owned();
        for (form, errored) in literal_forms(&std::fs::read_to_string(&file).unwrap()) {
            let import = xlsform::read(form.as_bytes(), "test_name.md");
            if errored == import.questionnaire.is_none() {
                refused += usize::from(errored);
                read += usize::from(!errored);
            } else if excluded.iter().any(|case| case.contains(&format!(".{stem}.")))
                || OUTSIDE.contains(&stem.as_str())
            {
                skipped += 1;
            } else {
                wrong.push(format!("{stem}: expected {}\n{form}", if errored { "a fault" } else { "a form" }));
            }
        }
    }
    println!("as written: {refused} refused, {read} read, {skipped} in files with exclusions");
    assert!(refused > 100 && read > 300, "{refused} {read}");
    assert!(wrong.is_empty(), "{} forms:\n{}", wrong.len(), wrong.join("\n"));
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
