//! What was derived from a voice goes with it.

use kernel::Id;
use spine::{
    Platform,
    jobs::{Job, JobError},
};

use crate::themes::{finder, store};

/// The job `themes.forget` follows `voice.erased`. Bears being run twice.
pub async fn run_forget(p: Platform, job: Job) -> Result<(), JobError> {
    let Some(voice) = job.payload.get("voice").and_then(serde_json::Value::as_i64) else {
        return Err(JobError::Fail("the job names no voice".to_owned()));
    };
    let mut tx = p.db.begin().await?;
    store::voice_forgotten(&mut tx, job.org, Id::from_i64(voice)).await?;
    tx.commit().await?;
    finder::forget(&(p.keys.dir().to_owned(), job.org), Id::from_i64(voice));
    Ok(())
}
