//! The row of an action.

use kernel::{Day, Id, Scope, kinds};
use spine::db::{Conn, DbError, Row, Sql, Tx};

use crate::actions::model::{Action, Dated, Reached, State};

pub(super) const STATEMENTS: &[&Sql] =
    &[&INSERT, &FIND, &LIST, &COUNT, &OF_FINDING, &OF_PLACE, &INDICATOR, &START, &FINISH, &EVALUATE, &ABANDON, &ANSWER];

static INSERT: Sql = Sql::new(
    "actions/insert",
    "INSERT INTO action (org, id, title, plan, finding, place, owner, due_day, state, created_day)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'planned', $9)",
);
static FIND: Sql = Sql::new(
    "actions/find",
    "SELECT * FROM action WHERE org = $1 AND id = $2 AND (CAST($3 AS TEXT) IS NULL OR place IN {any:$3})",
);
static LIST: Sql = Sql::new(
    "actions/list",
    "SELECT a.* FROM action a WHERE a.org = $1 AND (CAST($2 AS TEXT) IS NULL OR a.place IN {any:$2})
       AND (CAST($3 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM place_above t
         WHERE t.org = a.org AND t.place = a.place AND t.ancestor = $3))
       AND (CAST($4 AS TEXT) IS NULL OR a.state = $4)
       AND (CAST($5 AS TEXT) IS NULL OR (a.due_day < $5 AND a.state IN ('planned', 'started')))
     ORDER BY CASE a.state WHEN 'started' THEN 0 WHEN 'planned' THEN 1 WHEN 'done' THEN 2 ELSE 3 END,
       a.due_day, a.id LIMIT $6 OFFSET $7",
);
static COUNT: Sql = Sql::new(
    "actions/count",
    "SELECT COUNT(*) AS n FROM action a WHERE a.org = $1 AND (CAST($2 AS TEXT) IS NULL OR a.place IN {any:$2})
       AND (CAST($3 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM place_above t
         WHERE t.org = a.org AND t.place = a.place AND t.ancestor = $3))
       AND (CAST($4 AS TEXT) IS NULL OR a.state = $4)
       AND (CAST($5 AS TEXT) IS NULL OR (a.due_day < $5 AND a.state IN ('planned', 'started')))",
);
static OF_FINDING: Sql = Sql::new(
    "actions/of-finding",
    "SELECT * FROM action WHERE org = $1 AND finding = $2 AND (CAST($3 AS TEXT) IS NULL OR place IN {any:$3})
     ORDER BY created_day, id",
);
static OF_PLACE: Sql = Sql::new(
    "actions/of-place",
    "SELECT a.* FROM action a JOIN place_above t ON t.org = a.org AND t.place = a.place AND t.ancestor = $3
     WHERE a.org = $1 AND (CAST($2 AS TEXT) IS NULL OR a.place IN {any:$2}) AND a.started_day IS NOT NULL
     ORDER BY a.started_day, a.id",
);
static INDICATOR: Sql = Sql::new(
    "actions/choose-indicator",
    "UPDATE action SET indicator = $3, target = $4, indicator_day = $5 WHERE org = $1 AND id = $2 AND state = 'planned'",
);
static START: Sql = Sql::new(
    "actions/start",
    "UPDATE action SET state = 'started', started_day = $3
     WHERE org = $1 AND id = $2 AND state = 'planned' AND indicator_day IS NOT NULL AND indicator_day <= $3",
);
static FINISH: Sql = Sql::new(
    "actions/finish",
    "UPDATE action SET state = 'done', done_day = $3 WHERE org = $1 AND id = $2 AND state = 'started'",
);
static EVALUATE: Sql = Sql::new(
    "actions/evaluate",
    "UPDATE action SET state = 'evaluated', evaluated_day = $3, evaluation = $4, reached = $5
     WHERE org = $1 AND id = $2 AND state = 'done' AND indicator_day <= started_day",
);
static ABANDON: Sql = Sql::new(
    "actions/abandon",
    "UPDATE action SET state = 'abandoned', abandoned_day = $3, reason = $4
     WHERE org = $1 AND id = $2 AND state IN ('planned', 'started', 'done')",
);
static ANSWER: Sql =
    Sql::new("actions/answer", "UPDATE action SET answer = $3, answer_day = $4 WHERE org = $1 AND id = $2");

type Org = Id<kinds::Org>;
type ActionId = Id<kinds::Action>;

/// What a list of actions is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// A place and everything under it.
    pub place: Option<Id<kinds::Place>>,
    /// One state.
    pub state: Option<State>,
    /// Only those due before this day and not done.
    pub late_on: Option<Day>,
}

/// Adds an action, planned.
pub async fn inserted(tx: &mut Tx, org: Org, action: &Action) -> Result<(), DbError> {
    let row = vec![
        org.into(),
        action.id.into(),
        action.title.clone().into(),
        action.plan.clone().into(),
        action.finding.into(),
        action.place.into(),
        action.owner.into(),
        action.due.into(),
        action.created.into(),
    ];
    tx.run(&INSERT, row).await?;
    Ok(())
}

/// An action of the asker's places.
pub async fn action(conn: &mut Conn, scope: &Scope, id: ActionId) -> Result<Option<Action>, DbError> {
    let params = vec![scope.org().into(), id.into(), scope.places_json().into()];
    conn.one(&FIND, params).await?.as_ref().map(read).transpose()
}

/// The actions of the asker's places, what is under way first, and how many there are in all.
pub async fn list(
    conn: &mut Conn,
    scope: &Scope,
    filter: &Filter,
    limit: i64,
    offset: i64,
) -> Result<(Vec<Action>, i64), DbError> {
    let mut params = vec![
        scope.org().into(),
        scope.places_json().into(),
        filter.place.into(),
        filter.state.map(State::code).into(),
        filter.late_on.into(),
    ];
    let total = conn.one(&COUNT, params.clone()).await?.map_or(Ok(0), |row| row.int("n"))?;
    params.push(limit.into());
    params.push(offset.into());
    let actions = conn.all(&LIST, params).await?.iter().map(read).collect::<Result<_, _>>()?;
    Ok((actions, total))
}

/// The actions about a finding.
pub async fn actions_of_finding(
    conn: &mut Conn,
    scope: &Scope,
    finding: Id<kinds::Finding>,
) -> Result<Vec<Action>, DbError> {
    let params = vec![scope.org().into(), finding.into(), scope.places_json().into()];
    conn.all(&OF_FINDING, params).await?.iter().map(read).collect()
}

/// The actions that began at a place or under it, by the day they began: the marks on a chart.
pub async fn actions_of_place(conn: &mut Conn, scope: &Scope, place: Id<kinds::Place>) -> Result<Vec<Dated>, DbError> {
    let params = vec![scope.org().into(), scope.places_json().into(), place.into()];
    let actions = conn.all(&OF_PLACE, params).await?.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let dated = |a: Action| Dated {
        id: a.id,
        title: a.title,
        place: a.place,
        state: a.state,
        started: a.started,
        done: a.done,
    };
    Ok(actions.into_iter().map(dated).collect())
}

/// The voices behind an action the asker may see, through its finding: ids only.
pub async fn voices_behind(conn: &mut Conn, scope: &Scope, id: ActionId) -> Result<Vec<Id<kinds::Voice>>, DbError> {
    match action(conn, scope, id).await?.and_then(|action| action.finding) {
        Some(finding) => understanding::themes::voices_of_finding(conn, scope, finding).await,
        None => Ok(Vec::new()),
    }
}

/// Chooses the indicator and the target. Says whether it could: not once it began.
pub async fn indicator_chosen(
    tx: &mut Tx,
    org: Org,
    id: ActionId,
    indicator: &str,
    target: &str,
    day: Day,
) -> Result<bool, DbError> {
    let row = vec![org.into(), id.into(), indicator.into(), target.into(), day.into()];
    Ok(tx.run(&INDICATOR, row).await? > 0)
}

/// Starts it. Says whether it could: not without an indicator chosen before.
pub async fn started(tx: &mut Tx, org: Org, id: ActionId, day: Day) -> Result<bool, DbError> {
    Ok(tx.run(&START, vec![org.into(), id.into(), day.into()]).await? > 0)
}

/// Says that it is done.
pub async fn finished(tx: &mut Tx, org: Org, id: ActionId, day: Day) -> Result<bool, DbError> {
    Ok(tx.run(&FINISH, vec![org.into(), id.into(), day.into()]).await? > 0)
}

/// Stores the evaluation. Says whether it could: not on an indicator chosen after the start.
pub async fn evaluated(
    tx: &mut Tx,
    org: Org,
    id: ActionId,
    day: Day,
    evaluation: &str,
    reached: Reached,
) -> Result<bool, DbError> {
    let row = vec![org.into(), id.into(), day.into(), evaluation.into(), reached.code().into()];
    Ok(tx.run(&EVALUATE, row).await? > 0)
}

/// Gives it up.
pub async fn abandoned(tx: &mut Tx, org: Org, id: ActionId, day: Day, reason: &str) -> Result<bool, DbError> {
    Ok(tx.run(&ABANDON, vec![org.into(), id.into(), day.into(), reason.into()]).await? > 0)
}

/// Stores the collective answer.
pub async fn answered(tx: &mut Tx, org: Org, id: ActionId, answer: &str, day: Day) -> Result<bool, DbError> {
    Ok(tx.run(&ANSWER, vec![org.into(), id.into(), answer.into(), day.into()]).await? > 0)
}

fn read(row: &Row) -> Result<Action, DbError> {
    Ok(Action {
        id: row.id("id")?,
        title: row.text("title")?,
        plan: row.text("plan")?,
        finding: row.id_opt("finding")?,
        place: row.id("place")?,
        owner: row.id("owner")?,
        due: row.day("due_day")?,
        state: row.code("state")?,
        created: row.day("created_day")?,
        indicator: row.text_opt("indicator")?,
        target: row.text_opt("target")?,
        indicator_day: row.day_opt("indicator_day")?,
        started: row.day_opt("started_day")?,
        done: row.day_opt("done_day")?,
        evaluated: row.day_opt("evaluated_day")?,
        evaluation: row.text_opt("evaluation")?,
        reached: row.text_opt("reached")?.and_then(|code| code.parse().ok()),
        abandoned: row.day_opt("abandoned_day")?,
        reason: row.text_opt("reason")?,
        answer: row.text_opt("answer")?,
        answer_day: row.day_opt("answer_day")?,
    })
}
