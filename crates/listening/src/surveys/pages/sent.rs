//! After sending, and before going on later.

use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use kernel::Lang;
use organisation::access::{Failure, respond::shown};
use pages::{
    Look, Markup,
    fields::Button,
    html, layout,
    parts::{self, Tone},
    words::{say, say_with},
};
use serde::Deserialize;
use spine::Platform;

use super::{
    asked_of, head_of,
    intro::{UNTOUCHED, kiosk_start},
    journey::Journey,
};
use crate::surveys::{
    actions::Help,
    memory::{Asked, AskedPlace},
};

/// Seconds a tablet thanks before it goes back to its first screen.
const THANKED: u32 = 20;
/// The numbers for somebody who may hurt themselves, of those that are set.
const HELP: [&str; 2] = ["3114", "15"];
/// Those shown when none of them is set: this page is never without one (hard rule 18).
const SHIPPED_HELP: [&str; 3] = ["3114", "15", "112"];

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Said {
    d: Option<String>,
    lieu: Option<String>,
    kiosque: Option<String>,
}

/// The address of the thanks.
pub(super) fn path(asked: &Asked, place: Option<&AskedPlace>, kiosk: bool) -> String {
    let mut path = format!("/q/{}/merci", asked.campaign.id);
    if let Some(place) = place {
        path.push_str(&format!("?lieu={}", place.slug));
    }
    if kiosk {
        path.push(if place.is_some() { '&' } else { '?' });
        path.push_str("kiosque=1");
    }
    path
}

/// The thanks.
pub(super) async fn thanks(
    State(p): State<Platform>,
    Path(campaign): Path<String>,
    Query(said): Query<Said>,
    look: Look,
) -> Result<Response, Failure> {
    let asked = asked_of(&p, &campaign).await?;
    let place = asked.places.iter().find(|place| Some(place.slug.as_str()) == said.lieu.as_deref());
    Ok(shown(page(&asked, look, place, said.kiosque.is_some(), &[])).into_response())
}

/// Whom to call now.
fn help_numbers(set: &[parts::Number]) -> Vec<parts::Number> {
    let set: Vec<_> = set.iter().filter(|number| HELP.contains(&number.number.as_str())).cloned().collect();
    if set.is_empty() { SHIPPED_HELP.map(parts::Number::usual).to_vec() } else { set }
}

/// The numbers, first of all, for somebody whose words or answers ask for help (hard rule 18); nothing for others. An alert
/// of the questionnaire says its own sentence, and the numbers it names come before those that are set.
pub(super) fn help(asked: &Asked, lang: Lang, why: &[Help]) -> Markup {
    if why.is_empty() {
        return html! {};
    }
    let alerts = || {
        why.iter().filter_map(|one| match one {
            Help::Alert(alert) => Some(alert),
            Help::Words => None,
        })
    };
    let mut numbers: Vec<parts::Number> = Vec::new();
    let named = alerts().flat_map(|alert| &alert.numbers).map(|number| {
        let set = asked.numbers.iter().find(|one| one.number == *number).cloned();
        set.unwrap_or_else(|| parts::Number::usual(number))
    });
    for number in named.chain(help_numbers(&asked.numbers)) {
        if numbers.iter().all(|one| one.number != number.number) {
            numbers.push(number);
        }
    }
    parts::notice(
        lang,
        Tone::Warning,
        say(lang, "surveys-help-title"),
        html! {
            @for alert in alerts() { p { (alert.says(lang)) } }
            @if why.contains(&Help::Words) { p { (say(lang, "surveys-help")) } }
            ul { @for number in &numbers {
                li { a href=(format!("tel:{}", number.number)) { strong { (number.number) } " " (number.words(lang)) } }
            } }
        },
    )
}

/// The page of thanks; with the numbers first for somebody whose words speak of self-harm (hard rule 18).
pub(super) fn page(asked: &Asked, look: Look, place: Option<&AskedPlace>, kiosk: bool, help: &[Help]) -> Markup {
    let lang = look.lang;
    let title = say(lang, "surveys-thanks-title");
    let body = html! {
        (self::help(asked, lang, help))
        (parts::header(title.clone(), say(lang, "surveys-thanks-lead")))
        (parts::notice(lang, Tone::Success, say(lang, "surveys-kept-title"), html! { p { (say(lang, "surveys-kept")) } }))
        h2 { (say(lang, "surveys-next-title")) }
        p { (say(lang, "surveys-next-about")) }
        @if kiosk {
            div.buttons { (Button::link(say(lang, "surveys-again"), kiosk_start(asked, look, place))) }
        } @else {
            div.buttons {
                @if let Some(place) = place {
                    (Button::link(say(lang, "surveys-tell"), look.link(&format!("/d/{}/raconter", place.slug))))
                }
                (Button::link(say(lang, "surveys-see-changes"), look.link("/retours")).secondary())
            }
        }
    };
    let head = head_of(asked, look, &title, &path(asked, place, kiosk));
    // The address is the same without the numbers: a switch would lose them.
    let (head, long) = if help.is_empty() { (head, THANKED) } else { (head.without_switches(), UNTOUCHED) };
    layout::public(&if kiosk { head.left_alone(long, kiosk_start(asked, look, place)) } else { head }, body)
}

/// The address with which one goes on later: it is the only key of the draft.
pub(super) async fn later(
    State(p): State<Platform>,
    Path(campaign): Path<String>,
    Query(said): Query<Said>,
    look: Look,
) -> Result<Response, Failure> {
    let journey = Journey::open(&p, &campaign, said.d.as_deref().unwrap_or_default(), false).await?;
    let (lang, asked) = (look.lang, &journey.asked);
    if journey.draft.is_kiosk() {
        return Err(Failure::NotFound);
    }
    let own = format!("/q/{}?d={}", asked.campaign.id, journey.key.written());
    let address = format!("{}{}", p.settings.base_url, look.link(&own));
    let title = say(lang, "surveys-later-title");
    let days = [("days", asked.campaign.terms.draft_days.into())];
    let body = html! {
        (parts::header(title.clone(), say_with(lang, "surveys-later-lead", &days)))
        p #draft-address translate="no" { strong { (address) } }
        div.buttons {
            button.button type="button" hidden data-copy="draft-address" data-done=(say(lang, "surveys-copied")) {
                (say(lang, "surveys-copy"))
            }
            (Button::link(say(lang, "surveys-go-on"), look.link(&own)).secondary())
        }
        (parts::qr(lang, &address))
        (parts::notice(lang, Tone::Warning, say(lang, "surveys-later-alone-title"), html! { p { (say(lang, "surveys-later-alone")) } }))
    };
    let path = format!("/q/{}/plus-tard?d={}", asked.campaign.id, journey.key.written());
    Ok(shown(layout::public(&head_of(asked, look, &title, &path), body)).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_who_may_hurt_themselves_always_has_a_number() {
        let shown = |set: &[&str]| -> Vec<String> {
            let set: Vec<_> = set.iter().map(|number| parts::Number::usual(number)).collect();
            help_numbers(&set).into_iter().map(|number| number.number).collect()
        };
        assert_eq!(shown(&["15", "112", "3114", "119"]), ["15", "3114"]);
        assert_eq!(shown(&["15"]), ["15"]);
        for without in [&["119", "3919"][..], &[]] {
            assert_eq!(shown(without), ["3114", "15", "112"], "{without:?}");
        }
    }
}
