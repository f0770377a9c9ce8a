//! The reading room: the voices an asker may read, narrowed and paged.

use kernel::Scope;
use listening::voices::{Kind, State};
use spine::db::{Conn, DbError, Param, Row, Sql};

use crate::themes::model::{Line, Sought};

pub(super) const STATEMENTS: &[&Sql] = &[&ROOM, &ROOM_COUNT];

// Visibility is that of `voices/list`: the asker's places; comments only once their place and wave have enough answers
// (hard rule 5); for a partner, only what was given to them. What waits to be read and may speak of a danger comes first
// (hard rule 18).
static ROOM: Sql = Sql::new(
    "themes/room",
    "SELECT v.id, v.kind, v.place, v.wave, v.state, v.speaker, v.moment, v.danger, v.wants_reply, v.lang, v.readable
     FROM voice v WHERE v.org = $1 AND v.readable IS NOT NULL
       AND (CAST($2 AS TEXT) IS NULL OR v.place IN {any:$2})
       AND (v.kind NOT LIKE 'comment-%' OR EXISTS (SELECT 1 FROM comment_group r
         WHERE r.org = v.org AND r.campaign = v.campaign AND r.place = v.place AND r.wave = v.wave AND r.answers >= $3))
       AND (CAST($4 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM voice_given g
         WHERE g.org = v.org AND g.voice = v.id AND g.account = $4))
       AND (CAST($5 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM place_above a
         WHERE a.org = v.org AND a.place = v.place AND a.ancestor = $5))
       AND (CAST($6 AS TEXT) IS NULL OR v.kind = $6)
       AND (CAST($7 AS TEXT) IS NULL OR v.state = $7)
       AND (CAST($8 AS TEXT) IS NULL OR v.wave >= $8)
       AND (CAST($9 AS TEXT) IS NULL OR v.wave <= $9)
       AND (CAST($10 AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM passage p
         JOIN code c ON c.org = p.org AND c.passage = p.id
         WHERE p.org = v.org AND p.voice = v.id AND c.theme = $10))
       AND (CAST($11 AS BIGINT) = 0 OR NOT EXISTS (SELECT 1 FROM passage p
         JOIN code c ON c.org = p.org AND c.passage = p.id WHERE p.org = v.org AND p.voice = v.id))
       AND (CAST($12 AS BIGINT) IS NULL OR (CASE WHEN v.kind LIKE 'comment-%' THEN 1 ELSE 0 END) = $12)
       AND (CAST($13 AS BIGINT) = 0 OR (v.wants_reply = 1 AND v.state IN ('readable', 'taken-up')))
       AND (CAST($14 AS BIGINT) = 0 OR v.danger IS NOT NULL)
     ORDER BY CASE WHEN v.danger IS NOT NULL AND v.state = 'readable' THEN 0 ELSE 1 END,
       v.wave DESC, COALESCE(v.day, '') DESC, v.id LIMIT $15 OFFSET $16",
);
static ROOM_COUNT: Sql = Sql::new(
    "themes/room-count",
    "SELECT COUNT(*) AS n FROM voice v WHERE v.org = $1 AND v.readable IS NOT NULL
       AND (CAST($2 AS TEXT) IS NULL OR v.place IN {any:$2})
       AND (v.kind NOT LIKE 'comment-%' OR EXISTS (SELECT 1 FROM comment_group r
         WHERE r.org = v.org AND r.campaign = v.campaign AND r.place = v.place AND r.wave = v.wave AND r.answers >= $3))
       AND (CAST($4 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM voice_given g
         WHERE g.org = v.org AND g.voice = v.id AND g.account = $4))
       AND (CAST($5 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM place_above a
         WHERE a.org = v.org AND a.place = v.place AND a.ancestor = $5))
       AND (CAST($6 AS TEXT) IS NULL OR v.kind = $6)
       AND (CAST($7 AS TEXT) IS NULL OR v.state = $7)
       AND (CAST($8 AS TEXT) IS NULL OR v.wave >= $8)
       AND (CAST($9 AS TEXT) IS NULL OR v.wave <= $9)
       AND (CAST($10 AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM passage p
         JOIN code c ON c.org = p.org AND c.passage = p.id
         WHERE p.org = v.org AND p.voice = v.id AND c.theme = $10))
       AND (CAST($11 AS BIGINT) = 0 OR NOT EXISTS (SELECT 1 FROM passage p
         JOIN code c ON c.org = p.org AND c.passage = p.id WHERE p.org = v.org AND p.voice = v.id))
       AND (CAST($12 AS BIGINT) IS NULL OR (CASE WHEN v.kind LIKE 'comment-%' THEN 1 ELSE 0 END) = $12)
       AND (CAST($13 AS BIGINT) = 0 OR (v.wants_reply = 1 AND v.state IN ('readable', 'taken-up')))
       AND (CAST($14 AS BIGINT) = 0 OR v.danger IS NOT NULL)",
);

fn sought(scope: &Scope, sought: &Sought, floor: i64) -> Vec<Param> {
    let only_given = if scope.reading().only_given { scope.account() } else { None };
    vec![
        scope.org().into(),
        scope.places_json().into(),
        floor.into(),
        only_given.into(),
        sought.place.into(),
        sought.kind.map(Kind::code).into(),
        sought.state.map(State::code).into(),
        sought.from.into(),
        sought.to.into(),
        sought.theme.clone().into(),
        sought.uncoded.into(),
        sought.comments.map(i64::from).into(),
        sought.waits.into(),
        sought.danger.into(),
    ]
}

/// The voices an asker may read, newest first, and how many there are in all. `floor` is the number of answers under
/// which comments stay hidden.
pub async fn room(
    conn: &mut Conn,
    scope: &Scope,
    filter: &Sought,
    floor: i64,
    limit: i64,
    offset: i64,
) -> Result<(Vec<Line>, i64), DbError> {
    if !scope.reading().text {
        return Ok((Vec::new(), 0));
    }
    let total = room_count(conn, scope, filter, floor).await?;
    Ok((room_from(conn, scope, filter, floor, limit, offset).await?, total))
}

/// How many voices of the list there are.
pub async fn room_count(conn: &mut Conn, scope: &Scope, filter: &Sought, floor: i64) -> Result<i64, DbError> {
    if !scope.reading().text {
        return Ok(0);
    }
    conn.one(&ROOM_COUNT, sought(scope, filter, floor)).await?.map_or(Ok(0), |row| row.int("n"))
}

/// A part of the same list, uncounted.
pub async fn room_from(
    conn: &mut Conn,
    scope: &Scope,
    filter: &Sought,
    floor: i64,
    limit: i64,
    offset: i64,
) -> Result<Vec<Line>, DbError> {
    if !scope.reading().text {
        return Ok(Vec::new());
    }
    let mut params = sought(scope, filter, floor);
    params.push(limit.into());
    params.push(offset.into());
    conn.all(&ROOM, params).await?.iter().map(line).collect()
}

fn line(row: &Row) -> Result<Line, DbError> {
    Ok(Line {
        id: row.id("id")?,
        kind: row.code("kind")?,
        place: row.id("place")?,
        wave: row.wave("wave")?,
        state: row.code("state")?,
        speaker: row.code("speaker")?,
        moment: row.text_opt("moment")?,
        danger: row.text_opt("danger")?,
        wants_reply: row.yes("wants_reply")?,
        lang: row.code("lang")?,
        text: row.text_opt("readable")?.unwrap_or_default(),
    })
}
