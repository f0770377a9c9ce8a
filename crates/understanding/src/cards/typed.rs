//! Numbers that people type in, by place and period (kept as its first month), and what of them may be shown (hard rule 5). Pure.
//!
//! Whoever counts by hand counts people or their files, so the floors hold here too:
//!
//! 1. a share of fewer people than the floor shows nothing;
//! 2. a numerator or its complement from 1 to 4 (under the floor of cells) is hidden, and the share with it;
//! 3. where a place above has a number of its own for the month, whatever is hidden under it could be got by subtraction: then all
//!    places under it are hidden for that month. More is hidden than need be, and nothing has to be computed to be sure;
//! 4. what is hidden at a place is hidden under it, since its parts would add up to it.
//!
//! A number with a unit that counts no people (days, seats) is shown as it is. Months are never added up, so no total gives a month
//! away.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Id, Wave, kinds};
use measures::floors::Floors;

/// The id of a place.
type Place = Id<kinds::Place>;

/// One number of a place and a period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry {
    /// Where.
    pub place: Place,
    /// The first month of the period.
    pub wave: Wave,
    /// The number; of a share the numerator, whole.
    pub value: f64,
    /// Of a share, the denominator.
    pub of: Option<u64>,
}

/// What may be shown of an entry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shown {
    /// A share: so many of so many.
    Share {
        /// How many.
        count: u64,
        /// Of how many.
        of: u64,
    },
    /// A number with its unit.
    Number(f64),
    /// Too few people: so many more are needed.
    TooFew {
        /// The floor in force.
        floor: u64,
        /// How many more.
        needed: u64,
    },
    /// A side of from 1 to 4 people would be told.
    Small,
    /// Hidden because it, or a neighbour, could be computed from the place above.
    Neighbour,
    /// Withheld because another card tells a count of nearly the same people.
    Close,
}

impl Shown {
    /// Whether a number is shown.
    pub const fn is_shown(self) -> bool {
        matches!(self, Self::Share { .. } | Self::Number(_))
    }

    /// The name in word keys of why it is hidden.
    pub const fn why(self) -> Option<&'static str> {
        match self {
            Self::Share { .. } | Self::Number(_) => None,
            Self::TooFew { .. } => Some("too-few"),
            Self::Small => Some("small"),
            Self::Neighbour => Some("neighbour"),
            Self::Close => Some("close"),
        }
    }
}

/// Whether a side of a count is too small to be told.
const fn is_small(n: u64, floors: &Floors) -> bool {
    n > 0 && n < floors.cell()
}

/// What may be shown of an entry by itself.
fn alone(entry: &Entry, of_people: bool, floors: &Floors) -> Shown {
    let Some(of) = entry.of else {
        // Beyond what a count may be, a number is no count of people: it is shown as it was typed.
        let is_count = entry.value.fract() == 0.0 && (0.0..1e9).contains(&entry.value);
        return if of_people && is_count && is_small(entry.value as u64, floors) {
            Shown::Small
        } else {
            Shown::Number(entry.value)
        };
    };
    let count = whole(entry.value).unwrap_or_default().min(of);
    if of < floors.inside() {
        Shown::TooFew { floor: floors.inside(), needed: floors.inside() - of }
    } else if is_small(count, floors) || is_small(of - count, floors) {
        Shown::Small
    } else {
        Shown::Share { count, of }
    }
}

/// What may be shown of all entries of a card. `parent` tells the place above each place; entries of places that it does not know
/// stand alone.
pub fn shown(
    entries: &[Entry],
    of_people: bool,
    parent: &BTreeMap<Place, Option<Place>>,
    floors: &Floors,
) -> BTreeMap<(Place, Wave), Shown> {
    let told: BTreeMap<(Place, Wave), Shown> =
        entries.iter().map(|entry| ((entry.place, entry.wave), alone(entry, of_people, floors))).collect();
    if !of_people && entries.iter().all(|entry| entry.of.is_none()) {
        return told;
    }
    with_neighbours(told, entries, parent)
}

/// The same of counts of people, where some are withheld for a reason of their own: what stands beside them is hidden as for any other.
pub fn shown_without(
    entries: &[Entry],
    withheld: &BTreeSet<(Place, Wave)>,
    parent: &BTreeMap<Place, Option<Place>>,
    floors: &Floors,
) -> BTreeMap<(Place, Wave), Shown> {
    let told = entries.iter().map(|entry| {
        let at = (entry.place, entry.wave);
        let shown = alone(entry, true, floors);
        (at, if shown.is_shown() && withheld.contains(&at) { Shown::Close } else { shown })
    });
    with_neighbours(told.collect(), entries, parent)
}

/// Hides what would tell a hidden number, or be told with it, under the same total.
fn with_neighbours(
    mut told: BTreeMap<(Place, Wave), Shown>,
    entries: &[Entry],
    parent: &BTreeMap<Place, Option<Place>>,
) -> BTreeMap<(Place, Wave), Shown> {
    let mut ordered: Vec<(usize, &Entry)> = entries.iter().map(|entry| (depth(entry.place, parent), entry)).collect();
    ordered.sort_by_key(|(depth, _)| *depth);
    // From the top down: what is decided above is known before what is under it.
    let mut families: BTreeMap<(Place, Wave), Vec<Place>> = BTreeMap::new();
    let mut tops = Vec::new();
    for (_, entry) in ordered {
        if let Some(over) = above(entry, &told, parent) {
            let family = families.entry((over, entry.wave)).or_default();
            if family.is_empty() {
                tops.push((over, entry.wave));
            }
            family.push(entry.place);
        }
    }
    for top in tops {
        let Some(family) = families.get(&top) else { continue };
        let is_hidden = |place: Place| told.get(&(place, top.1)).is_some_and(|shown| !shown.is_shown());
        if is_hidden(top.0) || family.iter().any(|place| is_hidden(*place)) {
            for place in family {
                if let Some(shown) = told.get_mut(&(*place, top.1)).filter(|shown| shown.is_shown()) {
                    *shown = Shown::Neighbour;
                }
            }
        }
    }
    told
}

/// How many places stand above one, at most as many as there are.
fn depth(place: Place, parent: &BTreeMap<Place, Option<Place>>) -> usize {
    std::iter::successors(Some(place), |place| parent.get(place).copied().flatten()).take(parent.len() + 1).count()
}

/// The nearest place above an entry that has a number for the same month.
fn above(
    entry: &Entry,
    told: &BTreeMap<(Place, Wave), Shown>,
    parent: &BTreeMap<Place, Option<Place>>,
) -> Option<Place> {
    std::iter::successors(parent.get(&entry.place).copied().flatten(), |place| parent.get(place).copied().flatten())
        .take(parent.len())
        .find(|place| told.contains_key(&(*place, entry.wave)))
}

/// A whole number of people; none for what is no such number.
pub fn whole(value: f64) -> Option<u64> {
    (value.fract() == 0.0 && (0.0..=1e9).contains(&value)).then_some(value as u64)
}

/// The largest number that is accepted.
const MOST: f64 = 1e9;

/// A number as people type it, with a comma or a point, spaces between thousands; none for what is no number.
pub fn number_of(typed: &str) -> Option<f64> {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c }).collect();
    let is_plain = !plain.is_empty() && plain.chars().all(|c| c.is_ascii_digit() || c == '.');
    let value: f64 = plain.parse().ok().filter(|_| is_plain)?;
    (0.0..=MOST).contains(&value).then_some(value)
}

/// Why what was typed is no entry, as a word key.
pub fn entry_of(
    (place, wave): (Place, Wave),
    (value, of): (&str, &str),
    denominator: bool,
) -> Result<Entry, &'static str> {
    let value = number_of(value).ok_or("cards-typed-not-number")?;
    if !denominator {
        return Ok(Entry { place, wave, value, of: None });
    }
    let of = number_of(of).and_then(whole).ok_or("cards-typed-not-whole")?;
    let count = whole(value).ok_or("cards-typed-not-whole")?;
    match (of, count > of) {
        (0, _) => Err("cards-typed-of-nobody"),
        (_, true) => Err("cards-typed-more"),
        _ => Ok(Entry { place, wave, value, of: Some(of) }),
    }
}

#[cfg(test)]
#[path = "typed_tests.rs"]
mod tests;
