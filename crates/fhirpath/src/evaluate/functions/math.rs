//! Numbers.

use std::cmp::Ordering;

use super::super::operators::fitting;
use super::super::{Answer, Evaluation, Fault, Scope, one, perhaps};
use crate::Decimal;
use crate::decimal::Rounding;
use crate::syntax::{BinaryOp, Function, NodeId};
use crate::value::{Collection, Item, Node, Quantity};

impl<'a> Evaluation<'_, 'a> {
    pub(super) fn calculating(
        &self,
        function: Function,
        input: &Collection<'a>,
        args: &[NodeId],
        scope: &Scope<'_, 'a>,
    ) -> Answer<'a> {
        use Function as F;
        if matches!(function, F::Sum | F::Avg | F::Min | F::Max) {
            return self.summary(function, input);
        }
        let Some(item) = self.valued(input)? else {
            return Ok(Collection::new());
        };
        if function == F::Abs {
            return self.absolute(item);
        }
        if let (Item::Quantity(quantity), F::Ceiling | F::Floor | F::Truncate | F::Round) =
            (&*item.system(self.types), function)
        {
            let rounded = self.calculating(function, &one(Item::Decimal(quantity.value)), args, scope)?;
            let value = rounded.first().and_then(|item| item.as_decimal(self.types));
            return Ok(perhaps(
                value.map(|value| Item::Quantity(Box::new(Quantity { value, ..(**quantity).clone() }))),
            ));
        }
        let value = item.as_decimal(self.types).ok_or_else(|| self.wrong("a number", item))?;
        let whole = |value: Decimal| value.whole().map(fitting);
        Ok(perhaps(match function {
            F::Ceiling => whole(value.round(0, Rounding::Up)),
            F::Floor => whole(value.round(0, Rounding::Down)),
            F::Truncate => whole(value.round(0, Rounding::Zero)),
            F::Exp => value.exponential().map(Item::Decimal),
            F::Ln => value.logarithm().map(Item::Decimal),
            F::Sqrt => value.square_root().map(Item::Decimal),
            F::Round => {
                let places = if args.is_empty() { Some(0) } else { self.whole_argument(args, 0, scope)? };
                let Some(places) = places else {
                    return Ok(Collection::new());
                };
                let places = u8::try_from(places)
                    .map_err(|_| Fault::Type { expected: "a number of places", found: "Integer" })?;
                let rounded = value.round(places, Rounding::Nearest);
                if matches!(*item.system(self.types), Item::Decimal(_)) {
                    Some(Item::Decimal(rounded))
                } else {
                    whole(value)
                }
            }
            _ => {
                let argument = self.argument(args, 0, scope)?;
                let Some(argument) = self.valued(&argument)? else {
                    return Ok(Collection::new());
                };
                let number = argument.as_decimal(self.types).ok_or_else(|| self.wrong("a number", argument))?;
                if function == F::Log {
                    value.logarithm_to(number).map(Item::Decimal)
                } else {
                    let integers = !matches!(*item.system(self.types), Item::Decimal(_)) && !number.is_negative();
                    let power = value.power(number);
                    match power.filter(|_| integers).and_then(Decimal::whole) {
                        Some(whole) if number.places() == 0 => Some(fitting(whole)),
                        _ => power.map(Item::Decimal),
                    }
                }
            }
        }))
    }

    fn absolute(&self, item: &Item<'a>) -> Answer<'a> {
        Ok(one(match item.system(self.types).into_owned() {
            Item::Integer(value) => Item::Integer(value.saturating_abs()),
            Item::Long(value) => Item::Long(value.saturating_abs()),
            Item::Decimal(value) => Item::Decimal(value.absolute()),
            Item::Quantity(mut value) => {
                value.value = value.value.absolute();
                Item::Quantity(value)
            }
            other => return Err(self.wrong("a number", &other)),
        }))
    }

    /// The sum, mean, least or greatest of a collection; nothing of nothing.
    fn summary(&self, function: Function, input: &Collection<'a>) -> Answer<'a> {
        self.burn(input.len())?;
        // What has no value leaves sum, mean and bounds unknown.
        if input.iter().any(|item| matches!(item, Item::Node(Node { value: None, .. }))) {
            return Ok(Collection::new());
        }
        let Some(first) = input.first() else {
            return Ok(Collection::new());
        };
        let mut result = one(first.system(self.types).into_owned());
        for item in input.iter().skip(1) {
            let Some(so_far) = result.first() else {
                return Ok(Collection::new());
            };
            match function {
                Function::Min | Function::Max => {
                    let wanted = if function == Function::Min { Ordering::Less } else { Ordering::Greater };
                    if self.ordered(item, so_far)? == Some(wanted) {
                        result = one(item.system(self.types).into_owned());
                    }
                }
                _ => result = self.arithmetic(BinaryOp::Add, so_far, item)?,
            }
        }
        let (Function::Avg, Some(sum)) = (function, result.first()) else {
            return Ok(result);
        };
        let count = i64::try_from(input.len()).unwrap_or(i64::MAX);
        self.arithmetic(BinaryOp::Divide, sum, &Item::Integer(count))
    }
}
