//! Erasing one's own voice with its receipt (GDPR, article 17): asked once more, then done at once and for good.

use axum::{
    Form as Posted,
    extract::State,
    response::{IntoResponse, Response},
};
use kernel::Id;
use organisation::access::respond::{Failure, shown};
use pages::{
    Look, Markup,
    fields::{Button, Errors, hidden},
    html, layout, link,
    parts::{self, Tone},
    words::{say, say_with},
};
use spine::{Platform, settings::dated};

use super::{
    Fields, field,
    follow::{followed, head, wrong},
};
use crate::voices::actions::{self, VoiceProblem};

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
    let Some(followed) = followed(&p, &fields).await? else { return wrong(&p, look, &fields).await };
    if layout::is_shown_again(&fields) || field(&fields, "sure") != "1" {
        return Ok(shown(asked(&p, look, &fields).await?).into_response());
    }
    match actions::erase(&p, &followed).await {
        Ok(()) => Ok(shown(done(&p, look).await?).into_response()),
        // A double click: the first one erased it.
        Err(VoiceProblem::NotFound) => Ok(shown(done(&p, look).await?).into_response()),
        Err(problem) => Err(Failure::from(problem)),
    }
}

/// What goes, what stays, and the two ways on.
async fn asked(p: &Platform, look: Look, fields: &Fields) -> Result<Markup, Failure> {
    let lang = look.lang;
    let code = field(fields, "code");
    let days = copies_live(p).await?;
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

async fn done(p: &Platform, look: Look) -> Result<Markup, Failure> {
    let lang = look.lang;
    let days = copies_live(p).await?;
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
async fn copies_live(p: &Platform) -> Result<i64, Failure> {
    let mut conn = p.db.reader().await?;
    Ok(dated::number(&mut conn, Id::from_i64(0), "key-list-days", p.clock.today(), 35).await?)
}
