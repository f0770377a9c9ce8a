//! What every request and every job is given.

use std::sync::Arc;

use kernel::{Chance, Clock};
use tokio::sync::Notify;

use crate::{SystemChance, SystemClock, db::Db, mail::Mailer, settings::Settings, vault::Keyring};

/// Makes sources of randomness: the system's, or a seeded one for the demo and the tests.
pub type ChanceMaker = Arc<dyn Fn() -> Box<dyn Chance> + Send + Sync>;

/// The database, the keys, the clock, chance, mail and the settings of an installation. Cheap to clone.
#[derive(Clone)]
pub struct Platform {
    /// The database.
    pub db: Db,
    /// The keys.
    pub keys: Keyring,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Mail.
    pub mail: Mailer,
    /// The installation's settings.
    pub settings: Arc<Settings>,
    /// Nudged after a change that left work to do, so that jobs do not wait for the next round.
    pub work: Arc<Notify>,
    make_chance: ChanceMaker,
}

impl Platform {
    /// A platform with the system's clock and randomness.
    pub fn new(db: Db, keys: Keyring, mail: Mailer, settings: Settings) -> Self {
        let make_chance: ChanceMaker = Arc::new(|| Box::new(SystemChance));
        Self::with(db, keys, mail, settings, Arc::new(SystemClock), make_chance)
    }

    /// A platform with a given clock and randomness.
    pub fn with(
        db: Db,
        keys: Keyring,
        mail: Mailer,
        settings: Settings,
        clock: Arc<dyn Clock>,
        make_chance: ChanceMaker,
    ) -> Self {
        Self { db, keys, clock, mail, settings: Arc::new(settings), work: Arc::new(Notify::new()), make_chance }
    }

    /// A source of randomness.
    pub fn chance(&self) -> Box<dyn Chance> {
        (self.make_chance)()
    }
}
