//! The lines under the plot: what the marks, letters and numbers mean. Only what occurs is explained.

use maud::{Markup, html};
use measures::xmr::{Point, Reading, Side, Signal};

use super::{XmrChart, mark, tags};
use crate::charts::draw::{BAND, Held, INK, LETTERS, LINE, SOFT, line, paragraph, rect, text};

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
        let mut letters = Vec::new();
        let mut left = self.place + 1;
        while left > 0 {
            letters.push(char::from(b'a' + u8::try_from((left - 1) % 26).unwrap_or_default()));
            left = (left - 1) / 26;
        }
        letters.iter().rev().collect()
    }
}

/// The stretches of a series, in the order of time. A period without a point does not cut one.
pub(super) fn stretches(points: &[Option<&Point>]) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let mut open = false;
    for (slot, point) in points.iter().enumerate() {
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

/// Lines being written one under the other.
struct Notes {
    drawn: Vec<Markup>,
    y: f64,
}

impl Notes {
    /// A line with its mark, which is drawn for the height it is given.
    fn key(&mut self, mark: impl Fn(f64) -> Markup, words: &str) {
        let (words, height) = paragraph(24.0, self.y, LETTERS - 4, INK, words);
        self.drawn.push(html! { (mark(self.y)) (words) });
        self.y += height.max(LINE) + 2.0;
    }

    /// A line without a mark.
    fn plain(&mut self, words: &str) {
        let (words, height) = paragraph(24.0, self.y, LETTERS - 4, SOFT, words);
        self.drawn.push(words);
        self.y += height + 2.0;
    }
}

/// The notes from `y` on, and where they end.
pub(super) fn under(chart: &XmrChart<'_>, points: &[Option<&Point>], stretches: &[Stretch], y: f64) -> (Markup, f64) {
    let mut notes = Notes { drawn: Vec::new(), y };
    levels(chart, &mut notes);
    for reading in [Reading::Usual, Reading::Improvement, Reading::Concern, Reading::Neither] {
        if points.iter().flatten().any(|point| point.reading == reading) {
            notes.key(|y| mark(10.0, y - 5.0, reading), &(chart.reading)(reading));
        }
    }
    for stretch in stretches {
        let letter = stretch.letter();
        let bold = |y| html! { g font-weight="700" { (text(10.0, y, Held::Middle, INK, &letter)) } };
        notes.key(bold, &said(chart, stretch));
    }
    for action in chart.actions {
        if let Some(slot) = chart.slots.get(action.slot) {
            let number = tags::number(chart, action.slot).to_string();
            let words = format!("{} – {}", slot.label, action.text);
            notes.key(|y| text(10.0, y, Held::Middle, INK, &number), &words);
        }
    }
    (html! { @for note in &notes.drawn { (note) } }, notes.y - LINE + 8.0)
}

/// The mean, and the band or why there is none.
fn levels(chart: &XmrChart<'_>, notes: &mut Notes) {
    let (words, number) = (&chart.words, chart.number);
    let (mean, limits) = chart.levels();
    let dash = |y: f64| line((2.0, y - 5.0), (18.0, y - 5.0), SOFT, 1.5, Some("7 4"));
    notes.key(dash, &format!("{} {}", words.mean, number(mean)));
    let Some((lower, upper)) = limits else {
        notes.plain(words.no_limits);
        return;
    };
    let edge = |y: f64| line((2.0, y), (18.0, y), SOFT, 1.0, Some("2 3"));
    let swatch = |y: f64| html! { (rect(2.0, y - 12.0, 16.0, 14.0, BAND)) (edge(y - 12.0)) (edge(y + 2.0)) };
    notes.key(swatch, &format!("{} {} – {}", words.band, number(lower), number(upper)));
    if chart.series.limits.is_some_and(|limits| limits.trial) {
        notes.plain(words.trial);
    }
}

/// "March 2026 – September 2026: seven points above the mean (improvement)".
fn said(chart: &XmrChart<'_>, stretch: &Stretch) -> String {
    let label = |slot: usize| chart.slots.get(slot).map_or("", |slot| slot.label);
    let when = if stretch.first == stretch.last {
        label(stretch.first).to_owned()
    } else {
        format!("{} – {}", label(stretch.first), label(stretch.last))
    };
    let rules: Vec<String> = stretch.signals.iter().map(|signal| (chart.signal)(*signal)).collect();
    format!("{when} – {} ({})", rules.join(", "), (chart.reading)(stretch.reading))
}
