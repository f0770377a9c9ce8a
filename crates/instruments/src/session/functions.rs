//! Functions on collections, numbers and moments. Each is FHIRPath's, on the values a form has.

use std::cmp::Ordering;

use super::{
    compare::{all_equal, all_equivalent, equal, order, satisfies},
    eval::{Collection, Stop, said, single, truth},
};
use crate::program::{Decimal, Function, MOST_INTEGER, Partial, PartialKind, Quantity, Unit, Units, Value};

/// Applies a function to its input and its other operands.
pub fn apply(units: &Units, function: Function, input: Collection, rest: Vec<Collection>) -> Result<Collection, Stop> {
    use Function as F;
    let mut rest = rest.into_iter();
    let mut next = || rest.next().unwrap_or_default();
    match function {
        F::Equal => Ok(said(all_equal(units, &input, &next()))),
        F::NotEqual => Ok(said(all_equal(units, &input, &next()).map(|same| !same))),
        F::Equivalent => Ok(said(Some(all_equivalent(units, &input, &next())))),
        F::NotEquivalent => Ok(said(Some(!all_equivalent(units, &input, &next())))),
        F::Less | F::LessOrEqual | F::Greater | F::GreaterOrEqual => {
            let (Some(a), Some(b)) = (single(input)?, single(next())?) else { return Ok(Vec::new()) };
            Ok(said(order(units, &a, &b)?.map(|order| satisfies(function, order))))
        }
        F::Add | F::Subtract | F::Multiply | F::Divide | F::WholeDivide | F::Remainder => {
            let (Some(a), Some(b)) = (single(input)?, single(next())?) else { return Ok(Vec::new()) };
            Ok(arithmetic(units, function, &a, &b)?.into_iter().collect())
        }
        F::Concatenate => {
            let (a, b) = (single(input)?, single(next())?);
            Ok(vec![Value::text(&format!("{}{}", written_or_empty(a)?, written_or_empty(b)?))])
        }
        F::Not => Ok(said(truth(input)?.map(|flag| !flag))),
        F::Union | F::Distinct | F::Combine | F::Intersect | F::Exclude => Ok(together(units, function, input, next())),
        F::In => held(units, input, &next()),
        F::Contains => {
            let wanted = next();
            held(units, wanted, &input)
        }
        F::SubsetOf => {
            let whole = next();
            Ok(said(Some(input.iter().all(|one| holds(units, &whole, one)))))
        }
        F::SupersetOf => Ok(said(Some(next().iter().all(|one| holds(units, &input, one))))),
        F::Exists => Ok(said(Some(!input.is_empty()))),
        F::Empty => Ok(said(Some(input.is_empty()))),
        F::Count => Ok(vec![Value::Integer(i64::try_from(input.len()).unwrap_or(0))]),
        F::HasValue => {
            Ok(said(Some(matches!(input.as_slice(), [one] if !matches!(one, Value::Node(_) | Value::Answer(..))))))
        }
        F::IsDistinct => Ok(said(Some(distinct(units, input.clone()).len() == input.len()))),
        F::AllTrue | F::AnyTrue | F::AllFalse | F::AnyFalse => flags(function, &input),
        F::First | F::Last | F::Tail | F::Single | F::Skip | F::Take | F::At => part(function, input, next()),
        F::Sum | F::Min | F::Max | F::Average => summary(units, function, input),
        F::Abs | F::Ceiling | F::Floor | F::Round | F::Truncate | F::Power | F::Negate => {
            let Some(value) = single(input)? else { return Ok(Vec::new()) };
            let operand = single(next())?;
            Ok(number(function, &value, operand.as_ref())?.into_iter().collect())
        }
        F::ToInteger | F::ToDecimal | F::ToText | F::ToBoolean | F::ToDate => {
            let Some(value) = single(input)? else { return Ok(Vec::new()) };
            Ok(convert(function, &value).into_iter().collect())
        }
        F::IsType | F::OfType => {
            let Some(Value::Text(name)) = single(next())? else { return Err(Stop::Types) };
            if function == F::OfType {
                return Ok(input.into_iter().filter(|value| is(value, &name)).collect());
            }
            Ok(single(input)?.map(|value| Value::Boolean(is(&value, &name))).into_iter().collect())
        }
        F::Code | F::System | F::Display | F::Amount | F::Unit | F::Weight => {
            Ok(input.into_iter().filter_map(|value| field(function, &value)).collect())
        }
        _ => Err(Stop::Types),
    }
}

/// One field of a value: a code, a weight, a unit.
pub fn field(function: Function, value: &Value) -> Option<Value> {
    let filled = |text: &str| (!text.is_empty()).then(|| Value::text(text));
    match (function, value) {
        (Function::Code, Value::Coding(coding)) => filled(&coding.code),
        (Function::System, Value::Coding(coding)) => filled(&coding.system),
        (Function::Display, Value::Coding(coding)) => filled(&coding.display),
        (Function::Weight, Value::Coding(coding)) => coding.weight.map(Value::Decimal),
        (Function::Amount, Value::Quantity(amount)) => Some(Value::Decimal(amount.value)),
        (Function::Unit | Function::Code, Value::Quantity(amount)) => filled(&amount.unit),
        _ => None,
    }
}

fn is(value: &Value, name: &str) -> bool {
    let bare = name.rsplit('.').next().unwrap_or(name);
    match value {
        Value::Boolean(_) => bare.eq_ignore_ascii_case("boolean"),
        Value::Integer(_) => bare.eq_ignore_ascii_case("integer"),
        Value::Decimal(_) => bare.eq_ignore_ascii_case("decimal"),
        Value::Text(_) => bare.eq_ignore_ascii_case("string"),
        Value::Moment(moment) => match moment.kind {
            PartialKind::Date => bare.eq_ignore_ascii_case("date"),
            PartialKind::DateTime => bare.eq_ignore_ascii_case("dateTime"),
            PartialKind::Time => bare.eq_ignore_ascii_case("time"),
        },
        Value::Coding(_) => bare == "Coding",
        Value::Quantity(_) => bare == "Quantity",
        Value::Node(_) | Value::Answer(..) | Value::Opaque(_) => false,
    }
}

fn holds(units: &Units, list: &[Value], wanted: &Value) -> bool {
    list.iter().any(|one| equal(units, one, wanted) == Some(true))
}

fn held(units: &Units, wanted: Collection, list: &[Value]) -> Result<Collection, Stop> {
    Ok(single(wanted)?.map(|one| Value::Boolean(holds(units, list, &one))).into_iter().collect())
}

fn distinct(units: &Units, list: Collection) -> Collection {
    let mut out: Collection = Vec::with_capacity(list.len());
    for one in list {
        if !holds(units, &out, &one) {
            out.push(one);
        }
    }
    out
}

fn together(units: &Units, function: Function, mut input: Collection, other: Collection) -> Collection {
    match function {
        Function::Union => {
            input.extend(other);
            distinct(units, input)
        }
        Function::Combine => {
            input.extend(other);
            input
        }
        Function::Intersect => distinct(units, input.into_iter().filter(|one| holds(units, &other, one)).collect()),
        Function::Exclude => input.into_iter().filter(|one| !holds(units, &other, one)).collect(),
        _ => distinct(units, input),
    }
}

fn flags(function: Function, input: &[Value]) -> Result<Collection, Stop> {
    let wanted = matches!(function, Function::AllTrue | Function::AnyTrue);
    let any = matches!(function, Function::AnyTrue | Function::AnyFalse);
    let mut decided = !any;
    for value in input {
        let Value::Boolean(flag) = value else { return Err(Stop::Types) };
        if any {
            decided |= *flag == wanted;
        } else {
            decided &= *flag == wanted;
        }
    }
    Ok(said(Some(decided)))
}

fn part(function: Function, input: Collection, operand: Collection) -> Result<Collection, Stop> {
    let count = match single(operand)? {
        Some(Value::Integer(count)) => usize::try_from(count.max(0)).unwrap_or(usize::MAX),
        None if matches!(function, Function::Skip | Function::Take | Function::At) => return Ok(Vec::new()),
        None => 0,
        Some(_) => return Err(Stop::Types),
    };
    Ok(match function {
        Function::First => input.into_iter().take(1).collect(),
        Function::Last => input.into_iter().next_back().into_iter().collect(),
        Function::Tail => input.into_iter().skip(1).collect(),
        Function::Skip => input.into_iter().skip(count).collect(),
        Function::Take => input.into_iter().take(count).collect(),
        Function::At => input.into_iter().skip(count).take(1).collect(),
        _ => single(input)?.into_iter().collect(),
    })
}

fn summary(units: &Units, function: Function, input: Collection) -> Result<Collection, Stop> {
    let count = i64::try_from(input.len()).unwrap_or(i64::MAX);
    if function == Function::Sum
        && let Some(sum) = sum_of_numbers(&input)
    {
        return Ok(sum.into_iter().collect());
    }
    let mut values = input.into_iter();
    let Some(mut found) = values.next() else { return Ok(Vec::new()) };
    for value in values {
        match function {
            Function::Sum | Function::Average => match arithmetic(units, Function::Add, &found, &value)? {
                Some(sum) => found = sum,
                None => return Ok(Vec::new()),
            },
            // Where the order is not known, what was found so far stays (FHIRPath defines both by `aggregate` and `iif`).
            _ => {
                let wanted = if function == Function::Min { Ordering::Less } else { Ordering::Greater };
                if order(units, &value, &found)? == Some(wanted) {
                    found = value;
                }
            }
        }
    }
    if function == Function::Average {
        return Ok(arithmetic(units, Function::Divide, &found, &Value::Integer(count))?.into_iter().collect());
    }
    if matches!(function, Function::Sum) && found.number().is_none() && !matches!(found, Value::Quantity(_)) {
        return Err(Stop::Types);
    }
    Ok(vec![found])
}

/// The sum of numbers without a value in between for each; none when something else is among them. Exactly what adding
/// one after the other gives: whole while all are whole, nothing as soon as a partial sum is too large.
fn sum_of_numbers(input: &[Value]) -> Option<Option<Value>> {
    let mut sum = input.first()?.number()?;
    let mut whole = matches!(input.first(), Some(Value::Integer(_)));
    let mut kept = true;
    for value in input.iter().skip(1) {
        let number = value.number()?;
        whole = whole && matches!(value, Value::Integer(_));
        match sum.plus(number).filter(|sum| !whole || sum.whole().is_some_and(|sum| sum.abs() <= MOST_INTEGER)) {
            Some(next) => sum = next,
            None => kept = false,
        }
    }
    Some(if kept { result(whole, Some(sum)) } else { None })
}

/// A number as the kind that its operands call for: whole when both were, else a decimal.
fn result(whole: bool, number: Option<Decimal>) -> Option<Value> {
    let number = number?;
    match number.whole() {
        Some(found) if whole => Value::integer(found),
        _ if whole => None,
        _ => Some(Value::Decimal(number)),
    }
}

fn arithmetic(units: &Units, function: Function, a: &Value, b: &Value) -> Result<Option<Value>, Stop> {
    use Function as F;
    let whole = matches!((a, b), (Value::Integer(_), Value::Integer(_)));
    if let (Some(x), Some(y)) = (a.number(), b.number()) {
        return Ok(match function {
            F::Add => result(whole, x.plus(y)),
            F::Subtract => result(whole, x.minus(y)),
            F::Multiply => result(whole, x.times(y)),
            F::Divide => result(false, x.over(y)),
            F::WholeDivide => result(true, x.div_whole(y)),
            _ => result(whole, x.remainder(y)),
        });
    }
    match (function, a, b) {
        (F::Add, Value::Text(a), Value::Text(b)) => Ok(Some(Value::text(&format!("{a}{b}")))),
        (F::Add | F::Subtract, Value::Moment(moment), Value::Quantity(amount)) => {
            let Some(unit) = Unit::parse(&amount.unit) else { return Err(Stop::Types) };
            let Some(count) = amount.value.trunc().whole() else { return Ok(None) };
            let count = if function == F::Add { count } else { -count };
            Ok(moment.plus(count, unit).map(Value::Moment))
        }
        (F::Add | F::Subtract, Value::Quantity(x), Value::Quantity(y)) => {
            Ok(units.sum(x, y, function == F::Subtract).map(|sum| Value::Quantity(sum.into())))
        }
        (F::Multiply | F::Divide, Value::Quantity(x), other) => {
            let Some(y) = other.number() else { return Err(Stop::Types) };
            let found = if function == F::Multiply { x.value.times(y) } else { x.value.over(y) };
            Ok(found.map(|value| Value::Quantity(Quantity { value, unit: x.unit.clone() }.into())))
        }
        _ => Err(Stop::Types),
    }
}

fn number(function: Function, value: &Value, operand: Option<&Value>) -> Result<Option<Value>, Stop> {
    use Function as F;
    if let (F::Abs | F::Negate, Value::Quantity(amount)) = (function, value) {
        let found = if function == F::Abs { amount.value.abs() } else { amount.value.negative() };
        return Ok(Some(Value::Quantity(Quantity { value: found, unit: amount.unit.clone() }.into())));
    }
    let whole = matches!(value, Value::Integer(_));
    let Some(x) = value.number() else { return Err(Stop::Types) };
    let digits = match operand {
        None => 0,
        Some(Value::Integer(digits)) => *digits,
        Some(_) => return Err(Stop::Types),
    };
    Ok(match function {
        F::Abs => result(whole, Some(x.abs())),
        F::Negate => result(whole, Some(x.negative())),
        F::Ceiling => result(true, Some(x.ceil())),
        F::Floor => result(true, Some(x.floor())),
        F::Truncate => result(true, Some(x.trunc())),
        F::Round => match u8::try_from(digits) {
            Ok(digits) => x.round(digits).map(Value::Decimal),
            Err(_) => return Err(Stop::Types),
        },
        _ => power(x, digits, whole && digits >= 0),
    })
}

/// A whole power, by repeated multiplication: exact, and the same on every machine.
fn power(base: Decimal, exponent: i64, whole: bool) -> Option<Value> {
    let mut found = Decimal::from(1);
    for _ in 0..exponent.unsigned_abs().min(1_000) {
        found = found.times(base)?;
    }
    if exponent < 0 { result(false, Decimal::from(1).over(found)) } else { result(whole, Some(found)) }
}

/// A value as text, for values that have one.
pub fn written(value: &Value) -> Option<String> {
    match value {
        Value::Boolean(flag) => Some(flag.to_string()),
        Value::Integer(whole) => Some(whole.to_string()),
        Value::Decimal(decimal) => Some(decimal.to_string()),
        Value::Text(text) => Some(text.to_string()),
        Value::Moment(moment) => Some(moment.to_string()),
        Value::Quantity(amount) => Some(match Unit::parse(&amount.unit) {
            Some(_) => format!("{} {}", amount.value, amount.unit),
            None => format!("{} '{}'", amount.value, amount.unit),
        }),
        Value::Coding(_) | Value::Node(_) | Value::Answer(..) | Value::Opaque(_) => None,
    }
}

fn written_or_empty(value: Option<Value>) -> Result<String, Stop> {
    value.map_or(Ok(String::new()), |value| written(&value).ok_or(Stop::Types))
}

fn convert(function: Function, value: &Value) -> Option<Value> {
    match function {
        Function::ToText => written(value).map(|text| Value::text(&text)),
        Function::ToInteger => match value {
            Value::Integer(_) => Some(value.clone()),
            Value::Boolean(flag) => Some(Value::Integer(i64::from(*flag))),
            Value::Text(text) => {
                Decimal::parse(text).filter(|_| !text.contains(['.', 'e', 'E']))?.whole().and_then(Value::integer)
            }
            _ => None,
        },
        Function::ToDecimal => match value {
            Value::Boolean(flag) => Some(Value::Decimal(Decimal::from(i64::from(*flag)))),
            Value::Text(text) => Decimal::parse(text).filter(|_| !text.contains(['e', 'E'])).map(Value::Decimal),
            other => other.number().map(Value::Decimal),
        },
        Function::ToBoolean => match value {
            Value::Boolean(_) => Some(value.clone()),
            Value::Text(text) => match text.to_ascii_lowercase().as_str() {
                "true" | "t" | "yes" | "y" | "1" | "1.0" => Some(Value::Boolean(true)),
                "false" | "f" | "no" | "n" | "0" | "0.0" => Some(Value::Boolean(false)),
                _ => None,
            },
            other => match other.number()?.whole()? {
                1 => Some(Value::Boolean(true)),
                0 => Some(Value::Boolean(false)),
                _ => None,
            },
        },
        _ => match value {
            Value::Moment(moment) => moment.to_date().map(Value::Moment),
            Value::Text(text) => Partial::date_time(text)?.to_date().map(Value::Moment),
            _ => None,
        },
    }
}
