use super::*;

const PLAIN: Reading = Reading { higher_is_better: true, important: None, sem: None };

type Columns = Vec<Vec<Option<f64>>>;

struct Case {
    waves: Columns,
    reading: Reading,
    wanted: Vec<Option<f64>>,
}

fn cases() -> Vec<Case> {
    let case = |line: &str| {
        let fields: Vec<&str> = line.split(',').collect();
        let rows: Columns =
            fields[0].split(' ').map(|row| row.split(':').map(|value| value.parse().ok()).collect()).collect();
        let waves = (0..rows[0].len()).map(|wave| rows.iter().map(|row| row[wave]).collect()).collect();
        let number = |at: usize| fields[at].parse::<f64>().ok();
        let reading = Reading { higher_is_better: true, important: number(1), sem: number(2) };
        Case { waves, reading, wanted: (3..fields.len()).map(number).collect() }
    };
    include_str!("../../reference/waves.csv").lines().skip(1).map(case).collect()
}

fn told(found: &Waves) -> Vec<Option<f64>> {
    let friedman = found.friedman.unwrap();
    let mut own =
        vec![friedman.n as f64, friedman.statistic, friedman.p, friedman.w].into_iter().map(Some).collect::<Vec<_>>();
    for step in found.steps.iter().flatten() {
        let (change, important, error) = (step.change, step.by_important.unwrap(), step.by_error.unwrap());
        let counts = [important.better, important.worse, error.better, error.worse].map(|one| one.count as f64);
        own.extend(
            [change.difference.mean, change.difference.low, change.difference.high, change.difference.p, step.p_of_all]
                .map(Some),
        );
        own.extend([change.effect, change.response]);
        own.extend(counts.map(Some));
        own.extend([Some(step.left as f64), step.left_apart.map(|one| one.mean)]);
    }
    own
}

/// What `reference/make.py` computes with scipy, statsmodels and numpy.
#[test]
fn changes_friedman_and_courses_equal_those_of_the_packages() {
    let cases = cases();
    for (case, number) in cases.iter().zip(0..) {
        let own = told(&waves(&case.waves, case.reading).unwrap());
        assert_eq!(own.len(), case.wanted.len());
        for (at, (found, wanted)) in own.iter().zip(&case.wanted).enumerate() {
            let near = match (found, wanted) {
                (Some(found), Some(wanted)) => (found - wanted).abs() < 1e-9 * wanted.abs().max(1.0),
                (found, wanted) => found == wanted,
            };
            assert!(near, "case {number}, {at}: {found:?} and not {wanted:?}");
        }
    }
    assert_eq!(cases.len(), 4);
}

#[test]
fn the_other_way_round_better_is_worse_and_the_order_of_people_is_nothing() {
    for case in &cases() {
        let plain = waves(&case.waves, case.reading).unwrap();
        let turned: Columns =
            case.waves.iter().map(|wave| wave.iter().rev().map(|one| one.map(|one| 100.0 - one)).collect()).collect();
        let found = waves(&turned, Reading { higher_is_better: false, ..case.reading }).unwrap();
        assert!((plain.friedman.unwrap().statistic - found.friedman.unwrap().statistic).abs() < 1e-9);
        for (one, other) in plain.steps.iter().flatten().zip(found.steps.iter().flatten()) {
            assert_eq!((one.by_important, one.by_error, one.left), (other.by_important, other.by_error, other.left));
            assert!((one.change.difference.mean + other.change.difference.mean).abs() < 1e-9);
            let same = waves(&turned, case.reading).unwrap().steps[0].unwrap().by_important.unwrap();
            assert_eq!(same.better, plain.steps[0].unwrap().by_important.unwrap().worse);
            let courses = one.by_important.unwrap();
            assert_eq!(
                courses.better.count + courses.stable.count + courses.worse.count,
                one.change.difference.n as u64
            );
            assert!(one.p_of_all >= one.change.difference.p && one.p_of_all <= 1.0);
        }
        assert!((0.0..=1.0).contains(&plain.friedman.unwrap().w));
    }
}

#[test]
fn each_wave_is_compared_over_those_who_answered_both() {
    let wave = |values: &[i32]| values.iter().map(|value| (*value >= 0).then(|| f64::from(*value))).collect::<Vec<_>>();
    let all = [wave(&[50, 60, 70, 80, -1]), wave(&[55, 66, 74, -1, 90]), wave(&[-1, -1, -1, 81, 90])];
    let found = waves(&all, PLAIN).unwrap();
    let first = found.steps[0].unwrap();
    assert_eq!((first.change.difference.n, first.change.difference.mean, first.left), (3, 5.0, 1));
    assert!((first.change.effect.unwrap() - 0.5).abs() < 1e-12, "five of a deviation of ten");
    assert_eq!(found.steps[1], None, "one person answered both");
    assert_eq!(found.friedman, None, "nobody answered all");
    assert_eq!(first.p_of_all, first.change.difference.p, "one change alone");
    assert_eq!((found.means[2].unwrap().n, found.means[2].unwrap().mean), (2, 85.5));
}

#[test]
fn those_who_left_are_seen_at_the_first_wave() {
    let first: Vec<Option<f64>> = (0..40).map(|at| Some(f64::from(at))).collect();
    // The lower half is not there again; the others stay as they were, but for one point.
    let second = first.iter().map(|one| one.filter(|one| *one >= 20.0).map(|one| one + 1.0 + one % 2.0)).collect();
    let step = waves(&[first, second], PLAIN).unwrap().steps[0].unwrap();
    assert_eq!((step.left, step.left_apart.unwrap().mean), (20, -20.0));
    assert!(step.left_apart.unwrap().high < 0.0);
}

#[test]
fn friedman_is_one_order_or_none() {
    let of = |rows: &[[f64; 3]]| {
        let columns: Columns = (0..3).map(|wave| rows.iter().map(|row| Some(row[wave])).collect()).collect();
        friedman(&columns)
    };
    let one = of(&[[1.0, 2.0, 3.0], [10.0, 20.0, 70.0], [5.0, 5.5, 6.0]]).unwrap();
    assert_eq!((one.w, one.statistic), (1.0, 6.0), "everybody rises: n(k − 1)");
    let none = of(&[[1.0, 2.0, 3.0], [2.0, 3.0, 1.0], [3.0, 1.0, 2.0]]).unwrap();
    assert_eq!((none.w, none.p), (0.0, 1.0));
    assert_eq!(of(&[[4.0; 3], [7.0; 3]]), None, "nobody moved");
    assert_eq!(of(&[[1.0, 2.0, 3.0]]), None, "one person");
}

#[test]
fn what_cannot_be_gives_nothing() {
    let wave = vec![Some(1.0), Some(2.0), Some(4.0)];
    let two = [wave.clone(), vec![Some(2.0), Some(2.0), Some(5.0)]];
    assert!(waves(&two, PLAIN).is_some());
    assert_eq!(waves(&two[..1], PLAIN), None);
    assert_eq!(waves(&[], PLAIN), None);
    assert_eq!(waves(&[wave.clone(), vec![Some(1.0)]], PLAIN), None);
    assert_eq!(waves(&[wave, vec![Some(f64::NAN); 3]], PLAIN), None);
    assert_eq!(waves(&two, Reading { important: Some(0.0), ..PLAIN }), None);
    assert_eq!(waves(&two, Reading { sem: Some(f64::NAN), ..PLAIN }), None);
}
