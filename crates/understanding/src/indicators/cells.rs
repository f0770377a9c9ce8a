//! Which cells of the distributions of a year may be shown, at every place and in every month of it, decided together.
//!
//! Whoever reads pages knows three kinds of sums: the answers to a question make its total; the children of a place and
//! what counts at the place itself make the place; the months of a year make the year. So each line of counts (the
//! answers to a question, or its kinds of missing) is a system of equations over places, periods and codes:
//!
//! 1. a group that is not shown hides every cell; any other hides what `measures::suppress` hides of it by itself;
//! 2. then, as long as an equation has a single hidden cell, or hidden cells that are fewer than `cell` people together
//!    while the rest is known, its smallest shown part is hidden too, with its equals; the whole only when no part is left.
//!
//! Parts are hidden rather than wholes, so that a year and a larger place keep what they can show. Cells are only ever
//! hidden by this, so it ends; and at its end no equation can be solved by itself, which is where every chain of
//! subtractions has to begin. (Not excluded: somebody who solves many equations at once. Tables of two directions are
//! not exposed to it; three directions may be, in theory.)

use std::collections::HashMap;

use kernel::{Id, Wave, kinds};
use measures::{
    floors::{Floors, Reason},
    suppress::{Cell, list},
};

use super::ledger::{Ledger, Period};

type PlaceId = Id<kinds::Place>;

/// A list of counts that is made safe as one: the answers to a question, or its kinds of missing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Line {
    /// The link id of the question.
    pub item: String,
    /// Its codes, in printed order.
    pub codes: Vec<String>,
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
    counts: HashMap<Key, Vec<Vec<u64>>>,
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
        Self { ledger, year, lines, at, counts: HashMap::new() }
    }

    /// Adds `n` people who gave a code at a place in a wave of the year: there, at every place above, and in the year of
    /// each place in which that wave counts. A code of no line is not counted here.
    pub fn add(&mut self, place: PlaceId, wave: Wave, item: &str, code: &str, n: u64) {
        let Some((line, code)) = self.at.get(&(item.to_owned(), code.to_owned())).copied() else { return };
        for above in self.ledger.chain(place) {
            self.put((Whose::Place(above), Period::Wave(wave)), line, code, n);
            if !self.ledger.left_out(above, self.year).contains(&wave) {
                self.put((Whose::Place(above), Period::Year(self.year)), line, code, n);
            }
        }
    }

    fn put(&mut self, key: Key, line: usize, code: usize, n: u64) {
        let empty = || self.lines.iter().map(|line| vec![0; line.codes.len()]).collect();
        let counts = self.counts.entry(key).or_insert_with(empty);
        if let Some(cell) = counts.get_mut(line).and_then(|line| line.get_mut(code)) {
            *cell += n;
        }
    }

    /// Decides what is hidden, at every place and in every period at once.
    pub fn decide(mut self) -> Decided {
        self.add_rests();
        let plan = Plan::of(&self);
        let systems = (0..self.lines.len()).map(|line| System::of(&self, &plan, line)).collect();
        Decided { floors: *self.ledger.floors(), lines: self.lines, systems }
    }

    /// What counts at a place and at none of its children.
    fn add_rests(&mut self) {
        let mut rests = Vec::new();
        for ((whose, period), counts) in &self.counts {
            let Whose::Place(place) = *whose else { continue };
            let children = self.ledger.children(place, *period);
            if children.is_empty() {
                continue;
            }
            let mut rest = counts.clone();
            for child in children {
                let Some(less) = self.counts.get(&(Whose::Place(child), *period)) else { continue };
                for (line, less) in rest.iter_mut().zip(less) {
                    for (cell, n) in line.iter_mut().zip(less) {
                        *cell = cell.saturating_sub(*n);
                    }
                }
            }
            if rest.iter().flatten().any(|n| *n > 0) {
                rests.push(((Whose::Rest(place), *period), rest));
            }
        }
        self.counts.extend(rests);
    }

    fn line(&self, key: Key, at: usize) -> Vec<u64> {
        let empty = || self.lines.get(at).map_or_else(Vec::new, |line| vec![0; line.codes.len()]);
        self.counts.get(&key).and_then(|lines| lines.get(at)).cloned().unwrap_or_else(empty)
    }

    /// Whether a group is shown at all. What counts at a place itself is on no page, but it can be computed.
    fn is_shown(&self, (whose, period): Key) -> bool {
        match whose {
            Whose::Place(place) => self.ledger.verdict(place, period).is_shown(),
            Whose::Rest(place) => {
                self.ledger.rest(place, &self.ledger.children(place, period), period).n >= self.ledger.floors().inside()
            }
        }
    }
}

/// The distributions of a year, made safe.
pub struct Decided {
    floors: Floors,
    lines: Vec<Line>,
    systems: Vec<System>,
}

impl Decided {
    /// The lines of a place in a period, each with what it counts.
    pub fn safe(&self, place: PlaceId, period: Period) -> Vec<(Safe, Line)> {
        let key = (Whose::Place(place), period);
        let lines = self.lines.iter().zip(&self.systems);
        lines
            .map(|(line, system)| {
                let cells = system.row(key, line.codes.len());
                let counts: Vec<u64> = cells.iter().map(|cell| cell.count).collect();
                let hidden: Vec<bool> = cells.iter().map(|cell| cell.hidden).collect();
                (made_safe(&counts, &hidden, &self.floors), line.clone())
            })
            .collect()
    }
}

fn made_safe(line: &[u64], hidden: &[bool], floors: &Floors) -> Safe {
    let by_itself = list(line, floors);
    let cell = |(count, hide): (&u64, &bool)| if *hide { Cell::Hidden } else { Cell::Shown(*count) };
    let cells: Vec<Cell> = line.iter().zip(hidden).map(cell).collect();
    let any = cells.contains(&Cell::Hidden);
    let reason = any.then(|| by_itself.reason.unwrap_or(Reason::SmallCells { floor: floors.cell() }));
    Safe { total: by_itself.total, cells, reason }
}

/// One count, and whether it is hidden.
#[derive(Clone, Copy)]
struct Unknown {
    count: u64,
    hidden: bool,
}

/// Where there is no count at all.
const NOTHING: Unknown = Unknown { count: 0, hidden: true };

/// Parts that make a whole. The whole is a count of its own, or a total that everybody knows.
struct Equation {
    parts: Vec<usize>,
    whole: Option<usize>,
}

/// What every line has in common: the groups, and which of them make which.
struct Plan {
    /// Each group, and whether it is shown at all.
    groups: Vec<(Key, bool)>,
    /// A whole and its parts: a place and its children, a year and its months.
    sums: Vec<(Key, Vec<Key>)>,
}

impl Plan {
    fn of(sheet: &Sheet<'_>) -> Self {
        let mut keys: Vec<Key> = sheet.counts.keys().copied().collect();
        // The order decides which of two equations hides first; it must not depend on a map.
        keys.sort();
        let mut sums = Vec::new();
        for key in &keys {
            let Whose::Place(place) = key.0 else { continue };
            let mut parts: Vec<Key> =
                sheet.ledger.children(place, key.1).into_iter().map(|child| (Whose::Place(child), key.1)).collect();
            if !parts.is_empty() {
                parts.push((Whose::Rest(place), key.1));
                sums.push((*key, parts));
            }
            if key.1 == Period::Year(sheet.year) {
                let months = sheet.ledger.counted(place, key.1);
                sums.push((*key, months.into_iter().map(|wave| (key.0, Period::Wave(wave))).collect()));
            }
        }
        Self { groups: keys.into_iter().map(|key| (key, sheet.is_shown(key))).collect(), sums }
    }
}

/// The equations of one line.
struct System {
    cells: Vec<Unknown>,
    first: HashMap<Key, usize>,
    floor: u64,
}

impl System {
    fn of(sheet: &Sheet<'_>, plan: &Plan, line: usize) -> Self {
        let floors = sheet.ledger.floors();
        let mut system = Self { cells: Vec::new(), first: HashMap::new(), floor: floors.cell() };
        let mut equations = Vec::new();
        for (key, shown) in &plan.groups {
            let counts = sheet.line(*key, line);
            let start = system.cells.len();
            system.first.insert(*key, start);
            let alone = list(&counts, floors).cells;
            system.cells.extend(
                counts.iter().zip(alone).map(|(n, cell)| Unknown { count: *n, hidden: !shown || cell == Cell::Hidden }),
            );
            equations.push(Equation { parts: (start..system.cells.len()).collect(), whole: None });
        }
        let width = sheet.lines.get(line).map_or(0, |line| line.codes.len());
        for (whole, parts) in &plan.sums {
            equations.extend(system.sums(*whole, parts, width));
        }
        let mut changed = true;
        while changed {
            changed = false;
            for equation in &equations {
                changed |= system.protect(equation);
            }
        }
        system
    }

    /// An equation for each code.
    fn sums(&self, whole: Key, parts: &[Key], width: usize) -> Vec<Equation> {
        let starts: Vec<usize> = parts.iter().filter_map(|part| self.first.get(part).copied()).collect();
        let Some(whole) = self.first.get(&whole).copied() else { return Vec::new() };
        (0..width)
            .map(|code| Equation {
                parts: starts.iter().map(|start| start + code).collect(),
                whole: Some(whole + code),
            })
            .collect()
    }

    fn cell(&self, at: usize) -> Unknown {
        self.cells.get(at).copied().unwrap_or(NOTHING)
    }

    /// Hides what an equation would give away; says whether anything was hidden.
    fn protect(&mut self, equation: &Equation) -> bool {
        let mut changed = false;
        while self.is_told(equation) {
            let shown = || equation.parts.iter().copied().filter(|at| !self.cell(*at).hidden);
            let smallest = shown().map(|at| self.cell(at).count).filter(|n| *n > 0).min();
            let also: Vec<usize> = match (smallest, equation.whole) {
                (Some(n), _) => shown().filter(|at| self.cell(*at).count == n).collect(),
                (None, Some(whole)) if !self.cell(whole).hidden => vec![whole],
                // Nothing is left but zeros: they tell nothing more.
                _ => return changed,
            };
            for at in also {
                if let Some(cell) = self.cells.get_mut(at) {
                    cell.hidden = true;
                }
            }
            changed = true;
        }
        changed
    }

    /// Whether an equation tells a hidden cell: a single one, or several that are few people together.
    fn is_told(&self, equation: &Equation) -> bool {
        let hidden: Vec<u64> =
            equation.parts.iter().map(|at| self.cell(*at)).filter(|cell| cell.hidden).map(|cell| cell.count).collect();
        let whole_hidden = equation.whole.is_some_and(|whole| self.cell(whole).hidden);
        match (hidden.len(), whole_hidden) {
            (0, false) => false,
            (0, true) => true,
            (_, true) => false,
            (1, false) => true,
            (_, false) => hidden.iter().sum::<u64>() < self.floor,
        }
    }

    /// The cells of a group; one that nobody answered in has none, and shows nothing.
    fn row(&self, key: Key, width: usize) -> Vec<Unknown> {
        let start = self.first.get(&key).copied();
        (0..width).map(|code| start.map_or(NOTHING, |start| self.cell(start + code))).collect()
    }
}

#[cfg(test)]
#[path = "cells_tests.rs"]
mod tests;
