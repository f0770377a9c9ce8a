use std::collections::BTreeMap;

use super::*;
use crate::chart::{Reading, Rule, Side};

fn counts(events: &[u32], n: f64) -> Vec<Count> {
    events.iter().map(|one| Count { events: f64::from(*one), n }).collect()
}

/// Montgomery, Statistical Quality Control, table 7.1: cans that do not conform, of 50.
const JUICE: [u32; 30] =
    [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6];

#[test]
fn the_textbook_p_chart_has_its_printed_limits_and_points_outside() {
    let read = chart(Kind::P, &counts(&JUICE, 50.0), Some(Better::Lower)).unwrap();
    let band = read.bands.as_ref().unwrap()[0];
    assert_eq!(format!("{:.4} {:.4} {:.4}", read.centre, band.upper, band.lower), "0.2313 0.4102 0.0524");
    let outside = |point: &Point| point.signals.iter().any(|signal| signal.rule == Rule::Outside);
    let found: Vec<usize> = (1..).zip(&read.points).filter(|(_, point)| outside(point)).map(|(at, _)| at).collect();
    assert_eq!(found, [15, 23], "samples 15 and 23, as printed");
    assert_eq!(read.points[14].reading, Reading::Concern);
}

#[test]
fn a_u_chart_of_equal_exposure_has_its_printed_limits() {
    let events = [10, 12, 8, 14, 10, 16, 11, 7, 10, 15, 9, 5, 7, 11, 12, 6, 8, 10, 7, 5];
    let read = chart(Kind::U, &counts(&events, 5.0), None).unwrap();
    let band = read.bands.unwrap()[0];
    assert_eq!(format!("{:.2} {:.2} {:.2}", read.centre, band.upper, band.lower), "1.93 3.79 0.07");
}

/// `reference/make.py` computes the same charts with numpy.
#[test]
fn every_limit_equals_the_reference_to_the_ninth_place() {
    let mut series: BTreeMap<(String, u32), Vec<[f64; 6]>> = BTreeMap::new();
    for line in include_str!("../../reference/charts.csv").lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let number = |at: usize| fields[at].parse::<f64>().unwrap();
        let row = [3, 4, 5, 6, 7, 8].map(number);
        series.entry((fields[0].to_owned(), fields[1].parse().unwrap())).or_default().push(row);
    }
    assert_eq!(series.len(), 30);
    for ((name, _), rows) in series {
        let given: Vec<Count> = rows.iter().map(|row| Count { events: row[0], n: row[1] }).collect();
        let bands: Vec<Band> = match name.as_str() {
            "g" => {
                let between: Vec<u64> = rows.iter().map(|row| row[0] as u64).collect();
                vec![g_chart(&between, None).unwrap().band.unwrap(); rows.len()]
            }
            "t" => {
                let times: Vec<f64> = rows.iter().map(|row| row[0]).collect();
                vec![t_chart(&times, None).unwrap().band.unwrap(); rows.len()]
            }
            "p" => chart(Kind::P, &given, None).unwrap().bands.unwrap(),
            "p-prime" => chart(Kind::PPrime, &given, None).unwrap().bands.unwrap(),
            "u" => chart(Kind::U, &given, None).unwrap().bands.unwrap(),
            "u-prime" => chart(Kind::UPrime, &given, None).unwrap().bands.unwrap(),
            other => panic!("{other}"),
        };
        for (band, row) in bands.iter().zip(&rows) {
            for (found, wanted) in [(band.centre, row[3]), (band.lower, row[4]), (band.upper, row[5])] {
                assert!((found - wanted).abs() <= 1e-9 * wanted.abs().max(1.0), "{name}: {found} {wanted}");
            }
        }
    }
}

#[test]
fn many_people_make_every_month_a_signal_and_laney_does_not() {
    // 5,000 answers a month, shares that move by a few hundredths: more than chance alone makes, and no news.
    let events: Vec<u32> = (0..24).map(|month| 1_500 + [0, 180, 60, 240, 20, 150][month % 6]).collect();
    let outside = |kind| {
        let read = chart(kind, &counts(&events, 5_000.0), None).unwrap();
        read.points.iter().filter(|point| point.signals.iter().any(|one| one.rule == Rule::Outside)).count()
    };
    assert!(outside(Kind::P) > 5, "{}", outside(Kind::P));
    assert_eq!(outside(Kind::PPrime), 0);
}

#[test]
fn a_long_quiet_is_told_from_the_usual_one() {
    let mut days: Vec<f64> = [12, 30, 7, 22, 15, 41, 9, 18, 25, 13, 20, 16].into_iter().map(f64::from).collect();
    assert!(t_chart(&days, Some(Better::Higher)).unwrap().points.iter().all(|point| point.signals.is_empty()));
    days.push(400.0);
    let read = t_chart(&days, Some(Better::Higher)).unwrap();
    let last = read.points.last().unwrap();
    assert_eq!((last.value, last.side, last.reading), (400.0, Some(Side::Up), Reading::Improvement));
    // Seven gaps under the median of the geometric law, not under its mean, are a run.
    let short = g_chart(&[100, 2, 90, 3, 120, 60, 60, 60, 60, 60, 60, 60, 60], None).unwrap();
    assert!(
        short.points[6..].iter().all(|point| point.side == Some(Side::Up)),
        "60 is above the median 0.693 times 64"
    );
}

#[test]
fn few_points_have_no_limits_and_wrong_counts_are_refused_with_their_place() {
    let five = chart(Kind::P, &counts(&JUICE[..5], 50.0), None).unwrap();
    assert!(five.bands.is_none() && five.points.iter().all(|point| point.reading == Reading::Usual));
    assert!(chart(Kind::P, &counts(&JUICE[..11], 50.0), None).unwrap().trial);
    assert!(!chart(Kind::P, &counts(&JUICE[..12], 50.0), None).unwrap().trial);
    assert_eq!(chart(Kind::P, &[], None), Err(CountError::Empty));
    let wrong = |events: f64, n: f64, kind| chart(kind, &[Count { events: 1.0, n: 2.0 }, Count { events, n }], None);
    for (events, n) in [(3.0, 2.0), (-1.0, 2.0), (1.0, 0.0), (f64::NAN, 2.0), (1.0, f64::INFINITY)] {
        assert_eq!(wrong(events, n, Kind::P), Err(CountError::Wrong(1)), "{events} of {n}");
    }
    assert!(wrong(3.0, 2.0, Kind::U).is_ok(), "more events than days of stay are no fault");
    assert_eq!(t_chart(&[1.0, 0.0], None), Err(CountError::Wrong(1)));
    assert_eq!(g_chart(&[], None), Err(CountError::Empty));
    let all = chart(Kind::PPrime, &counts(&[50; 12], 50.0), None).unwrap();
    assert!(all.points.iter().all(|point| point.reading == Reading::Usual), "everybody, each month, is no signal");
}
