//! Campaigns are made, opened, closed.

use instruments::{Instrument, Speaker, library};
use kernel::{Day, Id, Role, kinds};
use organisation::access::{Asker, job_scope};
use spine::{
    Platform,
    audit::{self, Act},
    db::{Conn, DbError, Tx},
    settings::dated,
};

use super::{SurveyProblem, close::close_waves_of, instrument};
use crate::{
    surveys::{
        licence, memory,
        model::{Anonymity, Campaign, CampaignState, Terms},
        store::{self, InstrumentRow},
    },
    voices::Channel,
};

/// Who acts: a signed-in person under a hat, or the system (the demo).
#[derive(Debug, Clone, Copy, Default)]
pub struct By {
    /// The account.
    pub account: Option<Id<kinds::Account>>,
    /// The hat.
    pub hat: Option<Role>,
}

impl From<&Asker> for By {
    fn from(asker: &Asker) -> Self {
        Self { account: Some(asker.account), hat: Some(asker.role()) }
    }
}

/// A campaign to make.
#[derive(Debug, Clone)]
pub struct NewCampaign {
    /// The organisation.
    pub org: Id<kinds::Org>,
    /// The instrument, one version.
    pub instrument: Id<kinds::Instrument>,
    /// Its name on the work pages.
    pub title: String,
    /// What it is for.
    pub purpose: String,
    /// Who designed it, with whom.
    pub designers: String,
    /// The moment it looks at.
    pub moment: String,
    /// What will be done with the answers.
    pub outcome: String,
    /// How people may answer.
    pub channels: Vec<Channel>,
    /// Who may answer.
    pub speakers: Vec<Speaker>,
    /// Its places.
    pub places: Vec<Id<kinds::Place>>,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// Open to all, instead of by invitation.
    pub open_link: bool,
}

/// Puts an instrument in the installation, or finds it there: its content's hash is its name.
pub async fn add_instrument(p: &Platform, document: &str) -> Result<Id<kinds::Instrument>, SurveyProblem> {
    let compiled = Instrument::compile(document).map_err(|_| SurveyProblem::Instrument)?;
    let mut tx = p.db.begin().await?;
    let id = put_instrument(&mut tx, p, &compiled, document).await?;
    tx.commit().await?;
    Ok(id)
}

/// The same for a document that was compiled already, inside a transaction.
pub async fn put_instrument(
    tx: &mut Tx,
    p: &Platform,
    compiled: &Instrument,
    document: &str,
) -> Result<Id<kinds::Instrument>, SurveyProblem> {
    let row = InstrumentRow {
        id: Id::random(&mut *p.chance()),
        hash: compiled.content_hash().to_owned(),
        name: compiled.name().unwrap_or_else(|| compiled.title(kernel::Lang::Fr)).to_owned(),
        official: compiled.is_official(),
    };
    store::insert_instrument(tx, &row, document).await?;
    store::instrument_by_hash(tx, &row.hash).await?.ok_or(SurveyProblem::NotFound)
}

/// Puts an instrument of the product's library in the installation, by its short name (`vecu-12`).
pub async fn shipped(p: &Platform, name: &str) -> Result<Id<kinds::Instrument>, SurveyProblem> {
    let found = library().iter().find(|one| one.id == name).ok_or(SurveyProblem::NotFound)?;
    add_instrument(p, found.json).await
}

async fn terms(conn: &mut Conn, org: Id<kinds::Org>, today: Day) -> Result<Terms, DbError> {
    Ok(Terms {
        invitation_days: dated::number(conn, org, "invitation-delay-days", today, 14).await?,
        reminder_days: dated::number(conn, org, "reminder-delay-days", today, 14).await?,
        closing_days: dated::number(conn, org, "closing-days", today, 70).await?,
        open_days: dated::number(conn, org, "open-closing-days", today, 10).await?,
        draft_days: dated::number(conn, org, "draft-days", today, 7).await?,
    })
}

/// Makes a campaign, as a draft. Its anonymity and its delays are set here for good.
pub async fn create(p: &Platform, by: By, new: NewCampaign) -> Result<Id<kinds::Campaign>, SurveyProblem> {
    if new.places.is_empty() || new.to < new.from {
        return Err(SurveyProblem::State);
    }
    let mut tx = p.db.begin().await?;
    let campaign = Campaign {
        org: new.org,
        id: Id::random(&mut *p.chance()),
        instrument: new.instrument,
        title: new.title,
        anonymity: Anonymity::Anonymous,
        purpose: new.purpose,
        designers: new.designers,
        moment: new.moment,
        outcome: new.outcome,
        channels: new.channels,
        speakers: new.speakers,
        from: new.from,
        to: new.to,
        open_link: new.open_link,
        terms: terms(&mut tx, new.org, p.clock.today()).await?,
        state: CampaignState::Draft,
    };
    store::insert_campaign(&mut tx, &campaign, &new.places).await?;
    log(&mut tx, p, by, &campaign, "survey.campaign-created").await?;
    tx.commit().await?;
    Ok(campaign.id)
}

/// Writes a draft anew: everything but its anonymity and its delays.
///
/// # Errors
/// [`SurveyProblem::State`] once it was opened.
pub async fn edit(p: &Platform, by: By, id: Id<kinds::Campaign>, new: NewCampaign) -> Result<(), SurveyProblem> {
    if new.places.is_empty() || new.to < new.from {
        return Err(SurveyProblem::State);
    }
    let mut tx = p.db.begin().await?;
    let kept = store::find(&mut tx, &job_scope(new.org), id).await?.ok_or(SurveyProblem::NotFound)?;
    let campaign = Campaign {
        instrument: new.instrument,
        title: new.title,
        purpose: new.purpose,
        designers: new.designers,
        moment: new.moment,
        outcome: new.outcome,
        channels: new.channels,
        speakers: new.speakers,
        from: new.from,
        to: new.to,
        open_link: new.open_link,
        ..kept
    };
    if !store::update_draft(&mut tx, &campaign, &new.places).await? {
        return Err(SurveyProblem::State);
    }
    log(&mut tx, p, by, &campaign, "survey.campaign-edited").await?;
    tx.commit().await?;
    memory::of(p).forget(id);
    Ok(())
}

/// Deletes a draft. What was opened once is closed, and never deleted.
///
/// # Errors
/// [`SurveyProblem::State`] once it was opened.
pub async fn delete(p: &Platform, by: By, org: Id<kinds::Org>, id: Id<kinds::Campaign>) -> Result<(), SurveyProblem> {
    let mut tx = p.db.begin().await?;
    let campaign = store::find(&mut tx, &job_scope(org), id).await?.ok_or(SurveyProblem::NotFound)?;
    if !store::delete_draft_campaign(&mut tx, org, id).await? {
        return Err(SurveyProblem::State);
    }
    log(&mut tx, p, by, &campaign, "survey.campaign-deleted").await?;
    tx.commit().await?;
    memory::of(p).forget(id);
    Ok(())
}

/// Opens a campaign. It must say what it is for, who designed it with whom, which moment it looks at and what will be done
/// (hard rule 12), and its instrument must have terms of use that cover its ways of answering, its languages and this day
/// (hard rule 13).
///
/// # Errors
/// [`SurveyProblem::Lacks`] with the keys of all that is missing; then [`SurveyProblem::NotLicensed`] with all that the
/// terms of use do not allow.
pub async fn open(p: &Platform, by: By, org: Id<kinds::Org>, id: Id<kinds::Campaign>) -> Result<(), SurveyProblem> {
    let mut tx = p.db.begin().await?;
    let campaign = store::find(&mut tx, &job_scope(org), id).await?.ok_or(SurveyProblem::NotFound)?;
    if campaign.state != CampaignState::Draft {
        return Err(SurveyProblem::State);
    }
    let mut lacks = campaign.lacks();
    let form = instrument(p, &mut tx, campaign.instrument).await?;
    if form.licence().is_none() {
        lacks.push("surveys-lacks-licence");
    }
    if !lacks.is_empty() {
        return Err(SurveyProblem::Lacks(lacks));
    }
    let refused = licence::refusals(&form, &campaign, p.clock.today());
    if !refused.is_empty() {
        return Err(SurveyProblem::NotLicensed(refused));
    }
    store::set_state(&mut tx, org, id, CampaignState::Open).await?;
    log(&mut tx, p, by, &campaign, "survey.campaign-opened").await?;
    tx.commit().await?;
    memory::of(p).forget(id);
    Ok(())
}

/// Closes a campaign for good: letters that have not left are destroyed, what waits is counted, its waves are frozen.
pub async fn close(p: &Platform, by: By, org: Id<kinds::Org>, id: Id<kinds::Campaign>) -> Result<(), SurveyProblem> {
    let mut tx = p.db.begin().await?;
    let campaign = store::find(&mut tx, &job_scope(org), id).await?.ok_or(SurveyProblem::NotFound)?;
    if campaign.state != CampaignState::Open {
        return Err(SurveyProblem::State);
    }
    store::set_state(&mut tx, org, id, CampaignState::Closed).await?;
    store::delete_letters_of(&mut tx, org, id).await?;
    store::delete_lists_of(&mut tx, org, id).await?;
    store::forget_asked_of(&mut tx, org, id).await?;
    log(&mut tx, p, by, &campaign, "survey.campaign-closed").await?;
    tx.commit().await?;
    memory::of(p).forget(id);
    let closed = Campaign { state: CampaignState::Closed, ..campaign };
    close_waves_of(p, &closed).await?;
    p.work.notify_one();
    Ok(())
}

async fn log(tx: &mut Tx, p: &Platform, by: By, campaign: &Campaign, act: &'static str) -> Result<(), DbError> {
    let act = Act {
        org: campaign.org,
        account: by.account,
        hat: by.hat,
        act,
        subject: format!("campaign:{}", campaign.id),
        detail: String::new(),
    };
    audit::write(tx, &*p.clock, act).await
}
