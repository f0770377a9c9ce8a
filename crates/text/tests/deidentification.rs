//! De-identification measured on the corpus of invented comments: the part the rules were not written on.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "figures for the reader of the test, which may stop")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use text::corpus::{self, Comment};
use text::{Lists, MaskedKind, redact};

fn part(name: &str) -> Vec<Comment> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/verbatims-fr")).join(name);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().flat_map(|file| corpus::read(&std::fs::read_to_string(file).unwrap()).unwrap()).collect()
}

/// What was found of the identifiers of one kind, and of the words that are none.
#[derive(Default)]
struct Seen {
    letters: usize,
    hidden: usize,
    whole: usize,
    all: usize,
}

struct Figures {
    kinds: BTreeMap<MaskedKind, Seen>,
    innocent: usize,
    masked: usize,
}

fn measure(comments: &[Comment], show: &str) -> Figures {
    let mut figures = Figures { kinds: BTreeMap::new(), innocent: 0, masked: 0 };
    for comment in comments {
        let chars: Vec<char> = comment.text.chars().collect();
        let mut covered = vec![false; chars.len()];
        for part in redact(&comment.text, Lists::french()).masked {
            covered[part.start..part.end].fill(true);
        }
        let context = |from: usize, to: usize| -> String {
            let near = chars[from.saturating_sub(35)..(to + 25).min(chars.len())].iter().collect::<String>();
            near.replace('\n', "⏎")
        };
        let mut named = vec![false; chars.len()];
        for (span, kind) in &comment.identifiers {
            named[span.start..span.end].fill(true);
            let letters = (span.start..span.end).filter(|i| chars[*i].is_alphanumeric());
            let seen = figures.kinds.entry(*kind).or_default();
            let (all, hidden) = letters.fold((0, 0), |(all, hidden), i| (all + 1, hidden + usize::from(covered[i])));
            seen.all += 1;
            seen.letters += all;
            seen.hidden += hidden;
            seen.whole += usize::from(all == hidden);
            if hidden < all && show.contains("MISS") {
                let written: String = chars[span.start..span.end].iter().collect();
                println!("MISS {kind:?} «{written}» in «{}»", context(span.start, span.end));
            }
        }
        let mut at = 0;
        while at < chars.len() {
            let end = (at..chars.len()).find(|i| !chars[*i].is_alphanumeric()).unwrap_or(chars.len());
            if end > at && chars[at..end].iter().any(|c| c.is_alphabetic()) && !named[at..end].contains(&true) {
                figures.innocent += 1;
                if covered[at..end].contains(&true) {
                    figures.masked += 1;
                    if show.contains("FALSE") {
                        let written: String = chars[at..end].iter().collect();
                        println!("FALSE «{written}» in «{}»", context(at, end));
                    }
                }
            }
            at = end + 1;
        }
    }
    figures
}

fn print(name: &str, figures: &Figures) -> (f64, f64) {
    println!("{name}: kind, marked, whole, recall by character");
    let (mut letters, mut hidden) = (0, 0);
    for (kind, seen) in &figures.kinds {
        println!(
            "{:<12} {:>5} {:>5}  {:.4}",
            kind.name(),
            seen.all,
            seen.whole,
            seen.hidden as f64 / seen.letters as f64
        );
        letters += seen.letters;
        hidden += seen.hidden;
    }
    let (recall, wrongly) = (hidden as f64 / letters as f64, figures.masked as f64 / figures.innocent as f64);
    println!("all          {recall:.4} of {letters} letters and digits");
    println!("innocent words masked: {} of {} ({:.2} %)", figures.masked, figures.innocent, wrongly * 100.0);
    (recall, wrongly)
}

#[test]
fn identifiers_of_invented_comments_are_masked() {
    let show = std::env::var("VECU_SHOW").unwrap_or_default();
    let (name, show) = show.split_once(' ').unwrap_or(("test", &show));
    let figures = measure(&part(name), show);
    let (_, wrongly) = print(name, &figures);
    assert!(wrongly < 0.03, "{wrongly}");
    floors(&figures, &[("phone", 1.0), ("email", 1.0), ("nir", 1.0), ("birth_date", 1.0), ("person", 0.95)]);
}

/// Recall by character that must not be lost again.
fn floors(figures: &Figures, floors: &[(&str, f64)]) {
    for (kind, seen) in &figures.kinds {
        let recall = seen.hidden as f64 / seen.letters as f64;
        let floor = floors.iter().find(|(name, _)| *name == kind.name()).map_or(0.0, |(_, floor)| *floor);
        assert!(recall >= floor, "{}: recall by character {recall:.4}, at least {floor} expected", kind.name());
    }
}

#[test]
fn identifiers_of_invented_clinical_letters_are_masked() {
    let root = std::env::var("VECU_DATA")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data").to_owned());
    let Ok(file) = std::fs::read_to_string(format!("{root}/verbatims/deid/eds-pseudo-templates.txt")) else {
        println!("skipped: the templates of EDS-Pseudo are not here; set VECU_DATA");
        return;
    };
    let show = std::env::var("VECU_SHOW").unwrap_or_default();
    let seen: Vec<Comment> = corpus::read_templates(&file).into_iter().skip(1).step_by(2).collect();
    let figures = measure(&seen, &show);
    let (_, wrongly) = print("templates not learnt from", &figures);
    // Clinical letters are full of abbreviations, which are masked when in doubt.
    assert!(wrongly < 0.08, "{wrongly}");
    floors(
        &figures,
        &[("email", 1.0), ("nir", 1.0), ("phone", 0.98), ("birth_date", 0.97), ("number", 0.97), ("person", 0.965)],
    );
}
