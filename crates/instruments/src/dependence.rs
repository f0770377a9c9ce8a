//! On whose answers it rests whether a question is asked.
//!
//! Whoever counts the people who were asked a question counts, with it, those who answered its filter in a certain way. What
//! must not be told of the one may then not be told by the other.

use std::collections::BTreeSet;

use crate::{
    Answer, Instrument,
    program::{Step, StepKind},
};

impl Instrument {
    /// The questions on whose answers it rests whether a question is asked, or which of its answers are offered: through the
    /// conditions of the groups it stands in, computed values, variables, and other questions that may not be asked. Itself apart.
    pub fn rests_on(&self, link_id: &str) -> BTreeSet<&str> {
        let Some(first) = self.program.item(link_id) else { return BTreeSet::new() };
        let mut seen = BTreeSet::from([first]);
        let mut open = vec![first];
        while let Some(item) = open.pop() {
            open.extend(self.read_by(item).into_iter().filter(|one| seen.insert(*one)));
        }
        seen.remove(&first);
        let name = |item: u32| self.program.at(item).map(|one| one.link_id.as_str());
        seen.into_iter()
            .filter_map(name)
            .filter(|link| self.item(link).is_some_and(|one| one.kind.is_question()))
            .collect()
    }

    /// What an item rests on by itself: its parent, and what is read to decide about it. Of a group that is read, everything in it
    /// is.
    fn read_by(&self, item: u32) -> Vec<u32> {
        let mut found: Vec<u32> = self.program.at(item).and_then(|one| one.parent).into_iter().collect();
        let mut variables = Vec::new();
        let decides = |step: &&Step| {
            step.item == Some(item) && matches!(step.kind, StepKind::Active | StepKind::Value | StepKind::Options(_))
        };
        let mut read = Vec::new();
        for test in self.program.steps.iter().filter(decides).flat_map(|step| &step.tests) {
            test.reads(&mut read, &mut variables);
        }
        let mut known = BTreeSet::new();
        while let Some(variable) = variables.pop() {
            if known.insert(variable) {
                let of = self.program.steps.iter().filter(|step| step.kind == StepKind::Variable(variable));
                of.flat_map(|step| &step.tests).for_each(|test| test.reads(&mut read, &mut variables));
            }
        }
        while let Some(one) = read.pop() {
            if !found.contains(&one) {
                read.extend(self.program.at(one).into_iter().flat_map(|item| &item.children));
                found.push(one);
            }
        }
        found
    }

    /// Whether a question is asked of somebody who gave an answer to another one (which was asked), or left it empty; nothing
    /// where that alone does not tell.
    pub fn asked_after(&self, link_id: &str, filter: &str, answer: Option<&Answer>) -> Option<bool> {
        let (index, on) = (self.by_link.get(link_id)?, self.by_link.get(filter)?);
        let single = |at: usize| self.items.get(at).is_some_and(|item| !item.several && item.inside.is_none());
        let offers = |link: &&str| {
            let item = self.program.item(link);
            self.program.steps.iter().any(|step| step.item == item && matches!(step.kind, StepKind::Options(_)))
        };
        if !single(*index) || !single(*on) || offers(&link_id) || self.rests_on(link_id).iter().any(offers) {
            return None;
        }
        self.surely(Some((*on, answer))).get(*index).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library;

    #[test]
    fn the_filters_of_i_satis_are_found_and_what_they_decide_is_known() {
        let isatis = library::shipped("isatis-2014").unwrap().instrument().unwrap();
        let all: Vec<(String, Vec<&str>)> = isatis
            .questions()
            .map(|item| (item.link_id.clone(), isatis.rests_on(&item.link_id).into_iter().collect()))
            .filter(|(_, on): &(_, Vec<&str>)| !on.is_empty())
            .collect();
        assert!(!all.is_empty(), "I-SATIS has filters");
        for (link, on) in &all {
            assert_eq!(isatis.is_sometimes(link), !on.is_empty(), "{link}");
            let filter = isatis.item(on[0]).unwrap();
            let after: Vec<Option<bool>> = filter
                .choices
                .iter()
                .map(|choice| isatis.asked_after(link, on[0], Some(&Answer::Choice(choice.code.clone()))))
                .collect();
            assert!(after.contains(&Some(true)) && after.contains(&Some(false)), "{link} {on:?} {after:?}");
            // "Not equal" holds of an empty answer too (FHIR R4), so some questions are asked of who left the filter.
            assert!(
                isatis.asked_after(link, on[0], None).is_some(),
                "{link}: what becomes of who left the filter empty"
            );
        }
    }
}
