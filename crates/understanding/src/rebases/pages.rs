//! The page of the limits of a place that are computed anew: which, why, by whom, and the form.

use axum::{
    Form as Posted,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use organisation::access::{Desk, Failure, Route, Who, menu::who, respond::seen};
use pages::{
    Markup, dates,
    fields::{Button, Errors, Form, error_summary},
    html,
    parts::{self, Column, Table, Tone},
    words::{say, say_with},
};
use serde::Deserialize;
use spine::Platform;

use super::{
    access::{REBASERS, may_rebase},
    actions::{self, Problem},
    model::{Rebase, Wanted},
    store,
};
use crate::indicators::{
    Period,
    indicator::Indicator,
    pages::{Asked, Shown, load},
};

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/travail/lieux/{place}/limites", who("/travail/lieux"), page),
        Route::post("/travail/lieux/{place}/limites", Who::Hats(REBASERS), change),
    ]
}

/// What the form sends: a month and its reason, or a row to take back (`indicator:month`).
#[derive(Debug, Clone, Default, Deserialize)]
struct Typed {
    #[serde(default)]
    indicator: String,
    #[serde(default)]
    wave: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    remove: String,
}

/// A place with its numbers; not found where nobody has answered yet.
async fn numbers(p: &Platform, desk: &Desk, place: &str, asked: &Asked) -> Result<Shown, Failure> {
    let mut conn = p.db.reader().await?;
    load(p, &mut conn, &desk.asker, place, asked).await?.1.ok_or(Failure::NotFound)
}

async fn page(
    State(p): State<Platform>,
    desk: Desk,
    Path(place): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let shown = numbers(&p, &desk, &place, &asked).await?;
    Ok(drawn(&p, &desk, &shown, &Errors::none(), &Typed::default()).await?.into_response())
}

async fn change(
    State(p): State<Platform>,
    desk: Desk,
    Path(place): Path<String>,
    Query(asked): Query<Asked>,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Failure> {
    let shown = numbers(&p, &desk, &place, &asked).await?;
    let indicators = shown.board.indicators(Some(shown.place.id));
    let wanted = |indicator: &str, wave: &str| -> Result<Wanted, Problem> {
        let one = indicators.iter().find(|one| one.key == indicator).ok_or(Problem::NotFound)?;
        let wave = wave.parse().map_err(|_| Problem::Month)?;
        let campaign = shown.board.campaign.campaign;
        Ok(Wanted { campaign, place: shown.place.id, indicator: one.key.clone(), wave })
    };
    let done = match typed.remove.split_once(' ') {
        Some((indicator, wave)) => match wanted(indicator, wave) {
            Ok(wanted) => actions::remove(&p, &desk.asker, &wanted).await,
            Err(problem) => Err(problem),
        },
        None => match wanted(&typed.indicator, &typed.wave) {
            Ok(wanted) => actions::add(&p, &desk.asker, &wanted, &typed.reason, &shown.board.ledger().span()).await,
            Err(problem) => Err(problem),
        },
    };
    let mut errors = Errors::none();
    match done {
        Ok(()) => return Ok(seen(desk.look, &address(&shown))),
        Err(Problem::Reason) => errors.add("reason", "rebases-problem-reason"),
        Err(Problem::Names) => errors.add("reason", "rebases-problem-names"),
        Err(Problem::Month) => errors.add("wave", "rebases-problem-month"),
        Err(problem) => return Err(problem.into()),
    }
    Ok((StatusCode::UNPROCESSABLE_ENTITY, drawn(&p, &desk, &shown, &errors, &typed).await?).into_response())
}

/// Where this page is.
pub fn address(shown: &Shown) -> String {
    format!("/travail/lieux/{}/limites?campagne={}", shown.place.id, shown.board.campaign.campaign)
}

async fn drawn(
    p: &Platform,
    desk: &Desk,
    shown: &Shown,
    errors: &Errors,
    typed: &Typed,
) -> Result<Html<String>, Failure> {
    let body = body(p, desk, shown, errors, typed).await?;
    Ok(desk.page(say(desk.lang(), "rebases-title"), &address(shown), body))
}

async fn body(p: &Platform, desk: &Desk, shown: &Shown, errors: &Errors, typed: &Typed) -> Result<Markup, Failure> {
    let lang = desk.lang();
    let mut conn = p.db.reader().await?;
    let campaign = shown.board.campaign.campaign;
    let mut rebases = store::of_campaign(&mut conn, &desk.asker.scope, campaign).await?;
    drop(conn);
    rebases.retain(|one| one.place == shown.place.id);
    let indicators = shown.board.indicators(Some(shown.place.id));
    let place =
        (shown.place.name.clone(), desk.look.link(&format!("/travail/lieux/{}?campagne={campaign}", shown.place.id)));
    let home = (say(lang, "menu-numbers"), desk.look.link("/travail/lieux"));
    let may = may_rebase(&desk.asker, shown.place.id);
    Ok(html! {
        (parts::breadcrumb(lang, &[home, place], &say(lang, "rebases-title")))
        (parts::header(say(lang, "rebases-title"), say(lang, "rebases-lead")))
        (error_summary(lang, errors))
        @if rebases.is_empty() {
            (parts::empty(say(lang, "rebases-none-title"), say(lang, "rebases-none-why"), html! {}))
        } @else { (list(desk, shown, &indicators, &rebases, may)) }
        @if may && !indicators.is_empty() {
            h2 { (say(lang, "rebases-new")) }
            (parts::notice(lang, Tone::Info, say(lang, "rebases-when-title"), say(lang, "rebases-when")))
            (form(desk, shown, &indicators, errors, typed))
        }
    })
}

fn title(indicators: &[Indicator], key: &str, desk: &Desk) -> String {
    let found = indicators.iter().find(|one| one.key == key);
    found.map_or_else(|| key.to_owned(), |one| one.title.get(desk.lang()).to_owned())
}

fn list(desk: &Desk, shown: &Shown, indicators: &[Indicator], rebases: &[Rebase], may: bool) -> Markup {
    let lang = desk.lang();
    let mut columns = vec![
        Column::text(say(lang, "rebases-indicator")),
        Column::text(say(lang, "rebases-wave")),
        Column::text(say(lang, "rebases-reason")),
        Column::text(say(lang, "rebases-decided")),
    ];
    if may {
        columns.push(Column::text(say(lang, "rebases-remove")));
    }
    let row = |one: &Rebase| {
        let role = say(lang, &format!("role-{}", one.role.code()));
        let by = say_with(lang, "rebases-by", &[("day", dates::day(lang, one.day).into()), ("role", role.into())]);
        let mut cells = vec![
            html! { (title(indicators, &one.indicator, desk)) },
            html! { (dates::wave(lang, one.wave)) },
            html! { (one.reason) },
            html! { (by) },
        ];
        if may {
            cells.push(html! {
                form method="post" action=(desk.look.link(&address(shown))) {
                    (Button::submit(say(lang, "rebases-remove")).named("remove", format!("{} {}", one.indicator, one.wave)).quiet())
                }
            });
        }
        cells
    };
    html! { (Table::new(say(lang, "rebases-list")).columns(columns).rows(rebases.iter().map(row))) }
}

fn form(desk: &Desk, shown: &Shown, indicators: &[Indicator], errors: &Errors, typed: &Typed) -> Markup {
    let lang = desk.lang();
    let form = Form::new(lang, errors);
    let all = indicators.iter().map(|one| (one.key.clone(), one.title.get(lang).to_owned()));
    let waves = shown.board.ledger().span().into_iter().skip(1).map(|wave| (wave.to_string(), dates::wave(lang, wave)));
    let usual = match shown.period {
        Period::Wave(wave) => wave.to_string(),
        Period::Year(_) => String::new(),
    };
    let wave = if typed.wave.is_empty() { usual } else { typed.wave.clone() };
    html! {
        form method="post" action=(desk.look.link(&address(shown))) {
            (form.select("indicator", say(lang, "rebases-indicator")).choices(all).chosen(typed.indicator.clone()))
            (form.select("wave", say(lang, "rebases-wave")).choices(waves).chosen(wave))
            (form.textarea("reason", say(lang, "rebases-reason")).hint(say(lang, "rebases-reason-hint")).value(typed.reason.clone()))
            (Button::submit(say(lang, "rebases-send")))
        }
    }
}
