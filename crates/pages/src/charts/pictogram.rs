//! Natural frequencies: "7 people out of 10", as ten figures in a row. People read them more surely than percentages
//! (U. Hoffrage and G. Gigerenzer, "Using natural frequencies to improve diagnostic inferences", Academic Medicine 73, 1998).
//!
//! Figures have no face, no sex and no age. One that counts is full, one that does not is an outline: the difference is
//! there without colour. A share that is not quite none or not quite all is never drawn as none or all: one figure is then
//! full up to a third, or but for a third.

use maud::{Markup, Render, html};

use super::draw::{FIRST, GROUND, INK, LETTERS, LINE, SOFT, WIDTH, at, frame, paragraph};
use crate::parts::{Column, Table};

/// How many figures.
const FIGURES: u8 = 10;
/// The room of one, and how high it is.
const STEP: f64 = WIDTH / 10.0;
const HEIGHT: f64 = 54.0;

/// A share told in people out of ten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tenths {
    /// So many out of ten: 0 only where there is nobody, 10 only where there is everybody.
    Whole(u8),
    /// Some, but fewer than 1 out of 10.
    Fewer,
    /// Nearly all.
    Nearly,
}

impl Tenths {
    /// Rounds a share from 0 to 1 to the nearest tenth (a half goes up). What is under half a tenth without being none is
    /// [`Tenths::Fewer`], what would be rounded to all without being all is [`Tenths::Nearly`]. Nothing where it is no
    /// share.
    pub fn of(share: f64) -> Option<Self> {
        if !(0.0..=1.0).contains(&share) {
            return None;
        }
        // 0.15 is a little more or less than that in binary: what is a half but for its rounding is a half.
        let tenths = (share * 10.0 + 0.5 + 1e-9).floor();
        Some(match tenths {
            _ if share == 0.0 => Self::Whole(0),
            _ if share == 1.0 => Self::Whole(FIGURES),
            tenths if tenths < 1.0 => Self::Fewer,
            tenths if tenths >= 10.0 => Self::Nearly,
            tenths => Self::Whole(tenths as u8),
        })
    }

    /// How much of a figure is full, from 0 to 1.
    fn full(self, figure: u8) -> Part {
        match self {
            Self::Whole(full) if figure < full => Part::All,
            Self::Whole(_) => Part::None,
            Self::Fewer if figure == 0 => Part::Foot,
            Self::Fewer => Part::None,
            Self::Nearly if figure + 1 == FIGURES => Part::Body,
            Self::Nearly => Part::All,
        }
    }
}

/// How far a figure is full.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    None,
    /// Its lower third.
    Foot,
    /// All but its head.
    Body,
    All,
}

/// One share.
#[derive(Debug, Clone, Copy)]
pub struct PictogramRow<'a> {
    /// What it is the share of: "felt listened to".
    pub label: &'a str,
    /// The share, from cells that may be shown.
    pub tenths: Tenths,
    /// It in words: "7 people out of 10", "fewer than 1 person out of 10", "nearly all".
    pub words: &'a str,
    /// The exact share, for the table: "68 %".
    pub share: &'a str,
    /// How many people answered, for the table.
    pub n: &'a str,
}

/// The words of the table, already translated.
#[derive(Debug, Clone, Copy)]
pub struct PictogramWords<'a> {
    /// Heading of what is told.
    pub label: &'a str,
    /// Heading of it in people out of ten.
    pub tenths: &'a str,
    /// Heading of the exact shares.
    pub share: &'a str,
    /// Heading of the number of people.
    pub n: &'a str,
}

/// Shares in figures.
#[derive(Debug, Clone, Copy)]
pub struct Pictogram<'a> {
    /// Start of the ids of this drawing; once a page.
    pub id: &'a str,
    /// What it shows, in one line.
    pub title: &'a str,
    /// What it says, in words: the same as the rows say.
    pub description: &'a str,
    /// The shares.
    pub rows: &'a [PictogramRow<'a>],
    /// The words.
    pub words: PictogramWords<'a>,
}

/// The drawing: the figures, under them the share in words.
pub fn pictogram(chart: &Pictogram<'_>) -> Markup {
    let mut y = 4.0;
    let mut rows = Vec::new();
    for row in chart.rows {
        let (words, height) = paragraph(0.0, y + HEIGHT + LINE + 8.0, LETTERS - 14, INK, row.words);
        let under = y + HEIGHT + LINE + 8.0 + height;
        let (label, more) = paragraph(0.0, under, LETTERS, INK, row.label);
        rows.push(html! { (figures(row.tenths, y)) g font-weight="700" font-size="18" { (words) } (label) });
        y = under + more + 10.0;
    }
    frame(chart.id, chart.title, chart.description, y - LINE, &html! { @for row in &rows { (row) } })
}

/// Ten figures: outlines, and over them what is full.
fn figures(tenths: Tenths, y: f64) -> Markup {
    let (mut outlines, mut full) = (String::new(), String::new());
    for figure in 0..FIGURES {
        let x = STEP * f64::from(figure) + STEP / 2.0;
        let part = tenths.full(figure);
        let (head, body) = (head(x, y), body(x, y));
        match part {
            Part::All => full.push_str(&format!("{head}{body}")),
            Part::None => outlines.push_str(&format!("{head}{body}")),
            Part::Body => {
                outlines.push_str(&head);
                full.push_str(&body);
            }
            Part::Foot => {
                outlines.push_str(&format!("{head}{body}"));
                full.push_str(&foot(x, y));
            }
        }
    }
    html! {
        @if !outlines.is_empty() { path d=(outlines) fill=(GROUND) stroke=(SOFT) stroke-width="1.5" {} }
        @if !full.is_empty() { path d=(full) fill=(FIRST) stroke=(FIRST) stroke-width="1.5" {} }
    }
}

/// A round head around the middle of a figure.
fn head(x: f64, y: f64) -> String {
    format!("M{} {}a7 7 0 1 1 14 0a7 7 0 1 1-14 0Z", at(x - 7.0), at(y + 8.0))
}

/// Rounded shoulders, and a round foot.
fn body(x: f64, y: f64) -> String {
    format!("M{} {}a12 12 0 0 1 24 0v16a5 5 0 0 1-5 5h-14a5 5 0 0 1-5-5Z", at(x - 12.0), at(y + 31.0))
}

/// The lower third of the body.
fn foot(x: f64, y: f64) -> String {
    format!("M{} {}h24v6a5 5 0 0 1-5 5h-14a5 5 0 0 1-5-5Z", at(x - 12.0), at(y + 41.0))
}

/// The same as a table, with the exact shares.
pub fn pictogram_table(chart: &Pictogram<'_>) -> Markup {
    let words = &chart.words;
    let mut table = Table::new(chart.title).stays().columns([
        Column::text(words.label),
        Column::text(words.tenths),
        Column::number(words.share),
        Column::number(words.n),
    ]);
    for row in chart.rows {
        table = table.row([row.label, row.words, row.share, row.n].map(|cell| html! { (cell) }));
    }
    table.render()
}

#[cfg(test)]
mod tests;
