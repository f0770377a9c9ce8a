//! Answers that ask for help at once. A rule, never a score: it looks at one answer alone, whatever the total is and
//! whether there is one (DESIGN, hard rule 18: an answer that speaks of self-harm shows the emergency numbers at once).

use std::collections::BTreeSet;

use kernel::Lang;
use serde::{Deserialize, Serialize};

use super::{Accepts, AnswerShape, Cell, Layout, Rules, Words};
use crate::{
    Answer, Answers,
    problem::{At, Problem, excerpt},
};

/// When to show help, and what to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AlertRule {
    /// Its name for programs.
    pub id: String,
    /// The item it looks at.
    pub item: String,
    /// The codes of the answers that raise it.
    pub raised_by: BTreeSet<String>,
    /// What is said to the person, before anything else.
    pub says: Words,
    /// The emergency numbers shown with it, in this order. The page takes their names from the dated setting.
    pub numbers: Vec<String>,
    /// Where the rule comes from.
    pub source: Words,
}

/// What the answer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlertState {
    /// Show help at once.
    Raised,
    /// The answer does not raise it.
    NotRaised,
    /// There is no answer: that is no reassurance, and must not be shown as one.
    NotAnswered,
}

/// An alert that answers raise: what the page shows at once, before anything else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Alert {
    /// [`AlertRule::id`].
    pub id: String,
    /// The item whose answer raised it (link id).
    pub item: String,
    /// What is said, by language tag (`fr` and `en` are always there).
    pub says: Words,
    /// The emergency numbers shown with it, in this order.
    pub numbers: Vec<String>,
}

impl Alert {
    /// What is said in a language of the pages.
    pub fn says(&self, lang: Lang) -> &str {
        self.says.get(lang.tag()).or_else(|| self.says.values().next()).map(String::as_str).unwrap_or_default()
    }
}

/// The alerts that answers raise, in the order of the rules. It looks at what was answered, shown or hidden since: of two
/// mistakes, showing help to somebody who does not need it is the small one. A question without an answer raises nothing,
/// which is no reassurance (see [`AlertState::NotAnswered`]).
pub fn alerts(rules: &Rules, answers: &Answers) -> Vec<Alert> {
    let raised = |rule: &&AlertRule| {
        // In a group that repeats, one block is enough.
        let given = answers.every().filter(|(link_id, _)| *link_id == rule.item);
        given.map(|(_, answer)| rule.state_of_answer(Some(answer))).any(|state| state == AlertState::Raised)
    };
    rules.alerts.iter().filter(raised).map(AlertRule::raised).collect()
}

impl AlertRule {
    /// The alert that is raised.
    pub fn raised(&self) -> Alert {
        let (id, item) = (self.id.clone(), self.item.clone());
        Alert { id, item, says: self.says.clone(), numbers: self.numbers.clone() }
    }

    /// What an answer says.
    pub fn state_of_answer(&self, answer: Option<&Answer>) -> AlertState {
        match answer {
            Some(Answer::Choice(code)) => self.state_of(Some(code)),
            Some(Answer::Number(number)) => self.state_of(Some(&number.to_string())),
            Some(Answer::Text(text)) => self.state_of(Some(text.as_str()).filter(|text| !text.trim().is_empty())),
            // Any of several answers may raise it.
            Some(Answer::Several { codes, .. }) => {
                let raised = codes.iter().any(|code| self.raised_by.contains(code));
                if raised { AlertState::Raised } else { AlertState::NotRaised }
            }
            Some(_) => AlertState::NotRaised,
            None => AlertState::NotAnswered,
        }
    }

    /// What a stored answer code says; none when the question was left empty.
    pub fn state_of(&self, code: Option<&str>) -> AlertState {
        match code {
            Some(code) if self.raised_by.contains(code) => AlertState::Raised,
            Some(_) => AlertState::NotRaised,
            None => AlertState::NotAnswered,
        }
    }

    /// What a row says. A kind of missing is no answer, unless the rule names its code.
    pub fn state(&self, layout: &Layout, row: &[Cell]) -> AlertState {
        let place = layout.items.iter().position(|item| item.key == self.item);
        let found = place.and_then(|place| Some((layout.items.get(place)?, row.get(place)?)));
        match found.map(|(item, cell)| (&item.accepts, cell)) {
            Some((Accepts::Choices(choices), Cell::Choice(at))) => match choices.get(usize::from(*at)) {
                Some(choice) if choice.missing.is_some() && !self.raised_by.contains(&choice.code) => {
                    AlertState::NotAnswered
                }
                Some(AnswerShape { code, .. }) => self.state_of(Some(code)),
                None => AlertState::NotAnswered,
            },
            Some((Accepts::Whole(..), Cell::Whole(number))) => self.state_of(Some(&number.to_string())),
            _ => AlertState::NotAnswered,
        }
    }

    /// What is wrong with the rule on this form; nothing when it can be raised as it says.
    pub fn check(&self, layout: &Layout) -> Vec<Problem> {
        let at = At::root(&format!("alert[{}]", excerpt(&self.id))).named(Some(&self.item));
        let mut problems = Vec::new();
        let item = layout.items.iter().find(|item| item.key == self.item);
        let known = |code: &String| match item.map(|item| &item.accepts) {
            Some(Accepts::Choices(choices)) => choices.iter().any(|choice| choice.code == *code),
            Some(Accepts::Whole(least, greatest)) => code
                .parse::<i64>()
                .is_ok_and(|number| (least..=greatest).contains(&&number) && number.to_string() == *code),
            Some(Accepts::Measured(_) | Accepts::Date) | None => false,
        };
        if self.raised_by.is_empty() || !self.raised_by.iter().all(known) {
            problems.push(at.error(
                "alert-never-raised",
                "L'alerte regarde une question ou une réponse qui n'existe pas : elle ne serait jamais donnée.",
                "The alert looks at a question or an answer that does not exist: it would never be raised.",
            ));
        }
        let said = ["fr", "en"].iter().all(|tag| self.says.get(*tag).is_some_and(|text| !text.is_empty()));
        if self.numbers.is_empty() || !said {
            problems.push(at.error(
                "alert-shows-nothing",
                "L'alerte doit montrer un texte en français et en anglais, et au moins un numéro d'urgence.",
                "The alert must show a text in French and English, and at least one emergency number.",
            ));
        }
        problems
    }
}
