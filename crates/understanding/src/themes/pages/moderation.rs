//! Moderation before publication: the queue, and the page where one decides. The machine suggests grounds with the
//! passage each rests on; a person decides (hard rule 14). The representative sees refusals.

use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use kernel::{Id, Lang, Role, kinds};
use listening::voices::{self, PublicationState, model::Voice};
use organisation::access::{Desk, Failure};
use pages::{
    Markup, dates,
    fields::{Button, Errors, Form},
    html,
    parts::{self, Column, Tab, Table, Tone},
    words::say,
};
use spine::Platform;
use text::moderation::Ground;

use super::{Fields, field, id, list::state_tag, page_number, place_name, places, readable, value};
use crate::themes::{
    cut::{first_words, words},
    sheet as csv,
};

/// Lines on a page.
const A_PAGE: i64 = 25;
/// Lines in a sheet, at most.
const A_SHEET: i64 = 5000;

/// The rule a refusal cites, in words; a code of another version is shown as it is.
fn rule(lang: Lang, code: &str) -> String {
    Ground::of_code(code).map_or_else(|| code.to_owned(), |ground| say(lang, ground.word()))
}

/// The queues a role sees: who watches over refusals sees those, who decides sees what is asked too.
fn queues(role: Role) -> &'static [PublicationState] {
    match role {
        Role::QualityOfficer | Role::ComplaintsOfficer => &[
            PublicationState::Asked,
            PublicationState::Contested,
            PublicationState::Refused,
            PublicationState::Published,
            PublicationState::TakenDown,
        ],
        role if voices::access::sees_refusals(role) => {
            &[PublicationState::Refused, PublicationState::Contested, PublicationState::TakenDown]
        }
        _ => &[],
    }
}

/// The queue.
pub(super) async fn queue(
    State(p): State<Platform>,
    desk: Desk,
    Query(fields): Query<Fields>,
) -> Result<Response, Failure> {
    let lang = desk.lang();
    let queues = queues(desk.asker.role());
    let state = wanted(&desk, &fields)?;
    let page = page_number(&fields);
    let mut conn = p.db.reader().await?;
    let places = places(&mut conn, &desk.asker).await?;
    let offset = (i64::from(page) - 1) * A_PAGE;
    // One more than a page tells whether there is a next one.
    let scope = &desk.asker.scope;
    let found = voices::publications(&mut conn, scope, Some(state), A_PAGE + 1, offset).await?;
    let more = found.len() > usize::try_from(A_PAGE).unwrap_or(0);
    let mut rows = Vec::new();
    for publication in found.into_iter().take(usize::try_from(A_PAGE).unwrap_or(0)) {
        if let Ok(voice) = readable(&p, &mut conn, &desk.asker, publication.voice).await {
            rows.push(line(&desk, place_name(&places, voice.place), &voice, &publication));
        }
    }
    drop(conn);
    let tabs: Vec<Tab> = queues
        .iter()
        .map(|queue| {
            let href = desk.look.link(&format!("/travail/moderation?etat={}", queue.code()));
            Tab::new(say(lang, &format!("themes-queue-{}", queue.code())), href, *queue == state)
        })
        .collect();
    let title = say(lang, "themes-moderation-title");
    let body = html! {
        (parts::header(&title, say(lang, "themes-moderation-lead")))
        (parts::tabs(lang, &title, &tabs))
        @if rows.is_empty() {
            (parts::empty(say(lang, "themes-queue-empty-title"), say(lang, "themes-queue-empty"), ""))
        } @else {
            (Table::new(say(lang, &format!("themes-queue-{}", state.code()))).caption_heard()
                .columns(["themes-column-words", "themes-column-month", "themes-place", "themes-queue-about"].map(|key| Column::text(say(lang, key))))
                .rows(rows))
            (parts::pager(lang, page, page + u32::from(more), |page| desk.look.link(&format!("/travail/moderation?etat={}&page={page}", state.code()))))
            p { (Button::link(say(lang, "themes-sheet"),
                desk.look.link(&format!("/travail/moderation/liste.csv?etat={}", state.code()))).quiet()) }
        }
    };
    let path = format!("/travail/moderation?etat={}&page={page}", state.code());
    Ok(desk.page(title, &path, body).into_response())
}

/// The queue an address asks for, among those the role sees; the first one when it names none.
fn wanted(desk: &Desk, fields: &Fields) -> Result<PublicationState, Failure> {
    let queues = queues(desk.asker.role());
    let state = value(fields, "etat").filter(|state| queues.contains(state));
    state.or_else(|| queues.first().copied()).ok_or(Failure::Forbidden)
}

/// A queue as a sheet: the readable texts, never the originals.
pub(super) async fn sheet(
    State(p): State<Platform>,
    desk: Desk,
    Query(fields): Query<Fields>,
) -> Result<Response, Failure> {
    let lang = desk.lang();
    let state = wanted(&desk, &fields)?;
    let mut conn = p.db.reader().await?;
    let places = places(&mut conn, &desk.asker).await?;
    let found = voices::publications(&mut conn, &desk.asker.scope, Some(state), A_SHEET, 0).await?;
    let titles = [
        "themes-column-month",
        "themes-place",
        "themes-kind",
        "themes-state",
        "themes-refused-ground",
        "themes-refused-reason",
        "themes-contested",
        "themes-decided-day",
        "themes-column-text",
        "themes-published-text",
    ];
    let mut rows = vec![titles.iter().map(|key| say(lang, key)).collect::<Vec<_>>()];
    for one in found {
        let Ok(voice) = readable(&p, &mut conn, &desk.asker, one.voice).await else { continue };
        rows.push(vec![
            voice.wave.to_string(),
            place_name(&places, voice.place).to_owned(),
            say(lang, &format!("voices-kind-{}", voice.kind.code())),
            say(lang, &format!("themes-queue-{}", one.state.code())),
            one.ground.map_or_else(String::new, |code| rule(lang, &code)),
            one.reason.unwrap_or_default(),
            one.contested.unwrap_or_default(),
            one.decided_day.map_or_else(String::new, |day| day.to_string()),
            voice.readable.unwrap_or_default(),
            one.public_text.unwrap_or_default(),
        ]);
    }
    Ok(csv::answer("publication.csv", &rows))
}

fn line(desk: &Desk, place: &str, voice: &Voice, publication: &voices::Publication) -> Vec<Markup> {
    let lang = desk.lang();
    let href = desk.look.link(&format!("/travail/moderation/{}", voice.id));
    let text = voice.readable.as_deref().unwrap_or_default();
    vec![
        html! { a href=(href) data-item lang=[(voice.lang != lang).then_some(voice.lang.tag())] { (first_words(text, 110)) } },
        html! { (dates::wave(lang, voice.wave)) },
        html! { (place) },
        html! {
            @match (&publication.contested, &publication.ground) {
                (Some(contested), _) => (first_words(contested, 80)),
                (None, Some(ground)) => (rule(lang, ground)),
                (None, None) => (say(lang, &format!("voices-kind-{}", voice.kind.code()))),
            }
        },
    ]
}

/// The page of one voice.
pub(super) async fn show(State(p): State<Platform>, desk: Desk, Path(name): Path<String>) -> Result<Response, Failure> {
    let (title, path, body) = whole(&p, &desk, id(&name)?, &Errors::none(), &Fields::new()).await?;
    Ok(desk.page(title, &path, body).into_response())
}

pub(super) async fn whole(
    p: &Platform,
    desk: &Desk,
    voice: Id<kinds::Voice>,
    errors: &Errors,
    typed: &Fields,
) -> Result<(String, String, Markup), Failure> {
    let lang = desk.lang();
    let mut conn = p.db.reader().await?;
    let voice = readable(p, &mut conn, &desk.asker, voice).await?;
    let publication = voices::publication(&mut conn, desk.asker.org(), voice.id).await?;
    drop(conn);
    let publication = publication.ok_or(Failure::NotFound)?;
    if !queues(desk.asker.role()).contains(&publication.state) && publication.state != PublicationState::Withdrawn {
        return Err(Failure::Forbidden);
    }
    let title = say(lang, "themes-moderate-title");
    let text = voice.readable.as_deref().unwrap_or_default();
    let moderates = voices::access::may_moderate(&desk.asker, &voice);
    let state = publication.state;
    let refuses = matches!(state, PublicationState::Asked | PublicationState::Contested | PublicationState::Refused);
    let body = html! {
        (Form::new(lang, errors).summary())
        (parts::breadcrumb(lang, &[(say(lang, "themes-moderation-title"), desk.look.link("/travail/moderation"))], &title))
        (parts::header(&title, html! {
            (parts::tag(Tone::Plain, say(lang, &format!("themes-queue-{}", publication.state.code())))) " " (state_tag(lang, voice.kind, voice.state))
        }))
        (parts::quote(html! { span lang=[(voice.lang != lang).then_some(voice.lang.tag())] { (text) } },
            say(lang, &format!("voices-speaker-{}", voice.speaker.code()))))
        p { a href=(desk.look.link(&format!("/travail/voix/{}", voice.id))) { (say(lang, "themes-moderate-voice")) } }
        (past(lang, &publication))
        @if moderates && (refuses || state == PublicationState::TakenDown) {
            (suggestions(lang, text))
            (publishing(desk, &voice, text, errors, typed))
        }
        @if moderates && refuses { (refusing(desk, &voice, "refuser", "refuse", errors, typed)) }
        @if moderates && state == PublicationState::Published { (refusing(desk, &voice, "depublier", "take-down", errors, typed)) }
    };
    Ok((title, format!("/travail/moderation/{}", voice.id), body))
}

/// What was decided, and what its author answers.
fn past(lang: Lang, publication: &voices::Publication) -> Markup {
    html! {
        @if let Some(ground) = &publication.ground {
            (parts::facts([
                (say(lang, "themes-refused-ground"), html! { (rule(lang, ground)) }),
                (say(lang, "themes-refused-reason"), html! { (publication.reason.as_deref().unwrap_or_default()) }),
                (say(lang, "themes-decided-day"), html! { (publication.decided_day.map_or_else(String::new, |day| dates::day(lang, day))) }),
            ]))
        }
        @if let Some(contested) = &publication.contested {
            h2 { (say(lang, "themes-contested")) }
            (parts::quote(contested, say(lang, "themes-author")))
        }
        @if let Some(public) = &publication.public_text {
            h2 { (say(lang, "themes-published-text")) }
            (parts::quote(public, publication.decided_day.map_or_else(String::new, |day| dates::day(lang, day))))
        }
    }
}

/// What the machine noticed, each with the passage it rests on.
fn suggestions(lang: Lang, text: &str) -> Markup {
    let remarks = text::moderation::review(text, text::Lists::french());
    html! {
        section {
            h2 { (say(lang, "themes-suggestions")) }
            @if remarks.is_empty() {
                p { (say(lang, "themes-suggestions-none")) }
            } @else {
                p { (say(lang, "themes-suggestions-lead")) }
                ul { @for remark in &remarks { li {
                    strong { (say(lang, remark.ground.word())) } " – « " (first_words(&words(text, remark.span), 120)) " »"
                } } }
            }
        }
    }
}

fn publishing(desk: &Desk, voice: &Voice, text: &str, errors: &Errors, typed: &Fields) -> Markup {
    let lang = desk.lang();
    let public = typed.iter().find(|(name, _)| name == "public");
    let public = public.map_or_else(|| text::without_tokens(text), |(_, value)| value.clone());
    html! {
        section {
            h2 { (say(lang, "themes-publish-title")) }
            form method="post" action=(desk.look.link(&format!("/travail/moderation/{}/publier", voice.id))) data-keep novalidate {
                (Form::new(lang, errors).textarea("public", say(lang, "themes-publish-text"))
                    .hint(say(lang, "themes-publish-hint")).rows(12).value(public))
                (Button::submit(say(lang, "themes-publish")))
            }
        }
    }
}

/// Refusing, or taking back what is published: the rule it rests on, and words for its author. `what` is the end of the
/// word keys.
fn refusing(desk: &Desk, voice: &Voice, to: &str, what: &str, errors: &Errors, typed: &Fields) -> Markup {
    let lang = desk.lang();
    let form = Form::new(lang, errors);
    let grounds = Ground::ALL.iter().map(|ground| (ground.code().to_owned(), say(lang, ground.word())));
    html! {
        section {
            h2 { (say(lang, &format!("themes-{what}-title"))) }
            @if what == "take-down" { p { (say(lang, "themes-take-down-about")) } }
            form method="post" action=(desk.look.link(&format!("/travail/moderation/{}/{to}", voice.id))) data-keep novalidate {
                (form.select("ground", say(lang, "themes-refuse-ground")).choice("", say(lang, "themes-refuse-choose"))
                    .choices(grounds).chosen(field(typed, "ground")))
                (form.textarea("reason", say(lang, "themes-refuse-reason")).hint(say(lang, "themes-refuse-hint")).rows(4)
                    .value(field(typed, "reason")))
                (Button::submit(say(lang, &format!("themes-{what}"))).secondary())
            }
        }
    }
}
