//! Background jobs: what waits, what failed and why, and trying again.

use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use kernel::Lang;
use maud::{Markup, html};
use pages::{
    fields::Button,
    parts::{Column, Tab, Table, Tone, empty, header, tabs, tag},
    words::{knows, say},
};
use serde::Deserialize;
use spine::{
    Platform,
    jobs::{self, JobRow},
};

use crate::{
    access::{Desk, Failure, model::By, moment, respond::seen},
    sheet,
    upkeep::actions,
};

const HERE: &str = "/travail/taches";
const EXPORT: &str = "/travail/taches/export";
/// Jobs shown at once.
const MOST: usize = 200;
/// Jobs looked at; beyond so many that wait, the exact count helps nobody.
const READ: i64 = 5_000;
const STATES: [&str; 3] = ["failed", "queued", "running"];

/// What the address of the page may say.
#[derive(Deserialize, Default)]
pub struct Asked {
    etat: Option<String>,
}

/// The page.
pub async fn show(State(p): State<Platform>, desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let lang = desk.lang();
    let state = STATES.into_iter().find(|state| asked.etat.as_deref() == Some(state));
    let mut conn = p.db.reader().await?;
    // Those of another organisation are neither shown nor counted.
    let mut rows = jobs::listing(&mut conn, None, READ).await?;
    rows.retain(|row| row.job.org == desk.asker.org() || row.job.org.to_i64() == 0);
    let counted = STATES.map(|state| (state, rows.iter().map(|row| i64::from(row.state == state)).sum::<i64>()));
    rows.retain(|row| state.is_none_or(|state| row.state == state));
    rows.truncate(MOST);
    let tab = |state: &str| {
        let n = counted.iter().find(|(s, _)| *s == state).map_or(0, |(_, n)| *n);
        let href = desk.look.link(&format!("{HERE}?etat={state}"));
        Tab::new(say(lang, &format!("jobs-{state}")), href, asked.etat.as_deref() == Some(state)).count(n)
    };
    let mut all = vec![Tab::new(say(lang, "jobs-all"), desk.look.link(HERE), state.is_none())];
    all.extend(STATES.map(tab));
    let body = html! {
        (header(say(lang, "jobs-title"), say(lang, "jobs-lead")))
        (tabs(lang, &say(lang, "jobs-by-state"), &all))
        p { a href=(desk.look.link(&state.map_or_else(|| EXPORT.to_owned(), |state| format!("{EXPORT}?etat={state}")))) {
            (say(lang, "jobs-export"))
        } }
        @if rows.is_empty() { (empty(say(lang, "jobs-none"), say(lang, "jobs-none-why"), "")) }
        @else { (table(&desk, &rows)) }
    };
    Ok(desk.page(say(lang, "jobs-title"), HERE, body).into_response())
}

/// The jobs of a state, as a file.
pub async fn export(State(p): State<Platform>, desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let lang = desk.lang();
    let state = STATES.into_iter().find(|state| asked.etat.as_deref() == Some(state));
    let mut conn = p.db.reader().await?;
    let mut found = jobs::listing(&mut conn, state, READ).await?;
    found.retain(|row| row.job.org == desk.asker.org() || row.job.org.to_i64() == 0);
    let titles = ["jobs-kind", "jobs-state", "jobs-tries", "jobs-next", "jobs-problem"];
    let mut rows = vec![titles.map(|key| say(lang, key)).to_vec()];
    rows.extend(found.iter().map(|row| {
        vec![
            in_words(lang, &row.job.kind),
            say(lang, &format!("jobs-{}", row.state)),
            row.job.attempts.to_string(),
            next(lang, row),
            row.problem.clone().unwrap_or_default(),
        ]
    }));
    Ok(sheet::answer("taches.csv", &rows))
}

/// What a job does, in words; its code when another version left it.
fn in_words(lang: Lang, kind: &str) -> String {
    let key = format!("jobs-does-{}", kind.replace('.', "-"));
    if knows(lang, &key) { say(lang, &key) } else { kind.to_owned() }
}

/// When it is tried again. One that follows from an anonymous voice has no time.
fn next(lang: Lang, row: &JobRow) -> String {
    if row.run_after > 0 {
        moment(lang, row.run_after)
    } else if row.state != "failed" {
        say(lang, "jobs-no-time")
    } else if row.comes_again() {
        say(lang, "jobs-next-day")
    } else {
        say(lang, "jobs-by-hand")
    }
}

fn table(desk: &Desk, rows: &[JobRow]) -> Markup {
    let lang = desk.lang();
    let lines = rows.iter().map(|row| {
        let tone = if row.state == "failed" { Tone::Warning } else { Tone::Info };
        let kind = in_words(lang, &row.job.kind);
        let retry = desk.look.link(&format!("{HERE}/{}/{}/relance", row.job.org, row.job.id));
        vec![
            html! { (kind) },
            html! { (tag(tone, say(lang, &format!("jobs-{}", row.state)))) },
            html! { (row.job.attempts) },
            html! { (next(lang, row)) },
            html! { (row.problem.as_deref().unwrap_or_default()) },
            html! {
                @if row.state == "failed" {
                    form method="post" action=(retry) {
                        (Button::submit(html! {
                            (say(lang, "jobs-retry")) span.visually-hidden { " – " (kind) }
                        }).quiet())
                    }
                }
            },
        ]
    });
    let columns = [
        Column::text(say(lang, "jobs-kind")),
        Column::text(say(lang, "jobs-state")),
        Column::number(say(lang, "jobs-tries")),
        Column::text(say(lang, "jobs-next")),
        Column::text(say(lang, "jobs-problem")),
        Column::text(say(lang, "jobs-act")),
    ];
    html! { (Table::new(say(lang, "jobs-title")).caption_heard().columns(columns).rows(lines)) }
}

/// Tries a failed job again.
pub async fn retry(
    State(p): State<Platform>,
    desk: Desk,
    Path((org, job)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let org = org.parse().map_err(|_| Failure::NotFound)?;
    let job = job.parse().map_err(|_| Failure::NotFound)?;
    let mut tx = p.db.begin().await?;
    actions::retry(&mut tx, &p, By::asker(&desk.asker), org, job).await?;
    tx.commit().await?;
    p.work.notify_one();
    Ok(seen(desk.look, HERE))
}
