//! LimeSurvey's own test surveys, when they are at hand: all are read, none panics, all is accounted for.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test says what it found"
)]

mod lss;

use std::collections::{BTreeMap, BTreeSet};

use formats::limesurvey::read;

#[test]
fn every_survey_of_limesurvey_is_read_and_accounted_for() {
    let Some(folder) = lss::data("limesurvey") else {
        eprintln!(
            "skipped: no folder limesurvey in ../shared/data or VECU_DATA. Put there the .lss and .lsa files of \
             github.com/LimeSurvey/LimeSurvey, tests/data/surveys and docs/demosurveys (GPL: never committed here)."
        );
        return;
    };
    let expected: BTreeMap<&str, &str> = include_str!("limesurvey/expected-failures.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .filter_map(|line| line.split_once(' '))
        .collect();
    let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    let (mut count, mut totals, mut failed, mut unknown) = (0, [0; 4], BTreeSet::new(), BTreeMap::new());
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for path in names {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !(name.ends_with(".lss") || name.ends_with(".lsa")) {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let import = read(&bytes, &name);
        count += 1;
        for (total, here) in totals.iter_mut().zip(lss::tally(&import.report)) {
            *total += here;
        }
        for entry in &import.report.entries {
            *codes.entry(entry.code).or_default() += 1;
        }
        let rules = import.questionnaire.as_ref().map(|form| lss::broken_rules(form.value())).unwrap_or_default();
        assert!(rules.is_empty(), "{name}: {rules:#?}");
        if import.questionnaire.is_none() {
            let reasons: Vec<_> = import.report.of(formats::Fate::Error).map(|entry| entry.code).collect();
            eprintln!("not imported: {name}: {}", reasons.join(", "));
            let base = name.rsplit("__").next().unwrap_or(&name).to_owned();
            let wanted = expected.get(base.as_str());
            assert_eq!(wanted.copied(), reasons.first().copied(), "{name}");
            failed.insert(base);
            continue;
        }
        let faults = lss::faults(&bytes, &import.report);
        assert!(faults.is_empty(), "{name}: {} faults: {:#?}", faults.len(), &faults[..faults.len().min(20)]);
        for line in lss::unknown(&import.report) {
            *unknown
                .entry(
                    line.split_once('!')
                        .map_or(line.clone(), |(a, b)| format!("{a} {}", b.trim_end_matches(char::is_numeric))),
                )
                .or_insert(0) += 1;
        }
    }
    eprintln!("{count} files; kept, changed, lost, wrong: {totals:?}; not imported: {}", failed.len());
    eprintln!("unknown: {unknown:#?}");
    eprintln!("by code: {codes:#?}");
}
