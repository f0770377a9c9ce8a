//! How precisely a value is known, and between which bounds it lies.

use super::super::{Answer, Evaluation, Fault, Scope, perhaps, truth};
use crate::decimal::Rounding;
use crate::syntax::{Function, NodeId};
use crate::value::{Collection, Item, Quantity};
use crate::{DateTime, Decimal, Time};

/// The places a bound of a decimal has when none are asked for.
const DEFAULT_PLACES: i64 = 8;
/// The most places a decimal must have by the specification.
const MOST_PLACES: i64 = 28;

impl<'a> Evaluation<'_, 'a> {
    pub(super) fn bounding(
        &self,
        function: Function,
        input: &Collection<'a>,
        args: &[NodeId],
        scope: &Scope<'_, 'a>,
    ) -> Answer<'a> {
        let Some(item) = self.valued(input)? else {
            return Ok(Collection::new());
        };
        let value = item.system(self.types);
        match function {
            Function::Precision => {
                let digits = match &*value {
                    Item::Decimal(value) => value.places().into(),
                    Item::Integer(_) | Item::Long(_) => 0,
                    Item::Date(date) => date.precision(),
                    Item::DateTime(moment) => moment.precision(),
                    Item::Time(time) => time.precision(),
                    Item::Quantity(quantity) => quantity.value.places().into(),
                    other => return Err(self.wrong("a number, date or time", other)),
                };
                Ok(perhaps(Some(Item::Integer(digits))))
            }
            Function::Comparable => {
                let other = self.argument(args, 0, scope)?;
                let Some(other) = self.single(&other)? else {
                    return Ok(Collection::new());
                };
                let quantity = |item: &Item<'a>| match &*item.system(self.types) {
                    Item::Quantity(quantity) => Some((**quantity).clone()),
                    _ => item.as_decimal(self.types).map(Quantity::plain),
                };
                match (quantity(item), quantity(other)) {
                    (Some(a), Some(b)) => Ok(truth(a.comparable(&b))),
                    _ => Err(self.wrong("a quantity", item)),
                }
            }
            _ => {
                let precision = if args.is_empty() { None } else { self.whole_argument(args, 0, scope)? };
                if !args.is_empty() && precision.is_none() {
                    return Ok(Collection::new());
                }
                self.bound(&value, precision, function == Function::HighBoundary)
            }
        }
    }

    fn bound(&self, value: &Item<'a>, precision: Option<i64>, high: bool) -> Answer<'a> {
        Ok(perhaps(match value {
            Item::Integer(number) | Item::Long(number) => decimal((*number).into(), precision, high).map(Item::Decimal),
            Item::Decimal(number) => decimal(*number, precision, high).map(Item::Decimal),
            Item::Quantity(quantity) => decimal(quantity.value, precision, high)
                .map(|value| Item::Quantity(Box::new(Quantity { value, ..(**quantity).clone() }))),
            Item::Date(date) => {
                let whole = if high { date.latest() } else { date.earliest() };
                whole.cut(precision.unwrap_or(8)).map(Item::Date)
            }
            Item::DateTime(moment) => {
                self::moment(*moment, high).and_then(|whole| whole.cut(precision.unwrap_or(17))).map(Item::DateTime)
            }
            Item::Time(time) => clock(*time, high).cut(precision.unwrap_or(9)).map(Item::Time),
            other => {
                return Err(Fault::Type {
                    expected: "a number, date or time",
                    found: other.type_info(self.types).name,
                });
            }
        }))
    }
}

/// Half a unit of the last place below or above, with as many places as asked for. A number that has no digit left at
/// those places stays zero.
fn decimal(value: Decimal, precision: Option<i64>, high: bool) -> Option<Decimal> {
    let places = precision.unwrap_or(DEFAULT_PLACES);
    if !(0..=MOST_PLACES).contains(&places) {
        return None;
    }
    let places = u8::try_from(places).ok()?;
    if !value.is_zero() && value.round(places, Rounding::Zero).is_zero() {
        return Decimal::new(0, places);
    }
    let half = Decimal::new(5, value.places().checked_add(1)?)?;
    if high {
        value.plus(half)?.with_places(places, Rounding::Up)
    } else {
        value.minus(half)?.with_places(places, Rounding::Down)
    }
}

/// A time to the millisecond. An hour without its minute is taken for the whole hour's first minute, as both official
/// suites have it.
fn clock(time: Time, high: bool) -> Time {
    let to_minute =
        if time.minute().is_none() { Time::new(time.hour(), Some(0), None, None).unwrap_or(time) } else { time };
    if high { to_minute.latest() } else { to_minute.earliest() }
}

/// A moment to the millisecond. Where no offset is known, the earliest clock on Earth is 14 hours before UTC and the
/// latest 12 hours behind.
fn moment(moment: DateTime, high: bool) -> Option<DateTime> {
    let date = if high { moment.date().latest() } else { moment.date().earliest() };
    let time = match moment.time() {
        Some(time) => clock(time, high),
        None if high => Time::new(23, Some(59), Some(59), Some(999_000_000))?,
        None => Time::new(0, Some(0), Some(0), Some(0))?,
    };
    let offset = moment.offset_minutes().unwrap_or(if high { -12 * 60 } else { 14 * 60 });
    DateTime::new(date, Some(time), Some(offset))
}
