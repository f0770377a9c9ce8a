//! Says that a day began: the one source of work that time alone brings (waves that end, drafts that expire, reminders).
//!
//! At the start of the process and whenever the day changes in France, an event `day.began` is written for each
//! organisation; `events.rs` lists the jobs that follow. After a restart a day may begin twice, so those jobs bear it.

use std::time::Duration;

use kernel::Day;
use organisation::places;
use spine::{Platform, db::DbError, jobs};

/// The event; its payload is `{"day": "2026-11-22"}`.
pub const BEGAN: &str = "day.began";

/// Writes today's event for every organisation.
pub async fn begin(platform: &Platform, today: Day) -> Result<(), DbError> {
    let mut tx = platform.db.begin().await?;
    let mut chance = platform.chance();
    for org in places::organisations(&mut tx).await? {
        let payload = serde_json::json!({ "day": today.to_string() });
        jobs::emit(&mut tx, &mut *chance, org, BEGAN, payload, true).await?;
    }
    tx.commit().await?;
    platform.work.notify_one();
    Ok(())
}

/// Runs until the process stops.
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
        tokio::time::sleep(Duration::from_secs(60)).await;
    }
}
