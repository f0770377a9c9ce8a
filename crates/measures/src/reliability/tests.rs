use super::*;
use crate::products::Products;

/// What `reference/make.py` computes with pingouin and scipy.
#[test]
fn alpha_and_icc_equal_those_of_pingouin() {
    let mut seen = 0;
    for line in include_str!("../../reference/reliability.csv").lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let wanted: Vec<f64> = fields[3..].iter().map(|field| field.parse().unwrap()).collect();
        let rows: Vec<Vec<f64>> =
            fields[2].split(' ').map(|row| row.split(':').map(|value| value.parse().unwrap()).collect()).collect();
        let near = |found: f64, wanted: f64| (found - wanted).abs() < 1e-9 * wanted.abs().max(1.0);
        if fields[0] == "alpha" {
            let given: Vec<Vec<Option<f64>>> = rows.iter().map(|row| row.iter().copied().map(Some).collect()).collect();
            let found = alpha(&given).unwrap();
            assert!(
                near(found.alpha, wanted[0]) && near(found.low, wanted[1]) && near(found.high, wanted[2]),
                "{found:?}"
            );
            for (found, wanted) in found.item_rest.iter().zip(&wanted[3..]) {
                assert!(near(found.unwrap(), *wanted), "{found:?} {wanted}");
            }
        } else {
            for (at, model) in [Model::OneWay, Model::TwoWayRandom, Model::TwoWayMixed].into_iter().enumerate() {
                let found = icc(&rows, model).unwrap();
                assert!(near(found.single, wanted[at]) && near(found.mean, wanted[at + 3]), "{model:?}: {found:?}");
                assert!((found.p - wanted[at + 6]).abs() < 1e-9 * wanted[at + 6].max(1e-30), "{model:?}: {found:?}");
            }
        }
        seen += 1;
    }
    assert_eq!(seen, 8);
}

#[test]
fn people_with_a_missing_answer_are_put_aside_and_counted() {
    let row = |a: f64, b: f64| vec![Some(a), Some(b), Some(a + b)];
    let mut rows = vec![row(1.0, 2.0), row(2.0, 2.0), row(3.0, 5.0), row(4.0, 3.0), row(5.0, 5.0)];
    let whole = alpha(&rows).unwrap();
    rows.push(vec![Some(1.0), None, Some(9.0)]);
    assert_eq!(alpha(&rows).unwrap(), whole);
    assert_eq!((whole.n, whole.items, whole.without.len()), (5, 3, 3));
    assert!(whole.redundant.iter().any(|(a, b, r)| (*a, *b) == (0, 2) && *r > REDUNDANT), "{whole:?}");
}

#[test]
fn an_item_that_says_nothing_new_or_stands_at_an_end_is_flagged() {
    let answers = |counts: [usize; 6]| -> Vec<Option<f64>> {
        counts.iter().enumerate().flat_map(|(at, count)| vec![(at < 5).then_some(at as f64 + 1.0); *count]).collect()
    };
    let good = item(&answers([12, 18, 20, 16, 14, 8]), 1.0, 5.0, 5).unwrap();
    assert!(!good.much_missing && !good.at_an_end, "{good:?}");
    let bad = item(&answers([1, 2, 4, 10, 60, 20]), 1.0, 5.0, 5).unwrap();
    assert!(bad.much_missing && bad.at_an_end);
    assert_eq!((bad.answered, (bad.ceiling * 77.0).round()), (77, 60.0));
    assert_eq!(item(&[], 1.0, 5.0, 5), None);
    assert_eq!(item(&[None, None], 1.0, 5.0, 5).unwrap().missing, 1.0);
}

#[test]
fn what_does_not_vary_has_no_alpha_and_no_correlation() {
    let alike = vec![vec![Some(3.0), Some(3.0)]; 10];
    assert_eq!(alpha(&alike), None);
    assert_eq!(alpha(&[vec![Some(1.0)], vec![Some(2.0)]]), None, "one item");
    assert_eq!(alpha(&[vec![Some(1.0), Some(f64::NAN)], vec![Some(1.0), Some(2.0)]]), None);
    assert_eq!(correlation(&[1.0, 1.0], &[1.0, 2.0]), None);
    assert_eq!(icc(&[vec![1.0, 1.0], vec![1.0, 1.0]], Model::OneWay), None);
    assert_eq!(icc(&[vec![1.0, 2.0]], Model::OneWay), None);
}

/// The same people as of `reference/make.py`, by their sums and cross-products.
#[test]
fn alpha_from_sums_is_that_of_the_answers() {
    let mut seen = 0;
    for line in include_str!("../../reference/reliability.csv").lines().skip(1).filter(|line| line.starts_with("alpha"))
    {
        let data = line.split(',').nth(2).unwrap();
        let rows: Vec<Vec<i64>> =
            data.split(' ').map(|row| row.split(':').map(|value| value.parse().unwrap()).collect()).collect();
        let mut sums = Products::new(rows[0].len());
        rows.iter().for_each(|row| sums.add(row));
        let given: Vec<Vec<Option<f64>>> =
            rows.iter().map(|row| row.iter().map(|value| Some(*value as f64)).collect()).collect();
        let wanted = alpha(&given).unwrap();
        // A step may be worth anything, as long as it is worth the same everywhere.
        for step in [1.0, 25.0] {
            let found = alpha_of(&sums.covariances(&vec![step; rows[0].len()]).unwrap()).unwrap();
            assert_eq!((found.n, found.items, found.redundant.len()), (wanted.n, wanted.items, wanted.redundant.len()));
            let near = |a: f64, b: f64| (a - b).abs() < 1e-12;
            assert!(near(found.alpha, wanted.alpha) && near(found.low, wanted.low) && near(found.high, wanted.high));
            for (found, wanted) in
                found.item_rest.iter().chain(&found.without).zip(wanted.item_rest.iter().chain(&wanted.without))
            {
                assert!(found.is_some() == wanted.is_some() && near(found.unwrap_or(0.0), wanted.unwrap_or(0.0)));
            }
        }
        seen += 1;
    }
    assert!(seen > 3, "{seen}");
}

#[test]
fn people_who_are_all_alike_have_no_alpha_from_sums_either() {
    let mut sums = Products::new(3);
    (0..40).for_each(|_| sums.add(&[4, 4, 5]));
    assert_eq!(alpha_of(&sums.covariances(&[25.0; 3]).unwrap()), None);
}
