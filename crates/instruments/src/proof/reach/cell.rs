//! What is known of an answer before anybody gives it.

use crate::program::{Decimal, Function, Units, Value};

/// One member of a collection, as far as it is known.
#[derive(Debug, Clone)]
pub(super) enum Cell {
    /// Exactly this.
    Known(Value),
    /// Some value that no expression tells from this one: between the same literals, beside the same codes.
    Like(Value),
    /// One or more values, none of which is told from this one.
    Crowd(Value),
    /// Something, of which nothing is known.
    Any,
}

/// A collection as far as it is known; none when even its size is not.
pub(super) type Found = Option<Vec<Cell>>;

impl Cell {
    pub(super) const fn value(&self) -> Option<&Value> {
        match self {
            Self::Known(value) | Self::Like(value) | Self::Crowd(value) => Some(value),
            Self::Any => None,
        }
    }

    pub(super) const fn is_known(&self) -> bool {
        matches!(self, Self::Known(_))
    }

    /// The same knowledge of another value.
    pub(super) fn with(&self, value: Value) -> Self {
        match self {
            Self::Known(_) => Self::Known(value),
            Self::Crowd(_) => Self::Crowd(value),
            _ => Self::Like(value),
        }
    }
}

pub(super) fn flag(truth: bool) -> Found {
    Some(vec![Cell::Known(Value::Boolean(truth))])
}

/// What expressions compare answers with: the literals that cut the answers of a question into classes.
#[derive(Debug, Clone, Default)]
pub(super) struct Cuts {
    pub(super) values: Vec<Value>,
}

/// Most literals of all kinds that are told apart; a comparison with another is not decided.
const MOST_CUTS: usize = 48;

impl Cuts {
    pub(super) fn add(&mut self, value: &Value) {
        let plain = !matches!(value, Value::Node(_) | Value::Answer(..) | Value::Opaque(_) | Value::Boolean(_));
        if plain && self.values.len() < MOST_CUTS && !self.values.contains(value) {
            self.values.push(value.clone());
        }
    }

    /// Whether classes were cut at this very value.
    pub(super) fn has(&self, value: &Value) -> bool {
        self.values.iter().any(|cut| match (cut, value) {
            (Value::Coding(a), Value::Coding(b)) => a.code == b.code,
            (a, b) => match (a.number(), b.number()) {
                (Some(a), Some(b)) => a == b,
                _ => a == b,
            },
        })
    }

    /// The numbers, amounts without their units among them, in order.
    pub(super) fn numbers(&self) -> Vec<Decimal> {
        let number = |value: &Value| match value {
            Value::Quantity(amount) => Some(amount.value),
            other => other.number(),
        };
        let mut out: Vec<Decimal> = self.values.iter().filter_map(number).collect();
        out.sort();
        out.dedup();
        out
    }

    /// The one unit that amounts are compared in; none when there are several, or none.
    pub(super) fn unit(&self) -> Option<&str> {
        let mut units = self.values.iter().filter_map(|value| match value {
            Value::Quantity(amount) => Some(amount.unit.as_str()),
            _ => None,
        });
        let first = units.next()?;
        units.all(|unit| unit == first).then_some(first)
    }
}

/// Whether a comparison of these two is the same for every value of their classes.
pub(super) fn comparable(cuts: &Cuts, function: Function, a: &Cell, b: &Cell) -> bool {
    let (like, known) = match (a, b) {
        (Cell::Known(_), Cell::Known(_)) => return true,
        (Cell::Like(like) | Cell::Crowd(like), Cell::Known(known))
        | (Cell::Known(known), Cell::Like(like) | Cell::Crowd(like)) => (like, known),
        _ => return false,
    };
    let equality = matches!(function, Function::Equal | Function::NotEqual | Function::In | Function::Contains);
    // Texts and codes are told from others, and not put in an order with them; and "Oui" is equivalent to "oui".
    cuts.has(known) && (equality || !matches!(like, Value::Text(_) | Value::Coding(_)))
}

/// Whether one answer meets a condition of `enableWhen`; none when that depends on what is not known.
pub(super) fn meets(units: &Units, cuts: &Cuts, answer: &Cell, test: Function, wanted: &Value) -> Option<bool> {
    let value = answer.value()?;
    let held = crate::session::meets(units, value, test, wanted);
    let equality = matches!(test, Function::Equal | Function::NotEqual);
    // A code is put in an order by its weight alone, which has one with numbers only.
    let unordered = !equality && matches!(value, Value::Coding(_)) && wanted.number().is_none();
    let told_apart = cuts.has(wanted) && (equality || !matches!(value, Value::Text(_) | Value::Coding(_)));
    (answer.is_known() || test == Function::Exists || unordered || told_apart).then_some(held)
}
