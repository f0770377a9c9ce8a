//! The old binary workbooks (.xls). Their reader makes a full rectangle of each sheet, so the corners are looked at
//! first: one cell in the last column of the last row would otherwise ask for half a gigabyte.

use std::io::{Cursor, Read};

use calamine::{Reader, Xls};

use super::{
    super::workbook::{Limits, Meter, Sheet, TooMuch, Workbook},
    Unread, office,
};

/// Records that hold cells: number, label, rich text, shared text, RK, formula, flag or error, blank, several RK,
/// several blanks.
const CELLS: [u16; 10] = [0x0203, 0x0204, 0x00D6, 0x00FD, 0x027E, 0x0006, 0x0205, 0x0201, 0x00BD, 0x00BE];
/// The start of a sheet.
const BEGIN: u16 = 0x0809;

/// How far a sheet says it reaches.
const DIMENSIONS: u16 = 0x0200;

/// Whether a sheet says that it is no larger than this format allows: 65,536 rows of 256 columns. The rows are two
/// numbers of four bytes, of two in the oldest files; the columns two of two.
fn is_modest(body: &[u8]) -> bool {
    let long =
        |at: usize| word(body, at).zip(word(body, at + 2)).map(|(low, high)| u32::from(low) | u32::from(high) << 16);
    let short = |at: usize| word(body, at).map(u32::from);
    let (rows, columns) = if body.len() >= 14 {
        ([long(0), long(4)], [short(8), short(10)])
    } else {
        ([short(0), short(2)], [short(4), short(6)])
    };
    let within = |ends: [Option<u32>; 2], most: u32| match ends {
        [Some(first), Some(last)] => last <= most && (first <= last || last == 0),
        _ => true,
    };
    within(rows, 65_536) && within(columns, 256)
}

/// Walks the records and refuses rectangles that are too large.
pub(super) fn look(bytes: &[u8], limits: Limits) -> Result<(), Unread> {
    let broken = |error: std::io::Error| Unread::Broken(error.to_string());
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(broken)?;
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name)).ok_or(Unread::Unknown)?;
    let mut stream = Vec::new();
    file.open_stream(name).map_err(broken)?.take(limits.unpacked).read_to_end(&mut stream).map_err(broken)?;
    let most = limits.cells.saturating_mul(4) as u64;
    let (mut total, mut rows, mut columns) = (0_u64, 0_u64, 0_u64);
    let mut rest = stream.as_slice();
    while let Some((kind, length)) = word(rest, 0).zip(word(rest, 2)) {
        let body = rest.get(4..).and_then(|rest| rest.get(..usize::from(length))).unwrap_or_default();
        if kind == BEGIN {
            total = total.saturating_add(rows * columns);
            (rows, columns) = (0, 0);
        } else if kind == DIMENSIONS && !is_modest(body) {
            // The reader makes room for as many cells as this record says, before it meets one.
            return Err(TooMuch::Cells.into());
        } else if CELLS.contains(&kind) {
            let row = word(body, 0).unwrap_or(0);
            // The records of several cells end with the last column.
            let column = if matches!(kind, 0x00BD | 0x00BE) {
                word(body, body.len().saturating_sub(2)).unwrap_or(0)
            } else {
                word(body, 2).unwrap_or(0)
            };
            rows = rows.max(u64::from(row) + 1);
            columns = columns.max(u64::from(column) + 1);
        }
        if total.saturating_add(rows * columns) > most {
            return Err(TooMuch::Cells.into());
        }
        rest = rest.get(4 + usize::from(length)..).unwrap_or_default();
    }
    Ok(())
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]))
}

pub(super) fn read(bytes: &[u8], limits: Limits) -> Result<Workbook, Unread> {
    let broken = |error: calamine::XlsError| Unread::Broken(error.to_string());
    let mut source = Xls::new(Cursor::new(bytes)).map_err(broken)?;
    let mut meter = Meter::new(limits);
    let mut workbook = Workbook::default();
    for name in source.sheet_names() {
        meter.sheet(workbook.sheets.len())?;
        let mut sheet = Sheet { name: name.clone(), rows: Vec::new() };
        if let Ok(range) = source.worksheet_range(&name) {
            let (top, left) = range.start().unwrap_or((0, 0));
            for (row, column, value) in range.used_cells() {
                let row = top.saturating_add(u32::try_from(row).unwrap_or(u32::MAX)).saturating_add(1);
                let column = left.saturating_add(u32::try_from(column).unwrap_or(u32::MAX));
                meter.put(&mut sheet, row, column, &office::text(value))?;
            }
        }
        workbook.sheets.push(sheet);
    }
    Ok(workbook)
}
