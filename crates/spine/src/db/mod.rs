//! One database face over two engines: SQLite (embedded, the default) and PostgreSQL (group, region).
//!
//! - Statements are `static` [`Sql`] values, listed in each store's `STATEMENTS`, so that a test prepares every one of
//!   them on both engines and no SQL is ever built from strings.
//! - Reading borrows a [`Conn`]; writing borrows a [`Tx`], which reads too.
//! - On SQLite there is one writer. Concurrent transactions pass it on like a baton, each in its own savepoint of one
//!   open transaction, and the last of a group makes it durable with one commit; nobody is told "done" before that
//!   commit returned (`writer.rs`). Readers use their own connections and never wait.

mod alone;
mod check;
mod conn;
mod dialect;
mod error;
mod migrate;
mod row;
mod sql;
#[cfg(test)]
mod tests;
mod writer;

use std::{path::Path, time::Duration};

pub use alone::Alone;
pub use conn::{Conn, Tx};
pub use error::DbError;
pub use migrate::{Migration, MigrationReport};
pub use row::{Param, Row};
pub use sql::{Engine, Sql};
use sqlx::{
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use writer::Writer;

/// How many readers SQLite keeps open.
const SQLITE_READERS: u32 = 4;
/// How many connections PostgreSQL is asked for.
const PG_CONNECTIONS: u32 = 16;

/// The database of an installation. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    inner: Inner,
}

#[derive(Clone)]
enum Inner {
    Sqlite { read: sqlx::SqlitePool, writer: Writer },
    Pg(sqlx::PgPool),
}

impl Db {
    /// Opens (and creates) a SQLite database file: WAL, `synchronous=FULL`, foreign keys, deleted content overwritten
    /// (hard rule 1: free pages keep nothing).
    pub async fn open_sqlite(file: &Path) -> Result<Self, DbError> {
        let base = SqliteConnectOptions::new()
            .filename(file)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            .statement_cache_capacity(512)
            .pragma("secure_delete", "ON")
            .pragma("temp_store", "MEMORY")
            .pragma("trusted_schema", "OFF");
        let writer = Writer::open(base.clone().create_if_missing(true)).await?;
        let read = SqlitePoolOptions::new()
            .max_connections(SQLITE_READERS)
            .acquire_timeout(Duration::from_secs(5))
            .connect_with(base.read_only(true))
            .await?;
        Ok(Self { inner: Inner::Sqlite { read, writer } })
    }

    /// Connects to PostgreSQL (`postgres://…`).
    pub async fn open_postgres(url: &str) -> Result<Self, DbError> {
        let options: PgConnectOptions = url.parse()?;
        let options = options.application_name("vecu").statement_cache_capacity(512);
        let pool = PgPoolOptions::new()
            .max_connections(PG_CONNECTIONS)
            .acquire_timeout(Duration::from_secs(5))
            .connect_with(options)
            .await?;
        Ok(Self { inner: Inner::Pg(pool) })
    }

    /// Which engine this is.
    pub const fn engine(&self) -> Engine {
        match &self.inner {
            Inner::Sqlite { .. } => Engine::Sqlite,
            Inner::Pg(_) => Engine::Postgres,
        }
    }

    /// A connection to read with.
    pub async fn reader(&self) -> Result<Conn, DbError> {
        match &self.inner {
            Inner::Sqlite { read, .. } => Ok(Conn::sqlite_reader(read.acquire().await?)),
            Inner::Pg(pool) => Ok(Conn::pg_reader(pool.acquire().await?)),
        }
    }

    /// Starts a transaction. Dropping it undoes it; [`Tx::commit`] returns only once it is on disk.
    ///
    /// # Errors
    /// [`DbError::Busy`] when too many writers wait already: the caller answers 503 with `Retry-After`.
    pub async fn begin(&self) -> Result<Tx, DbError> {
        match &self.inner {
            Inner::Sqlite { writer, .. } => writer.begin().await,
            Inner::Pg(pool) => Tx::pg(pool.begin().await?),
        }
    }

    /// Prepares a statement without running it (used by the test that prepares every statement on both engines).
    pub async fn prepare(&self, sql: &'static Sql) -> Result<(), DbError> {
        self.reader().await?.prepare(sql).await
    }

    /// Copies a SQLite database, consistently and while it is in use, into a new file; on PostgreSQL the database's own
    /// tools do this.
    pub async fn copy_into(&self, file: &Path) -> Result<(), DbError> {
        match &self.inner {
            Inner::Sqlite { writer, .. } => writer.copy_into(file).await,
            Inner::Pg(_) => Err(DbError::Unsupported("a copy of PostgreSQL is made with pg_dump")),
        }
    }

    /// Empties SQLite's write-ahead log, which still holds what was deleted since the last time; false when somebody reads
    /// from it, and it is to be tried again. PostgreSQL clears what is deleted by its own vacuum: there is nothing to do.
    pub async fn empty_log(&self) -> Result<bool, DbError> {
        match &self.inner {
            Inner::Sqlite { writer, .. } => writer.empty_log().await,
            Inner::Pg(_) => Ok(true),
        }
    }

    /// Waits for the writer and closes every connection.
    pub async fn close(&self) {
        match &self.inner {
            Inner::Sqlite { read, writer } => {
                read.close().await;
                writer.close().await;
            }
            Inner::Pg(pool) => pool.close().await,
        }
    }
}
