//! Tables of data.

use maud::{Markup, Render, html};

/// Which way the cells of a column lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// From the start of the line.
    Text,
    /// Against its end, for numbers.
    Number,
}

/// A column: its title and the way its cells lie.
#[derive(Debug, Clone)]
pub struct Column {
    title: Markup,
    plain: String,
    way: Way,
}

impl Column {
    /// A column of words.
    pub fn text(title: impl Into<String>) -> Self {
        let plain = title.into();
        Self { title: plain.render(), plain, way: Way::Text }
    }

    /// A column of numbers.
    pub fn number(title: impl Into<String>) -> Self {
        Self { way: Way::Number, ..Self::text(title) }
    }

    /// A title with a link or a mark inside; `title` stays what is read beside each cell on a phone.
    pub fn shown_as(mut self, title: Markup) -> Self {
        self.title = title;
        self
    }
}

/// A table: a caption that says what it shows, columns, rows whose first cell names the row. On a phone each row
/// becomes a card where every cell bears its column's title.
#[derive(Debug, Clone)]
pub struct Table {
    caption: Markup,
    hidden_caption: bool,
    stays: bool,
    columns: Vec<Column>,
    rows: Vec<Vec<Markup>>,
    note: Option<Markup>,
}

impl Table {
    /// A table with its caption.
    pub fn new(caption: impl Render) -> Self {
        let caption = caption.render();
        Self { caption, hidden_caption: false, stays: false, columns: Vec::new(), rows: Vec::new(), note: None }
    }

    /// Hides the caption from the eye (a heading just above says the same), not from the ear.
    pub const fn caption_heard(mut self) -> Self {
        self.hidden_caption = true;
        self
    }

    /// Keeps the table a table on a phone: for few and narrow columns. It then scrolls inside its frame if it must.
    pub const fn stays(mut self) -> Self {
        self.stays = true;
        self
    }

    /// The columns.
    pub fn columns(mut self, columns: impl IntoIterator<Item = Column>) -> Self {
        self.columns.extend(columns);
        self
    }

    /// Adds a row; the first cell is its heading.
    pub fn row(mut self, cells: impl IntoIterator<Item = Markup>) -> Self {
        self.rows.push(cells.into_iter().collect());
        self
    }

    /// Adds many rows.
    pub fn rows(mut self, rows: impl IntoIterator<Item = Vec<Markup>>) -> Self {
        self.rows.extend(rows);
        self
    }

    /// A line under the table: n, period, mode of collection, what is hidden and why.
    pub fn note(mut self, note: impl Render) -> Self {
        self.note = Some(note.render());
        self
    }

    /// Whether a cell holds something that the keyboard stops at.
    fn leads_somewhere(&self) -> bool {
        let stops = |cell: &Markup| ["<a ", "<button", "<input", "<select"].iter().any(|tag| cell.0.contains(tag));
        self.rows.iter().flatten().any(stops)
    }

    /// Whether it has no row.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn cell(&self, at: usize, cell: &Markup) -> Markup {
        let column = self.columns.get(at);
        let title = column.map(|column| column.plain.as_str());
        let class = column.and_then(|column| (column.way == Way::Number).then_some("number"));
        html! {
            @if at == 0 { th scope="row" class=[class] data-label=[title] { (cell) } }
            @else { td class=[class] data-label=[title] { (cell) } }
        }
    }
}

impl Render for Table {
    fn render(&self) -> Markup {
        html! {
            // A frame that may scroll must be reachable by keyboard: by itself, or by something inside it.
            div.table-frame tabindex=[(self.stays || !self.leads_somewhere()).then_some("0")] {
                table.stacks[!self.stays] {
                    caption.visually-hidden[self.hidden_caption] { (self.caption) }
                    thead { tr { @for column in &self.columns {
                        th scope="col" class=[(column.way == Way::Number).then_some("number")] { (column.title) }
                    } } }
                    tbody { @for row in &self.rows { tr { @for (at, cell) in row.iter().enumerate() { (self.cell(at, cell)) } } } }
                }
            }
            @if let Some(note) = &self.note { p.table-note { (note) } }
        }
    }
}
