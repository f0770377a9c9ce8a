//! Whether some answers make a condition hold.
//!
//! For every question that a condition reads, a few answers stand for all it can have: each printed answer, each literal
//! that expressions compare it with, the values between and beside them, and none. These are tried, question by question,
//! in the order in which the condition asks for them, and left as soon as what is known already decides. A question is
//! answered only where it is shown itself. What cannot be followed (a calculation with a number of which only its class is
//! known, the clock, groups that repeat) counts as "may hold", and so does what is left when the work allowed is spent:
//! what is said to be impossible is impossible, and what is not said may be.

mod cell;
mod domain;
mod eval;
mod read;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use cell::{Cell, Cuts, Found};

use crate::program::{Expr, Program, Step, StepKind};

/// Parts of expressions that one question of the search may look at.
const FUEL: u32 = 60_000;
/// The same for a whole form.
const ALL_FUEL: u32 = 3_000_000;
/// Most questions tried at once.
const MOST_TRIED: usize = 24;
/// Most items whose conditions are looked at for one.
const MOST_READ: usize = 150;
/// How deep conditions of questions of conditions are followed.
const DEEPEST: u32 = 30;

/// Something that is asked to hold: a test, and the item it stands on.
pub(super) type Wanted<'e> = (u32, Goal<'e>);

/// What is wanted of an item.
#[derive(Debug, Clone, Copy)]
pub(super) enum Goal<'e> {
    /// One expression.
    Test(&'e Expr),
    /// All conditions that an item has itself.
    Step(&'e Step),
}

/// A search over the answers of one form.
pub(super) struct Search<'p> {
    pub(super) program: &'p Program,
    /// Items that were found unreachable: nothing is answered there.
    closed: BTreeSet<u32>,
    /// Items some of whose conditions, or whose calculation, are not among the steps.
    outside: BTreeSet<u32>,
    /// Items in which something else than people can answer may stand beforehand.
    prefilled: BTreeSet<u32>,
    variables: HashMap<u32, &'p Step>,
    cuts: Cuts,
    tried: BTreeMap<u32, Found>,
    /// The first question without an answer that would have helped.
    asked: Option<u32>,
    shown: HashMap<u32, Option<bool>>,
    /// Whether questions count as shown whatever their conditions say.
    careless: bool,
    /// Whether a result was given though a part of its expression was not known.
    pub(super) unsure: bool,
    /// The single answers of questions, as the literals of this search cut them.
    domains: HashMap<u32, Vec<Cell>>,
    depth: u32,
    fuel: u32,
    left: u32,
}

impl<'p> Search<'p> {
    /// Over a form; `outside` are items with conditions or calculations that the program does not hold, `prefilled` those
    /// with such initial values.
    pub(super) fn new(program: &'p Program, outside: BTreeSet<u32>, prefilled: BTreeSet<u32>) -> Self {
        let variables = program.steps.iter().filter_map(|step| match step.kind {
            StepKind::Variable(number) => Some((number, step)),
            _ => None,
        });
        Self {
            program,
            closed: BTreeSet::new(),
            outside,
            prefilled,
            variables: variables.collect(),
            cuts: Cuts::default(),
            tried: BTreeMap::new(),
            asked: None,
            shown: HashMap::new(),
            careless: false,
            unsure: false,
            domains: HashMap::new(),
            depth: 0,
            fuel: 0,
            left: ALL_FUEL,
        }
    }

    /// Notes that nobody can reach an item.
    pub(super) fn close(&mut self, item: u32) {
        self.closed.insert(item);
    }

    pub(super) fn is_closed(&self, item: u32) -> bool {
        self.closed.contains(&item)
    }

    /// Whether some answers make everything hold that is wanted, each question being answered where it is shown.
    pub(super) fn possible(&mut self, wanted: &[Wanted<'_>]) -> bool {
        self.search(wanted, false)
    }

    /// The same as if every question were always asked.
    pub(super) fn possible_if_asked(&mut self, wanted: &[Wanted<'_>]) -> bool {
        self.search(wanted, true)
    }

    fn search(&mut self, wanted: &[Wanted<'_>], careless: bool) -> bool {
        self.careless = careless;
        self.fuel = FUEL.min(self.left);
        let given = self.fuel;
        self.tried.clear();
        self.domains.clear();
        self.cuts = self.cuts_of(wanted);
        let found = self.feasible(wanted);
        self.left = self.left.saturating_sub(given - self.fuel);
        found
    }

    fn feasible(&mut self, wanted: &[Wanted<'_>]) -> bool {
        self.asked = None;
        self.shown.clear();
        let mut all = Some(true);
        for (item, goal) in wanted {
            match self.meets(*item, *goal) {
                Some(false) => return self.fuel == 0,
                Some(true) => {}
                None => all = None,
            }
        }
        let Some(item) = self.asked.filter(|_| all.is_none() && self.fuel > 0 && self.tried.len() < MOST_TRIED) else {
            return true;
        };
        let Some(form) = self.program.at(item) else { return true };
        let single = self.single_answers(item);
        for answer in domain::selections(form, single) {
            self.tried.insert(item, answer);
            if self.feasible(wanted) {
                return true;
            }
        }
        self.tried.remove(&item);
        false
    }

    fn meets(&mut self, item: u32, goal: Goal<'_>) -> Option<bool> {
        match goal {
            Goal::Test(test) => self.holds(test, Some(item)),
            Goal::Step(step) => self.step_holds(item, step),
        }
    }

    fn step_holds(&mut self, item: u32, step: &Step) -> Option<bool> {
        let any = step.any && !step.tests.is_empty();
        let mut all = if self.outside.contains(&item) { None } else { Some(!any) };
        for test in &step.tests {
            match self.holds(test, Some(item)) {
                None => all = None,
                Some(held) if held == any => return Some(any),
                Some(_) => {}
            }
        }
        all
    }

    fn burn(&mut self) -> bool {
        self.fuel = self.fuel.saturating_sub(1);
        self.fuel > 0
    }

    /// Whether an item is shown; none when it is not known.
    fn is_shown(&mut self, item: u32) -> Option<bool> {
        if self.closed.contains(&item) {
            return Some(false);
        }
        if self.careless {
            return Some(true);
        }
        if let Some(known) = self.shown.get(&item) {
            return *known;
        }
        if self.depth >= DEEPEST || !self.burn() {
            return None;
        }
        self.depth += 1;
        let program = self.program;
        let mut all = Some(true);
        for here in lineage(program, item) {
            let Some(step) = program.at(here).and_then(|form| program.step(form.active_step?)) else {
                all = all.filter(|_| !self.outside.contains(&here));
                continue;
            };
            match self.step_holds(here, step) {
                Some(true) => {}
                Some(false) => {
                    all = Some(false);
                    break;
                }
                None => all = None,
            }
        }
        self.depth -= 1;
        self.shown.insert(item, all);
        all
    }

    /// Every literal that what is wanted, and whatever that follows from, compares answers with.
    fn cuts_of(&self, wanted: &[Wanted<'_>]) -> Cuts {
        let mut cuts = Cuts::default();
        let (mut items, mut variables) = (Vec::new(), Vec::new());
        for (item, goal) in wanted {
            items.push(*item);
            let tests = match goal {
                Goal::Test(test) => std::slice::from_ref(*test),
                Goal::Step(step) => step.tests.as_slice(),
            };
            tests.iter().for_each(|test| literals(test, &mut cuts, &mut items, &mut variables));
        }
        let mut seen = BTreeSet::new();
        let mut known = BTreeSet::new();
        loop {
            if let Some(number) = variables.pop() {
                if known.insert(number)
                    && let Some(step) = self.variables.get(&number)
                {
                    step.tests.iter().for_each(|test| literals(test, &mut cuts, &mut items, &mut variables));
                }
                continue;
            }
            let Some(item) = items.pop() else { break };
            if seen.len() >= MOST_READ || !seen.insert(item) {
                continue;
            }
            let Some(form) = self.program.at(item) else { continue };
            items.extend(form.parent);
            for step in [form.active_step, form.value_step].into_iter().flatten() {
                let tests = self.program.step(step).map(|step| step.tests.as_slice()).unwrap_or_default();
                tests.iter().for_each(|test| literals(test, &mut cuts, &mut items, &mut variables));
            }
        }
        cuts
    }
}

/// An item, what it stands in, and so on upwards.
pub(super) fn lineage(program: &Program, item: u32) -> impl Iterator<Item = u32> {
    std::iter::successors(Some(item), |here| program.at(*here)?.parent)
}

fn literals(expr: &Expr, cuts: &mut Cuts, items: &mut Vec<u32>, variables: &mut Vec<u32>) {
    expr.reads(items, variables);
    expr.literals(&mut |value| cuts.add(value));
}
