//! The tables of places.
//!
//! `place_above` lists every ancestor of every place (itself included, at distance 0), so that "everything under this
//! place" is one join on both engines.

use kernel::{Id, Scope, kinds};
use spine::{
    Class, Keep, Table,
    db::{Conn, DbError, Row, Sql, Tx},
};

use super::model::{Level, Place};

/// The tables of this slice.
pub const TABLES: &[Table] = &[
    Table {
        name: "place",
        columns: &[
            ("org", Class::Open, Keep::Always),
            ("id", Class::Open, Keep::Always),
            ("parent", Class::Open, Keep::Always),
            ("level", Class::Open, Keep::Always),
            ("name", Class::Open, Keep::Always),
            ("slug", Class::Open, Keep::Always),
            ("finess", Class::Open, Keep::Always),
            ("closed", Class::Open, Keep::Always),
            // Of the place, not of a person: it is on its front door.
            ("phone", Class::Open, Keep::Always),
        ],
    },
    Table {
        name: "place_above",
        columns: &[
            ("org", Class::Open, Keep::Always),
            ("place", Class::Open, Keep::Always),
            ("ancestor", Class::Open, Keep::Always),
            ("distance", Class::Open, Keep::Always),
        ],
    },
];

/// Every statement of this slice.
pub const STATEMENTS: &[&Sql] =
    &[&INSERT, &INSERT_SELF, &INSERT_ABOVE, &UPDATE, &LEVEL, &FIND, &BY_SLUG, &TREE, &ROOT, &UNDER, &ABOVE, &ORGS];

static INSERT: Sql = Sql::new(
    "places/insert",
    "INSERT INTO place (org, id, parent, level, name, slug, finess, closed, phone)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
);
static INSERT_SELF: Sql =
    Sql::new("places/insert-self", "INSERT INTO place_above (org, place, ancestor, distance) VALUES ($1, $2, $2, 0)");
static INSERT_ABOVE: Sql = Sql::new(
    "places/insert-above",
    "INSERT INTO place_above (org, place, ancestor, distance)
     SELECT org, CAST($2 AS BIGINT), ancestor, distance + 1 FROM place_above WHERE org = $1 AND place = $3",
);
static UPDATE: Sql = Sql::new(
    "places/update",
    "UPDATE place SET name = $3, finess = $4, closed = $5, phone = $6 WHERE org = $1 AND id = $2",
);
static LEVEL: Sql = Sql::new("places/level", "UPDATE place SET level = $3 WHERE org = $1 AND id = $2");
static FIND: Sql = Sql::new("places/find", "SELECT * FROM place WHERE org = $1 AND id = $2");
static BY_SLUG: Sql = Sql::new("places/by-slug", "SELECT * FROM place WHERE slug = $1");
static TREE: Sql = Sql::new(
    "places/tree",
    "SELECT * FROM place WHERE org = $1 AND (CAST($2 AS TEXT) IS NULL OR id IN {any:$2}) ORDER BY level, name",
);
static ROOT: Sql = Sql::new("places/root", "SELECT * FROM place WHERE org = $1 AND parent IS NULL ORDER BY id LIMIT 1");
static UNDER: Sql =
    Sql::new("places/under", "SELECT place FROM place_above WHERE org = $1 AND ancestor = $2 ORDER BY distance");
static ABOVE: Sql = Sql::new(
    "places/above",
    "SELECT p.* FROM place_above a JOIN place p ON p.org = a.org AND p.id = a.ancestor
     WHERE a.org = $1 AND a.place = $2 ORDER BY a.distance",
);
static ORGS: Sql = Sql::new("places/orgs", "SELECT DISTINCT org FROM place ORDER BY org");

/// Adds a place under its parent.
///
/// # Errors
/// [`DbError::Duplicate`] when the slug is taken.
pub async fn insert(tx: &mut Tx, place: &Place) -> Result<(), DbError> {
    let row = vec![
        place.org.into(),
        place.id.into(),
        place.parent.into(),
        place.level.code().into(),
        place.name.clone().into(),
        place.slug.clone().into(),
        place.finess.clone().into(),
        place.closed.into(),
        place.phone.clone().into(),
    ];
    tx.run(&INSERT, row).await?;
    tx.run(&INSERT_SELF, vec![place.org.into(), place.id.into()]).await?;
    if let Some(parent) = place.parent {
        tx.run(&INSERT_ABOVE, vec![place.org.into(), place.id.into(), parent.into()]).await?;
    }
    Ok(())
}

/// Changes what may change about a place: its name, its FINESS, its telephone number, whether it is closed.
pub async fn update(tx: &mut Tx, place: &Place) -> Result<(), DbError> {
    let row = vec![
        place.org.into(),
        place.id.into(),
        place.name.clone().into(),
        place.finess.clone().into(),
        place.closed.into(),
        place.phone.clone().into(),
    ];
    tx.run(&UPDATE, row).await?;
    Ok(())
}

/// Changes the level of a root: an organisation that joins others becomes a territory.
pub async fn set_level(tx: &mut Tx, org: Id<kinds::Org>, id: Id<kinds::Place>, level: Level) -> Result<(), DbError> {
    tx.run(&LEVEL, vec![org.into(), id.into(), level.code().into()]).await?;
    Ok(())
}

/// A place of the asker's organisation. The tree itself is public: names of wards are on their doors.
pub async fn find(conn: &mut Conn, scope: &Scope, id: Id<kinds::Place>) -> Result<Option<Place>, DbError> {
    conn.one(&FIND, vec![scope.org().into(), id.into()]).await?.as_ref().map(place).transpose()
}

// tidy: unscoped because a front door is public and says itself which organisation it belongs to
/// The place behind a front door.
pub async fn by_slug(conn: &mut Conn, slug: &str) -> Result<Option<Place>, DbError> {
    conn.one(&BY_SLUG, vec![slug.into()]).await?.as_ref().map(place).transpose()
}

/// The places a scope reaches, by level and name.
pub async fn tree(conn: &mut Conn, scope: &Scope) -> Result<Vec<Place>, DbError> {
    let rows = conn.all(&TREE, vec![scope.org().into(), scope.places_json().into()]).await?;
    rows.iter().map(place).collect()
}

/// The root of the asker's organisation.
pub async fn root(conn: &mut Conn, scope: &Scope) -> Result<Option<Place>, DbError> {
    conn.one(&ROOT, vec![scope.org().into()]).await?.as_ref().map(place).transpose()
}

// tidy: unscoped because scopes are made from it
/// A place and everything under it, itself first.
pub async fn under(
    conn: &mut Conn,
    org: Id<kinds::Org>,
    id: Id<kinds::Place>,
) -> Result<Vec<Id<kinds::Place>>, DbError> {
    conn.all(&UNDER, vec![org.into(), id.into()]).await?.iter().map(|r| r.id("place")).collect()
}

/// A place and everything above it, itself first.
pub async fn above(conn: &mut Conn, scope: &Scope, id: Id<kinds::Place>) -> Result<Vec<Place>, DbError> {
    conn.all(&ABOVE, vec![scope.org().into(), id.into()]).await?.iter().map(place).collect()
}

// tidy: unscoped because jobs and commands go through every organisation
/// The organisations of the installation.
pub async fn organisations(conn: &mut Conn) -> Result<Vec<Id<kinds::Org>>, DbError> {
    conn.all(&ORGS, vec![]).await?.iter().map(|r| r.id("org")).collect()
}

fn place(row: &Row) -> Result<Place, DbError> {
    Ok(Place {
        org: row.id("org")?,
        id: row.id("id")?,
        parent: row.id_opt("parent")?,
        level: row.code("level")?,
        name: row.text("name")?,
        slug: row.text("slug")?,
        finess: row.text_opt("finess")?,
        closed: row.yes("closed")?,
        phone: row.text_opt("phone")?,
    })
}
