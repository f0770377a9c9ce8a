//! Sets a figure: its title, its drawing, what stands beside the result, and its table, which stands beside the drawing where
//! there is room for it, as it does on a wide screen.

use crate::{
    Problem,
    blocks::{Block, Role, Words},
    faces::Faces,
    setting,
    sheets::{MARGIN, ROOM, Sheets, TALL},
    tables,
};

/// Between the drawing and its table.
const GAP: f32 = 18.0;
/// How wide the column of a drawing is: 340 units at the scale of `setting`.
const COLUMN: f32 = 252.0;
/// How wide that of its table is.
const BESIDE: f32 = ROOM - COLUMN - GAP;

/// A figure in two columns: what stands over both, the drawing with what belongs to it, the table with its notes.
struct Columns<'a> {
    over: &'a [Block],
    drawing: &'a [Block],
    table: &'a [Block],
    /// The height of all of it.
    height: f32,
}

/// The columns; nothing where the table is too wide or too long to stand beside.
fn columns<'a>(parts: &'a [Block], faces: &Faces, room: f32) -> Option<Columns<'a>> {
    // In a column already: one thing under the other.
    if room < ROOM {
        return None;
    }
    let first = parts.iter().position(|part| matches!(part, Block::Drawing(_)))?;
    let table_at = parts.iter().position(|part| matches!(part, Block::Table(_))).filter(|at| *at > first)?;
    let is_name = |at: &usize| matches!(parts.get(*at), Some(Block::Words(Words { role: Role::Summary, .. })));
    // The words that open the table go with it.
    let from = table_at.checked_sub(1).filter(is_name).unwrap_or(table_at);
    let (over, drawing, table) = (parts.get(..first)?, parts.get(first..from)?, parts.get(from..)?);
    let fits = table.iter().all(|part| match part {
        Block::Table(table) => tables::fits(table, faces, BESIDE),
        Block::Words(_) => true,
        Block::Drawing(_) | Block::Figure(_) => false,
    });
    if !fits {
        return None;
    }
    let columns = height(drawing, faces, COLUMN)?.max(height(table, faces, BESIDE)?);
    let height = height(over, faces, room)? + columns + 30.0;
    (height < TALL * 0.8).then_some(Columns { over, drawing, table, height })
}

/// How high blocks are in a column; nothing where they need more than a sheet.
fn height(blocks: &[Block], faces: &Faces, room: f32) -> Option<f32> {
    let mut sheets = Sheets::new(1);
    sheets.room = room;
    setting::set(blocks, faces, &mut sheets).ok()?;
    Some(sheets.y - MARGIN)
}

/// The least height that a figure may start in.
pub(crate) fn least(parts: &[Block], faces: &Faces, room: f32) -> f32 {
    columns(parts, faces, room).map_or_else(|| setting::least(parts, faces, room), |columns| columns.height)
}

/// Sets a figure.
pub(crate) fn set(parts: &[Block], faces: &Faces, sheets: &mut Sheets) -> Result<(), Problem> {
    let Some(columns) = columns(parts, faces, sheets.room) else {
        return setting::set(parts, faces, sheets);
    };
    sheets.space(12.0, columns.height)?;
    sheets.after = 0.0;
    setting::set(columns.over, faces, sheets)?;
    sheets.space(0.0, 0.0)?;
    let (top, left, room) = (sheets.y, sheets.left, sheets.room);
    (sheets.room, sheets.after) = (COLUMN, 0.0);
    setting::set(columns.drawing, faces, sheets)?;
    let down = sheets.y;
    (sheets.y, sheets.after) = (top, 0.0);
    (sheets.left, sheets.room) = (left + COLUMN + GAP, BESIDE);
    setting::set(columns.table, faces, sheets)?;
    (sheets.left, sheets.room) = (left, room);
    (sheets.y, sheets.after) = (sheets.y.max(down), 14.0);
    Ok(())
}
