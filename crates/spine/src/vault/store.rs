//! Which keys the database belongs to. The installation itself stands under the organisation 0.

use crate::{
    Class, Keep, Table,
    db::{Conn, DbError, Sql, Tx},
};

/// The tables of this module.
pub const TABLES: &[Table] = &[Table {
    name: "installation",
    columns: &[("org", Class::Internal, Keep::Always), ("keys_fingerprint", Class::Internal, Keep::Always)],
}];

/// Every statement of this module.
pub const STATEMENTS: &[&Sql] = &[&FINGERPRINT, &BELONGS];

static FINGERPRINT: Sql = Sql::new("vault/fingerprint", "SELECT keys_fingerprint FROM installation WHERE org = 0");
static BELONGS: Sql = Sql::new(
    "vault/belongs",
    "INSERT INTO installation (org, keys_fingerprint) VALUES (0, $1) ON CONFLICT (org) DO NOTHING",
);

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
