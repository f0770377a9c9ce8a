//! Tokens of an expression, with the byte where each starts.

use super::super::words::{goes_on, starts_name, straight};

/// One token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token {
    Number(String),
    Text(String),
    /// `${name}`; the second is true for `${last-saved#name}`.
    Reference(String, bool),
    /// A name, prefix included.
    Name(String),
    /// An operator or a bracket.
    Sign(&'static str),
    /// The end.
    End,
}

/// What cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// A quote that is not closed.
    OpenQuote,
    /// A `${` that is not closed.
    OpenReference,
    /// A character that begins nothing.
    Character(char),
    /// Something else than what stands there was expected.
    Expected(&'static str),
    /// Nothing where a value should be.
    Missing,
    /// More brackets than anybody writes.
    TooDeep,
    /// Longer than anybody writes.
    TooLong,
}

const SIGNS: &[&str] =
    &["!=", "<=", ">=", "//", "::", "..", "(", ")", "[", "]", ",", "/", "|", "+", "-", "*", "=", "<", ">", "@", "."];

/// Most bytes of one expression.
const MOST_BYTES: usize = 40_000;

/// Cuts a text into tokens: (token, byte where it starts).
pub(crate) fn tokens(text: &str) -> Result<Vec<(Token, usize)>, (Unreadable, usize)> {
    if text.len() > MOST_BYTES {
        return Err((Unreadable::TooLong, 0));
    }
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or("");
        let start = at;
        let c = straight(c);
        if c.is_whitespace() {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let (token, length) = if c == '"' || c == '\'' {
            quoted(rest, c).ok_or((Unreadable::OpenQuote, start))?
        } else if let Some(inner) = rest.strip_prefix("${") {
            let end = inner.find('}').ok_or((Unreadable::OpenReference, start))?;
            (reference(inner.get(..end).unwrap_or("")), end + 3)
        } else if c.is_ascii_digit() || (c == '.' && rest.chars().nth(1).is_some_and(|next| next.is_ascii_digit())) {
            number(rest)
        } else if starts_name(c) {
            name(rest)
        } else if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            (Token::Sign(sign), sign.len())
        } else {
            return Err((Unreadable::Character(c), start));
        };
        at += length;
        out.push((token, start));
    }
    out.push((Token::End, text.len()));
    Ok(out)
}

/// A text between quotes; curly quotes close straight ones, since word processors mix them.
fn quoted(rest: &str, quote: char) -> Option<(Token, usize)> {
    let mut chars = rest.char_indices();
    chars.next();
    let mut inner = String::new();
    for (at, c) in chars {
        if straight(c) == quote && (quote == '"' || c == '\'' || !inner_apostrophe(rest, at)) {
            return Some((Token::Text(inner), at + c.len_utf8()));
        }
        inner.push(c);
    }
    None
}

/// Whether a curly apostrophe stands inside a word (`l’eau`), where it is a letter and not a quote.
fn inner_apostrophe(rest: &str, at: usize) -> bool {
    let before = rest.get(..at).and_then(|text| text.chars().next_back());
    let after = rest.get(at..).and_then(|text| text.chars().nth(1));
    before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
}

fn reference(inner: &str) -> Token {
    let inner = inner.trim();
    match inner.strip_prefix("last-saved#") {
        Some(name) => Token::Reference(name.trim().to_owned(), true),
        None => Token::Reference(inner.to_owned(), false),
    }
}

fn number(rest: &str) -> (Token, usize) {
    let mut seen_point = false;
    let end = rest
        .find(|c: char| !(c.is_ascii_digit() || (c == '.' && !std::mem::replace(&mut seen_point, true))))
        .unwrap_or(rest.len());
    (Token::Number(rest.get(..end).unwrap_or("0").to_owned()), end)
}

fn name(rest: &str) -> (Token, usize) {
    let plain = |text: &str| text.find(|c: char| !goes_on(c)).unwrap_or(text.len());
    let mut end = plain(rest);
    // A prefix: `jr:choice-name`, but not the `::` of an axis.
    if let Some(after) = rest.get(end..).and_then(|text| text.strip_prefix(':'))
        && after.chars().next().is_some_and(starts_name)
    {
        end += 1 + plain(after);
    }
    (Token::Name(rest.get(..end).unwrap_or("").to_owned()), end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Token> {
        tokens(text).unwrap().into_iter().map(|(token, _)| token).collect()
    }

    #[test]
    fn tokens_know_names_with_hyphens_and_numbers_with_points() {
        assert_eq!(
            kinds("a-b >= .5 and ${x}!='l’eau'"),
            [
                Token::Name("a-b".to_owned()),
                Token::Sign(">="),
                Token::Number(".5".to_owned()),
                Token::Name("and".to_owned()),
                Token::Reference("x".to_owned(), false),
                Token::Sign("!="),
                Token::Text("l’eau".to_owned()),
                Token::End
            ]
        );
    }

    #[test]
    fn what_is_not_closed_is_found_where_it_opens() {
        assert_eq!(tokens("a = 'b"), Err((Unreadable::OpenQuote, 4)));
        assert_eq!(tokens("1 + ${b"), Err((Unreadable::OpenReference, 4)));
        assert_eq!(tokens("1 # 2"), Err((Unreadable::Character('#'), 2)));
    }
}
