//! Moving: a batch of at least ten answers leaves the intake, shuffled, under new ids; then its key is destroyed.

use kernel::{Chance, Day, Id, kinds};
use spine::{
    Platform,
    db::{Conn, DbError, Tx},
    jobs::{Job, JobError},
    settings::dated,
    vault::{SealKey, VaultError},
};

use super::{SurveyProblem, counting::Counting, instrument, send::intake_spot};
use crate::{
    surveys::{
        memory,
        model::{Batch, Filled, LEAST_BATCH},
        store::{self, CountedAt},
    },
    voices::{self, model::NewComment},
};

/// What became of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moved {
    /// Answers that moved.
    pub moved: usize,
    /// Answers that stay because no key opens them: a failure, reported until somebody deals with it.
    pub unopened: usize,
}

/// How many answers move together: the dated setting, never under ten.
pub async fn batch_size(conn: &mut Conn, org: Id<kinds::Org>, today: Day) -> Result<usize, DbError> {
    let least = i64::try_from(LEAST_BATCH).unwrap_or(i64::MAX);
    let set = dated::number(conn, org, "batch-size", today, least).await?;
    Ok(usize::try_from(set.max(least)).unwrap_or(LEAST_BATCH))
}

/// An answer that waits, opened.
pub(super) struct Opened {
    pub id: Id<kinds::Intake>,
    pub filled: Filled,
}

/// Opens one waiting answer.
pub(super) fn opened(key: &SealKey, id: Id<kinds::Intake>, sealed: &[u8]) -> Option<Opened> {
    let plain = key.open_padded(intake_spot(id), sealed).ok()?;
    serde_json::from_slice(&plain).ok().map(|filled| Opened { id, filled })
}

/// The key of a batch, or none when it is gone.
pub(super) fn key_of(p: &Platform, batch: &Batch) -> Result<Option<SealKey>, SurveyProblem> {
    match p.keys.batches().get(&batch.name()) {
        Ok(key) => Ok(Some(key)),
        Err(VaultError::NoKey) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Moves a batch if enough of it waits. One transaction holds everything: answers, counters, comments, the emptied intake.
/// The key is destroyed after the commit; a crash in between leaves a key without rows, which [`move_all`] destroys.
pub async fn move_batch(p: &Platform, batch: &Batch) -> Result<Moved, SurveyProblem> {
    let gate = memory::of(p).gate(batch.org, batch.campaign, batch.wave);
    let _alone = gate.write().await;
    let mut tx = p.db.begin().await?;
    let rows = store::waiting_in(&mut tx, batch.org, batch.campaign, batch.wave, Some(batch.place)).await?;
    let least = batch_size(&mut tx, batch.org, p.clock.today()).await?;
    let Some(key) = key_of(p, batch)? else { return Ok(Moved { moved: 0, unopened: rows.len() }) };
    if rows.len() < least {
        return Ok(Moved::default());
    }
    let waiting = rows.len();
    let ready: Vec<Opened> = rows.iter().filter_map(|(id, _, sealed)| opened(&key, *id, sealed)).collect();
    let unopened = waiting - ready.len();
    if ready.len() < least {
        return Ok(Moved { moved: 0, unopened });
    }
    let moved = ready.len();
    let campaign = store::by_id(&mut tx, batch.campaign).await?.ok_or(SurveyProblem::NotFound)?;
    let at = CountedAt {
        org: batch.org,
        instrument: campaign.instrument,
        campaign: batch.campaign,
        place: batch.place,
        wave: batch.wave,
    };
    store::mark_wave(&mut tx, batch.org, batch.campaign, batch.wave, false).await?;
    count_in(&mut tx, p, &mut *p.chance(), &at, ready).await?;
    tx.commit().await?;
    p.keys.batches().destroy(&batch.name())?;
    Ok(Moved { moved, unopened })
}

/// Counts opened answers at a place inside the transaction that takes them out of the intake.
pub(super) async fn count_in(
    tx: &mut Tx,
    p: &Platform,
    chance: &mut dyn Chance,
    at: &CountedAt,
    ready: Vec<Opened>,
) -> Result<(), SurveyProblem> {
    let instrument = instrument(p, tx, at.instrument).await?;
    for one in &ready {
        store::delete_intake(tx, at.org, one.id).await?;
    }
    let n = i64::try_from(ready.len()).unwrap_or_default();
    let counting = Counting::of(&instrument, chance, ready.into_iter().map(|one| one.filled).collect());
    for row in counting.rows {
        store::insert_answer(tx, at, row).await?;
    }
    for ((item, code), n) in &counting.counts {
        store::add_count(tx, at, item, code, *n).await?;
    }
    for (channel, sums) in counting.totals {
        store::add_total(tx, at, channel, sums).await?;
    }
    voices::store::release_comments(tx, at.org, at.place, at.wave, n).await?;
    for comment in counting.comments {
        let new = NewComment {
            org: at.org,
            place: at.place,
            wave: at.wave,
            kind: comment.kind,
            lang: comment.lang,
            text: comment.text,
        };
        voices::actions::receive_comment(tx, p, chance, new).await?;
    }
    Ok(())
}

/// Moves every batch that is large enough, and destroys the keys of batches that hold nothing any more.
pub async fn move_all(p: &Platform) -> Result<Moved, SurveyProblem> {
    let mut conn = p.db.reader().await?;
    let waiting = store::batches_waiting(&mut conn).await?;
    drop(conn);
    let mut all = Moved::default();
    for (batch, _) in &waiting {
        let one = move_batch(p, batch).await?;
        all = Moved { moved: all.moved + one.moved, unopened: all.unopened + one.unopened };
    }
    destroy_empty(p).await?;
    if all.moved > 0 {
        p.work.notify_one();
    }
    Ok(all)
}

/// A crash between a commit and the destruction of its key leaves a key that nothing waits for.
async fn destroy_empty(p: &Platform) -> Result<(), SurveyProblem> {
    for batch in p.keys.batches().list()?.iter().filter_map(|name| Batch::from_name(name)) {
        let gate = memory::of(p).gate(batch.org, batch.campaign, batch.wave);
        let _alone = gate.write().await;
        let mut conn = p.db.reader().await?;
        if store::waiting(&mut conn, &batch).await? == 0 {
            p.keys.batches().destroy(&batch.name())?;
        }
    }
    Ok(())
}

/// The job `surveys.move`. Answers that no key opens make it fail, visibly and each time, after everything else has moved.
pub async fn run_move(p: Platform, _job: Job) -> Result<(), JobError> {
    let moved = move_all(&p).await?;
    if moved.unopened > 0 {
        return Err(SurveyProblem::Unopened(moved.unopened).into());
    }
    Ok(())
}
