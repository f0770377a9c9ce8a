//! From one kind of value to another: `toInteger()`, `convertsToInteger()` and the others.

use super::super::{Answer, Evaluation, Fault, Scope, perhaps, truth};
use crate::syntax::{Function, NodeId, Unit};
use crate::value::{Collection, Item, Quantity};
use crate::{CalendarUnit, DateTime, Decimal, Time};

impl<'a> Evaluation<'_, 'a> {
    pub(super) fn converting(
        &self,
        function: Function,
        input: &Collection<'a>,
        args: &[NodeId],
        scope: &Scope<'_, 'a>,
    ) -> Answer<'a> {
        let Some(item) = self.valued(input)? else {
            return Ok(Collection::new());
        };
        Ok(perhaps(self.converted(function, item, args, scope)?))
    }

    pub(super) fn convertible(
        &self,
        function: Function,
        input: &Collection<'a>,
        args: &[NodeId],
        scope: &Scope<'_, 'a>,
    ) -> Answer<'a> {
        use Function as F;
        let Some(item) = self.valued(input)? else {
            return Ok(Collection::new());
        };
        let conversion = match function {
            F::ConvertsToBoolean => F::ToBoolean,
            F::ConvertsToDate => F::ToDate,
            F::ConvertsToDateTime => F::ToDateTime,
            F::ConvertsToDecimal => F::ToDecimal,
            F::ConvertsToInteger => F::ToInteger,
            F::ConvertsToLong => F::ToLong,
            F::ConvertsToQuantity => F::ToQuantity,
            F::ConvertsToTime => F::ToTime,
            _ => F::ToString,
        };
        Ok(truth(self.converted(conversion, item, args, scope)?.is_some()))
    }

    fn converted(
        &self,
        function: Function,
        item: &Item<'a>,
        args: &[NodeId],
        scope: &Scope<'_, 'a>,
    ) -> Result<Option<Item<'a>>, Fault> {
        use Function as F;
        let value = item.system(self.types);
        Ok(match function {
            F::ToBoolean => boolean(&value).map(Item::Boolean),
            F::ToInteger => {
                integer(&value).and_then(|value| i32::try_from(value).ok()).map(|value| Item::Integer(value.into()))
            }
            F::ToLong => integer(&value).map(Item::Long),
            F::ToDecimal => decimal(&value).map(Item::Decimal),
            F::ToDate => match &*value {
                Item::Date(date) => Some(Item::Date(*date)),
                Item::DateTime(moment) => Some(Item::Date(moment.date())),
                // A text with a time of day is read too, for its date.
                Item::String(text) => DateTime::parse(text).map(|moment| Item::Date(moment.date())),
                _ => None,
            },
            F::ToDateTime => match &*value {
                Item::Date(date) => Some(Item::DateTime((*date).into())),
                Item::DateTime(moment) => Some(Item::DateTime(*moment)),
                Item::String(text) => DateTime::parse(text).map(Item::DateTime),
                _ => None,
            },
            F::ToTime => match &*value {
                Item::Time(time) => Some(Item::Time(*time)),
                Item::DateTime(moment) => moment.time().map(Item::Time),
                Item::String(text) => Time::parse(text.strip_prefix('T').unwrap_or(text)).map(Item::Time),
                _ => None,
            },
            F::ToQuantity => {
                let wanted = if args.is_empty() { None } else { self.text_argument(args, 0, scope)? };
                quantity(&value)
                    .and_then(|found| match wanted {
                        None => Some(found),
                        Some(code) => in_unit(&found, &code),
                    })
                    .map(|found| Item::Quantity(Box::new(found)))
            }
            _ => value.written(self.types).map(Item::text),
        })
    }
}

fn boolean(value: &Item<'_>) -> Option<bool> {
    match value {
        Item::Boolean(value) => Some(*value),
        Item::String(text) => match text.to_ascii_lowercase().as_str() {
            "true" | "t" | "yes" | "y" | "1" | "1.0" => Some(true),
            "false" | "f" | "no" | "n" | "0" | "0.0" => Some(false),
            _ => None,
        },
        other => match decimal(other)?.whole()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        },
    }
}

fn integer(value: &Item<'_>) -> Option<i64> {
    match value {
        Item::Boolean(value) => Some((*value).into()),
        Item::Integer(value) | Item::Long(value) => Some(*value),
        Item::String(text) => text.parse().ok(),
        _ => None,
    }
}

fn decimal(value: &Item<'_>) -> Option<Decimal> {
    match value {
        Item::Boolean(value) => Some(i64::from(*value).into()),
        Item::Integer(value) | Item::Long(value) => Some((*value).into()),
        Item::Decimal(value) => Some(*value),
        Item::String(text) if !text.contains(['e', 'E']) => Decimal::parse(text),
        _ => None,
    }
}

fn quantity(value: &Item<'_>) -> Option<Quantity> {
    match value {
        Item::Quantity(value) => Some((**value).clone()),
        Item::String(text) => read(text),
        other => decimal(other).map(Quantity::plain),
    }
}

/// Reads `1`, `1.5 'mg'`, `4 days`.
fn read(text: &str) -> Option<Quantity> {
    let text = text.trim();
    let (number, unit) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let value = Decimal::parse(number).filter(|_| !number.contains(['e', 'E']))?;
    let unit = unit.trim();
    if unit.is_empty() {
        return Some(Quantity::plain(value));
    }
    if let Some(unit) = CalendarUnit::named(unit) {
        return Some(Quantity::new(value, Unit::Calendar(unit)));
    }
    let code = unit.strip_prefix('\'')?.strip_suffix('\'')?;
    Some(Quantity::new(value, Unit::Ucum(code.into())))
}

/// A quantity in another unit, where that measures the same.
fn in_unit(found: &Quantity, code: &str) -> Option<Quantity> {
    let unit = CalendarUnit::named(code).map_or_else(|| Unit::Ucum(code.into()), Unit::Calendar);
    let wanted = Quantity::new(Decimal::ONE, unit);
    let value = found.in_unit(&wanted)?;
    Some(Quantity::new(value, wanted.unit))
}
