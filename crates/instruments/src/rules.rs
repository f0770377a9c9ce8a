//! Rules between answers (`targetConstraint`, `questionnaire-constraint`) that do not hold: on a question, a group, a block of
//! a group that repeats, or the whole form.

use std::collections::BTreeSet;

use kernel::Day;

use crate::{
    Answers, Instrument, Item, Shown, Text,
    given::NO_INSTANT,
    program::{Function, Partial, Program, StepKind},
    repeats::nodes,
};

/// A question, and the block from 0 where it stands in one.
pub type Place = (String, Option<usize>);

/// A rule of the form that the answers do not keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenRule {
    /// The item it stands on; none for the whole form.
    pub link_id: Option<String>,
    /// The block it stands in, or that it stands on, from 0; none outside groups that repeat.
    pub block: Option<usize>,
    /// What to say, as the document says it; empty where it says nothing.
    pub says: Text,
    /// It is only a warning: the answers may be sent.
    pub warning: bool,
    /// Which of the form's rules it is.
    pub number: u32,
    /// The first screen by whose end everything it looks at was asked; none for a rule of the whole form, which is judged
    /// when everything is there.
    pub due: Option<usize>,
    /// The question to look at: the one it stands on, the first of its group, or the first that it looks at.
    pub first: Option<Place>,
}

impl Instrument {
    /// The rules between answers that do not hold. What is hidden has no rules, and neither has a block that holds nothing.
    pub fn broken_rules(&self, answers: &Answers, today: Day) -> Vec<BrokenRule> {
        if !self.program.steps.iter().any(|step| matches!(step.kind, StepKind::Check(_))) {
            return Vec::new();
        }
        let now = Partial::date(&today.to_string()).unwrap_or(NO_INSTANT);
        let session = self.session_at(answers, now);
        let shown = self.shown(answers);
        let mut out = Vec::new();
        for (number, node) in session.broken_steps() {
            let Some(StepKind::Check(check)) = self.program.step(*number).map(|step| &step.kind) else { continue };
            let item = session.item_link(*node).and_then(|link_id| self.item(link_id));
            let group = item.and_then(|item| item.inside.as_deref().or(item.repeats.map(|_| item.link_id.as_str())));
            let at = item.and_then(|item| nodes(&session, &item.link_id).iter().position(|one| one == node));
            let block = group.and(at);
            if let (Some(group), Some(block)) = (group, block)
                && answers.within(group).get(block).is_none_or(Answers::is_empty)
            {
                continue;
            }
            // A group that repeats is shown as a whole; what stands in it, block by block.
            let of_item = block.filter(|_| item.is_some_and(|item| item.inside.is_some()));
            if item.is_some_and(|item| !shown.is(&item.link_id, of_item)) {
                continue;
            }
            let read = inputs(&self.program, *number);
            let says = self.rule_texts.get(&check.human).cloned();
            out.push(BrokenRule {
                link_id: item.map(|item| item.link_id.clone()),
                block,
                says: says.unwrap_or_else(|| Text::new(self.language(), &check.human)),
                warning: check.warning,
                number: *number,
                due: item.and_then(|item| self.due(item, &read)),
                first: self.first_of(item, block, &read, &shown),
            });
        }
        out
    }

    /// The rules that read no answer and do not hold, by their number: nobody could ever send such a form. What looks at the
    /// clock may hold another day.
    pub(crate) fn never_kept(&self) -> Vec<u32> {
        let none = Answers::new();
        let (session, shown) = (self.session_at(&none, NO_INSTANT), self.shown(&none));
        let is_shown = |node: u32| {
            let item = session.item_link(node).and_then(|link_id| self.item(link_id));
            item.is_none_or(|item| shown.is(&item.link_id, None))
        };
        let stands_alone = |number: u32| {
            let mut clock = false;
            let tests = self.program.step(number).map(|step| step.tests.as_slice()).unwrap_or_default();
            let mut look = |function: Function| clock |= matches!(function, Function::Today | Function::Now);
            tests.iter().for_each(|test| test.functions(&mut look));
            !clock && inputs(&self.program, number).is_empty()
        };
        let broken = session.broken_steps().iter().filter(|(_, node)| is_shown(*node)).map(|(number, _)| *number);
        let demands = |number: &u32| {
            let kind = self.program.step(*number).map(|step| &step.kind);
            matches!(kind, Some(StepKind::Check(check)) if !check.warning)
        };
        broken.filter(demands).filter(|number| stands_alone(*number)).collect()
    }

    /// The screen on which an item stands, or which it is.
    fn screen_with(&self, item: &Item) -> Option<usize> {
        let is = |screen: &crate::Screen| screen.link_id.as_ref() == Some(&item.link_id);
        self.screen_of(&item.link_id).or_else(|| self.screens.iter().position(is))
    }

    fn due(&self, item: &Item, read: &BTreeSet<u32>) -> Option<usize> {
        let read = read.iter().filter_map(|number| self.item(&self.program.at(*number)?.link_id));
        read.chain([item]).filter_map(|one| self.screen_with(one)).max()
    }

    fn first_of(
        &self,
        item: Option<&Item>,
        block: Option<usize>,
        read: &BTreeSet<u32>,
        shown: &Shown<'_>,
    ) -> Option<Place> {
        let place = |one: &Item| {
            let block = one.inside.as_ref().map(|_| block.unwrap_or(0));
            (one.kind.is_question() && shown.is(&one.link_id, block)).then(|| (one.link_id.clone(), block))
        };
        let looked_at =
            || read.iter().filter_map(|number| self.item(&self.program.at(*number)?.link_id)).find_map(place);
        let any = || self.items.iter().find_map(place);
        let Some(item) = item else { return looked_at().or_else(any) };
        // A text or a computed value is no place to write: the group around it is.
        let mut around = Some(item);
        while let Some(one) = around {
            let within = |other: &&Item| other.link_id == one.link_id || self.stands_in(other, one);
            if let Some(found) = self.items.iter().filter(within).find_map(place) {
                return Some(found);
            }
            around = one.parent.and_then(|parent| self.items.get(parent));
        }
        looked_at().or_else(any)
    }

    /// Whether an item stands under another.
    fn stands_in(&self, item: &Item, above: &Item) -> bool {
        let mut parent = item.parent;
        while let Some(one) = parent.and_then(|parent| self.items.get(parent)) {
            if one.link_id == above.link_id {
                return true;
            }
            parent = one.parent;
        }
        false
    }
}

/// The items on which a step depends, by itself and through what it follows from.
fn inputs(program: &Program, step: u32) -> BTreeSet<u32> {
    let (mut seen, mut items, mut waiting) = (BTreeSet::new(), BTreeSet::new(), vec![step]);
    while let Some(step) = waiting.pop() {
        if !seen.insert(step) {
            continue;
        }
        let numbered = (0_u32..).zip(&program.items);
        items.extend(numbered.filter(|(_, item)| item.readers.contains(&step)).map(|(number, _)| number));
        let before = (0_u32..).zip(&program.steps).filter(|(_, before)| before.followers.contains(&step));
        waiting.extend(before.map(|(number, _)| number));
    }
    items
}
