//! Published scores on one line each, without an interval because none is published: a full dot for the place that is looked
//! at, hollow squares for what stands beside it, and the cut-offs of classes as lines. Neither sorted nor coloured by value.

use maud::{Markup, Render, html};

use super::draw::{FIRST, GROUND, Held, INK, LETTERS, LINE, RULE, SOFT, WIDTH, at, frame, line, paragraph, rect, text};
use crate::parts::{Column, Table};

/// One score.
#[derive(Debug, Clone, Copy)]
pub struct Mark<'a> {
    /// What it is of.
    pub label: &'a str,
    /// The score.
    pub score: f64,
    /// Whether it is of the place that is looked at, and not of what stands beside it.
    pub is_own: bool,
}

/// Where a class begins.
#[derive(Debug, Clone, Copy)]
pub struct Cut<'a> {
    /// The least score of the class.
    pub from: f64,
    /// Its letter.
    pub class: &'a str,
}

/// The words of the chart and its table, already translated.
#[derive(Debug, Clone, Copy)]
pub struct MarkWords<'a> {
    /// Heading of what the scores are of.
    pub of: &'a str,
    /// Heading of the scores.
    pub score: &'a str,
    /// From where to where the drawing goes, with both ends as they are written on it.
    pub scale: &'a str,
    /// Under the table: where the classes begin and what says so.
    pub note: &'a str,
}

/// Scores and cut-offs.
#[derive(Clone, Copy)]
pub struct Marks<'a> {
    /// Start of the ids of this drawing; once a page.
    pub id: &'a str,
    /// What it shows, in one line.
    pub title: &'a str,
    /// What it says, in words.
    pub description: &'a str,
    /// The scores, in an order that is not theirs.
    pub marks: &'a [Mark<'a>],
    /// The cut-offs from the highest down; none where they are not known.
    pub cuts: &'a [Cut<'a>],
    /// The letter of the class under the last cut-off.
    pub lowest: &'a str,
    /// The ends of the scale.
    pub ends: (f64, f64),
    /// Writes a score in the reader's language.
    pub number: &'a dyn Fn(f64) -> String,
    /// The words.
    pub words: MarkWords<'a>,
}

/// The drawing.
pub fn score_marks(chart: &Marks<'_>) -> Markup {
    const MARGIN: f64 = 8.0;
    let (low, high) = chart.ends;
    let span = if high > low { high - low } else { 1.0 };
    let x = |score: f64| MARGIN + (WIDTH - 2.0 * MARGIN) * ((score - low) / span).clamp(0.0, 1.0);
    let number = chart.number;
    let first = if chart.cuts.is_empty() { LINE } else { LINE * 2.0 + 4.0 };
    let mut y = first;
    let mut rows = Vec::new();
    for mark in chart.marks {
        let (label, height) = paragraph(0.0, y, LETTERS, INK, &format!("{} {}", mark.label, number(mark.score)));
        y += height;
        rows.push(html! {
            // The ground keeps the lines of the cut-offs out of the words.
            (rect(0.0, y - height - 14.0, WIDTH, height, GROUND))
            (label)
            (line((x(low), y - 2.0), (x(high), y - 2.0), RULE, 1.0, None))
            (dot(x(mark.score), y - 2.0, mark.is_own))
        });
        y += LINE + 12.0;
    }
    let bottom = y - 8.0;
    let axis = html! {
        (text(MARGIN, y + 6.0, Held::Start, SOFT, &number(low)))
        (text(WIDTH - MARGIN, y + 6.0, Held::End, SOFT, &number(high)))
    };
    let inside = html! {
        @for cut in chart.cuts { (line((x(cut.from), 4.0), (x(cut.from), bottom), SOFT, 1.0, Some("3 3"))) }
        (classes(chart, &x))
        @for row in &rows { (row) }
        (axis)
    };
    frame(chart.id, chart.title, chart.description, y + 14.0, &inside)
}

/// The letter of each class above the stretch it covers.
fn classes(chart: &Marks<'_>, x: &impl Fn(f64) -> f64) -> Markup {
    let (low, high) = chart.ends;
    let mut above = high;
    let mut letters = Vec::new();
    for cut in chart.cuts {
        letters.push(((cut.from + above) / 2.0, cut.class));
        above = cut.from;
    }
    if !chart.cuts.is_empty() {
        letters.push(((low + above) / 2.0, chart.lowest));
    }
    html! { @for (middle, letter) in letters { (text(x(middle), 14.0, Held::Middle, SOFT, letter)) } }
}

fn dot(x: f64, y: f64, is_own: bool) -> Markup {
    html! {
        @if is_own { circle cx=(at(x)) cy=(at(y)) r="6.5" fill=(FIRST) stroke=(GROUND) stroke-width="1.5" {} }
        @else {
            rect x=(at(x - 5.0)) y=(at(y - 5.0)) width="10" height="10" fill=(GROUND) stroke=(FIRST) stroke-width="2.5" {}
        }
    }
}

/// The same numbers as a table.
pub fn mark_table(chart: &Marks<'_>) -> Markup {
    let (words, number) = (&chart.words, chart.number);
    let mut table = Table::new(chart.title).stays().columns([Column::text(words.of), Column::number(words.score)]);
    for mark in chart.marks {
        table = table.row([html! { (mark.label) }, html! { (number(mark.score)) }]);
    }
    table.note(html! { (words.scale) " " (words.note) }).render()
}
