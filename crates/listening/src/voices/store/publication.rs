//! Moderation before publication.

use kernel::{Day, Id, Scope, Wave, kinds};
use spine::db::{Conn, DbError, Row, Sql, Tx};

use crate::voices::model::{Kind, PublicationState, Speaker};

pub(super) const STATEMENTS: &[&Sql] = &[&DECIDE, &FIND, &LIST, &PUBLISHED, &CONTEST, &WITHDRAW];

static DECIDE: Sql = Sql::new(
    "voices/decide-publication",
    "INSERT INTO publication (org, voice, state, ground, reason, decided_by, decided_day, public_text)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (org, voice) DO UPDATE SET state = excluded.state, ground = excluded.ground, reason = excluded.reason,
       decided_by = excluded.decided_by, decided_day = excluded.decided_day, public_text = excluded.public_text",
);
static FIND: Sql = Sql::new("voices/publication", "SELECT * FROM publication WHERE org = $1 AND voice = $2");
static LIST: Sql = Sql::new(
    "voices/publications",
    "SELECT p.* FROM publication p JOIN voice v ON v.org = p.org AND v.id = p.voice
     WHERE p.org = $1 AND (CAST($2 AS TEXT) IS NULL OR v.place IN {any:$2})
       AND (CAST($3 AS TEXT) IS NULL OR p.state = $3)
       AND (CAST($6 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM voice_given g
         WHERE g.org = v.org AND g.voice = v.id AND g.account = $6))
     ORDER BY v.wave DESC, v.id LIMIT $4 OFFSET $5",
);
static PUBLISHED: Sql = Sql::new(
    "voices/published",
    "SELECT v.id, v.kind, v.place, v.wave, v.speaker, v.state, p.public_text
     FROM publication p JOIN voice v ON v.org = p.org AND v.id = p.voice
     WHERE p.org = $1 AND p.state = 'published'
       AND (CAST($2 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM place_above a
         WHERE a.org = v.org AND a.place = v.place AND a.ancestor = $2))
     ORDER BY v.wave DESC, v.id LIMIT $3 OFFSET $4",
);
static CONTEST: Sql = Sql::new(
    "voices/contest-publication",
    "UPDATE publication SET state = 'contested', contested = $3 WHERE org = $1 AND voice = $2
       AND state IN ('refused', 'taken-down')",
);
static WITHDRAW: Sql = Sql::new(
    "voices/withdraw-publication",
    "UPDATE publication SET state = 'withdrawn', public_text = NULL WHERE org = $1 AND voice = $2",
);

/// What was decided about publishing a voice.
#[derive(Debug, Clone)]
pub struct Publication {
    /// The voice.
    pub voice: Id<kinds::Voice>,
    /// The state.
    pub state: PublicationState,
    /// The rule a refusal rests on.
    pub ground: Option<String>,
    /// In words, for the author.
    pub reason: Option<String>,
    /// What the author answers to a refusal, de-identified.
    pub contested: Option<String>,
    /// The day of the decision.
    pub decided_day: Option<Day>,
    /// The text as published.
    pub public_text: Option<String>,
}

/// A published voice.
#[derive(Debug, Clone)]
pub struct PublicVoice {
    /// The voice.
    pub id: Id<kinds::Voice>,
    /// Its kind.
    pub kind: Kind,
    /// The place.
    pub place: Id<kinds::Place>,
    /// The month, never the day.
    pub wave: Wave,
    /// Who speaks.
    pub speaker: Speaker,
    /// Whether it has been answered or closed.
    pub answered: bool,
    /// The published text.
    pub text: String,
}

/// Stores a decision (or the question, when it is asked).
pub async fn decide(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    p: &Publication,
    by: Option<Id<kinds::Account>>,
) -> Result<(), DbError> {
    let row = vec![
        org.into(),
        p.voice.into(),
        p.state.code().into(),
        p.ground.clone().into(),
        p.reason.clone().into(),
        by.into(),
        p.decided_day.into(),
        p.public_text.clone().into(),
    ];
    tx.run(&DECIDE, row).await?;
    Ok(())
}

// tidy: unscoped because the voice itself was read within a scope or by its receipt
/// The decision about a voice the asker was shown.
pub async fn publication(
    conn: &mut Conn,
    org: Id<kinds::Org>,
    voice: Id<kinds::Voice>,
) -> Result<Option<Publication>, DbError> {
    conn.one(&FIND, vec![org.into(), voice.into()]).await?.as_ref().map(read).transpose()
}

/// Decisions of the asker's places, for moderation and for the representative who sees refusals.
pub async fn publications(
    conn: &mut Conn,
    scope: &Scope,
    state: Option<PublicationState>,
    limit: i64,
    offset: i64,
) -> Result<Vec<Publication>, DbError> {
    if !scope.reading().text {
        return Ok(Vec::new());
    }
    let state = state.map(PublicationState::code);
    let params = vec![
        scope.org().into(),
        scope.places_json().into(),
        state.into(),
        limit.into(),
        offset.into(),
        super::row::only_given(scope),
    ];
    conn.all(&LIST, params).await?.iter().map(read).collect()
}

/// What is published, under a place or everywhere.
pub async fn published(
    conn: &mut Conn,
    scope: &Scope,
    place: Option<Id<kinds::Place>>,
    limit: i64,
    offset: i64,
) -> Result<Vec<PublicVoice>, DbError> {
    let rows = conn.all(&PUBLISHED, vec![scope.org().into(), place.into(), limit.into(), offset.into()]).await?;
    rows.iter()
        .map(|row| {
            let state: crate::voices::model::State = row.code("state")?;
            Ok(PublicVoice {
                id: row.id("id")?,
                kind: row.code("kind")?,
                place: row.id("place")?,
                wave: row.wave("wave")?,
                speaker: row.code("speaker")?,
                answered: state >= crate::voices::model::State::Answered,
                // What was published before masks were refused reads on as well.
                text: text::without_tokens(&row.text_opt("public_text")?.unwrap_or_default()),
            })
        })
        .collect()
}

/// The author contests a refusal; `text` is already de-identified.
pub async fn set_contested(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    voice: Id<kinds::Voice>,
    text: &str,
) -> Result<bool, DbError> {
    Ok(tx.run(&CONTEST, vec![org.into(), voice.into(), text.into()]).await? > 0)
}

/// The author takes the permission back.
pub async fn set_withdrawn(tx: &mut Tx, org: Id<kinds::Org>, voice: Id<kinds::Voice>) -> Result<bool, DbError> {
    Ok(tx.run(&WITHDRAW, vec![org.into(), voice.into()]).await? > 0)
}

fn read(row: &Row) -> Result<Publication, DbError> {
    Ok(Publication {
        voice: row.id("voice")?,
        state: row.code("state")?,
        ground: row.text_opt("ground")?,
        reason: row.text_opt("reason")?,
        contested: row.text_opt("contested")?,
        decided_day: row.day_opt("decided_day")?,
        public_text: row.text_opt("public_text")?,
    })
}
