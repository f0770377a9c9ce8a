//! How a readable text is cut into rows that one chooses from; pure. Offsets are Unicode code points.

use text::Span;

/// A sentence longer than this is cut at its commas and semicolons too, so that a clause can be chosen by itself.
const LONG: usize = 120;
/// A clause is never shorter than this: "Oui, merci." stays whole.
const SHORT: usize = 25;

/// Short forms whose full stop ends no sentence.
const TITLES: [&str; 7] = ["Dr", "Pr", "Mr", "Mme", "MM", "Me", "St"];

/// Cuts a readable text into the rows one chooses from: sentences, and clauses of long sentences. Spans are in code
/// points, in order, without the blanks between them.
pub fn cut(text: &str) -> Vec<Span> {
    let points: Vec<char> = text.chars().collect();
    let mut rows = Vec::new();
    let mut start = 0;
    for at in 0..points.len() {
        if ends_sentence(&points, at) {
            clauses(&points, start, at + 1, &mut rows);
            start = at + 1;
        }
    }
    clauses(&points, start, points.len(), &mut rows);
    rows
}

fn ends_sentence(points: &[char], at: usize) -> bool {
    let next = points.get(at + 1).copied();
    match points.get(at) {
        Some('\n') => true,
        Some('!' | '?' | '…') => next.is_none_or(char::is_whitespace),
        Some('.') => {
            let mut word: Vec<char> = points.iter().take(at).rev().take_while(|c| c.is_alphabetic()).copied().collect();
            word.reverse();
            let word: String = word.into_iter().collect();
            // "Dr.", "M.", an initial: they end no sentence.
            let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
            next.is_none_or(char::is_whitespace) && !initial && !TITLES.contains(&word.as_str())
        }
        _ => false,
    }
}

fn clauses(points: &[char], start: usize, end: usize, rows: &mut Vec<Span>) {
    let Some((start, end)) = trimmed(points, start, end) else { return };
    let mut from = start;
    if end - start > LONG {
        for at in start..end {
            let breaks = matches!(points.get(at), Some(',' | ';' | ':'));
            let spaced = points.get(at + 1).is_some_and(|c| c.is_whitespace());
            if breaks && spaced && at + 1 - from >= SHORT && end - at > SHORT {
                rows.extend(trimmed(points, from, at + 1).map(|(start, end)| Span { start, end }));
                from = at + 1;
            }
        }
    }
    rows.extend(trimmed(points, from, end).map(|(start, end)| Span { start, end }));
}

fn trimmed(points: &[char], mut start: usize, mut end: usize) -> Option<(usize, usize)> {
    while start < end && points.get(start).is_some_and(|c| c.is_whitespace()) {
        start += 1;
    }
    while end > start && points.get(end - 1).is_some_and(|c| c.is_whitespace()) {
        end -= 1;
    }
    (start < end).then_some((start, end))
}

/// The words of a span; nothing when it lies outside the text.
pub fn words(text: &str, span: Span) -> String {
    text.chars().skip(span.start).take(span.end.saturating_sub(span.start)).collect()
}

/// One span from rows chosen in a text, which must follow each other; none when they do not, or when none was chosen.
pub fn joined(text: &str, chosen: &[Span]) -> Option<Span> {
    let rows = cut(text);
    let mut at: Vec<usize> =
        chosen.iter().map(|span| rows.iter().position(|row| row == span)).collect::<Option<_>>()?;
    at.sort_unstable();
    at.dedup();
    let (first, last) = (*at.first()?, *at.last()?);
    (last - first + 1 == at.len())
        .then(|| Some(Span { start: rows.get(first)?.start, end: rows.get(last)?.end }))
        .flatten()
}

/// The first words of a text, at a word's end.
pub fn first_words(text: &str, most: usize) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= most {
        return flat;
    }
    let cut: String = flat.chars().take(most).collect();
    let kept = cut.rsplit_once(' ').map_or(cut.as_str(), |(kept, _)| kept);
    format!("{}…", kept.trim_end_matches([',', ';', '.', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<String> {
        cut(text).into_iter().map(|span| words(text, span)).collect()
    }

    #[test]
    fn a_text_is_cut_at_its_sentences_and_titles_end_none() {
        let text = "J’ai vu le Dr. [PERSONNE 1].  Très bien !\nEt 3.5 heures d’attente… Merci";
        assert_eq!(rows(text), ["J’ai vu le Dr. [PERSONNE 1].", "Très bien !", "Et 3.5 heures d’attente…", "Merci"]);
        assert!(rows(" \n ").is_empty());
    }

    #[test]
    fn a_long_sentence_is_cut_into_clauses_and_nothing_is_lost() {
        let text = "Le médecin a été très clair sur l’opération et les risques, l’équipe de nuit est restée à l’écoute \
                    malgré le monde, mais personne ne m’a dit à quelle heure je pourrais enfin rentrer chez moi.";
        let cut = rows(text);
        assert_eq!(cut.len(), 3, "{cut:?}");
        assert_eq!(cut.join(" "), text);
    }

    #[test]
    fn only_rows_that_follow_each_other_make_a_passage() {
        let text = "Un. Deux mots. Trois mots ici.";
        let all = cut(text);
        assert_eq!(joined(text, &[all[1], all[0]]).map(|span| words(text, span)).as_deref(), Some("Un. Deux mots."));
        assert_eq!(joined(text, &[all[0], all[2]]), None);
        assert_eq!(joined(text, &[]), None);
        assert_eq!(joined(text, &[Span { start: 0, end: 2 }]), None, "not a row of this text");
    }

    #[test]
    fn first_words_end_at_a_word() {
        assert_eq!(first_words("Un  deux\ntrois", 40), "Un deux trois");
        assert_eq!(first_words("Une longue phrase, vraiment longue", 19), "Une longue phrase…");
    }
}
