//! Items written for the library.

use kernel::{Id, Scope, kinds};
use spine::db::{Conn, DbError, Row, Sql, Tx};

use crate::instruments::model::{ItemId, LibraryItem};

pub(super) const STATEMENTS: &[&Sql] = &[&INSERT, &FIND, &LIST];

static INSERT: Sql = Sql::new(
    "instruments/insert-item",
    "INSERT INTO instrument_item (org, id, document, created_day, account) VALUES ($1, $2, $3, $4, $5)",
);
static FIND: Sql = Sql::new("instruments/find-item", "SELECT * FROM instrument_item WHERE org = $1 AND id = $2");
static LIST: Sql = Sql::new(
    "instruments/list-items",
    "SELECT * FROM instrument_item WHERE org = $1 ORDER BY created_day DESC, id LIMIT 2000",
);

pub(in crate::instruments) async fn added(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    item: &LibraryItem,
    account: Id<kinds::Account>,
) -> Result<(), DbError> {
    let row = vec![org.into(), item.id.into(), item.document.clone().into(), item.day.into(), account.into()];
    tx.run(&INSERT, row).await?;
    Ok(())
}

/// An item of the asker's organisation.
pub async fn item(conn: &mut Conn, scope: &Scope, id: ItemId) -> Result<Option<LibraryItem>, DbError> {
    conn.one(&FIND, vec![scope.org().into(), id.into()]).await?.as_ref().map(read).transpose()
}

/// The items of the asker's organisation, the latest first.
pub async fn items(conn: &mut Conn, scope: &Scope) -> Result<Vec<LibraryItem>, DbError> {
    conn.all(&LIST, vec![scope.org().into()]).await?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<LibraryItem, DbError> {
    Ok(LibraryItem { id: row.id("id")?, document: row.text("document")?, day: row.day("created_day")? })
}
