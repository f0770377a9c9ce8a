//! OpenDocument spreadsheets: the tables of content.xml, read as a stream. A cell may say that it is repeated a
//! million times; only what is written counts, and it is counted.

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

use super::{
    super::workbook::{Limits, Meter, Sheet, Workbook},
    Unread,
};

/// Where the stream stands.
#[derive(Default)]
struct Walk {
    row: u32,
    row_repeats: u32,
    column: u32,
    cell_repeats: u32,
    in_cell: bool,
    paragraphs: u32,
    /// Depth of annotations: what is noted in a bubble is not in the cell.
    bubble: u32,
    text: String,
    pending: Vec<(u32, u32, String)>,
}

pub(super) fn read(content: &[u8], limits: Limits) -> Result<Workbook, Unread> {
    let mut reader = Reader::from_reader(content);
    let mut meter = Meter::new(limits);
    let mut workbook = Workbook::default();
    let mut walk = Walk::default();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|error| Unread::Broken(error.to_string()))?;
        match event {
            Event::Eof => break,
            Event::Start(tag) => start(&tag, &mut walk, &mut workbook, &meter)?,
            Event::Empty(tag) => {
                start(&tag, &mut walk, &mut workbook, &meter)?;
                end(tag.name().as_ref().as_bytes(), &mut walk, &mut workbook, &mut meter)?;
            }
            Event::End(tag) => end(tag.name().as_ref().as_bytes(), &mut walk, &mut workbook, &mut meter)?,
            Event::Text(text) if walk.in_cell && walk.bubble == 0 && walk.paragraphs > 0 => {
                walk.text.push_str(&text.xml_content(XmlVersion::Explicit1_0));
            }
            Event::GeneralRef(name) if walk.in_cell && walk.bubble == 0 => {
                let resolved = match &*name {
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "amp" => Some('&'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => name.resolve_char_ref().ok().flatten(),
                };
                walk.text.extend(resolved);
            }
            _ => {}
        }
    }
    if workbook.sheets.is_empty() { Err(Unread::Unknown) } else { Ok(workbook) }
}

fn start(tag: &BytesStart<'_>, walk: &mut Walk, workbook: &mut Workbook, meter: &Meter) -> Result<(), Unread> {
    match tag.name().as_ref().as_bytes() {
        b"table:table" => {
            meter.sheet(workbook.sheets.len())?;
            workbook.sheets.push(Sheet { name: value(tag, "table:name").unwrap_or_default(), rows: Vec::new() });
            *walk = Walk::default();
        }
        b"table:table-row" => {
            walk.row_repeats = repeats(tag, "table:number-rows-repeated");
            walk.column = 0;
        }
        b"table:table-cell" | b"table:covered-table-cell" => {
            walk.cell_repeats = repeats(tag, "table:number-columns-repeated");
            walk.in_cell = true;
            walk.paragraphs = 0;
            walk.text.clear();
        }
        b"office:annotation" => walk.bubble += 1,
        b"text:p" if walk.in_cell && walk.bubble == 0 => {
            if walk.paragraphs > 0 {
                walk.text.push('\n');
            }
            walk.paragraphs += 1;
        }
        b"text:s" | b"text:tab" if walk.bubble == 0 => walk.text.push(' '),
        b"text:line-break" if walk.bubble == 0 => walk.text.push('\n'),
        _ => {}
    }
    Ok(())
}

fn end(name: &[u8], walk: &mut Walk, workbook: &mut Workbook, meter: &mut Meter) -> Result<(), Unread> {
    match name {
        b"office:annotation" => walk.bubble = walk.bubble.saturating_sub(1),
        b"table:table-cell" | b"table:covered-table-cell" => {
            if !walk.text.trim().is_empty() {
                walk.pending.push((walk.column, walk.cell_repeats, std::mem::take(&mut walk.text)));
            }
            walk.column = walk.column.saturating_add(walk.cell_repeats);
            walk.in_cell = false;
        }
        b"table:table-row" => {
            let pending = std::mem::take(&mut walk.pending);
            if let (false, Some(sheet)) = (pending.is_empty(), workbook.sheets.last_mut()) {
                for row in 0..walk.row_repeats {
                    let number = walk.row.saturating_add(row).saturating_add(1);
                    for (column, repeats, text) in &pending {
                        // The meter stops both loops: a repeated cell counts each time.
                        for more in 0..*repeats {
                            meter.put(sheet, number, column.saturating_add(more), text)?;
                        }
                    }
                }
            }
            walk.row = walk.row.saturating_add(walk.row_repeats);
        }
        _ => {}
    }
    Ok(())
}

fn value(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok()??;
    Some(found.normalized_value(XmlVersion::Explicit1_0).ok()?.into_owned())
}

fn repeats(tag: &BytesStart<'_>, name: &str) -> u32 {
    value(tag, name).and_then(|text| text.parse().ok()).unwrap_or(1).max(1)
}
