//! What was derived from a voice that is erased.

use kernel::{Id, kinds};
use spine::db::{DbError, Sql, Tx};

pub(super) const STATEMENTS: &[&Sql] = &[&GATHERED, &CODES, &PASSAGES];

static GATHERED: Sql = Sql::new(
    "themes/forget-gathered",
    "DELETE FROM finding_passage WHERE org = $1
       AND passage IN (SELECT p.id FROM passage p WHERE p.org = $1 AND p.voice = $2)",
);
static CODES: Sql = Sql::new(
    "themes/forget-codes",
    "DELETE FROM code WHERE org = $1 AND passage IN (SELECT p.id FROM passage p WHERE p.org = $1 AND p.voice = $2)",
);
static PASSAGES: Sql = Sql::new("themes/forget-passages", "DELETE FROM passage WHERE org = $1 AND voice = $2");

/// Deletes the passages of a voice, their codes and their place in findings. The sentences of a finding are those of its
/// readers, and stay.
pub async fn voice_forgotten(tx: &mut Tx, org: Id<kinds::Org>, voice: Id<kinds::Voice>) -> Result<(), DbError> {
    for sql in [&GATHERED, &CODES, &PASSAGES] {
        tx.run(sql, vec![org.into(), voice.into()]).await?;
    }
    Ok(())
}
