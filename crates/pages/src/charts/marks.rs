//! The mark of a reading, the same in every chart: hollow dot, square, triangle, diamond.

use maud::{Markup, html};
use measures::xmr::Reading;

use super::draw::{BETTER, GROUND, SIGNAL, SOFT, WORSE, at, shape};

/// The mark of a reading, its middle at a place.
pub(super) fn mark(x: f64, y: f64, reading: Reading) -> Markup {
    match reading {
        Reading::Usual => html! {
            circle cx=(at(x)) cy=(at(y)) r="3" fill=(GROUND) stroke=(SOFT) stroke-width="1.5" {}
        },
        Reading::Improvement => shape(&square(x, y), BETTER, GROUND),
        Reading::Concern => shape(&polygon(x, y, &[(0.0, -5.5), (5.5, 4.5), (-5.5, 4.5)]), WORSE, GROUND),
        Reading::Neither => shape(&diamond(x, y), SIGNAL, GROUND),
    }
}

/// The outline of a square.
pub(super) fn square(x: f64, y: f64) -> String {
    polygon(x, y, &[(-4.5, -4.5), (4.5, -4.5), (4.5, 4.5), (-4.5, 4.5)])
}

/// The outline of a diamond.
pub(super) fn diamond(x: f64, y: f64) -> String {
    polygon(x, y, &[(0.0, -6.0), (6.0, 0.0), (0.0, 6.0), (-6.0, 0.0)])
}

fn polygon(x: f64, y: f64, corners: &[(f64, f64)]) -> String {
    let corners: Vec<String> = corners.iter().map(|(dx, dy)| format!("{} {}", at(x + dx), at(y + dy))).collect();
    format!("M{}Z", corners.join("L"))
}
