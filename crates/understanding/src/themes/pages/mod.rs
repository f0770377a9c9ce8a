//! The work pages of themes: the reading room, one voice, moderation, findings.

mod finding;
mod finding_moves;
mod findings;
mod keys;
mod library;
mod list;
mod mailbox;
mod moderation;
mod moderation_moves;
mod once;
mod rows;
mod sought;
mod voice;
mod voice_moves;

use std::str::FromStr;

pub use finding::finding_page;
pub use finding_moves::set_finding_aside;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use kernel::{Id, kinds};
use listening::{
    instruments::access::EDITORS,
    voices::{self, model::Voice},
};
use organisation::{
    access::{Asker, Desk, Failure, Route, Who, menu::who},
    places::{self, Place},
};
use pages::{Markup, fields::Errors};
use spine::{
    Platform,
    db::{Conn, DbError},
    settings::dated,
};

use super::{
    access::{GATHERERS, MODERATION},
    actions::{ThemeProblem, persons_in},
};

/// The routes of these pages.
pub fn routes() -> Vec<Route> {
    let room = || who("/travail/voix");
    let gathered = || who("/travail/constats");
    let moderated = || Who::Hats(MODERATION);
    vec![
        // The library of items is a page of `instruments`; which findings there are is known here.
        Route::post("/travail/questionnaires/bibliotheque", Who::Hats(EDITORS), library::write),
        Route::get("/travail/voix", room(), list::list),
        Route::get("/travail/voix/liste.csv", room(), list::sheet),
        Route::get("/travail/voix/{voice}", room(), voice::show),
        Route::post("/travail/voix/{voice}/theme", room(), voice_moves::code),
        Route::post("/travail/voix/{voice}/theme/retirer", room(), voice_moves::uncode),
        Route::post("/travail/voix/{voice}/lu", room(), voice_moves::read),
        Route::post("/travail/voix/{voice}/prendre", room(), voice_moves::take_up),
        Route::post("/travail/voix/{voice}/reponse", room(), voice_moves::reply),
        Route::post("/travail/voix/{voice}/confier", room(), voice_moves::give),
        Route::post("/travail/voix/{voice}/original", room(), once::original),
        Route::post("/travail/voix/{voice}/contact", room(), once::contact),
        Route::get("/travail/moderation", moderated(), moderation::queue),
        Route::get("/travail/moderation/liste.csv", moderated(), moderation::sheet),
        Route::get("/travail/moderation/{voice}", moderated(), moderation::show),
        Route::post("/travail/moderation/{voice}/publier", moderated(), moderation_moves::publish),
        Route::post("/travail/moderation/{voice}/refuser", moderated(), moderation_moves::refuse),
        Route::post("/travail/moderation/{voice}/depublier", moderated(), moderation_moves::take_down),
        Route::get("/travail/constats", gathered(), findings::list),
        Route::post("/travail/constats", gathered(), findings::write),
        Route::get("/travail/constats/liste.csv", gathered(), findings::sheet),
        Route::get("/travail/constats/nouveau", Who::Hats(GATHERERS), findings::fresh),
        Route::post("/travail/constats/ajouter", gathered(), findings::collect),
        Route::post("/travail/constats/{finding}/passages", gathered(), finding_moves::add),
        Route::post("/travail/constats/{finding}/retirer", gathered(), finding_moves::let_go),
        Route::post("/travail/constats/{finding}/lu", gathered(), finding_moves::read),
    ]
}

/// The fields of an address or of a form, as they came.
pub(super) type Fields = Vec<(String, String)>;

/// The value of a field, empty when absent.
fn field<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.as_str())
}

/// Every value of a field that may come several times.
fn all<'a>(fields: &'a Fields, name: &'a str) -> impl Iterator<Item = &'a str> {
    fields.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str())
}

/// The value of a field, read; none when it is absent or no such thing.
fn value<T: FromStr>(fields: &Fields, name: &str) -> Option<T> {
    field(fields, name).parse().ok()
}

/// The page number of an address, from 1.
fn page_number(fields: &Fields) -> u32 {
    value(fields, "page").unwrap_or(1).clamp(1, 100_000)
}

/// How many pages hold so many things.
fn pages_of(total: i64, a_page: i64) -> u32 {
    u32::try_from((total + a_page - 1) / a_page).unwrap_or(u32::MAX).max(1)
}

/// An id of an address; what is none is not found.
fn id<K>(text: &str) -> Result<Id<K>, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

/// A form sent back with what is wrong and everything typed.
fn again(desk: &Desk, title: String, path: &str, body: Markup) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, desk.page(title, path, body)).into_response()
}

/// A problem beside its field; one about a name says which words it rests on.
fn tell(errors: &mut Errors, at: &str, problem: &ThemeProblem, text: &str) {
    match problem {
        ThemeProblem::Names => {
            let words = persons_in(text).join(", ");
            errors.add_with(at, problem.key(), vec![("words", words.into())]);
        }
        problem => errors.add(at, problem.key()),
    }
}

/// Under this nothing is ever shown inside (hard rule 5); the setting can only raise it.
const LEAST: i64 = 10;

/// The number of answers under which comments stay hidden (hard rule 5).
async fn floor(p: &Platform, conn: &mut Conn, asker: &Asker) -> Result<i64, DbError> {
    Ok(dated::number(conn, asker.org(), "floor-inside", p.clock.today(), LEAST).await?.max(LEAST))
}

/// A voice the asker may read.
async fn readable(p: &Platform, conn: &mut Conn, asker: &Asker, voice: Id<kinds::Voice>) -> Result<Voice, Failure> {
    let floor = floor(p, conn, asker).await?;
    let voice = voices::find(conn, &asker.scope, voice, floor).await?;
    voice.filter(|voice| voices::access::may_read(asker, voice) && voice.readable.is_some()).ok_or(Failure::NotFound)
}

/// The places the asker reaches.
async fn places(conn: &mut Conn, asker: &Asker) -> Result<Vec<Place>, DbError> {
    places::tree(conn, &asker.scope).await
}

/// The name of a place.
fn place_name(places: &[Place], id: Id<kinds::Place>) -> &str {
    places.iter().find(|place| place.id == id).map_or("", |place| place.name.as_str())
}

/// The places as choices of a list.
fn place_choices(places: &[Place]) -> impl Iterator<Item = (String, String)> {
    places.iter().map(|place| (place.id.to_string(), place.name.clone()))
}
