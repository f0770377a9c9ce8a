//! The French value sets of EQ-5D, state by state, and the gate before them.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a test that cannot go on must stop")]

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;

use instruments::Mode;
use instruments::score::Cell;
use instruments::score::eq5d::{Engine, FAMILY, State, ValueSet};
use instruments::score::licence::{Agreement, Refusal, Wanted};
use kernel::Day;
use sha2::{Digest, Sha256};

fn agreement() -> Agreement {
    Agreement {
        instrument: FAMILY.to_owned(),
        licensor: "EuroQol Research Foundation".to_owned(),
        holder: "CH de Valmont".to_owned(),
        proof: "licence of a test, number 0".to_owned(),
        expires: Day::new(2027, 6, 30).ok(),
        modes: BTreeSet::from([Mode::Web, Mode::Paper]),
        languages: BTreeSet::from(["fr".to_owned()]),
    }
}

fn wanted() -> Wanted<'static> {
    Wanted { instrument: FAMILY, day: Day::new(2026, 11, 22).unwrap(), mode: Mode::Web, language: "fr" }
}

fn engine(set: ValueSet) -> Engine {
    Engine::open(set, agreement().prove(wanted()).unwrap()).unwrap()
}

/// The value as printed: three decimals.
fn printed(engine: &Engine, state: State) -> String {
    let value = engine.value(state).unwrap();
    format!("{:.3}", value.to_f64())
}

#[test]
fn every_state_has_the_value_it_had_when_it_was_compared_with_the_reference() {
    let expected = [
        (ValueSet::ThreeLevels, 243, "e6d1f9baeeb3b3e2a6f22e7f0c3a52b8f77b78835e5dc516b8c57808fff7d803"),
        (ValueSet::FiveLevels, 3_125, "98d42200c8ca5bc176c4bb5924641cdddc9f3887512c146cb403a1b868093ce7"),
        (ValueSet::Crosswalk, 3_125, "f05439ae213f9230a0576e3574ef06be4f38c66276794a2284cb4cae749c1acd"),
    ];
    for (set, count, sum) in expected {
        let engine = engine(set);
        let table: String =
            State::all(set.levels()).map(|state| format!("{state} {}\n", printed(&engine, state))).collect();
        assert_eq!(table.lines().count(), count);
        let found = data_encoding::HEXLOWER.encode(&Sha256::digest(table.as_bytes()));
        assert_eq!(found, sum, "{set:?}");
    }
}

/// The reference files (see the README of the data folder: fragla/eq5d, MIT), or a word on what is missing.
fn reference(name: &str) -> Option<String> {
    let base = std::env::var_os("VECU_DATA")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")), PathBuf::from);
    let path = base.join("spc/eq5d").join(name);
    let text = std::fs::read_to_string(path).ok();
    if text.is_none() {
        println!(
            "skipped: spc/eq5d/{name} is not here; put data-raw of fragla/eq5d there, or name the folder in VECU_DATA"
        );
    }
    text
}

fn coefficients(csv: &str) -> HashMap<String, f64> {
    let rows = csv.lines().skip(1).filter_map(|line| line.split_once(','));
    rows.filter_map(|(term, value)| Some((term.to_owned(), value.trim().parse().ok()?))).collect()
}

/// A state's value from the reference coefficients, in plain floating point: another road to the same number.
fn from_coefficients(terms: &HashMap<String, f64>, state: State) -> f64 {
    let of = |name: &str| terms.get(name).copied().unwrap_or(0.0);
    let names = ["MO", "SC", "UA", "PD", "AD"].iter().zip(state.levels());
    let losses: f64 = names.map(|(name, level)| of(&format!("{name}{level}"))).sum();
    let third = if state.levels().contains(&3) { of("AtLeastOne3") } else { 0.0 };
    let start = of("FullHealth") + of("StartValue");
    if terms.contains_key("AtLeastOne3") { start + losses + third } else { start + losses }
}

#[test]
fn all_243_and_3125_states_agree_with_the_reference_coefficients() {
    for (set, file) in [(ValueSet::ThreeLevels, "tto-france.csv"), (ValueSet::FiveLevels, "vt-france.csv")] {
        let Some(csv) = reference(file) else { return };
        let (terms, engine) = (coefficients(&csv), engine(set));
        let mut count = 0;
        for state in State::all(set.levels()) {
            let (ours, theirs) = (engine.value(state).unwrap().to_f64(), from_coefficients(&terms, state));
            // Ours is rounded to three decimals, theirs is not.
            assert!((ours - theirs).abs() <= 0.0005 + 1e-9, "{set:?} {state}: {ours} against {theirs}");
            count += 1;
        }
        println!("{set:?}: {count} states agree");
        assert_eq!(count, 5usize.pow(5).min(usize::from(set.levels()).pow(5)));
    }
}

#[test]
fn all_3125_states_of_the_crosswalk_are_the_printed_ones() {
    let Some(csv) = reference("cw-france.csv") else { return };
    let (table, engine) = (coefficients(&csv), engine(ValueSet::Crosswalk));
    assert_eq!(table.len(), 3_125);
    for state in State::all(5) {
        let theirs = table[&state.to_string()];
        assert_eq!(printed(&engine, state), format!("{:.3}", if theirs == 0.0 { 0.0 } else { theirs }), "{state}");
    }
}

#[test]
fn the_published_examples_come_out_within_the_tolerance_they_state() {
    let Some(csv) = reference("test-vectors-france.csv") else { return };
    let mut count = 0;
    for line in csv.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let set = if cells[0] == "3L" { ValueSet::ThreeLevels } else { ValueSet::FiveLevels };
        let ours = engine(set).value(cells[2].parse().unwrap()).unwrap().to_f64();
        let (theirs, tolerance): (f64, f64) = (cells[3].parse().unwrap(), cells[4].parse().unwrap());
        assert!((ours - theirs).abs() <= tolerance + 1e-9, "{line}: {ours}");
        count += 1;
    }
    assert_eq!(count, 11);
}

#[test]
fn the_values_of_the_papers_come_out() {
    // Chevalier and de Pouvourville 2013; 33333 is printed -0.529 there, from coefficients with more digits.
    for (state, value) in [("11111", "1.000"), ("11233", "0.201"), ("21212", "0.599"), ("33333", "-0.530")] {
        assert_eq!(printed(&engine(ValueSet::ThreeLevels), state.parse().unwrap()), value, "{state}");
    }
    // Andrade and others 2020.
    for (state, value) in [("22222", "0.850"), ("33333", "0.768"), ("44444", "0.028"), ("55555", "-0.525")] {
        assert_eq!(printed(&engine(ValueSet::FiveLevels), state.parse().unwrap()), value, "{state}");
    }
}

#[test]
fn a_worse_level_never_has_a_better_value_and_the_crosswalk_meets_three_levels() {
    for set in ValueSet::ALL {
        let engine = engine(set);
        for state in State::all(set.levels()) {
            for place in 0..5 {
                let mut worse = state.levels();
                worse[place] += 1;
                if worse[place] > set.levels() {
                    continue;
                }
                let worse = State::new(worse).unwrap();
                assert!(engine.value(worse).unwrap() <= engine.value(state).unwrap(), "{set:?} {state} {worse}");
            }
        }
    }
    let (three, crosswalk) = (engine(ValueSet::ThreeLevels), engine(ValueSet::Crosswalk));
    for state in State::all(3) {
        let spread = State::new(state.levels().map(|level| 2 * level - 1)).unwrap();
        assert_eq!(three.value(state).unwrap(), crosswalk.value(spread).unwrap(), "{state}");
    }
}

#[test]
fn without_all_five_answers_there_is_no_state() {
    let full = [0u16, 1, 2, 1, 0].map(Cell::Choice);
    assert_eq!(State::of(&full).unwrap().to_string(), "12321");
    let mut holed = full;
    holed[3] = Cell::Missing(instruments::MissingKind::Refused);
    assert_eq!(State::of(&holed), None);
    for text in ["", "1111", "111111", "11110", "11116", "1111a", "１１１１１"] {
        assert!(text.parse::<State>().is_err(), "{text}");
    }
    let four: State = "11114".parse().unwrap();
    assert!(engine(ValueSet::ThreeLevels).value(four).is_err());
    assert!(engine(ValueSet::FiveLevels).value(four).is_ok());
}

#[test]
fn nothing_is_computed_without_a_licence_that_holds_that_day() {
    let good = agreement().prove(wanted()).unwrap();
    assert_eq!((good.holder(), good.day()), ("CH de Valmont", wanted().day));
    let refused = |spoil: &dyn Fn(&mut Agreement), asked: Wanted<'_>| {
        let mut one = agreement();
        spoil(&mut one);
        one.prove(asked).unwrap_err()
    };
    let same = |_: &mut Agreement| {};
    let last = Day::new(2027, 6, 30).unwrap();
    assert!(agreement().prove(Wanted { day: last, ..wanted() }).is_ok());
    assert_eq!(refused(&same, Wanted { day: last.plus_days(1), ..wanted() }), Refusal::Expired(last));
    assert_eq!(refused(&same, Wanted { mode: Mode::Phone, ..wanted() }), Refusal::ModeNotCovered("phone"));
    assert_eq!(refused(&same, Wanted { language: "en", ..wanted() }), Refusal::LanguageNotCovered("en".to_owned()));
    for (name, spoil) in [
        ("granted-to", (|one: &mut Agreement| one.holder = "  ".to_owned()) as fn(&mut Agreement)),
        ("proof", |one| one.proof.clear()),
        ("holder", |one| one.licensor.clear()),
    ] {
        assert_eq!(refused(&spoil, wanted()), Refusal::Incomplete(name));
    }
    let other = |one: &mut Agreement| one.instrument = "SF-36".to_owned();
    assert!(matches!(refused(&other, wanted()), Refusal::AnotherInstrument { .. }));
    let mut theirs = agreement();
    other(&mut theirs);
    let proof = theirs.prove(Wanted { instrument: "SF-36", ..wanted() }).unwrap();
    assert!(matches!(Engine::open(ValueSet::FiveLevels, proof), Err(Refusal::AnotherInstrument { .. })));
}
