use super::*;
use crate::shared::shared;

const FROM: &str = "Run the calculation functions of FunnelPlotR (github.com/nhs-r-community, MIT, commit 9020d49) over its own \
                    cases and the public files that its README names";

#[test]
fn real_sites_have_the_limits_of_the_published_package() {
    let (Some(rows), Some(parameters)) =
        (shared("funnel/funnelplotr-reference.csv", FROM), shared("funnel/funnelplotr-parameters.csv", FROM))
    else {
        return;
    };
    for case in ["ae_4h_share_2019_03_PR", "esatis_smr_2024_reco_PR"] {
        let numbers = |line: &str, from: usize| -> Vec<f64> {
            line.split(',').skip(from).map(|field| field.parse().unwrap()).collect()
        };
        let of_case = |line: &&str| line.starts_with(&format!("{case},"));
        let wanted = numbers(parameters.lines().find(of_case).unwrap(), 6);
        let rows: Vec<Vec<f64>> = rows.lines().filter(of_case).map(|line| numbers(line, 2)).collect();
        let units: Vec<Share> = rows.iter().map(|row| Share { count: row[0] as u64, n: row[1] as u64 }).collect();
        let read = of_shares(&units, None).unwrap();
        let near = |found: f64, wanted: f64, slack: f64| (found - wanted).abs() <= slack * wanted.abs().max(1.0);
        assert!(near(read.target, wanted[0], 1e-12) && near(read.phi, wanted[1], 1e-9), "{case}: {read:?}");
        assert!(near(read.tau2, wanted[2], 1e-9) && read.overdispersed);
        for (unit, row) in read.units.iter().zip(&rows) {
            // value, n, Y, s, z, winsorised z, then the plain limits and those that know of the spread between units.
            assert!(near(unit.value, row[2], 1e-12) && near(unit.z, row[5], 1e-9), "{case}: {unit:?} {row:?}");
            // The package writes the points of the law of Gauss with six decimals.
            let printed = |funnel: &Funnel| funnel.limits_at(unit.n as f64, 1.959_964, 3.090_232);
            let wide = printed(&read);
            let plain = printed(&Funnel { overdispersed: false, ..read.clone() });
            let found = [plain.at_95, plain.at_998, wide.at_95, wide.at_998].concat();
            for (found, wanted) in found.iter().zip(&row[7..15]) {
                assert!(near(*found, *wanted, 1e-9), "{case}, n = {}: {found} {wanted}", unit.n);
            }
            assert!(near(unit.limits.at_998[0], wide.at_998[0], 1e-6));
        }
    }
}

#[test]
fn means_of_one_law_stay_inside_and_one_that_differs_is_seen() {
    let mut units: Vec<Mean> = (0..20_u32)
        .map(|at| Mean { mean: 70.0 + f64::from(at % 5) - 2.0, variance: 400.0, n: u64::from(40 + 10 * at) })
        .collect();
    let read = of_means(&units, None).unwrap();
    assert!(read.units.iter().all(|unit| unit.place == Place::Usual), "{:?}", read.units);
    assert!(!read.overdispersed && read.phi < 1.0);
    units.push(Mean { mean: 50.0, variance: 400.0, n: 100 });
    let read = of_means(&units, None).unwrap();
    assert_eq!(read.units.last().unwrap().place, Place::VeryLow);
    // z of a mean: its distance over s/√n, s pooled over the units.
    let last = read.units.last().unwrap();
    assert!((last.z - (50.0 - read.target) / (20.0 / 10.0)).abs() < 1e-9);
}

#[test]
fn units_that_differ_by_more_than_chance_widen_the_limits_of_all() {
    let apart: Vec<Share> = (0..30).map(|at| Share { count: 300 + at % 7 * 100, n: 1_000 + at }).collect();
    let read = of_shares(&apart, None).unwrap();
    assert!(read.overdispersed && read.phi > 10.0);
    assert!(read.units.iter().all(|unit| unit.place == Place::Usual), "nobody is singled out for being large");
    let alone = Funnel { overdispersed: false, ..read.clone() };
    assert!(read.units.iter().any(|unit| place(unit.value, &alone.limits(unit.n as f64)) != Place::Usual));
    // Limits end where a share ends.
    let few = of_shares(&[Share { count: 2, n: 2 }, Share { count: 1, n: 3 }], None).unwrap();
    assert_eq!((few.units[0].limits.at_998[1], few.units[1].limits.at_998[0]), (1.0, 0.0));
}

#[test]
fn a_stated_target_is_what_units_are_compared_with() {
    let units = [Share { count: 80, n: 100 }, Share { count: 160, n: 200 }];
    let read = of_shares(&units, Some(0.5)).unwrap();
    assert!(read.units.iter().all(|unit| unit.place == Place::VeryHigh));
    assert_eq!(read.target, 0.5);
}

#[test]
fn what_cannot_be_is_no_funnel() {
    assert_eq!(of_shares(&[], None), None);
    assert_eq!(of_shares(&[Share { count: 3, n: 2 }], None), None);
    assert_eq!(of_shares(&[Share { count: 0, n: 0 }], None), None);
    assert_eq!(of_shares(&[Share { count: 1, n: 2 }], Some(1.5)), None);
    assert_eq!(of_means(&[Mean { mean: f64::NAN, variance: 1.0, n: 2 }], None), None);
    assert_eq!(of_means(&[Mean { mean: 1.0, variance: 0.0, n: 1 }], None), None, "no unit of two people");
}
