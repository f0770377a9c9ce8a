//! Reminders of planned months: a job of each day, and a letter to each person, once.

use kernel::{Day, Id, Lang, Personal, Wave, kinds};
use organisation::{
    access::{addresses, job_scope},
    places,
};
use pages::{
    dates,
    words::{say, say_with},
};
use serde_json::json;
use spine::{
    Platform,
    db::DbError,
    jobs::{self, Job, JobError, NewJob},
    mail::{Letter, MailError, Mailer},
};

use super::planning::measured_waves;
use crate::cards::{
    plan::{Plan, PlanId},
    store,
};

/// The job `cards.remind`: marks the reminders that are due and queues a letter to each person who holds the role there. The mark and
/// the letters are one transaction, so a day that comes twice sends nothing twice. A month that has numbers needs no reminder.
pub async fn run_remind(p: Platform, _: Job) -> Result<(), JobError> {
    let mut conn = p.db.reader().await?;
    let organisations = places::organisations(&mut conn).await?;
    drop(conn);
    for org in organisations {
        remind(&p, org).await?;
    }
    Ok(())
}

async fn remind(p: &Platform, org: Id<kinds::Org>) -> Result<(), DbError> {
    let (scope, today) = (job_scope(org), p.clock.today());
    let mut conn = p.db.reader().await?;
    let mut due: Vec<(Plan, Wave)> = Vec::new();
    for plan in store::plans(&mut conn, &scope).await? {
        let waves = plan.to_remind(today);
        if waves.is_empty() {
            continue;
        }
        let Some(card) = store::find(&mut conn, &scope, plan.card).await? else { continue };
        let measured = measured_waves(p, &mut conn, &scope, &card, plan.place).await?;
        let left = store::reminded(&mut conn, &scope, plan.id).await?;
        due.extend(waves.into_iter().filter(|w| !measured.contains(w) && !left.contains(w)).map(|w| (plan.clone(), w)));
    }
    drop(conn);
    for (plan, wave) in due {
        leave(p, org, &plan, wave, today).await?;
    }
    Ok(())
}

async fn leave(p: &Platform, org: Id<kinds::Org>, plan: &Plan, wave: Wave, today: Day) -> Result<(), DbError> {
    let mut tx = p.db.begin().await?;
    if !store::reminder_marked(&mut tx, org, plan.id, wave, today).await? {
        return Ok(());
    }
    // Without a relay the task still stands on the first page after signing in; no letter waits for a relay that may never come.
    if !matches!(p.mail, Mailer::Off) {
        let people = addresses(&mut tx, &job_scope(org), (plan.role, plan.place), today).await?;
        for (account, _, _) in people {
            let payload = json!({ "plan": plan.id.to_i64(), "wave": wave.to_string(), "account": account.to_i64() });
            let job = NewJob { org, kind: "cards.remind-mail".to_owned(), payload, run_after: Some(p.clock.millis()) };
            jobs::queue(&mut tx, &mut *p.chance(), job).await?;
        }
    }
    tx.commit().await?;
    p.work.notify_one();
    Ok(())
}

/// The job `cards.remind-mail`: one letter to one person. Whoever no longer holds the role by then gets none.
pub async fn run_remind_mail(p: Platform, job: Job) -> Result<(), JobError> {
    let number = |name: &str| job.payload.get(name).and_then(serde_json::Value::as_i64);
    let wave = job.payload.get("wave").and_then(serde_json::Value::as_str).and_then(|wave| wave.parse().ok());
    let (Some(plan), Some(account), Some(wave)) = (number("plan"), number("account"), wave) else {
        return Err(JobError::Fail("the job names no reminder".to_owned()));
    };
    let Some(letter) = letter(&p, job.org, Id::from_i64(plan), Id::from_i64(account), wave).await? else {
        return Ok(());
    };
    match p.mail.send(&mut *p.chance(), &letter).await {
        // A refused address is the administrator's to put right; the task stands on the desk all the same.
        Ok(()) | Err(MailError::Refused | MailError::Off) => Ok(()),
        Err(MailError::Later) => Err(JobError::Retry("the mail relay did not take the mail".to_owned())),
    }
}

async fn letter(
    p: &Platform,
    org: Id<kinds::Org>,
    plan: PlanId,
    account: Id<kinds::Account>,
    wave: Wave,
) -> Result<Option<Letter>, DbError> {
    let scope = job_scope(org);
    let mut conn = p.db.reader().await?;
    let Some(plan) = store::plan(&mut conn, &scope, plan).await?.filter(|plan| plan.ended.is_none()) else {
        return Ok(None);
    };
    let Some(card) = store::find(&mut conn, &scope, plan.card).await? else { return Ok(None) };
    let people = addresses(&mut conn, &scope, (plan.role, plan.place), p.clock.today()).await?;
    let place = places::find(&mut conn, &scope, plan.place).await?.map_or_else(String::new, |place| place.name);
    let Some((_, to, lang)) = people.into_iter().find(|(one, _, _)| *one == account) else { return Ok(None) };
    let address = format!("{}/travail/indicateurs/{}", p.settings.base_url, card.id);
    Ok(Some(written(lang, to, &[card.face.title, place, dates::wave(lang, wave), address])))
}

fn written(lang: Lang, to: Personal<String>, [title, place, when, address]: &[String; 4]) -> Letter {
    let values = [("title", title.into()), ("place", place.into()), ("when", when.into()), ("address", address.into())];
    Letter {
        to,
        subject: say(lang, "cards-mail-subject"),
        text: Personal::new(say_with(lang, "cards-mail-text", &values)),
    }
}
