//! Remarks on drafts.

use kernel::{Day, Id, Personal, Scope, kinds};
use spine::db::{Conn, DbError, Row, Sql, Tx};

use crate::instruments::model::{DraftId, Remark, RemarkId};

pub(super) const STATEMENTS: &[&Sql] = &[&INSERT, &FIND, &LIST, &COUNT, &ANSWER, &SETTLE, &REOPEN, &WITHDRAW, &FORGET];

static INSERT: Sql = Sql::new(
    "instruments/insert-remark",
    "INSERT INTO instrument_remark (org, id, draft, link, subject, remark, day, account, hat, answer)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '')",
);
static FIND: Sql =
    Sql::new("instruments/find-remark", "SELECT * FROM instrument_remark WHERE org = $1 AND draft = $2 AND id = $3");
// Those still open come first: a draft that many read must not hide what nobody has answered.
static LIST: Sql = Sql::new(
    "instruments/list-remarks",
    "SELECT * FROM instrument_remark WHERE org = $1 AND draft = $2
     ORDER BY CASE WHEN settled_day IS NULL THEN 0 ELSE 1 END, day, id LIMIT 1000",
);
static COUNT: Sql =
    Sql::new("instruments/count-remarks", "SELECT COUNT(*) AS n FROM instrument_remark WHERE org = $1 AND draft = $2");
static ANSWER: Sql = Sql::new(
    "instruments/answer-remark",
    "UPDATE instrument_remark SET answer = $4, answered_day = $5, answered_by = $6
     WHERE org = $1 AND draft = $2 AND id = $3",
);
static SETTLE: Sql = Sql::new(
    "instruments/settle-remark",
    "UPDATE instrument_remark SET settled_day = $4, settled_by = $5
     WHERE org = $1 AND draft = $2 AND id = $3 AND settled_day IS NULL",
);
static REOPEN: Sql = Sql::new(
    "instruments/reopen-remark",
    "UPDATE instrument_remark SET settled_day = NULL, settled_by = NULL
     WHERE org = $1 AND draft = $2 AND id = $3 AND settled_day IS NOT NULL",
);
static WITHDRAW: Sql = Sql::new(
    "instruments/withdraw-remark",
    "DELETE FROM instrument_remark WHERE org = $1 AND draft = $2 AND id = $3 AND account = $4",
);
static FORGET: Sql =
    Sql::new("instruments/forget-remarks", "DELETE FROM instrument_remark WHERE org = $1 AND draft = $2");

pub(in crate::instruments) async fn left(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    draft: DraftId,
    one: &Remark,
) -> Result<(), DbError> {
    let row = vec![
        org.into(),
        one.id.into(),
        draft.into(),
        one.link.clone().into(),
        one.subject.clone().into(),
        one.text.open().clone().into(),
        one.day.into(),
        one.account.into(),
        one.hat.code().into(),
    ];
    tx.run(&INSERT, row).await?;
    Ok(())
}

/// Writes what is answered; false when the remark is gone.
pub(in crate::instruments) async fn answered(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    at: (DraftId, RemarkId),
    answer: &str,
    by: (Id<kinds::Account>, Day),
) -> Result<bool, DbError> {
    let row = vec![org.into(), at.0.into(), at.1.into(), answer.into(), by.1.into(), by.0.into()];
    Ok(tx.run(&ANSWER, row).await? > 0)
}

/// Settles a remark, or opens it again; false when it is so already, or gone.
pub(in crate::instruments) async fn settled(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    at: (DraftId, RemarkId),
    by: Option<(Id<kinds::Account>, Day)>,
) -> Result<bool, DbError> {
    let done = match by {
        Some((account, day)) => {
            tx.run(&SETTLE, vec![org.into(), at.0.into(), at.1.into(), day.into(), account.into()]).await?
        }
        None => tx.run(&REOPEN, vec![org.into(), at.0.into(), at.1.into()]).await?,
    };
    Ok(done > 0)
}

/// Takes a remark back; false when it is gone, or somebody else's.
pub(in crate::instruments) async fn withdrawn(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    at: (DraftId, RemarkId),
    account: Id<kinds::Account>,
) -> Result<bool, DbError> {
    Ok(tx.run(&WITHDRAW, vec![org.into(), at.0.into(), at.1.into(), account.into()]).await? > 0)
}

/// Forgets every remark on a draft that is gone.
pub(in crate::instruments) async fn forgotten(tx: &mut Tx, org: Id<kinds::Org>, draft: DraftId) -> Result<(), DbError> {
    tx.run(&FORGET, vec![org.into(), draft.into()]).await?;
    Ok(())
}

/// A remark on a draft of the asker's organisation.
pub async fn remark(conn: &mut Conn, scope: &Scope, draft: DraftId, id: RemarkId) -> Result<Option<Remark>, DbError> {
    conn.one(&FIND, vec![scope.org().into(), draft.into(), id.into()]).await?.as_ref().map(read).transpose()
}

/// The remarks on a draft of the asker's organisation, those still open first, by their day.
pub async fn remarks(conn: &mut Conn, scope: &Scope, draft: DraftId) -> Result<Vec<Remark>, DbError> {
    conn.all(&LIST, vec![scope.org().into(), draft.into()]).await?.iter().map(read).collect()
}

/// How many remarks a draft of the asker's organisation bears.
pub async fn remark_count(conn: &mut Conn, scope: &Scope, draft: DraftId) -> Result<i64, DbError> {
    let row = conn.one(&COUNT, vec![scope.org().into(), draft.into()]).await?;
    row.map_or(Ok(0), |row| row.int("n"))
}

fn read(row: &Row) -> Result<Remark, DbError> {
    Ok(Remark {
        id: row.id("id")?,
        link: row.text("link")?,
        subject: row.text("subject")?,
        text: Personal::new(row.text("remark")?),
        day: row.day("day")?,
        account: row.id("account")?,
        hat: row.code("hat")?,
        answer: Personal::new(row.text("answer")?),
        answered: row.day_opt("answered_day")?,
        answered_by: row.id_opt("answered_by")?,
        settled: row.day_opt("settled_day")?,
        settled_by: row.id_opt("settled_by")?,
    })
}
