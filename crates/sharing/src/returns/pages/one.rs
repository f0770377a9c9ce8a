//! One return, as everybody reads it.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use kernel::Lang;
use organisation::{
    access::{Failure, respond::shown},
    front,
    places::Place,
};
use pages::{Markup, dates, html, layout, parts, words::say};
use spine::Platform;
use understanding::themes;

use super::{
    id,
    list::{ReturnKind, public},
    place_name,
    visit::Visit,
};
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

/// The page.
pub(super) async fn page(
    State(p): State<Platform>,
    Path(given): Path<String>,
    visit: Visit,
) -> Result<Response, Failure> {
    let lang = visit.look.lang;
    let given = id::<ReturnKind>(&given)?;
    let mut conn = p.db.reader().await?;
    let (scope, places) = public(&mut conn).await?;
    let found = store::find(&mut conn, &scope, given).await?;
    let one = found.filter(|one| one.state == Stands::Published).ok_or(Failure::NotFound)?;
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
