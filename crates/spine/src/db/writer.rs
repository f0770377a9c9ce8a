//! The single SQLite writer and its grouped commit.
//!
//! A commit costs a flush of the disk (2 to 8 ms here); a statement costs microseconds. So concurrent transactions share a
//! commit: the writer's connection is passed on like a baton. The first transaction of a group opens the real
//! transaction, each one works inside its own savepoint, and whoever finishes while nobody waits (or when the group is
//! large or old enough) commits for all. Every member of the group is told the outcome of that one commit, and only then
//! acknowledges.
//!
//! What a member undoes (an error, a dropped future) is rolled back to its savepoint and touches nobody else. If the commit
//! itself fails, every member is told so: a failed flush is never retried as if it were clean.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use sqlx::{ConnectOptions, Connection, Row, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::sync::{Mutex, OwnedMutexGuard, watch};

use super::{DbError, Tx};

/// The longest a writer waits for its turn. Browsers and proxies wait longer.
const PATIENCE: Duration = Duration::from_secs(8);
/// Writers that may wait before the next one is told to come back.
const QUEUE: usize = 1024;
/// Transactions that share one commit at most.
const GROUP: usize = 256;
/// How long a group may stay open before it is committed even though others wait.
const AGE: Duration = Duration::from_millis(4);

type Outcome = Option<Result<(), DbError>>;

struct State {
    connection: Option<SqliteConnection>,
    group: Option<Group>,
}

struct Group {
    opened: Instant,
    members: usize,
    outcome: watch::Sender<Outcome>,
}

#[derive(Clone)]
pub(super) struct Writer {
    state: Arc<Mutex<State>>,
    waiting: Arc<AtomicUsize>,
}

/// The baton: the exclusive right to use the writer's connection, inside a savepoint.
pub(super) struct Turn {
    guard: Option<OwnedMutexGuard<State>>,
    writer: Writer,
}

impl Turn {
    pub(super) fn connection(&mut self) -> Result<&mut SqliteConnection, DbError> {
        self.guard.as_mut().and_then(|g| g.connection.as_mut()).ok_or_else(closed)
    }
}

impl Drop for Turn {
    /// A transaction that was not committed (an error, a client that went away) is undone in its own task: a drop cannot
    /// wait, and the group it was part of must still be committed for the others.
    fn drop(&mut self) {
        if let (Some(guard), Ok(runtime)) = (self.guard.take(), tokio::runtime::Handle::try_current()) {
            let writer = self.writer.clone();
            runtime.spawn(async move { writer.undo(guard).await });
        }
    }
}

/// Counts a waiting writer; if its future is dropped while it waits, the group it would have joined is looked after.
struct Waiting {
    writer: Writer,
    arrived: bool,
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.writer.waiting.fetch_sub(1, Ordering::SeqCst);
        if !self.arrived
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            let writer = self.writer.clone();
            runtime.spawn(async move {
                let guard = Arc::clone(&writer.state).lock_owned().await;
                writer.settle(guard).await;
            });
        }
    }
}

fn closed() -> DbError {
    DbError::Engine("the database is closed".to_owned())
}

impl Writer {
    pub(super) async fn open(options: SqliteConnectOptions) -> Result<Self, DbError> {
        let connection = options.connect().await?;
        let state = State { connection: Some(connection), group: None };
        Ok(Self { state: Arc::new(Mutex::new(state)), waiting: Arc::new(AtomicUsize::new(0)) })
    }

    pub(super) async fn begin(&self) -> Result<Tx, DbError> {
        if self.waiting.fetch_add(1, Ordering::SeqCst) >= QUEUE {
            self.waiting.fetch_sub(1, Ordering::SeqCst);
            return Err(DbError::Busy);
        }
        let mut waiting = Waiting { writer: self.clone(), arrived: false };
        // Whoever waits too long is told before anything has begun, so that "try again" is true.
        let lock = Arc::clone(&self.state).lock_owned();
        let guard = tokio::time::timeout(PATIENCE, lock).await.map_err(|_| DbError::Busy)?;
        waiting.arrived = true;
        drop(waiting);
        // From here on the turn's own drop looks after the group. Opening runs in its own task: a caller who goes away
        // between BEGIN and the note that it was done would leave a transaction nobody knows of.
        let turn = Turn { guard: Some(guard), writer: self.clone() };
        tokio::spawn(Self::enter(turn)).await.map_err(|_| closed())?
    }

    /// Opens the group's transaction if this is its first member, and the member's savepoint.
    async fn enter(mut turn: Turn) -> Result<Tx, DbError> {
        if turn.guard.as_ref().is_some_and(|g| g.group.is_none()) {
            sqlx::raw_sql("BEGIN IMMEDIATE").execute(turn.connection()?).await?;
            if let Some(guard) = turn.guard.as_mut() {
                guard.group = Some(Group { opened: Instant::now(), members: 0, outcome: watch::Sender::new(None) });
            }
        }
        sqlx::raw_sql("SAVEPOINT member").execute(turn.connection()?).await?;
        Ok(Tx::sqlite(turn))
    }

    pub(super) async fn commit(mut turn: Turn) -> Result<(), DbError> {
        sqlx::raw_sql("RELEASE member").execute(turn.connection()?).await?;
        let writer = turn.writer.clone();
        let Some(mut guard) = turn.guard.take() else { return Err(closed()) };
        let Some(group) = guard.group.as_mut() else { return Err(closed()) };
        group.members += 1;
        let mut outcome = group.outcome.subscribe();
        // The commit runs in its own task, so that a caller who goes away cannot stop it halfway for the others.
        tokio::spawn(async move { writer.settle(guard).await });
        let settled = outcome.wait_for(Option::is_some).await.map_err(|_| closed())?;
        settled.clone().unwrap_or_else(|| Err(closed()))
    }

    /// Passes the baton on, or commits the group when nobody waits or it has grown large or old.
    async fn settle(&self, mut guard: OwnedMutexGuard<State>) {
        let Some(group) = guard.group.as_ref() else { return };
        let waits = self.waiting.load(Ordering::SeqCst) > 0;
        if waits && group.members < GROUP && group.opened.elapsed() < AGE {
            return;
        }
        let Some(group) = guard.group.take() else { return };
        let Some(connection) = guard.connection.as_mut() else { return };
        let result = match sqlx::raw_sql("COMMIT").execute(&mut *connection).await {
            Ok(_) => Ok(()),
            Err(error) => {
                // A COMMIT that failed may have left the transaction open.
                let _ = sqlx::raw_sql("ROLLBACK").execute(&mut *connection).await;
                Err(DbError::from(error))
            }
        };
        drop(guard);
        group.outcome.send_replace(Some(result));
    }

    /// Rolls back one member and looks after its group.
    async fn undo(&self, mut guard: OwnedMutexGuard<State>) {
        let in_group = guard.group.is_some();
        if let (true, Some(connection)) = (in_group, guard.connection.as_mut()) {
            // Fails only when the savepoint was never made: then there is nothing to undo.
            let _ = sqlx::raw_sql("ROLLBACK TO member; RELEASE member").execute(connection).await;
        }
        self.settle(guard).await;
    }

    /// The connection outside any transaction: an open group is committed first, and nobody writes until it is given back.
    async fn between_groups(&self) -> Result<OwnedMutexGuard<State>, DbError> {
        let mut guard = Arc::clone(&self.state).lock_owned().await;
        if guard.group.is_some() {
            let (group, connection) = (guard.group.take(), guard.connection.as_mut().ok_or_else(closed)?);
            let result = sqlx::raw_sql("COMMIT").execute(connection).await.map(drop).map_err(DbError::from);
            if let Some(group) = group {
                group.outcome.send_replace(Some(result.clone()));
            }
            result?;
        }
        Ok(guard)
    }

    pub(super) async fn copy_into(&self, file: &Path) -> Result<(), DbError> {
        let mut guard = self.between_groups().await?;
        let connection = guard.connection.as_mut().ok_or_else(closed)?;
        let target = file.to_str().ok_or(DbError::Unsupported("the path of a copy must be valid UTF-8"))?.to_owned();
        sqlx::query("VACUUM INTO $1").bind(target).execute(connection).await?;
        Ok(())
    }

    /// Moves everything out of the write-ahead log and empties it; false when somebody still reads from it.
    pub(super) async fn empty_log(&self) -> Result<bool, DbError> {
        let mut guard = self.between_groups().await?;
        let connection = guard.connection.as_mut().ok_or_else(closed)?;
        let row = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(connection).await?;
        Ok(row.try_get::<i64, _>(0)? == 0)
    }

    pub(super) async fn close(&self) {
        let mut guard = self.state.lock().await;
        if let Some(connection) = guard.connection.take() {
            let _ = connection.close().await;
        }
    }
}
