//! What the author does with the receipt.

use kernel::{Id, kinds};
use spine::{
    Platform,
    audit::{self, Act},
    vault::SealKey,
};

use super::{
    VoiceProblem,
    arrive::{check_text, key_spot, original_spot},
    deidentify::danger_code,
    erase::{keep_contact, keep_permission, still_there},
};
use crate::voices::{
    Author, Receipt,
    model::{Message, Voice},
    store::{self, Publication, StoredMessage},
};

/// A voice as its author sees it: their own words, the mailbox, the state.
pub struct Followed {
    /// The row.
    pub voice: Voice,
    /// The author's own text, as it was written.
    pub text: String,
    /// The mailbox, in order.
    pub messages: Vec<Message>,
    /// What was decided about publication, if it was asked for.
    pub publication: Option<Publication>,
    /// The public return that tells what came of it, once it is closed.
    pub outcome: Option<Id<kinds::Return>>,
    key: SealKey,
}

/// Opens a voice with its receipt. A receipt that leads nowhere gives `None`, after the same work as one that does.
pub async fn open_by_receipt(
    p: &Platform,
    org: Id<kinds::Org>,
    receipt: &Receipt,
) -> Result<Option<Followed>, VoiceProblem> {
    let mut conn = p.db.reader().await?;
    let lookup = receipt.lookup(&p.keys, org);
    let found = store::voice_of_receipt(&mut conn, org, lookup).await?;
    // The same queries run for a wrong receipt, on a voice that cannot exist, so that time tells nothing.
    let id = found.unwrap_or_else(|| Id::from_i64(-1));
    let row = store::public_row(&mut conn, org, id).await?;
    let wrapped = store::key_for_receipt(&mut conn, org, id).await?;
    let sealed = store::original(&mut conn, org, id).await?;
    let stored = store::messages(&mut conn, org, id).await?;
    let publication = store::publication(&mut conn, org, id).await?;
    let outcome = store::outcome(&mut conn, org, id).await?;
    let receipt_key = receipt.key(&p.keys, org);
    let (Some(voice), Some(wrapped), Some(sealed)) = (row, wrapped, sealed) else { return Ok(None) };
    let key = receipt_key.unwrap_key(key_spot(id, "for_receipt"), &wrapped)?;
    let text = key.open_padded(original_spot(id), &sealed)?;
    let messages = stored.into_iter().map(|m| opened(&key, id, m)).collect::<Result<_, _>>()?;
    let text = String::from_utf8_lossy(&text).into_owned();
    Ok(Some(Followed { voice, text, messages, publication, outcome, key }))
}

fn opened(key: &SealKey, id: Id<kinds::Voice>, m: StoredMessage) -> Result<Message, VoiceProblem> {
    let text = key.open_text(super::team::message_spot(id, &column_of(m.seq)), &m.sealed)?;
    Ok(Message { seq: m.seq, author: m.author, role: m.role, place: m.place, day: m.day, text })
}

pub(super) fn column_of(seq: i64) -> String {
    format!("sealed-{seq}")
}

/// The author writes again. The organisation reads it de-identified. Says whether the text speaks of self-harm: the
/// numbers are then shown at once (hard rule 18).
pub async fn add_reply(p: &Platform, followed: &Followed, text: &str) -> Result<bool, VoiceProblem> {
    let text = text.trim();
    check_text(text)?;
    let (org, id) = (followed.voice.org, followed.voice.id);
    let readable = text::redact(text, text::Lists::french()).text;
    let mut chance = p.chance();
    let mut tx = p.db.begin().await?;
    still_there(&mut tx, &followed.voice).await?;
    let message = StoredMessage {
        seq: 0,
        author: Author::Voice,
        role: None,
        place: None,
        day: p.clock.today(),
        sealed: Vec::new(),
        readable: Some(readable),
    };
    store::add_message(&mut tx, org, id, message, |seq| {
        let column = column_of(seq);
        followed.key.seal(&mut *chance, super::team::message_spot(id, &column), text.as_bytes())
    })
    .await?;
    store::raise_danger(&mut tx, org, id, danger_code(text)).await?;
    // A person who writes again is heard again: it waits to be read, whatever was read or answered before.
    store::wait_again(&mut tx, org, id).await?;
    tx.commit().await?;
    Ok(text::distress::speaks_of_self_harm(text).is_some())
}

/// The author contests a refusal to publish; true when the emergency numbers must be shown (hard rule 18).
pub async fn contest(p: &Platform, followed: &Followed, text: &str) -> Result<bool, VoiceProblem> {
    let text = text.trim();
    check_text(text)?;
    let (org, id) = (followed.voice.org, followed.voice.id);
    let readable = text::redact(text, text::Lists::french()).text;
    let mut tx = p.db.begin().await?;
    if !store::set_contested(&mut tx, org, id, &readable).await? {
        return Err(VoiceProblem::State);
    }
    store::raise_danger(&mut tx, org, id, danger_code(text)).await?;
    tx.commit().await?;
    Ok(text::distress::speaks_of_self_harm(text).is_some())
}

/// The author takes the permission to publish back.
pub async fn withdraw(p: &Platform, followed: &Followed) -> Result<(), VoiceProblem> {
    let mut tx = p.db.begin().await?;
    if !store::set_withdrawn(&mut tx, followed.voice.org, followed.voice.id).await? {
        return Err(VoiceProblem::State);
    }
    // As with an erasure: before the commit, so that no back-up publishes it again.
    keep_permission(p, &followed.voice)?;
    tx.commit().await?;
    Ok(())
}

/// The author takes back what would let us reach them: it is destroyed, for good (the database overwrites what it deletes).
///
/// The audit says that it happened, neither to which voice nor what it was: an entry has a time, and no time is kept
/// beside a voice (hard rule 1).
pub async fn take_contact_back(p: &Platform, followed: &Followed) -> Result<(), VoiceProblem> {
    let (org, id) = (followed.voice.org, followed.voice.id);
    let mut tx = p.db.begin().await?;
    if !store::delete_contact(&mut tx, org, id).await? {
        return Err(VoiceProblem::State);
    }
    let act = Act {
        org,
        account: None,
        hat: None,
        act: "voice.contact-taken-back",
        subject: "contact".to_owned(),
        detail: String::new(),
    };
    audit::write(&mut tx, &*p.clock, act).await?;
    keep_contact(p, &followed.voice)?;
    tx.commit().await?;
    Ok(())
}
