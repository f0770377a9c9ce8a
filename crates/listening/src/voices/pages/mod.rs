//! The public pages of voices: telling, and following with the receipt.

mod erase;
mod follow;
mod minimum;
mod once;
mod receipt_page;
mod tell;

use organisation::{
    access::{Route, Who},
    places::Place,
};

/// The routes of these pages.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/d/{slug}/raconter", Who::Public, tell::ask),
        Route::post("/d/{slug}/raconter", Who::Public, tell::send),
        Route::get("/suivi", Who::Public, follow::ask),
        Route::post("/suivi", Who::Public, follow::open),
        Route::post("/suivi/essai", Who::Public, receipt_page::typed_back),
        Route::post("/suivi/message", Who::Public, follow::write),
        Route::post("/suivi/contester", Who::Public, follow::contest),
        Route::post("/suivi/retirer", Who::Public, follow::withdraw),
        Route::post("/suivi/coordonnees", Who::Public, follow::take_contact_back),
        Route::post("/suivi/effacer", Who::Public, erase::erase),
    ]
}

/// The posted fields of a form, as they came.
pub(super) type Fields = Vec<(String, String)>;

/// The value of a field, empty when absent.
pub(super) fn field<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
}

/// Seconds after which a tablet that nobody touches goes back to the front door, as it does from a questionnaire.
const UNTOUCHED: u32 = 300;

/// The front door of a place. A tablet stays a tablet.
fn door(place: &Place, kiosk: bool) -> String {
    format!("/d/{}{}", place.slug, if kiosk { "?kiosque=1" } else { "" })
}
