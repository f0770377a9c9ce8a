//! A series over time as a control chart: points, centre, the band of usual variation, signals and what was done when. One
//! drawing for XmR, for the charts of counts (P, P', U, U', whose limits vary from point to point and are drawn in steps), for
//! those of rare events (G, T) and for the run chart, which has a median and no limits.
//!
//! Usual points are hollow grey dots. A signal has a shape and a colour of its own, and each stretch of points that say
//! the same has a letter; letters and the numbers of actions are explained in the lines under the plot, so that
//! nothing has to be hovered, and a black-and-white print says as much.
//!
//! Limits are computed anew only for a reason that a person typed ("Making data count": rebase with a reason): each stretch
//! of time between two such moments is a [`Piece`] with a series of its own, and the reason stands at its beginning.

use maud::Markup;
use measures::{
    attribute::{Between, Chart as Counts},
    run::RunChart,
    xmr::{Point, Reading, Side, Signal, Xmr},
};

mod notes;
mod plot;
mod table;
mod tags;

pub use table::control_table;

/// One period of the time axis (or one event, where the time between events is drawn).
#[derive(Debug, Clone, Copy)]
pub struct Slot<'a> {
    /// Its full name, for the notes and the table: "March 2026".
    pub label: &'a str,
    /// Its short name, for the axis: "03/26".
    pub short: &'a str,
    /// Whether it has a point.
    pub state: State<'a>,
}

/// A period with a point, or why it has none.
#[derive(Debug, Clone, Copy)]
pub enum State<'a> {
    /// It has the next point of the series, made of the answers of so many people.
    Shown {
        /// How many people.
        n: u64,
    },
    /// It has the next point of the series, which can still move.
    Provisional {
        /// How many people so far.
        n: u64,
        /// Why it can still move, in words: "provisional: the wave is open".
        why: &'a str,
    },
    /// It has no point: why, and how many more people are needed, in words. The line is interrupted.
    Hidden(&'a str),
}

impl State<'_> {
    /// How many people its point is made of; nothing where there is none.
    pub(super) const fn n(&self) -> Option<u64> {
        match self {
            Self::Shown { n } | Self::Provisional { n, .. } => Some(*n),
            Self::Hidden(_) => None,
        }
    }
}

/// Something that was done in a period.
#[derive(Debug, Clone, Copy)]
pub struct Action<'a> {
    /// The place of the period in the slots.
    pub slot: usize,
    /// What was done.
    pub text: &'a str,
}

/// What a stretch of time was read with.
#[derive(Debug, Clone, Copy)]
pub enum Read<'a> {
    /// XmR.
    Individuals(&'a Xmr),
    /// P, P', U, U'.
    Counts(&'a Counts),
    /// G, T: each slot is an event, and no number of people stands beside it.
    Between(&'a Between),
    /// A run chart.
    Run {
        /// What was read.
        chart: &'a RunChart,
        /// The values it was read from.
        values: &'a [f64],
        /// What it says, in words: "no shift: the longest run has 5 points, chance makes up to 7".
        says: &'a str,
    },
}

/// The slots from one moment on, read by themselves.
#[derive(Debug, Clone, Copy)]
pub struct Piece<'a> {
    /// Its first slot; the first piece begins at 0.
    pub from: usize,
    /// The series read from the values of its slots that are shown, in their order.
    pub read: Read<'a>,
    /// Why the limits are computed anew here, as a person typed it; nothing for the first piece.
    pub reason: &'a str,
}

/// The words of the chart and its table, already translated.
#[derive(Debug, Clone, Copy, Default)]
pub struct ControlWords<'a> {
    /// Heading of the periods.
    pub period: &'a str,
    /// Heading of the values, with their unit.
    pub value: &'a str,
    /// Heading of the number of people.
    pub n: &'a str,
    /// Heading of what each point says.
    pub reading: &'a str,
    /// Heading of what was done.
    pub actions: &'a str,
    /// "Mean", or "Median".
    pub centre: &'a str,
    /// "Lower limit of usual variation".
    pub lower: &'a str,
    /// "Upper limit of usual variation".
    pub upper: &'a str,
    /// "Usual variation", the name of the band.
    pub band: &'a str,
    /// What is said of a band in steps: "wider where fewer people answered".
    pub stepped: &'a str,
    /// What is said when fewer than 12 points set the limits.
    pub trial: &'a str,
    /// What is said when there are too few points for limits; for a run chart, that it has none.
    pub no_limits: &'a str,
    /// "Target".
    pub target: &'a str,
    /// "Limits computed anew".
    pub anew: &'a str,
    /// What a cross on the time axis says: "hidden; the table says why". Without words there is no cross.
    pub hidden: &'a str,
}

/// A series to be drawn.
#[derive(Clone, Copy)]
pub struct ControlChart<'a> {
    /// Start of the ids of this drawing; once a page.
    pub id: &'a str,
    /// What it shows, in one line.
    pub title: &'a str,
    /// What it says, in words: "more than usual since May".
    pub description: &'a str,
    /// The periods, in the order of time.
    pub slots: &'a [Slot<'a>],
    /// What was read, in the order of time: one piece, or more where the limits were computed anew.
    pub pieces: &'a [Piece<'a>],
    /// The least and the most that a value can be (0 and 100 for a score): limits are drawn and told within.
    pub within: Option<(f64, f64)>,
    /// What is aimed at.
    pub target: Option<f64>,
    /// What was done, and when.
    pub actions: &'a [Action<'a>],
    /// What else must be said under the plot and the table: which chart it is, how spread out the counts are.
    pub also: &'a [&'a str],
    /// Writes a value in the reader's language.
    pub number: &'a dyn Fn(f64) -> String,
    /// Says what a point says: "improvement".
    pub reading: &'a dyn Fn(Reading) -> String,
    /// Says a rule and its side: "seven points above the mean".
    pub signal: &'a dyn Fn(Signal) -> String,
    /// The words.
    pub words: ControlWords<'a>,
}

/// The limits of a piece, within what a value can be.
enum Limits {
    None,
    /// The same for every slot.
    Same(f64, f64),
    /// For each slot of the piece that is shown its own.
    Each(Vec<Option<(f64, f64)>>),
}

/// A piece laid on the slots.
struct Stage<'a> {
    first: usize,
    last: usize,
    centre: Option<f64>,
    limits: Limits,
    trial: bool,
    reason: &'a str,
}

impl Stage<'_> {
    /// The limits at a slot.
    fn at(&self, slot: usize) -> Option<(f64, f64)> {
        match &self.limits {
            _ if slot < self.first || slot > self.last => None,
            Limits::None => None,
            Limits::Same(lower, upper) => Some((*lower, *upper)),
            Limits::Each(each) => each.get(slot - self.first).copied().flatten(),
        }
    }
}

/// Everything computed once for the drawing and for the table.
struct Laid<'a> {
    /// For each slot its point, when it has one.
    points: Vec<Option<Point>>,
    stages: Vec<Stage<'a>>,
}

impl<'a> ControlChart<'a> {
    fn laid(&self) -> Laid<'a> {
        let mut laid = Laid { points: Vec::with_capacity(self.slots.len()), stages: Vec::new() };
        for (at, piece) in self.pieces.iter().enumerate() {
            let end = self.pieces.get(at + 1).map_or(self.slots.len(), |next| next.from.min(self.slots.len()));
            let slots = self.slots.get(laid.points.len()..end).unwrap_or_default();
            if slots.is_empty() {
                continue;
            }
            let first = laid.points.len();
            let mut points = piece.read.points().into_iter();
            laid.points.extend(slots.iter().map(|slot| slot.state.n().and_then(|_| points.next())));
            let (centre, limits, trial) = self.levels(piece.read, slots);
            // Who cuts a series says why; the series as it begins has nothing to say.
            let reason = if first == 0 { "" } else { piece.reason };
            laid.stages.push(Stage { first, last: end - 1, centre, limits, trial, reason });
        }
        laid.points.resize(self.slots.len(), None);
        laid
    }

    fn bounded(&self, (lower, upper): (f64, f64)) -> (f64, f64) {
        let inside = |value: f64| self.within.map_or(value, |(least, most)| value.max(least).min(most));
        (inside(lower), inside(upper))
    }

    /// Centre, limits, and whether these are trial limits.
    fn levels(&self, read: Read<'_>, slots: &[Slot<'_>]) -> (Option<f64>, Limits, bool) {
        let same = |limits: Option<(f64, f64)>| {
            limits.map_or(Limits::None, |limits| {
                let (lower, upper) = self.bounded(limits);
                Limits::Same(lower, upper)
            })
        };
        match read {
            Read::Individuals(xmr) => {
                let limits = xmr.limits.map(|limits| (limits.lower, limits.upper));
                (Some(xmr.mean), same(limits), xmr.limits.is_some_and(|limits| limits.trial))
            }
            Read::Between(between) => {
                let limits = between.band.map(|band| (band.lower, band.upper));
                (between.band.map(|band| band.centre), same(limits), limits.is_some() && between.trial)
            }
            Read::Run { chart, .. } => (Some(chart.median), Limits::None, false),
            Read::Counts(counts) => {
                let limits = counts.bands.as_ref().map_or(Limits::None, |bands| {
                    let mut bands = bands.iter();
                    let mut next = || bands.next().map(|band| self.bounded((band.lower, band.upper)));
                    Limits::Each(slots.iter().map(|slot| slot.state.n().and_then(|_| next())).collect())
                });
                (Some(counts.centre), limits, counts.bands.is_some() && counts.trial)
            }
        }
    }

    /// Whether people stand behind its points (between rare events there are none to be counted).
    fn has_people(&self) -> bool {
        !self.pieces.iter().all(|piece| matches!(piece.read, Read::Between(_)))
    }

    /// What is said under the plot and the table.
    fn also(&self) -> impl Iterator<Item = &'a str> {
        let verdict = |piece: &'a Piece<'a>| if let Read::Run { says, .. } = piece.read { Some(says) } else { None };
        self.pieces.iter().filter_map(verdict).chain(self.also.iter().copied())
    }
}

impl Read<'_> {
    fn points(&self) -> Vec<Point> {
        match self {
            Self::Individuals(xmr) => xmr.points.clone(),
            Self::Counts(counts) => counts.points.clone(),
            Self::Between(between) => between.points.clone(),
            Self::Run { chart, values, .. } => run_points(chart, values),
        }
    }
}

/// The points of a run chart. Those of a run that is longer than chance makes it are a signal.
fn run_points(chart: &RunChart, values: &[f64]) -> Vec<Point> {
    // For each point off the median the number of its run, and for each run its length.
    let mut lengths: Vec<usize> = Vec::new();
    let mut now: Option<Side> = None;
    let mut run_of = |side: &Option<Side>| -> Option<usize> {
        let side = (*side)?;
        if now != Some(side) {
            now = Some(side);
            lengths.push(0);
        }
        *lengths.last_mut()? += 1;
        Some(lengths.len() - 1)
    };
    let runs: Vec<Option<usize>> = chart.sides.iter().map(&mut run_of).collect();
    let long = |run: usize| chart.signal && lengths.get(run).is_some_and(|length| *length > chart.longest_usual);
    let one = |((value, side), run): ((&f64, &Option<Side>), Option<usize>)| {
        let reading = if run.is_some_and(long) { Reading::Neither } else { Reading::Usual };
        Point { value: *value, side: *side, near: false, signals: Vec::new(), reading }
    };
    values.iter().zip(&chart.sides).zip(runs).map(one).collect()
}

/// The drawing.
pub fn control_chart(chart: &ControlChart<'_>) -> Markup {
    plot::draw(chart, &chart.laid())
}

#[cfg(test)]
mod tests;
