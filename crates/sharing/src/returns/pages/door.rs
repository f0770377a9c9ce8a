//! The front door of a place, behind the QR code of its poster: answer, tell, suggest, thank, follow, and what changed here.

use std::sync::Arc;

use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use kernel::{Id, kinds};
use listening::{
    surveys::{self, CampaignState},
    voices::{self, Channel, PublicVoice},
};
use organisation::{
    access::{Failure, public_scope, respond::shown},
    front,
    places::{self, Place, phone},
};
use pages::{
    Markup, dates, html, layout, parts,
    words::{say, say_with},
};
use spine::{Platform, db::Conn};
use understanding::indicators::{PublicScore, pages::sentences, public_score, public_shares};

use super::{figures, one::short, places_of, visit::Visit};
use crate::returns::{
    model::Return,
    store::{self, Filter},
};

/// How many stories stand on a door.
const STORIES: i64 = 5;

/// What the address may say.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Asked {
    recits: Option<u32>,
}

/// A questionnaire that takes answers here.
struct Open {
    campaign: Id<kinds::Campaign>,
    title: String,
    questions: usize,
    minutes: u32,
}

/// The page.
pub(super) async fn page(
    State(p): State<Platform>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    visit: Visit,
) -> Result<Response, Failure> {
    let lang = visit.look.lang;
    let mut conn = p.db.reader().await?;
    let place = places::by_slug(&mut conn, &slug).await?.ok_or(Failure::NotFound)?;
    if place.closed {
        return Err(Failure::Gone("returns-door-closed"));
    }
    let scope = public_scope(place.org);
    let campaigns = surveys::store::list(&mut conn, &scope, Some(CampaignState::Open)).await?;
    // A campaign as it is asked is read with a connection of its own; holding two at once could starve everybody.
    drop(conn);
    let mut open = Vec::new();
    // A questionnaire is offered only in a way that its campaign declared: elsewhere it would not start.
    let way = if visit.kiosk { Channel::Kiosk } else { Channel::Web };
    for campaign in campaigns.iter().filter(|campaign| campaign.starts(p.clock.today()) && campaign.offers(way)) {
        if let Some(asked) = surveys::actions::asked(&p, campaign.id).await.map_err(broken)?
            && asked.place(place.id).is_some()
            && asked.is_licensed(p.clock.today())
        {
            let instrument = Arc::clone(&asked.instrument);
            open.push(Open {
                campaign: campaign.id,
                title: instrument.title(lang).to_owned(),
                questions: instrument.item_count(),
                minutes: instrument.estimated_minutes(),
            });
        }
    }
    let mut conn = p.db.reader().await?;
    let page = asked.recits.unwrap_or(1).clamp(1, 1_000);
    let offset = i64::from(page - 1) * STORIES;
    let mut stories = voices::store::published(&mut conn, &scope, Some(place.id), STORIES + 1, offset).await?;
    let more = stories.len() > usize::try_from(STORIES).unwrap_or(usize::MAX);
    stories.truncate(usize::try_from(STORIES).unwrap_or(usize::MAX));
    let filter = Filter { place: Some(place.id), ..Filter::public() };
    let (returns, total) = store::list(&mut conn, &scope, &filter, 3, 0).await?;
    let score = public_score(&p, &mut conn, place.org, place.id).await.map_err(broken)?;
    let shares = public_shares(&p, &mut conn, place.org, place.id).await.map_err(broken)?.is_some();
    let places = places_of(&mut conn, &scope).await?;
    let head = head(&p, &mut conn, &place, visit).await?;
    let body = html! {
        (parts::welcome(say(lang, "returns-place-title"), say_with(lang, "returns-place-lead", &[("place", place.name.clone().into())])))
        (doors(visit, &place, &open))
        (call(visit, &place))
        @if score.is_some() || !returns.is_empty() { (changes(visit, &place, &returns, total, &places, score.as_ref())) }
        @if shares { p { a href=(visit.link(&figures::address(&place))) { (say(lang, "returns-figures-see")) } } }
        @if !stories.is_empty() { (told(visit, &place, &stories, page, more)) }
        (parts::more(say(lang, "returns-becomes-title"), html! {
            p { (say(lang, "returns-becomes")) }
            p { a href=(visit.link("/confidentialite")) { (say(lang, "kit-privacy")) } }
        }))
    };
    Ok(shown(layout::public(&head, body)).into_response())
}

fn broken(problem: surveys::actions::SurveyProblem) -> Failure {
    understanding::indicators::pages::failure(problem)
}

async fn head(p: &Platform, conn: &mut Conn, place: &Place, visit: Visit) -> Result<layout::Head, Failure> {
    let path = visit.path(&format!("/d/{}", place.slug));
    let head = front::head(p, conn, place.org, visit.look, place.name.clone(), path.clone()).await?;
    Ok(if visit.kiosk { head.home(path).noindex() } else { head })
}

/// What one can do here. The questionnaire stands first where there is one, the story else.
fn doors(visit: Visit, place: &Place, open: &[Open]) -> Markup {
    let lang = visit.look.lang;
    let tell = |kind: &str| visit.link(&format!("/d/{}/raconter?sorte={kind}", place.slug));
    let mut cards = Vec::new();
    for (at, one) in open.iter().enumerate() {
        let about = html! {
            p { (say_with(lang, "returns-questions", &[("n", one.questions.into()), ("minutes", one.minutes.into())])) }
        };
        let href = visit.link(&format!("/q/{}?lieu={}", one.campaign, place.slug));
        let title = if open.len() == 1 { say(lang, "returns-door-answer") } else { one.title.clone() };
        cards.push(if at == 0 {
            parts::main_card(title, &href, about)
        } else {
            parts::card(title, Some(&href), about)
        });
    }
    for kind in ["story", "thanks", "suggestion"] {
        let title = say(lang, &format!("returns-door-{kind}"));
        let about = html! { p { (say(lang, &format!("returns-door-{kind}-about"))) } };
        let first = cards.is_empty();
        cards.push(if first {
            parts::main_card(title, &tell(kind), about)
        } else {
            parts::card(title, Some(&tell(kind)), about)
        });
    }
    let follow = visit.link("/suivi");
    cards.push(parts::card(
        say(lang, "returns-door-follow"),
        Some(&follow),
        html! { p { (say(lang, "returns-door-follow-about")) } },
    ));
    parts::cards(cards)
}

/// The place's telephone number, when it has one. A tablet of the place shows it and cannot dial.
fn call(visit: Visit, place: &Place) -> Markup {
    let lang = visit.look.lang;
    html! {
        @if let Some(number) = &place.phone {
            h2 { (say(lang, "returns-call-title")) }
            p {
                (say(lang, "returns-call")) " "
                @if visit.kiosk { (phone::shown(number)) }
                @else { a href=(format!("tel:{number}")) { (phone::shown(number)) } }
            }
        }
    }
}

/// What changed here, and what people answered, once it may be told to everybody.
fn changes(
    visit: Visit,
    place: &Place,
    returns: &[Return],
    total: i64,
    places: &[Place],
    score: Option<&PublicScore>,
) -> Markup {
    let lang = visit.look.lang;
    html! {
        @if !returns.is_empty() {
            h2 { (say(lang, "returns-changed-here")) }
            @for one in returns { (short(visit, one, places)) }
            @if total > 3 {
                p { a href=(visit.link(&format!("/retours?lieu={}", place.slug))) {
                    (say_with(lang, "returns-all-here", &[("n", total.into())]))
                } }
            }
        }
        @if let Some(score) = score { (numbers(visit, score)) }
    }
}

/// A number never comes alone: period, n, doubt, mode, rate (hard rule 7).
fn numbers(visit: Visit, found: &PublicScore) -> Markup {
    let lang = visit.look.lang;
    let number = |value: Option<f64>| value.map_or_else(String::new, |value| sentences::score(lang, value));
    let sentence = say_with(
        lang,
        "returns-score",
        &[
            ("low", number(found.score.interval.map(|i| i.low)).into()),
            ("high", number(found.score.interval.map(|i| i.high)).into()),
            ("when", sentences::period(lang, found.period).into()),
        ],
    );
    let title = if lang == kernel::Lang::Fr { &found.instrument.0 } else { &found.instrument.1 };
    html! {
        h2 { (say(lang, "returns-numbers")) }
        (parts::stat(say_with(lang, "returns-of-100", &[("score", number(Some(found.score.score)).into())]), sentence))
        p.quiet {
            (sentences::response(lang, found.period, found.n, found.rate)) " "
            (sentences::modes(lang, &found.modes)) ". "
            (title) "."
        }
    }
}

/// Published stories: the month and the role, nothing finer.
fn told(visit: Visit, place: &Place, stories: &[PublicVoice], page: u32, more: bool) -> Markup {
    let lang = visit.look.lang;
    let at = |page: u32| visit.link(&format!("/d/{}?recits={page}#recits", place.slug));
    html! {
        section #recits aria-labelledby="recits-title" {
            h2 #recits-title { (say(lang, "returns-stories")) }
            @for one in stories {
                (parts::quote(html! { span.written { (one.text) } }, html! {
                    (say(lang, &format!("voices-speaker-{}", one.speaker.code()))) ", " (dates::wave(lang, one.wave))
                    @if one.answered { " – " (say(lang, "returns-story-answered")) }
                }))
            }
            @if page > 1 || more { (parts::pager(lang, page, if more { page + 1 } else { page }, at)) }
        }
    }
}
