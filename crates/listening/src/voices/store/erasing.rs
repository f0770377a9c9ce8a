//! Everything that a voice left, deleted; and which voices have been kept for long enough.

use kernel::{Day, Id, kinds};
use spine::db::{Conn, DbError, Sql, Tx};

pub(super) const STATEMENTS: &[&Sql] =
    &[&HOLD, &KEY, &ORIGINAL, &RECEIPTS, &MESSAGES, &CONTACT, &PUBLICATION, &GIVEN, &VOICE, &OLD];

static HOLD: Sql = Sql::new("voices/hold", "UPDATE voice_key SET for_role = for_role WHERE org = $1 AND voice = $2");
static KEY: Sql = Sql::new("voices/erase-key", "DELETE FROM voice_key WHERE org = $1 AND voice = $2");
static ORIGINAL: Sql = Sql::new("voices/erase-original", "DELETE FROM voice_original WHERE org = $1 AND voice = $2");
static RECEIPTS: Sql = Sql::new("voices/erase-receipts", "DELETE FROM receipt WHERE org = $1 AND voice = $2");
static MESSAGES: Sql = Sql::new("voices/erase-messages", "DELETE FROM message WHERE org = $1 AND voice = $2");
static CONTACT: Sql = Sql::new("voices/erase-contact", "DELETE FROM contact WHERE org = $1 AND voice = $2");
static PUBLICATION: Sql = Sql::new("voices/erase-publication", "DELETE FROM publication WHERE org = $1 AND voice = $2");
static GIVEN: Sql = Sql::new("voices/erase-given", "DELETE FROM voice_given WHERE org = $1 AND voice = $2");
static VOICE: Sql = Sql::new("voices/erase", "DELETE FROM voice WHERE org = $1 AND id = $2");
// Counted from the last thing written. A comment has its month alone: from the end of it.
static OLD: Sql = Sql::new(
    "voices/kept-for-long",
    "SELECT v.id FROM voice v WHERE v.org = $1
       AND COALESCE((SELECT MAX(m.day) FROM message m WHERE m.org = v.org AND m.voice = v.id), v.day, v.wave || '-31') < $2
     ORDER BY v.id LIMIT $3",
);

/// Whether a voice is there, and stays there until this transaction ends.
pub(in crate::voices) async fn hold(tx: &mut Tx, org: Id<kinds::Org>, id: Id<kinds::Voice>) -> Result<bool, DbError> {
    Ok(tx.run(&HOLD, vec![org.into(), id.into()]).await? > 0)
}

/// Deletes the row of a voice and everything that stands under it; false when there is no such voice. The key goes first:
/// without it, whatever copy is left of what it sealed opens for nobody.
pub(in crate::voices) async fn erase(tx: &mut Tx, org: Id<kinds::Org>, id: Id<kinds::Voice>) -> Result<bool, DbError> {
    for sql in [&KEY, &ORIGINAL, &RECEIPTS, &MESSAGES, &CONTACT, &PUBLICATION, &GIVEN] {
        tx.run(sql, vec![org.into(), id.into()]).await?;
    }
    Ok(tx.run(&VOICE, vec![org.into(), id.into()]).await? > 0)
}

// tidy: unscoped because what is too old is erased, whoever could read it
/// Voices of which nothing was written since a day, so many at most.
pub(in crate::voices) async fn kept_for_long(
    conn: &mut Conn,
    org: Id<kinds::Org>,
    before: Day,
    most: i64,
) -> Result<Vec<Id<kinds::Voice>>, DbError> {
    let rows = conn.all(&OLD, vec![org.into(), before.into(), most.into()]).await?;
    rows.iter().map(|row| row.id("id")).collect()
}
