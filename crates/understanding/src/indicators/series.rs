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
    ledger::Period,
    measure::{Amount, Group, Measure, Value},
    shown::Verdict,
    trend::{Stretch, stretches},
};

/// The values of a measure over time.
#[derive(Debug, Clone)]
pub struct Series {
    /// Every wave from the first to the last of the campaign.
    pub slots: Vec<Slot>,
    /// The reading of those that are shown; none when no wave is.
    pub judged: Option<Judged>,
}

/// One wave of a series.
#[derive(Debug, Clone)]
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
    /// Reads the slots that are shown.
    pub fn read(slots: Vec<Slot>, better: Option<Better>) -> Self {
        let values: Vec<Value> = slots.iter().filter_map(|slot| slot.found.ok()).collect();
        let counts: Option<Vec<Count>> = values.iter().map(count).collect();
        let judged = match counts.filter(|counts| !counts.is_empty()) {
            Some(counts) => attribute::chart(Kind::PPrime, &counts, better).ok().map(Judged::Shares),
            None => {
                let points: Vec<f64> = values.iter().map(Value::on_hundred).collect();
                let settings = xmr::Settings { better, ..xmr::Settings::default() };
                xmr(&points, &settings).ok().map(Judged::Points)
            }
        };
        Self { slots, judged }
    }

    /// What the last waves say when it is more than usual variation, and the wave since which the same signal lasts.
    pub fn change(&self) -> Option<(Reading, Wave)> {
        let last = self.shown().last().copied();
        self.stretches().pop().filter(|(_, _, to)| Some(*to) == last).map(|(reading, from, _)| (reading, from))
    }

    /// What the series says at its last point.
    pub fn says(&self) -> Says {
        let points = self.judged.as_ref().map_or(&[] as &[Point], Judged::points);
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

    fn stretches(&self) -> Vec<Stretch> {
        stretches(&self.shown(), self.judged.as_ref().map_or(&[], Judged::points))
    }
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
    months: Vec<(Wave, bool, Group)>,
}

impl<'a> Months<'a> {
    /// Every wave from the first to the last of the campaign.
    pub fn of(board: &'a Board, place: Id<kinds::Place>) -> Self {
        let mut months = Vec::new();
        let waves = board.ledger().waves();
        if let (Some(first), Some(last)) = (waves.first(), waves.last()) {
            let mut wave = *first;
            while wave <= *last {
                let period = Period::Wave(wave);
                months.push((wave, board.is_frozen(period), Group::of(board, place, period)));
                wave = wave.next();
            }
        }
        Self { board, months }
    }

    /// Those alone that will not change any more.
    #[must_use]
    pub fn frozen(self) -> Self {
        Self { months: self.months.into_iter().filter(|(_, frozen, _)| *frozen).collect(), ..self }
    }

    /// The series of a measure.
    pub fn series(&self, measure: &Measure, better: Option<Better>) -> Series {
        let (instrument, floors) = (&self.board.instrument, self.board.ledger().floors());
        let slot = |(wave, frozen, group): &(Wave, bool, Group)| Slot {
            wave: *wave,
            found: measure.read(instrument, floors, group),
            frozen: *frozen,
        };
        Series::read(self.months.iter().map(slot).collect(), better)
    }
}

impl Measure {
    /// The series of a place, wave by wave.
    pub fn series(&self, board: &Board, place: Id<kinds::Place>, better: Option<Better>) -> Series {
        Months::of(board, place).series(self, better)
    }
}

#[cfg(test)]
mod tests {
    use measures::{chart::Side, proportion::proportion};

    use super::*;

    fn slots(months: &[Option<(u64, u64)>]) -> Vec<Slot> {
        let mut wave: Wave = "2025-01".parse().unwrap();
        let mut slots = Vec::new();
        for month in months {
            let value = |(count, n): (u64, u64)| {
                let found = proportion(count, n).unwrap();
                let amount = Amount::Share { count, share: found.share };
                Value { n, amount, interval: Some(found.interval) }
            };
            slots.push(Slot { wave, found: month.map(value).ok_or(Verdict::Masked), frozen: true });
            wave = wave.next();
        }
        slots
    }

    #[test]
    fn a_lasting_change_of_a_share_is_told_with_its_month_and_which_way_is_better() {
        let mut months: Vec<Option<(u64, u64)>> =
            [20, 22, 19, 21, 23, 20, 18].into_iter().map(|count| Some((count, 40))).collect();
        months.extend([32, 33, 31, 34, 32, 33, 35].map(|count| Some((count, 40))));
        let read = |better| Series::read(slots(&months), better).change().map(|(said, at)| (said, at.to_string()));
        assert_eq!(read(Some(Better::Higher)), Some((Reading::Improvement, "2025-08".to_owned())));
        assert_eq!(read(Some(Better::Lower)), Some((Reading::Concern, "2025-08".to_owned())));
        assert_eq!(read(None), Some((Reading::Neither, "2025-08".to_owned())));
        let series = Series::read(slots(&months), None);
        assert!(matches!(&series.judged, Some(Judged::Shares(chart)) if chart.dispersion.is_some() && !chart.trial));
        let Says::Change { reading: Reading::Neither, signal, since, until } = series.says() else {
            panic!("{:?}", series.says())
        };
        let told = (signal.side, since.to_string(), until.to_string());
        assert_eq!(told, (Side::Up, "2025-08".to_owned(), "2026-02".to_owned()));
        assert_eq!(series.judged.unwrap().bands().unwrap().len(), 14);
    }

    #[test]
    fn hidden_months_have_no_point_and_few_months_no_limits() {
        let months = [Some((20, 40)), None, Some((21, 40)), Some((19, 40)), Some((20, 40)), Some((22, 40))];
        let series = Series::read(slots(&months), Some(Better::Higher));
        assert_eq!((series.shown().len(), series.hidden()), (5, 1));
        let judged = series.judged.clone().unwrap();
        assert!(judged.bands().is_none() && !judged.is_trial() && series.change().is_none());
        assert_eq!(series.says(), Says::TooSoon { waves: 5 });
        let (wave, value) = series.latest().unwrap();
        assert_eq!((wave.to_string().as_str(), value.n), ("2025-06", 40));
        let more: Vec<_> = months.into_iter().chain([Some((20, 40)), Some((20, 40))]).collect();
        assert!(Series::read(slots(&more), None).judged.unwrap().is_trial(), "seven points are a trial");
        assert_eq!(Series::read(slots(&more), None).says(), Says::Usual);
        let none = Series::read(slots(&[None, None]), None);
        assert!(none.judged.is_none() && none.says() == Says::Nothing);
    }
}
