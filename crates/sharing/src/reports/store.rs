//! What a report counts across slices. The tables belong to their slices; nothing is written here.

use kernel::{Day, Id, Scope, Wave, kinds};
use spine::db::{Conn, DbError, Param, Sql};

/// Every statement of this slice.
pub const STATEMENTS: &[&Sql] = &[&VOICES, &CONCERNS];

static VOICES: Sql = Sql::new(
    "reports/voices",
    "SELECT v.kind, COUNT(*) AS n, CAST(SUM(v.wants_reply) AS BIGINT) AS asked,
       CAST(SUM(CASE WHEN v.wants_reply = 1 AND EXISTS (SELECT 1 FROM message m
         WHERE m.org = v.org AND m.voice = v.id AND m.author = 'team') THEN 1 ELSE 0 END) AS BIGINT) AS answered
     FROM voice v WHERE v.org = $1 AND (CAST($2 AS TEXT) IS NULL OR v.place IN {any:$2})
       AND v.wave >= $3 AND v.wave <= $4 GROUP BY v.kind ORDER BY v.kind",
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

/// How many voices of a kind came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindCount {
    /// The kind, a code of voices.
    pub kind: String,
    /// How many.
    pub n: u64,
    /// How many asked for a reply.
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

/// The voices of a period, by kind.
pub(super) async fn voices(conn: &mut Conn, scope: &Scope, from: Wave, to: Wave) -> Result<Vec<KindCount>, DbError> {
    let rows = conn.all(&VOICES, asked(scope, from, to)).await?;
    rows.iter()
        .map(|row| {
            let people = |column: &str| row.int(column).map(|n| u64::try_from(n).unwrap_or_default());
            Ok(KindCount {
                kind: row.text("kind")?,
                n: people("n")?,
                asked: people("asked")?,
                answered: people("answered")?,
            })
        })
        .collect()
}

/// The concerns of a period. Comments of questionnaires have no day, so they are not among them.
pub(super) async fn concerns(conn: &mut Conn, scope: &Scope, from: Wave, to: Wave) -> Result<Vec<Concern>, DbError> {
    let rows = conn.all(&CONCERNS, asked(scope, from, to)).await?;
    rows.iter()
        .map(|row| Ok(Concern { voice: row.id("id")?, day: row.day("day")?, done: row.day_opt("done_day")? }))
        .collect()
}
