//! The queue's tables.

use kernel::{Id, kinds};

use super::Job;
use crate::{
    Class, Keep, Table,
    db::{Conn, DbError, Row, Sql, Tx},
};

/// The tables of this module.
pub const TABLES: &[Table] = &[
    Table {
        name: "job",
        columns: &[
            ("org", Class::Internal, Keep::UntilDone),
            ("id", Class::Internal, Keep::UntilDone),
            ("kind", Class::Internal, Keep::UntilDone),
            ("payload", Class::Internal, Keep::UntilDone),
            ("timed", Class::Internal, Keep::UntilDone),
            ("state", Class::Internal, Keep::UntilDone),
            ("attempts", Class::Internal, Keep::UntilDone),
            ("run_after", Class::Internal, Keep::UntilDone),
            ("problem", Class::Internal, Keep::UntilDone),
        ],
    },
    Table {
        name: "event",
        columns: &[
            ("org", Class::Internal, Keep::UntilDone),
            ("id", Class::Internal, Keep::UntilDone),
            ("kind", Class::Internal, Keep::UntilDone),
            ("payload", Class::Internal, Keep::UntilDone),
            ("timed", Class::Internal, Keep::UntilDone),
        ],
    },
];

/// Every statement of this module.
pub const STATEMENTS: &[&Sql] = &[
    &INSERT_JOB,
    &IS_QUEUED,
    &INSERT_EVENT,
    &EVENTS,
    &DELETE_EVENT,
    &CLAIM,
    &CLAIM_AGAIN,
    &DELETE_JOB,
    &POSTPONE,
    &REQUEUE_RUNNING,
    &FORGET_SAME,
    &REQUEUE_UNTIMED,
    &LISTING,
    &COUNTS,
    &COUNT_FAILED,
    &RETRY_FAILED,
];

static INSERT_JOB: Sql = Sql::new(
    "jobs/insert",
    "INSERT INTO job (org, id, kind, payload, timed, state, attempts, run_after)
     VALUES ($1, $2, $3, $4, $5, 'queued', 0, $6)",
);
static IS_QUEUED: Sql = Sql::new(
    "jobs/is-queued",
    "SELECT COUNT(*) AS n FROM job WHERE state = 'queued' AND org = $1 AND kind = $2 AND payload = $3",
);
static INSERT_EVENT: Sql =
    Sql::new("jobs/insert-event", "INSERT INTO event (org, id, kind, payload, timed) VALUES ($1, $2, $3, $4, $5)");
static EVENTS: Sql = Sql::new("jobs/events", "SELECT * FROM event ORDER BY id LIMIT 200 {skip_locked}");
static DELETE_EVENT: Sql = Sql::new("jobs/delete-event", "DELETE FROM event WHERE org = $1 AND id = $2");
static CLAIM: Sql = Sql::new(
    "jobs/claim",
    "UPDATE job SET state = 'running', attempts = attempts + 1 WHERE (org, id) IN
       (SELECT org, id FROM job WHERE state = 'queued' AND run_after <= $1 AND attempts = 0
        ORDER BY run_after, id LIMIT $2 {skip_locked})
     RETURNING *",
);
// One that was tried before is taken alone: should it end the process, no other counts a try that it never had.
static CLAIM_AGAIN: Sql = Sql::new(
    "jobs/claim-again",
    "UPDATE job SET state = 'running', attempts = attempts + 1 WHERE (org, id) IN
       (SELECT org, id FROM job WHERE state = 'queued' AND run_after <= $1 AND attempts > 0
        ORDER BY attempts, run_after, id LIMIT 1 {skip_locked})
     RETURNING *",
);
static DELETE_JOB: Sql = Sql::new("jobs/delete", "DELETE FROM job WHERE org = $1 AND id = $2");
static POSTPONE: Sql =
    Sql::new("jobs/postpone", "UPDATE job SET state = $3, run_after = $4, problem = $5 WHERE org = $1 AND id = $2");
// One that ends the process each time would be taken up at every start for ever.
static REQUEUE_RUNNING: Sql = Sql::new(
    "jobs/requeue-running",
    "UPDATE job SET state = CASE WHEN timed = 0 AND attempts >= $1 THEN 'failed' ELSE 'queued' END,
       problem = CASE WHEN timed = 0 AND attempts >= $1 THEN 'the process ended while it ran' ELSE problem END
     WHERE state = 'running'",
);
static FORGET_SAME: Sql = Sql::new(
    "jobs/forget-same",
    "DELETE FROM job WHERE state = 'failed' AND timed = 0 AND EXISTS
       (SELECT 1 FROM job AS same WHERE same.org = job.org AND same.kind = job.kind AND same.payload = job.payload
        AND same.state = 'failed' AND same.timed = 0 AND same.id < job.id)",
);
// Attempts count up until somebody tries one by hand. The least tried first, so that those without hope do not stand before the others.
static REQUEUE_UNTIMED: Sql = Sql::new(
    "jobs/requeue-untimed",
    "UPDATE job SET state = 'queued', run_after = 0 WHERE (org, id) IN
       (SELECT org, id FROM job WHERE state = 'failed' AND timed = 0 AND attempts < $2 ORDER BY attempts, id LIMIT $1)",
);
static LISTING: Sql = Sql::new(
    "jobs/listing",
    "SELECT * FROM job WHERE (CAST($1 AS TEXT) IS NULL OR state = $1) ORDER BY state, run_after, id LIMIT $2",
);
// What an anonymous voice left to do is counted once it failed: before, the number would move with that voice.
static COUNTS: Sql = Sql::new(
    "jobs/counts",
    "SELECT kind, state, COUNT(*) AS n FROM job WHERE timed = 1 OR state = 'failed' GROUP BY kind, state
     ORDER BY kind, state",
);
// Jobs of the installation itself stand under the organisation 0, and are every administrator's.
static COUNT_FAILED: Sql =
    Sql::new("jobs/count-failed", "SELECT COUNT(*) AS n FROM job WHERE state = 'failed' AND (org = $1 OR org = 0)");
static RETRY_FAILED: Sql = Sql::new(
    "jobs/retry-failed",
    "UPDATE job SET state = 'queued', run_after = 0, attempts = 0 WHERE state = 'failed' AND org = $1 AND id = $2",
);

/// Tries of a job without a time before it waits for somebody: about a month of days. Nothing but the number of tries can
/// bound it, for it carries no time.
pub const UNTIMED_ATTEMPTS: i64 = 30;

/// A job as the work pages list it.
#[derive(Debug, Clone)]
pub struct JobRow {
    /// The job.
    pub job: Job,
    /// `queued`, `running` or `failed`.
    pub state: String,
    /// Not before (milliseconds), 0 when it carries no time.
    pub run_after: i64,
    /// What went wrong the last time, without personal text.
    pub problem: Option<String>,
}

impl JobRow {
    /// Whether it is tried again without anybody asking, the next day or at the next start.
    pub const fn comes_again(&self) -> bool {
        !self.job.timed && self.job.attempts < UNTIMED_ATTEMPTS
    }
}

pub(super) async fn insert_job(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    id: Id<kinds::Job>,
    kind: &str,
    payload: &str,
    timed: bool,
    run_after: Option<i64>,
) -> Result<(), DbError> {
    let row = vec![org.into(), id.into(), kind.into(), payload.into(), timed.into(), run_after.unwrap_or(0).into()];
    tx.run(&INSERT_JOB, row).await?;
    Ok(())
}

pub(super) async fn is_queued(tx: &mut Tx, org: Id<kinds::Org>, kind: &str, payload: &str) -> Result<bool, DbError> {
    let row = tx.one(&IS_QUEUED, vec![org.into(), kind.into(), payload.into()]).await?;
    Ok(row.map_or(Ok(0), |row| row.int("n"))? > 0)
}

pub(super) async fn insert_event(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    id: Id<kinds::Job>,
    kind: &str,
    payload: &str,
    timed: bool,
) -> Result<(), DbError> {
    tx.run(&INSERT_EVENT, vec![org.into(), id.into(), kind.into(), payload.into(), timed.into()]).await?;
    Ok(())
}

/// Takes events out of their table: (organisation, kind, payload, timed).
pub(super) async fn take_events(tx: &mut Tx) -> Result<Vec<(Id<kinds::Org>, String, String, bool)>, DbError> {
    let rows = tx.all(&EVENTS, vec![]).await?;
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        let (org, id): (Id<kinds::Org>, i64) = (row.id("org")?, row.int("id")?);
        tx.run(&DELETE_EVENT, vec![org.into(), id.into()]).await?;
        out.push((org, row.text("kind")?, row.text("payload")?, row.yes("timed")?));
    }
    Ok(out)
}

/// Takes new jobs, so many at most; when there is none, one that was tried before.
pub(super) async fn claim(tx: &mut Tx, now: i64, limit: i64) -> Result<Vec<Job>, DbError> {
    let mut rows = tx.all(&CLAIM, vec![now.into(), limit.into()]).await?;
    if rows.is_empty() {
        rows = tx.all(&CLAIM_AGAIN, vec![now.into()]).await?;
    }
    rows.iter().map(job).collect()
}

pub(super) async fn delete(tx: &mut Tx, job: &Job) -> Result<(), DbError> {
    tx.run(&DELETE_JOB, vec![job.org.into(), job.id.into()]).await?;
    Ok(())
}

pub(super) async fn postpone(
    tx: &mut Tx,
    job: &Job,
    state: &str,
    run_after: i64,
    problem: &str,
) -> Result<(), DbError> {
    tx.run(&POSTPONE, vec![job.org.into(), job.id.into(), state.into(), run_after.into(), problem.into()]).await?;
    Ok(())
}

pub(super) async fn requeue_running(tx: &mut Tx) -> Result<u64, DbError> {
    tx.run(&REQUEUE_RUNNING, vec![UNTIMED_ATTEMPTS.into()]).await
}

/// Puts jobs without a time that failed back in the queue, so many at most; says how many. Of those that are the same
/// work (the mover of each day), one is kept.
///
/// They carry no time at which to be tried again, so this is done at a start and once a day: a story whose work met a
/// full disk is read the day after, and not never. One that was tried [`UNTIMED_ATTEMPTS`] times stays as failed, and is
/// shown, until somebody tries it by hand ([`retry_failed`]); nothing is deleted.
pub async fn retry_untimed(tx: &mut Tx, most: i64) -> Result<u64, DbError> {
    tx.run(&FORGET_SAME, vec![]).await?;
    tx.run(&REQUEUE_UNTIMED, vec![most.into(), UNTIMED_ATTEMPTS.into()]).await
}

// tidy: unscoped because jobs hold ids and codes only, and their page is the administrator's
/// Jobs for the page of the administrator, by state when given.
pub async fn listing(conn: &mut Conn, state: Option<&str>, limit: i64) -> Result<Vec<JobRow>, DbError> {
    let rows = conn.all(&LISTING, vec![state.into(), limit.into()]).await?;
    rows.iter()
        .map(|row| {
            Ok(JobRow {
                job: job(row)?,
                state: row.text("state")?,
                run_after: row.int("run_after")?,
                problem: row.text_opt("problem")?,
            })
        })
        .collect()
}

// tidy: unscoped because it counts jobs, for the metrics
/// How many jobs of each kind are in each state; of those without a time, the failed ones alone.
pub async fn count_by_state(conn: &mut Conn) -> Result<Vec<(String, String, i64)>, DbError> {
    let rows = conn.all(&COUNTS, vec![]).await?;
    rows.iter().map(|r| Ok((r.text("kind")?, r.text("state")?, r.int("n")?))).collect()
}

// tidy: unscoped because it counts jobs, and names their organisation
/// How many jobs of an organisation, or of the installation, failed for good.
pub async fn count_failed(conn: &mut Conn, org: Id<kinds::Org>) -> Result<i64, DbError> {
    conn.one(&COUNT_FAILED, vec![org.into()]).await?.map_or(Ok(0), |row| row.int("n"))
}

/// Puts a failed job back in the queue.
pub async fn retry_failed(tx: &mut Tx, org: Id<kinds::Org>, id: Id<kinds::Job>) -> Result<bool, DbError> {
    Ok(tx.run(&RETRY_FAILED, vec![org.into(), id.into()]).await? > 0)
}

fn job(row: &Row) -> Result<Job, DbError> {
    Ok(Job {
        org: row.id("org")?,
        id: row.id("id")?,
        kind: row.text("kind")?,
        payload: serde_json::from_str(&row.text("payload")?).unwrap_or_default(),
        attempts: row.int("attempts")?,
        timed: row.yes("timed")?,
    })
}
