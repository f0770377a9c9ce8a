//! Counts of voices that stand close to each other (docs/decisions/0014): which of them are withheld. Pure.
//!
//! Two cards may count the same voices (answered within 30 days, within 90; by month, by quarter). If one count is larger by one to four,
//! their difference tells of a group that no page may show. The rule is static: it asks who was told first, never who read what.
//!
//! 1. A count is weighed when it is told for the first time: the day its days are over, or the day after its card was given its
//!    measure if that is later; on one day, older cards first. What was weighed stays, so no count that was read is taken back.
//! 2. Of one place and period, and of what is nested in it, it differs from every count that is told by nothing, or by the floor of cells
//!    at least; else it is withheld. The same for voices that were not answered, and with the floor of groups for how many were counted.
//! 3. A quarter is weighed against its months, a year against its quarters and months, taken away together: what is left must be
//!    nothing, or large enough, and never a single month that is hidden for its neighbours.
//! 4. Where a count is withheld at a place, what stands under the same total is hidden as for any hidden number
//!    (`understanding::cards::typed`).
//!
//! Nested sets, out of the measures: answered (or changed) within fewer days lies in answered within more, that in all who asked, and each
//! month in its quarter and year. Replies and changes are counted among different voices and are not weighed against each other.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Day, Id, Wave, kinds};
use measures::floors::Floors;
use understanding::cards::{
    Card, CardId,
    model::Rhythm,
    typed::{Entry, Shown, shown, shown_without},
};

use super::model::{Counted, Fact, counted};

type Place = Id<kinds::Place>;

/// What a card counts, and since when it is there.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// The card.
    pub card: CardId,
    /// What it counts.
    pub what: Counted,
    /// Of which periods.
    pub rhythm: Rhythm,
    /// The day on which it was chosen that it counts this.
    pub chosen: Day,
}

impl Column {
    /// What a card counts; none where it counts no voices.
    pub fn of(card: &Card) -> Option<Self> {
        let what = Counted::of(card.measure.as_ref()?)?;
        Some(Self { card: card.id, what, rhythm: card.face.rhythm, chosen: card.measured.unwrap_or(card.created) })
    }

    /// The first day on which the count of a period is told: its days are over, and it was chosen on a day before. On the day itself
    /// the choice may still be changed, and two ways to count would be read.
    pub fn told_from(&self, start: Wave) -> Day {
        self.what.told_from(self.rhythm, start).max(self.chosen.plus_days(1))
    }
}

/// What every card tells of every place and period.
pub type Told = BTreeMap<CardId, BTreeMap<(Place, Wave), Shown>>;

/// A count that is told.
#[derive(Debug, Clone, Copy)]
struct Cell {
    what: Counted,
    rhythm: Rhythm,
    start: Wave,
    count: i64,
    of: i64,
}

/// What may be told by the cards that count voices. `facts` are those of whole calendar years.
pub fn told(
    columns: &[Column],
    facts: &[Fact],
    parent: &BTreeMap<Place, Option<Place>>,
    floors: &Floors,
    today: Day,
) -> Told {
    let above = |place: Place| -> Vec<Place> {
        let up = |place: &Place| parent.get(place).copied().flatten();
        std::iter::successors(Some(place), up).take(parent.len().max(1)).collect()
    };
    let mut steps = Vec::new();
    let mut beside: BTreeSet<(Counted, Place, Wave)> = BTreeSet::new();
    for column in columns {
        let mut by_period: BTreeMap<Wave, Vec<Entry>> = BTreeMap::new();
        for entry in counted(facts, (column.what, column.rhythm), &above, today) {
            by_period.entry(entry.wave).or_default().push(entry);
        }
        let due = by_period.into_iter().map(|(start, entries)| (column.told_from(start), column, start, entries));
        steps.extend(due.filter(|(from, ..)| *from <= today));
        let months = shown(&counted(facts, (column.what, Rhythm::Month), &above, today), true, parent, floors);
        let hidden = months.into_iter().filter(|(_, shown)| *shown == Shown::Neighbour);
        beside.extend(hidden.map(|((place, month), _)| (column.what, place, month)));
    }
    steps.sort_by_key(|(from, column, start, _)| (*from, column.chosen, column.card, *start));
    let (mut told, mut kept): (Told, BTreeMap<Place, Vec<Cell>>) = (Told::new(), BTreeMap::new());
    for (_, column, start, entries) in steps {
        let cell = |count: u64, of: u64| Cell {
            what: column.what,
            rhythm: column.rhythm,
            start,
            count: i64::try_from(count).unwrap_or(i64::MAX),
            of: i64::try_from(of).unwrap_or(i64::MAX),
        };
        let alone = shown(&entries, true, parent, floors);
        let close = alone.iter().filter_map(|((place, wave), shown)| {
            let Shown::Share { count, of } = *shown else { return None };
            let others = kept.get(place).map_or(&[][..], Vec::as_slice);
            let is_beside = |what: Counted, month: Wave| beside.contains(&(what, *place, month));
            (!may_stand(&cell(count, of), others, floors, &is_beside)).then_some((*place, *wave))
        });
        let close: BTreeSet<(Place, Wave)> = close.collect();
        for ((place, wave), shown) in shown_without(&entries, &close, parent, floors) {
            if let Shown::Share { count, of } = shown {
                kept.entry(place).or_default().push(cell(count, of));
            }
            told.entry(column.card).or_default().insert((place, wave), shown);
        }
    }
    told
}

/// Whether a count may stand beside those that are told of the same place.
fn may_stand(new: &Cell, others: &[Cell], floors: &Floors, is_beside: &dyn Fn(Counted, Wave) -> bool) -> bool {
    let mut all: Vec<Cell> = others.iter().filter(|one| one.what.is_of_kind(new.what)).copied().collect();
    let pairs = all.iter().filter(|one| (one.rhythm, one.start) == (new.rhythm, new.start));
    if !pairs.into_iter().all(|one| is_enough(one.count - new.count, floors.cell())) {
        return false;
    }
    all.push(*new);
    let around = all.iter().filter(|one| one.rhythm >= new.rhythm && one.rhythm.start(new.start) == one.start);
    around.into_iter().all(|whole| rests(whole, &all, floors, is_beside))
}

/// Nothing, or at least so many.
const fn is_enough(n: i64, floor: u64) -> bool {
    n == 0 || n.unsigned_abs() >= floor
}

/// Whether all that is left of a count, when the periods inside are taken away, may be told.
fn rests(whole: &Cell, all: &[Cell], floors: &Floors, is_beside: &dyn Fn(Counted, Wave) -> bool) -> bool {
    let months: Vec<Wave> = whole.rhythm.months_of(whole.start).collect();
    let quarters: Vec<Wave> = months.iter().copied().filter(|month| Rhythm::Quarter.start(*month) == *month).collect();
    // In each quarter of a year the quarter or its months are taken away.
    let ways = if whole.rhythm == Rhythm::Year { 1_u32 << quarters.len() } else { 1 };
    [true, false].into_iter().all(|of_count| {
        let days = whole.what.days();
        let part = |rhythm: Rhythm, start: Wave| {
            let inside = all.iter().filter(|one| (one.rhythm, one.start) == (rhythm, start));
            // Sooner lies in later; who still waits later lay among those who waited sooner.
            if of_count {
                inside.filter(|one| one.what.days() <= days).max_by_key(|one| one.what.days())
            } else {
                inside.filter(|one| one.what.days() >= days).min_by_key(|one| one.what.days())
            }
        };
        let side = |cell: &Cell| if of_count { cell.count } else { cell.of - cell.count };
        (0..ways).all(|way| {
            let (mut rest, mut of, mut left) = (side(whole), whole.of, Vec::new());
            for (at, quarter) in months.chunks(3).enumerate() {
                let Some(first) = quarter.first().copied() else { continue };
                let by_quarter = whole.rhythm == Rhythm::Year && way >> at & 1 == 1;
                let whole_quarter = part(Rhythm::Quarter, first).filter(|_| by_quarter);
                let parts: Vec<(Option<&Cell>, &[Wave])> = match whole_quarter {
                    Some(cell) => vec![(Some(cell), quarter)],
                    None => quarter.chunks(1).map(|month| (month_of(month, &part), month)).collect(),
                };
                for (cell, covered) in parts {
                    match cell {
                        Some(cell) if whole.rhythm != cell.rhythm => {
                            rest -= side(cell);
                            of -= cell.of;
                        }
                        _ => left.extend_from_slice(covered),
                    }
                }
            }
            let lone = if let [month] = left[..] { Some(month) } else { None };
            let is_lone = whole.rhythm != Rhythm::Month && lone.is_some_and(|month| is_beside(whole.what, month));
            is_enough(rest, floors.cell()) && is_enough(of, floors.inside()) && !is_lone
        })
    })
}

fn month_of<'a>(month: &[Wave], part: &impl Fn(Rhythm, Wave) -> Option<&'a Cell>) -> Option<&'a Cell> {
    part(Rhythm::Month, *month.first()?)
}

#[cfg(test)]
#[path = "close_tests.rs"]
mod tests;
