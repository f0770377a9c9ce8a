//! The work pages of actions: the list, one action, opening one.

mod action;
mod answer;
mod fresh;
mod list;
mod moves;
mod of_finding;
mod parts;

use std::str::FromStr;

pub use action::action_page;
pub use moves::{Sent, action_change};

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use kernel::{Id, Personal, kinds};
use organisation::{
    access::{self, Asker, Desk, Failure, Route, Who, menu::who},
    places::{self, Place},
};
use pages::{Markup, fields::Errors};
use spine::{
    Platform,
    db::{Conn, DbError},
};

use understanding::themes::persons_in;

use super::{access::LEADERS, actions::ActionProblem};

/// The routes of these pages.
pub fn routes() -> Vec<Route> {
    let readers = || who("/travail/actions");
    let gathered = || who("/travail/constats");
    vec![
        Route::get("/travail/actions", readers(), list::list),
        Route::post("/travail/actions", Who::Hats(LEADERS), fresh::write),
        Route::get("/travail/actions/liste.csv", readers(), list::sheet),
        Route::get("/travail/actions/nouvelle", Who::Hats(LEADERS), fresh::fresh),
        // The page of a finding is that of `themes`, with a panel of ours.
        Route::get("/travail/constats/{finding}", gathered(), of_finding::show),
        Route::post("/travail/constats/{finding}/ecarter", gathered(), of_finding::set_aside),
    ]
}

/// The fields of an address or of a form, as they came.
pub(super) type Fields = Vec<(String, String)>;

/// The people who may be in charge: id and name.
type Owners = Vec<(Id<kinds::Account>, Personal<String>)>;

/// The value of a field, without the blanks around it; empty when absent.
fn field<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.trim())
}

/// The value of a field, read; none when it is absent or no such thing.
fn value<T: FromStr>(fields: &Fields, name: &str) -> Option<T> {
    field(fields, name).parse().ok()
}

/// A form sent back with what is wrong and everything typed.
fn again(desk: &Desk, title: String, path: &str, body: Markup) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, desk.page(title, path, body)).into_response()
}

/// A problem beside its field; one about a name says which words it rests on.
fn tell(errors: &mut Errors, at: &str, problem: &ActionProblem, text: &str) {
    match problem {
        ActionProblem::Names => {
            let words = persons_in(text).join(", ");
            errors.add_with(at, problem.key(), vec![("words", words.into())]);
        }
        problem => errors.add(at, problem.key()),
    }
}

/// The places the asker reaches.
async fn places(conn: &mut Conn, asker: &Asker) -> Result<Vec<Place>, DbError> {
    places::tree(conn, &asker.scope).await
}

/// The name of a place.
fn place_name(places: &[Place], id: Id<kinds::Place>) -> &str {
    places.iter().find(|place| place.id == id).map_or("", |place| place.name.as_str())
}

/// Who holds a role in the organisation today.
async fn owners(p: &Platform, conn: &mut Conn, asker: &Asker) -> Result<Owners, Failure> {
    Ok(access::store::grants::holders(conn, &asker.scope, p.clock.today()).await?)
}

/// The name of who is in charge, for colleagues; empty for somebody who left.
fn owner_name(owners: &Owners, id: Id<kinds::Account>) -> &str {
    owners.iter().find(|(owner, _)| *owner == id).map_or("", |(_, name)| name.open().as_str())
}
