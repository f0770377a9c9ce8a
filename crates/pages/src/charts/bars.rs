//! How many people gave each answer: one bar an answer, the kinds of missing apart and without bars.

use maud::{Markup, Render, html};
use measures::suppress::Cell;

use super::draw::{FIRST, Held, INK, LETTERS, LINE, RULE, SOFT, WIDTH, at, frame, line, paragraph, rect, text};
use crate::parts::{Column, Table};

/// One answer, or one kind of missing.
#[derive(Debug, Clone, Copy)]
pub struct Bar<'a> {
    /// Its words.
    pub label: &'a str,
    /// How many people, as [`measures::suppress`] lets it be shown.
    pub cell: Cell,
}

/// The words of the chart and its table, already translated.
#[derive(Debug, Clone, Copy)]
pub struct BarWords<'a> {
    /// Heading of the answers.
    pub answer: &'a str,
    /// Heading of the counts.
    pub people: &'a str,
    /// Heading of the shares.
    pub share: &'a str,
    /// What stands for a hidden cell ("hidden").
    pub hidden: &'a str,
    /// Heading of the kinds of missing ("Without an answer, not counted in the shares").
    pub missing: &'a str,
    /// Why cells are hidden, under the table; empty when none is.
    pub why: &'a str,
}

/// A distribution.
#[derive(Clone, Copy)]
pub struct Bars<'a> {
    /// Start of the ids of this drawing; once a page.
    pub id: &'a str,
    /// What it shows, in one line.
    pub title: &'a str,
    /// What it says, in words.
    pub description: &'a str,
    /// The answers, in the order of the question.
    pub bars: &'a [Bar<'a>],
    /// The kinds of missing that may be told.
    pub missing: &'a [Bar<'a>],
    /// The people who gave an answer: the base of the shares.
    pub answered: u64,
    /// Writes a share (from 0 to 1) in the reader's language: "40 %".
    pub percent: &'a dyn Fn(f64) -> String,
    /// The words.
    pub words: BarWords<'a>,
}

impl Bars<'_> {
    fn share(&self, count: u64) -> f64 {
        if self.answered == 0 { 0.0 } else { (count as f64 / self.answered as f64).min(1.0) }
    }

    fn count(&self, cell: Cell) -> String {
        cell.count().map_or_else(|| self.words.hidden.to_owned(), |count| count.to_string())
    }

    fn percent(&self, cell: Cell) -> String {
        cell.count().map_or_else(|| self.words.hidden.to_owned(), |count| (self.percent)(self.share(count)))
    }
}

/// The drawing: label, bar and numbers, one under the other, so that long answers keep their room.
pub fn distribution_bars(chart: &Bars<'_>) -> Markup {
    const BAR: f64 = 14.0;
    const ROOM: f64 = 215.0;
    let mut y = LINE;
    let mut rows = Vec::new();
    for bar in chart.bars {
        let (label, height) = paragraph(0.0, y, LETTERS, INK, bar.label);
        let top = y + height - 12.0;
        let numbers = match bar.cell {
            Cell::Shown(count) => format!("{count} ({})", (chart.percent)(chart.share(count))),
            Cell::Hidden => chart.words.hidden.to_owned(),
        };
        rows.push(html! {
            (label)
            @if let Cell::Shown(count) = bar.cell {
                (rect(0.0, top, ROOM, BAR, RULE))
                (rect(0.0, top, ROOM * chart.share(count), BAR, FIRST))
            } @else {
                // A hidden cell has no length: an empty outline, so that it is not read as a zero.
                rect x="0.75" y=(at(top + 0.75)) width=(at(ROOM - 1.5)) height=(at(BAR - 1.5)) fill="none" stroke=(SOFT)
                    stroke-width="1.5" stroke-dasharray="4 4" {}
            }
            (text(ROOM + 8.0, top + 12.0, Held::Start, INK, &numbers))
        });
        y = top + BAR + LINE + 8.0;
    }
    if !chart.missing.is_empty() {
        let (heading, height) = paragraph(0.0, y + 4.0, LETTERS, SOFT, chart.words.missing);
        rows.push(html! { (line((0.0, y - 12.0), (WIDTH, y - 12.0), SOFT, 1.0, None)) (heading) });
        y += height + 6.0;
        for kind in chart.missing {
            let (label, height) = paragraph(0.0, y, LETTERS - 14, SOFT, kind.label);
            rows.push(html! { (label) (text(ROOM + 8.0 + 24.0, y, Held::Start, SOFT, &chart.count(kind.cell))) });
            y += height;
        }
    }
    frame(chart.id, chart.title, chart.description, y, &html! { @for row in &rows { (row) } })
}

/// The same numbers as a table.
pub fn distribution_table(chart: &Bars<'_>) -> Markup {
    let words = &chart.words;
    let mut table = Table::new(chart.title).stays().columns([
        Column::text(words.answer),
        Column::number(words.people),
        Column::number(words.share),
    ]);
    for bar in chart.bars {
        table =
            table.row([html! { (bar.label) }, html! { (chart.count(bar.cell)) }, html! { (chart.percent(bar.cell)) }]);
    }
    for kind in chart.missing {
        // A dash, not an empty cell: there is no share of a missing answer.
        table = table.row([
            html! { (words.missing) " – " (kind.label) },
            html! { (chart.count(kind.cell)) },
            html! { "–" },
        ]);
    }
    if !words.why.is_empty() {
        table = table.note(words.why);
    }
    table.render()
}
