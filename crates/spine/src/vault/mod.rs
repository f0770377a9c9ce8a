//! Keys and sealing (DESIGN 3b, "Keys").
//!
//! Master key (a file outside the data) → organisation → purpose ("role key") → field, by HKDF-SHA-256; and a random key
//! for each voice or person, stored only wrapped, so that erasing is destroying that key. Fields are sealed with
//! XChaCha20-Poly1305 under a random 192-bit nonce (safe to draw at random for any number of fields), with the table, the
//! column and the row as associated data, so that a sealed value cannot be moved to another row.
//!
//! This protects stolen disks and back-ups. It does not protect against whoever controls the running server; SECURITY.md
//! says so.

mod batch;
mod keyring;
mod register;
mod seal;
mod store;

pub use batch::BatchKeys;
pub use keyring::{FirstStart, Keyring};
pub use register::Register;
pub use seal::{SealKey, Spot, VoiceKey};
pub use store::{STATEMENTS, TABLES, belongs_to, copy, fingerprint, set_copy};

/// Why a key or a sealed value could not be used.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The keys lie inside the data, where a back-up would carry them along.
    #[error("the keys folder must lie outside the data folder: choose another --keys")]
    KeysInsideData,
    /// A key file is damaged.
    #[error("the key file {0} is damaged: the master key is rebuilt from the printed recovery key")]
    DamagedKey(String),
    /// The sealed value was changed, or belongs to another row, or the key is not the right one.
    #[error("a sealed value could not be opened")]
    CannotOpen,
    /// The key was destroyed or never existed.
    #[error("the key no longer exists")]
    NoKey,
    /// The text is not a recovery key.
    #[error("this is not a recovery key: 56 letters and digits in groups of four were expected")]
    NotARecoveryKey,
    /// The disk refused.
    #[error("key folder: {0}")]
    Disk(String),
}

impl From<std::io::Error> for VaultError {
    fn from(error: std::io::Error) -> Self {
        Self::Disk(error.to_string())
    }
}
