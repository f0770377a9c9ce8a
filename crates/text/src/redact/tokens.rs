//! The words in brackets of a masked text, when the text goes out: readers of the organisation are told what stood there,
//! the public reads on.

use super::{MaskedKind, dates};

/// Every kind, for the words it leaves.
const KINDS: [MaskedKind; 16] = [
    MaskedKind::Person,
    MaskedKind::Phone,
    MaskedKind::Email,
    MaskedKind::Link,
    MaskedKind::Account,
    MaskedKind::Nir,
    MaskedKind::Iban,
    MaskedKind::Card,
    MaskedKind::Date,
    MaskedKind::BirthDate,
    MaskedKind::Address,
    MaskedKind::Town,
    MaskedKind::Plate,
    MaskedKind::Room,
    MaskedKind::Number,
    MaskedKind::Unsure,
];

/// What a pair of brackets stands for.
enum Token<'a> {
    /// Something that is not told.
    Hidden,
    /// A month, perhaps with its year: a date made coarser.
    Month(&'a str),
}

/// Whether a text still holds the brackets of [`super::redact`].
pub fn has_token(text: &str) -> bool {
    next(text).is_some()
}

/// The text as the public reads it: "…" where something was masked, the month where a day was made coarser.
pub fn without_tokens(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, token, after)) = next(rest) {
        out.push_str(before);
        rest = after;
        match token {
            Token::Hidden => {
                out.push('…');
                // "Corinne." was a name and a full stop: one sign is enough.
                rest = rest.strip_prefix('.').unwrap_or(rest);
            }
            Token::Month(month) => {
                in_month(&mut out, month);
                out.push_str(month);
            }
        }
    }
    out.push_str(rest);
    let trimmed = out.trim_end();
    // What stood alone after the last sentence was a signature: nothing is missing without it.
    match trimmed.strip_suffix('…').map(str::trim_end) {
        Some(kept) if kept.ends_with(['.', '!', '?']) => kept.to_owned(),
        _ => out,
    }
}

/// "le 12 avril" becomes "en avril", "du 12 avril" "d'avril".
fn in_month(out: &mut String, month: &str) {
    let of = if month.starts_with(['a', 'o']) { "d’" } else { "de " };
    for (day, whole) in [("le ", "en "), ("Le ", "En "), ("the ", "in "), ("The ", "In "), ("du ", of)] {
        let Some(kept) = out.strip_suffix(day).map(str::len) else { continue };
        if out.get(..kept).is_some_and(|kept| !kept.ends_with(char::is_alphanumeric)) {
            out.truncate(kept);
            out.push_str(whole);
            return;
        }
    }
}

/// The next pair of brackets that is ours: what stands before, what it is, what stands after.
fn next(text: &str) -> Option<(&str, Token<'_>, &str)> {
    for (open, _) in text.match_indices('[') {
        let inner = text.get(open + 1..)?;
        let (inner, after) = inner.split_once(']')?;
        if let Some(token) = token(inner) {
            return Some((text.get(..open)?, token, after));
        }
    }
    None
}

fn token(inner: &str) -> Option<Token<'_>> {
    let (word, number) = inner.rsplit_once(' ').unwrap_or((inner, ""));
    let counted = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    if dates::MONTHS.contains(&if counted { word } else { inner }) {
        return Some(Token::Month(inner));
    }
    let is = |words: &str| KINDS.iter().any(|kind| kind.placeholder().trim_matches(['[', ']']) == words);
    (is(inner) || counted && word == "PERSONNE").then_some(Token::Hidden)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Lists, redact};

    #[test]
    fn the_public_reads_on_where_something_was_masked() {
        for (masked, public) in [
            ("Merci à [PERSONNE 1] et à Mme [PERSONNE 2], [CHAMBRE].", "Merci à … et à Mme …, …"),
            ("Sortie le [avril], revenue le [mars 2026].", "Sortie en avril, revenue en mars 2026."),
            ("L'accouchement du [octobre].", "L'accouchement d’octobre."),
            ("Rien à redire. [PERSONNE 1]", "Rien à redire."),
            ("[DATE DE NAISSANCE] : on me l'a demandée trois fois.", "… : on me l'a demandée trois fois."),
            ("Le score [A] et [sic] restent.", "Le score [A] et [sic] restent."),
            ("Le [mai 2025], tout allait bien.", "En mai 2025, tout allait bien."),
        ] {
            assert_eq!(without_tokens(masked), public);
            assert!(!has_token(&without_tokens(masked)), "{masked}");
        }
        assert!(!has_token("[sic] rien à cacher ["));
        assert!(has_token("[sic] appelez le [TÉLÉPHONE]"));
    }

    #[test]
    fn what_is_masked_is_always_found_again_and_the_public_text_hides_nothing_more() {
        let text = "Je m'appelle Corinne Thévenard, née le 12/04/1960, j'habite 3 rue des Lilas à Nantes, tél 06 39 98 14 \
                    07, corinne@exemple.fr, chambre 219. Sortie le 12 avril 2026.";
        let readable = redact(text, Lists::french()).text;
        let public = without_tokens(&readable);
        assert!(has_token(&readable) && !has_token(&public) && !public.contains('['), "{public}");
        assert!(redact(&public, Lists::french()).masked.is_empty(), "{public}");
    }
}
