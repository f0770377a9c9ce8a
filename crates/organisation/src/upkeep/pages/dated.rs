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
    fields::{Button, DateField, Errors, Form as Fields},
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
        model::{Asked, Kind, in_force, kind_of},
    },
};

const HERE: &str = "/travail/reglages";

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
            html! { (row.source) },
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

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    value: String,
    source: String,
    verified: Option<String>,
    #[serde(rename = "from-day")]
    day: String,
    #[serde(rename = "from-month")]
    month: String,
    #[serde(rename = "from-year")]
    year: String,
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
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let asked = Asked {
        value: &typed.value,
        from: DateField::read(&typed.day, &typed.month, &typed.year),
        source: &typed.source,
        verified: typed.verified.is_some(),
    };
    let mut tx = p.db.begin().await?;
    match actions::set(&mut tx, &p, By::asker(&desk.asker), &name, asked).await? {
        Set::Done => {
            tx.commit().await?;
            Ok(seen(desk.look, &format!("{HERE}?fait=1")))
        }
        Set::Wrong(wrong) => {
            drop(tx);
            let mut errors = Errors::none();
            for (field, key) in wrong {
                errors.add(field, key);
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
    let first = rows.first().ok_or(Failure::NotFound)?;
    let now = in_force(&rows, p.clock.today());
    let lines = rows.iter().map(|row| {
        vec![
            html! {
                (dates::day(lang, row.from_day))
                @if now == Some(*row) { " " (tag(Tone::Success, say(lang, "settings-now"))) }
            },
            html! { (value(lang, row)) },
            html! { (row.source) },
            html! { (checked(lang, row)) },
        ]
    });
    let columns = ["settings-since", "settings-value", "settings-source", "settings-checked"];
    Ok(html! {
        (breadcrumb(lang, &[(say(lang, "settings-title"), desk.look.link(HERE))], &title(lang, name)))
        (Fields::new(lang, errors).summary())
        (header(title(lang, name), ""))
        (Table::new(say(lang, "settings-history")).columns(columns.map(|key| Column::text(say(lang, key)))).rows(lines))
        (change(p, desk, name, kind_of(first), typed, errors))
    })
}

fn change(p: &Platform, desk: &Desk, name: &str, kind: Kind, typed: Option<&Typed>, errors: &Errors) -> Markup {
    let lang = desk.lang();
    let form = Fields::new(lang, errors);
    let tomorrow = p.clock.today().plus_days(1);
    let from = form.date("from", say(lang, "settings-from")).hint(say(lang, "settings-from-hint"));
    let from = match typed {
        Some(typed) => from.written(&typed.day, &typed.month, &typed.year),
        None => from.value(Some(tomorrow)),
    };
    let unit = match kind {
        Kind::Days => say(lang, "settings-days"),
        Kind::Percent => say(lang, "settings-percent"),
        Kind::Floor | Kind::Other => say(lang, "settings-people"),
    };
    let empty = Typed::default();
    let typed = typed.unwrap_or(&empty);
    html! {
        @if kind == Kind::Other { p { (say(lang, "settings-refused-other")) } }
        @else {
            section {
                h2 { (say(lang, "settings-change")) }
                @if kind == Kind::Floor { p { (say(lang, "settings-floor-about")) } }
                form method="post" action=(desk.look.link(&format!("{HERE}/{name}"))) novalidate {
                    (form.text("value", say(lang, "settings-value-new")).digits().unit(unit).value(&typed.value))
                    (from)
                    (form.text("source", say(lang, "settings-source")).hint(say(lang, "settings-source-hint")).value(&typed.source))
                    (form.checkboxes("verified", say(lang, "settings-checked")).choice("1", say(lang, "settings-verified-tick"))
                        .chosen(typed.verified.clone().unwrap_or_default()))
                    (Button::submit(say(lang, "settings-send")))
                }
            }
        }
    }
}

/// The name in words, or the code of a setting that has none yet.
fn title(lang: Lang, name: &str) -> String {
    let key = format!("setting-{name}");
    if knows(lang, &key) { say(lang, &key) } else { name.to_owned() }
}

fn value(lang: Lang, row: &Dated) -> String {
    match (kind_of(row), row.value.as_i64()) {
        (Kind::Days, Some(n)) => say_with(lang, "settings-n-days", &[("n", n.into())]),
        (Kind::Percent, Some(n)) => say_with(lang, "settings-n-percent", &[("n", n.into())]),
        (_, Some(n)) => dates::count(lang, n),
        _ => listed(&row.value),
    }
}

/// A list in words: the numbers of a list of numbers, the codes of a list of codes.
fn listed(value: &serde_json::Value) -> String {
    let items = value.as_array().into_iter().flatten();
    let words: Vec<String> =
        items.filter_map(|item| item.get("number").unwrap_or(item).as_str().map(str::to_owned)).collect();
    if words.is_empty() { value.to_string() } else { words.join(", ") }
}

fn checked(lang: Lang, row: &Dated) -> Markup {
    if row.verified {
        tag(Tone::Success, say(lang, "settings-verified"))
    } else {
        tag(Tone::Warning, say(lang, "settings-to-confirm"))
    }
}
