//! Adaptive questionnaires as FHIR says them: the operation `Questionnaire/$next-question` of HL7's Structured Data Capture
//! (<https://build.fhir.org/ig/HL7/sdc/adaptive.html>), over the tests of [`score::adaptive`](crate::score::adaptive).
//!
//! The **bank** is a Questionnaire of ours: every question it may ask, with its parameters under the graded response model
//! and the rule for stopping, in two extensions ([`ADAPTIVE`](crate::extensions::ADAPTIVE) and
//! [`GRADED`](crate::extensions::GRADED)). The **response** carries, contained, the questionnaire that was asked so far
//! (`derivedFrom` names the bank). Each call appends one question to it; when the rule for stopping holds, it appends the
//! estimate and its standard error as read-only, hidden decimals, answers them, and completes the response.
//!
//! Nothing is remembered between calls: the response says everything, so everything in it is checked. The contained
//! questions must be the bank's own, to the letter; the answers must conform to them; the licence of the bank must hold on
//! the day. The parameters of the bank never leave: the questions that are sent do not have them.
//!
//! An answer without a rank (a kind of missing) and a question left empty that is not required tell nothing and are not
//! asked again. An answer that was changed afterwards changes the estimate, not the questions that were already asked.

mod asked;
mod bank;
mod built;
mod operation;

use fhir::Document;
use kernel::Day;
use serde_json::Value;

use crate::{
    Instrument, Mode, Problem,
    problem::At,
    score::{
        Ability,
        adaptive::{AdaptiveTest, Asked, NextQuestion, WhyAsked, WhyStopped},
    },
};

pub use operation::{Call, call, canonical_of, demonstration};

/// Says that a questionnaire is asked one question at a time (HL7).
pub const ADAPTIVE_FLAG: &str =
    "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-questionnaireAdaptive";
/// The link id of the estimate in a completed response.
pub const SCORE: &str = "vecu-adaptive-score";
/// The link id of the standard error of the estimate.
pub const ERROR: &str = "vecu-adaptive-error";

const RESPONSE: &str = "QuestionnaireResponse";

/// A bank that can be asked from.
#[derive(Debug, Clone)]
pub struct AdaptiveForm {
    instrument: Instrument,
    test: AdaptiveTest,
    questions: Vec<Question>,
}

/// A question of the bank.
#[derive(Debug, Clone)]
struct Question {
    link_id: String,
    /// The item as it is sent: without the parameters.
    sent: Value,
    /// Codes of answers and their ranks from 0; none for a kind of missing.
    ranks: Vec<(String, Option<usize>)>,
}

/// What a call gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The response with its next question, or completed.
    pub response: Value,
    /// Where the person stands, on the scale of the bank.
    pub ability: Ability,
    /// What was done.
    pub done: Done,
}

/// What was done with a response.
#[derive(Debug, Clone, PartialEq)]
pub enum Done {
    /// One more question is asked.
    Asked {
        /// Its link id.
        link_id: String,
        /// Why this one.
        why: WhyAsked,
    },
    /// The response is complete.
    Completed {
        /// Why no more is asked.
        why: WhyStopped,
    },
}

impl AdaptiveForm {
    /// Reads a bank; every problem in one pass. The licence is looked at by [`next_question`](Self::next_question), which
    /// knows the day.
    pub fn of(document: &Document) -> Result<Self, Vec<Problem>> {
        bank::read(document)
    }

    /// The bank as an instrument.
    pub const fn instrument(&self) -> &Instrument {
        &self.instrument
    }

    /// A response to begin with: a contained questionnaire that is derived from this bank, and no question.
    pub fn start(&self) -> Value {
        built::start(self)
    }

    /// The next question of a response, or its completion, on a day. Pure: the same response always gives the same.
    ///
    /// # Errors
    /// The licence of the bank does not hold; the response is not one to this bank; a question in it is not the bank's; an
    /// answer is not one of the printed ones, is missing where it is required, or is given twice.
    pub fn next_question(&self, response: &Document, day: Day) -> Result<Step, Vec<Problem>> {
        let at = At::root(RESPONSE);
        let refusals = self.instrument.licence_refusals(day, &[Mode::Web], &[self.instrument.language()]);
        if !refusals.is_empty() {
            return Err(refusals.iter().map(|one| refused(&at, one)).collect());
        }
        let read = asked::read(self, response, &at)?;
        let asked: Vec<Asked<'_>> =
            read.asked.iter().map(|(item, category)| Asked { item, category: *category }).collect();
        let next = self.test.next(&asked).map_err(|error| {
            let name = &error.0;
            vec![at.error(
                "adaptive-not-of-this-bank",
                format!("La question « {name} » n'est pas de cette banque, ou est posée deux fois."),
                format!("The question \"{name}\" is not of this bank, or is asked twice."),
            )]
        })?;
        match next {
            NextQuestion::Ask { item, why, ability } => {
                let question = self.questions.iter().find(|one| one.link_id == item);
                let sent = question.map(|one| one.sent.clone()).unwrap_or_default();
                let response = built::append(response.value(), &read, vec![sent], Vec::new());
                Ok(Step { response, ability, done: Done::Asked { link_id: item, why } })
            }
            NextQuestion::Stop { why, ability } => {
                let response = built::complete(self, response.value(), &read, ability);
                Ok(Step { response, ability, done: Done::Completed { why } })
            }
        }
    }
}

fn refused(at: &At, refusal: &crate::score::licence::Refusal) -> Problem {
    at.error(refusal.code(), refusal.message(kernel::Lang::Fr), refusal.message(kernel::Lang::En))
}
