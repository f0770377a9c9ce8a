//! What the engine itself says about the health of its files.

use sqlx::Row;

use super::{Db, DbError, Inner};

impl Db {
    /// What SQLite's own check finds; empty when the file is sound. PostgreSQL is checked by its own tools
    /// (`pg_amcheck`), so nothing is said for it.
    pub async fn integrity(&self) -> Result<Vec<String>, DbError> {
        match &self.inner {
            Inner::Sqlite { read, .. } => {
                let rows = sqlx::query("PRAGMA integrity_check").fetch_all(read).await?;
                let said = rows.iter().map(|row| row.try_get::<String, _>(0)).collect::<Result<Vec<_>, _>>()?;
                Ok(said.into_iter().filter(|line| line != "ok").collect())
            }
            Inner::Pg(_) => Ok(Vec::new()),
        }
    }
}
