//! Following a voice with its receipt: reading the answers, writing again, contesting a refusal.
//!
//! The receipt is never in an address: it is sent in the body of a form and carried to the next one in a hidden field. The
//! switches to the other language and to large print send that form too, so that neither the code nor a message that is
//! being written is lost.

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

/// The id of the form that asks for the code, and of the one that carries it.
const FORM: &str = "suivi";
/// The page's address, in which no code ever stands.
const HERE: &str = "/suivi";

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

pub(super) async fn head(p: &Platform, look: Look, errors: &Errors, at: &str) -> Result<layout::Head, Failure> {
    let mut conn = p.db.reader().await?;
    let org = front::main_organisation(&mut conn).await?.ok_or(Failure::NotFound)?.org;
    let head = front::head(p, &mut conn, org, look, say(look.lang, "voices-follow-title"), at).await?;
    Ok(head.noindex().with_errors(errors).typed_in(FORM))
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
        form #(FORM) method="post" action=(link("/suivi", look)) autocomplete="off" novalidate {
            (hidden("etape", "code"))
            (form.text("code", say(lang, "voices-code")).hint(say(lang, "voices-code-hint")).value(typed))
            (Button::submit(say(lang, "voices-follow-open")))
        }
        (parts::more(say(lang, "voices-lost-title"), html! { p { (say(lang, "voices-lost")) } }))
    };
    Ok(layout::public(&head(p, look, errors, HERE).await?, body))
}

/// The voice behind a receipt, or one and the same answer for every wrong one.
pub(super) async fn open(
    State(p): State<Platform>,
    look: Look,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    if layout::is_shown_again(&fields) && field(&fields, "etape") == "code" {
        return Ok(shown(asking(&p, look, &Errors::none(), field(&fields, "code")).await?).into_response());
    }
    match followed(&p, &fields).await? {
        Some(followed) => Ok(shown(page(&p, look, &fields, &followed, &Errors::none(), None).await?).into_response()),
        None => wrong(&p, look, &fields).await,
    }
}

pub(super) async fn followed(p: &Platform, fields: &Fields) -> Result<Option<Followed>, Failure> {
    match Receipt::read(field(fields, "code")) {
        Ok(receipt) => find(p, &receipt).await,
        Err(_) => Ok(None),
    }
}

/// The form again, with the code as it was typed: of twenty-one signs, most are right.
pub(super) async fn wrong(p: &Platform, look: Look, fields: &Fields) -> Result<Response, Failure> {
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
    let done = actions::add_reply(&p, &voice, field(&fields, "message")).await.map(Done::Said);
    finish(&p, look, &fields, "message", done).await
}

/// The author contests a refusal to publish.
pub(super) async fn contest(
    State(p): State<Platform>,
    look: Look,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let Some(voice) = followed(&p, &fields).await? else { return wrong(&p, look, &fields).await };
    let done = actions::contest(&p, &voice, field(&fields, "contest")).await.map(Done::Said);
    finish(&p, look, &fields, "contest", done).await
}

/// The author takes the permission to publish back.
pub(super) async fn withdraw(
    State(p): State<Platform>,
    look: Look,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let Some(voice) = followed(&p, &fields).await? else { return wrong(&p, look, &fields).await };
    let done = actions::withdraw(&p, &voice).await.map(|()| Done::Said(false));
    finish(&p, look, &fields, "withdraw", done).await
}

/// The author takes back what would let us reach them.
pub(super) async fn take_contact_back(
    State(p): State<Platform>,
    look: Look,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let Some(voice) = followed(&p, &fields).await? else { return wrong(&p, look, &fields).await };
    let done = actions::take_contact_back(&p, &voice).await.map(|()| Done::Forgotten);
    finish(&p, look, &fields, "contact", done).await
}

/// What was just done.
#[derive(Debug, Clone, Copy)]
enum Done {
    /// Something was told; whether its words speak of self-harm.
    Said(bool),
    /// The contact is destroyed.
    Forgotten,
}

async fn finish(
    p: &Platform,
    look: Look,
    fields: &Fields,
    at: &str,
    done: Result<Done, VoiceProblem>,
) -> Result<Response, Failure> {
    let Some(now) = followed(p, fields).await? else { return wrong(p, look, fields).await };
    match done {
        Ok(done) => {
            // What was sent is done with; what was being written beside it is kept.
            let kept: Fields = fields.iter().filter(|(name, _)| name != at).cloned().collect();
            Ok(shown(page(p, look, &kept, &now, &Errors::none(), Some(done)).await?).into_response())
        }
        Err(problem @ (VoiceProblem::Db(_) | VoiceProblem::Vault(_))) => Err(Failure::from(problem)),
        Err(problem) => {
            let mut errors = Errors::none();
            errors.add(at, problem.key());
            Ok(refused(page(p, look, fields, &now, &errors, None).await?))
        }
    }
}

async fn page(
    p: &Platform,
    look: Look,
    fields: &Fields,
    followed: &Followed,
    errors: &Errors,
    done: Option<Done>,
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
    let shows_help = matches!(done, Some(Done::Said(true))) || field(fields, "aide") == "1";
    let written = !field(fields, "message").is_empty() || !field(fields, "contest").is_empty();
    let (title, words) = state(followed);
    let body = html! {
        (form.summary())
        @if shows_help { (parts::emergency_now(lang, &numbers)) }
        @if let Some(Done::Forgotten) = done {
            (parts::notice(lang, Tone::Success, say(lang, "voices-contact-gone-title"), say(lang, "voices-contact-gone")))
        }
        (parts::header(say(lang, "voices-yours-title"), say_with(lang, "voices-yours-lead", &[("place", place.into())])))
        (parts::notice(lang, Tone::Info, say(lang, title), html! { p { (say(lang, words)) } }))
        @if let Some(told) = followed.outcome {
            p { (Button::link(say(lang, "voices-outcome"), link(&format!("/retours/{told}"), look))) }
        }
        (parts::thread(lang, &thread(lang, followed)))
        form #(FORM) method="post" action=(link("/suivi/message", look))
            data-keep=(if written { "written" } else { "" }) novalidate {
            (hidden("code", code))
            @if shows_help { (hidden("aide", "1")) }
            (form.textarea("message", say(lang, "voices-write-again")).hint(say(lang, "voices-write-again-hint"))
                .value(field(fields, "message")).rows(5))
            (Button::submit(say(lang, "voices-write-send")))
            // In the same form, so that a switch carries both texts.
            @if may_contest(followed) { (publication(look, form, code, followed, field(fields, "contest"))) }
        }
        @if !may_contest(followed) { (publication(look, form, code, followed, "")) }
        @if voice.has_contact { (contact(look, code)) }
        (super::erase::offered(look, code))
        p { a href=(link("/retours", look)) { (say(lang, "voices-next-returns")) } }
    };
    Ok(layout::public(&head(p, look, errors, HERE).await?, body))
}

/// Whether the page asks for an answer to a decision: then there are two texts to write.
fn may_contest(followed: &Followed) -> bool {
    let states = [PublicationState::Refused, PublicationState::TakenDown];
    followed.publication.as_ref().is_some_and(|publication| states.contains(&publication.state))
}

/// Where the voice stands, as a title and a sentence: nothing that did not happen is told.
fn state(followed: &Followed) -> (&'static str, &'static str) {
    let wrote_last = followed.messages.last().is_some_and(|message| message.author == Author::Voice);
    let answered = followed.messages.iter().any(|message| message.author == Author::Team);
    match followed.voice.state {
        VoiceState::Sealed => ("voices-state-sealed", "voices-state-sealed-words"),
        VoiceState::Readable if wrote_last => ("voices-state-again", "voices-state-again-words"),
        VoiceState::Readable => ("voices-state-readable", "voices-state-readable-words"),
        VoiceState::TakenUp => ("voices-state-taken-up", "voices-state-taken-up-words"),
        VoiceState::Answered => ("voices-state-answered", "voices-state-answered-words"),
        VoiceState::Closed if answered => ("voices-state-closed", "voices-state-closed-answered-words"),
        VoiceState::Closed => ("voices-state-closed", "voices-state-closed-words"),
    }
}

/// What the author left so that we can reach them, and the way to take it back.
fn contact(look: Look, code: &str) -> Markup {
    let lang = look.lang;
    html! {
        section {
            h2 { (say(lang, "voices-contact-title")) }
            p { (say(lang, "voices-contact-about")) }
            form method="post" action=(link("/suivi/coordonnees", look)) {
                (hidden("code", code))
                (Button::submit(say(lang, "voices-contact-forget")).secondary())
            }
        }
    }
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
            @if let (PublicationState::Refused | PublicationState::TakenDown, Some(ground)) = (state, &publication.ground) {
                p { strong { (say(lang, "voices-publication-ground")) } " " (text::moderation::Ground::of_code(ground).map_or_else(String::new, |g| say(lang, g.word()))) }
                @if let Some(reason) = &publication.reason { (parts::quote(reason, say(lang, "voices-publication-reason"))) }
                (form.textarea("contest", say(lang, "voices-contest")).hint(say(lang, "voices-contest-hint")).value(typed).rows(4))
                (Button::submit(say(lang, "voices-contest-send")).to(link("/suivi/contester", look)))
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
