use super::*;

type Ratings = Vec<Option<f64>>;

fn cases() -> Vec<(Ratings, Ratings, Vec<f64>)> {
    let case = |line: &str| {
        let fields: Vec<&str> = line.split(',').collect();
        let pair = |row: &str| row.split_once(':').map(|(a, b)| (a.parse().ok(), b.parse().ok())).unwrap();
        let (patient, team) = fields[0].split(' ').map(pair).unzip();
        (patient, team, fields[1..].iter().map(|field| field.parse().unwrap()).collect())
    };
    include_str!("../../reference/views.csv").lines().skip(1).map(case).collect()
}

/// What `reference/make.py` computes with scipy, numpy and pingouin.
#[test]
fn gap_limits_and_agreement_equal_those_of_the_packages() {
    let cases = cases();
    for (patient, team, wanted) in &cases {
        let found = views(patient, team, None).unwrap();
        let [lower, upper] = found.limits;
        let own = [
            found.gap.mean,
            found.gap.low,
            found.gap.high,
            found.gap.p,
            lower.value,
            lower.low,
            lower.high,
            upper.value,
            upper.low,
            upper.high,
            found.trend.unwrap(),
            found.correlation.unwrap(),
            found.icc.unwrap().single,
        ];
        assert_eq!(own.len(), wanted.len());
        for (at, (found, wanted)) in own.iter().zip(wanted).enumerate() {
            assert!((found - wanted).abs() < 1e-9 * wanted.abs().max(1.0), "{at}: {found} and not {wanted}");
        }
    }
    assert_eq!(cases.len(), 3);
}

#[test]
fn bland_and_altmans_own_example_comes_out_as_printed() {
    // Lancet 1986: peak flow by a large and a mini meter, 17 people: mean difference −2.1, s 38.8, limits −79.7 and 75.5 with
    // ±2s, the lower one's interval −114.3 to −45.1 (their 2 is our 1.96, and t is 2.12).
    let large = [494, 395, 516, 434, 476, 557, 413, 442, 650, 433, 417, 656, 267, 478, 178, 423, 427];
    let mini = [512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451];
    let of = |list: [i32; 17]| list.map(|one| Some(f64::from(one)));
    let found = views(&of(large), &of(mini), None).unwrap();
    assert!((found.gap.mean - -2.1).abs() < 0.05, "{found:?}");
    let spread = (found.limits[1].value - found.limits[0].value) / (2.0 * Z95);
    assert!((spread - 38.8).abs() < 0.05, "{spread}");
    let half = (found.limits[0].high - found.limits[0].low) / 2.0;
    assert!((half - (114.3 - 45.1) / 2.0).abs() < 0.3, "{half}");
}

#[test]
fn turning_the_two_sides_turns_the_gap() {
    for (patient, team, _) in &cases() {
        let (one, other) = (views(patient, team, Some(10.0)).unwrap(), views(team, patient, Some(10.0)).unwrap());
        assert!((one.gap.mean + other.gap.mean).abs() < 1e-12 && (one.gap.low + other.gap.high).abs() < 1e-9);
        assert!((one.limits[0].value + other.limits[1].value).abs() < 1e-9);
        assert!((one.icc.unwrap().single - other.icc.unwrap().single).abs() < 1e-12);
        let (one_matters, other_matters) = (one.matters.unwrap(), other.matters.unwrap());
        assert_eq!(one_matters.near, other_matters.near);
        assert_eq!(one_matters.patient_higher, other_matters.team_higher);
        let told = one_matters.near.count as usize + one_matters.patient_higher + one_matters.team_higher;
        assert_eq!(told, one.pairing.pairs, "each pair is near, or higher on one side");
        assert!(one.limits[0].value < one.gap.low && one.limits[1].value > one.gap.high, "{one:?}");
    }
}

#[test]
fn only_pairs_count_and_the_others_are_told() {
    let patient = [Some(40.0), Some(55.0), None, Some(72.0), None, Some(35.0)];
    let team = [Some(50.0), None, Some(58.0), Some(80.0), None, Some(50.0)];
    let found = views(&patient, &team, Some(10.0)).unwrap();
    let pairing = Pairing { pairs: 3, patient_alone: 1, team_alone: 1, neither: 1 };
    assert_eq!((found.pairing, found.gaps.as_slice()), (pairing, &[-10.0, -8.0, -15.0][..]));
    let matters = found.matters.unwrap();
    assert_eq!((matters.near.count, matters.team_higher, matters.patient_higher), (1, 2, 0), "ten is enough to matter");
    assert_eq!(views(&patient, &team[1..], None), None);
    assert_eq!(views(&patient[..2], &team[..2], None), None, "one pair");
    assert_eq!(views(&patient, &team, Some(0.0)), None);
    assert_eq!(views(&[Some(1.0), Some(f64::NAN)], &[Some(1.0), Some(2.0)], None), None);
}
