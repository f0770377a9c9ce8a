//! The contact an author left, kept apart under its own key (hard rule 3).

use kernel::{Id, Lang, Personal, kinds};
use organisation::access::Asker;
use pages::words::{say, say_with};
use spine::{
    Platform,
    audit::{self, Act},
    db::Conn,
    jobs::{Job, JobError},
    mail::{Letter, MailError},
    vault::Spot,
};

use super::VoiceProblem;
use crate::voices::{Author, access, model::Voice, store};

async fn opened(p: &Platform, conn: &mut Conn, voice: &Voice) -> Result<Option<Personal<String>>, VoiceProblem> {
    let Some(sealed) = store::contact(conn, voice.org, voice.id).await? else { return Ok(None) };
    let spot = Spot { table: "contact", column: "sealed", row: voice.id.to_i64() };
    let plain = p.keys.of(voice.org, "contacts").open_padded(spot, &sealed)?;
    Ok(Some(Personal::new(String::from_utf8_lossy(&plain).into_owned())))
}

/// Opens the contact to call somebody back, for a typed reason; the opening is in the audit chain before it is shown.
pub async fn open_contact(
    p: &Platform,
    asker: &Asker,
    voice: &Voice,
    reason: &str,
) -> Result<Personal<String>, VoiceProblem> {
    if !access::may_open_contact(asker, voice) {
        return Err(VoiceProblem::Forbidden);
    }
    if reason.trim().chars().count() < 10 {
        return Err(VoiceProblem::Reason);
    }
    let mut tx = p.db.begin().await?;
    let contact = opened(p, &mut tx, voice).await?.ok_or(VoiceProblem::NotFound)?;
    let act = Act {
        org: voice.org,
        account: Some(asker.account),
        hat: Some(asker.role()),
        act: "voice.contact-opened",
        subject: format!("voice:{}", voice.id),
        detail: text::redact(reason.trim(), text::Lists::french()).text,
    };
    audit::write(&mut tx, &*p.clock, act).await?;
    tx.commit().await?;
    Ok(contact)
}

/// The job `voices.notify`: sends a reply to the e-mail its author left. A phone number waits for somebody to call. The
/// address goes from the vault to the relay and nowhere else.
pub async fn run_notify(p: Platform, job: Job) -> Result<(), JobError> {
    let number = |name: &str| job.payload.get(name).and_then(serde_json::Value::as_i64);
    let (Some(id), Some(seq)) = (number("voice"), number("message")) else {
        return Err(JobError::Fail("the job names no message".to_owned()));
    };
    match notify(&p, job.org, Id::from_i64(id), seq).await {
        Ok(()) | Err(VoiceProblem::NotFound) => Ok(()),
        Err(error) => Err(JobError::Retry(error.to_string())),
    }
}

async fn notify(p: &Platform, org: Id<kinds::Org>, id: Id<kinds::Voice>, seq: i64) -> Result<(), VoiceProblem> {
    let mut conn = p.db.reader().await?;
    let voice = store::for_job(&mut conn, org, id).await?.ok_or(VoiceProblem::NotFound)?;
    let Some(contact) = opened(p, &mut conn, &voice).await? else { return Ok(()) };
    let messages = store::messages(&mut conn, org, id).await?;
    drop(conn);
    let reply = messages.into_iter().find(|m| m.seq == seq && m.author == Author::Team).and_then(|m| m.readable);
    let (Some(reply), true) = (reply, contact.open().contains('@')) else { return Ok(()) };
    let letter = letter(voice.lang, contact, &reply, &p.settings.base_url);
    match p.mail.send(&mut *p.chance(), &letter).await {
        Ok(()) => Ok(()),
        // A refused address will never work: it is destroyed rather than kept.
        Err(MailError::Refused) => {
            let mut tx = p.db.begin().await?;
            store::delete_contact(&mut tx, org, id).await?;
            tx.commit().await?;
            Ok(())
        }
        Err(MailError::Later | MailError::Off) => {
            Err(VoiceProblem::Db(spine::db::DbError::Unsupported("the mail relay did not take the mail")))
        }
    }
}

fn letter(lang: Lang, to: Personal<String>, reply: &str, base_url: &str) -> Letter {
    let text =
        say_with(lang, "voices-mail-text", &[("reply", reply.into()), ("address", format!("{base_url}/suivi").into())]);
    Letter { to, subject: say(lang, "voices-mail-subject"), text: Personal::new(text) }
}
