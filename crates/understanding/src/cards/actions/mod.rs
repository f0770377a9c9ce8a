//! What is done with cards. Each use case asks whether it may, applies the rule, stores and audits in one transaction; the `_in`
//! functions do so inside a given transaction and on a given day (the demo tells of days gone by).

mod card;
mod counting;
mod planning;
mod remind;
mod sitting;

pub use card::{
    Made, Questionnaires, adopt_in, adopted, has_score, is_scale, measure, measure_in, questionnaires, rhythm_stays,
    set_aside, write, write_anew, write_in,
};
pub use counting::{clear_number, keep_numbers, keep_numbers_in, set_target, set_target_in};
use kernel::{Day, Id, kinds};
use organisation::access::{Asker, Failure};
pub use planning::{Planned, Waiting, end_plan, make_plan, make_plan_in, measured_waves, waiting};
pub use remind::{run_remind, run_remind_mail};
pub use sitting::{hold, hold_in};
use spine::{
    Platform,
    audit::{self, Act},
    db::{DbError, Tx},
    settings::dated,
};

use super::model::Fault;

/// Why something could not be done. Each has a word key (`cards-problem-…`) for the page.
#[derive(Debug, thiserror::Error)]
pub enum CardProblem {
    /// A field does not hold what it must, with the name of the field.
    #[error("{0} is not sound: {1:?}")]
    Field(&'static str, Fault),
    /// It names a person (hard rule 8), with the name of the field.
    #[error("a person is named in {0}")]
    Names(&'static str),
    /// The place is not there.
    #[error("no such place")]
    Place,
    /// The measure names a question or an answer that the questionnaire does not have.
    #[error("the questionnaire does not have this")]
    Measure,
    /// The card was set aside.
    #[error("not possible any more")]
    State,
    /// Numbers were typed or counted under the rhythm that would be changed.
    #[error("numbers are there for periods of another length")]
    Rhythm,
    /// Voices were counted in one way, and would be in another.
    #[error("the card counts voices in another way already")]
    Counted,
    /// Numbers of months inside the period were typed before the rhythm was changed.
    #[error("numbers were typed inside this period")]
    Inside,
    /// The asker may not.
    #[error("not allowed under this hat")]
    Forbidden,
    /// Nothing is found.
    #[error("not found")]
    NotFound,
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl CardProblem {
    /// The word key that tells it to a person.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Field(_, Fault::Words) => "cards-problem-words",
            Self::Field(_, Fault::Official(_)) => "cards-problem-official",
            Self::Names(_) => "cards-problem-names",
            Self::Place => "cards-problem-place",
            Self::Measure => "cards-problem-measure",
            Self::State => "cards-problem-state",
            Self::Rhythm => "cards-problem-rhythm",
            Self::Counted => "cards-problem-counted",
            Self::Inside => "cards-problem-inside",
            Self::Forbidden => "cards-problem-forbidden",
            Self::NotFound => "cards-problem-not-found",
            Self::Db(_) => "cards-problem-broken",
        }
    }
}

impl From<(&'static str, Fault)> for CardProblem {
    fn from((field, fault): (&'static str, Fault)) -> Self {
        Self::Field(field, fault)
    }
}

impl From<CardProblem> for Failure {
    fn from(problem: CardProblem) -> Self {
        match problem {
            CardProblem::Db(error) => error.into(),
            CardProblem::NotFound => Self::NotFound,
            CardProblem::Forbidden => Self::Forbidden,
            _ => Self::Invalid,
        }
    }
}

/// The delay that an entry of the library names, as the dated setting has it on a day.
pub async fn days_of(
    conn: &mut spine::db::Conn,
    org: Id<kinds::Org>,
    entry: &super::library::Entry,
    day: Day,
) -> Result<Option<i64>, DbError> {
    let Some(name) = &entry.days else { return Ok(None) };
    Ok(dated::on_day(conn, org, name, day).await?.map(|dated| dated.number(0)).filter(|days| *days > 0))
}

async fn log(
    tx: &mut Tx,
    p: &Platform,
    asker: &Asker,
    act: &'static str,
    subject: String,
    detail: String,
) -> Result<(), DbError> {
    let act = Act { org: asker.org(), account: Some(asker.account), hat: Some(asker.role()), act, subject, detail };
    audit::write(tx, &*p.clock, act).await
}
