//! Collections without repetition, without comparing each item with each.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::Value;

use super::{Evaluation, Fault};
use crate::value::{Collection, Item};

/// Up to so many items, comparing each with each costs less than sorting them into drawers.
const FEW: usize = 8;

/// Items of which no two are equal.
#[derive(Default)]
pub(super) struct Unique<'a> {
    items: Collection<'a>,
    /// Where items with a fingerprint stand; empty while there are few items.
    drawers: HashMap<u64, Vec<usize>>,
}

impl<'a> Unique<'a> {
    /// Items that are known to be without repetition.
    pub(super) fn of(items: Collection<'a>, evaluation: &Evaluation<'_, 'a>) -> Result<Self, Fault> {
        let mut unique = Self { items, drawers: HashMap::new() };
        if unique.items.len() >= FEW {
            evaluation.burn(unique.items.len())?;
            unique.open_drawers(evaluation);
        }
        Ok(unique)
    }

    fn open_drawers(&mut self, evaluation: &Evaluation<'_, 'a>) {
        for (at, item) in self.items.iter().enumerate() {
            self.drawers.entry(evaluation.fingerprint(item)).or_default().push(at);
        }
    }

    /// The items in the order in which they came first.
    pub(super) fn into_items(self) -> Collection<'a> {
        self.items
    }

    /// Adds an item unless an equal one is there; says whether it was added.
    pub(super) fn add(&mut self, item: Item<'a>, evaluation: &Evaluation<'_, 'a>) -> Result<bool, Fault> {
        if self.items.len() < FEW {
            if evaluation.holds(&self.items, &item)? {
                return Ok(false);
            }
            self.items.push(item);
            if self.items.len() == FEW {
                self.open_drawers(evaluation);
            }
            return Ok(true);
        }
        let drawer = self.drawers.entry(evaluation.fingerprint(&item)).or_default();
        evaluation.burn(1 + drawer.len())?;
        let mut inside = drawer.iter().filter_map(|at| self.items.get(*at));
        if inside.any(|other| evaluation.same(other, &item) == Some(true)) {
            return Ok(false);
        }
        drawer.push(self.items.len());
        self.items.push(item);
        Ok(true)
    }
}

impl<'a> Evaluation<'_, 'a> {
    /// A number that equal items share. Texts and parts of resources have one each, as good as; values that may be equal
    /// though written otherwise, as numbers and dates, share one.
    fn fingerprint(&self, item: &Item<'a>) -> u64 {
        match &*item.system(self.types) {
            Item::String(text) => hash(text.as_ref()),
            Item::Node(node) => node.value.map_or(1, of_value),
            _ => 0,
        }
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// Of an object: of its names and texts, in whatever order they stand. Deeper parts are left to the comparison.
fn of_value(value: &Value) -> u64 {
    let Value::Object(map) = value else {
        return 1;
    };
    map.iter().fold(map.len() as u64, |sum, (key, value)| {
        let text = value.as_str().map_or(0, |text| hash(text).rotate_left(17));
        sum.wrapping_add(hash(key) ^ text)
    })
}
