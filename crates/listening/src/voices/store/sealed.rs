//! What is sealed: originals, keys, receipts, contacts. Only the actions of this slice come here.

use kernel::{Id, kinds};
use spine::db::{Conn, DbError, Sql, Tx};

pub(super) const STATEMENTS: &[&Sql] = &[
    &INSERT_ORIGINAL,
    &ORIGINAL,
    &INSERT_KEY,
    &KEY,
    &INSERT_RECEIPT,
    &RECEIPT,
    &INSERT_CONTACT,
    &CONTACT,
    &DELETE_CONTACT,
    &WITHOUT_CONTACT,
];

static INSERT_ORIGINAL: Sql =
    Sql::new("voices/insert-original", "INSERT INTO voice_original (org, voice, sealed) VALUES ($1, $2, $3)");
static ORIGINAL: Sql = Sql::new("voices/original", "SELECT sealed FROM voice_original WHERE org = $1 AND voice = $2");
static INSERT_KEY: Sql =
    Sql::new("voices/insert-key", "INSERT INTO voice_key (org, voice, for_role, for_receipt) VALUES ($1, $2, $3, $4)");
static KEY: Sql = Sql::new("voices/key", "SELECT for_role, for_receipt FROM voice_key WHERE org = $1 AND voice = $2");
static INSERT_RECEIPT: Sql =
    Sql::new("voices/insert-receipt", "INSERT INTO receipt (org, lookup, voice) VALUES ($1, $2, $3)");
static RECEIPT: Sql = Sql::new("voices/receipt", "SELECT voice FROM receipt WHERE org = $1 AND lookup = $2");
static INSERT_CONTACT: Sql =
    Sql::new("voices/insert-contact", "INSERT INTO contact (org, voice, sealed) VALUES ($1, $2, $3)");
static CONTACT: Sql = Sql::new("voices/contact", "SELECT sealed FROM contact WHERE org = $1 AND voice = $2");
static DELETE_CONTACT: Sql = Sql::new("voices/delete-contact", "DELETE FROM contact WHERE org = $1 AND voice = $2");
static WITHOUT_CONTACT: Sql =
    Sql::new("voices/without-contact", "UPDATE voice SET has_contact = 0 WHERE org = $1 AND id = $2");

type Org = Id<kinds::Org>;
type VoiceId = Id<kinds::Voice>;

pub(in crate::voices) async fn insert_original(
    tx: &mut Tx,
    org: Org,
    id: VoiceId,
    sealed: Vec<u8>,
) -> Result<(), DbError> {
    tx.run(&INSERT_ORIGINAL, vec![org.into(), id.into(), sealed.into()]).await?;
    Ok(())
}

// tidy: unscoped because what comes back is sealed; opening it is an action with its own rule
pub(in crate::voices) async fn original(conn: &mut Conn, org: Org, id: VoiceId) -> Result<Option<Vec<u8>>, DbError> {
    conn.one(&ORIGINAL, vec![org.into(), id.into()]).await?.map(|r| r.blob("sealed")).transpose()
}

pub(in crate::voices) async fn insert_key(
    tx: &mut Tx,
    org: Org,
    id: VoiceId,
    for_role: Vec<u8>,
    for_receipt: Option<Vec<u8>>,
) -> Result<(), DbError> {
    tx.run(&INSERT_KEY, vec![org.into(), id.into(), for_role.into(), for_receipt.into()]).await?;
    Ok(())
}

// tidy: unscoped because what comes back is wrapped under the role key
pub(in crate::voices) async fn key_for_role(
    conn: &mut Conn,
    org: Org,
    id: VoiceId,
) -> Result<Option<Vec<u8>>, DbError> {
    conn.one(&KEY, vec![org.into(), id.into()]).await?.map(|r| r.blob("for_role")).transpose()
}

// tidy: unscoped because what comes back is wrapped under the receipt's key
pub(in crate::voices) async fn key_for_receipt(
    conn: &mut Conn,
    org: Org,
    id: VoiceId,
) -> Result<Option<Vec<u8>>, DbError> {
    Ok(conn.one(&KEY, vec![org.into(), id.into()]).await?.map(|r| r.blob_opt("for_receipt")).transpose()?.flatten())
}

pub(in crate::voices) async fn insert_receipt(
    tx: &mut Tx,
    org: Org,
    lookup: Vec<u8>,
    id: VoiceId,
) -> Result<(), DbError> {
    tx.run(&INSERT_RECEIPT, vec![org.into(), lookup.into(), id.into()]).await?;
    Ok(())
}

// tidy: unscoped because the receipt is the right
pub(in crate::voices) async fn voice_of_receipt(
    conn: &mut Conn,
    org: Org,
    lookup: Vec<u8>,
) -> Result<Option<VoiceId>, DbError> {
    conn.one(&RECEIPT, vec![org.into(), lookup.into()]).await?.map(|r| r.id("voice")).transpose()
}

pub(in crate::voices) async fn insert_contact(
    tx: &mut Tx,
    org: Org,
    id: VoiceId,
    sealed: Vec<u8>,
) -> Result<(), DbError> {
    tx.run(&INSERT_CONTACT, vec![org.into(), id.into(), sealed.into()]).await?;
    Ok(())
}

// tidy: unscoped because what comes back is sealed under the contacts' own key
pub(in crate::voices) async fn contact(conn: &mut Conn, org: Org, id: VoiceId) -> Result<Option<Vec<u8>>, DbError> {
    conn.one(&CONTACT, vec![org.into(), id.into()]).await?.map(|r| r.blob("sealed")).transpose()
}

/// Destroys a contact, and says so on the voice; false when there was none.
pub(in crate::voices) async fn delete_contact(tx: &mut Tx, org: Org, id: VoiceId) -> Result<bool, DbError> {
    let deleted = tx.run(&DELETE_CONTACT, vec![org.into(), id.into()]).await? > 0;
    tx.run(&WITHOUT_CONTACT, vec![org.into(), id.into()]).await?;
    Ok(deleted)
}
