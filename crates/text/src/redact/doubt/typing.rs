//! Slips of typing: whether an unknown word is an ordinary one with a letter wrong, missing, doubled or out of place.

use crate::lists::is_word;

/// Words shorter than this are one letter away from too many others.
const SHORTEST: usize = 4;
/// Longer ones are no words.
const LONGEST: usize = 24;
const SMALL: [&str; 12] = ["le", "la", "les", "de", "du", "des", "un", "une", "et", "pas", "que", "ce"];
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";

/// Whether one slip away from `word` (folded) stands an ordinary word; or two words written as one.
pub(super) fn is_slip(word: &str) -> bool {
    let length = word.len();
    if !(SHORTEST..=LONGEST).contains(&length) || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return false;
    }
    let mut other = String::with_capacity(length + 1);
    let mut tried = |parts: [&str; 3]| {
        other.clear();
        other.extend(parts);
        is_word(&other)
    };
    for at in 0..=length {
        let (Some(head), Some(tail)) = (word.get(..at), word.get(at..)) else { continue };
        let rest = tail.get(1..).unwrap_or("");
        // The first letter is seldom the wrong one, and a name one letter from a word is a name.
        if at > 0 && !tail.is_empty() && tried([head, rest, ""]) {
            return true;
        }
        if let (Some(first), Some(second), Some(end)) = (tail.get(..1), tail.get(1..2), tail.get(2..))
            && tried([&(head.to_owned() + second), first, end])
        {
            return true;
        }
        for letter in (0..LETTERS.len()).filter_map(|i| LETTERS.get(i..=i)) {
            if at > 0 && (tried([head, letter, tail]) || !tail.is_empty() && tried([head, letter, rest])) {
                return true;
            }
        }
    }
    // "toutle", "lerepas": an ordinary word and a small one, without the space between them.
    SMALL.iter().any(|small| {
        [word.strip_suffix(small), word.strip_prefix(small)]
            .into_iter()
            .flatten()
            .any(|rest| rest.len() > 3 && is_word(rest))
    })
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn slips_of_ordinary_words_are_told_from_names() {
        for slip in ["infirmeire", "gentile", "acceuil", "medcin", "hopitla", "chambbre", "toutle"] {
            assert!(is_slip(slip), "{slip}");
        }
        for name in ["kowalczyk", "mbarek", "nguyen", "fatoumata", "wojciech", "yildirim"] {
            assert!(!is_slip(name), "{name}");
        }
    }
}
