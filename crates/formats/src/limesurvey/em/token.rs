//! Expression Manager text into tokens, each with its place counted in characters.

/// Most tokens of one expression.
pub(super) const MOST_TOKENS: usize = 4_000;

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    Text(String),
    Number(String),
    /// A variable, a function or a keyword, as written.
    Word(String),
    Op(Op),
    Open,
    Close,
    Comma,
}

/// Operators; the words `and`, `or`, `eq`, `ne`, `lt`, `le`, `gt`, `ge` are the same as their signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Op {
    And,
    Or,
    Equal,
    Unequal,
    Less,
    AtMost,
    More,
    AtLeast,
    Plus,
    Minus,
    Times,
    Over,
    Not,
    Assign,
}

/// A token and where it begins and ends.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Token {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
}

/// Why a text is no expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub at: usize,
    pub fr: String,
    pub en: String,
}

impl Fault {
    pub(super) fn new(at: usize, fr: impl Into<String>, en: impl Into<String>) -> Self {
        Self { at, fr: fr.into(), en: en.into() }
    }
}

/// Cuts a text.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Fault> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        if c.is_whitespace() {
            at += 1;
            continue;
        }
        if found.len() >= MOST_TOKENS {
            return Err(Fault::new(at, "Expression trop longue.", "Expression too long."));
        }
        let (kind, end) = one(&chars, at, c)?;
        found.push(Token { kind, start: at, end });
        at = end;
    }
    Ok(found)
}

fn one(chars: &[char], at: usize, c: char) -> Result<(Kind, usize), Fault> {
    let next = chars.get(at + 1).copied();
    let signs = match (c, next) {
        ('&', Some('&')) => Some((Op::And, 2)),
        ('|', Some('|')) => Some((Op::Or, 2)),
        ('=', Some('=')) => Some((Op::Equal, 2)),
        ('!', Some('=')) => Some((Op::Unequal, 2)),
        ('<', Some('=')) => Some((Op::AtMost, 2)),
        ('>', Some('=')) => Some((Op::AtLeast, 2)),
        ('<', _) => Some((Op::Less, 1)),
        ('>', _) => Some((Op::More, 1)),
        ('!', _) => Some((Op::Not, 1)),
        ('=', _) => Some((Op::Assign, 1)),
        ('+', Some('+')) | ('-', Some('-')) => None,
        ('+', _) => Some((Op::Plus, 1)),
        ('-', _) => Some((Op::Minus, 1)),
        ('*', _) => Some((Op::Times, 1)),
        ('/', _) => Some((Op::Over, 1)),
        _ => None,
    };
    if let Some((op, length)) = signs {
        return Ok((Kind::Op(op), at + length));
    }
    match c {
        '(' => Ok((Kind::Open, at + 1)),
        ')' => Ok((Kind::Close, at + 1)),
        ',' => Ok((Kind::Comma, at + 1)),
        '"' | '\'' => quoted(chars, at, c),
        c if c.is_ascii_digit() || (c == '.' && next.is_some_and(|n| n.is_ascii_digit())) => Ok(number(chars, at)),
        c if c.is_alphabetic() || c == '_' => Ok(word(chars, at)),
        _ => Err(Fault::new(at, format!("« {c} » n'a pas de sens ici."), format!("\"{c}\" means nothing here."))),
    }
}

fn quoted(chars: &[char], at: usize, quote: char) -> Result<(Kind, usize), Fault> {
    let mut text = String::new();
    let mut place = at + 1;
    while let Some(&c) = chars.get(place) {
        let next = chars.get(place + 1).copied();
        if c == '\\' && (next == Some(quote)) {
            text.push(quote);
            place += 2;
        } else if c == quote {
            return Ok((Kind::Text(text), place + 1));
        } else {
            text.push(c);
            place += 1;
        }
    }
    Err(Fault::new(at, "Ce texte n'est pas fermé par un guillemet.", "This text is not closed by a quote."))
}

/// A number, or the old name of a variable (`12345X6X78SQ1.NAOK`), which begins with digits too.
fn number(chars: &[char], at: usize) -> (Kind, usize) {
    let digits = run(chars, at, |c| c.is_ascii_digit());
    if chars.get(digits) == Some(&'X') && chars.get(digits + 1).is_some_and(char::is_ascii_digit) {
        return word(chars, at);
    }
    let mut end = digits;
    if chars.get(end) == Some(&'.') {
        end = run(chars, end + 1, |c| c.is_ascii_digit());
    }
    (Kind::Number(chars.get(at..end).unwrap_or_default().iter().collect()), end)
}

fn word(chars: &[char], at: usize) -> (Kind, usize) {
    let part = |c: char| c.is_alphanumeric() || c == '_' || c == '.' || c == '#';
    let mut end = run(chars, at, part);
    let so_far: String = chars.get(at..end).unwrap_or_default().iter().collect();
    // TOKEN:FIRSTNAME and INSERTANS:1X2X3 are one name.
    if chars.get(end) == Some(&':') && (so_far == "TOKEN" || so_far == "INSERTANS") {
        end = run(chars, end + 1, part);
    }
    let text: String = chars.get(at..end).unwrap_or_default().iter().collect();
    let op = match text.to_ascii_lowercase().as_str() {
        "and" => Some(Op::And),
        "or" => Some(Op::Or),
        "eq" => Some(Op::Equal),
        "ne" => Some(Op::Unequal),
        "lt" => Some(Op::Less),
        "le" => Some(Op::AtMost),
        "gt" => Some(Op::More),
        "ge" => Some(Op::AtLeast),
        _ => None,
    };
    (op.map_or(Kind::Word(text), Kind::Op), end)
}

fn run(chars: &[char], from: usize, wanted: impl Fn(char) -> bool) -> usize {
    let mut end = from;
    while chars.get(end).copied().is_some_and(&wanted) {
        end += 1;
    }
    end
}
