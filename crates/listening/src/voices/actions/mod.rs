//! What can be done with a voice. Each use case loads, asks whether it may, applies the rule, stores, audits and tells, in
//! one transaction.

mod arrive;
mod author;
mod contact;
mod deidentify;
mod erase;
mod publish;
mod team;

pub use arrive::{Received, receive, receive_comment};
pub use author::{Followed, add_reply, contest, open_by_receipt, take_contact_back, withdraw};
pub use contact::{open_contact, run_notify};
pub use deidentify::{deidentify, run_deidentify};
pub use erase::{
    erase, erase_on_request, forget_old, kept_taken_back, replay_taken_back, run_empty_log, run_forget_old,
    still_there, to_erase,
};
pub use publish::{Decision, decide, decide_in};
pub use team::{
    Closing, close, give, messages_for, open_original, read_comment, read_comment_in, reopen, reply, reply_in, take_up,
};

use spine::{db::DbError, vault::VaultError};

/// Why something could not be done with a voice. Each has a word key (`voices-problem-…`) for the page.
#[derive(Debug, thiserror::Error)]
pub enum VoiceProblem {
    /// The text is empty.
    #[error("the text is empty")]
    Empty,
    /// The text is longer than is accepted.
    #[error("the text is too long")]
    TooLong,
    /// The address is not one.
    #[error("the contact is not an e-mail address or a phone number")]
    Contact,
    /// A reply was asked for, but there is no way to give it.
    #[error("a reply needs a receipt or a contact")]
    NoWayBack,
    /// The asker may not.
    #[error("not allowed under this hat")]
    Forbidden,
    /// Not in a state where this can be done.
    #[error("not possible in this state")]
    State,
    /// No reason was typed.
    #[error("a reason is needed")]
    Reason,
    /// The reply or the public text names a member of staff (hard rule 8).
    #[error("a person is named")]
    Names,
    /// The public text still shows the brackets of what was masked.
    #[error("a mask is left")]
    Tokens,
    /// Closing needs an individual answer, a collective answer and a return (hard rule 9).
    #[error("it cannot close yet")]
    NotComplete,
    /// Nothing is found.
    #[error("not found")]
    NotFound,
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The vault.
    #[error(transparent)]
    Vault(#[from] VaultError),
}

impl VoiceProblem {
    /// The word key that tells it to a person.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Empty => "voices-problem-empty",
            Self::TooLong => "voices-problem-too-long",
            Self::Contact => "voices-problem-contact",
            Self::NoWayBack => "voices-problem-no-way-back",
            Self::Forbidden => "voices-problem-forbidden",
            Self::State => "voices-problem-state",
            Self::Reason => "voices-problem-reason",
            Self::Names => "voices-problem-names",
            Self::Tokens => "voices-problem-tokens",
            Self::NotComplete => "voices-problem-not-complete",
            Self::NotFound => "voices-problem-not-found",
            Self::Db(_) | Self::Vault(_) => "voices-problem-broken",
        }
    }
}

impl From<VoiceProblem> for organisation::access::respond::Failure {
    fn from(problem: VoiceProblem) -> Self {
        match problem {
            VoiceProblem::Db(error) => error.into(),
            VoiceProblem::Vault(error) => error.into(),
            VoiceProblem::NotFound => Self::NotFound,
            VoiceProblem::Forbidden => Self::Forbidden,
            _ => Self::Invalid,
        }
    }
}
