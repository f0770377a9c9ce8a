//! The pages of returns: the home page, the front door of a place, what changed; and the work pages that write it.

mod door;
mod figures;
mod home;
mod legal;
mod list;
mod of_action;
mod one;
mod place_list;
mod sheet;
mod visit;
mod work_list;
mod work_one;
mod write;

use improving::actions::Sent;
use kernel::{Id, Scope, kinds};
use organisation::{
    access::{Failure, Route, Who, menu::who},
    places::{self, Place},
};
use spine::db::{Conn, DbError};

use self::of_action::takes;
use super::access::WRITERS;

/// How many returns stand on a page.
const A_PAGE: i64 = 10;

/// The routes of these pages.
pub fn routes() -> Vec<Route> {
    let read = || who("/travail/retours");
    let written = || Who::Hats(WRITERS);
    let acted = || who("/travail/actions");
    vec![
        Route::get("/", Who::Public, home::page),
        Route::get("/d/{slug}", Who::Public, door::page),
        Route::get("/d/{slug}/chiffres", Who::Public, figures::page),
        Route::get("/d/{slug}/chiffres.pdf", Who::Public, figures::paper),
        Route::get("/retours", Who::Public, list::page),
        Route::get("/retours.csv", Who::Public, sheet::file),
        Route::get("/retours/{given}", Who::Public, one::page),
        Route::get("/confidentialite", Who::Public, legal::privacy),
        Route::get("/accessibilite", Who::Public, legal::accessibility),
        // The page of an action is that of `actions`, with a panel of ours.
        Route::get("/travail/actions/{action}", acted(), of_action::page),
        Route::post("/travail/actions/{action}/indicateur", acted(), takes(Sent::Indicator)),
        Route::post("/travail/actions/{action}/commencer", acted(), takes(Sent::Start)),
        Route::post("/travail/actions/{action}/note", acted(), takes(Sent::Note)),
        Route::post("/travail/actions/{action}/terminer", acted(), takes(Sent::Finish)),
        Route::post("/travail/actions/{action}/evaluer", acted(), takes(Sent::Evaluate)),
        Route::post("/travail/actions/{action}/abandonner", acted(), takes(Sent::Abandon)),
        Route::post("/travail/actions/{action}/reponse", acted(), takes(Sent::Answer)),
        Route::get("/travail/retours", read(), work_list::page),
        Route::get("/travail/retours/nouveau", written(), write::fresh),
        Route::post("/travail/retours/nouveau", written(), write::draft),
        Route::get("/travail/retours/{given}", read(), work_one::page),
        Route::get("/travail/retours/{given}/modifier", written(), write::edit),
        Route::post("/travail/retours/{given}/modifier", written(), write::change),
        Route::post("/travail/retours/{given}/publier", read(), work_one::publish),
        Route::post("/travail/retours/{given}/retirer", read(), work_one::withdraw),
    ]
}

/// The posted fields of a form, as they came.
type Fields = Vec<(String, String)>;

/// The value of a field, empty when absent.
fn field<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.as_str())
}

/// An id of an address; what is none is not found.
fn id<K>(text: &str) -> Result<Id<K>, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

/// How many pages hold so many things.
fn pages_of(total: i64) -> u32 {
    u32::try_from((total + A_PAGE - 1) / A_PAGE).unwrap_or(u32::MAX).max(1)
}

/// How many things stand before a page, which counts from 1.
fn before(page: u32) -> i64 {
    i64::from(page.clamp(1, 100_000) - 1) * A_PAGE
}

/// The name of a place; empty where it is unknown.
fn place_name(places: &[Place], id: Id<kinds::Place>) -> &str {
    places.iter().find(|place| place.id == id).map_or("", |place| place.name.as_str())
}

/// The places of a scope.
async fn places_of(conn: &mut Conn, scope: &Scope) -> Result<Vec<Place>, DbError> {
    places::tree(conn, scope).await
}
