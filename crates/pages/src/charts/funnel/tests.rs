use measures::funnel::{Mean, Share, of_means, of_shares};

use super::*;
use crate::charts::tests::{HOSTILE, check, number};

fn chart(labels: &[&str], funnel: &Funnel, hidden: Option<usize>) -> (String, String) {
    let mut rows: Vec<FunnelRow<'_>> = labels.iter().map(|label| FunnelRow { label, hidden: None }).collect();
    if let Some(at) = hidden {
        rows.insert(at, FunnelRow { label: "caché", hidden: Some("il en faut 30") });
    }
    let place = |place: Place| format!("{place:?}");
    let words = FunnelWords {
        unit: "unit",
        value: "value",
        n: "Réponses",
        place: "place",
        target: "target",
        at_95: "95",
        at_998: "99,8",
        overdispersed: "over",
        logarithm: "log",
        linear: "linear",
    };
    let title = labels.first().copied().unwrap_or("");
    let chart =
        FunnelChart { id: "f", title, description: title, rows: &rows, funnel, number: &number, place: &place, words };
    let (drawing, table) = (funnel_chart(&chart), funnel_table(&chart));
    assert_eq!(drawing.0, funnel_chart(&chart).0, "drawn twice, the same");
    (check(&drawing, &table), table.into_string())
}

fn shares(units: &[(u64, u64)]) -> Funnel {
    let units: Vec<Share> = units.iter().map(|(count, n)| Share { count: *count, n: *n }).collect();
    of_shares(&units, None).unwrap()
}

const UNITS: [(u64, u64); 6] = [(50, 100), (103, 200), (62, 120), (70, 150), (120, 200), (20, 140)];

#[test]
fn only_units_outside_bear_a_letter_and_their_name() {
    // Too few for a spread between units: one lies between the limits, one beyond both.
    let four = [(50, 100), (103, 200), (120, 200), (20, 140)].map(|(count, n)| Share { count, n });
    let funnel = of_shares(&four, Some(0.5)).unwrap();
    let places: Vec<Place> = funnel.units.iter().map(|unit| unit.place).collect();
    assert_eq!(places, [Place::Usual, Place::Usual, Place::High, Place::VeryLow]);
    let (drawing, table) = chart(&["Alpha", "Bêta", "Gamma", "Delta"], &funnel, None);
    assert!(!drawing.contains("Bêta") && drawing.contains("Gamma – 0,6, 200 réponses") && drawing.contains("Delta"));
    assert!(drawing.contains(">a</text>") && drawing.contains(">b</text>") && !drawing.contains(">c</text>"));
    assert!(["Alpha", "Bêta", "Gamma", "Delta"].iter().all(|label| table.contains(label)));
}

#[test]
fn each_place_has_a_shape_of_its_own_and_noise_has_no_colour() {
    let usual = shares(&[(50, 100), (52, 100), (49, 100), (51, 100)]);
    let (drawing, _) = chart(&["a1", "b1", "c1", "d1"], &usual, None);
    assert!(!drawing.contains("--chart-signal") && !drawing.contains("over"), "{drawing}");
    let marks: Vec<String> = [Place::Usual, Place::High, Place::VeryHigh].map(|place| mark(9.0, 9.0, place).0).into();
    let shape = |mark: &str| mark.split('"').nth(1).unwrap_or("").to_owned();
    assert_ne!(shape(&marks[1]), shape(&marks[2]));
    assert!(marks[0].starts_with("<circle") && marks[1].starts_with("<path"));
    assert!(marks[1].contains("fill=\"var(--chart-ground") && marks[2].contains("fill=\"var(--chart-signal"));
}

#[test]
fn the_table_keeps_the_order_given_and_says_why_a_unit_is_hidden() {
    let funnel = shares(&UNITS);
    let labels = ["Zêta", "Alpha", "Mu", "Bêta", "Chi", "Delta"];
    let (drawing, table) = chart(&labels, &funnel, Some(2));
    let at = |label: &str| table.find(&format!("{label}</th>")).unwrap();
    let order = ["Zêta", "Alpha", "caché", "Mu", "Bêta", "Chi", "Delta"].map(at);
    assert!(order.is_sorted(), "{order:?}");
    assert!(table.contains("il en faut 30") && !drawing.contains("caché"));
    // Mu is the unit after the hidden one: its numbers did not slip.
    let row = table.split("Mu</th>").nth(1).unwrap().split("</tr>").next().unwrap();
    assert!(row.contains(">120<"), "{row}");
}

#[test]
fn sizes_that_differ_much_go_by_their_logarithm_and_the_drawing_says_which() {
    let near = shares(&[(50, 100), (52, 130), (49, 90)]);
    let far = shares(&[(50, 100), (520, 1300), (5, 9)]);
    let labels = ["x1", "x2", "x3"];
    let (near, far) = (chart(&labels, &near, None).0, chart(&labels, &far, None).0);
    assert!(near.contains(">linear<") && !near.contains(">log<"));
    assert!(far.contains(">log<") && !far.contains(">linear<"));
}

#[test]
fn overdispersion_is_told_beside_the_drawing_and_under_the_table() {
    let wide = shares(&[(10, 100), (90, 100), (30, 100), (70, 100), (50, 100), (45, 90), (80, 100)]);
    assert!(wide.overdispersed);
    let (drawing, table) = chart(&["u"; 7], &wide, None);
    assert!(drawing.contains(">over<") && table.contains(">over<"));
}

#[test]
fn hostile_names_single_units_and_units_of_one_size_are_drawn_too() {
    let one = shares(&[(7, 10)]);
    chart(&[HOSTILE], &one, None);
    chart(&[""], &one, Some(0));
    let same = shares(&[(7, 10), (2, 10), (9, 10), (1, 10), (5, 10)]);
    chart(&[HOSTILE; 5], &same, None);
    let means: Vec<Mean> = (0..40u32)
        .map(|at| Mean { mean: 60.0 + f64::from(at * 7 % 23), variance: 300.0, n: u64::from(10 + at * at) })
        .collect();
    let funnel = of_means(&means, None).unwrap();
    let labels = vec!["service"; 40];
    let (drawing, _) = chart(&labels, &funnel, None);
    assert!(!drawing.contains("NaN"));
}
