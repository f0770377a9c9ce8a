//! Going from one version to the next: for each question of the old one, what its answers become when the two are read
//! together. A plan says it, somebody else reads it; no answer is ever rewritten.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    compare::{Comparable, compare},
    document::{Doc, Kind, question::Question},
};

/// What becomes of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Becomes {
    /// It goes on as it is.
    Kept,
    /// It goes on under another name.
    Renamed,
    /// Two or more questions take its place: its answers stay apart.
    Split,
    /// It ends with the old version.
    Stopped,
}

impl Becomes {
    /// In the order of the pages.
    pub const ALL: [Self; 4] = [Self::Kept, Self::Renamed, Self::Split, Self::Stopped];

    /// The name used in forms and word keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Renamed => "renamed",
            Self::Split => "split",
            Self::Stopped => "stopped",
        }
    }

    /// The one with that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// One question of the old version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Its name.
    pub from: String,
    /// What it becomes.
    pub becomes: Becomes,
    /// The questions of the new version it becomes.
    pub to: Vec<String>,
    /// Its answers and what they become: code before, code after. A code that is not here has no counterpart.
    pub choices: BTreeMap<String, String>,
}

/// Why a plan cannot be kept as it is, at a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The new version has no such question.
    NoTarget,
    /// One question was meant: it names another number of them.
    HowMany,
    /// The two do not ask for the same kind of answer.
    Kind,
    /// Two questions become the same one.
    Twice,
}

impl Fault {
    /// The word key that says it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NoTarget => "instruments-plan-no-target",
            Self::HowMany => "instruments-plan-how-many",
            Self::Kind => "instruments-plan-kind",
            Self::Twice => "instruments-plan-twice",
        }
    }
}

/// What is proposed: a question that is still comparable goes on; one that is not, or is no more, stops.
pub fn proposed(before: &Doc, after: &Doc) -> Vec<Step> {
    let lines = compare(before, after);
    let is_kept = |link: &str| {
        let line = lines.iter().find(|line| line.link == link);
        line.and_then(|line| line.comparable).is_some_and(|comparable| comparable != Comparable::No)
    };
    let steps = before.questions().map(|entry| {
        let kept = is_kept(entry.link);
        let mut step = Step {
            from: entry.link.to_owned(),
            becomes: if kept { Becomes::Kept } else { Becomes::Stopped },
            to: if kept { vec![entry.link.to_owned()] } else { Vec::new() },
            choices: BTreeMap::new(),
        };
        step.choices = same_codes(before, after, &step);
        step
    });
    steps.collect()
}

/// The codes that a question and what it becomes have in common: what is proposed for its answers.
pub fn same_codes(before: &Doc, after: &Doc, step: &Step) -> BTreeMap<String, String> {
    let [to] = step.to.as_slice() else { return BTreeMap::new() };
    let (old, new) = (codes(before, &step.from), codes(after, to));
    old.into_iter().filter(|code| new.contains(code)).map(|code| (code.clone(), code)).collect()
}

/// The codes of the printed answers of a question.
pub fn codes(doc: &Doc, link: &str) -> Vec<String> {
    let item = doc.item(link);
    let question = item.map(|item| Question::of(item, doc.language()));
    question.map(|one| one.choices.into_iter().map(|choice| choice.code).collect()).unwrap_or_default()
}

/// What is wrong with a plan: the question and why.
pub fn faults(before: &Doc, after: &Doc, steps: &[Step]) -> Vec<(String, Fault)> {
    let kind = |doc: &Doc, link: &str| doc.questions().find(|entry| entry.link == link).map(|entry| entry.kind());
    let mut out = Vec::new();
    let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
    for step in steps {
        let wanted = match step.becomes {
            Becomes::Kept | Becomes::Renamed => step.to.len() == 1,
            Becomes::Split => step.to.len() > 1,
            Becomes::Stopped => step.to.is_empty(),
        };
        let is_kept = step.becomes != Becomes::Kept || step.to.iter().all(|to| *to == step.from);
        let fault = if step.to.iter().any(|to| kind(after, to).is_none()) {
            Some(Fault::NoTarget)
        } else if !wanted || !is_kept {
            Some(Fault::HowMany)
        } else if step.to.len() == 1 && step.to.iter().any(|to| !is_same(kind(before, &step.from), kind(after, to))) {
            Some(Fault::Kind)
        } else if step.to.len() == 1 && step.to.iter().any(|to| taken.insert(to, &step.from).is_some()) {
            Some(Fault::Twice)
        } else {
            None
        };
        out.extend(fault.map(|fault| (step.from.clone(), fault)));
    }
    out
}

fn is_same(before: Option<Kind>, after: Option<Kind>) -> bool {
    before.is_some() && before == after
}

#[cfg(test)]
mod tests {
    use instruments::library;

    use super::*;

    #[test]
    fn what_is_proposed_is_sound_and_what_cannot_be_compared_stops() {
        let before = Doc::parse(library()[0].json).unwrap();
        let mut after = before.clone();
        after.remove("v3").unwrap();
        let item = after.item_mut("v2").unwrap();
        let mut question = Question::of(item, "fr");
        question.wording[0].fr = "Autre chose ?".to_owned();
        question.write(item, "fr");
        let steps = proposed(&before, &after);
        assert_eq!(steps.len(), before.questions().count());
        assert_eq!(faults(&before, &after, &steps), []);
        let of = |link: &str| steps.iter().find(|step| step.from == link).unwrap();
        assert_eq!((of("v2").becomes, of("v3").becomes), (Becomes::Stopped, Becomes::Stopped));
        assert_eq!(of("v1").becomes, Becomes::Kept);
        assert_eq!(of("v1").choices.len(), codes(&before, "v1").len());
    }

    #[test]
    fn a_plan_that_makes_no_sense_is_told_where() {
        let doc = Doc::parse(library()[0].json).unwrap();
        let step = |from: &str, becomes: Becomes, to: &[&str]| Step {
            from: from.to_owned(),
            becomes,
            to: to.iter().map(|to| (*to).to_owned()).collect(),
            choices: BTreeMap::new(),
        };
        let steps = [
            step("v1", Becomes::Renamed, &["nowhere"]),
            step("v2", Becomes::Split, &["v2"]),
            step("v3", Becomes::Renamed, &["bien"]),
            step("v4", Becomes::Renamed, &["v5"]),
            step("v5", Becomes::Kept, &["v5"]),
            step("v6", Becomes::Kept, &["v7"]),
        ];
        let found: Vec<Fault> = faults(&doc, &doc, &steps).into_iter().map(|(_, fault)| fault).collect();
        assert_eq!(found, [Fault::NoTarget, Fault::HowMany, Fault::Kind, Fault::Twice, Fault::HowMany]);
    }
}
