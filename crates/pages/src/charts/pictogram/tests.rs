use super::*;
use crate::charts::tests::{HOSTILE, check};

fn drawn(label: &str, tenths: &[Tenths]) -> (String, String) {
    let rows: Vec<PictogramRow<'_>> = tenths
        .iter()
        .map(|tenths| PictogramRow { label, tenths: *tenths, words: label, share: "72 %", n: "132" })
        .collect();
    let words = PictogramWords { label, tenths: label, share: label, n: label };
    let chart = Pictogram { id: "p", title: label, description: label, rows: &rows, words };
    let drawing = pictogram(&chart);
    assert_eq!(drawing.0, pictogram(&chart).0, "drawn twice, the same");
    let table = pictogram_table(&chart);
    (check(&drawing, &table), table.into_string())
}

/// How many heads and bodies are full, and how many are outlines.
fn parts(drawing: &str) -> [usize; 4] {
    let path = |fill: &str| {
        let paths =
            drawing.split("<path d=\"").skip(1).filter(|part| part.contains(&format!("fill=\"var(--chart-{fill}")));
        paths.map(|part| part.split('"').next().unwrap()).collect::<String>()
    };
    let count = |path: &str| [path.matches("a7 7 0 1 1 14").count(), path.matches("a12 12").count()];
    let ([full_heads, full_bodies], [heads, bodies]) = (count(&path("1")), count(&path("ground")));
    [full_heads, full_bodies, heads, bodies]
}

#[test]
fn there_are_ten_figures_whatever_the_share_and_the_full_ones_are_the_share() {
    for full in 0..=10 {
        let wanted = [usize::from(full), usize::from(full), usize::from(10 - full), usize::from(10 - full)];
        assert_eq!(parts(&drawn("x", &[Tenths::Whole(full)]).0), wanted);
    }
    // Fewer than one: all are outlines and a foot is full; nearly all: but for a head.
    let fewer = drawn("x", &[Tenths::Fewer]).0;
    assert_eq!(parts(&fewer), [0, 0, 10, 10]);
    assert_ne!(fewer, drawn("x", &[Tenths::Whole(0)]).0);
    assert_eq!(parts(&drawn("x", &[Tenths::Nearly]).0), [9, 10, 1, 0]);
}

#[test]
fn full_and_outline_differ_without_colour() {
    let drawing = drawn("x", &[Tenths::Whole(4)]).0;
    let paths: Vec<&str> = drawing.split("<path ").skip(1).collect();
    assert_eq!(paths.len(), 2);
    assert!(
        paths
            .iter()
            .any(|path| path.contains("fill=\"var(--chart-ground") && path.contains("stroke=\"var(--chart-soft"))
    );
    assert!(paths.iter().any(|path| path.contains("fill=\"var(--chart-1")));
}

#[test]
fn a_share_becomes_tenths_and_some_are_never_none_nor_all() {
    let of = |share| Tenths::of(share).unwrap();
    assert_eq!([of(0.0), of(1.0)], [Tenths::Whole(0), Tenths::Whole(10)]);
    assert_eq!([of(0.001), of(0.0499)], [Tenths::Fewer; 2]);
    assert_eq!([of(0.95), of(0.999)], [Tenths::Nearly; 2]);
    assert_eq!(
        [of(0.05), of(0.149), of(0.15), of(0.25), of(0.72), of(0.9499)].map(|tenths| match tenths {
            Tenths::Whole(full) => full,
            other => panic!("{other:?}"),
        }),
        [1, 1, 2, 3, 7, 9]
    );
    assert_eq!([-0.1, 1.1, f64::NAN, f64::INFINITY].map(Tenths::of), [None; 4]);
}

#[test]
fn hostile_words_stay_words_and_the_table_tells_the_exact_share() {
    for label in [HOSTILE, "", "7 personnes sur 10"] {
        let (_, table) = drawn(label, &[Tenths::Whole(7), Tenths::Fewer, Tenths::Nearly]);
        assert!(table.contains("72 %") && table.contains(">132<") && !table.contains("<script"));
    }
    drawn("x", &[]);
}
