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
    let read = |better| Series::read(slots(&months), better, &[]).change().map(|(said, at)| (said, at.to_string()));
    assert_eq!(read(Some(Better::Higher)), Some((Reading::Improvement, "2025-08".to_owned())));
    assert_eq!(read(Some(Better::Lower)), Some((Reading::Concern, "2025-08".to_owned())));
    assert_eq!(read(None), Some((Reading::Neither, "2025-08".to_owned())));
    let series = Series::read(slots(&months), None, &[]);
    assert!(matches!(series.judged(), Some(Judged::Shares(chart)) if chart.dispersion.is_some() && !chart.trial));
    let Says::Change { reading: Reading::Neither, signal, since, until } = series.says() else {
        panic!("{:?}", series.says())
    };
    let told = (signal.side, since.to_string(), until.to_string());
    assert_eq!(told, (Side::Up, "2025-08".to_owned(), "2026-02".to_owned()));
    assert_eq!(series.judged().unwrap().bands().unwrap().len(), 14);
}

#[test]
fn hidden_months_have_no_point_and_few_months_no_limits() {
    let months = [Some((20, 40)), None, Some((21, 40)), Some((19, 40)), Some((20, 40)), Some((22, 40))];
    let series = Series::read(slots(&months), Some(Better::Higher), &[]);
    assert_eq!((series.shown().len(), series.hidden()), (5, 1));
    let judged = series.judged().cloned().unwrap();
    assert!(judged.bands().is_none() && !judged.is_trial() && series.change().is_none());
    assert_eq!(series.says(), Says::TooSoon { waves: 5 });
    let (wave, value) = series.latest().unwrap();
    assert_eq!((wave.to_string().as_str(), value.n), ("2025-06", 40));
    let more: Vec<_> = months.into_iter().chain([Some((20, 40)), Some((20, 40))]).collect();
    assert!(Series::read(slots(&more), None, &[]).judged().unwrap().is_trial(), "seven points are a trial");
    assert_eq!(Series::read(slots(&more), None, &[]).says(), Says::Usual);
    let none = Series::read(slots(&[None, None]), None, &[]);
    assert!(none.judged().is_none() && none.says() == Says::Nothing);
}

/// A series of scores from January 2025 on.
fn scores(values: &[f64], cuts: &[Cut]) -> Series {
    let mut wave: Wave = "2025-01".parse().unwrap();
    let mut slots = Vec::new();
    for value in values {
        let found = Ok(Value { n: 40, amount: Amount::Points(*value), interval: None });
        slots.push(Slot { wave, found, frozen: true });
        wave = wave.next();
    }
    Series::read(slots, Some(Better::Higher), cuts)
}

const CHANGED: [f64; 14] = [70., 72., 71., 69., 70., 71., 70., 80., 81., 79., 80., 82., 81., 80.];

#[test]
fn a_lasting_change_is_told_with_the_month_it_began() {
    let (reading, since) = scores(&CHANGED, &[]).change().unwrap();
    assert_eq!((reading, since.to_string().as_str()), (Reading::Improvement, "2025-08"));
    assert_eq!(scores(&CHANGED, &[]).past(), None);
}

#[test]
fn usual_variation_is_no_change_and_one_that_is_over_is_past() {
    let calm = scores(&[70., 71., 70., 71., 70., 71., 70., 71.], &[]);
    assert_eq!((calm.change(), calm.past()), (None, None));
    let mut over = vec![70., 71., 70., 71., 70., 71., 70., 71., 70., 71., 70., 71.];
    // One month far below, then one far above: the mean stays where it was.
    over.insert(2, 46.0);
    over.insert(5, 95.0);
    let over = scores(&over, &[]);
    assert_eq!(over.change(), None);
    let (reading, from, to) = over.past().unwrap();
    assert_eq!((reading, from.to_string().as_str(), from), (Reading::Improvement, "2025-06", to));
}

#[test]
fn from_a_rebase_on_the_new_level_is_what_is_usual() {
    let cut = Cut { wave: "2025-08".parse().unwrap(), reason: "Une salle d'attente de plus".into() };
    let series = scores(&CHANGED, std::slice::from_ref(&cut));
    assert_eq!(series.change(), None);
    assert_eq!(series.stages.iter().map(|stage| stage.from).collect::<Vec<_>>(), [0, 7]);
    assert_eq!((series.stages[0].reason.as_str(), series.stages[1].reason.as_str()), ("", cut.reason.as_str()));
    assert!((series.judged().unwrap().centre() - 80.43).abs() < 0.01);
    let months: usize = series.stages.iter().map(|stage| stage.judged.points().len()).sum();
    assert_eq!(months, CHANGED.len());
    let elsewhere = Cut { wave: "2031-01".parse().unwrap(), reason: String::new() };
    let first = Cut { wave: "2025-01".parse().unwrap(), reason: String::new() };
    assert_eq!(scores(&CHANGED, &[first, elsewhere]).stages.len(), 1, "no such month, and nothing before the first");
}
