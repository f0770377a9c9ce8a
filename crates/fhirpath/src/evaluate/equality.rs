//! `=`, `~` and membership.

use super::unique::Unique;
use super::{Evaluation, Fault};
use crate::calendar::{order_dates, order_moments, order_times, same_precision};
use crate::value::{Collection, Item, Node, equivalent_numbers, json_equal, json_equivalent, plain_text};
use crate::{DateTime, Decimal};

impl<'a> Evaluation<'_, 'a> {
    /// `=`: nothing where either side is empty or what is known does not decide.
    pub(super) fn equal(&self, a: &Collection<'a>, b: &Collection<'a>) -> Result<Option<bool>, Fault> {
        if a.is_empty() || b.is_empty() {
            return Ok(None);
        }
        if a.len() != b.len() {
            return Ok(Some(false));
        }
        self.burn(a.len())?;
        let mut sure = true;
        for (a, b) in a.iter().zip(b) {
            match self.same(a, b) {
                Some(false) => return Ok(Some(false)),
                Some(true) => {}
                None => sure = false,
            }
        }
        Ok(sure.then_some(true))
    }

    /// Whether two items are equal; `None` where what is known does not decide.
    pub(super) fn same(&self, a: &Item<'a>, b: &Item<'a>) -> Option<bool> {
        if let (Item::Node(a), Item::Node(b)) = (a, b)
            && !self.is_value(a)
            && !self.is_value(b)
        {
            return Some(node_equal(a, b));
        }
        same_system(&a.system(self.types), &b.system(self.types))
    }

    /// Whether a node is a primitive with a value.
    fn is_value(&self, node: &Node<'a>) -> bool {
        node.value.is_some_and(|value| !value.is_object())
    }

    /// `~` of collections: their order does not count.
    pub(super) fn equivalent(&self, a: &Collection<'a>, b: &Collection<'a>) -> Result<bool, Fault> {
        if a.len() != b.len() {
            return Ok(false);
        }
        if let ([a], [b]) = (a.as_slice(), b.as_slice()) {
            return Ok(self.alike(a, b));
        }
        let mut rest: Vec<&Item<'a>> = b.iter().collect();
        for item in a {
            self.burn(rest.len())?;
            match rest.iter().position(|other| self.alike(item, other)) {
                Some(at) => rest.swap_remove(at),
                None => return Ok(false),
            };
        }
        Ok(true)
    }

    fn alike(&self, a: &Item<'a>, b: &Item<'a>) -> bool {
        if let (Item::Node(a), Item::Node(b)) = (a, b)
            && !self.is_value(a)
            && !self.is_value(b)
        {
            let both = |a: Option<&_>, b: Option<&_>| match (a, b) {
                (Some(a), Some(b)) => json_equivalent(a, b),
                (None, None) => true,
                _ => false,
            };
            // What a primitive has besides its value does not count here.
            return both(a.value, b.value);
        }
        match (&*a.system(self.types), &*b.system(self.types)) {
            (Item::String(a), Item::String(b)) => a == b || plain_text(a) == plain_text(b),
            (Item::Quantity(a), Item::Quantity(b)) => a.equivalent(b),
            (Item::DateTime(a), Item::DateTime(b)) => moments_alike(*a, *b),
            (Item::Date(a), Item::DateTime(b)) => moments_alike((*a).into(), *b),
            (Item::DateTime(a), Item::Date(b)) => moments_alike(*a, (*b).into()),
            (a, b) => match (decimal(a), decimal(b)) {
                (Some(a), Some(b)) => equivalent_numbers(a, b, b),
                _ => same_system(a, b).unwrap_or(false),
            },
        }
    }

    /// Whether a collection has an item.
    pub(super) fn holds(&self, all: &[Item<'a>], item: &Item<'a>) -> Result<bool, Fault> {
        self.burn(all.len())?;
        Ok(all.iter().any(|other| self.same(other, item) == Some(true)))
    }

    /// The items without repetition, in their order.
    pub(super) fn distinct(&self, input: Collection<'a>) -> Result<Collection<'a>, Fault> {
        if input.len() < 2 {
            return Ok(input);
        }
        let mut unique = Unique::default();
        for item in input {
            unique.add(item, self)?;
        }
        Ok(unique.into_items())
    }
}

fn node_equal(a: &Node<'_>, b: &Node<'_>) -> bool {
    let both = |a: Option<&_>, b: Option<&_>| match (a, b) {
        (Some(a), Some(b)) => std::ptr::eq(a, b) || json_equal(a, b),
        (None, None) => true,
        _ => false,
    };
    both(a.value, b.value) && both(a.twin, b.twin)
}

fn decimal(item: &Item<'_>) -> Option<Decimal> {
    match item {
        Item::Integer(value) | Item::Long(value) => Some((*value).into()),
        Item::Decimal(value) => Some(*value),
        _ => None,
    }
}

fn moments_alike(a: DateTime, b: DateTime) -> bool {
    same_precision(a, b) && order_moments(a, b).is_some_and(std::cmp::Ordering::is_eq)
}

fn same_system(a: &Item<'_>, b: &Item<'_>) -> Option<bool> {
    let decided = |order: Option<std::cmp::Ordering>| order.map(std::cmp::Ordering::is_eq);
    match (a, b) {
        (Item::Boolean(a), Item::Boolean(b)) => Some(a == b),
        (Item::String(a), Item::String(b)) => Some(a == b),
        (Item::Integer(a) | Item::Long(a), Item::Integer(b) | Item::Long(b)) => Some(a == b),
        (Item::Date(a), Item::Date(b)) => decided(order_dates(*a, *b)),
        (Item::DateTime(a), Item::DateTime(b)) => decided(order_moments(*a, *b)),
        (Item::Date(a), Item::DateTime(b)) | (Item::DateTime(b), Item::Date(a)) => {
            decided(order_moments((*a).into(), *b))
        }
        (Item::Time(a), Item::Time(b)) => decided(order_times(*a, *b)),
        (Item::Quantity(a), Item::Quantity(b)) => a.equals(b),
        (Item::Quantity(quantity), other) | (other, Item::Quantity(quantity)) => match decimal(other) {
            Some(number) => crate::Quantity::plain(number).equals(quantity),
            None => Some(false),
        },
        (Item::Type(a), Item::Type(b)) => Some(a == b),
        (Item::Node(a), Item::Node(b)) => Some(node_equal(a, b)),
        _ => match (decimal(a), decimal(b)) {
            (Some(a), Some(b)) => Some(a == b),
            _ => Some(false),
        },
    }
}
