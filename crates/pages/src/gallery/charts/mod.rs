//! The charts of the gallery: every drawing, with what a page must say beside it.

mod beside;
mod over_time;

use kernel::Lang;
use maud::{Markup, html};

use super::pick;
use crate::{
    Look,
    charts::{Context, figure},
    dates, parts,
};

/// Every drawing.
pub(super) fn page(look: Look) -> Markup {
    let l = look.lang;
    html! {
        (parts::header(pick(l, "Les graphiques", "The charts"), pick(l, "Chacun avec ses nombres en tableau.", "Each with its numbers as a table.")))
        (beside::tenths(l))
        (over_time::shares(l))
        (over_time::scores(l))
        (over_time::between(l))
        (over_time::median(l))
        (beside::units(l))
        (beside::places(l))
    }
}

/// A chart under what must stand beside it.
fn shown(l: Lang, title: &str, n: &str, chart: &Markup, table: &Markup) -> Markup {
    let context = Context {
        n,
        period: &pick(l, "septembre 2024 à août 2026", "September 2024 to August 2026"),
        mode: &pick(l, "par courriel et sur papier", "by e-mail and on paper"),
        rate: &pick(l, "31 % de réponse", "31% response"),
        warnings: &[],
    };
    figure(title, chart, &context, table, &pick(l, "Voir les nombres", "See the numbers"))
}

/// Twenty-four months from September 2024 on: their full names and their short ones.
fn months(l: Lang) -> Vec<(String, String)> {
    let Ok(first) = "2024-09".parse::<kernel::Wave>() else { return Vec::new() };
    let all = std::iter::successors(Some(first), |wave| Some(wave.next())).take(24);
    all.map(|wave| (dates::wave(l, wave), format!("{:02}/{}", wave.month(), wave.year() % 100))).collect()
}
