//! One account, as those who keep accounts see it: its roles, its link, its end.

use axum::{
    Form,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use kernel::{Day, Id, Role, kinds};
use maud::{Markup, html};
use pages::{
    fields::{Button, DateField, Errors, Form as Fields, hidden},
    parts::{Column, Table, Tone, breadcrumb, header, notice},
    words::say,
};
use serde::Deserialize;
use spine::Platform;

use super::{
    accounts::{role_on, roles, state},
    invite::tell,
};
use crate::{
    access::{
        Desk, Failure,
        actions::{self, Refusal},
        model::{By, Grant, NewRole, State as Stands},
        respond::{refused, seen},
        store::{accounts, grants},
    },
    places,
};

type AccountId = Id<kinds::Account>;

/// What the address of the page may say.
#[derive(Deserialize, Default)]
pub struct Asked {
    fait: Option<String>,
}

/// The page.
pub async fn show(
    State(p): State<Platform>,
    desk: Desk,
    Path(account): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let id = account.parse().map_err(|_| Failure::NotFound)?;
    let done = ["given", "ended", "factor", "closed", "reopened"];
    let done = done.into_iter().find(|key| asked.fait.as_deref() == Some(key));
    let (title, body) = page(&p, &desk, id, &Typed::default(), &Errors::none(), done).await?;
    Ok(desk.page(title, &path(id), body).into_response())
}

fn path(id: AccountId) -> String {
    format!("/travail/comptes/{id}")
}

/// A role to give, as the form sends it.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    role: String,
    place: String,
    #[serde(rename = "from-day")]
    from_day: String,
    #[serde(rename = "from-month")]
    from_month: String,
    #[serde(rename = "from-year")]
    from_year: String,
    #[serde(rename = "to-day")]
    to_day: String,
    #[serde(rename = "to-month")]
    to_month: String,
    #[serde(rename = "to-year")]
    to_year: String,
}

/// A day in three boxes: none when all are empty, an error when it is no day.
fn day(boxes: [&str; 3]) -> Result<Option<Day>, ()> {
    if boxes.iter().all(|text| text.trim().is_empty()) {
        return Ok(None);
    }
    let [day, month, year] = boxes;
    DateField::read(day, month, year).map(Some).ok_or(())
}

/// Gives a role.
pub async fn give(
    State(p): State<Platform>,
    desk: Desk,
    Path(account): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let id: AccountId = account.parse().map_err(|_| Failure::NotFound)?;
    here(&p, &desk, id).await?;
    let mut errors = Errors::none();
    let (role, place) = (typed.role.parse::<Role>(), typed.place.parse());
    let from = day([&typed.from_day, &typed.from_month, &typed.from_year]);
    let to = day([&typed.to_day, &typed.to_month, &typed.to_year]);
    for (wrong, field, key) in [
        (role.is_err(), "role", "accounts-no-role"),
        (place.is_err(), "place", "accounts-no-place"),
        (from.is_err(), "from", "kit-error-date"),
        (to.is_err(), "to", "kit-error-date"),
    ] {
        if wrong {
            errors.add(field, key);
        }
    }
    if let (Ok(role), Ok(place), Ok(from), Ok(to)) = (role, place, from, to) {
        let new = NewRole { account: id, role, place, from: from.unwrap_or_else(|| p.clock.today()), to };
        let mut chance = p.chance();
        let mut tx = p.db.begin().await?;
        match actions::give_role(&mut tx, &p, &mut *chance, By::asker(&desk.asker), new).await {
            Ok(_) => {
                tx.commit().await?;
                return Ok(seen(desk.look, &format!("{}?fait=given", path(id))));
            }
            Err(Refusal::Rule(key)) => errors.add(if key == "accounts-refused-days" { "to" } else { "role" }, key),
            Err(other) => return Err(other.into()),
        }
    }
    again(&p, &desk, id, &typed, &errors).await
}

/// Ends a role at once.
pub async fn end(
    State(p): State<Platform>,
    desk: Desk,
    Path((account, grant)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id: AccountId = account.parse().map_err(|_| Failure::NotFound)?;
    let grant = grant.parse().map_err(|_| Failure::NotFound)?;
    let mut tx = p.db.begin().await?;
    let held = grants::find(&mut tx, &desk.asker.scope, grant).await?.filter(|held| held.account == id);
    held.ok_or(Failure::NotFound)?;
    let ended = actions::end_role(&mut tx, &p, By::asker(&desk.asker), grant, None).await;
    if ended.is_ok() {
        tx.commit().await?;
    }
    after(&p, &desk, id, ended, "ended").await
}

/// Makes a new one-time link: an invitation that was lost, a password that was forgotten.
pub async fn link(State(p): State<Platform>, desk: Desk, Path(account): Path<String>) -> Result<Response, Failure> {
    let id: AccountId = account.parse().map_err(|_| Failure::NotFound)?;
    here(&p, &desk, id).await?;
    let mut chance = p.chance();
    let mut tx = p.db.begin().await?;
    // A link is a way into the account: who may not give a role of it may not make one.
    let made = match guarded(&mut tx, &p, &desk, id).await {
        Ok(()) => actions::invite(&mut tx, &p, &mut *chance, By::asker(&desk.asker), id).await,
        Err(refusal) => Err(refusal),
    };
    match made {
        Ok(token) => {
            tx.commit().await?;
            tell(&p, &desk, id, Some(token)).await
        }
        Err(refusal) => after(&p, &desk, id, Err(refusal), "").await,
    }
}

/// Forgets a second factor whose phone and paper are lost.
pub async fn forget_factor(
    State(p): State<Platform>,
    desk: Desk,
    Path(account): Path<String>,
) -> Result<Response, Failure> {
    let id: AccountId = account.parse().map_err(|_| Failure::NotFound)?;
    here(&p, &desk, id).await?;
    let mut tx = p.db.begin().await?;
    let mut done = guarded(&mut tx, &p, &desk, id).await;
    if done.is_ok() {
        done = actions::accounts::forget_second_factor(&mut tx, &p, By::asker(&desk.asker), id).await;
    }
    if done.is_ok() {
        tx.commit().await?;
    }
    after(&p, &desk, id, done, "factor").await
}

/// Whether to close or to open again.
#[derive(Deserialize)]
pub struct StateForm {
    act: String,
}

/// Closes an account or opens it again.
pub async fn change_state(
    State(p): State<Platform>,
    desk: Desk,
    Path(account): Path<String>,
    Form(form): Form<StateForm>,
) -> Result<Response, Failure> {
    let id: AccountId = account.parse().map_err(|_| Failure::NotFound)?;
    here(&p, &desk, id).await?;
    let by = By::asker(&desk.asker);
    let mut tx = p.db.begin().await?;
    let mut done = guarded(&mut tx, &p, &desk, id).await;
    if done.is_ok() {
        done = match form.act.as_str() {
            "close" => actions::close_account(&mut tx, &p, by, id).await,
            "reopen" => actions::reopen_account(&mut tx, &p, by, id).await,
            _ => return Err(Failure::Invalid),
        };
    }
    if done.is_ok() {
        tx.commit().await?;
    }
    after(&p, &desk, id, done, if form.act == "close" { "closed" } else { "reopened" }).await
}

/// The rules of giving a role, asked for every role the account holds: nobody takes over an account that stands above
/// their own, nor their own.
async fn guarded(tx: &mut spine::db::Tx, p: &Platform, desk: &Desk, id: AccountId) -> Result<(), Refusal> {
    let by = By::asker(&desk.asker);
    let held = grants::of_accounts(tx, &desk.asker.scope, &[id]).await?;
    let today = p.clock.today();
    let now = held.iter().filter(|grant| !grant.is_over(today)).map(|grant| grant.role);
    match now.chain([Role::Caregiver]).find_map(|role| crate::access::model::refuses(by, id, role)) {
        Some(key) => Err(Refusal::Rule(key)),
        None if grants::held_elsewhere(tx, id, by.org, today).await? => {
            Err(Refusal::Rule("accounts-refused-elsewhere"))
        }
        None => Ok(()),
    }
}

/// Refuses an account of another organisation as one that is not there.
async fn here(p: &Platform, desk: &Desk, id: AccountId) -> Result<(), Failure> {
    let mut conn = p.db.reader().await?;
    accounts::find_in(&mut conn, &desk.asker.scope, id).await?.map(drop).ok_or(Failure::NotFound)
}

async fn after(
    p: &Platform,
    desk: &Desk,
    id: AccountId,
    done: Result<(), Refusal>,
    what: &str,
) -> Result<Response, Failure> {
    match done {
        Ok(()) => Ok(seen(desk.look, &format!("{}?fait={what}", path(id)))),
        Err(Refusal::Rule(key)) => {
            let mut errors = Errors::none();
            errors.add("acts", key);
            again(p, desk, id, &Typed::default(), &errors).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn again(p: &Platform, desk: &Desk, id: AccountId, typed: &Typed, errors: &Errors) -> Result<Response, Failure> {
    let (title, body) = page(p, desk, id, typed, errors, None).await?;
    Ok(refused(crate::access::menu::page(&desk.asker, desk.look, title, &path(id), body)))
}

async fn page(
    p: &Platform,
    desk: &Desk,
    id: AccountId,
    typed: &Typed,
    errors: &Errors,
    done: Option<&str>,
) -> Result<(String, Markup), Failure> {
    let (lang, scope) = (desk.lang(), &desk.asker.scope);
    let mut conn = p.db.reader().await?;
    let account = accounts::find_in(&mut conn, scope, id).await?.ok_or(Failure::NotFound)?;
    let held = grants::of_accounts(&mut conn, scope, &[id]).await?;
    let tree = places::tree(&mut conn, scope).await?;
    let form = Fields::new(lang, errors);
    let body = html! {
        (breadcrumb(lang, &[(say(lang, "accounts-title"), desk.look.link("/travail/comptes"))], account.name.open()))
        (form.summary())
        (header(account.name.open(), html! { (account.email.open()) " " (state(lang, account.state)) }))
        @if let Some(done) = done { (notice(lang, Tone::Success, say(lang, &format!("account-done-{done}")), "")) }
        h2 { (say(lang, "accounts-roles")) }
        (held_table(desk, id, &held, p.clock.today()))
        @if account.state != Stands::Closed && desk.asker.account != id { (give_form(desk, id, form, typed, &tree)) }
        section #acts {
            h2 { (say(lang, "account-acts")) }
            @if desk.asker.account == id { p { (say(lang, "accounts-refused-self")) } }
            @else { (acts(desk, id, account.state)) }
        }
    };
    Ok((account.name.into_inner(), body))
}

fn held_table(desk: &Desk, id: AccountId, held: &[Grant], today: Day) -> Markup {
    let lang = desk.lang();
    let rows = held.iter().map(|grant| {
        let words = role_on(lang, grant, today);
        let action = desk.look.link(&format!("{}/roles/{}/fin", path(id), grant.id));
        vec![
            words.clone(),
            html! {
                @if grant.is_over(today) { (say(lang, "account-role-over")) }
                @else {
                    form method="post" action=(action) {
                        (Button::submit(html! { (say(lang, "account-role-end")) span.visually-hidden { " – " (words) } }).quiet())
                    }
                }
            },
        ]
    });
    let columns = ["accounts-role", "account-role-act"].map(|key| Column::text(say(lang, key)));
    html! { (Table::new(say(lang, "accounts-roles")).caption_heard().columns(columns).rows(rows)) }
}

fn give_form(desk: &Desk, id: AccountId, form: Fields<'_>, typed: &Typed, tree: &[places::Place]) -> Markup {
    let lang = desk.lang();
    let allowed = roles(lang)
        .into_iter()
        .filter(|(code, _)| desk.asker.role() == Role::Administrator || code != Role::Administrator.code());
    html! {
        h2 { (say(lang, "account-give")) }
        form method="post" action=(desk.look.link(&format!("{}/roles", path(id)))) novalidate {
            (form.select("role", say(lang, "accounts-role")).choice("", say(lang, "invite-choose")).choices(allowed).chosen(&typed.role))
            (form.select("place", say(lang, "invite-place")).hint(say(lang, "invite-place-hint"))
                .choice("", say(lang, "invite-choose")).choices(places::model::choices(tree)).chosen(&typed.place))
            (form.date("from", say(lang, "account-from")).hint(say(lang, "account-from-hint")).optional()
                .written(&typed.from_day, &typed.from_month, &typed.from_year))
            (form.date("to", say(lang, "invite-to")).hint(say(lang, "invite-to-hint")).optional()
                .written(&typed.to_day, &typed.to_month, &typed.to_year))
            (Button::submit(say(lang, "account-give-send")))
        }
    }
}

fn acts(desk: &Desk, id: AccountId, state: Stands) -> Markup {
    let lang = desk.lang();
    let post = |path: String, body: Markup| html! { form method="post" action=(desk.look.link(&path)) { (body) } };
    html! {
        @if state == Stands::Closed {
            p { (say(lang, "account-reopen-about")) }
            (post(format!("{}/etat", path(id)), html! {
                (hidden("act", "reopen")) (Button::submit(say(lang, "account-reopen")).secondary())
            }))
        } @else {
            p { (say(lang, "account-link-about")) }
            (post(format!("{}/lien", path(id)), html! { (Button::submit(say(lang, "account-link")).secondary()) }))
            p { (say(lang, "account-factor-about")) }
            (post(format!("{}/second-facteur", path(id)), html! {
                (Button::submit(say(lang, "account-factor")).secondary())
            }))
            p { (say(lang, "account-close-about")) }
            (post(format!("{}/etat", path(id)), html! {
                (hidden("act", "close")) (Button::submit(say(lang, "account-close")).danger())
            }))
        }
    }
}
