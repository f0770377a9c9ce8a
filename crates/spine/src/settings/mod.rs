//! Settings of two kinds: the installation's (a file and the environment, read at start) and the dated ones (floors, legal
//! clocks, emergency numbers: rows with their legal source, hard rule 11).

pub mod dated;
mod file;
mod store;

pub use file::{Settings, SettingsError, SmtpSettings};
pub use store::{STATEMENTS, TABLES};
