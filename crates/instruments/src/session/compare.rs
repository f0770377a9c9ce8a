//! Equality, equivalence and order of values, with FHIRPath's third answer: unknown.

use std::cmp::Ordering;

use super::eval::Stop;
use crate::program::{Function, Units, Value};

/// True, false, or not known.
pub type Truth = Option<bool>;

/// Whether two values are equal; unknown for moments of different precision and for amounts in units
/// that cannot be brought to one another.
pub fn equal(units: &Units, a: &Value, b: &Value) -> Truth {
    if let (Some(a), Some(b)) = (a.number(), b.number()) {
        return Some(a == b);
    }
    match (a, b) {
        (Value::Moment(a), Value::Moment(b)) => a.compare(*b).map(|order| order == Ordering::Equal),
        (Value::Quantity(a), Value::Quantity(b)) => units.aligned(a, b).map(|(a, b)| a == b),
        (Value::Coding(a), Value::Coding(b)) => Some(a.system == b.system && a.code == b.code),
        _ => Some(a == b),
    }
}

/// Whether two collections are equal, member by member in order; unknown when one is empty.
pub fn all_equal(units: &Units, a: &[Value], b: &[Value]) -> Truth {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    if a.len() != b.len() {
        return Some(false);
    }
    let mut unknown = false;
    for (a, b) in a.iter().zip(b) {
        match equal(units, a, b) {
            Some(false) => return Some(false),
            Some(true) => {}
            None => unknown = true,
        }
    }
    if unknown { None } else { Some(true) }
}

/// A text as equivalence sees it: small letters, blanks alike.
fn plain(text: &str) -> String {
    text.to_lowercase().split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn equivalent(units: &Units, a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Text(a), Value::Text(b)) => plain(a) == plain(b),
        _ => equal(units, a, b) == Some(true),
    }
}

/// Whether two collections hold equivalent members, in any order.
pub fn all_equivalent(units: &Units, a: &[Value], b: &[Value]) -> bool {
    let mut left: Vec<&Value> = b.iter().collect();
    a.len() == b.len()
        && a.iter().all(|one| match left.iter().position(|other| equivalent(units, one, other)) {
            Some(at) => {
                left.remove(at);
                true
            }
            None => false,
        })
}

/// Which of two values comes first; `Ok(None)` when it is not known, an error when they are of kinds without an order.
pub fn order(units: &Units, a: &Value, b: &Value) -> Result<Option<Ordering>, Stop> {
    if let (Some(a), Some(b)) = (a.number(), b.number()) {
        return Ok(Some(a.cmp(&b)));
    }
    match (a, b) {
        // The order of characters' numbers, which is also the order of their UTF-8 bytes.
        (Value::Text(a), Value::Text(b)) => Ok(Some(a.cmp(b))),
        (Value::Moment(a), Value::Moment(b)) => Ok(a.compare(*b)),
        (Value::Quantity(a), Value::Quantity(b)) => Ok(units.aligned(a, b).map(|(a, b)| a.cmp(&b))),
        _ => Err(Stop::Types),
    }
}

/// Whether an order satisfies a comparison.
pub fn satisfies(function: Function, order: Ordering) -> bool {
    match function {
        Function::Less => order == Ordering::Less,
        Function::LessOrEqual => order != Ordering::Greater,
        Function::Greater => order == Ordering::Greater,
        _ => order != Ordering::Less,
    }
}

/// Whether one answer meets a condition of enableWhen. A coding without a system in the condition is compared by its
/// code alone, since many forms leave the system out; `!=` is answered here as `=`, and the caller turns it round.
pub fn condition(units: &Units, answer: &Value, test: Function, wanted: &Value) -> bool {
    match test {
        Function::Exists => true,
        Function::Equal | Function::NotEqual => match (answer, wanted) {
            (Value::Coding(a), Value::Coding(b)) => {
                a.code == b.code && (b.system.is_empty() || a.system.is_empty() || a.system == b.system)
            }
            (Value::Coding(a), Value::Text(b)) => a.code == **b,
            _ => equal(units, answer, wanted) == Some(true),
        },
        _ => {
            let found = match answer {
                // A coding on an ordered scale is compared by the number it stands for.
                Value::Coding(coding) => coding.weight.map(Value::Decimal),
                other => Some(other.clone()),
            };
            found.is_some_and(|found| matches!(order(units, &found, wanted), Ok(Some(order)) if satisfies(test, order)))
        }
    }
}

/// Whether an answer is a printed one: codes alike, systems too where both name one; words where neither has a code.
pub fn is_chosen(units: &Units, option: &Value, answer: &Value) -> bool {
    match (option, answer) {
        (Value::Coding(a), Value::Coding(b)) => {
            let systems = a.system.is_empty() || b.system.is_empty() || a.system == b.system;
            systems && a.code == b.code && (!a.code.is_empty() || a.display == b.display)
        }
        (Value::Opaque(a), Value::Opaque(b)) if a.get("reference").is_some() => {
            a.get("reference") == b.get("reference")
        }
        _ => equal(units, option, answer) == Some(true),
    }
}
