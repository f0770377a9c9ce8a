//! What is done with rebases. Each asks whether it may, applies the rule, stores and audits, in one transaction.

use kernel::Wave;
use organisation::{
    access::{Asker, Failure},
    places,
};
use spine::{
    Platform,
    audit::{self, Act},
    db::{DbError, Tx},
};

use super::{
    access::may_rebase,
    model::{Rebase, Wanted, sound_reason},
    store,
};
use crate::themes::names_somebody;

/// Why limits are not computed anew.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// The reason is too short or too long.
    #[error("a reason is missing")]
    Reason,
    /// It names a person (hard rule 8).
    #[error("a person is named")]
    Names,
    /// The chart has no such month, or begins with it.
    #[error("no limits before this month")]
    Month,
    /// The asker may not.
    #[error("not allowed under this hat")]
    Forbidden,
    /// No such place, campaign, indicator or rebase.
    #[error("not found")]
    NotFound,
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::Db(error) => error.into(),
            Problem::NotFound => Self::NotFound,
            Problem::Forbidden => Self::Forbidden,
            Problem::Reason | Problem::Names | Problem::Month => Self::Invalid,
        }
    }
}

/// Computes limits anew from a month on. `months` are those of the chart.
pub async fn add(p: &Platform, asker: &Asker, wanted: &Wanted, reason: &str, months: &[Wave]) -> Result<(), Problem> {
    if !may_rebase(asker, wanted.place) {
        return Err(Problem::Forbidden);
    }
    let reason = sound_reason(reason).ok_or(Problem::Reason)?;
    if names_somebody(&reason) {
        return Err(Problem::Names);
    }
    if !months.iter().skip(1).any(|month| *month == wanted.wave) {
        return Err(Problem::Month);
    }
    let mut tx = p.db.begin().await?;
    places::find(&mut tx, &asker.scope, wanted.place).await?.ok_or(Problem::NotFound)?;
    let rebase = Rebase {
        campaign: wanted.campaign,
        place: wanted.place,
        indicator: wanted.indicator.clone(),
        wave: wanted.wave,
        reason,
        role: asker.role(),
        day: p.clock.today(),
    };
    store::put(&mut tx, asker.org(), &rebase, asker.account).await?;
    log(&mut tx, p, asker, "rebase.added", wanted).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a rebase back: the limits are those of the whole series again.
pub async fn remove(p: &Platform, asker: &Asker, wanted: &Wanted) -> Result<(), Problem> {
    if !may_rebase(asker, wanted.place) {
        return Err(Problem::Forbidden);
    }
    let mut tx = p.db.begin().await?;
    if !store::drop(&mut tx, asker.org(), wanted).await? {
        return Err(Problem::NotFound);
    }
    log(&mut tx, p, asker, "rebase.removed", wanted).await?;
    tx.commit().await?;
    Ok(())
}

async fn log(tx: &mut Tx, p: &Platform, asker: &Asker, act: &'static str, wanted: &Wanted) -> Result<(), DbError> {
    let subject = format!("place:{}", wanted.place);
    let detail = format!("campaign:{} indicator:{} wave:{}", wanted.campaign, wanted.indicator, wanted.wave);
    let act = Act { org: asker.org(), account: Some(asker.account), hat: Some(asker.role()), act, subject, detail };
    audit::write(tx, &*p.clock, act).await
}
