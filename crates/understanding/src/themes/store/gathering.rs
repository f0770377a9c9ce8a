//! Findings, the passages they rest on, who read them together.

use kernel::{Id, Scope, kinds};
use listening::voices;
use spine::db::{Conn, DbError, Row, Sql, Tx};

use super::coding;
use crate::themes::model::{Finding, FindingState, Passage, Reader, Size};

pub(super) const STATEMENTS: &[&Sql] =
    &[&INSERT, &FIND, &LIST, &COUNT, &STATE, &GATHER, &LET_GO, &PASSAGES, &VOICES, &OF_VOICE, &SIZE, &READ, &READERS];

static INSERT: Sql = Sql::new(
    "themes/insert-finding",
    "INSERT INTO finding (org, id, title, said, place, state, reason, day) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
);
static FIND: Sql = Sql::new(
    "themes/finding",
    "SELECT * FROM finding WHERE org = $1 AND id = $2 AND (CAST($3 AS TEXT) IS NULL OR place IN {any:$3})",
);
static LIST: Sql = Sql::new(
    "themes/findings",
    "SELECT f.*,
       (SELECT COUNT(DISTINCT p.voice) FROM finding_passage x JOIN passage p ON p.org = x.org AND p.id = x.passage
         WHERE x.org = f.org AND x.finding = f.id) AS voices,
       (SELECT COUNT(DISTINCT v.place) FROM finding_passage x JOIN passage p ON p.org = x.org AND p.id = x.passage
         JOIN voice v ON v.org = p.org AND v.id = p.voice WHERE x.org = f.org AND x.finding = f.id) AS places,
       (SELECT COUNT(*) FROM finding_reader r WHERE r.org = f.org AND r.finding = f.id AND r.side = 'user') AS users
     FROM finding f WHERE f.org = $1 AND (CAST($2 AS TEXT) IS NULL OR f.place IN {any:$2})
       AND (CAST($3 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM place_above a
         WHERE a.org = f.org AND a.place = f.place AND a.ancestor = $3))
       AND (CAST($4 AS TEXT) IS NULL OR f.state = $4)
       AND (CAST($5 AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM finding_passage x
         JOIN code c ON c.org = x.org AND c.passage = x.passage
         WHERE x.org = f.org AND x.finding = f.id AND c.theme = $5))
     ORDER BY f.day DESC, f.id LIMIT $6 OFFSET $7",
);
static COUNT: Sql = Sql::new(
    "themes/findings-count",
    "SELECT COUNT(*) AS n FROM finding f WHERE f.org = $1 AND (CAST($2 AS TEXT) IS NULL OR f.place IN {any:$2})
       AND (CAST($3 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM place_above a
         WHERE a.org = f.org AND a.place = f.place AND a.ancestor = $3))
       AND (CAST($4 AS TEXT) IS NULL OR f.state = $4)
       AND (CAST($5 AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM finding_passage x
         JOIN code c ON c.org = x.org AND c.passage = x.passage
         WHERE x.org = f.org AND x.finding = f.id AND c.theme = $5))",
);
static STATE: Sql =
    Sql::new("themes/state-finding", "UPDATE finding SET state = $3, reason = $4 WHERE org = $1 AND id = $2");
static GATHER: Sql = Sql::new(
    "themes/gather-passage",
    "INSERT INTO finding_passage (org, finding, passage) VALUES ($1, $2, $3)
     ON CONFLICT (org, finding, passage) DO NOTHING",
);
static LET_GO: Sql =
    Sql::new("themes/let-passage-go", "DELETE FROM finding_passage WHERE org = $1 AND finding = $2 AND passage = $3");
static PASSAGES: Sql = Sql::new(
    "themes/passages-of-finding",
    "SELECT p.* FROM finding_passage x JOIN passage p ON p.org = x.org AND p.id = x.passage
     JOIN voice v ON v.org = p.org AND v.id = p.voice
     JOIN finding f ON f.org = x.org AND f.id = x.finding
     WHERE x.org = $1 AND x.finding = $2 AND (CAST($3 AS TEXT) IS NULL OR f.place IN {any:$3})
     ORDER BY v.wave DESC, p.voice, p.start_at",
);
static VOICES: Sql = Sql::new(
    "themes/voices-of-finding",
    "SELECT DISTINCT p.voice FROM finding_passage x JOIN passage p ON p.org = x.org AND p.id = x.passage
     JOIN finding f ON f.org = x.org AND f.id = x.finding
     WHERE x.org = $1 AND x.finding = $2 AND (CAST($3 AS TEXT) IS NULL OR f.place IN {any:$3})
     ORDER BY p.voice",
);
static OF_VOICE: Sql = Sql::new(
    "themes/findings-of-voice",
    "SELECT f.* FROM finding f WHERE f.org = $1 AND (CAST($3 AS TEXT) IS NULL OR f.place IN {any:$3})
       AND EXISTS (SELECT 1 FROM finding_passage x JOIN passage p ON p.org = x.org AND p.id = x.passage
         WHERE x.org = f.org AND x.finding = f.id AND p.voice = $2)
     ORDER BY f.day DESC, f.id",
);
static SIZE: Sql = Sql::new(
    "themes/size-of-finding",
    "SELECT COUNT(DISTINCT p.voice) AS voices, COUNT(DISTINCT v.place) AS places,
       (SELECT COUNT(*) FROM finding_reader r WHERE r.org = $1 AND r.finding = $2 AND r.side = 'user') AS users
     FROM finding_passage x JOIN passage p ON p.org = x.org AND p.id = x.passage
     JOIN voice v ON v.org = p.org AND v.id = p.voice
     JOIN finding f ON f.org = x.org AND f.id = x.finding
     WHERE x.org = $1 AND x.finding = $2 AND (CAST($3 AS TEXT) IS NULL OR f.place IN {any:$3})",
);
static READ: Sql = Sql::new(
    "themes/read-finding",
    "INSERT INTO finding_reader (org, finding, account, role, side, day) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (org, finding, account) DO NOTHING",
);
static READERS: Sql = Sql::new(
    "themes/readers",
    "SELECT r.* FROM finding_reader r JOIN finding f ON f.org = r.org AND f.id = r.finding
     WHERE r.org = $1 AND r.finding = $2 AND (CAST($3 AS TEXT) IS NULL OR f.place IN {any:$3})
     ORDER BY r.side DESC, r.day, r.role, r.account",
);

type Org = Id<kinds::Org>;
type FindingId = Id<kinds::Finding>;

/// What a list of findings is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// A place and everything under it.
    pub place: Option<Id<kinds::Place>>,
    /// One state.
    pub state: Option<FindingState>,
    /// One theme that its passages carry.
    pub theme: Option<String>,
}

/// Adds a finding.
pub async fn finding_inserted(tx: &mut Tx, org: Org, finding: &Finding) -> Result<(), DbError> {
    let row = vec![
        org.into(),
        finding.id.into(),
        finding.title.clone().into(),
        finding.said.clone().into(),
        finding.place.into(),
        finding.state.code().into(),
        finding.reason.clone().into(),
        finding.day.into(),
    ];
    tx.run(&INSERT, row).await?;
    Ok(())
}

/// Changes where a finding stands.
pub async fn finding_stated(
    tx: &mut Tx,
    org: Org,
    id: FindingId,
    state: FindingState,
    reason: Option<&str>,
) -> Result<(), DbError> {
    tx.run(&STATE, vec![org.into(), id.into(), state.code().into(), reason.into()]).await?;
    Ok(())
}

/// Puts a passage under a finding.
pub async fn passage_gathered(
    tx: &mut Tx,
    org: Org,
    finding: FindingId,
    passage: Id<kinds::Passage>,
) -> Result<bool, DbError> {
    Ok(tx.run(&GATHER, vec![org.into(), finding.into(), passage.into()]).await? > 0)
}

/// Takes a passage away from a finding.
pub async fn passage_let_go(
    tx: &mut Tx,
    org: Org,
    finding: FindingId,
    passage: Id<kinds::Passage>,
) -> Result<bool, DbError> {
    Ok(tx.run(&LET_GO, vec![org.into(), finding.into(), passage.into()]).await? > 0)
}

/// Writes down that somebody read a finding with the others.
pub async fn reader_kept(tx: &mut Tx, org: Org, finding: FindingId, reader: &Reader) -> Result<bool, DbError> {
    let row = vec![
        org.into(),
        finding.into(),
        reader.account.into(),
        reader.role.code().into(),
        reader.side.code().into(),
        reader.day.into(),
    ];
    Ok(tx.run(&READ, row).await? > 0)
}

/// A finding of the asker's places.
pub async fn finding(conn: &mut Conn, scope: &Scope, id: FindingId) -> Result<Option<Finding>, DbError> {
    let params = vec![scope.org().into(), id.into(), scope.places_json().into()];
    conn.one(&FIND, params).await?.as_ref().map(read).transpose()
}

/// The findings of the asker's places with what they rest on, newest first, and how many there are in all.
pub async fn findings(
    conn: &mut Conn,
    scope: &Scope,
    filter: &Found,
    limit: i64,
    offset: i64,
) -> Result<(Vec<(Finding, Size)>, i64), DbError> {
    if !scope.reading().text {
        return Ok((Vec::new(), 0));
    }
    let mut params = vec![
        scope.org().into(),
        scope.places_json().into(),
        filter.place.into(),
        filter.state.map(FindingState::code).into(),
        filter.theme.clone().into(),
    ];
    let total = conn.one(&COUNT, params.clone()).await?.map_or(Ok(0), |row| row.int("n"))?;
    params.push(limit.into());
    params.push(offset.into());
    let rows = conn.all(&LIST, params).await?;
    let found = rows.iter().map(|row| Ok((read(row)?, size(row)?))).collect::<Result<_, DbError>>()?;
    Ok((found, total))
}

/// The passages of a finding whose voice the asker may read, each with its voice, newest first.
pub async fn passages_of_finding(
    conn: &mut Conn,
    scope: &Scope,
    id: FindingId,
    floor: i64,
) -> Result<Vec<(Passage, voices::model::Voice)>, DbError> {
    let rows = conn.all(&PASSAGES, vec![scope.org().into(), id.into(), scope.places_json().into()]).await?;
    let passages = rows.iter().map(coding::bare).collect::<Result<Vec<_>, _>>()?;
    coding::readable(conn, scope, passages, floor).await
}

/// The voices behind a finding the asker may see: ids only.
pub async fn voices_of_finding(
    conn: &mut Conn,
    scope: &Scope,
    id: FindingId,
) -> Result<Vec<Id<kinds::Voice>>, DbError> {
    let rows = conn.all(&VOICES, vec![scope.org().into(), id.into(), scope.places_json().into()]).await?;
    rows.iter().map(|row| row.id("voice")).collect()
}

/// The findings of the asker's places that rest on a voice, newest first.
pub async fn findings_of_voice(
    conn: &mut Conn,
    scope: &Scope,
    voice: Id<kinds::Voice>,
) -> Result<Vec<Finding>, DbError> {
    if !scope.reading().text {
        return Ok(Vec::new());
    }
    let rows = conn.all(&OF_VOICE, vec![scope.org().into(), voice.into(), scope.places_json().into()]).await?;
    rows.iter().map(read).collect()
}

/// What a finding rests on.
pub async fn size_of_finding(conn: &mut Conn, scope: &Scope, id: FindingId) -> Result<Size, DbError> {
    let row = conn.one(&SIZE, vec![scope.org().into(), id.into(), scope.places_json().into()]).await?;
    row.as_ref().map_or(Ok(Size::default()), size)
}

/// Who read a finding together, users first.
pub async fn readers(conn: &mut Conn, scope: &Scope, id: FindingId) -> Result<Vec<Reader>, DbError> {
    let rows = conn.all(&READERS, vec![scope.org().into(), id.into(), scope.places_json().into()]).await?;
    rows.iter()
        .map(|row| {
            Ok(Reader {
                account: row.id("account")?,
                role: row.code("role")?,
                side: row.code("side")?,
                day: row.day("day")?,
            })
        })
        .collect()
}

fn read(row: &Row) -> Result<Finding, DbError> {
    Ok(Finding {
        id: row.id("id")?,
        title: row.text("title")?,
        said: row.text("said")?,
        place: row.id("place")?,
        state: row.code("state")?,
        reason: row.text_opt("reason")?,
        day: row.day("day")?,
    })
}

fn size(row: &Row) -> Result<Size, DbError> {
    Ok(Size { voices: row.int("voices")?, places: row.int("places")?, users: row.int("users")? })
}
