//! Surveys: campaigns, questionnaires, and the anonymous intake of answers.
//!
//! Words: an *instrument* is a questionnaire, immutable and known by the hash of its content; a *campaign* asks it at
//! places during a period; a *wave* is the month of discharge (of answering, for an open link); a *batch* is what one
//! campaign, wave and place received and has not counted yet; an *invitation* is the right to answer once.
//!
//! How anonymity is kept (DESIGN 3b), and where:
//! - an invitation proves itself and is listed nowhere ([`token`]); what is spent is kept as keyed hashes, written in
//!   shuffled batches ([`actions::send`]);
//! - an answer is acknowledged once it is durable in the intake, sealed in an envelope of one length ([`envelope`]) under a
//!   batch key outside the database ([`actions::send`], [`actions::keys`]);
//! - answers wait in a pool: once twenty wait, at least ten move together, drawn by chance, shuffled, under new ids, their
//!   comments shuffled apart; ten stay, sealed again, and the key is destroyed ([`actions::move_in`]). So what is left at the
//!   end of a wave is never fewer than ten either, and numbers never change by fewer;
//! - at the end of a wave the rests count at a parent place and the wave is frozen ([`actions::close`]);
//! - no table of this slice has a time, and nothing about arrivals is logged.
//!
//! What is said of a screen that was sent (answers that do not fit, rules, warnings) is one verdict, whoever types: a person, staff
//! or the script (`pages/verdict.rs`). Whether the terms of use let a campaign open, begin and end is asked of [`licence`] alone.
//!
//! Law and norms: hard rules 1, 5, 6, 7, 12, 13, 17, 18; e-Satis for the calendar of invitations (dated settings).

pub mod actions;
mod asking;
mod draft;
mod envelope;
pub mod facts;
mod given;
mod licence;
mod memory;
pub mod model;
pub mod pages;
mod rests;
pub mod store;
pub mod token;

pub use asking::Asking;
pub use memory::{Asked, AskedPlace};
pub use model::{Anonymity, Batch, BatchKeyId, Campaign, CampaignState, Discharge, Draft, Filled, Terms};
pub use store::list as campaigns;

use kernel::Id;
use serde_json::json;
use spine::{
    Platform,
    db::DbError,
    jobs::{self as queue, NewJob, Registry},
    mail::Mailer,
};

/// How many failed tasks are looked through for the one that sends letters.
const SEEN: i64 = 500;

/// The words of this slice.
pub const WORDS: ::pages::words::Source =
    ::pages::words::Source { name: "surveys", fr: include_str!("fr.ftl"), en: include_str!("en.ftl") };

/// The jobs of this slice.
pub fn jobs(registry: &mut Registry) {
    registry.job("surveys.move", actions::run_move);
    registry.job("surveys.close-waves", actions::run_close_waves);
    registry.job("surveys.invite", actions::run_invite);
    registry.job("surveys.send", actions::run_send);
    registry.job("surveys.sweep-drafts", actions::run_sweep);
}

/// What a start queues: batches that a stopped process left large enough, keys that nothing waits for. The job has no
/// clock time.
pub async fn at_start(p: &Platform) -> Result<(), DbError> {
    let mut tx = p.db.begin().await?;
    let job = NewJob { org: Id::from_i64(0), kind: "surveys.move".to_owned(), payload: json!({}), run_after: None };
    queue::queue(&mut tx, &mut *p.chance(), job).await?;
    tx.commit().await?;
    p.work.notify_one();
    Ok(())
}

/// What each day queues: letters, the end of waves, old drafts, lists whose job failed; and the mover, so that an answer that
/// cannot be opened is reported each day until somebody deals with it.
pub async fn daily(p: &Platform) -> Result<(), DbError> {
    let now = p.clock.millis();
    let mut tx = p.db.begin().await?;
    // Without a relay the task of the first day stands as failed; one is enough to see.
    let said = matches!(p.mail, Mailer::Off)
        && queue::listing(&mut tx, Some("failed"), SEEN).await?.iter().any(|row| row.job.kind == "surveys.send");
    for (kind, run_after) in [
        ("surveys.move", None),
        ("surveys.close-waves", Some(now)),
        ("surveys.send", Some(now)),
        ("surveys.sweep-drafts", Some(now)),
    ] {
        if said && kind == "surveys.send" {
            continue;
        }
        let job = NewJob { org: Id::from_i64(0), kind: kind.to_owned(), payload: json!({}), run_after };
        queue::queue(&mut tx, &mut *p.chance(), job).await?;
    }
    tx.commit().await?;
    actions::resume_lists(p).await?;
    p.work.notify_one();
    Ok(())
}

#[cfg(test)]
mod tests;
