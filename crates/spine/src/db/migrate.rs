//! Migrations: numbered files, applied in order, each in its own transaction, never edited once released.

use sha2::{Digest, Sha256};

use super::{Db, DbError, Sql, dialect};

/// One numbered file of `migrations/`.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// `0001_spine.sql`.
    pub name: &'static str,
    /// Its text, in the common subset (`spine::db::dialect`).
    pub text: &'static str,
}

/// What [`Db::migrate`] did.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct MigrationReport {
    /// The migrations that were applied now.
    pub applied: Vec<&'static str>,
}

static APPLIED: Sql = Sql::new("spine/migrations-applied", "SELECT name, hash FROM schema_migration ORDER BY name");
static RECORD: Sql = Sql::new("spine/migration-record", "INSERT INTO schema_migration (name, hash) VALUES ($1, $2)");

impl Db {
    /// The migrations that are not applied yet.
    ///
    /// # Errors
    /// A migration that was changed after it was applied, or one this version does not know (a newer database).
    pub async fn pending(&self, all: &'static [Migration]) -> Result<Vec<&'static Migration>, DbError> {
        let mut tx = self.begin().await?;
        tx.run_script(
            "CREATE TABLE IF NOT EXISTS schema_migration (name TEXT NOT NULL PRIMARY KEY, hash TEXT NOT NULL)".into(),
        )
        .await?;
        let rows = tx.all(&APPLIED, vec![]).await?;
        tx.commit().await?;
        let mut done = Vec::new();
        for row in rows {
            let (name, hash) = (row.text("name")?, row.text("hash")?);
            let Some(known) = all.iter().find(|m| m.name == name) else {
                return Err(refused(&name, "this database was made by a newer version; use that version"));
            };
            if hash_of(known) != hash {
                return Err(refused(&name, "its text changed after it was applied"));
            }
            done.push(name);
        }
        Ok(all.iter().filter(|m| !done.iter().any(|d| d == m.name)).collect())
    }

    /// Applies what is pending, each migration whole or not at all.
    pub async fn migrate(&self, all: &'static [Migration]) -> Result<MigrationReport, DbError> {
        let mut report = MigrationReport::default();
        for migration in self.pending(all).await? {
            let mut tx = self.begin().await?;
            tx.run_script(dialect::migration(migration.text, self.engine()))
                .await
                .map_err(|e| refused(migration.name, &e.to_string()))?;
            tx.run(&RECORD, vec![migration.name.into(), hash_of(migration).into()]).await?;
            tx.commit().await?;
            report.applied.push(migration.name);
        }
        Ok(report)
    }
}

fn refused(name: &str, problem: &str) -> DbError {
    DbError::Migration { name: name.to_owned(), problem: problem.to_owned() }
}

fn hash_of(migration: &Migration) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(migration.text.as_bytes()))
}
