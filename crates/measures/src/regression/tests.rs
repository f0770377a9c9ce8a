use std::collections::BTreeMap;

use super::*;

#[derive(Default)]
struct Case {
    wanted: Vec<f64>,
    outcome: Vec<f64>,
    covariates: Vec<f64>,
}

impl Case {
    fn rows(&self) -> Rows<'_> {
        Rows { outcome: &self.outcome, covariates: &self.covariates, width: self.covariates.len() / self.outcome.len() }
    }
}

/// What `reference/make.py` computes with statsmodels.
fn cases() -> BTreeMap<(String, String), Case> {
    let mut cases: BTreeMap<(String, String), Case> = BTreeMap::new();
    for line in include_str!("../../reference/regression.csv").lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let numbers: Vec<f64> = fields[3..].iter().map(|field| field.parse().unwrap()).collect();
        let case = cases.entry((fields[0].to_owned(), fields[1].to_owned())).or_default();
        if fields[2] == "fit" {
            case.wanted = numbers;
        } else {
            case.outcome.push(numbers[0]);
            case.covariates.extend_from_slice(&numbers[1..]);
        }
    }
    cases
}

#[test]
fn coefficients_and_robust_errors_equal_those_of_statsmodels() {
    let cases = cases();
    assert_eq!(cases.len(), 6);
    for ((kind, case), data) in cases {
        let found = if kind == "linear" { linear(data.rows()) } else { logistic(data.rows()) }.unwrap();
        let all = [found.coefficients, found.errors].concat();
        assert_eq!(all.len(), data.wanted.len());
        for (found, wanted) in all.iter().zip(&data.wanted) {
            assert!((found - wanted).abs() < 1e-9 * wanted.abs().max(1.0), "{kind} {case}: {found} {wanted}");
        }
    }
}

#[test]
fn intervals_and_how_likely_follow_from_the_robust_error() {
    let cases = cases();
    let fit = linear(cases[&("linear".to_owned(), "2".to_owned())].rows()).unwrap();
    let [low, high] = fit.interval(1).unwrap();
    assert!(((low + high) / 2.0 - fit.coefficients[1]).abs() < 1e-12);
    assert!(fit.p(0).unwrap() < 1e-10, "the constant is far from 0");
    assert_eq!((fit.interval(9), fit.p(9)), (None, None));
}

#[test]
fn what_cannot_be_fitted_says_why() {
    let y = [1.0, 0.0, 1.0, 1.0, 0.0, 1.0, 0.0, 0.0];
    let twice: Vec<f64> = (0..8).flat_map(|at| [f64::from(at), 2.0 * f64::from(at)]).collect();
    let rows = |outcome, covariates, width| Rows { outcome, covariates, width };
    assert_eq!(linear(rows(&y, &twice, 2)), Err(FitError::Repeats(1)));
    assert_eq!(logistic(rows(&y, &twice, 2)), Err(FitError::Repeats(1)));
    let constant = [3.0; 8];
    assert_eq!(linear(rows(&y, &constant, 1)), Err(FitError::Repeats(0)), "it says what the constant says");
    let told: Vec<f64> = y.iter().map(|one| one * 5.0 - 2.0).collect();
    assert_eq!(logistic(rows(&y, &told, 1)), Err(FitError::Separated));
    assert_eq!(logistic(rows(&[1.0; 8], &twice[..8], 1)), Err(FitError::Separated), "always the same");
    assert_eq!(logistic(rows(&[0.5; 8], &twice[..8], 1)), Err(FitError::Row(0)));
    assert_eq!(linear(rows(&[1.0, f64::NAN, 2.0, 3.0], &twice[..4], 1)), Err(FitError::Row(1)));
    assert_eq!(linear(rows(&[1.0, 2.0, 2.0, 3.0], &[1.0, 2.0, f64::INFINITY, 3.0], 1)), Err(FitError::Row(2)));
    assert_eq!(linear(rows(&y, &twice[..7], 1)), Err(FitError::Shape));
    assert_eq!(linear(rows(&y[..2], &twice[..2], 1)), Err(FitError::Shape));
}

#[test]
fn without_covariates_it_is_the_mean_and_the_logit_of_the_share() {
    let y = [1.0, 0.0, 1.0, 1.0];
    let none = Rows { outcome: &y, covariates: &[], width: 0 };
    assert_eq!(linear(none).unwrap().coefficients, [0.75]);
    assert!((logistic(none).unwrap().coefficients[0] - 3.0_f64.ln()).abs() < 1e-9);
}
