//! Which cells of the distributions of a year may be shown, at every place and in every month of it, decided together.
//!
//! Whoever reads pages knows three kinds of sums: the answers to a question make its total; the children of a place and
//! what counts at the place itself make the place; the months of a year make the year. So each line of counts (the
//! answers to a question, or its kinds of missing) is a frame of [`measures::nested`]: the places of each month are its first
//! way, the years of the places its second, and what a place counts in a month by itself is an atom. What counts at a place
//! and at none of its children has no page, but it can be computed.
//!
//! **Time.** Each month is decided by itself, and what was decided of it never depends on another month: whoever kept an
//! earlier page has nothing to subtract it from. When a year is complete its tables are added, with the months as they were
//! shown; what has to be hidden then is hidden in the year.
//!
//! **Questions that follow another** (asked only after certain answers) are decided after it: where they would tell a hidden cell
//! of it, nothing of them is shown, not even how many were asked ([`Safe::withheld`]).
//!
//! The score beside the tables is one more sum: where it would tell a hidden cell (one person more or fewer in it would be
//! another score, rounded as it is shown), other cells are hidden, or the score ([`Decided::scores`]).

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use kernel::{Id, Wave, kinds};
use measures::{
    floors::{Floors, Reason},
    nested::{self, Exchange, Follower, People, Protected},
    suppress::{Cell, list},
};

use super::{
    ledger::{Ledger, Period},
    plan::{Key, Plan, Whose},
    shift::Shift,
};

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
    /// The questions that are asked after certain answers of this line; they come after it.
    pub followers: Vec<Follows>,
}

/// A question that follows a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follows {
    /// Its link id.
    pub item: String,
    /// For each code of the line it follows, whether it is asked after it; nothing where that rests on other questions too.
    pub asked: Vec<Option<bool>>,
    /// Whether its answers count in the score.
    pub scored: bool,
}

/// How the answers to a question move a person's score.
#[derive(Debug, Clone, PartialEq)]
pub struct Pull {
    /// What each code is worth, 0 to 100; nothing where it may change the score by anything.
    pub points: Vec<Option<f64>>,
    /// Of how many answers, at the fewest, the score of a person is the mean.
    pub fewest: u64,
    /// And at the most.
    pub most: u64,
}

/// A line as a page may show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Safe {
    /// The people counted in the line; 0 where it is withheld.
    pub total: u64,
    /// The cells, in the order of the codes.
    pub cells: Vec<Cell>,
    /// Why cells are hidden; nothing when none is.
    pub reason: Option<Reason>,
    /// Nothing of the question may be told, not even how many were asked.
    pub withheld: bool,
}

impl Safe {
    /// Whether so few people are counted that a table would only say how few: one sentence says that they are few.
    pub const fn is_few(&self, floors: &Floors) -> bool {
        0 < self.total && self.total < floors.cell()
    }
}

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
    /// An empty sheet over some lines; those of a question that follows another come after those of the other.
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

    /// Decides what is hidden: in each month by itself, then in the year if it is complete.
    pub fn decide(self) -> Decided {
        let parts = self.parts();
        let mut found = Decided {
            floors: *self.ledger.floors(),
            lines: self.lines.into_iter().map(Arc::new).collect(),
            first: HashMap::new(),
            parts: Vec::new(),
            scores: HashSet::new(),
        };
        parts.into_iter().for_each(|part| found.take(part));
        found
    }

    /// The months, then the year.
    pub(super) fn parts(&self) -> Vec<Part> {
        let own: Vec<(PlaceId, Wave)> = self.own.keys().copied().collect();
        let waves = self.ledger.waves().iter().copied().filter(|wave| wave.year() == self.year);
        let mut parts: Vec<Part> = Vec::new();
        for wave in waves {
            if let Some(plan) = Plan::of_wave(self.ledger, &own, wave) {
                parts.push(self.part(plan, &[]));
            }
        }
        if self.ledger.is_complete(self.year)
            && let Some(plan) = Plan::of_year(self.ledger, &own, self.year)
        {
            let year = self.part(plan, &parts);
            parts.push(year);
        }
        parts
    }

    /// What counts at each place itself in each wave, in the order of the atoms.
    #[cfg(test)]
    pub(super) fn own(&self) -> Vec<(PlaceId, Wave)> {
        self.own.keys().copied().collect()
    }

    /// Decides the groups of a plan, what was decided of `past` ones being given.
    fn part(&self, plan: Plan, past: &[Part]) -> Part {
        let mut part = Part { plan, systems: Vec::new(), scores: HashSet::new(), withheld: HashSet::new() };
        for one in past {
            part.scores.extend(part.plan.ranks(&one.plan, one.scores.iter().copied()));
            for (item, group) in &one.withheld {
                let ranks = part.plan.ranks(&one.plan, [*group]);
                part.withheld.extend(ranks.into_iter().map(|group| (item.clone(), group)));
            }
        }
        let all: Vec<&Vec<Vec<u64>>> = self.own.values().collect();
        for (rank, line) in self.lines.iter().enumerate() {
            let counts = |atom: &usize| all.get(*atom).and_then(|lines| lines.get(rank)).cloned();
            let atoms: Vec<Vec<u64>> = part.plan.atoms.iter().map(|atom| counts(atom).unwrap_or_default()).collect();
            let given = part.plan.past(rank, line, past, &part.withheld);
            let found = {
                let keeps = |group: usize, exchange: Exchange, people: People| {
                    part.scores.contains(&group)
                        || keeps(self.ledger, line, part.plan.keys.get(group), exchange, people)
                };
                let dark = |group: usize| part.withheld.contains(&(line.item.clone(), group));
                let followers: Vec<Follower> =
                    line.followers.iter().map(|one| Follower { asked: one.asked.clone() }).collect();
                let width = line.codes.len();
                let counts = nested::Line {
                    atoms: &atoms,
                    width,
                    keeps: &keeps,
                    dark: &dark,
                    followers: &followers,
                    past: given.as_ref(),
                };
                nested::protect(&part.plan.frame, &counts, self.ledger.floors())
            };
            part.scores.extend(found.scores.iter().copied());
            for (follower, group) in &found.withheld {
                part.withheld.extend(line.followers.get(*follower).map(|one| (one.item.clone(), *group)));
            }
            part.systems.push(found);
        }
        part
    }
}

/// Whether the score that is shown of a group stays as it is when people exchange two answers.
fn keeps(ledger: &Ledger, line: &Line, key: Option<&Key>, exchange: Exchange, people: People) -> bool {
    let Some((Whose::Place(place), period)) = key else { return true };
    let Exchange { from, to } = exchange;
    let moves = |one: &Follows| {
        let asked = |code: usize| one.asked.get(code).copied().flatten();
        one.scored && (asked(from).is_none() || asked(from) != asked(to))
    };
    let free = line.followers.iter().any(moves);
    if line.pull.is_none() && !free {
        return true;
    }
    let pull = line.pull.as_ref();
    let points = |code: usize| pull.map_or(Some(0.0), |pull| pull.points.get(code).copied().flatten());
    let shift = match (points(from), points(to)) {
        (Some(before), Some(after)) if !free => {
            let (fewest, most) = pull.map_or((1, 1), |pull| (pull.fewest, pull.most));
            // Everybody here has a score, or whoever gave one answer has; unless some of the months count in no score.
            let sums = ledger.sums(*place, *period);
            let whole = match period {
                Period::Year(year) => ledger.left_out_of_score(*place, *year).is_empty(),
                Period::Wave(_) => true,
            };
            let most = (whole && (fewest <= 1 || sums.n == sums.scores.n)).then_some(most);
            Shift::of(before, after, (people.there, people.back), (fewest, most))
        }
        _ => Shift::any(people.there + people.back),
    };
    ledger.keeps_score(*place, *period, &shift)
}

/// What was decided of a month, or of a year after its months.
pub(super) struct Part {
    pub(super) plan: Plan,
    /// Line by line.
    pub(super) systems: Vec<Protected>,
    scores: HashSet<usize>,
    withheld: HashSet<(String, usize)>,
}

/// The distributions of a year, made safe.
#[derive(Debug, Clone)]
pub struct Decided {
    floors: Floors,
    lines: Vec<Arc<Line>>,
    first: HashMap<(PlaceId, Period), (usize, usize)>,
    parts: Vec<Told>,
    scores: HashSet<(PlaceId, Period)>,
}

/// What is kept of a part: line by line, the counts of each group and which of them are hidden.
#[derive(Debug, Clone)]
struct Told {
    counts: Vec<Vec<Vec<u64>>>,
    hidden: Vec<Vec<Vec<bool>>>,
    withheld: HashSet<(String, usize)>,
}

impl Decided {
    fn take(&mut self, part: Part) {
        let rank = self.parts.len();
        for (group, (whose, period)) in part.plan.keys.iter().enumerate() {
            let Whose::Place(place) = whose else { continue };
            // A month stands as it was decided by itself; the year after it says the same of it.
            self.first.entry((*place, *period)).or_insert((rank, group));
            if part.scores.contains(&group) {
                self.scores.insert((*place, *period));
            }
        }
        let (counts, hidden) = part.systems.into_iter().map(|one| (one.counts, one.hidden)).unzip();
        self.parts.push(Told { counts, hidden, withheld: part.withheld });
    }

    /// The lines of a place in a period, each with what it counts; every cell is hidden where nobody answered.
    pub fn safe(&self, place: PlaceId, period: Period) -> Vec<(Safe, Arc<Line>)> {
        let found = self.first.get(&(place, period));
        let found = found.and_then(|(part, group)| self.parts.get(*part).map(|part| (part, *group)));
        let safe = |(rank, line): (usize, &Arc<Line>)| {
            let nobody = || (vec![0; line.codes.len()], vec![Cell::Hidden; line.codes.len()]);
            let Some((part, group)) = found else {
                let (counts, cells) = nobody();
                return (made_safe(&counts, cells, &self.floors), Arc::clone(line));
            };
            if !part.withheld.is_empty() && part.withheld.contains(&(line.item.clone(), group)) {
                let reason = Some(Reason::Follows { floor: self.floors.cell() });
                return (Safe { total: 0, cells: nobody().1, reason, withheld: true }, Arc::clone(line));
            }
            let of = |all: &[Vec<Vec<u64>>]| all.get(rank).and_then(|groups| groups.get(group)).cloned();
            let hidden = part.hidden.get(rank).and_then(|groups| groups.get(group));
            let counts = of(&part.counts).unwrap_or_else(|| nobody().0);
            let cell = |(n, hide): (&u64, &bool)| if *hide { Cell::Hidden } else { Cell::Shown(*n) };
            let cells = hidden.map_or_else(|| nobody().1, |hidden| counts.iter().zip(hidden).map(cell).collect());
            (made_safe(&counts, cells, &self.floors), Arc::clone(line))
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
    Safe { total: by_itself.total, cells, reason, withheld: false }
}

#[cfg(test)]
#[path = "cells_tests.rs"]
mod tests;
