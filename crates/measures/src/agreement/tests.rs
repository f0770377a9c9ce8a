use kernel::SeededChance;

use super::*;

/// What `reference/make.py` computes with statsmodels and the package krippendorff.
#[test]
fn every_agreement_equals_that_of_the_packages() {
    let mut seen = 0;
    for line in include_str!("../../reference/agreement.csv").lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let [wanted, low, high] = [3, 4, 5].map(|at| fields[at].parse::<f64>().unwrap());
        let codes: usize = fields[1].parse().unwrap();
        let texts: Vec<Vec<&str>> = fields[2].split(' ').map(|text| text.split(':').collect()).collect();
        let found = match fields[0] {
            "cohen" => {
                let pairs: Vec<(usize, usize)> =
                    texts.iter().map(|text| (text[0].parse().unwrap(), text[1].parse().unwrap())).collect();
                let found = cohen(&pairs, codes).unwrap();
                assert!(
                    (found.low - low).abs() < 1e-9 && (found.high - high.min(1.0)).abs() < 1e-9,
                    "{line}: {found:?}"
                );
                found.kappa
            }
            "fleiss" => {
                let counts: Vec<Vec<u32>> =
                    texts.iter().map(|text| text.iter().map(|count| count.parse().unwrap()).collect()).collect();
                fleiss(&counts).unwrap()
            }
            kind => {
                let scale = if kind == "nominal" { Scale::Nominal } else { Scale::Interval };
                let values: Vec<Vec<f64>> =
                    texts.iter().map(|text| text.iter().filter_map(|value| value.parse().ok()).collect()).collect();
                krippendorff(&values, scale, 0, &mut SeededChance::new(1)).unwrap().alpha
            }
        };
        assert!((found - wanted).abs() < 1e-9, "{}: {found} and not {wanted}", fields[0]);
        seen += 1;
    }
    assert_eq!(seen, 16);
}

#[test]
fn the_interval_of_alpha_covers_it_and_narrows_with_more_texts() {
    let coded = |n: u32| -> Vec<Vec<f64>> {
        (0..n).map(|at| vec![f64::from(at % 4), f64::from(if at % 5 == 0 { (at + 1) % 4 } else { at % 4 })]).collect()
    };
    let width = |n: u32| {
        let found = krippendorff(&coded(n), Scale::Nominal, 500, &mut SeededChance::new(7)).unwrap();
        let [low, high] = found.interval.unwrap();
        assert!(low < found.alpha && found.alpha < high, "{found:?}");
        high - low
    };
    assert!(width(400) < width(40) / 2.0);
    let again = |seed| krippendorff(&coded(40), Scale::Nominal, 200, &mut SeededChance::new(seed)).unwrap();
    assert_eq!(again(3), again(3), "the same chance gives the same interval");
}

#[test]
fn where_there_is_no_chance_to_agree_nothing_is_said() {
    assert_eq!(cohen(&[(1, 1); 20], 3), None, "always the same code");
    assert_eq!(cohen(&[], 3), None);
    assert_eq!(cohen(&[(0, 3)], 3), None);
    assert_eq!(fleiss(&[vec![4, 0], vec![4, 0]]), None);
    assert_eq!(fleiss(&[vec![4, 0], vec![2, 1]]), None, "not as many codings");
    let none = |texts: &[Vec<f64>]| krippendorff(texts, Scale::Nominal, 0, &mut SeededChance::new(1));
    assert_eq!(none(&[vec![1.0], vec![2.0]]), None, "no text was coded twice");
    assert_eq!(none(&[vec![1.0, 1.0], vec![1.0, 1.0]]), None);
    assert_eq!(none(&[vec![1.0, f64::NAN]]), None);
    let always = cohen(&[(0, 0), (1, 1), (0, 0), (1, 1)], 2).unwrap();
    assert_eq!((always.kappa, always.observed, always.expected), (1.0, 1.0, 0.5));
}
