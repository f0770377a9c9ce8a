//! Accounts and the one-time links by which their owners choose a password.

use kernel::{Id, Personal, Role, Scope, kinds};
use spine::{
    Class, Keep, Table,
    db::{Conn, DbError, Row, Sql, Tx},
};

use super::INSTALLATION;
use crate::access::model::{Account, State};

/// The tables of this file.
pub const TABLES: &[Table] = &[
    Table {
        name: "account",
        columns: &[
            ("org", Class::Internal, Keep::Always),
            ("id", Class::Internal, Keep::Always),
            ("email", Class::Personal, Keep::Always),
            ("name", Class::Personal, Keep::Always),
            ("lang", Class::Internal, Keep::Always),
            ("password", Class::Secret, Keep::Always),
            ("state", Class::Internal, Keep::Always),
        ],
    },
    Table {
        name: "account_link",
        columns: &[
            ("org", Class::Internal, Keep::UntilDone),
            ("hash", Class::Secret, Keep::UntilDone),
            ("account", Class::Personal, Keep::UntilDone),
            ("expires", Class::Internal, Keep::UntilDone),
        ],
    },
];

/// Every statement of this file.
pub const STATEMENTS: &[&Sql] = &[
    &INSERT,
    &NAMES,
    &BY_EMAIL,
    &FIND,
    &FIND_IN,
    &LISTING,
    &SET_PASSWORD,
    &SET_STATE,
    &SET_LANG,
    &LINK_INSERT,
    &LINK_FIND,
    &LINK_DELETE,
    &LINK_SWEEP,
];

static INSERT: Sql = Sql::new(
    "access/account-insert",
    "INSERT INTO account (org, id, email, name, lang, password, state) VALUES ($1, $2, $3, $4, $5, $6, $7)",
);
static BY_EMAIL: Sql = Sql::new("access/account-by-email", "SELECT * FROM account WHERE org = $1 AND email = $2");
static FIND: Sql = Sql::new("access/account-find", "SELECT * FROM account WHERE org = $1 AND id = $2");
static FIND_IN: Sql = Sql::new(
    "access/account-find-in",
    "SELECT a.* FROM account a WHERE a.org = $1 AND a.id = $2
       AND EXISTS (SELECT 1 FROM role_grant g WHERE g.org = $3 AND g.account = a.id)",
);
static LISTING: Sql = Sql::new(
    "access/account-listing",
    "SELECT a.* FROM account a WHERE a.org = $1
       AND EXISTS (SELECT 1 FROM role_grant g WHERE g.org = $2 AND g.account = a.id
                   AND (CAST($3 AS TEXT) IS NULL OR g.role = $3))
       AND (CAST($4 AS TEXT) IS NULL OR lower(a.name) LIKE $4 ESCAPE '!' OR a.email LIKE $4 ESCAPE '!')
     ORDER BY a.name, a.id LIMIT $5 OFFSET $6",
);
static NAMES: Sql =
    Sql::new("access/account-names", "SELECT id, name FROM account WHERE org = $1 AND id IN {any:$2} ORDER BY id");
static SET_PASSWORD: Sql = Sql::new(
    "access/account-set-password",
    "UPDATE account SET password = $3, state = 'active' WHERE org = $1 AND id = $2",
);
static SET_STATE: Sql =
    Sql::new("access/account-set-state", "UPDATE account SET state = $3 WHERE org = $1 AND id = $2");
static SET_LANG: Sql = Sql::new("access/account-set-lang", "UPDATE account SET lang = $3 WHERE org = $1 AND id = $2");
static LINK_INSERT: Sql =
    Sql::new("access/link-insert", "INSERT INTO account_link (org, hash, account, expires) VALUES ($1, $2, $3, $4)");
static LINK_FIND: Sql =
    Sql::new("access/link-find", "SELECT account FROM account_link WHERE org = $1 AND hash = $2 AND expires >= $3");
static LINK_DELETE: Sql = Sql::new("access/link-delete", "DELETE FROM account_link WHERE org = $1 AND account = $2");
static LINK_SWEEP: Sql = Sql::new("access/link-sweep", "DELETE FROM account_link WHERE org = $1 AND expires < $2");

/// An account and its stored password, for signing in.
pub(crate) struct Keyed {
    pub(crate) account: Account,
    pub(crate) password: Option<String>,
}

pub(crate) async fn insert(tx: &mut Tx, a: &Account, password: Option<String>) -> Result<(), DbError> {
    let row = vec![
        INSTALLATION.into(),
        a.id.into(),
        a.email.open().into(),
        a.name.open().into(),
        a.lang.tag().into(),
        password.into(),
        a.state.code().into(),
    ];
    tx.run(&INSERT, row).await?;
    Ok(())
}

// tidy: unscoped because signing in comes before any scope
pub(crate) async fn by_email(conn: &mut Conn, email: &str) -> Result<Option<Keyed>, DbError> {
    conn.one(&BY_EMAIL, vec![INSTALLATION.into(), email.into()]).await?.as_ref().map(keyed).transpose()
}

// tidy: unscoped because a person reads their own account, and signing in comes before any scope
pub(crate) async fn find(conn: &mut Conn, id: Id<kinds::Account>) -> Result<Option<Keyed>, DbError> {
    conn.one(&FIND, vec![INSTALLATION.into(), id.into()]).await?.as_ref().map(keyed).transpose()
}

/// An account that holds or held a role in the asker's organisation.
pub async fn find_in(conn: &mut Conn, scope: &Scope, id: Id<kinds::Account>) -> Result<Option<Account>, DbError> {
    let row = conn.one(&FIND_IN, vec![INSTALLATION.into(), id.into(), scope.org().into()]).await?;
    row.as_ref().map(account).transpose()
}

/// What the page of accounts looks for.
#[derive(Debug, Clone, Default)]
pub struct Sought {
    /// A role held.
    pub role: Option<Role>,
    /// A part of the name or the address.
    pub words: Option<String>,
}

/// Accounts of the asker's organisation by name.
pub async fn listing(
    conn: &mut Conn,
    scope: &Scope,
    sought: &Sought,
    limit: i64,
    offset: i64,
) -> Result<Vec<Account>, DbError> {
    let like = sought.words.as_ref().map(|words| {
        let plain = words.to_lowercase().replace('!', "!!").replace('%', "!%").replace('_', "!_");
        format!("%{plain}%")
    });
    let params = vec![
        INSTALLATION.into(),
        scope.org().into(),
        sought.role.map(Role::code).into(),
        like.into(),
        limit.into(),
        offset.into(),
    ];
    conn.all(&LISTING, params).await?.iter().map(account).collect()
}

// tidy: unscoped because it names those who acted in a log that the asker may read
/// The names of some accounts.
pub async fn names(
    conn: &mut Conn,
    accounts: &[Id<kinds::Account>],
) -> Result<Vec<(Id<kinds::Account>, Personal<String>)>, DbError> {
    let ids: Vec<String> = accounts.iter().map(|id| id.to_i64().to_string()).collect();
    let rows = conn.all(&NAMES, vec![INSTALLATION.into(), format!("[{}]", ids.join(",")).into()]).await?;
    rows.iter().map(|row| Ok((row.id("id")?, Personal::new(row.text("name")?)))).collect()
}

pub(crate) async fn set_password(tx: &mut Tx, id: Id<kinds::Account>, hashed: String) -> Result<u64, DbError> {
    tx.run(&SET_PASSWORD, vec![INSTALLATION.into(), id.into(), hashed.into()]).await
}

pub(crate) async fn set_state(tx: &mut Tx, id: Id<kinds::Account>, state: State) -> Result<u64, DbError> {
    tx.run(&SET_STATE, vec![INSTALLATION.into(), id.into(), state.code().into()]).await
}

pub(crate) async fn set_lang(tx: &mut Tx, id: Id<kinds::Account>, lang: kernel::Lang) -> Result<u64, DbError> {
    tx.run(&SET_LANG, vec![INSTALLATION.into(), id.into(), lang.tag().into()]).await
}

pub(crate) async fn link_insert(
    tx: &mut Tx,
    hash: Vec<u8>,
    account: Id<kinds::Account>,
    expires: i64,
) -> Result<(), DbError> {
    tx.run(&LINK_INSERT, vec![INSTALLATION.into(), hash.into(), account.into(), expires.into()]).await?;
    Ok(())
}

// tidy: unscoped because the link itself is the right to choose a password
pub(crate) async fn link_find(conn: &mut Conn, hash: Vec<u8>, now: i64) -> Result<Option<Id<kinds::Account>>, DbError> {
    conn.one(&LINK_FIND, vec![INSTALLATION.into(), hash.into(), now.into()])
        .await?
        .map(|row| row.id("account"))
        .transpose()
}

/// Deletes every link of an account, and every link that is over.
pub(crate) async fn links_delete(tx: &mut Tx, account: Id<kinds::Account>, now: i64) -> Result<(), DbError> {
    tx.run(&LINK_DELETE, vec![INSTALLATION.into(), account.into()]).await?;
    tx.run(&LINK_SWEEP, vec![INSTALLATION.into(), now.into()]).await?;
    Ok(())
}

fn keyed(row: &Row) -> Result<Keyed, DbError> {
    Ok(Keyed { account: account(row)?, password: row.text_opt("password")? })
}

fn account(row: &Row) -> Result<Account, DbError> {
    Ok(Account {
        id: row.id("id")?,
        email: Personal::new(row.text("email")?),
        name: Personal::new(row.text("name")?),
        lang: row.code("lang")?,
        state: row.code("state")?,
    })
}
