//! The table of rebases.

use kernel::{Id, Scope, kinds};
use spine::{
    Class, Keep, Table,
    db::{Conn, DbError, Row, Sql, Tx},
};

use super::model::{Rebase, Wanted};

/// The tables of this slice.
pub const TABLES: &[Table] = &[Table {
    name: "rebase",
    columns: &[
        ("org", Class::Open, Keep::Always),
        ("campaign", Class::Open, Keep::Always),
        ("place", Class::Open, Keep::Always),
        ("indicator", Class::Open, Keep::Always),
        ("wave", Class::Open, Keep::Always),
        // Written by a professional for whoever reads the chart.
        ("reason", Class::Open, Keep::Always),
        ("account", Class::Personal, Keep::WithRow),
        ("role", Class::Internal, Keep::Always),
        ("day", Class::Internal, Keep::Always),
    ],
}];

/// Every statement of this slice.
pub const STATEMENTS: &[&Sql] = &[&PUT, &DROP, &OF_CAMPAIGN];

static PUT: Sql = Sql::new(
    "rebases/put",
    "INSERT INTO rebase (org, campaign, place, indicator, wave, reason, account, role, day)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (org, campaign, place, indicator, wave) DO UPDATE SET reason = excluded.reason,
       account = excluded.account, role = excluded.role, day = excluded.day",
);
static DROP: Sql = Sql::new(
    "rebases/drop",
    "DELETE FROM rebase WHERE org = $1 AND campaign = $2 AND place = $3 AND indicator = $4 AND wave = $5",
);
static OF_CAMPAIGN: Sql = Sql::new(
    "rebases/of-campaign",
    "SELECT * FROM rebase WHERE org = $1 AND campaign = $2 AND (CAST($3 AS TEXT) IS NULL OR place IN {any:$3})
     ORDER BY place, indicator, wave",
);

/// Writes a rebase; one of the same month takes the new reason.
pub(super) async fn put(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    rebase: &Rebase,
    account: Id<kinds::Account>,
) -> Result<(), DbError> {
    let row = vec![
        org.into(),
        rebase.campaign.into(),
        rebase.place.into(),
        rebase.indicator.clone().into(),
        rebase.wave.into(),
        rebase.reason.clone().into(),
        account.into(),
        rebase.role.code().into(),
        rebase.day.into(),
    ];
    tx.run(&PUT, row).await?;
    Ok(())
}

/// Takes a rebase back; whether there was one.
pub(super) async fn drop(tx: &mut Tx, org: Id<kinds::Org>, wanted: &Wanted) -> Result<bool, DbError> {
    let key = vec![
        org.into(),
        wanted.campaign.into(),
        wanted.place.into(),
        wanted.indicator.clone().into(),
        wanted.wave.into(),
    ];
    Ok(tx.run(&DROP, key).await? > 0)
}

/// The rebases of a campaign at the asker's places.
pub async fn of_campaign(
    conn: &mut Conn,
    scope: &Scope,
    campaign: Id<kinds::Campaign>,
) -> Result<Vec<Rebase>, DbError> {
    if !scope.reading().numbers {
        return Ok(Vec::new());
    }
    let rows = conn.all(&OF_CAMPAIGN, vec![scope.org().into(), campaign.into(), scope.places_json().into()]).await?;
    let read = |row: &Row| {
        Ok(Rebase {
            campaign: row.id("campaign")?,
            place: row.id("place")?,
            indicator: row.text("indicator")?,
            wave: row.wave("wave")?,
            reason: row.text("reason")?,
            role: row.code("role")?,
            day: row.day("day")?,
        })
    };
    rows.iter().map(read).collect()
}
