//! What stands where: sheets of A4 with their marks, and the tree of tags over them. Lengths are points, from the upper left.

use crate::{Problem, drawing::Drawing, lines::Line};

/// A4.
pub(crate) const WIDTH: f32 = 595.28;
pub(crate) const HEIGHT: f32 = 841.89;
/// 18 mm on each side.
pub(crate) const MARGIN: f32 = 51.0;
/// Where the words of a sheet end; its foot stands under that.
pub(crate) const BOTTOM: f32 = HEIGHT - 62.0;
/// The room between the margins.
pub(crate) const ROOM: f32 = WIDTH - 2.0 * MARGIN;
/// The height of a sheet without its margins.
pub(crate) const TALL: f32 = BOTTOM - MARGIN;

/// The ink of words, of quiet words, of headings, and the two greys of lines. All have more than 7 to 1 on white, save the lines.
pub(crate) const INK: [u8; 3] = [0x1c, 0x19, 0x16];
pub(crate) const SOFT: [u8; 3] = [0x4a, 0x43, 0x3d];
pub(crate) const HEAD: [u8; 3] = [0x14, 0x50, 0x4a];
pub(crate) const RULE: [u8; 3] = [0xc8, 0xc0, 0xb6];

/// What an element is to who does not see it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Tag {
    Heading(u8, String),
    Paragraph,
    /// A list; whether its items have numbers.
    List(bool),
    Item,
    Label,
    Body,
    /// A table, with the caption that is heard and not seen.
    Table(Option<String>),
    Caption,
    Head,
    Rows,
    Row,
    /// A cell that names its row, or its column, and how many columns it takes.
    RowName(usize),
    ColumnName(usize),
    Cell(usize),
    /// A figure with what it says and where it stands: the sheet, its left, top, width and height.
    Figure(String, usize, [f32; 4]),
}

/// The tree of tags. A leaf is marks of one or more sheets.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Branch {
    Leaf(usize),
    Group(Tag, Vec<Branch>),
}

/// A mark on a sheet.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Mark {
    Text { x: f32, y: f32, size: f32, bold: bool, ink: [u8; 3], text: String },
    Rule { from: (f32, f32), to: (f32, f32), width: f32, ink: [u8; 3] },
    Drawing { x: f32, y: f32, scale: f32, drawing: Box<Drawing> },
}

/// A mark with the leaf it belongs to; none for what says nothing (lines, heads said again).
pub(crate) type Marked = (Option<usize>, Mark);

/// A heading in the outline: its level, its words, the sheet and how far down.
pub(crate) type Entry = (u8, String, usize, f32);

/// The sheets as they are filled.
pub(crate) struct Sheets {
    pub(crate) sheets: Vec<Vec<Marked>>,
    pub(crate) tree: Vec<Branch>,
    pub(crate) outline: Vec<Entry>,
    /// How far down the present sheet is filled.
    pub(crate) y: f32,
    /// Where the column that is being filled begins, and how wide it is.
    pub(crate) left: f32,
    pub(crate) room: f32,
    /// The space that is wanted after what was set last.
    pub(crate) after: f32,
    leaves: usize,
    most: usize,
}

impl Sheets {
    pub(crate) fn new(most: usize) -> Self {
        Self {
            sheets: vec![Vec::new()],
            tree: Vec::new(),
            outline: Vec::new(),
            y: MARGIN,
            left: MARGIN,
            room: ROOM,
            after: 0.0,
            leaves: 0,
            most,
        }
    }

    /// A new leaf.
    pub(crate) const fn leaf(&mut self) -> usize {
        self.leaves += 1;
        self.leaves - 1
    }

    pub(crate) const fn leaves(&self) -> usize {
        self.leaves
    }

    /// The next sheet; an error when that would be one too many.
    pub(crate) fn turn(&mut self) -> Result<(), Problem> {
        if self.sheets.len() >= self.most {
            return Err(Problem::TooLong { most: self.most });
        }
        self.sheets.push(Vec::new());
        self.y = MARGIN;
        self.after = 0.0;
        Ok(())
    }

    pub(crate) fn is_at_top(&self) -> bool {
        self.y <= MARGIN + 0.01
    }

    /// Leaves the wanted space before something, unless it stands at the top, and turns the sheet where less than `need` is left.
    pub(crate) fn space(&mut self, before: f32, need: f32) -> Result<(), Problem> {
        if self.is_at_top() {
            return Ok(());
        }
        let gap = before.max(self.after);
        if self.y + gap + need > BOTTOM + 0.01 {
            return self.turn();
        }
        self.y += gap;
        Ok(())
    }

    pub(crate) fn put(&mut self, leaf: Option<usize>, mark: Mark) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.push((leaf, mark));
        }
    }

    /// A line of text whose baseline stands at `y`.
    pub(crate) fn line(&mut self, leaf: Option<usize>, line: &Line, (x, y): (f32, f32), size: f32, ink: [u8; 3]) {
        for piece in &line.pieces {
            let text = piece.text.clone();
            self.put(leaf, Mark::Text { x: x + piece.x, y, size, bold: piece.bold, ink, text });
        }
    }

    /// A straight line.
    pub(crate) fn rule(&mut self, from: (f32, f32), to: (f32, f32), width: f32, ink: [u8; 3]) {
        self.put(None, Mark::Rule { from, to, width, ink });
    }
}
