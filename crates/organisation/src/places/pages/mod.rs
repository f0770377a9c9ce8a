//! The pages of places: the tree, the import, the poster.

mod import;
mod poster;
mod tree;

use crate::access::{Route, Who, menu::who};

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    let keepers = who("/travail/lieux/arbre");
    vec![
        Route::get("/travail/lieux/arbre", keepers, tree::show),
        Route::post("/travail/lieux/arbre", keepers, tree::add),
        Route::get("/travail/lieux/arbre/{place}", keepers, tree::one),
        Route::post("/travail/lieux/arbre/{place}", keepers, tree::change),
        Route::post("/travail/lieux/arbre/{place}/etat", keepers, tree::close),
        Route::get("/travail/lieux/arbre/import", keepers, import::show),
        Route::post("/travail/lieux/arbre/import", keepers, import::preview),
        Route::post("/travail/lieux/arbre/import/appliquer", keepers, import::apply),
        Route::get("/travail/lieux/arbre/export", keepers, import::export),
        Route::get("/d/{slug}/affiche", Who::Public, poster::show),
    ]
}
