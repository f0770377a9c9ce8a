//! The lines under the plot: what the marks, letters and numbers mean. Only what occurs is explained.

use maud::{Markup, html};
use measures::xmr::{Reading, Side, Signal};

use super::{
    ControlChart, Laid, Limits, Stage, State,
    plot::{cross, cut, ring},
    tags,
};
use crate::charts::{
    draw::{BAND, Held, INK, SOFT, line, rect, text},
    keys::Keys,
    marks::mark,
};

/// Points in a row that say the same, whatever their rules.
pub(super) struct Stretch {
    /// The slot of the first of them.
    pub(super) first: usize,
    /// The slot of the last of them.
    last: usize,
    /// What they say.
    reading: Reading,
    /// The side of their deciding rules.
    side: Side,
    /// Every rule that one of them meets, in the order met.
    signals: Vec<Signal>,
    place: usize,
}

impl Stretch {
    /// a, b, … z, aa, ab…
    pub(super) fn letter(&self) -> String {
        crate::charts::keys::letter(self.place)
    }
}

/// The stretches of a series, in the order of time. A period without a point does not cut one; limits computed anew do.
pub(super) fn stretches(laid: &Laid<'_>) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let mut open = false;
    for (slot, point) in laid.points.iter().enumerate() {
        open = open && laid.stages.iter().all(|stage| stage.first != slot);
        let Some(point) = point else { continue };
        let Some(signal) = point.signals.first().copied() else {
            open = false;
            continue;
        };
        let same = |stretch: &&mut Stretch| open && stretch.reading == point.reading && stretch.side == signal.side;
        if found.last_mut().filter(same).is_none() {
            let (reading, side, place) = (point.reading, signal.side, found.len());
            found.push(Stretch { first: slot, last: slot, reading, side, signals: Vec::new(), place });
        }
        if let Some(stretch) = found.last_mut() {
            stretch.last = slot;
            for signal in &point.signals {
                if !stretch.signals.contains(signal) {
                    stretch.signals.push(*signal);
                }
            }
        }
        open = true;
    }
    found
}

/// The notes from `y` on, and where they end.
pub(super) fn under(chart: &ControlChart<'_>, laid: &Laid<'_>, stretches: &[Stretch], y: f64) -> (Markup, f64) {
    let mut notes = Keys::new(y);
    for stage in &laid.stages {
        levels(chart, laid, stage, &mut notes);
    }
    if let Some(target) = chart.target {
        let full = |y: f64| line((2.0, y - 5.0), (18.0, y - 5.0), INK, 1.0, None);
        notes.key(full, &format!("{} {}", chart.words.target, (chart.number)(target)));
    }
    for reading in [Reading::Usual, Reading::Improvement, Reading::Concern, Reading::Neither] {
        if laid.points.iter().flatten().any(|point| point.reading == reading) {
            notes.key(|y| mark(10.0, y - 5.0, reading), &(chart.reading)(reading));
        }
    }
    states(chart, &mut notes);
    for stretch in stretches {
        notes.letter(&stretch.letter(), &said(chart, stretch));
    }
    for stage in laid.stages.iter().filter(|stage| !stage.reason.is_empty()) {
        if let Some(slot) = chart.slots.get(stage.first) {
            let words = format!("{} – {} – {}", chart.words.anew, slot.label, stage.reason);
            notes.key(|y| cut(7.0, y - 12.0, y + 2.0), &words);
        }
    }
    for action in chart.actions {
        if let Some(slot) = chart.slots.get(action.slot) {
            let number = tags::number(chart, action.slot).to_string();
            let words = format!("{} – {}", slot.label, action.text);
            notes.key(|y| text(10.0, y, Held::Middle, INK, &number), &words);
        }
    }
    for line in chart.also() {
        notes.plain(line);
    }
    notes.done()
}

/// What the ring and the cross mean.
fn states(chart: &ControlChart<'_>, notes: &mut Keys) {
    let mut told: Vec<&str> = Vec::new();
    for slot in chart.slots {
        if let State::Provisional { why, .. } = slot.state
            && !told.contains(&why)
        {
            told.push(why);
            notes.key(|y| html! { (ring(10.0, y - 5.0)) (mark(10.0, y - 5.0, Reading::Usual)) }, why);
        }
    }
    let hides = chart.slots.iter().any(|slot| matches!(slot.state, State::Hidden(_)));
    if hides && !chart.words.hidden.is_empty() {
        notes.key(|y| cross(10.0, y - 5.0), chart.words.hidden);
    }
}

/// From when to when a piece goes, where there are several.
pub(super) fn when(chart: &ControlChart<'_>, laid: &Laid<'_>, stage: &Stage<'_>) -> String {
    if laid.stages.len() < 2 {
        return String::new();
    }
    format!(" ({})", span(chart, stage.first, stage.last))
}

fn span(chart: &ControlChart<'_>, first: usize, last: usize) -> String {
    let label = |slot: usize| chart.slots.get(slot).map_or("", |slot| slot.label);
    if first == last { label(first).to_owned() } else { format!("{} – {}", label(first), label(last)) }
}

/// The centre, and the band or why there is none.
fn levels(chart: &ControlChart<'_>, laid: &Laid<'_>, stage: &Stage<'_>, notes: &mut Keys) {
    let (words, number) = (&chart.words, chart.number);
    let when = when(chart, laid, stage);
    let dash = |y: f64| line((2.0, y - 5.0), (18.0, y - 5.0), SOFT, 1.5, Some("7 4"));
    if let Some(centre) = stage.centre {
        notes.key(dash, &format!("{} {}{when}", words.centre, number(centre)));
    }
    let edge = |y: f64| line((2.0, y), (18.0, y), SOFT, 1.0, Some("2 3"));
    let swatch = |y: f64| html! { (rect(2.0, y - 12.0, 16.0, 14.0, BAND)) (edge(y - 12.0)) (edge(y + 2.0)) };
    match stage.limits {
        Limits::None => notes.plain(&after(&when, words.no_limits)),
        Limits::Same(lower, upper) => {
            notes.key(swatch, &format!("{} {} – {}{when}", words.band, number(lower), number(upper)));
        }
        Limits::Each(_) => notes.key(swatch, &format!("{}{when} – {}", words.band, words.stepped)),
    }
    if stage.trial {
        notes.plain(&after(&when, words.trial));
    }
}

/// A sentence behind the time that it is about.
fn after(when: &str, sentence: &str) -> String {
    format!("{when} {sentence}").trim_start().to_owned()
}

/// "March 2026 – September 2026: seven points above the mean (improvement)".
fn said(chart: &ControlChart<'_>, stretch: &Stretch) -> String {
    let rules: Vec<String> = stretch.signals.iter().map(|signal| (chart.signal)(*signal)).collect();
    let when = span(chart, stretch.first, stretch.last);
    format!("{when} – {} ({})", rules.join(", "), (chart.reading)(stretch.reading))
}
