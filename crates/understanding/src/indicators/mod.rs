//! Indicators: the numbers of a place, with everything that must stand beside a number.
//!
//! Words: a *period* is a whole wave (a month) or a whole calendar year of waves, and nothing else; a *group* is the people
//! of a place and of everything under it in a period; what *counts at a place itself* are rests of small waves that moved
//! up from below (DESIGN 3b).
//!
//! **What may be shown** is decided once, in [`shown`] and [`ledger`], for pages, exports and public pages alike, and is
//! the same for every asker:
//!
//! 1. a group under the floor shows nothing but how many more people are needed;
//! 2. where the groups hidden under one place hold fewer people than the floor, the parent less the shown children would
//!    tell of them: the smallest shown sibling is hidden too;
//! 3. what is hidden at a place is hidden under it;
//! 4. a year is made of the waves that are shown by themselves; the others are left out, and the page says so. So what
//!    two periods differ by is always a group that may be shown. It is told when it is complete, once;
//! 5. inside a group, cells are hidden by `measures::suppress`, and with them whatever would give them away, over places and
//!    answers of a month, then over the months of a complete year (`measures::nested`, [`cells`]): for each hidden cell there are
//!    other people, with another number in it, of whom every page would show the same. What is shown of a month rests on that
//!    month alone, so it stays when others come;
//! 6. a question that is asked after certain answers is withheld where it would tell a hidden cell of them ([`Safe::withheld`]);
//! 7. a score is asked the same questions with its own floor, among siblings; that of a year leaves out months where it would
//!    tell theirs. It is told in whole points, everywhere, and not at all where it would tell a hidden cell
//!    ([`Ledger::keeps_score`]).
//!
//! Places, waves and years are the only filters: two filters that differ by fewer people than a floor cannot be asked. What is
//! followed ([`measure`]) is computed from what is shown and from nothing else.
//!
//! What remains: whoever keeps yesterday's page of an open wave learns what one batch of ten or more added, which decision
//! 0005 accepts; and whoever argues from the rule itself (why is this cell hidden, and not that one?) is answered for one list
//! only. `attack` is somebody with an integer solver over everything that is shown. Decision 0014 says the rest.
//!
//! Law and norms: hard rules 5, 6 and 7 of DESIGN; XmR charts as in "Making Data Count"; I-SATIS has no published score.

#[cfg(test)]
mod attack;
pub mod board;
pub mod cells;
pub mod funnel;
pub mod indicator;
pub mod ledger;
mod lines;
pub mod measure;
mod numbers;
pub mod pages;
mod plan;
mod public;
pub mod series;
mod shift;
pub mod shown;
mod store;

pub use board::{Board, Question, floors};
pub use cells::{Decided, Line, Safe, Sheet};
pub use indicator::{Indicator, defaults};
pub use ledger::{Ledger, Period, Sums};
pub use measure::{Amount, Measure, Value};
pub use pages::routes;
pub use public::{PublicScore, PublicShares, public_score, public_shares};
pub use series::{Judged, Says, Series, Slot};

pub use shown::{Verdict, shown};
pub use store::{About, STATEMENTS};

/// This slice has no table of its own.
pub const TABLES: &[spine::Table] = &[];

/// The words of this slice.
pub const WORDS: ::pages::words::Source =
    ::pages::words::Source { name: "indicators", fr: include_str!("fr.ftl"), en: include_str!("en.ftl") };
