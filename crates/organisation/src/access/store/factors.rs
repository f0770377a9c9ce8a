//! Second factors and recovery codes.

use kernel::{Id, kinds};
use spine::{
    Class, Keep, Table,
    db::{Conn, DbError, Sql, Tx},
};

use super::INSTALLATION;

/// The tables of this file.
pub const TABLES: &[Table] = &[
    Table {
        name: "second_factor",
        columns: &[
            ("org", Class::Internal, Keep::WithRow),
            ("account", Class::Personal, Keep::WithRow),
            ("sealed", Class::Secret, Keep::WithRow),
            ("proposed", Class::Secret, Keep::WithRow),
            ("last_step", Class::Internal, Keep::WithRow),
        ],
    },
    Table {
        name: "recovery_code",
        columns: &[
            ("org", Class::Internal, Keep::WithRow),
            ("account", Class::Personal, Keep::WithRow),
            ("hash", Class::Secret, Keep::WithRow),
        ],
    },
];

/// Every statement of this file.
pub const STATEMENTS: &[&Sql] =
    &[&FIND, &PROPOSE, &CONFIRM, &USE_STEP, &FORGET, &CODE_INSERT, &CODE_USE, &CODE_DELETE, &CODE_COUNT];

static FIND: Sql = Sql::new("access/factor-find", "SELECT * FROM second_factor WHERE org = $1 AND account = $2");
static PROPOSE: Sql = Sql::new(
    "access/factor-propose",
    "INSERT INTO second_factor (org, account, proposed, last_step) VALUES ($1, $2, $3, 0)
     ON CONFLICT (org, account) DO UPDATE SET proposed = excluded.proposed",
);
static CONFIRM: Sql = Sql::new(
    "access/factor-confirm",
    "UPDATE second_factor SET sealed = $3, proposed = NULL, last_step = $4 WHERE org = $1 AND account = $2",
);
// A code is used once: the row only moves forward, whoever comes second finds it moved.
static USE_STEP: Sql = Sql::new(
    "access/factor-use-step",
    "UPDATE second_factor SET last_step = $3 WHERE org = $1 AND account = $2 AND last_step < $3",
);
static FORGET: Sql = Sql::new("access/factor-forget", "DELETE FROM second_factor WHERE org = $1 AND account = $2");
static CODE_INSERT: Sql =
    Sql::new("access/recovery-insert", "INSERT INTO recovery_code (org, account, hash) VALUES ($1, $2, $3)");
static CODE_USE: Sql =
    Sql::new("access/recovery-use", "DELETE FROM recovery_code WHERE org = $1 AND account = $2 AND hash = $3");
static CODE_DELETE: Sql =
    Sql::new("access/recovery-delete", "DELETE FROM recovery_code WHERE org = $1 AND account = $2");
static CODE_COUNT: Sql =
    Sql::new("access/recovery-count", "SELECT COUNT(*) AS n FROM recovery_code WHERE org = $1 AND account = $2");

/// A second factor as stored, both secrets still sealed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Factor {
    pub(crate) sealed: Option<Vec<u8>>,
    pub(crate) proposed: Option<Vec<u8>>,
}

// tidy: unscoped because a person reads their own second factor only
pub(crate) async fn find(conn: &mut Conn, account: Id<kinds::Account>) -> Result<Factor, DbError> {
    match conn.one(&FIND, vec![INSTALLATION.into(), account.into()]).await? {
        Some(row) => Ok(Factor { sealed: row.blob_opt("sealed")?, proposed: row.blob_opt("proposed")? }),
        None => Ok(Factor::default()),
    }
}

pub(crate) async fn propose(tx: &mut Tx, account: Id<kinds::Account>, sealed: Vec<u8>) -> Result<(), DbError> {
    tx.run(&PROPOSE, vec![INSTALLATION.into(), account.into(), sealed.into()]).await?;
    Ok(())
}

pub(crate) async fn confirm(
    tx: &mut Tx,
    account: Id<kinds::Account>,
    sealed: Vec<u8>,
    step: i64,
) -> Result<(), DbError> {
    tx.run(&CONFIRM, vec![INSTALLATION.into(), account.into(), sealed.into(), step.into()]).await?;
    Ok(())
}

/// Marks a step as used; false when it, or a later one, was used before.
pub(crate) async fn use_step(tx: &mut Tx, account: Id<kinds::Account>, step: i64) -> Result<bool, DbError> {
    Ok(tx.run(&USE_STEP, vec![INSTALLATION.into(), account.into(), step.into()]).await? == 1)
}

pub(crate) async fn forget(tx: &mut Tx, account: Id<kinds::Account>) -> Result<(), DbError> {
    tx.run(&FORGET, vec![INSTALLATION.into(), account.into()]).await?;
    tx.run(&CODE_DELETE, vec![INSTALLATION.into(), account.into()]).await?;
    Ok(())
}

/// Puts new recovery codes in the place of the old ones.
pub(crate) async fn set_codes(tx: &mut Tx, account: Id<kinds::Account>, hashes: Vec<Vec<u8>>) -> Result<(), DbError> {
    tx.run(&CODE_DELETE, vec![INSTALLATION.into(), account.into()]).await?;
    for hash in hashes {
        tx.run(&CODE_INSERT, vec![INSTALLATION.into(), account.into(), hash.into()]).await?;
    }
    Ok(())
}

/// Uses a recovery code up; false when it is none.
pub(crate) async fn use_code(tx: &mut Tx, account: Id<kinds::Account>, hash: Vec<u8>) -> Result<bool, DbError> {
    Ok(tx.run(&CODE_USE, vec![INSTALLATION.into(), account.into(), hash.into()]).await? == 1)
}

// tidy: unscoped because a person counts their own codes only
pub(crate) async fn codes_left(conn: &mut Conn, account: Id<kinds::Account>) -> Result<i64, DbError> {
    conn.one(&CODE_COUNT, vec![INSTALLATION.into(), account.into()]).await?.map_or(Ok(0), |row| row.int("n"))
}
