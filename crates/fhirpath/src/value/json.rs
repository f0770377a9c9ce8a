//! Equality of parts of resources.

use serde_json::{Map, Value};

use crate::Decimal;
use crate::decimal::Rounding;

/// Whether two values say the same; numbers are compared as numbers.
pub(crate) fn equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => match (Decimal::parse(a.as_str()), Decimal::parse(b.as_str())) {
            (Some(a), Some(b)) => a == b,
            _ => a == b,
        },
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| equal(a, b)))
        }
        _ => a == b,
    }
}

/// A text in the form in which equivalent texts are the same: no capitals, and one kind of blank.
pub(crate) fn plain_text(text: &str) -> String {
    let letters = text.chars().map(|letter| if letter.is_whitespace() { ' ' } else { letter });
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether two values are equivalent: the order of lists, capitals and the last digits do not count, nor do ids.
pub(crate) fn equivalent(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::String(a), Value::String(b)) => a == b || plain_text(a) == plain_text(b),
        (Value::Number(a), Value::Number(b)) => match (Decimal::parse(a.as_str()), Decimal::parse(b.as_str())) {
            (Some(a), Some(b)) => {
                let places = a.normal().places().min(b.normal().places());
                a.round(places, Rounding::Nearest) == b.round(places, Rounding::Nearest)
            }
            _ => a == b,
        },
        (Value::Array(a), Value::Array(b)) => {
            let mut rest: Vec<&Value> = b.iter().collect();
            a.len() == b.len()
                && a.iter().all(|a| rest.iter().position(|b| equivalent(a, b)).map(|at| rest.swap_remove(at)).is_some())
        }
        (Value::Object(a), Value::Object(b)) => objects(a, b),
        _ => a == b,
    }
}

fn objects(a: &Map<String, Value>, b: &Map<String, Value>) -> bool {
    let count = |map: &Map<String, Value>| map.keys().filter(|key| *key != "id").count();
    count(a) == count(b)
        && a.iter().filter(|(key, _)| *key != "id").all(|(key, a)| b.get(key).is_some_and(|b| equivalent(a, b)))
}
