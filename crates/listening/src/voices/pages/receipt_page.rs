//! The receipt, shown once and typed back once.

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
    fields::{Button, Errors, Form},
    html, layout, link,
    parts::{self, Number, Tone},
    words::say,
};
use spine::Platform;

use super::{Fields, field, follow};
use crate::voices::{Receipt, actions::Received};

/// What is said once a voice is on disk.
pub(super) fn thanks(
    lang: Lang,
    look: Look,
    place: &Place,
    kiosk: bool,
    received: &Received,
    numbers: &[Number],
) -> Markup {
    let errors = Errors::none();
    html! {
        @if received.shows_help {
            (parts::emergency_now(lang, numbers))
        }
        (parts::header(say(lang, "voices-thanks-title"), say(lang, "voices-thanks-lead")))
        @if let Some(code) = &received.receipt {
            (parts::receipt(lang, code, say(lang, "voices-receipt-about")))
            p { strong { (say(lang, "voices-receipt-lost")) } }
            form method="post" action=(link("/suivi/essai", look)) autocomplete="off" novalidate {
                (Form::new(lang, &errors).text("code", say(lang, "voices-receipt-type-back"))
                    .hint(say(lang, "voices-receipt-type-back-hint")))
                (Button::submit(say(lang, "voices-receipt-check")))
            }
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
    let good = match Receipt::read(field(&fields, "code")) {
        Ok(receipt) => follow::find(&p, &receipt).await?.is_some(),
        Err(_) => false,
    };
    if good {
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
    let form = Form::new(lang, &errors);
    let body = html! {
            (form.summary())
            h1 { (say(lang, "voices-receipt-again-title")) }
            form method="post" action=(link("/suivi/essai", look)) autocomplete="off" novalidate {
                (form.text("code", say(lang, "voices-receipt-type-back")).hint(say(lang, "voices-receipt-again-hint")))
                (Button::submit(say(lang, "voices-receipt-check")))
            }
    };
    Ok(refused(layout::public(&head, body)))
}
