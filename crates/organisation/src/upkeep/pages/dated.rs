//! The dated settings: what holds, since when, by which source, verified or to confirm.

use axum::{
    Form,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use kernel::Lang;
use maud::{Markup, html};
use pages::{
    dates,
    fields::{Errors, Form as Fields},
    parts::{Column, Table, Tone, breadcrumb, header, notice, tag},
    words::{knows, say, say_with},
};
use serde::Deserialize;
use spine::{
    Platform,
    settings::dated::{self, Dated},
};

use crate::{
    access::{
        Desk, Failure, menu,
        model::By,
        respond::{refused, seen},
    },
    upkeep::{
        actions::{self, Set},
        model::{Kind, in_force, kind_of},
        numbers::numbers_of,
    },
};

use super::dated_form::{Typed, form};

pub(super) const HERE: &str = "/travail/reglages";

/// What the address of the page may say.
#[derive(Deserialize, Default)]
pub struct Done {
    fait: Option<String>,
}

/// Every setting with the value of today.
pub async fn show(State(p): State<Platform>, desk: Desk, Query(done): Query<Done>) -> Result<Response, Failure> {
    let lang = desk.lang();
    let mut conn = p.db.reader().await?;
    let all = dated::all(&mut conn, desk.asker.org()).await?;
    let mut names: Vec<&str> = all.iter().map(|row| row.name.as_str()).collect();
    names.dedup();
    let today = p.clock.today();
    let rows = names.iter().filter_map(|name| {
        let rows: Vec<&Dated> = all.iter().filter(|row| row.name == *name).collect();
        let row = in_force(&rows, today)?;
        Some(vec![
            html! { a href=(desk.look.link(&format!("{HERE}/{name}"))) { (title(lang, name)) } },
            html! { (value(lang, row)) },
            html! { (dates::day(lang, row.from_day)) },
            html! { (row.source_in(lang)) },
            html! { (checked(lang, row)) },
        ])
    });
    let columns = ["settings-name", "settings-value", "settings-since", "settings-source", "settings-checked"];
    let body = html! {
        (header(say(lang, "settings-title"), say(lang, "settings-lead")))
        @if done.fait.is_some() { (notice(lang, Tone::Success, say(lang, "settings-done"), "")) }
        (Table::new(say(lang, "settings-title")).caption_heard().columns(columns.map(|key| Column::text(say(lang, key)))).rows(rows))
    };
    Ok(desk.page(say(lang, "settings-title"), HERE, body).into_response())
}

/// One setting and its history.
pub async fn one(State(p): State<Platform>, desk: Desk, Path(name): Path<String>) -> Result<Response, Failure> {
    let body = one_body(&p, &desk, &name, None, &Errors::none()).await?;
    Ok(desk.page(title(desk.lang(), &name), &format!("{HERE}/{name}"), body).into_response())
}

/// A newer value.
pub async fn set(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let typed = Typed::of(sent);
    let mut tx = p.db.begin().await?;
    match actions::set(&mut tx, &p, By::asker(&desk.asker), &name, &typed.asked(kind_of(&name))).await? {
        Set::Done => {
            tx.commit().await?;
            Ok(seen(desk.look, &format!("{HERE}?fait=1")))
        }
        Set::Wrong(wrong) => {
            drop(tx);
            let mut errors = Errors::none();
            for (field, key) in wrong {
                errors.add(&field, key);
            }
            let body = one_body(&p, &desk, &name, Some(&typed), &errors).await?;
            let path = format!("{HERE}/{name}");
            Ok(refused(menu::page(&desk.asker, desk.look, title(desk.lang(), &name), &path, body)))
        }
    }
}

async fn one_body(
    p: &Platform,
    desk: &Desk,
    name: &str,
    typed: Option<&Typed>,
    errors: &Errors,
) -> Result<Markup, Failure> {
    let lang = desk.lang();
    let mut conn = p.db.reader().await?;
    let all = dated::all(&mut conn, desk.asker.org()).await?;
    let rows: Vec<&Dated> = all.iter().filter(|row| row.name == name).collect();
    if rows.is_empty() {
        return Err(Failure::NotFound);
    }
    let now = in_force(&rows, p.clock.today());
    let lines = rows.iter().map(|row| {
        vec![
            html! {
                (dates::day(lang, row.from_day))
                @if now == Some(*row) { " " (tag(Tone::Success, say(lang, "settings-now"))) }
            },
            html! { (value(lang, row)) },
            html! { (row.source_in(lang)) },
            html! { (checked(lang, row)) },
        ]
    });
    let columns = ["settings-since", "settings-value", "settings-source", "settings-checked"];
    Ok(html! {
        (breadcrumb(lang, &[(say(lang, "settings-title"), desk.look.link(HERE))], &title(lang, name)))
        (Fields::new(lang, errors).summary())
        (header(title(lang, name), about(lang, name)))
        (Table::new(say(lang, "settings-history")).columns(columns.map(|key| Column::text(say(lang, key)))).rows(lines))
        (form(desk, name, p.clock.today(), now, typed, errors))
    })
}

/// The name in words, or the code of a setting that has none yet.
fn title(lang: Lang, name: &str) -> String {
    let key = format!("setting-{name}");
    if knows(lang, &key) { say(lang, &key) } else { name.to_owned() }
}

/// What a setting is for, where its name does not say it all.
fn about(lang: Lang, name: &str) -> String {
    let key = format!("about-setting-{name}");
    if knows(lang, &key) { say(lang, &key) } else { String::new() }
}

fn value(lang: Lang, row: &Dated) -> Markup {
    let of = |key, n: i64| html! { (say_with(lang, key, &[("n", n.into())])) };
    match (kind_of(&row.name), row.value.as_i64()) {
        _ if row.is_unset() => tag(Tone::Warning, say(lang, "settings-unset")),
        (Kind::Days, Some(n)) => of("settings-n-days", n),
        (Kind::Percent, Some(n)) => of("settings-n-percent", n),
        (_, Some(n)) => html! { (dates::count(lang, n)) },
        (Kind::Numbers, _) => html! {
            ul { @for number in numbers_of(&row.value) { li { strong { (number.number) } " " (number.words(lang)) } } }
        },
        (Kind::Roles, _) => {
            let codes = row.value.as_array().into_iter().flatten().filter_map(|code| code.as_str());
            let roles: Vec<String> = codes.map(|code| say(lang, &format!("role-{code}"))).collect();
            html! { @if roles.is_empty() { (say(lang, "settings-no-role")) } @else { (roles.join(", ")) } }
        }
        _ => html! { (row.value.as_str().map_or_else(|| row.value.to_string(), str::to_owned)) },
    }
}

fn checked(lang: Lang, row: &Dated) -> Markup {
    if row.verified {
        tag(Tone::Success, say(lang, "settings-verified"))
    } else {
        tag(Tone::Warning, say(lang, "settings-to-confirm"))
    }
}
