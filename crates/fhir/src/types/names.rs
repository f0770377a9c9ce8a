//! The names of the elements of a type, and what was found by them before.

use std::sync::atomic::{AtomicU64, Ordering};

use super::{Release, TypeId};

/// Where an element stands in the tables, and which of its ways to be written a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) element: u16,
    /// [`Place::OPEN`] for a choice by its own name.
    pub(super) written: u16,
}

impl Place {
    pub(super) const OPEN: u16 = u16::MAX;
}

/// The names of one type, in a table at most half full where a name's first place follows from what is seen of it at a
/// glance: most names are found at the first look, and most strangers are told by an empty place.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// The glance at each name, 0 where there is none, and what it leads to. As many as a power of two, or none.
    slots: Vec<(u32, Place)>,
}

/// The length of a name with its first, middle and last letters. Few names of one type share them.
fn glance(name: &str) -> u32 {
    let letters = name.as_bytes();
    let letter = |at: usize| letters.get(at).copied().unwrap_or_default();
    let length = u8::try_from(letters.len()).unwrap_or(u8::MAX);
    u32::from_be_bytes([length, letter(0), letter(letters.len() / 2), letter(letters.len().wrapping_sub(1))])
}

impl Names {
    /// No names.
    pub(super) const NONE: Self = Self { slots: Vec::new() };

    /// A table of names. Of equal ones the first is found.
    pub(super) fn of(all: &[(&str, Place)]) -> Self {
        if all.is_empty() {
            return Self::NONE;
        }
        let mut slots = vec![(0, Place { element: 0, written: 0 }); (all.len() * 2).next_power_of_two()];
        let mask = slots.len() - 1;
        for (name, place) in all {
            let glance = glance(name);
            let mut at = spread(glance) & mask;
            while slots.get(at).is_some_and(|slot| slot.0 != 0) {
                at = (at + 1) & mask;
            }
            if let Some(slot) = slots.get_mut(at) {
                *slot = (glance, *place);
            }
        }
        Self { slots }
    }

    /// What a name leads to; `spelled` says which name led to a place.
    pub(super) fn find<'t>(&self, name: &str, spelled: impl Fn(Place) -> Option<&'t str>) -> Option<Place> {
        let glance = glance(name);
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = spread(glance) & mask;
        // At least half of the places are empty, so this ends.
        loop {
            let (seen, place) = *self.slots.get(at)?;
            if seen == 0 {
                return None;
            }
            if seen == glance && spelled(place) == Some(name) {
                return Some(place);
            }
            at = (at + 1) & mask;
        }
    }
}

/// Scatters glances, whose letters are much alike, over a table.
const fn spread(glance: u32) -> usize {
    (glance.wrapping_mul(0x9e37_79b1) >> 15) as usize
}

/// What a name led to when it was last asked for, kept beside the name: an expression that is evaluated again meets the
/// same types again. It never changes what is found, and two of them are always equal.
#[derive(Debug, Default)]
pub struct Memo(AtomicU64);

impl Memo {
    /// Nothing asked yet.
    pub const fn new() -> Self {
        Self(AtomicU64::new(0))
    }

    /// What was found for this type last time, or is found now.
    ///
    /// One number holds all of it (from the top: the type, the element, the way it is written, and a mark for the release
    /// and for whether anything was found), so that threads which share an expression never see parts of two findings.
    pub(super) fn recall(&self, release: Release, id: TypeId, find: impl FnOnce() -> Option<Place>) -> Option<Place> {
        let mark: u64 = if release == Release::R4 { 1 } else { 2 };
        let known = self.0.load(Ordering::Relaxed);
        let [a, b, c, d, e, f, g, h] = known.to_be_bytes();
        if u16::from_be_bytes([a, b]) == id.0 && u16::from_be_bytes([g, h]) & 3 == mark as u16 {
            let place = Place { element: u16::from_be_bytes([c, d]), written: u16::from_be_bytes([e, f]) };
            return (h & 4 != 0).then_some(place);
        }
        let found = find();
        let (mark, place) = match found {
            Some(place) => (mark | 4, place),
            None => (mark, Place { element: 0, written: 0 }),
        };
        let all = u64::from(id.0) << 48 | u64::from(place.element) << 32 | u64::from(place.written) << 16 | mark;
        self.0.store(all, Ordering::Relaxed);
        found
    }
}

impl Clone for Memo {
    fn clone(&self) -> Self {
        Self(AtomicU64::new(self.0.load(Ordering::Relaxed)))
    }
}

impl PartialEq for Memo {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::super::Types;
    use super::*;

    #[test]
    fn what_is_recalled_is_what_is_found_whatever_was_asked_before() {
        let memos: Vec<Memo> = (0..3).map(|_| Memo::new()).collect();
        for _ in 0..2 {
            for types in [Types::of(Release::R4), Types::of(Release::R5)] {
                for id in types.names().filter_map(|name| types.named(name)).step_by(7) {
                    for (name, memo) in ["value", "valueQuantity", "id"].into_iter().zip(&memos) {
                        for _ in 0..2 {
                            let (fresh, recalled) =
                                (types.recalled(id, name, &Memo::new()), types.recalled(id, name, memo));
                            let names =
                                |found: Option<(&super::super::ElementType, Option<&super::super::Written>)>| {
                                    found.map(|(element, written)| {
                                        (element.name(), written.map(|one| one.name().to_owned()))
                                    })
                                };
                            assert_eq!(names(recalled), names(fresh), "{} {name}", types.name(id));
                        }
                    }
                }
            }
        }
    }
}
