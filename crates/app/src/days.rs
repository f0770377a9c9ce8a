//! Notices that a day began: the one source of work that time alone brings (waves that end, drafts that expire,
//! reminders). What follows is listed in [`composition::daily`](crate::composition::daily).

use std::time::Duration;

use kernel::Day;
use spine::{Platform, db::DbError, jobs};

use crate::{commands::forget_old_copies, composition};

/// How often the calendar is looked at.
const LOOK: Duration = Duration::from_secs(60);

/// Jobs without a time that are tried again on one day, at most.
const AGAIN: i64 = 1000;

/// Begins a day: queues what it brings, tries again what has no time of its own, and nudges the runner.
pub async fn begin(platform: &Platform, today: Day) -> Result<(), DbError> {
    tracing::info!(%today, "a day begins");
    composition::daily(platform).await?;
    if let Err(error) = forget_old_copies(&platform.db, &platform.settings.data, &*platform.clock).await {
        tracing::warn!(%error, "old copies could not be looked for");
    }
    let mut tx = platform.db.begin().await?;
    let again = jobs::retry_untimed(&mut tx, AGAIN).await?;
    tx.commit().await?;
    if again > 0 {
        tracing::info!(again, "jobs that had failed are tried again");
    }
    platform.work.notify_one();
    Ok(())
}

/// Runs until the process stops: at once, then whenever the day changes in France.
pub async fn forever(platform: Platform) {
    let mut last = None;
    loop {
        let today = platform.clock.today();
        if last != Some(today) {
            match begin(&platform, today).await {
                Ok(()) => last = Some(today),
                Err(error) => tracing::warn!(%error, "the day could not begin; tried again in a minute"),
            }
        }
        tokio::time::sleep(LOOK).await;
    }
}
