//! What a report counts across slices. The tables belong to their slices; nothing is written here.

use kernel::{Day, Id, Scope, Wave, kinds};
use listening::voices::{self, Kind};
use spine::db::{Conn, DbError, Param, Sql};

/// Every statement of this slice.
pub const STATEMENTS: &[&Sql] = &[&REPLIES, &CONCERNS];

// Comments of questionnaires leave no way back, so nobody among them asks for a reply.
static REPLIES: Sql = Sql::new(
    "reports/replies",
    "SELECT COUNT(*) AS asked, CAST(COALESCE(SUM(CASE WHEN EXISTS (SELECT 1 FROM message m
         WHERE m.org = v.org AND m.voice = v.id AND m.author = 'team') THEN 1 ELSE 0 END), 0) AS BIGINT) AS answered
     FROM voice v WHERE v.org = $1 AND (CAST($2 AS TEXT) IS NULL OR v.place IN {any:$2})
       AND v.wave >= $3 AND v.wave <= $4 AND v.wants_reply = 1 AND v.readable IS NOT NULL",
);
// A concern is a voice with a passage that somebody coded as bad or mixed. Each with the first day on which an action
// about it was done, if any.
static CONCERNS: Sql = Sql::new(
    "reports/concerns",
    "SELECT v.id, v.day, MIN(a.done_day) AS done_day
     FROM voice v
     LEFT JOIN passage p ON p.org = v.org AND p.voice = v.id
     LEFT JOIN finding_passage f ON f.org = p.org AND f.passage = p.id
     LEFT JOIN action a ON a.org = f.org AND a.finding = f.finding AND a.done_day IS NOT NULL
     WHERE v.org = $1 AND (CAST($2 AS TEXT) IS NULL OR v.place IN {any:$2})
       AND v.wave >= $3 AND v.wave <= $4 AND v.day IS NOT NULL
       AND EXISTS (SELECT 1 FROM passage q JOIN code c ON c.org = q.org AND c.passage = q.id
         WHERE q.org = v.org AND q.voice = v.id AND c.valence IN ('negative', 'mixed'))
     GROUP BY v.id, v.day ORDER BY v.day, v.id",
);

/// Those who asked for a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Replies {
    /// How many asked.
    pub asked: u64,
    /// How many of those have one.
    pub answered: u64,
}

/// A concern, and when something was done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Concern {
    /// The voice.
    pub voice: Id<kinds::Voice>,
    /// The day it came.
    pub day: Day,
    /// The day the first action about it was done.
    pub done: Option<Day>,
}

fn asked(scope: &Scope, from: Wave, to: Wave) -> Vec<Param> {
    vec![scope.org().into(), scope.places_json().into(), from.into(), to.into()]
}

/// The voices of a period that the asker may read, by kind: what the reading room lists, no more. One that is not
/// de-identified yet, or a comment that is not released yet, is told with the others of its group (hard rule 5).
pub(super) async fn voices(
    conn: &mut Conn,
    scope: &Scope,
    (from, to): (Wave, Wave),
    floor: i64,
) -> Result<Vec<(Kind, u64)>, DbError> {
    let mut counted = Vec::new();
    for kind in Kind::ALL.iter().copied() {
        let filter = voices::store::Filter { kind: Some(kind), from: Some(from), to: Some(to), ..Default::default() };
        let (_, n) = voices::store::list(conn, scope, &filter, floor, 0, 0).await?;
        if n > 0 {
            counted.push((kind, u64::try_from(n).unwrap_or_default()));
        }
    }
    Ok(counted)
}

/// Those of a period who asked for a reply.
pub(super) async fn replies(conn: &mut Conn, scope: &Scope, from: Wave, to: Wave) -> Result<Replies, DbError> {
    let row = conn.one(&REPLIES, asked(scope, from, to)).await?;
    let people =
        |column| row.as_ref().map_or(Ok(0), |row| row.int(column)).map(|n| u64::try_from(n).unwrap_or_default());
    Ok(Replies { asked: people("asked")?, answered: people("answered")? })
}

/// The concerns of a period. Comments of questionnaires have no day, so they are not among them.
pub(super) async fn concerns(conn: &mut Conn, scope: &Scope, from: Wave, to: Wave) -> Result<Vec<Concern>, DbError> {
    let rows = conn.all(&CONCERNS, asked(scope, from, to)).await?;
    rows.iter()
        .map(|row| Ok(Concern { voice: row.id("id")?, day: row.day("day")?, done: row.day_opt("done_day")? }))
        .collect()
}
