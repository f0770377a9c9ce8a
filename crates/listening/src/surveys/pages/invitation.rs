//! The invitation is exchanged for a draft; the right to object is taken at its word.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use organisation::{
    access::{Failure, respond::shown},
    front,
};
use pages::{
    Look,
    fields::Button,
    html, layout,
    parts::{self, Tone},
    words::say,
};
use spine::Platform;

use crate::surveys::actions;

/// Exchanges the invitation by a redirect, so that from here on it stands in no address.
pub(super) async fn exchange(
    State(p): State<Platform>,
    Path(token): Path<String>,
    look: Look,
) -> Result<Response, Failure> {
    let begun = actions::accept(&p, &token).await?;
    let path = format!("/q/{}?d={}", begun.campaign, begun.key.written());
    Ok(Redirect::to(&look.link(&path)).into_response())
}

/// Asks once whether one means it: links in mails are opened by machines too.
pub(super) async fn ask_objection(
    State(p): State<Platform>,
    Path(token): Path<String>,
    look: Look,
) -> Result<Response, Failure> {
    let objection = actions::may_object(&p, &token).ok_or(Failure::Gone("surveys-problem-objection"))?;
    let (lang, path) = (look.lang, format!("/o/{token}"));
    let mut conn = p.db.reader().await?;
    let title = say(lang, "surveys-objection-title");
    let head = front::head(&p, &mut conn, objection.org, look, title.clone(), path.clone()).await?.noindex();
    let body = html! {
        (parts::header(title, say(lang, "surveys-objection-lead")))
        form method="post" action=(look.link(&path)) {
            (Button::submit(say(lang, "surveys-objection-confirm")))
        }
    };
    Ok(shown(layout::public(&head, body)).into_response())
}

/// Takes the objection.
pub(super) async fn object(
    State(p): State<Platform>,
    Path(token): Path<String>,
    look: Look,
) -> Result<Response, Failure> {
    let objection = actions::may_object(&p, &token).ok_or(Failure::Gone("surveys-problem-objection"))?;
    actions::object(&p, &objection).await?;
    let lang = look.lang;
    let mut conn = p.db.reader().await?;
    let title = say(lang, "surveys-objection-title");
    let head = front::head(&p, &mut conn, objection.org, look, title.clone(), format!("/o/{token}")).await?.noindex();
    let body = html! {
        (parts::header(title, ""))
        (parts::notice(lang, Tone::Success, say(lang, "surveys-objection-done"), html! {
            p { (say(lang, "surveys-objection-done-about")) }
        }))
    };
    Ok(shown(layout::public(&head, body)).into_response())
}
