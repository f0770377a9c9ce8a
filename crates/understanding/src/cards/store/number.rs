//! The numbers that people type in.

use kernel::{Day, Id, Scope, Wave, kinds};
use spine::db::{Conn, DbError, Sql, Tx};

use crate::cards::{model::CardId, typed::Entry};

pub(super) const STATEMENTS: &[&Sql] = &[&PUT, &DROP, &OF_CARD, &ANY];

static PUT: Sql = Sql::new(
    "cards/number-put",
    "INSERT INTO indicator_number (org, card, place, wave, value, of_how_many, day, account)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (org, card, place, wave)
     DO UPDATE SET value = excluded.value, of_how_many = excluded.of_how_many, day = excluded.day, account = excluded.account",
);
static DROP: Sql = Sql::new(
    "cards/number-drop",
    "DELETE FROM indicator_number WHERE org = $1 AND card = $2 AND place = $3 AND wave = $4",
);
static OF_CARD: Sql = Sql::new(
    "cards/numbers-of-card",
    "SELECT place, wave, value, of_how_many FROM indicator_number WHERE org = $1 AND card = $2 ORDER BY wave, place
     LIMIT 50000",
);

static ANY: Sql =
    Sql::new("cards/number-any", "SELECT place FROM indicator_number WHERE org = $1 AND card = $2 LIMIT 1");

/// Whether a card has a number of any place and period: never which.
pub async fn has_numbers(conn: &mut Conn, scope: &Scope, card: CardId) -> Result<bool, DbError> {
    if !scope.reading().numbers {
        return Ok(false);
    }
    Ok(conn.one(&ANY, vec![scope.org().into(), card.into()]).await?.is_some())
}

/// Keeps a number; the one of the same place and period is written over.
pub async fn number_put(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    card: CardId,
    entry: &Entry,
    (day, account): (Day, Id<kinds::Account>),
) -> Result<(), DbError> {
    let row = vec![
        org.into(),
        card.into(),
        entry.place.into(),
        entry.wave.into(),
        entry.value.into(),
        entry.of.and_then(|of| i64::try_from(of).ok()).into(),
        day.into(),
        account.into(),
    ];
    tx.run(&PUT, row).await?;
    Ok(())
}

/// Takes a number away. Says whether there was one.
pub async fn number_dropped(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    card: CardId,
    (place, wave): (Id<kinds::Place>, Wave),
) -> Result<bool, DbError> {
    Ok(tx.run(&DROP, vec![org.into(), card.into(), place.into(), wave.into()]).await? > 0)
}

/// Every number of a card, of all places of the organisation: what may be shown of one place depends on those beside it. They are
/// never shown before [`crate::cards::typed::shown`] decided, nor outside of the asker's places.
pub async fn numbers(conn: &mut Conn, scope: &Scope, card: CardId) -> Result<Vec<Entry>, DbError> {
    if !scope.reading().numbers {
        return Ok(Vec::new());
    }
    let rows = conn.all(&OF_CARD, vec![scope.org().into(), card.into()]).await?;
    rows.iter()
        .map(|row| {
            Ok(Entry {
                place: row.id("place")?,
                wave: row.wave("wave")?,
                value: row.real("value")?,
                of: row.int_opt("of_how_many")?.and_then(|of| u64::try_from(of).ok()),
            })
        })
        .collect()
}
