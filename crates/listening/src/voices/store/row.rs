//! The row of a voice.

use kernel::{Id, Scope, Wave, kinds};
use spine::db::{Conn, DbError, Param, Row, Sql, Tx};

use crate::voices::model::{Kind, State, Voice};

pub(super) const STATEMENTS: &[&Sql] = &[
    &INSERT,
    &FIND,
    &FOR_JOB,
    &LIST,
    &COUNT,
    &BY_STATE,
    &WAITING,
    &SET_READABLE,
    &SET_STATE,
    &RAISE_DANGER,
    &WAIT_AGAIN,
    &CLOSE,
    &REOPEN,
    &OUTCOME,
    &GIVE,
    &RELEASE,
];

static INSERT: Sql = Sql::new(
    "voices/insert",
    "INSERT INTO voice (org, id, kind, place, day, wave, speaker, moment, channel, lang, may_publish, wants_reply,
       followed, has_contact, campaign, state, masked)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'sealed', 0)",
);
// What an asker may read: its places; comments only once their place and wave have enough answers (hard rule 5); for a
// partner, only what was given to them.
static FIND: Sql = Sql::new(
    "voices/find",
    "SELECT v.* FROM voice v WHERE v.org = $1 AND v.id = $2
       AND (CAST($3 AS TEXT) IS NULL OR v.place IN {any:$3})
       AND (v.kind NOT LIKE 'comment-%' OR EXISTS (SELECT 1 FROM comment_group r
         WHERE r.org = v.org AND r.campaign = v.campaign AND r.place = v.place AND r.wave = v.wave AND r.answers >= $4))
       AND (CAST($5 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM voice_given g
         WHERE g.org = v.org AND g.voice = v.id AND g.account = $5))",
);
static FOR_JOB: Sql = Sql::new("voices/for-job", "SELECT * FROM voice WHERE org = $1 AND id = $2");
static LIST: Sql = Sql::new(
    "voices/list",
    "SELECT v.* FROM voice v WHERE v.org = $1 AND v.readable IS NOT NULL
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
     ORDER BY v.wave DESC, v.id LIMIT $10 OFFSET $11",
);
static COUNT: Sql = Sql::new(
    "voices/count",
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
       AND (CAST($9 AS TEXT) IS NULL OR v.wave <= $9)",
);
static BY_STATE: Sql = Sql::new(
    "voices/by-state",
    "SELECT kind, state, COUNT(*) AS n FROM voice v WHERE v.org = $1
       AND (CAST($2 AS TEXT) IS NULL OR v.place IN {any:$2}) AND v.wave >= $3
       AND (CAST($4 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM voice_given g
         WHERE g.org = v.org AND g.voice = v.id AND g.account = $4))
     GROUP BY kind, state ORDER BY kind, state",
);
static WAITING: Sql = Sql::new(
    "voices/waiting-replies",
    "SELECT v.* FROM voice v WHERE v.org = $1 AND (CAST($2 AS TEXT) IS NULL OR v.place IN {any:$2})
       AND v.wants_reply = 1 AND v.state IN ('readable', 'taken-up')
       AND (CAST($4 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM voice_given g
         WHERE g.org = v.org AND g.voice = v.id AND g.account = $4))
     ORDER BY v.wave, v.id LIMIT $3",
);
static SET_READABLE: Sql = Sql::new(
    "voices/set-readable",
    "UPDATE voice SET readable = $3, masked = $4, state = 'readable' WHERE org = $1 AND id = $2 AND state = 'sealed'",
);
// What was found before stays unless this is more serious: self-harm first (hard rule 18).
static RAISE_DANGER: Sql = Sql::new(
    "voices/raise-danger",
    "UPDATE voice SET danger = $3 WHERE org = $1 AND id = $2 AND (danger IS NULL OR danger <> 'self-harm')",
);
// A sealed voice is made readable by its job, which finds what is new as well.
static WAIT_AGAIN: Sql = Sql::new(
    "voices/wait-again",
    "UPDATE voice SET state = 'readable' WHERE org = $1 AND id = $2 AND state <> 'sealed'",
);
static SET_STATE: Sql = Sql::new("voices/set-state", "UPDATE voice SET state = $3 WHERE org = $1 AND id = $2");
static CLOSE: Sql =
    Sql::new("voices/close", "UPDATE voice SET state = 'closed', outcome = $3 WHERE org = $1 AND id = $2");
static REOPEN: Sql = Sql::new(
    "voices/reopen",
    "UPDATE voice SET outcome = NULL, state = CASE WHEN EXISTS (SELECT 1 FROM message m
       WHERE m.org = voice.org AND m.voice = voice.id AND m.author = 'team') THEN 'answered' ELSE 'taken-up' END
     WHERE org = $1 AND outcome = $2 AND state = 'closed'",
);
static OUTCOME: Sql = Sql::new("voices/outcome", "SELECT outcome FROM voice WHERE org = $1 AND id = $2");
static GIVE: Sql = Sql::new(
    "voices/give",
    "INSERT INTO voice_given (org, voice, account) VALUES ($1, $2, $3) ON CONFLICT (org, account, voice) DO NOTHING",
);
static RELEASE: Sql = Sql::new(
    "voices/release-comments",
    "INSERT INTO comment_group (org, campaign, place, wave, answers) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (org, campaign, place, wave) DO UPDATE SET answers = comment_group.answers + excluded.answers",
);

/// What a list of voices is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// A place and everything under it.
    pub place: Option<Id<kinds::Place>>,
    /// One kind.
    pub kind: Option<Kind>,
    /// One state.
    pub state: Option<State>,
    /// From this wave.
    pub from: Option<Wave>,
    /// To this wave.
    pub to: Option<Wave>,
}

/// Adds a voice, sealed; a comment names the campaign it came with. Its text is stored by `insert_original`.
pub async fn insert(tx: &mut Tx, voice: &Voice, campaign: Option<Id<kinds::Campaign>>) -> Result<(), DbError> {
    let row = vec![
        voice.org.into(),
        voice.id.into(),
        voice.kind.code().into(),
        voice.place.into(),
        voice.day.into(),
        voice.wave.into(),
        voice.speaker.code().into(),
        voice.moment.clone().into(),
        voice.channel.code().into(),
        voice.lang.tag().into(),
        voice.may_publish.into(),
        voice.wants_reply.into(),
        voice.followed.into(),
        voice.has_contact.into(),
        campaign.into(),
    ];
    tx.run(&INSERT, row).await?;
    Ok(())
}

/// The account whose given voices alone may be read, for a scope that is narrowed so.
pub(super) fn only_given(scope: &Scope) -> Param {
    Param::from(if scope.reading().only_given { scope.account() } else { None })
}

/// A voice, if the asker may read its text. `floor` is the number of answers under which comments stay hidden.
pub async fn find(conn: &mut Conn, scope: &Scope, id: Id<kinds::Voice>, floor: i64) -> Result<Option<Voice>, DbError> {
    if !scope.reading().text {
        return Ok(None);
    }
    let params = vec![scope.org().into(), id.into(), scope.places_json().into(), floor.into(), only_given(scope)];
    conn.one(&FIND, params).await?.as_ref().map(voice).transpose()
}

// tidy: unscoped because the de-identification job works before anybody reads
pub(in crate::voices) async fn for_job(
    conn: &mut Conn,
    org: Id<kinds::Org>,
    id: Id<kinds::Voice>,
) -> Result<Option<Voice>, DbError> {
    conn.one(&FOR_JOB, vec![org.into(), id.into()]).await?.as_ref().map(voice).transpose()
}

// tidy: unscoped because the receipt is the right to see one's own voice
pub(in crate::voices) async fn public_row(
    conn: &mut Conn,
    org: Id<kinds::Org>,
    id: Id<kinds::Voice>,
) -> Result<Option<Voice>, DbError> {
    for_job(conn, org, id).await
}

/// The voices an asker may read, newest wave first, and how many there are in all.
pub async fn list(
    conn: &mut Conn,
    scope: &Scope,
    filter: &Filter,
    floor: i64,
    limit: i64,
    offset: i64,
) -> Result<(Vec<Voice>, i64), DbError> {
    if !scope.reading().text {
        return Ok((Vec::new(), 0));
    }
    let mut params = vec![
        scope.org().into(),
        scope.places_json().into(),
        floor.into(),
        only_given(scope),
        filter.place.into(),
        filter.kind.map(Kind::code).into(),
        filter.state.map(State::code).into(),
        filter.from.into(),
        filter.to.into(),
    ];
    let total = conn.one(&COUNT, params.clone()).await?.map_or(Ok(0), |row| row.int("n"))?;
    params.push(limit.into());
    params.push(offset.into());
    let voices = conn.all(&LIST, params).await?.iter().map(voice).collect::<Result<_, _>>()?;
    Ok((voices, total))
}

/// How many voices of each kind are in each state since a wave: the work that waits.
pub async fn count_by_state(conn: &mut Conn, scope: &Scope, since: Wave) -> Result<Vec<(Kind, State, i64)>, DbError> {
    let rows = conn
        .all(&BY_STATE, vec![scope.org().into(), scope.places_json().into(), since.into(), only_given(scope)])
        .await?;
    rows.iter().map(|r| Ok((r.code("kind")?, r.code("state")?, r.int("n")?))).collect()
}

/// Voices that asked for a reply and have none yet, oldest first.
pub async fn waiting_replies(conn: &mut Conn, scope: &Scope, limit: i64) -> Result<Vec<Voice>, DbError> {
    if !scope.reading().text {
        return Ok(Vec::new());
    }
    let rows = conn
        .all(&WAITING, vec![scope.org().into(), scope.places_json().into(), limit.into(), only_given(scope)])
        .await?;
    rows.iter().map(voice).collect()
}

/// Stores the de-identified text; does nothing when it is there already, so the job may run twice.
pub async fn set_readable(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    id: Id<kinds::Voice>,
    readable: &str,
    masked: i64,
    danger: Option<&str>,
) -> Result<bool, DbError> {
    let row = vec![org.into(), id.into(), readable.into(), masked.into()];
    let stored = tx.run(&SET_READABLE, row).await? > 0;
    if stored {
        raise_danger(tx, org, id, danger).await?;
    }
    Ok(stored)
}

/// Keeps the most serious of what the words of an author speak of, in all they wrote.
pub async fn raise_danger(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    id: Id<kinds::Voice>,
    danger: Option<&str>,
) -> Result<(), DbError> {
    if let Some(danger) = danger {
        tx.run(&RAISE_DANGER, vec![org.into(), id.into(), danger.into()]).await?;
    }
    Ok(())
}

/// Says that something new waits to be read in a voice.
pub async fn wait_again(tx: &mut Tx, org: Id<kinds::Org>, id: Id<kinds::Voice>) -> Result<(), DbError> {
    tx.run(&WAIT_AGAIN, vec![org.into(), id.into()]).await?;
    Ok(())
}

/// Changes a voice's state; the rule was asked before.
pub async fn set_state(tx: &mut Tx, org: Id<kinds::Org>, id: Id<kinds::Voice>, state: State) -> Result<(), DbError> {
    tx.run(&SET_STATE, vec![org.into(), id.into(), state.code().into()]).await?;
    Ok(())
}

/// Closes a voice with the return that tells what came of it; the rule was asked before.
pub async fn close(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    id: Id<kinds::Voice>,
    outcome: Id<kinds::Return>,
) -> Result<(), DbError> {
    tx.run(&CLOSE, vec![org.into(), id.into(), outcome.into()]).await?;
    Ok(())
}

/// Opens again what a return closed; the rule was asked before. Says how many.
pub async fn reopen(tx: &mut Tx, org: Id<kinds::Org>, outcome: Id<kinds::Return>) -> Result<u64, DbError> {
    tx.run(&REOPEN, vec![org.into(), outcome.into()]).await
}

// tidy: unscoped because the receipt is the right to see what came of one's own voice
pub(in crate::voices) async fn outcome(
    conn: &mut Conn,
    org: Id<kinds::Org>,
    id: Id<kinds::Voice>,
) -> Result<Option<Id<kinds::Return>>, DbError> {
    conn.one(&OUTCOME, vec![org.into(), id.into()]).await?.map_or(Ok(None), |row| row.id_opt("outcome"))
}

/// Gives a voice to a partner to read.
pub async fn give_to(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    id: Id<kinds::Voice>,
    account: Id<kinds::Account>,
) -> Result<(), DbError> {
    tx.run(&GIVE, vec![org.into(), id.into(), account.into()]).await?;
    Ok(())
}

/// Counts the answers of a campaign that moved in at a place and wave, which releases its comments once there are enough.
/// Those of another campaign do not help: whoever invites one person to a survey of their own would read their comment.
pub async fn release_comments(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    campaign: Id<kinds::Campaign>,
    place: Id<kinds::Place>,
    wave: Wave,
    answers: i64,
) -> Result<(), DbError> {
    tx.run(&RELEASE, vec![org.into(), campaign.into(), place.into(), wave.into(), answers.into()]).await?;
    Ok(())
}

fn voice(row: &Row) -> Result<Voice, DbError> {
    Ok(Voice {
        org: row.id("org")?,
        id: row.id("id")?,
        kind: row.code("kind")?,
        place: row.id("place")?,
        day: row.day_opt("day")?,
        wave: row.wave("wave")?,
        speaker: row.code("speaker")?,
        moment: row.text_opt("moment")?,
        channel: row.code("channel")?,
        lang: row.code("lang")?,
        may_publish: row.yes("may_publish")?,
        wants_reply: row.yes("wants_reply")?,
        followed: row.yes("followed")?,
        has_contact: row.yes("has_contact")?,
        state: row.code("state")?,
        readable: row.text_opt("readable")?,
        masked: row.int("masked")?,
        danger: row.text_opt("danger")?,
    })
}
