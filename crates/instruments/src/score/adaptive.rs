//! Adaptive tests: which question comes next, and why, or why no more is asked.
//!
//! The next question is the one that tells most at the present estimate (maximum Fisher information; Lord, Applications
//! of item response theory, 1980), inside the content area that is farthest below its share when shares are stated
//! (Kingsbury and Zara, Applied Measurement in Education 2(4), 1989). Of questions that tell exactly as much, the one
//! that stands first in the bank comes first: the same answers always lead to the same question.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Ability, Decimal, Estimator, Exact, Graded, GradedItem, LatentScale, Quadrature};
use crate::problem::{At, Problem, excerpt};

/// A bank of questions and the rules for asking from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Bank {
    /// The questions.
    pub items: Vec<BankItem>,
    /// The latent scale and its prior.
    #[serde(default)]
    pub scale: LatentScale,
    /// The question that is always asked first; the one that tells most under the prior when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    /// When to stop.
    pub stop: Stop,
    /// The share of the questions each content area gets, adding up to one; no balance when empty.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub shares: BTreeMap<String, Decimal>,
}

/// A question of a bank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BankItem {
    /// Its key: the link id.
    pub item: String,
    /// Its content area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// Its parameters.
    pub graded: GradedItem,
}

/// When to stop. A test always stops when no question is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Stop {
    /// Stop when the standard error is at most this, in units of the latent scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Decimal>,
    /// Stop after this many questions, skipped ones included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u16>,
    /// Stop when the best question left tells less than this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub information: Option<Decimal>,
    /// Precision and information do not stop the test before this many answers.
    #[serde(default)]
    pub least: u16,
}

/// A bank ready to be asked from.
#[derive(Debug, Clone)]
pub struct AdaptiveTest {
    keys: Vec<String>,
    models: Vec<Graded>,
    areas: Vec<Option<String>>,
    estimator: Estimator,
    first: Option<usize>,
    stop: Limits,
    shares: BTreeMap<String, f64>,
}

#[derive(Debug, Clone, Copy)]
struct Limits {
    error: Option<f64>,
    most: usize,
    information: Option<f64>,
    least: usize,
}

/// A question that was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked<'a> {
    /// The question's key.
    pub item: &'a str,
    /// The category answered, from 0; none when the person passed.
    pub category: Option<usize>,
}

/// What comes next.
#[derive(Debug, Clone, PartialEq)]
pub enum NextQuestion {
    /// Ask this question.
    Ask {
        /// Its key.
        item: String,
        /// Why this one.
        why: WhyAsked,
        /// Where the person stands so far.
        ability: Ability,
    },
    /// Ask no more.
    Stop {
        /// Why.
        why: WhyStopped,
        /// Where the person stands.
        ability: Ability,
    },
}

/// Why a question is asked.
#[derive(Debug, Clone, PartialEq)]
pub enum WhyAsked {
    /// The bank says it comes first.
    First,
    /// It tells most at the present estimate.
    MostInformation {
        /// How much.
        information: f64,
    },
    /// Its content area is farthest below its share, and it tells most there.
    Balance {
        /// The area.
        area: String,
        /// How much it tells.
        information: f64,
    },
}

/// Why no more is asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum WhyStopped {
    /// The estimate is as precise as was asked for.
    Precise,
    /// As many questions were asked as may be.
    MostQuestions,
    /// Every question was asked.
    NoQuestionLeft,
    /// No question left tells enough.
    LittleInformation {
        /// What the best one tells.
        information: f64,
    },
}

/// What was said to be asked is not in the bank, or comes twice, or has an answer the question does not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a question of this bank, was asked twice, or has no such answer")]
pub struct NotOfThisBank(pub String);

impl Bank {
    /// Compiles the bank; every problem in one pass.
    pub fn compile(&self) -> Result<AdaptiveTest, Vec<Problem>> {
        let at = At::root("bank");
        let mut problems = self.stated(&at);
        let mut models = Vec::with_capacity(self.items.len());
        for (place, item) in self.items.iter().enumerate() {
            let difficulties = item.graded.difficulties.iter().map(|one| one.to_f64()).collect();
            match Graded::new(item.graded.discrimination.to_f64(), difficulties) {
                Ok(model) => models.push(model),
                Err(_) => problems.push(at.entry("items", place).named(Some(&item.item)).error(
                    "score-graded-parameters",
                    format!(
                        "« {} » : la discrimination doit être positive, les difficultés croissantes.",
                        excerpt(&item.item)
                    ),
                    format!(
                        "\"{}\": the discrimination must be above nought, the difficulties rising.",
                        excerpt(&item.item)
                    ),
                )),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let [low, high] = self.scale.bounds.map(Decimal::to_f64);
        let rule = Quadrature::legendre(self.scale.quadrature, low, high);
        let estimator = Estimator::new(&models, rule, self.scale.mean.to_f64(), self.scale.deviation.to_f64());
        let place = |key: &String| self.items.iter().position(|item| item.item == *key);
        Ok(AdaptiveTest {
            keys: self.items.iter().map(|item| item.item.clone()).collect(),
            models,
            areas: self.items.iter().map(|item| item.area.clone()).collect(),
            estimator,
            first: self.first.as_ref().and_then(place),
            stop: Limits {
                error: self.stop.error.map(Decimal::to_f64),
                most: self.stop.most.map_or(usize::MAX, usize::from),
                information: self.stop.information.map(Decimal::to_f64),
                least: usize::from(self.stop.least),
            },
            shares: self.shares.iter().map(|(area, share)| (area.clone(), share.to_f64())).collect(),
        })
    }

    fn stated(&self, at: &At) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut demand = |holds: bool, code: &'static str, fr: &str, en: &str| {
            if !holds {
                problems.push(at.error(code, fr, en));
            }
        };
        let keys: BTreeSet<&str> = self.items.iter().map(|item| item.item.as_str()).collect();
        demand(
            !keys.is_empty() && keys.len() == self.items.len(),
            "bank-items",
            "La banque a besoin de questions, chacune une seule fois.",
            "The bank needs questions, each of them once.",
        );
        demand(
            self.first.as_ref().is_none_or(|first| keys.contains(first.as_str())),
            "bank-first",
            "La première question annoncée n'est pas dans la banque.",
            "The question said to come first is not in the bank.",
        );
        let [low, high] = self.scale.bounds.map(Decimal::exact);
        let zero = Exact::whole(0);
        demand(
            low < high && self.scale.deviation.exact() > zero && (3..=201).contains(&self.scale.quadrature),
            "score-latent-scale",
            "L'échelle demande des bornes croissantes, un écart-type positif, et de 3 à 201 points.",
            "The scale needs rising bounds, a standard deviation above nought, and 3 to 201 points.",
        );
        let areas: BTreeSet<&str> = self.items.iter().filter_map(|item| item.area.as_deref()).collect();
        let sum = self.shares.values().try_fold(zero, |sum, share| sum.plus(share.exact()));
        let known = self.shares.keys().all(|area| areas.contains(area.as_str()));
        let placed =
            self.items.iter().all(|item| item.area.as_ref().is_some_and(|area| self.shares.contains_key(area)));
        let positive = self.shares.values().all(|share| share.exact() > zero);
        demand(
            self.shares.is_empty() || (sum == Some(Exact::whole(1)) && known && placed && positive),
            "bank-shares",
            "Les parts des domaines doivent être positives, faire 1 en tout, et chaque question avoir un domaine cité.",
            "The shares of the areas must be above nought and add up to 1, and each question must have a named area.",
        );
        problems
    }
}

impl AdaptiveTest {
    /// What comes after these questions. Pure: nothing is remembered between calls.
    pub fn next(&self, asked: &[Asked<'_>]) -> Result<NextQuestion, NotOfThisBank> {
        let mut open = vec![true; self.keys.len()];
        let mut answers = Vec::with_capacity(asked.len());
        for one in asked {
            let refused = || NotOfThisBank(excerpt(one.item));
            let place = self.keys.iter().position(|key| key == one.item).ok_or_else(refused)?;
            let fresh = open.get_mut(place).ok_or_else(refused)?;
            if !std::mem::replace(fresh, false) {
                return Err(refused());
            }
            if let Some(category) = one.category {
                let known = self.models.get(place).is_some_and(|model| category < model.categories());
                answers.push(if known { (place, category) } else { return Err(refused()) });
            }
        }
        let ability = self.estimator.ability(&answers).ok_or_else(|| NotOfThisBank(String::new()))?;
        Ok(self.decide(&open, asked.len(), answers.len(), ability))
    }

    /// What every question of the bank tells at a place on the scale, most first: the order an adaptive test would ask
    /// in if the estimate never moved. Ties keep the order of the bank.
    pub fn by_information(&self, theta: f64) -> Vec<(&str, f64)> {
        let mut told: Vec<(usize, f64)> =
            self.models.iter().map(|model| model.information(theta)).enumerate().collect();
        told.sort_by(|a, b| b.1.total_cmp(&a.1));
        told.into_iter().filter_map(|(place, told)| Some((self.keys.get(place)?.as_str(), told))).collect()
    }

    fn decide(&self, open: &[bool], asked: usize, answered: usize, ability: Ability) -> NextQuestion {
        let stop = |why| NextQuestion::Stop { why, ability };
        let area = self.due_area(open);
        let Some((place, information)) = self.best(open, area, ability.mean) else {
            return stop(WhyStopped::NoQuestionLeft);
        };
        if asked >= self.stop.most {
            return stop(WhyStopped::MostQuestions);
        }
        if answered >= self.stop.least {
            if self.stop.error.is_some_and(|error| ability.deviation <= error) {
                return stop(WhyStopped::Precise);
            }
            let best = self.best(open, None, ability.mean).map_or(information, |(_, best)| best);
            if self.stop.information.is_some_and(|least| best < least) {
                return stop(WhyStopped::LittleInformation { information: best });
            }
        }
        let ask = |place: usize, why| {
            let item = self.keys.get(place).cloned().unwrap_or_default();
            NextQuestion::Ask { item, why, ability }
        };
        match (self.first.filter(|_| asked == 0), area) {
            (Some(first), _) => ask(first, WhyAsked::First),
            (None, Some(area)) => ask(place, WhyAsked::Balance { area: area.to_owned(), information }),
            (None, None) => ask(place, WhyAsked::MostInformation { information }),
        }
    }

    /// The open question that tells most, in one area or in all; the first of the bank among equals.
    fn best(&self, open: &[bool], area: Option<&str>, theta: f64) -> Option<(usize, f64)> {
        let mut best: Option<(usize, f64)> = None;
        for (place, model) in self.models.iter().enumerate() {
            let here = area.is_none_or(|area| self.areas.get(place).is_some_and(|one| one.as_deref() == Some(area)));
            if !here || open.get(place) != Some(&true) {
                continue;
            }
            let information = model.information(theta);
            if best.is_none_or(|(_, most)| information > most) {
                best = Some((place, information));
            }
        }
        best
    }

    /// The area with open questions that is farthest below its share of those asked; the first by name among equals.
    fn due_area(&self, open: &[bool]) -> Option<&str> {
        let asked = open.iter().filter(|open| !**open).count().max(1) as f64;
        let mut due: Option<(&str, f64)> = None;
        for (area, share) in &self.shares {
            let of_area = |wanted: bool| {
                let here = self.areas.iter().zip(open).filter(|(one, _)| one.as_deref() == Some(area.as_str()));
                here.filter(|(_, open)| **open == wanted).count()
            };
            let lack = share - of_area(false) as f64 / asked;
            if of_area(true) > 0 && due.is_none_or(|(_, most)| lack > most) {
                due = Some((area, lack));
            }
        }
        due.map(|(area, _)| area)
    }
}
