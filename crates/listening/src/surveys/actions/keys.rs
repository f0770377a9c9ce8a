//! Which key seals a waiting answer.
//!
//! Keys are files outside the database under random names ([`spine::vault::BatchKeys`]); a waiting row names its key. The
//! answers of a batch share one key until they move; those that stay are sealed again under the next one, so that no key
//! ever opens an answer that has moved.

use kernel::Id;
use spine::{
    Platform,
    vault::{SealKey, VaultError},
};

use super::SurveyProblem;
use crate::surveys::{
    memory,
    model::{Batch, BatchKeyId},
    store,
};

/// The key that seals the next answer of a batch: the one this process uses; after a start, the one that answers already
/// wait under; else a new one. The gate of the wave must be held, so that nobody destroys it meanwhile.
pub(super) async fn sealing(p: &Platform, batch: &Batch) -> Result<(BatchKeyId, SealKey), SurveyProblem> {
    let memory = memory::of(p);
    if let Some(id) = memory.batch_key(batch) {
        return Ok((id, p.keys.batches().get_or_make(&id.to_string(), &mut *p.chance())?));
    }
    let mut conn = p.db.reader().await?;
    let used = store::keys_waiting(&mut conn, batch).await?;
    drop(conn);
    let mut found = None;
    for id in used {
        if key_of(p, id)?.is_some() {
            found = Some(id);
        }
    }
    let fresh = found.unwrap_or_else(|| Id::random(&mut *p.chance()));
    // Two first answers at once agree on one key here.
    let id = memory.take_batch_key(batch, fresh);
    Ok((id, p.keys.batches().get_or_make(&id.to_string(), &mut *p.chance())?))
}

/// The key of that name, or none when it is gone.
pub(super) fn key_of(p: &Platform, id: BatchKeyId) -> Result<Option<SealKey>, SurveyProblem> {
    match p.keys.batches().get(&id.to_string()) {
        Ok(key) => Ok(Some(key)),
        Err(VaultError::NoKey) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// A new key for what stays of a batch. It is protected from [`destroy_unused`] from before it exists.
pub(super) fn fresh(p: &Platform) -> Result<(BatchKeyId, SealKey), SurveyProblem> {
    let id = Id::random(&mut *p.chance());
    memory::of(p).protect_key(id);
    Ok((id, p.keys.batches().get_or_make(&id.to_string(), &mut *p.chance())?))
}

/// Destroys the keys that seal nothing any more: a crash between a commit and the destruction of its key leaves one.
pub(super) async fn destroy_unused(p: &Platform) -> Result<(), SurveyProblem> {
    // In this order: a key that is made after the list is not on it, and one made before is known to the memory or to the
    // database by the time they are asked.
    let names = p.keys.batches().list()?;
    let mut conn = p.db.reader().await?;
    let used = store::all_keys_waiting(&mut conn).await?;
    drop(conn);
    let memory = memory::of(p);
    for name in names {
        let id: Option<BatchKeyId> = name.parse().ok();
        if id.is_none_or(|id| !used.contains(&id) && !memory.is_key_used(id)) {
            p.keys.batches().destroy(&name)?;
        }
    }
    Ok(())
}
