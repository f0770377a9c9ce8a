//! Our surveys broken in every way: never a panic, never a wait, and what still reads is still accounted for.
//! Bounded by default; see `hostile` in the crate `fhir` for how many millions are tried.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test says what it found"
)]

mod lss;

use std::ops::Range;

use formats::limesurvey::read;
use hostile::Dice;

#[path = "../../fhir/tests/hostile/mod.rs"]
mod hostile;

/// How many cases a normal run tries.
const NORMAL: u64 = 1_500;

const SEEDS: [&str; 2] = [include_str!("limesurvey/sejour-2026.lss"), include_str!("limesurvey/urgences-2010.lss")];

/// A survey cut into what stands between its rows, and its rows.
struct Tables {
    text: &'static str,
    /// Each table: where its rows stand, and each of them.
    tables: Vec<(Range<usize>, Vec<Range<usize>>)>,
}

impl Tables {
    fn of(text: &'static str) -> Self {
        let inside = |open: &str, close: &str, within: Range<usize>| {
            let mut found = Vec::new();
            let mut from = within.start;
            while let Some(start) = text[from..within.end].find(open).map(|at| from + at + open.len()) {
                let Some(end) = text[start..within.end].find(close).map(|at| start + at) else { break };
                found.push(start..end);
                from = end + close.len();
            }
            found
        };
        let whole = |row: Range<usize>| row.start - "<row>".len()..row.end + "</row>".len();
        let rows = |table: Range<usize>| inside("<row>", "</row>", table).into_iter().map(whole).collect();
        let tables = inside("<rows>", "</rows>", 0..text.len());
        Self { text, tables: tables.into_iter().map(|table| (table.clone(), rows(table))).collect() }
    }

    /// The survey with a few rows of each table: it reads in a small part of the time, and fits together no more.
    fn thinned(&self, dice: &mut Dice) -> String {
        let mut out = String::new();
        let mut from = 0;
        let with_fields = dice.once_in(20);
        for (place, rows) in &self.tables {
            let head = &self.text[from..place.start];
            // The list of a table's fields is longer than its rows, and says nothing that they do not.
            match (head.find("<fields>"), head.find("</fields>")) {
                (Some(start), Some(end)) if !with_fields => {
                    out.push_str(&head[..start]);
                    out.push_str(&head[end + "</fields>".len()..]);
                }
                _ => out.push_str(head),
            }
            let from_row = dice.below(rows.len());
            let most = 1 + dice.below(3);
            rows.iter().skip(from_row).take(most).for_each(|row| out.push_str(&self.text[row.clone()]));
            from = place.end;
        }
        out.push_str(&self.text[from..]);
        out
    }
}

const PIECES: [&str; 18] = [
    "<row>",
    "</row>",
    "</rows>",
    "<![CDATA[",
    "]]>",
    "{",
    "}",
    "((((((((",
    "!is_empty(",
    "G02Q01_SQ001.NAOK == 'Y' or ",
    "<script>",
    "&amp;",
    "&x;",
    "<rows><row><qid>101</qid></row></rows>",
    "\u{e000}0\u{e001}",
    "-",
    "99999999999999999999",
    "self.sq_",
];

/// Where a value stands, at or after a place.
fn value(bytes: &[u8], from: usize) -> Option<std::ops::Range<usize>> {
    let find = |from: usize, what: &[u8]| {
        bytes[from..].windows(what.len()).position(|found| found == what).map(|at| from + at)
    };
    let start = find(from, b"<![CDATA[")? + 9;
    Some(start..find(start, b"]]>")?)
}

/// Sound XML whose values are wrong: one takes the place of another, or strange words stand in it.
fn muddled(dice: &mut Dice, seed: &str) -> Vec<u8> {
    const STRANGE: [&str; 10] = [
        "{",
        "}",
        "((((",
        "!is_empty(",
        "G02Q01_SQ001.NAOK == 'Y' or ",
        "<script>",
        "&amp;",
        "-",
        "99999999999999999999",
        "self.sq_",
    ];
    let mut bytes = seed.as_bytes().to_vec();
    for _ in 0..=dice.below(8) {
        let from = dice.below(bytes.len());
        let Some(there) = value(&bytes, from) else { continue };
        let other = if dice.below(3) == 0 {
            dice.pick(&STRANGE).as_bytes().to_vec()
        } else {
            let from = dice.below(bytes.len());
            value(&bytes, from).map(|range| bytes[range].to_vec()).unwrap_or_default()
        };
        let whole = dice.below(2) == 0;
        bytes.splice(if whole { there } else { there.start..there.start }, other);
    }
    bytes
}

fn broken(dice: &mut Dice, seed: &str) -> Vec<u8> {
    let mut bytes = seed.as_bytes().to_vec();
    for _ in 0..=dice.below(6) {
        let at = dice.below(bytes.len());
        match dice.below(6) {
            0 => bytes[at] = dice.byte(),
            1 => bytes.truncate(at.max(1)),
            2 => {
                let end = (at + dice.below(400)).min(bytes.len());
                bytes.drain(at..end);
            }
            3 => {
                let piece = dice.pick(&PIECES);
                bytes.splice(at..at, piece.bytes());
            }
            4 => {
                let end = (at + dice.below(3_000)).min(bytes.len());
                let copy = bytes[at..end].to_vec();
                bytes.splice(at..at, copy);
            }
            _ => {
                // Inside a value, where the XML stays sound and the survey does not.
                if let Some(open) = bytes[at..].windows(9).position(|window| window == b"<![CDATA[") {
                    let piece = PIECES[5 + dice.below(5)];
                    bytes.splice(at + open + 9..at + open + 9, piece.bytes());
                }
            }
        }
        if bytes.is_empty() {
            bytes.push(b' ');
        }
    }
    bytes
}

#[test]
fn a_broken_survey_is_refused_or_accounted_for() {
    let tables = SEEDS.map(Tables::of);
    let (mut read_well, mut refused) = (0_u64, 0_u64);
    hostile::run(".lss", NORMAL, |dice| {
        let survey = &tables[dice.below(tables.len())];
        let seed = if dice.once_in(1_000) { survey.text.to_owned() } else { survey.thinned(dice) };
        let bytes = if dice.below(3) > 0 { muddled(dice, &seed) } else { broken(dice, &seed) };
        let import = read(&bytes, "essai.lss");
        if import.questionnaire.is_none() {
            assert!(import.report.has_errors());
        }
        // The account is checked by another reader, which takes longer than ours.
        if !dice.once_in(10) {
            return;
        }
        let sound = std::str::from_utf8(&bytes).is_ok_and(|text| roxmltree::Document::parse(text).is_ok());
        if sound && import.report.entries.len() > 1 {
            read_well += 1;
            let faults = lss::faults(&bytes, &import.report);
            assert!(faults.is_empty(), "{faults:#?}\n{}", String::from_utf8_lossy(&bytes));
        } else {
            refused += 1;
        }
    });
    eprintln!("of those looked at again, {read_well} were read and accounted for, {refused} refused");
    assert!(hostile::asked().is_some() || (read_well > 0 && refused > 0));
}
