//! Letters: the sealed outbox, objections, how many were invited; and the daily count of entries on behalf.

use kernel::{Day, Id, Scope, Wave, kinds};
use spine::db::{Conn, DbError, Row, Sql, Tx};

use crate::surveys::model::LetterKind;

pub(super) const STATEMENTS: &[&Sql] = &[
    &INSERT,
    &DUE,
    &REMINDER,
    &DELETE,
    &DELETE_OF,
    &ADDRESSED,
    &IS_INVITED,
    &LETTERS_TO,
    &WAITING,
    &OBJECT,
    &HAS_OBJECTED,
    &OBJECTIONS,
    &ADD_INVITED,
    &FEWER_INVITED,
    &INVITED_BY_PLACE,
    &ADD_BEHALF,
    &BEHALF_BEFORE,
    &DELETE_BEHALF,
];

static INSERT: Sql = Sql::new(
    "surveys/insert-letter",
    "INSERT INTO outbox (org, id, campaign, address, letter, due_day, sealed)
     VALUES ($1, $2, $3, $4, 'invitation', $5, $6)",
);
static DUE: Sql = Sql::new(
    "surveys/letters-due",
    "SELECT o.org, o.id, o.campaign, o.letter, o.due_day, o.sealed FROM outbox o
     JOIN campaign c ON c.org = o.org AND c.id = o.campaign
     WHERE o.due_day <= $1 AND c.state = 'open' AND (o.due_day > $2 OR (o.due_day = $2 AND o.id > $3))
     ORDER BY o.due_day, o.id LIMIT $4",
);
static REMINDER: Sql =
    Sql::new("surveys/set-reminder", "UPDATE outbox SET letter = 'reminder', due_day = $3 WHERE org = $1 AND id = $2");
static DELETE: Sql = Sql::new("surveys/delete-letter", "DELETE FROM outbox WHERE org = $1 AND id = $2");
static DELETE_OF: Sql = Sql::new("surveys/delete-letters-of", "DELETE FROM outbox WHERE org = $1 AND campaign = $2");
static ADDRESSED: Sql = Sql::new("surveys/delete-letters-to", "DELETE FROM outbox WHERE org = $1 AND address = $2");
static IS_INVITED: Sql =
    Sql::new("surveys/is-invited", "SELECT id FROM outbox WHERE org = $1 AND campaign = $2 AND address = $3 LIMIT 1");
static LETTERS_TO: Sql = Sql::new(
    "surveys/letters-to",
    "SELECT org, id, campaign, letter, sealed FROM outbox WHERE org = $1 AND campaign = $2 AND address = $3 ORDER BY id",
);
static WAITING: Sql = Sql::new(
    "surveys/letters-waiting",
    "SELECT COUNT(*) AS n FROM outbox WHERE org = $1 AND campaign = $2 AND letter = 'invitation'",
);
static OBJECT: Sql = Sql::new(
    "surveys/object",
    "INSERT INTO objection (org, address) VALUES ($1, $2) ON CONFLICT (org, address) DO NOTHING",
);
static HAS_OBJECTED: Sql =
    Sql::new("surveys/has-objected", "SELECT org FROM objection WHERE org = $1 AND address = $2");
static OBJECTIONS: Sql = Sql::new("surveys/objections", "SELECT org, address FROM objection ORDER BY org, address");
static ADD_INVITED: Sql = Sql::new(
    "surveys/add-invited",
    "INSERT INTO invited_count (org, campaign, place, wave, n) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (org, campaign, place, wave) DO UPDATE SET n = invited_count.n + excluded.n",
);
// Never fewer than were counted, neither at the place nor in the whole wave (rests count above their place). What waits in
// the pool is not looked at: whoever takes addresses back one by one would learn how much waits.
static FEWER_INVITED: Sql = Sql::new(
    "surveys/fewer-invited",
    "UPDATE invited_count SET n = n - 1 WHERE org = $1 AND campaign = $2 AND place = $3 AND wave = $4
       AND n > (SELECT COALESCE(SUM(t.n), 0) FROM answer_total t JOIN campaign c ON c.org = t.org
         AND c.id = t.campaign AND c.instrument = t.instrument
         WHERE t.org = $1 AND t.campaign = $2 AND t.place = $3 AND t.wave = $4)
       AND (SELECT SUM(i.n) FROM invited_count i WHERE i.org = $1 AND i.campaign = $2 AND i.wave = $4) >
         (SELECT COALESCE(SUM(t.n), 0) FROM answer_total t JOIN campaign c ON c.org = t.org
         AND c.id = t.campaign AND c.instrument = t.instrument
         WHERE t.org = $1 AND t.campaign = $2 AND t.wave = $4)",
);
static INVITED_BY_PLACE: Sql = Sql::new(
    "surveys/invited-by-place",
    "SELECT i.place, i.wave, i.n FROM invited_count i JOIN place p ON p.org = i.org AND p.id = i.place
     WHERE i.org = $1 AND i.campaign = $2 AND (CAST($3 AS TEXT) IS NULL OR i.place IN {any:$3})
     ORDER BY i.wave DESC, p.name",
);
static ADD_BEHALF: Sql = Sql::new(
    "surveys/add-behalf",
    "INSERT INTO behalf_count (org, campaign, day, n) VALUES ($1, $2, $3, 1)
     ON CONFLICT (org, campaign, day) DO UPDATE SET n = behalf_count.n + 1",
);
static BEHALF_BEFORE: Sql = Sql::new(
    "surveys/behalf-before",
    "SELECT org, campaign, day, n FROM behalf_count WHERE day < $1 ORDER BY day, org, campaign",
);
static DELETE_BEHALF: Sql =
    Sql::new("surveys/delete-behalf", "DELETE FROM behalf_count WHERE org = $1 AND campaign = $2 AND day = $3");

type Org = Id<kinds::Org>;
type CampaignId = Id<kinds::Campaign>;

/// A letter that is due, still sealed.
pub(in crate::surveys) struct Letter {
    /// The organisation.
    pub org: Org,
    /// Its row.
    pub id: Id<kinds::Mail>,
    /// The campaign.
    pub campaign: CampaignId,
    /// The invitation, or its reminder.
    pub kind: LetterKind,
    /// Address, invitation, place, wave, reminder's day.
    pub sealed: Vec<u8>,
}

pub(in crate::surveys) async fn insert_letter(
    tx: &mut Tx,
    letter: Letter,
    address: Vec<u8>,
    due: Day,
) -> Result<(), DbError> {
    let row = vec![
        letter.org.into(),
        letter.id.into(),
        letter.campaign.into(),
        address.into(),
        due.into(),
        letter.sealed.into(),
    ];
    tx.run(&INSERT, row).await?;
    Ok(())
}

/// A letter and the day it is due.
pub(in crate::surveys) struct Due {
    pub due: Day,
    pub letter: Letter,
}

fn letter(row: &Row) -> Result<Letter, DbError> {
    Ok(Letter {
        org: row.id("org")?,
        id: row.id("id")?,
        campaign: row.id("campaign")?,
        kind: row.code("letter")?,
        sealed: row.blob("sealed")?,
    })
}

// tidy: unscoped because the sender goes through every organisation, and what comes back is sealed
/// Letters that are due, from one on (its day and its id): one that could not leave does not come twice in a round.
pub(in crate::surveys) async fn due(
    conn: &mut Conn,
    today: Day,
    after: Option<(Day, Id<kinds::Mail>)>,
    limit: i64,
) -> Result<Vec<Due>, DbError> {
    let (day, id) = after.map_or_else(|| (String::new(), -1), |(day, id)| (day.to_string(), id.to_i64()));
    let rows = conn.all(&DUE, vec![today.into(), day.into(), id.into(), limit.into()]).await?;
    rows.iter().map(|row| Ok(Due { due: row.day("due_day")?, letter: letter(row)? })).collect()
}

pub(in crate::surveys) async fn set_reminder(
    tx: &mut Tx,
    org: Org,
    id: Id<kinds::Mail>,
    due: Day,
) -> Result<(), DbError> {
    tx.run(&REMINDER, vec![org.into(), id.into(), due.into()]).await?;
    Ok(())
}

pub(in crate::surveys) async fn delete_letter(tx: &mut Tx, org: Org, id: Id<kinds::Mail>) -> Result<(), DbError> {
    tx.run(&DELETE, vec![org.into(), id.into()]).await?;
    Ok(())
}

pub(in crate::surveys) async fn delete_letters_of(tx: &mut Tx, org: Org, campaign: CampaignId) -> Result<(), DbError> {
    tx.run(&DELETE_OF, vec![org.into(), campaign.into()]).await?;
    Ok(())
}

/// Deletes every letter to an address.
pub(in crate::surveys) async fn addressed(tx: &mut Tx, org: Org, address: &[u8]) -> Result<u64, DbError> {
    tx.run(&ADDRESSED, vec![org.into(), address.into()]).await
}

// tidy: unscoped because it answers one keyed hash that the caller computed from an address in hand
pub(in crate::surveys) async fn is_invited(
    conn: &mut Conn,
    org: Org,
    campaign: CampaignId,
    address: &[u8],
) -> Result<bool, DbError> {
    Ok(conn.one(&IS_INVITED, vec![org.into(), campaign.into(), address.into()]).await?.is_some())
}

// tidy: unscoped because it answers one keyed hash that the caller computed from an address in hand
/// The letters of a campaign to one address, sealed.
pub(in crate::surveys) async fn letters_to(
    conn: &mut Conn,
    org: Org,
    campaign: CampaignId,
    address: &[u8],
) -> Result<Vec<Letter>, DbError> {
    conn.all(&LETTERS_TO, vec![org.into(), campaign.into(), address.into()]).await?.iter().map(letter).collect()
}

/// One person fewer was invited: the letter came back. False when as many have answered.
pub(in crate::surveys) async fn fewer_invited(
    tx: &mut Tx,
    org: Org,
    campaign: CampaignId,
    place: Id<kinds::Place>,
    wave: Wave,
) -> Result<bool, DbError> {
    Ok(tx.run(&FEWER_INVITED, vec![org.into(), campaign.into(), place.into(), wave.into()]).await? > 0)
}

/// How many invitations wait for their day.
pub async fn letters_waiting(conn: &mut Conn, scope: &Scope, campaign: CampaignId) -> Result<i64, DbError> {
    conn.one(&WAITING, vec![scope.org().into(), campaign.into()]).await?.map_or(Ok(0), |row| row.int("n"))
}

pub(in crate::surveys) async fn object(tx: &mut Tx, org: Org, address: &[u8]) -> Result<(), DbError> {
    tx.run(&OBJECT, vec![org.into(), address.into()]).await?;
    Ok(())
}

// tidy: unscoped because it answers one keyed hash that the caller computed from an address in hand
pub(in crate::surveys) async fn has_objected(conn: &mut Conn, org: Org, address: &[u8]) -> Result<bool, DbError> {
    Ok(conn.one(&HAS_OBJECTED, vec![org.into(), address.into()]).await?.is_some())
}

// tidy: unscoped because the keyed hashes of every organisation are kept beside the keys at a start
/// Every objection: the organisation and the keyed hash of the address.
pub(in crate::surveys) async fn objections(conn: &mut Conn) -> Result<Vec<(Org, Vec<u8>)>, DbError> {
    let rows = conn.all(&OBJECTIONS, vec![]).await?;
    rows.iter().map(|row| Ok((row.id("org")?, row.blob("address")?))).collect()
}

pub(in crate::surveys) async fn add_invited(
    tx: &mut Tx,
    org: Org,
    campaign: CampaignId,
    place: Id<kinds::Place>,
    wave: Wave,
    n: i64,
) -> Result<(), DbError> {
    tx.run(&ADD_INVITED, vec![org.into(), campaign.into(), place.into(), wave.into(), n.into()]).await?;
    Ok(())
}

/// How many people were invited, by wave (the latest first) and place.
pub async fn invited_by_place(
    conn: &mut Conn,
    scope: &Scope,
    campaign: CampaignId,
) -> Result<Vec<(Wave, Id<kinds::Place>, i64)>, DbError> {
    let rows =
        conn.all(&INVITED_BY_PLACE, vec![scope.org().into(), campaign.into(), scope.places_json().into()]).await?;
    rows.iter().map(|row| Ok((row.wave("wave")?, row.id("place")?, row.int("n")?))).collect()
}

pub(in crate::surveys) async fn add_behalf(
    tx: &mut Tx,
    org: Org,
    campaign: CampaignId,
    day: Day,
) -> Result<(), DbError> {
    tx.run(&ADD_BEHALF, vec![org.into(), campaign.into(), day.into()]).await?;
    Ok(())
}

// tidy: unscoped because the daily round goes through every organisation
pub(in crate::surveys) async fn behalf_before(
    conn: &mut Conn,
    today: Day,
) -> Result<Vec<(Org, CampaignId, Day, i64)>, DbError> {
    let rows = conn.all(&BEHALF_BEFORE, vec![today.into()]).await?;
    rows.iter().map(|row| Ok((row.id("org")?, row.id("campaign")?, row.day("day")?, row.int("n")?))).collect()
}

pub(in crate::surveys) async fn delete_behalf(
    tx: &mut Tx,
    org: Org,
    campaign: CampaignId,
    day: Day,
) -> Result<(), DbError> {
    tx.run(&DELETE_BEHALF, vec![org.into(), campaign.into(), day.into()]).await?;
    Ok(())
}
