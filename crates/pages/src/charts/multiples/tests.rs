use super::*;
use crate::charts::tests::{HOSTILE, number, numbers, read};

fn multiples(label: &str, panels: &[Panel<'_>], periods: usize) -> (String, String) {
    let periods = vec![(label, "mars"); periods];
    let words = MultiplesWords { panel: label, reading: label, hidden: "masqué", why: label };
    let chart = Multiples { id: "m", title: label, periods: &periods, panels, number: &number, words };
    let (drawing, table) = (multiples_chart(&chart).into_string(), multiples_table(&chart).into_string());
    assert_eq!(drawing, multiples_chart(&chart).into_string(), "drawn twice, the same");
    (drawing, table)
}

fn panel<'a>(title: &'a str, values: &'a [Option<f64>]) -> Panel<'a> {
    Panel { title, description: "décrit", values, reading: Reading::Usual, since: None, says: "comme d’habitude" }
}

#[test]
fn every_drawing_is_well_formed_has_a_name_and_its_numbers_stand_in_the_table() {
    for label in ["Chirurgie", HOSTILE, ""] {
        let values = [Some(50.0), None, Some(61.5), Some(48.25)];
        let panels = [panel(label, &values), panel(label, &values[..2]), panel(label, &[])];
        let (drawing, table) = multiples(label, &panels, 4);
        let (ids, texts) = read(&drawing);
        let (_, told) = read(&table);
        assert_eq!(ids.len(), 6, "a title and a description each: {ids:?}");
        assert_eq!(drawing.matches("role=\"img\"").count(), 3);
        for pair in ids.chunks(2) {
            assert!(drawing.contains(&format!("aria-labelledby=\"{} {}\"", pair[0], pair[1])));
        }
        let (drawn, told) = (numbers(&texts), numbers(&told));
        let absent: Vec<_> = drawn.difference(&told).collect();
        assert!(absent.is_empty(), "drawn and not in the table: {absent:?}");
        assert!(!drawing.contains("<script") && !table.contains("<script"));
        assert!(table.contains("masqué"));
    }
}

#[test]
fn all_share_one_scale() {
    let (low, high) = ([Some(10.0), Some(20.0)], [Some(80.0), Some(90.0)]);
    let (drawing, _) = multiples("x", &[panel("bas", &low), panel("haut", &high)], 2);
    for end in [">90,0<", ">10,0<"] {
        assert_eq!(drawing.matches(end).count(), 2, "{end} on each");
    }
    // Both lines rise by as much, and lie at different heights.
    let line = |at: usize| -> Vec<f64> {
        let path = drawing.split("<path d=\"M").nth(at).unwrap().split('"').next().unwrap();
        path.split('L').map(|pair| pair.split(' ').nth(1).unwrap().parse().unwrap()).collect()
    };
    let (low, high) = (line(1), line(2));
    assert!((low[0] - low[1] - (high[0] - high[1])).abs() < 0.02 && low[0] > high[0] + 50.0, "{low:?} {high:?}");
}

#[test]
fn what_changed_has_a_sign_and_words_and_noise_has_neither_colour_nor_sign_on_its_line() {
    let values = [Some(1.0), Some(2.0), Some(3.0)];
    let usual = multiples("x", &[panel("a", &values)], 3).0;
    for colour in ["--chart-better", "--chart-worse", "--chart-signal"] {
        assert!(!usual.contains(colour));
    }
    // A change is not drawn for noise, whoever gives its beginning.
    let confused = multiples("x", &[Panel { since: Some(1), ..panel("a", &values) }], 3).0;
    assert_eq!(usual, confused);
    for (reading, colour) in [
        (Reading::Improvement, "--chart-better"),
        (Reading::Concern, "--chart-worse"),
        (Reading::Neither, "--chart-signal"),
    ] {
        let changed = Panel { reading, since: Some(1), says: "mieux depuis mai", ..panel("a", &values) };
        let (drawing, table) = multiples("x", &[changed], 3);
        assert_eq!(drawing.matches(colour).count(), 2, "on the line and beside its words");
        assert!(drawing.contains("mieux depuis mai") && table.contains("mieux depuis mai"));
    }
}

#[test]
fn a_hidden_period_cuts_the_line_and_a_value_alone_is_a_dot() {
    let values = [Some(1.0), None, Some(3.0), None, Some(2.0), Some(2.5)];
    let drawing = multiples("x", &[panel("a", &values)], 6).0;
    let path = drawing.split("<path d=\"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!((path.matches('M').count(), path.matches('L').count()), (3, 1), "{path}");
    assert_eq!(drawing.matches("r=\"3.5\"").count(), 3, "two values alone, and the last");
    let flat = multiples("x", &[panel("a", &[Some(5.0); 6])], 6).0;
    assert!(!flat.contains("NaN") && flat.matches(">5,0<").count() == 1);
}
