//! What was done, on the time axis: an upright line for each period in which something was done, with its number above. Where
//! the numbers of neighbours would run into each other they stand on several rows.

use maud::{Markup, html};

use super::{ControlChart, plot::Plot};
use crate::charts::draw::{Held, INK, line, text};

/// How high a row of numbers is.
const ROW: f64 = 18.0;
/// How wide a digit is, with the air it needs.
const DIGIT: f64 = 9.5;

/// The number over a period.
struct Tag {
    slot: usize,
    number: String,
    /// Its row, from the plot upwards.
    row: usize,
}

/// The number of a period in which something was done: one for all that was done in it, in the order of time.
pub(super) fn number(chart: &ControlChart<'_>, slot: usize) -> usize {
    let mut before: Vec<usize> = chart.actions.iter().map(|action| action.slot).filter(|one| *one < slot).collect();
    before.sort_unstable();
    before.dedup();
    before.len() + 1
}

fn tags(chart: &ControlChart<'_>, plot: &Plot) -> Vec<Tag> {
    let mut slots: Vec<usize> =
        chart.actions.iter().map(|action| action.slot).filter(|slot| *slot < plot.slots).collect();
    slots.sort_unstable();
    slots.dedup();
    // Where the last number of each row ends.
    let mut ends: Vec<f64> = Vec::new();
    let place = |slot: usize| {
        let number = number(chart, slot).to_string();
        let half = number.len() as f64 * DIGIT / 2.0;
        let (left, right) = (plot.x(slot) - half, plot.x(slot) + half);
        let row = ends.iter().position(|end| *end <= left).unwrap_or(ends.len());
        match ends.get_mut(row) {
            Some(end) => *end = right,
            None => ends.push(right),
        }
        Tag { slot, number, row }
    };
    slots.into_iter().map(place).collect()
}

/// The room that the numbers need above the plot.
pub(super) fn height(chart: &ControlChart<'_>, plot: &Plot) -> f64 {
    tags(chart, plot).iter().map(|tag| ROW * (tag.row + 1) as f64).fold(0.0, f64::max)
}

/// The lines and their numbers.
pub(super) fn draw(chart: &ControlChart<'_>, plot: &Plot) -> Markup {
    html! {
        @for tag in tags(chart, plot) {
            @let (x, top) = (plot.x(tag.slot), plot.top - 8.0 - ROW * tag.row as f64);
            (line((x, top), (x, plot.bottom), INK, 1.0, Some("1 3")))
            (text(x, top - 5.0, Held::Middle, INK, &tag.number))
        }
    }
}
