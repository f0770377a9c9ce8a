//! The receipt, shown once and typed back once.
//!
//! The page that shows it answers a form and is kept nowhere, so most browsers cannot go back to it. The form that takes
//! the code typed back therefore carries the receipt along unseen: where the two differ, it is shown again, above.

use axum::{
    Form as Posted,
    extract::State,
    response::{IntoResponse, Response},
};
use organisation::{
    access::respond::{Failure, refused, shown},
    front,
    places::Place,
};
use pages::{
    Lang, Look, Markup,
    fields::{Button, Errors, Form, hidden},
    html, layout, link,
    parts::{self, Number, Tone},
    words::say,
};
use spine::Platform;

use super::{Fields, field, follow, once::Shown};
use crate::voices::Receipt;

/// What is said once a voice is on disk.
pub(super) fn thanks(lang: Lang, look: Look, place: &Place, kiosk: bool, told: &Shown, numbers: &[Number]) -> Markup {
    let errors = Errors::none();
    html! {
        @if told.shows_help {
            (parts::emergency_now(lang, numbers))
        }
        (parts::header(say(lang, "voices-thanks-title"), say(lang, "voices-thanks-lead")))
        @if let Some(code) = &told.receipt {
            (parts::receipt(lang, code, say(lang, "voices-receipt-about")))
            p { strong { (say(lang, "voices-receipt-lost")) } }
            (type_back(look, &errors, Some(code), "voices-receipt-type-back-hint", ""))
        }
        section {
            h2 { (say(lang, "voices-next-title")) }
            ul.plain {
                li { (say(lang, "voices-next-read")) }
                li { (say(lang, "voices-next-act")) }
                li { a href=(link("/retours", look)) { (say(lang, "voices-next-returns")) } }
            }
        }
        @let back = if kiosk { format!("/d/{}?kiosque=1", place.slug) } else { format!("/d/{}", place.slug) };
        p { a href=(link(&back, look)) { (say(lang, "voices-back-to-door")) } }
    }
}

/// The form that takes the code typed back; `shown` is the receipt that stands on the same page.
fn type_back(look: Look, errors: &Errors, shown: Option<&str>, hint: &str, typed: &str) -> Markup {
    let lang = look.lang;
    html! {
        form method="post" action=(link("/suivi/essai", look)) autocomplete="off" novalidate {
            @if let Some(shown) = shown { (hidden("shown", shown)) }
            (Form::new(lang, errors).text("code", say(lang, "voices-receipt-type-back")).hint(say(lang, hint)).value(typed))
            (Button::submit(say(lang, "voices-receipt-check")))
        }
    }
}

/// Whether a code opens a voice.
async fn opens(p: &Platform, code: &str) -> Result<bool, Failure> {
    match Receipt::read(code) {
        Ok(receipt) => Ok(follow::find(p, &receipt).await?.is_some()),
        Err(_) => Ok(false),
    }
}

/// Checks a receipt typed back: the person knows now that what they kept will open.
pub(super) async fn typed_back(
    State(p): State<Platform>,
    look: Look,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let lang = look.lang;
    let mut conn = p.db.reader().await?;
    let org = front::main_organisation(&mut conn).await?.ok_or(Failure::NotFound)?.org;
    let head = front::head(&p, &mut conn, org, look, say(lang, "voices-receipt-check"), "/suivi").await?.noindex();
    drop(conn);
    if opens(&p, field(&fields, "code")).await? {
        let body = html! {
            (parts::notice(lang, Tone::Success, say(lang, "voices-receipt-good-title"), say(lang, "voices-receipt-good")))
            h1 { (say(lang, "voices-receipt-kept-title")) }
            p.lead { (say(lang, "voices-receipt-kept")) }
            (Button::link(say(lang, "voices-follow-link"), link("/suivi", look)))
        };
        return Ok(shown(layout::public(&head, body)).into_response());
    }
    let mut errors = Errors::none();
    errors.add("code", "voices-receipt-wrong");
    let carried = field(&fields, "shown");
    let again = if opens(&p, carried).await? { Some(carried) } else { None };
    let hint = if again.is_some() { "voices-receipt-shown-hint" } else { "voices-receipt-again-hint" };
    let body = html! {
        (Form::new(lang, &errors).summary())
        h1 { (say(lang, "voices-receipt-again-title")) }
        @if let Some(code) = again { (parts::receipt(lang, code, say(lang, "voices-receipt-about"))) }
        (type_back(look, &errors, again, hint, field(&fields, "code")))
    };
    Ok(refused(layout::public(&head, body)))
}
