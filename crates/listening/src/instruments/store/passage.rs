//! Plans to go from one version to the next.

use kernel::{Day, Id, Scope, kinds};
use spine::db::{Conn, DbError, Row, Sql, Tx};

use crate::instruments::model::{Passage, PassageId, PassageState, VersionId};

pub(super) const STATEMENTS: &[&Sql] = &[&INSERT, &FIND, &LIST, &LIST_TO, &REVIEW];

static INSERT: Sql = Sql::new(
    "instruments/insert-plan",
    "INSERT INTO instrument_passage (org, id, old_version, new_version, steps, reason, day, account, state, remark)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'proposed', '')",
);
static FIND: Sql = Sql::new("instruments/find-plan", "SELECT * FROM instrument_passage WHERE org = $1 AND id = $2");
static LIST: Sql = Sql::new(
    "instruments/plans-from",
    "SELECT * FROM instrument_passage WHERE org = $1 AND old_version = $2 ORDER BY day DESC, id LIMIT 200",
);
static LIST_TO: Sql = Sql::new(
    "instruments/plans-to",
    "SELECT * FROM instrument_passage WHERE org = $1 AND new_version = $2 ORDER BY day DESC, id LIMIT 200",
);
static REVIEW: Sql = Sql::new(
    "instruments/review-plan",
    "UPDATE instrument_passage SET state = $3, reviewed_day = $4, reviewer = $5, remark = $6
     WHERE org = $1 AND id = $2 AND state = 'proposed' AND account <> $5",
);

pub(in crate::instruments) async fn proposed(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    plan: &Passage,
    steps: &str,
) -> Result<(), DbError> {
    let row = vec![
        org.into(),
        plan.id.into(),
        plan.before.into(),
        plan.after.into(),
        steps.into(),
        plan.reason.clone().into(),
        plan.day.into(),
        plan.account.into(),
    ];
    tx.run(&INSERT, row).await?;
    Ok(())
}

/// Writes what somebody else thinks of a plan; false when it was read already, or by its author.
pub(in crate::instruments) async fn reviewed(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    id: PassageId,
    state: PassageState,
    by: (Id<kinds::Account>, Day),
    remark: &str,
) -> Result<bool, DbError> {
    let row = vec![org.into(), id.into(), state.code().into(), by.1.into(), by.0.into(), remark.into()];
    Ok(tx.run(&REVIEW, row).await? > 0)
}

/// A plan of the asker's organisation.
pub async fn passage(conn: &mut Conn, scope: &Scope, id: PassageId) -> Result<Option<Passage>, DbError> {
    conn.one(&FIND, vec![scope.org().into(), id.into()]).await?.as_ref().map(read).transpose()
}

/// The plans that begin at a version, the latest first.
pub async fn passages_from(conn: &mut Conn, scope: &Scope, before: VersionId) -> Result<Vec<Passage>, DbError> {
    conn.all(&LIST, vec![scope.org().into(), before.into()]).await?.iter().map(read).collect()
}

/// The plans that lead to a version, the latest first.
pub async fn passages_to(conn: &mut Conn, scope: &Scope, after: VersionId) -> Result<Vec<Passage>, DbError> {
    conn.all(&LIST_TO, vec![scope.org().into(), after.into()]).await?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Passage, DbError> {
    Ok(Passage {
        id: row.id("id")?,
        before: row.id("old_version")?,
        after: row.id("new_version")?,
        // We wrote it; what cannot be read shows as a plan without steps rather than as no page at all.
        steps: serde_json::from_str(&row.text("steps")?).unwrap_or_default(),
        reason: row.text("reason")?,
        day: row.day("day")?,
        account: row.id("account")?,
        state: row.code("state")?,
        reviewed: row.day_opt("reviewed_day")?,
        reviewer: row.id_opt("reviewer")?,
        remark: row.text("remark")?,
    })
}
