//! The rules, one file each. To add one: write its file, with tests that show it failing, and add it to [`ALL`].

mod assets;
mod layers;
mod methods;
mod names;
mod routes;
mod scope;
mod sizes;
mod slices;
mod sql;
mod tables;
mod words;

use crate::{Problem, tree::Tree};

/// A rule.
pub type Rule = fn(&Tree) -> Vec<Problem>;

/// Every rule.
pub const ALL: &[Rule] = &[
    layers::check,
    slices::check,
    sql::check,
    scope::check,
    sizes::check,
    tables::check,
    words::check,
    assets::check,
    routes::check,
    names::check,
    methods::check,
];
