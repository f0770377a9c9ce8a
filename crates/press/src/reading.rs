//! Reads the markup of a page into blocks. What stands on the page only to be pressed or typed in is left out, as the style sheet
//! for print leaves it out; an element that is not known keeps its content. Nothing here calls itself: markup may be nested as
//! deeply as it likes.

use crate::{
    blocks::{self, Block, Cell, Names, Role, Run, Table, Words},
    drawing,
    markup::{Token, tokens},
};

/// Elements that stand on the page to act, not to say.
const ACTS: [&str; 14] = [
    "nav", "form", "button", "script", "style", "template", "head", "select", "textarea", "dialog", "noscript",
    "audio", "video", "iframe",
];

/// Classes that the style sheet for print hides (crates/pages/assets/css/print.css), what is for the ear alone, and what is for narrow screens.
const HIDDEN: [&str; 17] = [
    "skip",
    "switches",
    "top-tools",
    "side",
    "foot-links",
    "foot-mark",
    "button",
    "buttons",
    "on-screen",
    "filter",
    "pager",
    "tabs",
    "breadcrumb",
    "shortcuts",
    "emergency-line",
    "visually-hidden",
    "wall-narrow",
];

/// Elements that stand in a line of text.
const INLINE: [&str; 26] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "label", "mark",
    "output", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time",
];

/// An element that is open. What words inside it are is what the elements around it make of them too.
struct Element {
    name: String,
    role: Role,
    bold: bool,
    indent: u8,
    barred: bool,
    /// Where the words of a summary were put, to take them back when nothing follows.
    opened: Option<usize>,
    /// How many elements had been left out before this one was opened.
    left_out: usize,
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    open: Vec<Element>,
    runs: Vec<Run>,
    /// The lists that are open: the next number, or none for marks.
    lists: Vec<Option<u32>>,
    /// The mark of an item that has said nothing yet.
    mark: Option<String>,
    table: Option<Table>,
    row: Option<Vec<Cell>>,
    cell: Option<Cell>,
    /// Whether a caption is being read, and whether rows are rows of heads.
    in_caption: bool,
    in_head: bool,
    /// How many elements were left out so far.
    left_out: usize,
}

/// The blocks of a page, in their order.
pub(crate) fn read(markup: &str) -> Vec<Block> {
    let tokens = tokens(markup);
    let mut reader = Reader::default();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        match token {
            Token::Text(text) => reader.text(text),
            Token::Close(name) => reader.close(name),
            Token::Open { name, alone, .. } => {
                if name == "svg" {
                    let end = after(&tokens, at, *alone);
                    reader.svg(token, tokens.get(at..end).unwrap_or_default());
                    at = end;
                } else if reader.is_left_out(token, name) {
                    reader.left_out += 1;
                    at = if *alone { at } else { after(&tokens, at, false) };
                } else {
                    reader.open(token, name, *alone);
                }
            }
        }
    }
    reader.flush();
    reader.end_table();
    reader.blocks
}

/// Where the inside of an element that was just opened ends, its own end included.
fn after(tokens: &[Token], from: usize, alone: bool) -> usize {
    if alone {
        return from;
    }
    let Some(Token::Open { name: wanted, .. }) = from.checked_sub(1).and_then(|at| tokens.get(at)) else { return from };
    let mut depth = 1_usize;
    for (at, token) in tokens.iter().enumerate().skip(from) {
        match token {
            Token::Open { name, alone: false, .. } if name == wanted => depth += 1,
            Token::Close(name) if name == wanted => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

impl Reader {
    fn is_left_out(&self, token: &Token, name: &str) -> bool {
        if ACTS.contains(&name) || token.attribute("hidden").is_some() {
            return true;
        }
        if HIDDEN.iter().any(|class| token.is_classed(class)) {
            // The word of a notice ("Attention") is heard on the page and drawn as a sign; here it is written. A caption for the
            // ear is the name of its table.
            let said = name == "caption" || self.open.last().is_some_and(|one| one.role == Role::Title);
            return !(token.is_classed("visually-hidden") && said);
        }
        false
    }

    fn role(&self) -> Role {
        self.open.last().map_or(Role::Plain, |one| one.role.clone())
    }

    fn text(&mut self, text: &str) {
        let bold = self.open.last().is_some_and(|one| one.bold);
        let into = match (&mut self.table, &mut self.cell) {
            (Some(_), Some(cell)) => &mut cell.runs,
            (Some(table), None) if self.in_caption => &mut table.caption,
            _ => &mut self.runs,
        };
        blocks::add(into, text, bold);
    }

    /// Ends the words that were being read.
    fn flush(&mut self) {
        if let Some(cell) = &mut self.cell {
            blocks::add_break(&mut cell.runs);
            return;
        }
        if self.in_caption {
            return;
        }
        let Some(runs) = blocks::finished(std::mem::take(&mut self.runs)) else { return };
        let small = self.role() == Role::Quiet;
        let role = match (self.mark.take(), self.role()) {
            (Some(mark), _) => Role::Item(mark),
            (None, role) => role,
        };
        let (indent, barred) = self.open.last().map_or((0, false), |one| (one.indent, one.barred));
        let words = Block::Words(Words { role, runs, indent, small, barred });
        // Words between the rows of a table stand before it.
        self.blocks.push(words);
    }

    fn open(&mut self, token: &Token, name: &str, alone: bool) {
        match name {
            "br" => {
                let into = self.cell.as_mut().map_or(&mut self.runs, |cell| &mut cell.runs);
                blocks::add_break(into);
            }
            _ if alone && name != "hr" && INLINE.contains(&name) => {}
            _ if !INLINE.contains(&name) && name != "wbr" => self.flush(),
            _ => {}
        }
        if alone {
            return;
        }
        match name {
            "ul" => self.lists.push(None),
            "ol" => self.lists.push(Some(token.attribute("start").and_then(|start| start.parse().ok()).unwrap_or(1))),
            "li" => self.mark = Some(self.next_mark()),
            "table" if self.table.is_none() => self.table = Some(Table::default()),
            "caption" => {
                self.in_caption = self.table.is_some() && self.cell.is_none();
                if let Some(table) = self.table.as_mut().filter(|_| self.in_caption) {
                    table.caption_heard = token.is_classed("visually-hidden");
                }
            }
            "thead" => self.in_head = true,
            "tr" if self.table.is_some() => {
                self.end_row();
                self.row = Some(Vec::new());
            }
            "th" | "td" if self.table.is_some() => self.open_cell(token, name),
            _ => {}
        }
        let around = self.open.last();
        let indent = around.map_or(0, |one| one.indent) + u8::from(matches!(name, "ul" | "ol" | "dd" | "blockquote"));
        self.open.push(Element {
            role: role_of(token, name).unwrap_or_else(|| self.role()),
            // What is quiet inside a name (the level after the name of a place) is not bold with it.
            bold: (around.is_some_and(|one| one.bold) || matches!(name, "strong" | "b" | "dt" | "th"))
                && !(name == "span" && token.is_classed("quiet")),
            indent: indent.min(6),
            barred: around.is_some_and(|one| one.barred) || token.is_classed("notice") || name == "blockquote",
            opened: matches!(name, "details" | "figure").then_some(self.blocks.len()),
            left_out: self.left_out,
            name: name.to_owned(),
        });
    }

    fn next_mark(&mut self) -> String {
        match self.lists.last_mut() {
            Some(Some(number)) => {
                let mark = format!("{number}.");
                *number = number.saturating_add(1);
                mark
            }
            _ => "•".to_owned(),
        }
    }

    fn open_cell(&mut self, token: &Token, name: &str) {
        self.end_cell();
        let names = match (name, token.attribute("scope")) {
            ("th", Some("row")) => Names::Row,
            ("th", _) => Names::Column,
            _ => Names::Nothing,
        };
        let span = token.attribute("colspan").and_then(|span| span.parse().ok()).unwrap_or(1_usize);
        let is_number = token.is_classed("number");
        self.cell = Some(Cell { runs: Vec::new(), names, is_number, span: span.clamp(1, 64) });
    }

    fn close(&mut self, name: &str) {
        // An end without its start is passed over; one whose inner elements were not ended ends them.
        let Some(at) = self.open.iter().rposition(|one| one.name == name) else { return };
        while self.open.len() > at {
            let Some(last) = self.open.last() else { return };
            if !INLINE.contains(&last.name.as_str()) {
                self.flush();
            }
            let Some(last) = self.open.pop() else { return };
            self.ended(&last);
        }
    }

    fn ended(&mut self, element: &Element) {
        let (name, opened) = (element.name.as_str(), element.opened);
        match name {
            "ul" | "ol" => {
                self.lists.pop();
            }
            "li" => self.mark = None,
            "caption" => self.in_caption = false,
            "thead" => {
                self.end_row();
                self.in_head = false;
            }
            "th" | "td" => self.end_cell(),
            "tr" => self.end_row(),
            "table" if !self.open.iter().any(|one| one.name == "table") => self.end_table(),
            _ => {}
        }
        if name == "figure" {
            self.gather(opened.unwrap_or_default());
            return;
        }
        // A disclosure with nothing but things to press in it says nothing here; one that holds nothing at all keeps its words.
        let is_bare = |block: &Block| matches!(block, Block::Words(Words { role: Role::Summary, .. }));
        if let Some(from) = opened
            && self.left_out > element.left_out
            && self.blocks.len() == from + 1
            && self.blocks.last().is_some_and(is_bare)
        {
            self.blocks.pop();
        }
    }

    /// Puts what was read since a figure began together.
    fn gather(&mut self, from: usize) {
        if from >= self.blocks.len() || self.table.is_some() {
            return;
        }
        let parts = self.blocks.split_off(from).into_iter().flat_map(|block| match block {
            Block::Figure(parts) => parts,
            block => vec![block],
        });
        let parts = parts.collect();
        self.blocks.push(Block::Figure(parts));
    }

    fn end_cell(&mut self) {
        let Some(mut cell) = self.cell.take() else { return };
        cell.runs = blocks::finished(cell.runs).unwrap_or_default();
        self.row.get_or_insert_default().push(cell);
    }

    fn end_row(&mut self) {
        self.end_cell();
        let (Some(row), Some(table)) = (self.row.take(), &mut self.table) else { return };
        if row.is_empty() {
            return;
        }
        let heads = self.in_head && table.body.is_empty();
        if heads { table.head.push(row) } else { table.body.push(row) }
    }

    fn end_table(&mut self) {
        self.end_row();
        let Some(mut table) = self.table.take() else { return };
        self.in_caption = false;
        self.in_head = false;
        table.caption = blocks::finished(std::mem::take(&mut table.caption)).unwrap_or_default();
        if !(table.head.is_empty() && table.body.is_empty() && table.caption.is_empty()) {
            self.blocks.push(Block::Table(table));
        }
    }

    /// A drawing that says something is a block of its own; in a cell its name and description are said. One for the eye alone
    /// (`aria-hidden`) is left out.
    fn svg(&mut self, svg: &Token, inside: &[Token]) {
        if svg.attribute("aria-hidden") == Some("true") || svg.attribute("hidden").is_some() {
            return;
        }
        let Some(drawing) = drawing::read(svg, inside) else { return };
        if self.table.is_some() {
            self.text(&format!(" {} ", drawing.said()));
        } else {
            self.flush();
            self.blocks.push(Block::Drawing(drawing));
        }
    }
}

fn role_of(token: &Token, name: &str) -> Option<Role> {
    let quiet = ["quiet", "table-note", "chart-context", "hint"];
    match name {
        "h1" => Some(Role::Heading(1)),
        "h2" => Some(Role::Heading(2)),
        "h3" => Some(Role::Heading(3)),
        "h4" | "h5" | "h6" => Some(Role::Heading(4)),
        "summary" => Some(Role::Summary),
        "dt" => Some(Role::Term),
        "p" if token.is_classed("chart-title") || token.is_classed("notice-title") => Some(Role::Title),
        "p" if token.is_classed("lead") => Some(Role::Lead),
        "p" if token.is_classed("stat-number") => Some(Role::Big),
        "figcaption" | "small" => Some(Role::Quiet),
        _ if quiet.iter().any(|class| token.is_classed(class)) => Some(Role::Quiet),
        _ => None,
    }
}
