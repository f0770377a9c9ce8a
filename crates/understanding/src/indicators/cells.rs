//! Which cells of the distributions of a year may be shown, at every place and in every month of it, decided together.
//!
//! Whoever reads pages knows three kinds of sums: the answers to a question make its total; the children of a place and
//! what counts at the place itself make the place; the months of a year make the year. So each line of counts (the
//! answers to a question, or its kinds of missing) is a frame of [`measures::nested`]: the places of each month are its first
//! way, the years of the places its second, and what a place counts in a month by itself is an atom. What counts at a place
//! and at none of its children has no page, but it can be computed.
//!
//! The score beside the tables is one more sum: where it would tell a hidden cell (one person more or fewer in it would be
//! another score, rounded as it is shown), other cells are hidden, or the score ([`Decided::scores`]).

use std::collections::{BTreeMap, HashMap, HashSet};

use kernel::{Id, Wave, kinds};
use measures::{
    floors::{Floors, Reason},
    nested::{self, Face, Frame, Group, Protected, Way},
    suppress::{Cell, list},
};

use super::ledger::{Ledger, Period};

type PlaceId = Id<kinds::Place>;

/// A list of counts that is made safe as one: the answers to a question, or its kinds of missing.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The link id of the question.
    pub item: String,
    /// Its codes, in printed order.
    pub codes: Vec<String>,
    /// How its answers move the score of the instrument; nothing where they don't.
    pub pull: Option<Pull>,
}

/// How the answers to a question move a person's score.
#[derive(Debug, Clone, PartialEq)]
pub struct Pull {
    /// What each code is worth, 0 to 100.
    pub points: Vec<f64>,
    /// Of how many answers, at the fewest, the score of a person is the mean.
    pub fewest: u64,
}

/// A line as a page may show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Safe {
    /// The people counted in the line.
    pub total: u64,
    /// The cells, in the order of the codes.
    pub cells: Vec<Cell>,
    /// Why cells are hidden; nothing when none is.
    pub reason: Option<Reason>,
}

impl Safe {
    /// Whether so few people are counted that a table would only say how few: one sentence says that they are few.
    pub const fn is_few(&self, floors: &Floors) -> bool {
        0 < self.total && self.total < floors.cell()
    }
}

/// Whose counts: a place with everything under it, or what counts at a place and at none of its children.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Whose {
    Place(PlaceId),
    Rest(PlaceId),
}

type Key = (Whose, Period);

/// The counts of a year of a campaign, as they are in the tables.
#[derive(Debug, Clone)]
pub struct Sheet<'a> {
    ledger: &'a Ledger,
    year: i16,
    lines: Vec<Line>,
    at: HashMap<(String, String), (usize, usize)>,
    /// What counts at each place itself in each wave; in order, since which of two cells is hidden must not depend on a map.
    own: BTreeMap<(PlaceId, Wave), Vec<Vec<u64>>>,
}

impl<'a> Sheet<'a> {
    /// An empty sheet over some lines.
    pub fn new(ledger: &'a Ledger, year: i16, lines: Vec<Line>) -> Self {
        let mut at = HashMap::new();
        for (line, one) in lines.iter().enumerate() {
            for (code, name) in one.codes.iter().enumerate() {
                at.insert((one.item.clone(), name.clone()), (line, code));
            }
        }
        Self { ledger, year, lines, at, own: BTreeMap::new() }
    }

    /// Adds `n` people who gave a code at a place in a wave of the year. A code of no line is not counted here.
    pub fn add(&mut self, place: PlaceId, wave: Wave, item: &str, code: &str, n: u64) {
        let Some((line, code)) = self.at.get(&(item.to_owned(), code.to_owned())).copied() else { return };
        let empty = || self.lines.iter().map(|line| vec![0; line.codes.len()]).collect();
        let counts = self.own.entry((place, wave)).or_insert_with(empty);
        if let Some(cell) = counts.get_mut(line).and_then(|line| line.get_mut(code)) {
            *cell += n;
        }
    }

    /// Decides what is hidden, at every place and in every period at once.
    pub fn decide(self) -> Decided {
        let Some(plan) = Plan::of(&self) else {
            return Decided {
                floors: *self.ledger.floors(),
                lines: self.lines,
                first: HashMap::new(),
                systems: Vec::new(),
                scores: HashSet::new(),
            };
        };
        let mut hidden: HashSet<usize> = HashSet::new();
        let mut systems = Vec::new();
        for (rank, line) in self.lines.iter().enumerate() {
            let atoms: Vec<Vec<u64>> = self.own.values().filter_map(|lines| lines.get(rank).cloned()).collect();
            let keeps = |group: usize, from: usize, to: usize| {
                hidden.contains(&group) || plan.keeps(self.ledger, line, group, from, to)
            };
            let counts = nested::Line { atoms: &atoms, width: line.codes.len(), keeps: &keeps };
            let protected = nested::protect(&plan.frame, &counts, self.ledger.floors());
            hidden.extend(protected.scores.iter().copied());
            systems.push(protected);
        }
        let about = |group: &usize| match plan.keys.get(*group) {
            Some((Whose::Place(place), period)) => Some((*place, *period)),
            _ => None,
        };
        let scores = hidden.iter().filter_map(about).collect();
        let first = plan.keys.iter().enumerate().map(|(rank, key)| (*key, rank)).collect();
        Decided { floors: *self.ledger.floors(), lines: self.lines, first, systems, scores }
    }
}

/// The distributions of a year, made safe.
#[derive(Debug, Clone)]
pub struct Decided {
    floors: Floors,
    lines: Vec<Line>,
    first: HashMap<Key, usize>,
    systems: Vec<Protected>,
    scores: HashSet<(PlaceId, Period)>,
}

impl Decided {
    /// The lines of a place in a period, each with what it counts; every cell is hidden where nobody answered.
    pub fn safe(&self, place: PlaceId, period: Period) -> Vec<(Safe, Line)> {
        let group = self.first.get(&(Whose::Place(place), period));
        let safe = |(rank, line): (usize, &Line)| {
            let found = group.zip(self.systems.get(rank));
            let counts = found.and_then(|(group, system)| system.counts.get(*group).cloned());
            let counts = counts.unwrap_or_else(|| vec![0; line.codes.len()]);
            let cells = found.map(|(group, system)| system.cells(*group));
            let cells = cells.unwrap_or_else(|| vec![Cell::Hidden; line.codes.len()]);
            (made_safe(&counts, cells, &self.floors), line.clone())
        };
        self.lines.iter().enumerate().map(safe).collect()
    }

    /// Where the score must be hidden, since it would tell a hidden cell.
    pub const fn scores(&self) -> &HashSet<(PlaceId, Period)> {
        &self.scores
    }
}

fn made_safe(counts: &[u64], cells: Vec<Cell>, floors: &Floors) -> Safe {
    let by_itself = list(counts, floors);
    let any = cells.contains(&Cell::Hidden);
    let reason = any.then(|| by_itself.reason.unwrap_or(Reason::SmallCells { floor: floors.cell() }));
    Safe { total: by_itself.total, cells, reason }
}

/// What every line has in common: the groups, and which of them lie in which.
struct Plan {
    keys: Vec<Key>,
    frame: Frame,
}

impl Plan {
    fn of(sheet: &Sheet<'_>) -> Option<Self> {
        let (ledger, year) = (sheet.ledger, sheet.year);
        let mut planning =
            Planning { ledger, keys: Vec::new(), groups: Vec::new(), at: HashMap::new(), sums: Vec::new() };
        let places = ledger.downwards(sheet.own.keys().map(|(place, _)| *place));
        let waves = ledger.waves().iter().copied().filter(|wave| wave.year() == year);
        let periods: Vec<Period> = waves.map(Period::Wave).chain([Period::Year(year)]).collect();
        for period in &periods {
            for place in &places {
                planning.place(*place, *period);
            }
        }
        for place in &places {
            planning.months(*place, year);
        }
        let atoms = sheet.own.keys().map(|(place, wave)| planning.atom(*place, *wave, year)).collect();
        let frame = Frame::new(planning.groups, atoms, planning.sums).ok()?;
        Some(Self { keys: planning.keys, frame })
    }

    /// Whether the score that is shown of a group stays as it is when one person goes from an answer to another.
    fn keeps(&self, ledger: &Ledger, line: &Line, group: usize, from: usize, to: usize) -> bool {
        let (Some(pull), Some((Whose::Place(place), period))) = (&line.pull, self.keys.get(group)) else { return true };
        let (Some(before), Some(after)) = (pull.points.get(from), pull.points.get(to)) else { return true };
        ledger.keeps_score(*place, *period, (*before, *after), pull.fewest)
    }
}

struct Planning<'a> {
    ledger: &'a Ledger,
    keys: Vec<Key>,
    groups: Vec<Group>,
    at: HashMap<Key, usize>,
    sums: Vec<(usize, Vec<usize>)>,
}

impl Planning<'_> {
    /// The group of a place in a period, and that of what counts at the place itself; the place above comes before.
    fn place(&mut self, place: PlaceId, period: Period) {
        if self.ledger.sums(place, period).n == 0 {
            return;
        }
        let above = self.ledger.chain(place).get(1).and_then(|above| self.at.get(&(Whose::Place(*above), period)));
        let face = if self.ledger.verdict(place, period).is_shown() { Face::Shown } else { Face::Hidden };
        let own = self.add((Whose::Place(place), period), above.copied(), face);
        if !self.ledger.children(place, period).is_empty() {
            self.add((Whose::Rest(place), period), Some(own), Face::Computed);
        }
    }

    fn add(&mut self, key: Key, within: Option<usize>, face: Face) -> usize {
        let way = if matches!(key.1, Period::Wave(_)) { Way::First } else { Way::Second };
        let rank = self.groups.len();
        self.groups.push(Group { way, within, face });
        self.keys.push(key);
        self.at.insert(key, rank);
        rank
    }

    /// The sums that a reader can take apart: a place and its children, a year and its months.
    fn months(&mut self, place: PlaceId, year: i16) {
        let all = self.ledger.waves().iter().copied().filter(|wave| wave.year() == year);
        for period in all.map(Period::Wave).chain([Period::Year(year)]) {
            let mut parts: Vec<Key> =
                self.ledger.children(place, period).into_iter().map(|child| (Whose::Place(child), period)).collect();
            if !parts.is_empty() {
                parts.push((Whose::Rest(place), period));
                self.sum((Whose::Place(place), period), &parts);
            }
        }
        let counted = self.ledger.counted(place, Period::Year(year)).into_iter();
        let parts: Vec<Key> = counted.map(|wave| (Whose::Place(place), Period::Wave(wave))).collect();
        self.sum((Whose::Place(place), Period::Year(year)), &parts);
    }

    fn sum(&mut self, whole: Key, parts: &[Key]) {
        let parts: Vec<usize> = parts.iter().filter_map(|part| self.at.get(part).copied()).collect();
        if let Some(whole) = self.at.get(&whole).copied().filter(|_| !parts.is_empty()) {
            self.sums.push((whole, parts));
        }
    }

    /// The innermost groups of what counts at a place itself in a wave. A wave that is left out of the year of the place may
    /// count in the year of a place above.
    fn atom(&self, place: PlaceId, wave: Wave, year: i16) -> [Option<usize>; 2] {
        let inner = |place: PlaceId, period: Period| {
            let rest = self.at.get(&(Whose::Rest(place), period));
            rest.or_else(|| self.at.get(&(Whose::Place(place), period))).copied()
        };
        let chain = self.ledger.chain(place);
        let counts = |above: &&PlaceId| !self.ledger.left_out(**above, year).contains(&wave);
        let year = chain.iter().find(counts).and_then(|above| inner(*above, Period::Year(year)));
        [inner(place, Period::Wave(wave)), year]
    }
}

#[cfg(test)]
#[path = "attack_tests.rs"]
mod attack;
#[cfg(test)]
#[path = "cells_tests.rs"]
mod tests;
