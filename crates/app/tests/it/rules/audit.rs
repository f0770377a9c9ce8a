//! The chain of the audit log: whatever is changed, taken out or put in afterwards is found.

use kernel::{Clock, Id, Role, kinds};
use spine::audit::{self, Act, Verdict};

use super::story::{count, run, statement};
use crate::world::World;

/// An installation with a dozen acts of several people.
async fn worked() -> World {
    let world = World::new().await;
    let mut tx = world.platform.db.begin().await.unwrap();
    for at in 0..12 {
        world.clock.advance_millis(1000);
        let act = Act {
            org: world.org,
            account: (at % 3 != 0).then(|| Id::<kinds::Account>::from_i64(100 + at)),
            hat: (at % 4 != 0).then_some(Role::QualityOfficer),
            act: "voice.original-opened",
            subject: format!("voice:{at}"),
            detail: "une raison".to_owned(),
        };
        audit::write(&mut tx, &*world.clock, act).await.unwrap();
    }
    tx.commit().await.unwrap();
    world
}

async fn verdict(world: &World) -> Verdict {
    audit::verify(&mut world.platform.db.reader().await.unwrap(), world.org).await.unwrap()
}

/// What the check says after a change that is then undone; how many rows changed.
async fn after(world: &World, sql: &str) -> (u64, Verdict) {
    let mut tx = world.platform.db.begin().await.unwrap();
    let changed = tx.run(statement(sql), vec![]).await.unwrap();
    (changed, audit::verify(&mut tx, world.org).await.unwrap())
}

#[tokio::test]
async fn an_untouched_chain_is_whole_and_names_its_head() {
    let world = worked().await;
    let Verdict::Whole { entries, head, .. } = verdict(&world).await else { panic!("broken") };
    assert_eq!(entries, count(&world, "SELECT COUNT(*) AS n FROM audit_entry").await);
    assert_eq!(head.len(), 64);
}

#[tokio::test]
async fn any_one_change_is_found_at_its_place() {
    let changes = [
        "at = at + 1",
        "account = 999",
        "account = NULL",
        "hat = 'administrator'",
        "hat = NULL",
        "act = 'voice.answered'",
        "subject = 'voice:0'",
        "detail = 'une autre raison'",
        "detail = detail || ' '",
        "previous = hash",
        "hash = previous",
    ];
    let world = worked().await;
    let seq = count(&world, "SELECT MAX(seq) - 1 AS n FROM audit_entry").await;
    for change in changes {
        let sql = format!("UPDATE audit_entry SET {change} WHERE seq = {seq} AND org = {}", world.org.to_i64());
        assert_eq!(after(&world, &sql).await, (1, Verdict::Broken { seq }), "{change}");
    }
    assert!(matches!(verdict(&world).await, Verdict::Whole { .. }), "each change was undone");
}

#[tokio::test]
async fn a_nobody_that_becomes_somebody_without_a_name_is_found() {
    let world = worked().await;
    for change in ["account = -1 WHERE account IS NULL", "hat = '' WHERE hat IS NULL"] {
        let (changed, verdict) = after(&world, &format!("UPDATE audit_entry SET {change}")).await;
        assert!(changed > 0 && matches!(verdict, Verdict::Broken { .. }), "{change}");
    }
}

#[tokio::test]
async fn an_entry_taken_out_anywhere_is_found() {
    let world = worked().await;
    let last = count(&world, "SELECT MAX(seq) AS n FROM audit_entry").await;
    for seq in 1..=last {
        let (taken, verdict) = after(&world, &format!("DELETE FROM audit_entry WHERE seq = {seq}")).await;
        assert_eq!((taken, verdict), (1, Verdict::Broken { seq }), "entry {seq}");
    }
    run(&world, "DELETE FROM audit_entry").await;
    assert_eq!(verdict(&world).await, Verdict::Broken { seq: 1 }, "all of them");
}

#[tokio::test]
async fn an_entry_put_in_is_found() {
    let columns = "org, seq, at, account, hat, act, subject, detail, previous, hash";
    let inserted = "org, seq + 1, at, account, hat, act, 'voice:77', detail, hash, hash";
    let world = worked().await;
    let last = count(&world, "SELECT MAX(seq) AS n FROM audit_entry").await;
    run(&world, format!("INSERT INTO audit_entry ({columns}) SELECT {inserted} FROM audit_entry WHERE seq = {last}"))
        .await;
    assert!(matches!(verdict(&world).await, Verdict::Broken { .. }), "at the end");
    // Even when the head is moved along.
    run(&world, format!("UPDATE audit_head SET seq = seq + 1 WHERE org = {}", world.org.to_i64())).await;
    assert!(matches!(verdict(&world).await, Verdict::Broken { .. }), "with the head moved");
}

#[tokio::test]
async fn two_entries_that_change_places_are_found() {
    let world = worked().await;
    for (from, to) in [(3, -3), (4, 3), (-3, 4)] {
        run(&world, format!("UPDATE audit_entry SET seq = {to} WHERE seq = {from}")).await;
    }
    assert_eq!(verdict(&world).await, Verdict::Broken { seq: 3 });
}

#[tokio::test]
async fn what_is_older_than_the_log_is_kept_goes_and_the_rest_is_still_whole() {
    let world = worked().await;
    let org = format!("org = {}", world.org.to_i64());
    let entries = format!("SELECT COUNT(*) AS n FROM audit_entry WHERE {org}");
    let all = count(&world, &entries).await;
    // Nothing is that old.
    let mut tx = world.platform.db.begin().await.unwrap();
    let long_ago = world.clock.millis() - 86_400_000;
    assert!(!audit::forget(&mut tx, &*world.clock, world.org, long_ago).await.unwrap());
    // Of twelve acts a second apart, the last five are young enough.
    let before = world.clock.millis() - 4000;
    assert!(audit::forget(&mut tx, &*world.clock, world.org, before).await.unwrap());
    tx.commit().await.unwrap();
    assert!(all > 6 && count(&world, &entries).await == 6, "five acts, and the one that says what was forgotten");
    let Verdict::Whole { entries, .. } = verdict(&world).await else { panic!("broken") };
    assert_eq!(entries, 6);
    let first = count(&world, &format!("SELECT MIN(seq) AS n FROM audit_entry WHERE {org}")).await;
    // Whoever cuts more off, and moves the mark, contradicts the chain.
    let sql = format!(
        "UPDATE audit_head SET kept_after = {first}, kept_hash =
           (SELECT hash FROM audit_entry WHERE seq = {first} AND {org}) WHERE {org}"
    );
    let mut tx = world.platform.db.begin().await.unwrap();
    assert_eq!(tx.run(statement(&sql), vec![]).await.unwrap(), 1);
    tx.run(statement(format!("DELETE FROM audit_entry WHERE seq = {first} AND {org}")), vec![]).await.unwrap();
    let found = audit::verify(&mut tx, world.org).await.unwrap();
    assert_eq!(found, Verdict::Broken { seq: first + 1 });
    drop(tx);
    // The next day forgets further, from where it stopped, the act of the first time included.
    world.clock.advance_millis(86_400_000);
    let mut tx = world.platform.db.begin().await.unwrap();
    let now = world.clock.millis();
    assert!(audit::forget(&mut tx, &*world.clock, world.org, now).await.unwrap());
    tx.commit().await.unwrap();
    let Verdict::Whole { entries: 1, .. } = verdict(&world).await else { panic!("{:?}", verdict(&world).await) };
}
