//! The tree: see it, add to it, change a place, close it.

use axum::{
    Form,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use kernel::{Id, Lang, kinds};
use maud::{Markup, html};
use pages::{
    fields::{Button, Errors, Form as Fields, hidden},
    parts::{Tone, breadcrumb, header, notice, tag},
    words::{say, say_with},
};
use serde::Deserialize;
use spine::Platform;

use crate::{
    access::{
        Desk, Failure,
        actions::Refusal,
        menu,
        model::By,
        respond::{refused, seen},
    },
    places::{
        Level, Place,
        actions::{NewPlace, PlaceChange, change_place, close_place, create_place},
        model::{choices, nested},
        phone, store,
    },
};

pub(super) const TREE: &str = "/travail/lieux/arbre";

/// What the address of the page may say.
#[derive(Deserialize, Default)]
pub struct Asked {
    fait: Option<String>,
    n: Option<u32>,
}

/// What the forms send.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    name: String,
    level: String,
    parent: String,
    finess: String,
    slug: String,
    phone: String,
}

/// The page.
pub async fn show(State(p): State<Platform>, desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let lang = desk.lang();
    let done = match (asked.fait.as_deref(), asked.n) {
        (Some("import"), Some(n)) => Some(say_with(lang, "places-done-import", &[("n", n.into())])),
        (Some("ajout"), _) => Some(say(lang, "places-done-add")),
        (Some("change"), _) => Some(say(lang, "places-done-change")),
        _ => None,
    };
    let body = tree_body(&p, &desk, &Typed::default(), &Errors::none(), done).await?;
    Ok(desk.page(say(lang, "places-title"), TREE, body).into_response())
}

/// Adds a place.
pub async fn add(State(p): State<Platform>, desk: Desk, Form(typed): Form<Typed>) -> Result<Response, Failure> {
    let mut errors = Errors::none();
    let (level, parent) = (typed.level.parse::<Level>(), typed.parent.parse());
    if level.is_err() {
        errors.add("level", "places-no-level");
    }
    if parent.is_err() {
        errors.add("parent", "places-no-parent");
    }
    if let (Ok(level), Ok(parent)) = (level, parent) {
        let new = NewPlace {
            parent,
            level,
            name: typed.name.clone(),
            slug: Some(typed.slug.trim().to_owned()),
            finess: Some(typed.finess.clone()),
            phone: Some(typed.phone.clone()),
        };
        let mut chance = p.chance();
        let mut tx = p.db.begin().await?;
        match create_place(&mut tx, &p, &mut *chance, By::asker(&desk.asker), new).await {
            Ok(_) => {
                tx.commit().await?;
                return Ok(seen(desk.look, &format!("{TREE}?fait=ajout")));
            }
            Err(Refusal::Rule(key)) => errors.add(field_of(key), key),
            Err(other) => return Err(other.into()),
        }
    }
    let body = tree_body(&p, &desk, &typed, &errors, None).await?;
    Ok(refused(menu::page(&desk.asker, desk.look, say(desk.lang(), "places-title"), TREE, body)))
}

fn field_of(key: &str) -> &'static str {
    match key {
        "places-refused-level" => "level",
        "places-refused-finess" => "finess",
        "places-refused-phone" => "phone",
        "places-refused-slug" | "places-refused-taken" => "slug",
        "places-refused-closed" => "parent",
        _ => "name",
    }
}

async fn tree_body(
    p: &Platform,
    desk: &Desk,
    typed: &Typed,
    errors: &Errors,
    done: Option<String>,
) -> Result<Markup, Failure> {
    let lang = desk.lang();
    let mut conn = p.db.reader().await?;
    let places = store::tree(&mut conn, &desk.asker.scope).await?;
    let form = Fields::new(lang, errors);
    let link = |path: &str| desk.look.link(path);
    Ok(html! {
        (form.summary())
        (header(say(lang, "places-title"), say(lang, "places-lead")))
        @if let Some(done) = done { (notice(lang, Tone::Success, done, "")) }
        div.buttons {
            (Button::link(say(lang, "places-import"), link(&format!("{TREE}/import"))).secondary())
            (Button::link(say(lang, "places-export"), link(&format!("{TREE}/export"))).quiet())
        }
        (branches(desk, &nested(&places)))
        section {
            h2 { (say(lang, "places-add")) }
            form method="post" action=(link(TREE)) novalidate {
                (form.select("parent", say(lang, "places-parent")).choice("", say(lang, "places-choose"))
                    .choices(choices(&places)).chosen(&typed.parent))
                (form.select("level", say(lang, "places-level")).choice("", say(lang, "places-choose"))
                    .choices(Level::ALL.map(|l| (l.code().to_owned(), say(lang, &format!("level-{}", l.code())))))
                    .chosen(&typed.level))
                (form.text("name", say(lang, "places-name")).hint(say(lang, "places-name-hint")).value(&typed.name))
                (form.text("finess", say(lang, "places-finess")).hint(say(lang, "places-finess-hint")).optional()
                    .value(&typed.finess))
                (phone_field(lang, &form, &typed.phone))
                (form.text("slug", say(lang, "places-slug")).hint(say(lang, "places-slug-hint")).optional()
                    .value(&typed.slug))
                (Button::submit(say(lang, "places-add-send")))
            }
        }
    })
}

/// The number is the place's: a browser that fills in one's own would be wrong.
fn phone_field(lang: Lang, form: &Fields<'_>, value: &str) -> Markup {
    let field = form.text("phone", say(lang, "places-phone")).hint(say(lang, "places-phone-hint")).optional();
    html! { (field.telephone().autocomplete("off").value(value)) }
}

/// The tree as nested lists.
fn branches(desk: &Desk, places: &[(usize, &Place)]) -> Markup {
    let Some((depth, _)) = places.first() else { return html! {} };
    let tops: Vec<usize> = places.iter().enumerate().filter(|(_, (d, _))| d == depth).map(|(at, _)| at).collect();
    html! {
        ul {
            @for (n, at) in tops.iter().enumerate() {
                @let end = tops.get(n + 1).copied().unwrap_or(places.len());
                @if let (Some((_, place)), Some(under)) = (places.get(*at), places.get(at + 1..end)) {
                    li { (branch(desk, place)) (branches(desk, under)) }
                }
            }
        }
    }
}

fn branch(desk: &Desk, place: &Place) -> Markup {
    let lang = desk.lang();
    html! {
        a href=(desk.look.link(&format!("{TREE}/{}", place.id))) { (place.name) } " "
        span.hint {
            (say(lang, &format!("level-{}", place.level.code())))
            @if let Some(finess) = &place.finess { ", FINESS " (finess) }
        }
        @if place.closed { " " (tag(Tone::Plain, say(lang, "places-closed"))) }
        @else {
            " " a href=(desk.look.link(&format!("/d/{}/affiche", place.slug))) {
                (say(lang, "places-poster")) span.visually-hidden { " – " (place.name) }
            }
        }
    }
}

/// One place.
pub async fn one(State(p): State<Platform>, desk: Desk, Path(place): Path<String>) -> Result<Response, Failure> {
    let id = place.parse().map_err(|_| Failure::NotFound)?;
    let (title, body) = one_body(&p, &desk, id, None, &Errors::none()).await?;
    Ok(desk.page(title, &format!("{TREE}/{id}"), body).into_response())
}

/// Changes a place.
pub async fn change(
    State(p): State<Platform>,
    desk: Desk,
    Path(place): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let id = place.parse().map_err(|_| Failure::NotFound)?;
    let mut tx = p.db.begin().await?;
    let change =
        PlaceChange { name: typed.name.clone(), finess: Some(typed.finess.clone()), phone: Some(typed.phone.clone()) };
    let done = change_place(&mut tx, &p, By::asker(&desk.asker), id, change).await;
    if done.is_ok() {
        tx.commit().await?;
    }
    after(&p, &desk, id, done, Some(&typed)).await
}

/// Whether to close or to open again.
#[derive(Deserialize)]
pub struct StateForm {
    act: String,
}

/// Closes a place or opens it again.
pub async fn close(
    State(p): State<Platform>,
    desk: Desk,
    Path(place): Path<String>,
    Form(form): Form<StateForm>,
) -> Result<Response, Failure> {
    let id = place.parse().map_err(|_| Failure::NotFound)?;
    let closed = match form.act.as_str() {
        "close" => true,
        "reopen" => false,
        _ => return Err(Failure::Invalid),
    };
    let mut tx = p.db.begin().await?;
    let done = close_place(&mut tx, &p, By::asker(&desk.asker), id, closed).await;
    if done.is_ok() {
        tx.commit().await?;
    }
    after(&p, &desk, id, done, None).await
}

async fn after(
    p: &Platform,
    desk: &Desk,
    id: Id<kinds::Place>,
    done: Result<(), Refusal>,
    typed: Option<&Typed>,
) -> Result<Response, Failure> {
    match done {
        Ok(()) => Ok(seen(desk.look, &format!("{TREE}?fait=change"))),
        Err(Refusal::Rule(key)) => {
            let mut errors = Errors::none();
            errors.add(if typed.is_some() { field_of(key) } else { "etat" }, key);
            let (title, body) = one_body(p, desk, id, typed, &errors).await?;
            Ok(refused(menu::page(&desk.asker, desk.look, title, &format!("{TREE}/{id}"), body)))
        }
        Err(other) => Err(other.into()),
    }
}

async fn one_body(
    p: &Platform,
    desk: &Desk,
    id: Id<kinds::Place>,
    typed: Option<&Typed>,
    errors: &Errors,
) -> Result<(String, Markup), Failure> {
    let lang = desk.lang();
    let mut conn = p.db.reader().await?;
    let place = store::find(&mut conn, &desk.asker.scope, id).await?.ok_or(Failure::NotFound)?;
    let form = Fields::new(lang, errors);
    let name = typed.map_or(&place.name, |typed| &typed.name);
    let finess = typed.map_or(place.finess.clone().unwrap_or_default(), |typed| typed.finess.clone());
    let phone = typed.map_or_else(|| place.phone.as_deref().map(phone::shown).unwrap_or_default(), |t| t.phone.clone());
    let link = |path: &str| desk.look.link(path);
    let body = html! {
        (breadcrumb(lang, &[(say(lang, "places-title"), link(TREE))], &place.name))
        (form.summary())
        (header(&place.name, say(lang, &format!("level-{}", place.level.code()))))
        p { (say(lang, "places-door")) " " a href=(link(&format!("/d/{}", place.slug))) { "/d/" (place.slug) } }
        @if !place.closed { p { a href=(link(&format!("/d/{}/affiche", place.slug))) { (say(lang, "places-poster-print")) } } }
        form method="post" action=(link(&format!("{TREE}/{id}"))) novalidate {
            (form.text("name", say(lang, "places-name")).value(name))
            (form.text("finess", say(lang, "places-finess")).hint(say(lang, "places-finess-hint")).optional().value(finess))
            (phone_field(lang, &form, &phone))
            (Button::submit(say(lang, "places-change")))
        }
        @if place.parent.is_some() {
            section #etat {
                h2 { (say(lang, "places-state")) }
                p { (say(lang, if place.closed { "places-reopen-about" } else { "places-close-about" })) }
                form method="post" action=(link(&format!("{TREE}/{id}/etat"))) {
                    (hidden("act", if place.closed { "reopen" } else { "close" }))
                    @if place.closed { (Button::submit(say(lang, "places-reopen")).secondary()) }
                    @else { (Button::submit(say(lang, "places-close")).danger()) }
                }
            }
        }
    };
    Ok((place.name, body))
}
