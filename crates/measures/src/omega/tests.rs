use kernel::SeededChance;

use super::*;
use crate::products::Products;

type Row = Vec<Option<f64>>;

fn rows_of(text: &str) -> Vec<Row> {
    text.split(' ').map(|row| row.split(':').map(|value| value.parse().ok()).collect()).collect()
}

/// What `reference/make.py` computes with scipy.
fn cases() -> Vec<(Vec<Row>, Vec<f64>)> {
    include_str!("../../reference/omega.csv")
        .lines()
        .skip(1)
        .map(|line| {
            let fields: Vec<&str> = line.split(',').collect();
            (rows_of(fields[1]), fields[2..].iter().map(|field| field.parse().unwrap()).collect())
        })
        .collect()
}

#[test]
fn omega_and_its_factor_equal_the_root_that_scipy_finds() {
    let cases = cases();
    for (rows, wanted) in &cases {
        let found = omega(rows).unwrap();
        let fit = found.fit.unwrap_or(Fit { statistic: 0.0, freedom: 0.0, p: 0.0 });
        let own = [found.omega, found.standardized, fit.statistic, fit.freedom, fit.p, found.residual];
        assert_eq!(own.len() + found.loadings.len(), wanted.len());
        for (found, wanted) in own.iter().chain(&found.loadings).zip(wanted) {
            assert!((found - wanted).abs() < 1e-9 * wanted.abs().max(1.0), "{found} and not {wanted}");
        }
        for (loading, own) in found.loadings.iter().zip(&found.unique) {
            assert!((loading * loading + own - 1.0).abs() < 1e-12, "a correlation of 1 is kept");
        }
    }
    assert_eq!(cases.len(), 5);
}

/// What `reference/make.R` computes; both packages stop at some six digits.
#[test]
fn the_packages_of_r_find_the_same_factor() {
    let cases = cases();
    let mut seen = 0;
    for line in include_str!("../../reference/omega-r.csv").lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let wanted: Vec<f64> = fields[2..].iter().map(|field| field.parse().unwrap()).collect();
        let found = omega(&cases[fields[0].parse::<usize>().unwrap()].0).unwrap();
        assert!((found.standardized - wanted[0]).abs() < 1e-5, "{line}");
        let statistic = found.fit.map_or(0.0, |fit| fit.statistic);
        assert!((statistic - wanted[1]).abs() < 1e-6 * wanted[1].max(1.0), "{line}");
        for (found, wanted) in found.loadings.iter().zip(&wanted[2..]) {
            assert!((found - wanted).abs() < 1e-5, "{line}: {found}");
        }
        seen += 1;
    }
    assert_eq!(seen, 10);
}

#[test]
fn three_questions_have_the_factor_that_can_be_written_down() {
    // With three questions λ₁² = r₁₂·r₁₃ / r₂₃, and nothing is left to test.
    let (rows, _) = &cases()[0];
    let found = omega(rows).unwrap();
    let column = |item: usize| rows.iter().map(|row| row[item].unwrap()).collect::<Vec<f64>>();
    let r = |a: usize, b: usize| crate::reliability::correlation(&column(a), &column(b)).unwrap();
    assert!((found.loadings[0].powi(2) - r(0, 1) * r(0, 2) / r(1, 2)).abs() < 1e-12);
    assert_eq!(found.fit, None);
    assert!(found.residual < 1e-12);
}

#[test]
fn neither_the_unit_of_the_answers_nor_the_order_of_people_or_questions_matters() {
    for (rows, _) in &cases() {
        let plain = omega(rows).unwrap();
        let other: Vec<Row> = rows
            .iter()
            .rev()
            .map(|row| row.iter().rev().map(|one| one.map(|one| 25.0 * one - 40.0)).collect())
            .collect();
        let found = omega(&other).unwrap();
        assert!((found.omega - plain.omega).abs() < 1e-10 && (found.standardized - plain.standardized).abs() < 1e-10);
        for (one, other) in plain.loadings.iter().zip(found.loadings.iter().rev()) {
            assert!((one - other).abs() < 1e-9);
        }
        assert!((0.0..1.0).contains(&plain.omega), "{plain:?}");
        // One question in another unit changes the sum, so its ω, and not the factor.
        let stretched: Vec<Row> = rows
            .iter()
            .map(|row| {
                row.iter().enumerate().map(|(at, one)| one.map(|one| if at == 0 { 3.0 * one } else { one })).collect()
            })
            .collect();
        let found = omega(&stretched).unwrap();
        assert!((found.standardized - plain.standardized).abs() < 1e-10 && (found.omega - plain.omega).abs() > 1e-4);
    }
}

#[test]
fn omega_is_at_least_alpha_where_every_question_has_a_positive_part() {
    // Of one factor that fits α is a lower bound (Novick and Lewis 1967); the data fit but for chance.
    let (rows, _) = &cases()[3];
    let (omega, alpha) = (omega(rows).unwrap().omega, crate::reliability::alpha(rows).unwrap().alpha);
    assert!(omega > alpha && omega - alpha < 0.05, "{omega} {alpha}");
}

#[test]
fn the_interval_covers_omega_narrows_with_people_and_repeats_with_its_seed() {
    let cases = cases();
    let width = |rows: &[Row]| {
        let found = omega(rows).unwrap().omega;
        let [low, high] = interval(rows, 200, &mut SeededChance::new(3)).unwrap();
        assert!(low < found && found < high, "{low} {found} {high}");
        assert_eq!(interval(rows, 200, &mut SeededChance::new(3)), Some([low, high]));
        high - low
    };
    assert!(width(&cases[2].0) < width(&cases[2].0[..100]) / 1.2, "300 people and 100");
    // Where questions have hardly anything in common many draws have no factor, and none is made up.
    assert_eq!(interval(&cases[4].0[..30], 100, &mut SeededChance::new(3)), None);
}

#[test]
fn what_has_no_factor_says_why() {
    let (rows, _) = &cases()[1];
    let two: Vec<Row> = rows.iter().map(|row| row[..2].to_vec()).collect();
    assert_eq!(omega(&two), Err(NoOmega::Shape));
    assert_eq!(omega(&[]), Err(NoOmega::Shape));
    assert_eq!(omega(&rows[..4]), Err(NoOmega::Few(4)));
    let mut wrong = rows.clone();
    wrong[7][1] = Some(f64::INFINITY);
    assert_eq!(omega(&wrong), Err(NoOmega::NoNumber(7)));
    wrong.iter_mut().for_each(|row| row[2] = Some(4.0));
    wrong[7][1] = None;
    assert_eq!(omega(&wrong), Err(NoOmega::Alike(2)));
    wrong.iter_mut().for_each(|row| row[2] = row[0].zip(row[3]).map(|(a, b)| a - 2.0 * b));
    assert_eq!(omega(&wrong), Err(NoOmega::Told));
    // r₁₂·r₁₃ / r₂₃ over 1: the first question would have less than nothing of its own.
    let bits = |at: usize| [at & 1, at >> 1 & 1, at >> 2 & 1].map(|bit| bit as f64);
    let heywood: Vec<Row> = (0..64)
        .map(|at| {
            let ([a, b, c], [d, ..]) = (bits(at), bits(at >> 3));
            vec![Some(a + b), Some(a + c / 4.0), Some(b + d / 4.0)]
        })
        .collect();
    assert_eq!(omega(&heywood), Err(NoOmega::Heywood(0)));
    // People with a missing answer are put aside.
    let mut more = rows.clone();
    more.push(vec![Some(1.0), None, Some(3.0), Some(2.0)]);
    assert_eq!(omega(&more), omega(rows));
}

#[test]
fn the_derivatives_are_those_of_the_likelihood() {
    // Away from the solution, so that no part of the second derivatives is 0.
    let correlations =
        filled(5, |a, b| if a == b { 1.0 } else { 0.5 - 0.07 * a.abs_diff(b) as f64 + 0.01 * (a * b) as f64 });
    let logs: Vec<f64> = (0..5).map(|item| (0.3 + 0.1 * f64::from(item)).ln()).collect();
    let moved = |item: usize, by: f64| {
        let mut logs = logs.clone();
        logs[item] += by;
        Place::of(&correlations, logs).unwrap()
    };
    let here = moved(0, 0.0);
    for item in 0..5 {
        let (above, below) = (moved(item, 1e-5), moved(item, -1e-5));
        let slope = (above.left - below.left) / 2e-5;
        assert!((slope - here.slope()[item]).abs() < 1e-8, "{item}: {slope}");
        for other in 0..5 {
            let curve = (above.slope()[other] - below.slope()[other]) / 2e-5;
            let found = here.curve(false)[item][other];
            assert!((curve - found).abs() < 1e-8, "{item} {other}: {curve} and not {found}");
        }
    }
}

#[test]
fn a_solution_is_a_hollow_of_the_likelihood_and_one_is_always_reached() {
    let mut chance = SeededChance::new(77);
    let mut gauss = || (0..12).map(|_| kernel::Chance::unit(&mut chance)).sum::<f64>() - 6.0;
    let (mut solved, mut heywood) = (0, 0);
    for round in 0..400_usize {
        let (items, n) = (3 + round % 8, 20 + round % 90);
        let part = 0.3 + 0.6 * (round % 7) as f64 / 6.0;
        let rows: Vec<Row> = (0..n)
            .map(|_| {
                let level = gauss();
                (0..items).map(|_| Some((3.0 + part * level + (1.0 - part * part).sqrt() * gauss()).round())).collect()
            })
            .collect();
        match omega(&rows) {
            Ok(found) => {
                // ψ of the solution, put back: no slope, and hollow in every direction.
                let columns = |item: usize| rows.iter().map(|row| row[item].unwrap()).collect::<Vec<_>>();
                let r = |a: usize, b: usize| crate::reliability::correlation(&columns(a), &columns(b)).unwrap();
                let logs = found.unique.iter().map(|one| one.ln()).collect();
                let place = Place::of(&filled(items, |a, b| if a == b { 1.0 } else { r(a, b) }), logs).unwrap();
                assert!(place.slope().iter().all(|slope| slope.abs() < 1e-8), "{round}");
                assert!(eigen(&place.curve(false)).unwrap().values.iter().all(|value| *value > 0.0), "{round}");
                solved += 1;
            }
            Err(error) => {
                assert!(matches!(error, NoOmega::Heywood(_)), "{round}: {error}");
                heywood += 1;
            }
        }
    }
    assert!(solved > 300 && heywood > 5, "{solved} {heywood}");
}

#[test]
fn omega_from_sums_is_that_of_the_answers() {
    let mut seen = 0;
    for (rows, _) in cases() {
        let whole = rows.iter().all(|row| row.iter().all(|one| one.is_some_and(|one| one.fract() == 0.0)));
        if !whole {
            continue;
        }
        let mut sums = Products::new(rows[0].len());
        rows.iter().for_each(|row| sums.add(&row.iter().map(|one| one.unwrap() as i64).collect::<Vec<_>>()));
        let (found, wanted) =
            (omega_of(&sums.covariances(&vec![25.0; rows[0].len()]).unwrap()).unwrap(), omega(&rows).unwrap());
        assert!((found.omega - wanted.omega).abs() < 1e-10, "{found:?} {wanted:?}");
        assert!((found.standardized - wanted.standardized).abs() < 1e-10 && found.n == wanted.n);
        seen += 1;
    }
    assert!(seen > 0);
    let mut alike = Products::new(3);
    (0..9).for_each(|at| alike.add(&[at, 4, at % 3]));
    assert_eq!(omega_of(&alike.covariances(&[1.0; 3]).unwrap()), Err(NoOmega::Alike(1)));
    let mut two = Products::new(2);
    (0..9).for_each(|at| two.add(&[at, at]));
    assert_eq!(omega_of(&two.covariances(&[1.0; 2]).unwrap()), Err(NoOmega::Shape));
}
