//! The returns of the asker's places: drafts to finish, and what is published.

use axum::{
    extract::{Query, State},
    response::Html,
};
use organisation::access::{Desk, Failure};
use pages::{
    dates,
    fields::{Button, Errors, Form},
    html,
    parts::{self, Column, Table, Tone},
    words::say,
};
use spine::Platform;

use super::{A_PAGE, before, pages_of, place_name, places_of};
use crate::returns::{
    access::WRITERS,
    model::State as Stands,
    store::{self, Filter},
};

/// What the address may say.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Asked {
    etat: Option<String>,
    lieu: Option<String>,
    page: Option<u32>,
}

/// The page.
pub(super) async fn page(
    State(p): State<Platform>,
    desk: Desk,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let (lang, look) = (desk.lang(), desk.look);
    let scope = &desk.asker.scope;
    let mut conn = p.db.reader().await?;
    let places = places_of(&mut conn, scope).await?;
    let filter = Filter {
        state: asked.etat.as_deref().and_then(|code| code.parse().ok()),
        place: asked.lieu.as_deref().and_then(|id| id.parse().ok()).filter(|id| scope.reaches(*id)),
        ..Filter::default()
    };
    let page = asked.page.unwrap_or(1).clamp(1, 100_000);
    let (returns, total) = store::list(&mut conn, scope, &filter, A_PAGE, before(page)).await?;
    let all = organisation::places::tree(&mut conn, &organisation::access::public_scope(desk.asker.org())).await?;
    let mut table = Table::new(say(lang, "returns-list-caption")).caption_heard().columns([
        Column::text(say(lang, "returns-said")),
        Column::text(say(lang, "returns-place")),
        Column::text(say(lang, "returns-state")),
        Column::number(say(lang, "returns-closed")),
        Column::number(say(lang, "returns-left-open")),
    ]);
    for one in &returns {
        let tone = if one.state == Stands::Published { Tone::Success } else { Tone::Warning };
        table = table.row([
            html! { a href=(look.link(&format!("/travail/retours/{}", one.id))) { (one.fr.said) } },
            html! { (place_name(&all, one.place)) },
            html! { (parts::tag(tone, say(lang, &format!("returns-state-{}", one.state.code())))) " " (dates::day(lang, one.day)) },
            html! { @if one.state == Stands::Published { (dates::count(lang, one.closed)) } @else { "–" } },
            html! { @if one.state == Stands::Published { (dates::count(lang, one.left_open)) } @else { "–" } },
        ]);
    }
    let errors = Errors::none();
    let form = Form::new(lang, &errors);
    let fields = html! {
        (form.select("etat", say(lang, "returns-state")).choice("", say(lang, "returns-all-states"))
            .choices(Stands::ALL.map(|state| (state.code().to_owned(), say(lang, &format!("returns-state-{}", state.code())))))
            .chosen(asked.etat.clone().unwrap_or_default()))
        (form.select("lieu", say(lang, "returns-place")).choice("", say(lang, "returns-all-places"))
            .choices(places.iter().map(|place| (place.id.to_string(), place.name.clone())))
            .chosen(asked.lieu.clone().unwrap_or_default()))
    };
    let of = |page: u32| {
        let etat = filter.state.map_or("", Stands::code);
        let lieu = filter.place.map_or_else(String::new, |place| place.to_string());
        look.link(&format!("/travail/retours?etat={etat}&lieu={lieu}&page={page}"))
    };
    let title = say(lang, "menu-returns");
    let body = html! {
        (parts::header(&title, say(lang, "returns-work-lead")))
        @if WRITERS.contains(&desk.asker.role()) {
            p { (Button::link(say(lang, "returns-new"), look.link("/travail/retours/nouveau"))) }
        }
        (parts::filter(look, "/travail/retours", fields))
        @if returns.is_empty() { (parts::empty(say(lang, "returns-none"), say(lang, "returns-work-none-why"), html! {})) }
        @else { (table) }
        (parts::pager(lang, page, pages_of(total), of))
        p { a href=(look.link("/retours.csv")) { (say(lang, "returns-file")) } }
    };
    Ok(desk.page(title, "/travail/retours", body))
}
