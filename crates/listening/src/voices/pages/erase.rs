//! Erasing one's own voice with its receipt (GDPR, article 17): asked once more, then done at once and for good.

use axum::{
    Form as Posted,
    extract::State,
    response::{IntoResponse, Response},
};
use organisation::{
    access::respond::{Failure, shown},
    upkeep::copies_live,
};
use pages::{
    Look, Markup,
    fields::{Button, Errors, hidden},
    html, layout, link,
    parts::{self, Tone},
    words::{say, say_with},
};
use spine::Platform;

use super::{
    Fields, field,
    follow::{followed, head, wrong},
};
use crate::voices::{
    Receipt,
    actions::{self, VoiceProblem},
};

/// The form that carries the code.
const FORM: &str = "suivi";
/// Where the form is sent, and shown again in another look.
const HERE: &str = "/suivi/effacer";

/// The way there, at the end of the page of one's own voice.
pub(super) fn offered(look: Look, code: &str) -> Markup {
    let lang = look.lang;
    html! {
        section {
            h2 { (say(lang, "voices-erase-title")) }
            p { (say(lang, "voices-erase-about")) }
            form method="post" action=(link(HERE, look)) {
                (hidden("code", code))
                (Button::submit(say(lang, "voices-erase-ask")).secondary())
            }
        }
    }
}

/// Asks once more, then erases.
pub(super) async fn erase(
    State(p): State<Platform>,
    look: Look,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let is_sure = field(&fields, "sure") == "1";
    let Some(followed) = followed(&p, &fields).await? else {
        // Pressed twice, or again after going back: the first time erased it. A code that never opened anything is told the
        // same, which says nothing of any.
        return match Receipt::read(field(&fields, "code")) {
            Ok(_) if is_sure => Ok(shown(nothing(&p, look).await?).into_response()),
            _ => wrong(&p, look, &fields).await,
        };
    };
    if layout::is_shown_again(&fields) || !is_sure {
        return Ok(shown(asked(&p, look, &fields).await?).into_response());
    }
    match actions::erase(&p, &followed).await {
        Ok(()) => Ok(shown(done(&p, look).await?).into_response()),
        Err(VoiceProblem::NotFound) => Ok(shown(nothing(&p, look).await?).into_response()),
        Err(problem) => Err(Failure::from(problem)),
    }
}

/// What goes, what stays, and the two ways on.
async fn asked(p: &Platform, look: Look, fields: &Fields) -> Result<Markup, Failure> {
    let lang = look.lang;
    let code = field(fields, "code");
    let days = copies(p).await?;
    let body = html! {
        (parts::header(say(lang, "voices-erase-sure"), say(lang, "voices-erase-sure-lead")))
        ul {
            li { (say(lang, "voices-erase-goes-text")) }
            li { (say(lang, "voices-erase-goes-code")) }
            li { (say_with(lang, "voices-erase-copies", &[("n", days.into())])) }
            li { (say(lang, "voices-erase-stays")) }
        }
        form #(FORM) method="post" action=(link(HERE, look)) {
            (hidden("code", code))
            (hidden("sure", "1"))
            div.buttons {
                (Button::submit(say(lang, "voices-erase-keep")).to(link("/suivi", look)))
                (Button::submit(say(lang, "voices-erase-yes")).danger())
            }
        }
    };
    Ok(layout::public(&head(p, look, &Errors::none(), HERE).await?, body))
}

/// There is nothing under this code.
async fn nothing(p: &Platform, look: Look) -> Result<Markup, Failure> {
    let lang = look.lang;
    let body = html! {
        (parts::header(say(lang, "voices-erased-nothing"), say(lang, "voices-erased-nothing-lead")))
        p { (Button::link(say(lang, "voices-erased-home"), link("/", look))) }
    };
    Ok(layout::public(&head(p, look, &Errors::none(), HERE).await?.without_switches(), body))
}

async fn done(p: &Platform, look: Look) -> Result<Markup, Failure> {
    let lang = look.lang;
    let days = copies(p).await?;
    let body = html! {
        (parts::header(say(lang, "voices-erased-title"), say(lang, "voices-erased-lead")))
        (parts::notice(lang, Tone::Success, say(lang, "voices-erased-what"), html! {
            p { (say_with(lang, "voices-erase-copies", &[("n", days.into())])) }
        }))
        p { (Button::link(say(lang, "voices-erased-home"), link("/", look))) }
        p { a href=(link("/retours", look)) { (say(lang, "voices-next-returns")) } }
    };
    Ok(layout::public(&head(p, look, &Errors::none(), HERE).await?.without_switches(), body))
}

/// For how many days a copy made before may still hold what is erased.
async fn copies(p: &Platform) -> Result<i64, Failure> {
    let mut conn = p.db.reader().await?;
    Ok(copies_live(&mut conn, p.clock.today()).await?)
}
