//! One return, as everybody reads it.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use kernel::{Id, Lang, Scope};
use organisation::{
    access::{Failure, public_scope, respond::shown},
    front,
    places::{self, Place},
};
use pages::{Markup, dates, html, layout, parts, words::say};
use spine::{Platform, db::Conn};
use understanding::themes;

use super::{id, list::ReturnKind, place_name, places_of, visit::Visit};
use crate::returns::{
    model::{Return, State as Stands},
    store,
};

/// Where and when, and what about.
fn about(visit: Visit, one: &Return, places: &[Place]) -> Markup {
    let lang = visit.look.lang;
    let slug = places.iter().find(|place| place.id == one.place).map(|place| place.slug.as_str());
    let book = themes::book();
    html! {
        p.quiet {
            @if let Some(slug) = slug { a href=(visit.link(&format!("/d/{slug}"))) { (place_name(places, one.place)) } ", " }
            (dates::wave(lang, one.day.wave()))
            @for theme in &one.themes { " " (parts::tag(parts::Tone::Plain, book.label(theme, lang))) }
        }
    }
}

/// The two sides of a return, and what is still to come. A text in another language says so to those who hear it.
pub(super) fn sides(lang: Lang, one: &Return) -> Markup {
    let (wording, own) = one.wording(lang);
    let tag = (own != lang).then_some(own.tag());
    let said = html! { p.written lang=[tag] { (wording.said) } };
    let done = html! {
        p.written lang=[tag] { (wording.done) }
        @if !wording.more.is_empty() { p.written lang=[tag] { (wording.more) } }
    };
    parts::said_done(lang, said, done)
}

/// A return in a list that leads to its own page.
pub(super) fn short(visit: Visit, one: &Return, places: &[Place]) -> Markup {
    html! {
        article {
            (sides(visit.look.lang, one))
            (about(visit, one, places))
        }
    }
}

/// A return with its own address.
pub(super) fn whole(visit: Visit, one: &Return, places: &[Place]) -> Markup {
    let lang = visit.look.lang;
    html! {
        article {
            (sides(lang, one))
            (about(visit, one, places))
            p { a href=(visit.link(&format!("/retours/{}", one.id))) {
                (say(lang, "returns-open")) span.visually-hidden { " – " (place_name(places, one.place)) ", " (dates::day(lang, one.day)) }
            } }
        }
    }
}

/// A published return, of whichever organisation of the installation: its address names none.
async fn published(conn: &mut Conn, given: Id<ReturnKind>) -> Result<Option<(Scope, Return)>, Failure> {
    for org in places::organisations(conn).await? {
        let scope = public_scope(org);
        let found = store::find(conn, &scope, given).await?;
        if let Some(one) = found.filter(|one| one.state == Stands::Published) {
            return Ok(Some((scope, one)));
        }
        // Who kept the address is told, rather than left before a page that never was.
        if store::is_withdrawn(conn, &scope, given).await? {
            return Err(Failure::Gone("returns-withdrawn-public"));
        }
    }
    Ok(None)
}

/// The page.
pub(super) async fn page(
    State(p): State<Platform>,
    Path(given): Path<String>,
    visit: Visit,
) -> Result<Response, Failure> {
    let lang = visit.look.lang;
    let given = id::<ReturnKind>(&given)?;
    let mut conn = p.db.reader().await?;
    let (scope, one) = published(&mut conn, given).await?.ok_or(Failure::NotFound)?;
    let places = places_of(&mut conn, &scope).await?;
    let title = say(lang, "returns-title");
    let path = visit.path(&format!("/retours/{given}"));
    let head = front::head(&p, &mut conn, scope.org(), visit.look, title.clone(), path).await?;
    let body = html! {
        (parts::breadcrumb(lang, &[(title.clone(), visit.link("/retours"))], place_name(&places, one.place)))
        (parts::header(&title, ""))
        (sides(lang, &one))
        (about(visit, &one, &places))
        p { (say(lang, "returns-behind")) }
        p { a href=(visit.look.link(&format!("/travail/retours/{given}"))) rel="nofollow" { (say(lang, "returns-walk-back")) } }
    };
    Ok(shown(layout::public(&head, body)).into_response())
}
