//! Whether those who did not answer may differ: people who answered early beside those who answered late, and who answered at all.
//!
//! Whoever answers only after a reminder would not have answered without it: late answers stand for those that never came. That is
//! a supposition, so that the outcome is a sign, and never a correction. Who answered at all, by age and sex: [`crate::participation`].
//!
//! | statistic | formula | source |
//! |---|---|---|
//! | scores | late less early, Welch's interval | Welch, Biometrika 34, 1947 |
//! | shares | late less early, from Wilson's intervals of both | Newcombe, Statistics in Medicine 17, 1998, 873 (method 10) |
//! | standardised | the difference over √((s²ₑ + s²ₗ)/2), p(1 − p) for shares | Austin, Communications in Statistics 38, 2009 |
//! | adjusted | the coefficient of late beside age and sex in least squares, robust errors (HC1) | [`crate::regression`] |
//! | extrapolated | a line through the waves' means over the share of the invited who had answered, by least squares with n as weights | Armstrong and Overton, Journal of Marketing Research 14, 1977 |
//!
//! Early is the first wave (before the reminder), late is every later one. The verdict rests on the adjusted difference where
//! there is one: what age and sex explain, weights can mend ([`crate::weights`]).
//!
//! | interval | verdict |
//! |---|---|
//! | fewer than the floor in early or late | too few: no figure at all |
//! | without 0, under [`NEGLIGIBLE`] deviations | no sign |
//! | without 0, from there on | possible bias |
//! | with 0, inside of ±[`MATTERS`] deviations | no sign |
//! | with 0, and wider | too few to tell: no difference and one that matters both remain |
//!
//! The thresholds: 0.1 is Austin's; half a deviation is what people commonly notice (Norman and others, Medical Care 41, 2003).
//! Armstrong and Overton extrapolate to the last respondent (`last`); `projected` carries the same line to the middle of those
//! who did not answer. Held to scipy, statsmodels and numpy (`reference/make.py`).
//!
//! Departures: shares are adjusted by least squares too, so that the adjusted difference is one of shares, as the plain one is;
//! robust errors hold there (the linear probability model). No continuity correction.

use serde::{Deserialize, Serialize};

use crate::{
    adjustment::Outcome,
    change,
    floors::Floors,
    mean::moments,
    proportion::wilson,
    regression::{FitError, Rows, linear},
};

/// The standardised difference under which a difference is negligible.
pub const NEGLIGIBLE: f64 = 0.1;
/// The standardised difference that matters.
pub const MATTERS: f64 = 0.5;

/// The answers of people, row by row.
#[derive(Debug, Clone, Copy)]
pub struct Answers<'a> {
    /// The wave of return of each, from 0: 0 before the reminder.
    pub waves: &'a [usize],
    /// The score, or 1 and 0 for yes and no.
    pub values: &'a [f64],
    /// What is adjusted for (age group, sex): for each, the category of every row.
    pub groups: &'a [Vec<usize>],
    /// Scores or shares.
    pub outcome: Outcome,
}

/// Late less early.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Gap {
    /// The difference, in the unit of the values.
    pub difference: f64,
    /// Its 95 % interval.
    pub low: f64,
    /// Its 95 % interval.
    pub high: f64,
    /// The difference in standard deviations; nothing where nobody differs from anybody.
    pub standardized: Option<f64>,
}

/// What the check says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Late answers are like early ones, or so near that it does not matter.
    NoSign,
    /// Late answers differ: those that never came may differ too.
    Possible,
    /// Nothing can be told.
    TooFew,
}

/// Why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Reason {
    /// Fewer people than the floor answered early, or late: how many more each needs.
    Floor {
        /// More early answers needed.
        early: u64,
        /// More late answers needed.
        late: u64,
    },
    /// The interval holds 0 and nothing that matters.
    Near,
    /// The interval holds 0 and also a difference that matters.
    Wide,
    /// There is a difference, too small to matter.
    Negligible,
    /// There is a difference.
    Apart,
    /// Everybody gave the same answer.
    Alike,
}

/// The check of early against late.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// What it says.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
    /// Whether the verdict rests on the adjusted difference.
    pub by_adjusted: bool,
    /// The figures; nothing under the floor.
    pub figures: Option<Figures>,
}

/// The figures of a check.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// How many answered early, and late.
    pub n: [usize; 2],
    /// The mean (or share) of early and of late answers.
    pub means: [f64; 2],
    /// As they are.
    pub plain: Gap,
    /// With age and sex held; nothing where they are not given, or where they tell the wave completely.
    pub adjusted: Option<Gap>,
}

/// Why answers cannot be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoCheck {
    /// The lists have different lengths.
    Shape,
    /// A value is no number, or neither 0 nor 1 where shares are asked for (its row, from 0).
    Row(usize),
    /// Fewer are invited than answered.
    Invited,
}

impl std::fmt::Display for NoCheck {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Shape => write!(f, "waves, values and groups must be as many"),
            Self::Row(row) => write!(f, "row {}: the value is no number, or neither 0 nor 1 for a share", row + 1),
            Self::Invited => write!(f, "more people answered than were invited"),
        }
    }
}

impl std::error::Error for NoCheck {}

impl Answers<'_> {
    fn sound(&self) -> Result<(), NoCheck> {
        let n = self.values.len();
        if self.waves.len() != n || self.groups.iter().any(|group| group.len() != n) {
            return Err(NoCheck::Shape);
        }
        let possible = |value: &f64| match self.outcome {
            Outcome::Score => value.is_finite(),
            Outcome::Share => *value == 0.0 || *value == 1.0,
        };
        self.values.iter().position(|value| !possible(value)).map_or(Ok(()), |row| Err(NoCheck::Row(row)))
    }

    fn of(&self, wanted: impl Fn(usize) -> bool) -> Vec<f64> {
        self.waves.iter().zip(self.values).filter(|(wave, _)| wanted(**wave)).map(|(_, value)| *value).collect()
    }
}

/// Early (the first wave) against late (every later one).
///
/// # Errors
/// Lists of different lengths, values that cannot be.
pub fn early_late(answers: &Answers<'_>, floors: &Floors) -> Result<Check, NoCheck> {
    answers.sound()?;
    let (early, late) = (answers.of(|wave| wave == 0), answers.of(|wave| wave > 0));
    let needed = |side: &[f64]| floors.inside().max(2).saturating_sub(side.len() as u64);
    if needed(&early) + needed(&late) > 0 {
        let reason = Reason::Floor { early: needed(&early), late: needed(&late) };
        return Ok(Check { verdict: Verdict::TooFew, reason, by_adjusted: false, figures: None });
    }
    let mean = |side: &[f64]| side.iter().sum::<f64>() / side.len() as f64;
    let means = [mean(&early), mean(&late)];
    let variance = |side: &[f64]| match answers.outcome {
        Outcome::Score => moments(side).map_or(0.0, |(_, spread)| spread * spread),
        Outcome::Share => mean(side) * (1.0 - mean(side)),
    };
    let spread = ((variance(&early) + variance(&late)) / 2.0).sqrt();
    let plain = plain(&early, &late, answers.outcome, spread);
    let adjusted = if answers.groups.is_empty() || spread == 0.0 { None } else { adjusted(answers, spread).ok() };
    let (verdict, reason) = read(adjusted.as_ref().unwrap_or(&plain), spread);
    let figures = Figures { n: [early.len(), late.len()], means, plain, adjusted };
    Ok(Check { verdict, reason, by_adjusted: adjusted.is_some(), figures: Some(figures) })
}

fn gap(difference: f64, low: f64, high: f64, spread: f64) -> Gap {
    Gap { difference, low, high, standardized: (spread > 0.0).then(|| difference / spread) }
}

fn plain(early: &[f64], late: &[f64], outcome: Outcome, spread: f64) -> Gap {
    match outcome {
        // Both sides have at least two people, so that Welch's difference is there.
        Outcome::Score => change::between(late, early)
            .map_or_else(|| gap(0.0, 0.0, 0.0, spread), |found| gap(found.mean, found.low, found.high, spread)),
        Outcome::Share => {
            let share = |side: &[f64]| side.iter().sum::<f64>() / side.len() as f64;
            let (one, other) = (share(late), share(early));
            let (of_one, of_other) = (wilson(one, late.len() as u64), wilson(other, early.len() as u64));
            let below = (one - of_one.low).hypot(of_other.high - other);
            let above = (of_one.high - one).hypot(other - of_other.low);
            gap(one - other, one - other - below, one - other + above, spread)
        }
    }
}

/// The coefficient of late beside a column for each category but the first of each group.
fn adjusted(answers: &Answers<'_>, spread: f64) -> Result<Gap, FitError> {
    let mut columns: Vec<Vec<f64>> = vec![answers.waves.iter().map(|wave| f64::from(u8::from(*wave > 0))).collect()];
    for group in answers.groups {
        let mut categories = group.clone();
        categories.sort_unstable();
        categories.dedup();
        for category in categories.into_iter().skip(1) {
            columns.push(group.iter().map(|one| f64::from(u8::from(*one == category))).collect());
        }
    }
    let rows = 0..answers.values.len();
    let covariates: Vec<f64> =
        rows.flat_map(|row| columns.iter().filter_map(move |column| column.get(row).copied())).collect();
    let fit = linear(Rows { outcome: answers.values, covariates: &covariates, width: columns.len() })?;
    let (Some(difference), Some([low, high])) = (fit.coefficients.get(1).copied(), fit.interval(1)) else {
        return Err(FitError::Shape);
    };
    Ok(gap(difference, low, high, spread))
}

fn read(found: &Gap, spread: f64) -> (Verdict, Reason) {
    let Some(standardized) = found.standardized else {
        // Nobody differs within early or late: either everybody is alike, or the two differ completely.
        let alike = found.difference == 0.0;
        return if alike { (Verdict::NoSign, Reason::Alike) } else { (Verdict::Possible, Reason::Apart) };
    };
    let holds_none = found.low <= 0.0 && found.high >= 0.0;
    match (holds_none, found.low.abs().max(found.high.abs()) < MATTERS * spread) {
        (false, _) if standardized.abs() < NEGLIGIBLE => (Verdict::NoSign, Reason::Negligible),
        (false, _) => (Verdict::Possible, Reason::Apart),
        (true, true) => (Verdict::NoSign, Reason::Near),
        (true, false) => (Verdict::TooFew, Reason::Wide),
    }
}

/// A line through the waves, carried to those who did not answer.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Extrapolation {
    /// The share of the invited who answered.
    pub rate: f64,
    /// The mean of the answers.
    pub mean: f64,
    /// By how much the line rises from the first to the last of all invited.
    pub slope: f64,
    /// The line at the last who answered.
    pub last: f64,
    /// The line at the middle of those who did not.
    pub projected: f64,
    /// The mean of everybody if those had answered `projected`. It may lie outside of the scale: a line knows no ends.
    pub of_all: f64,
}

/// The extrapolation of Armstrong and Overton over the waves, among `invited` people; nothing where a wave has fewer answers than
/// the floor, there is one wave only, or everybody answered.
///
/// # Errors
/// Those of [`early_late`]; [`NoCheck::Invited`].
pub fn extrapolate(answers: &Answers<'_>, invited: u64, floors: &Floors) -> Result<Option<Extrapolation>, NoCheck> {
    answers.sound()?;
    let (answered, invited) = (answers.values.len() as f64, invited as f64);
    if answered > invited {
        return Err(NoCheck::Invited);
    }
    let waves = answers.waves.iter().max().map_or(0, |last| last + 1);
    let (mut before, mut points) = (0.0, Vec::new());
    for wave in 0..waves {
        let values = answers.of(|one| one == wave);
        let n = values.len() as f64;
        if values.len() < 2 || n < floors.inside() as f64 {
            return Ok(None);
        }
        points.push((n, (before + n / 2.0) / invited, values.iter().sum::<f64>() / n));
        before += n;
    }
    if points.len() < 2 || answered >= invited {
        return Ok(None);
    }
    let over = |of: &dyn Fn(&(f64, f64, f64)) -> f64| points.iter().map(|one| one.0 * of(one)).sum::<f64>() / answered;
    let (x, mean) = (over(&|one| one.1), over(&|one| one.2));
    let slope = over(&|one| (one.1 - x) * (one.2 - mean)) / over(&|one| (one.1 - x).powi(2));
    let line = |at: f64| mean + slope * (at - x);
    let rate = answered / invited;
    let projected = line((1.0 + rate) / 2.0);
    let of_all = rate * mean + (1.0 - rate) * projected;
    Ok(Some(Extrapolation { rate, mean, slope, last: line(rate), projected, of_all }))
}

#[cfg(test)]
mod tests;
