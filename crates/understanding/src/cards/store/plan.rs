//! The rows of plans, and which reminders have left.

use std::collections::BTreeSet;

use kernel::{Day, Id, Scope, Wave, kinds};
use spine::db::{Conn, DbError, Row, Sql, Tx};

use crate::cards::{
    model::CardId,
    plan::{Plan, PlanId, Waves},
};

pub(super) const STATEMENTS: &[&Sql] = &[&INSERT, &END, &FIND, &OF_CARD, &ALL, &REMIND, &REMINDED, &FED, &TYPED];

static INSERT: Sql = Sql::new(
    "cards/plan-insert",
    "INSERT INTO indicator_plan (org, id, card, every_months, waves, first_wave, last_wave, place, role, days_before,
       created_day, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
);
static END: Sql = Sql::new(
    "cards/plan-end",
    "UPDATE indicator_plan SET ended_day = $3 WHERE org = $1 AND id = $2 AND ended_day IS NULL",
);
static FIND: Sql = Sql::new("cards/plan-find", "SELECT * FROM indicator_plan WHERE org = $1 AND id = $2");
static OF_CARD: Sql = Sql::new(
    "cards/plans-of-card",
    "SELECT * FROM indicator_plan WHERE org = $1 AND card = $2 ORDER BY created_day, id LIMIT 100",
);
static ALL: Sql = Sql::new(
    "cards/plans",
    "SELECT l.* FROM indicator_plan l JOIN indicator_card c ON c.org = l.org AND c.id = l.card
     WHERE l.org = $1 AND l.ended_day IS NULL AND c.set_aside_day IS NULL ORDER BY l.created_day, l.id LIMIT 2000",
);
static REMIND: Sql = Sql::new(
    "cards/plan-remind",
    "INSERT INTO indicator_plan_wave (org, plan, wave, reminded_day) VALUES ($1, $2, $3, $4)
     ON CONFLICT (org, plan, wave) DO NOTHING",
);
static REMINDED: Sql =
    Sql::new("cards/plan-reminded", "SELECT wave FROM indicator_plan_wave WHERE org = $1 AND plan = $2 ORDER BY wave");
// The months with answers that count to versions of a questionnaire, at a place or under it.
static FED: Sql = Sql::new(
    "cards/plan-fed",
    "SELECT DISTINCT t.wave FROM answer_total t
     JOIN place_above a ON a.org = t.org AND a.place = t.place AND a.ancestor = $3
     WHERE t.org = $1 AND t.instrument IN {any:$2} AND t.n > 0 ORDER BY t.wave",
);
static TYPED: Sql = Sql::new(
    "cards/plan-typed",
    "SELECT DISTINCT t.wave FROM indicator_number t
     JOIN place_above a ON a.org = t.org AND a.place = t.place AND a.ancestor = $3
     WHERE t.org = $1 AND t.card = $2 ORDER BY t.wave",
);

type Org = Id<kinds::Org>;

/// Adds a plan.
pub async fn plan_inserted(tx: &mut Tx, org: Org, plan: &Plan, by: Id<kinds::Account>) -> Result<(), DbError> {
    let (every, chosen) = match &plan.waves {
        Waves::Every(months) => (Some(i64::from(*months)), None),
        Waves::Chosen(waves) => {
            let texts: Vec<String> = waves.iter().map(Wave::to_string).collect();
            (None, Some(texts.join(" ")))
        }
    };
    let row = vec![
        org.into(),
        plan.id.into(),
        plan.card.into(),
        every.into(),
        chosen.into(),
        plan.first.into(),
        plan.last.into(),
        plan.place.into(),
        plan.role.code().into(),
        plan.days_before.into(),
        plan.created.into(),
        by.into(),
    ];
    tx.run(&INSERT, row).await?;
    Ok(())
}

/// Ends a plan. Says whether it could: once only.
pub async fn plan_ended(tx: &mut Tx, org: Org, id: PlanId, day: Day) -> Result<bool, DbError> {
    Ok(tx.run(&END, vec![org.into(), id.into(), day.into()]).await? > 0)
}

/// A plan of the asker's organisation.
pub async fn plan(conn: &mut Conn, scope: &Scope, id: PlanId) -> Result<Option<Plan>, DbError> {
    conn.one(&FIND, vec![scope.org().into(), id.into()]).await?.as_ref().map(read).transpose()
}

/// The plans of a card, oldest first, ended ones too.
pub async fn plans_of(conn: &mut Conn, scope: &Scope, card: CardId) -> Result<Vec<Plan>, DbError> {
    conn.all(&OF_CARD, vec![scope.org().into(), card.into()]).await?.iter().map(read).collect()
}

/// Every plan of the organisation that goes on.
pub async fn plans(conn: &mut Conn, scope: &Scope) -> Result<Vec<Plan>, DbError> {
    conn.all(&ALL, vec![scope.org().into()]).await?.iter().map(read).collect()
}

/// Marks that the reminder of a month leaves. Says whether it had not left before: one reminder, whatever runs twice.
pub async fn reminder_marked(tx: &mut Tx, org: Org, plan: PlanId, wave: Wave, day: Day) -> Result<bool, DbError> {
    Ok(tx.run(&REMIND, vec![org.into(), plan.into(), wave.into(), day.into()]).await? > 0)
}

/// The months whose reminder has left.
pub async fn reminded(conn: &mut Conn, scope: &Scope, plan: PlanId) -> Result<BTreeSet<Wave>, DbError> {
    let rows = conn.all(&REMINDED, vec![scope.org().into(), plan.into()]).await?;
    rows.iter().map(|row| row.wave("wave")).collect()
}

/// The months in which versions of a questionnaire have answers that count, at a place or under it.
pub async fn answered_waves(
    conn: &mut Conn,
    scope: &Scope,
    versions: &[Id<kinds::Instrument>],
    place: Id<kinds::Place>,
) -> Result<BTreeSet<Wave>, DbError> {
    let ids: Vec<String> = versions.iter().map(|id| id.to_i64().to_string()).collect();
    let list = format!("[{}]", ids.join(","));
    let rows = conn.all(&FED, vec![scope.org().into(), list.into(), place.into()]).await?;
    rows.iter().map(|row| row.wave("wave")).collect()
}

/// The months in which somebody typed a number of a card, at a place or under it.
pub async fn typed_waves(
    conn: &mut Conn,
    scope: &Scope,
    card: CardId,
    place: Id<kinds::Place>,
) -> Result<BTreeSet<Wave>, DbError> {
    let rows = conn.all(&TYPED, vec![scope.org().into(), card.into(), place.into()]).await?;
    rows.iter().map(|row| row.wave("wave")).collect()
}

fn read(row: &Row) -> Result<Plan, DbError> {
    let every = row.int_opt("every_months")?.and_then(|months| u32::try_from(months).ok());
    let chosen = row.text_opt("waves")?.unwrap_or_default();
    let waves = match every {
        Some(months) => Waves::Every(months),
        None => Waves::Chosen(chosen.split_whitespace().filter_map(|wave| wave.parse().ok()).collect()),
    };
    Ok(Plan {
        id: row.id("id")?,
        card: row.id("card")?,
        waves,
        first: row.wave("first_wave")?,
        last: row.wave_opt("last_wave")?,
        place: row.id("place")?,
        role: row.code("role")?,
        days_before: row.int("days_before")?,
        created: row.day("created_day")?,
        ended: row.day_opt("ended_day")?,
    })
}
