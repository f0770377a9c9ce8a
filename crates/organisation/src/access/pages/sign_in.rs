//! The door: address and password; and the way out.

use axum::{
    Form,
    extract::{Query, State},
    http::HeaderMap,
    response::Response,
};
use kernel::Personal;
use maud::{Markup, html};
use pages::{
    Look,
    fields::{Button, Errors, Form as Fields, hidden},
    parts::{Tone, header, more, notice},
    words::say,
};
use serde::Deserialize;
use spine::Platform;

use super::answer::{carrying, cookie, inside, onwards, wait, way_in, with_cookie};
use crate::access::{
    Caller, Failure,
    actions::sign_in::{SignIn, with_password},
    respond::seen,
    session,
};

/// What the address of the page may say.
#[derive(Deserialize, Default)]
pub struct Asked {
    suite: Option<String>,
    /// What led here: `choisi` after a password was chosen, `fin` after signing out.
    etat: Option<String>,
}

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    email: String,
    password: String,
    suite: String,
}

/// The page.
pub async fn show(
    State(p): State<Platform>,
    look: Look,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let suite = inside(asked.suite.as_deref());
    if session::asker(&p, cookie(&p, &headers)).await?.is_some() {
        return Ok(seen(look, suite));
    }
    let about = match asked.etat.as_deref() {
        Some("choisi") => notice(look.lang, Tone::Success, say(look.lang, "sign-in-chosen"), ""),
        Some("fin") => notice(look.lang, Tone::Success, say(look.lang, "sign-in-out"), ""),
        _ => html! {},
    };
    Ok(page(look, "", suite, &Errors::none(), &about))
}

/// The form.
pub async fn send(
    State(p): State<Platform>,
    look: Look,
    Caller(address): Caller,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let suite = inside(Some(&typed.suite));
    let mut errors = Errors::none();
    if typed.email.trim().is_empty() {
        errors.add("email", "sign-in-no-email");
    }
    if typed.password.is_empty() {
        errors.add("password", "sign-in-no-password");
    }
    if !errors.is_empty() || typed.email.len() > 254 || typed.password.len() > 1024 {
        if errors.is_empty() {
            errors.add("email", "sign-in-wrong");
        }
        return Ok(page(look, &typed.email, suite, &errors, &html! {}));
    }
    let led = with_password(&p, address, &typed.email, Personal::new(typed.password)).await?;
    let mut about = html! {};
    match led {
        SignIn::Open(token) => return Ok(onwards(&p, look, suite, &token)),
        SignIn::Code(token) => return Ok(onwards(&p, look, &carrying("/connexion/code", suite), &token)),
        SignIn::Enrol(token) => return Ok(onwards(&p, look, &carrying("/connexion/second-facteur", suite), &token)),
        SignIn::Wrong => errors.add("email", "sign-in-wrong"),
        SignIn::NoRole => errors.add("email", "sign-in-no-role"),
        SignIn::Wait(seconds) => {
            errors.add("email", "sign-in-wait-title");
            about = wait(look.lang, seconds);
        }
    }
    Ok(page(look, &typed.email, suite, &errors, &about))
}

/// Signs out. Works for a sign-in that was not finished too.
pub async fn leave(State(p): State<Platform>, look: Look, headers: HeaderMap) -> Result<Response, Failure> {
    let mut tx = p.db.begin().await?;
    session::close(&mut tx, cookie(&p, &headers)).await?;
    tx.commit().await?;
    Ok(with_cookie(seen(look, "/connexion?etat=fin"), session::forget_cookie(&p.settings)))
}

fn page(look: Look, email: &str, suite: &str, errors: &Errors, about: &Markup) -> Response {
    let lang = look.lang;
    let form = Fields::new(lang, errors);
    let body = html! {
        (form.summary())
        (header(say(lang, "sign-in-title"), say(lang, "sign-in-lead")))
        (about)
        form method="post" action=(look.link("/connexion")) novalidate {
            (form.text("email", say(lang, "sign-in-email")).email().autocomplete("username").value(email))
            (form.text("password", say(lang, "sign-in-password")).password("current-password"))
            (hidden("suite", suite))
            (Button::submit(say(lang, "sign-in-send")))
        }
        (more(say(lang, "sign-in-lost"), html! { p { (say(lang, "sign-in-lost-do")) } }))
    };
    way_in(look, say(lang, "sign-in-title"), &carrying("/connexion", suite), errors, body)
}
