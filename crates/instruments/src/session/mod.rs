//! One person's way through a form: answers as they come, and what follows from each.
//!
//! A session interprets a [`Program`]. It keeps a node for every instance of every item, knows which are shown, and
//! recomputes after an answer only what follows from it. An answer that a condition hides is kept and does not count:
//! no expression sees it, no score, no export; when the condition turns again, it is back.

mod compare;
mod eval;
mod functions;
mod limits;
mod nodes;
mod response;
mod run;
mod scores;
mod text;

use std::{collections::HashMap, sync::Arc};

use serde_json::{Value as Json, json};

pub(crate) use compare::condition as meets;
use compare::is_chosen as chosen;
pub use eval::Stop;
pub(crate) use eval::applied;
pub(crate) use functions::{field, written};
pub use limits::{Breach, Limit};
pub use response::Items;
pub(crate) use run::fitting;
pub(crate) use text::pattern;

use crate::program::{FormItem, FormType, Partial, Program, StepKind, Value, literal};

/// Most nodes a session may have: more groups are refused.
pub const MOST_NODES: usize = 200_000;
/// Most answers one item may have.
pub const MOST_ANSWERS: usize = 1_000;

/// One person's answers, and what follows from them.
#[derive(Debug, Clone)]
pub struct Session {
    program: Arc<Program>,
    today: Partial,
    now: Partial,
    nodes: Vec<Node>,
    /// The living nodes of each item, in the order of the response.
    by_item: Vec<Vec<u32>>,
    /// Results of variables: for each one, by the node it was computed at.
    variables: Vec<HashMap<u32, Vec<Value>>>,
    /// Checks that do not hold, by step and node.
    broken: Vec<(u32, u32)>,
    /// Expressions that could not be computed, by step and node.
    failed: Vec<(u32, u32)>,
    dirty: Vec<bool>,
    /// Initial values are put where nothing stands yet; a session read from a response has had them already.
    begun: bool,
}

/// An instance of an item. Node 0 is the response itself and has no item.
#[derive(Debug, Clone)]
struct Node {
    item: Option<u32>,
    parent: u32,
    /// Which answer of its parent it stands under; 0 in a group.
    slot: u32,
    answers: Vec<Value>,
    /// The answers that are offered now, where the form computes that.
    offered: Option<Vec<Value>>,
    active: bool,
    alive: bool,
    children: Vec<u32>,
}

/// Why a session refused something; nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SessionError {
    /// No such item or instance.
    #[error("there is no such item here")]
    Unknown,
    /// Groups and texts take no answer; calculated values are not typed.
    #[error("this item takes no answer")]
    NotAnswerable,
    /// More answers or groups than the form allows, or than anybody has.
    #[error("this is one more than the form allows")]
    TooMany,
    /// Fewer groups than the form allows.
    #[error("this is one less than the form allows")]
    TooFew,
    /// The item does not repeat.
    #[error("this item does not repeat")]
    NotRepeating,
}

impl Session {
    /// Opens a form: every group that repeats has its fewest instances and at least one, initial values stand where they
    /// should, and everything is computed once. `now` is a date with a time.
    pub fn open(program: Arc<Program>, now: Partial) -> Self {
        let mut session = Self::blank(program, now);
        session.settle();
        session.begun = true;
        session.begin();
        session
    }

    /// A form with answers in it and everything computed once. Nothing is put beforehand; of a group that repeats only the
    /// first instance is there.
    pub(crate) fn of(program: Arc<Program>, now: Partial, given: impl Iterator<Item = (u32, Vec<Value>)>) -> Self {
        let mut session = Self::blank(program, now);
        let program = session.program.clone();
        for (item, values) in given {
            let Some(form) = program.at(item).filter(|form| form.value_step.is_none()) else { continue };
            let Some(node) = session.instances(item).first().copied() else { continue };
            session.place(node, form, values);
        }
        session.everything();
        session
    }

    /// The tree of a form with nothing in it and nothing computed yet.
    fn blank(program: Arc<Program>, now: Partial) -> Self {
        let items = program.items.len();
        let mut session = Self {
            today: now.to_date().unwrap_or(now),
            now,
            nodes: vec![Node {
                item: None,
                parent: 0,
                slot: 0,
                answers: Vec::new(),
                offered: None,
                active: true,
                alive: true,
                children: Vec::new(),
            }],
            by_item: vec![Vec::new(); items],
            variables: vec![HashMap::new(); program.variables as usize],
            broken: Vec::new(),
            failed: Vec::new(),
            dirty: vec![true; program.steps.len()],
            begun: false,
            program,
        };
        session.furnish(0);
        session.index();
        session
    }

    /// The form.
    pub const fn program(&self) -> &Arc<Program> {
        &self.program
    }

    /// The instances of an item, in the order of the response.
    pub fn instances(&self, item: u32) -> &[u32] {
        self.by_item.get(item as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// The one instance of an item that does not repeat, by its linkId; the first of those that do.
    pub fn node(&self, link_id: &str) -> Option<u32> {
        self.instances(self.program.item(link_id)?).first().copied()
    }

    /// Whether an instance is shown.
    pub fn is_active(&self, node: u32) -> bool {
        self.nodes.get(node as usize).is_some_and(|node| node.active && node.alive)
    }

    /// What stands in an instance, shown or not.
    pub fn answers(&self, node: u32) -> &[Value] {
        self.nodes.get(node as usize).map(|node| node.answers.as_slice()).unwrap_or_default()
    }

    /// The answers that an instance offers now, where the form computes that ([`StepKind::Options`]); none where its
    /// printed answers are always the same.
    pub fn offered(&self, node: u32) -> Option<&[Value]> {
        self.nodes.get(node as usize)?.offered.as_deref()
    }

    /// Gives, replaces or takes back (an empty list) the answers of an instance, and computes what follows.
    pub fn answer(&mut self, node: u32, answers: Vec<Value>) -> Result<(), SessionError> {
        let item = self.item_of(node).ok_or(SessionError::Unknown)?;
        let form = self.program.at(item).ok_or(SessionError::Unknown)?;
        if matches!(form.kind, FormType::Group | FormType::Display) || form.value_step.is_some() {
            return Err(SessionError::NotAnswerable);
        }
        let most = if form.repeats { form.most.map_or(MOST_ANSWERS, |most| most as usize) } else { 1 };
        if answers.len() > most.min(MOST_ANSWERS) {
            return Err(SessionError::TooMany);
        }
        let answers: Vec<Value> = answers.into_iter().map(|value| known(form, value)).collect();
        let nested = !form.children.is_empty();
        let Some(found) = self.nodes.get_mut(node as usize) else { return Err(SessionError::Unknown) };
        if identical(&found.answers, &answers) {
            return Ok(());
        }
        let resized = nested && found.answers.len().max(1) != answers.len().max(1);
        found.answers = answers;
        if resized {
            self.under_answers(node);
            self.index();
            self.dirty.fill(true);
        } else {
            self.touch(item);
        }
        self.settle();
        Ok(())
    }

    /// Adds an instance of a group that repeats, after the others, inside a parent instance (0 for the top of the form).
    pub fn add_group(&mut self, parent: u32, link_id: &str) -> Result<u32, SessionError> {
        let item = self.program.item(link_id).ok_or(SessionError::Unknown)?;
        let node = self.add_instance(parent, 0, item)?;
        self.begun = true;
        self.initial_values(node);
        self.everything();
        Ok(node)
    }

    fn add_instance(&mut self, parent: u32, slot: u32, item: u32) -> Result<u32, SessionError> {
        let form = self.program.at(item).ok_or(SessionError::Unknown)?;
        let home = self.nodes.get(parent as usize).filter(|home| home.alive).ok_or(SessionError::Unknown)?;
        if form.kind != FormType::Group || !form.repeats {
            return Err(SessionError::NotRepeating);
        }
        if home.item != form.parent {
            return Err(SessionError::Unknown);
        }
        let there = home.children.iter().filter(|child| self.item_of(**child) == Some(item)).count();
        let most = form.most.map_or(MOST_ANSWERS, |most| most as usize).min(MOST_ANSWERS);
        if there >= most || self.nodes.len() >= MOST_NODES {
            return Err(SessionError::TooMany);
        }
        Ok(self.grow(parent, slot, item))
    }

    /// Puts answers where they belong without computing what follows, for reading a whole response.
    fn place(&mut self, node: u32, form: &FormItem, values: Vec<Value>) {
        if let Some(found) = self.nodes.get_mut(node as usize) {
            found.answers = values.into_iter().map(|value| known(form, value)).collect();
        }
        if !form.children.is_empty() {
            self.under_answers(node);
            self.index();
        }
    }

    /// Removes an instance of a group that repeats, with what was answered in it.
    pub fn remove_group(&mut self, node: u32) -> Result<(), SessionError> {
        let item = self.item_of(node).ok_or(SessionError::Unknown)?;
        let form = self.program.at(item).ok_or(SessionError::Unknown)?;
        if form.kind != FormType::Group || !form.repeats {
            return Err(SessionError::NotRepeating);
        }
        let parent = self.nodes.get(node as usize).map_or(0, |found| found.parent);
        let home = self.nodes.get(parent as usize).ok_or(SessionError::Unknown)?;
        let there = home.children.iter().filter(|child| self.item_of(**child) == Some(item)).count();
        if there <= (form.fewest as usize).max(1) {
            return Err(SessionError::TooFew);
        }
        self.fell(node);
        self.everything();
        Ok(())
    }

    /// What an expression gives for the whole form as it stands.
    pub fn compute(&self, expr: &crate::program::Expr) -> Result<Vec<Value>, Stop> {
        eval::Evaluator::new(self).eval(expr, &eval::Here::default())
    }

    /// The rules of the form that the answers break: key, what to say, whether it is only a warning, and the instance.
    pub fn broken(&self) -> impl Iterator<Item = (&str, &str, bool, u32)> {
        self.broken.iter().filter_map(|(step, node)| match &self.program.step(*step)?.kind {
            StepKind::Check(check) => Some((check.key.as_str(), check.human.as_str(), check.warning, *node)),
            _ => None,
        })
    }

    /// The same as the steps of the program that they are, each with its instance.
    pub(crate) fn broken_steps(&self) -> &[(u32, u32)] {
        &self.broken
    }

    /// Expressions that had no result because something in them did not go together: the step and the instance.
    pub fn failed(&self) -> &[(u32, u32)] {
        &self.failed
    }

    /// Everything a page shows, for comparing two interpreters: each shown instance in the order of the response as
    /// `[linkId, [answers]]` (and the answers it offers, where that is computed), then the broken rules and limits.
    pub fn picture(&self) -> Json {
        let mut shown = Vec::new();
        self.walk(0, &mut |node, item| {
            let answers: Vec<Json> = self.answers(node).iter().map(literal).collect();
            shown.push(match self.offered(node) {
                None => json!([item.link_id, answers]),
                Some(offered) => json!([item.link_id, answers, offered.iter().map(literal).collect::<Vec<_>>()]),
            });
        });
        let broken: Vec<Json> = self.broken().map(|(key, _, _, node)| json!([key, self.link_id(node)])).collect();
        let breach = |one: Breach| json!([one.limit.code(), self.link_id(one.node), one.answer]);
        let limits: Vec<Json> = self.limits().into_iter().map(breach).collect();
        // The order of the names is part of what is compared.
        let parts = [("shown", shown), ("broken", broken), ("limits", limits)];
        parts
            .into_iter()
            .map(|(name, list)| (name.to_owned(), Json::from(list)))
            .collect::<serde_json::Map<_, _>>()
            .into()
    }

    fn item_of(&self, node: u32) -> Option<u32> {
        self.nodes.get(node as usize).filter(|found| found.alive)?.item
    }

    /// The link id of an instance; none for the response itself.
    pub(crate) fn item_link(&self, node: u32) -> Option<&str> {
        self.link_id(node)
    }

    fn link_id(&self, node: u32) -> Option<&str> {
        Some(self.program.at(self.item_of(node)?)?.link_id.as_str())
    }

    fn walk<'s>(&'s self, from: u32, each: &mut impl FnMut(u32, &'s FormItem)) {
        let mut waiting: Vec<u32> = self.children(from).iter().rev().copied().collect();
        while let Some(node) = waiting.pop() {
            if !self.is_active(node) {
                continue;
            }
            if let Some(item) = self.item_of(node).and_then(|item| self.program.at(item)) {
                each(node, item);
            }
            waiting.extend(self.children(node).iter().rev());
        }
    }
}

/// Whether two lists are the same to the letter: 1.5 and 1.50 are equal, and not the same answer.
fn identical(a: &[Value], b: &[Value]) -> bool {
    a.len() == b.len()
        && a.iter().zip(b).all(|(a, b)| match (a, b) {
            (Value::Decimal(a), Value::Decimal(b)) => a.same_spelling(*b),
            (Value::Quantity(a), Value::Quantity(b)) => a.unit == b.unit && a.value.same_spelling(b.value),
            _ => a == b,
        })
}

/// A coded answer as the form knows it: with the system, the label and the weight of the option it chooses.
fn known(form: &FormItem, value: Value) -> Value {
    let Value::Coding(given) = &value else { return value };
    let same = |option: &&crate::program::FormOption| match &option.value {
        Value::Coding(coding) => {
            coding.code == given.code && (given.system.is_empty() || coding.system == given.system)
        }
        _ => false,
    };
    form.options.iter().find(same).map_or(value.clone(), |option| option.value.clone())
}

/// Whether an answer is a printed one, units apart: for lists that are read before a form has units.
pub(crate) fn is_chosen(option: &Value, answer: &Value) -> bool {
    chosen(&crate::program::Units::default(), option, answer)
}
