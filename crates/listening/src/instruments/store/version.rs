//! Published versions.

use kernel::{Id, Scope, kinds};
use spine::db::{Conn, DbError, Row, Sql, Tx};

use crate::instruments::model::{Version, VersionId};

pub(super) const STATEMENTS: &[&Sql] = &[&INSERT, &FIND, &LIST, &LATEST, &BY_INSTRUMENT];

static INSERT: Sql = Sql::new(
    "instruments/insert-version",
    "INSERT INTO instrument_version (org, id, instrument, url, version, hash, title, questions, change, published_day,
       published_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
);
static FIND: Sql = Sql::new("instruments/find-version", "SELECT * FROM instrument_version WHERE org = $1 AND id = $2");
static LIST: Sql = Sql::new(
    "instruments/list-versions",
    "SELECT * FROM instrument_version WHERE org = $1 AND (CAST($2 AS TEXT) IS NULL OR url = $2)
     ORDER BY url, version DESC LIMIT 5000",
);
static LATEST: Sql = Sql::new(
    "instruments/latest-version",
    "SELECT * FROM instrument_version WHERE org = $1 AND url = $2 ORDER BY version DESC LIMIT 1",
);
static BY_INSTRUMENT: Sql = Sql::new(
    "instruments/version-of-instrument",
    "SELECT * FROM instrument_version WHERE org = $1 AND instrument = $2 ORDER BY version DESC LIMIT 1",
);

pub(in crate::instruments) async fn added(tx: &mut Tx, org: Id<kinds::Org>, one: &Version) -> Result<(), DbError> {
    let row = vec![
        org.into(),
        one.id.into(),
        one.instrument.into(),
        one.url.clone().into(),
        one.version.into(),
        one.hash.clone().into(),
        one.title.clone().into(),
        one.questions.into(),
        one.change.clone().into(),
        one.day.into(),
        one.by.into(),
    ];
    tx.run(&INSERT, row).await?;
    Ok(())
}

/// A version published by the asker's organisation.
pub async fn version(conn: &mut Conn, scope: &Scope, id: VersionId) -> Result<Option<Version>, DbError> {
    conn.one(&FIND, vec![scope.org().into(), id.into()]).await?.as_ref().map(read).transpose()
}

/// The versions published by the asker's organisation, of one address or of all; the latest of each first.
pub async fn versions(conn: &mut Conn, scope: &Scope, url: Option<&str>) -> Result<Vec<Version>, DbError> {
    conn.all(&LIST, vec![scope.org().into(), url.into()]).await?.iter().map(read).collect()
}

/// The latest version of an address.
pub async fn latest(conn: &mut Conn, scope: &Scope, url: &str) -> Result<Option<Version>, DbError> {
    conn.one(&LATEST, vec![scope.org().into(), url.into()]).await?.as_ref().map(read).transpose()
}

/// The version that a document of the installation is for the asker's organisation.
pub async fn by_instrument(
    conn: &mut Conn,
    scope: &Scope,
    instrument: Id<kinds::Instrument>,
) -> Result<Option<Version>, DbError> {
    conn.one(&BY_INSTRUMENT, vec![scope.org().into(), instrument.into()]).await?.as_ref().map(read).transpose()
}

fn read(row: &Row) -> Result<Version, DbError> {
    Ok(Version {
        id: row.id("id")?,
        instrument: row.id("instrument")?,
        url: row.text("url")?,
        version: row.int("version")?,
        hash: row.text("hash")?,
        title: row.text("title")?,
        questions: row.int("questions")?,
        change: row.text("change")?,
        day: row.day("published_day")?,
        by: row.id("published_by")?,
    })
}
