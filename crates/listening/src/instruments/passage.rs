//! Going from one version to the next: for each question of the old one, what its answers become when the two are read
//! together. A plan says it, somebody else reads it; no answer is ever rewritten.

use std::collections::{BTreeMap, BTreeSet, HashMap};

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
    /// It goes on, and answers before and after are not put side by side.
    Apart,
    /// It ends with the old version.
    Stopped,
}

impl Becomes {
    /// In the order of the pages.
    pub const ALL: [Self; 5] = [Self::Kept, Self::Renamed, Self::Apart, Self::Split, Self::Stopped];

    /// The name used in forms and word keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Renamed => "renamed",
            Self::Split => "split",
            Self::Apart => "apart",
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
    /// Its answers and what they become: code before, code after.
    pub choices: BTreeMap<String, String>,
    /// Its answers that have no counterpart, as somebody said: those given before are then read in no answer of after.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub dropped: BTreeSet<String>,
}

/// What becomes of the answers that were given to a question: what a plan comes to, for whoever reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// They are read beside the new ones as they are.
    Kept,
    /// They are read beside the new ones, each as the answer it corresponds to.
    Mapped,
    /// They are read apart.
    Apart,
    /// They end with the old version.
    Ended,
}

impl Verdict {
    /// In the order of the pages.
    pub const ALL: [Self; 4] = [Self::Kept, Self::Mapped, Self::Apart, Self::Ended];

    /// The name used in word keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Mapped => "mapped",
            Self::Apart => "apart",
            Self::Ended => "ended",
        }
    }
}

impl Step {
    /// What becomes of the answers that were given.
    pub fn verdict(&self) -> Verdict {
        match self.becomes {
            Becomes::Stopped => Verdict::Ended,
            Becomes::Split | Becomes::Apart => Verdict::Apart,
            Becomes::Kept | Becomes::Renamed => {
                let is_same = self.dropped.is_empty() && self.choices.iter().all(|(before, after)| before == after);
                if is_same { Verdict::Kept } else { Verdict::Mapped }
            }
        }
    }

    /// Whether its answers are read beside those of one question of the new version.
    pub const fn is_read_together(&self) -> bool {
        matches!(self.becomes, Becomes::Kept | Becomes::Renamed)
    }
}

/// The questions of the new version to which no answer of the old one leads: their answers begin with it.
pub fn fresh(after: &Doc, steps: &[Step]) -> Vec<String> {
    let led: BTreeSet<&str> = steps.iter().flat_map(|step| step.to.iter().map(String::as_str)).collect();
    after.questions().filter(|entry| !led.contains(entry.link)).map(|entry| entry.link.to_owned()).collect()
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
    /// One is asked once, the other once for each block of a group.
    Blocks,
    /// Two questions become the same one.
    Twice,
    /// Of one of its answers nobody said what becomes of it.
    Undecided,
}

impl Fault {
    /// The word key that says it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NoTarget => "instruments-plan-no-target",
            Self::HowMany => "instruments-plan-how-many",
            Self::Kind => "instruments-plan-kind",
            Self::Blocks => "instruments-plan-blocks",
            Self::Twice => "instruments-plan-twice",
            Self::Undecided => "instruments-plan-undecided",
        }
    }
}

/// What is proposed: a question that is still comparable goes on, one that is not goes on apart, one that is no more stops.
pub fn proposed(before: &Doc, after: &Doc) -> Vec<Step> {
    let lines = compare(before, after);
    let kept: BTreeSet<&str> = lines
        .iter()
        .filter(|line| line.comparable.is_some_and(|comparable| comparable != Comparable::No))
        .map(|line| line.link.as_str())
        .collect();
    let is_kept = |link: &str| kept.contains(link);
    let asked: BTreeSet<String> = after.questions().map(|entry| entry.link.to_owned()).collect();
    let steps = before.questions().map(|entry| {
        let becomes = match (is_kept(entry.link), asked.contains(entry.link)) {
            (true, _) => Becomes::Kept,
            (false, true) => Becomes::Apart,
            (false, false) => Becomes::Stopped,
        };
        let to = if becomes == Becomes::Stopped { Vec::new() } else { vec![entry.link.to_owned()] };
        let (choices, dropped) = (BTreeMap::new(), BTreeSet::new());
        let mut step = Step { from: entry.link.to_owned(), becomes, to, choices, dropped };
        step.choices = same_codes(before, after, &step);
        step
    });
    steps.collect()
}

/// The codes that a question and what it becomes have in common: what is proposed for its answers.
pub fn same_codes(before: &Doc, after: &Doc, step: &Step) -> BTreeMap<String, String> {
    if !step.is_read_together() {
        return BTreeMap::new();
    }
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
    // Found once for all steps: a plan may have hundreds.
    let kinds = |doc: &Doc| -> HashMap<String, Kind> {
        doc.questions().map(|entry| (entry.link.to_owned(), entry.kind())).collect()
    };
    let (old, new) = (kinds(before), kinds(after));
    let (old_blocks, new_blocks) = (before.repeated(), after.repeated());
    let mut out = Vec::new();
    let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
    for step in steps {
        let wanted = match step.becomes {
            Becomes::Kept | Becomes::Renamed | Becomes::Apart => step.to.len() == 1,
            Becomes::Split => step.to.len() > 1,
            Becomes::Stopped => step.to.is_empty(),
        };
        let is_kept = step.becomes != Becomes::Kept || step.to.iter().all(|to| *to == step.from);
        let fault = if step.to.iter().any(|to| !new.contains_key(to)) {
            Some(Fault::NoTarget)
        } else if !wanted || !is_kept {
            Some(Fault::HowMany)
        } else if step.is_read_together() && step.to.iter().any(|to| !is_same(old.get(&step.from), new.get(to))) {
            Some(Fault::Kind)
        } else if step.is_read_together()
            && step.to.iter().any(|to| old_blocks.contains(step.from.as_str()) != new_blocks.contains(to.as_str()))
        {
            Some(Fault::Blocks)
        } else if step.is_read_together() && step.to.iter().any(|to| taken.insert(to, &step.from).is_some()) {
            Some(Fault::Twice)
        } else if step.is_read_together() && undecided(before, after, step).next().is_some() {
            Some(Fault::Undecided)
        } else {
            None
        };
        out.extend(fault.map(|fault| (step.from.clone(), fault)));
    }
    out
}

/// The answers of a question of which a plan does not say what they become: neither an answer of the new question, nor that
/// they have no counterpart.
pub fn undecided<'a>(before: &Doc, after: &Doc, step: &'a Step) -> impl Iterator<Item = String> + use<'a> {
    let known = step.to.first().map(|to| codes(after, to)).unwrap_or_default();
    let is_led = move |code: &str| step.choices.get(code).is_some_and(|to| known.contains(to));
    codes(before, &step.from).into_iter().filter(move |code| !is_led(code) && !step.dropped.contains(code))
}

fn is_same(before: Option<&Kind>, after: Option<&Kind>) -> bool {
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
        assert_eq!((of("v2").becomes, of("v3").becomes), (Becomes::Apart, Becomes::Stopped));
        assert_eq!(
            (of("v2").verdict(), of("v3").verdict(), of("v1").verdict()),
            (Verdict::Apart, Verdict::Ended, Verdict::Kept)
        );
        assert_eq!(fresh(&after, &steps), Vec::<String>::new());
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
            dropped: BTreeSet::new(),
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
        // The fifth takes the question that the fourth became, and says nothing of its answers either: each is told once.
        assert_eq!(
            found,
            [Fault::NoTarget, Fault::HowMany, Fault::Kind, Fault::Undecided, Fault::Twice, Fault::HowMany]
        );
    }

    #[test]
    fn a_plan_is_whole_when_each_answer_has_a_counterpart_or_is_said_to_have_none() {
        let before = Doc::parse(library()[0].json).unwrap();
        let mut after = before.clone();
        let item = after.item_mut("v1").unwrap();
        let mut question = Question::of(item, "fr");
        let gone = question.choices.remove(0).code;
        question.write(item, "fr");
        let mut steps = proposed(&before, &after);
        let at = steps.iter().position(|step| step.from == "v1").unwrap();
        assert_eq!(steps[at].becomes, Becomes::Apart, "an answer that is no more makes it another question");
        assert_eq!(faults(&before, &after, &steps), [], "apart, nothing is to be said of the answers");
        steps[at].becomes = Becomes::Kept;
        steps[at].choices = same_codes(&before, &after, &steps[at]);
        assert_eq!(faults(&before, &after, &steps), [("v1".to_owned(), Fault::Undecided)]);
        let mut mapped = steps.clone();
        mapped[at].choices.insert(gone.clone(), codes(&after, "v1")[0].clone());
        assert_eq!((faults(&before, &after, &mapped), mapped[at].verdict()), (Vec::new(), Verdict::Mapped));
        steps[at].dropped.insert(gone.clone());
        assert_eq!((faults(&before, &after, &steps), steps[at].verdict()), (Vec::new(), Verdict::Mapped));
        steps[at].dropped.clear();
        steps[at].choices.insert(gone, "an answer that is not there".to_owned());
        assert_eq!(faults(&before, &after, &steps), [("v1".to_owned(), Fault::Undecided)]);
        let stored = serde_json::to_string(&mapped).unwrap();
        assert_eq!(serde_json::from_str::<Vec<Step>>(&stored).unwrap(), mapped);
        let old = r#"[{"from":"v1","becomes":"kept","to":["v1"],"choices":{"a":"a"}}]"#;
        assert!(serde_json::from_str::<Vec<Step>>(old).is_ok(), "a plan kept before today is still read");
    }
}
