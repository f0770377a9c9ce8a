//! What a score sees of a session, and the scores that a page counts.

use std::collections::HashSet;

use serde_json::Value as Json;

use super::Session;
use crate::{
    MissingKind,
    program::{Program, Value},
    score::{Accepts, Cell, ItemShape, Layout, Outcome, Scorer},
};

impl Program {
    /// The same program with scores that its page counts as the answers come (`scores.js`). What the server alone can
    /// count (the graded response model) is left out.
    #[must_use]
    pub fn with_scores(mut self, scorers: &[Scorer], layout: &Layout) -> Self {
        self.scores = scorers.iter().filter_map(|scorer| scorer.for_page(layout)).collect();
        self
    }
}

impl Session {
    /// The answers as a row of cells for [`Scorer::score`]: what a condition hides was not asked; what is empty, or holds
    /// several answers or one that the form does not print, is blank; what another answer takes out is excluded.
    pub fn row(&self, layout: &Layout) -> Vec<Cell> {
        let excluded = self.excluded();
        layout.items.iter().map(|item| self.cell(item, &excluded)).collect()
    }

    /// The scores of the answers as they stand, each with what it rests on.
    pub fn scores<'a>(&self, scorers: &'a [Scorer], layout: &Layout) -> impl Iterator<Item = Outcome> + use<'a> {
        let row = self.row(layout);
        scorers.iter().map(move |scorer| scorer.score(&row))
    }

    /// The scores as the page has them, for comparing the two: each [`Outcome::for_page`].
    pub fn scores_for_page(&self, scorers: &[Scorer], layout: &Layout) -> Json {
        self.scores(scorers, layout).filter_map(|outcome| outcome.for_page()).collect()
    }

    fn cell(&self, item: &ItemShape, excluded: &HashSet<&str>) -> Cell {
        let blank = Cell::Missing(MissingKind::Blank);
        if excluded.contains(item.key.as_str()) {
            return Cell::Excluded;
        }
        let Some(node) = self.node(&item.key).filter(|node| self.is_active(*node)) else {
            return Cell::Missing(MissingKind::NotAsked);
        };
        match (&item.accepts, self.answers(node)) {
            (Accepts::Choices(choices), [Value::Coding(coding)]) => {
                let place = choices.iter().position(|choice| choice.code == coding.code);
                place.and_then(|place| u16::try_from(place).ok()).map_or(blank, Cell::Choice)
            }
            (Accepts::Whole(..), [Value::Integer(whole)]) => Cell::Whole(*whole),
            _ => blank,
        }
    }

    /// The items that shown answers take out of their scores.
    fn excluded(&self) -> HashSet<&str> {
        let mut out = HashSet::new();
        for (number, form) in (0_u32..).zip(&self.program.items) {
            let excluding = form.options.iter().filter(|option| !option.excludes.is_empty());
            for option in excluding {
                let node = self.instances(number).first().filter(|node| self.is_active(**node));
                let chosen = node.is_some_and(|node| match (self.answers(*node), &option.value) {
                    ([Value::Coding(given)], Value::Coding(printed)) => given.code == printed.code,
                    _ => false,
                });
                if chosen {
                    out.extend(option.excludes.iter().map(String::as_str));
                }
            }
        }
        out
    }
}
