//! Voices: anything a person gives, by whatever method (DESIGN section 2).
//!
//! This slice owns the row, the readable text, the **receipt** (follow-up code), the mailbox and the anonymity; other
//! slices keep only their detail.
//!
//! The life of a voice: it arrives **sealed** (its original under its own key); a job de-identifies it and it becomes
//! **readable**; somebody answers and it is **answered**; it closes only with an individual answer where one was asked for,
//! a collective answer and a return (hard rule 9). Publication is a separate question with its own states, asked only when
//! the author allowed it.
//!
//! Law and norms: hard rules 1-4, 8, 9, 18 of DESIGN; moderation by the rules Care Opinion publishes (handbook, domain
//! section 4).

pub mod access;
pub mod actions;
pub mod model;
pub mod pages;
pub mod receipt;
pub mod store;

pub use model::{Author, Channel, Kind, PublicationState, Speaker, State};
pub use receipt::Receipt;
pub use store::{
    Filter, PublicVoice, Publication, count_by_state, find, list, publication, publications, published,
    release_comments, waiting_replies,
};

/// The words of this slice.
pub const WORDS: ::pages::words::Source =
    ::pages::words::Source { name: "voices", fr: include_str!("fr.ftl"), en: include_str!("en.ftl") };

/// The jobs of this slice.
pub fn jobs(registry: &mut spine::jobs::Registry) {
    registry.job("voices.deidentify", actions::run_deidentify);
    registry.after("voice.arrived", "voices.deidentify");
    registry.job("voices.notify", actions::run_notify);
    registry.after("voice.answered", "voices.notify");
    registry.job("voices.forget-old", actions::run_forget_old);
    registry.job("voices.empty-log", actions::run_empty_log);
}

/// What each day queues: voices that were kept for as long as their establishment says are erased.
pub async fn daily(p: &spine::Platform) -> Result<(), spine::db::DbError> {
    let job = spine::jobs::NewJob {
        org: kernel::Id::from_i64(0),
        kind: "voices.forget-old".to_owned(),
        payload: serde_json::json!({}),
        run_after: Some(p.clock.millis()),
    };
    let mut tx = p.db.begin().await?;
    spine::jobs::queue(&mut tx, &mut *p.chance(), job).await?;
    tx.commit().await
}
