//! The rows of targets, in the order in which they were set.

use std::collections::BTreeMap;

use kernel::{Day, Id, Role, Scope, kinds};
use spine::db::{Conn, DbError, Row, Sql, Tx};

use crate::cards::{
    model::CardId,
    target::{NewTarget, Target, holding},
};

pub(super) const STATEMENTS: &[&Sql] = &[&NEXT, &ADD, &OF_CARD, &ALL];

static NEXT: Sql = Sql::new(
    "cards/target-next",
    "SELECT COALESCE(MAX(seq), 0) + 1 AS seq FROM indicator_target WHERE org = $1 AND card = $2",
);
static ADD: Sql = Sql::new(
    "cards/target-add",
    "INSERT INTO indicator_target (org, card, seq, value, direction, until_day, origin, source, reason, day, account, role)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
);
static OF_CARD: Sql = Sql::new(
    "cards/targets-of-card",
    "SELECT * FROM indicator_target WHERE org = $1 AND card = $2 ORDER BY seq LIMIT 1000",
);
static ALL: Sql =
    Sql::new("cards/targets", "SELECT * FROM indicator_target WHERE org = $1 ORDER BY card, seq LIMIT 20000");

/// Adds a target at the end.
pub async fn target_set(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    card: CardId,
    new: &NewTarget,
    (day, account, role): (Day, Id<kinds::Account>, Role),
) -> Result<(), DbError> {
    let seq = tx.one(&NEXT, vec![org.into(), card.into()]).await?.map_or(Ok(1), |row| row.int("seq"))?;
    let row = vec![
        org.into(),
        card.into(),
        seq.into(),
        new.value.into(),
        new.direction.code().into(),
        new.until.into(),
        new.origin.code().into(),
        new.source.clone().into(),
        new.reason.clone().into(),
        day.into(),
        account.into(),
        role.code().into(),
    ];
    tx.run(&ADD, row).await?;
    Ok(())
}

/// Every target that a card of the asker's organisation had, in order.
pub async fn targets(conn: &mut Conn, scope: &Scope, card: CardId) -> Result<Vec<Target>, DbError> {
    if !scope.reading().numbers {
        return Ok(Vec::new());
    }
    conn.all(&OF_CARD, vec![scope.org().into(), card.into()]).await?.iter().map(read).collect()
}

/// The target that holds for each card of the asker's organisation that has one.
pub async fn targets_held(conn: &mut Conn, scope: &Scope) -> Result<BTreeMap<CardId, Target>, DbError> {
    if !scope.reading().numbers {
        return Ok(BTreeMap::new());
    }
    let mut by_card: BTreeMap<CardId, Vec<Target>> = BTreeMap::new();
    for row in &conn.all(&ALL, vec![scope.org().into()]).await? {
        by_card.entry(row.id("card")?).or_default().push(read(row)?);
    }
    Ok(by_card.into_iter().filter_map(|(card, all)| Some((card, holding(&all)?.clone()))).collect())
}

fn read(row: &Row) -> Result<Target, DbError> {
    Ok(Target {
        seq: row.int("seq")?,
        set: NewTarget {
            value: row.real_opt("value")?,
            direction: row.code("direction")?,
            until: row.day_opt("until_day")?,
            origin: row.code("origin")?,
            source: row.text("source")?,
            reason: row.text("reason")?,
        },
        day: row.day("day")?,
        role: row.code("role")?,
    })
}
