//! What became of voices, read across slices. The tables belong to their slices; nothing is written here.

use kernel::{Scope, Wave};
use spine::db::{Conn, DbError, Sql};

use super::model::Fact;

/// Every statement of this slice.
pub const STATEMENTS: &[&Sql] = &[&FACTS];

// A voice that nobody can read yet is told of with the others once it is. Days only: nothing finer is stored.
static FACTS: Sql = Sql::new(
    "outcomes/facts",
    "SELECT v.place, v.day, v.wants_reply,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM passage q JOIN code c ON c.org = q.org AND c.passage = q.id
         WHERE q.org = v.org AND q.voice = v.id AND c.valence IN ('negative', 'mixed')) THEN 1 ELSE 0 END AS BIGINT) AS is_concern,
       (SELECT MIN(m.day) FROM message m WHERE m.org = v.org AND m.voice = v.id AND m.author = 'team') AS answered_day,
       (SELECT MIN(a.done_day) FROM passage p
         JOIN finding_passage f ON f.org = p.org AND f.passage = p.id
         JOIN action a ON a.org = f.org AND a.finding = f.finding
         WHERE p.org = v.org AND p.voice = v.id) AS done_day
     FROM voice v WHERE v.org = $1 AND v.wave >= $2 AND v.wave <= $3 AND v.day IS NOT NULL AND v.readable IS NOT NULL
     ORDER BY v.day, v.id",
);

/// What became of the voices of some months, of every place of the organisation: what may be shown of one place depends on those beside
/// it. Nothing of it is shown before it was decided for all, nor outside of the asker's places. No text is read.
pub async fn facts(conn: &mut Conn, scope: &Scope, (from, to): (Wave, Wave)) -> Result<Vec<Fact>, DbError> {
    if !scope.reading().numbers {
        return Ok(Vec::new());
    }
    let rows = conn.all(&FACTS, vec![scope.org().into(), from.into(), to.into()]).await?;
    rows.iter()
        .map(|row| {
            Ok(Fact {
                place: row.id("place")?,
                day: row.day("day")?,
                asks: row.yes("wants_reply")?,
                is_concern: row.yes("is_concern")?,
                answered: row.day_opt("answered_day")?,
                changed: row.day_opt("done_day")?,
            })
        })
        .collect()
}
