//! Functions on texts. Lengths and places count characters (Unicode code points), never bytes.

use super::eval::{Collection, Stop, single};
use crate::program::{Function, Value};

/// The blanks that `trim()` takes away, spelt out because languages differ on the rest.
const BLANKS: [char; 5] = [' ', '\t', '\n', '\r', '\u{a0}'];

/// Most characters a pattern may have; a longer one is refused when a form is compiled.
pub const LONGEST_PATTERN: usize = 1_000;

/// Applies a function to a text and its other operands.
pub fn apply(function: Function, input: Collection, rest: Vec<Collection>) -> Result<Collection, Stop> {
    let mut rest = rest.into_iter();
    if function == Function::Join && input.is_empty() {
        return Ok(Vec::new());
    }
    if function == Function::Join {
        let between = word(rest.next())?.unwrap_or_default();
        let mut words = Vec::with_capacity(input.len());
        for value in &input {
            let Value::Text(text) = value else { return Err(Stop::Types) };
            words.push(&**text);
        }
        return Ok(vec![Value::text(&words.join(&between))]);
    }
    let Some(text) = word(Some(input))? else { return Ok(Vec::new()) };
    let first = single(rest.next().unwrap_or_default())?;
    let second = single(rest.next().unwrap_or_default())?;
    match function {
        Function::Length => Ok(vec![count(&text)]),
        Function::Upper => Ok(vec![Value::text(&text.to_uppercase())]),
        Function::Lower => Ok(vec![Value::text(&text.to_lowercase())]),
        Function::ToChars => Ok(text.chars().map(|letter| Value::text(letter.encode_utf8(&mut [0; 4]))).collect()),
        Function::Trim => Ok(vec![Value::text(text.trim_matches(BLANKS))]),
        Function::Substring => substring(&text, first, second),
        _ => {
            let Some(first) = first else { return Ok(Vec::new()) };
            let Value::Text(first) = first else { return Err(Stop::Types) };
            with(function, &text, &first, second)
        }
    }
}

fn word(list: Option<Collection>) -> Result<Option<String>, Stop> {
    match single(list.unwrap_or_default())? {
        None => Ok(None),
        Some(Value::Text(text)) => Ok(Some(text.to_string())),
        Some(_) => Err(Stop::Types),
    }
}

fn count(text: &str) -> Value {
    Value::Integer(i64::try_from(text.chars().count()).unwrap_or(0))
}

fn substring(text: &str, start: Option<Value>, length: Option<Value>) -> Result<Collection, Stop> {
    let from = match start {
        None => return Ok(Vec::new()),
        Some(Value::Integer(from)) => from,
        Some(_) => return Err(Stop::Types),
    };
    let length = match length {
        None => usize::MAX,
        Some(Value::Integer(length)) => usize::try_from(length.max(0)).unwrap_or(usize::MAX),
        Some(_) => return Err(Stop::Types),
    };
    match usize::try_from(from) {
        Ok(from) if from < text.chars().count() => {
            let part: String = text.chars().skip(from).take(length).collect();
            Ok(vec![Value::text(&part)])
        }
        _ => Ok(Vec::new()),
    }
}

fn with(function: Function, text: &str, other: &str, third: Option<Value>) -> Result<Collection, Stop> {
    Ok(match function {
        Function::StartsWith => vec![Value::Boolean(text.starts_with(other))],
        Function::EndsWith => vec![Value::Boolean(text.ends_with(other))],
        Function::Includes => vec![Value::Boolean(text.contains(other))],
        Function::IndexOf => vec![match text.find(other).and_then(|at| text.get(..at)) {
            Some(before) => count(before),
            None => Value::Integer(-1),
        }],
        Function::Matches => vec![Value::Boolean(pattern(other).ok_or(Stop::Types)?.is_match(text))],
        Function::Split => text.split(other).map(Value::text).collect(),
        Function::Replace => match third {
            None => Vec::new(),
            Some(Value::Text(by)) if !other.is_empty() => vec![Value::text(&text.replace(other, &by))],
            Some(Value::Text(_)) => vec![Value::text(text)],
            Some(_) => return Err(Stop::Types),
        },
        _ => return Err(Stop::Types),
    })
}

/// A pattern of the part of regular expressions that Rust and JavaScript read alike.
pub fn pattern(source: &str) -> Option<regex::Regex> {
    if source.len() > LONGEST_PATTERN {
        return None;
    }
    regex::RegexBuilder::new(source).size_limit(1 << 20).build().ok()
}
