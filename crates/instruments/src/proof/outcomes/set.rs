//! Sets of values that an expression may give, and what functions make of them.

use crate::{
    program::{Decimal, FormType, Function, PartialKind, Program, Value},
    session::applied,
};

/// Types of values, as bits.
pub(super) type Types = u16;
pub(super) const BOOLEAN: Types = 1;
pub(super) const INTEGER: Types = 2;
pub(super) const DECIMAL: Types = 4;
pub(super) const TEXT: Types = 8;
pub(super) const DATE: Types = 16;
pub(super) const DATE_TIME: Types = 32;
pub(super) const TIME: Types = 64;
pub(super) const CODING: Types = 128;
pub(super) const QUANTITY: Types = 256;
pub(super) const OTHER: Types = 512;
pub(super) const ALL: Types = 1023;
pub(super) const NUMBER: Types = INTEGER | DECIMAL;

/// Most values that a set holds.
pub(super) const MOST: usize = 64;
/// What an expression can give.
#[derive(Debug, Clone)]
pub(in crate::proof) struct Outcome {
    /// Every value that may be among the results; none when they are not all known.
    pub(super) values: Option<Vec<Value>>,
    pub(super) types: Types,
    /// Whether there may be several at once.
    pub(super) many: bool,
    /// Whether it tells something that there is a result at all: a box that was ticked, a condition that held.
    pub(super) telling: bool,
}

impl Outcome {
    pub(super) fn of(values: Vec<Value>, many: bool, telling: bool) -> Self {
        let mut kept: Vec<Value> = Vec::new();
        for value in values {
            if !kept.iter().any(|one| same(one, &value)) {
                kept.push(value);
            }
        }
        let types = kept.iter().fold(0, |all, value| all | type_of(value));
        Self { values: (kept.len() <= MOST).then_some(kept), types, many, telling }
    }

    pub(super) const fn some(types: Types, many: bool) -> Self {
        Self { values: None, types, many, telling: true }
    }

    pub(super) fn nothing() -> Self {
        Self::of(Vec::new(), false, false)
    }

    /// Whether there is never a result.
    pub(in crate::proof) fn is_empty(&self) -> bool {
        self.values.as_ref().is_some_and(Vec::is_empty)
    }

    /// Whether there is only ever one result, and it tells nothing that it is there.
    pub(in crate::proof) fn is_constant(&self) -> bool {
        !self.many && !self.telling && self.values.as_ref().is_some_and(|values| values.len() == 1)
    }

    pub(super) fn is_zero(&self) -> bool {
        let zero = |value: &Value| value.number() == Some(Decimal::from(0));
        self.values.as_ref().is_some_and(|values| !values.is_empty() && values.iter().all(zero))
    }

    pub(super) fn or(self, other: Self) -> Self {
        let (many, telling) = (self.many || other.many, self.telling || other.telling);
        match (self.values, other.values) {
            (Some(mut values), Some(more)) => {
                values.extend(more);
                Self::of(values, many, telling)
            }
            _ => Self { values: None, types: self.types | other.types, many, telling },
        }
    }

    /// The values that a function makes of each.
    pub(super) fn each(self, types: Types, made: impl Fn(&Value) -> Option<Value>) -> Self {
        let Self { values: Some(values), many, telling, .. } = self else { return Self { types, ..self } };
        let before = values.len();
        let found = Self::of(values.iter().filter_map(made).collect(), many, telling);
        // Several answers that all come to the same tell nothing apart.
        let told = telling && !(before > 1 && found.values.as_ref().is_some_and(|values| values.len() == 1));
        Self { telling: told, ..found }
    }
}

pub(super) fn same(a: &Value, b: &Value) -> bool {
    match (a.number(), b.number()) {
        (Some(a), Some(b)) => a == b,
        _ => a == b,
    }
}

pub(super) const fn type_of(value: &Value) -> Types {
    match value {
        Value::Boolean(_) => BOOLEAN,
        Value::Integer(_) => INTEGER,
        Value::Decimal(_) => DECIMAL,
        Value::Text(_) => TEXT,
        Value::Moment(moment) => match moment.kind {
            PartialKind::Date => DATE,
            PartialKind::DateTime => DATE_TIME,
            PartialKind::Time => TIME,
        },
        Value::Coding(_) => CODING,
        Value::Quantity(_) => QUANTITY,
        Value::Node(_) | Value::Answer(..) | Value::Opaque(_) => OTHER,
    }
}

pub(super) const fn types_of(kind: FormType) -> Types {
    match kind {
        FormType::Boolean => BOOLEAN,
        FormType::Integer => INTEGER,
        FormType::Decimal => DECIMAL,
        FormType::Date => DATE,
        FormType::DateTime => DATE_TIME,
        FormType::Time => TIME,
        FormType::String | FormType::Text | FormType::Url => TEXT,
        FormType::Quantity => QUANTITY,
        _ => ALL,
    }
}

/// Those of some types; nothing when there are none.
pub(super) fn typed(input: Outcome, types: Types) -> Outcome {
    let kept = input.types & types;
    match input.values {
        Some(values) => {
            let values = values.into_iter().filter(|value| type_of(value) & types != 0).collect();
            Outcome::of(values, input.many, input.telling)
        }
        None if kept == 0 => Outcome::nothing(),
        None => Outcome { types: kept, ..input },
    }
}

pub(super) fn of_type(input: Outcome, rest: &[Outcome]) -> Outcome {
    let named = rest.first().and_then(|name| name.values.as_deref());
    let Some([Value::Text(name)]) = named else { return Outcome::some(ALL, true) };
    let bare = name.rsplit('.').next().unwrap_or(name).to_ascii_lowercase();
    typed(
        input,
        match bare.as_str() {
            "boolean" => BOOLEAN,
            "integer" => INTEGER,
            "decimal" => DECIMAL,
            "string" => TEXT,
            "date" => DATE,
            "datetime" => DATE_TIME,
            "time" => TIME,
            "coding" => CODING,
            "quantity" => QUANTITY,
            _ => return Outcome::some(ALL, true),
        },
    )
}

pub(super) fn sum(input: Outcome) -> Outcome {
    if input.is_empty() || !input.many || input.is_zero() {
        return Outcome { many: false, ..input };
    }
    Outcome { telling: true, ..Outcome::some(input.types | DECIMAL, false) }
}

/// What a function of two single values gives.
pub(super) fn pairs(program: &Program, function: Function, given: Vec<Outcome>) -> Outcome {
    let [Some(a), Some(b)] = [0, 1].map(|at| given.get(at)) else { return Outcome::some(ALL, true) };
    if a.is_empty() || b.is_empty() {
        return Outcome::nothing();
    }
    let times_zero = |zero: &Outcome, other: &Outcome| zero.is_zero() && other.types & !NUMBER == 0;
    if function == Function::Multiply && (times_zero(a, b) || times_zero(b, a)) {
        return Outcome::of(vec![Value::Integer(0)], false, false);
    }
    let equality = matches!(function, Function::Equal | Function::NotEqual);
    let (Some(first), Some(second)) = (&a.values, &b.values) else { return Outcome::some(ALL, false) };
    if first.len() * second.len() > MOST * 8 || (equality && (a.many || b.many)) {
        return Outcome::some(ALL, false);
    }
    let mut out = Vec::new();
    for x in first {
        for y in second {
            let found = applied(&program.units, function, vec![x.clone()], vec![vec![y.clone()]]);
            out.extend(found.unwrap_or_default());
        }
    }
    let tried = first.len() * second.len();
    let found = Outcome::of(out, false, a.telling || b.telling);
    let alike = tried > 1 && found.values.as_ref().is_some_and(|values| values.len() == 1);
    Outcome { telling: found.telling && !alike, ..found }
}
