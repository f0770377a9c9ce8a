//! What one changes about one's own account.

use axum::{
    Form,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use kernel::{Id, Lang, Personal};
use maud::{Markup, html};
use pages::{
    fields::{Button, Errors, Form as Fields},
    parts::header,
    words::say,
};
use serde::Deserialize;
use spine::Platform;

use super::{
    answer::{codes, cookie, onwards, set_up, unkept, wait},
    me::page,
};
use crate::access::{
    Desk, Failure,
    actions::{
        log,
        sign_in::{self, Confirmed},
    },
    menu,
    model::{Account, By},
    password::{self, Cost},
    respond::{refused, seen, shown},
    session::{self, Stage},
    store::{accounts, factors, sessions},
    tries::{self, Try},
};

/// The hat to put on.
#[derive(Deserialize)]
pub struct HatForm {
    grant: String,
}

/// Puts on another hat.
pub async fn change_hat(
    State(p): State<Platform>,
    desk: Desk,
    headers: HeaderMap,
    Form(form): Form<HatForm>,
) -> Result<Response, Failure> {
    let grant = form.grant.parse().map_err(|_| Failure::Invalid)?;
    let hat = desk.asker.hats.iter().find(|hat| hat.grant == grant).ok_or(Failure::NotFound)?;
    match sign_in::change_hat(&p, cookie(&p, &headers), desk.asker.account, hat).await? {
        Some(token) => Ok(onwards(&p, desk.look, "/travail", &token)),
        None => Ok(seen(desk.look, "/connexion")),
    }
}

/// The language chosen.
#[derive(Deserialize)]
pub struct LangForm {
    lang: String,
}

/// Changes the language of the work pages.
pub async fn change_lang(
    State(p): State<Platform>,
    desk: Desk,
    Form(form): Form<LangForm>,
) -> Result<Response, Failure> {
    let lang: Lang = form.lang.parse().map_err(|()| Failure::Invalid)?;
    let mut tx = p.db.begin().await?;
    accounts::set_lang(&mut tx, desk.asker.account, lang).await?;
    tx.commit().await?;
    Ok(seen(pages::Look { lang, ..desk.look }, "/travail/moi?fait=lang"))
}

/// A change of password.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct PasswordForm {
    current: String,
    password: String,
    again: String,
}

/// Changes the password: the other sessions end, this one gets a new value.
pub async fn change_password(
    State(p): State<Platform>,
    desk: Desk,
    headers: HeaderMap,
    Form(form): Form<PasswordForm>,
) -> Result<Response, Failure> {
    let cookie = cookie(&p, &headers);
    let mut errors = Errors::none();
    let account = match own(&p, &desk, "current", Personal::new(form.current), &mut errors).await? {
        Some(account) => account,
        None => return page(&p, &desk, cookie, &errors, None).await,
    };
    let (secret, again) = (Personal::new(form.password), Personal::new(form.again));
    if let Some(key) = password::advice(&secret, &[account.name.open(), account.email.open()]) {
        errors.add("password", key);
    } else if secret != again {
        errors.add("again", "password-differs");
    }
    if !errors.is_empty() {
        return page(&p, &desk, cookie, &errors, None).await;
    }
    let mut chance = p.chance();
    let hashed = password::in_turn(move || password::hash(&mut *chance, Cost::REAL, &secret)).await??;
    let (mut chance, now) = (p.chance(), p.clock.millis());
    let mut tx = p.db.begin().await?;
    let Some(this) = session::at_stage(&mut tx, now, cookie, Stage::Full).await? else {
        return Ok(seen(desk.look, "/connexion"));
    };
    accounts::set_password(&mut tx, account.id, hashed.text()).await?;
    session::close_others(&mut tx, account.id, cookie).await?;
    let token = session::rotate(&mut tx, &mut *chance, now, &this, Stage::Full, this.grant).await?;
    log(&mut tx, &p, By::asker(&desk.asker), "account.password-changed", subject(&desk), String::new()).await?;
    tx.commit().await?;
    Ok(onwards(&p, desk.look, "/travail/moi?fait=password", &token))
}

/// Asks for the present password again before something dear; counted like a sign-in.
async fn own(
    p: &Platform,
    desk: &Desk,
    field: &str,
    current: Personal<String>,
    errors: &mut Errors,
) -> Result<Option<Account>, Failure> {
    let tried = Try::Code(desk.asker.account.to_i64());
    if tries::wait(p, tried).is_some() {
        errors.add(field, "failure-too-many-do");
        return Ok(None);
    }
    let mut conn = p.db.reader().await?;
    let Some(keyed) = accounts::find(&mut conn, desk.asker.account).await? else { return Ok(None) };
    drop(conn);
    let stored = keyed.password;
    if password::in_turn(move || password::verify(stored.as_deref(), &current)).await? {
        return Ok(Some(keyed.account));
    }
    tries::failed(p, tried);
    errors.add(field, "me-password-wrong");
    Ok(None)
}

/// Which session to end.
#[derive(Deserialize)]
pub struct SessionForm {
    session: String,
}

/// Ends one session of one's own, or all others.
pub async fn end_sessions(
    State(p): State<Platform>,
    desk: Desk,
    headers: HeaderMap,
    Form(form): Form<SessionForm>,
) -> Result<Response, Failure> {
    let account = desk.asker.account;
    let mut tx = p.db.begin().await?;
    if form.session == "others" {
        session::close_others(&mut tx, account, cookie(&p, &headers)).await?;
    } else {
        let id = form.session.parse().map_err(|_| Failure::Invalid)?;
        sessions::end_one(&mut tx, account, id).await?;
    }
    log(&mut tx, &p, By::asker(&desk.asker), "account.sessions-ended", subject(&desk), String::new()).await?;
    tx.commit().await?;
    Ok(seen(desk.look, "/travail/moi?fait=sessions"))
}

/// The present password, asked for before something dear.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct CurrentForm {
    present: String,
}

/// Proposes a new second factor. The one in force stays until the first code of the new one.
pub async fn propose(
    State(p): State<Platform>,
    desk: Desk,
    headers: HeaderMap,
    Form(form): Form<CurrentForm>,
) -> Result<Response, Failure> {
    let mut errors = Errors::none();
    if own(&p, &desk, "present", Personal::new(form.present), &mut errors).await?.is_none() {
        return page(&p, &desk, cookie(&p, &headers), &errors, None).await;
    }
    sign_in::propose(&p, desk.asker.account).await?;
    Ok(seen(desk.look, "/travail/moi/second-facteur"))
}

/// The page that shows the proposed secret.
pub async fn show_proposed(State(p): State<Platform>, desk: Desk) -> Result<Response, Failure> {
    proposed_page(&p, &desk, &Errors::none(), &html! {}).await
}

async fn proposed_page(p: &Platform, desk: &Desk, errors: &Errors, about: &Markup) -> Result<Response, Failure> {
    let lang = desk.lang();
    let Some(secret) = sign_in::proposed(p, desk.asker.account).await? else {
        return Ok(seen(desk.look, "/travail/moi"));
    };
    let mut conn = p.db.reader().await?;
    let keyed = accounts::find(&mut conn, desk.asker.account).await?.ok_or(Failure::NotFound)?;
    let form = Fields::new(lang, errors);
    let body = html! {
        (form.summary())
        (header(say(lang, "factor-enrol-title"), say(lang, "me-factor-lead")))
        (about)
        (set_up(lang, &secret, keyed.account.email.open()))
        form method="post" action=(desk.look.link("/travail/moi/second-facteur/code")) novalidate {
            (form.text("code", say(lang, "factor-code")).digits().autocomplete("one-time-code").at_most(10))
            div.buttons {
                (Button::submit(say(lang, "factor-send")))
                (Button::link(say(lang, "me-cancel"), desk.look.link("/travail/moi")).quiet())
            }
        }
    };
    let title = say(lang, "factor-enrol-title");
    let whole = menu::page(&desk.asker, desk.look, title, "/travail/moi/second-facteur", body);
    let answer = if errors.is_empty() { shown(whole).into_response() } else { refused(whole) };
    Ok(unkept(answer))
}

/// The first code of the proposed secret.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct CodeForm {
    code: String,
}

/// Puts the proposed second factor in force.
pub async fn confirm(State(p): State<Platform>, desk: Desk, Form(form): Form<CodeForm>) -> Result<Response, Failure> {
    let mut errors = Errors::none();
    let mut about = html! {};
    let mut tx = p.db.begin().await?;
    let by = By::asker(&desk.asker);
    match sign_in::confirm(&mut tx, &p, by, desk.asker.account, &form.code).await? {
        Confirmed::Yes(made) => {
            tx.commit().await?;
            return Ok(codes_page(&desk, &made));
        }
        Confirmed::Nothing => return Ok(seen(desk.look, "/travail/moi")),
        Confirmed::Wrong => errors.add("code", "factor-wrong"),
        Confirmed::Wait(seconds) => {
            errors.add("code", "sign-in-wait-title");
            about = wait(desk.lang(), seconds);
        }
    }
    drop(tx);
    proposed_page(&p, &desk, &errors, &about).await
}

/// New recovery codes.
pub async fn new_codes(
    State(p): State<Platform>,
    desk: Desk,
    headers: HeaderMap,
    Form(form): Form<CurrentForm>,
) -> Result<Response, Failure> {
    let mut errors = Errors::none();
    if own(&p, &desk, "present", Personal::new(form.present), &mut errors).await?.is_none() {
        return page(&p, &desk, cookie(&p, &headers), &errors, None).await;
    }
    let mut tx = p.db.begin().await?;
    if factors::find(&mut tx, desk.asker.account).await?.sealed.is_none() {
        return Ok(seen(desk.look, "/travail/moi"));
    }
    let made = sign_in::new_codes(&mut tx, &p, By::asker(&desk.asker), desk.asker.account).await?;
    tx.commit().await?;
    Ok(codes_page(&desk, &made))
}

fn codes_page(desk: &Desk, made: &[String]) -> Response {
    let lang = desk.lang();
    let body = html! {
        (header(say(lang, "factor-codes-title"), ""))
        (codes(lang, made))
        (Button::link(say(lang, "factor-go-on"), desk.look.link("/travail/moi?fait=factor")))
    };
    unkept(desk.page(say(lang, "factor-codes-title"), "/travail/moi", body).into_response())
}

fn subject(desk: &Desk) -> String {
    let account: Id<kernel::kinds::Account> = desk.asker.account;
    format!("account:{account}")
}
