//! The use cases of access: load, may, rule, store, audit, in one transaction. The command line and the demo call the
//! same functions as the pages.

pub mod accounts;
pub mod roles;
pub mod sign_in;

pub use accounts::{close_account, create_account, invite, reopen_account, reset_password};
pub use roles::{end_role, give_role};
use spine::{
    Platform,
    audit::{self, Act},
    db::{DbError, Tx},
};

use super::{Failure, model::By};

/// Why a use case was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// A rule refuses it; the key of a sentence says which.
    #[error("refused: {0}")]
    Rule(&'static str),
    /// There is no such thing here.
    #[error("not found")]
    NotFound,
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Rule(_) => Self::Forbidden,
            Refusal::NotFound => Self::NotFound,
            Refusal::Db(error) => error.into(),
        }
    }
}

/// Writes an act of this crate in the audit chain of the organisation acted for.
pub(crate) async fn log(
    tx: &mut Tx,
    p: &Platform,
    by: By,
    act: &'static str,
    subject: String,
    detail: String,
) -> Result<(), DbError> {
    audit::write(tx, &*p.clock, Act { org: by.org, account: by.account, hat: by.hat, act, subject, detail }).await
}
