//! What the organisation does with a voice.

use kernel::{Id, Personal, Role, kinds};
use organisation::access::Asker;
use spine::{
    Platform,
    audit::{self, Act},
    db::{Conn, Tx},
    jobs,
    vault::{SealKey, Spot},
};

use super::{
    VoiceProblem,
    arrive::{check_text, key_spot, original_spot},
    author::column_of,
};
use crate::voices::{
    Author, State, access,
    model::{Message, Voice},
    store::{self, StoredMessage},
};

pub(super) const fn message_spot(id: Id<kinds::Voice>, column: &str) -> Spot<'_> {
    Spot { table: "message", column, row: id.to_i64() }
}

async fn role_key(p: &Platform, conn: &mut Conn, voice: &Voice) -> Result<SealKey, VoiceProblem> {
    let wrapped = store::key_for_role(conn, voice.org, voice.id).await?.ok_or(VoiceProblem::NotFound)?;
    Ok(p.keys.of(voice.org, "voices").unwrap_key(key_spot(voice.id, "for_role"), &wrapped)?)
}

fn act(asker: &Asker, act: &'static str, voice: &Voice, detail: &str) -> Act {
    Act {
        org: voice.org,
        account: Some(asker.account),
        hat: Some(asker.role()),
        act,
        subject: format!("voice:{}", voice.id),
        detail: detail.to_owned(),
    }
}

/// Opens the sealed original for a typed reason; the opening is written to the audit chain before anything is shown.
pub async fn open_original(
    p: &Platform,
    asker: &Asker,
    voice: &Voice,
    reason: &str,
) -> Result<Personal<String>, VoiceProblem> {
    if !access::may_open_original(asker, voice) {
        return Err(VoiceProblem::Forbidden);
    }
    if reason.trim().chars().count() < 10 {
        return Err(VoiceProblem::Reason);
    }
    let mut tx = p.db.begin().await?;
    let key = role_key(p, &mut tx, voice).await?;
    let sealed = store::original(&mut tx, voice.org, voice.id).await?.ok_or(VoiceProblem::NotFound)?;
    let plain = key.open_padded(original_spot(voice.id), &sealed)?;
    // The reason is kept de-identified: it is typed by staff, but may quote the person.
    let reason = text::redact(reason.trim(), text::Lists::french()).text;
    audit::write(&mut tx, &*p.clock, act(asker, "voice.original-opened", voice, &reason)).await?;
    tx.commit().await?;
    Ok(Personal::new(String::from_utf8_lossy(&plain).into_owned()))
}

/// Says that somebody takes the voice up.
pub async fn take_up(p: &Platform, asker: &Asker, voice: &Voice) -> Result<(), VoiceProblem> {
    if !access::may_reply(asker, voice) {
        return Err(VoiceProblem::Forbidden);
    }
    if voice.state != State::Readable {
        return Err(VoiceProblem::State);
    }
    let mut tx = p.db.begin().await?;
    store::set_state(&mut tx, voice.org, voice.id, State::TakenUp).await?;
    audit::write(&mut tx, &*p.clock, act(asker, "voice.taken-up", voice, "")).await?;
    tx.commit().await?;
    Ok(())
}

/// Says that a comment of a questionnaire was read: there is nobody to write to, so nothing else moves it on.
pub async fn read_comment(p: &Platform, asker: &Asker, voice: &Voice) -> Result<(), VoiceProblem> {
    let mut tx = p.db.begin().await?;
    if !read_comment_in(&mut tx, asker, voice).await? {
        return Err(VoiceProblem::State);
    }
    audit::write(&mut tx, &*p.clock, act(asker, "voice.read", voice, "")).await?;
    tx.commit().await?;
    Ok(())
}

/// The same inside the transaction of what shows that it was read; says whether it waited to be.
pub async fn read_comment_in(tx: &mut Tx, asker: &Asker, voice: &Voice) -> Result<bool, VoiceProblem> {
    if !access::may_read(asker, voice) {
        return Err(VoiceProblem::Forbidden);
    }
    let waited = voice.kind.is_comment() && voice.state == State::Readable;
    if waited {
        store::set_state(tx, voice.org, voice.id, State::TakenUp).await?;
    }
    Ok(waited)
}

/// Whether a text seems to name a person. The machine may be wrong: the page shows the words, and the writer says it with
/// the role instead.
pub(super) fn names_somebody(text: &str) -> bool {
    !text::persons_named(text, text::Lists::french()).is_empty()
}

/// Writes to the author. The page shows the role and the place, never a name (hard rule 8).
pub async fn reply(p: &Platform, asker: &Asker, voice: &Voice, reply: &str) -> Result<(), VoiceProblem> {
    let mut chance = p.chance();
    let mut tx = p.db.begin().await?;
    reply_in(&mut tx, p, &mut *chance, asker, voice, reply, p.clock.today()).await?;
    tx.commit().await?;
    Ok(())
}

/// The same inside a transaction and on a given day (the demo tells of days gone by).
pub async fn reply_in(
    tx: &mut Tx,
    p: &Platform,
    chance: &mut dyn kernel::Chance,
    asker: &Asker,
    voice: &Voice,
    reply: &str,
    day: kernel::Day,
) -> Result<(), VoiceProblem> {
    let reply = reply.trim();
    if !access::may_reply(asker, voice) {
        return Err(VoiceProblem::Forbidden);
    }
    if !voice.followed && !voice.has_contact {
        return Err(VoiceProblem::NoWayBack);
    }
    check_text(reply)?;
    // Hard rule 8: the page shows the role and the place; a name in the text would undo that.
    if names_somebody(reply) {
        return Err(VoiceProblem::Names);
    }
    let key = role_key(p, tx, voice).await?;
    let message = StoredMessage {
        seq: 0,
        author: Author::Team,
        role: Some(asker.role().code().to_owned()),
        place: Some(asker.hat.place),
        day,
        sealed: Vec::new(),
        readable: Some(reply.to_owned()),
    };
    let seq = store::add_message(tx, voice.org, voice.id, message, |seq| {
        let column = column_of(seq);
        key.seal(chance, message_spot(voice.id, &column), reply.as_bytes())
    })
    .await?;
    store::set_state(tx, voice.org, voice.id, State::Answered).await?;
    if voice.has_contact {
        let payload = serde_json::json!({ "voice": voice.id.to_i64(), "message": seq });
        jobs::emit(tx, chance, voice.org, "voice.answered", payload, true).await?;
    }
    audit::write(tx, &*p.clock, act(asker, "voice.answered", voice, "")).await?;
    Ok(())
}

/// The mailbox as the organisation reads it: the author's messages de-identified, its own as written.
pub async fn messages_for(conn: &mut Conn, asker: &Asker, voice: &Voice) -> Result<Vec<Message>, VoiceProblem> {
    if !access::may_read(asker, voice) {
        return Err(VoiceProblem::Forbidden);
    }
    let stored = store::messages(conn, voice.org, voice.id).await?;
    Ok(stored
        .into_iter()
        .map(|m| Message {
            seq: m.seq,
            author: m.author,
            role: m.role,
            place: m.place,
            day: m.day,
            text: m.readable.unwrap_or_default(),
        })
        .collect())
}

/// Gives a voice to a patient partner to read.
pub async fn give(p: &Platform, asker: &Asker, voice: &Voice, to: Id<kinds::Account>) -> Result<(), VoiceProblem> {
    if !access::may_moderate(asker, voice) {
        return Err(VoiceProblem::Forbidden);
    }
    let mut tx = p.db.begin().await?;
    super::still_there(&mut tx, voice).await?;
    store::give_to(&mut tx, voice.org, voice.id, to).await?;
    audit::write(&mut tx, &*p.clock, act(asker, "voice.given", voice, &format!("account:{to}"))).await?;
    tx.commit().await?;
    Ok(())
}

/// The proof that a voice may close: the collective answer (an action) and the return that tells of it.
#[derive(Debug, Clone, Copy)]
pub struct Closing {
    /// The action that answers for everybody.
    pub action: Id<kinds::Action>,
    /// The public return.
    pub published: Id<kinds::Return>,
}

/// Opens again the voices that a return closed, inside the transaction that takes the return back: without it, nothing
/// told them what came of their words (hard rule 9). Says how many.
pub async fn reopen(
    tx: &mut Tx,
    p: &Platform,
    asker: &Asker,
    withdrawn: Id<kinds::Return>,
) -> Result<u64, VoiceProblem> {
    let roles = [Role::QualityOfficer, Role::UnitManager, Role::ComplaintsOfficer];
    if !roles.contains(&asker.role()) {
        return Err(VoiceProblem::Forbidden);
    }
    let opened = store::reopen(tx, asker.org(), withdrawn).await?;
    let act = Act {
        org: asker.org(),
        account: Some(asker.account),
        hat: Some(asker.role()),
        act: "voice.reopened",
        subject: format!("return:{withdrawn}"),
        detail: format!("voices:{opened}"),
    };
    audit::write(tx, &*p.clock, act).await?;
    Ok(opened)
}

/// Closes a voice, inside the transaction of the return that completes it (hard rule 9): a voice that asked for a reply
/// closes only once its author was answered; others close with the collective answer and the return.
pub async fn close(
    tx: &mut Tx,
    p: &Platform,
    asker: &Asker,
    voice: &Voice,
    proof: Closing,
) -> Result<(), VoiceProblem> {
    let roles = [Role::QualityOfficer, Role::UnitManager, Role::ComplaintsOfficer];
    if !asker.is_one_of(&roles, voice.place) {
        return Err(VoiceProblem::Forbidden);
    }
    if voice.wants_reply && !store::team_has_answered(tx, voice.org, voice.id).await? {
        return Err(VoiceProblem::NotComplete);
    }
    if voice.state == State::Sealed {
        return Err(VoiceProblem::State);
    }
    store::close(tx, voice.org, voice.id, proof.published).await?;
    let detail = format!("action:{} return:{}", proof.action, proof.published);
    audit::write(tx, &*p.clock, act(asker, "voice.closed", voice, &detail)).await?;
    Ok(())
}
