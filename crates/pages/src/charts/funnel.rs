//! Units beside each other as a funnel: what chance alone makes of units of each size, and who lies outside of it. Units
//! stand in the order they are given (their names'), never in that of their values.
//!
//! The limits at 95 % are the edge of a band, those at 99.8 % a line outside of it, both drawn as curves over n. A unit
//! within is a hollow grey dot and bears no name; between the two limits it is a hollow diamond, beyond both a full
//! square, each with a letter that is explained under the plot. Where sizes differ by eight times or more, n goes by its
//! logarithm, so that small units are not crowded at the left edge; the drawing says which.

use maud::{Markup, Render, html};
use measures::funnel::{Funnel, Place, Unit};

use super::{
    draw::{BAND, GROUND, Held, INK, LINE, RULE, SIGNAL, SOFT, WIDTH, at, frame, line, over_lines, rect, text},
    keys::{Keys, letter},
    marks::{diamond, square},
};
use crate::parts::{Column, Table};

/// From how many times the smallest n on n goes by its logarithm.
const LOG_FROM: f64 = 8.0;
/// Into how many pieces a curve is cut.
const CURVE: u32 = 24;

/// One unit.
#[derive(Debug, Clone, Copy)]
pub struct FunnelRow<'a> {
    /// Its name.
    pub label: &'a str,
    /// Why it is not shown, and how many more people are needed, in words; nothing for the next unit of the funnel.
    pub hidden: Option<&'a str>,
}

/// The words of the chart and its table, already translated.
#[derive(Debug, Clone, Copy)]
pub struct FunnelWords<'a> {
    /// Heading of the units.
    pub unit: &'a str,
    /// Heading of the values.
    pub value: &'a str,
    /// Heading of the number of people, also under the axis and after it ("610 answers").
    pub n: &'a str,
    /// Heading of where a unit lies.
    pub place: &'a str,
    /// "All units together", or "Target": what the line in the middle is.
    pub target: &'a str,
    /// "Limits at 95 %".
    pub at_95: &'a str,
    /// "Limits at 99.8 %".
    pub at_998: &'a str,
    /// What is said where the limits are wider because units differ by more than chance ("overdispersion").
    pub overdispersed: &'a str,
    /// "Sizes drawn by their logarithm".
    pub logarithm: &'a str,
    /// "Sizes drawn as they are".
    pub linear: &'a str,
}

/// A funnel to be drawn.
#[derive(Clone, Copy)]
pub struct FunnelChart<'a> {
    /// Start of the ids of this drawing; once a page.
    pub id: &'a str,
    /// What it shows, in one line.
    pub title: &'a str,
    /// What it says, in words.
    pub description: &'a str,
    /// The units, in the order of their names: those of the funnel in its order, and those that are hidden among them.
    pub rows: &'a [FunnelRow<'a>],
    /// What was read.
    pub funnel: &'a Funnel,
    /// Writes a value in the reader's language.
    pub number: &'a dyn Fn(f64) -> String,
    /// Says where a unit lies: "higher than chance makes it".
    pub place: &'a dyn Fn(Place) -> String,
    /// The words.
    pub words: FunnelWords<'a>,
}

impl<'a> FunnelChart<'a> {
    /// The rows with their units.
    fn units(&self) -> Vec<(FunnelRow<'a>, Option<&'a Unit>)> {
        let mut units = self.funnel.units.iter();
        self.rows.iter().map(|row| (*row, if row.hidden.is_none() { units.next() } else { None })).collect()
    }
}

/// Where things lie on the plot.
struct Plot {
    /// The least and the greatest n, with some air, on the scale drawn.
    sizes: [f64; 2],
    values: [f64; 2],
    log: bool,
}

impl Plot {
    const LEFT: f64 = 50.0;
    const RIGHT: f64 = WIDTH - 10.0;
    const TOP: f64 = 8.0;
    const BOTTOM: f64 = 228.0;

    fn of(funnel: &Funnel) -> Self {
        let n = || funnel.units.iter().map(|unit| unit.n.max(1) as f64);
        let least = n().fold(f64::INFINITY, f64::min).min(1e15);
        let most = n().fold(1.0, f64::max).max(least);
        let log = most >= least * LOG_FROM;
        let scale = |n: f64| if log { n.ln() } else { n };
        let (first, last) = (scale(least), scale(most));
        // Units of one size stand in the middle.
        let air = if last > first { (last - first) * 0.06 } else { 1.0 };
        // Beside the least n there is room, but there is none below nobody.
        let sizes = [if log { first - air } else { (first - air).max(least * 0.5) }, last + air];
        let limits = funnel.limits(least);
        let ends = limits.at_998.into_iter().chain([funnel.target]);
        let all: Vec<f64> = funnel.units.iter().map(|unit| unit.value).chain(ends).collect();
        let low = all.iter().copied().fold(f64::INFINITY, f64::min);
        let high = all.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let air = if high > low { (high - low) * 0.06 } else { 1.0 };
        Self { sizes, values: [low - air, high + air], log }
    }

    fn x(&self, n: f64) -> f64 {
        let n = if self.log { n.ln() } else { n };
        Self::LEFT + (Self::RIGHT - Self::LEFT) * (n - self.sizes[0]) / (self.sizes[1] - self.sizes[0])
    }

    fn y(&self, value: f64) -> f64 {
        let y =
            Self::BOTTOM - (Self::BOTTOM - Self::TOP) * (value - self.values[0]) / (self.values[1] - self.values[0]);
        // The curves of sizes smaller than any unit may leave the plot.
        y.clamp(Self::TOP, Self::BOTTOM)
    }

    /// A curve over n, from the left to the right.
    fn curve(&self, limit: impl Fn(f64) -> f64) -> Vec<(f64, f64)> {
        let [first, last] = self.sizes;
        let n = |step: u32| {
            let size = first + (last - first) * f64::from(step) / f64::from(CURVE);
            if self.log { size.exp() } else { size }
        };
        (0..=CURVE).map(n).map(|n| (self.x(n), self.y(limit(n)))).collect()
    }
}

fn drawn(points: impl Iterator<Item = (f64, f64)>) -> String {
    let points: Vec<String> = points.map(|(x, y)| format!("{} {}", at(x), at(y))).collect();
    points.join("L")
}

/// The drawing.
pub fn funnel_chart(chart: &FunnelChart<'_>) -> Markup {
    let plot = Plot::of(chart.funnel);
    let outside: Vec<(&str, &Unit)> = chart
        .units()
        .into_iter()
        .filter_map(|(row, unit)| Some((row.label, unit.filter(|unit| unit.place != Place::Usual)?)))
        .collect();
    let inside = html! {
        (limits(chart, &plot))
        @for unit in &chart.funnel.units { (mark(plot.x(unit.n as f64), plot.y(unit.value), unit.place)) }
        (letters(chart, &outside, &plot))
        (sizes(chart, &plot))
    };
    let (keys, bottom) = keys(chart, &outside, &plot);
    frame(chart.id, chart.title, chart.description, bottom, &html! { (inside) (keys) })
}

/// The band, its edges, the outer limits, and what units are compared with.
fn limits(chart: &FunnelChart<'_>, plot: &Plot) -> Markup {
    let funnel = chart.funnel;
    let upper = plot.curve(|n| funnel.limits(n).at_95[1]);
    let lower = plot.curve(|n| funnel.limits(n).at_95[0]);
    let outer = [plot.curve(|n| funnel.limits(n).at_998[1]), plot.curve(|n| funnel.limits(n).at_998[0])];
    let middle = plot.y(funnel.target);
    let edges = format!("M{}M{}", drawn(upper.iter().copied()), drawn(lower.iter().copied()));
    let area = drawn(upper.into_iter().chain(lower.into_iter().rev()));
    let far: String = outer.into_iter().map(|curve| format!("M{}", drawn(curve.into_iter()))).collect();
    // The values of the axis: the target, the highest and the lowest unit.
    let values = || funnel.units.iter().map(|unit| unit.value);
    let ends = [values().fold(f64::NEG_INFINITY, f64::max), values().fold(f64::INFINITY, f64::min)];
    let clear = |value: f64| (plot.y(value) - middle).abs() >= 15.0 && value.is_finite();
    let label = |value: f64| text(Plot::LEFT - 6.0, plot.y(value) + 5.0, Held::End, SOFT, &(chart.number)(value));
    html! {
        path d={ "M" (area) "Z" } fill=(BAND) {}
        path d=(edges) fill="none" stroke=(SOFT) stroke-dasharray="2 3" {}
        path d=(far) fill="none" stroke=(SOFT) stroke-width="1.5" {}
        (line((Plot::LEFT, middle), (Plot::RIGHT, middle), SOFT, 1.5, Some("7 4")))
        (label(funnel.target))
        @for end in ends { @if clear(end) { (label(end)) } }
    }
}

/// The sizes under the plot: the least and the greatest, and between them, where there is room, that of the middle unit.
fn sizes(chart: &FunnelChart<'_>, plot: &Plot) -> Markup {
    let mut all: Vec<u64> = chart.funnel.units.iter().map(|unit| unit.n).collect();
    all.sort_unstable();
    let (least, most) = (all.first().copied(), all.last().copied());
    let middle = all.get(all.len() / 2).copied();
    let mut drawn: Vec<(f64, u64)> = Vec::new();
    for n in least.into_iter().chain(most).chain(middle) {
        let x = plot.x(n as f64);
        if drawn.iter().all(|(other, _)| (other - x).abs() >= 52.0) {
            drawn.push((x, n));
        }
    }
    html! {
        (line((Plot::LEFT, Plot::BOTTOM), (Plot::RIGHT, Plot::BOTTOM), RULE, 1.0, None))
        @for (x, n) in drawn {
            (line((x, Plot::BOTTOM), (x, Plot::BOTTOM + 4.0), SOFT, 1.0, None))
            (text(x, Plot::BOTTOM + LINE, Held::Middle, SOFT, &n.to_string()))
        }
        (text((Plot::LEFT + Plot::RIGHT) / 2.0, Plot::BOTTOM + 2.0 * LINE, Held::Middle, SOFT, chart.words.n))
    }
}

fn mark(x: f64, y: f64, place: Place) -> Markup {
    match place {
        Place::Usual => html! {
            circle cx=(at(x)) cy=(at(y)) r="3" fill=(GROUND) stroke=(SOFT) stroke-width="1.5" {}
        },
        Place::High | Place::Low => html! {
            path d=(diamond(x, y)) fill=(GROUND) stroke=(SIGNAL) stroke-width="2" {}
        },
        Place::VeryHigh | Place::VeryLow => html! {
            path d=(square(x, y)) fill=(SIGNAL) stroke=(GROUND) stroke-width="1.5" {}
        },
    }
}

/// A letter for each unit outside, where it runs into no other letter and no other mark.
fn letters(chart: &FunnelChart<'_>, outside: &[(&str, &Unit)], plot: &Plot) -> Markup {
    let place = |unit: &Unit| (plot.x(unit.n as f64), plot.y(unit.value));
    let mut taken: Vec<(f64, f64)> = chart.funnel.units.iter().map(place).collect();
    let mut found = Vec::new();
    for (at, (_, unit)) in outside.iter().enumerate() {
        let (x, y) = place(unit);
        let around = [(0.0, -12.0), (12.0, 0.0), (-12.0, 0.0), (0.0, 14.0), (11.0, -11.0), (-11.0, -11.0)];
        let within = |(x, y): &(f64, f64)| {
            *x > Plot::LEFT + 5.0 && *x < Plot::RIGHT - 5.0 && *y > Plot::TOP + 2.0 && *y < Plot::BOTTOM - 4.0
        };
        let free = |(x, y): &(f64, f64)| taken.iter().all(|(tx, ty)| (tx - x).abs() > 8.5 || (ty - y).abs() > 11.0);
        let mut spots = around.iter().map(|(dx, dy)| (x + dx, y + dy)).filter(within);
        let spot = spots.find(free).unwrap_or((x + 12.0, y));
        taken.push(spot);
        found.push(html! { (text(spot.0, spot.1 + 5.0, Held::Middle, INK, &letter(at))) });
    }
    html! { @if !found.is_empty() { (over_lines(&html! { @for one in &found { (one) } })) } }
}

/// What the lines, the marks and the letters mean. Only what occurs is explained.
fn keys(chart: &FunnelChart<'_>, outside: &[(&str, &Unit)], plot: &Plot) -> (Markup, f64) {
    let (words, number, funnel) = (&chart.words, chart.number, chart.funnel);
    let mut keys = Keys::new(Plot::BOTTOM + 3.0 * LINE + 12.0);
    let dash = |y: f64| line((2.0, y - 5.0), (18.0, y - 5.0), SOFT, 1.5, Some("7 4"));
    keys.key(dash, &format!("{} {}", words.target, number(funnel.target)));
    let edge = |y: f64| line((2.0, y), (18.0, y), SOFT, 1.0, Some("2 3"));
    let swatch = |y: f64| html! { (rect(2.0, y - 12.0, 16.0, 14.0, BAND)) (edge(y - 12.0)) (edge(y + 2.0)) };
    keys.key(swatch, words.at_95);
    keys.key(|y| line((2.0, y - 5.0), (18.0, y - 5.0), SOFT, 1.5, None), words.at_998);
    for place in [Place::Usual, Place::High, Place::Low, Place::VeryHigh, Place::VeryLow] {
        if funnel.units.iter().any(|unit| unit.place == place) {
            keys.key(|y| mark(10.0, y - 5.0, place), &(chart.place)(place));
        }
    }
    for (at, (label, unit)) in outside.iter().enumerate() {
        let said = format!("{label} – {}, {} {}", number(unit.value), unit.n, words.n.to_lowercase());
        keys.letter(&letter(at), &said);
    }
    keys.plain(if plot.log { words.logarithm } else { words.linear });
    if funnel.overdispersed {
        keys.plain(words.overdispersed);
    }
    keys.done()
}

/// The same numbers as a table, in the order given.
pub fn funnel_table(chart: &FunnelChart<'_>) -> Markup {
    let (words, number) = (&chart.words, chart.number);
    let mut table = Table::new(chart.title).columns([
        Column::text(words.unit),
        Column::number(words.value),
        Column::number(words.n),
        Column::number(words.at_95),
        Column::number(words.at_998),
        Column::text(words.place),
    ]);
    let ends = |[low, high]: [f64; 2]| format!("{} – {}", number(low), number(high));
    let dash = || "–".to_owned();
    for (row, unit) in chart.units() {
        let cells = match unit {
            Some(unit) => [
                number(unit.value),
                unit.n.to_string(),
                ends(unit.limits.at_95),
                ends(unit.limits.at_998),
                (chart.place)(unit.place),
            ],
            None => [dash(), dash(), dash(), dash(), row.hidden.unwrap_or("–").to_owned()],
        };
        table = table.row(std::iter::once(html! { (row.label) }).chain(cells.iter().map(|cell| html! { (cell) })));
    }
    let all = [words.target.to_owned(), number(chart.funnel.target), dash(), dash(), dash(), dash()];
    table = table.row(all.iter().map(|cell| html! { (cell) }));
    if chart.funnel.overdispersed {
        table = table.note(words.overdispersed);
    }
    table.render()
}

#[cfg(test)]
mod tests;
