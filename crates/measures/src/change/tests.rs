use super::*;

/// What `reference/make.py` computes with scipy.
#[test]
fn differences_and_their_intervals_equal_those_of_scipy() {
    for line in include_str!("../../reference/changes.csv").lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let list = |at: usize| fields[at].split(' ').map(|value| value.parse().unwrap()).collect::<Vec<f64>>();
        let [mean, low, high, p] = [3, 4, 5, 6].map(|at| fields[at].parse::<f64>().unwrap());
        let found = match fields[0] {
            "paired" => paired(&list(1), &list(2)).unwrap().difference,
            _ => between(&list(1), &list(2)).unwrap(),
        };
        for (found, wanted) in [(found.mean, mean), (found.low, low), (found.high, high), (found.p, p)] {
            assert!((found - wanted).abs() < 1e-9 * wanted.abs().max(1.0), "{}: {found} {wanted}", fields[0]);
        }
    }
}

#[test]
fn one_persons_change_is_told_only_beyond_the_error_of_measurement() {
    // Jacobson and Truax's own example: from 47.5 to 32.5 where s is 10 and the reliability 0.80, so that RC is −2.37.
    let error = sem(&[40.0, 50.0, 45.0, 55.0, 35.0], 0.88).unwrap();
    assert!((error - 7.905_694_150_420_948 * 0.12_f64.sqrt()).abs() < 1e-12);
    assert_eq!(of_one(47.5, 32.5, 10.0 * 0.2_f64.sqrt(), false), Some(Course::Better));
    assert_eq!(of_one(47.5, 40.0, 10.0 * 0.2_f64.sqrt(), false), Some(Course::Unclear));
    assert_eq!(of_one(32.5, 47.5, 10.0 * 0.2_f64.sqrt(), false), Some(Course::Worse));
    assert_eq!(of_one(32.5, 47.5, 10.0 * 0.2_f64.sqrt(), true), Some(Course::Better));
    assert_eq!(of_one(1.0, 2.0, 0.0, true), None);
    assert_eq!(sem(&[1.0, 2.0], 1.2), None);
}

#[test]
fn a_difference_that_matters_says_where_it_comes_from_and_of_whom() {
    let value = half_deviation(&[10.0, 20.0, 30.0]).unwrap();
    assert_eq!(value, 5.0);
    assert!(Important::new(value, Method::HalfDeviation, "nos réponses de 2026", "adultes de chirurgie").is_some());
    for (value, source, population) in [(5.0, "", "adultes"), (5.0, "x", "  "), (0.0, "x", "y"), (f64::NAN, "x", "y")] {
        assert_eq!(Important::new(value, Method::Anchor, source, population), None);
    }
    let anchored = by_anchor(&[4.0, 6.0, 5.0, 7.0, 3.0]).unwrap();
    assert_eq!((anchored.mean, anchored.n), (5.0, 5));
}

#[test]
fn where_everybody_gained_alike_there_is_no_spread_to_divide_by() {
    let alike = paired(&[1.0, 2.0], &[2.0, 3.0]).unwrap();
    assert_eq!((alike.difference.p, alike.response), (0.0, None), "everybody gained exactly one");
}
