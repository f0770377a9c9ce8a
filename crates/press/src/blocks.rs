//! What a page says, as a list in its order: words, tables, drawings.

use crate::drawing::Drawing;

/// Words set alike. A line feed in them is a break that was asked for; other space has been made one space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) text: String,
    pub(crate) bold: bool,
}

/// What words are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Role {
    /// A heading, `1` to `4`.
    Heading(u8),
    /// The name of something that follows, smaller than a heading and one in the tree of tags.
    Summary,
    /// A title that is no heading: of a chart, of a notice.
    Title,
    /// The sentence under the name of the page.
    Lead,
    /// A number that stands out.
    Big,
    /// Plain words.
    Plain,
    /// What stands beside a result, notes.
    Quiet,
    /// What opens an item of a list, with its mark.
    Item(String),
    /// What is explained by the next words.
    Term,
}

impl Role {
    /// Whether what follows must stand on the same page.
    pub(crate) const fn keeps(&self) -> bool {
        matches!(self, Self::Heading(_) | Self::Summary | Self::Title | Self::Term | Self::Big)
    }
}

/// Words on lines of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) role: Role,
    pub(crate) runs: Vec<Run>,
    /// How many steps from the margin.
    pub(crate) indent: u8,
    /// Whether they are set smaller, as what stands beside a result is.
    pub(crate) small: bool,
    /// Whether a bar stands beside them.
    pub(crate) barred: bool,
}

/// What a cell names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Names {
    Nothing,
    Row,
    Column,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) runs: Vec<Run>,
    pub(crate) names: Names,
    /// Whether it lies against the end of its column.
    pub(crate) is_number: bool,
    /// How many columns it takes.
    pub(crate) span: usize,
}

/// A table: its rows of heads are said again on each page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) caption: Vec<Run>,
    pub(crate) caption_heard: bool,
    pub(crate) head: Vec<Vec<Cell>>,
    pub(crate) body: Vec<Vec<Cell>>,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Block {
    Words(Words),
    Table(Table),
    Drawing(Drawing),
    /// What belongs to a drawing, the drawing with it. No figure stands in another.
    Figure(Vec<Block>),
}

/// Adds text to runs: space becomes one space, none at the start of a line.
pub(crate) fn add(runs: &mut Vec<Run>, text: &str, bold: bool) {
    for c in text.chars() {
        let is_space = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        if is_space {
            let last = runs.last().and_then(|run| run.text.chars().next_back());
            if last.is_none_or(|last| last == ' ' || last == '\n') {
                continue;
            }
        }
        let c = if is_space { ' ' } else { c };
        match runs.last_mut().filter(|run| run.bold == bold) {
            Some(run) => run.text.push(c),
            None => runs.push(Run { text: c.to_string(), bold }),
        }
    }
}

/// Adds a break, unless nothing stands before it.
pub(crate) fn add_break(runs: &mut [Run]) {
    trim(runs);
    if let Some(run) = runs.last_mut().filter(|run| !run.text.ends_with('\n')) {
        run.text.push('\n');
    }
}

/// Takes the space and the breaks off the end.
pub(crate) fn trim(runs: &mut [Run]) {
    if let Some(run) = runs.last_mut() {
        run.text.truncate(run.text.trim_end_matches([' ', '\n']).len());
    }
}

/// The runs without space at their end; nothing where they say nothing.
pub(crate) fn finished(mut runs: Vec<Run>) -> Option<Vec<Run>> {
    trim(&mut runs);
    while runs.last().is_some_and(|run| run.text.is_empty()) {
        runs.pop();
        trim(&mut runs);
    }
    if runs.is_empty() { None } else { Some(runs) }
}
