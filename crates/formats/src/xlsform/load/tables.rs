//! Markdown tables and the CSV layout: a sheet's name in the first column starts a sheet, its first row is the header.

use super::{
    super::workbook::{Limits, Meter, Sheet, Workbook},
    Unread,
};

/// Rows of named sheets, numbered as they would stand in a workbook.
struct Gather {
    meter: Meter,
    workbook: Workbook,
    row: u32,
}

impl Gather {
    fn new(limits: Limits) -> Self {
        Self { meter: Meter::new(limits), workbook: Workbook::default(), row: 0 }
    }

    fn sheet(&mut self, name: &str) -> Result<(), Unread> {
        self.meter.sheet(self.workbook.sheets.len())?;
        // A workbook cannot have two sheets of one name; a table can, and the report must tell them apart.
        let twins = self.workbook.sheets.iter().filter(|sheet| sheet.name.split(" (").next() == Some(name)).count();
        let name = if twins == 0 { name.to_owned() } else { format!("{name} ({})", twins + 1) };
        self.workbook.sheets.push(Sheet { name, rows: Vec::new() });
        self.row = 0;
        Ok(())
    }

    fn cells<'t>(&mut self, cells: impl Iterator<Item = &'t str>) -> Result<(), Unread> {
        let Some(sheet) = self.workbook.sheets.last_mut() else { return Err(Unread::Unknown) };
        self.row = self.row.saturating_add(1);
        for (column, text) in (0_u32..).zip(cells) {
            self.meter.put(sheet, self.row, column, text)?;
        }
        Ok(())
    }

    fn done(self) -> Result<Workbook, Unread> {
        if self.workbook.sheets.is_empty() { Err(Unread::Unknown) } else { Ok(self.workbook) }
    }
}

/// Tables of pipes. A line that starts with `#` is a comment; `\|` is a pipe in a cell.
pub(super) fn markdown(text: &str, limits: Limits) -> Result<Workbook, Unread> {
    let mut gather = Gather::new(limits);
    for line in text.lines() {
        if line.trim_start().starts_with('#') {
            continue;
        }
        let Some(inner) = between_pipes(line) else { continue };
        if inner.chars().all(|c| c == '|' || c == '-') {
            continue;
        }
        let cells = split(inner);
        let mut cells = cells.iter().map(String::as_str);
        let first = cells.next().unwrap_or("").trim();
        if !first.is_empty() {
            gather.sheet(first)?;
        }
        let cells: Vec<&str> = cells.collect();
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            gather.cells(cells.into_iter())?;
        }
    }
    gather.done()
}

/// What stands between the first and the last pipe of a line.
fn between_pipes(line: &str) -> Option<&str> {
    let trimmed = line.trim_start();
    let inner = trimmed.strip_prefix('|')?;
    let end = inner.rfind('|')?;
    inner.get(..end)
}

fn split(inner: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut chars = inner.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek() == Some(&'|') => {
                chars.next();
                push(&mut cells, '|');
            }
            '|' => cells.push(String::new()),
            other => push(&mut cells, other),
        }
    }
    cells
}

fn push(cells: &mut [String], c: char) {
    if let Some(last) = cells.last_mut() {
        last.push(c);
    }
}

/// Comma-separated values, quoted or not.
pub(super) fn csv(text: &str, limits: Limits) -> Result<Workbook, Unread> {
    if let Some(line) = open_quote(text) {
        return Err(Unread::Broken(format!("the quotation mark that opens a cell in line {line} is never closed")));
    }
    let mut gather = Gather::new(limits);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    for record in reader.records() {
        let record = record.map_err(|error| Unread::Broken(error.to_string()))?;
        let mut cells = record.iter();
        let first = cells.next().unwrap_or("").trim();
        if !first.is_empty() {
            gather.sheet(first)?;
        }
        let cells: Vec<&str> = cells.collect();
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            gather.cells(cells.into_iter())?;
        }
    }
    gather.done()
}

/// The line of a quotation mark that opens a cell and is never closed: the cell would swallow every row that follows it. One
/// inside a cell that does not begin with it is a letter like others (RFC 4180 forbids it, spreadsheets write it).
fn open_quote(text: &str) -> Option<usize> {
    let (mut line, mut opened, mut begins) = (1, None, true);
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        line += usize::from(byte == b'\n');
        match (byte, opened) {
            (b'"', None) if begins => opened = Some(line),
            (b'"', Some(_)) if bytes.peek() == Some(&b'"') => {
                bytes.next();
            }
            (b'"', Some(_)) => opened = None,
            _ => {}
        }
        begins = opened.is_none() && matches!(byte, b',' | b'\n' | b'\r');
    }
    opened
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_quote_is_found_and_others_are_not() {
        for fine in ["", "a,b\n", "\"a\",b\n", "\"a\"\"b\",\"\"\n", "5\" tube,x\n", "\"two\nlines\",x\n"] {
            assert_eq!(open_quote(fine), None, "{fine}");
        }
        assert_eq!(open_quote("a,b\n\"c,d\ne,f\n"), Some(2));
        assert_eq!(open_quote("a,\"b\"\"\n"), Some(1));
        let read = csv("survey,,\n,type,name\n,\"text,a\n,text,b\n", Limits::default());
        assert!(matches!(read, Err(Unread::Broken(said)) if said.contains("line 3")));
    }
}
