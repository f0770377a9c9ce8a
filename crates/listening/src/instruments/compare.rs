//! Two versions of a questionnaire, item by item: what changed, and whether answers to the one may stand beside answers to
//! the other.

mod head;
mod words;

use std::collections::{HashMap, HashSet};

use instruments::Speaker;
use kernel::Lang;
use serde_json::Value;

pub use head::{Head, Told, head};
pub use words::{Piece, pieces};

use super::document::{
    Doc, Entry, Kind, condition,
    json::{Two, list},
    question::{Printed, Question},
    rendering::Rendering,
    repeats::Times,
};

/// What became of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Nothing changed.
    Same,
    /// Something changed.
    Changed,
    /// It is new.
    Added,
    /// It is no more.
    Removed,
}

/// Whether answers before and after may be put side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Comparable {
    /// They say the same.
    Yes,
    /// They may, with a word of caution: another place, another help, another translation.
    WithCare,
    /// They may not: another question was asked, or other answers were offered.
    No,
}

impl Comparable {
    /// The name used in word keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::WithCare => "care",
            Self::No => "no",
        }
    }
}

/// One change of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It stands elsewhere.
    Moved,
    /// It asks for something else.
    Kind(Kind, Kind),
    /// A wording, for a speaker, in a language.
    Wording(Speaker, Lang, String, String),
    /// The help under it.
    Hint(Lang, String, String),
    /// A printed answer that is new: its label.
    ChoiceAdded(Two),
    /// A printed answer that is no more.
    ChoiceRemoved(Two),
    /// Another label for the same code.
    ChoiceWording(String, Lang, String, String),
    /// Another value on the scale: label, before, after.
    Weight(Two, Option<i64>, Option<i64>),
    /// Another kind of missing answer: label.
    Missing(Two),
    /// The order of the printed answers.
    ChoiceOrder,
    /// How often a group is asked; none for once.
    Times(Option<Times>, Option<Times>),
    /// Whether a question is asked once, or once for each block of a group: whether it was, whether it is.
    Repeated(bool, bool),
    /// When it is shown.
    Condition,
    /// Whether an answer is demanded, how long or how great it may be.
    Limits,
    /// How it is drawn, before and after.
    Rendering(Box<[Look; 2]>),
    /// What is said to whoever asks, what the answer is, its printed number.
    Around,
}

/// How a question is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// What it asks for.
    pub kind: Kind,
    /// What its author chose, or what its file asks.
    pub rendering: Rendering,
    /// The step of its scale or slider, as it is written; empty for none.
    pub step: String,
}

impl Change {
    /// Whether answers stay comparable over this change alone. `base` is the language people were first asked in.
    fn comparable(&self, base: &str) -> Comparable {
        match self {
            Self::Repeated(..)
            | Self::Kind(..)
            | Self::ChoiceAdded(_)
            | Self::ChoiceRemoved(_)
            | Self::Weight(..)
            | Self::Missing(_) => Comparable::No,
            Self::Wording(_, lang, ..) | Self::ChoiceWording(_, lang, ..) => {
                if super::document::json::is(base, *lang) {
                    Comparable::No
                } else {
                    Comparable::WithCare
                }
            }
            // The same words drawn otherwise may be answered otherwise (document::rendering).
            Self::Rendering(_)
            | Self::Times(..)
            | Self::Moved
            | Self::Hint(..)
            | Self::ChoiceOrder
            | Self::Condition
            | Self::Limits => Comparable::WithCare,
            Self::Around => Comparable::Yes,
        }
    }
}

/// What became of one item.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its name.
    pub link: String,
    /// Its words: of the new version, or of the old one when it is no more.
    pub title: Two,
    /// What it asks for.
    pub kind: Kind,
    /// What became of it.
    pub fate: Fate,
    /// What changed.
    pub changes: Vec<Change>,
    /// Whether answers stay comparable; for questions that are in both.
    pub comparable: Option<Comparable>,
}

/// Compares two documents: the items of the new one in its order, then those that are no more.
pub fn compare(before: &Doc, after: &Doc) -> Vec<Line> {
    let old = before.entries();
    let new = after.entries();
    let by_link: HashMap<&str, &Entry<'_>> = old.iter().map(|entry| (entry.link, entry)).collect();
    let moved = moved(&old, &new);
    let (old_blocks, new_blocks) = (before.repeated(), after.repeated());
    let mut out = Vec::with_capacity(new.len());
    for entry in &new {
        let was = by_link.get(entry.link);
        let mut changes = was.map(|was| changes(was, entry, before, after)).unwrap_or_default();
        let (was_in, is_in) = (old_blocks.contains(entry.link), new_blocks.contains(entry.link));
        if was.is_some() && was_in != is_in && entry.kind().is_question() {
            changes.insert(0, Change::Repeated(was_in, is_in));
        }
        if moved.contains(entry.link) {
            changes.insert(0, Change::Moved);
        }
        let fate = match (was, changes.is_empty()) {
            (None, _) => Fate::Added,
            (Some(_), true) => Fate::Same,
            (Some(_), false) => Fate::Changed,
        };
        let asked = was.is_some() && entry.kind().is_question();
        let worst = changes.iter().map(|change| change.comparable(before.language())).max();
        out.push(Line {
            link: entry.link.to_owned(),
            title: super::document::words_of(entry.item, after.language()),
            kind: entry.kind(),
            fate,
            comparable: asked.then(|| worst.unwrap_or(Comparable::Yes)),
            changes,
        });
    }
    let kept: HashSet<&str> = new.iter().map(|entry| entry.link).collect();
    out.extend(old.iter().filter(|entry| !kept.contains(entry.link)).map(|entry| Line {
        link: entry.link.to_owned(),
        title: super::document::words_of(entry.item, before.language()),
        kind: entry.kind(),
        fate: Fate::Removed,
        changes: Vec::new(),
        comparable: None,
    }));
    out
}

fn changes(was: &Entry<'_>, is: &Entry<'_>, before: &Doc, after: &Doc) -> Vec<Change> {
    let (old, new) = (Question::of(was.item, before.language()), Question::of(is.item, after.language()));
    let mut out = Vec::new();
    if old.kind != new.kind {
        out.push(Change::Kind(old.kind, new.kind));
    }
    for ((speaker, old), new) in Speaker::ALL.into_iter().zip(&old.wording).zip(&new.wording) {
        for lang in Lang::ALL.into_iter().filter(|lang| old.get(*lang) != new.get(*lang)) {
            out.push(Change::Wording(speaker, lang, old.get(lang).to_owned(), new.get(lang).to_owned()));
        }
    }
    for lang in Lang::ALL.into_iter().filter(|lang| old.hint.get(*lang) != new.hint.get(*lang)) {
        out.push(Change::Hint(lang, old.hint.get(lang).to_owned(), new.hint.get(lang).to_owned()));
    }
    choices(&old.choices, &new.choices, &mut out);
    if spoken_labels(was.item) != spoken_labels(is.item) {
        out.push(Change::Around);
    }
    if conditions(was.item) != conditions(is.item) {
        out.push(Change::Condition);
    }
    if old.times != new.times {
        out.push(Change::Times(old.times, new.times));
    }
    let limits = |one: &Question| {
        let sizes = (one.required, one.most_chars, one.most_answers, one.places);
        (sizes, one.least.clone(), one.greatest.clone(), one.other, one.units.clone())
    };
    if limits(&old) != limits(&new) {
        out.push(Change::Limits);
    }
    let around = |one: &Question| {
        (one.prefix.clone(), one.notes.clone(), one.item_type, one.moment, one.valence, one.theme.clone())
    };
    if around(&old) != around(&new) {
        out.push(Change::Around);
    }
    out.extend(drawn(old, new));
    out
}

/// Another rendering of what is a question before and after.
fn drawn(old: Question, new: Question) -> Option<Change> {
    let is_same = (&old.rendering, &old.step) == (&new.rendering, &new.step);
    let look = |one: Question| {
        let rendering = one.rendering.filter(|_| one.kind.is_question() && !is_same)?;
        Some(Look { kind: one.kind, rendering, step: one.step })
    };
    Some(Change::Rendering(Box::new([look(old)?, look(new)?])))
}

/// What an item is shown under.
fn conditions(item: &Value) -> (bool, Vec<condition::Condition>) {
    (condition::is_any(item), condition::of(item))
}

/// What the printed answers say to others than the patient.
fn spoken_labels(item: &Value) -> Vec<Vec<&Value>> {
    use instruments::extensions::SPEAKER_TEXT;
    let said = |option| super::document::json::extensions(option, SPEAKER_TEXT).collect();
    list(item, "answerOption").iter().map(said).collect()
}

fn choices(old: &[Printed], new: &[Printed], out: &mut Vec<Change>) {
    let find = |all: &'_ [Printed], code: &str| all.iter().position(|one| one.code == code);
    out.extend(
        old.iter().filter(|one| find(new, &one.code).is_none()).map(|one| Change::ChoiceRemoved(one.label.clone())),
    );
    for choice in new {
        let Some(was) = find(old, &choice.code).and_then(|at| old.get(at)) else {
            out.push(Change::ChoiceAdded(choice.label.clone()));
            continue;
        };
        for lang in Lang::ALL.into_iter().filter(|lang| was.label.get(*lang) != choice.label.get(*lang)) {
            let (before, after) = (was.label.get(lang).to_owned(), choice.label.get(lang).to_owned());
            out.push(Change::ChoiceWording(choice.code.clone(), lang, before, after));
        }
        if was.weight != choice.weight {
            out.push(Change::Weight(choice.label.clone(), was.weight, choice.weight));
        }
        if was.missing != choice.missing {
            out.push(Change::Missing(choice.label.clone()));
        }
    }
    let order = |all: &[Printed], other: &[Printed]| -> Vec<String> {
        all.iter().filter(|one| find(other, &one.code).is_some()).map(|one| one.code.clone()).collect()
    };
    if order(old, new) != order(new, old) {
        out.push(Change::ChoiceOrder);
    }
}

/// The items that stand elsewhere: in another group, or out of the longest run that kept its order. So one question that
/// was taken to the end is one that moved, and not all those it passed.
fn moved<'a>(old: &[Entry<'_>], new: &[Entry<'a>]) -> HashSet<&'a str> {
    let was: HashMap<&str, (usize, Option<&str>)> =
        old.iter().enumerate().map(|(at, entry)| (entry.link, (at, entry.parent))).collect();
    let common: Vec<(&Entry<'a>, usize, bool)> = new
        .iter()
        .filter_map(|entry| was.get(entry.link).map(|(at, parent)| (entry, *at, *parent == entry.parent)))
        .collect();
    let kept = longest_rising(&common.iter().map(|(_, at, _)| *at).collect::<Vec<_>>());
    common
        .iter()
        .enumerate()
        .filter(|(rank, (_, _, same_group))| !same_group || !kept.contains(rank))
        .map(|(_, (entry, ..))| entry.link)
        .collect()
}

/// The ranks of a longest rising run (patience sorting, O(n log n)).
fn longest_rising(values: &[usize]) -> HashSet<usize> {
    let mut tops: Vec<(usize, usize)> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; values.len()];
    for (rank, value) in values.iter().enumerate() {
        let pile = tops.partition_point(|(top, _)| top < value);
        if let (Some(slot), Some(under)) = (before.get_mut(rank), pile.checked_sub(1)) {
            *slot = tops.get(under).map(|(_, rank)| *rank);
        }
        match tops.get_mut(pile) {
            Some(top) => *top = (*value, rank),
            None => tops.push((*value, rank)),
        }
    }
    let mut out = HashSet::new();
    let mut here = tops.last().map(|(_, rank)| *rank);
    while let Some(rank) = here {
        out.insert(rank);
        here = before.get(rank).copied().flatten();
    }
    out
}

#[cfg(test)]
mod tests {
    use instruments::library;

    use super::*;
    use crate::instruments::document::rendering::Drawn;

    fn vecu() -> Doc {
        Doc::parse(library()[0].json).unwrap()
    }

    fn line<'a>(lines: &'a [Line], link: &str) -> &'a Line {
        lines.iter().find(|line| line.link == link).unwrap()
    }

    #[test]
    fn a_document_beside_itself_has_not_changed() {
        let lines = compare(&vecu(), &vecu());
        assert!(
            lines
                .iter()
                .all(|line| line.fate == Fate::Same && line.comparable.is_none_or(|one| one == Comparable::Yes))
        );
    }

    #[test]
    fn each_kind_of_change_is_told_and_judged() {
        let before = vecu();
        let mut after = before.clone();
        let change = |doc: &mut Doc, link: &str, edit: &dyn Fn(&mut Question)| {
            let item = doc.item_mut(link).unwrap();
            let mut question = Question::of(item, "fr");
            edit(&mut question);
            question.write(item, "fr");
        };
        change(&mut after, "v1", &|q| q.wording[0].fr.push_str(" Vraiment ?"));
        change(&mut after, "v2", &|q| q.wording[0].en.push_str(" Really?"));
        change(&mut after, "v3", &|q| q.choices[0].weight = Some(9));
        change(&mut after, "v4", &|q| drop(q.choices.pop()));
        change(&mut after, "v5", &|q| q.hint.fr = "Une aide".to_owned());
        change(&mut after, "v6", &|q| q.prefix = "6 bis".to_owned());
        change(&mut after, "v7", &|q| q.rendering = Some(Rendering::Ours(Drawn::Row)));
        after.remove("v12").unwrap();
        let new = after.add(Some("sortie"), Kind::Open, false).unwrap();
        for _ in 0..3 {
            after.down("v8").unwrap();
        }
        let lines = compare(&before, &after);
        let judged = |link: &str| line(&lines, link).comparable;
        assert_eq!(judged("v1"), Some(Comparable::No));
        assert!(matches!(line(&lines, "v1").changes[..], [Change::Wording(Speaker::Patient, Lang::Fr, ..)]));
        assert_eq!(judged("v2"), Some(Comparable::WithCare));
        assert_eq!(judged("v3"), Some(Comparable::No));
        assert_eq!(judged("v4"), Some(Comparable::No));
        assert_eq!(judged("v5"), Some(Comparable::WithCare));
        assert_eq!(judged("v6"), Some(Comparable::Yes));
        assert_eq!(judged("v7"), Some(Comparable::WithCare));
        assert!(matches!(line(&lines, "v7").changes[..], [Change::Rendering(_)]));
        assert_eq!(line(&lines, "v12").fate, Fate::Removed);
        assert_eq!(line(&lines, &new).fate, Fate::Added);
        let moved: Vec<&str> =
            lines.iter().filter(|line| line.changes.contains(&Change::Moved)).map(|line| line.link.as_str()).collect();
        assert_eq!(moved, ["v8"], "one moved, not all those it passed");
    }
}
