//! Each kind of fault is found, where it stands, in both languages, with a mend. The forms are in
//! `tests/xlsform/faults.md`.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what it measured, and stops where it fails"
)]

use std::collections::BTreeSet;

use formats::{Fate, xlsform};

struct Faulty<'t> {
    code: &'t str,
    cell: &'t str,
    form: String,
}

fn faulty(text: &str) -> Vec<Faulty<'_>> {
    let sections = text.split("\n## ").skip(1);
    let read = sections.map(|section| {
        let (heading, body) = section.split_once('\n').unwrap();
        let (code, cell) = heading.split_once(" at ").unwrap();
        let cell = cell.split(" (").next().unwrap();
        let form = body.split("```").nth(1).unwrap().to_owned();
        Faulty { code, cell, form }
    });
    read.collect()
}

#[test]
fn every_kind_of_fault_is_found_in_its_cell_with_a_mend() {
    let forms = faulty(include_str!("xlsform/faults.md"));
    let mut wrong = Vec::new();
    for form in &forms {
        let import = xlsform::read(form.form.as_bytes(), "faulty.md");
        let faults: Vec<_> = import.report.of(Fate::Error).collect();
        let found = faults.iter().find(|entry| entry.code == form.code && entry.place.to_string() == form.cell);
        match found {
            Some(entry) => {
                let told =
                    [&entry.fr, &entry.en, &entry.mend_fr, &entry.mend_en].into_iter().all(|text| !text.is_empty());
                assert!(told, "{}: {entry:?}", form.code);
                assert_ne!(entry.fr, entry.en);
            }
            None => {
                let seen: Vec<String> =
                    faults.iter().map(|entry| format!("{} at {}", entry.code, entry.place)).collect();
                wrong.push(format!("{} at {}: {seen:?}\n{}", form.code, form.cell, form.form));
            }
        }
        assert!(import.questionnaire.is_none(), "{}", form.code);
    }
    let kinds: BTreeSet<&str> = forms.iter().map(|form| form.code).collect();
    println!("{} faulty forms, {} kinds of faults", forms.len(), kinds.len());
    assert!(wrong.is_empty(), "{} not found:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_same_forms_without_their_fault_are_read() {
    // One of each family, mended as the report proposes.
    for (name, form) in [
        (
            "type",
            "| survey | | | |\n| | type | name | label |\n| | select_one yn | ok | Ça va ? |\n| choices | | |\n| | list_name | name | label |\n| | yn | yes | Oui |",
        ),
        ("name", "| survey | | | |\n| | type | name | label |\n| | text | _1er_avis | Premier avis ? |"),
        (
            "range",
            "| survey | | | | |\n| | type | name | label | parameters |\n| | range | mood | Humeur ? | start=1 end=5 |",
        ),
        (
            "reference",
            "| survey | | | |\n| | type | name | label |\n| | text | nights | Nuits ? |\n| | note | told | ${nights} nuits |",
        ),
    ] {
        let import = xlsform::read(form.as_bytes(), "mended.md");
        assert!(import.questionnaire.is_some(), "{name}: {:?}", import.report.of(Fate::Error).collect::<Vec<_>>());
    }
}

#[test]
fn the_nearest_word_is_proposed_in_both_languages() {
    let form = "| survey | | | |\n| | type | name | label |\n| | slect_one yn | ok | Ça va ? |\n";
    let import = xlsform::read(form.as_bytes(), "faulty.md");
    let entry = import.report.of(Fate::Error).find(|entry| entry.code == "unknown-type").unwrap();
    assert_eq!(entry.mend_en, "Did you mean \"select_one yn\"?");
    assert_eq!(entry.mend_fr, "Vouliez-vous dire « select_one yn » ?");
}
