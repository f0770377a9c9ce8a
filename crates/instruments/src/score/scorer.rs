//! The compiled score: one row of cells in, one outcome out.

use std::sync::Arc;

use super::definition::{Band, Rounding};
use super::outcome::{Contribution, LeftOut, NotScored, Outcome, Reason, Scored, Value};
use super::table::{ItemTable, Slot, Worth};
use super::{Cell, Estimator, Exact, Least};
use crate::MissingKind;

/// A definition compiled against the layout of a form. Immutable and cheap to ask.
#[derive(Debug, Clone)]
pub struct Scorer {
    pub(super) id: Arc<str>,
    pub(super) hash: Arc<str>,
    /// How many cells a row has.
    pub(super) cells: usize,
    pub(super) items: Vec<ItemTable>,
    /// By kind of missing, in the order of [`MissingKind::ALL`]: takes the item out of the denominator.
    pub(super) leaves: Vec<bool>,
    pub(super) least: Least,
    pub(super) combine: Combine,
    pub(super) finish: Finish,
    pub(super) bands: Vec<Band>,
}

/// How points become one number.
#[derive(Debug, Clone)]
pub(super) enum Combine {
    /// Points over a common denominator, every item answered.
    Complete { denominator: i128 },
    /// The mean of what is answered, times `whole`: 1 for a mean, the items' whole weight for a prorated sum.
    Mean { points: i128, weights: i128, whole: Exact },
    /// An estimate on the latent scale.
    Latent(Box<Estimator>),
}

/// What is done to the combined number.
#[derive(Debug, Clone)]
pub(super) struct Finish {
    pub table: Option<Table>,
    pub times: Exact,
    pub plus: Exact,
    pub rounding: Option<Rounding>,
}

/// A published table, by rising raw points.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// Rounding before the table.
    pub round: Option<Rounding>,
    pub rows: Vec<(Exact, Exact)>,
}

/// What one pass over a row gathers.
struct Tally {
    points: i64,
    weights: i64,
    answered: usize,
    staying: usize,
    contributing: Vec<Contribution>,
    left_out: Vec<(Arc<str>, LeftOut)>,
    categories: Vec<(usize, usize)>,
}

impl Scorer {
    /// SHA-256 (hexadecimal) over the canonical JSON of the definition and the weights it rests on: what a stored score
    /// names. Another rule, weight, item or note, another hash; another spelling of the same, the same.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// [`Definition::id`](super::Definition::id).
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The bands, by rising values.
    pub fn bands(&self) -> &[Band] {
        &self.bands
    }

    /// The score of one row, whose cells are in the order of the layout this was compiled for.
    pub fn score(&self, row: &[Cell]) -> Outcome {
        if row.len() != self.cells {
            return self.refuse(Reason::AnotherForm);
        }
        match self.tally(row) {
            Ok(tally) => self.outcome(tally),
            Err(reason) => self.refuse(reason),
        }
    }

    /// The scores of many rows laid end to end, for rescoring under a new version. A rest too short for a row is left.
    pub fn score_all<'a>(&'a self, rows: &'a [Cell]) -> impl Iterator<Item = Outcome> + 'a {
        rows.chunks_exact(self.cells.max(1)).map(|row| self.score(row))
    }

    fn refuse(&self, reason: Reason) -> Outcome {
        let result = Err(NotScored { reason, answered: 0, needed: self.needed(self.items.len()) });
        let (id, definition_hash) = (self.id.clone(), self.hash.clone());
        Outcome { id, definition_hash, result, contributing: Vec::new(), left_out: Vec::new() }
    }

    /// One pass over the row, or why an answer in it cannot be counted.
    fn tally(&self, row: &[Cell]) -> Result<Tally, Reason> {
        let mut tally = Tally {
            points: 0,
            weights: 0,
            answered: 0,
            staying: 0,
            contributing: Vec::with_capacity(self.items.len()),
            left_out: Vec::new(),
            categories: Vec::new(),
        };
        for (place, item) in self.items.iter().enumerate() {
            let cell = row.get(item.cell).copied().unwrap_or(Cell::Missing(MissingKind::NotAsked));
            let kind = match cell {
                Cell::Excluded => {
                    tally.left_out.push((item.key.clone(), LeftOut::Excluded));
                    continue;
                }
                Cell::Missing(kind) => kind,
                answer => match item.worth(answer, row)? {
                    Slot::Worth(worth) => {
                        self.add(&mut tally, place, item, cell, &worth);
                        continue;
                    }
                    Slot::Missing(kind) => kind,
                },
            };
            if let Some(worth) = item.counted(kind) {
                self.add(&mut tally, place, item, Cell::Missing(kind), &worth);
            } else if self.leaves(kind) {
                tally.left_out.push((item.key.clone(), LeftOut::Leaves(kind)));
            } else {
                tally.staying += 1;
                tally.left_out.push((item.key.clone(), LeftOut::Missing(kind)));
            }
        }
        Ok(tally)
    }

    fn leaves(&self, kind: MissingKind) -> bool {
        let at = MissingKind::ALL.iter().position(|one| *one == kind);
        at.and_then(|at| self.leaves.get(at)).copied().unwrap_or(false)
    }

    fn add(&self, tally: &mut Tally, place: usize, item: &ItemTable, answer: Cell, worth: &Worth) {
        let mut points = worth.points;
        if matches!(self.combine, Combine::Latent(_)) {
            tally.categories.push((place, usize::from(worth.category)));
            points = Exact::whole(i64::from(worth.category));
        }
        // Compiling bounds what every item can add, so that no sum comes near the ends of 64 bits.
        tally.points = tally.points.saturating_add(worth.scaled);
        tally.weights = tally.weights.saturating_add(item.weight_scaled);
        tally.answered += 1;
        tally.contributing.push(Contribution { item: item.key.clone(), answer, points });
    }

    /// How many answers are needed when this many items stay; never none.
    fn needed(&self, staying: usize) -> usize {
        if matches!(self.combine, Combine::Complete { .. }) {
            return self.items.len();
        }
        let needed = match self.least {
            Least::All => staying,
            Least::Half => staying.div_ceil(2),
            Least::MoreThanHalf => staying / 2 + 1,
            Least::Count(count) => usize::from(count),
            Least::Share(share) => {
                let staying = i64::try_from(staying).unwrap_or(i64::MAX);
                let whole = share.exact().times(Exact::whole(staying)).and_then(|one| one.rounded(0, super::Half::Up));
                whole.and_then(|one| usize::try_from(one.numerator()).ok()).unwrap_or(usize::MAX)
            }
        };
        needed.max(1)
    }

    fn outcome(&self, tally: Tally) -> Outcome {
        let answered = tally.answered;
        let needed = self.needed(answered + tally.staying);
        let value = if answered < needed { Err(Reason::TooFewAnswers) } else { self.value(&tally) };
        let result = match value {
            Ok(value) => Ok(Scored { value, band: self.band(value) }),
            Err(reason) => Err(NotScored { reason, answered, needed }),
        };
        let Tally { contributing, left_out, .. } = tally;
        Outcome { id: self.id.clone(), definition_hash: self.hash.clone(), result, contributing, left_out }
    }

    fn value(&self, tally: &Tally) -> Result<Value, Reason> {
        let points = i128::from(tally.points);
        let combined = match &self.combine {
            Combine::Complete { denominator } => Exact::new(points, *denominator),
            Combine::Mean { points: fine, weights, whole } => {
                // Points over `fine`, divided by weights over `weights`.
                let over = i128::from(tally.weights).checked_mul(*fine);
                let mean = points.checked_mul(*weights).zip(over).and_then(|(up, down)| Exact::new(up, down));
                mean.and_then(|mean| mean.times(*whole))
            }
            Combine::Latent(estimator) => return self.estimate(estimator, tally),
        };
        self.finish.exact(combined.ok_or(Reason::TooLarge)?)
    }

    fn estimate(&self, estimator: &Estimator, tally: &Tally) -> Result<Value, Reason> {
        let ability = estimator.ability(&tally.categories).ok_or(Reason::TooLarge)?;
        let (times, plus) = (self.finish.times.to_f64(), self.finish.plus.to_f64());
        let places = self.finish.rounding.map(|rule| i32::from(rule.places));
        let mean = rounded(times * ability.mean + plus, places);
        Ok(Value::Estimate { mean, deviation: times.abs() * ability.deviation })
    }

    /// The last band whose least value is reached.
    fn band(&self, value: Value) -> Option<usize> {
        let reached = |band: &Band| match value {
            Value::Exact(exact) => exact >= band.from.exact(),
            Value::Estimate { mean, .. } => mean >= band.from.to_f64(),
        };
        self.bands.iter().rposition(reached)
    }
}

/// An estimate rounded to the nearest, a half away from nought.
fn rounded(value: f64, places: Option<i32>) -> f64 {
    let Some(places) = places else { return value };
    // Ten to a small power is exact in binary, so this is one product and one quotient, the same everywhere.
    let unit = (0..places).fold(1.0, |unit: f64, _| unit * 10.0);
    (value * unit).round() / unit
}

impl Finish {
    fn exact(&self, mut value: Exact) -> Result<Value, Reason> {
        if let Some(table) = &self.table {
            if let Some(rule) = table.round {
                value = value.rounded(rule.places, rule.half).ok_or(Reason::TooLarge)?;
            }
            let found = table.rows.binary_search_by(|(raw, _)| raw.cmp(&value)).ok().and_then(|at| table.rows.get(at));
            value = found.ok_or(Reason::NotInTable)?.1;
        }
        let mut out = Some(value);
        if self.times != Exact::whole(1) {
            out = out.and_then(|value| value.times(self.times));
        }
        if self.plus != Exact::whole(0) {
            out = out.and_then(|value| value.plus(self.plus));
        }
        if let Some(rule) = self.rounding {
            out = out.and_then(|value| value.rounded(rule.places, rule.half));
        }
        out.map(Value::Exact).ok_or(Reason::TooLarge)
    }
}
