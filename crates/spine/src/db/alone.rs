//! One serving process a database: jobs have one runner, and each process believes it is the one.
//!
//! On SQLite the lock file of the data folder says so. On PostgreSQL a lock is held by a connection of its own for as long
//! as the process lives; it ends with the connection, however the process ends.

use sqlx::{Connection, Executor, PgConnection, postgres::PgConnectOptions};

use super::{Db, DbError, Inner};

/// The number of the lock in its database: "vecu".
const LOCK: i64 = 0x7665_6375;
/// What the connection that holds the lock asks of the server: to notice within two minutes when our machine is gone, and
/// never to end an idle session.
const SESSION: [(&str, &str); 4] = [
    ("tcp_keepalives_idle", "60"),
    ("tcp_keepalives_interval", "10"),
    ("tcp_keepalives_count", "6"),
    ("statement_timeout", "10s"),
];

/// Says that this process alone serves the database, for as long as it is kept.
pub struct Alone {
    held: Option<Held>,
}

struct Held {
    options: PgConnectOptions,
    connection: PgConnection,
}

impl Db {
    /// Claims the database for this process; none when another process serves it.
    pub async fn alone(&self) -> Result<Option<Alone>, DbError> {
        let Inner::Pg(pool) = &self.inner else { return Ok(Some(Alone { held: None })) };
        let options = pool.connect_options().as_ref().clone().application_name("vecu serve").options(SESSION);
        Ok(claim(&options).await?.map(|connection| Alone { held: Some(Held { options, connection }) }))
    }
}

impl Alone {
    /// Whether there is something to look after: on SQLite there is not.
    pub const fn can_be_lost(&self) -> bool {
        self.held.is_some()
    }

    /// Whether this process is still the one that serves. After the server restarted the lock is claimed anew; `false`
    /// when another process was quicker.
    ///
    /// # Errors
    /// The server does not answer: ask again later.
    pub async fn still(&mut self) -> Result<bool, DbError> {
        let Some(held) = &mut self.held else { return Ok(true) };
        if held.connection.ping().await.is_ok() {
            return Ok(true);
        }
        match claim(&held.options).await? {
            Some(connection) => {
                held.connection = connection;
                Ok(true)
            }
            None => Ok(false),
        }
    }
}

async fn claim(options: &PgConnectOptions) -> Result<Option<PgConnection>, DbError> {
    let mut connection = PgConnection::connect_with(options).await?;
    // Refused by servers that do not know it (before 14), where no session ends for being idle.
    let _ = connection.execute("SET idle_session_timeout = 0").await;
    let claimed: bool =
        sqlx::query_scalar("SELECT pg_try_advisory_lock($1)").bind(LOCK).fetch_one(&mut connection).await?;
    Ok(claimed.then_some(connection))
}
