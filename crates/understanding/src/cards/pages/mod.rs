//! The pages of cards: the list, one card, the library, sessions, and their forms.

mod aside;
mod card;
mod face;
mod library;
mod list;
mod measure;
mod numbers;
mod parts;
mod plan;
mod session;
mod sessions;
mod target;

use std::str::FromStr;

pub use card::{Panel, card_page};

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use kernel::Id;
use organisation::{
    access::{Desk, Failure, Route, Who, menu::who, public_scope},
    places::{self, Place},
};
use pages::{Markup, fields::Errors};
use spine::db::Conn;

use super::{
    access::{TYPISTS, WRITERS},
    actions::CardProblem,
    model::Fault,
};
use crate::themes::actions::persons_in;

/// The routes of these pages. The page of a card is put together above this crate, where what became of voices is known, from
/// [`card_page`].
pub fn routes() -> Vec<Route> {
    let read = || who("/travail/indicateurs");
    let written = || Who::Hats(WRITERS);
    vec![
        Route::get("/travail/indicateurs", read(), list::page),
        Route::get("/travail/indicateurs/liste.csv", read(), list::sheet),
        Route::get("/travail/indicateurs/nouveau", written(), face::fresh),
        Route::post("/travail/indicateurs/nouveau", written(), face::write),
        Route::get("/travail/indicateurs/bibliotheque", read(), library::page),
        Route::post("/travail/indicateurs/bibliotheque", written(), library::adopt),
        Route::get("/travail/indicateurs/rencontres", read(), sessions::list),
        Route::get("/travail/indicateurs/rencontres/nouvelle", written(), session::fresh),
        Route::post("/travail/indicateurs/rencontres/nouvelle", written(), session::write),
        Route::get("/travail/indicateurs/rencontres/{session}", read(), sessions::one),
        Route::get("/travail/indicateurs/{card}/modifier", written(), face::edit),
        Route::post("/travail/indicateurs/{card}/modifier", written(), face::change),
        Route::get("/travail/indicateurs/{card}/mesure", written(), measure::page),
        Route::post("/travail/indicateurs/{card}/mesure", written(), measure::write),
        Route::get("/travail/indicateurs/{card}/cible", written(), target::page),
        Route::post("/travail/indicateurs/{card}/cible", written(), target::write),
        Route::get("/travail/indicateurs/{card}/plan", written(), plan::page),
        Route::post("/travail/indicateurs/{card}/plan", written(), plan::write),
        Route::post("/travail/indicateurs/{card}/plan/{plan}/arreter", written(), plan::end),
        Route::get("/travail/indicateurs/{card}/nombres", read(), numbers::page),
        Route::get("/travail/indicateurs/{card}/nombres/liste.csv", read(), numbers::sheet),
        Route::post("/travail/indicateurs/{card}/nombres", Who::Hats(TYPISTS), numbers::write),
        Route::post("/travail/indicateurs/{card}/nombres/fichier", Who::Hats(TYPISTS), numbers::file),
        Route::get("/travail/indicateurs/{card}/ecarter", written(), aside::page),
        Route::post("/travail/indicateurs/{card}/ecarter", written(), aside::write),
    ]
}

/// The fields of an address or of a form, as they came.
type Fields = Vec<(String, String)>;

/// The value of a field, without the blanks around it; empty when absent.
fn field<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.trim())
}

/// Every value of a field that may come several times.
fn every<'a>(fields: &'a Fields, name: &'a str) -> impl Iterator<Item = &'a str> {
    fields.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
}

/// The value of a field, read; none when it is absent or no such thing.
fn value<T: FromStr>(fields: &Fields, name: &str) -> Option<T> {
    field(fields, name).parse().ok()
}

/// An id of an address; what is none is not found.
fn id<K>(text: &str) -> Result<Id<K>, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

/// A form sent back with what is wrong and everything typed.
fn again(desk: &Desk, title: String, path: &str, body: Markup) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, desk.page(title, path, body)).into_response()
}

/// A problem beside its field; what a person cannot put right in the form is a failure.
fn tell(errors: &mut Errors, problem: CardProblem, fields: &Fields) -> Result<(), Failure> {
    match problem {
        CardProblem::Field(at, Fault::Official(name)) => {
            errors.add_with(at, "cards-problem-official", vec![("name", name.into())]);
        }
        CardProblem::Field(at, Fault::Words) => errors.add(at, problem.key()),
        CardProblem::Names(at) => {
            let words = persons_in(field(fields, at)).join(", ");
            errors.add_with(at, problem.key(), vec![("words", words.into())]);
        }
        CardProblem::Place => errors.add("place", problem.key()),
        CardProblem::Measure => errors.add("measure", problem.key()),
        CardProblem::Rhythm => errors.add("rhythm", problem.key()),
        CardProblem::Counted => errors.add("genre", problem.key()),
        CardProblem::State => errors.add("title", problem.key()),
        other => return Err(other.into()),
    }
    Ok(())
}

/// The places of the asker, to choose from.
async fn own_places(conn: &mut Conn, desk: &Desk) -> Result<Vec<Place>, Failure> {
    Ok(places::tree(conn, &desk.asker.scope).await?)
}

/// Every place of the organisation: to know what stands above what, and to name the place of a card that may be read.
async fn every_place(conn: &mut Conn, desk: &Desk) -> Result<Vec<Place>, Failure> {
    Ok(places::tree(conn, &public_scope(desk.asker.org())).await?)
}

/// The name of a place; empty where it is unknown.
fn place_name(places: &[Place], id: Id<kernel::kinds::Place>) -> &str {
    places.iter().find(|place| place.id == id).map_or("", |place| place.name.as_str())
}
