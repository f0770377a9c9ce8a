//! One section a screen: answers are kept as one goes, filters are decided here, nothing needs a script.

use axum::{
    Form as Posted,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use organisation::access::{
    Failure,
    respond::{refused, seen, shown},
};
use pages::{
    Look, Markup, assets,
    fields::{Button, Form, hidden},
    html, layout,
    parts::{self, Tone},
    words::{say, say_with},
};
use serde::Deserialize;
use spine::Platform;

use super::{
    Fields, asked_of, field, head_of,
    intro::{UNTOUCHED, kiosk_leaves, kiosk_start},
    journey::Journey,
    screen::{Reader, section},
    sent, together,
    verdict::Verdict,
};
use crate::surveys::actions::{self, SurveyProblem};

/// The id of a screen's form. The switches to the other language and to large print send it, so that nothing is lost.
const FORM: &str = "reponses";
/// The field by which the script says that every question of the screen was there, shown and hidden as answers came.
const SEEN: &str = "seen";

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Said {
    pub(super) d: Option<String>,
    /// An answer of this screen has just opened another question on it.
    pub(super) suite: Option<String>,
}

/// The page of a screen.
pub(super) async fn show(
    State(p): State<Platform>,
    Path((campaign, screen)): Path<(String, usize)>,
    Query(said): Query<Said>,
    look: Look,
) -> Result<Response, Failure> {
    let journey = match Journey::open(&p, &campaign, said.d.as_deref().unwrap_or_default(), false).await {
        Ok(journey) => journey,
        Err(SurveyProblem::NoDraft) => return Err(Failure::Gone("surveys-problem-no-draft")),
        Err(problem) => return Err(problem.into()),
    };
    let campaign = journey.asked.campaign.id;
    let key = journey.key.written();
    if journey.draft.speaker.is_none() {
        return Ok(seen(look, &format!("/q/{campaign}?d={key}")));
    }
    let screens = journey.screens();
    let Some(at) = screen.checked_sub(1).filter(|at| screens.contains(at)) else {
        // A screen that a filter hides: the next one that is shown, or the last.
        let next = screens.iter().find(|at| **at + 1 > screen).or(screens.last()).copied().unwrap_or_default();
        return if next + 1 == screen {
            Err(Failure::NotFound)
        } else {
            Ok(seen(look, &format!("/q/{campaign}/{}?d={key}", next + 1)))
        };
    };
    let refused = Verdict::wrong(journey.refused(at));
    Ok(shown(page(&journey, at, look, &refused, said.suite.is_some())).into_response())
}

/// Where an untouched tablet goes by itself: what was begun on it is destroyed, so that nobody who comes next can go back to
/// it. Only what a tablet began is; asking again changes nothing.
pub(super) async fn erase(
    State(p): State<Platform>,
    Path(campaign): Path<String>,
    Query(said): Query<Said>,
    look: Look,
) -> Result<Response, Failure> {
    let asked = asked_of(&p, &campaign).await?;
    let place = match Journey::open(&p, &campaign, said.d.as_deref().unwrap_or_default(), false).await {
        Ok(journey) if journey.draft.is_kiosk() => {
            actions::discard(&p, &journey.asked, &journey.key).await?;
            journey.draft.place()
        }
        Ok(_) | Err(SurveyProblem::NoDraft) => None,
        Err(problem) => return Err(problem.into()),
    };
    let place = place.and_then(|place| asked.place(place));
    Ok(axum::response::Redirect::to(&kiosk_start(&asked, look, place)).into_response())
}

/// The title of a screen and what stands above its questions.
pub(super) fn head(journey: &Journey, screen: usize, look: Look) -> (String, Markup) {
    journey.heading(screen, look)
}

/// The scripts of a questionnaire's page. They come with the first touch: the page is complete without, and light.
fn scripts() -> String {
    ["program.js", "survey.js"].map(assets::href).join(" ")
}

fn page(journey: &Journey, screen: usize, look: Look, verdict: &Verdict, more: bool) -> Markup {
    let (asked, lang) = (&journey.asked, look.lang);
    let other =
        |screen: usize| look.link(&format!("/q/{}/{}?d={}", asked.campaign.id, screen + 1, journey.key.written()));
    let errors = verdict.errors(journey, screen, lang, &other);
    let form = Form::new(lang, &errors);
    let screens = journey.screens();
    let step = screens.iter().position(|at| *at == screen).unwrap_or_default();
    let is_last = step + 1 == screens.len();
    let action = look.link(&format!("/q/{}/{}", asked.campaign.id, screen + 1));
    let (title, heading) = head(journey, screen, look);
    let together = look.link(&format!("/q/{}/formulaire?d={}", asked.campaign.id, journey.key.written()));
    let body = html! {
        (form.summary())
        (verdict.warned(screen, lang, &other))
        div #secours aria-live="assertive" { (sent::help(asked, lang, &actions::help(asked, &journey.draft))) }
        (parts::emergency_line(lang, &asked.numbers))
        div #avancement { (parts::progress(lang, step as u32 + 1, screens.len() as u32)) }
        div #entete { (heading) }
        @if more { (parts::notice(lang, Tone::Info, say(lang, "surveys-more-title"), html! { p { (say(lang, "surveys-more")) } })) }
        form #(FORM) method="post" action=(action) data-keep[!journey.draft.is_kiosk()]
            data-together=[(!journey.draft.is_kiosk()).then_some(together)] data-scripts=[(!journey.draft.is_kiosk()).then(scripts)] data-screen=(screen) novalidate {
            (hidden("d", &journey.key.written()))
            (verdict.remembered())
            div #questions { (section(&asked.instrument, &journey.draft, screen, form, verdict, lang, Reader::Alone)) }
            p.quiet { (say(lang, "surveys-may-skip")) }
            p #reseau role="status" data-step=(say_with(lang, "kit-step", &[("step", "{step}".into()), ("of", "{of}".into())])) {}
            div.buttons {
                @if is_last { (Button::submit(say(lang, "surveys-send")).named("go", "send")) }
                @else { (Button::submit(say(lang, "surveys-next")).named("go", "next")) }
                (Button::submit(say(lang, "surveys-back")).named("go", "back").secondary())
                @if journey.draft.is_kiosk() {
                    (Button::submit(say(lang, "surveys-erase")).named("go", "erase").quiet())
                } @else {
                    (Button::submit(say(lang, "surveys-later")).named("go", "later").quiet())
                }
                (parts::speak(lang, "content"))
            }
            @if journey.draft.is_kiosk() { p.quiet { (say(lang, "surveys-kiosk-returns")) } }
        }
    };
    let path = format!("/q/{}/{}?d={}", asked.campaign.id, screen + 1, journey.key.written());
    let head = head_of(asked, look, &title, &path).with_errors(&errors).typed_in(FORM);
    let leaves = || kiosk_leaves(asked, look, &journey.key);
    layout::public(&if journey.draft.is_kiosk() { head.left_alone(UNTOUCHED, leaves()) } else { head }, body)
}

/// Takes the answers of a screen and goes where the button says.
pub(super) async fn take(
    State(p): State<Platform>,
    Path((campaign, screen)): Path<(String, usize)>,
    look: Look,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let key = field(&fields, "d");
    let mut journey = match Journey::open(&p, &campaign, key, false).await {
        Ok(journey) => journey,
        Err(SurveyProblem::NoDraft) => return gone(&p, &campaign, key, look).await,
        Err(problem) => return Err(problem.into()),
    };
    let at = screen.checked_sub(1).filter(|at| *at < journey.asked.instrument.screens().len());
    let at = at.ok_or(Failure::NotFound)?;
    let id = journey.asked.campaign.id;
    let go = field(&fields, "go");
    if go == "erase" {
        actions::discard(&p, &journey.asked, &journey.key).await?;
        let place = journey.draft.place().and_then(|place| journey.asked.place(place));
        return Ok(axum::response::Redirect::to(&kiosk_start(&journey.asked, look, place)).into_response());
    }
    let before = journey.questions(at);
    let mut wrong = journey.read(at, &fields);
    if layout::is_shown_again(&fields) {
        // Only to be shown in another look: what does not fit is kept and told, what is missing is not.
        wrong.retain(|one| one.given.is_some());
        return Ok(shown(page(&journey, at, look, &Verdict::wrong(wrong), false)).into_response());
    }
    if let Some(place) = journey.press(go, &mut wrong) {
        if !wrong.is_empty() {
            return Ok(shown(page(&journey, at, look, &Verdict::wrong(wrong), false)).into_response());
        }
        journey.keep(&p).await?;
        return Ok(seen(look, &format!("/q/{id}/{}?d={}#{place}", at + 1, journey.key.written())));
    }
    let silent = field(&fields, together::SILENT) == "1";
    let mut verdict = Verdict::wrong(wrong);
    if !matches!(go, "back" | "later") {
        journey.judge(at, go == "send", &fields, p.clock.today(), look.lang, &mut verdict);
    }
    if !verdict.is_fine() && go != "back" {
        return held(&p, &mut journey, at, look, &verdict, silent).await;
    }
    journey.drop_empty_blocks(false);
    let screens = journey.screens();
    let next = screens.iter().find(|one| **one > at).copied();
    // An answer may open a question of the same screen, which nobody without a script has seen yet.
    let opened = field(&fields, SEEN) != "1" && journey.questions(at).iter().any(|one| !before.contains(one));
    if opened && matches!(go, "next" | "send") {
        journey.keep(&p).await?;
        return Ok(seen(look, &format!("/q/{id}/{}?d={}&suite=1", at + 1, journey.key.written())));
    }
    if !silent && (go == "send" || (next.is_none() && go != "back" && go != "later")) {
        journey.drop_empty_blocks(true);
        return send(&p, &journey, look).await;
    }
    journey.keep(&p).await?;
    if silent {
        return Ok(together::kept(&journey, look));
    }
    let key = journey.key.written();
    Ok(match (go, next) {
        ("later", _) if !journey.draft.is_kiosk() => seen(look, &format!("/q/{id}/plus-tard?d={key}")),
        ("back", _) => match screens.iter().rev().find(|one| **one < at) {
            Some(before) => seen(look, &format!("/q/{id}/{}?d={key}", before + 1)),
            None => seen(look, &format!("/q/{id}?d={key}")),
        },
        (_, Some(next)) => seen(look, &format!("/q/{id}/{}?d={key}", next + 1)),
        (_, None) => seen(look, &format!("/q/{id}/{}?d={key}", at + 1)),
    })
}

/// Says what holds one back. One may go and look at another screen, or close the page: what was given is kept as far as it
/// fits.
async fn held(
    p: &Platform,
    journey: &mut Journey,
    screen: usize,
    look: Look,
    verdict: &Verdict,
    silent: bool,
) -> Result<Response, Failure> {
    match journey.keep(p).await {
        Ok(()) | Err(SurveyProblem::TooLong) => {}
        Err(problem) => return Err(problem.into()),
    }
    Ok(match verdict.is_refused() {
        _ if silent => together::refused(),
        true => refused(page(journey, screen, look, verdict, false)),
        false => shown(page(journey, screen, look, verdict, false)).into_response(),
    })
}

/// Sends. Where a comment speaks of self-harm the numbers are on the very page that answers, not in an address that the
/// browser would remember.
async fn send(p: &Platform, journey: &Journey, look: Look) -> Result<Response, Failure> {
    let sent = actions::send(p, &journey.asked, &journey.key, &journey.draft, look.lang).await?;
    let place = journey.draft.place().and_then(|place| journey.asked.place(place));
    let kiosk = journey.draft.is_kiosk();
    if sent.shows_help {
        let help = actions::help(&journey.asked, &journey.draft);
        return Ok(shown(sent::page(&journey.asked, look, place, kiosk, &help)).into_response());
    }
    Ok(seen(look, &sent::path(&journey.asked, place, kiosk)))
}

/// A draft that is no more: thanked again when it was sent, else told.
async fn gone(p: &Platform, campaign: &str, key: &str, look: Look) -> Result<Response, Failure> {
    let asked = asked_of(p, campaign).await?;
    if actions::was_sent(p, &asked, key) {
        return Ok(seen(look, &sent::path(&asked, None, false)));
    }
    Err(Failure::Gone("surveys-problem-no-draft"))
}
