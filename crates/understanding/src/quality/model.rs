//! Which questions a score adds up, what is gathered of the people who answered them, and what of it may be told. Pure.

use std::collections::{BTreeMap, HashMap};

use instruments::{
    Instrument, Kind, ScoreDefinition, Text,
    score::{Method, Points},
};
use measures::{
    change,
    floors::Floors,
    omega::omega_of,
    products::Products,
    reliability::{REDUNDANT, alpha_of},
};

/// Over how many people a coefficient is told: those that Terwee and others ask for (Journal of Clinical Epidemiology 60, 2007).
pub const LEAST: u64 = 100;
/// People with all answers are counted by so many: how many they are, beside how many left each question, would tell how many left two.
pub const BY: u64 = 10;
/// Above it only that a coefficient is above is told: answers that nearly tell each other would tell hidden cells.
pub const MOST_TOLD: f64 = 0.95;
/// An item-rest correlation below it is flagged (Nunnally and Bernstein, Psychometric Theory, 1994).
pub const LEAST_WITH_REST: f64 = 0.30;
/// The share of people at an end of a score that is flagged (Terwee and others, 2007).
pub const MOST_AT_END: f64 = 0.15;
/// From which α on the questions of a score go together.
pub const LEAST_ALPHA: f64 = 0.70;

/// Why a score has no coefficients, whoever answered it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoScale {
    /// It is of a single question.
    Single,
    /// It is neither the sum nor the plain mean of its questions.
    Otherwise,
}

/// A question of a scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Its link id.
    pub link: String,
    /// How many steps above the lowest answer each code is, turned round where its scale runs from best to worst.
    steps: HashMap<String, i64>,
    /// How many steps there are.
    width: i64,
    /// What a step is worth.
    points: f64,
}

/// A score with the questions it adds up.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// Its name for people.
    pub title: Text,
    /// Its questions.
    pub items: Vec<Asked>,
    /// Whether it runs from 0 to 100.
    pub is_on_hundred: bool,
    is_mean: bool,
    /// Answers (a question and a code) that take a question out of the score.
    outs: Vec<(String, String)>,
}

impl Scale {
    /// The scale of a score.
    pub fn of(instrument: &Instrument, score: &ScoreDefinition) -> Result<Self, NoScale> {
        let rule = score.declared.as_ref().map(|declared| &declared.definition);
        let same = score.declared.as_ref().is_none_or(|declared| {
            let one = &declared.definition;
            one.items.windows(2).all(|pair| matches!(pair, [a, b] if a.weight == b.weight))
                && one.items.iter().all(|item| item.weights.is_none() && item.range.is_none())
                && one.missing.counted.is_empty()
                && one.lookup.is_none()
                && one.rescale.is_none()
        });
        let points = rule.map_or(Points::Hundred, |rule| rule.points.clone());
        let is_mean = match rule.map(|rule| &rule.method) {
            None | Some(Method::Mean) => true,
            Some(Method::Sum) => false,
            Some(_) => return Err(NoScale::Otherwise),
        };
        if !same || matches!(points, Points::Box(_)) {
            return Err(NoScale::Otherwise);
        }
        if score.items.len() < 2 {
            return Err(NoScale::Single);
        }
        let asked = |one: &instruments::ScoreItem| {
            let item = instrument.item(&one.link_id).filter(|item| item.kind == Kind::Choice && !item.several)?;
            let width = one.greatest.checked_sub(one.least).filter(|width| *width > 0)?;
            let step = |weight: i64| if one.reversed { one.greatest - weight } else { weight - one.least };
            let valued = item.choices.iter().filter(|choice| choice.missing.is_none());
            let steps =
                valued.map(|choice| Some((choice.code.clone(), step(choice.weight?)))).collect::<Option<_>>()?;
            let points = if points == Points::Hundred { 100.0 / width as f64 } else { 1.0 };
            Some(Asked { link: one.link_id.clone(), steps, width, points })
        };
        let items: Vec<Asked> = score.items.iter().map(asked).collect::<Option<_>>().ok_or(NoScale::Otherwise)?;
        let takes_out =
            |code: &&instruments::Choice| code.excludes.iter().any(|link| items.iter().any(|item| item.link == *link));
        let outs = instrument.questions().flat_map(|item| {
            let codes = item.choices.iter().filter(takes_out);
            codes.map(|choice| (item.link_id.clone(), choice.code.clone())).collect::<Vec<_>>()
        });
        let outs = outs.collect();
        Ok(Self { title: score.title.clone(), items, is_on_hundred: score.is_on_hundred(), is_mean, outs })
    }

    /// The questions whose answers it needs.
    pub fn links(&self) -> impl Iterator<Item = &String> {
        self.items.iter().map(|item| &item.link).chain(self.outs.iter().map(|(link, _)| link))
    }

    /// A person's answers in steps; nothing unless each question of the scale has one that counts.
    fn steps<'a>(&self, given: &dyn Fn(&str) -> Option<&'a str>) -> Option<Vec<i64>> {
        if self.outs.iter().any(|(link, code)| given(link) == Some(code.as_str())) {
            return None;
        }
        self.items.iter().map(|item| item.steps.get(given(&item.link)?).copied()).collect()
    }
}

/// What is gathered of the people who answered all of a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gathered {
    products: Products,
    /// Of each question, how often each step was given.
    counts: Vec<BTreeMap<i64, u64>>,
    /// How many gave the lowest answer everywhere, and the highest.
    ends: [u64; 2],
}

impl Gathered {
    /// Nobody yet.
    pub fn new(scale: &Scale) -> Self {
        let items = scale.items.len();
        Self { products: Products::new(items), counts: vec![BTreeMap::new(); items], ends: [0, 0] }
    }

    /// One person more: by the code given to a question, none where there is none.
    pub fn add<'a>(&mut self, scale: &Scale, given: &dyn Fn(&str) -> Option<&'a str>) {
        let Some(steps) = scale.steps(given) else { return };
        self.products.add(&steps);
        for (counts, step) in self.counts.iter_mut().zip(&steps) {
            *counts.entry(*step).or_default() += 1;
        }
        let [lowest, highest] = &mut self.ends;
        *lowest += u64::from(steps.iter().all(|step| *step == 0));
        *highest += u64::from(steps.iter().zip(&scale.items).all(|(step, item)| *step == item.width));
    }

    /// Of the question whose answers are most alike, how many people gave another one than the most given.
    fn fewest_apart(&self) -> u64 {
        let apart = |counts: &BTreeMap<i64, u64>| {
            self.products.people() - counts.values().max().copied().unwrap_or(0).min(self.products.people())
        };
        self.counts.iter().map(apart).min().unwrap_or(0)
    }
}

/// A coefficient as it is told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Coefficient {
    /// To two decimals.
    Is(f64),
    /// Above [`MOST_TOLD`].
    Above,
    /// Below this.
    Below(f64),
}

impl Coefficient {
    /// As it is told; below `least` only that it is below.
    pub fn told(value: f64, least: f64) -> Self {
        let rounded = (value * 100.0).round() / 100.0;
        if rounded > MOST_TOLD {
            Self::Above
        } else if rounded < least {
            Self::Below(least)
        } else {
            // Not "-0.00".
            Self::Is(rounded + 0.0)
        }
    }

    /// Whether what is told is below a limit.
    pub fn is_below(self, limit: f64) -> bool {
        match self {
            Self::Is(value) => value < limit,
            Self::Above => false,
            Self::Below(least) => least <= limit,
        }
    }
}

/// What may be told of a scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// At least so many people answered all of it.
    pub people: u64,
    /// Cronbach's α, and the ends of its 95 % interval.
    pub alpha: [Coefficient; 3],
    /// McDonald's ω; nothing under three questions, or where one factor has no solution.
    pub omega: Option<Coefficient>,
    /// In points: half a standard deviation.
    pub half: f64,
    /// In points: the standard error of measurement, and the smallest change of one person that is more than it; nothing where α
    /// is below 0.
    pub error: Option<[f64; 2]>,
    /// Of each question, its correlation with the sum of the others.
    pub with_rest: Vec<Option<Coefficient>>,
    /// Pairs of questions that say the same.
    pub alike: Vec<[usize; 2]>,
    /// The share of people with the lowest possible score, and the highest, in whole hundredths; nothing where it is not flagged.
    pub at_ends: [Option<f64>; 2],
}

/// Why nothing is told of a scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Untold {
    /// At most so many more people are needed.
    Few {
        /// How many, at most.
        needed: u64,
    },
    /// Nearly everybody gave the same answer to a question: a coefficient would speak of the few others.
    Alike,
}

/// What may be told of what was gathered.
pub fn told(scale: &Scale, gathered: &Gathered, floors: &Floors) -> Result<Told, Untold> {
    let (people, least) = (gathered.products.people(), LEAST.max(floors.score()));
    if people < least {
        return Err(Untold::Few { needed: least - people / BY * BY });
    }
    if gathered.fewest_apart() < floors.inside() {
        return Err(Untold::Alike);
    }
    let steps: Vec<f64> = scale.items.iter().map(|item| item.points).collect();
    let covariances = gathered.products.covariances(&steps).ok_or(Untold::Alike)?;
    let found = alpha_of(&covariances).ok_or(Untold::Alike)?;
    let parts = if scale.is_mean { scale.items.len() as f64 } else { 1.0 };
    let spread = covariances.of_sum(None).sqrt() / parts;
    let decimals = if scale.is_on_hundred { 1.0 } else { 10.0 };
    let points = |value: f64| (value * decimals).round() / decimals;
    let error = change::sem_of(spread, found.alpha);
    let up = |value: f64| (value * decimals).ceil() / decimals;
    let at_end = |n: u64| {
        let share = n as f64 / people as f64;
        (share > MOST_AT_END).then(|| (share * 100.0).round() / 100.0)
    };
    let [lowest, highest] = gathered.ends;
    Ok(Told {
        people: people / BY * BY,
        alpha: [found.alpha, found.low, found.high].map(|one| Coefficient::told(one, 0.0)),
        omega: omega_of(&covariances).ok().map(|found| Coefficient::told(found.omega, 0.0)),
        half: points(spread / 2.0),
        error: error.map(|sem| [points(sem), up(change::smallest(sem))]),
        with_rest: found.item_rest.iter().map(|one| one.map(|r| Coefficient::told(r, -MOST_TOLD))).collect(),
        alike: found.redundant.iter().filter(|pair| pair.2 > REDUNDANT).map(|pair| [pair.0, pair.1]).collect(),
        at_ends: [at_end(lowest), at_end(highest)],
    })
}

#[cfg(test)]
#[path = "model_tests.rs"]
mod tests;
