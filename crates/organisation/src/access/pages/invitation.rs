//! The one-time link by which a person chooses a password.

use axum::{
    Form,
    extract::{Path, State},
    response::Response,
};
use kernel::{Personal, Role};
use maud::html;
use pages::{
    Look,
    fields::{Button, Errors, Form as Fields, hidden},
    parts::header,
    words::{say, say_with},
};
use serde::Deserialize;
use spine::Platform;

use super::answer::way_in;
use crate::access::{
    Caller, Failure, actions,
    model::{Account, By, State as Stands},
    password::{self, Cost},
    respond::seen,
    session,
    store::{INSTALLATION, accounts, grants},
    tries::{self, Try},
};

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    password: String,
    again: String,
}

/// The page.
pub async fn show(
    State(p): State<Platform>,
    look: Look,
    caller: Caller,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    let account = owner(&p, caller, &token).await?;
    page(&p, look, &token, &account, &Errors::none()).await
}

/// The password chosen.
pub async fn send(
    State(p): State<Platform>,
    look: Look,
    caller: Caller,
    Path(token): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let account = owner(&p, caller, &token).await?;
    let (secret, again) = (Personal::new(typed.password), Personal::new(typed.again));
    let mut errors = Errors::none();
    if let Some(key) = password::advice(&secret, &[account.name.open(), account.email.open()]) {
        errors.add("password", key);
    } else if secret != again {
        errors.add("again", "password-differs");
    }
    if !errors.is_empty() {
        return page(&p, look, &token, &account, &errors).await;
    }
    let mut chance = p.chance();
    let hashed = password::in_turn(move || password::hash(&mut *chance, Cost::REAL, &secret)).await??;
    let mut tx = p.db.begin().await?;
    // The link is read again inside the transaction: of two who use it at once, one is told that it has served.
    if accounts::link_find(&mut tx, session::hash_of(&token).unwrap_or_default(), p.clock.millis()).await?.is_none() {
        return Err(Failure::Gone("failure-link-gone"));
    }
    let by = By { org: home_of(&p, &account).await?, account: Some(account.id), hat: None };
    actions::reset_password(&mut tx, &p, by, account.id, &hashed).await?;
    tx.commit().await?;
    Ok(seen(look, "/connexion?etat=choisi"))
}

/// The organisation whose log tells of it: the one of a role held, else the installation's.
async fn home_of(p: &Platform, account: &Account) -> Result<kernel::Id<kernel::kinds::Org>, Failure> {
    let mut conn = p.db.reader().await?;
    let hats = grants::hats(&mut conn, account.id, p.clock.today()).await?;
    Ok(hats.first().map_or(INSTALLATION, |hat| hat.org))
}

async fn owner(p: &Platform, Caller(address): Caller, token: &str) -> Result<Account, Failure> {
    let tried = Try::Link(address);
    if let Some(seconds) = tries::wait(p, tried) {
        return Err(Failure::TooMany(seconds));
    }
    let mut conn = p.db.reader().await?;
    let found = match session::hash_of(token) {
        Some(hash) => accounts::link_find(&mut conn, hash, p.clock.millis()).await?,
        None => None,
    };
    if let Some(id) = found
        && let Some(keyed) = accounts::find(&mut conn, id).await?
        && keyed.account.state != Stands::Closed
    {
        return Ok(keyed.account);
    }
    tries::failed(p, tried);
    Err(Failure::Gone("failure-link-gone"))
}

async fn page(p: &Platform, look: Look, token: &str, account: &Account, errors: &Errors) -> Result<Response, Failure> {
    let lang = look.lang;
    let form = Fields::new(lang, errors);
    let mut conn = p.db.reader().await?;
    let hats = grants::hats(&mut conn, account.id, p.clock.today()).await?;
    let path = format!("/invitation/{token}");
    let body = html! {
        (form.summary())
        (header(
            say_with(lang, "invitation-title", &[("name", account.name.open().into())]),
            say(lang, "invitation-lead"),
        ))
        @if !hats.is_empty() {
            p { (say(lang, "invitation-roles")) }
            ul { @for hat in &hats { li { (say(lang, &format!("role-{}", Role::code(hat.role)))) ", " (hat.place_name) } } }
        }
        form method="post" action=(look.link(&path)) novalidate {
            // Password managers keep the address together with the new password.
            (hidden("username", account.email.open()))
            (form.text("password", say(lang, "password-new")).hint(say(lang, "password-hint")).password("new-password"))
            (form.text("again", say(lang, "password-again")).password("new-password"))
            (Button::submit(say(lang, "invitation-send")))
        }
    };
    Ok(way_in(look, say(lang, "invitation-head"), &path, errors, body))
}
