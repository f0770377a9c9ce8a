//! The journal of an action.

use kernel::{Id, Scope, kinds};
use spine::db::{Conn, DbError, Sql, Tx};

use crate::actions::model::Step;

pub(super) const STATEMENTS: &[&Sql] = &[&NEXT, &ADD, &STEPS];

static NEXT: Sql = Sql::new(
    "actions/next-step",
    "SELECT COALESCE(MAX(seq), 0) + 1 AS seq FROM action_step WHERE org = $1 AND action = $2",
);
static ADD: Sql = Sql::new(
    "actions/add-step",
    "INSERT INTO action_step (org, action, seq, day, state, account, role, note)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
);
static STEPS: Sql = Sql::new(
    "actions/steps",
    "SELECT s.* FROM action_step s JOIN action a ON a.org = s.org AND a.id = s.action
     WHERE s.org = $1 AND s.action = $2 AND (CAST($3 AS TEXT) IS NULL OR a.place IN {any:$3}) ORDER BY s.seq",
);

/// Adds a step at the end of the journal; its `seq` is given here.
pub async fn step_added(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    action: Id<kinds::Action>,
    step: &Step,
    by: Id<kinds::Account>,
) -> Result<(), DbError> {
    let seq = tx.one(&NEXT, vec![org.into(), action.into()]).await?.map_or(Ok(1), |row| row.int("seq"))?;
    let row = vec![
        org.into(),
        action.into(),
        seq.into(),
        step.day.into(),
        step.state.code().into(),
        by.into(),
        step.role.code().into(),
        step.note.clone().into(),
    ];
    tx.run(&ADD, row).await?;
    Ok(())
}

/// The journal of an action of the asker's places, in order.
pub async fn steps(conn: &mut Conn, scope: &Scope, action: Id<kinds::Action>) -> Result<Vec<Step>, DbError> {
    let rows = conn.all(&STEPS, vec![scope.org().into(), action.into(), scope.places_json().into()]).await?;
    rows.iter()
        .map(|row| {
            Ok(Step {
                seq: row.int("seq")?,
                day: row.day("day")?,
                state: row.code("state")?,
                role: row.code("role")?,
                note: row.text("note")?,
            })
        })
        .collect()
}
