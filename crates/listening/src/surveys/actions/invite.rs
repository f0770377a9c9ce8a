//! People who left become letters, two hundred at a time: the writer is given back between, so that a list of a whole year
//! lets a story pass that arrives meanwhile. A long list is done by a job, one part a job; what is not done yet waits
//! sealed, and a part goes in the transaction that makes its letters, so nobody is invited twice when a process stops.

use std::collections::BTreeMap;

use kernel::{Day, Id, Personal, Wave, kinds};
use organisation::access::job_scope;
use serde_json::json;
use spine::{
    Platform,
    audit::{self, Act},
    db::{Conn, DbError, Tx},
    jobs::{self, Job, JobError, NewJob},
    vault::Spot,
};
use zeroize::Zeroizing;

use super::{
    By, SurveyProblem, asked,
    letters::{self, Inside},
};
use crate::surveys::{
    memory::Asked,
    model::{Campaign, CampaignState, Discharge, Invited, LetterKind, ListId, PartId, shuffled},
    store::{self, Letter, Part},
    token::{Invitation, address_hash, asked_once_hash},
};

/// How many people become letters in one transaction.
pub(super) const PART: usize = 200;
/// Parts are padded to a multiple of this.
const BLOCK: usize = 8192;

/// How many people of each place and wave.
pub(super) type Groups = BTreeMap<(Id<kinds::Place>, Wave), usize>;

/// How many people of each place and wave a list names.
pub(super) fn groups<'a>(list: impl IntoIterator<Item = &'a Discharge>) -> Groups {
    let mut groups = Groups::new();
    for one in list {
        *groups.entry((one.place, one.day.wave())).or_default() += 1;
    }
    groups
}

/// Writes who invites how many people of each place and wave, without an address: whoever invites one person alone and
/// waits for the numbers to move has left a trace.
async fn write_down(tx: &mut Tx, p: &Platform, by: By, campaign: &Campaign, groups: &Groups) -> Result<(), DbError> {
    for ((place, wave), n) in groups {
        let act = Act {
            org: campaign.org,
            account: by.account,
            hat: by.hat,
            act: "survey.invited",
            subject: format!("campaign:{}", campaign.id),
            detail: format!("place:{place} wave:{wave} n={n}"),
        };
        audit::write(tx, &*p.clock, act).await?;
    }
    Ok(())
}

/// How many people have been invited for each place and wave of a campaign: those whose invitation has left, and those
/// whose invitation waits. Who they are is not looked at.
pub(super) async fn invited(p: &Platform, campaign: &Campaign) -> Result<Groups, SurveyProblem> {
    let mut conn = p.db.reader().await?;
    let mut groups = Groups::new();
    for (wave, place, n) in store::invited_by_place(&mut conn, &job_scope(campaign.org), campaign.id).await? {
        *groups.entry((place, wave)).or_default() += usize::try_from(n).unwrap_or_default();
    }
    // Every letter that waits is due by then.
    let last = due(campaign, campaign.to).plus_days(campaign.terms.reminder_days).max(p.clock.today());
    let waiting = store::due(&mut conn, last, None, i64::MAX).await?;
    drop(conn);
    let ours = |letter: &&Letter| letter.campaign == campaign.id && letter.kind == LetterKind::Invitation;
    for letter in waiting.iter().map(|one| &one.letter).filter(ours) {
        let Some(group) = letters::group(p, letter)? else { continue };
        *groups.entry(group).or_default() += 1;
    }
    Ok(groups)
}

/// Prepares the invitations of people who left a place. Those who objected, those already invited and those whose wave
/// would be over are left out. Says how many were prepared.
pub async fn invite(
    p: &Platform,
    campaign: Id<kinds::Campaign>,
    discharges: Vec<Discharge>,
) -> Result<usize, SurveyProblem> {
    Ok(invite_by(p, By::default(), campaign, discharges).await?.values().sum())
}

/// The same by somebody; says how many were prepared for each place and wave, and so does the audit log.
pub(super) async fn invite_by(
    p: &Platform,
    by: By,
    campaign: Id<kinds::Campaign>,
    discharges: Vec<Discharge>,
) -> Result<Groups, SurveyProblem> {
    let asked = asked(p, campaign).await?.ok_or(SurveyProblem::NotFound)?;
    let mut prepared = Groups::new();
    for some in shuffled(&mut *p.chance(), discharges).chunks(PART) {
        let mut conn = p.db.reader().await?;
        let (ready, _) = sorted_out(&mut conn, p, &asked, some).await?;
        drop(conn);
        let mut tx = p.db.begin().await?;
        let stored = store_letters(&mut tx, &asked.campaign, ready).await?;
        write_down(&mut tx, p, by, &asked.campaign, &stored).await?;
        tx.commit().await?;
        for (group, n) in stored {
            *prepared.entry(group).or_default() += n;
        }
    }
    Ok(prepared)
}

/// Why somebody of a list gets no letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LeftOut {
    Objected,
    Already,
    Late,
}

/// Whether somebody gets no letter, and why.
pub(super) async fn left_out(
    conn: &mut Conn,
    p: &Platform,
    asked: &Asked,
    discharge: &Discharge,
) -> Result<Option<LeftOut>, DbError> {
    let campaign = &asked.campaign;
    let on = due(campaign, discharge.day).max(p.clock.today());
    let (org, address) = (campaign.org, discharge.address.open());
    let hash = address_hash(&p.keys, org, address);
    Ok(if store::has_objected(conn, org, &hash).await? {
        Some(LeftOut::Objected)
    } else if store::is_invited(conn, org, campaign.id, &hash).await?
        || store::was_asked(conn, org, &asked_once_hash(&p.keys, campaign, address, discharge.day)).await?
    {
        Some(LeftOut::Already)
    } else if !campaign.may_write(discharge.day, on) || !asked.is_licensed(on) {
        Some(LeftOut::Late)
    } else {
        None
    })
}

fn due(campaign: &Campaign, left: Day) -> Day {
    left.plus_days(campaign.terms.invitation_days)
}

/// A letter with all that its rows need, made before the writer is asked for.
struct Ready {
    letter: Letter,
    address: Vec<u8>,
    once: Vec<u8>,
    place: Id<kinds::Place>,
    wave: Wave,
    due: Day,
}

/// Reads who gets no letter and makes the letters of the others. The writer is not held meanwhile.
async fn sorted_out(
    conn: &mut Conn,
    p: &Platform,
    asked: &Asked,
    discharges: &[Discharge],
) -> Result<(Vec<Ready>, Invited), DbError> {
    let mut became = Invited::default();
    let mut ready = Vec::new();
    for discharge in discharges {
        match left_out(conn, p, asked, discharge).await? {
            Some(LeftOut::Objected) => became.objected += 1,
            Some(LeftOut::Already) => became.already += 1,
            Some(LeftOut::Late) => became.late += 1,
            None => ready.push(written(p, &asked.campaign, discharge)),
        }
    }
    Ok((ready, became))
}

fn written(p: &Platform, campaign: &Campaign, discharge: &Discharge) -> Ready {
    let org = campaign.org;
    let address = discharge.address.open().trim();
    let (due, wave) = (due(campaign, discharge.day), discharge.day.wave());
    let mut chance = p.chance();
    let id = Id::random(&mut *chance);
    let invitation = Invitation::random(&mut *chance, campaign.id, discharge.place, wave);
    let inside = Inside {
        address: address.to_owned(),
        token: invitation.written(&p.keys, org),
        place: discharge.place.to_i64(),
        wave: wave.to_string(),
        reminder: due.plus_days(campaign.terms.reminder_days).to_string(),
        until: campaign.last_day_for(discharge.day).to_string(),
    };
    let sealed = letters::seal(p, &mut *chance, org, id, &inside);
    Ready {
        letter: Letter { org, id, campaign: campaign.id, kind: LetterKind::Invitation, sealed },
        address: address_hash(&p.keys, org, address),
        once: asked_once_hash(&p.keys, campaign, address, discharge.day),
        place: discharge.place,
        wave,
        due,
    }
}

/// Stores letters; says how many for each place and wave. Somebody who was invited or objected since they were made gets none.
async fn store_letters(tx: &mut Tx, campaign: &Campaign, ready: Vec<Ready>) -> Result<Groups, DbError> {
    let mut stored = Groups::new();
    for one in ready {
        if store::ask_once(tx, campaign.org, campaign.id, one.wave, &one.once, &one.address).await? {
            store::insert_letter(tx, one.letter, one.address, one.due).await?;
            *stored.entry((one.place, one.wave)).or_default() += 1;
        }
    }
    Ok(stored)
}

const fn spot(id: PartId) -> Spot<'static> {
    Spot { table: "discharge_part", column: "sealed", row: id.to_i64() }
}

/// Keeps a long list sealed, in parts, and queues the job that makes its letters. The audit log says how many it names.
pub(super) async fn keep_list(
    p: &Platform,
    by: By,
    campaign: &Campaign,
    list: Vec<Discharge>,
) -> Result<(), SurveyProblem> {
    let named = groups(&list);
    let (org, key) = (campaign.org, p.keys.of(campaign.org, "outbox"));
    let people = list.len() as i64;
    let mut chance = p.chance();
    let id: ListId = Id::random(&mut *chance);
    let mut parts = Vec::new();
    for some in shuffled(&mut *chance, list).chunks(PART) {
        let people: Vec<(&str, i64, String)> =
            some.iter().map(|one| (one.address.open().as_str(), one.place.to_i64(), one.day.to_string())).collect();
        let plain = Zeroizing::new(serde_json::to_vec(&people).unwrap_or_default());
        let part = Id::random(&mut *chance);
        let sealed = key.seal_padded(&mut *chance, spot(part), &plain, BLOCK);
        parts.push(Part { id: part, campaign: campaign.id, sealed });
    }
    let mut tx = p.db.begin().await?;
    store::insert_list(&mut tx, org, id, campaign.id, people).await?;
    for part in parts {
        store::insert_part(&mut tx, org, id, part).await?;
    }
    write_down(&mut tx, p, by, campaign, &named).await?;
    queue(&mut tx, p, org, id).await?;
    tx.commit().await?;
    p.work.notify_one();
    Ok(())
}

async fn queue(tx: &mut Tx, p: &Platform, org: Id<kinds::Org>, list: ListId) -> Result<(), DbError> {
    let payload = json!({ "list": list.to_i64() });
    let job = NewJob { org, kind: "surveys.invite".to_owned(), payload, run_after: Some(p.clock.millis()) };
    jobs::queue(tx, &mut *p.chance(), job).await
}

fn read(plain: &[u8]) -> Option<Vec<Discharge>> {
    let named: Vec<(String, i64, String)> = serde_json::from_slice(plain).ok()?;
    let read = |(address, place, day): (String, i64, String)| {
        Some(Discharge { address: Personal::new(address), place: Id::from_i64(place), day: day.parse().ok()? })
    };
    named.into_iter().map(read).collect()
}

/// Makes the letters of the next part of a list; says whether there was one. The next one is another job, so that other
/// work has its turn.
pub async fn invite_next(p: &Platform, org: Id<kinds::Org>, list: ListId) -> Result<bool, SurveyProblem> {
    let mut conn = p.db.reader().await?;
    let Some(part) = store::next_part(&mut conn, org, list).await? else { return Ok(false) };
    let plain = p.keys.of(org, "outbox").open_padded(spot(part.id), &part.sealed)?;
    let people = read(&plain).ok_or(SurveyProblem::State)?;
    let asked = asked(p, part.campaign).await?.ok_or(SurveyProblem::NotFound)?;
    let is_open = asked.campaign.state == CampaignState::Open;
    let (ready, mut became) = if is_open {
        sorted_out(&mut conn, p, &asked, &people).await?
    } else {
        (Vec::new(), Invited { late: people.len() as i64, ..Invited::default() })
    };
    drop(conn);
    let made = ready.len();
    let mut tx = p.db.begin().await?;
    if store::delete_part(&mut tx, org, part.id).await? {
        let stored: usize = store_letters(&mut tx, &asked.campaign, ready).await?.values().sum();
        became.prepared += stored as i64;
        became.already += (made - stored) as i64;
        store::count_in_list(&mut tx, org, list, people.len(), became).await?;
        queue(&mut tx, p, org, list).await?;
    }
    tx.commit().await?;
    p.work.notify_one();
    Ok(true)
}

/// Queues again the lists that still have parts, once a day: a job that failed for good is not the end of its list.
pub async fn resume_lists(p: &Platform) -> Result<(), DbError> {
    let mut tx = p.db.begin().await?;
    for (org, list) in store::unfinished_lists(&mut tx).await? {
        queue(&mut tx, p, org, list).await?;
    }
    tx.commit().await
}

/// The job `surveys.invite`.
pub async fn run_invite(p: Platform, job: Job) -> Result<(), JobError> {
    let list = job.payload.get("list").and_then(serde_json::Value::as_i64);
    let list = list.ok_or_else(|| JobError::Fail("the job names no list".to_owned()))?;
    invite_next(&p, job.org, Id::from_i64(list)).await?;
    Ok(())
}
