//! The library: indicators that are ready, and adopting one.

use axum::{
    Form as Posted,
    extract::State,
    response::{IntoResponse, Response},
};
use organisation::{
    access::{Desk, Failure, respond::seen},
    places::{self, Place},
};
use pages::{
    Markup,
    fields::{Button, Errors, Form, hidden},
    html, parts,
    words::say,
};
use spine::{Platform, db::Conn};

use super::{
    Fields, again, field, own_places,
    parts::{certainty_tag, said},
    tell, value,
};
use crate::cards::{
    access::may_write,
    actions,
    library::{Entry, entry, library},
};

const PATH: &str = "/travail/indicateurs/bibliotheque";
/// The families, in the order of the page.
const FAMILIES: &[&str] = &["survey", "loop", "complaints", "essms", "structure"];

/// The page.
pub(super) async fn page(State(p): State<Platform>, desk: Desk) -> Result<Response, Failure> {
    let body = whole(&p, &desk, &Errors::none(), &Fields::new()).await?;
    Ok(desk.page(say(desk.lang(), "cards-library"), PATH, body).into_response())
}

/// Copies an indicator into a card.
pub(super) async fn adopt(
    State(p): State<Platform>,
    desk: Desk,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let found = entry(field(&fields, "key")).ok_or(Failure::NotFound)?;
    let mut errors = Errors::none();
    match value(&fields, &place_field(found)) {
        None => errors.add(&place_field(found), "cards-problem-choose"),
        Some(place) => match actions::adopted(&p, &desk.asker, (found, desk.lang()), place).await {
            Ok(id) => return Ok(seen(desk.look, &format!("/travail/indicateurs/{id}"))),
            Err(actions::CardProblem::Place) => errors.add(&place_field(found), "cards-problem-place"),
            Err(problem) => tell(&mut errors, problem, &fields)?,
        },
    }
    let body = whole(&p, &desk, &errors, &fields).await?;
    Ok(again(&desk, say(desk.lang(), "cards-library"), PATH, body))
}

/// Each entry has a place of its own to choose, so that an error stands beside the right one.
fn place_field(entry: &Entry) -> String {
    format!("place-{}", entry.key)
}

async fn whole(p: &Platform, desk: &Desk, errors: &Errors, typed: &Fields) -> Result<Markup, Failure> {
    let (lang, look) = (desk.lang(), desk.look);
    let mut conn = p.db.reader().await?;
    let places = own_places(&mut conn, desk).await?;
    let mut entries = Vec::new();
    for one in library() {
        entries.push((one, days(p, &mut conn, desk, one).await?));
    }
    drop(conn);
    Ok(html! {
        (Form::new(lang, errors).summary())
        (parts::breadcrumb(lang, &[(say(lang, "cards-title"), look.link("/travail/indicateurs"))], &say(lang, "cards-library")))
        (parts::header(say(lang, "cards-library"), say(lang, "cards-library-lead")))
        @for family in FAMILIES {
            section {
                h2 id=(family) { (said(lang, "family", family)) }
                p { (said(lang, "family-about", family)) }
                @for (one, days) in entries.iter().filter(|(one, _)| one.family == *family) {
                    (row(desk, (one, *days), &places, errors, typed))
                }
            }
        }
    })
}

async fn days(p: &Platform, conn: &mut Conn, desk: &Desk, one: &Entry) -> Result<Option<i64>, Failure> {
    Ok(actions::days_of(conn, desk.asker.org(), one, p.clock.today()).await?)
}

fn row(desk: &Desk, (one, days): (&Entry, Option<i64>), places: &[Place], errors: &Errors, typed: &Fields) -> Markup {
    let (lang, look) = (desk.lang(), desk.look);
    let at = place_field(one);
    let form = Form::new(lang, errors);
    let about = html! {
        p { (one.definition.with(lang, days)) }
        (parts::facts([
            (say(lang, "cards-kind"), html! { (said(lang, "kind", one.kind.code())) }),
            (say(lang, "cards-audience"), html! { (said(lang, "audience", one.audience.code())) }),
            (say(lang, "cards-source"), html! { (one.source.with(lang, days)) " " (certainty_tag(lang, one.certainty)) }),
            (say(lang, "cards-needs"), html! { (said(lang, "needs", one.needs.code())) }),
            (say(lang, "cards-warning"), html! { (one.warning.with(lang, days)) }),
        ]))
        @if may_write(&desk.asker) {
            form method="post" action=(look.link(PATH)) novalidate {
                (hidden("key", &one.key))
                (form.select(&at, say(lang, "cards-place")).choices(places::model::choices(places)).chosen(field(typed, &at)))
                (Button::submit(say(lang, "cards-adopt")).secondary())
            }
        }
    };
    html! {
        details.more id=(one.key) open[errors.has(&at)] {
            summary { (one.title.with(lang, days)) }
            div.more-in { (about) }
        }
    }
}
