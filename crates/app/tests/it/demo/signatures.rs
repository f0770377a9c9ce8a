//! How the invented people of the demo sign, found without the code that masks them.

use serde_json::Value;
use text::{Lists, redact};

/// The texts of the demo, as they were written.
fn texts() -> Vec<String> {
    let files = [
        include_str!("../../../src/demo/corpus/stories.jsonl"),
        include_str!("../../../src/demo/corpus/comments.jsonl"),
    ];
    let lines = files.iter().flat_map(|file| file.lines()).filter(|line| !line.trim().is_empty());
    lines.map(|line| serde_json::from_str::<Value>(line).unwrap()["text"].as_str().unwrap().to_owned()).collect()
}

/// What stands after the last sentence of a text, or after its last comma or dash, when it is nothing but capitalised
/// words, initials and particles: a signature.
fn signature(text: &str) -> Option<Vec<&str>> {
    let text = text.trim().trim_end_matches(['.', '!']);
    let ends = |at: usize, sign: char| match sign {
        '\n' | '!' | '?' | ',' | '—' | '…' | '»' => true,
        // The full stop of an initial ends nothing.
        '.' => text[..at].chars().rev().take_while(|c| c.is_alphanumeric()).count() > 1,
        _ => false,
    };
    let from =
        text.char_indices().filter(|(at, sign)| ends(*at, *sign)).map(|(at, sign)| at + sign.len_utf8()).next_back()?;
    let words: Vec<&str> = text[from..].split_whitespace().collect();
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let particle = |word: &str| ["de", "du", "des", "la", "le", "et", "d'"].contains(&word);
    let named = words.iter().filter(|word| capital(word)).count();
    let shouted = words.iter().all(|word| word.chars().all(|c| !c.is_lowercase()));
    let signs = named > 1 && !shouted && words.iter().all(|word| capital(word) || particle(word));
    signs.then(|| words.into_iter().filter(|word| capital(word) && word.chars().count() > 3).collect())
}

/// The names of the corpus that no rule finds by its form.
const OTHERS: [&str; 6] = ["Oleksandr", "Estournel", "Élouan", "Sauvignac", "Cordonnier-Lhu", "Thévenard"];

/// Fails when a text shows how somebody of the demo signs.
pub fn none_in(readable: &str) {
    for name in OTHERS {
        assert!(!readable.contains(name), "{name} in «{readable}»");
    }
    if let Some(words) = signature(readable) {
        panic!("signed {words:?} in «{readable}»");
    }
}

#[test]
fn no_signature_of_the_demo_can_be_read() {
    let mut signed = 0;
    for text in texts() {
        let readable = redact(&text, Lists::french()).text;
        for word in signature(&text).unwrap_or_default() {
            signed += 1;
            assert!(!readable.contains(word), "{word} in «{readable}»");
        }
        none_in(&readable);
    }
    assert!(signed >= 8, "only {signed} words of signatures were found");
}
