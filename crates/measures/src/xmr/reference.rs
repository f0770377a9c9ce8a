//! Point by point against the figures of the published package, where the reference data are at hand.

use std::collections::BTreeMap;

use super::*;
use crate::shared::shared;

const FROM: &str =
    "Run NHSRplotthedots (github.com/nhs-r-community, MIT, commit 050b07d) over ae_attendances of NHSRdatasets (CC0)";

struct Row {
    x: String,
    y: f64,
    mean: f64,
    lower: f64,
    upper: f64,
    outside: bool,
    side: i8,
    near: bool,
    cause: String,
    kind: String,
}

/// The rows of each series, cut where the package rebased.
fn series(text: &str) -> BTreeMap<(String, String), Vec<Row>> {
    let mut found: BTreeMap<(String, String), Vec<Row>> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let field: Vec<&str> = line.split(',').collect();
        let number = |i: usize| field[i].parse::<f64>().unwrap();
        found.entry((field[0].into(), field[4].into())).or_default().push(Row {
            x: field[2].into(),
            y: number(3),
            mean: number(5),
            lower: number(6),
            upper: number(7),
            outside: field[8] == "TRUE",
            side: field[9].parse().unwrap(),
            near: field[10] == "TRUE",
            cause: field[11].into(),
            kind: field[12].into(),
        });
    }
    found
}

fn cause(point: &Point) -> &'static str {
    match point.signals.first().map(|signal| (signal.rule, signal.side)) {
        None => "Common Cause",
        Some((Rule::Outside, Side::Up)) => "Above UCL",
        Some((Rule::Outside, Side::Down)) => "Below LCL",
        Some((Rule::Trend, Side::Up)) => "7 Point Trend (Increasing)",
        Some((Rule::Trend, Side::Down)) => "7 Point Trend (Decreasing)",
        Some((Rule::TwoOfThree, Side::Up)) => "2 in 3 Above CL",
        Some((Rule::TwoOfThree, Side::Down)) => "2 in 3 Below CL",
        Some((Rule::Run, Side::Up)) => "7 Points Above CL",
        Some((Rule::Run, Side::Down)) => "7 Points Below CL",
    }
}

fn kind(reading: Reading) -> &'static str {
    match reading {
        Reading::Usual => "common_cause",
        Reading::Improvement => "special_cause_improvement",
        Reading::Concern => "special_cause_concern",
        Reading::Neither => "special_cause_neutral",
    }
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-10 * a.abs().max(b.abs()).max(1.0)
}

#[test]
fn every_point_of_the_reference_series_is_read_as_the_package_reads_it() {
    let Some(text) = shared("xmr/ptd-spc-reference.csv", FROM) else { return };
    let all = series(&text);
    let mut points = 0;
    for ((case, _), rows) in &all {
        let settings = Settings {
            better: Some(if case.ends_with("_decrease") { Better::Lower } else { Better::Higher }),
            screen: !case.ends_with("_unscreened"),
            base: case.ends_with("_fix12").then_some(12),
        };
        let values: Vec<f64> = rows.iter().map(|row| row.y).collect();
        let found = xmr(&values, &settings).unwrap();
        let limits = found.limits.unwrap();
        for (i, (row, point)) in rows.iter().zip(&found.points).enumerate() {
            let where_ = format!("{case}, point {}", i + 1);
            assert!(close(found.mean, row.mean), "{where_}: mean {} for {}", found.mean, row.mean);
            assert!(close(limits.lower, row.lower), "{where_}: {} for {}", limits.lower, row.lower);
            assert!(close(limits.upper, row.upper), "{where_}: {} for {}", limits.upper, row.upper);
            let side = point.side.map_or(0, |side| if side == Side::Up { 1 } else { -1 });
            assert_eq!(side, row.side, "{where_}: side");
            assert_eq!(point.near, row.near, "{where_}: near");
            assert_eq!(point.signals.iter().any(|s| s.rule == Rule::Outside), row.outside, "{where_}: outside");
            assert_eq!(cause(point), row.cause, "{where_}: rule");
            assert_eq!(kind(point.reading), row.kind, "{where_}: reading");
            points += 1;
        }
    }
    // 25 series, one of them in three parts.
    assert_eq!((all.len(), points), (27, 762), "parts and points compared");
}

#[test]
fn the_series_of_the_reference_are_those_of_the_open_data() {
    let (Some(text), Some(open)) = (shared("xmr/ptd-spc-reference.csv", FROM), shared("xmr/ae_attendances.csv", FROM))
    else {
        return;
    };
    let mut sums: BTreeMap<(String, String), f64> = BTreeMap::new();
    for line in open.lines().skip(1) {
        let field: Vec<&str> = line.split(',').collect();
        let (attended, breached): (f64, f64) = (field[3].parse().unwrap(), field[4].parse().unwrap());
        let mut add = |case: String, value: f64| *sums.entry((case, field[0].into())).or_default() += value;
        add("ae_total".into(), attended);
        if field[2] == "1" {
            add(format!("ae_attendances_{}_type1", field[1]), attended);
            add(format!("ae_breaches_{}_type1_decrease", field[1]), breached);
        }
    }
    let mut compared = 0;
    for ((case, _), rows) in series(&text).iter().filter(|((case, _), _)| case.starts_with("ae_")) {
        let case = case.trim_end_matches("_rebased_2017_2018");
        for row in rows {
            assert_eq!(sums.get(&(case.to_owned(), row.x.clone())), Some(&row.y), "{case} {}", row.x);
            compared += 1;
        }
    }
    assert!(compared > 600, "{compared}");
}
