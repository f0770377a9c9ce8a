//! Answers typed in for somebody: by phone, from paper, face to face, for a proxy. The same screens with the interviewer's
//! notes and every printed code. Who typed what is kept nowhere; how many a day is.

use axum::{
    Form as Posted,
    extract::{Path, Query, State},
    response::{Html, IntoResponse, Response},
};
use instruments::Speaker;
use kernel::{Day, Wave};
use organisation::access::{Desk, Failure, respond::seen};
use pages::{
    Markup, dates,
    fields::{Button, Choice, Errors, Form, hidden},
    html,
    parts::{self, Tone},
    words::{say, say_with},
};
use serde::Deserialize;
use spine::Platform;

use super::{
    Fields,
    answer::Said,
    asked_of, field,
    journey::Journey,
    screen::{Reader, section, unofficial},
    sent,
    verdict::Verdict,
};
use crate::{
    surveys::{
        actions::{self, SurveyProblem},
        licence::mode_of,
        memory::{Asked, AskedPlace},
        model::{CampaignState, Draft},
        store,
    },
    voices::Channel,
};

/// How an answer typed in for somebody may have come.
const CHANNELS: [Channel; 3] = [Channel::Phone, Channel::Paper, Channel::FaceToFace];

/// The ways of answering for which somebody types, of those that the campaign declared. Once the terms of use are over,
/// what was answered on paper before can still be typed in, and nobody is asked any more.
fn offered(asked: &Asked, today: Day) -> Vec<Channel> {
    let may_begin = |channel: Channel| channel == Channel::Paper || asked.is_licensed(today);
    CHANNELS.into_iter().filter(|channel| asked.campaign.offers(*channel) && may_begin(*channel)).collect()
}

/// Whether answers may be typed in for somebody.
pub(super) fn is_offered(asked: &Asked, today: Day) -> bool {
    !offered(asked, today).is_empty()
}

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Before {
    fait: Option<String>,
}

async fn own(p: &Platform, desk: &Desk, campaign: &str) -> Result<std::sync::Arc<Asked>, Failure> {
    let asked = asked_of(p, campaign).await?;
    if asked.campaign.org == desk.asker.org() { Ok(asked) } else { Err(Failure::NotFound) }
}

/// The places of a campaign that a hat may type answers for.
fn reached<'a>(desk: &Desk, asked: &'a Asked) -> Vec<&'a AskedPlace> {
    asked.places.iter().filter(|place| place.is_leaf && desk.asker.scope.reaches(place.id)).collect()
}

/// What is being typed; a draft about a place that the hat does not reach is not there.
async fn journey(p: &Platform, desk: &Desk, campaign: &str, key: &str) -> Result<Journey, SurveyProblem> {
    let journey = Journey::open(p, campaign, key, true).await?;
    match journey.draft.place().filter(|place| desk.asker.scope.reaches(*place)) {
        Some(_) => Ok(journey),
        None => Err(SurveyProblem::NotFound),
    }
}

/// The open campaigns that answers may be typed in for.
pub(super) async fn choose(State(p): State<Platform>, desk: Desk) -> Result<Html<String>, Failure> {
    let lang = desk.lang();
    let mut conn = p.db.reader().await?;
    let open = store::list(&mut conn, &desk.asker.scope, Some(CampaignState::Open)).await?;
    drop(conn);
    let mut cards = Vec::new();
    for campaign in open {
        let Some(asked) = actions::asked(&p, campaign.id).await? else { continue };
        let places = reached(&desk, &asked);
        if places.is_empty() || open_waves(&p, &asked).is_empty() || !is_offered(&asked, p.clock.today()) {
            continue;
        }
        let path = desk.look.link(&format!("/travail/campagnes/{}/saisie", campaign.id));
        let about = html! {
            p { (asked.instrument.title(lang)) }
            p.quiet { (say_with(lang, "surveys-entry-places", &[("n", places.len().into())])) }
        };
        cards.push(parts::card(campaign.title, Some(&path), about));
    }
    let title = say(lang, "menu-entry");
    let body = html! {
        (parts::header(&title, say(lang, "surveys-entry-lead")))
        @if cards.is_empty() { (parts::empty(say(lang, "surveys-entry-none"), say(lang, "surveys-entry-none-why"), "")) }
        @else { (parts::cards(cards)) }
    };
    Ok(desk.page(title, "/travail/saisie", body))
}

/// The form that comes before the questions.
pub(super) async fn ask(
    State(p): State<Platform>,
    desk: Desk,
    Path(campaign): Path<String>,
    Query(before): Query<Before>,
) -> Result<Response, Failure> {
    let asked = own(&p, &desk, &campaign).await?;
    let body = first(&p, &desk, &asked, &Vec::new(), &Errors::none(), before.fait.is_some());
    let path = format!("/travail/campagnes/{}/saisie", asked.campaign.id);
    Ok(desk.page(say(desk.lang(), "surveys-entry-title"), &path, body).into_response())
}

/// The waves that still take answers, the latest first.
fn open_waves(p: &Platform, asked: &Asked) -> Vec<Wave> {
    let today = p.clock.today();
    let mut waves = asked.campaign.waves(today);
    waves.retain(|wave| asked.campaign.takes(*wave, today));
    waves.reverse();
    waves
}

fn first(p: &Platform, desk: &Desk, asked: &Asked, given: &Fields, errors: &Errors, done: bool) -> Markup {
    let (lang, campaign, today) = (desk.lang(), &asked.campaign, p.clock.today());
    let form = Form::new(lang, errors);
    let waves = open_waves(p, asked);
    let places = reached(desk, asked).into_iter().map(|place| (place.id.to_string(), place.name.clone()));
    let latest = waves.first().map_or_else(String::new, Wave::to_string);
    let wave = Some(field(given, "wave")).filter(|text| !text.is_empty()).map_or(latest, str::to_owned);
    html! {
        (form.summary())
        (parts::header(say(lang, "surveys-entry-title"), campaign.title.clone()))
        @if done {
            (parts::notice(lang, Tone::Success, say(lang, "surveys-entry-done"), html! { p { (say(lang, "surveys-entry-done-about")) } }))
        }
        @if waves.is_empty() {
            (parts::empty(say(lang, "surveys-closed-title"), say(lang, "surveys-problem-not-taking"), ""))
        } @else if !is_offered(asked, today) && !asked.is_licensed(today) {
            (parts::empty(say(lang, "surveys-closed-title"), say(lang, "surveys-problem-licence-over"), ""))
        } @else if !is_offered(asked, today) {
            (parts::empty(say(lang, "surveys-entry-undeclared"), say(lang, "surveys-entry-undeclared-why"), ""))
        } @else {
            @if !asked.is_licensed(today) {
                (parts::notice(lang, Tone::Warning, say(lang, "surveys-entry-paper-only-title"), html! { p { (say(lang, "surveys-entry-paper-only")) } }))
            }
            (parts::notice(lang, Tone::Info, say(lang, "surveys-entry-say-title"), html! { p { (say(lang, "surveys-entry-say")) } }))
            form method="post" action=(desk.look.link(&format!("/travail/campagnes/{}/saisie", campaign.id))) novalidate {
                (form.select("place", say(lang, "surveys-which-place")).choice("", say(lang, "surveys-choose"))
                    .choices(places).chosen(field(given, "place")))
                (form.select("wave", say(lang, "surveys-entry-wave"))
                    .choices(waves.iter().map(|wave| (wave.to_string(), dates::wave(lang, *wave)))).chosen(wave))
                (form.radios("channel", say(lang, "surveys-entry-channel")).chosen(field(given, "channel"))
                    .with_all(offered(asked, today).into_iter().map(|one| Choice::new(one.code(), say(lang, &format!("surveys-channel-{}", one.code()))))))
                (form.radios("speaker", say(lang, "surveys-entry-who")).chosen(field(given, "speaker"))
                    .with_all(campaign.speakers.iter().map(|one| Choice::new(one.code(), say(lang, &format!("surveys-speaker-{}", one.code()))))))
                (Button::submit(say(lang, "surveys-start")))
            }
        }
    }
}

/// Starts typing.
pub(super) async fn start(
    State(p): State<Platform>,
    desk: Desk,
    Path(campaign): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let asked = own(&p, &desk, &campaign).await?;
    let id = asked.campaign.id;
    let told = field(&fields, "place").parse().ok();
    let place = told.filter(|id| asked.place(*id).is_some() && desk.asker.scope.reaches(*id));
    let wave = field(&fields, "wave").parse().ok().filter(|wave| open_waves(&p, &asked).contains(wave));
    let channel =
        field(&fields, "channel").parse().ok().filter(|channel| offered(&asked, p.clock.today()).contains(channel));
    let speaker = Speaker::from_code(field(&fields, "speaker")).filter(|one| asked.campaign.speakers.contains(one));
    let mut errors = Errors::none();
    for (name, is_there, key) in [
        ("place", place.is_some(), "surveys-say-place"),
        ("wave", wave.is_some(), "surveys-say-wave"),
        ("channel", channel.is_some(), "surveys-say-channel"),
        ("speaker", speaker.is_some(), "surveys-say-who"),
    ] {
        if !is_there {
            errors.add(name, key);
        }
    }
    let (Some(place), Some(wave), Some(channel), Some(speaker)) = (place, wave, channel, speaker) else {
        let body = first(&p, &desk, &asked, &fields, &errors, false);
        let path = format!("/travail/campagnes/{id}/saisie");
        let page = desk.page(say(desk.lang(), "surveys-entry-title"), &path, body);
        return Ok((axum::http::StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let mut draft = Draft::new(id, wave, channel).at(place);
    draft.speaker = Some(speaker);
    draft.behalf = true;
    let key = actions::start(&p, &asked, &draft).await?;
    let screen = asked.instrument.active_screens(&draft.answers).first().copied().unwrap_or_default() + 1;
    Ok(seen(desk.look, &format!("/travail/campagnes/{id}/saisie/{screen}?d={}", key.written())))
}

/// A screen.
pub(super) async fn show(
    State(p): State<Platform>,
    desk: Desk,
    Path((campaign, screen)): Path<(String, usize)>,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    own(&p, &desk, &campaign).await?;
    let journey = journey(&p, &desk, &campaign, said.d.as_deref().unwrap_or_default()).await?;
    let at = screen.checked_sub(1).filter(|at| journey.screens().contains(at)).ok_or(Failure::NotFound)?;
    let refused = Verdict::wrong(journey.refused(at));
    Ok(page(&desk, &journey, at, &refused).into_response())
}

fn page(desk: &Desk, journey: &Journey, screen: usize, verdict: &Verdict) -> Html<String> {
    let (asked, lang) = (&journey.asked, desk.lang());
    let other = |screen: usize| {
        let own = format!("/travail/campagnes/{}/saisie/{}", asked.campaign.id, screen + 1);
        desk.look.link(&format!("{own}?d={}", journey.key.written()))
    };
    let errors = verdict.errors(journey, screen, lang, &other);
    let form = Form::new(lang, &errors);
    let screens = journey.screens();
    let step = screens.iter().position(|at| *at == screen).unwrap_or_default();
    let is_last = step + 1 == screens.len();
    let (title, heading) = journey.heading(screen, desk.look);
    let bare = format!("/travail/campagnes/{}/saisie/{}", asked.campaign.id, screen + 1);
    let body = html! {
        (form.summary())
        (verdict.warned(screen, lang, &other))
        (parts::progress(lang, step as u32 + 1, screens.len() as u32))
        (heading)
        (sent::help(asked, lang, &actions::help(asked, &journey.draft)))
        @if step == 0 { (unofficial(&asked.instrument, mode_of(journey.draft.channel()), lang)) }
        form method="post" action=(desk.look.link(&bare)) data-keep novalidate {
            (hidden("d", &journey.key.written()))
            (verdict.remembered())
            // The Enter key presses the first button of a form: it must not be one that removes something.
            button.visually-hidden type="submit" name="go" value=(if is_last { "send" } else { "next" }) tabindex="-1" aria-hidden="true" {}
            (section(&asked.instrument, &journey.draft, screen, form, verdict, lang, Reader::Interviewer))
            div.buttons {
                @if is_last { (Button::submit(say(lang, "surveys-entry-send")).named("go", "send")) }
                @else { (Button::submit(say(lang, "surveys-next")).named("go", "next")) }
                @if step > 0 { (Button::submit(say(lang, "surveys-back")).named("go", "back").secondary()) }
            }
        }
    };
    desk.page(title, &format!("{bare}?d={}", journey.key.written()), body)
}

/// Takes a screen.
pub(super) async fn take(
    State(p): State<Platform>,
    desk: Desk,
    Path((campaign, screen)): Path<(String, usize)>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let asked = own(&p, &desk, &campaign).await?;
    let bare = format!("/travail/campagnes/{}/saisie", asked.campaign.id);
    let key = field(&fields, "d");
    let mut journey = match journey(&p, &desk, &campaign, key).await {
        Ok(journey) => journey,
        // The same button pressed twice: the first press was taken.
        Err(SurveyProblem::NoDraft) if actions::was_sent(&p, &asked, key) => {
            return Ok(seen(desk.look, &format!("{bare}?fait=1")));
        }
        Err(problem) => return Err(problem.into()),
    };
    let at = screen.checked_sub(1).filter(|at| *at < asked.instrument.screens().len()).ok_or(Failure::NotFound)?;
    let before = journey.questions(at);
    let mut wrong = journey.read(at, &fields);
    let go = field(&fields, "go");
    if let Some(place) = journey.press(go, &mut wrong) {
        if !wrong.is_empty() {
            return Ok(page(&desk, &journey, at, &Verdict::wrong(wrong)).into_response());
        }
        journey.keep(&p).await?;
        return Ok(seen(desk.look, &format!("{bare}/{}?d={}#{place}", at + 1, journey.key.written())));
    }
    let mut verdict = Verdict::wrong(wrong);
    if go != "back" {
        journey.judge(at, go == "send", &fields, p.clock.today(), desk.lang(), &mut verdict);
    }
    if !verdict.is_fine() && go != "back" {
        match journey.keep(&p).await {
            Ok(()) | Err(SurveyProblem::TooLong) => {}
            Err(problem) => return Err(problem.into()),
        }
        let page = page(&desk, &journey, at, &verdict);
        return Ok(match verdict.is_refused() {
            true => (axum::http::StatusCode::UNPROCESSABLE_ENTITY, page).into_response(),
            false => page.into_response(),
        });
    }
    journey.drop_empty_blocks(false);
    let screens = journey.screens();
    if go != "back" && journey.questions(at).iter().any(|one| !before.contains(one)) {
        journey.keep(&p).await?;
        return Ok(seen(desk.look, &format!("{bare}/{}?d={}", at + 1, journey.key.written())));
    }
    let to = if go == "back" {
        screens.iter().rev().find(|one| **one < at).or(screens.first())
    } else {
        screens.iter().find(|one| **one > at)
    };
    match to.filter(|_| go != "send") {
        Some(to) => {
            journey.keep(&p).await?;
            Ok(seen(desk.look, &format!("{bare}/{}?d={}", to + 1, journey.key.written())))
        }
        None => {
            journey.drop_empty_blocks(true);
            let sent = actions::send(&p, &journey.asked, &journey.key, &journey.draft, desk.lang()).await?;
            if sent.shows_help {
                return Ok(help(&desk, &asked, &bare).into_response());
            }
            Ok(seen(desk.look, &format!("{bare}?fait=1")))
        }
    }
}

/// What to do when the words typed in speak of self-harm (hard rule 18): the numbers first, on the very page that answers,
/// while the person may still be there.
fn help(desk: &Desk, asked: &Asked, bare: &str) -> Html<String> {
    let lang = desk.lang();
    let title = say(lang, "surveys-entry-help-title");
    let body = html! {
        (parts::header(&title, say(lang, "surveys-entry-help-lead")))
        ol {
            li { (say(lang, "surveys-entry-help-stay")) }
            li { (say(lang, "surveys-entry-help-call")) }
            li { (say(lang, "surveys-entry-help-team")) }
        }
        (parts::emergency(lang, &asked.numbers))
        (parts::notice(lang, Tone::Success, say(lang, "surveys-entry-done"), html! { p { (say(lang, "surveys-entry-help-kept")) } }))
        p { a href=(desk.look.link(bare)) { (say(lang, "surveys-entry-next")) } }
    };
    desk.page(title, bare, body)
}
