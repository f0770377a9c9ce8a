//! The plot: where things lie, the band with its centre, the line, the marks and the time axis.

use maud::{Markup, html};
use measures::xmr::{Point, Side};

use super::{ControlChart, Laid, Stage, State, notes, tags};
use crate::charts::{
    draw::{BAND, FIRST, Held, INK, LINE, RULE, SOFT, WIDTH, at, frame, line, over_lines, text},
    marks::mark,
};

/// Where things lie on the plot.
pub(super) struct Plot {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    least: f64,
    most: f64,
    pub(super) slots: usize,
}

impl Plot {
    fn of(chart: &ControlChart<'_>, laid: &Laid<'_>) -> Self {
        let levels = laid.stages.iter().flat_map(|stage| {
            let limits = (stage.first..=stage.last).filter_map(|slot| stage.at(slot));
            limits.flat_map(|(lower, upper)| [lower, upper]).chain(stage.centre)
        });
        let all: Vec<f64> =
            laid.points.iter().flatten().map(|point| point.value).chain(levels).chain(chart.target).collect();
        let least = all.iter().copied().reduce(f64::min).unwrap_or(0.0);
        let most = all.iter().copied().reduce(f64::max).unwrap_or(0.0);
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
        let flags = laid.stages.iter().any(|stage| !stage.reason.is_empty());
        plot.top = 12.0 + tags::height(chart, &plot).max(if flags { 12.0 } else { 0.0 });
        plot.bottom = plot.top + 170.0;
        plot
    }

    fn step(&self) -> f64 {
        (self.right - self.left - 16.0) / self.slots.saturating_sub(1).max(1) as f64
    }

    pub(super) fn x(&self, slot: usize) -> f64 {
        self.left + 8.0 + self.step() * slot as f64
    }

    fn y(&self, value: f64) -> f64 {
        self.bottom - (self.bottom - self.top) * (value - self.least) / (self.most - self.least)
    }

    /// Where a slot begins: half way from the one before.
    fn before(&self, slot: usize) -> f64 {
        if slot == 0 { self.left } else { self.x(slot) - self.step() / 2.0 }
    }

    /// Where a slot ends.
    fn after(&self, slot: usize) -> f64 {
        if slot + 1 >= self.slots { self.right } else { self.before(slot + 1) }
    }
}

/// The whole drawing.
pub(super) fn draw(chart: &ControlChart<'_>, laid: &Laid<'_>) -> Markup {
    let plot = Plot::of(chart, laid);
    let stretches = notes::stretches(laid);
    let (notes, bottom) = notes::under(chart, laid, &stretches, plot.bottom + 2.0 * LINE + 10.0);
    let inside = html! {
        @for stage in &laid.stages { (band(stage, &plot)) }
        (labels(chart, laid, &plot))
        @if let Some(target) = chart.target {
            (line((plot.left, plot.y(target)), (plot.right, plot.y(target)), INK, 1.0, None))
        }
        (tags::draw(chart, &plot))
        @for stage in laid.stages.iter().filter(|stage| !stage.reason.is_empty()) {
            (cut(plot.before(stage.first), plot.top - 10.0, plot.bottom))
        }
        @for stage in &laid.stages { (path(stage, laid, &plot)) }
        @for (slot, point) in laid.points.iter().enumerate() {
            @if let Some(point) = point {
                @let (x, y) = (plot.x(slot), plot.y(point.value));
                @if matches!(chart.slots.get(slot).map(|slot| slot.state), Some(State::Provisional { .. })) {
                    (ring(x, y))
                }
                (mark(x, y, point.reading))
            }
        }
        @if !chart.words.hidden.is_empty() {
            @for (slot, one) in chart.slots.iter().enumerate() {
                @if matches!(one.state, State::Hidden(_)) { (cross(plot.x(slot), plot.bottom - 9.0)) }
            }
        }
        @for stretch in &stretches { (letter(stretch, &laid.points, &plot)) }
        (periods(chart, &plot))
        (notes)
    };
    frame(chart.id, chart.title, chart.description, bottom, &inside)
}

/// The band between the limits and the centre of a piece. Neighbours with the same limits are one step.
fn band(stage: &Stage<'_>, plot: &Plot) -> Markup {
    let (left, right) = (plot.before(stage.first), plot.after(stage.last));
    html! {
        @for (area, edges) in steps(stage, plot) {
            path d=(area) fill=(BAND) {}
            path d=(edges) fill="none" stroke=(SOFT) stroke-dasharray="2 3" {}
        }
        @if let Some(centre) = stage.centre {
            (line((left, plot.y(centre)), (right, plot.y(centre)), SOFT, 1.5, Some("7 4")))
        }
    }
}

/// For each run of slots with limits: the area between them, and their two edges.
fn steps(stage: &Stage<'_>, plot: &Plot) -> Vec<(String, String)> {
    let mut drawn = Vec::new();
    let mut slot = stage.first;
    while slot <= stage.last {
        let Some(first) = stage.at(slot) else {
            slot += 1;
            continue;
        };
        let left = plot.before(slot);
        // Upper edge onwards, lower edge backwards; a level that stays needs no word.
        let (mut upper, mut lower) = (format!("M{} {}", at(left), at(plot.y(first.1))), Vec::new());
        let mut now = first;
        while let Some(limits) = stage.at(slot) {
            if limits != now {
                let x = at(plot.before(slot));
                upper.push_str(&format!("H{x}V{}", at(plot.y(limits.1))));
                lower.push(format!("H{x}V{}", at(plot.y(now.0))));
                now = limits;
            }
            slot += 1;
        }
        let right = at(plot.after(slot.saturating_sub(1)));
        upper.push_str(&format!("H{right}"));
        let back: String = lower.iter().rev().map(String::as_str).collect();
        let end = at(plot.y(now.0));
        drawn.push((format!("{upper}V{end}{back}H{}Z", at(left)), format!("{upper}M{right} {end}{back}H{}", at(left))));
    }
    drawn
}

/// The values of the levels on the left, where the first piece begins: the only labels of the axis. A label that would run
/// into one before it is left to the notes.
fn labels(chart: &ControlChart<'_>, laid: &Laid<'_>, plot: &Plot) -> Markup {
    let first = laid.stages.first();
    let limits = first.and_then(|stage| (stage.first..=stage.last).find_map(|slot| stage.at(slot)));
    let wanted = first.and_then(|stage| stage.centre).into_iter().chain(chart.target);
    let mut taken: Vec<f64> = Vec::new();
    let mut drawn = Vec::new();
    for value in wanted.chain(limits.into_iter().flat_map(|(lower, upper)| [lower, upper])) {
        let y = plot.y(value);
        if taken.iter().all(|other| (other - y).abs() >= 15.0) {
            taken.push(y);
            drawn.push(text(plot.left - 6.0, y + 5.0, Held::End, SOFT, &(chart.number)(value)));
        }
    }
    html! { @for label in &drawn { (label) } }
}

/// The line through the points of a piece, interrupted where a period has none.
fn path(stage: &Stage<'_>, laid: &Laid<'_>, plot: &Plot) -> Markup {
    let mut path = String::new();
    let mut pen_down = false;
    for (slot, point) in laid.points.iter().enumerate().take(stage.last + 1).skip(stage.first) {
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

/// What stands around a point that can still move.
pub(super) fn ring(x: f64, y: f64) -> Markup {
    html! { circle cx=(at(x)) cy=(at(y)) r="8" fill="none" stroke=(SOFT) stroke-dasharray="2 2" {} }
}

/// What stands on the time axis for a period that is hidden.
pub(super) fn cross(x: f64, y: f64) -> Markup {
    html! {
        path d={ "M" (at(x - 3.0)) " " (at(y - 3.0)) "l6 6m0-6l-6 6" } fill="none" stroke=(SOFT) stroke-width="1.5" {}
    }
}

/// Where limits are computed anew: an upright line with a pennant.
pub(super) fn cut(x: f64, top: f64, bottom: f64) -> Markup {
    html! {
        (line((x, top), (x, bottom), INK, 1.0, None))
        path d={ "M" (at(x)) " " (at(top)) "l9 4l-9 4Z" } fill=(INK) {}
    }
}

/// The letter of a stretch beside its first point, on the side away from the centre.
fn letter(stretch: &notes::Stretch, points: &[Option<Point>], plot: &Plot) -> Markup {
    let Some(point) = points.get(stretch.first).and_then(Option::as_ref) else { return html! {} };
    let y = plot.y(point.value) + if point.side == Some(Side::Down) { 19.0 } else { -9.0 };
    let y = y.clamp(plot.top + 4.0, plot.bottom - 2.0);
    over_lines(&text(plot.x(stretch.first), y, Held::Middle, INK, &stretch.letter()))
}

/// The time axis: as many short names as fit, the first and the last always.
fn periods(chart: &ControlChart<'_>, plot: &Plot) -> Markup {
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
