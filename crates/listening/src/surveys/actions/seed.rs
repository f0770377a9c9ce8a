//! Answers and invitations in bulk, for the demo and for imports: the same seals, intake and mover, many at a time.

use kernel::{Id, Wave, kinds};
use spine::Platform;

use super::{Moved, SurveyProblem, instrument, keys, move_batch, send::sealed};
use crate::surveys::{
    envelope, memory,
    model::{Batch, Filled},
    store,
};

/// Takes many answers of one campaign, place and wave, and moves them if they are enough. A rest waits for the end of its
/// wave, as always.
pub async fn seed_answers(
    p: &Platform,
    campaign: Id<kinds::Campaign>,
    place: Id<kinds::Place>,
    wave: Wave,
    filled: Vec<Filled>,
) -> Result<Moved, SurveyProblem> {
    let mut tx = p.db.begin().await?;
    let found = store::by_id(&mut tx, campaign).await?.ok_or(SurveyProblem::NotFound)?;
    let org = found.org;
    if store::frozen(&mut tx, org, campaign, wave).await? {
        return Err(SurveyProblem::NotTaking);
    }
    let size = envelope::size(&*instrument(p, &mut tx, found.instrument).await?);
    drop(tx);
    let batch = Batch { org, campaign, wave, place };
    let gate = memory::of(p).gate(org, campaign, wave);
    let open = gate.read().await;
    let (key_id, key) = keys::sealing(p, &batch).await?;
    let mut chance = p.chance();
    let mut tx = p.db.begin().await?;
    for one in &filled {
        let id = Id::random(&mut *chance);
        store::insert_intake(&mut tx, &batch, id, sealed(p, &key, id, one, size)?, key_id).await?;
    }
    tx.commit().await?;
    drop(open);
    move_batch(p, &batch).await
}

/// Counts people as invited, for answers that were seeded.
pub async fn seed_invited(
    p: &Platform,
    campaign: Id<kinds::Campaign>,
    place: Id<kinds::Place>,
    wave: Wave,
    n: i64,
) -> Result<(), SurveyProblem> {
    let mut tx = p.db.begin().await?;
    let org = store::by_id(&mut tx, campaign).await?.ok_or(SurveyProblem::NotFound)?.org;
    store::add_invited(&mut tx, org, campaign, place, wave, n).await?;
    tx.commit().await?;
    Ok(())
}
