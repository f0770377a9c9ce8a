//! The composition: every slice of the product on one line each.
//!
//! **To add a slice, add one line to [`slices`]** (and its migration to `migrations.rs`, its events to `events.rs`, what time
//! alone brings to [`daily`]).
//! Words, tables, statements, routes and jobs are read off this list by the router, the runner and the structural tests,
//! so what is not on it does not exist.

use organisation::access::Route;
use pages::words::Source;
use spine::{
    Platform, Table,
    db::{DbError, Sql},
    jobs::Registry,
};

use crate::{events, web};

/// What a slice brings. A field that is left out brings nothing. Tables and statements are lists of lists, because a
/// store may be a folder of several files.
struct Slice {
    words: Option<Source>,
    tables: &'static [&'static [Table]],
    statements: &'static [&'static [&'static Sql]],
    routes: fn() -> Vec<Route>,
    jobs: fn(&mut Registry),
}

/// A slice that brings nothing, for `..NONE`.
const NONE: Slice = Slice { words: None, tables: &[], statements: &[], routes: Vec::new, jobs: |_| {} };

/// Every slice, from the bottom layer up.
#[rustfmt::skip]
fn slices() -> Vec<Slice> {
    use improving::{actions, outcomes};
    use listening::{instruments, surveys, voices};
    use organisation::{access, places, upkeep};
    use sharing::{desk, reports, returns};
    use spine::{audit, jobs, settings, vault};
    use understanding::{cards, indicators, nation, quality, rebases, themes};
    vec![
        // spine
        Slice { tables: &[audit::TABLES], statements: &[audit::STATEMENTS], ..NONE },
        Slice { tables: &[jobs::TABLES], statements: &[jobs::STATEMENTS], ..NONE },
        Slice { tables: &[settings::TABLES], statements: &[settings::STATEMENTS], ..NONE },
        Slice { tables: &[vault::TABLES], statements: &[vault::STATEMENTS], ..NONE },
        // organisation
        Slice { words: Some(places::WORDS), tables: &[places::store::TABLES], statements: &[places::store::STATEMENTS], routes: places::routes, ..NONE },
        Slice { words: Some(access::WORDS), tables: &[access::store::TABLES], statements: &[access::store::STATEMENTS], routes: access::routes, ..NONE },
        Slice { words: Some(upkeep::WORDS), routes: upkeep::routes, jobs: upkeep::jobs, ..NONE },
        // listening
        Slice { words: Some(voices::WORDS), tables: &[voices::store::TABLES], statements: voices::store::STATEMENTS, routes: voices::pages::routes, jobs: voices::jobs },
        Slice { words: Some(surveys::WORDS), tables: &[surveys::store::TABLES], statements: &[surveys::store::STATEMENTS], routes: surveys::pages::routes, jobs: surveys::jobs },
        Slice { words: Some(instruments::WORDS), tables: &[instruments::store::TABLES], statements: instruments::store::STATEMENTS, routes: instruments::routes, ..NONE },
        // understanding
        Slice { words: Some(themes::WORDS), tables: &[themes::store::TABLES], statements: themes::store::STATEMENTS, routes: themes::routes, jobs: themes::jobs },
        Slice { words: Some(indicators::WORDS), tables: &[indicators::TABLES], statements: &[indicators::STATEMENTS], routes: indicators::routes, ..NONE },
        Slice { words: Some(nation::WORDS), tables: &[nation::TABLES], statements: &[nation::STATEMENTS], routes: nation::routes, ..NONE },
        Slice { words: Some(quality::WORDS), tables: &[quality::TABLES], routes: quality::routes, ..NONE },
        Slice { words: Some(rebases::WORDS), tables: &[rebases::TABLES], statements: &[rebases::STATEMENTS], routes: rebases::routes, ..NONE },
        Slice { words: Some(cards::WORDS), tables: &[cards::store::TABLES], statements: cards::store::STATEMENTS, routes: cards::routes, jobs: cards::jobs },
        // improving
        Slice { words: Some(actions::WORDS), tables: &[actions::store::TABLES], statements: actions::store::STATEMENTS, routes: actions::routes, ..NONE },
        Slice { words: Some(outcomes::WORDS), statements: &[outcomes::store::STATEMENTS], routes: outcomes::routes, ..NONE },
        // sharing
        Slice { words: Some(returns::WORDS), tables: &[returns::TABLES], statements: &[returns::STATEMENTS], routes: returns::routes, ..NONE },
        Slice { words: Some(reports::WORDS), statements: &[reports::STATEMENTS], routes: reports::routes, ..NONE },
        Slice { words: Some(desk::WORDS), routes: desk::routes, ..NONE },
        // app
        Slice { words: Some(web::WORDS), ..NONE },
    ]
}

/// Every route, each with who may ask it.
pub fn routes() -> Vec<Route> {
    slices().iter().flat_map(|slice| (slice.routes)()).collect()
}

/// The words of every slice.
pub fn words() -> Vec<Source> {
    slices().iter().filter_map(|slice| slice.words).collect()
}

/// Every table, every column classified.
pub fn tables() -> Vec<&'static Table> {
    slices().iter().flat_map(|slice| slice.tables).copied().flatten().collect()
}

/// Every statement.
pub fn statements() -> Vec<&'static Sql> {
    slices().iter().flat_map(|slice| slice.statements).copied().flatten().copied().collect()
}

/// The handlers of every kind of job, and which follow from which event.
pub fn registry() -> Registry {
    let mut registry = Registry::default();
    for slice in slices() {
        (slice.jobs)(&mut registry);
    }
    events::follow(&mut registry);
    registry
}

/// What a start brings about: work that a stopped process left.
pub async fn at_start(platform: &Platform) -> Result<(), DbError> {
    listening::surveys::at_start(platform).await
}

/// What each day brings about, by time alone. After a restart the same day may come twice, and each line bears it.
pub async fn daily(platform: &Platform) -> Result<(), DbError> {
    listening::voices::daily(platform).await?;
    organisation::upkeep::daily(platform).await?;
    understanding::cards::daily(platform).await?;
    listening::surveys::daily(platform).await
}
