//! The pages of upkeep.

mod dated;
mod dated_form;
mod journal;
mod tasks;

use crate::access::{Route, menu::who};

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    let (setting, task, log) = (who("/travail/reglages"), who("/travail/taches"), who("/travail/journal"));
    vec![
        Route::get("/travail/reglages", setting, dated::show),
        Route::get("/travail/reglages/{name}", setting, dated::one),
        Route::post("/travail/reglages/{name}", setting, dated::set),
        Route::get("/travail/taches", task, tasks::show),
        Route::post("/travail/taches/{org}/{job}/relance", task, tasks::retry),
        Route::get("/travail/taches/export", task, tasks::export),
        Route::get("/travail/journal", log, journal::show),
        Route::get("/travail/journal/export", log, journal::export),
    ]
}
