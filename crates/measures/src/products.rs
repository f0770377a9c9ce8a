//! What α, ω and the correlations of questions need of people's answers: their sums and their cross-products, which are added up
//! person after person, so that a million people take no more room than a hundred.
//!
//! | statistic | formula | source |
//! |---|---|---|
//! | covariance | (n·Σxy − Σx·Σy) / (n(n−1)) | Anderson, An Introduction to Multivariate Statistical Analysis, 2003, 3.2 |
//! | correlation | the covariance over both standard deviations | Pearson, Proc. Royal Society of London 58, 1895 |
//! | variance of a sum | the sum of all covariances | Cronbach, Psychometrika 16, 1951 |
//!
//! Answers are whole numbers (the weights of a scale), and so are their sums: nothing is lost, however many people there are, and
//! where nobody differs the variance is 0 and not nearly 0. What a step of each question is worth (25 points where five answers
//! make a score from 0 to 100) is given beside them.
//!
//! Departures: none in the formulas. Packages keep the answers and go over them twice, since with fractions this formula loses
//! digits; with whole numbers both give the same.

use crate::symmetric::{Matrix, at, filled};

/// The sums and cross-products of the answers of people who answered every question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Products {
    people: u64,
    sums: Vec<i128>,
    /// Of each question with those from itself on, row after row.
    products: Vec<Vec<i128>>,
}

impl Products {
    /// Nobody yet, of so many questions.
    pub fn new(items: usize) -> Self {
        Self { people: 0, sums: vec![0; items], products: (0..items).map(|item| vec![0; items - item]).collect() }
    }

    /// One person more; a person who has not answered every question, or more of them, is not taken.
    pub fn add(&mut self, answers: &[i64]) {
        if answers.len() != self.sums.len() {
            return;
        }
        self.people += 1;
        for (item, (sum, row)) in self.sums.iter_mut().zip(&mut self.products).enumerate() {
            let Some((own, others)) = answers.get(item).zip(answers.get(item..)) else { continue };
            *sum += i128::from(*own);
            for (product, other) in row.iter_mut().zip(others) {
                *product += i128::from(*own) * i128::from(*other);
            }
        }
    }

    /// How many people.
    pub const fn people(&self) -> u64 {
        self.people
    }

    /// How many questions.
    pub fn items(&self) -> usize {
        self.sums.len()
    }

    /// n(n−1) times the covariance of two questions, in their own steps.
    fn scaled(&self, one: usize, other: usize) -> i128 {
        let (first, second) = (one.min(other), one.max(other));
        let product = self.products.get(first).and_then(|row| row.get(second - first)).copied().unwrap_or(0);
        let sum = |item: usize| self.sums.get(item).copied().unwrap_or(0);
        i128::from(self.people) * product - sum(one) * sum(other)
    }

    /// The covariances of the questions, a step of each being worth so much; nothing under two people, or where the steps are not
    /// as many as the questions.
    pub fn covariances(&self, steps: &[f64]) -> Option<Covariances> {
        if self.people < 2 || steps.len() != self.items() || steps.iter().any(|one| !one.is_finite()) {
            return None;
        }
        let n = self.people as f64;
        let step = |item: usize| steps.get(item).copied().unwrap_or(0.0);
        let cell = |a: usize, b: usize| self.scaled(a, b) as f64 / (n * (n - 1.0)) * step(a) * step(b);
        Some(Covariances { people: self.people, cells: filled(self.items(), cell) })
    }
}

/// The covariances of questions over people who answered all of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Covariances {
    people: u64,
    cells: Matrix,
}

/// Under this share of what was added up, a difference is the rounding of the additions and nothing else.
const ROUNDING: f64 = 1e-12;

impl Covariances {
    /// Over how many people.
    pub const fn people(&self) -> u64 {
        self.people
    }

    /// Of how many questions.
    pub fn items(&self) -> usize {
        self.cells.len()
    }

    /// The variance of a question.
    pub fn variance(&self, item: usize) -> f64 {
        at(&self.cells, item, item)
    }

    /// The sum of the variances of the questions.
    pub fn own(&self) -> f64 {
        (0..self.items()).map(|item| self.variance(item)).sum()
    }

    /// The variance of the sum of all questions, and of the sum of all but one; 0 where it is only the rounding of what was added.
    pub fn of_sum(&self, without: Option<usize>) -> f64 {
        let kept = |item: &usize| Some(*item) != without;
        let pairs = || (0..self.items()).filter(kept).flat_map(|a| (0..self.items()).filter(kept).map(move |b| (a, b)));
        let found: f64 = pairs().map(|(a, b)| at(&self.cells, a, b)).sum();
        let added: f64 = pairs().map(|(a, b)| at(&self.cells, a, b).abs()).sum();
        if found <= ROUNDING * added { 0.0 } else { found }
    }

    /// Pearson's r of two questions; nothing where one of them does not vary.
    pub fn correlation(&self, one: usize, other: usize) -> Option<f64> {
        let (first, second) = (self.variance(one), self.variance(other));
        let varies = first > 0.0 && second > 0.0;
        varies.then(|| (at(&self.cells, one, other) / (first.sqrt() * second.sqrt())).clamp(-1.0, 1.0))
    }

    /// Pearson's r of a question with the sum of the others; nothing where it, or the rest, does not vary.
    pub fn with_rest(&self, item: usize) -> Option<f64> {
        let (own, rest) = (self.variance(item), self.of_sum(Some(item)));
        let with: f64 =
            (0..self.items()).filter(|other| *other != item).map(|other| at(&self.cells, item, other)).sum();
        (own > 0.0 && rest > 0.0).then(|| (with / (own.sqrt() * rest.sqrt())).clamp(-1.0, 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reliability::correlation;

    #[test]
    fn covariances_are_those_of_the_answers_one_by_one() {
        let people = [[1, 5, 2], [2, 4, 2], [4, 4, 3], [5, 1, 1], [3, 2, 5]];
        let mut sums = Products::new(3);
        people.iter().for_each(|person| sums.add(person));
        sums.add(&[1, 2]);
        assert_eq!((sums.people(), sums.items()), (5, 3), "who has not answered everything is not taken");
        let column = |item: usize, step: f64| people.iter().map(|p| p[item] as f64 * step).collect::<Vec<_>>();
        let found = sums.covariances(&[25.0, 25.0, 12.5]).unwrap();
        // 1, 2, 4, 5, 3: variance 2.5, in steps of 25 points.
        assert!((found.variance(0) - 2.5 * 625.0).abs() < 1e-9);
        let near = |found: Option<f64>, wanted: Option<f64>| (found.unwrap() - wanted.unwrap()).abs() < 1e-12;
        assert!(near(found.correlation(0, 1), correlation(&column(0, 25.0), &column(1, 25.0))));
        let rest: Vec<f64> = column(1, 25.0).iter().zip(&column(2, 12.5)).map(|(a, b)| a + b).collect();
        assert!(near(found.with_rest(0), correlation(&column(0, 25.0), &rest)));
        let variance = |values: &[f64]| crate::mean::moments(values).unwrap().1.powi(2);
        assert!((found.of_sum(Some(0)) - variance(&rest)).abs() < 1e-9);
    }

    #[test]
    fn where_nobody_differs_there_is_no_correlation_and_not_one_of_roundings() {
        let mut sums = Products::new(3);
        for own in [1, 2, 3, 4] {
            sums.add(&[own, 7, 5 - own]);
        }
        let found = sums.covariances(&[1.0, 33.3, 1.0]).unwrap();
        assert_eq!((found.variance(1), found.correlation(0, 1)), (0.0, None));
        assert_eq!(found.with_rest(1), None, "the rest is the same for everybody too");
        assert_eq!(found.of_sum(None), 0.0);
    }

    #[test]
    fn nobody_and_a_single_person_have_none() {
        let mut sums = Products::new(2);
        assert_eq!(sums.covariances(&[1.0, 1.0]), None);
        sums.add(&[1, 2]);
        assert_eq!(sums.covariances(&[1.0, 1.0]), None);
        sums.add(&[1, 3]);
        assert!(sums.covariances(&[1.0, 1.0]).is_some() && sums.covariances(&[1.0]).is_none());
    }

    #[test]
    fn a_million_people_lose_no_digit() {
        let mut sums = Products::new(2);
        for at in 0..1_000_000_i64 {
            sums.add(&[1_000_000 + at % 2, 1_000_000 + at % 2]);
        }
        let found = sums.covariances(&[1.0, 1.0]).unwrap();
        assert!((found.variance(0) - 0.25 * 1e6 / (1e6 - 1.0)).abs() < 1e-12, "{}", found.variance(0));
        assert!((found.correlation(0, 1).unwrap() - 1.0).abs() < 1e-12);
    }
}
