//! The public example workbooks: all are read, those that are faulty say why, twins say the same, and every row of every
//! sheet is accounted for.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what it measured, and stops where it fails"
)]

use std::{collections::BTreeMap, path::PathBuf};

use formats::{Fate, xlsform};

fn folder() -> Option<PathBuf> {
    let data = std::env::var_os("VECU_DATA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from);
    let folder = data.join("xlsform/example_xls");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: {} is absent; it is the folder tests/example_xls of pyxform's repository", folder.display());
    None
}

fn import(folder: &std::path::Path, name: &str) -> xlsform::Import {
    xlsform::read(&std::fs::read(folder.join(name)).unwrap(), name)
}

fn faults(import: &xlsform::Import) -> Vec<(String, &'static str)> {
    let errors = import.report.of(Fate::Error).filter(|entry| entry.place.column.is_some());
    errors.map(|entry| (entry.place.to_string(), entry.code)).collect()
}

/// Forms that must fail, with the cell and the fault.
const FAULTY: &[(&str, &str, &str)] = &[
    ("bad_calc", "survey!D2", "bad-expression"),
    ("unknown_question_type", "survey!A52", "unknown-type"),
    // Its twin gps.xls has a label.
    ("gps.csv", "survey!label2", "no-label"),
    ("include", "survey!A3", "include-not-resolved"),
];

#[test]
fn every_example_is_read_as_its_notes_say() {
    let Some(folder) = folder() else { return };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut names: Vec<String> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    for name in names.iter().filter(|name| !name.ends_with(".rst")) {
        let stem = name.split('.').next().unwrap();
        let import = import(&folder, name);
        let expected = FAULTY.iter().find(|(faulty, ..)| *faulty == stem || faulty == name);
        match expected {
            Some((_, cell, code)) => {
                let found = faults(&import);
                assert!(import.questionnaire.is_none(), "{name}");
                assert!(
                    found.iter().any(|(place, one)| one == code && place.ends_with(cell.trim_start_matches("survey"))),
                    "{name}: {found:?}"
                );
                *counts.entry("faulty, as they should be").or_default() += 1;
            }
            None => {
                assert!(
                    import.questionnaire.is_some(),
                    "{name}: {:?}",
                    import.report.of(Fate::Error).collect::<Vec<_>>()
                );
                *counts.entry("read").or_default() += 1;
            }
        }
        let rows: usize = import.rows.iter().map(|(_, count)| count).sum();
        let lines = import.report.entries.iter().filter(|one| one.place.row.is_some() && one.place.column.is_none());
        assert_eq!(lines.count(), rows, "{name}");
    }
    println!("{counts:?}");
}

#[test]
fn one_form_in_four_formats_is_one_questionnaire() {
    let Some(folder) = folder() else { return };
    for stem in ["case_insensitivity", "loop"] {
        let items = |ending: &str| {
            let import = import(&folder, &format!("{stem}.{ending}"));
            import.questionnaire.unwrap().value().get("item").cloned()
        };
        let first = items("xlsx");
        assert!(first.is_some());
        for ending in ["xls", "md", "csv"] {
            assert_eq!(items(ending), first, "{stem}.{ending}");
        }
    }
}
