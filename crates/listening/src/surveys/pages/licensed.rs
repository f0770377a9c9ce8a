//! What the terms of use of a questionnaire mean for a campaign: what they do not allow, and the day on which they end
//! before it does.

use instruments::score::licence::Refusal;
use kernel::{Day, Lang};
use pages::{
    Markup, dates, html,
    parts::{Tone, notice},
    words::{say, say_with},
};

use crate::{
    surveys::{
        licence::{self, mode_of},
        memory::Asked,
        model::{Campaign, CampaignState},
    },
    voices::Channel,
};

/// What stands on the page of a campaign, before it opens as afterwards; nothing where the terms of use allow all of it.
pub(super) fn told(lang: Lang, asked: &Asked, today: Day) -> Markup {
    let (instrument, campaign) = (&asked.instrument, &asked.campaign);
    let refused = match campaign.state {
        CampaignState::Draft => licence::refusals(instrument, campaign, today),
        CampaignState::Open | CampaignState::Closed => Vec::new(),
    };
    let is_over = refused.iter().any(|one| matches!(one, Refusal::Expired(_)));
    let ends = licence::ends_before(instrument, campaign);
    let ends = ends.filter(|_| !is_over && campaign.state != CampaignState::Closed);
    html! {
        @if !refused.is_empty() {
            (notice(lang, Tone::Warning, say(lang, "surveys-terms-title"), html! {
                ul {
                    @if let Some(ways) = ways(lang, campaign, &refused) { li { (ways) } }
                    @for one in &refused { @if let Some(said) = refusal(lang, one) { li { (said) } } }
                }
                p { (say(lang, "surveys-terms-kept")) }
            }))
        }
        @if let Some(day) = ends { (ending(lang, day, today)) }
    }
}

/// The ways of answering that the terms of use do not cover, all in one sentence, with what to do.
fn ways(lang: Lang, campaign: &Campaign, refused: &[Refusal]) -> Option<String> {
    let is_refused = |one: &Channel| refused.contains(&Refusal::ModeNotCovered(mode_of(*one).code()));
    let ways = campaign.channels.iter().filter(|one| is_refused(one));
    let ways: Vec<String> = ways.map(|one| say(lang, &format!("surveys-channel-{}", one.code()))).collect();
    let told = [("n", ways.len().into()), ("ways", ways.join(", ").into())];
    (!ways.is_empty()).then(|| say_with(lang, "surveys-terms-way", &told))
}

/// One other thing that the terms of use do not allow, with what to do.
fn refusal(lang: Lang, refusal: &Refusal) -> Option<String> {
    Some(match refusal {
        Refusal::ModeNotCovered(_) => return None,
        Refusal::LanguageNotCovered(tag) => {
            let known = Lang::ALL.into_iter().find(|one| one.tag() == tag);
            let told = known.map_or_else(|| tag.clone(), |one| say(lang, &format!("surveys-terms-in-{}", one.tag())));
            say_with(lang, "surveys-terms-language", &[("language", told.into())])
        }
        Refusal::Expired(day) => say_with(lang, "surveys-terms-expired", &[("day", dates::day(lang, *day).into())]),
        other => other.message(lang),
    })
}

/// What happens on the day after the last one, said beforehand.
fn ending(lang: Lang, last: Day, today: Day) -> Markup {
    let day = || [("day", dates::day(lang, last).into())];
    let title = if last < today { "surveys-terms-ended" } else { "surveys-terms-ending" };
    notice(
        lang,
        Tone::Warning,
        say_with(lang, title, &day()),
        html! {
            ul {
                li { (say_with(lang, "surveys-terms-nobody-begins", &day())) }
                li { (say(lang, "surveys-terms-nothing-lost")) }
                li { (say(lang, "surveys-terms-renew")) }
            }
        },
    )
}
