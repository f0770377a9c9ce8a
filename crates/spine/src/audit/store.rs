//! The chain's tables.

use kernel::{Id, kinds};

use super::{Entry, Sought};
use crate::{
    Class, Keep, Table,
    db::{Conn, DbError, Row, Sql, Tx},
};

/// The tables of this module.
pub const TABLES: &[Table] = &[
    Table {
        name: "audit_entry",
        columns: &[
            ("org", Class::Internal, Keep::Always),
            ("seq", Class::Internal, Keep::Always),
            ("at", Class::Internal, Keep::Always),
            ("account", Class::Personal, Keep::Always),
            ("hat", Class::Internal, Keep::Always),
            ("act", Class::Internal, Keep::Always),
            ("subject", Class::Internal, Keep::Always),
            ("detail", Class::Internal, Keep::Always),
            ("previous", Class::Internal, Keep::Always),
            ("hash", Class::Internal, Keep::Always),
        ],
    },
    Table {
        name: "audit_head",
        columns: &[
            ("org", Class::Internal, Keep::Always),
            ("seq", Class::Internal, Keep::Always),
            ("hash", Class::Internal, Keep::Always),
            ("kept_after", Class::Internal, Keep::Always),
            ("kept_hash", Class::Internal, Keep::Always),
        ],
    },
];

/// Every statement of this module.
pub const STATEMENTS: &[&Sql] =
    &[&MAKE_HEAD, &TAKE_HEAD, &SET_HEAD, &HEAD, &APPEND, &PAGE, &RECENT, &SOUGHT, &OLD, &FORGET, &SET_KEPT];

static MAKE_HEAD: Sql = Sql::new(
    "audit/make-head",
    "INSERT INTO audit_head (org, seq, hash) VALUES ($1, 0, $2) ON CONFLICT (org) DO NOTHING",
);
// Updating the head takes its row lock on PostgreSQL, so two transactions cannot take the same place in the chain.
static TAKE_HEAD: Sql =
    Sql::new("audit/take-head", "UPDATE audit_head SET seq = seq + 1 WHERE org = $1 RETURNING seq, hash");
static SET_HEAD: Sql = Sql::new("audit/set-head", "UPDATE audit_head SET hash = $2 WHERE org = $1");
static HEAD: Sql = Sql::new("audit/head", "SELECT * FROM audit_head WHERE org = $1");
static APPEND: Sql = Sql::new(
    "audit/append",
    "INSERT INTO audit_entry (org, seq, at, account, hat, act, subject, detail, previous, hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
);
static PAGE: Sql =
    Sql::new("audit/page", "SELECT * FROM audit_entry WHERE org = $1 AND seq > $2 ORDER BY seq LIMIT $3");
static RECENT: Sql =
    Sql::new("audit/recent", "SELECT * FROM audit_entry WHERE org = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3");

static SOUGHT: Sql = Sql::new(
    "audit/sought",
    "SELECT * FROM audit_entry WHERE org = $1 AND seq < $2
       AND (CAST($3 AS TEXT) IS NULL OR act LIKE $3) AND at >= $4 AND at < $5
       AND (CAST($6 AS BIGINT) IS NULL OR account = $6)
     ORDER BY seq DESC LIMIT $7",
);

// The last entry before the first that is young enough: what a clock set back wrote out of order stays with it.
static OLD: Sql = Sql::new(
    "audit/old",
    "SELECT seq, hash FROM audit_entry WHERE org = $1 AND at < $2
       AND seq < COALESCE((SELECT MIN(y.seq) FROM audit_entry y WHERE y.org = $1 AND y.at >= $2), $3)
     ORDER BY seq DESC LIMIT 1",
);
static FORGET: Sql = Sql::new("audit/forget", "DELETE FROM audit_entry WHERE org = $1 AND seq <= $2");
static SET_KEPT: Sql =
    Sql::new("audit/set-kept", "UPDATE audit_head SET kept_after = $2, kept_hash = $3 WHERE org = $1");

/// The head of a chain kept apart, and what its first entry follows.
pub(super) struct Head {
    pub seq: i64,
    pub hash: Vec<u8>,
    /// The last entry that was forgotten; 0 when none was.
    pub kept_after: i64,
    /// The hash of that entry.
    pub kept_hash: Vec<u8>,
}

pub(super) async fn take_head(tx: &mut Tx, org: Id<kinds::Org>) -> Result<(i64, Vec<u8>), DbError> {
    tx.run(&MAKE_HEAD, vec![org.into(), Vec::<u8>::new().into()]).await?;
    let row = tx.one(&TAKE_HEAD, vec![org.into()]).await?;
    let row = row.ok_or_else(|| DbError::Engine("the audit chain has no head".to_owned()))?;
    Ok((row.int("seq")?, row.blob("hash")?))
}

pub(super) async fn append(tx: &mut Tx, org: Id<kinds::Org>, e: &Entry) -> Result<(), DbError> {
    tx.run(
        &APPEND,
        vec![
            org.into(),
            e.seq.into(),
            e.at.into(),
            e.account.into(),
            e.hat.clone().into(),
            e.act.clone().into(),
            e.subject.clone().into(),
            e.detail.clone().into(),
            e.previous.clone().into(),
            e.hash.clone().into(),
        ],
    )
    .await?;
    tx.run(&SET_HEAD, vec![org.into(), e.hash.clone().into()]).await?;
    Ok(())
}

// tidy: unscoped because the chain is verified as a whole, by the administrator's command
pub(super) async fn head(conn: &mut Conn, org: Id<kinds::Org>) -> Result<Head, DbError> {
    match conn.one(&HEAD, vec![org.into()]).await? {
        Some(row) => Ok(Head {
            seq: row.int("seq")?,
            hash: row.blob("hash")?,
            kept_after: row.int("kept_after")?,
            kept_hash: row.blob_opt("kept_hash")?.unwrap_or_default(),
        }),
        None => Ok(Head { seq: 0, hash: Vec::new(), kept_after: 0, kept_hash: Vec::new() }),
    }
}

/// Deletes the entries before an instant, from the first one on; says the last one deleted, if any was.
pub(super) async fn forget(tx: &mut Tx, org: Id<kinds::Org>, before: i64) -> Result<Option<i64>, DbError> {
    let Some(row) = tx.one(&OLD, vec![org.into(), before.into(), i64::MAX.into()]).await? else { return Ok(None) };
    let (seq, hash) = (row.int("seq")?, row.blob("hash")?);
    tx.run(&FORGET, vec![org.into(), seq.into()]).await?;
    tx.run(&SET_KEPT, vec![org.into(), seq.into(), hash.into()]).await?;
    Ok(Some(seq))
}

// tidy: unscoped because the chain is verified as a whole, by the administrator's command
pub(super) async fn page(conn: &mut Conn, org: Id<kinds::Org>, after: i64, n: i64) -> Result<Vec<Entry>, DbError> {
    let rows = conn.all(&PAGE, vec![org.into(), after.into(), n.into()]).await?;
    rows.iter().map(entry).collect()
}

// tidy: unscoped because entries hold no text of a patient and only the administrator's page asks
pub(super) async fn recent(conn: &mut Conn, org: Id<kinds::Org>, before: i64, n: i64) -> Result<Vec<Entry>, DbError> {
    let rows = conn.all(&RECENT, vec![org.into(), before.into(), n.into()]).await?;
    rows.iter().map(entry).collect()
}

// tidy: unscoped because entries hold no text of a patient and only the administrator's page asks
pub(super) async fn sought(
    conn: &mut Conn,
    org: Id<kinds::Org>,
    sought: &Sought,
    before: i64,
    n: i64,
) -> Result<Vec<Entry>, DbError> {
    let params = vec![
        org.into(),
        before.into(),
        sought.family.map(|family| format!("{family}.%")).into(),
        sought.from.unwrap_or(i64::MIN).into(),
        sought.until.unwrap_or(i64::MAX).into(),
        sought.account.into(),
        n.into(),
    ];
    conn.all(&SOUGHT, params).await?.iter().map(entry).collect()
}

fn entry(row: &Row) -> Result<Entry, DbError> {
    Ok(Entry {
        seq: row.int("seq")?,
        at: row.int("at")?,
        account: row.id_opt("account")?,
        hat: row.text_opt("hat")?,
        act: row.text("act")?,
        subject: row.text("subject")?,
        detail: row.text("detail")?,
        previous: row.blob("previous")?,
        hash: row.blob("hash")?,
    })
}
