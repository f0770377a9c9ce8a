//! Passages and the codes people put on them.

use kernel::{Day, Id, Scope, Wave, kinds};
use listening::voices;
use spine::db::{Conn, DbError, Row, Sql, Tx};
use text::Span;

use crate::themes::model::{Code, Passage, Side, Valence};

pub(super) const STATEMENTS: &[&Sql] = &[
    &INSERT_PASSAGE,
    &PASSAGE,
    &PASSAGE_AT,
    &SET_MOMENT,
    &PUT,
    &REMOVE,
    &DROP_BARE,
    &OF_VOICE,
    &CODES_OF_VOICE,
    &OF_THEME,
    &THEMES_OF,
    &FREQUENT,
    &COUNTS,
];

static INSERT_PASSAGE: Sql = Sql::new(
    "themes/insert-passage",
    "INSERT INTO passage (org, id, voice, start_at, end_at, moment) VALUES ($1, $2, $3, $4, $5, $6)",
);
static PASSAGE: Sql = Sql::new(
    "themes/passage",
    "SELECT p.* FROM passage p JOIN voice v ON v.org = p.org AND v.id = p.voice
     WHERE p.org = $1 AND p.id = $2 AND (CAST($3 AS TEXT) IS NULL OR v.place IN {any:$3})",
);
static PASSAGE_AT: Sql = Sql::new(
    "themes/passage-at",
    "SELECT id FROM passage WHERE org = $1 AND voice = $2 AND start_at = $3 AND end_at = $4",
);
static SET_MOMENT: Sql = Sql::new("themes/set-moment", "UPDATE passage SET moment = $3 WHERE org = $1 AND id = $2");
static PUT: Sql = Sql::new(
    "themes/put-code",
    "INSERT INTO code (org, passage, theme, account, valence, role, side, day) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (org, passage, theme, account) DO UPDATE SET valence = excluded.valence, role = excluded.role,
       side = excluded.side, day = excluded.day",
);
static REMOVE: Sql =
    Sql::new("themes/remove-code", "DELETE FROM code WHERE org = $1 AND passage = $2 AND theme = $3 AND account = $4");
// A passage that carries nothing and belongs to no finding is no passage any more.
static DROP_BARE: Sql = Sql::new(
    "themes/drop-bare-passage",
    "DELETE FROM passage WHERE org = $1 AND id = $2
       AND NOT EXISTS (SELECT 1 FROM code c WHERE c.org = $1 AND c.passage = $2)
       AND NOT EXISTS (SELECT 1 FROM finding_passage f WHERE f.org = $1 AND f.passage = $2)",
);
static OF_VOICE: Sql = Sql::new(
    "themes/passages-of-voice",
    "SELECT p.* FROM passage p JOIN voice v ON v.org = p.org AND v.id = p.voice
     WHERE p.org = $1 AND p.voice = $2 AND (CAST($3 AS TEXT) IS NULL OR v.place IN {any:$3})
     ORDER BY p.start_at, p.end_at",
);
static CODES_OF_VOICE: Sql = Sql::new(
    "themes/codes-of-voice",
    "SELECT c.* FROM code c JOIN passage p ON p.org = c.org AND p.id = c.passage
     JOIN voice v ON v.org = p.org AND v.id = p.voice
     WHERE p.org = $1 AND p.voice = $2 AND (CAST($3 AS TEXT) IS NULL OR v.place IN {any:$3})
     ORDER BY c.theme, c.side, c.role, c.account",
);
static OF_THEME: Sql = Sql::new(
    "themes/passages-of-theme",
    "SELECT DISTINCT p.*, v.wave AS told FROM passage p JOIN code c ON c.org = p.org AND c.passage = p.id
     JOIN voice v ON v.org = p.org AND v.id = p.voice
     JOIN place_above a ON a.org = v.org AND a.place = v.place AND a.ancestor = $3
     WHERE p.org = $1 AND (CAST($2 AS TEXT) IS NULL OR v.place IN {any:$2}) AND c.theme = $4
       AND NOT EXISTS (SELECT 1 FROM finding_passage f WHERE f.org = p.org AND f.passage = p.id AND f.finding = $5)
     ORDER BY told DESC, p.id LIMIT $6",
);
static THEMES_OF: Sql = Sql::new(
    "themes/themes-of-voices",
    "SELECT DISTINCT p.voice, c.theme FROM passage p JOIN code c ON c.org = p.org AND c.passage = p.id
     JOIN voice v ON v.org = p.org AND v.id = p.voice
     WHERE p.org = $1 AND p.voice IN {any:$3} AND (CAST($2 AS TEXT) IS NULL OR v.place IN {any:$2})
     ORDER BY p.voice, c.theme",
);
static FREQUENT: Sql = Sql::new(
    "themes/frequent",
    "SELECT c.theme, COUNT(*) AS n FROM code c JOIN passage p ON p.org = c.org AND p.id = c.passage
     JOIN voice v ON v.org = p.org AND v.id = p.voice
     WHERE c.org = $1 AND (CAST($2 AS TEXT) IS NULL OR v.place IN {any:$2}) AND v.wave >= $3
     GROUP BY c.theme ORDER BY n DESC, c.theme LIMIT $4",
);
static COUNTS: Sql = Sql::new(
    "themes/counts",
    "SELECT c.theme, c.valence, COUNT(DISTINCT p.voice) AS n FROM code c
     JOIN passage p ON p.org = c.org AND p.id = c.passage
     JOIN voice v ON v.org = p.org AND v.id = p.voice
     JOIN place_above a ON a.org = v.org AND a.place = v.place AND a.ancestor = $3
     WHERE c.org = $1 AND (CAST($2 AS TEXT) IS NULL OR v.place IN {any:$2}) AND v.wave >= $4 AND v.wave <= $5
     GROUP BY c.theme, c.valence ORDER BY n DESC, c.theme, c.valence",
);

type Org = Id<kinds::Org>;

/// The passage of a voice at a span, made when there is none; a moment given now is the one kept.
pub async fn passage_kept(
    tx: &mut Tx,
    org: Org,
    fresh: Id<kinds::Passage>,
    voice: Id<kinds::Voice>,
    span: Span,
    moment: Option<&str>,
) -> Result<Id<kinds::Passage>, DbError> {
    let at = vec![org.into(), voice.into(), span.start.into(), span.end.into()];
    if let Some(row) = tx.one(&PASSAGE_AT, at).await? {
        let id = row.id("id")?;
        if moment.is_some() {
            tx.run(&SET_MOMENT, vec![org.into(), id.into(), moment.into()]).await?;
        }
        return Ok(id);
    }
    let row = vec![org.into(), fresh.into(), voice.into(), span.start.into(), span.end.into(), moment.into()];
    tx.run(&INSERT_PASSAGE, row).await?;
    Ok(fresh)
}

/// Puts a code on a passage; the same person's code of the same theme is replaced.
pub async fn code_put(tx: &mut Tx, org: Org, passage: Id<kinds::Passage>, code: &Code) -> Result<(), DbError> {
    let row = vec![
        org.into(),
        passage.into(),
        code.theme.clone().into(),
        code.account.into(),
        code.valence.code().into(),
        code.role.code().into(),
        code.side.code().into(),
        code.day.into(),
    ];
    tx.run(&PUT, row).await?;
    Ok(())
}

/// Removes somebody's own code. Says whether there was one.
pub async fn code_removed(
    tx: &mut Tx,
    org: Org,
    passage: Id<kinds::Passage>,
    theme: &str,
    account: Id<kinds::Account>,
) -> Result<bool, DbError> {
    Ok(tx.run(&REMOVE, vec![org.into(), passage.into(), theme.into(), account.into()]).await? > 0)
}

/// Drops a passage that carries nothing any more.
pub async fn bare_passage_dropped(tx: &mut Tx, org: Org, passage: Id<kinds::Passage>) -> Result<(), DbError> {
    tx.run(&DROP_BARE, vec![org.into(), passage.into()]).await?;
    Ok(())
}

/// A passage of the asker's places, without its codes. Its words are for those who may read its voice.
pub async fn passage(conn: &mut Conn, scope: &Scope, id: Id<kinds::Passage>) -> Result<Option<Passage>, DbError> {
    let params = vec![scope.org().into(), id.into(), scope.places_json().into()];
    conn.one(&PASSAGE, params).await?.as_ref().map(bare).transpose()
}

/// The passages of a voice the asker may read, in order, with everybody's codes.
pub async fn passages_of_voice(
    conn: &mut Conn,
    scope: &Scope,
    voice: Id<kinds::Voice>,
) -> Result<Vec<Passage>, DbError> {
    if !scope.reading().text {
        return Ok(Vec::new());
    }
    let params = vec![scope.org().into(), voice.into(), scope.places_json().into()];
    let rows = conn.all(&OF_VOICE, params.clone()).await?;
    let mut passages = rows.iter().map(bare).collect::<Result<Vec<_>, _>>()?;
    for row in conn.all(&CODES_OF_VOICE, params).await? {
        let of: Id<kinds::Passage> = row.id("passage")?;
        if let Some(passage) = passages.iter_mut().find(|passage| passage.id == of) {
            passage.codes.push(code(&row)?);
        }
    }
    Ok(passages)
}

/// Passages of a theme under a place that a finding does not hold yet, newest first, each with its words, as far as the
/// asker may read their voices.
pub async fn passages_of_theme(
    conn: &mut Conn,
    scope: &Scope,
    theme: &str,
    place: Id<kinds::Place>,
    finding: Id<kinds::Finding>,
    floor: i64,
    limit: i64,
) -> Result<Vec<(Passage, voices::model::Voice)>, DbError> {
    let params =
        vec![scope.org().into(), scope.places_json().into(), place.into(), theme.into(), finding.into(), limit.into()];
    let rows = conn.all(&OF_THEME, params).await?;
    let passages = rows.iter().map(bare).collect::<Result<Vec<_>, _>>()?;
    readable(conn, scope, passages, floor).await
}

/// Keeps the passages whose voice the asker may read, with that voice: the law of `voices/find` decides.
pub(super) async fn readable(
    conn: &mut Conn,
    scope: &Scope,
    passages: Vec<Passage>,
    floor: i64,
) -> Result<Vec<(Passage, voices::model::Voice)>, DbError> {
    let mut kept = Vec::with_capacity(passages.len());
    for passage in passages {
        if let Some(voice) = voices::find(conn, scope, passage.voice, floor).await? {
            kept.push((passage, voice));
        }
    }
    Ok(kept)
}

/// The themes of some voices: voice and theme, in order.
pub async fn themes_of(
    conn: &mut Conn,
    scope: &Scope,
    voices: &[Id<kinds::Voice>],
) -> Result<Vec<(Id<kinds::Voice>, String)>, DbError> {
    let params = vec![scope.org().into(), scope.places_json().into(), super::list(voices.iter().copied()).into()];
    let rows = conn.all(&THEMES_OF, params).await?;
    rows.iter().map(|row| Ok((row.id("voice")?, row.text("theme")?))).collect()
}

/// The themes used most in the asker's places since a wave.
pub async fn frequent_themes(conn: &mut Conn, scope: &Scope, since: Wave, limit: i64) -> Result<Vec<String>, DbError> {
    let params = vec![scope.org().into(), scope.places_json().into(), since.into(), limit.into()];
    conn.all(&FREQUENT, params).await?.iter().map(|row| row.text("theme")).collect()
}

/// How many voices told of each theme under a place between two waves, by valence. Floors are the caller's: nothing of
/// this is shown below them (hard rule 5).
pub async fn theme_counts(
    conn: &mut Conn,
    scope: &Scope,
    place: Id<kinds::Place>,
    from: Wave,
    to: Wave,
) -> Result<Vec<(String, Valence, i64)>, DbError> {
    if !scope.reading().numbers {
        return Ok(Vec::new());
    }
    let params = vec![scope.org().into(), scope.places_json().into(), place.into(), from.into(), to.into()];
    let rows = conn.all(&COUNTS, params).await?;
    rows.iter().map(|row| Ok((row.text("theme")?, row.code("valence")?, row.int("n")?))).collect()
}

pub(super) fn bare(row: &Row) -> Result<Passage, DbError> {
    let point = |column: &str| row.int(column).map(|n| usize::try_from(n).unwrap_or(0));
    Ok(Passage {
        id: row.id("id")?,
        voice: row.id("voice")?,
        span: Span { start: point("start_at")?, end: point("end_at")? },
        moment: row.text_opt("moment")?,
        codes: Vec::new(),
    })
}

fn code(row: &Row) -> Result<Code, DbError> {
    let day: Day = row.day("day")?;
    let side: Side = row.code("side")?;
    Ok(Code {
        theme: row.text("theme")?,
        valence: row.code("valence")?,
        account: row.id("account")?,
        role: row.code("role")?,
        side,
        day,
    })
}
