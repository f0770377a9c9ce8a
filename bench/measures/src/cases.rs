//! The cases: charts of 10,000 points, adjustment over a million answers, the small numbers of a hospital's year.

use std::{fs, path::Path};

use anyhow::{Context, Result, anyhow};
use bench::measure::{each, peak_megabytes};
use kernel::{Chance, SeededChance};
use measures::{
    adjustment::{Outcome, adjust},
    attribute::{self, Count, Kind},
    floors::Floors,
    nested::{Exchange, Face, Frame, Group, Line, People, Way, protect},
    regression::Rows,
    xmr::{self, xmr},
};
use serde_json::{Value as Json, json};

/// Points of a chart.
const POINTS: usize = 10_000;
/// Answers to adjust, the covariates of each, and the units.
const ANSWERS: usize = 1_000_000;
const COVARIATES: usize = 8;
const UNITS: usize = 200;
/// A hospital: units, months, questions and the answers of each question.
const HOSPITAL: (usize, usize, usize, usize) = (40, 12, 20, 5);

/// What the adjustment is measured on: for each answer its score, whether it is a good one, its covariates, its unit.
struct Answers {
    scores: Vec<f64>,
    good: Vec<f64>,
    covariates: Vec<f64>,
    units: Vec<usize>,
}

/// A number from 0 to 1 in thousandths, the same for every reader of the file.
fn share(chance: &mut SeededChance) -> f64 {
    chance.below(1_001) as f64 / 1_000.0
}

fn answers() -> Answers {
    let mut chance = SeededChance::new(2026);
    let mut out = Answers { scores: Vec::new(), good: Vec::new(), covariates: Vec::new(), units: Vec::new() };
    for row in 0..ANSWERS {
        let own: Vec<f64> = (0..COVARIATES).map(|_| share(&mut chance)).collect();
        let moved: f64 = own.iter().enumerate().map(|(rank, x)| (rank as f64 - 3.0) * x).sum();
        let score = (60.0 + 4.0 * moved + 40.0 * (share(&mut chance) - 0.5)).clamp(0.0, 100.0);
        out.scores.push(score);
        out.good.push(f64::from(u8::from(score > 65.0)));
        out.covariates.extend(own);
        out.units.push(row % UNITS);
    }
    out
}

/// Writes what the peers read: little-endian doubles, the score, whether it is good, then the covariates, row by row.
pub fn write(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let all = answers();
    let mut bytes = Vec::with_capacity(ANSWERS * (COVARIATES + 2) * 8);
    for ((score, good), own) in all.scores.iter().zip(&all.good).zip(all.covariates.chunks(COVARIATES)) {
        for number in [*score, *good].iter().chain(own) {
            bytes.extend(number.to_le_bytes());
        }
    }
    fs::write(folder.join("answers.f64"), bytes).context("the inputs cannot be written")
}

/// Runs a case by its name.
pub fn run(case: &str, _folder: &Path) -> Result<Json> {
    match case {
        "charts" => charts(),
        "linear" => adjusted(Outcome::Score),
        "logistic" => adjusted(Outcome::Share),
        "cells" => cells(),
        other => Err(anyhow!("no case is called {other}")),
    }
}

fn charts() -> Result<Json> {
    let mut chance = SeededChance::new(7);
    let values: Vec<f64> = (0..POINTS).map(|_| 60.0 + 20.0 * share(&mut chance)).collect();
    let counts: Vec<Count> = (0..POINTS)
        .map(|_| {
            let n = 30.0 + chance.below(40) as f64;
            Count { events: (n * share(&mut chance)).floor(), n }
        })
        .collect();
    let settings = xmr::Settings::default();
    let drawn = each(|| xmr(&values, &settings).map_err(|error| anyhow!("{error:?}")))?;
    let shares = each(|| attribute::chart(Kind::PPrime, &counts, None).map_err(|error| anyhow!("{error:?}")))?;
    Ok(json!({ "xmr": drawn, "p-prime": shares }))
}

fn adjusted(outcome: Outcome) -> Result<Json> {
    let all = answers();
    let held = peak_megabytes()?;
    let of = if outcome == Outcome::Share { &all.good } else { &all.scores };
    let rows = Rows { outcome: of, covariates: &all.covariates, width: COVARIATES };
    let work = || adjust(rows, &all.units, UNITS, outcome).map_err(|error| anyhow!("{error:?}"));
    let found = work()?;
    let micros = each(work)?;
    Ok(json!({ "micros": micros, "coefficients": found.fit.coefficients, "errors": found.fit.errors,
        "inputs": held, "peak": peak_megabytes()? }))
}

/// A root with its units, over the months of a year: the groups of each month, then those of the year.
fn hospital() -> Result<(Frame, Vec<Vec<Vec<u64>>>)> {
    let (units, months, questions, codes) = HOSPITAL;
    let at = |month: usize, place: usize| month * (units + 1) + place;
    let (mut groups, mut sums) = (Vec::new(), Vec::new());
    for month in 0..=months {
        let way = if month == months { Way::Second } else { Way::First };
        groups.push(Group { way, within: None, face: Face::Shown });
        groups.extend((0..units).map(|_| Group { way, within: Some(at(month, 0)), face: Face::Shown }));
        sums.push((at(month, 0), (1..=units).map(|unit| at(month, unit)).collect()));
    }
    for place in 0..=units {
        sums.push((at(months, place), (0..months).map(|month| at(month, place)).collect()));
    }
    let innermost = |month: usize, unit: usize| [Some(at(month, unit)), Some(at(months, unit))];
    let atoms = (0..months).flat_map(|month| (1..=units).map(move |unit| innermost(month, unit))).collect();
    let frame = Frame::new(groups, atoms, sums).map_err(|error| anyhow!("{error}"))?;
    let mut chance = SeededChance::new(3);
    let mut atom = || (0..codes).map(|code| chance.below(5 * (code as u64 + 1))).collect();
    let lines = (0..questions).map(|_| (0..units * months).map(|_| atom()).collect()).collect();
    Ok((frame, lines))
}

fn line<'l>(atoms: &'l [Vec<u64>], keeps: &'l dyn Fn(usize, Exchange, People) -> bool) -> Line<'l> {
    Line { atoms, width: HOSPITAL.3, keeps, dark: &|_| false, followers: &[], past: None }
}

fn cells() -> Result<Json> {
    let (frame, lines) = hospital()?;
    let floors = Floors::default();
    let keeps = |_: usize, _: Exchange, _: People| true;
    let decide = || lines.iter().map(|atoms| protect(&frame, &line(atoms, &keeps), &floors)).collect();
    let found: Vec<_> = decide();
    let all = || found.iter().flat_map(|line| line.hidden.iter().flatten());
    let (cells, hidden) = (all().count(), all().filter(|hidden| **hidden).count());
    let micros = each(|| Ok::<Vec<_>, anyhow::Error>(decide()))?;
    Ok(json!({ "micros": micros, "cells": cells, "hidden": hidden, "peak": peak_megabytes()? }))
}
