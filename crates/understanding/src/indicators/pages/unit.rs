//! What the indicators of a place say: a sentence each, which stands above the numbers; and the page of their charts.

use std::sync::Arc;

use kernel::Lang;
use organisation::{access::Asker, places::Place};
use pages::{
    Look, Markup, html,
    parts::{self, Tab},
    words::{say, say_with},
};
use text::book::book;

use super::{
    drawn::{self, Around},
    place::{Deed, Shown},
    said, sentences,
    wall::{address, mark},
};
use crate::{
    indicators::{indicator::Indicator, ledger::Period, series::Series},
    rebases,
};

/// The indicators of a place with their series, in the order of the questionnaire.
pub(super) fn followed(shown: &Shown) -> Vec<(Indicator, Arc<Series>)> {
    let indicators = shown.board.indicators(Some(shown.place.id));
    let series = shown.board.series(shown.place.id, &indicators);
    indicators.into_iter().zip(series).collect()
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
        p.on-screen { a href=(charts) { (say(lang, "indicators-glance-charts")) } }
    }
}

/// An indicator in words, under its title.
pub(super) fn sentence(lang: Lang, one: &Indicator, series: &Series) -> Markup {
    html! {
        p { strong { (mark(series)) (one.title.get(lang)) } }
        (told(lang, series))
    }
}

/// What changed for real, how sure that is, the last month.
pub(super) fn told(lang: Lang, series: &Series) -> Markup {
    let (sure, latest) = (said::sure(lang, series), said::latest(lang, series));
    html! {
        p { (said::change(lang, series)) @if !sure.is_empty() { " " span.quiet { (sure) } } }
        @if !latest.is_empty() { p.quiet { (latest) } }
    }
}

/// The body of the page of a place's indicators: all of them small, then each with its sentence, its chart, its table and the way to
/// the voices.
pub fn indicators(look: Look, asker: &Asker, place: &Place, shown: Option<&Shown>, deeds: &[Deed]) -> Markup {
    let lang = look.lang;
    let numbers = look.link(&match shown {
        Some(shown) => super::address(place.id, shown.board.campaign.campaign, None),
        None => format!("/travail/lieux/{}", place.id),
    });
    let title = say(lang, "indicators-glance");
    let home = (say(lang, "menu-numbers"), look.link("/travail/lieux"));
    html! {
        (parts::breadcrumb(lang, &[home, (place.name.clone(), numbers)], &title))
        (parts::header(say_with(lang, "indicators-glance-of", &[("place", place.name.clone().into())]), say(lang, "indicators-glance-lead")))
        @match shown {
            None => { (parts::empty(say(lang, "indicators-none-title"), say(lang, "indicators-none-why"), html! {})) }
            Some(shown) => { (all(look, asker, shown, deeds)) }
        }
    }
}

fn all(look: Look, asker: &Asker, shown: &Shown, deeds: &[Deed]) -> Markup {
    let lang = look.lang;
    let followed = followed(shown);
    if followed.is_empty() {
        return none(lang);
    }
    let by_month = || say(lang, "indicators-modes-by-month");
    let modes = if shown.modes.is_empty() { by_month() } else { sentences::modes(lang, &shown.modes) };
    let around = Around { modes };
    let campaign = &shown.board.campaign;
    let reads = asker.scope.reading().text;
    let campaigns: Vec<Tab> = shown
        .board
        .campaigns
        .iter()
        .map(|one| {
            let to = look.link(&address(shown.place.id, one.campaign));
            Tab::new(&one.title, to, one.campaign == campaign.campaign)
        })
        .collect();
    let paper = address(shown.place.id, campaign.campaign).replacen("indicateurs?", "indicateurs.pdf?", 1);
    html! {
        @if campaigns.len() > 1 { (parts::tabs(lang, &say(lang, "indicators-campaigns"), &campaigns)) }
        @else { p.quiet { (campaign.title) } }
        (drawn::small(lang, &followed, &around))
        @for (one, series) in &followed {
            section #(format!("i-{}", one.key)) {
                h2 { (mark(series)) (one.title.get(lang)) }
                (told(lang, series))
                (drawn::chart(lang, (one, series), deeds, &around))
                @if reads { (voices(look, shown, one, series)) }
            }
        }
        @if reads { p.quiet { (say(lang, "indicators-voices-apart")) } }
        p.quiet { (say(lang, "indicators-two-points")) }
        p.on-screen { a href=(look.link(&rebases::pages::address(shown))) { (say(lang, "rebases-title")) } }
        p.on-screen { a href=(look.link(&paper)) { (say(lang, "indicators-paper")) } }
    }
}

/// The way to what people wrote at the place in the last month that is shown: of the theme of the question where it has one, else
/// of everything.
fn voices(look: Look, shown: &Shown, one: &Indicator, series: &Series) -> Markup {
    let Some((wave, _)) = series.latest() else { return html! {} };
    let period = Period::Wave(wave);
    if let Some(theme) = one.theme(&shown.board.instrument).filter(|theme| book().theme(theme).is_some()) {
        return super::told_of(look, shown.place.id, period, Some(theme));
    }
    let href = look.link(&super::voices(shown.place.id, period));
    let when = sentences::period(look.lang, period);
    html! { p.on-screen { a href=(href) { (say_with(look.lang, "indicators-voices", &[("when", when.into())])) } } }
}

/// Says that there is nothing to follow.
pub(super) fn none(lang: Lang) -> Markup {
    parts::empty(say(lang, "indicators-no-indicator"), say(lang, "indicators-no-indicator-why"), html! {})
}
