//! Lists of people who left, on their way to become letters; and who was asked for which discharge.

use kernel::{Id, Scope, Wave, kinds};
use spine::db::{Conn, DbError, Row, Sql, Tx};

use crate::surveys::model::{Invited, ListId, PartId};

pub(super) const STATEMENTS: &[&Sql] = &[
    &INSERT_LIST,
    &INSERT_PART,
    &NEXT_PART,
    &DELETE_PART,
    &COUNT,
    &UNFINISHED,
    &LISTS,
    &DELETE_FINISHED,
    &DELETE_LISTS_OF,
    &DELETE_PARTS_OF,
    &ASK_ONCE,
    &WAS_ASKED,
    &FORGET_ASKED,
    &FORGET_ASKED_OF,
];

static INSERT_LIST: Sql = Sql::new(
    "surveys/insert-list",
    "INSERT INTO discharge_list (org, id, campaign, people, done, prepared, invited, objected, late)
     VALUES ($1, $2, $3, $4, 0, 0, 0, 0, 0)",
);
static INSERT_PART: Sql = Sql::new(
    "surveys/insert-part",
    "INSERT INTO discharge_part (org, id, campaign, list, sealed) VALUES ($1, $2, $3, $4, $5)",
);
static NEXT_PART: Sql = Sql::new(
    "surveys/next-part",
    "SELECT id, campaign, sealed FROM discharge_part WHERE org = $1 AND list = $2 ORDER BY id LIMIT 1",
);
static DELETE_PART: Sql = Sql::new("surveys/delete-part", "DELETE FROM discharge_part WHERE org = $1 AND id = $2");
static COUNT: Sql = Sql::new(
    "surveys/count-in-list",
    "UPDATE discharge_list SET done = done + $3, prepared = prepared + $4, invited = invited + $5,
       objected = objected + $6, late = late + $7 WHERE org = $1 AND id = $2",
);
static UNFINISHED: Sql =
    Sql::new("surveys/unfinished-lists", "SELECT DISTINCT org, list FROM discharge_part ORDER BY org, list");
static LISTS: Sql = Sql::new(
    "surveys/lists",
    "SELECT * FROM discharge_list WHERE org = $1 AND campaign = $2 ORDER BY people - done DESC, id",
);
static DELETE_FINISHED: Sql = Sql::new(
    "surveys/delete-finished-lists",
    "DELETE FROM discharge_list WHERE org = $1 AND campaign = $2 AND done >= people",
);
static DELETE_LISTS_OF: Sql =
    Sql::new("surveys/delete-lists-of", "DELETE FROM discharge_list WHERE org = $1 AND campaign = $2");
static DELETE_PARTS_OF: Sql =
    Sql::new("surveys/delete-parts-of", "DELETE FROM discharge_part WHERE org = $1 AND campaign = $2");
// One statement says yes to one discharge once, and never to somebody who objected or has a letter on its way.
static ASK_ONCE: Sql = Sql::new(
    "surveys/ask-once",
    "INSERT INTO asked_once (org, hash, campaign, wave) SELECT $1, $2, $3, $4
     WHERE NOT EXISTS (SELECT 1 FROM objection WHERE org = $1 AND address = $5)
       AND NOT EXISTS (SELECT 1 FROM outbox WHERE org = $1 AND campaign = $3 AND address = $5)
     ON CONFLICT (org, hash) DO NOTHING",
);
static WAS_ASKED: Sql = Sql::new("surveys/was-asked", "SELECT org FROM asked_once WHERE org = $1 AND hash = $2");
static FORGET_ASKED: Sql =
    Sql::new("surveys/forget-asked", "DELETE FROM asked_once WHERE org = $1 AND campaign = $2 AND wave = $3");
static FORGET_ASKED_OF: Sql =
    Sql::new("surveys/forget-asked-of", "DELETE FROM asked_once WHERE org = $1 AND campaign = $2");

type Org = Id<kinds::Org>;
type CampaignId = Id<kinds::Campaign>;

/// How far a list is. It counts, and says nothing of anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListState {
    /// How many people it names.
    pub people: i64,
    /// How many of them were gone through.
    pub done: i64,
    /// What became of them.
    pub invited: Invited,
}

/// Some people of a list, sealed.
pub(in crate::surveys) struct Part {
    pub id: PartId,
    pub campaign: CampaignId,
    pub sealed: Vec<u8>,
}

pub(in crate::surveys) async fn insert_list(
    tx: &mut Tx,
    org: Org,
    id: ListId,
    campaign: CampaignId,
    people: i64,
) -> Result<(), DbError> {
    tx.run(&DELETE_FINISHED, vec![org.into(), campaign.into()]).await?;
    tx.run(&INSERT_LIST, vec![org.into(), id.into(), campaign.into(), people.into()]).await?;
    Ok(())
}

pub(in crate::surveys) async fn insert_part(tx: &mut Tx, org: Org, list: ListId, part: Part) -> Result<(), DbError> {
    let row = vec![org.into(), part.id.into(), part.campaign.into(), list.into(), part.sealed.into()];
    tx.run(&INSERT_PART, row).await?;
    Ok(())
}

// tidy: unscoped because only the job reads it, and what comes back is sealed
pub(in crate::surveys) async fn next_part(conn: &mut Conn, org: Org, list: ListId) -> Result<Option<Part>, DbError> {
    let read = |row: Row| Ok(Part { id: row.id("id")?, campaign: row.id("campaign")?, sealed: row.blob("sealed")? });
    conn.one(&NEXT_PART, vec![org.into(), list.into()]).await?.map(read).transpose()
}

/// Takes a part out of its list; false when somebody did already.
pub(in crate::surveys) async fn delete_part(tx: &mut Tx, org: Org, id: PartId) -> Result<bool, DbError> {
    Ok(tx.run(&DELETE_PART, vec![org.into(), id.into()]).await? > 0)
}

/// Says what became of some people of a list.
pub(in crate::surveys) async fn count_in_list(
    tx: &mut Tx,
    org: Org,
    list: ListId,
    gone_through: usize,
    became: Invited,
) -> Result<(), DbError> {
    let row = vec![
        org.into(),
        list.into(),
        (gone_through as i64).into(),
        became.prepared.into(),
        became.already.into(),
        became.objected.into(),
        became.late.into(),
    ];
    tx.run(&COUNT, row).await?;
    Ok(())
}

// tidy: unscoped because the daily round goes through every organisation
pub(in crate::surveys) async fn unfinished_lists(conn: &mut Conn) -> Result<Vec<(Org, ListId)>, DbError> {
    let rows = conn.all(&UNFINISHED, vec![]).await?;
    rows.iter().map(|row| Ok((row.id("org")?, row.id("list")?))).collect()
}

/// The lists of a campaign: those under way, and the last one that is done.
pub async fn lists(conn: &mut Conn, scope: &Scope, campaign: CampaignId) -> Result<Vec<ListState>, DbError> {
    let read = |row: &Row| {
        let invited = Invited {
            prepared: row.int("prepared")?,
            already: row.int("invited")?,
            objected: row.int("objected")?,
            late: row.int("late")?,
        };
        Ok(ListState { people: row.int("people")?, done: row.int("done")?, invited })
    };
    conn.all(&LISTS, vec![scope.org().into(), campaign.into()]).await?.iter().map(read).collect()
}

pub(in crate::surveys) async fn delete_lists_of(tx: &mut Tx, org: Org, campaign: CampaignId) -> Result<(), DbError> {
    tx.run(&DELETE_PARTS_OF, vec![org.into(), campaign.into()]).await?;
    tx.run(&DELETE_LISTS_OF, vec![org.into(), campaign.into()]).await?;
    Ok(())
}

/// Takes the one right to write to an address for a discharge; false when it was taken, when a letter to that address is on
/// its way, or when its owner objected.
pub(in crate::surveys) async fn ask_once(
    tx: &mut Tx,
    org: Org,
    campaign: CampaignId,
    wave: Wave,
    hash: &[u8],
    address: &[u8],
) -> Result<bool, DbError> {
    let row = vec![org.into(), hash.into(), campaign.into(), wave.into(), address.into()];
    Ok(tx.run(&ASK_ONCE, row).await? > 0)
}

// tidy: unscoped because it answers one keyed hash that the caller computed from a list in hand
pub(in crate::surveys) async fn was_asked(conn: &mut Conn, org: Org, hash: &[u8]) -> Result<bool, DbError> {
    Ok(conn.one(&WAS_ASKED, vec![org.into(), hash.into()]).await?.is_some())
}

/// Forgets who was asked in a wave that is over.
pub(in crate::surveys) async fn forget_asked(
    tx: &mut Tx,
    org: Org,
    campaign: CampaignId,
    wave: Wave,
) -> Result<(), DbError> {
    tx.run(&FORGET_ASKED, vec![org.into(), campaign.into(), wave.into()]).await?;
    Ok(())
}

/// Forgets who was asked in a campaign that is closed.
pub(in crate::surveys) async fn forget_asked_of(tx: &mut Tx, org: Org, campaign: CampaignId) -> Result<(), DbError> {
    tx.run(&FORGET_ASKED_OF, vec![org.into(), campaign.into()]).await?;
    Ok(())
}
