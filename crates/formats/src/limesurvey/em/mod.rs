//! Expression Manager, LimeSurvey's language: read into a tree with places, and said again in FHIRPath. What has no
//! equivalent is named with its place; nothing is guessed.

mod calls;
mod compare;
mod conditions;
mod lists;
mod parse;
mod paths;
mod token;
mod translate;

pub(super) use conditions::{Simple, simple};
pub(super) use parse::{Expr, Node, parse};
pub(super) use token::Op;
pub(super) use translate::{Remark, Translator};

use super::names::{Hold, Var};

/// A pattern of LimeSurvey without its slashes, none when it has options that nothing else knows.
pub(super) fn pattern(text: &str) -> Option<String> {
    calls::pattern_of(text)
}

/// Whether an answer of a list is among those chosen.
pub(super) fn chosen(var: &Var) -> String {
    paths::ticked(var)
}

/// Whether a variable has an answer.
pub(super) fn answered(var: &Var) -> String {
    match var.hold {
        Hold::Ticked => paths::ticked(var),
        _ => format!("{}.exists()", paths::path_of(var)),
    }
}

/// A piece of a text: words, or an expression in braces with its place in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Words(String),
    Expression(String),
}

/// Most pieces of one text.
const MOST_PIECES: usize = 2_000;

/// Cuts a text at its expressions. A brace followed by a blank, or one that is never closed, is only a brace.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut words = String::new();
    let mut at = 0;
    // Braces that never close are looked for in vain only so often.
    let mut vain = 0;
    while let Some(&c) = chars.get(at) {
        let tried = c == '{' && found.len() < MOST_PIECES && vain < MOST_PIECES;
        let end = tried.then(|| closing(&chars, at)).flatten();
        vain += usize::from(tried && end.is_none());
        let Some(end) = end else {
            words.push(c);
            at += 1;
            continue;
        };
        if !words.is_empty() {
            found.push(Piece::Words(std::mem::take(&mut words)));
        }
        found.push(Piece::Expression(chars.get(at + 1..end).unwrap_or_default().iter().collect()));
        at = end + 1;
    }
    if !words.is_empty() {
        found.push(Piece::Words(words));
    }
    found
}

/// Where the brace opened at `open` closes.
fn closing(chars: &[char], open: usize) -> Option<usize> {
    let first = chars.get(open + 1)?;
    if first.is_whitespace() || *first == '}' {
        return None;
    }
    let mut quote = None;
    // An expression longer than this is a stray brace in a script.
    for (place, &c) in chars.iter().enumerate().skip(open + 1).take(4_000) {
        let escaped = chars.get(place.wrapping_sub(1)) == Some(&'\\');
        match (quote, c) {
            (None, '}') => return Some(place),
            (None, '{') => return None,
            (None, '"' | '\'') => quote = Some(c),
            (Some(mark), _) if mark == c && !escaped => quote = None,
            _ => {}
        }
    }
    None
}

/// Whether a text is one expression that yields a number, as far as its own shape tells.
pub(super) fn is_number(text: &str) -> bool {
    let plain = super::html::clean(text).plain;
    match pieces(&plain).as_slice() {
        [Piece::Expression(expression)] => parse(expression).is_ok_and(|expr| yields_number(&expr)),
        _ => false,
    }
}

fn yields_number(expr: &Expr) -> bool {
    const NUMBERS: &[&str] = &[
        "sum",
        "count",
        "countif",
        "countifop",
        "sumifop",
        "round",
        "floor",
        "ceil",
        "abs",
        "sqrt",
        "pow",
        "intval",
        "floatval",
        "strlen",
        "pi",
        "log",
        "exp",
    ];
    match &expr.node {
        Node::Number(_) | Node::Negative(_) | Node::Binary(Op::Minus | Op::Times | Op::Over, _, _) => true,
        Node::Binary(Op::Plus, a, b) => yields_number(a) && yields_number(b),
        Node::Call(name, inner) if name == "if" => inner.len() == 3 && inner.iter().skip(1).all(yields_number),
        Node::Call(name, _) => NUMBERS.contains(&name.as_str()),
        _ => false,
    }
}

/// A text of FHIRPath: quotes and backslashes escaped.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("'");
    for c in text.chars() {
        match c {
            '\'' => out.push_str("\\'"),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out.push('\'');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_its_expressions_and_nowhere_else() {
        let words = |text: &str| Piece::Words(text.to_owned());
        let expression = |text: &str| Piece::Expression(text.to_owned());
        assert_eq!(pieces("Bonjour {nom} !"), [words("Bonjour "), expression("nom"), words(" !")]);
        assert_eq!(pieces("{if(a=='}', 'x', \"}\")}"), [expression("if(a=='}', 'x', \"}\")")]);
        assert_eq!(pieces("a { b } {} {c"), [words("a { b } {} {c")]);
    }

    #[test]
    fn an_equation_that_counts_is_a_number() {
        assert!(is_number("<p>{sum(a, b) / 2}</p>"));
        assert!(is_number("{if(a == 1, 3, count(b))}"));
        assert!(!is_number("{if(a == 1, 'x', 3)}"));
        assert!(!is_number("Total : {sum(a)}"));
    }
}
