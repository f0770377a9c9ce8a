//! The desk: what waits for whoever signs in, and the numbers of a place beside what was done there.
//!
//! It stands above every slice, so it may name them all: it asks each what waits for this hat, and says it in sentences
//! that lead to where the work is. Nothing here is counted for judging anybody.

mod home;
mod place;
mod waiting;

use organisation::access::{Route, menu::who};

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/travail", who("/travail"), home::page),
        Route::get("/travail/lieux/{place}", who("/travail/lieux"), place::page),
        Route::get("/travail/lieux/{place}/chiffres.pdf", who("/travail/lieux"), place::paper),
        Route::get("/travail/lieux/{place}/indicateurs", who("/travail/lieux"), place::indicators),
        Route::get("/travail/lieux/{place}/indicateurs.pdf", who("/travail/lieux"), place::indicators_paper),
    ]
}

/// The words of this slice.
pub const WORDS: ::pages::words::Source =
    ::pages::words::Source { name: "desk", fr: include_str!("fr.ftl"), en: include_str!("en.ftl") };
