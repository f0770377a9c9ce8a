//! Sessions: what the browser keeps is stored as its SHA-256 only.

use kernel::{Day, Id, Lang, Personal, kinds};
use spine::{
    Class, Keep, Table,
    db::{Conn, DbError, Row, Sql, Tx},
};

use super::INSTALLATION;
use crate::access::Hat;

/// The tables of this file.
pub const TABLES: &[Table] = &[Table {
    name: "session",
    columns: &[
        ("org", Class::Internal, Keep::WithRow),
        ("id", Class::Internal, Keep::WithRow),
        ("token", Class::Secret, Keep::WithRow),
        ("account", Class::Personal, Keep::WithRow),
        ("grant_id", Class::Internal, Keep::WithRow),
        ("stage", Class::Internal, Keep::WithRow),
        ("created", Class::Personal, Keep::WithRow),
        ("used", Class::Personal, Keep::WithRow),
    ],
}];

/// Every statement of this file.
pub const STATEMENTS: &[&Sql] =
    &[&INSERT, &FIND, &HATS, &TOUCH, &ROTATE, &END, &END_ONE, &END_ALL, &END_OTHERS, &LISTING, &SWEEP];

static INSERT: Sql = Sql::new(
    "access/session-insert",
    "INSERT INTO session (org, id, token, account, grant_id, stage, created, used)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $7)",
);
static FIND: Sql = Sql::new("access/session-find", "SELECT * FROM session WHERE org = $1 AND token = $2");
static HATS: Sql = Sql::new(
    "access/session-hats",
    "SELECT s.id AS session, s.account AS account, s.grant_id AS worn, s.created AS created, s.used AS used,
       a.name AS name, a.lang AS lang, g.id AS grant_id, g.org AS grant_org, g.role AS role, g.place AS place,
       g.from_day AS from_day, g.to_day AS to_day, p.name AS place_name
     FROM session s
     JOIN account a ON a.org = s.org AND a.id = s.account
     JOIN role_grant g ON g.account = s.account
     JOIN place p ON p.org = g.org AND p.id = g.place
     WHERE s.org = $1 AND s.token = $2 AND s.stage = 'full' AND a.state = 'active'
       AND g.from_day <= $3 AND (g.to_day IS NULL OR g.to_day >= $3)
     ORDER BY p.name, g.role, g.id",
);
static TOUCH: Sql = Sql::new("access/session-touch", "UPDATE session SET used = $3 WHERE org = $1 AND id = $2");
static ROTATE: Sql = Sql::new(
    "access/session-rotate",
    "UPDATE session SET token = $3, grant_id = $4, stage = $5, used = $6 WHERE org = $1 AND id = $2",
);
static END: Sql = Sql::new("access/session-end", "DELETE FROM session WHERE org = $1 AND token = $2");
static END_ONE: Sql =
    Sql::new("access/session-end-one", "DELETE FROM session WHERE org = $1 AND account = $2 AND id = $3");
static END_ALL: Sql = Sql::new("access/session-end-all", "DELETE FROM session WHERE org = $1 AND account = $2");
static END_OTHERS: Sql =
    Sql::new("access/session-end-others", "DELETE FROM session WHERE org = $1 AND account = $2 AND token <> $3");
static LISTING: Sql = Sql::new(
    "access/session-listing",
    "SELECT * FROM session WHERE org = $1 AND account = $2 AND stage = 'full' ORDER BY used DESC, id",
);
static SWEEP: Sql =
    Sql::new("access/session-sweep", "DELETE FROM session WHERE org = $1 AND (created < $2 OR used < $3)");

/// A session as stored.
#[derive(Debug, Clone)]
pub struct Session {
    /// Its handle on the page that lists sessions; it opens nothing.
    pub id: i64,
    /// Whose.
    pub account: Id<kinds::Account>,
    /// The hat worn.
    pub grant: Option<Id<kinds::Grant>>,
    /// `full`, or the step of sign-in that is still missing: `code`, `enrol`.
    pub stage: String,
    /// When it began, milliseconds.
    pub created: i64,
    /// When it was last used, milliseconds, to within ten minutes.
    pub used: i64,
}

/// A session with its account and the hats held today.
#[derive(Debug, Clone)]
pub struct Worn {
    /// The session.
    pub session: Session,
    /// The account's name.
    pub name: Personal<String>,
    /// The account's language.
    pub lang: Lang,
    /// The hats held today.
    pub hats: Vec<Hat>,
}

pub(crate) async fn insert(tx: &mut Tx, session: &Session, token: &[u8]) -> Result<(), DbError> {
    let row = vec![
        INSTALLATION.into(),
        session.id.into(),
        token.into(),
        session.account.into(),
        session.grant.into(),
        session.stage.clone().into(),
        session.created.into(),
    ];
    tx.run(&INSERT, row).await?;
    Ok(())
}

// tidy: unscoped because scopes are made from it
pub(crate) async fn find(conn: &mut Conn, token: &[u8]) -> Result<Option<Session>, DbError> {
    conn.one(&FIND, vec![INSTALLATION.into(), token.into()]).await?.as_ref().map(session).transpose()
}

// tidy: unscoped because scopes are made from it
pub(crate) async fn worn(conn: &mut Conn, token: &[u8], today: Day) -> Result<Option<Worn>, DbError> {
    let rows = conn.all(&HATS, vec![INSTALLATION.into(), token.into(), today.into()]).await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let session = Session {
        id: first.int("session")?,
        account: first.id("account")?,
        grant: first.id_opt("worn")?,
        stage: "full".to_owned(),
        created: first.int("created")?,
        used: first.int("used")?,
    };
    let hats = rows.iter().map(hat).collect::<Result<_, _>>()?;
    Ok(Some(Worn { session, name: Personal::new(first.text("name")?), lang: first.code("lang")?, hats }))
}

pub(crate) async fn touch(tx: &mut Tx, id: i64, now: i64) -> Result<(), DbError> {
    tx.run(&TOUCH, vec![INSTALLATION.into(), id.into(), now.into()]).await?;
    Ok(())
}

pub(crate) async fn rotate(tx: &mut Tx, session: &Session, token: &[u8], now: i64) -> Result<(), DbError> {
    let row = vec![
        INSTALLATION.into(),
        session.id.into(),
        token.into(),
        session.grant.into(),
        session.stage.clone().into(),
        now.into(),
    ];
    tx.run(&ROTATE, row).await?;
    Ok(())
}

pub(crate) async fn end(tx: &mut Tx, token: &[u8]) -> Result<u64, DbError> {
    tx.run(&END, vec![INSTALLATION.into(), token.into()]).await
}

pub(crate) async fn end_one(tx: &mut Tx, account: Id<kinds::Account>, id: i64) -> Result<u64, DbError> {
    tx.run(&END_ONE, vec![INSTALLATION.into(), account.into(), id.into()]).await
}

pub(crate) async fn end_all(tx: &mut Tx, account: Id<kinds::Account>) -> Result<u64, DbError> {
    tx.run(&END_ALL, vec![INSTALLATION.into(), account.into()]).await
}

pub(crate) async fn end_others(tx: &mut Tx, account: Id<kinds::Account>, token: &[u8]) -> Result<u64, DbError> {
    tx.run(&END_OTHERS, vec![INSTALLATION.into(), account.into(), token.into()]).await
}

// tidy: unscoped because a person lists their own sessions only
pub(crate) async fn listing(conn: &mut Conn, account: Id<kinds::Account>) -> Result<Vec<Session>, DbError> {
    conn.all(&LISTING, vec![INSTALLATION.into(), account.into()]).await?.iter().map(session).collect()
}

/// Deletes what began or was last used too long ago.
pub(crate) async fn sweep(tx: &mut Tx, created_before: i64, used_before: i64) -> Result<u64, DbError> {
    tx.run(&SWEEP, vec![INSTALLATION.into(), created_before.into(), used_before.into()]).await
}

fn session(row: &Row) -> Result<Session, DbError> {
    Ok(Session {
        id: row.int("id")?,
        account: row.id("account")?,
        grant: row.id_opt("grant_id")?,
        stage: row.text("stage")?,
        created: row.int("created")?,
        used: row.int("used")?,
    })
}

fn hat(row: &Row) -> Result<Hat, DbError> {
    Ok(Hat {
        grant: row.id("grant_id")?,
        org: row.id("grant_org")?,
        role: row.code("role")?,
        place: row.id("place")?,
        place_name: row.text("place_name")?,
        from: row.day("from_day")?,
        to: row.day_opt("to_day")?,
    })
}
