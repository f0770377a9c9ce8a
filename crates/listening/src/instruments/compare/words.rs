//! The words that changed between two sentences.

/// Longest sentence, in words, that is compared word by word; a longer one is shown as a whole before and after. The table
/// of the comparison grows with the square.
const MOST: usize = 600;

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only before.
    Gone(String),
    /// Only after.
    New(String),
}

/// The parts of two sentences in reading order: what stayed, what went, what came (longest common subsequence of words).
pub fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.split_whitespace().collect(), after.split_whitespace().collect());
    let mut out = Vec::new();
    if old.len() > MOST || new.len() > MOST {
        push(&mut out, Piece::Gone, &old);
        push(&mut out, Piece::New, &new);
        return out;
    }
    let table = table(&old, &new);
    let at = |i: usize, j: usize| table.get(i * (new.len() + 1) + j).copied().unwrap_or(0);
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        match (old.get(i), new.get(j)) {
            (Some(a), Some(b)) if a == b => {
                push(&mut out, Piece::Same, &[a]);
                (i, j) = (i + 1, j + 1);
            }
            (Some(a), b) if b.is_none() || at(i + 1, j) >= at(i, j + 1) => {
                push(&mut out, Piece::Gone, &[a]);
                i += 1;
            }
            (_, Some(b)) => {
                push(&mut out, Piece::New, &[b]);
                j += 1;
            }
            _ => break,
        }
    }
    out
}

/// How many words two ends of the sentences have in common.
fn table(old: &[&str], new: &[&str]) -> Vec<u16> {
    let wide = new.len() + 1;
    let mut table = vec![0u16; (old.len() + 1) * wide];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let get = |i: usize, j: usize| table.get(i * wide + j).copied().unwrap_or(0);
            let best = if old.get(i) == new.get(j) { get(i + 1, j + 1) + 1 } else { get(i + 1, j).max(get(i, j + 1)) };
            if let Some(slot) = table.get_mut(i * wide + j) {
                *slot = best;
            }
        }
    }
    table
}

/// Adds words, to the last piece when it is of the same kind.
fn push(out: &mut Vec<Piece>, make: fn(String) -> Piece, words: &[&str]) {
    if words.is_empty() {
        return;
    }
    let words = words.join(" ");
    let same = std::mem::discriminant(&make(String::new()));
    match out.last_mut().filter(|last| std::mem::discriminant(&**last) == same) {
        Some(Piece::Same(text) | Piece::Gone(text) | Piece::New(text)) => {
            text.push(' ');
            text.push_str(&words);
        }
        None => out.push(make(words)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_that_went_and_came_stand_in_reading_order() {
        let found = pieces("Avez-vous bien dormi ici ?", "Avez-vous bien mangé ici hier ?");
        assert_eq!(
            found,
            [
                Piece::Same("Avez-vous bien".to_owned()),
                Piece::Gone("dormi".to_owned()),
                Piece::New("mangé".to_owned()),
                Piece::Same("ici".to_owned()),
                Piece::New("hier".to_owned()),
                Piece::Same("?".to_owned()),
            ]
        );
        assert_eq!(pieces("", ""), []);
        assert_eq!(pieces("a", ""), [Piece::Gone("a".to_owned())]);
    }

    #[test]
    fn a_very_long_text_is_shown_whole() {
        let long = "mot ".repeat(5_000);
        assert_eq!(pieces(&long, "court").len(), 2);
    }
}
