//! The strict core: the database and its transactions, the audit chain, the vault and its keys, jobs, sessions' base,
//! mail, settings, migrations. It alone names a pool or a socket. It knows no product table.

pub mod audit;
pub mod chance;
pub mod clock;
pub mod db;
pub mod jobs;
pub mod limits;
pub mod mail;
pub mod settings;
pub mod vault;

mod platform;
mod table;

pub use chance::SystemChance;
pub use clock::SystemClock;
pub use platform::{ChanceMaker, Platform};
pub use table::{Class, Keep, Table};
