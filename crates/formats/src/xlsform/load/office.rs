//! Office Open XML workbooks, cell by cell: a sheet whose only cell stands in XFD1048576 costs one cell.

use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx};

use super::{
    super::workbook::{Limits, Meter, Sheet, Workbook},
    Unread,
};

pub(super) fn read(bytes: &[u8], limits: Limits) -> Result<Workbook, Unread> {
    let broken = |error: calamine::XlsxError| Unread::Broken(error.to_string());
    let mut source = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let mut meter = Meter::new(limits);
    let mut workbook = Workbook::default();
    for name in source.sheet_names() {
        meter.sheet(workbook.sheets.len())?;
        let mut sheet = Sheet { name: name.clone(), rows: Vec::new() };
        // A sheet of charts has no cells: it is kept by name.
        if let Ok(mut cells) = source.worksheet_cells_reader(&name) {
            while let Some(cell) = cells.next_cell().map_err(broken)? {
                let (row, column) = cell.get_position();
                put(&mut meter, &mut sheet, row.saturating_add(1), column, cell.get_value())?;
            }
        }
        workbook.sheets.push(sheet);
    }
    Ok(workbook)
}

fn put(meter: &mut Meter, sheet: &mut Sheet, row: u32, column: u32, value: &DataRef<'_>) -> Result<(), Unread> {
    match value {
        DataRef::SharedString(text) => meter.put(sheet, row, column, text)?,
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            meter.put(sheet, row, column, text)?;
        }
        DataRef::Empty => {}
        other => meter.put(sheet, row, column, &text(&calamine::Data::from(other.clone())))?,
    }
    Ok(())
}

/// A value as somebody would have typed it.
pub(super) fn text(value: &calamine::Data) -> String {
    use calamine::Data;
    match value {
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => float(*number),
        Data::Bool(flag) => if *flag { "TRUE" } else { "FALSE" }.to_owned(),
        Data::DateTime(moment) => date(moment),
        // #N/A and its kin are shown as spreadsheets show them, so that the report can point at them.
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}

fn float(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 { format!("{number:.0}") } else { number.to_string() }
}

/// A date of a spreadsheet in ISO 8601; a time alone when the day is zero.
fn date(moment: &calamine::ExcelDateTime) -> String {
    let serial = moment.as_f64();
    if !moment.is_datetime() || !(0.0..2_958_466.0).contains(&serial) {
        return float(serial);
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    if serial < 1.0 {
        return format!("{hour:02}:{minute:02}:{second:02}");
    }
    let day = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) { day } else { format!("{day}T{hour:02}:{minute:02}:{second:02}") }
}
