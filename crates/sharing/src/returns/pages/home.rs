//! The home page of an organisation: what this is in three lines, three doors, the places, what changed lately.

use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use organisation::{
    access::{Failure, public_scope, respond::shown},
    front,
};
use pages::{
    fields::{Button, Errors, Form},
    html, layout, parts,
    words::say,
};
use spine::Platform;

use super::{one::short, place_list::place_list, places_of, visit::Visit};
use crate::returns::store::{self, Filter};

/// What the address may say.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Asked {
    q: Option<String>,
}

/// The page.
pub(super) async fn page(
    State(p): State<Platform>,
    Query(asked): Query<Asked>,
    visit: Visit,
) -> Result<Response, Failure> {
    let lang = visit.look.lang;
    let mut conn = p.db.reader().await?;
    let Some(main) = front::main_organisation(&mut conn).await? else {
        let head = layout::Head::new(visit.look, say(lang, "returns-empty-title"), "/");
        let body = html! { (parts::header(say(lang, "returns-empty-title"), say(lang, "returns-empty-why"))) };
        return Ok(shown(layout::public(&head, body)).into_response());
    };
    let scope = public_scope(main.org);
    let places = places_of(&mut conn, &scope).await?;
    let (returns, _) = store::list(&mut conn, &scope, &Filter::public(), 3, 0).await?;
    let title = say(lang, "returns-home-title");
    let head = front::head(&p, &mut conn, main.org, visit.look, title.clone(), visit.path("/")).await?;
    let head = head.foot_link(say(lang, "returns-work"), "/travail");
    let sought = asked.q.unwrap_or_default();
    let errors = Errors::none();
    let form = Form::new(lang, &errors);
    let body = html! {
        (parts::welcome(&title, say(lang, "returns-home-lead")))
        ul {
            @for line in ["returns-home-line-1", "returns-home-line-2", "returns-home-line-3"] { li { (say(lang, line)) } }
        }
        (parts::cards([
            parts::main_card(say(lang, "returns-door-answer"), "#lieux", html! { p { (say(lang, "returns-door-answer-about")) } }),
            parts::card(say(lang, "returns-door-tell"), Some("#lieux"), html! { p { (say(lang, "returns-door-tell-about")) } }),
            parts::card(say(lang, "returns-door-follow"), Some(&visit.link("/suivi")), html! { p { (say(lang, "returns-door-follow-about")) } }),
        ]))
        section #lieux aria-labelledby="lieux-title" {
            h2 #lieux-title { (say(lang, "returns-places")) }
            form.filter method="get" action="/#lieux" role="search" {
                (visit.look.hidden())
                @if visit.kiosk { (pages::fields::hidden("kiosque", "1")) }
                div.filter-fields {
                    (form.text("q", say(lang, "returns-search")).search().autocomplete("off").value(&sought))
                }
                div.buttons { (Button::submit(say(lang, "returns-search-do")).secondary()) }
            }
            @match place_list(visit, &places, &sought) {
                Some(list) => { (list) }
                None => {
                    (parts::empty(say(lang, "returns-search-none"), say(lang, "returns-search-none-why"),
                        html! { a href=(visit.link("/#lieux")) { (say(lang, "returns-search-all")) } }))
                }
            }
        }
        @if !returns.is_empty() {
            h2 { (say(lang, "returns-latest")) }
            @for one in &returns { (short(visit, one, &places)) }
            p { a href=(visit.link("/retours")) { (say(lang, "returns-all")) } }
        }
    };
    Ok(shown(layout::public(&head, body)).into_response())
}
