//! Everything that is shown of a world: what somebody knows who reads every page.

use kernel::{Id, kinds};
use measures::{score, suppress::list};

use super::world::{World, id};
use crate::indicators::{
    cells::Decided,
    ledger::{Ledger, Period},
};

/// What somebody knows of a group.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Page {
    pub(super) place: Id<kinds::Place>,
    pub(super) period: Period,
    pub(super) has_page: bool,
    /// Line by line, the total and each cell; nothing where the line is withheld.
    pub(super) lines: Vec<Option<(u64, Vec<Option<u64>>)>>,
    /// How many have a score; the score as it is told, and half the width of its interval.
    pub(super) score: Option<(u64, f64, Option<f64>)>,
}

/// Which pages there are, and what is hidden on each.
pub(super) struct Hiding<'h> {
    pub(super) ledger: &'h Ledger,
    /// None: each page is only safe by itself.
    pub(super) decided: Option<&'h Decided>,
}

impl Hiding<'_> {
    /// What these pages show of a world.
    pub(super) fn pages(&self, world: &World) -> Vec<Page> {
        let mut periods: Vec<Period> = self.ledger.waves().iter().copied().map(Period::Wave).collect();
        periods.push(Period::Year(2026));
        let places = world.parents.iter().map(|(place, _)| id(*place));
        let all = places.flat_map(|place| periods.iter().map(move |period| (place, *period)));
        all.filter(|(place, period)| self.ledger.sums(*place, *period).n > 0)
            .map(|(place, period)| self.page(world, place, period))
            .collect()
    }

    fn page(&self, world: &World, place: Id<kinds::Place>, period: Period) -> Page {
        let truth = world.counts(world.within(self.ledger, place, period));
        let has_page = self.ledger.verdict(place, period).is_shown();
        let lines = match self.decided {
            Some(decided) => {
                let safe = decided.safe(place, period);
                let told = |((safe, _), truth): (&(crate::indicators::Safe, _), &Vec<u64>)| {
                    let cells = safe.cells.iter().zip(truth).map(|(cell, n)| cell.count().map(|_| *n)).collect();
                    (has_page && !safe.withheld).then(|| (truth.iter().sum(), cells))
                };
                safe.iter().zip(&truth).map(told).collect()
            }
            None => truth
                .iter()
                .map(|line| {
                    let safe = list(line, self.ledger.floors());
                    has_page.then(|| (safe.total, safe.cells.iter().map(|cell| cell.count()).collect()))
                })
                .collect(),
        };
        let told = self.ledger.score(place, period).is_ok();
        let score = told.then(|| self.score(world, place, period)).flatten();
        Page { place, period, has_page, lines, score }
    }

    /// Of the waves that count in it.
    fn score(&self, world: &World, place: Id<kinds::Place>, period: Period) -> Option<(u64, f64, Option<f64>)> {
        let people =
            world.within(self.ledger, place, period).filter(|person| !self.is_left_out(person.month, place, period));
        let sums = world.sums(people).scores;
        let told = score::score(&sums)?.told();
        Some((told.n, told.score, told.interval.map(|interval| interval.high - told.score)))
    }

    /// Whether a month counts in no score of a year.
    pub(super) fn is_left_out(&self, month: usize, place: Id<kinds::Place>, period: Period) -> bool {
        matches!(period, Period::Year(year)
            if self.ledger.left_out_of_score(place, year).contains(&super::world::wave(month)))
    }
}
