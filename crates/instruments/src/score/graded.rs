//! The graded response model (Samejima, Estimation of latent ability using a response pattern of graded scores,
//! Psychometrika monograph supplement 17, 1969): probabilities, information, and the expected a posteriori estimate.
//!
//! The chance of answering at least category `k` at `theta` is `1 / (1 + exp(-a (theta - b_k)))`; a category's own chance
//! is the difference of two neighbours. Exponentials come from a portable library, so that a score is the same number
//! on every machine.

use super::Quadrature;

/// An item under the model: discrimination and rising difficulties.
#[derive(Debug, Clone, PartialEq)]
pub struct Graded {
    discrimination: f64,
    difficulties: Vec<f64>,
}

/// Parameters the model cannot have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a graded item needs a discrimination above nought and rising difficulties, all of them finite numbers")]
pub struct BadParameters;

impl Graded {
    /// An item; refused unless `discrimination > 0` and the difficulties are finite and rising, at least one.
    pub fn new(discrimination: f64, difficulties: Vec<f64>) -> Result<Self, BadParameters> {
        let rising = difficulties.windows(2).all(|two| matches!(two, [low, high] if low < high));
        let finite = discrimination.is_finite() && difficulties.iter().all(|one| one.is_finite());
        if discrimination > 0.0 && finite && rising && !difficulties.is_empty() {
            Ok(Self { discrimination, difficulties })
        } else {
            Err(BadParameters)
        }
    }

    /// How many categories it has: one more than difficulties.
    pub fn categories(&self) -> usize {
        self.difficulties.len() + 1
    }

    /// The chance of a category (from 0) at `theta`; 0 for one that does not exist.
    pub fn probability(&self, category: usize, theta: f64) -> f64 {
        libm::exp(self.log_probability(category, theta))
    }

    /// Its natural logarithm, without the loss of digits that a difference of two chances near 1 would bring.
    pub fn log_probability(&self, category: usize, theta: f64) -> f64 {
        let at = |rank: usize| self.difficulties.get(rank).map(|b| self.discrimination * (theta - b));
        let below = category.checked_sub(1).map(at);
        match (below, at(category)) {
            // The first category: everything under the first difficulty.
            (None, Some(above)) => log_logistic(-above),
            // The last category.
            (Some(Some(reached)), None) => log_logistic(reached),
            // Between two: s(x) - s(y) = s(x) s(-y) (1 - exp(y - x)).
            (Some(Some(reached)), Some(above)) => {
                let apart = libm::log(-libm::expm1(above - reached));
                log_logistic(reached) + log_logistic(-above) + apart
            }
            _ => f64::NEG_INFINITY,
        }
    }

    /// What one answer of this item tells at `theta` (Fisher information): the mean over the categories of the squared
    /// slope of the log chance. Units: one over the squared unit of theta.
    pub fn information(&self, theta: f64) -> f64 {
        let reached = |rank: Option<usize>| match rank {
            None => 1.0,
            Some(rank) => self.difficulties.get(rank).map_or(0.0, |b| logistic(self.discrimination * (theta - b))),
        };
        let one = |category: usize| {
            let slope = 1.0 - reached(category.checked_sub(1)) - reached(Some(category));
            self.probability(category, theta) * slope * slope
        };
        self.discrimination * self.discrimination * (0..self.categories()).map(one).sum::<f64>()
    }
}

/// The information of a whole test at `theta`: the sum of its items'.
pub fn test_information<'a>(items: impl IntoIterator<Item = &'a Graded>, theta: f64) -> f64 {
    items.into_iter().map(|item| item.information(theta)).sum()
}

/// `1 / (1 + exp(-x))`.
fn logistic(x: f64) -> f64 {
    if x >= 0.0 { 1.0 / (1.0 + libm::exp(-x)) } else { libm::exp(x) / (1.0 + libm::exp(x)) }
}

/// Its logarithm, exact far out on both sides.
fn log_logistic(x: f64) -> f64 {
    if x >= 0.0 { -libm::log1p(libm::exp(-x)) } else { x - libm::log1p(libm::exp(x)) }
}

/// Where a person stands on the latent scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ability {
    /// Mean of the posterior.
    pub mean: f64,
    /// Standard deviation of the posterior: the standard error of the estimate.
    pub deviation: f64,
}

/// Estimates by the expected a posteriori: a normal prior times the likelihood, integrated over a quadrature. The log
/// chances of every category at every point are tabled once, so that one person costs one addition per answer and point.
#[derive(Debug, Clone)]
pub struct Estimator {
    rule: Quadrature,
    log_prior: Vec<f64>,
    /// By item, by category: one log chance per point.
    log_chances: Vec<Vec<Vec<f64>>>,
}

impl Estimator {
    /// A normal prior of that mean and standard deviation (above nought), on that quadrature.
    pub fn new(items: &[Graded], rule: Quadrature, mean: f64, deviation: f64) -> Self {
        let prior = |(point, weight): (&f64, &f64)| {
            let z = (point - mean) / deviation;
            libm::log(*weight) - z * z / 2.0
        };
        let log_prior = rule.points.iter().zip(&rule.weights).map(prior).collect();
        let table = |item: &Graded| {
            let row =
                |category: usize| rule.points.iter().map(|theta| item.log_probability(category, *theta)).collect();
            (0..item.categories()).map(row).collect()
        };
        let log_chances = items.iter().map(table).collect();
        Self { rule, log_prior, log_chances }
    }

    /// The estimate for answers given as (item, category), in any order: the order changes nothing, since the answers
    /// are added up item by item in the order of the items. None when an item or category does not exist, or when one
    /// item comes twice.
    pub fn ability(&self, answers: &[(usize, usize)]) -> Option<Ability> {
        let mut by_item: Vec<Option<usize>> = vec![None; self.log_chances.len()];
        for (item, category) in answers {
            let place = by_item.get_mut(*item)?;
            if place.replace(*category).is_some() {
                return None;
            }
        }
        let mut posterior = self.log_prior.clone();
        for (rows, category) in self.log_chances.iter().zip(&by_item) {
            let Some(category) = category else { continue };
            for (sum, chance) in posterior.iter_mut().zip(rows.get(*category)?) {
                *sum += chance;
            }
        }
        Some(self.summarise(&mut posterior))
    }

    fn summarise(&self, posterior: &mut [f64]) -> Ability {
        // Taken off before the exponential, so that a thousand answers do not all become nought.
        let greatest = posterior.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let (mut whole, mut first) = (0.0, 0.0);
        for (log, point) in posterior.iter_mut().zip(&self.rule.points) {
            *log = libm::exp(*log - greatest);
            whole += *log;
            first += *log * point;
        }
        let mean = first / whole;
        let spread = posterior.iter().zip(&self.rule.points).map(|(p, point)| p * (point - mean) * (point - mean));
        Ability { mean, deviation: (spread.sum::<f64>() / whole).sqrt() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{Chance, SeededChance};

    fn any_item(chance: &mut dyn Chance) -> Graded {
        let count = 1 + chance.below(6) as usize;
        let mut at = -2.5 + chance.unit();
        let difficulties = (0..count).map(|_| {
            at += 0.05 + chance.unit();
            at
        });
        let difficulties = difficulties.collect();
        Graded::new(0.3 + 3.0 * chance.unit(), difficulties).unwrap()
    }

    #[test]
    fn chances_add_up_to_one_even_far_out() {
        let mut chance = SeededChance::new(11);
        for _ in 0..200 {
            let item = any_item(&mut chance);
            for theta in [-40.0, -3.0, -0.7, 0.0, 1.3, 4.5, 40.0] {
                let whole: f64 = (0..item.categories()).map(|k| item.probability(k, theta)).sum();
                assert!((whole - 1.0).abs() < 1e-12, "{item:?} at {theta}: {whole}");
                assert!(item.log_probability(item.categories() - 1, theta).is_finite());
            }
            assert_eq!(item.probability(item.categories(), 0.0), 0.0);
        }
    }

    /// Minus the mean second derivative of the log-likelihood, by central differences.
    fn curvature(item: &Graded, theta: f64) -> f64 {
        let step = 1e-3;
        let mean = |k: usize| {
            let at = |shift: f64| item.log_probability(k, theta + shift);
            item.probability(k, theta) * (2.0 * at(0.0) - at(step) - at(-step)) / (step * step)
        };
        (0..item.categories()).map(mean).sum()
    }

    #[test]
    fn information_is_the_curvature_of_the_log_likelihood() {
        let mut chance = SeededChance::new(12);
        for _ in 0..300 {
            let item = any_item(&mut chance);
            let theta = -3.0 + 6.0 * chance.unit();
            let (exact, numeric) = (item.information(theta), curvature(&item, theta));
            assert!((exact - numeric).abs() < 1e-5 * (1.0 + exact), "{item:?} at {theta}: {exact} {numeric}");
        }
        // One difficulty: the two-parameter logistic model, whose information is a^2 p (1 - p).
        let two = Graded::new(1.7, vec![0.4]).unwrap();
        let p = two.probability(1, 1.0);
        assert!((two.information(1.0) - 1.7 * 1.7 * p * (1.0 - p)).abs() < 1e-14);
        let items = [two.clone(), two.clone()];
        assert_eq!(test_information(&items, 1.0), 2.0 * two.information(1.0));
    }

    #[test]
    fn without_an_answer_the_prior_stands_and_answers_narrow_it() {
        let mut chance = SeededChance::new(13);
        let items: Vec<Graded> = (0..30).map(|_| any_item(&mut chance)).collect();
        let estimator = Estimator::new(&items, Quadrature::legendre(61, -6.0, 6.0), 0.3, 1.0);
        let nothing = estimator.ability(&[]).unwrap();
        assert!((nothing.mean - 0.3).abs() < 1e-6 && (nothing.deviation - 1.0).abs() < 1e-5, "{nothing:?}");
        let answers: Vec<(usize, usize)> =
            items.iter().enumerate().map(|(i, item)| (i, item.categories() / 2)).collect();
        let told = estimator.ability(&answers).unwrap();
        assert!(told.deviation < 0.5);
        let mut shuffled = answers;
        (&mut chance as &mut dyn Chance).shuffle(&mut shuffled);
        assert_eq!(estimator.ability(&shuffled), Some(told));
        assert_eq!(estimator.ability(&[(30, 0)]), None);
        assert_eq!(estimator.ability(&[(0, 99)]), None);
        assert_eq!(estimator.ability(&[(0, 0), (0, 1)]), None);
    }

    #[test]
    fn parameters_the_model_cannot_have_are_refused() {
        for (a, b) in [(0.0, vec![0.0]), (-1.0, vec![0.0]), (1.0, vec![]), (1.0, vec![1.0, 1.0]), (f64::NAN, vec![0.0])]
        {
            assert_eq!(Graded::new(a, b), Err(BadParameters));
        }
        assert_eq!(Graded::new(1.0, vec![0.0, f64::INFINITY]), Err(BadParameters));
    }
}
