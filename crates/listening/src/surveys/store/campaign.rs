//! Instruments, campaigns, their places, the state of their waves.

use instruments::Speaker;
use kernel::{Id, Scope, Wave, kinds};
use spine::db::{Conn, DbError, Row, Sql, Tx};

use crate::{
    surveys::model::{Campaign, CampaignState, Terms},
    voices::Channel,
};

pub(super) const STATEMENTS: &[&Sql] = &[
    &INSERT_INSTRUMENT,
    &INSTRUMENT_BY_HASH,
    &DOCUMENT,
    &INSTRUMENTS,
    &INSERT_CAMPAIGN,
    &INSERT_PLACE,
    &BY_ID,
    &FIND,
    &LIST,
    &PLACES_OF,
    &UPDATE_DRAFT,
    &DELETE_DRAFT,
    &DELETE_PLACES,
    &SET_STATE,
    &MARK_WAVE,
    &FROZEN,
    &FROZEN_WAVES,
];

static INSERT_INSTRUMENT: Sql = Sql::new(
    "surveys/insert-instrument",
    "INSERT INTO instrument (org, id, hash, name, official, document) VALUES (0, $1, $2, $3, $4, $5)
     ON CONFLICT (org, hash) DO NOTHING",
);
static INSTRUMENT_BY_HASH: Sql =
    Sql::new("surveys/instrument-by-hash", "SELECT id FROM instrument WHERE org = 0 AND hash = $1");
static DOCUMENT: Sql =
    Sql::new("surveys/instrument-document", "SELECT document FROM instrument WHERE org = 0 AND id = $1");
static INSTRUMENTS: Sql = Sql::new(
    "surveys/instruments",
    "SELECT id, hash, name, official FROM instrument WHERE org = 0 ORDER BY name, hash",
);
static INSERT_CAMPAIGN: Sql = Sql::new(
    "surveys/insert-campaign",
    "INSERT INTO campaign (org, id, instrument, title, anonymity, purpose, designers, moment, outcome, channels, speakers,
       from_day, to_day, open_link, invitation_days, reminder_days, closing_days, open_days, draft_days, state)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
);
static INSERT_PLACE: Sql =
    Sql::new("surveys/insert-place", "INSERT INTO campaign_place (org, campaign, place) VALUES ($1, $2, $3)");
static UPDATE_DRAFT: Sql = Sql::new(
    "surveys/update-draft-campaign",
    "UPDATE campaign SET instrument = $3, title = $4, purpose = $5, designers = $6, moment = $7, outcome = $8,
       channels = $9, speakers = $10, from_day = $11, to_day = $12, open_link = $13
     WHERE org = $1 AND id = $2 AND state = 'draft'",
);
static DELETE_DRAFT: Sql =
    Sql::new("surveys/delete-draft-campaign", "DELETE FROM campaign WHERE org = $1 AND id = $2 AND state = 'draft'");
static DELETE_PLACES: Sql =
    Sql::new("surveys/delete-places", "DELETE FROM campaign_place WHERE org = $1 AND campaign = $2");
static BY_ID: Sql = Sql::new("surveys/campaign-by-id", "SELECT * FROM campaign WHERE id = $1");
static FIND: Sql = Sql::new("surveys/find-campaign", "SELECT * FROM campaign WHERE org = $1 AND id = $2");
static LIST: Sql = Sql::new(
    "surveys/list-campaigns",
    "SELECT * FROM campaign WHERE org = $1 AND (CAST($2 AS TEXT) IS NULL OR state = $2)
     ORDER BY from_day DESC, title, id",
);
static PLACES_OF: Sql = Sql::new(
    "surveys/places-of-campaign",
    "SELECT place FROM campaign_place WHERE org = $1 AND campaign = $2 ORDER BY place",
);
static SET_STATE: Sql =
    Sql::new("surveys/set-state", "UPDATE campaign SET state = $3 WHERE org = $1 AND id = $2 AND state <> 'closed'");
static MARK_WAVE: Sql = Sql::new(
    "surveys/mark-wave",
    "INSERT INTO wave_state (org, campaign, wave, state) VALUES ($1, $2, $3, $4)
     ON CONFLICT (org, campaign, wave) DO UPDATE SET state = excluded.state WHERE wave_state.state <> 'frozen'",
);
static FROZEN: Sql = Sql::new(
    "surveys/is-frozen",
    "SELECT state FROM wave_state WHERE org = $1 AND campaign = $2 AND wave = $3 AND state = 'frozen'",
);
static FROZEN_WAVES: Sql = Sql::new(
    "surveys/frozen-waves",
    "SELECT wave FROM wave_state WHERE org = $1 AND campaign = $2 AND state = 'frozen' ORDER BY wave",
);

/// An instrument in the list.
#[derive(Debug, Clone)]
pub struct InstrumentRow {
    /// Its id.
    pub id: Id<kinds::Instrument>,
    /// The hash of its content.
    pub hash: String,
    /// Its short name.
    pub name: String,
    /// Whether its wording is an official one, locked.
    pub official: bool,
}

pub(in crate::surveys) async fn insert_instrument(
    tx: &mut Tx,
    row: &InstrumentRow,
    document: &str,
) -> Result<(), DbError> {
    let params =
        vec![row.id.into(), row.hash.clone().into(), row.name.clone().into(), row.official.into(), document.into()];
    tx.run(&INSERT_INSTRUMENT, params).await?;
    Ok(())
}

// tidy: unscoped because instruments belong to the installation and are public
pub(in crate::surveys) async fn instrument_by_hash(
    conn: &mut Conn,
    hash: &str,
) -> Result<Option<Id<kinds::Instrument>>, DbError> {
    conn.one(&INSTRUMENT_BY_HASH, vec![hash.into()]).await?.map(|row| row.id("id")).transpose()
}

// tidy: unscoped because instruments belong to the installation and are public
pub(in crate::surveys) async fn instrument_document(
    conn: &mut Conn,
    id: Id<kinds::Instrument>,
) -> Result<Option<String>, DbError> {
    conn.one(&DOCUMENT, vec![id.into()]).await?.map(|row| row.text("document")).transpose()
}

// tidy: unscoped because instruments belong to the installation and are public
/// The instruments of the installation, by name.
pub async fn instruments(conn: &mut Conn) -> Result<Vec<InstrumentRow>, DbError> {
    let rows = conn.all(&INSTRUMENTS, vec![]).await?;
    let read = |row: &Row| {
        Ok(InstrumentRow {
            id: row.id("id")?,
            hash: row.text("hash")?,
            name: row.text("name")?,
            official: row.yes("official")?,
        })
    };
    rows.iter().map(read).collect()
}

pub(in crate::surveys) async fn insert_campaign(
    tx: &mut Tx,
    c: &Campaign,
    places: &[Id<kinds::Place>],
) -> Result<(), DbError> {
    let (channels, speakers) = codes(c);
    let row = vec![
        c.org.into(),
        c.id.into(),
        c.instrument.into(),
        c.title.clone().into(),
        c.anonymity.code().into(),
        c.purpose.clone().into(),
        c.designers.clone().into(),
        c.moment.clone().into(),
        c.outcome.clone().into(),
        channels.into(),
        speakers.into(),
        c.from.into(),
        c.to.into(),
        c.open_link.into(),
        c.terms.invitation_days.into(),
        c.terms.reminder_days.into(),
        c.terms.closing_days.into(),
        c.terms.open_days.into(),
        c.terms.draft_days.into(),
        c.state.code().into(),
    ];
    tx.run(&INSERT_CAMPAIGN, row).await?;
    insert_places(tx, c, places).await
}

async fn insert_places(tx: &mut Tx, c: &Campaign, places: &[Id<kinds::Place>]) -> Result<(), DbError> {
    for place in places {
        tx.run(&INSERT_PLACE, vec![c.org.into(), c.id.into(), (*place).into()]).await?;
    }
    Ok(())
}

/// Writes a draft anew, all but its anonymity, its delays and its state; false when it is a draft no more.
pub(in crate::surveys) async fn update_draft(
    tx: &mut Tx,
    c: &Campaign,
    places: &[Id<kinds::Place>],
) -> Result<bool, DbError> {
    let (channels, speakers) = codes(c);
    let row = vec![
        c.org.into(),
        c.id.into(),
        c.instrument.into(),
        c.title.clone().into(),
        c.purpose.clone().into(),
        c.designers.clone().into(),
        c.moment.clone().into(),
        c.outcome.clone().into(),
        channels.into(),
        speakers.into(),
        c.from.into(),
        c.to.into(),
        c.open_link.into(),
    ];
    if tx.run(&UPDATE_DRAFT, row).await? == 0 {
        return Ok(false);
    }
    tx.run(&DELETE_PLACES, vec![c.org.into(), c.id.into()]).await?;
    insert_places(tx, c, places).await?;
    Ok(true)
}

/// Deletes a draft; false when it is a draft no more.
pub(in crate::surveys) async fn delete_draft_campaign(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    id: Id<kinds::Campaign>,
) -> Result<bool, DbError> {
    if tx.run(&DELETE_DRAFT, vec![org.into(), id.into()]).await? == 0 {
        return Ok(false);
    }
    tx.run(&DELETE_PLACES, vec![org.into(), id.into()]).await?;
    Ok(true)
}

/// The channels and the speakers, as they are stored.
fn codes(c: &Campaign) -> (String, String) {
    let channels: Vec<&str> = c.channels.iter().map(|channel| channel.code()).collect();
    let speakers: Vec<&str> = c.speakers.iter().map(|speaker| speaker.code()).collect();
    (channels.join(" "), speakers.join(" "))
}

// tidy: unscoped because a questionnaire is public, and its address says nothing of its organisation
/// The campaign of a public address.
pub async fn by_id(conn: &mut Conn, id: Id<kinds::Campaign>) -> Result<Option<Campaign>, DbError> {
    conn.one(&BY_ID, vec![id.into()]).await?.as_ref().map(campaign).transpose()
}

/// A campaign of the asker's organisation.
pub async fn find(conn: &mut Conn, scope: &Scope, id: Id<kinds::Campaign>) -> Result<Option<Campaign>, DbError> {
    conn.one(&FIND, vec![scope.org().into(), id.into()]).await?.as_ref().map(campaign).transpose()
}

/// The campaigns of the asker's organisation, the latest first.
pub async fn list(conn: &mut Conn, scope: &Scope, state: Option<CampaignState>) -> Result<Vec<Campaign>, DbError> {
    let state = state.map(CampaignState::code);
    conn.all(&LIST, vec![scope.org().into(), state.into()]).await?.iter().map(campaign).collect()
}

/// The places a campaign was given; everything under them is asked too.
pub async fn places_of(
    conn: &mut Conn,
    scope: &Scope,
    id: Id<kinds::Campaign>,
) -> Result<Vec<Id<kinds::Place>>, DbError> {
    conn.all(&PLACES_OF, vec![scope.org().into(), id.into()]).await?.iter().map(|row| row.id("place")).collect()
}

pub(in crate::surveys) async fn set_state(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    id: Id<kinds::Campaign>,
    state: CampaignState,
) -> Result<bool, DbError> {
    Ok(tx.run(&SET_STATE, vec![org.into(), id.into(), state.code().into()]).await? > 0)
}

pub(in crate::surveys) async fn mark_wave(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    campaign: Id<kinds::Campaign>,
    wave: Wave,
    is_frozen: bool,
) -> Result<(), DbError> {
    let state = if is_frozen { "frozen" } else { "provisional" };
    tx.run(&MARK_WAVE, vec![org.into(), campaign.into(), wave.into(), state.into()]).await?;
    Ok(())
}

// tidy: unscoped because whether a wave is frozen is public
pub(in crate::surveys) async fn frozen(
    conn: &mut Conn,
    org: Id<kinds::Org>,
    campaign: Id<kinds::Campaign>,
    wave: Wave,
) -> Result<bool, DbError> {
    Ok(conn.one(&FROZEN, vec![org.into(), campaign.into(), wave.into()]).await?.is_some())
}

// tidy: unscoped because whether a wave is frozen is public
pub(in crate::surveys) async fn frozen_waves(
    conn: &mut Conn,
    org: Id<kinds::Org>,
    campaign: Id<kinds::Campaign>,
) -> Result<Vec<Wave>, DbError> {
    conn.all(&FROZEN_WAVES, vec![org.into(), campaign.into()]).await?.iter().map(|row| row.wave("wave")).collect()
}

fn campaign(row: &Row) -> Result<Campaign, DbError> {
    let (channels, speakers) = (row.text("channels")?, row.text("speakers")?);
    Ok(Campaign {
        org: row.id("org")?,
        id: row.id("id")?,
        instrument: row.id("instrument")?,
        title: row.text("title")?,
        anonymity: row.code("anonymity")?,
        purpose: row.text("purpose")?,
        designers: row.text("designers")?,
        moment: row.text("moment")?,
        outcome: row.text("outcome")?,
        channels: channels.split_whitespace().filter_map(|code| code.parse::<Channel>().ok()).collect(),
        speakers: speakers.split_whitespace().filter_map(Speaker::from_code).collect(),
        from: row.day("from_day")?,
        to: row.day("to_day")?,
        open_link: row.yes("open_link")?,
        terms: Terms {
            invitation_days: row.int("invitation_days")?,
            reminder_days: row.int("reminder_days")?,
            closing_days: row.int("closing_days")?,
            open_days: row.int("open_days")?,
            draft_days: row.int("draft_days")?,
        },
        state: row.code("state")?,
    })
}
