//! What expressions see of the answers that are tried.

use super::{
    DEEPEST, Search,
    cell::{Cell, Found},
    domain,
    eval::{Done, Place},
    lineage,
};
use crate::{
    Stop,
    program::{Expr, FormItem, FormType, Step, Value},
    session::fitting,
};

impl Search<'_> {
    /// What expressions see of an item's answers.
    pub(super) fn read(&mut self, item: u32) -> Found {
        let program = self.program;
        let form = program.at(item)?;
        if matches!(form.kind, FormType::Group | FormType::Display) {
            return Some(Vec::new());
        }
        // What nobody answered is not seen, whether it is shown or not.
        let tried = self.tried.get(&item).cloned();
        if tried.as_ref().is_some_and(|found| found.as_ref().is_some_and(Vec::is_empty)) {
            return Some(Vec::new());
        }
        if self.is_shown(item) == Some(false) {
            return Some(Vec::new());
        }
        if let Some(step) = form.value_step {
            return self.calculated(program.step(step)?, form);
        }
        if let Some(found) = tried {
            return found;
        }
        if !self.outside.contains(&item) && self.depth < DEEPEST {
            self.asked.get_or_insert(item);
        }
        None
    }

    pub(super) fn calculated(&mut self, step: &Step, form: &FormItem) -> Found {
        let found = self.computed(step)?;
        let mut out = Vec::new();
        for cell in found {
            match cell.value()? {
                // The label and the weight of the printed answer would be taken.
                Value::Coding(_) => return None,
                value => out.extend(fitting(form.kind, value.clone()).map(|value| cell.with(value))),
            }
        }
        (form.repeats || out.len() < 2).then_some(out)
    }

    pub(super) fn variable(&mut self, number: u32) -> Found {
        let step = *self.variables.get(&number)?;
        self.computed(step)
    }

    /// What a step's expression gives: nothing where it cannot be computed.
    pub(super) fn computed(&mut self, step: &Step) -> Found {
        if self.depth >= DEEPEST {
            return None;
        }
        self.depth += 1;
        let before = std::mem::replace(&mut self.unsure, false);
        let found = step.tests.first().map(|expr| self.eval(expr, Place { item: step.item, this: None }));
        let unsure = std::mem::replace(&mut self.unsure, before);
        self.depth -= 1;
        match found {
            None | Some(Err(_)) => Some(Vec::new()),
            Some(Ok(found)) => found.filter(|_| !unsure),
        }
    }

    /// The answers of the instance of an item that is nearest to another.
    pub(super) fn near(&mut self, item: u32, here: Option<u32>) -> Found {
        let around: Vec<u32> = here.map(|here| lineage(self.program, here).collect()).unwrap_or_default();
        if self.repeated(item).iter().all(|group| around.contains(group)) { self.read(item) } else { None }
    }

    /// What an item stands in that can be there several times.
    pub(super) fn repeated(&self, item: u32) -> Vec<u32> {
        let above = lineage(self.program, item).skip(1);
        above.filter(|above| self.program.at(*above).is_none_or(|form| form.repeats)).collect()
    }

    pub(super) fn is_single(&self, item: u32) -> bool {
        let form = self.program.at(item);
        self.repeated(item).is_empty() && form.is_some_and(|form| form.kind != FormType::Group || !form.repeats)
    }

    pub(super) fn here(&self, item: Option<u32>) -> Found {
        match item {
            None => Some(vec![Cell::Known(Value::Node(0))]),
            Some(item) => self.is_single(item).then(|| vec![Cell::Known(Value::Node(item + 1))]),
        }
    }

    /// The items below a node that there is one of each.
    pub(super) fn below(&mut self, from: &Expr, items: &[u32], place: Place<'_>) -> Result<Option<Vec<u32>>, Stop> {
        let Some(from) = self.eval(from, place)? else { return Ok(None) };
        if !items.iter().all(|item| self.is_single(*item)) {
            return Ok(None);
        }
        let mut out = Vec::new();
        for node in from {
            let Cell::Known(Value::Node(node)) = node else { return Ok(None) };
            let inside = |item: &&u32| node == 0 || lineage(self.program, **item).any(|above| above + 1 == node);
            out.extend(items.iter().filter(inside));
        }
        Ok(Some(out))
    }

    pub(super) fn nodes(&mut self, from: &Expr, items: &[u32], place: Place<'_>) -> Done {
        let Some(items) = self.below(from, items, place)? else { return Ok(None) };
        let mut out = Vec::new();
        for item in items {
            match self.is_shown(item) {
                None => return Ok(None),
                Some(true) => out.push(Cell::Known(Value::Node(item + 1))),
                Some(false) => {}
            }
        }
        Ok(Some(out))
    }

    /// The answers of items, each by its item and its rank; of items alone, without asking whether they are shown.
    pub(super) fn answers(&mut self, operands: &[Expr], place: Place<'_>) -> Done {
        let [operand] = operands else { return Err(Stop::Types) };
        let items = match operand {
            Expr::Items(from, items) => self.below(from, items, place)?,
            other => self.eval(other, place)?.and_then(|cells| cells.iter().map(item_of).collect()),
        };
        let Some(items) = items else { return Ok(None) };
        let mut out = Vec::new();
        for item in items {
            let Some(found) = self.read(item) else { return Ok(None) };
            for (rank, cell) in (0_u32..).zip(found) {
                let answer = Value::Answer(item + 1, rank);
                out.push(if let Cell::Crowd(_) = cell { Cell::Crowd(answer) } else { Cell::Known(answer) });
            }
        }
        Ok(Some(out))
    }

    pub(super) fn values(&mut self, operands: &[Expr], place: Place<'_>) -> Done {
        let [operand] = operands else { return Err(Stop::Types) };
        let Some(answers) = self.eval(operand, place)? else { return Ok(None) };
        let mut out = Vec::new();
        for answer in answers {
            let Some(Value::Answer(node, rank)) = answer.value() else { continue };
            let Some(found) = node.checked_sub(1).and_then(|item| self.read(item)) else { return Ok(None) };
            out.extend(match (found.get(*rank as usize), &answer) {
                (Some(Cell::Crowd(value)), Cell::Like(_)) => Some(Cell::Like(value.clone())),
                (cell, _) => cell.cloned(),
            });
        }
        Ok(Some(out))
    }

    pub(super) fn single_answers(&mut self, item: u32) -> Vec<Cell> {
        if let Some(known) = self.domains.get(&item) {
            return known.clone();
        }
        let open = self.outside.contains(&item);
        let form = self.program.at(item).filter(|form| !open && form.value_step.is_none());
        let work = form.map_or(0, |form| u32::try_from(form.options.len()).unwrap_or(u32::MAX));
        self.fuel = self.fuel.saturating_sub(work).max(1);
        let mut answers = match form.filter(|_| self.fuel > 1) {
            Some(form) => domain::answers(form, &self.cuts),
            None => vec![Cell::Any],
        };
        if self.prefilled.contains(&item) {
            answers.push(Cell::Any);
        }
        self.domains.insert(item, answers.clone());
        answers
    }
}

fn item_of(cell: &Cell) -> Option<u32> {
    match cell {
        Cell::Known(Value::Node(node)) => node.checked_sub(1),
        _ => None,
    }
}
