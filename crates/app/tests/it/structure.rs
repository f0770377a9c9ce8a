//! What is true of every slice at once, read off the composition.

use std::collections::BTreeSet;

use app::composition;
use axum::http::Method;
use kernel::{Id, Role, SeededChance, kinds};
use organisation::access::{Route, Who};
use spine::db::{Engine, Sql};

use crate::world::{Page, World};

#[test]
fn routes_are_listed_once_and_work_pages_are_never_public() {
    let mut seen = BTreeSet::new();
    for route in composition::routes() {
        assert!(route.path.starts_with('/'), "{}", route.path);
        assert!(seen.insert((route.method.to_string(), route.path)), "{} {} is there twice", route.method, route.path);
        let is_work = route.path == "/travail" || route.path.starts_with("/travail/");
        let is_open = matches!(route.who, Who::Public | Who::SignIn);
        assert!(!(is_work && is_open), "{} {} is {:?}", route.method, route.path, route.who);
        assert!(!matches!(route.who, Who::Hats([])), "{} opens to no hat", route.path);
    }
}

#[test]
fn the_words_are_the_same_in_both_languages() {
    let problems: Vec<String> = composition::words().iter().flat_map(pages::words::differences).collect();
    assert_eq!(problems, Vec::<String>::new());
    pages::words::install(&composition::words()).unwrap();
}

#[test]
fn every_job_that_follows_from_an_event_has_a_handler() {
    assert_eq!(composition::registry().orphans(), Vec::<&str>::new());
}

#[tokio::test]
async fn every_statement_prepares_on_this_engine() {
    let world = World::new().await;
    let mut names = BTreeSet::new();
    let mut problems = Vec::new();
    for sql in composition::statements() {
        assert!(names.insert(sql.name), "two statements are named {}", sql.name);
        if let Err(error) = world.platform.db.prepare(sql).await {
            problems.push(format!("{}: {error}", sql.name));
        }
    }
    assert_eq!(problems, Vec::<String>::new());
}

static SQLITE_COLUMNS: Sql = Sql::new(
    "test/sqlite-columns",
    "SELECT m.name AS of_table, c.name AS of_column FROM sqlite_master m, pragma_table_info(m.name) c
     WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY 1, 2",
);
static PG_COLUMNS: Sql = Sql::new(
    "test/pg-columns",
    "SELECT CAST(table_name AS TEXT) AS of_table, CAST(column_name AS TEXT) AS of_column
     FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2",
);

#[tokio::test]
async fn every_column_says_what_it_holds_and_how_long_it_is_kept() {
    let world = World::new().await;
    let mut conn = world.platform.db.reader().await.unwrap();
    let sql = if conn.engine() == Engine::Sqlite { &SQLITE_COLUMNS } else { &PG_COLUMNS };
    let mut real = BTreeSet::new();
    for row in conn.all(sql, vec![]).await.unwrap() {
        real.insert((row.text("of_table").unwrap(), row.text("of_column").unwrap()));
    }
    // The list of migrations is the database's own.
    real.retain(|(table, _)| table != "schema_migration");
    let mut told = BTreeSet::new();
    for table in composition::tables() {
        for (column, _, _) in table.columns {
            assert!(
                told.insert((table.name.to_owned(), (*column).to_owned())),
                "{}.{column} is told twice",
                table.name
            );
        }
    }
    let missing: Vec<_> = real.difference(&told).collect();
    assert!(missing.is_empty(), "columns of no slice of the composition: {missing:?}");
    let invented: Vec<_> = told.difference(&real).collect();
    assert!(invented.is_empty(), "classified and not there: {invented:?}");
}

/// A path with something that looks like what is expected in each of its places.
fn filled(path: &str) -> String {
    let mut chance = SeededChance::new(99);
    let parts = path.split('/').map(|part| {
        if part.starts_with('{') { Id::<kinds::Voice>::random(&mut chance).to_string() } else { part.to_owned() }
    });
    parts.collect::<Vec<_>>().join("/")
}

/// What is wrong with an answer, given who asked.
fn wrong(route: &Route, asker: Option<Role>, page: &Page) -> Option<String> {
    let leads_to_sign_in = page.location().is_some_and(|to| to.starts_with("/connexion"));
    let refused = matches!(page.status, 401 | 403);
    let has_place = route.path.contains('{');
    let fault = match (route.who, asker) {
        _ if page.status >= 500 => "broke",
        (Who::Public, _) if leads_to_sign_in || refused => "is public and sends people away",
        (Who::Public, _) if page.header("set-cookie").is_some() => "is public and leaves a cookie",
        (Who::Public | Who::SignIn, _) => return None,
        // A program has no page to sign in on.
        (_, None) if route.path.starts_with("/fhir/") && page.status == 401 => return None,
        (_, None) if page.status == 303 && leads_to_sign_in => return None,
        (_, None) => "lets in somebody who is not signed in",
        (Who::Hats(hats), Some(role)) if !hats.contains(&role) && page.status == 403 => return None,
        (Who::Hats(hats), Some(role)) if !hats.contains(&role) => "lets in the wrong hat",
        // With an address of something that does not exist, a slice may say "not here" or "not yours".
        (_, Some(_)) if page.status == 401 || (page.status == 403 && !has_place) => "refuses the right hat",
        _ => return None,
    };
    Some(format!("{} {} {fault}: {} for {asker:?}", route.method, route.path, page.status))
}

#[tokio::test]
async fn every_route_opens_to_those_it_names_and_to_nobody_else() {
    let world = World::new().await;
    let mut problems = Vec::new();
    let mut accounts = Vec::new();
    for role in Role::ALL {
        accounts.push((role, world.account(role, world.root).await));
    }
    for route in composition::routes() {
        let path = filled(route.path);
        let mut askers = vec![(None, world.visitor())];
        for (role, (account, grant)) in &accounts {
            // A session of its own each time: some routes end it.
            askers.push((Some(*role), world.signed_in(*account, *grant).await));
        }
        for (role, mut visitor) in askers {
            let page =
                if route.method == Method::GET { visitor.get(&path).await } else { visitor.post(&path, &[]).await };
            problems.extend(wrong(&route, role, &page));
        }
    }
    assert_eq!(problems, Vec::<String>::new());
}
