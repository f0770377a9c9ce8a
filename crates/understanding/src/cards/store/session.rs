//! The rows of sessions.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Day, Id, Scope, kinds};
use spine::db::{Conn, DbError, Row, Sql, Tx};

use crate::cards::{
    model::CardId,
    session::{Fate, Session, SessionId, Talked},
};

pub(super) const STATEMENTS: &[&Sql] = &[&INSERT, &ADD, &FIND, &LIST, &TALKED, &OF_CARD, &KEPT];

static INSERT: Sql = Sql::new(
    "cards/session-insert",
    "INSERT INTO indicator_session (org, id, day, held_at, space, people, matters, written_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
);
static ADD: Sql = Sql::new(
    "cards/session-add",
    "INSERT INTO indicator_session_card (org, session, seq, card, subject, fate, why) VALUES ($1, $2, $3, $4, $5, $6, $7)",
);
static FIND: Sql = Sql::new("cards/session-find", "SELECT * FROM indicator_session WHERE org = $1 AND id = $2");
static LIST: Sql =
    Sql::new("cards/session-list", "SELECT * FROM indicator_session WHERE org = $1 ORDER BY day DESC, id LIMIT 1000");
static TALKED: Sql = Sql::new(
    "cards/session-talked",
    "SELECT * FROM indicator_session_card WHERE org = $1 AND session = $2 ORDER BY seq",
);
static OF_CARD: Sql = Sql::new(
    "cards/session-of-card",
    "SELECT s.id, s.day, s.held_at, s.space, s.people, t.fate, t.why
     FROM indicator_session_card t JOIN indicator_session s ON s.org = t.org AND s.id = t.session
     WHERE t.org = $1 AND t.card = $2 ORDER BY s.day, s.id, t.seq",
);
static KEPT: Sql = Sql::new(
    "cards/session-kept",
    "SELECT t.card, s.people FROM indicator_session_card t
     JOIN indicator_session s ON s.org = t.org AND s.id = t.session
     WHERE t.org = $1 AND t.card IS NOT NULL AND t.fate = 'kept' ORDER BY t.card, s.id, t.seq",
);

type Org = Id<kinds::Org>;

/// What a session said of one card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The session, without what was talked about.
    pub session: Session,
    /// What became of the card.
    pub fate: Fate,
    /// Why.
    pub why: String,
}

/// Adds a session with what was talked about.
pub async fn session_inserted(tx: &mut Tx, org: Org, one: &Session, by: Id<kinds::Account>) -> Result<(), DbError> {
    let people: BTreeMap<&str, u32> = one.people.iter().map(|(group, n)| (group.code(), *n)).collect();
    let people = serde_json::to_string(&people).unwrap_or_default();
    let row = vec![
        org.into(),
        one.id.into(),
        one.day.into(),
        one.held_at.clone().into(),
        one.space.code().into(),
        people.into(),
        one.matters.clone().into(),
        by.into(),
    ];
    tx.run(&INSERT, row).await?;
    for (seq, talked) in one.talked.iter().enumerate() {
        let row = vec![
            org.into(),
            one.id.into(),
            seq.into(),
            talked.card.into(),
            talked.subject.clone().into(),
            talked.fate.code().into(),
            talked.why.clone().into(),
        ];
        tx.run(&ADD, row).await?;
    }
    Ok(())
}

/// A session of the asker's organisation, whole.
pub async fn session(conn: &mut Conn, scope: &Scope, id: SessionId) -> Result<Option<Session>, DbError> {
    if !scope.reading().numbers {
        return Ok(None);
    }
    let Some(row) = conn.one(&FIND, vec![scope.org().into(), id.into()]).await? else { return Ok(None) };
    let rows = conn.all(&TALKED, vec![scope.org().into(), id.into()]).await?;
    let talked = rows
        .iter()
        .map(|row| {
            Ok(Talked {
                card: row.id_opt("card")?,
                subject: row.text("subject")?,
                fate: row.code("fate")?,
                why: row.text("why")?,
            })
        })
        .collect::<Result<_, DbError>>()?;
    Ok(Some(Session { matters: row.text("matters")?, talked, ..read(&row)? }))
}

/// The sessions of the asker's organisation, the latest first, without what was talked about.
pub async fn sessions(conn: &mut Conn, scope: &Scope) -> Result<Vec<Session>, DbError> {
    if !scope.reading().numbers {
        return Ok(Vec::new());
    }
    conn.all(&LIST, vec![scope.org().into()]).await?.iter().map(read).collect()
}

/// What sessions said of a card, the first one first.
pub async fn choices_of(conn: &mut Conn, scope: &Scope, card: CardId) -> Result<Vec<Chosen>, DbError> {
    if !scope.reading().numbers {
        return Ok(Vec::new());
    }
    let rows = conn.all(&OF_CARD, vec![scope.org().into(), card.into()]).await?;
    rows.iter().map(|row| Ok(Chosen { session: read(row)?, fate: row.code("fate")?, why: row.text("why")? })).collect()
}

/// The cards that a session with users kept.
pub async fn users_kept(conn: &mut Conn, scope: &Scope) -> Result<BTreeSet<CardId>, DbError> {
    let rows = conn.all(&KEPT, vec![scope.org().into()]).await?;
    let mut kept = BTreeSet::new();
    for row in &rows {
        let asked = people(row)?.iter().any(|(group, n)| group.is_of_users() && *n > 0);
        if asked {
            kept.insert(row.id("card")?);
        }
    }
    Ok(kept)
}

fn people(row: &Row) -> Result<BTreeMap<crate::cards::session::Group, u32>, DbError> {
    let stored: BTreeMap<String, u32> = serde_json::from_str(&row.text("people")?).unwrap_or_default();
    Ok(stored.into_iter().filter_map(|(code, n)| Some((code.parse().ok()?, n))).collect())
}

fn read(row: &Row) -> Result<Session, DbError> {
    let day: Day = row.day("day")?;
    Ok(Session {
        id: row.id("id")?,
        day,
        held_at: row.text("held_at")?,
        space: row.code("space")?,
        people: people(row)?,
        matters: String::new(),
        talked: Vec::new(),
    })
}
