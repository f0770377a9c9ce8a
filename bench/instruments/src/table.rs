//! The table.

use std::fmt::Write;

use crate::{cases::Figures, expressions::EXPRESSIONS};

/// What was asked of a case.
enum Limit {
    /// At most so many microseconds.
    Micros(f64),
    /// At least so many times faster than the peer.
    Times(f64),
    /// Nothing.
    None,
}

struct Row {
    case: String,
    ours: (&'static str, String),
    peer: Option<(&'static str, String)>,
    limit: Limit,
}

fn row(case: &str, ours: (&'static str, &str), peer: Option<(&'static str, &str)>, limit: Limit) -> Row {
    let peer = peer.map(|(engine, figure)| (engine, figure.to_owned()));
    Row { case: case.to_owned(), ours: (ours.0, ours.1.to_owned()), peer, limit }
}

fn rows(patient: bool) -> Vec<Row> {
    let mut rows = vec![
        row(
            "XLSForm of 1,000 questions, read and compiled",
            ("our workbook", "both"),
            Some(("pyxform", "both")),
            Limit::Micros(20_000.0),
        ),
        row("  read into FHIR alone", ("our workbook", "read"), None, Limit::None),
        row("  compiled alone", ("our workbook", "compile"), None, Limit::None),
        row(
            "an answer, 1,000 items with 300 calculated",
            ("our answers", "answer"),
            Some(("survey-core", "answer")),
            Limit::Micros(50.0),
        ),
        row(
            "  the same in the browser's interpreter, Node",
            ("our browser", "answer"),
            Some(("survey-core", "answer")),
            Limit::Micros(50.0),
        ),
        row(
            "  that form opened (theirs: read and opened)",
            ("our answers", "open"),
            Some(("survey-core", "open")),
            Limit::None,
        ),
        row("  that form compiled", ("our answers", "compile"), None, Limit::None),
        row("100,000 stored answers scored anew (PHQ-9)", ("our rescoring", "stored"), None, Limit::Micros(1e6)),
    ];
    for name in ["prorated sum", "mean on 0-100", "graded response"] {
        rows.push(row(
            &format!("  the outcomes alone, 9 items, {name}"),
            ("our rescoring", name),
            None,
            Limit::Micros(1e6),
        ));
    }
    for (what, limit) in [("parse", Limit::Micros as fn(f64) -> Limit), ("evaluate", Limit::Times)] {
        for (name, over, _) in EXPRESSIONS {
            if what == "evaluate" && over == "patient" && !patient {
                continue;
            }
            let figure = format!("{what} {name}");
            rows.push(row(
                &format!("FHIRPath, {figure}"),
                ("our expressions", &figure),
                Some(("fhirpath.js", &figure)),
                limit(10.0),
            ));
        }
    }
    rows
}

/// The table of all cases, and the memory of ours.
pub fn table(figures: &Figures, patient: bool) -> String {
    let of = |(engine, figure): (&str, &str)| figures.get(engine).and_then(|found| found.get(figure)).copied();
    let mut out =
        String::from("| case | ours | peer | peer's | ratio | limit | met |\n|---|---|---|---|---|---|---|\n");
    for row in rows(patient) {
        let ours = of((row.ours.0, &row.ours.1));
        let peers = row.peer.as_ref().and_then(|(engine, figure)| of((engine, figure)));
        let ratio = ours.zip(peers).map(|(ours, peers)| peers / ours);
        let (limit, met) = match row.limit {
            Limit::Micros(most) => (format!("≤ {}", time(most)), ours.map(|ours| ours <= most)),
            Limit::Times(least) => (format!("≥ {least}x"), ratio.map(|ratio| ratio >= least)),
            Limit::None => (String::new(), Some(true)),
        };
        let met = match (limit.is_empty(), met) {
            (true, _) => "",
            (false, Some(true)) => "yes",
            (false, Some(false)) => "NO",
            (false, None) => "not measured",
        };
        let cells = [
            row.case.clone(),
            ours.map(time).unwrap_or_default(),
            row.peer.map(|(engine, _)| engine.to_owned()).unwrap_or_default(),
            peers.map(time).unwrap_or_default(),
            ratio.map(|ratio| format!("{ratio:.1}x")).unwrap_or_default(),
            limit,
            met.to_owned(),
        ];
        _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    for (engine, what) in [
        ("our workbook", "the workbook read and compiled"),
        ("our answers", "the form compiled and answered"),
        ("our rescoring", "100,000 responses and their outcomes"),
    ] {
        let peak = of((engine, "peak")).unwrap_or(f64::NAN);
        _ = writeln!(out, "\nMost memory held with {what}: {peak:.1} MiB.");
    }
    out
}

/// Microseconds, as people read them.
fn time(micros: f64) -> String {
    let (value, unit) = if micros >= 1_000.0 { (micros / 1_000.0, "ms") } else { (micros, "µs") };
    if value >= 100.0 || value.fract() == 0.0 { format!("{value:.0} {unit}") } else { format!("{value:.2} {unit}") }
}
