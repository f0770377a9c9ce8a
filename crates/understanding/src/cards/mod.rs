//! Cards: the indicators that are kept, each with everything that must be said of it, and who chose it with whom.
//!
//! Words: a **card** states an indicator (kind, audience, what people are asked, moment, definition, source, purpose, how the number
//! is made); its **measure** is how the number is made, from a questionnaire, from numbers that people type, or from what became of
//! voices; the **library** holds indicators that are ready to be copied into a card; a **session** records who chose indicators
//! with whom, and what was not kept; a **target** is a value aimed at, with its source and every change of it; a **plan** says in which
//! months a measure is repeated and who is reminded.
//!
//! A local card never carries an official name ([`names`]), and says on its face when it was chosen without users.
//!
//! Law and norms: hard rules 7, 11, 12 and 13 of DESIGN; handbook B01 (three kinds, three audiences), B02 (a number with its
//! context), B03 (chosen with users), B05 (national items unaltered, local ones marked), B11 (the purpose is said).

pub mod access;
pub mod actions;
mod following;
pub mod library;
pub mod model;
pub mod names;
pub mod pages;
pub mod plan;
pub mod rhythm;
pub mod session;
pub mod store;
pub mod target;
pub mod typed;
pub mod typed_file;

pub use actions::{Waiting, waiting};
pub use following::{followed, followed_by};
pub use model::{Card, CardId};
pub use pages::{card_page, routes};
pub use store::{Filter, all, find, targets};

use kernel::Id;
use spine::{
    Platform,
    db::DbError,
    jobs::{self as queue, NewJob, Registry},
};

/// The jobs of this slice.
pub fn jobs(registry: &mut Registry) {
    registry.job("cards.remind", actions::run_remind);
    registry.job("cards.remind-mail", actions::run_remind_mail);
}

/// What each day queues: the reminders of planned months. After a restart the same day may come twice; each reminder leaves once.
pub async fn daily(p: &Platform) -> Result<(), DbError> {
    let mut tx = p.db.begin().await?;
    let job = NewJob {
        org: Id::from_i64(0),
        kind: "cards.remind".to_owned(),
        payload: serde_json::json!({}),
        run_after: Some(p.clock.millis()),
    };
    queue::queue(&mut tx, &mut *p.chance(), job).await?;
    tx.commit().await?;
    p.work.notify_one();
    Ok(())
}

/// The words of this slice.
pub const WORDS: ::pages::words::Source =
    ::pages::words::Source { name: "cards", fr: include_str!("fr.ftl"), en: include_str!("en.ftl") };
