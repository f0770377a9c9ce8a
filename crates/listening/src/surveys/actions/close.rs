//! The end of a wave: rests below ten count at a parent place, then the wave is frozen.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kernel::{Id, Wave, kinds};
use organisation::{access::job_scope, places};
use spine::{
    Platform,
    jobs::{Job, JobError},
};

use super::{
    Moved, SurveyProblem, batch_size,
    move_in::{Opened, count_in, opened},
};
use crate::surveys::{
    memory,
    model::{Batch, BatchKeyId, Campaign, CampaignState},
    rests::merge_rests,
    store::{self, CountedAt},
};

type PlaceId = Id<kinds::Place>;

/// Freezes every wave whose days are over, and closes the campaigns whose last wave is frozen.
pub async fn close_waves(p: &Platform) -> Result<Moved, SurveyProblem> {
    let mut all = Moved::default();
    let mut conn = p.db.reader().await?;
    let orgs = places::organisations(&mut conn).await?;
    drop(conn);
    let mut problem = None;
    for org in orgs {
        let mut conn = p.db.reader().await?;
        let campaigns = store::list(&mut conn, &job_scope(org), None).await?;
        drop(conn);
        for campaign in campaigns.iter().filter(|campaign| campaign.state != CampaignState::Draft) {
            match close_waves_of(p, campaign).await {
                Ok(one) => all = Moved { moved: all.moved + one.moved, unopened: all.unopened + one.unopened },
                // One campaign that cannot be closed keeps no other open.
                Err(error) => problem = problem.or(Some(error)),
            }
        }
    }
    problem.map_or(Ok(all), Err)
}

/// The same for one campaign.
pub(super) async fn close_waves_of(p: &Platform, campaign: &Campaign) -> Result<Moved, SurveyProblem> {
    let today = p.clock.today();
    let mut conn = p.db.reader().await?;
    let frozen = store::frozen_waves(&mut conn, campaign.org, campaign.id).await?;
    drop(conn);
    let mut all = Moved::default();
    for wave in campaign.waves(today) {
        if campaign.is_over(wave, today) && !frozen.contains(&wave) {
            let one = freeze(p, campaign, wave).await?;
            all = Moved { moved: all.moved + one.moved, unopened: all.unopened + one.unopened };
        }
    }
    if campaign.state == CampaignState::Open && campaign.is_over(campaign.to.wave(), today) {
        let mut tx = p.db.begin().await?;
        store::set_state(&mut tx, campaign.org, campaign.id, CampaignState::Closed).await?;
        store::delete_letters_of(&mut tx, campaign.org, campaign.id).await?;
        store::delete_lists_of(&mut tx, campaign.org, campaign.id).await?;
        store::forget_asked_of(&mut tx, campaign.org, campaign.id).await?;
        tx.commit().await?;
        memory::of(p).forget(campaign.id);
    }
    Ok(all)
}

/// Counts what is left of a wave and freezes it, in one transaction; then destroys its keys. Its spent invitations are
/// forgotten: a frozen wave takes none.
async fn freeze(p: &Platform, campaign: &Campaign, wave: Wave) -> Result<Moved, SurveyProblem> {
    let (org, id, memory) = (campaign.org, campaign.id, memory::of(p));
    let gate = memory.gate(org, id, wave);
    let _alone = gate.write().await;
    let mut tx = p.db.begin().await?;
    let least = batch_size(&mut tx, org, p.clock.today()).await?;
    let rows = store::waiting_in(&mut tx, org, id, wave, None).await?;
    let waiting = rows.len();
    let mut by_place: BTreeMap<PlaceId, Vec<Opened>> = BTreeMap::new();
    let mut keys: BTreeSet<BatchKeyId> = BTreeSet::new();
    for row in &rows {
        if let Some(one) = opened(p, row)? {
            keys.insert(row.key);
            by_place.entry(row.place).or_default().push(one);
        }
    }
    let places: Vec<PlaceId> = by_place.keys().copied().collect();
    let parents: HashMap<PlaceId, Option<PlaceId>> =
        places::tree(&mut tx, &job_scope(org)).await?.into_iter().map(|place| (place.id, place.parent)).collect();
    let above = |place| {
        std::iter::successors(Some(place), |at: &PlaceId| parents.get(at).copied().flatten()).take(32).collect()
    };
    let mut moved = 0;
    let mut chance = p.chance();
    for group in merge_rests(by_place.into_iter().collect(), &above, least) {
        moved += group.rows.len();
        let at = CountedAt { org, instrument: campaign.instrument, campaign: id, place: group.place, wave };
        count_in(&mut tx, p, &mut *chance, &at, group.rows).await?;
    }
    store::mark_wave(&mut tx, org, id, wave, true).await?;
    store::delete_spent(&mut tx, org, id, wave).await?;
    store::forget_asked(&mut tx, org, id, wave).await?;
    tx.commit().await?;
    memory.end_wave(org, id, wave);
    for place in places {
        memory.turn_batch_key(&Batch { org, campaign: id, wave, place }, None);
    }
    for key in keys {
        p.keys.batches().destroy(&key.to_string())?;
    }
    Ok(Moved { moved, unopened: waiting - moved })
}

/// The job `surveys.close-waves`.
pub async fn run_close_waves(p: Platform, _job: Job) -> Result<(), JobError> {
    let closed = close_waves(&p).await?;
    p.work.notify_one();
    if closed.unopened > 0 {
        return Err(SurveyProblem::Unopened(closed.unopened).into());
    }
    Ok(())
}
