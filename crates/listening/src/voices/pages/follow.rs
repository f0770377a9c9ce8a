//! Following a voice with its receipt: reading the answers, writing again, contesting a refusal.
//!
//! The receipt is never in an address: it is sent in the body of a form and carried to the next one in a hidden field.

use axum::{
    Form as Posted,
    extract::State,
    response::{IntoResponse, Response},
};
use organisation::{
    access::{
        public_scope,
        respond::{Failure, refused, shown},
    },
    front, places,
};
use pages::{
    Look, Markup, dates,
    fields::{Button, Errors, Form, hidden},
    html, layout, link,
    parts::{self, Tone},
    words::{say, say_with},
};
use spine::Platform;

use super::{Fields, field};
use crate::voices::{
    Author, PublicationState, Receipt, State as VoiceState,
    actions::{self, Followed, VoiceProblem},
};

/// Looks a receipt up in every organisation of the installation, always in all of them, so that time tells nothing.
pub(super) async fn find(p: &Platform, receipt: &Receipt) -> Result<Option<Followed>, Failure> {
    let mut conn = p.db.reader().await?;
    let organisations = places::organisations(&mut conn).await?;
    drop(conn);
    let mut found = None;
    for org in organisations {
        if let Some(followed) = actions::open_by_receipt(p, org, receipt).await? {
            found = Some(followed);
        }
    }
    Ok(found)
}

async fn head(p: &Platform, look: Look, errors: &Errors) -> Result<layout::Head, Failure> {
    let mut conn = p.db.reader().await?;
    let org = front::main_organisation(&mut conn).await?.ok_or(Failure::NotFound)?.org;
    let head = front::head(p, &mut conn, org, look, say(look.lang, "voices-follow-title"), "/suivi").await?;
    Ok(head.noindex().with_errors(errors))
}

/// The page that asks for the receipt.
pub(super) async fn ask(State(p): State<Platform>, look: Look) -> Result<Response, Failure> {
    Ok(shown(asking(&p, look, &Errors::none(), "").await?).into_response())
}

async fn asking(p: &Platform, look: Look, errors: &Errors, typed: &str) -> Result<Markup, Failure> {
    let lang = look.lang;
    let form = Form::new(lang, errors);
    let body = html! {
        (form.summary())
        (parts::header(say(lang, "voices-follow-title"), say(lang, "voices-follow-lead")))
        form method="post" action=(link("/suivi", look)) autocomplete="off" novalidate {
            (form.text("code", say(lang, "voices-code")).hint(say(lang, "voices-code-hint")).value(typed))
            (Button::submit(say(lang, "voices-follow-open")))
        }
        (parts::more(say(lang, "voices-lost-title"), html! { p { (say(lang, "voices-lost")) } }))
    };
    Ok(layout::public(&head(p, look, errors).await?, body))
}

/// The voice behind a receipt, or one and the same answer for every wrong one.
pub(super) async fn open(
    State(p): State<Platform>,
    look: Look,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    match followed(&p, &fields).await? {
        Some(followed) => Ok(shown(page(&p, look, &fields, &followed, &Errors::none(), false).await?).into_response()),
        None => wrong(&p, look, &fields).await,
    }
}

async fn followed(p: &Platform, fields: &Fields) -> Result<Option<Followed>, Failure> {
    match Receipt::read(field(fields, "code")) {
        Ok(receipt) => find(p, &receipt).await,
        Err(_) => Ok(None),
    }
}

/// The form again, with the code as it was typed: of twenty-one signs, most are right.
async fn wrong(p: &Platform, look: Look, fields: &Fields) -> Result<Response, Failure> {
    let mut errors = Errors::none();
    errors.add("code", "voices-receipt-wrong");
    Ok(refused(asking(p, look, &errors, field(fields, "code")).await?))
}

/// The author writes again.
pub(super) async fn write(
    State(p): State<Platform>,
    look: Look,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let Some(voice) = followed(&p, &fields).await? else { return wrong(&p, look, &fields).await };
    let done = actions::add_reply(&p, &voice, field(&fields, "message")).await;
    finish(&p, look, &fields, "message", done).await
}

/// The author contests a refusal to publish.
pub(super) async fn contest(
    State(p): State<Platform>,
    look: Look,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let Some(voice) = followed(&p, &fields).await? else { return wrong(&p, look, &fields).await };
    let done = actions::contest(&p, &voice, field(&fields, "contest")).await;
    finish(&p, look, &fields, "contest", done).await
}

/// The author takes the permission to publish back.
pub(super) async fn withdraw(
    State(p): State<Platform>,
    look: Look,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let Some(voice) = followed(&p, &fields).await? else { return wrong(&p, look, &fields).await };
    let done = actions::withdraw(&p, &voice).await.map(|()| false);
    finish(&p, look, &fields, "withdraw", done).await
}

async fn finish(
    p: &Platform,
    look: Look,
    fields: &Fields,
    at: &str,
    done: Result<bool, VoiceProblem>,
) -> Result<Response, Failure> {
    let Some(now) = followed(p, fields).await? else { return wrong(p, look, fields).await };
    match done {
        Ok(shows_help) => {
            let kept: Fields = fields.iter().filter(|(name, _)| name == "code").cloned().collect();
            Ok(shown(page(p, look, &kept, &now, &Errors::none(), shows_help).await?).into_response())
        }
        Err(problem @ (VoiceProblem::Db(_) | VoiceProblem::Vault(_))) => Err(Failure::from(problem)),
        Err(problem) => {
            let mut errors = Errors::none();
            errors.add(at, problem.key());
            Ok(refused(page(p, look, fields, &now, &errors, false).await?))
        }
    }
}

async fn page(
    p: &Platform,
    look: Look,
    fields: &Fields,
    followed: &Followed,
    errors: &Errors,
    shows_help: bool,
) -> Result<Markup, Failure> {
    let lang = look.lang;
    let voice = &followed.voice;
    let mut conn = p.db.reader().await?;
    let place = places::find(&mut conn, &public_scope(voice.org), voice.place).await?;
    let place = place.map_or_else(String::new, |place| place.name);
    let numbers = front::emergency_numbers(p, &mut conn, voice.org).await?;
    drop(conn);
    let form = Form::new(lang, errors);
    let code = field(fields, "code");
    let body = html! {
        (form.summary())
        @if shows_help { (parts::emergency_now(lang, &numbers)) }
        (parts::header(say(lang, "voices-yours-title"), say_with(lang, "voices-yours-lead", &[("place", place.into())])))
        (parts::notice(lang, Tone::Info, say(lang, &format!("voices-state-{}", voice.state.code())), state_words(lang, voice.state)))
        @if let Some(told) = followed.outcome {
            p { (Button::link(say(lang, "voices-outcome"), link(&format!("/retours/{told}"), look))) }
        }
        (parts::thread(lang, &thread(lang, followed)))
        form method="post" action=(link("/suivi/message", look)) novalidate {
            (hidden("code", code))
            (form.textarea("message", say(lang, "voices-write-again")).hint(say(lang, "voices-write-again-hint"))
                .value(field(fields, "message")).rows(5))
            (Button::submit(say(lang, "voices-write-send")))
        }
        (publication(look, form, code, followed, field(fields, "contest")))
        p { a href=(link("/retours", look)) { (say(lang, "voices-next-returns")) } }
    };
    Ok(layout::public(&head(p, look, errors).await?, body))
}

fn state_words(lang: pages::Lang, state: VoiceState) -> Markup {
    html! { p { (say(lang, &format!("voices-state-{}-words", state.code()))) } }
}

fn thread(lang: pages::Lang, followed: &Followed) -> Vec<parts::Message> {
    let first = followed.voice.day.map_or_else(String::new, |day| dates::day(lang, day));
    let own = parts::Message { who: None, when: first, text: followed.text.clone() };
    let rest = followed.messages.iter().map(|m| parts::Message {
        who: match m.author {
            Author::Voice => None,
            Author::Team => Some(m.role.as_deref().map_or_else(String::new, |r| say(lang, &format!("role-{r}")))),
        },
        when: dates::day(lang, m.day),
        text: m.text.clone(),
    });
    std::iter::once(own).chain(rest).collect()
}

fn publication(look: Look, form: Form<'_>, code: &str, followed: &Followed, typed: &str) -> Markup {
    let lang = look.lang;
    let Some(publication) = &followed.publication else { return html! {} };
    let state = publication.state;
    html! {
        section {
            h2 { (say(lang, "voices-publication-title")) }
            p { (say(lang, &format!("voices-publication-{}", state.code()))) }
            @if let (PublicationState::Refused, Some(ground)) = (state, &publication.ground) {
                p { strong { (say(lang, "voices-publication-ground")) } " " (text::moderation::Ground::of_code(ground).map_or_else(String::new, |g| say(lang, g.word()))) }
                @if let Some(reason) = &publication.reason { (parts::quote(reason, say(lang, "voices-publication-reason"))) }
                form method="post" action=(link("/suivi/contester", look)) novalidate {
                    (hidden("code", code))
                    (form.textarea("contest", say(lang, "voices-contest")).hint(say(lang, "voices-contest-hint")).value(typed).rows(4))
                    (Button::submit(say(lang, "voices-contest-send")))
                }
            }
            @if matches!(state, PublicationState::Asked | PublicationState::Published) {
                form method="post" action=(link("/suivi/retirer", look)) {
                    (hidden("code", code))
                    (Button::submit(say(lang, "voices-withdraw")).secondary())
                }
            }
        }
    }
}
