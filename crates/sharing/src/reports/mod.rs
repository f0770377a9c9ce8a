//! Reports: the note to the commission of users, printed from the same data as every page, behind the same floors.
//!
//! Law: CSP L.1112-3 (the commission is informed of complaints and of what came of them), R.1112-80 (it receives at least
//! a summary of the complaints of twelve months and the results of satisfaction surveys). The recipients and the date of
//! its yearly report are still to be confirmed (handbook, domain section 10), and the page says so. No name stands in it
//! (hard rule 8).

mod note;
mod page;
mod store;

use organisation::access::{Route, menu::who};

pub use note::{Note, note};
pub use store::STATEMENTS;

/// This slice has no table of its own.
pub const TABLES: &[spine::Table] = &[];

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/travail/commission", who("/travail/commission"), page::page)]
}

/// The words of this slice.
pub const WORDS: ::pages::words::Source =
    ::pages::words::Source { name: "reports", fr: include_str!("fr.ftl"), en: include_str!("en.ftl") };
