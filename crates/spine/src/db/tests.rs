//! The database's promises, on SQLite; the integration tests repeat the portable ones on PostgreSQL.

use std::{path::PathBuf, sync::Arc};

use super::*;

static INSERT: Sql = Sql::new("test/insert", "INSERT INTO t (a, b) VALUES ($1, $2)");
static COUNT: Sql = Sql::new("test/count", "SELECT COUNT(*) AS n FROM t");
static SUM: Sql = Sql::new("test/any", "SELECT CAST(SUM(a) AS BIGINT) AS n FROM t WHERE a IN {any:$1}");

const TEST_MIGRATIONS: &[Migration] =
    &[Migration { name: "0001_t.sql", text: "CREATE TABLE t (a BIGINT NOT NULL PRIMARY KEY, b TEXT) WITHOUT ROWID;" }];

struct Temp(PathBuf);

impl Drop for Temp {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn open(name: &str) -> (Db, Temp) {
    let dir = std::env::temp_dir().join(format!("vecu-db-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).unwrap();
    let db = Db::open_sqlite(&dir.join("test.sqlite")).await.unwrap();
    db.migrate(TEST_MIGRATIONS).await.unwrap();
    (db, Temp(dir))
}

async fn count(db: &Db) -> i64 {
    db.reader().await.unwrap().one(&COUNT, vec![]).await.unwrap().unwrap().int("n").unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn concurrent_transactions_share_commits_and_lose_nothing() {
    let (db, _temp) = open("group").await;
    let db = Arc::new(db);
    let tasks: Vec<_> = (0..400i64)
        .map(|i| {
            let db = Arc::clone(&db);
            tokio::spawn(async move {
                let mut tx = db.begin().await.unwrap();
                tx.run(&INSERT, vec![i.into(), "x".into()]).await.unwrap();
                tx.commit().await.unwrap();
                // Acknowledged means readable by anybody else, at once.
                let mut reader = db.reader().await.unwrap();
                let seen = reader.one(&SUM, vec![format!("[{i}]").into()]).await.unwrap().unwrap();
                assert_eq!(seen.int("n").unwrap(), i);
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(count(&db).await, 400);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_that_fails_or_goes_away_is_undone_alone() {
    let (db, _temp) = open("undo").await;
    let db = Arc::new(db);
    let tasks: Vec<_> = (0..300i64)
        .map(|i| {
            let db = Arc::clone(&db);
            tokio::spawn(async move {
                let mut tx = db.begin().await.unwrap();
                tx.run(&INSERT, vec![i.into(), "x".into()]).await.unwrap();
                match i % 3 {
                    0 => tx.commit().await.unwrap(),
                    1 => drop(tx),
                    _ => {
                        // The same key again is refused, and the whole member with it.
                        assert!(matches!(tx.run(&INSERT, vec![i.into(), "y".into()]).await, Err(DbError::Duplicate)));
                    }
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(count(&db).await, 100);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clients_that_go_away_while_they_wait_leave_the_writer_usable() {
    let (db, _temp) = open("abort").await;
    let db = Arc::new(db);
    for round in 0..200i64 {
        let tasks: Vec<_> = (0..8i64)
            .map(|i| {
                let db = Arc::clone(&db);
                tokio::spawn(async move {
                    let mut tx = db.begin().await?;
                    tx.run(&INSERT, vec![(round * 8 + i).into(), "x".into()]).await?;
                    tx.commit().await
                })
            })
            .collect();
        for (i, task) in tasks.iter().enumerate() {
            if i % 2 == 0 {
                task.abort();
            }
        }
        for task in tasks {
            let _ = task.await;
        }
    }
    let mut tx = db.begin().await.unwrap();
    tx.run(&INSERT, vec![(-1).into(), "last".into()]).await.unwrap();
    tx.commit().await.unwrap();
    assert!(count(&db).await > 800, "those that were not stopped are all there");
}

#[tokio::test]
async fn a_copy_is_consistent_and_a_changed_or_newer_schema_is_refused() {
    let (db, temp) = open("copy").await;
    let mut tx = db.begin().await.unwrap();
    tx.run(&INSERT, vec![1.into(), "x".into()]).await.unwrap();
    tx.commit().await.unwrap();
    let copy = temp.0.join("copy.sqlite");
    db.copy_into(&copy).await.unwrap();
    let copied = Db::open_sqlite(&copy).await.unwrap();
    assert_eq!(count(&copied).await, 1);
    assert!(copied.migrate(TEST_MIGRATIONS).await.unwrap().applied.is_empty());
    static CHANGED: &[Migration] =
        &[Migration { name: "0001_t.sql", text: "CREATE TABLE t (a BIGINT) WITHOUT ROWID;" }];
    static NONE: &[Migration] = &[];
    assert!(copied.migrate(CHANGED).await.is_err());
    assert!(copied.migrate(NONE).await.is_err());
}

#[tokio::test]
async fn a_migration_that_fails_leaves_nothing_behind() {
    static BROKEN: &[Migration] = &[
        TEST_MIGRATIONS[0],
        Migration { name: "0002_broken.sql", text: "CREATE TABLE u (a BIGINT NOT NULL); CREATE NONSENSE;" },
    ];
    let (db, _temp) = open("broken").await;
    assert!(db.migrate(BROKEN).await.is_err());
    static U: Sql = Sql::new("test/u", "SELECT a FROM u");
    assert!(db.prepare(&U).await.is_err(), "the table of the failed migration is not there");
    assert_eq!(count(&db).await, 0);
}
