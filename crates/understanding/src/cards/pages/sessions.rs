//! Sessions as they are read: the list, and one.

use std::collections::BTreeSet;

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use kernel::Lang;
use organisation::access::{Desk, Failure};
use pages::{
    Markup, dates,
    fields::Button,
    html,
    parts::{self, Column, Table, Tone},
    words::{say, say_with},
};
use spine::Platform;

use super::{id, parts::said};
use crate::cards::{
    access::may_write,
    model::CardId,
    session::{Fate, Session},
    store,
};

/// The list.
pub(super) async fn list(State(p): State<Platform>, desk: Desk) -> Result<Response, Failure> {
    let (lang, look) = (desk.lang(), desk.look);
    let mut conn = p.db.reader().await?;
    let sessions = store::sessions(&mut conn, &desk.asker.scope).await?;
    drop(conn);
    let title = say(lang, "cards-sessions");
    let body = html! {
        (parts::breadcrumb(lang, &[(say(lang, "cards-title"), look.link("/travail/indicateurs"))], &title))
        (parts::header(&title, say(lang, "cards-sessions-lead")))
        @if may_write(&desk.asker) {
            div.buttons { (Button::link(say(lang, "cards-session-new"), look.link("/travail/indicateurs/rencontres/nouvelle"))) }
        }
        @if sessions.is_empty() {
            (parts::empty(say(lang, "cards-sessions-none"), say(lang, "cards-sessions-none-why"), html! {}))
        } @else {
            (Table::new(&title).caption_heard()
                .columns([Column::text(say(lang, "cards-session-day")), Column::text(say(lang, "cards-session-space")),
                    Column::text(say(lang, "cards-session-held")), Column::text(say(lang, "cards-session-who"))])
                .rows(sessions.iter().map(|one| vec![
                    html! { a href=(look.link(&format!("/travail/indicateurs/rencontres/{}", one.id))) data-item { (dates::day(lang, one.day)) } },
                    html! { (said(lang, "space", one.space.code())) },
                    html! { (one.held_at) },
                    html! { (who(lang, one)) @if !one.with_users() { " " (parts::tag(Tone::Warning, say(lang, "cards-session-no-users"))) } },
                ])))
        }
    };
    Ok(desk.page(title, "/travail/indicateurs/rencontres", body).into_response())
}

fn who(lang: Lang, session: &Session) -> String {
    say_with(lang, "cards-session-people", &[("n", session.everybody().into()), ("users", session.users().into())])
}

/// One session.
pub(super) async fn one(State(p): State<Platform>, desk: Desk, Path(name): Path<String>) -> Result<Response, Failure> {
    let (lang, look) = (desk.lang(), desk.look);
    let mut conn = p.db.reader().await?;
    let session = store::session(&mut conn, &desk.asker.scope, id(&name)?).await?.ok_or(Failure::NotFound)?;
    let filter = store::Filter { with_set_aside: true, ..store::Filter::default() };
    let cards = store::all(&mut conn, &desk.asker.scope, &filter).await?;
    let readable: BTreeSet<CardId> = cards.iter().map(|card| card.id).collect();
    drop(conn);
    let title = say_with(lang, "cards-session-of", &[("day", dates::day(lang, session.day).into())]);
    let back = [
        (say(lang, "cards-title"), look.link("/travail/indicateurs")),
        (say(lang, "cards-sessions"), look.link("/travail/indicateurs/rencontres")),
    ];
    let body = html! {
        (parts::breadcrumb(lang, &back, &title))
        (parts::header(&title, html! { (said(lang, "space", session.space.code())) ", " (session.held_at) }))
        @if !session.with_users() {
            (parts::notice(lang, Tone::Warning, say(lang, "cards-session-no-users"), say(lang, "cards-session-no-users-why")))
        }
        h2 { (say(lang, "cards-session-who")) }
        p { (who(lang, &session)) }
        ul { @for (group, n) in &session.people { li { (said(lang, "group", group.code())) " : " (dates::count(lang, i64::from(*n))) } } }
        h2 { (say(lang, "cards-session-matters")) }
        (parts::quote(html! { span.written { (session.matters) } }, html! {}))
        @for fate in Fate::ALL { (of_fate(&desk, &session, *fate, &readable)) }
    };
    Ok(desk.page(title, &format!("/travail/indicateurs/rencontres/{}", session.id), body).into_response())
}

fn of_fate(desk: &Desk, session: &Session, fate: Fate, readable: &BTreeSet<CardId>) -> Markup {
    let lang = desk.lang();
    let of: Vec<_> = session.talked.iter().filter(|one| one.fate == fate).collect();
    html! {
        @if !of.is_empty() {
            h2 { (said(lang, "fates", fate.code())) }
            ul { @for one in of { li {
                @match one.card.filter(|card| readable.contains(card)) {
                    Some(card) => a href=(desk.look.link(&format!("/travail/indicateurs/{card}"))) { (one.subject) },
                    None => (one.subject),
                }
                @if !one.why.is_empty() { p.written { (one.why) } }
            } } }
        }
    }
}
