//! The composition: routes, jobs, commands.
//!
//! Read in this order: [`composition`] (every slice on one line), [`events`] and [`days`] (what follows from what), [`web`]
//! (the router and what stands before every handler), [`commands`] (what users type). The migrations are a crate below:
//! `schema`.

pub mod commands;
pub mod composition;
pub mod days;
pub mod demo;
pub mod events;
pub mod web;
