//! A list as a CSV sheet that a spreadsheet opens as text.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};

/// Rows of cells, the first being the titles. Semicolons and a byte order mark, as French spreadsheets expect.
pub fn csv(rows: &[Vec<String>]) -> String {
    let mut out = String::from('\u{feff}');
    for row in rows {
        let cells: Vec<String> = row.iter().map(|text| cell(text)).collect();
        out.push_str(&cells.join(";"));
        out.push_str("\r\n");
    }
    out
}

/// A cell that a spreadsheet takes for a formula would run: an apostrophe before it keeps it a text.
fn cell(text: &str) -> String {
    let risky = text.trim_start().starts_with(['=', '+', '-', '@']) || text.starts_with(['\t', '\r', '\n']);
    let text = if risky { format!("'{text}") } else { text.to_owned() };
    if text.contains([';', '"', '\n', '\r', ',']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// The sheet as a file to keep. It is never cached.
pub fn answer(name: &'static str, rows: &[Vec<String>]) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, csv(rows)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula() {
        for text in ["=1+1", " =cmd()", "+33", "-2", "@x", "\t=1"] {
            assert!(cell(text).trim_start_matches('"').starts_with('\''), "{text}");
        }
        assert_eq!(cell("Merci"), "Merci");
    }

    #[test]
    fn quotes_and_separators_stay_inside_their_cell() {
        let rows = [vec!["a;b".to_owned(), "dit \"oui\"".to_owned()]];
        assert_eq!(csv(&rows), "\u{feff}\"a;b\";\"dit \"\"oui\"\"\"\r\n");
    }
}
