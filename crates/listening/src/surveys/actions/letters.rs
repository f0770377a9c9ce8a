//! Letters: sealed until they leave, sent when due, gone with the reminder, a bounce or an objection.

use kernel::{Chance, Day, Id, Lang, Personal, Wave, kinds};
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
    model::{LetterKind, shuffled},
    store::{self, Letter},
    token::{Objection, address_hash},
};

/// Letters are padded to a multiple of this.
const BLOCK: usize = 512;
/// Letters read at once.
const PAGE: i64 = 200;
/// After so many refusals in a row it is the relay that is away, and not a letter that is unwelcome.
const IN_A_ROW: usize = 20;

/// What a letter needs, sealed until it leaves. The invitation is made at once with its reminder, so that nothing later
/// has to know who was invited.
#[derive(Serialize, Deserialize)]
pub(super) struct Inside {
    pub address: String,
    pub token: String,
    pub place: i64,
    pub wave: String,
    /// The day of the reminder.
    pub reminder: String,
    /// The last day on which the person is asked to answer.
    pub until: String,
}

const fn spot(id: Id<kinds::Mail>) -> Spot<'static> {
    Spot { table: "outbox", column: "sealed", row: id.to_i64() }
}

/// Seals what a letter needs.
pub(super) fn seal(
    p: &Platform,
    chance: &mut dyn Chance,
    org: Id<kinds::Org>,
    id: Id<kinds::Mail>,
    inside: &Inside,
) -> Vec<u8> {
    let plain = Zeroizing::new(serde_json::to_vec(inside).unwrap_or_default());
    p.keys.of(org, "outbox").seal_padded(chance, spot(id), &plain, BLOCK)
}

/// For which place and wave a letter waits. To whom it goes is not looked at.
pub(super) fn group(p: &Platform, letter: &Letter) -> Result<Option<(Id<kinds::Place>, Wave)>, SurveyProblem> {
    #[derive(Deserialize)]
    struct Group {
        place: i64,
        wave: String,
    }
    let plain = p.keys.of(letter.org, "outbox").open_padded(spot(letter.id), &letter.sealed)?;
    let read = serde_json::from_slice::<Group>(&plain).ok();
    Ok(read.and_then(|group| Some((Id::from_i64(group.place), group.wave.parse().ok()?))))
}

/// Sends every letter that is due; says how many left. One that the relay cannot take now is passed over, and stays for the
/// next round.
///
/// # Errors
/// [`SurveyProblem::NoRelay`] when letters are due and no relay is set; [`SurveyProblem::LettersWait`] when all was tried and
/// some were put off.
pub async fn send_letters(p: &Platform) -> Result<usize, SurveyProblem> {
    let (mut sent, mut waits, mut in_a_row) = (0, 0, 0);
    let mut after = None;
    loop {
        let mut conn = p.db.reader().await?;
        let due = store::due(&mut conn, p.clock.today(), after, PAGE).await?;
        drop(conn);
        let Some(last) = due.last() else { break };
        after = Some((last.due, last.letter.id));
        for one in shuffled(&mut *p.chance(), due) {
            match send_one(p, &one.letter).await? {
                Ok(()) => (sent, in_a_row) = (sent + 1, 0),
                Err(MailError::Refused) => in_a_row = 0,
                Err(MailError::Later) => (waits, in_a_row) = (waits + 1, in_a_row + 1),
                Err(MailError::Off) => return Err(SurveyProblem::NoRelay),
            }
            if in_a_row >= IN_A_ROW {
                return Err(SurveyProblem::LettersWait(waits));
            }
        }
    }
    if waits > 0 { Err(SurveyProblem::LettersWait(waits)) } else { Ok(sent) }
}

/// Sends one letter and settles its row: after the invitation it waits for its reminder, then it dies. A bounce, and a day
/// after which nobody is asked any more, kill it too.
async fn send_one(p: &Platform, letter: &Letter) -> Result<Result<(), MailError>, SurveyProblem> {
    let today = p.clock.today();
    let inside = opened(p, letter)?;
    let asked = asked(p, letter.campaign).await?;
    let read = inside.and_then(|inside| {
        let (wave, reminder): (Wave, Day) = (inside.wave.parse().ok()?, inside.reminder.parse().ok()?);
        // Nobody is asked to answer after the last day of the terms of use.
        let until: Day = inside.until.parse().ok()?;
        let licensed = asked.as_ref().and_then(|asked| asked.licensed_until());
        Some((inside, wave, reminder, licensed.map_or(until, |last| until.min(last))))
    });
    let outcome = match (&asked, &read) {
        (Some(asked), Some((inside, wave, _, until))) if today <= *until && asked.campaign.takes(*wave, today) => {
            let written = compose(p, asked, letter.kind, inside, *until);
            p.mail.send(&mut *p.chance(), &written).await
        }
        _ => Err(MailError::Refused),
    };
    if matches!(outcome, Err(MailError::Later | MailError::Off)) {
        return Ok(outcome);
    }
    let mut tx = p.db.begin().await?;
    match (&outcome, &asked, read) {
        (Ok(()), Some(asked), Some((inside, wave, reminder, until))) if letter.kind == LetterKind::Invitation => {
            let place = Id::from_i64(inside.place);
            store::add_invited(&mut tx, letter.org, letter.campaign, place, wave, 1).await?;
            // A reminder falls on its day, and never on the day of a late invitation.
            let day = reminder.max(today.plus_days(asked.campaign.terms.reminder_days));
            if day <= until && asked.campaign.takes(wave, day) {
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

/// What is inside a letter; nothing when it was written by a version that said less.
pub(super) fn opened(p: &Platform, letter: &Letter) -> Result<Option<Inside>, SurveyProblem> {
    let plain = p.keys.of(letter.org, "outbox").open_padded(spot(letter.id), &letter.sealed)?;
    Ok(serde_json::from_slice(&plain).ok())
}

/// The letter in French, then in English: nobody knows which language its reader prefers.
fn compose(p: &Platform, asked: &Asked, kind: LetterKind, inside: &Inside, until: Day) -> mail::Letter {
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
            ("until", pages::dates::day(lang, until).into()),
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
    objections::keep(p.keys.dir(), std::slice::from_ref(objection))?;
    let mut tx = p.db.begin().await?;
    store::object(&mut tx, objection.org, &objection.address).await?;
    store::addressed(&mut tx, objection.org, &objection.address).await?;
    tx.commit().await?;
    Ok(())
}

/// The job `surveys.send`: tried again later while the relay puts letters off.
pub async fn run_send(p: Platform, _job: Job) -> Result<(), JobError> {
    send_letters(&p).await?;
    Ok(())
}
