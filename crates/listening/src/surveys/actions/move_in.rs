//! Moving: at least ten answers leave the pool of their place and wave, drawn by chance, shuffled, under new ids; at least
//! ten stay, sealed again under a new key; the old key is destroyed.
//!
//! Why some stay: what is left at the end of a wave has to count too, and if it were one person their answers would be the
//! difference of the numbers before and after. A pool that is never emptied is Chaum's mix with a pool (Serjantov and
//! Danezis, "Towards an information theoretic metric for anonymity", 2002, section 5.2).

use std::collections::BTreeSet;

use kernel::{Chance, Day, Id, kinds};
use spine::{
    Platform,
    db::{Conn, DbError, Tx},
    jobs::{Job, JobError},
    settings::dated,
};

use super::{
    SurveyProblem,
    counting::Counting,
    instrument, keys,
    send::{intake_spot, sealed},
};
use crate::{
    surveys::{
        envelope, memory,
        model::{Batch, BatchKeyId, Filled, LEAST_BATCH},
        store::{self, CountedAt, Sealed},
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
    pub key: BatchKeyId,
    pub filled: Filled,
}

/// Opens one waiting answer; none when its key is gone or it was tampered with.
pub(super) fn opened(p: &Platform, row: &Sealed) -> Result<Option<Opened>, SurveyProblem> {
    let Some(key) = keys::key_of(p, row.key)? else { return Ok(None) };
    let Ok(packed) = key.open_padded(intake_spot(row.id), &row.sealed) else { return Ok(None) };
    Ok(envelope::unpack(&packed).map(|filled| Opened { id: row.id, key: row.key, filled }))
}

/// Opens those that can be opened.
fn all_opened(p: &Platform, rows: &[Sealed]) -> Result<Vec<Opened>, SurveyProblem> {
    let mut ready = Vec::new();
    for row in rows {
        ready.extend(opened(p, row)?);
    }
    Ok(ready)
}

/// Which answers of a pool go and which stay: nothing goes until as many stay as may ever be left alone, and as many go
/// that their author sent without help. Who types answers for others knows theirs, and could take them away from the
/// numbers: they hide nobody. Which ones stay is drawn by chance, so that the last to come cannot be told to have gone.
fn divided(chance: &mut dyn Chance, ready: Vec<Opened>, least: usize) -> (Vec<Opened>, Vec<Opened>) {
    let (typed, mut own): (Vec<Opened>, Vec<Opened>) = ready.into_iter().partition(|one| one.filled.is_typed());
    if own.len() < 2 * least {
        own.extend(typed);
        return (Vec::new(), own);
    }
    chance.shuffle(&mut own);
    let mut go = own.split_off(least);
    go.extend(typed);
    (go, own)
}

/// Moves a batch if enough of it waits: at least `least` go, `least` stay under a new key. One transaction holds everything:
/// answers, counters, comments, the intake emptied of what went and sealed anew for what stays. The old keys are destroyed
/// after the commit; a crash in between leaves a key that seals nothing, which [`move_all`] destroys.
pub async fn move_batch(p: &Platform, batch: &Batch) -> Result<Moved, SurveyProblem> {
    let memory = memory::of(p);
    let gate = memory.gate(batch.org, batch.campaign, batch.wave);
    let _alone = gate.write().await;
    let mut tx = p.db.begin().await?;
    let rows = store::waiting_in(&mut tx, batch.org, batch.campaign, batch.wave, Some(batch.place)).await?;
    let least = batch_size(&mut tx, batch.org, p.clock.today()).await?;
    let ready = all_opened(p, &rows)?;
    let unopened = rows.len() - ready.len();
    let (go, stay) = divided(&mut *p.chance(), ready, least);
    if go.is_empty() {
        return Ok(Moved { moved: 0, unopened });
    }
    let moved = go.len();
    let campaign = store::by_id(&mut tx, batch.campaign).await?.ok_or(SurveyProblem::NotFound)?;
    let at = CountedAt {
        org: batch.org,
        instrument: campaign.instrument,
        campaign: batch.campaign,
        place: batch.place,
        wave: batch.wave,
    };
    let old: BTreeSet<BatchKeyId> = go.iter().chain(&stay).map(|one| one.key).collect();
    store::mark_wave(&mut tx, batch.org, batch.campaign, batch.wave, false).await?;
    let key = seal_anew(&mut tx, p, batch, campaign.instrument, stay).await?;
    count_in(&mut tx, p, &mut *p.chance(), &at, go).await?;
    tx.commit().await?;
    memory.turn_batch_key(batch, Some(key));
    for id in old {
        p.keys.batches().destroy(&id.to_string())?;
    }
    Ok(Moved { moved, unopened })
}

/// Seals what stays under a new key and new ids, in the order of chance, so that the intake tells nothing of who came when.
async fn seal_anew(
    tx: &mut Tx,
    p: &Platform,
    batch: &Batch,
    instrument: Id<kinds::Instrument>,
    stay: Vec<Opened>,
) -> Result<BatchKeyId, SurveyProblem> {
    let size = envelope::size(&*super::instrument(p, tx, instrument).await?);
    let (key_id, key) = keys::fresh(p)?;
    for one in stay {
        store::delete_intake(tx, batch.org, one.id).await?;
        let id = Id::random(&mut *p.chance());
        store::insert_intake(tx, batch, id, sealed(p, &key, id, &one.filled, size)?, key_id).await?;
    }
    Ok(key_id)
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
    voices::store::release_comments(tx, at.org, at.campaign, at.place, at.wave, n).await?;
    for comment in counting.comments {
        let new = NewComment {
            org: at.org,
            campaign: at.campaign,
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

/// Moves every batch that is large enough, and destroys the keys that seal nothing any more. One that fails does not stop
/// the others; the first failure is told at the end.
pub async fn move_all(p: &Platform) -> Result<Moved, SurveyProblem> {
    let mut conn = p.db.reader().await?;
    let waiting = store::batches_waiting(&mut conn).await?;
    let mut all = Moved::default();
    let mut ready = Vec::new();
    for (batch, keys) in waiting {
        let n: usize = keys.iter().map(|(_, n)| n).sum();
        if n >= 2 * batch_size(&mut conn, batch.org, p.clock.today()).await? {
            ready.push(batch);
        } else {
            // Too few to move are not opened to look at them; that they could be is said all the same.
            for (key, n) in keys {
                all.unopened += if keys::key_of(p, key)?.is_some() { 0 } else { n };
            }
        }
    }
    drop(conn);
    let mut problem = None;
    for batch in &ready {
        match move_batch(p, batch).await {
            Ok(one) => all = Moved { moved: all.moved + one.moved, unopened: all.unopened + one.unopened },
            Err(error) => problem = problem.or(Some(error)),
        }
    }
    keys::destroy_unused(p).await?;
    if all.moved > 0 {
        p.work.notify_one();
    }
    problem.map_or(Ok(all), Err)
}

/// The job `surveys.move`. Answers that no key opens make it fail, visibly and each time, after everything else has moved.
pub async fn run_move(p: Platform, _job: Job) -> Result<(), JobError> {
    let moved = move_all(&p).await?;
    if moved.unopened > 0 {
        return Err(SurveyProblem::Unopened(moved.unopened).into());
    }
    Ok(())
}
