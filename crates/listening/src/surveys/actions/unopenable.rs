//! Answers that no key opens any more: a restored back-up holds the intake as it was, and the keys of its batches have been
//! destroyed since. They can never be read; they are deleted when somebody who knows why says so.

use std::collections::BTreeMap;

use kernel::{Id, kinds};
use spine::{
    Platform,
    audit::{self, Act},
    db::Conn,
};

use super::{SurveyProblem, keys::key_of};
use crate::surveys::{model::Batch, store};

type Row = Id<kinds::Intake>;

/// The waiting answers of a batch whose key does not exist. One whose key is there and does not open it is something else,
/// and stays.
async fn of_batch(p: &Platform, conn: &mut Conn, batch: &Batch) -> Result<Vec<Row>, SurveyProblem> {
    let rows = store::waiting_in(conn, batch.org, batch.campaign, batch.wave, Some(batch.place)).await?;
    let mut gone = Vec::new();
    for row in rows {
        if key_of(p, row.key)?.is_none() {
            gone.push(row.id);
        }
    }
    Ok(gone)
}

/// How many waiting answers have no key.
pub async fn unopenable(p: &Platform) -> Result<usize, SurveyProblem> {
    let mut conn = p.db.reader().await?;
    let mut n = 0;
    for (batch, _) in store::batches_waiting(&mut conn).await? {
        n += of_batch(p, &mut conn, &batch).await?.len();
    }
    Ok(n)
}

/// Deletes the waiting answers that have no key, for good, and says how many there were. The audit log tells how many of
/// each campaign: how many of a place would be a small number. Nothing else may be serving, since a key is destroyed just
/// after what it sealed has moved.
pub async fn discard_unopenable(p: &Platform) -> Result<usize, SurveyProblem> {
    let mut tx = p.db.begin().await?;
    let mut counts: BTreeMap<(Id<kinds::Org>, Id<kinds::Campaign>), usize> = BTreeMap::new();
    for (batch, _) in store::batches_waiting(&mut tx).await? {
        for row in of_batch(p, &mut tx, &batch).await? {
            store::delete_intake(&mut tx, batch.org, row).await?;
            *counts.entry((batch.org, batch.campaign)).or_default() += 1;
        }
    }
    for ((org, campaign), n) in &counts {
        let act = Act {
            org: *org,
            account: None,
            hat: None,
            act: "survey.unopenable-discarded",
            subject: format!("campaign:{campaign}"),
            detail: format!("n={n}"),
        };
        audit::write(&mut tx, &*p.clock, act).await?;
    }
    tx.commit().await?;
    Ok(counts.values().sum())
}
