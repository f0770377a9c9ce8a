//! Outcomes: what became of the voices of a period, and how soon; the numbers of cards that count replies and changes.
//!
//! Words: a voice **asks** when its author wants a reply; it is **answered** on the day of the first message of the team; it is a
//! **concern** when somebody read one of its passages as negative or mixed; it **led to a change** on the first day on which an action
//! about a finding that holds one of its passages was done. Comments of questionnaires have no day and no way back: they are not
//! counted here.
//!
//! What Care Opinion shows and what we count instead: it tells the share of the stories of the last 90 days that have a response, and of
//! the responses to concerns the share that lead to a change *planned or made*. Here a whole month, quarter or year is told, as the card
//! says, not a window that moves with each day; only voices that ask are counted as waiting; a concern counts whether or not it was
//! answered; and only a change that was *done* counts. A period is told once it is over and no day can count any more: a number that
//! grew day by day would tell of each voice by subtraction.
//!
//! What may be shown is decided for all places of the organisation at once, with the rules for numbers that people type
//! (`understanding::cards::typed`): every place has a total above it here, so where one is hidden all beside it are.
//!
//! Law and norms: hard rules 5, 7 and 9 of DESIGN.

mod close;
mod model;
mod page;
pub mod store;

use organisation::access::{Route, menu::who};

pub use model::{Counted, Fact, counted};

/// The routes of this slice: the page of a card, with what became of voices.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/travail/indicateurs/{card}", who("/travail/indicateurs"), page::page)]
}

/// The words of this slice.
pub const WORDS: ::pages::words::Source =
    ::pages::words::Source { name: "outcomes", fr: include_str!("fr.ftl"), en: include_str!("en.ftl") };
