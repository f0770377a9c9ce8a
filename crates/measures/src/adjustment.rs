//! Case-mix adjustment: what a unit's result would be with the patients of everybody, and what moved it.
//!
//! A regression over all answers gives what each covariate (age, state of health, who answers) is worth: β. A unit's adjusted
//! result is its raw one less what its own mix brings:
//!
//! adjusted = raw − Σⱼ βⱼ·(x̄ⱼ of the unit − x̄ⱼ of all)
//!
//! For shares the regression is logistic and the whole is indirect: adjusted = raw share − (expected share of the unit − share of
//! all), the expected share being the mean of what the regression says of its patients.
//!
//! Source: HAS, e-Satis, "Note méthodologique" (adjustment on age, sex, state of health and perceived improvement); O'Malley and others,
//! "Case-mix adjustment of the CAHPS hospital survey", Health Services Research 40, 2005; AHRQ, CAHPS macro instructions.
//!
//! Departures: CAHPS centres within units (fixed effects of units in the regression); here the regression is over all answers together,
//! as the formula above says, so that a unit of few answers is adjusted by the same β as others. The report says of each
//! covariate by how much it moved each unit: nothing is adjusted in the dark.

use serde::{Deserialize, Serialize};

use crate::regression::{Fit, FitError, Rows, linear, logistic, logistic_of, predicted};

/// Whether outcomes are numbers or shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Scores: adjusted by differences of means.
    Score,
    /// Yes or no (1 or 0): adjusted by expected shares.
    Share,
}

/// One unit, before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// How many answers.
    pub n: usize,
    /// Its own result.
    pub raw: f64,
    /// Its result with the patients of everybody.
    pub adjusted: f64,
    /// What each covariate took away or added (scores): raw plus these is adjusted. Empty for shares, where they do not add up.
    pub moved: Vec<f64>,
}

/// An adjustment and its report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Adjustment {
    /// The regression it rests on.
    pub fit: Fit,
    /// The result of everybody.
    pub overall: f64,
    /// The units by their number; nothing where none has answers.
    pub units: Vec<Option<Unit>>,
}

/// Adjusts units (`unit_of`: the unit of each row, from 0).
///
/// # Errors
/// Those of the regression; [`FitError::Shape`] when `unit_of` has another length than the rows.
pub fn adjust(rows: Rows<'_>, unit_of: &[usize], units: usize, outcome: Outcome) -> Result<Adjustment, FitError> {
    if unit_of.len() != rows.outcome.len() {
        return Err(FitError::Shape);
    }
    let fit = match outcome {
        Outcome::Score => linear(rows)?,
        Outcome::Share => logistic(rows)?,
    };
    let width = rows.width;
    let empty = || Sums { n: 0, outcome: 0.0, expected: 0.0, covariates: vec![0.0; width] };
    let (mut all, mut of) = (empty(), (0..units).map(|_| empty()).collect::<Vec<_>>());
    for ((y, x), unit) in rows.each().zip(unit_of) {
        let said = predicted(&fit.coefficients, x);
        let expected = if outcome == Outcome::Share { logistic_of(said) } else { said };
        all.add(y, expected, x);
        if let Some(unit) = of.get_mut(*unit) {
            unit.add(y, expected, x);
        }
    }
    let overall = all.mean(all.outcome);
    let units = of.iter().map(|unit| (unit.n > 0).then(|| unit.adjusted(&all, &fit, outcome))).collect();
    Ok(Adjustment { fit, overall, units })
}

struct Sums {
    n: usize,
    outcome: f64,
    expected: f64,
    covariates: Vec<f64>,
}

impl Sums {
    fn add(&mut self, outcome: f64, expected: f64, row: &[f64]) {
        self.n += 1;
        self.outcome += outcome;
        self.expected += expected;
        self.covariates.iter_mut().zip(row).for_each(|(sum, x)| *sum += x);
    }

    fn mean(&self, sum: f64) -> f64 {
        sum / self.n as f64
    }

    fn adjusted(&self, all: &Self, fit: &Fit, outcome: Outcome) -> Unit {
        let raw = self.mean(self.outcome);
        match outcome {
            Outcome::Share => {
                let adjusted = raw - (self.mean(self.expected) - all.mean(all.outcome));
                Unit { n: self.n, raw, adjusted, moved: Vec::new() }
            }
            Outcome::Score => {
                let means = self.covariates.iter().zip(&all.covariates);
                let moved: Vec<f64> = fit
                    .coefficients
                    .iter()
                    .skip(1)
                    .zip(means)
                    .map(|(beta, (own, whole))| -beta * (self.mean(*own) - all.mean(*whole)))
                    .collect();
                Unit { n: self.n, raw, adjusted: raw + moved.iter().sum::<f64>(), moved }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Chance, SeededChance};

    use super::*;

    /// Three units of the same quality, whose patients are older or younger; older people are more satisfied.
    fn same_quality(shares: bool) -> (Vec<f64>, Vec<f64>, Vec<usize>) {
        let mut chance = SeededChance::new(11);
        let mut roll = |n: u64| f64::from(u32::try_from(chance.below(n)).unwrap());
        let (mut outcome, mut covariates, mut unit) = (Vec::new(), Vec::new(), Vec::new());
        for row in 0..6_000 {
            let place = row % 3;
            let age = 30.0 + 15.0 * place as f64 + roll(20);
            let ill = f64::from(u8::from(roll(10) < 3.0));
            let score = 40.0 + 0.5 * age - 8.0 * ill + roll(21) - 10.0;
            outcome.push(if shares { f64::from(u8::from(score + roll(30) - 15.0 > 65.0)) } else { score });
            covariates.extend([age, ill]);
            unit.push(place);
        }
        (outcome, covariates, unit)
    }

    #[test]
    fn units_of_one_quality_come_together_and_the_report_says_what_moved() {
        let (outcome, covariates, unit) = same_quality(false);
        let rows = Rows { outcome: &outcome, covariates: &covariates, width: 2 };
        let found = adjust(rows, &unit, 4, Outcome::Score).unwrap();
        let units: Vec<&Unit> = found.units.iter().flatten().collect();
        assert_eq!((units.len(), found.units[3].is_none()), (3, true));
        assert!(units[2].raw - units[0].raw > 14.0, "raw results differ by age alone");
        for unit in units {
            assert!((unit.adjusted - found.overall).abs() < 0.8, "{unit:?}");
            assert!((unit.raw + unit.moved.iter().sum::<f64>() - unit.adjusted).abs() < 1e-9);
            assert!(unit.n == 2_000 && unit.moved[1].abs() < 0.3, "illness is as frequent everywhere: {unit:?}");
        }
        let moved: Vec<f64> = found.units.iter().flatten().map(|unit| unit.moved[0].round()).collect();
        assert!(moved[0] > 6.0 && moved[1] == 0.0 && moved[2] < -6.0, "{moved:?}");
    }

    #[test]
    fn the_formula_is_raw_less_beta_times_the_difference_of_means() {
        let (outcome, covariates, unit) = same_quality(false);
        let rows = Rows { outcome: &outcome, covariates: &covariates, width: 2 };
        let found = adjust(rows, &unit, 3, Outcome::Score).unwrap();
        let mean = |of: &dyn Fn(usize) -> Option<f64>| {
            let values: Vec<f64> = (0..outcome.len()).filter_map(of).collect();
            values.iter().sum::<f64>() / values.len() as f64
        };
        for (place, told) in found.units.iter().flatten().enumerate() {
            let own = |row: usize, value: f64| (unit[row] == place).then_some(value);
            let mut by_hand = mean(&|row| own(row, outcome[row]));
            for j in 0..2 {
                let here = mean(&|row| own(row, covariates[2 * row + j]));
                by_hand -= found.fit.coefficients[j + 1] * (here - mean(&|row| Some(covariates[2 * row + j])));
            }
            assert!((told.adjusted - by_hand).abs() < 1e-9, "{told:?} {by_hand}");
        }
    }

    #[test]
    fn shares_are_adjusted_by_what_was_to_be_expected() {
        let (outcome, covariates, unit) = same_quality(true);
        let rows = Rows { outcome: &outcome, covariates: &covariates, width: 2 };
        let found = adjust(rows, &unit, 3, Outcome::Share).unwrap();
        let units: Vec<&Unit> = found.units.iter().flatten().collect();
        assert!(units[2].raw - units[0].raw > 0.3);
        assert!(units.iter().all(|unit| (unit.adjusted - found.overall).abs() < 0.03), "{units:?}");
        assert_eq!(adjust(rows, &unit[1..], 3, Outcome::Share), Err(FitError::Shape));
    }
}
