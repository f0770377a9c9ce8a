//! What can go wrong with the database.

/// A broken or busy database. Never a user's mistake; never carries personal text.
#[derive(Debug, Clone, thiserror::Error)]
pub enum DbError {
    /// Too many writers wait: try again soon (503 with `Retry-After`).
    #[error("the database is busy")]
    Busy,
    /// A uniqueness rule refused the row.
    #[error("a row with the same key exists already")]
    Duplicate,
    /// A foreign key refused the row.
    #[error("the row points to something that does not exist")]
    Dangling,
    /// A column was not what the code expects.
    #[error("column {column}: {problem}")]
    Column {
        /// The column's name.
        column: String,
        /// What was wrong, without the value.
        problem: &'static str,
    },
    /// This engine cannot do that.
    #[error("not possible on this engine: {0}")]
    Unsupported(&'static str),
    /// A migration failed; the database is as it was before.
    #[error("migration {name}: {problem}")]
    Migration {
        /// The migration's file name.
        name: String,
        /// The engine's message.
        problem: String,
    },
    /// The engine's own error.
    #[error("database: {0}")]
    Engine(String),
}

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::Database(e) if e.is_unique_violation() => Self::Duplicate,
            sqlx::Error::Database(e) if e.is_foreign_key_violation() => Self::Dangling,
            // The engines' messages name tables and columns; PostgreSQL's "detail", which quotes values, is not part of
            // them.
            sqlx::Error::Database(e) => Self::Engine(e.message().to_owned()),
            other => Self::Engine(other.to_string()),
        }
    }
}
