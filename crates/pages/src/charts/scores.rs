//! Scores with their doubt: a dot on its interval, one line a group. Neither sorted nor coloured by value: groups whose
//! intervals overlap are not told apart.

use maud::{Markup, Render, html};
use measures::score::Score;

use super::draw::{FIRST, GROUND, Held, INK, LETTERS, LINE, SOFT, WIDTH, at, frame, line, paragraph, text};
use crate::parts::{Column, Table};

/// One group.
#[derive(Debug, Clone, Copy)]
pub struct ScoreRow<'a> {
    /// Its name.
    pub label: &'a str,
    /// Its score, or why there is none.
    pub state: ScoreState<'a>,
}

/// A score, or why it is not shown.
#[derive(Debug, Clone, Copy)]
pub enum ScoreState<'a> {
    /// The score.
    Shown(Score),
    /// Why not, and how many more people are needed, in words.
    Hidden(&'a str),
}

/// The words of the chart and its table, already translated.
#[derive(Debug, Clone, Copy)]
pub struct ScoreWords<'a> {
    /// Heading of the groups.
    pub group: &'a str,
    /// Heading of the scores; the scale is added to it.
    pub score: &'a str,
    /// Heading of the lower end of the 95 % interval.
    pub low: &'a str,
    /// Heading of its upper end.
    pub high: &'a str,
    /// Heading of the number of people, also after it in the drawing ("732 people").
    pub n: &'a str,
}

/// Scores from 0 to 100.
#[derive(Clone, Copy)]
pub struct Scores<'a> {
    /// Start of the ids of this drawing; once a page.
    pub id: &'a str,
    /// What it shows, in one line.
    pub title: &'a str,
    /// What it says, in words.
    pub description: &'a str,
    /// The groups, in an order that is not their score's.
    pub rows: &'a [ScoreRow<'a>],
    /// Writes a score in the reader's language.
    pub number: &'a dyn Fn(f64) -> String,
    /// The words.
    pub words: ScoreWords<'a>,
}

/// The drawing.
pub fn score_interval(chart: &Scores<'_>) -> Markup {
    const MARGIN: f64 = 8.0;
    let x = |score: f64| MARGIN + (WIDTH - 2.0 * MARGIN) * (score / 100.0).clamp(0.0, 1.0);
    let number = chart.number;
    let mut y = LINE;
    let mut rows = Vec::new();
    for row in chart.rows {
        let (label, height) = paragraph(0.0, y, LETTERS, INK, row.label);
        y += height;
        rows.push(label);
        match row.state {
            ScoreState::Shown(found) => {
                let (numbers, height) = paragraph(0.0, y, LETTERS, SOFT, &numbers(chart, &found));
                y += height;
                rows.push(numbers);
                rows.push(mark(y - 4.0, &found, x));
                y += LINE + 10.0;
            }
            ScoreState::Hidden(why) => {
                let (why, height) = paragraph(0.0, y, LETTERS, SOFT, why);
                y += height + 10.0;
                rows.push(why);
            }
        }
    }
    let axis = html! {
        (text(MARGIN, y, Held::Start, SOFT, &number(0.0)))
        (text(WIDTH - MARGIN, y, Held::End, SOFT, &number(100.0)))
    };
    frame(chart.id, chart.title, chart.description, y + 8.0, &html! { @for row in &rows { (row) } (axis) })
}

fn numbers(chart: &Scores<'_>, found: &Score) -> String {
    let number = chart.number;
    let interval = found.interval.map(|i| format!(" ({} – {})", number(i.low), number(i.high))).unwrap_or_default();
    format!("{}{interval}, {} {}", number(found.score), found.n, chart.words.n.to_lowercase())
}

/// The track from 0 to 100, the interval with its ends, the dot.
fn mark(y: f64, found: &Score, x: impl Fn(f64) -> f64) -> Markup {
    html! {
        (line((x(0.0), y), (x(100.0), y), SOFT, 1.0, Some("1 4")))
        @if let Some(interval) = found.interval {
            (line((x(interval.low), y), (x(interval.high), y), FIRST, 4.0, None))
            @for end in [interval.low, interval.high] { (line((x(end), y - 6.0), (x(end), y + 6.0), FIRST, 2.0, None)) }
        }
        circle cx=(at(x(found.score))) cy=(at(y)) r="5.5" fill=(GROUND) stroke=(FIRST) stroke-width="3" {}
    }
}

/// The same numbers as a table.
pub fn score_table(chart: &Scores<'_>) -> Markup {
    let (words, number) = (&chart.words, chart.number);
    let scale = format!("{} ({} – {})", words.score, number(0.0), number(100.0));
    let mut table = Table::new(chart.title).columns([
        Column::text(words.group),
        Column::number(&scale),
        Column::number(words.low),
        Column::number(words.high),
        Column::number(words.n),
    ]);
    for row in chart.rows {
        let cells = match row.state {
            ScoreState::Shown(found) => {
                let end = |end: Option<f64>| end.map_or_else(|| "–".to_owned(), number);
                [
                    number(found.score),
                    end(found.interval.map(|i| i.low)),
                    end(found.interval.map(|i| i.high)),
                    found.n.to_string(),
                ]
            }
            ScoreState::Hidden(why) => [why.to_owned(), "–".into(), "–".into(), "–".into()],
        };
        table = table.row(std::iter::once(html! { (row.label) }).chain(cells.iter().map(|cell| html! { (cell) })));
    }
    table.render()
}
