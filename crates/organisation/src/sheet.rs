//! A table as a spreadsheet saves it, in France or elsewhere: UTF-8 with or without its mark, or windows-1252, with
//! semicolons, commas or tabs; and a table for a spreadsheet. Any slice that reads or writes a file of lines starts here.

use std::borrow::Cow;

use axum::{
    http::header,
    response::{IntoResponse, Response},
};

use crate::places::slug;

/// The characters of windows-1252 from 0x80 to 0x9F (WHATWG, Encoding Standard, index windows-1252); the others are their
/// own code point.
const UPPER: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// A column: the name the code gives it, and the titles it is known by, without accents or capitals, words joined by
/// dashes.
pub type Named = (&'static str, &'static [&'static str]);

/// The text of a file: UTF-8, else windows-1252, as spreadsheets save a CSV in France. None when it is no text: a
/// workbook, UTF-16, a picture.
pub fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let is_binary = bytes.contains(&0)
        || [&b"PK\x03\x04"[..], b"\xff\xfe", b"\xfe\xff", b"%PDF"].iter().any(|mark| bytes.starts_with(mark));
    if is_binary {
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(Cow::Borrowed(text.strip_prefix('\u{feff}').unwrap_or(text))),
        Err(_) => Some(Cow::Owned(bytes.iter().map(|byte| windows_1252(*byte)).collect())),
    }
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => UPPER.get(usize::from(byte - 0x80)).copied().unwrap_or('\u{fffd}'),
        other => char::from(other),
    }
}

/// A reader of a text's lines, with the separator of its first line. Lines may have fewer fields than titles.
pub fn reader(text: &str) -> csv::Reader<&[u8]> {
    let head = text.lines().next().unwrap_or_default();
    let separator = [b';', b'\t'].into_iter().find(|byte| head.as_bytes().contains(byte)).unwrap_or(b',');
    csv::ReaderBuilder::new().delimiter(separator).flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes())
}

/// The columns of a file, by the names of the code: titles are read without regard for accents, capitals or spaces. A
/// title that is not known is none.
pub fn columns(titles: &csv::StringRecord, known: &[Named]) -> Vec<Option<&'static str>> {
    let named = |title: &str| {
        let plain = slug::of_name(title);
        known.iter().find(|(name, others)| *name == plain || others.contains(&plain.as_str())).map(|(name, _)| *name)
    };
    titles.iter().map(named).collect()
}

/// Rows of cells, the first being the titles, with semicolons and a byte order mark, as French spreadsheets expect.
pub fn csv(rows: &[Vec<String>]) -> String {
    let mut out = String::from('\u{feff}');
    for row in rows {
        let cells: Vec<String> = row.iter().map(|text| cell(text)).collect();
        out.push_str(&cells.join(";"));
        out.push_str("\r\n");
    }
    out
}

/// The rows as a file to keep, under a name of our own. It is never cached.
pub fn answer(name: &'static str, rows: &[Vec<String>]) -> Response {
    text_answer(name, csv(rows))
}

/// A text that [`csv`] made, as a file to keep.
pub fn text_answer(name: &'static str, text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, text).into_response()
}

fn is_formula(text: &str) -> bool {
    text.trim_start().starts_with(['=', '+', '-', '@']) || text.starts_with(['\t', '\r', '\n'])
}

/// A cell that no spreadsheet computes (OWASP, "CSV injection"): an apostrophe before it keeps it a text.
fn cell(text: &str) -> String {
    let text = if is_formula(text) { format!("'{text}") } else { text.to_owned() };
    if text.contains([';', '"', '\n', '\r', ',']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// Takes back the apostrophe that [`csv`] puts before what a spreadsheet would compute.
pub fn unguarded(field: &str) -> &str {
    match field.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => field,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula_and_is_read_back_as_it_was() {
        for text in ["=1+1", " =cmd()", "+33", "-2", "@x", "\t=1", "\n=1"] {
            assert!(cell(text).trim_start_matches('"').starts_with('\''), "{text}");
            assert_eq!(unguarded(&format!("'{text}")), text);
        }
        assert_eq!(csv(&[vec!["a;b".to_owned(), "dit \"oui\"".to_owned()]]), "\u{feff}\"a;b\";\"dit \"\"oui\"\"\"\r\n");
    }

    #[test]
    fn french_letters_are_read_from_every_way_a_spreadsheet_writes_them() {
        let text = "Unité du cœur – 20 €";
        assert_eq!(decoded(text.as_bytes()).unwrap(), text);
        assert_eq!(decoded(format!("\u{feff}{text}").as_bytes()).unwrap(), text);
        assert_eq!(decoded(b"Unit\xe9 du c\x9cur \x96 20 \x80").unwrap(), text);
    }

    #[test]
    fn a_workbook_is_no_text() {
        assert_eq!(decoded(b"PK\x03\x04rest"), None);
        assert_eq!(decoded(b"\xff\xfea\0b\0"), None);
    }

    #[test]
    fn titles_are_read_in_both_languages_and_with_any_separator() {
        const KNOWN: &[Named] = &[("phone", &["telephone"]), ("name", &["nom"])];
        for text in ["Téléphone;Nom;x\n1;2;3", "phone,NAME,x\n1,2,3", "TELEPHONE\tnom\tx\n1\t2\t3"] {
            let mut reader = reader(text);
            let titles = reader.headers().unwrap().clone();
            assert_eq!(columns(&titles, KNOWN), [Some("phone"), Some("name"), None], "{text}");
            assert_eq!(reader.records().next().unwrap().unwrap().get(1), Some("2"));
        }
    }
}
