//! Operators between two operands.

use std::cmp::Ordering;

use fhir::types::Release;

use super::unique::Unique;
use super::{Answer, Evaluation, Fault, Scope, one, perhaps, truth};
use crate::calendar::{order_dates, order_moments, order_times};
use crate::decimal::Rounding;
use crate::syntax::{BinaryOp, NodeId, NodeKind};
use crate::value::{Collection, Item, Quantity};
use crate::{CalendarUnit, Date, DateTime, Decimal};

impl<'a> Evaluation<'_, 'a> {
    /// `left op right`. The right side of a logical operator is not looked at when the left side decides.
    pub(super) fn binary(
        &self,
        id: NodeId,
        op: BinaryOp,
        left: Collection<'a>,
        right: NodeId,
        scope: &Scope<'_, 'a>,
    ) -> Answer<'a> {
        if matches!(op, BinaryOp::And | BinaryOp::Or | BinaryOp::Xor | BinaryOp::Implies) {
            return self.logic(id, op, &left, right, scope);
        }
        let right = self.value(right, scope)?;
        self.at.set(id);
        match op {
            BinaryOp::Union => {
                // In `a | b | c` the left side is itself without repetition.
                let united = self.expression.node(id).left().is_some_and(|left| {
                    matches!(self.expression.node(left).kind, NodeKind::Binary { op: BinaryOp::Union, .. })
                });
                let left = if united { left } else { self.distinct(left)? };
                let mut all = Unique::of(left, self)?;
                for item in right {
                    all.add(item, self)?;
                }
                Ok(all.into_items())
            }
            BinaryOp::Equal => Ok(truth(self.equal(&left, &right)?)),
            BinaryOp::NotEqual => Ok(truth(self.equal(&left, &right)?.map(|equal| !equal))),
            BinaryOp::Equivalent => Ok(truth(self.equivalent(&left, &right)?)),
            BinaryOp::NotEquivalent => Ok(truth(!self.equivalent(&left, &right)?)),
            BinaryOp::In => self.member(&left, &right),
            BinaryOp::Contains => self.member(&right, &left),
            BinaryOp::Concatenate => {
                let (a, b) = (self.text(&left)?, self.text(&right)?);
                Ok(one(Item::text(a.unwrap_or_default() + b.unwrap_or_default())))
            }
            BinaryOp::Less => self.compared(op, &left, &right, Ordering::is_lt),
            BinaryOp::LessOrEqual => self.compared(op, &left, &right, Ordering::is_le),
            BinaryOp::Greater => self.compared(op, &left, &right, Ordering::is_gt),
            BinaryOp::GreaterOrEqual => self.compared(op, &left, &right, Ordering::is_ge),
            _ => self.computed(op, &left, &right),
        }
    }

    fn member(&self, item: &Collection<'a>, all: &Collection<'a>) -> Answer<'a> {
        match self.single(item)? {
            Some(item) => Ok(truth(self.holds(all, item)?)),
            None => Ok(Collection::new()),
        }
    }

    fn logic(
        &self,
        id: NodeId,
        op: BinaryOp,
        left: &Collection<'a>,
        right: NodeId,
        scope: &Scope<'_, 'a>,
    ) -> Answer<'a> {
        let a = self.truth_of(left)?;
        if let Some(decided) = op.decided(a) {
            return Ok(truth(decided));
        }
        let right = self.value(right, scope)?;
        self.at.set(id);
        let b = self.truth_of(&right)?;
        Ok(truth(op.logic(a, b)))
    }

    fn operands(&self, op: BinaryOp, a: &Item<'a>, b: &Item<'a>) -> Fault {
        let name = |item: &Item<'a>| item.type_info(self.types).name;
        Fault::Operands { symbol: op.symbol(), left: name(a), right: name(b) }
    }

    fn compared(
        &self,
        op: BinaryOp,
        left: &Collection<'a>,
        right: &Collection<'a>,
        accept: impl Fn(Ordering) -> bool,
    ) -> Answer<'a> {
        let (Some(a), Some(b)) = (self.valued(left)?, self.valued(right)?) else {
            return Ok(Collection::new());
        };
        let order = order(&a.system(self.types), &b.system(self.types)).map_err(|Unordered| self.operands(op, a, b))?;
        Ok(truth(order.map(accept)))
    }

    /// The order of two items by their values, for `sort`, `min` and `max`.
    pub(super) fn ordered(&self, a: &Item<'a>, b: &Item<'a>) -> Result<Option<Ordering>, Fault> {
        order(&a.system(self.types), &b.system(self.types)).map_err(|Unordered| self.operands(BinaryOp::Less, a, b))
    }

    fn computed(&self, op: BinaryOp, left: &Collection<'a>, right: &Collection<'a>) -> Answer<'a> {
        let (Some(a), Some(b)) = (self.valued(left)?, self.valued(right)?) else {
            return Ok(Collection::new());
        };
        self.arithmetic(op, a, b)
    }

    /// `a op b` of two items; nothing where the result is too large or does not exist.
    pub(super) fn arithmetic(&self, op: BinaryOp, a: &Item<'a>, b: &Item<'a>) -> Answer<'a> {
        let (x, y) = (a.system(self.types), b.system(self.types));
        if matches!(op, BinaryOp::WholeDivide | BinaryOp::Modulo)
            && let (Some(m), Some(n)) = (scalar(&x), scalar(&y))
        {
            return Ok(perhaps(number(op, m, n, (&x, &y))));
        }
        let result = match (&*x, &*y) {
            (Item::String(a), Item::String(b)) if op == BinaryOp::Add => {
                self.burn((a.len() + b.len()) / 16)?;
                Some(Item::text(format!("{a}{b}")))
            }
            (Item::Quantity(a), Item::Quantity(b)) => {
                let result = match op {
                    BinaryOp::Add => a.add(b),
                    BinaryOp::Subtract => a.add(&Quantity { value: b.value.negative(), ..(**b).clone() }),
                    BinaryOp::Multiply => a.combine(b, false),
                    BinaryOp::Divide => a.combine(b, true),
                    _ => None,
                };
                result.map(|quantity| Item::Quantity(Box::new(quantity)))
            }
            (instant @ (Item::Date(_) | Item::DateTime(_) | Item::Time(_)), Item::Quantity(duration))
                if matches!(op, BinaryOp::Add | BinaryOp::Subtract) =>
            {
                self.later(instant, duration, op == BinaryOp::Subtract)?
            }
            (Item::Quantity(quantity), other) | (other, Item::Quantity(quantity)) => {
                let number = numeric(other).ok_or_else(|| self.operands(op, a, b))?;
                let plain = Quantity::plain(number);
                let first = matches!(&*x, Item::Quantity(_));
                let (p, q) = if first { (&**quantity, &plain) } else { (&plain, &**quantity) };
                let result = match op {
                    BinaryOp::Multiply => p.combine(q, false),
                    BinaryOp::Divide => p.combine(q, true),
                    BinaryOp::Add => p.add(q),
                    BinaryOp::Subtract => p.add(&Quantity { value: q.value.negative(), ..q.clone() }),
                    _ => None,
                };
                result.map(|quantity| Item::Quantity(Box::new(quantity)))
            }
            (p, q) => match (numeric(p), numeric(q)) {
                (Some(m), Some(n)) => number(op, m, n, (p, q)),
                _ => return Err(self.operands(op, a, b)),
            },
        };
        Ok(perhaps(result))
    }

    /// A moment some time later, or earlier.
    fn later(&self, instant: &Item<'a>, duration: &Quantity, earlier: bool) -> Result<Option<Item<'a>>, Fault> {
        let unit = duration.duration().ok_or(Fault::Type { expected: "a length of time", found: "Quantity" })?;
        let longest = matches!(unit, CalendarUnit::Year | CalendarUnit::Month | CalendarUnit::Week | CalendarUnit::Day);
        if longest && matches!(instant, Item::Time(_)) {
            return Err(Fault::Type { expected: "a length of time shorter than a day", found: "Quantity" });
        }
        let value = if earlier { duration.value.negative() } else { duration.value };
        let Some((count, unit)) = self.counted(value, unit) else {
            return Ok(None);
        };
        Ok(match instant {
            Item::Date(date) => date.plus(count, unit).map(Item::Date),
            Item::DateTime(moment) => moment.plus(count, unit).map(Item::DateTime),
            Item::Time(time) => time.plus(count, unit).map(Item::Time),
            _ => None,
        })
    }

    /// A length of time in whole units. Fractions are dropped, except those of seconds: FHIRPath 2, which R4 goes by,
    /// drops these too, and later versions keep them (the two official suites differ in exactly this).
    fn counted(&self, value: Decimal, unit: CalendarUnit) -> Option<(i64, CalendarUnit)> {
        let fraction = value.normal().places() > 0;
        if unit == CalendarUnit::Second && fraction && self.types.release() != Release::R4 {
            let thousandths = value.times(Decimal::from(1000))?.round(0, Rounding::Zero);
            return Some((thousandths.whole()?, CalendarUnit::Millisecond));
        }
        Some((value.round(0, Rounding::Zero).whole()?, unit))
    }
}

fn numeric(item: &Item<'_>) -> Option<Decimal> {
    match item {
        Item::Integer(value) | Item::Long(value) => Some((*value).into()),
        Item::Decimal(value) => Some(*value),
        _ => None,
    }
}

/// A number, or a quantity without dimension.
fn scalar(item: &Item<'_>) -> Option<Decimal> {
    match item {
        Item::Quantity(quantity) => quantity.scalar(),
        other => numeric(other),
    }
}

/// A whole number of the kind of two operands; `None` beyond what the kind holds.
fn whole<'a>(value: Decimal, both: (&Item<'a>, &Item<'a>)) -> Option<Item<'a>> {
    let value = value.whole()?;
    if matches!(both, (Item::Integer(_), Item::Integer(_))) {
        i32::try_from(value).ok().map(|value| Item::Integer(value.into()))
    } else {
        Some(Item::Long(value))
    }
}

fn number<'a>(op: BinaryOp, a: Decimal, b: Decimal, both: (&Item<'a>, &Item<'a>)) -> Option<Item<'a>> {
    let whole_kind = |item: &Item<'_>| matches!(item, Item::Integer(_) | Item::Long(_));
    let integers = whole_kind(both.0) && whole_kind(both.1);
    let value = match op {
        BinaryOp::Add => a.plus(b),
        BinaryOp::Subtract => a.minus(b),
        BinaryOp::Multiply => a.times(b),
        BinaryOp::Divide => return a.over(b).map(Item::Decimal),
        BinaryOp::WholeDivide => {
            let quotient = a.whole_divide(b)?;
            // The quotient is a whole number whatever its operands are; it is written as one where it fits.
            return if integers { whole(quotient, both) } else { quotient.whole().map(fitting) };
        }
        BinaryOp::Modulo => a.remainder(b),
        _ => None,
    }?;
    if integers { whole(value, both) } else { Some(Item::Decimal(value)) }
}

/// A whole number as an Integer, or as a Long where it is too large for that.
pub(super) fn fitting<'a>(value: i64) -> Item<'a> {
    if i32::try_from(value).is_ok() { Item::Integer(value) } else { Item::Long(value) }
}

/// Two values that have no order by their kinds.
struct Unordered;

/// The order of two values; `None` where what is known does not decide.
fn order(a: &Item<'_>, b: &Item<'_>) -> Result<Option<Ordering>, Unordered> {
    let moment = |date: &Date| DateTime::from(*date);
    Ok(match (a, b) {
        (Item::String(a), Item::String(b)) => Some(a.as_ref().cmp(b.as_ref())),
        (Item::Date(a), Item::Date(b)) => order_dates(*a, *b),
        (Item::DateTime(a), Item::DateTime(b)) => order_moments(*a, *b),
        (Item::Date(a), Item::DateTime(b)) => order_moments(moment(a), *b),
        (Item::DateTime(a), Item::Date(b)) => order_moments(*a, moment(b)),
        (Item::Time(a), Item::Time(b)) => order_times(*a, *b),
        (Item::Quantity(a), Item::Quantity(b)) => a.order(b),
        (Item::Quantity(a), b) => a.order(&Quantity::plain(numeric(b).ok_or(Unordered)?)),
        (a, Item::Quantity(b)) => Quantity::plain(numeric(a).ok_or(Unordered)?).order(b),
        _ => match (numeric(a), numeric(b)) {
            (Some(a), Some(b)) => Some(a.cmp(&b)),
            _ => return Err(Unordered),
        },
    })
}
