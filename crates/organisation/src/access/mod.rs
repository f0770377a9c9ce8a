//! Who may do what: accounts, hats, sessions, sign-in, and the one place where scopes are built.
//!
//! Words: a *hat* is a role held on a place between two dates; an account may hold several and acts under one at a time.
//! An *asker* is a signed-in person wearing a hat, with the scope that hat gives. A *route* says who may ask it; the app
//! checks that in one layer ([`route`]), before any handler runs.
//!
//! Law and design: DESIGN 3b, "Who reads what"; CSP L.1112-3 and R.1112-80 for the members of the commission.

pub mod actions;
pub mod asker;
pub mod caller;
mod hours;
pub mod menu;
pub mod model;
pub mod pages;
pub mod paper;
pub mod password;
pub mod people;
pub mod respond;
pub mod route;
pub mod scope;
pub mod second_factor;
pub mod session;
pub mod store;
mod tries;

pub use asker::{Asker, Desk, Hat};
pub use caller::Caller;
pub use paper::Paper;
pub use respond::Failure;
pub use route::{Route, Who};
pub use scope::{job_scope, public_scope};
pub use store::grants::addresses;

/// The words of this slice.
pub const WORDS: ::pages::words::Source =
    ::pages::words::Source { name: "access", fr: include_str!("fr.ftl"), en: include_str!("en.ftl") };

pub use hours::moment;
pub use pages::routes;
