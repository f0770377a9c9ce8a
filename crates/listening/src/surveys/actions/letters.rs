//! Letters: prepared sealed, sent when due, gone with the reminder, a bounce or an objection.

use kernel::{Day, Id, Lang, Personal, Wave, kinds};
use pages::words::{say, say_with};
use serde::{Deserialize, Serialize};
use spine::{
    Platform,
    jobs::{Job, JobError},
    mail::{self, MailError},
    vault::Spot,
};
use zeroize::Zeroizing;

use super::{SurveyProblem, asked, objections};
use crate::surveys::{
    memory::Asked,
    model::{Discharge, LetterKind, shuffled},
    store::{self, Letter},
    token::{Invitation, Objection, address_hash},
};

/// Letters are padded to a multiple of this.
const BLOCK: usize = 512;
/// Letters read at once.
const PAGE: i64 = 200;

/// What a letter needs, sealed until it leaves. The invitation is made at once with its reminder, so that nothing later
/// has to know who was invited.
#[derive(Serialize, Deserialize)]
struct Sealed {
    address: String,
    token: String,
    place: i64,
    wave: String,
    reminder: String,
}

const fn spot(id: Id<kinds::Mail>) -> Spot<'static> {
    Spot { table: "outbox", column: "sealed", row: id.to_i64() }
}

/// Prepares the invitations of people who left a place. Those who objected, those already invited and those whose wave
/// would be over are left out. Says how many were prepared.
pub async fn invite(
    p: &Platform,
    campaign: Id<kinds::Campaign>,
    discharges: Vec<Discharge>,
) -> Result<usize, SurveyProblem> {
    let asked = asked(p, campaign).await?.ok_or(SurveyProblem::NotFound)?;
    let campaign = &asked.campaign;
    let (org, key) = (campaign.org, p.keys.of(campaign.org, "outbox"));
    let mut chance = p.chance();
    let mut prepared = 0;
    let mut tx = p.db.begin().await?;
    for discharge in shuffled(&mut *chance, discharges) {
        let address = discharge.address.open().trim();
        let hash = address_hash(&p.keys, org, address);
        let due = discharge.day.plus_days(campaign.terms.invitation_days);
        let wave = discharge.day.wave();
        if !campaign.takes(wave, due.max(p.clock.today()))
            || store::has_objected(&mut tx, org, &hash).await?
            || store::is_invited(&mut tx, org, campaign.id, &hash).await?
        {
            continue;
        }
        let id = Id::random(&mut *chance);
        let invitation = Invitation::random(&mut *chance, campaign.id, discharge.place, wave);
        let inside = Sealed {
            address: address.to_owned(),
            token: invitation.written(&p.keys, org),
            place: discharge.place.to_i64(),
            wave: wave.to_string(),
            reminder: due.plus_days(campaign.terms.reminder_days).to_string(),
        };
        let plain = Zeroizing::new(serde_json::to_vec(&inside).unwrap_or_default());
        let sealed = key.seal_padded(&mut *chance, spot(id), &plain, BLOCK);
        let letter = Letter { org, id, campaign: campaign.id, kind: LetterKind::Invitation, sealed };
        store::insert_letter(&mut tx, letter, hash, due).await?;
        prepared += 1;
    }
    tx.commit().await?;
    Ok(prepared)
}

/// Sends every letter that is due; says how many left. When the relay cannot take them they stay for the next day.
pub async fn send_letters(p: &Platform) -> Result<usize, SurveyProblem> {
    let mut sent = 0;
    loop {
        let mut conn = p.db.reader().await?;
        let due = store::due(&mut conn, p.clock.today(), PAGE).await?;
        drop(conn);
        if due.is_empty() {
            return Ok(sent);
        }
        for letter in shuffled(&mut *p.chance(), due) {
            match send_one(p, &letter).await? {
                Ok(()) => sent += 1,
                Err(MailError::Refused) => {}
                // Later, or no relay: nothing more leaves today.
                Err(MailError::Later | MailError::Off) => return Ok(sent),
            }
        }
    }
}

/// Sends one letter and settles its row: after the invitation it waits for its reminder, then it dies. A bounce or an
/// expired wave kills it too.
async fn send_one(p: &Platform, letter: &Letter) -> Result<Result<(), MailError>, SurveyProblem> {
    let today = p.clock.today();
    let plain = p.keys.of(letter.org, "outbox").open_padded(spot(letter.id), &letter.sealed)?;
    let inside: Option<Sealed> = serde_json::from_slice(&plain).ok();
    let asked = asked(p, letter.campaign).await?;
    let read = inside.and_then(|inside| {
        let (wave, reminder): (Wave, Day) = (inside.wave.parse().ok()?, inside.reminder.parse().ok()?);
        Some((inside, wave, reminder))
    });
    let outcome = match (&asked, &read) {
        (Some(asked), Some((inside, wave, _))) if asked.campaign.takes(*wave, today) => {
            let written = compose(p, asked, letter.kind, inside, *wave);
            p.mail.send(&mut *p.chance(), &written).await
        }
        _ => Err(MailError::Refused),
    };
    if matches!(outcome, Err(MailError::Later | MailError::Off)) {
        return Ok(outcome);
    }
    let mut tx = p.db.begin().await?;
    match (&outcome, &asked, read) {
        (Ok(()), Some(asked), Some((inside, wave, reminder))) if letter.kind == LetterKind::Invitation => {
            let place = Id::from_i64(inside.place);
            store::add_invited(&mut tx, letter.org, letter.campaign, place, wave, 1).await?;
            // A reminder falls on its day, and never on the day of a late invitation.
            let day = reminder.max(today.plus_days(asked.campaign.terms.reminder_days));
            if asked.campaign.takes(wave, day) {
                store::set_reminder(&mut tx, letter.org, letter.id, day).await?;
            } else {
                store::delete_letter(&mut tx, letter.org, letter.id).await?;
            }
        }
        _ => store::delete_letter(&mut tx, letter.org, letter.id).await?,
    }
    tx.commit().await?;
    Ok(outcome)
}

/// The letter in French, then in English: nobody knows which language its reader prefers.
fn compose(p: &Platform, asked: &Asked, kind: LetterKind, inside: &Sealed, wave: Wave) -> mail::Letter {
    let org = asked.campaign.org;
    let base = &p.settings.base_url;
    let objection = Objection { org, address: address_hash(&p.keys, org, &inside.address) };
    let place = asked.place(Id::from_i64(inside.place)).map_or_else(String::new, |place| place.name.clone());
    let text = |lang: Lang| {
        let suffix = if lang == Lang::En { "?lang=en" } else { "" };
        let values = [
            ("organisation", asked.organisation.clone().into()),
            ("place", place.clone().into()),
            ("questions", asked.instrument.item_count().into()),
            ("minutes", asked.instrument.estimated_minutes().into()),
            ("until", pages::dates::day(lang, asked.campaign.last_day_of(wave)).into()),
            ("address", format!("{base}/i/{}{suffix}", inside.token).into()),
            ("objection", format!("{base}/o/{}{suffix}", objection.written(&p.keys)).into()),
        ];
        say_with(lang, &format!("surveys-letter-{}", kind.code()), &values)
    };
    let subject = say_with(
        Lang::Fr,
        &format!("surveys-letter-{}-subject", kind.code()),
        &[("organisation", asked.organisation.clone().into())],
    );
    let text = format!("{}\n\n{}\n\n{}\n", text(Lang::Fr), say(Lang::Fr, "surveys-letter-english"), text(Lang::En));
    mail::Letter { to: Personal::new(inside.address.clone()), subject, text: Personal::new(text) }
}

/// Whether an address may object with this token; it says for which organisation.
pub fn may_object(p: &Platform, token: &str) -> Option<Objection> {
    Objection::read(&p.keys, token)
}

/// Takes an objection: the address is known by its keyed hash only, and every letter to it is destroyed. It is kept beside
/// the keys first, so that a database restored from before it was made has it again.
pub async fn object(p: &Platform, objection: &Objection) -> Result<(), SurveyProblem> {
    objections::keep(p.keys.dir(), objection)?;
    let mut tx = p.db.begin().await?;
    store::object(&mut tx, objection.org, &objection.address).await?;
    store::addressed(&mut tx, objection.org, &objection.address).await?;
    tx.commit().await?;
    Ok(())
}

/// The job `surveys.send`.
pub async fn run_send(p: Platform, _job: Job) -> Result<(), JobError> {
    send_letters(&p).await?;
    Ok(())
}
