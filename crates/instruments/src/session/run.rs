//! Running steps: only those that follow from what was touched, each after all it follows from.

use super::{
    Session,
    eval::{Evaluator, Here, truth},
    identical, known,
};
use crate::program::{FormType, Step, StepKind, Value};

impl Session {
    /// Marks what reads an item.
    pub(super) fn touch(&mut self, item: u32) {
        let program = self.program.clone();
        for reader in program.at(item).map(|form| form.readers.as_slice()).unwrap_or_default() {
            if let Some(flag) = self.dirty.get_mut(*reader as usize) {
                *flag = true;
            }
        }
    }

    /// After the tree has grown or shrunk: everything is computed again.
    pub(super) fn everything(&mut self) {
        self.index();
        self.dirty.fill(true);
        self.settle();
    }

    /// Runs every marked step, in order. A step's followers come after it, so one pass suffices.
    pub(super) fn settle(&mut self) {
        let program = self.program.clone();
        for (number, step) in (0_u32..).zip(&program.steps) {
            if self.dirty.get(number as usize) != Some(&true) {
                continue;
            }
            if let Some(flag) = self.dirty.get_mut(number as usize) {
                *flag = false;
            }
            if self.run(number, step) {
                for follower in &step.followers {
                    if let Some(flag) = self.dirty.get_mut(*follower as usize) {
                        *flag = true;
                    }
                }
            }
        }
    }

    /// Runs one step at each instance of its item; says whether anything changed.
    fn run(&mut self, number: u32, step: &Step) -> bool {
        self.failed.retain(|(failed, _)| *failed != number);
        if let StepKind::Check(_) = step.kind {
            self.broken.retain(|(broken, _)| *broken != number);
        }
        let places = match step.item {
            None => vec![0],
            Some(item) => self.instances(item).to_vec(),
        };
        let before = match step.kind {
            StepKind::Variable(which) => self.variables.get_mut(which as usize).map(std::mem::take),
            _ => None,
        };
        let mut changed = false;
        for node in places {
            changed |= self.run_at(number, step, node);
        }
        match (&step.kind, before) {
            (StepKind::Variable(which), Some(before)) => {
                let Some(after) = self.variables.get(*which as usize) else { return false };
                let same = |(node, list): (&u32, &Vec<Value>)| before.get(node).is_some_and(|old| identical(old, list));
                after.len() != before.len() || !after.iter().all(same)
            }
            _ => changed,
        }
    }

    fn run_at(&mut self, number: u32, step: &Step, node: u32) -> bool {
        match &step.kind {
            StepKind::Active => {
                let active = self.shown(number, step, node);
                let Some(found) = self.nodes.get_mut(node as usize) else { return false };
                std::mem::replace(&mut found.active, active) != active
            }
            StepKind::Value => {
                let Some(form) = step.item.and_then(|item| self.program.at(item)) else { return false };
                let most = if form.repeats { super::MOST_ANSWERS } else { 1 };
                let kind = form.kind;
                let found = self.computed(number, step, node);
                let program = self.program.clone();
                let Some(form) = step.item.and_then(|item| program.at(item)) else { return false };
                let values: Vec<Value> =
                    found.into_iter().filter_map(|v| fitting(kind, v)).take(most).map(|v| known(form, v)).collect();
                let Some(found) = self.nodes.get_mut(node as usize) else { return false };
                let changed = !identical(&found.answers, &values);
                found.answers = values;
                changed
            }
            StepKind::Variable(which) => {
                let values = self.computed(number, step, node);
                if let Some(results) = self.variables.get_mut(*which as usize) {
                    results.insert(node, values);
                }
                false
            }
            StepKind::Options(switched) => {
                let offered = match switched {
                    Some(switched) => self.switched(number, step, node, switched),
                    None => self.listed(number, step, node),
                };
                if let Some(found) = self.nodes.get_mut(node as usize) {
                    found.offered = Some(offered);
                }
                false
            }
            StepKind::Check(_) => {
                // A rule is broken when it is false; what is not known is not held against anybody.
                let held = truth(self.computed(number, step, node)).ok().flatten();
                if held == Some(false) && self.is_active(node) {
                    self.broken.push((number, node));
                }
                false
            }
        }
    }

    fn computed(&mut self, number: u32, step: &Step, node: u32) -> Vec<Value> {
        let Some(expr) = step.tests.first() else { return Vec::new() };
        match Evaluator::new(self).eval(expr, &Here { node, ..Here::default() }) {
            Ok(found) => found,
            Err(_) => {
                self.failed.push((number, node));
                Vec::new()
            }
        }
    }

    /// The printed answers that no condition switches, or some condition switches on.
    fn switched(&mut self, number: u32, step: &Step, node: u32, switched: &[Vec<u32>]) -> Vec<Value> {
        let here = Here { node, ..Here::default() };
        let mut on = Vec::with_capacity(step.tests.len());
        for test in &step.tests {
            let found = Evaluator::new(self).eval(test, &here).and_then(truth);
            if found.is_err() {
                self.failed.push((number, node));
            }
            on.push(found == Ok(Some(true)));
        }
        let Some(form) = step.item.and_then(|item| self.program.at(item)) else { return Vec::new() };
        let kept = |option: u32| {
            let mut told = on.iter().zip(switched).filter(|(_, list)| list.contains(&option)).peekable();
            told.peek().is_none() || told.any(|(on, _)| *on)
        };
        (0_u32..).zip(&form.options).filter(|(at, _)| kept(*at)).map(|(_, option)| option.value.clone()).collect()
    }

    /// The answers that an expression gives.
    fn listed(&mut self, number: u32, step: &Step, node: u32) -> Vec<Value> {
        let found = self.computed(number, step, node);
        let kind = step.item.and_then(|item| self.program.at(item)).map_or(FormType::Choice, |form| form.kind);
        found.into_iter().filter_map(|value| fitting(kind, value)).take(super::MOST_ANSWERS).collect()
    }

    /// Whether an instance is shown: its parent is, and its conditions hold.
    fn shown(&mut self, number: u32, step: &Step, node: u32) -> bool {
        let parent = self.nodes.get(node as usize).map_or(0, |found| found.parent);
        if !self.is_active(parent) {
            return false;
        }
        let here = Here { node, ..Here::default() };
        let mut held = !step.any || step.tests.is_empty();
        for test in &step.tests {
            let found = Evaluator::new(self).eval(test, &here).and_then(truth);
            if found.is_err() {
                self.failed.push((number, node));
            }
            let true_now = found == Ok(Some(true));
            if step.any {
                held |= true_now;
            } else {
                held &= true_now;
            }
        }
        held
    }

    /// Puts initial values and, once, initial expressions where nothing stands yet.
    pub(super) fn begin(&mut self) {
        self.initial_values(0);
        self.dirty.fill(true);
        self.settle();
        let program = self.program.clone();
        for (number, form) in (0_u32..).zip(&program.items) {
            let Some(expr) = &form.initial_expression else { continue };
            for node in self.instances(number).to_vec() {
                if !self.answers(node).is_empty() {
                    continue;
                }
                let found = Evaluator::new(self).eval(expr, &Here { node, ..Here::default() }).unwrap_or_default();
                let mut values: Vec<Value> = found.into_iter().filter_map(|value| fitting(form.kind, value)).collect();
                if !form.repeats {
                    values.truncate(1);
                }
                if !values.is_empty() && self.answer(node, values).is_err() {
                    continue;
                }
            }
        }
    }

    /// Puts the initial values of what stands inside a node.
    pub(super) fn initial_values(&mut self, top: u32) {
        let program = self.program.clone();
        let mut waiting = vec![top];
        while let Some(node) = waiting.pop() {
            waiting.extend(self.children(node));
            let Some(form) = self.item_of(node).and_then(|item| program.at(item)) else { continue };
            if form.initial.is_empty() || !self.answers(node).is_empty() || form.value_step.is_some() {
                continue;
            }
            if let Some(found) = self.nodes.get_mut(node as usize) {
                found.answers = form.initial.iter().map(|value| known(form, value.clone())).collect();
            }
            if !form.children.is_empty() {
                self.under_answers(node);
            }
        }
        self.index();
    }
}

/// A computed value as the type its item holds; none when it cannot be one.
pub(crate) fn fitting(kind: FormType, value: Value) -> Option<Value> {
    match (kind, &value) {
        (FormType::Integer, Value::Decimal(decimal)) => decimal.whole().and_then(Value::integer),
        (FormType::Decimal, Value::Integer(whole)) => Some(Value::Decimal((*whole).into())),
        (FormType::Date, Value::Moment(moment)) => moment.to_date().map(Value::Moment),
        (FormType::Quantity, other) if other.number().is_some() => {
            let value = other.number()?;
            Some(Value::Quantity(crate::program::Quantity { value, unit: String::new() }.into()))
        }
        (_, Value::Node(_) | Value::Answer(..)) => None,
        _ => Some(value),
    }
}
