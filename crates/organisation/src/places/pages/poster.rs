//! The poster of a place: a QR code on a wall, and warm words around it.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use maud::html;
use pages::{
    Look,
    layout::{Head, print},
    parts::{poster, print_button},
    words::{say, say_with},
};
use spine::Platform;

use crate::{
    access::{Failure, public_scope, respond::shown},
    places::{phone, store},
};

/// The poster, on one A4 sheet.
pub async fn show(State(p): State<Platform>, look: Look, Path(slug): Path<String>) -> Result<Response, Failure> {
    let lang = look.lang;
    let mut conn = p.db.reader().await?;
    let place = store::by_slug(&mut conn, &slug).await?.ok_or(Failure::NotFound)?;
    if place.closed {
        return Err(Failure::Gone("places-door-closed"));
    }
    let root = store::root(&mut conn, &public_scope(place.org)).await?;
    let organisation = root.map(|root| root.name).unwrap_or_default();
    let address = format!("{}{}", p.settings.base_url, look.link(&format!("/d/{}", place.slug)));
    let name = [("place", place.name.as_str().into())];
    let head = Head::new(look, say_with(lang, "poster-head", &name), format!("/d/{}/affiche", place.slug))
        .organisation(organisation)
        .noindex();
    let body = html! {
        (poster(lang, say(lang, "poster-title"), say_with(lang, "poster-lead", &name), &address))
        ul {
            @for key in ["poster-what", "poster-anonymous", "poster-time", "poster-answer"] { li { (say(lang, key)) } }
        }
        p {
            @match &place.phone {
                Some(number) => (say_with(lang, "poster-other-ways-phone", &[("phone", phone::shown(number).into())])),
                None => (say(lang, "poster-other-ways")),
            }
        }
        (print_button(lang))
    };
    Ok(shown(print(&head, body)).into_response())
}
