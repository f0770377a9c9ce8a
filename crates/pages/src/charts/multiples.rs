//! Small multiples: many small series on one vertical scale, so that they can be looked at together. Each is a drawing of
//! its own with a name of its own; what changed for real has a mark and words, and what varies as usual has neither.
//!
//! Side by side where there is room, one under the other on a phone: the grid is the page's, each drawing is complete
//! without it.

use maud::{Markup, Render, html};
use measures::xmr::Reading;

use super::{
    draw::{FIRST, GROUND, Held, INK, LINE, RULE, SOFT, at, frame_of, line, paragraph, text},
    marks::mark,
};
use crate::parts::{Column, Table};

/// Width of one drawing, in its own units.
const WIDTH: f64 = 260.0;
/// Letters that surely fit in it.
const LETTERS: usize = 33;

/// One small series.
#[derive(Debug, Clone, Copy)]
pub struct Panel<'a> {
    /// What it shows: "Surgery".
    pub title: &'a str,
    /// What it says, for whoever hears the page: "Surgery: 82 in September 2026, more than usual since May".
    pub description: &'a str,
    /// For each period its value, or nothing where it is hidden.
    pub values: &'a [Option<f64>],
    /// What its latest signal says; [`Reading::Usual`] where nothing changed for real.
    pub reading: Reading,
    /// The period in which that signal begins, where there is one.
    pub since: Option<usize>,
    /// That in words: "better since May 2026", or "as usual".
    pub says: &'a str,
}

/// The words of the drawings and their table, already translated.
#[derive(Debug, Clone, Copy)]
pub struct MultiplesWords<'a> {
    /// Heading of what each series shows.
    pub panel: &'a str,
    /// Heading of what each says.
    pub reading: &'a str,
    /// What stands for a hidden value in the table ("hidden").
    pub hidden: &'a str,
    /// Under the table: that all stand on one scale, and why values are hidden; empty when there is nothing to say.
    pub why: &'a str,
}

/// Small series on one scale.
#[derive(Clone, Copy)]
pub struct Multiples<'a> {
    /// Start of the ids of these drawings; once a page.
    pub id: &'a str,
    /// What they show, in one line.
    pub title: &'a str,
    /// The periods, in the order of time: their full names and their short ones.
    pub periods: &'a [(&'a str, &'a str)],
    /// The series, in an order that is not their values'.
    pub panels: &'a [Panel<'a>],
    /// Writes a value in the reader's language.
    pub number: &'a dyn Fn(f64) -> String,
    /// The words.
    pub words: MultiplesWords<'a>,
}

/// The scale that all share: the least and the greatest value of all.
#[derive(Clone, Copy)]
struct Scale {
    least: f64,
    most: f64,
    periods: usize,
}

impl Scale {
    const LEFT: f64 = 44.0;
    const RIGHT: f64 = WIDTH - 12.0;
    const HEIGHT: f64 = 72.0;

    fn of(chart: &Multiples<'_>) -> Self {
        let all = || chart.panels.iter().flat_map(|panel| panel.values.iter().copied().flatten());
        let least = all().reduce(f64::min).unwrap_or(0.0);
        let most = all().reduce(f64::max).unwrap_or(0.0);
        Self { least, most, periods: chart.periods.len() }
    }

    fn x(&self, period: usize) -> f64 {
        Self::LEFT + (Self::RIGHT - Self::LEFT) * period as f64 / self.periods.saturating_sub(1).max(1) as f64
    }

    /// How far under the top of a plot a value lies.
    fn depth(&self, value: f64) -> f64 {
        if self.most > self.least {
            Self::HEIGHT * (self.most - value) / (self.most - self.least)
        } else {
            Self::HEIGHT / 2.0
        }
    }
}

/// The drawings.
pub fn multiples_chart(chart: &Multiples<'_>) -> Markup {
    let scale = Scale::of(chart);
    html! {
        div.multiples role="group" aria-label=(chart.title) {
            @for (at, panel) in chart.panels.iter().enumerate() { (drawing(chart, at, panel, scale)) }
        }
    }
}

fn drawing(chart: &Multiples<'_>, at: usize, panel: &Panel<'_>, scale: Scale) -> Markup {
    let (title, height) = paragraph(0.0, LINE - 3.0, LETTERS - 2, INK, panel.title);
    let top = height.max(LINE) + 10.0;
    let bottom = top + Scale::HEIGHT;
    let (says, told) = paragraph(24.0, bottom + 2.0 * LINE + 12.0, LETTERS - 3, INK, panel.says);
    let inside = html! {
        g font-weight="700" { (title) }
        (axes(chart, scale, top))
        (series(panel, scale, top))
        (mark(10.0, bottom + 2.0 * LINE + 7.0, panel.reading))
        (says)
    };
    let height = bottom + 2.0 * LINE + told.max(LINE) + 2.0;
    frame_of(WIDTH, &format!("{}-{at}", chart.id), panel.title, panel.description, height, &inside)
}

/// The ends of the scale that all share, and the first and the last period.
fn axes(chart: &Multiples<'_>, scale: Scale, top: f64) -> Markup {
    let bottom = top + Scale::HEIGHT;
    let ends: &[f64] = if scale.most > scale.least { &[scale.most, scale.least] } else { &[scale.most] };
    let (first, last) = (chart.periods.first(), chart.periods.last());
    html! {
        @for end in ends {
            @let y = top + scale.depth(*end);
            (line((Scale::LEFT, y), (Scale::RIGHT, y), RULE, 1.0, None))
            (text(Scale::LEFT - 8.0, y + 5.0, Held::End, SOFT, &(chart.number)(*end)))
        }
        @if let Some((_, short)) = first { (text(Scale::LEFT, bottom + LINE, Held::Start, SOFT, short)) }
        @if let (Some((_, short)), true) = (last, chart.periods.len() > 1) {
            (text(WIDTH, bottom + LINE, Held::End, SOFT, short))
        }
    }
}

/// The line, interrupted where a value is hidden; a dot for a value alone and for the last one; the mark where it changed.
fn series(panel: &Panel<'_>, scale: Scale, top: f64) -> Markup {
    let place = |period: usize| {
        let value = panel.values.get(period).copied().flatten()?;
        (period < scale.periods).then(|| (scale.x(period), top + scale.depth(value)))
    };
    let (mut path, mut dots) = (String::new(), Vec::new());
    let last = (0..scale.periods).rev().find(|period| place(*period).is_some());
    for period in 0..scale.periods {
        let Some((x, y)) = place(period) else { continue };
        let before = period.checked_sub(1).and_then(place).is_some();
        path.push_str(&format!("{}{} {}", if before { 'L' } else { 'M' }, at(x), at(y)));
        if Some(period) == last || (!before && place(period + 1).is_none()) {
            dots.push((x, y));
        }
    }
    let changed = panel.since.filter(|_| panel.reading != Reading::Usual).and_then(place);
    html! {
        @if !path.is_empty() {
            path d=(path) fill="none" stroke=(FIRST) stroke-width="2" stroke-linejoin="round" stroke-linecap="round" {}
        }
        @for (x, y) in dots { circle cx=(at(x)) cy=(at(y)) r="3.5" fill=(GROUND) stroke=(FIRST) stroke-width="2" {} }
        @if let Some((x, y)) = changed { (mark(x, y, panel.reading)) }
    }
}

/// The same numbers as one table: a row a series, a column a period.
pub fn multiples_table(chart: &Multiples<'_>) -> Markup {
    let words = &chart.words;
    let mut table = Table::new(chart.title)
        .columns(std::iter::once(Column::text(words.panel)))
        .columns(chart.periods.iter().map(|(label, _)| Column::number(*label)))
        .columns(std::iter::once(Column::text(words.reading)));
    for panel in chart.panels {
        let value = |at: usize| panel.values.get(at).copied().flatten().map_or(words.hidden.to_owned(), chart.number);
        let values = (0..chart.periods.len()).map(value).map(|cell| html! { (cell) });
        let name = std::iter::once(html! { (panel.title) });
        table = table.row(name.chain(values).chain(std::iter::once(html! { (panel.says) })));
    }
    if !words.why.is_empty() {
        table = table.note(words.why);
    }
    table.render()
}

#[cfg(test)]
mod tests;
