//! Starting and going on: the invitation is exchanged for a draft, the draft is kept sealed.

use std::sync::Arc;

use kernel::{Id, kinds};
use spine::Platform;

use super::{SurveyProblem, asked};
use crate::surveys::{
    envelope,
    memory::{self, Asked},
    model::Draft,
    store,
    token::{Claimed, DraftKey},
};

/// A draft that was begun: the campaign and the key that its address holds.
#[derive(Debug)]
pub struct Begun {
    /// The campaign.
    pub campaign: Id<kinds::Campaign>,
    /// The draft's key.
    pub key: DraftKey,
}

/// Exchanges an invitation for a draft. The invitation is spent only when the answers are sent.
///
/// A forged, a spent and an expired invitation go through the same steps and end in the same [`SurveyProblem::Invitation`],
/// so that neither the page nor its time tells them apart.
pub async fn accept(p: &Platform, token: &str) -> Result<Begun, SurveyProblem> {
    let today = p.clock.today();
    let claimed = Claimed::read(token).unwrap_or_else(|| Claimed::nothing(today.wave()));
    let invitation = claimed.invitation;
    let found = asked(p, invitation.campaign).await?;
    let org = found.as_ref().map_or(Id::from_i64(0), |asked| asked.campaign.org);
    let is_true = claimed.is_true(&p.keys, org);
    let hash = invitation.spent_hash(&p.keys, org);
    let mut conn = p.db.reader().await?;
    let is_spent = store::is_spent(&mut conn, org, &hash).await? | memory::of(p).is_claimed(&hash);
    let is_frozen = store::frozen(&mut conn, org, invitation.campaign, invitation.wave).await?;
    drop(conn);
    let key = DraftKey::random(&mut *p.chance());
    let mut draft = Draft::new(invitation.campaign, invitation.wave, crate::voices::Channel::Web).at(invitation.place);
    draft.spends = Some(hash);
    if let Some(asked) = &found {
        draft.answers = asked.instrument.initial_answers();
    }
    let takes = found
        .as_ref()
        .is_some_and(|asked| asked.campaign.takes(invitation.wave, today) && asked.may_begin(&draft, today));
    match found {
        Some(asked) if is_true && takes && !is_spent && !is_frozen => {
            keep(p, &asked, &key, &draft).await?;
            Ok(Begun { campaign: asked.campaign.id, key })
        }
        _ => Err(SurveyProblem::Invitation),
    }
}

/// Begins a draft for somebody who came without an invitation, or for whom staff types.
///
/// # Errors
/// [`SurveyProblem::LicenceOver`] once the terms of use of the questionnaire are over.
pub async fn start(p: &Platform, asked: &Asked, draft: &Draft) -> Result<DraftKey, SurveyProblem> {
    if !asked.may_begin(draft, p.clock.today()) {
        return Err(SurveyProblem::LicenceOver);
    }
    let key = DraftKey::random(&mut *p.chance());
    let mut draft = draft.clone();
    if draft.answers.is_empty() {
        draft.answers = asked.instrument.initial_answers();
    }
    keep(p, asked, &key, &draft).await?;
    Ok(key)
}

/// Keeps a draft, sealed under its key, for as many days as the campaign says.
pub async fn keep(p: &Platform, asked: &Asked, key: &DraftKey, draft: &Draft) -> Result<(), SurveyProblem> {
    let org = asked.campaign.org;
    let lookup = key.lookup(&p.keys, org);
    let size = envelope::size(&asked.instrument);
    let packed = envelope::pack(draft, size).ok_or(SurveyProblem::TooLong)?;
    let sealed = key.seal(&p.keys, org).seal_padded(&mut *p.chance(), DraftKey::spot(&lookup), &packed, size);
    // Nothing of a tablet outlives its day: nobody resumes there.
    let days = if draft.is_kiosk() { 0 } else { asked.campaign.terms.draft_days };
    let expires = p.clock.today().plus_days(days);
    let mut tx = p.db.begin().await?;
    store::put_draft(&mut tx, org, &lookup, sealed, expires).await?;
    tx.commit().await?;
    Ok(())
}

/// Opens a draft of a campaign; none when it was sent, has expired, or never was.
pub async fn open(p: &Platform, asked: &Arc<Asked>, key: &DraftKey) -> Result<Option<Draft>, SurveyProblem> {
    let org = asked.campaign.org;
    let lookup = key.lookup(&p.keys, org);
    let mut conn = p.db.reader().await?;
    let Some(sealed) = store::draft(&mut conn, org, &lookup, p.clock.today()).await? else { return Ok(None) };
    let plain = key.seal(&p.keys, org).open_padded(DraftKey::spot(&lookup), &sealed)?;
    let draft: Option<Draft> = envelope::unpack(&plain);
    Ok(draft.filter(|draft| draft.campaign() == asked.campaign.id))
}

/// Destroys a draft at once: somebody leaves a tablet without sending.
pub async fn discard(p: &Platform, asked: &Asked, key: &DraftKey) -> Result<(), SurveyProblem> {
    let mut tx = p.db.begin().await?;
    let lookup = key.lookup(&p.keys, asked.campaign.org);
    store::delete_draft(&mut tx, asked.campaign.org, &lookup, p.clock.today()).await?;
    tx.commit().await?;
    Ok(())
}
