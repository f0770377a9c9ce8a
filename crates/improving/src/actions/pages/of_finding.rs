//! The page of a finding, with the panel of what is done about it.

use axum::{
    Form as Posted,
    extract::{Path, Query, State},
    response::Response,
};
use kernel::{Id, kinds};
use organisation::access::{Desk, Failure};
use pages::{Markup, dates, html, words::say};
use spine::Platform;
use understanding::themes;

use super::{Fields, parts::state_tag};
use crate::actions::store;

/// The page.
pub(super) async fn show(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Query(fields): Query<Fields>,
) -> Result<Response, Failure> {
    let finding = name.parse().map_err(|_| Failure::NotFound)?;
    let panel = panel(&p, &desk, finding).await?;
    themes::finding_page(&p, &desk, finding, &fields, panel).await
}

/// Sets it aside, with the reason; the page comes back with the same panel when the reason will not do.
pub(super) async fn set_aside(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let finding = name.parse().map_err(|_| Failure::NotFound)?;
    let panel = panel(&p, &desk, finding).await?;
    themes::set_finding_aside(&p, &desk, finding, &fields, panel).await
}

async fn panel(p: &Platform, desk: &Desk, finding: Id<kinds::Finding>) -> Result<Markup, Failure> {
    let (lang, today) = (desk.lang(), p.clock.today());
    let mut conn = p.db.reader().await?;
    let found = store::actions_of_finding(&mut conn, &desk.asker.scope, finding).await?;
    drop(conn);
    Ok(html! {
        @if found.is_empty() { p { (say(lang, "actions-of-finding-elsewhere")) } }
        @else {
            h3 #actions { (say(lang, "actions-of-finding")) }
            ul { @for action in &found { li {
                a href=(desk.look.link(&format!("/travail/actions/{}", action.id))) { (action.title) } " "
                (state_tag(lang, action, today)) " " span.quiet { (dates::day(lang, action.created)) }
            } } }
        }
    })
}
