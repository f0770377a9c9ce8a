use kernel::{Chance, SeededChance};

use super::*;

fn numbers(text: &str) -> Vec<f64> {
    text.split(' ').filter_map(|one| one.parse().ok()).collect()
}

/// What `reference/make.py` computes with numpy, scipy and statsmodels.
#[test]
fn quantiles_and_intervals_equal_those_of_scipy() {
    let (mut with, mut without) = (0, 0);
    for line in include_str!("../../reference/median.csv").lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let (p, values, weights) = (fields[0].parse().unwrap(), numbers(fields[1]), numbers(fields[2]));
        let [value, weighted_value] = [3, 4].map(|at| fields[at].parse::<f64>().unwrap());
        let found = quantile(&values, p).unwrap();
        assert!((found.value - value).abs() < 1e-9, "{line}: {found:?}");
        let found_weighted = weighted(&values, &weights, p).unwrap();
        assert!((found_weighted - weighted_value).abs() < 1e-9, "{line}: {found_weighted}");
        if fields[5].is_empty() {
            assert_eq!(found.interval, None, "{line}");
            assert!(values.len() < fewest(p).unwrap(), "{line}");
            without += 1;
            continue;
        }
        let [low, high, lower, upper, coverage] = [5, 6, 7, 8, 9].map(|at| fields[at].parse::<f64>().unwrap());
        let span = found.interval.unwrap();
        assert_eq!((span.low, span.high, span.places), (low, high, [lower as usize, upper as usize]), "{line}");
        assert!((span.coverage - coverage).abs() < 1e-9, "{line}: {span:?}");
        with += 1;
    }
    assert_eq!((with, without), (32, 22));
}

#[test]
fn the_interval_covers_what_it_says_and_not_much_more() {
    // 4,000 samples of 20 from a skewed law whose median is ln 2: the coverage of places 6 and 15 is 0.9586.
    let mut chance = SeededChance::new(11);
    let mut held = 0;
    for _ in 0..4_000 {
        let sample: Vec<f64> = (0..20).map(|_| -(1.0 - chance.unit()).ln()).collect();
        let span = quantile(&sample, 0.5).unwrap().interval.unwrap();
        assert_eq!(span.places, [6, 15]);
        assert!((span.coverage - 0.958_610_534_667_969).abs() < 1e-12);
        held += u32::from(span.low <= std::f64::consts::LN_2 && std::f64::consts::LN_2 <= span.high);
    }
    let share = f64::from(held) / 4_000.0;
    assert!((share - 0.958_6).abs() < 4.0 * (0.958_6_f64 * 0.041_4 / 4_000.0).sqrt(), "{share}");
}

#[test]
fn order_sign_and_unit_of_the_values_change_nothing_else() {
    let mut chance = SeededChance::new(5);
    for n in 1..60_u32 {
        let values: Vec<f64> = (0..n).map(|_| chance.below(11) as f64 * 10.0).collect();
        let found = quartiles(&values).unwrap();
        let mirrored: Vec<f64> = values.iter().rev().map(|one| 100.0 - one).collect();
        let other = quartiles(&mirrored).unwrap();
        assert!((found.lower.value + other.upper.value - 100.0).abs() < 1e-9, "{n}");
        let ends = |span: Option<Span>| span.map(|span| (span.low, span.high));
        assert_eq!(
            ends(found.lower.interval),
            ends(other.upper.interval).map(|(low, high)| (100.0 - high, 100.0 - low))
        );
        assert!(found.ends[0] <= found.lower.value && found.lower.value <= found.median.value);
        assert!(found.median.value <= found.upper.value && found.upper.value <= found.ends[1]);
        for quantile in [found.lower, found.median, found.upper] {
            if let Some(span) = quantile.interval {
                assert!(
                    span.low <= quantile.value && quantile.value <= span.high && span.coverage >= 0.95,
                    "{found:?}"
                );
            }
        }
        assert_eq!(found.median.value, crate::run::median(&values).unwrap());
        assert_eq!(weighted(&values, &vec![3.0; values.len()], 0.5), Some(found.median.value));
        // A person who counts twice is two persons.
        let twice: Vec<f64> = values.iter().chain(&values[..1]).copied().collect();
        let mut weights = vec![1.0; values.len()];
        weights[0] = 2.0;
        assert_eq!(weighted(&values, &weights, 0.5), Some(quantile(&twice, 0.5).unwrap().value));
    }
}

#[test]
fn where_no_interval_reaches_its_level_there_is_none() {
    assert_eq!((fewest(0.5), fewest(0.25), fewest(0.75), fewest(0.0)), (Some(6), Some(13), Some(13), None));
    assert_eq!(quantile(&[1.0, 2.0, 3.0, 4.0, 5.0], 0.5).unwrap().interval, None);
    let six = quantile(&[1.0, 2.0, 3.0, 4.0, 5.0, 9.0], 0.5).unwrap().interval.unwrap();
    assert_eq!((six.low, six.high), (1.0, 9.0));
    assert_eq!(quantile(&[4.0; 12], 0.25).unwrap().interval, None);
    assert!(quantile(&[4.0; 13], 0.25).unwrap().interval.is_some());
    assert_eq!(quartiles(&[]), None);
    assert_eq!(quartiles(&[1.0, f64::NAN]), None);
    assert_eq!(quantile(&[1.0], 1.0), None);
    assert_eq!(weighted(&[1.0, 2.0], &[0.0, 0.0], 0.5), None);
    assert_eq!(weighted(&[1.0, 2.0], &[1.0, -1.0], 0.5), None);
    assert_eq!(weighted(&[1.0, 2.0], &[1.0, 0.0], 0.9), Some(1.0), "who weighs nothing is not there");
}
