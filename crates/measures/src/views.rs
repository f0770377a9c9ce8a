//! Two views of one thing: what a patient rates (PROM) beside what the team rates (CROM), pair by pair.
//!
//! | statistic | formula | source |
//! |---|---|---|
//! | gap | d = patient − team; mean and Student's interval | Student 1908 |
//! | limits of agreement | d̄ ± 1.96·s | Bland and Altman, Lancet 327, 1986 |
//! | their intervals | limit ± t(0.975, n − 1)·√(3s²/n) | the same |
//! | trend | Pearson's r of d with the mean of both | the same: a gap that grows with the level has no single limits |
//! | agreement | ICC, two-way random, single | [`crate::reliability::icc`] |
//!
//! Both ratings are on one scale (0 to 100). Only pairs count: who has one rating alone is counted apart, and said. For ratings of a
//! few ordered steps [`crate::agreement::weighted`] is beside it; for what each side names, [`crate::counted`].
//!
//! A gap is not an error of one of the two. Of a rating of pain the patient's own is the measure; of a range of movement the
//! team's. What the gap says is what to talk about.
//!
//! Departures: none in the formulas. Held to numpy, scipy and pingouin (`reference/make.py`).

use serde::{Deserialize, Serialize};

use crate::{
    change::{self, Difference},
    interval::{Z95, student95},
    mean::moments,
    proportion::{Proportion, proportion},
    reliability::{Icc, Model, correlation, icc},
};

/// How many have both ratings, and how many one or none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pairing {
    /// Both.
    pub pairs: usize,
    /// The patient's alone.
    pub patient_alone: usize,
    /// The team's alone.
    pub team_alone: usize,
    /// Neither.
    pub neither: usize,
}

/// One end of the limits of agreement.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Limit {
    /// The limit.
    pub value: f64,
    /// Its 95 % interval.
    pub low: f64,
    /// Its 95 % interval.
    pub high: f64,
}

/// What is known of a gap that matters.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Matters {
    /// Pairs whose gap is under it, either way.
    pub near: Proportion,
    /// Pairs where the patient rates higher by as much or more.
    pub patient_higher: usize,
    /// Pairs where the team rates higher by as much or more.
    pub team_higher: usize,
}

/// The two views of a dimension.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Views {
    /// Who counts.
    pub pairing: Pairing,
    /// The mean of the patients' ratings in pairs, and of the team's.
    pub means: [f64; 2],
    /// Patient less team, of each pair in their order.
    pub gaps: Vec<f64>,
    /// The mean gap.
    pub gap: Difference,
    /// Where 95 % of the gaps lie, the lower and the upper end.
    pub limits: [Limit; 2],
    /// r of the gap with the mean of both ratings; nothing where one does not vary.
    pub trend: Option<f64>,
    /// r of the two ratings; nothing where one does not vary.
    pub correlation: Option<f64>,
    /// Their absolute agreement; nothing where nothing varies.
    pub icc: Option<Icc>,
    /// Pairs by a gap that matters, where one is given.
    pub matters: Option<Matters>,
}

/// The patient's and the team's ratings, row by row, none where there is none; `important` is the least gap that matters, above 0.
/// Nothing under two pairs, or with a rating that is no number.
pub fn views(patient: &[Option<f64>], team: &[Option<f64>], important: Option<f64>) -> Option<Views> {
    if patient.len() != team.len() || important.is_some_and(|one| !(one > 0.0 && one.is_finite())) {
        return None;
    }
    let (mut pairing, mut both) = (Pairing::default(), Vec::new());
    for row in patient.iter().zip(team) {
        match row {
            (Some(one), Some(other)) => both.push((*one, *other)),
            (Some(_), None) => pairing.patient_alone += 1,
            (None, Some(_)) => pairing.team_alone += 1,
            (None, None) => pairing.neither += 1,
        }
    }
    pairing.pairs = both.len();
    let (patient, team): (Vec<f64>, Vec<f64>) = both.iter().copied().unzip();
    let gap = change::paired(&team, &patient)?.difference;
    let gaps: Vec<f64> = both.iter().map(|(patient, team)| patient - team).collect();
    let (mean, spread) = moments(&gaps)?;
    let n = gaps.len() as f64;
    let half = student95(gaps.len() as u64 - 1) * (3.0 * spread * spread / n).sqrt();
    let limit = |value: f64| Limit { value, low: value - half, high: value + half };
    let middles: Vec<f64> = both.iter().map(|(patient, team)| (patient + team) / 2.0).collect();
    let rows: Vec<Vec<f64>> = both.iter().map(|(patient, team)| vec![*patient, *team]).collect();
    let matters = important.and_then(|least| {
        let patient_higher = gaps.iter().filter(|gap| **gap >= least).count();
        let team_higher = gaps.iter().filter(|gap| **gap <= -least).count();
        let near = gaps.len() - patient_higher - team_higher;
        Some(Matters { near: proportion(near as u64, gaps.len() as u64)?, patient_higher, team_higher })
    });
    Some(Views {
        pairing,
        means: [patient.iter().sum::<f64>() / n, team.iter().sum::<f64>() / n],
        gap,
        limits: [limit(mean - Z95 * spread), limit(mean + Z95 * spread)],
        trend: correlation(&gaps, &middles),
        correlation: correlation(&patient, &team),
        icc: icc(&rows, Model::TwoWayRandom),
        matters,
        gaps,
    })
}

#[cfg(test)]
mod tests;
