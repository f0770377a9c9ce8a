//! A connection to read with and a transaction to write with.

use std::ops::{Deref, DerefMut};

use sqlx::{
    Executor, Postgres, SqlSafeStr, Sqlite, pool::PoolConnection, postgres::PgArguments, query::Query,
    sqlite::SqliteArguments,
};

use super::{
    DbError, Engine, Param, Row, Sql,
    row::RowInner,
    writer::{Turn, Writer},
};

/// A connection one reads with.
pub struct Conn {
    inner: Inner,
}

enum Inner {
    SqliteRead(PoolConnection<Sqlite>),
    SqliteWrite(Turn),
    PgRead(PoolConnection<Postgres>),
    PgWrite(sqlx::Transaction<'static, Postgres>),
    Finished,
}

impl Conn {
    pub(super) const fn sqlite_reader(connection: PoolConnection<Sqlite>) -> Self {
        Self { inner: Inner::SqliteRead(connection) }
    }

    pub(super) const fn pg_reader(connection: PoolConnection<Postgres>) -> Self {
        Self { inner: Inner::PgRead(connection) }
    }

    /// Which engine answers.
    pub const fn engine(&self) -> Engine {
        match &self.inner {
            Inner::SqliteRead(_) | Inner::SqliteWrite(_) => Engine::Sqlite,
            Inner::PgRead(_) | Inner::PgWrite(_) | Inner::Finished => Engine::Postgres,
        }
    }

    /// All rows of a query.
    pub async fn all(&mut self, sql: &'static Sql, params: Vec<Param>) -> Result<Vec<Row>, DbError> {
        let text = sql.on(self.engine());
        match &mut self.inner {
            Inner::SqliteRead(c) => sqlite_all(c, text, params).await,
            Inner::SqliteWrite(turn) => sqlite_all(turn.connection()?, text, params).await,
            Inner::PgRead(c) => pg_all(c, text, params).await,
            Inner::PgWrite(t) => pg_all(t, text, params).await,
            Inner::Finished => Err(finished()),
        }
    }

    /// The one row of a query, or none. More than one is the code's mistake; the first is taken.
    pub async fn one(&mut self, sql: &'static Sql, params: Vec<Param>) -> Result<Option<Row>, DbError> {
        Ok(self.all(sql, params).await?.into_iter().next())
    }

    pub(super) async fn prepare(&mut self, sql: &'static Sql) -> Result<(), DbError> {
        let text = sql.on(self.engine());
        match &mut self.inner {
            Inner::SqliteRead(c) => drop((&mut **c).prepare(text.into_sql_str()).await?),
            Inner::PgRead(c) => drop((&mut **c).prepare(text.into_sql_str()).await?),
            _ => return Err(DbError::Unsupported("statements are prepared on a reader")),
        }
        Ok(())
    }
}

fn finished() -> DbError {
    DbError::Engine("the transaction is finished".to_owned())
}

async fn sqlite_all(c: &mut sqlx::SqliteConnection, text: &'static str, p: Vec<Param>) -> Result<Vec<Row>, DbError> {
    let rows = sqlite_query(text, p).fetch_all(c).await?;
    Ok(rows.into_iter().map(|r| Row(RowInner::Sqlite(r))).collect())
}

async fn pg_all(c: &mut sqlx::PgConnection, text: &'static str, p: Vec<Param>) -> Result<Vec<Row>, DbError> {
    let rows = pg_query(text, p).fetch_all(c).await?;
    Ok(rows.into_iter().map(|r| Row(RowInner::Pg(r))).collect())
}

fn sqlite_query(text: &'static str, params: Vec<Param>) -> Query<'static, Sqlite, SqliteArguments> {
    let mut query = sqlx::query(text);
    for param in params {
        query = match param {
            Param::Int(v) => query.bind(v),
            Param::Text(v) => query.bind(v),
            Param::Blob(v) => query.bind(v),
            Param::Real(v) => query.bind(v),
        };
    }
    query
}

fn pg_query(text: &'static str, params: Vec<Param>) -> Query<'static, Postgres, PgArguments> {
    let mut query = sqlx::query(text);
    for param in params {
        query = match param {
            Param::Int(v) => query.bind(v),
            Param::Text(v) => query.bind(v),
            Param::Blob(v) => query.bind(v),
            Param::Real(v) => query.bind(v),
        };
    }
    query
}

/// A transaction. It reads like a [`Conn`]; dropping it undoes everything it did.
pub struct Tx {
    conn: Conn,
}

impl Tx {
    pub(super) const fn sqlite(turn: Turn) -> Self {
        Self { conn: Conn { inner: Inner::SqliteWrite(turn) } }
    }

    pub(super) fn pg(transaction: sqlx::Transaction<'static, Postgres>) -> Result<Self, DbError> {
        Ok(Self { conn: Conn { inner: Inner::PgWrite(transaction) } })
    }

    /// Runs a statement that changes rows; says how many.
    pub async fn run(&mut self, sql: &'static Sql, params: Vec<Param>) -> Result<u64, DbError> {
        let text = sql.on(self.conn.engine());
        match &mut self.conn.inner {
            Inner::SqliteWrite(turn) => {
                Ok(sqlite_query(text, params).execute(turn.connection()?).await?.rows_affected())
            }
            Inner::PgWrite(t) => Ok(pg_query(text, params).execute(&mut **t).await?.rows_affected()),
            _ => Err(finished()),
        }
    }

    /// Runs raw text of a migration. Only `migrate` calls it.
    pub(super) async fn run_script(&mut self, text: String) -> Result<(), DbError> {
        let safe = sqlx::AssertSqlSafe(text);
        match &mut self.conn.inner {
            Inner::SqliteWrite(turn) => sqlx::raw_sql(safe).execute(turn.connection()?).await.map(|_| ())?,
            Inner::PgWrite(t) => sqlx::raw_sql(safe).execute(&mut **t).await.map(|_| ())?,
            _ => return Err(finished()),
        }
        Ok(())
    }

    /// Makes the transaction durable; returns only once it is on disk (hard rule 17).
    pub async fn commit(mut self) -> Result<(), DbError> {
        match std::mem::replace(&mut self.conn.inner, Inner::Finished) {
            Inner::SqliteWrite(turn) => Writer::commit(turn).await,
            Inner::PgWrite(t) => Ok(t.commit().await?),
            _ => Err(finished()),
        }
    }
}

impl Deref for Tx {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.conn
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.conn
    }
}
