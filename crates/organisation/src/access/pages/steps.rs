//! The second step of signing in: the code of the second factor, or setting one up.

use axum::{
    Form,
    extract::{Query, State},
    http::HeaderMap,
    response::Response,
};
use maud::{Markup, html};
use pages::{
    Look,
    fields::{Button, Errors, Form as Fields, hidden},
    parts::{header, more},
    words::say,
};
use serde::Deserialize;
use spine::Platform;

use super::answer::{carrying, codes, cookie, inside, onwards, set_up, wait, way_in, with_cookie};
use crate::access::{
    Failure,
    actions::sign_in::{Confirmed, SecondStep, enrol as confirm_enrol, pending, proposed, with_code},
    respond::seen,
    session::{self, Stage},
    store::accounts,
};

/// What the address of the page may say.
#[derive(Deserialize, Default)]
pub struct Asked {
    suite: Option<String>,
}

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    code: String,
    suite: String,
}

/// The page that asks for a code.
pub async fn code(
    State(p): State<Platform>,
    look: Look,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let suite = inside(asked.suite.as_deref());
    match pending(&p, cookie(&p, &headers), Stage::Code).await? {
        Some(_) => Ok(code_page(look, suite, &Errors::none(), &html! {})),
        None => Ok(seen(look, &carrying("/connexion", suite))),
    }
}

/// The code.
pub async fn send_code(
    State(p): State<Platform>,
    look: Look,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let suite = inside(Some(&typed.suite));
    let mut errors = Errors::none();
    let mut about = html! {};
    match with_code(&p, cookie(&p, &headers), typed.code.get(..40).unwrap_or(&typed.code)).await? {
        SecondStep::Open(token) => return Ok(onwards(&p, look, suite, &token)),
        SecondStep::Over => return Ok(seen(look, &carrying("/connexion", suite))),
        SecondStep::Wrong => errors.add("code", "factor-wrong"),
        SecondStep::Wait(seconds) => {
            errors.add("code", "sign-in-wait-title");
            about = wait(look.lang, seconds);
        }
    }
    Ok(code_page(look, suite, &errors, &about))
}

fn code_page(look: Look, suite: &str, errors: &Errors, about: &Markup) -> Response {
    let lang = look.lang;
    let form = Fields::new(lang, errors);
    let none = Errors::none();
    let spare = Fields::new(lang, &none).prefix("secours-");
    let action = look.link("/connexion/code");
    let body = html! {
        (form.summary())
        (header(say(lang, "factor-title"), say(lang, "factor-lead")))
        (about)
        form method="post" action=(action) novalidate {
            (form.text("code", say(lang, "factor-code")).digits().autocomplete("one-time-code").at_most(10))
            (hidden("suite", suite))
            (Button::submit(say(lang, "factor-send")))
        }
        (more(say(lang, "factor-no-phone"), html! {
            p { (say(lang, "factor-no-phone-do")) }
            form method="post" action=(action) novalidate {
                (spare.text("code", say(lang, "factor-recovery")).hint(say(lang, "factor-recovery-hint"))
                    .autocomplete("off").at_most(20))
                (hidden("suite", suite))
                (Button::submit(say(lang, "factor-send")).secondary())
            }
        }))
        (give_up(look))
    };
    way_in(look, say(lang, "factor-title"), &carrying("/connexion/code", suite), errors, body)
}

/// The page that has a second factor set up, because a role asks for one.
pub async fn enrol(
    State(p): State<Platform>,
    look: Look,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    enrol_page(&p, look, cookie(&p, &headers), inside(asked.suite.as_deref()), &Errors::none(), &html! {}).await
}

/// The first code of a new second factor.
pub async fn send_enrol(
    State(p): State<Platform>,
    look: Look,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let (suite, lang) = (inside(Some(&typed.suite)), look.lang);
    let mut errors = Errors::none();
    let mut about = html! {};
    match confirm_enrol(&p, cookie(&p, &headers), &typed.code).await? {
        Some((Confirmed::Yes(made), Some(token))) => {
            let body = html! {
                (header(say(lang, "factor-codes-title"), ""))
                (codes(lang, &made))
                (Button::link(say(lang, "factor-go-on"), look.link(suite)))
            };
            let answer = way_in(look, say(lang, "factor-codes-title"), "/connexion", &Errors::none(), body);
            return Ok(with_cookie(answer, session::keep_cookie(&p.settings, &token)));
        }
        None | Some((Confirmed::Nothing | Confirmed::Yes(_), _)) => {
            return Ok(seen(look, &carrying("/connexion", suite)));
        }
        Some((Confirmed::Wrong, _)) => errors.add("code", "factor-wrong"),
        Some((Confirmed::Wait(seconds), _)) => {
            errors.add("code", "sign-in-wait-title");
            about = wait(lang, seconds);
        }
    }
    enrol_page(&p, look, cookie(&p, &headers), suite, &errors, &about).await
}

async fn enrol_page(
    p: &Platform,
    look: Look,
    cookie: &str,
    suite: &str,
    errors: &Errors,
    about: &Markup,
) -> Result<Response, Failure> {
    let lang = look.lang;
    let back = || Ok(seen(look, &carrying("/connexion", suite)));
    let Some((session, _)) = pending(p, cookie, Stage::Enrol).await? else { return back() };
    let Some(secret) = proposed(p, session.account).await? else { return back() };
    let mut conn = p.db.reader().await?;
    let Some(keyed) = accounts::find(&mut conn, session.account).await? else { return back() };
    let form = Fields::new(lang, errors);
    let body = html! {
        (form.summary())
        (header(say(lang, "factor-enrol-title"), say(lang, "factor-enrol-lead")))
        (about)
        (set_up(lang, &secret, keyed.account.email.open()))
        form method="post" action=(look.link("/connexion/second-facteur")) novalidate {
            (form.text("code", say(lang, "factor-code")).digits().autocomplete("one-time-code").at_most(10))
            (hidden("suite", suite))
            (Button::submit(say(lang, "factor-send")))
        }
        (give_up(look))
    };
    Ok(way_in(look, say(lang, "factor-enrol-title"), &carrying("/connexion/second-facteur", suite), errors, body))
}

fn give_up(look: Look) -> Markup {
    html! {
        form method="post" action=(look.link("/deconnexion")) {
            (Button::submit(say(look.lang, "factor-give-up")).quiet())
        }
    }
}
