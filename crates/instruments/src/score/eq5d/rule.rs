//! A form that asks EQ-5D, said in the file of its rules: which five questions, and which value set.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Engine, FAMILY, State, ValueSet};
use crate::problem::{At, Problem, excerpt};
use crate::score::licence::{Refusal, Wanted};
use crate::score::{
    Accepts, AnswerShape, Cell, Contribution, Exact, ItemShape, Layout, LeftOut, NotScored, Outcome, Reason, Scored,
    Value, Words,
};
use crate::{Instrument, MissingKind, Mode, instrument};

/// An index value of EQ-5D: the value that a value set gives to the five answers of one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct IndexRule {
    /// Its name for programs.
    pub id: String,
    /// Its name for people, in French and English.
    pub title: Words,
    /// The value set.
    pub value_set: ValueSet,
    /// The link ids of the five questions, in the order MO, SC, UA, PD, AD (mobility, self-care, usual activities, pain and
    /// discomfort, anxiety and depression). Each prints its levels from the best to the worst.
    pub items: [String; 5],
}

/// An index value that may be computed: the rule, its place in a form, and a value set that a licence opened.
#[derive(Debug, Clone)]
pub struct IndexScorer {
    id: Arc<str>,
    hash: Arc<str>,
    names: [Arc<str>; 5],
    cells: [usize; 5],
    /// What the answers printed behind the levels of each question say.
    kinds: [Vec<MissingKind>; 5],
    engine: Engine,
}

/// For which use an index value is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Use<'a> {
    /// The day.
    pub day: kernel::Day,
    /// The way it was asked.
    pub mode: Mode,
    /// The language it was asked in (BCP 47 tag).
    pub language: &'a str,
}

impl IndexRule {
    /// Everything that keeps the rule from fitting a form.
    pub fn check(&self, layout: &Layout) -> Vec<Problem> {
        let at = At::root(&format!("index-value[{}]", excerpt(&self.id)));
        let mut problems = Vec::new();
        let said = |tag: &str| self.title.get(tag).is_some_and(|one| !one.is_empty());
        if self.id.is_empty() || !said("fr") || !said("en") {
            problems.push(at.error(
                "score-incomplete",
                "Une valeur d'index a besoin d'un « id » et d'un « title » en français et en anglais.",
                "An index value needs an \"id\" and a \"title\" in French and English.",
            ));
        }
        for (place, item) in self.items.iter().enumerate() {
            let fits = layout.items.iter().any(|one| one.key == *item && self.is_asked_by(one));
            let alone = self.items.iter().filter(|one| *one == item).count() == 1;
            if !fits || !alone {
                let (name, levels) = (excerpt(item), self.value_set.levels());
                problems.push(at.entry("items", place).named(Some(item)).error(
                    "index-question",
                    format!(
                        "« {name} » doit être une question du formulaire, nommée une fois, à {levels} réponses imprimées de \
                         la meilleure à la moins bonne."
                    ),
                    format!(
                        "\"{name}\" must be a question of the form, named once, with {levels} answers printed from the best \
                         to the worst."
                    ),
                ));
            }
        }
        problems
    }

    /// One answer a level, best first. Weights are not needed; where the document has some, they say the same order. Kinds
    /// of missing may stand after the levels.
    fn is_asked_by(&self, item: &ItemShape) -> bool {
        let Accepts::Choices(answers) = &item.accepts else { return false };
        let levels = usize::from(self.value_set.levels());
        let (printed, rest) = answers.split_at(levels.min(answers.len()));
        let weights: Vec<_> = printed.iter().filter_map(|one| one.weight).collect();
        let rises = weights.windows(2).all(|two| matches!(two, [low, high] if low.exact() < high.exact()));
        printed.len() == levels
            && printed.iter().all(|one| one.missing.is_none())
            && rest.iter().all(|one| one.missing.is_some())
            && rises
    }

    /// Opens the value set with the licence that the instrument states, for one use. The problems are those of the rule; a
    /// refusal is that of the licence gate.
    pub fn open(&self, instrument: &Instrument, wanted: Use<'_>) -> Result<IndexScorer, Vec<Problem>> {
        let layout = Layout::of(instrument);
        let problems = self.check(&layout);
        if !problems.is_empty() {
            return Err(problems);
        }
        let engine = self.engine(instrument, wanted).map_err(|refusal| {
            let at = At::root(&format!("index-value[{}]", excerpt(&self.id)));
            let [fr, en] = kernel::Lang::ALL.map(|lang| refusal.message(lang));
            vec![at.error(refusal.code(), fr, en)]
        })?;
        let place = |item: &String| layout.items.iter().position(|one| one.key == *item).unwrap_or(usize::MAX);
        let codes = |item: &String| printed(&layout, item).iter().map(|one| one.code.clone()).collect::<Vec<_>>();
        let printed: Vec<_> = self.items.iter().map(|item| json!([item, codes(item)])).collect();
        let hash = instrument::hash(&json!({ "definition": self, "answers": printed }));
        Ok(IndexScorer {
            id: Arc::from(self.id.as_str()),
            hash: Arc::from(hash),
            names: self.items.each_ref().map(|item| Arc::from(item.as_str())),
            cells: self.items.each_ref().map(place),
            kinds: self.items.each_ref().map(|item| kinds(&layout, item)),
            engine,
        })
    }

    fn engine(&self, instrument: &Instrument, wanted: Use<'_>) -> Result<Engine, Refusal> {
        let Use { day, mode, language } = wanted;
        let proof = instrument.agreement()?.prove(Wanted { instrument: FAMILY, day, mode, language })?;
        Engine::open(self.value_set, proof)
    }
}

/// The answers that a question prints.
fn printed<'l>(layout: &'l Layout, item: &str) -> &'l [AnswerShape] {
    match layout.items.iter().find(|one| one.key == item).map(|one| &one.accepts) {
        Some(Accepts::Choices(answers)) => answers,
        _ => &[],
    }
}

fn kinds(layout: &Layout, item: &str) -> Vec<MissingKind> {
    printed(layout, item).iter().filter_map(|one| one.missing).collect()
}

impl IndexScorer {
    /// The value set, and the licence it was opened with.
    pub const fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The value of one person, from the row of [`Layout::row`]. Without all five answers there is none: nothing is filled
    /// in. Points of a contribution are its level, from 1.
    pub fn score(&self, row: &[Cell]) -> Outcome {
        let blank = Cell::Missing(MissingKind::Blank);
        let cells = self.cells.map(|at| row.get(at).copied().unwrap_or(blank));
        let levels = self.engine.set().levels();
        let (mut contributing, mut left_out) = (Vec::new(), Vec::new());
        for ((item, kinds), cell) in self.names.iter().zip(&self.kinds).zip(cells) {
            let behind = |at: u16| kinds.get(usize::from(at.saturating_sub(u16::from(levels)))).copied();
            let why = match cell {
                Cell::Choice(at) if at < u16::from(levels) => {
                    let points = Exact::whole(i64::from(at) + 1);
                    contributing.push(Contribution { item: item.clone(), answer: cell, points });
                    continue;
                }
                Cell::Choice(at) => LeftOut::Missing(behind(at).unwrap_or(MissingKind::Blank)),
                Cell::Missing(kind) => LeftOut::Missing(kind),
                Cell::Excluded => LeftOut::Excluded,
                _ => LeftOut::Missing(MissingKind::Blank),
            };
            left_out.push((item.clone(), why));
        }
        let whole = left_out.is_empty().then(|| State::of(&cells)).flatten();
        let none = |reason| NotScored { reason, answered: contributing.len(), needed: 5 };
        let result = match whole.map(|state| self.engine.value(state)) {
            Some(Ok(value)) => Ok(Scored { value: Value::Exact(value), band: None }),
            Some(Err(_)) => Err(none(Reason::NotInTable)),
            None => Err(none(Reason::TooFewAnswers)),
        };
        Outcome { id: self.id.clone(), definition_hash: self.hash.clone(), result, contributing, left_out }
    }
}
