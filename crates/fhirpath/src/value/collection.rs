//! Items in their order.

use std::ops::Deref;

use super::Item;

/// Items in their order. None and one, which most expressions give at most steps, need no memory of their own. It reads
/// as a slice.
#[derive(Debug, Clone, Default)]
pub struct Collection<'a>(Items<'a>);

// The tag stands apart: where it shares the item's own, every item that is moved is taken apart and put together again,
// which takes longer than anything else that is done with it.
#[derive(Debug, Clone)]
#[repr(u64)]
enum Items<'a> {
    Few(Option<Item<'a>>),
    Many(Vec<Item<'a>>),
}

impl Default for Items<'_> {
    fn default() -> Self {
        Self::Few(None)
    }
}

impl<'a> Collection<'a> {
    /// Nothing.
    pub const fn new() -> Self {
        Self(Items::Few(None))
    }

    /// One item.
    pub const fn one(item: Item<'a>) -> Self {
        Self(Items::Few(Some(item)))
    }

    /// Adds an item at the end.
    pub fn push(&mut self, item: Item<'a>) {
        match &mut self.0 {
            Items::Many(list) => list.push(item),
            Items::Few(few) => match few.take() {
                None => *few = Some(item),
                Some(first) => {
                    let mut list = Vec::with_capacity(8);
                    list.push(first);
                    list.push(item);
                    self.0 = Items::Many(list);
                }
            },
        }
    }

    /// The items.
    pub fn as_slice(&self) -> &[Item<'a>] {
        match &self.0 {
            Items::Few(few) => few.as_slice(),
            Items::Many(list) => list,
        }
    }
}

impl<'a> Deref for Collection<'a> {
    type Target = [Item<'a>];

    fn deref(&self) -> &[Item<'a>] {
        self.as_slice()
    }
}

impl<'a> From<Option<Item<'a>>> for Collection<'a> {
    fn from(item: Option<Item<'a>>) -> Self {
        Self(Items::Few(item))
    }
}

impl<'a> Extend<Item<'a>> for Collection<'a> {
    fn extend<T: IntoIterator<Item = Item<'a>>>(&mut self, items: T) {
        if let Items::Many(list) = &mut self.0 {
            return list.extend(items);
        }
        let mut items = items.into_iter();
        while let Some(item) = items.next() {
            self.push(item);
            if let Items::Many(list) = &mut self.0 {
                return list.extend(items);
            }
        }
    }
}

impl<'a> FromIterator<Item<'a>> for Collection<'a> {
    fn from_iter<T: IntoIterator<Item = Item<'a>>>(items: T) -> Self {
        let mut out = Self::new();
        out.extend(items);
        out
    }
}

/// Takes the items of a collection one by one.
#[derive(Debug)]
pub enum IntoIter<'a> {
    /// None or one.
    Few(std::option::IntoIter<Item<'a>>),
    /// Several.
    Many(std::vec::IntoIter<Item<'a>>),
}

impl<'a> Iterator for IntoIter<'a> {
    type Item = Item<'a>;

    fn next(&mut self) -> Option<Item<'a>> {
        match self {
            Self::Few(few) => few.next(),
            Self::Many(list) => list.next(),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match self {
            Self::Few(few) => few.size_hint(),
            Self::Many(list) => list.size_hint(),
        }
    }
}

impl DoubleEndedIterator for IntoIter<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        match self {
            Self::Few(few) => few.next_back(),
            Self::Many(list) => list.next_back(),
        }
    }
}

impl<'a> IntoIterator for Collection<'a> {
    type Item = Item<'a>;
    type IntoIter = IntoIter<'a>;

    fn into_iter(self) -> IntoIter<'a> {
        match self.0 {
            Items::Few(few) => IntoIter::Few(few.into_iter()),
            Items::Many(list) => IntoIter::Many(list.into_iter()),
        }
    }
}

impl<'c, 'a> IntoIterator for &'c Collection<'a> {
    type Item = &'c Item<'a>;
    type IntoIter = std::slice::Iter<'c, Item<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.as_slice().iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_small() {
        assert_eq!((size_of::<Item>(), size_of::<Collection>()), (32, 40));
    }

    #[test]
    fn items_come_out_as_they_went_in() {
        for count in 0..20 {
            let all: Collection = (0..count).map(Item::Integer).collect();
            let numbers = |item: &Item| matches!(item, Item::Integer(_));
            assert_eq!((all.len() as i64, all.iter().all(numbers)), (count, true));
            let types = fhir::types::Types::of(fhir::types::Release::R4);
            let back: Vec<_> = all.into_iter().rev().filter_map(|item| item.as_whole(types)).collect();
            assert_eq!(back, (0..count).rev().collect::<Vec<_>>());
        }
    }
}
