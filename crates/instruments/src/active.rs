//! What is shown, what counts, what is missing and why.

use crate::{
    Answer, Answers, Choice, Instrument, MissingKind,
    model::{Operator, Test, TestValue},
};

/// An answer that counts: its question is shown and it is a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Counted<'a> {
    /// The question.
    pub link_id: &'a str,
    /// The answer.
    pub answer: &'a Answer,
    /// The printed answer, for a choice.
    pub choice: Option<&'a Choice>,
}

impl Instrument {
    /// The link ids shown for these answers, groups and texts included, in printed order. A condition on a question
    /// that is itself hidden sees no answer there, so hiding spreads.
    pub fn active(&self, answers: &Answers) -> Vec<&str> {
        let shown = self.active_flags(answers);
        self.items.iter().zip(shown).filter(|(_, on)| *on).map(|(item, _)| item.link_id.as_str()).collect()
    }

    /// Whether one item is shown for these answers.
    pub fn is_active(&self, link_id: &str, answers: &Answers) -> bool {
        self.by_link.get(link_id).is_some_and(|index| self.active_flags(answers).get(*index) == Some(&true))
    }

    /// The screens that have something to show for these answers, by index.
    pub fn active_screens(&self, answers: &Answers) -> Vec<usize> {
        let shown = self.active_flags(answers);
        let on = |index: &usize| shown.get(*index) == Some(&true);
        (0..self.screens.len()).filter(|rank| self.screens.get(*rank).is_some_and(|s| s.items.iter().any(on))).collect()
    }

    /// The answers that count: shown and not missing, in printed order. Everything that is counted, averaged or
    /// displayed starts here; a hidden answer never does. Questions inside groups that repeat have no one answer and are
    /// counted apart ([`Instrument::inside`]).
    pub fn counted<'a>(&'a self, answers: &'a Answers) -> Vec<Counted<'a>> {
        let shown = self.active_flags(answers);
        let mut out = Vec::new();
        for (item, on) in self.items.iter().zip(shown) {
            if !on || !item.kind.is_question() || item.inside.is_some() {
                continue;
            }
            let Some(answer) = answers.get(&item.link_id) else { continue };
            let choice = match answer {
                Answer::Choice(code) => match item.choice(code) {
                    Some(choice) if choice.missing.is_none() => Some(choice),
                    _ => continue,
                },
                Answer::Text(text) if text.trim().is_empty() => continue,
                Answer::Several { codes, other } => {
                    let value = |code: &String| item.choice(code).is_some_and(|choice| choice.missing.is_none());
                    if other.is_none() && !codes.iter().any(value) {
                        continue;
                    }
                    None
                }
                _ => None,
            };
            out.push(Counted { link_id: &item.link_id, answer, choice });
        }
        out
    }

    /// Every question without a value and why, in printed order: hidden ([`MissingKind::NotAsked`]), left empty
    /// ([`MissingKind::Blank`]), or the kind of the answer given. With [`counted`](Self::counted) it covers each
    /// question outside groups that repeat exactly once.
    pub fn missing(&self, answers: &Answers) -> Vec<(&str, MissingKind)> {
        let shown = self.active_flags(answers);
        let mut out = Vec::new();
        for (item, on) in self.items.iter().zip(shown) {
            if !item.kind.is_question() || item.inside.is_some() {
                continue;
            }
            let kind = match answers.get(&item.link_id) {
                _ if !on => Some(MissingKind::NotAsked),
                None => Some(MissingKind::Blank),
                Some(Answer::Choice(code)) => item.choice(code).map_or(Some(MissingKind::Blank), |c| c.missing),
                Some(Answer::Text(text)) => text.trim().is_empty().then_some(MissingKind::Blank),
                Some(Answer::Several { codes, other }) => {
                    // A kind of missing chosen alone is why there is no value; beside a value it says nothing.
                    let mut kinds = codes.iter().map(|code| item.choice(code).and_then(|choice| choice.missing));
                    let first = kinds.next().unwrap_or(Some(MissingKind::Blank));
                    first.filter(|_| other.is_none() && kinds.all(|kind| kind.is_some()))
                }
                Some(_) => None,
            };
            if let Some(kind) = kind {
                out.push((item.link_id.as_str(), kind));
            }
        }
        out
    }
}

/// Decides one test for the arrows of paper (R4: `!=` holds when no answer equals the value, so also when there is none);
/// nothing where an arrow cannot say it. On screens the program decides.
pub(crate) fn decide(test: &Test, answer: Option<&Answer>) -> Option<bool> {
    if matches!(test.value, TestValue::Beyond(_)) {
        return None;
    }
    let equal = match (&test.value, answer) {
        (TestValue::Code(want), Some(Answer::Choice(got))) => want == got,
        (TestValue::Text(want), Some(Answer::Text(got))) => want == got,
        (TestValue::Number(want), Some(Answer::Number(got))) => want == got,
        _ => false,
    };
    let numbers = match (&test.value, answer) {
        (TestValue::Number(want), Some(Answer::Number(got))) => Some((*got, *want)),
        _ => None,
    };
    Some(match test.operator {
        Operator::Exists => test.value == TestValue::Flag(answer.is_some()),
        Operator::Equal => equal,
        Operator::NotEqual => !equal,
        Operator::Less => numbers.is_some_and(|(got, want)| got < want),
        Operator::LessOrEqual => numbers.is_some_and(|(got, want)| got <= want),
        Operator::Greater => numbers.is_some_and(|(got, want)| got > want),
        Operator::GreaterOrEqual => numbers.is_some_and(|(got, want)| got >= want),
    })
}
