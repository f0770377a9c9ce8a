//! What waits sealed: the intake, the drafts; and the list of spent invitations.

use std::collections::HashSet;

use kernel::{Day, Id, Wave, kinds};
use spine::db::{Conn, DbError, Row, Sql, Tx};

use crate::surveys::model::{Batch, BatchKeyId};

pub(super) const STATEMENTS: &[&Sql] = &[
    &INSERT_INTAKE,
    &WAITING,
    &WAITING_IN,
    &BATCHES,
    &KEYS_WAITING,
    &ALL_KEYS_WAITING,
    &DELETE_INTAKE,
    &INSERT_SPENT,
    &IS_SPENT,
    &DELETE_SPENT,
    &PUT_DRAFT,
    &DRAFT,
    &DELETE_DRAFT,
    &PURGE_DRAFTS,
];

static INSERT_INTAKE: Sql = Sql::new(
    "surveys/insert-intake",
    "INSERT INTO intake (org, id, campaign, wave, place, sealed, batch_key) VALUES ($1, $2, $3, $4, $5, $6, $7)",
);
static WAITING: Sql = Sql::new(
    "surveys/waiting",
    "SELECT COUNT(*) AS n FROM intake WHERE org = $1 AND campaign = $2 AND wave = $3 AND place = $4",
);
// Without a place, the whole wave.
static WAITING_IN: Sql = Sql::new(
    "surveys/waiting-in",
    "SELECT id, place, sealed, batch_key FROM intake WHERE org = $1 AND campaign = $2 AND wave = $3
       AND (CAST($4 AS BIGINT) IS NULL OR place = $4) ORDER BY id",
);
static BATCHES: Sql = Sql::new(
    "surveys/batches-waiting",
    "SELECT org, campaign, wave, place, batch_key, COUNT(*) AS n FROM intake
     GROUP BY org, campaign, wave, place, batch_key ORDER BY org, campaign, wave, place, batch_key",
);
static KEYS_WAITING: Sql = Sql::new(
    "surveys/keys-waiting",
    "SELECT DISTINCT batch_key FROM intake WHERE org = $1 AND campaign = $2 AND wave = $3 AND place = $4 ORDER BY batch_key",
);
static ALL_KEYS_WAITING: Sql =
    Sql::new("surveys/all-keys-waiting", "SELECT DISTINCT batch_key FROM intake ORDER BY batch_key");
static DELETE_INTAKE: Sql = Sql::new("surveys/delete-intake", "DELETE FROM intake WHERE org = $1 AND id = $2");
static INSERT_SPENT: Sql = Sql::new(
    "surveys/insert-spent",
    "INSERT INTO spent (org, hash, campaign, wave) VALUES ($1, $2, $3, $4) ON CONFLICT (org, hash) DO NOTHING",
);
static IS_SPENT: Sql = Sql::new("surveys/is-spent", "SELECT wave FROM spent WHERE org = $1 AND hash = $2");
static DELETE_SPENT: Sql =
    Sql::new("surveys/delete-spent", "DELETE FROM spent WHERE org = $1 AND campaign = $2 AND wave = $3");
static PUT_DRAFT: Sql = Sql::new(
    "surveys/put-draft",
    "INSERT INTO draft (org, hash, sealed, expires_day) VALUES ($1, $2, $3, $4)
     ON CONFLICT (org, hash) DO UPDATE SET sealed = excluded.sealed, expires_day = excluded.expires_day",
);
static DRAFT: Sql =
    Sql::new("surveys/draft", "SELECT sealed FROM draft WHERE org = $1 AND hash = $2 AND expires_day >= $3");
static DELETE_DRAFT: Sql =
    Sql::new("surveys/delete-draft", "DELETE FROM draft WHERE org = $1 AND hash = $2 AND expires_day >= $3");
static PURGE_DRAFTS: Sql = Sql::new("surveys/purge-drafts", "DELETE FROM draft WHERE expires_day < $1");

type Org = Id<kinds::Org>;
type CampaignId = Id<kinds::Campaign>;
type IntakeId = Id<kinds::Intake>;
/// A sealed answer that waits.
pub(in crate::surveys) struct Sealed {
    /// Its row.
    pub id: IntakeId,
    /// Where it was given.
    pub place: Id<kinds::Place>,
    /// The key that opens it.
    pub key: BatchKeyId,
    /// What it says.
    pub sealed: Vec<u8>,
}

pub(in crate::surveys) async fn insert_intake(
    tx: &mut Tx,
    batch: &Batch,
    id: IntakeId,
    sealed: Vec<u8>,
    key: BatchKeyId,
) -> Result<(), DbError> {
    let mut row = vec![batch.org.into(), id.into(), batch.campaign.into(), batch.wave.into(), batch.place.into()];
    row.push(sealed.into());
    row.push(key.into());
    tx.run(&INSERT_INTAKE, row).await?;
    Ok(())
}

// tidy: unscoped because a count of what waits is asked by the mover alone and shown to nobody
pub(in crate::surveys) async fn waiting(conn: &mut Conn, b: &Batch) -> Result<usize, DbError> {
    let params = vec![b.org.into(), b.campaign.into(), b.wave.into(), b.place.into()];
    let n = conn.one(&WAITING, params).await?.map_or(Ok(0), |row| row.int("n"))?;
    Ok(usize::try_from(n).unwrap_or_default())
}

// tidy: unscoped because what comes back is sealed under a key that is not in the database
pub(in crate::surveys) async fn waiting_in(
    conn: &mut Conn,
    org: Org,
    campaign: CampaignId,
    wave: Wave,
    place: Option<Id<kinds::Place>>,
) -> Result<Vec<Sealed>, DbError> {
    let params = vec![org.into(), campaign.into(), wave.into(), place.map(Id::to_i64).into()];
    let rows = conn.all(&WAITING_IN, params).await?;
    let read = |row: &Row| {
        Ok(Sealed {
            id: row.id("id")?,
            place: row.id("place")?,
            key: row.id("batch_key")?,
            sealed: row.blob("sealed")?,
        })
    };
    rows.iter().map(read).collect()
}

// tidy: unscoped because a name of a key opens nothing
/// The keys that the waiting answers of a batch are sealed under.
pub(in crate::surveys) async fn keys_waiting(conn: &mut Conn, b: &Batch) -> Result<Vec<BatchKeyId>, DbError> {
    let params = vec![b.org.into(), b.campaign.into(), b.wave.into(), b.place.into()];
    conn.all(&KEYS_WAITING, params).await?.iter().map(|row| row.id("batch_key")).collect()
}

// tidy: unscoped because a name of a key opens nothing
/// The keys that any waiting answer is sealed under.
pub(in crate::surveys) async fn all_keys_waiting(conn: &mut Conn) -> Result<HashSet<BatchKeyId>, DbError> {
    conn.all(&ALL_KEYS_WAITING, vec![]).await?.iter().map(|row| row.id("batch_key")).collect()
}

// tidy: unscoped because the mover goes through every organisation
/// Every batch of which something waits, and how many answers of it wait under which key.
pub(in crate::surveys) async fn batches_waiting(
    conn: &mut Conn,
) -> Result<Vec<(Batch, Vec<(BatchKeyId, usize)>)>, DbError> {
    let mut batches: Vec<(Batch, Vec<(BatchKeyId, usize)>)> = Vec::new();
    for row in conn.all(&BATCHES, vec![]).await? {
        let batch = Batch {
            org: row.id("org")?,
            campaign: row.id("campaign")?,
            wave: row.wave("wave")?,
            place: row.id("place")?,
        };
        let under = (row.id("batch_key")?, usize::try_from(row.int("n")?).unwrap_or_default());
        match batches.last_mut().filter(|(last, _)| *last == batch) {
            Some((_, keys)) => keys.push(under),
            None => batches.push((batch, vec![under])),
        }
    }
    Ok(batches)
}

pub(in crate::surveys) async fn delete_intake(tx: &mut Tx, org: Org, id: IntakeId) -> Result<(), DbError> {
    tx.run(&DELETE_INTAKE, vec![org.into(), id.into()]).await?;
    Ok(())
}

pub(in crate::surveys) async fn insert_spent(
    tx: &mut Tx,
    org: Org,
    campaign: CampaignId,
    wave: Wave,
    hash: &[u8],
) -> Result<(), DbError> {
    tx.run(&INSERT_SPENT, vec![org.into(), hash.into(), campaign.into(), wave.into()]).await?;
    Ok(())
}

// tidy: unscoped because holding the invitation is the right; the list itself is read by nobody
pub(in crate::surveys) async fn is_spent(conn: &mut Conn, org: Org, hash: &[u8]) -> Result<bool, DbError> {
    Ok(conn.one(&IS_SPENT, vec![org.into(), hash.into()]).await?.is_some())
}

pub(in crate::surveys) async fn delete_spent(
    tx: &mut Tx,
    org: Org,
    campaign: CampaignId,
    wave: Wave,
) -> Result<(), DbError> {
    tx.run(&DELETE_SPENT, vec![org.into(), campaign.into(), wave.into()]).await?;
    Ok(())
}

pub(in crate::surveys) async fn put_draft(
    tx: &mut Tx,
    org: Org,
    lookup: &[u8],
    sealed: Vec<u8>,
    expires: Day,
) -> Result<(), DbError> {
    tx.run(&PUT_DRAFT, vec![org.into(), lookup.into(), sealed.into(), expires.into()]).await?;
    Ok(())
}

// tidy: unscoped because what comes back is sealed under a key that only the address holds
pub(in crate::surveys) async fn draft(
    conn: &mut Conn,
    org: Org,
    lookup: &[u8],
    today: Day,
) -> Result<Option<Vec<u8>>, DbError> {
    conn.one(&DRAFT, vec![org.into(), lookup.into(), today.into()]).await?.map(|row| row.blob("sealed")).transpose()
}

/// Deletes a draft that is still alive; false when there is none any more.
pub(in crate::surveys) async fn delete_draft(
    tx: &mut Tx,
    org: Org,
    lookup: &[u8],
    today: Day,
) -> Result<bool, DbError> {
    Ok(tx.run(&DELETE_DRAFT, vec![org.into(), lookup.into(), today.into()]).await? > 0)
}

pub(in crate::surveys) async fn purge_drafts(tx: &mut Tx, today: Day) -> Result<u64, DbError> {
    tx.run(&PURGE_DRAFTS, vec![today.into()]).await
}
