//! Recall and false masking on the EDS-Pseudo templates (AP-HP, entirely invented clinical sentences with marked
//! identifiers). They are read from `VECU_DATA` (by default the folder of data beside the repository) and never kept
//! in it; without them this test says so and stops.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "figures for the reader of the test, which may stop")]

use std::collections::BTreeMap;

use text::{Lists, redact};

/// A marked part of a template: code points and kind.
struct Marked {
    start: usize,
    end: usize,
    kind: String,
}

/// Takes `[words](KIND)` apart: the plain text and what was marked in it.
fn parse(line: &str) -> (String, Vec<Marked>) {
    let chars: Vec<char> = line.chars().collect();
    let (mut plain, mut marked) = (String::new(), Vec::new());
    let (mut i, mut at) = (0, 0);
    while i < chars.len() {
        if chars[i] == '['
            && let Some(close) = (i..chars.len()).find(|k| chars[*k] == ']')
            && chars.get(close + 1) == Some(&'(')
            && let Some(end) = (close..chars.len()).find(|k| chars[*k] == ')')
            && chars[close + 2..end].iter().all(|c| c.is_ascii_uppercase() || *c == '_')
        {
            let words = &chars[i + 1..close];
            plain.extend(words);
            marked.push(Marked { start: at, end: at + words.len(), kind: chars[close + 2..end].iter().collect() });
            at += words.len();
            i = end + 1;
        } else {
            plain.push(chars[i]);
            at += 1;
            i += 1;
        }
    }
    (plain, marked)
}

fn templates() -> Option<String> {
    let root = std::env::var("VECU_DATA")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data").to_owned());
    std::fs::read_to_string(format!("{root}/verbatims/deid/eds-pseudo-templates.txt")).ok()
}

#[test]
fn identifiers_of_invented_clinical_letters_are_masked() {
    let Some(templates) = templates() else {
        println!("templates not found: set VECU_DATA to measure recall; nothing was measured");
        return;
    };
    let lists = Lists::french();
    let show = std::env::var("VECU_SHOW").unwrap_or_default();
    let mut kinds: BTreeMap<String, (usize, usize, usize, usize)> = BTreeMap::new();
    let (mut innocent, mut wrongly) = (0usize, 0usize);
    for block in templates.split("\n\n") {
        let (plain, marked) = parse(block);
        let chars: Vec<char> = plain.chars().collect();
        let result = redact(&plain, lists);
        let mut covered = vec![None; chars.len()];
        for part in &result.masked {
            covered[part.start..part.end].fill(Some(part.kind));
        }
        let mut named = vec![false; chars.len()];
        for mark in &marked {
            named[mark.start..mark.end].fill(true);
            let letters = (mark.start..mark.end).filter(|i| chars[*i].is_alphanumeric()).count();
            let hidden =
                (mark.start..mark.end).filter(|i| chars[*i].is_alphanumeric() && covered[*i].is_some()).count();
            let entry = kinds.entry(mark.kind.clone()).or_default();
            entry.0 += 1;
            entry.1 += usize::from(letters == hidden);
            entry.2 += letters;
            entry.3 += hidden;
            if hidden < letters && show.contains(&mark.kind) {
                let context: String =
                    chars[mark.start.saturating_sub(30)..(mark.end + 20).min(chars.len())].iter().collect();
                let value: String = chars[mark.start..mark.end].iter().collect();
                println!("MISS {} «{value}» in «{}»", mark.kind, context.replace('\n', "⏎"));
            }
        }
        let mut i = 0;
        while i < chars.len() {
            let end = (i..chars.len()).find(|k| !chars[*k].is_alphanumeric()).unwrap_or(chars.len());
            if end > i && chars[i..end].iter().any(|c| c.is_alphabetic()) && !named[i..end].iter().any(|n| *n) {
                innocent += 1;
                if let Some(kind) = covered[i..end].iter().flatten().next() {
                    wrongly += 1;
                    if show.contains("FALSE") {
                        let value: String = chars[i..end].iter().collect();
                        let context: String = chars[i.saturating_sub(25)..(end + 20).min(chars.len())].iter().collect();
                        println!("FALSE {kind:?} «{value}» in «{}»", context.replace('\n', "⏎"));
                    }
                }
            }
            i = end.max(i) + 1;
        }
    }
    println!("kind              marked  whole  recall  by character");
    for (kind, (all, whole, letters, hidden)) in &kinds {
        println!(
            "{kind:<16} {all:>7} {whole:>6}  {:.3}   {:.3}",
            *whole as f64 / *all as f64,
            *hidden as f64 / *letters as f64
        );
    }
    println!("innocent words masked: {wrongly} of {innocent} ({:.2} %)", 100.0 * wrongly as f64 / innocent as f64);
    assert!(wrongly * 100 <= innocent * 3, "{wrongly} of {innocent} innocent words masked, at most 3 % expected");
    let recall = |kind: &str| kinds.get(kind).map_or(1.0, |(_, _, letters, hidden)| *hidden as f64 / *letters as f64);
    for (kind, floor) in FLOORS {
        assert!(recall(kind) >= *floor, "{kind}: recall by character {:.3}, at least {floor} expected", recall(kind));
    }
}

/// Recall by character that must not be lost again.
const FLOORS: &[(&str, f64)] = &[
    ("MAIL", 0.999),
    ("TEL", 0.98),
    ("SECU", 0.99),
    ("DATE_NAISSANCE", 0.94),
    ("IPP", 0.98),
    ("NDA", 0.97),
    ("NOM", 0.905),
    ("PRENOM", 0.935),
    ("ADRESSE", 0.915),
    ("ZIP", 0.915),
];
