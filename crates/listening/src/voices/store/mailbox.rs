//! The mailbox behind a receipt.

use kernel::{Day, Id, Scope, kinds};
use spine::db::{Conn, DbError, Sql, Tx};

use crate::voices::model::Author;

pub(super) const STATEMENTS: &[&Sql] = &[&NEXT, &ADD, &MESSAGES, &ANSWERED, &WAITING];

static NEXT: Sql = Sql::new(
    "voices/next-message",
    "SELECT COALESCE(MAX(seq), 0) + 1 AS seq FROM message WHERE org = $1 AND voice = $2",
);
static ADD: Sql = Sql::new(
    "voices/add-message",
    "INSERT INTO message (org, voice, seq, author, role, place, day, sealed, readable)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
);
static MESSAGES: Sql = Sql::new("voices/messages", "SELECT * FROM message WHERE org = $1 AND voice = $2 ORDER BY seq");
static ANSWERED: Sql = Sql::new(
    "voices/team-has-answered",
    "SELECT COUNT(*) AS n FROM message WHERE org = $1 AND voice = $2 AND author = 'team'",
);

// Whoever asked for a reply waits since the first message that the team left without an answer, and since the first day
// when the team never wrote.
static WAITING: Sql = Sql::new(
    "voices/waiting-since",
    "SELECT COUNT(*) AS n, MIN(w.since) AS since FROM (
       SELECT COALESCE((SELECT MIN(m.day) FROM message m WHERE m.org = v.org AND m.voice = v.id AND m.author = 'voice'
           AND m.seq > (SELECT MAX(t.seq) FROM message t WHERE t.org = v.org AND t.voice = v.id AND t.author = 'team')),
         v.day) AS since
       FROM voice v WHERE v.org = $1 AND (CAST($2 AS TEXT) IS NULL OR v.place IN {any:$2})
         AND v.wants_reply = 1 AND v.state IN ('readable', 'taken-up')
         AND (CAST($3 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM voice_given g
           WHERE g.org = v.org AND g.voice = v.id AND g.account = $3))) w",
);

/// A message as stored: sealed under the voice's key, and de-identified for the readers of the organisation.
#[derive(Debug, Clone)]
pub struct StoredMessage {
    /// Its order.
    pub seq: i64,
    /// Who wrote it.
    pub author: Author,
    /// The role that answers.
    pub role: Option<String>,
    /// The place that answers.
    pub place: Option<Id<kinds::Place>>,
    /// The day.
    pub day: Day,
    /// The sealed text.
    pub sealed: Vec<u8>,
    /// The text the organisation may read: for the author's messages, de-identified.
    pub readable: Option<String>,
}

pub(in crate::voices) async fn next_seq(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    voice: Id<kinds::Voice>,
) -> Result<i64, DbError> {
    tx.one(&NEXT, vec![org.into(), voice.into()]).await?.map_or(Ok(1), |r| r.int("seq"))
}

/// Adds a message; `seal` makes its sealed form for the order it gets. Says that order.
pub async fn add_message(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    voice: Id<kinds::Voice>,
    message: StoredMessage,
    seal: impl FnOnce(i64) -> Vec<u8> + Send,
) -> Result<i64, DbError> {
    let seq = next_seq(tx, org, voice).await?;
    let row = vec![
        org.into(),
        voice.into(),
        seq.into(),
        message.author.code().into(),
        message.role.into(),
        message.place.into(),
        message.day.into(),
        seal(seq).into(),
        message.readable.into(),
    ];
    tx.run(&ADD, row).await?;
    Ok(seq)
}

// tidy: unscoped because the voice itself was read within a scope or by its receipt
/// The messages of a voice the asker was shown, in order.
pub async fn messages(
    conn: &mut Conn,
    org: Id<kinds::Org>,
    voice: Id<kinds::Voice>,
) -> Result<Vec<StoredMessage>, DbError> {
    let rows = conn.all(&MESSAGES, vec![org.into(), voice.into()]).await?;
    rows.iter()
        .map(|row| {
            Ok(StoredMessage {
                seq: row.int("seq")?,
                author: row.code("author")?,
                role: row.text_opt("role")?,
                place: row.id_opt("place")?,
                day: row.day("day")?,
                sealed: row.blob("sealed")?,
                readable: row.text_opt("readable")?,
            })
        })
        .collect()
}

/// How many voices wait for a reply they asked for, and since which day the one that waits longest.
pub async fn waiting_since(conn: &mut Conn, scope: &Scope) -> Result<(i64, Option<Day>), DbError> {
    if !scope.reading().text {
        return Ok((0, None));
    }
    let params = vec![scope.org().into(), scope.places_json().into(), super::row::only_given(scope)];
    let Some(row) = conn.one(&WAITING, params).await? else { return Ok((0, None)) };
    Ok((row.int("n")?, row.day_opt("since")?))
}

// tidy: unscoped because it is a yes or no that hard rule 9 asks
/// Whether the organisation wrote to the author.
pub async fn team_has_answered(conn: &mut Conn, org: Id<kinds::Org>, voice: Id<kinds::Voice>) -> Result<bool, DbError> {
    Ok(conn.one(&ANSWERED, vec![org.into(), voice.into()]).await?.map_or(Ok(0), |r| r.int("n"))? > 0)
}
