//! Which keys the database belongs to. The installation itself stands under the organisation 0.

use crate::{
    Class, Keep, Table,
    db::{Conn, DbError, Sql, Tx},
};

/// The tables of this module.
pub const TABLES: &[Table] = &[Table {
    name: "installation",
    columns: &[
        ("org", Class::Internal, Keep::Always),
        ("keys_fingerprint", Class::Internal, Keep::Always),
        ("copy", Class::Internal, Keep::Always),
    ],
}];

/// Every statement of this module.
pub const STATEMENTS: &[&Sql] = &[&FINGERPRINT, &BELONGS, &COPY, &SET_COPY];

static FINGERPRINT: Sql = Sql::new("vault/fingerprint", "SELECT keys_fingerprint FROM installation WHERE org = 0");
static BELONGS: Sql = Sql::new(
    "vault/belongs",
    "INSERT INTO installation (org, keys_fingerprint) VALUES (0, $1) ON CONFLICT (org) DO NOTHING",
);
static COPY: Sql = Sql::new("vault/copy", "SELECT copy FROM installation WHERE org = 0");
static SET_COPY: Sql = Sql::new("vault/set-copy", "UPDATE installation SET copy = $1 WHERE org = 0");

// tidy: unscoped because it says which keys the installation belongs to, and nothing of anybody
/// The fingerprint of the keys that the database belongs to; none before its first start.
pub async fn fingerprint(conn: &mut Conn) -> Result<Option<String>, DbError> {
    conn.one(&FINGERPRINT, vec![]).await?.map(|row| row.text("keys_fingerprint")).transpose()
}

/// Says, once and for good, which keys the database belongs to.
pub async fn belongs_to(tx: &mut Tx, fingerprint: &str) -> Result<(), DbError> {
    tx.run(&BELONGS, vec![fingerprint.into()]).await?;
    Ok(())
}

// tidy: unscoped because it tells one copy of the database from another, and nothing of anybody
/// Which copy of the database this is; none before its first start.
pub async fn copy(conn: &mut Conn) -> Result<Option<i64>, DbError> {
    conn.one(&COPY, vec![]).await?.map_or(Ok(None), |row| row.int_opt("copy"))
}

/// Says which copy of the database this is, from now on: at its first start, and when it comes back from a back-up.
pub async fn set_copy(tx: &mut Tx, copy: i64) -> Result<(), DbError> {
    tx.run(&SET_COPY, vec![copy.into()]).await?;
    Ok(())
}
