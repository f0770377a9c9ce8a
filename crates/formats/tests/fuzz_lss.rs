//! Our surveys broken in every way: never a panic, never a wait, and what still reads is still accounted for.
//! Bounded by default; `VECU_FUZZ=10000000` runs that many cases.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test says what it found"
)]

mod lss;

use formats::limesurvey::read;

const SEEDS: [&str; 2] = [include_str!("limesurvey/sejour-2026.lss"), include_str!("limesurvey/urgences-2010.lss")];

/// A small generator of numbers (xorshift): the same cases on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(most.max(1)).unwrap()).unwrap()
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
            STRANGE[dice.below(STRANGE.len())].as_bytes().to_vec()
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
            0 => bytes[at] = u8::try_from(dice.below(256)).unwrap(),
            1 => bytes.truncate(at.max(1)),
            2 => {
                let end = (at + dice.below(400)).min(bytes.len());
                bytes.drain(at..end);
            }
            3 => {
                let piece = PIECES[dice.below(PIECES.len())];
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
    let count: usize = std::env::var("VECU_FUZZ").ok().and_then(|text| text.parse().ok()).unwrap_or(200);
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let (mut read_well, mut refused) = (0, 0);
    for _ in 0..count {
        let seed = SEEDS[dice.below(SEEDS.len())];
        let bytes = if dice.below(3) > 0 { muddled(&mut dice, seed) } else { broken(&mut dice, seed) };
        let import = read(&bytes, "essai.lss");
        if import.questionnaire.is_none() {
            assert!(import.report.has_errors());
        }
        let sound = std::str::from_utf8(&bytes).is_ok_and(|text| roxmltree::Document::parse(text).is_ok());
        if sound && import.report.entries.len() > 1 {
            read_well += 1;
            let faults = lss::faults(&bytes, &import.report);
            assert!(faults.is_empty(), "{faults:#?}\n{}", String::from_utf8_lossy(&bytes));
        } else {
            refused += 1;
        }
    }
    eprintln!("{count} cases: {read_well} read and accounted for, {refused} refused");
    assert!(read_well > 0 && refused > 0);
}
