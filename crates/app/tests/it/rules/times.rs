//! Rule 1: nothing that an anonymous story leaves anywhere tells the time at which something was written, neither on the way
//! nor at its end. (Answers to questionnaires: `anonymity::times`.)

use kernel::Clock;

use super::story::{Story, count, run, statement, told};
use crate::world::World;

const WORK: [&str; 3] = ["audit_entry", "session", "account"];
const STORY: &str = "Une attente de six heures, et personne pour me dire pourquoi.";

/// Columns of any table with a number in them that is the time of the clock, to the hour: in milliseconds, in seconds or in
/// microseconds.
async fn hours(world: &World) -> Vec<String> {
    let now = world.clock.millis();
    let is_time = |number: i64| {
        [(now, 3_600_000), (now / 1000, 3600), (now * 1000, 3_600_000_000)]
            .iter()
            .any(|(unit, hour)| unit - hour < number && number < unit + hour)
    };
    let mut conn = world.platform.db.reader().await.unwrap();
    let mut found = Vec::new();
    // The log, accounts and sessions are about those who work.
    let of_voices = app::composition::tables().into_iter().filter(|table| !WORK.contains(&table.name));
    for (table, column) in of_voices.flat_map(|table| table.columns.iter().map(|(column, ..)| (table.name, *column))) {
        let sql = format!("SELECT CAST({column} AS TEXT) AS v FROM {table} WHERE {column} IS NOT NULL");
        let mut texts =
            conn.all(statement(sql), vec![]).await.unwrap().into_iter().filter_map(|row| row.text("v").ok());
        let numbers = |text: String| {
            text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).any(is_time)
        };
        if texts.any(numbers) {
            found.push(format!("{table}.{column}"));
        }
    }
    found
}

async fn assert_timeless(world: &World, when: &str) {
    assert_eq!(hours(world).await, Vec::<String>::new(), "{when}");
    let timed = "SELECT COUNT(*) AS n FROM";
    assert_eq!(count(world, format!("{timed} event WHERE timed <> 0")).await, 0, "{when}: an event carries a time");
    assert_eq!(
        count(world, format!("{timed} job WHERE timed <> 0 OR run_after <> 0")).await,
        0,
        "{when}: so does a job"
    );
}

#[tokio::test]
async fn no_step_of_an_anonymous_story_leaves_the_time_it_was_made_at() {
    let world = World::new().await;
    world.clock.advance_millis(12_345_678);
    let mut patient = world.visitor();
    let code = told(&mut patient, Story { publish: "yes", contact: "a.b@exemple.fr", ..Story::of(STORY) }).await;
    assert_timeless(&world, "just told, its work still to be done").await;
    world.work().await;
    assert_timeless(&world, "de-identified").await;
    for (path, more) in [
        ("/suivi/message", ("message", "Encore un mot.")),
        ("/suivi/retirer", ("message", "")),
        ("/suivi/coordonnees", ("message", "")),
        ("/suivi/effacer", ("sure", "1")),
    ] {
        let page = patient.post(path, &[("code", &code), more]).await;
        assert_eq!(page.status, 200, "{path}");
        assert_timeless(&world, path).await;
        world.work().await;
        assert_timeless(&world, path).await;
    }
}

#[tokio::test]
async fn a_time_anywhere_is_found() {
    let world = World::new().await;
    told(&mut world.visitor(), Story::of(STORY)).await;
    let now = world.clock.millis();
    for (table, set) in [
        ("event", format!("payload = '{{\"at\": {now}}}'")),
        ("voice", format!("masked = {}", now / 1000)),
        ("receipt", format!("voice = {}", now * 1000)),
    ] {
        run(&world, format!("UPDATE {table} SET {set}")).await;
        assert!(hours(&world).await.iter().any(|found| found.starts_with(table)), "{table}");
    }
}
