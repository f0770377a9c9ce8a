//! What can be done with a survey. Each use case loads, asks whether it may, applies the rule, stores, audits and tells,
//! in one transaction; what moves answers takes the wave's lock first.

mod asked;
mod begin;
mod campaign;
mod close;
mod counting;
mod invite;
mod keys;
mod letters;
mod move_in;
mod objections;
mod returned;
mod seed;
mod send;
mod unopenable;
mod upload;

pub use asked::{asked, instrument};
pub use begin::{Begun, accept, discard, keep, open, start};
pub use campaign::{
    By, NewCampaign, add_instrument, close as close_campaign, create, delete as delete_campaign, edit,
    open as open_campaign, put_instrument, shipped,
};
pub use close::{close_waves, run_close_waves};
pub use invite::{invite, invite_next, resume_lists, run_invite};
pub use letters::{may_object, object, run_send, send_letters};
pub use move_in::{Moved, batch_size, move_all, move_batch, run_move};
pub use objections::{kept_objections, replay_objections};
pub use returned::{Returned, take_back};
pub use seed::{seed_answers, seed_invited};
pub use send::{Help, Sent, fits, help, run_sweep, send, sweep, was_sent, write_all_spent};
pub use unopenable::{discard_unopenable, unopenable};
pub use upload::{LineProblem, Upload, read_discharges, upload};

use instruments::score::licence::Refusal;
use spine::{db::DbError, jobs::JobError, vault::VaultError};

use crate::voices::actions::VoiceProblem;

/// Why something could not be done with a survey. Each has a word key (`surveys-problem-…`) for the page.
#[derive(Debug, thiserror::Error)]
pub enum SurveyProblem {
    /// There is no such campaign, place or instrument.
    #[error("not found")]
    NotFound,
    /// The campaign does not take answers now.
    #[error("this campaign takes no answers now")]
    NotTaking,
    /// The invitation was used, has expired, or is none. Which of the three is told to nobody.
    #[error("this invitation cannot be used")]
    Invitation,
    /// The draft was sent, or is too old.
    #[error("this draft is no more")]
    NoDraft,
    /// Not possible in this state.
    #[error("not possible in this state")]
    State,
    /// Something must be said before it opens (hard rules 12 and 13); the keys of the sentences.
    #[error("something is missing before it can open")]
    Lacks(Vec<&'static str>),
    /// The terms of use of its questionnaire do not allow what it wants (hard rule 13).
    #[error("the terms of use do not allow it")]
    NotLicensed(Vec<Refusal>),
    /// The terms of use are over: nobody begins any more.
    #[error("the terms of use are over")]
    LicenceOver,
    /// The answers do not fit in the envelope of their questionnaire: far too much was written.
    #[error("far too much was written")]
    TooLong,
    /// The instrument does not compile.
    #[error("this instrument does not compile")]
    Instrument,
    /// Answers wait under a key that is gone; they are kept.
    #[error("{0} answers wait under a key that does not open them (see `vecu discard-unopenable`)")]
    Unopened(usize),
    /// Letters are due and no mail relay is set.
    #[error("letters wait and no mail relay is set: see [smtp] in the settings")]
    NoRelay,
    /// The relay put letters off.
    #[error("the mail relay put {0} letters off")]
    LettersWait(usize),
    /// A comment could not be taken.
    #[error("a comment could not be taken: {0}")]
    Comment(VoiceProblem),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The vault.
    #[error(transparent)]
    Vault(#[from] VaultError),
}

impl SurveyProblem {
    /// The word key that tells it to a person.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NotFound => "surveys-problem-not-found",
            Self::NotTaking => "surveys-problem-not-taking",
            Self::Invitation => "surveys-problem-invitation",
            Self::NoDraft => "surveys-problem-no-draft",
            Self::State => "surveys-problem-state",
            Self::TooLong => "surveys-problem-too-long",
            Self::NotLicensed(_) => "surveys-terms-title",
            Self::LicenceOver => "surveys-problem-licence-over",
            Self::Lacks(_) => "surveys-problem-lacks",
            Self::Instrument => "surveys-problem-instrument",
            Self::Unopened(_)
            | Self::NoRelay
            | Self::LettersWait(_)
            | Self::Comment(_)
            | Self::Db(_)
            | Self::Vault(_) => "surveys-problem-broken",
        }
    }
}

impl From<VoiceProblem> for SurveyProblem {
    fn from(problem: VoiceProblem) -> Self {
        match problem {
            VoiceProblem::Db(error) => Self::Db(error),
            VoiceProblem::Vault(error) => Self::Vault(error),
            other => Self::Comment(other),
        }
    }
}

impl From<SurveyProblem> for JobError {
    fn from(problem: SurveyProblem) -> Self {
        match problem {
            SurveyProblem::Db(error) => error.into(),
            SurveyProblem::Vault(error) => error.into(),
            SurveyProblem::LettersWait(_) => Self::Retry(problem.to_string()),
            other => Self::Fail(other.to_string()),
        }
    }
}
