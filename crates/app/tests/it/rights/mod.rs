//! The rights matrix: every role asks every route about something of its own place, of the place beside it and of another
//! organisation; somebody who is not signed in asks them too.
//!
//! The routes are read off the composition, so a new one fails here until [`expected`] says what it names and which
//! reading it needs. What each role may read is read off `organisation::access::scope`, which is the table of DESIGN 3b.

mod canaries;
mod cells;
mod document;
mod estate;
mod exceptions;
mod expected;
mod readings;
mod settle;
mod tables;

use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

use app::composition;
use kernel::Role;
use organisation::access::Who;

use self::{
    cells::{Cell, Column, Expect},
    estate::{Estate, Person},
    expected::Row,
    tables::{Tables, changed},
};
use crate::world::Visitor;

/// What was found, and how much was asked.
#[derive(Default)]
struct Found {
    cells: usize,
    faults: BTreeMap<String, Vec<String>>,
}

impl Found {
    fn note(&mut self, cell: &Cell<'_>, faults: Vec<String>) {
        self.cells += 1;
        if !faults.is_empty() {
            self.faults.entry(cell.name()).or_default().extend(faults);
        }
    }
}

/// Who may ask each route, read once.
static ROUTES: LazyLock<HashMap<(String, &str), Who>> = LazyLock::new(|| {
    composition::routes().into_iter().map(|route| ((route.method.to_string(), route.path), route.who)).collect()
});

/// Who may ask a row, as its route says.
fn who_of(row: &Row) -> Who {
    let found = ROUTES.get(&(row.method.to_owned(), row.pattern)).copied();
    found.unwrap_or_else(|| panic!("{} {} is no route any more: remove its row", row.method, row.pattern))
}

#[test]
fn every_route_says_what_it_names_and_which_reading_it_needs() {
    let rows = expected::table();
    let routes = composition::routes();
    let missing: Vec<String> = routes
        .iter()
        .filter(|route| !rows.iter().any(|row| route.method == row.method && route.path == row.pattern))
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    assert!(missing.is_empty(), "routes that tests/it/rights/expected/ does not know: {missing:#?}");
    for row in &rows {
        let who = who_of(row);
        let is_open = matches!(who, Who::Public | Who::SignIn);
        assert_eq!(is_open, row.is_open, "{} {} is {who:?}", row.method, row.pattern);
        let fits = |(given, asked): (&str, &str)| given == asked || asked.starts_with('{');
        let path = row.at.split('?').next().unwrap_or_default();
        assert_eq!(path.split('/').count(), row.pattern.split('/').count(), "{}", row.at);
        assert!(path.split('/').zip(row.pattern.split('/')).all(fits), "{} is no address of {}", row.at, row.pattern);
    }
}

#[tokio::test]
async fn every_role_gets_what_it_may_read_of_its_places_and_nothing_else() {
    let estate = Estate::new().await;
    let tables = Tables::of(&estate.world).await;
    let rows = expected::table();
    let mut found = Found::default();
    let (pages, changes): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.method == "GET");
    let before = tables.read(&estate.world).await;
    ask_pages(&estate, &pages, &mut found).await;
    let after = tables.read(&estate.world).await;
    let mut written = changed(&before, &after);
    // An invitation that is followed is exchanged for a draft; the shipped questionnaires are there from the first look on.
    written.retain(|(table, _)| table != "draft" && table != "instrument");
    assert!(written.is_empty(), "pages that were only looked at changed something: {written:?}");
    ask_refused_changes(&estate, &tables, &changes, &mut found).await;
    ask_allowed_changes(&estate, &changes, &mut found).await;
    exceptions::judge(&found.faults);
    assert!(found.cells > 3_000, "{} cells", found.cells);
}

#[tokio::test]
async fn jobs_of_another_organisation_are_not_even_counted() {
    let estate = Estate::new().await;
    let keeper = estate.people.iter().find(|person| person.role == Role::Administrator);
    let page = visitor(&estate, keeper).await.get("/travail/taches?etat=failed").await;
    let words: String = page.text.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
    let failed = pages::words::say(kernel::Lang::Fr, "jobs-failed");
    let after = words.split(&failed).nth(1).unwrap_or_default().trim_start();
    assert!(
        after.trim_start_matches(['(', ' ', '\u{a0}']).starts_with('2'),
        "{failed}: {}",
        &after[..after.len().min(40)]
    );
}

/// Everybody: nobody, then each person.
fn everybody(estate: &Estate) -> impl Iterator<Item = Option<&Person>> {
    std::iter::once(None).chain(estate.people.iter().map(Some))
}

async fn visitor(estate: &Estate, person: Option<&Person>) -> Visitor {
    match person {
        Some(person) => estate.world.signed_in(person.account, person.grant).await,
        None => estate.world.visitor(),
    }
}

async fn ask_pages(estate: &Estate, rows: &[&Row], found: &mut Found) {
    let rows: Vec<(&Row, Who)> = rows.iter().map(|row| (*row, who_of(row))).collect();
    for person in everybody(estate) {
        let asker = visitor(estate, person).await;
        for (row, who) in rows.iter().copied() {
            for column in Column::of(row) {
                let cell = Cell { row, who, person, column };
                let page = cell.ask(estate, &mut asker.clone()).await;
                found.note(&cell, cell.wrong(estate, &page));
            }
        }
    }
}

/// The cells of a row and a person that change nothing, or those that may.
fn cells<'a>(row: &'a Row, who: Who, person: Option<&'a Person>, is_allowed: bool) -> Vec<Cell<'a>> {
    // Who may not ask at all is not asked again field by field.
    let may_ask = person.is_some_and(|person| cells::may(person, who, row));
    let columns = Column::of(row).into_iter().filter(|column| may_ask || !matches!(column, Column::Field { .. }));
    let cells = columns.map(|column| Cell { row, who, person, column });
    cells.filter(|cell| matches!(cell.expect(), Expect::Allowed | Expect::Either) == is_allowed).collect()
}

/// What is refused changes nothing in any table.
async fn ask_refused_changes(estate: &Estate, tables: &Tables, rows: &[&Row], found: &mut Found) {
    let mut before = tables.read(&estate.world).await;
    for person in everybody(estate) {
        let asker = visitor(estate, person).await;
        for row in rows {
            for cell in cells(row, who_of(row), person, false) {
                let page = cell.ask(estate, &mut asker.clone()).await;
                let mut faults = cell.wrong(estate, &page);
                let after = tables.read(&estate.world).await;
                for (table, lines) in changed(&before, &after) {
                    faults.push(format!("changes {table} ({lines}), answered {}", page.status));
                }
                before = after;
                found.note(&cell, faults);
            }
        }
    }
}

/// What is allowed is done, after all that only looks.
async fn ask_allowed_changes(estate: &Estate, rows: &[&Row], found: &mut Found) {
    for row in rows {
        for person in everybody(estate) {
            let cells = cells(row, who_of(row), person, true);
            if cells.is_empty() {
                continue;
            }
            // Some of these end the session they are asked in.
            let mut asker = visitor(estate, person).await;
            for cell in cells {
                let page = cell.ask(estate, &mut asker).await;
                found.note(&cell, cell.wrong(estate, &page));
            }
        }
    }
}
