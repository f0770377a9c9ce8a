//! The table of dated settings.

use kernel::{Day, Id, kinds};

use super::dated::Dated;
use crate::{
    Class, Keep, Table,
    db::{Conn, DbError, Row, Sql, Tx},
};

/// The tables of this module.
pub const TABLES: &[Table] = &[Table {
    name: "setting",
    columns: &[
        ("org", Class::Open, Keep::Always),
        ("name", Class::Open, Keep::Always),
        ("from_day", Class::Open, Keep::Always),
        ("value", Class::Open, Keep::Always),
        ("source", Class::Open, Keep::Always),
        ("verified", Class::Open, Keep::Always),
    ],
}];

/// Every statement of this module.
pub const STATEMENTS: &[&Sql] = &[&INSERT, &REWORD, &ON_DAY, &SEVERAL, &ALL];

static INSERT: Sql = Sql::new(
    "settings/insert",
    "INSERT INTO setting (org, name, from_day, value, source, verified) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (org, name, from_day) DO NOTHING",
);
// The installation's rows are the product's: only their words change here, never a value.
static REWORD: Sql = Sql::new(
    "settings/reword",
    "UPDATE setting SET source = $3, verified = $4 WHERE org = 0 AND name = $1 AND from_day = $2",
);
static ON_DAY: Sql = Sql::new(
    "settings/on-day",
    "SELECT * FROM setting WHERE org IN (0, $1) AND name = $2 AND from_day <= $3
     ORDER BY org DESC, from_day DESC LIMIT 1",
);
static SEVERAL: Sql = Sql::new(
    "settings/several",
    "SELECT * FROM setting WHERE org IN (0, $1) AND name IN {any_text:$2} AND from_day <= $3
     ORDER BY name, org DESC, from_day DESC",
);
static ALL: Sql =
    Sql::new("settings/all", "SELECT * FROM setting WHERE org IN (0, $1) ORDER BY name, org DESC, from_day DESC");

pub(super) async fn insert_if_absent(tx: &mut Tx, org: Id<kinds::Org>, d: &Dated) -> Result<(), DbError> {
    let row = vec![
        org.into(),
        d.name.clone().into(),
        d.from_day.into(),
        d.value.to_string().into(),
        d.source.clone().into(),
        d.verified.into(),
    ];
    tx.run(&INSERT, row).await?;
    Ok(())
}

pub(super) async fn reword_source(tx: &mut Tx, d: &Dated) -> Result<(), DbError> {
    let row = vec![d.name.clone().into(), d.from_day.into(), d.source.clone().into(), d.verified.into()];
    tx.run(&REWORD, row).await?;
    Ok(())
}

// tidy: unscoped because settings are public: they are shown with their sources
pub(super) async fn on_day(
    conn: &mut Conn,
    org: Id<kinds::Org>,
    name: &str,
    day: Day,
) -> Result<Option<Dated>, DbError> {
    conn.one(&ON_DAY, vec![org.into(), name.into(), day.into()]).await?.as_ref().map(dated).transpose()
}

// tidy: unscoped because settings are public: they are shown with their sources
pub(super) async fn several(
    conn: &mut Conn,
    org: Id<kinds::Org>,
    names: &[&str],
    day: Day,
) -> Result<Vec<Dated>, DbError> {
    let names = serde_json::Value::from(names).to_string();
    conn.all(&SEVERAL, vec![org.into(), names.into(), day.into()]).await?.iter().map(dated).collect()
}

// tidy: unscoped because settings are public: they are shown with their sources
pub(super) async fn all(conn: &mut Conn, org: Id<kinds::Org>) -> Result<Vec<Dated>, DbError> {
    conn.all(&ALL, vec![org.into()]).await?.iter().map(dated).collect()
}

fn dated(row: &Row) -> Result<Dated, DbError> {
    Ok(Dated {
        name: row.text("name")?,
        from_day: row.day("from_day")?,
        value: serde_json::from_str(&row.text("value")?).unwrap_or_default(),
        source: row.text("source")?,
        verified: row.yes("verified")?,
    })
}
