//! Work that follows from a change: a queue in the database, retried with back-off, visible in the work pages.
//!
//! A change writes an **event** in its own transaction ([`emit`]). The app's one table (`app/src/events.rs`) says which
//! jobs follow from which event; the runner turns events into jobs and runs them. A job may run twice (a crash between its
//! work and its mark), so every job is written to bear that.
//!
//! Jobs and events of anonymous voices (`timed: false`) carry no clock time and are deleted when done (hard rule 1).

mod runner;
mod store;

use kernel::{Chance, Id, kinds};
pub use runner::{Registry, Runner};
pub use store::{
    JobRow, STATEMENTS, TABLES, UNTIMED_ATTEMPTS, count_by_state, count_failed, listing, retry_failed, retry_untimed,
};

use crate::db::{DbError, Tx};

/// A job, as its handler receives it.
#[derive(Debug, Clone)]
pub struct Job {
    /// Its organisation.
    pub org: Id<kinds::Org>,
    /// Its id.
    pub id: Id<kinds::Job>,
    /// Its kind.
    pub kind: String,
    /// Ids and codes as JSON; never a text somebody wrote.
    pub payload: serde_json::Value,
    /// How many times it was tried before.
    pub attempts: i64,
    /// Whether it may carry a clock time.
    pub timed: bool,
}

/// How a job ends when it does not succeed.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// Something outside failed for now: try again later.
    #[error("will be tried again: {0}")]
    Retry(String),
    /// It can never succeed: it stays visible as failed.
    #[error("cannot be done: {0}")]
    Fail(String),
}

impl From<DbError> for JobError {
    fn from(error: DbError) -> Self {
        Self::Retry(error.to_string())
    }
}

impl From<crate::vault::VaultError> for JobError {
    fn from(error: crate::vault::VaultError) -> Self {
        Self::Retry(error.to_string())
    }
}

/// A job to queue.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// Its organisation.
    pub org: Id<kinds::Org>,
    /// Its kind, registered in the app.
    pub kind: String,
    /// Ids and codes.
    pub payload: serde_json::Value,
    /// `None` for the jobs of anonymous voices; else not before this instant (milliseconds).
    pub run_after: Option<i64>,
}

/// Queues a job in a transaction.
pub async fn queue(tx: &mut Tx, chance: &mut dyn Chance, job: NewJob) -> Result<(), DbError> {
    let timed = job.run_after.is_some();
    store::insert_job(tx, job.org, Id::random(chance), &job.kind, &job.payload.to_string(), timed, job.run_after).await
}

/// Queues a job in a transaction unless the same one waits already: for work that does all there is to do whenever it runs.
pub async fn queue_once(tx: &mut Tx, chance: &mut dyn Chance, job: NewJob) -> Result<(), DbError> {
    if store::is_queued(tx, job.org, &job.kind, &job.payload.to_string()).await? {
        return Ok(());
    }
    queue(tx, chance, job).await
}

/// Writes an event with the change it tells about. `timed: false` for anonymous voices.
pub async fn emit(
    tx: &mut Tx,
    chance: &mut dyn Chance,
    org: Id<kinds::Org>,
    kind: &'static str,
    payload: serde_json::Value,
    timed: bool,
) -> Result<(), DbError> {
    store::insert_event(tx, org, Id::random(chance), kind, &payload.to_string(), timed).await
}
