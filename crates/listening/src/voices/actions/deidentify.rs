//! De-identification, before anybody reads (hard rule 4).

use kernel::{Id, kinds};
use spine::{
    Platform,
    jobs::{Job, JobError},
};

use super::{
    VoiceProblem,
    arrive::{key_spot, original_spot},
};
use crate::voices::store;

/// The job: `voices.deidentify` follows `voice.arrived`.
pub async fn run_deidentify(p: Platform, job: Job) -> Result<(), JobError> {
    let Some(id) = job.payload.get("voice").and_then(serde_json::Value::as_i64) else {
        return Err(JobError::Fail("the job names no voice".to_owned()));
    };
    match deidentify(&p, job.org, Id::from_i64(id)).await {
        Ok(()) | Err(VoiceProblem::NotFound) => Ok(()),
        Err(error) => Err(JobError::Retry(error.to_string())),
    }
}

/// Opens the original with the role key, masks what identifies people, and stores the readable text. Bears being run
/// twice.
pub async fn deidentify(p: &Platform, org: Id<kinds::Org>, id: Id<kinds::Voice>) -> Result<(), VoiceProblem> {
    let mut tx = p.db.begin().await?;
    let Some(voice) = store::for_job(&mut tx, org, id).await? else { return Err(VoiceProblem::NotFound) };
    if voice.readable.is_some() {
        return Ok(());
    }
    let wrapped = store::key_for_role(&mut tx, org, id).await?.ok_or(VoiceProblem::NotFound)?;
    let sealed = store::original(&mut tx, org, id).await?.ok_or(VoiceProblem::NotFound)?;
    let key = p.keys.of(org, "voices").unwrap_key(key_spot(id, "for_role"), &wrapped)?;
    let plain = key.open_padded(original_spot(id), &sealed)?;
    let plain = String::from_utf8_lossy(&plain);
    let redacted = text::redact(&plain, text::Lists::french());
    let danger = danger_code(&plain);
    let masked = i64::try_from(redacted.masked.len()).unwrap_or(i64::MAX);
    store::set_readable(&mut tx, org, id, &redacted.text, masked, danger).await?;
    tx.commit().await?;
    Ok(())
}

/// What the reading room marks in the words of an author, told first or later, so that a person looks first (the machine suggests, a person decides).
pub(super) fn danger_code(plain: &str) -> Option<&'static str> {
    if text::distress::speaks_of_self_harm(plain).is_some() {
        Some("self-harm")
    } else if !text::distress::alerts(plain).is_empty() {
        Some("danger")
    } else {
        None
    }
}
