//! A series over time as an XmR chart: points, mean, the band of usual variation, signals and what was done when.
//!
//! Usual points are hollow grey dots. A signal has a shape and a colour of its own, and each stretch of points that say
//! the same has a letter; letters and the numbers of actions are explained in the lines under the plot, so that
//! nothing has to be hovered, and a black-and-white print says as much.

use maud::{Markup, html};
use measures::xmr::{Reading, Signal, Xmr};

use super::draw::{
    BAND, BETTER, FIRST, GROUND, Held, INK, LINE, RULE, SIGNAL, SOFT, WIDTH, WORSE, at, frame, line, rect, shape, text,
};

mod notes;
mod table;
mod tags;

pub use table::xmr_table;

/// One period of the time axis.
#[derive(Debug, Clone, Copy)]
pub struct Slot<'a> {
    /// Its full name, for the notes and the table: "March 2026".
    pub label: &'a str,
    /// Its short name, for the axis: "03/26".
    pub short: &'a str,
    /// Whether it has a point.
    pub state: State<'a>,
}

/// A period with a point, or why it has none.
#[derive(Debug, Clone, Copy)]
pub enum State<'a> {
    /// It has the next point of the series, made of the answers of so many people.
    Shown {
        /// How many people.
        n: u64,
    },
    /// It has no point: why, and how many more people are needed, in words. The line is interrupted.
    Hidden(&'a str),
}

/// Something that was done in a period.
#[derive(Debug, Clone, Copy)]
pub struct Action<'a> {
    /// The place of the period in the slots.
    pub slot: usize,
    /// What was done.
    pub text: &'a str,
}

/// The words of the chart and its table, already translated.
#[derive(Debug, Clone, Copy)]
pub struct XmrWords<'a> {
    /// Heading of the periods.
    pub period: &'a str,
    /// Heading of the values, with their unit.
    pub value: &'a str,
    /// Heading of the number of people.
    pub n: &'a str,
    /// Heading of what each point says.
    pub reading: &'a str,
    /// Heading of what was done.
    pub actions: &'a str,
    /// "Mean".
    pub mean: &'a str,
    /// "Lower limit of usual variation".
    pub lower: &'a str,
    /// "Upper limit of usual variation".
    pub upper: &'a str,
    /// "Usual variation", the name of the band.
    pub band: &'a str,
    /// What is said when fewer than 12 points set the limits.
    pub trial: &'a str,
    /// What is said when there are too few points for limits.
    pub no_limits: &'a str,
}

/// A series to be drawn.
#[derive(Clone, Copy)]
pub struct XmrChart<'a> {
    /// Start of the ids of this drawing; once a page.
    pub id: &'a str,
    /// What it shows, in one line.
    pub title: &'a str,
    /// What it says, in words: "more than usual since May".
    pub description: &'a str,
    /// The periods, in the order of time.
    pub slots: &'a [Slot<'a>],
    /// The series read from the values of the slots that are shown, in their order.
    pub series: &'a Xmr,
    /// The least and the most that a value can be (0 and 100 for a score): limits are drawn and told within.
    pub within: Option<(f64, f64)>,
    /// What was done, and when.
    pub actions: &'a [Action<'a>],
    /// Writes a value in the reader's language.
    pub number: &'a dyn Fn(f64) -> String,
    /// Says what a point says: "improvement".
    pub reading: &'a dyn Fn(Reading) -> String,
    /// Says a rule and its side: "seven points above the mean".
    pub signal: &'a dyn Fn(Signal) -> String,
    /// The words.
    pub words: XmrWords<'a>,
}

impl XmrChart<'_> {
    fn bounded(&self, value: f64) -> f64 {
        self.within.map_or(value, |(least, most)| value.max(least).min(most))
    }

    /// Mean, lower and upper limit as they are told.
    fn levels(&self) -> (f64, Option<(f64, f64)>) {
        let limits = self.series.limits.map(|limits| (self.bounded(limits.lower), self.bounded(limits.upper)));
        (self.series.mean, limits)
    }

    /// For each slot its point in the series, when it has one.
    fn points(&self) -> Vec<Option<&measures::xmr::Point>> {
        let mut points = self.series.points.iter();
        let shown = |slot: &Slot<'_>| matches!(slot.state, State::Shown { .. });
        self.slots.iter().map(|slot| if shown(slot) { points.next() } else { None }).collect()
    }
}

/// Where things lie on the plot.
struct Plot {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    least: f64,
    most: f64,
    slots: usize,
}

impl Plot {
    fn of(chart: &XmrChart<'_>) -> Self {
        let (mean, limits) = chart.levels();
        let (lower, upper) = limits.unwrap_or((mean, mean));
        let values = || chart.series.points.iter().map(|point| point.value).chain([mean, lower, upper]);
        let (least, most) = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
        // A series without any spread still needs a height.
        let air = if most > least { (most - least) * 0.08 } else { 1.0 };
        let mut plot = Self {
            left: 50.0,
            right: WIDTH - 10.0,
            top: 0.0,
            bottom: 0.0,
            least: least - air,
            most: most + air,
            slots: chart.slots.len(),
        };
        plot.top = 12.0 + tags::height(chart, &plot);
        plot.bottom = plot.top + 170.0;
        plot
    }

    fn x(&self, slot: usize) -> f64 {
        let steps = self.slots.saturating_sub(1).max(1) as f64;
        self.left + 8.0 + (self.right - self.left - 16.0) * slot as f64 / steps
    }

    fn y(&self, value: f64) -> f64 {
        self.bottom - (self.bottom - self.top) * (value - self.least) / (self.most - self.least)
    }
}

/// The drawing.
pub fn xmr_chart(chart: &XmrChart<'_>) -> Markup {
    let plot = Plot::of(chart);
    let points = chart.points();
    let stretches = notes::stretches(&points);
    let (notes, bottom) = notes::under(chart, &points, &stretches, plot.bottom + 2.0 * LINE + 10.0);
    let inside = html! {
        (band(chart, &plot))
        (tags::draw(chart, &plot))
        (path(&points, &plot))
        @for (slot, point) in points.iter().enumerate() {
            @if let Some(point) = point { (mark(plot.x(slot), plot.y(point.value), point.reading)) }
        }
        @for stretch in &stretches { (letter(stretch, &points, &plot)) }
        (periods(chart, &plot))
        (notes)
    };
    frame(chart.id, chart.title, chart.description, bottom, &inside)
}

/// The band between the limits, the mean, and their values on the left: the only labels of the axis.
fn band(chart: &XmrChart<'_>, plot: &Plot) -> Markup {
    let (mean, limits) = chart.levels();
    let label = |value: f64| text(plot.left - 6.0, plot.y(value) + 5.0, Held::End, SOFT, &(chart.number)(value));
    let clear = |value: f64| (plot.y(value) - plot.y(mean)).abs() >= 15.0;
    html! {
        @if let Some((lower, upper)) = limits {
            (rect(plot.left, plot.y(upper), plot.right - plot.left, plot.y(lower) - plot.y(upper), BAND))
            @for limit in [lower, upper] {
                (line((plot.left, plot.y(limit)), (plot.right, plot.y(limit)), SOFT, 1.0, Some("2 3")))
                @if clear(limit) { (label(limit)) }
            }
        }
        (line((plot.left, plot.y(mean)), (plot.right, plot.y(mean)), SOFT, 1.5, Some("7 4")))
        (label(mean))
    }
}

/// The line through the points, interrupted where a period has none.
fn path(points: &[Option<&measures::xmr::Point>], plot: &Plot) -> Markup {
    let mut path = String::new();
    let mut pen_down = false;
    for (slot, point) in points.iter().enumerate() {
        if let Some(point) = point {
            path.push(if pen_down { 'L' } else { 'M' });
            path.push_str(&format!("{} {}", at(plot.x(slot)), at(plot.y(point.value))));
        }
        pen_down = point.is_some();
    }
    html! {
        @if !path.is_empty() { path d=(path) fill="none" stroke=(FIRST) stroke-width="1.5" stroke-linejoin="round" {} }
    }
}

/// The mark of a reading: hollow dot, square, triangle, diamond.
fn mark(x: f64, y: f64, reading: Reading) -> Markup {
    let polygon = |corners: &[(f64, f64)]| {
        let corners: Vec<String> = corners.iter().map(|(dx, dy)| format!("{} {}", at(x + dx), at(y + dy))).collect();
        format!("M{}Z", corners.join("L"))
    };
    match reading {
        Reading::Usual => html! {
            circle cx=(at(x)) cy=(at(y)) r="3" fill=(GROUND) stroke=(SOFT) stroke-width="1.5" {}
        },
        Reading::Improvement => shape(&polygon(&[(-4.5, -4.5), (4.5, -4.5), (4.5, 4.5), (-4.5, 4.5)]), BETTER, GROUND),
        Reading::Concern => shape(&polygon(&[(0.0, -5.5), (5.5, 4.5), (-5.5, 4.5)]), WORSE, GROUND),
        Reading::Neither => shape(&polygon(&[(0.0, -6.0), (6.0, 0.0), (0.0, 6.0), (-6.0, 0.0)]), SIGNAL, GROUND),
    }
}

/// The letter of a stretch beside its first point, on the side away from the mean.
fn letter(stretch: &notes::Stretch, points: &[Option<&measures::xmr::Point>], plot: &Plot) -> Markup {
    let Some(point) = points.get(stretch.first).copied().flatten() else { return html! {} };
    let below = point.side == Some(measures::xmr::Side::Down);
    let y = plot.y(point.value) + if below { 19.0 } else { -9.0 };
    let y = y.clamp(plot.top + 4.0, plot.bottom - 2.0);
    html! { g font-weight="700" { (text(plot.x(stretch.first), y, Held::Middle, INK, &stretch.letter())) } }
}

/// The time axis: as many short names as fit, the first and the last always.
fn periods(chart: &XmrChart<'_>, plot: &Plot) -> Markup {
    let last = plot.slots.saturating_sub(1);
    let longest = chart.slots.iter().map(|slot| slot.short.chars().count()).max().unwrap_or(1).max(1);
    let fit = (((plot.right - plot.left) / (longest as f64 * 8.5 + 8.0)).floor()).max(2.0);
    let step = ((plot.slots as f64 / fit).ceil() as usize).max(1);
    // A name too near the last one gives way to it.
    let named = |slot: usize| slot == last || (slot.is_multiple_of(step) && last - slot >= step);
    html! {
        (line((plot.left, plot.bottom), (plot.right, plot.bottom), RULE, 1.0, None))
        @for (at, slot) in chart.slots.iter().enumerate() {
            @if named(at) {
                @let held = if at == last && last > 0 { Held::End } else if at == 0 { Held::Start } else { Held::Middle };
                @let nudge = match held { Held::End => 8.0, Held::Start => -8.0, Held::Middle => 0.0 };
                (line((plot.x(at), plot.bottom), (plot.x(at), plot.bottom + 4.0), SOFT, 1.0, None))
                (text(plot.x(at) + nudge, plot.bottom + LINE, held, SOFT, slot.short))
            }
        }
    }
}
