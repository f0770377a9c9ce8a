//! Roles held on places.

use kernel::{Day, Id, Scope, kinds};
use spine::{
    Class, Keep, Table,
    db::{Conn, DbError, Row, Sql, Tx},
};

use crate::access::{Hat, model::Grant};

/// The tables of this file.
pub const TABLES: &[Table] = &[Table {
    name: "role_grant",
    columns: &[
        ("org", Class::Internal, Keep::Always),
        ("id", Class::Internal, Keep::Always),
        ("account", Class::Personal, Keep::Always),
        ("role", Class::Internal, Keep::Always),
        ("place", Class::Internal, Keep::Always),
        ("from_day", Class::Internal, Keep::Always),
        ("to_day", Class::Internal, Keep::Always),
        ("given_by", Class::Personal, Keep::Always),
    ],
}];

/// Every statement of this file.
pub const STATEMENTS: &[&Sql] =
    &[&INSERT, &END, &FIND, &OF_ACCOUNTS, &HATS, &ELSEWHERE, &ADMINISTRATORS, &HOLDERS, &ADDRESSES];

static INSERT: Sql = Sql::new(
    "access/grant-insert",
    "INSERT INTO role_grant (org, id, account, role, place, from_day, to_day, given_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
);
static END: Sql = Sql::new("access/grant-end", "UPDATE role_grant SET to_day = $3 WHERE org = $1 AND id = $2");
static FIND: Sql = Sql::new(
    "access/grant-find",
    "SELECT g.*, p.name AS place_name FROM role_grant g JOIN place p ON p.org = g.org AND p.id = g.place
     WHERE g.org = $1 AND g.id = $2",
);
static OF_ACCOUNTS: Sql = Sql::new(
    "access/grants-of-accounts",
    "SELECT g.*, p.name AS place_name FROM role_grant g JOIN place p ON p.org = g.org AND p.id = g.place
     WHERE g.org = $1 AND g.account IN {any:$2} ORDER BY g.from_day, g.role, p.name, g.id",
);
static HATS: Sql = Sql::new(
    "access/grant-hats",
    "SELECT g.*, p.name AS place_name FROM role_grant g JOIN place p ON p.org = g.org AND p.id = g.place
     WHERE g.account = $1 AND g.from_day <= $2 AND (g.to_day IS NULL OR g.to_day >= $2)
     ORDER BY p.name, g.role, g.id",
);
static ELSEWHERE: Sql = Sql::new(
    "access/grants-elsewhere",
    "SELECT COUNT(*) AS n FROM role_grant WHERE account = $1 AND org <> $2 AND (to_day IS NULL OR to_day >= $3)",
);
static ADMINISTRATORS: Sql = Sql::new(
    "access/grants-administrators",
    "SELECT COUNT(DISTINCT g.account) AS n FROM role_grant g JOIN account a ON a.org = 0 AND a.id = g.account
     WHERE g.org = $1 AND g.role = 'administrator' AND a.state = 'active' AND g.account <> $2
       AND g.from_day <= $3 AND (g.to_day IS NULL OR g.to_day >= $3)",
);
static HOLDERS: Sql = Sql::new(
    "access/grant-holders",
    "SELECT DISTINCT a.id AS id, a.name AS name FROM role_grant g JOIN account a ON a.org = 0 AND a.id = g.account
     WHERE g.org = $1 AND a.state = 'active' AND g.from_day <= $2 AND (g.to_day IS NULL OR g.to_day >= $2)
     ORDER BY a.name, a.id",
);

static ADDRESSES: Sql = Sql::new(
    "access/grant-addresses",
    "SELECT DISTINCT a.id AS id, a.email AS email, a.lang AS lang FROM role_grant g
     JOIN account a ON a.org = 0 AND a.id = g.account
     JOIN place_above t ON t.org = g.org AND t.place = $3 AND t.ancestor = g.place
     WHERE g.org = $1 AND g.role = $2 AND a.state = 'active' AND g.from_day <= $4
       AND (g.to_day IS NULL OR g.to_day >= $4)
     ORDER BY a.id",
);

pub(crate) async fn insert(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    grant: &Grant,
    by: Option<Id<kinds::Account>>,
) -> Result<(), DbError> {
    let row = vec![
        org.into(),
        grant.id.into(),
        grant.account.into(),
        grant.role.code().into(),
        grant.place.into(),
        grant.from.into(),
        grant.to.into(),
        by.into(),
    ];
    tx.run(&INSERT, row).await?;
    Ok(())
}

pub(crate) async fn end(tx: &mut Tx, org: Id<kinds::Org>, id: Id<kinds::Grant>, last: Day) -> Result<u64, DbError> {
    tx.run(&END, vec![org.into(), id.into(), last.into()]).await
}

/// A role of the asker's organisation.
pub async fn find(conn: &mut Conn, scope: &Scope, id: Id<kinds::Grant>) -> Result<Option<Grant>, DbError> {
    conn.one(&FIND, vec![scope.org().into(), id.into()]).await?.as_ref().map(grant).transpose()
}

/// The roles that some accounts hold or held in the asker's organisation, oldest first.
pub async fn of_accounts(
    conn: &mut Conn,
    scope: &Scope,
    accounts: &[Id<kinds::Account>],
) -> Result<Vec<Grant>, DbError> {
    let ids: Vec<String> = accounts.iter().map(|id| id.to_i64().to_string()).collect();
    let list = format!("[{}]", ids.join(","));
    conn.all(&OF_ACCOUNTS, vec![scope.org().into(), list.into()]).await?.iter().map(grant).collect()
}

// tidy: unscoped because scopes are made from it
pub(crate) async fn hats(conn: &mut Conn, account: Id<kinds::Account>, today: Day) -> Result<Vec<Hat>, DbError> {
    let rows = conn.all(&HATS, vec![account.into(), today.into()]).await?;
    rows.iter()
        .map(|row| {
            let g = grant(row)?;
            Ok(Hat {
                grant: g.id,
                org: row.id("org")?,
                role: g.role,
                place: g.place,
                place_name: g.place_name,
                from: g.from,
                to: g.to,
            })
        })
        .collect()
}

// tidy: unscoped because it says only whether another organisation counts on the account
pub(crate) async fn held_elsewhere(
    conn: &mut Conn,
    account: Id<kinds::Account>,
    org: Id<kinds::Org>,
    today: Day,
) -> Result<bool, DbError> {
    let row = conn.one(&ELSEWHERE, vec![account.into(), org.into(), today.into()]).await?;
    Ok(row.map_or(Ok(0), |row| row.int("n"))? > 0)
}

// tidy: unscoped because it only counts, for the rule that one administrator must stay
pub(crate) async fn other_administrators(
    conn: &mut Conn,
    org: Id<kinds::Org>,
    but: Id<kinds::Account>,
    today: Day,
) -> Result<i64, DbError> {
    let row = conn.one(&ADMINISTRATORS, vec![org.into(), but.into(), today.into()]).await?;
    row.map_or(Ok(0), |row| row.int("n"))
}

/// The people who hold a role in the asker's organisation on a day: id and name, for lists of who is in charge.
pub async fn holders(
    conn: &mut Conn,
    scope: &Scope,
    today: Day,
) -> Result<Vec<(Id<kinds::Account>, kernel::Personal<String>)>, DbError> {
    let rows = conn.all(&HOLDERS, vec![scope.org().into(), today.into()]).await?;
    rows.iter().map(|row| Ok((row.id("id")?, kernel::Personal::new(row.text("name")?)))).collect()
}

/// Those who hold a role at a place or above it on a day: account, address and language, for a letter to each. Never shown.
pub async fn addresses(
    conn: &mut Conn,
    scope: &Scope,
    (role, place): (kernel::Role, Id<kinds::Place>),
    today: Day,
) -> Result<Vec<(Id<kinds::Account>, kernel::Personal<String>, kernel::Lang)>, DbError> {
    let rows = conn.all(&ADDRESSES, vec![scope.org().into(), role.code().into(), place.into(), today.into()]).await?;
    rows.iter().map(|row| Ok((row.id("id")?, kernel::Personal::new(row.text("email")?), row.code("lang")?))).collect()
}

fn grant(row: &Row) -> Result<Grant, DbError> {
    Ok(Grant {
        id: row.id("id")?,
        account: row.id("account")?,
        role: row.code("role")?,
        place: row.id("place")?,
        place_name: row.text("place_name")?,
        from: row.day("from_day")?,
        to: row.day_opt("to_day")?,
    })
}
