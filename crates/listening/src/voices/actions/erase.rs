//! Erasing (DESIGN 3b, "Keys"; GDPR, article 17): the key of a voice is destroyed, and with it everything that the voice left.
//!
//! Its author erases with the receipt, at any time and without a reason; the person in charge with a command, for a reason
//! that is written in the log; time, after the days that the establishment has set (`keep-voices-days`). What slices above
//! have derived from a voice follows from the event `voice.erased`; those who registered for it are the register of derived
//! stores, and a test asks every table with a voice in it.
//!
//! A back-up is older than what was erased since: which voices were erased is kept once more beside the keys, and done again
//! at the start of a restored database ([`replay_taken_back`]). Back-ups themselves are to be destroyed after `key-list-days`.

use std::{collections::BTreeMap, io, path::Path};

use kernel::{Chance, Id, kinds};
use organisation::places;
use spine::{
    Platform,
    audit::{self, Act},
    db::Tx,
    jobs::{self, Job, JobError, NewJob},
    settings::dated,
    vault::{Register, VaultError},
};

use super::{Followed, VoiceProblem};
use crate::voices::{PublicationState, model::Voice, store};

/// The registers, in the keys folder: voices erased, permissions to publish and contacts taken back.
const ERASURES: &str = "erasures";
const PERMISSIONS: &str = "permissions-taken-back";
const CONTACTS: &str = "contacts-taken-back";
/// What happened, for the slices above.
const ERASED: &str = "voice.erased";
/// What empties the write-ahead log after an erasure, once for all that came before it.
pub(in crate::voices) const EMPTY_LOG: &str = "voices.empty-log";
/// Voices that one transaction erases because of their age.
const PART: i64 = 100;

/// A voice of an organisation.
type OneVoice = (Id<kinds::Org>, Id<kinds::Voice>);

fn line(org: Id<kinds::Org>, id: Id<kinds::Voice>) -> String {
    format!("{org} {id}")
}

fn read_line(line: &str) -> Option<OneVoice> {
    let (org, id) = line.split_once(' ')?;
    Some((org.parse().ok()?, id.parse().ok()?))
}

/// How many erasures, and things taken back, are kept beside the keys.
pub fn kept_taken_back(keys: &Path) -> io::Result<usize> {
    let mut n = 0;
    for name in [ERASURES, PERMISSIONS, CONTACTS] {
        let lines = Register::beside(keys, name).lines()?;
        n += lines.iter().filter(|line| read_line(line).is_some()).count();
    }
    Ok(n)
}

fn keep(p: &Platform, name: &'static str, org: Id<kinds::Org>, id: Id<kinds::Voice>) -> Result<(), VaultError> {
    Register::beside(p.keys.dir(), name).keep([line(org, id)])
}

/// Keeps beside the keys that an author took the permission to publish back.
pub(super) fn keep_permission(p: &Platform, voice: &Voice) -> Result<(), VaultError> {
    keep(p, PERMISSIONS, voice.org, voice.id)
}

/// Keeps beside the keys that an author took back what would let us reach them.
pub(super) fn keep_contact(p: &Platform, voice: &Voice) -> Result<(), VaultError> {
    keep(p, CONTACTS, voice.org, voice.id)
}

fn kept(p: &Platform, name: &'static str) -> Result<Vec<OneVoice>, VaultError> {
    let lines = Register::beside(p.keys.dir(), name).lines()?;
    let kept: Vec<_> = lines.iter().filter_map(|line| read_line(line)).collect();
    if kept.len() < lines.len() {
        tracing::warn!(name, lines = lines.len() - kept.len(), "lines of a register beside the keys could not be read");
    }
    Ok(kept)
}

/// A voice that was erased since it was loaded takes nothing more: what is written would stand under no voice.
///
/// # Errors
/// [`VoiceProblem::NotFound`] when it is no more.
pub async fn still_there(tx: &mut Tx, voice: &Voice) -> Result<(), VoiceProblem> {
    // The row is locked by it on PostgreSQL: an erasure that comes now waits until what is written stands, and deletes it too.
    if store::hold(tx, voice.org, voice.id).await? { Ok(()) } else { Err(VoiceProblem::NotFound) }
}

/// Erases what stands under a voice, and tells the slices above, which carries no clock time (hard rule 1).
async fn erase_in(
    tx: &mut Tx,
    chance: &mut dyn Chance,
    org: Id<kinds::Org>,
    id: Id<kinds::Voice>,
) -> Result<bool, VoiceProblem> {
    if !store::erase(tx, org, id).await? {
        return Ok(false);
    }
    jobs::emit(tx, chance, org, ERASED, serde_json::json!({ "voice": id.to_i64() }), false).await?;
    let empty =
        NewJob { org: Id::from_i64(0), kind: EMPTY_LOG.to_owned(), payload: serde_json::json!({}), run_after: None };
    jobs::queue_once(tx, chance, empty).await?;
    Ok(true)
}

/// The author erases their voice. Nothing of it is in the log, as nothing of its arrival was: an entry has a time, and who
/// reads both the log and the voices would learn when an author acted (hard rule 1).
pub async fn erase(p: &Platform, followed: &Followed) -> Result<(), VoiceProblem> {
    erase_for(p, followed.voice.org, followed.voice.id, None).await
}

/// Erases a voice on somebody's request, by the person in charge of the installation; the reason stands in the log,
/// de-identified.
pub async fn erase_on_request(p: &Platform, voice: &Voice, reason: &str) -> Result<(), VoiceProblem> {
    if reason.trim().chars().count() < 10 {
        return Err(VoiceProblem::Reason);
    }
    let reason = text::redact(reason.trim(), text::Lists::french()).text;
    let act = Act {
        org: voice.org,
        account: None,
        hat: None,
        act: ERASED,
        subject: format!("voice:{}", voice.id),
        detail: reason,
    };
    erase_for(p, voice.org, voice.id, Some(act)).await
}

async fn erase_for(
    p: &Platform,
    org: Id<kinds::Org>,
    id: Id<kinds::Voice>,
    act: Option<Act>,
) -> Result<(), VoiceProblem> {
    let mut chance = p.chance();
    let mut tx = p.db.begin().await?;
    if !erase_in(&mut tx, &mut *chance, org, id).await? {
        return Err(VoiceProblem::NotFound);
    }
    if let Some(act) = act {
        audit::write(&mut tx, &*p.clock, act).await?;
    }
    // Before the commit: a crash in between erases at the next start what nobody was told is erased. The other way round, a
    // back-up could bring back what somebody was told is gone.
    keep(p, ERASURES, org, id)?;
    tx.commit().await?;
    p.work.notify_one();
    Ok(())
}

/// A voice by its id, in whichever organisation it is: for the command that erases it.
pub async fn to_erase(p: &Platform, id: Id<kinds::Voice>) -> Result<Option<Voice>, VoiceProblem> {
    let mut conn = p.db.reader().await?;
    for org in places::organisations(&mut conn).await? {
        if let Some(voice) = store::for_job(&mut conn, org, id).await? {
            return Ok(Some(voice));
        }
    }
    Ok(None)
}

/// Erases and takes back again what was since a restored back-up was made; says how much had come back. For a start, before
/// anybody is served.
pub async fn replay_taken_back(p: &Platform) -> Result<usize, VoiceProblem> {
    let mut conn = p.db.reader().await?;
    let mut erased = Vec::new();
    for (org, id) in kept(p, ERASURES)? {
        if store::for_job(&mut conn, org, id).await?.is_some() {
            erased.push((org, id));
        }
    }
    drop(conn);
    let mut chance = p.chance();
    let mut back: BTreeMap<i64, usize> = BTreeMap::new();
    for part in erased.chunks(100) {
        let mut tx = p.db.begin().await?;
        for (org, id) in part {
            erase_in(&mut tx, &mut *chance, *org, *id).await?;
            *back.entry(org.to_i64()).or_default() += 1;
        }
        tx.commit().await?;
    }
    let mut tx = p.db.begin().await?;
    for (org, id) in kept(p, PERMISSIONS)? {
        let stands =
            store::publication(&mut tx, org, id).await?.is_some_and(|it| it.state != PublicationState::Withdrawn);
        if stands && store::set_withdrawn(&mut tx, org, id).await? {
            *back.entry(org.to_i64()).or_default() += 1;
        }
    }
    for (org, id) in kept(p, CONTACTS)? {
        if store::delete_contact(&mut tx, org, id).await? {
            *back.entry(org.to_i64()).or_default() += 1;
        }
    }
    for (org, n) in &back {
        let (org, detail) = (Id::from_i64(*org), format!("n={n}"));
        let act =
            Act { org, account: None, hat: None, act: "voice.taken-back-again", subject: "voice".to_owned(), detail };
        audit::write(&mut tx, &*p.clock, act).await?;
    }
    tx.commit().await?;
    Ok(back.values().sum())
}

/// The job `voices.forget-old`: erases the voices that were kept for as long as their establishment says.
pub async fn run_forget_old(p: Platform, _job: Job) -> Result<(), JobError> {
    forget_old(&p).await.map(drop).map_err(|error| JobError::Retry(error.to_string()))
}

/// Erases, in every organisation that has set `keep-voices-days`, the voices in which nothing was written for so many days;
/// says how many. They need no register: a database that takes over does it again before it is served, if the setting was
/// in it.
pub async fn forget_old(p: &Platform) -> Result<usize, VoiceProblem> {
    let today = p.clock.today();
    let organisations = places::organisations(&mut p.db.reader().await?).await?;
    let mut erased = 0;
    for org in organisations {
        let mut conn = p.db.reader().await?;
        let kept = dated::on_day(&mut conn, org, "keep-voices-days", today).await?;
        drop(conn);
        let Some(days) = kept.and_then(|dated| dated.value.as_i64()).filter(|days| *days > 0) else { continue };
        let before = today.plus_days(-days);
        let mut of_it = 0;
        loop {
            let part = forget_part(p, org, before).await?;
            of_it += part;
            if part == 0 {
                break;
            }
        }
        if of_it > 0 {
            let mut tx = p.db.begin().await?;
            let detail = format!("n={of_it}");
            let act =
                Act { org, account: None, hat: None, act: "voice.forgotten", subject: "voice".to_owned(), detail };
            audit::write(&mut tx, &*p.clock, act).await?;
            tx.commit().await?;
        }
        erased += of_it;
    }
    Ok(erased)
}

async fn forget_part(p: &Platform, org: Id<kinds::Org>, before: kernel::Day) -> Result<usize, VoiceProblem> {
    let mut chance = p.chance();
    let mut tx = p.db.begin().await?;
    let old = store::kept_for_long(&mut tx, org, before, PART).await?;
    for id in &old {
        erase_in(&mut tx, &mut *chance, org, *id).await?;
    }
    tx.commit().await?;
    Ok(old.len())
}

/// The job `voices.empty-log`, after an erasure: the write-ahead log still holds the pages as they were.
pub async fn run_empty_log(p: Platform, _job: Job) -> Result<(), JobError> {
    match p.db.empty_log().await {
        Ok(true) => Ok(()),
        Ok(false) => Err(JobError::Retry("somebody reads from the write-ahead log".to_owned())),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_back_and_another_is_no_erasure() {
        let one = (Id::from_i64(5), Id::from_i64(77));
        assert_eq!(read_line(&line(one.0, one.1)), Some(one));
        for bad in ["", "a", "000000000005", "000000000005 !", "5 "] {
            assert_eq!(read_line(bad), None, "{bad}");
        }
    }
}
