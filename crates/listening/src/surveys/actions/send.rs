//! Sending: the answer is sealed into the intake and acknowledged once it is on disk.

use instruments::{
    Speaker,
    score::alert::{Alert, alerts},
};
use kernel::{Id, Lang, Wave, kinds};
use serde_json::json;
use spine::{
    Platform,
    audit::{self, Act},
    db::{DbError, Tx},
    jobs::{self, Job, JobError, NewJob},
    vault::{SealKey, Spot},
};

use super::{SurveyProblem, batch_size, keys};
use crate::surveys::{
    envelope,
    memory::{self, Asked, Memory},
    model::{Batch, Draft, Filled, shuffled},
    store,
    token::DraftKey,
};

/// What the person is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    /// The same draft had been sent already: it was stored once.
    pub again: bool,
    /// A comment speaks of self-harm: the numbers are shown at once (hard rule 18).
    pub shows_help: bool,
}

/// Where a waiting answer is sealed to.
pub(super) const fn intake_spot(id: Id<kinds::Intake>) -> Spot<'static> {
    Spot { table: "intake", column: "sealed", row: id.to_i64() }
}

/// Seals one answer under its batch's key, in an envelope of the questionnaire's one length.
pub(super) fn sealed(
    p: &Platform,
    key: &SealKey,
    id: Id<kinds::Intake>,
    filled: &Filled,
    size: usize,
) -> Result<Vec<u8>, SurveyProblem> {
    let packed = envelope::pack(filled, size).ok_or(SurveyProblem::TooLong)?;
    Ok(key.seal_padded(&mut *p.chance(), intake_spot(id), &packed, size))
}

/// Whether a draft can be kept and sent as it is: far too much writing fits in no envelope.
pub fn fits(asked: &Asked, draft: &Draft) -> bool {
    envelope::pack(draft, envelope::size(&asked.instrument)).is_some()
}

/// What was taken in memory for one sending, given back unless it is kept.
struct Taken<'a> {
    memory: &'a Memory,
    lookup: &'a [u8],
    spends: Option<&'a [u8]>,
    kept: bool,
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        if !self.kept {
            self.memory.forget_sent(self.lookup);
            if let Some(hash) = self.spends {
                self.memory.release(hash);
            }
        }
    }
}

/// Sends a draft with its last answers. Returns once the answer is on disk (hard rule 17). Sending the same draft twice
/// stores it once: the draft is deleted in the transaction that stores the answer, and nothing else names both.
///
/// # Errors
/// The wave is over or the campaign closed; the invitation was used through another draft; the draft is no more.
pub async fn send(
    p: &Platform,
    asked: &Asked,
    key: &DraftKey,
    draft: &Draft,
    lang: Lang,
) -> Result<Sent, SurveyProblem> {
    let (campaign, memory, today) = (&asked.campaign, memory::of(p), p.clock.today());
    let place = draft.place().filter(|id| asked.place(*id).is_some() || draft.spends.is_some());
    let (Some(place), Some(wave)) = (place, draft.wave()) else { return Err(SurveyProblem::NotFound) };
    let batch = Batch { org: campaign.org, campaign: campaign.id, wave, place };
    let lookup = key.lookup(&p.keys, campaign.org);
    let shows_help = !help(asked, draft).is_empty();
    // Shared with other senders; while it is held, the batch key cannot be destroyed.
    let gate = memory.gate(batch.org, batch.campaign, wave);
    let open = gate.read().await;
    let (key_id, batch_key) = keys::sealing(p, &batch).await?;
    let mut tx = p.db.begin().await?;
    if !store::delete_draft(&mut tx, batch.org, &lookup, today).await? {
        // Somebody was quicker, perhaps in the same commit: nothing is said before that commit is on disk.
        tx.commit().await?;
        return if memory.was_sent(&lookup) {
            Ok(Sent { again: true, shows_help })
        } else {
            Err(SurveyProblem::NoDraft)
        };
    }
    if !campaign.takes(wave, today) || store::frozen(&mut tx, batch.org, batch.campaign, wave).await? {
        return Err(SurveyProblem::NotTaking);
    }
    let spends = draft.spends.as_deref();
    if let Some(hash) = spends
        && (store::is_spent(&mut tx, batch.org, hash).await? || !memory.claim(hash))
    {
        return Err(SurveyProblem::Invitation);
    }
    memory.remember_sent(&lookup);
    let mut taken = Taken { memory: &memory, lookup: &lookup, spends, kept: false };
    let filled = Filled::new(draft.speaker.unwrap_or(Speaker::Patient), draft.channel(), lang, draft.answers.clone());
    let id = Id::random(&mut *p.chance());
    let sealed = sealed(p, &batch_key, id, &filled, envelope::size(&asked.instrument))?;
    store::insert_intake(&mut tx, &batch, id, sealed, key_id).await?;
    if draft.behalf {
        store::add_behalf(&mut tx, batch.org, batch.campaign, today).await?;
    }
    if store::waiting(&mut tx, &batch).await? >= 2 * batch_size(&mut tx, batch.org, today).await? {
        queue_move(&mut tx, p, batch.org).await?;
    }
    tx.commit().await?;
    taken.kept = true;
    drop(open);
    p.work.notify_one();
    if let Some(hash) = spends {
        spend(p, &batch, hash.to_vec()).await;
    }
    Ok(Sent { again: false, shows_help })
}

/// Whether a draft that is no more was sent, as far as this process remembers.
pub fn was_sent(p: &Platform, asked: &Asked, key: &str) -> bool {
    let lookup = DraftKey::read(key).map(|key| key.lookup(&p.keys, asked.campaign.org));
    lookup.is_some_and(|lookup| memory::of(p).was_sent(&lookup))
}

/// Why help is shown to somebody at once (hard rule 18).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Help {
    /// Words of theirs speak of self-harm.
    Words,
    /// An answer raises an alert of the questionnaire.
    Alert(Alert),
}

/// What in a draft's answers asks for help at once: alerts of the questionnaire first, then words. Looked at after every
/// screen, and again when everything is sent.
pub fn help(asked: &Asked, draft: &Draft) -> Vec<Help> {
    let alerts = asked.rules.as_ref().map(|rules| alerts(rules, &draft.answers)).unwrap_or_default();
    let mut words = draft.answers.every().filter_map(|(_, answer)| answer.own_words());
    let said = words.any(|text| text::distress::speaks_of_self_harm(text).is_some());
    alerts.into_iter().map(Help::Alert).chain(said.then_some(Help::Words)).collect()
}

/// Queues the mover, if it is not queued yet: one pass takes all that came before it. The job carries neither a clock time nor what it is about.
pub(super) async fn queue_move(tx: &mut Tx, p: &Platform, org: Id<kinds::Org>) -> Result<(), DbError> {
    let job = NewJob { org, kind: "surveys.move".to_owned(), payload: json!({}), run_after: None };
    jobs::queue_once(tx, &mut *p.chance(), job).await
}

/// Puts a used invitation with the others; once there are enough, writes them all in a random order. A failure here loses
/// nothing that was acknowledged: at worst an invitation is usable again after a crash (DESIGN 3b).
async fn spend(p: &Platform, batch: &Batch, hash: Vec<u8>) {
    let (memory, org, campaign, wave) = (memory::of(p), batch.org, batch.campaign, batch.wave);
    let least = crate::surveys::model::LEAST_BATCH;
    let Some(hashes) = memory.spend(org, campaign, wave, vec![hash], least) else { return };
    match write_spent(p, org, campaign, wave, &hashes).await {
        Ok(()) => hashes.iter().for_each(|hash| memory.release(hash)),
        Err(error) => {
            tracing::warn!(%error, "used invitations could not be written; they are kept in memory");
            memory.spend(org, campaign, wave, hashes, usize::MAX);
        }
    }
}

/// Writes every used invitation that still waits for others, filled up to ten with hashes of nothing: at a stop, so that
/// none is usable again, and none can be told to have been used alone.
pub async fn write_all_spent(p: &Platform) {
    let memory = memory::of(p);
    for (org, campaign, wave) in memory.waves_spending() {
        let Some(used) = memory.spend(org, campaign, wave, Vec::new(), 1) else { continue };
        let mut hashes = used.clone();
        let length = hashes.first().map_or(32, Vec::len);
        while hashes.len() < crate::surveys::model::LEAST_BATCH {
            let mut nothing = vec![0u8; length];
            p.chance().fill(&mut nothing);
            hashes.push(nothing);
        }
        match write_spent(p, org, campaign, wave, &hashes).await {
            Ok(()) => used.iter().for_each(|hash| memory.release(hash)),
            Err(error) => tracing::warn!(%error, "used invitations could not be written: they may be used once more"),
        }
    }
}

async fn write_spent(
    p: &Platform,
    org: Id<kinds::Org>,
    campaign: Id<kinds::Campaign>,
    wave: Wave,
    hashes: &[Vec<u8>],
) -> Result<(), DbError> {
    let order = shuffled(&mut *p.chance(), hashes.iter().collect());
    let mut tx = p.db.begin().await?;
    for hash in order {
        store::insert_spent(&mut tx, org, campaign, wave, hash).await?;
    }
    tx.commit().await
}

/// Deletes drafts whose days are over, and writes the finished days of entries on behalf to the audit chain.
pub async fn sweep(p: &Platform) -> Result<(), SurveyProblem> {
    let today = p.clock.today();
    let mut tx = p.db.begin().await?;
    store::purge_drafts(&mut tx, today).await?;
    for (org, campaign, day, n) in store::behalf_before(&mut tx, today).await? {
        let act = Act {
            org,
            account: None,
            hat: None,
            act: "survey.entered-on-behalf",
            subject: format!("campaign:{campaign}"),
            detail: format!("day={day} n={n}"),
        };
        audit::write(&mut tx, &*p.clock, act).await?;
        store::delete_behalf(&mut tx, org, campaign, day).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The job `surveys.sweep-drafts`.
pub async fn run_sweep(p: Platform, _job: Job) -> Result<(), JobError> {
    Ok(sweep(&p).await?)
}
