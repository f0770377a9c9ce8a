use super::*;

const VIGNETTE: [f64; 18] = [1., 2., 1., 2., 10., 1., 2., 1., 2., 1., 2., 1., 2., 1., 2., 1., 2., 1.];

fn read(values: &[f64]) -> Xmr {
    xmr(values, &Settings { better: Some(Better::Higher), ..Settings::default() }).unwrap()
}

fn rules(point: &Point) -> Vec<Rule> {
    point.signals.iter().map(|signal| signal.rule).collect()
}

#[test]
fn the_published_example_has_its_published_limits() {
    let screened = read(&VIGNETTE);
    let limits = screened.limits.unwrap();
    assert_eq!(format!("{:.2} {:.2} {:.2}", screened.mean, limits.upper, limits.lower), "1.94 4.60 -0.72");
    let plain = xmr(&VIGNETTE, &Settings { screen: false, ..Settings::default() }).unwrap().limits.unwrap();
    assert_eq!(format!("{:.2} {:.2}", plain.upper, plain.lower), "6.95 -3.06");
}

#[test]
fn limits_are_absent_under_six_points_and_trial_under_twelve() {
    assert_eq!(read(&VIGNETTE[..5]).limits, None);
    assert!(read(&VIGNETTE[..6]).limits.unwrap().trial);
    assert!(read(&VIGNETTE[..11]).limits.unwrap().trial);
    assert!(!read(&VIGNETTE[..12]).limits.unwrap().trial);
    // Five points rising as steeply as one likes are no signal.
    assert!(read(&[1., 20., 300., 4000., 50_000.]).points.iter().all(|point| point.reading == Reading::Usual));
}

#[test]
fn a_trend_needs_six_strict_steps() {
    let rising = read(&[5., 1., 2., 3., 4., 5., 6., 7., 5., 5., 5., 5.]);
    assert!((1..=7).all(|i| rules(&rising.points[i]).contains(&Rule::Trend)));
    let with_a_tie = read(&[5., 1., 2., 3., 3., 5., 6., 7., 5., 5., 5., 5.]);
    assert!(with_a_tie.points.iter().all(|point| !rules(point).contains(&Rule::Trend)));
}

#[test]
fn a_point_on_the_mean_breaks_a_run() {
    let run = read(&[4., 4., 4., 4., 4., 4., 4., 6., 6., 6., 6., 6., 6., 6.]);
    assert!(run.points.iter().all(|point| rules(point).contains(&Rule::Run)));
    let broken = read(&[4., 4., 4., 5., 4., 4., 4., 6., 6., 6., 5., 6., 6., 6.]);
    assert_eq!(broken.mean, 5.0);
    assert!(broken.points.iter().all(|point| !rules(point).contains(&Rule::Run)));
}

#[test]
fn the_reading_follows_the_direction_that_is_better() {
    let high = |better| xmr(&VIGNETTE, &Settings { better, ..Settings::default() }).unwrap().points[4].reading;
    assert_eq!(high(Some(Better::Higher)), Reading::Improvement);
    assert_eq!(high(Some(Better::Lower)), Reading::Concern);
    assert_eq!(high(None), Reading::Neither);
}

#[test]
fn equal_values_have_no_signal_whatever_their_binary_fraction() {
    for value in [0.1, 66.7, 1.0 / 3.0, -0.3, 0.0] {
        assert!(read(&[value; 29]).points.iter().all(|point| point.signals.is_empty()), "{value}");
    }
}

#[test]
fn screening_never_squeezes_the_limits_onto_the_mean() {
    let mut values = [1.0; 24];
    values[7] = 10.0;
    let found = read(&values);
    assert!(found.limits.unwrap().moving_range > 0.0);
    assert_eq!(found.points.iter().filter(|point| rules(point).contains(&Rule::Outside)).count(), 1);
}

#[test]
fn what_is_not_a_number_is_refused_by_its_place() {
    assert_eq!(xmr(&[1.0, f64::NAN], &Settings::default()), Err(XmrError::NotANumber(1)));
    assert_eq!(xmr(&[], &Settings::default()), Err(XmrError::Empty));
    assert_eq!(xmr(&[1.0], &Settings { base: Some(0), ..Settings::default() }), Err(XmrError::Empty));
}
