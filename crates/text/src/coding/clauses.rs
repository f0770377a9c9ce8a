//! A comment cut into clauses: the passages that carry themes. "Le repas était froid, mais l'infirmière était douce" is two.
//!
//! A cut is made at the end of a sentence, at a new line, at a comma with enough words on both sides, and before a word
//! that turns the subject ("mais", "par contre", "sauf"). A text without marks is cut at such words, and else by length.

use crate::reading::{Kind, Reading};

/// A clause has at least this many words, unless the text has fewer.
const SHORTEST: usize = 3;
/// From this many words on, a clause without a mark is cut at the next small word.
const LONG: usize = 16;
/// A clause has at most this many words.
const LONGEST: usize = 28;

/// The clauses of a text, in its order: tokens, first and last included.
pub(crate) fn cut(reading: &Reading<'_>) -> Vec<(usize, usize)> {
    let mut clauses: Vec<(usize, usize)> = Vec::new();
    let mut first: Option<usize> = None;
    let (mut last, mut words) = (0, 0);
    for at in 0..reading.tokens.len() {
        let Some(token) = reading.get(at) else { break };
        let is_word = matches!(token.kind, Kind::Word | Kind::Number);
        if is_word && first.is_some() && words >= SHORTEST && turns(reading, at, words) {
            close(&mut clauses, first.take(), last);
            words = 0;
        }
        if token.kind != Kind::Space {
            first = first.or(Some(at));
            last = at;
        }
        words += usize::from(is_word);
        if first.is_some() && ends(reading, at, words) {
            close(&mut clauses, first.take(), last);
            words = 0;
        }
    }
    close(&mut clauses, first, last);
    joined(reading, clauses)
}

fn close(clauses: &mut Vec<(usize, usize)>, first: Option<usize>, last: usize) {
    if let Some(first) = first {
        clauses.push((first, last));
    }
}

/// Whether a clause ends with the token at `at`.
fn ends(reading: &Reading<'_>, at: usize, words: usize) -> bool {
    match reading.get(at).map(|token| token.kind) {
        Some(Kind::Mark('.')) => {
            // "M. Durand", "12.5", "etc.)": no end.
            let short = reading.before(at).is_some_and(|t| t.kind == Kind::Word && t.points.1 - t.points.0 == 1);
            !short && !reading.is_number(at + 1) && !reading.is_word(at + 1)
        }
        Some(Kind::Mark('!' | '?' | '…' | ';')) => true,
        Some(Kind::Mark(',' | ':' | '(' | ')' | '/' | '–' | '—')) => words >= SHORTEST,
        Some(Kind::Mark('-')) => words >= SHORTEST && reading.is_space(at + 1),
        Some(Kind::Space) => reading.written(at, at).contains('\n'),
        _ => words >= LONGEST,
    }
}

/// Whether the word at `at` starts another clause.
fn turns(reading: &Reading<'_>, at: usize, words: usize) -> bool {
    let word = reading.fold(at);
    let next = reading.word_after(at).map_or("", |next| reading.fold(next));
    match word {
        "mais" | "sauf" | "cependant" | "toutefois" | "neanmoins" | "pourtant" | "heureusement" | "malheureusement"
        | "dommage" | "hormis" | "excepte" => true,
        "par" => next == "contre" || next == "ailleurs",
        "en" => next == "revanche" || next == "plus",
        "quant" | "merci" | "bravo" => true,
        "et" | "puis" | "alors" | "ensuite" | "apres" | "car" | "parce" | "donc" => words >= LONG / 2,
        "que" | "qui" | "ou" | "quand" | "on" | "je" | "ils" | "elle" | "il" | "ma" | "mon" | "les" | "le" | "la" => {
            words >= LONG
        }
        _ => false,
    }
}

/// Pieces that hold no word, or one too short to be about something, join what stands before them.
fn joined(reading: &Reading<'_>, clauses: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let letters = |(first, last): (usize, usize)| -> usize {
        (first..=last).filter(|at| reading.is_word(*at)).map(|at| reading.fold(at).len()).sum()
    };
    let mut out: Vec<(usize, usize)> = Vec::new();
    for clause in clauses {
        match out.last_mut() {
            Some(before) if letters(clause) < 3 || letters(*before) < 3 => before.1 = clause.1,
            _ => out.push(clause),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lists;

    fn cuts(text: &str) -> Vec<String> {
        let reading = Reading::new(text, Lists::french());
        cut(&reading).into_iter().map(|(first, last)| reading.written(first, last).to_owned()).collect()
    }

    #[test]
    fn a_turn_of_subject_starts_a_clause() {
        assert_eq!(
            cuts("Le repas était froid mais l'infirmière très douce. Merci !"),
            ["Le repas était froid", "mais l'infirmière très douce.", "Merci !"]
        );
        assert_eq!(
            cuts("M. B. a attendu 2.5 h, sans rien savoir du tout"),
            ["M. B. a attendu 2.5 h,", "sans rien savoir du tout"]
        );
        assert_eq!(cuts("RAS"), ["RAS"]);
        assert_eq!(cuts("… !"), ["… !"]);
        assert!(cuts("").is_empty());
    }

    #[test]
    fn every_word_of_a_text_stands_in_one_clause() {
        for text in [
            "on a attendu six heures et personne ne nous a rien dit alors je suis parti chez moi avec ma fille qui pleurait parce qu elle avait mal au ventre depuis le matin",
            "a, b, c, d",
            "Bien. Très bien. Rien.",
        ] {
            let reading = Reading::new(text, Lists::french());
            let clauses = cut(&reading);
            for at in (0..reading.tokens.len()).filter(|at| reading.is_word(*at)) {
                assert_eq!(clauses.iter().filter(|(first, last)| (*first..=*last).contains(&at)).count(), 1, "{text}");
            }
        }
    }
}
