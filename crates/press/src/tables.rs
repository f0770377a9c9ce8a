//! Sets tables: columns as wide as what is in them asks for, the head said again on each sheet.

use crate::{
    Problem,
    blocks::{Cell, Names, Run, Table},
    faces::Faces,
    lines::{Line, Piece, Type, cut, widths},
    sheets::{BOTTOM, Branch, INK, RULE, SOFT, Sheets, TALL, Tag},
};

/// Sizes that are tried, the first that leaves each word whole.
const SIZES: [f32; 4] = [9.2, 8.4, 7.6, 6.8];
/// Space beside a cell and above and below its words.
const BESIDE: f32 = 4.0;
const ABOVE: f32 = 2.6;
/// More columns than this are a mistake; the rest is set in the last.
const MOST: usize = 64;
/// How many columns stand beside the first in a strip of a wide table.
const STRIP: usize = 7;

struct Layout<'a> {
    faces: &'a Faces,
    size: f32,
    leading: f32,
    columns: Vec<f32>,
    room: f32,
    /// Whether words have to be cut even at the smallest size.
    is_crowded: bool,
}

/// A row cut into lines.
struct Set<'a> {
    cells: Vec<(&'a Cell, f32, f32, Vec<Line>)>,
    lines: usize,
}

impl<'a> Layout<'a> {
    fn of(table: &Table, faces: &'a Faces, room: f32) -> Self {
        let rows = || table.head.iter().chain(&table.body);
        let count = rows().map(|row| row.iter().map(|cell| cell.span).sum::<usize>()).max().unwrap_or(1).clamp(1, MOST);
        let (mut found, mut is_crowded) = (None, true);
        for size in SIZES {
            let (mut least, mut most) = (vec![0.0_f32; count], vec![0.0_f32; count]);
            for row in rows() {
                let mut at = 0;
                for cell in row {
                    if cell.span == 1
                        && let (Some(least), Some(most)) = (least.get_mut(at), most.get_mut(at))
                    {
                        let (word, line) = widths(&cell.runs, Type { faces, size, bold: false });
                        *least = least.max(word + 2.0 * BESIDE);
                        *most = most.max(line + 2.0 * BESIDE);
                    }
                    at += cell.span;
                }
            }
            let fits = least.iter().sum::<f32>() <= room;
            found = Some((size, least, most));
            if fits {
                is_crowded = false;
                break;
            }
        }
        let (size, least, most) = found.unwrap_or((9.2, vec![room], vec![room]));
        Self { faces, size, leading: size * 1.36, columns: columns(&least, &most, room), room, is_crowded }
    }

    fn row<'r>(&self, row: &'r [Cell]) -> Set<'r> {
        let (mut at, mut x) = (0, 0.0);
        let mut cells = Vec::with_capacity(row.len());
        for cell in row {
            let width: f32 = self.columns.iter().skip(at).take(cell.span).sum();
            // A cell past the last column stands in what is left of the row.
            let width = if width > 0.0 { width } else { (self.room - x).max(40.0) };
            let with = Type { faces: self.faces, size: self.size, bold: false };
            cells.push((cell, x, width, cut(&cell.runs, with, (width - 2.0 * BESIDE).max(4.0))));
            (at, x) = (at + cell.span, x + width);
        }
        let lines = cells.iter().map(|(.., lines)| lines.len()).max().unwrap_or(0).max(1);
        Set { cells, lines }
    }

    fn height(&self, row: &Set<'_>) -> f32 {
        self.leading * row.lines as f32 + 2.0 * ABOVE
    }

    fn width(&self) -> f32 {
        self.columns.iter().sum()
    }
}

/// The widths of columns between the least (a word each) and the most (a line each) that they ask for.
fn columns(least: &[f32], most: &[f32], room: f32) -> Vec<f32> {
    let (low, high): (f32, f32) = (least.iter().sum(), most.iter().sum());
    if high <= room {
        // A table that nearly fills the room fills it; a small one stays small.
        let wider = if high > room * 0.6 { room / high } else { 1.0 };
        return most.iter().map(|width| width * wider).collect();
    }
    if low >= room {
        return least.iter().map(|width| width * room / low).collect();
    }
    let wanted: f32 = least.iter().zip(most).map(|(low, high)| (high - low).max(0.0)).sum();
    let share = (room - low) / wanted.max(1.0);
    least.iter().zip(most).map(|(low, high)| low + (high - low).max(0.0) * share).collect()
}

/// The least height that a table may start in: caption, head and a row.
pub(crate) fn least(table: &Table, faces: &Faces, room: f32) -> f32 {
    least_of(table, &Layout::of(table, faces, room))
}

fn least_of(table: &Table, layout: &Layout<'_>) -> f32 {
    let caption = if table.caption.is_empty() || table.caption_heard { 0.0 } else { 20.0 };
    let rows = table.head.iter().chain(table.body.first());
    let height: f32 = rows.map(|row| layout.height(&layout.row(row))).sum();
    (caption + height + 6.0).min(TALL / 2.0)
}

/// Whether a table can stand in a column without a word of it cut, nor its letters much smaller.
pub(crate) fn fits(table: &Table, faces: &Faces, room: f32) -> bool {
    let layout = Layout::of(table, faces, room);
    !layout.is_crowded && SIZES.get(1).is_some_and(|least| layout.size >= *least)
}

/// Sets a table. One with more columns than words could be read in is set in strips, each with its first column again.
pub(crate) fn set(table: &Table, faces: &Faces, sheets: &mut Sheets) -> Result<(), Problem> {
    let layout = Layout::of(table, faces, sheets.room);
    let strips = if layout.is_crowded { strips(table, layout.columns.len()) } else { Vec::new() };
    if strips.is_empty() {
        return whole(table, &layout, sheets);
    }
    for strip in &strips {
        whole(strip, &Layout::of(strip, faces, sheets.room), sheets)?;
    }
    Ok(())
}

/// The table in strips; none where cells take several columns, or where there is little to take apart.
fn strips(table: &Table, columns: usize) -> Vec<Table> {
    let spans = table.head.iter().chain(&table.body).flatten().any(|cell| cell.span > 1);
    if spans || columns <= STRIP + 1 {
        return Vec::new();
    }
    let part = |rows: &[Vec<Cell>], from: usize| -> Vec<Vec<Cell>> {
        let row = |row: &Vec<Cell>| row.iter().take(1).chain(row.iter().skip(from).take(STRIP)).cloned().collect();
        rows.iter().map(row).collect()
    };
    let strip = |from: usize| Table {
        caption: if from == 1 { table.caption.clone() } else { Vec::new() },
        caption_heard: table.caption_heard,
        head: part(&table.head, from),
        body: part(&table.body, from),
    };
    (1..columns).step_by(STRIP).map(strip).collect()
}

/// Sets a table whose columns have their widths.
fn whole(table: &Table, layout: &Layout<'_>, sheets: &mut Sheets) -> Result<(), Problem> {
    let faces = layout.faces;
    sheets.space(6.0, least_of(table, layout))?;
    let mut inside = Vec::new();
    if !table.caption.is_empty() && !table.caption_heard {
        inside.push(caption(&table.caption, faces, sheets)?);
    }
    let head: Vec<Set<'_>> = table.head.iter().map(|row| layout.row(row)).collect();
    let tall: f32 = head.iter().map(|row| layout.height(row)).sum();
    // A head that would fill half a sheet is said once.
    let again = if tall < TALL / 3.0 { head.as_slice() } else { &[] };
    let mut rows = Vec::new();
    for row in &head {
        rows.push(set_row(row, layout, &[], sheets)?);
    }
    if !rows.is_empty() {
        thick(layout, sheets);
        inside.push(Branch::Group(Tag::Head, rows));
    }
    let mut rows = Vec::with_capacity(table.body.len());
    for row in &table.body {
        rows.push(set_row(&layout.row(row), layout, again, sheets)?);
        let y = sheets.y;
        let x = sheets.left;
        sheets.rule((x, y), (x + layout.width(), y), 0.4, RULE);
    }
    if !rows.is_empty() {
        inside.push(Branch::Group(Tag::Rows, rows));
    }
    let heard = table.caption_heard.then(|| table.caption.iter().map(|run| run.text.as_str()).collect());
    sheets.tree.push(Branch::Group(Tag::Table(heard), inside));
    sheets.after = 10.0;
    Ok(())
}

fn thick(layout: &Layout<'_>, sheets: &mut Sheets) {
    let y = sheets.y;
    let x = sheets.left;
    sheets.rule((x, y), (x + layout.width(), y), 0.9, SOFT);
}

fn caption(runs: &[Run], faces: &Faces, sheets: &mut Sheets) -> Result<Branch, Problem> {
    let leaf = sheets.leaf();
    for line in cut(runs, Type { faces, size: 9.6, bold: true }, sheets.room) {
        if sheets.y + 13.5 > BOTTOM {
            sheets.turn()?;
        }
        let y = sheets.y + 10.0;
        sheets.line(Some(leaf), &line, (sheets.left, y), 9.6, INK);
        sheets.y += 13.5;
    }
    sheets.y += 2.0;
    Ok(Branch::Group(Tag::Caption, vec![Branch::Leaf(leaf)]))
}

/// Sets a row. It is cut between lines only where a whole sheet has not the room for it.
fn set_row(row: &Set<'_>, layout: &Layout<'_>, again: &[Set<'_>], sheets: &mut Sheets) -> Result<Branch, Problem> {
    let height = layout.height(row);
    let head: f32 = again.iter().map(|row| layout.height(row)).sum();
    let leaves: Vec<usize> = row.cells.iter().map(|_| sheets.leaf()).collect();
    if sheets.y + height > BOTTOM && !sheets.is_at_top() && height <= TALL - head {
        turn(layout, again, sheets)?;
    }
    let mut from = 0;
    while from < row.lines {
        let room = BOTTOM - sheets.y - 2.0 * ABOVE;
        // At least a line is set, or nothing would ever end.
        let fit = ((room / layout.leading).floor().max(1.0) as usize).min(row.lines - from);
        if room < layout.leading && !sheets.is_at_top() && from > 0 {
            turn(layout, again, sheets)?;
            continue;
        }
        part(row, &leaves, layout, (from, fit), sheets);
        from += fit;
        if from < row.lines {
            turn(layout, again, sheets)?;
        }
    }
    let cells = row.cells.iter().zip(leaves).map(|((cell, ..), leaf)| {
        let tag = match cell.names {
            Names::Nothing => Tag::Cell(cell.span),
            Names::Row => Tag::RowName(cell.span),
            Names::Column => Tag::ColumnName(cell.span),
        };
        Branch::Group(tag, vec![Branch::Leaf(leaf)])
    });
    Ok(Branch::Group(Tag::Row, cells.collect()))
}

/// The next sheet, with the head of the table said again; that is heard once only.
fn turn(layout: &Layout<'_>, again: &[Set<'_>], sheets: &mut Sheets) -> Result<(), Problem> {
    sheets.turn()?;
    for row in again {
        part(row, &[], layout, (0, row.lines), sheets);
    }
    if !again.is_empty() {
        thick(layout, sheets);
    }
    Ok(())
}

/// Some lines of a row.
fn part(row: &Set<'_>, leaves: &[usize], layout: &Layout<'_>, (from, count): (usize, usize), sheets: &mut Sheets) {
    let top = sheets.y + ABOVE;
    for (at, (cell, x, width, lines)) in row.cells.iter().enumerate() {
        // Names of columns stand against the line under them.
        let down = if cell.names == Names::Column { row.lines.saturating_sub(lines.len()) } else { 0 };
        let ink = if cell.names == Names::Column { SOFT } else { INK };
        // A cell that says nothing is still a cell of its row.
        if let Some(leaf) = leaves.get(at).filter(|_| lines.is_empty() && from == 0) {
            let empty = Line { pieces: vec![Piece { text: " ".to_owned(), bold: false, x: 0.0 }], width: 0.0 };
            sheets.line(Some(*leaf), &empty, (sheets.left + x + BESIDE, top + layout.size), layout.size, ink);
        }
        for (line_at, line) in lines.iter().enumerate() {
            let Some(place) = (line_at + down).checked_sub(from).filter(|place| *place < count) else { continue };
            let shift = if cell.is_number { width - 2.0 * BESIDE - shown_width(line, layout) } else { 0.0 };
            let y = top + layout.leading * (place as f32 + 0.5) + layout.size * 0.34;
            let place = (sheets.left + x + BESIDE + shift.max(0.0), y);
            sheets.line(leaves.get(at).copied(), line, place, layout.size, ink);
        }
    }
    sheets.y += layout.leading * count as f32 + 2.0 * ABOVE;
}

/// The width of a line without the space that its cut left at its end.
fn shown_width(line: &Line, layout: &Layout<'_>) -> f32 {
    let last = line.pieces.last().filter(|piece| piece.text.ends_with(' '));
    line.width - last.map_or(0.0, |piece| layout.faces.of(piece.bold).width(" ", layout.size))
}
