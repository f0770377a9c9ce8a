//! From bytes to rows of texts: a workbook, or a CSV in UTF-8 or windows-1252 with any of the separators in use.

use encoding_rs::WINDOWS_1252;

use super::{HEAVIEST, MOST_ROWS, model::Unread};
use crate::xlsform::{
    load::load,
    workbook::{Limits, Meter, Sheet},
};

/// The bounds of a workbook: the published ones have 27 columns and 1,270 rows.
const LIMITS: Limits =
    Limits { bytes: HEAVIEST, unpacked: 32 * 1024 * 1024, rows: MOST_ROWS, columns: 200, cells: 500_000, sheets: 30 };

/// The sheets of a workbook, or the one table of a CSV.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Unread> {
    let is_workbook = bytes.starts_with(b"PK") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]);
    if is_workbook {
        return match load(bytes, "", LIMITS) {
            Ok(book) => Ok(book.sheets),
            Err(crate::xlsform::load::Unread::TooMuch(_)) => Err(Unread::TooHeavy),
            Err(_) => Err(Unread::NoTable),
        };
    }
    csv(bytes).map(|sheet| vec![sheet])
}

fn csv(bytes: &[u8]) -> Result<Sheet, Unread> {
    // UTF-16, a picture, a PDF: a text of a table holds no zero byte.
    if bytes.contains(&0) {
        return Err(Unread::NoTable);
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => std::borrow::Cow::Borrowed(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    };
    // In a file with decimal commas the separator is never a comma, so the semicolon and the tab are looked for first.
    let head = text.lines().find(|line| line.to_lowercase().contains("finess")).unwrap_or_default();
    let separator = [b';', b'\t'].into_iter().find(|byte| head.as_bytes().contains(byte)).unwrap_or(b',');
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let (mut sheet, mut meter) = (Sheet::default(), Meter::new(LIMITS));
    let mut record = csv::StringRecord::new();
    let mut number: u32 = 0;
    while reader.read_record(&mut record).map_err(|_| Unread::NoTable)? {
        // A spreadsheet counts rows, not lines: a cell of two lines is in one row.
        number = number.saturating_add(1);
        for (column, cell) in (0_u32..).zip(&record) {
            meter.put(&mut sheet, number, column, cell).map_err(|_| Unread::TooHeavy)?;
        }
    }
    Ok(sheet)
}
