//! The one integration-test binary: behaviour seen from outside, through the router, on SQLite, and on PostgreSQL when
//! `VECU_TEST_POSTGRES` names a server where databases may be made.
//!
//! [`world`] makes an installation for each test; `structure` holds what is true of every slice at once.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that fails, panics")]

mod alone;
mod anonymity;
mod cards;
mod coding;
mod demo;
mod documents;
mod establishment;
mod front;
mod hostile;
mod installation;
mod instruments;
mod jobs;
mod keys;
mod measure;
mod metrics;
mod nation;
mod paper;
mod places;
mod restored;
mod rights;
mod rules;
mod setup;
mod structure;
mod world;
