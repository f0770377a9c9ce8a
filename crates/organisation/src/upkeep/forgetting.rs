//! The log of those who work is kept for as long as the establishment says (`keep-audit-days`), and then forgotten: GDPR,
//! article 5.1.e.

use kernel::Id;
use serde_json::json;
use spine::{
    Platform, audit,
    db::DbError,
    jobs::{Job, JobError, NewJob, Registry, queue},
    settings::dated,
};

use crate::places;

const JOB: &str = "upkeep.forget-log";
const DAY: i64 = 86_400_000;

/// The jobs of this slice.
pub fn jobs(registry: &mut Registry) {
    registry.job(JOB, run);
}

async fn run(p: Platform, _job: Job) -> Result<(), JobError> {
    forget_old(&p).await.map(drop).map_err(JobError::from)
}

/// What each day queues.
pub async fn daily(p: &Platform) -> Result<(), DbError> {
    let run_after = Some(p.clock.millis());
    let job = NewJob { org: Id::from_i64(0), kind: JOB.to_owned(), payload: json!({}), run_after };
    let mut tx = p.db.begin().await?;
    queue(&mut tx, &mut *p.chance(), job).await?;
    tx.commit().await
}

/// Forgets what is too old in the log of each organisation that has said how long it keeps it, and of the installation
/// itself; says in how many logs something was.
pub async fn forget_old(p: &Platform) -> Result<usize, DbError> {
    let mut conn = p.db.reader().await?;
    let mut all = places::organisations(&mut conn).await?;
    all.push(Id::from_i64(0));
    let mut kept = Vec::new();
    for org in all {
        let set = dated::on_day(&mut conn, org, "keep-audit-days", p.clock.today()).await?;
        if let Some(days) = set.and_then(|dated| dated.value.as_i64()).filter(|days| *days > 0) {
            kept.push((org, days));
        }
    }
    drop(conn);
    let mut forgotten = 0;
    for (org, days) in kept {
        let mut tx = p.db.begin().await?;
        let before = p.clock.millis().saturating_sub(days.saturating_mul(DAY));
        if audit::forget(&mut tx, &*p.clock, org, before).await? {
            tx.commit().await?;
            forgotten += 1;
        }
    }
    Ok(forgotten)
}
