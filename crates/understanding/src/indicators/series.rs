//! The values of a measure month by month, and what they say when it is more than usual variation.
//!
//! Shares are judged with the P' chart (Laney), since months have different numbers of people and wards differ by more than
//! chance; points with XmR. Both with the four rules of `measures::chart`; limits under twelve points are trial limits.
//!
//! A month whose value is hidden has no point. Where a small number is what hides it, the months that remain are those with more
//! of it: so a series says how many months it leaves out, and whoever reads it is told.

use kernel::{Id, Wave, kinds};
use measures::{
    attribute::{self, Count, Kind},
    chart::{Band, Better, Point, Reading, Signal},
    xmr::{self, Xmr, xmr},
};

use super::{
    board::Board,
    indicator::Indicator,
    ledger::Period,
    measure::{Amount, Group, Value},
    shown::Verdict,
};

/// The values of a measure over time.
#[derive(Debug, Clone)]
pub struct Series {
    /// Every wave from the first to the last of the campaign.
    pub slots: Vec<Slot>,
    /// The reading of those that are shown, from one rebase to the next; none when no wave is.
    pub stages: Vec<Stage>,
}

/// The waves from one rebase to the next, judged by themselves.
#[derive(Debug, Clone)]
pub struct Stage {
    /// The rank of its first slot.
    pub from: usize,
    /// Why limits are computed anew here, as somebody typed it; empty for the first.
    pub reason: String,
    /// The reading of its waves that are shown.
    pub judged: Judged,
}

/// A month from which limits are computed anew, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// The month.
    pub wave: Wave,
    /// The reason that somebody typed.
    pub reason: String,
}

/// One wave of a series.
#[derive(Debug, Clone, Copy)]
pub struct Slot {
    /// The wave.
    pub wave: Wave,
    /// Its value, or why it is not shown.
    pub found: Result<Value, Verdict>,
    /// Whether it will not change any more.
    pub frozen: bool,
}

/// What a series says at its last point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// More than usual variation.
    Change {
        /// Better, worse, or neither.
        reading: Reading,
        /// The rule that says so, and on which side of the centre.
        signal: Signal,
        /// Since when.
        since: Wave,
        /// Until when: the last wave that is shown.
        until: Wave,
    },
    /// Usual variation.
    Usual,
    /// So few waves that nobody can tell what is usual.
    TooSoon {
        /// How many waves are shown.
        waves: usize,
    },
    /// No wave is shown.
    Nothing,
}

/// A series that has been read.
#[derive(Debug, Clone)]
pub enum Judged {
    /// Points, with XmR.
    Points(Xmr),
    /// Shares from 0 to 1, with the P' chart.
    Shares(attribute::Chart),
}

impl Judged {
    /// The points, in the order of time.
    pub fn points(&self) -> &[Point] {
        match self {
            Self::Points(series) => &series.points,
            Self::Shares(chart) => &chart.points,
        }
    }

    /// What the points are compared with, in their unit.
    pub const fn centre(&self) -> f64 {
        match self {
            Self::Points(series) => series.mean,
            Self::Shares(chart) => chart.centre,
        }
    }

    /// The limits of each point; nothing under six points.
    pub fn bands(&self) -> Option<Vec<Band>> {
        match self {
            Self::Points(series) => series.limits.map(|limits| {
                let band = Band {
                    centre: series.mean,
                    lower: limits.lower,
                    upper: limits.upper,
                    near_lower: limits.near_lower,
                    near_upper: limits.near_upper,
                };
                vec![band; series.points.len()]
            }),
            Self::Shares(chart) => chart.bands.clone(),
        }
    }

    /// Whether fewer than twelve points set the limits.
    pub fn is_trial(&self) -> bool {
        match self {
            Self::Points(series) => series.limits.is_some_and(|limits| limits.trial),
            Self::Shares(chart) => chart.bands.is_some() && chart.trial,
        }
    }
}

impl Series {
    /// Reads the slots that are shown; limits are computed anew at each cut, in the order of time.
    pub fn read(slots: Vec<Slot>, better: Option<Better>, cuts: &[Cut]) -> Self {
        let at = |cut: &Cut| slots.iter().position(|slot| slot.wave == cut.wave).filter(|at| *at > 0);
        let mut starts: Vec<(usize, &str)> =
            cuts.iter().filter_map(|cut| Some((at(cut)?, cut.reason.as_str()))).collect();
        starts.sort_unstable();
        starts.dedup_by_key(|(at, _)| *at);
        starts.insert(0, (0, ""));
        let mut stages: Vec<Stage> = Vec::new();
        for (rank, (from, reason)) in starts.iter().enumerate() {
            let to = starts.get(rank + 1).map_or(slots.len(), |(next, _)| *next);
            let values: Vec<Value> =
                slots.get(*from..to).unwrap_or_default().iter().filter_map(|slot| slot.found.ok()).collect();
            if let Some(judged) = judged(&values, better) {
                // Where nothing is shown before the first cut, the series begins with it.
                let from = if stages.is_empty() { 0 } else { *from };
                stages.push(Stage { from, reason: (*reason).to_owned(), judged });
            }
        }
        Self { slots, stages }
    }

    /// The reading of the last stage: what is usual now.
    pub fn judged(&self) -> Option<&Judged> {
        self.stages.last().map(|stage| &stage.judged)
    }

    /// What the last waves say when it is more than usual variation, and the wave since which the same signal lasts.
    pub fn change(&self) -> Option<(Reading, Wave)> {
        let last = self.shown().last().copied();
        self.stretches().pop().filter(|(_, _, to)| Some(*to) == last).map(|(reading, from, _)| (reading, from))
    }

    /// What the series says at its last point.
    pub fn says(&self) -> Says {
        let points = self.judged().map_or(&[] as &[Point], Judged::points);
        let signal = points.last().and_then(|point| point.signals.first().copied());
        match (self.change(), signal, self.shown().last()) {
            (_, _, None) => Says::Nothing,
            (Some((reading, since)), Some(signal), Some(until)) => {
                Says::Change { reading, signal, since, until: *until }
            }
            _ if points.len() < xmr::FEWEST => Says::TooSoon { waves: points.len() },
            _ => Says::Usual,
        }
    }

    /// The last stretch of waves that were more than usual variation, when it is over: what they said, from when to when.
    pub fn past(&self) -> Option<Stretch> {
        let last = self.shown().last().copied();
        self.stretches().pop().filter(|(_, _, to)| Some(*to) != last)
    }

    /// The last wave that is shown, with its value.
    pub fn latest(&self) -> Option<(Wave, Value)> {
        self.slots.iter().rev().find_map(|slot| Some((slot.wave, slot.found.ok()?)))
    }

    /// The waves that have a point.
    pub fn shown(&self) -> Vec<Wave> {
        self.slots.iter().filter(|slot| slot.found.is_ok()).map(|slot| slot.wave).collect()
    }

    /// How many waves have answers that are hidden.
    pub fn hidden(&self) -> usize {
        self.slots.iter().filter(|slot| slot.found.is_err_and(|why| why != Verdict::Nobody)).count()
    }

    /// Waves in a row that say the same thing; none goes on over a rebase.
    fn stretches(&self) -> Vec<Stretch> {
        let shown = self.shown();
        let mut waves = shown.as_slice();
        let mut found = Vec::new();
        for stage in &self.stages {
            let points = stage.judged.points();
            let (own, rest) = waves.split_at(points.len().min(waves.len()));
            found.extend(stretches(own, points));
            waves = rest;
        }
        found
    }
}

/// Shares with the P' chart, points with XmR; nothing where there is no value.
fn judged(values: &[Value], better: Option<Better>) -> Option<Judged> {
    let counts: Option<Vec<Count>> = values.iter().map(count).collect();
    match counts.filter(|counts| !counts.is_empty()) {
        Some(counts) => attribute::chart(Kind::PPrime, &counts, better).ok().map(Judged::Shares),
        None => {
            let points: Vec<f64> = values.iter().map(Value::on_hundred).collect();
            let settings = xmr::Settings { better, ..xmr::Settings::default() };
            xmr(&points, &settings).ok().map(Judged::Points)
        }
    }
}

/// Waves in a row that say the same thing, other than usual variation: what, from when, to when.
pub type Stretch = (Reading, Wave, Wave);

/// The stretches of a series whose points are those of some waves, in the order of time. Where neither way is better, what is
/// above the centre and what is below it are two stretches all the same.
fn stretches(waves: &[Wave], points: &[Point]) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let says = |point: &Point| point.signals.first().map(|signal| (point.reading, signal.side));
    let mut before = None;
    for (wave, point) in waves.iter().copied().zip(points) {
        let now = says(point);
        match found.last_mut().filter(|_| now.is_some() && before == now) {
            Some((_, _, last)) => *last = wave,
            None if now.is_some() => found.push((point.reading, wave, wave)),
            None => {}
        }
        before = now;
    }
    found
}

fn count(value: &Value) -> Option<Count> {
    match value.amount {
        Amount::Share { count, .. } => Some(Count { events: count as f64, n: value.n as f64 }),
        Amount::Points(_) => None,
    }
}

/// What pages show of a place month by month: read once for all its measures.
#[derive(Clone)]
pub struct Months<'a> {
    board: &'a Board,
    place: Id<kinds::Place>,
    months: Vec<(Wave, bool, Group)>,
}

impl<'a> Months<'a> {
    /// Every wave from the first to the last of the campaign.
    pub fn of(board: &'a Board, place: Id<kinds::Place>) -> Self {
        let month = |wave: Wave| {
            let period = Period::Wave(wave);
            (wave, board.is_frozen(period), Group::of(board, place, period))
        };
        let months = board.ledger().span().into_iter().map(month).collect();
        Self { board, place, months }
    }

    /// Those alone that will not change any more.
    #[must_use]
    pub fn frozen(self) -> Self {
        Self { months: self.months.into_iter().filter(|(_, frozen, _)| *frozen).collect(), ..self }
    }

    /// The series of an indicator.
    pub fn series(&self, one: &Indicator) -> Series {
        let (instrument, floors) = (&self.board.instrument, self.board.ledger().floors());
        let slot = |(wave, frozen, group): &(Wave, bool, Group)| Slot {
            wave: *wave,
            found: one.measure.read(instrument, floors, group),
            frozen: *frozen,
        };
        let cuts = self.board.cuts(self.place, &one.key);
        Series::read(self.months.iter().map(slot).collect(), one.better, &cuts)
    }
}

#[cfg(test)]
#[path = "series_tests.rs"]
mod tests;
