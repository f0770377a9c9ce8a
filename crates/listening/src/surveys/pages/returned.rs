//! Addresses whose letters came back. They are read once, and kept nowhere: the page gives back numbers, not addresses.

use axum::{
    Form as Posted,
    extract::{Path, State},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use organisation::access::{Desk, Failure};
use pages::{
    fields::{Button, Errors, Form},
    html,
    parts::{Tone, header, notice},
    words::{say, say_with},
};
use spine::Platform;

use super::{Fields, field, one_campaign::own};
use crate::surveys::{
    actions::{self, By, Returned},
    memory::Asked,
};

fn page(desk: &Desk, asked: &Asked, told: Option<Returned>, errors: &Errors) -> Html<String> {
    let (lang, form) = (desk.lang(), Form::new(desk.lang(), errors));
    let campaign = format!("/travail/campagnes/{}", asked.campaign.id);
    let path = format!("{campaign}/retours-courriel");
    let body = html! {
        (form.summary())
        (header(say(lang, "surveys-returned"), asked.campaign.title.clone()))
        @if let Some(told) = told {
            @let values = [("read", told.read.into()), ("found", told.found.into()), ("fewer", told.fewer.into())];
            (notice(lang, Tone::Success, say_with(lang, "surveys-returned-done", &values), html! {
                p { (say_with(lang, "surveys-returned-done-about", &values)) }
            }))
        }
        p { (say(lang, "surveys-returned-about")) }
        form method="post" action=(desk.look.link(&path)) novalidate {
            (form.textarea("addresses", say(lang, "surveys-returned-field")).hint(say(lang, "surveys-returned-hint")).rows(10))
            (Button::submit(say(lang, "surveys-returned-send")))
        }
        p { a href=(desk.look.link(&campaign)) { (say(lang, "surveys-back-to-campaign")) } }
    };
    desk.page(say(lang, "surveys-returned"), &path, body)
}

/// The form.
pub(super) async fn ask(
    State(p): State<Platform>,
    desk: Desk,
    Path(campaign): Path<String>,
) -> Result<Response, Failure> {
    let asked = own(&p, &desk, &campaign).await?;
    Ok(page(&desk, &asked, None, &Errors::none()).into_response())
}

/// Takes the addresses.
pub(super) async fn take(
    State(p): State<Platform>,
    desk: Desk,
    Path(campaign): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let asked = own(&p, &desk, &campaign).await?;
    let told = actions::take_back(&p, By::from(&desk.asker), asked.campaign.id, field(&fields, "addresses")).await?;
    if told.read == 0 {
        let mut errors = Errors::none();
        errors.add("addresses", "surveys-say-addresses");
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&desk, &asked, None, &errors)).into_response());
    }
    Ok(page(&desk, &asked, Some(told), &Errors::none()).into_response())
}
