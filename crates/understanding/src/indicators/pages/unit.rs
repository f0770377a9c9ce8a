//! What the indicators of a place say: a sentence each, which stands above the numbers; and the page of their charts.

use kernel::Lang;
use pages::{Look, Markup, html, parts, words::say};

use super::{
    place::Shown,
    said,
    wall::{address, mark},
};
use crate::indicators::{
    indicator::{Indicator, defaults},
    series::{Months, Series},
};

/// The indicators of a place with their series, in the order of the questionnaire.
pub(super) fn followed(shown: &Shown) -> Vec<(Indicator, Series)> {
    let months = Months::of(&shown.board, shown.place.id);
    let indicators = defaults(&shown.board.instrument).into_iter();
    indicators
        .map(|one| {
            let series = months.series(&one.measure, Some(one.better));
            (one, series)
        })
        .collect()
}

/// One sentence an indicator: what changed for real, since when, how sure that is, and the last month. Nothing where there is no
/// indicator.
pub(super) fn glance(look: Look, shown: &Shown) -> Markup {
    let lang = look.lang;
    let followed = followed(shown);
    if followed.is_empty() {
        return html! {};
    }
    let charts = look.link(&address(shown.place.id, shown.board.campaign.campaign));
    html! {
        h2 { (say(lang, "indicators-glance")) }
        p.quiet { (say(lang, "indicators-glance-lead")) }
        ul.says { @for (one, series) in &followed { li { (sentence(lang, one, series)) } } }
        p { a href=(charts) { (say(lang, "indicators-glance-charts")) } }
    }
}

/// An indicator in words, under its title.
pub(super) fn sentence(lang: Lang, one: &Indicator, series: &Series) -> Markup {
    let (sure, latest) = (said::sure(lang, series), said::latest(lang, series));
    html! {
        p.says-title { (mark(series)) (one.title.get(lang)) }
        p { (said::change(lang, series)) @if !sure.is_empty() { " " span.quiet { (sure) } } }
        @if !latest.is_empty() { p.quiet { (latest) } }
    }
}

/// Says that there is nothing to follow.
pub(super) fn none(lang: Lang) -> Markup {
    parts::empty(say(lang, "indicators-no-indicator"), say(lang, "indicators-no-indicator-why"), html! {})
}
