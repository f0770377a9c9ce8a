//! Forms of our own, made of every feature of XLSForm's specification and spoilt in one place, read here and by pyxform:
//! both accept or both refuse, and the row that pyxform names is one that we name. Where the two differ, `differences.toml`
//! says why; a line there whose difference is not met any more fails the test, as does a difference without a line.
//!
//! pyxform is looked for under `VECU_PYTHON` (a Python that has it), else under `python3`; without it the test says so.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what it measured, and stops where it fails"
)]

mod faults;
mod forms;
mod pyxform;

use std::collections::{BTreeMap, BTreeSet};

use faults::{FAULTS, NOISY};
use formats::{Fate, xlsform};
use forms::Dice;
use serde::Deserialize;

/// How many forms are spoilt by each fault, and how many have anything in each column; `VECU_FORMS` asks for more.
const EACH: usize = 6;
const OF_NOISE: usize = 20;

#[derive(Deserialize)]
struct Differences {
    difference: Vec<Difference>,
}

#[derive(Deserialize)]
struct Difference {
    /// The fault.
    fault: String,
    /// `ours refuses`, `theirs refuses`, `another row`.
    how: String,
    /// Why.
    reason: String,
}

/// The row that a message of pyxform names.
fn row_named(message: &str) -> Option<u32> {
    let rest = message.split("[row : ").nth(1)?;
    rest.split(']').next()?.trim().parse().ok()
}

#[test]
fn forms_are_accepted_and_refused_as_pyxform_does_or_it_is_said_why() {
    let times: usize = std::env::var("VECU_FORMS").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    let mut dice = Dice(2026);
    let mut cases: Vec<(&str, String)> = Vec::new();
    for (name, spoil) in FAULTS {
        let (mut done, mut tries) = (0, 0);
        while done < EACH * times && tries < 2_000 * times {
            tries += 1;
            let mut form = forms::any(&mut dice);
            if spoil(&mut form, &mut dice) {
                cases.push((name, form.markdown()));
                done += 1;
            }
        }
        assert_eq!(done, EACH * times, "{name} finds no form to spoil");
    }
    for header in NOISY {
        for _ in 0..OF_NOISE * times {
            let mut form = forms::any(&mut dice);
            faults::noise(&mut form, &mut dice, header);
            cases.push((header, form.markdown()));
        }
    }
    let texts: Vec<serde_json::Value> = cases.iter().map(|(_, form)| form.as_str().into()).collect();
    let Some(theirs) = pyxform::verdicts(&texts) else { return println!("{}", pyxform::ABSENT) };
    let mut met: BTreeMap<(&str, &str), (usize, String)> = BTreeMap::new();
    let (mut accepted, mut refused) = (0, 0);
    for ((fault, form), theirs) in cases.iter().zip(&theirs) {
        let import = xlsform::read(form.as_bytes(), "form.md");
        let faults: Vec<_> = import.report.of(Fate::Error).collect();
        let rows: BTreeSet<u32> = faults.iter().filter_map(|fault| fault.place.row).collect();
        let how = match (theirs, faults.is_empty()) {
            (None, true) => {
                accepted += 1;
                continue;
            }
            (None, false) => "ours refuses",
            (Some(_), true) => "theirs refuses",
            (Some(said), false) => {
                refused += 1;
                match row_named(said) {
                    Some(row) if !rows.contains(&row) => "another row",
                    _ => continue,
                }
            }
        };
        let ours: Vec<String> =
            faults.iter().map(|fault| format!("{} {} {}", fault.place, fault.code, fault.en)).collect();
        // What is no expression is none in whatever column it stands.
        let only = |code: &str| faults.iter().filter(|one| one.place.column.is_some()).all(|one| one.code == code);
        let class = match how {
            "ours refuses" if only("bad-expression") => "an expression that cannot be read",
            "ours refuses" if only("unknown-function") => "an unknown function",
            _ => fault,
        };
        let entry = met.entry((class, how)).or_insert_with(|| (0, format!("{theirs:?}\n  {ours:?}\n{form}")));
        entry.0 += 1;
    }
    println!(
        "{} forms: both accept {accepted}, both refuse {refused}; {} classes of difference",
        cases.len(),
        met.len()
    );
    let known: Differences = toml::from_str(include_str!("differences.toml")).unwrap();
    let mut wrong = Vec::new();
    for ((fault, how), (count, example)) in &met {
        if !known.difference.iter().any(|one| one.fault == *fault && one.how == *how) {
            wrong.push(format!("without a reason: {fault}, {how}, {count} of {EACH}\n  {example}"));
        }
    }
    for one in &known.difference {
        assert!(one.reason.len() > 20, "{} needs a reason", one.fault);
        if !met.contains_key(&(one.fault.as_str(), one.how.as_str())) {
            wrong.push(format!("not met any more: {}, {}", one.fault, one.how));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn forms_come_back_the_same_from_a_workbook_of_ours() {
    let mut dice = Dice(5);
    for _ in 0..150 {
        let form = forms::any(&mut dice).markdown();
        let read = |bytes: &[u8], name: &str| {
            let import = xlsform::read(bytes, name);
            let faults = import.report.of(Fate::Error).count();
            import.questionnaire.unwrap_or_else(|| panic!("{faults} faults in {name}\n{form}"))
        };
        let first = read(form.as_bytes(), "form.md");
        let export = xlsform::write(&first).unwrap();
        let told: Vec<_> = export.report.entries.iter().filter(|entry| entry.fate != Fate::Kept).collect();
        assert!(told.is_empty(), "{told:?}\n{form}");
        let again = read(&export.workbook, "form.xlsx");
        assert_eq!(fhir::canonical(again.value()), fhir::canonical(first.value()), "{form}");
        let compile = |document| instruments::program::Program::compile(document).program;
        assert_eq!(compile(&again), compile(&first));
    }
}
