//! Units beside each other, with the spread that their sizes alone make: for the eye of somebody who asks where to go and look,
//! never to rank.
//!
//! Places of one level, those whose value pages show, and what counts at one of them never counts at another. Shares stand on the
//! scale of the arcsine of their root, points on their own; limits are those of `measures::funnel`, which widen where units differ by
//! more than chance. The variance of a score is read back from the margin that is told with it, in whole points: so no number enters
//! that no page shows, and the limits are a little too wide rather than too narrow.

use measures::{
    funnel::{self, Funnel},
    interval::student95,
};
use organisation::places::{Level, Place};

use super::{
    board::Board,
    indicator::Indicator,
    ledger::Period,
    measure::{Amount, Value},
    shown::Verdict,
};

/// The places of a level beside each other.
pub struct Units<'a> {
    /// Those that have answers, in the order of their names, each with its value or why it is not shown.
    pub rows: Vec<(&'a Place, Result<Value, Verdict>)>,
    /// The funnel of those that are shown, in their order; nothing where there are fewer than two, or no spread.
    pub funnel: Option<Funnel>,
}

impl<'a> Units<'a> {
    /// The places of a level among some.
    pub fn of(
        board: &Board,
        places: impl IntoIterator<Item = &'a Place>,
        (level, period): (Level, Period),
        indicator: &Indicator,
    ) -> Self {
        let mut places: Vec<&Place> = places.into_iter().filter(|place| place.level == level).collect();
        places.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        let with = |place: &'a Place| (place, indicator.measure.value(board, place.id, period));
        let rows = places.into_iter().map(with).filter(|(_, found)| *found != Err(Verdict::Nobody));
        let rows: Vec<(&Place, Result<Value, Verdict>)> = rows.collect();
        let values: Vec<Value> = rows.iter().filter_map(|(_, found)| found.ok()).collect();
        Self { rows, funnel: funnel_of(&values) }
    }
}

/// The funnel of some values of one measure; nothing under two of them.
fn funnel_of(values: &[Value]) -> Option<Funnel> {
    if values.len() < 2 {
        return None;
    }
    let shares: Option<Vec<funnel::Share>> = values
        .iter()
        .map(|value| match value.amount {
            Amount::Share { count, .. } => Some(funnel::Share { count, n: value.n }),
            Amount::Points(_) => None,
        })
        .collect();
    match shares {
        Some(shares) => funnel::of_shares(&shares, None),
        None => funnel::of_means(&values.iter().map(mean).collect::<Vec<_>>(), None),
    }
}

/// The mean of a unit, its variance read back from the margin: s² = n·(margin / t)². The widest of the two sides is taken, since an
/// end may be cut at 0 or 100.
fn mean(value: &Value) -> funnel::Mean {
    let points = value.on_hundred();
    let margin = value.interval.map_or(0.0, |interval| (points - interval.low).max(interval.high - points));
    let error = margin / student95(value.n.saturating_sub(1).max(1));
    funnel::Mean { mean: points, variance: error * error * value.n as f64, n: value.n }
}

#[cfg(test)]
mod tests {
    use measures::{funnel::Place as Lies, mean::Sums, proportion::proportion, score::score};

    use super::*;

    fn share(count: u64, n: u64) -> Value {
        let found = proportion(count, n).unwrap();
        Value { n, amount: Amount::Share { count, share: found.share }, interval: Some(found.interval) }
    }

    #[test]
    fn one_unit_is_beside_nobody_and_the_others_keep_their_order() {
        assert!(funnel_of(&[share(20, 40)]).is_none() && funnel_of(&[]).is_none());
        let found = funnel_of(&[share(20, 40), share(52, 60), share(12, 30), share(21, 40)]).unwrap();
        assert_eq!(found.units.iter().map(|unit| unit.n).collect::<Vec<_>>(), [40, 60, 30, 40]);
        assert_eq!(found.units[1].place, Lies::VeryHigh, "{:?}", found.units[1]);
        assert_eq!(found.units[0].place, Lies::Usual);
    }

    #[test]
    fn the_variance_read_back_from_a_told_score_is_never_less_than_the_real_one() {
        for values in [(0..60).map(|at| f64::from(at % 5) * 25.0).collect::<Vec<f64>>(), vec![50.0, 75.0, 75.0, 100.0]]
        {
            let sums = Sums::of(&values);
            let told = score(&sums).unwrap().told();
            let value = Value { n: told.n, amount: Amount::Points(told.score), interval: told.interval };
            let read = mean(&value);
            assert!(read.variance >= sums.variance().unwrap(), "{read:?} {:?}", sums.variance());
        }
    }
}
