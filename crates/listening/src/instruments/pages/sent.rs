//! A form of a draft that somebody sent: the revision it was made from, and what they see when it could not be stored. One
//! way for every form: what was typed is shown again, with what happened, what was kept and what to do.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use organisation::access::{Desk, Failure};
use pages::{
    Markup, html,
    parts::{Tone, notice},
    words::{say, say_with},
};

use super::{Fields, conflict, value, warned};
use crate::instruments::{
    actions::{InstrumentProblem, Weight},
    document::MOST_ITEMS,
    model::HEAVIEST,
};

/// A form as it was sent.
pub(super) struct Sent<'a> {
    pub desk: &'a Desk,
    /// What was typed.
    pub typed: &'a Fields,
    /// The same fields as they are stored now; none when what they belong to is gone.
    pub stored: Option<Fields>,
}

/// The revision a form was made from. Every form of a draft has it.
pub(super) fn revision(typed: &Fields) -> Result<i64, Failure> {
    value(typed, "revision").ok_or(Failure::Invalid)
}

/// A form shown again because of what was typed in it.
pub(super) fn refused(page: impl IntoResponse) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

impl Sent<'_> {
    /// The form shown again because it could not be stored. `again` makes the page from what stands over the form; problems
    /// that have a page of their own are passed on.
    pub fn not_stored<P: IntoResponse>(
        &self,
        problem: InstrumentProblem,
        again: impl FnOnce(Markup) -> P,
    ) -> Result<Response, Failure> {
        let lang = self.desk.lang();
        let (status, before) = match (&problem, &self.stored) {
            (InstrumentProblem::Conflict, Some(stored)) => {
                (StatusCode::CONFLICT, conflict::told(lang, stored, self.typed))
            }
            (InstrumentProblem::Conflict | InstrumentProblem::Gone, _) => {
                let told = html! { (warned(lang, problem.key())) (conflict::words(lang, self.typed)) };
                (StatusCode::CONFLICT, told)
            }
            (InstrumentProblem::TooHeavy(weight), _) => {
                (StatusCode::UNPROCESSABLE_ENTITY, too_heavy(self.desk, *weight, "instruments-too-heavy-kept"))
            }
            (InstrumentProblem::Words | InstrumentProblem::Condition | InstrumentProblem::Plan, _) => {
                (StatusCode::UNPROCESSABLE_ENTITY, warned(lang, problem.key()))
            }
            _ => return Err(problem.into()),
        };
        Ok((status, again(before)).into_response())
    }
}

/// What stands over a page when one of its buttons could not do its work; `kept` is the sentence that says what was kept of
/// a document that became too heavy. Problems that have a page of their own are passed on.
pub(super) fn undone(desk: &Desk, problem: InstrumentProblem, kept: &str) -> Result<(StatusCode, Markup), Failure> {
    match problem {
        InstrumentProblem::TooHeavy(weight) => Ok((StatusCode::UNPROCESSABLE_ENTITY, too_heavy(desk, weight, kept))),
        InstrumentProblem::Conflict | InstrumentProblem::Gone => {
            Ok((StatusCode::CONFLICT, warned(desk.lang(), problem.key())))
        }
        other => Err(other.into()),
    }
}

/// A document heavier than what is held: how heavy, what was kept (a sentence of the page), what to do.
pub(super) fn too_heavy(desk: &Desk, weight: Weight, kept: &str) -> Markup {
    let lang = desk.lang();
    let amounts = [
        ("n", weight.items.into()),
        ("most", MOST_ITEMS.into()),
        ("size", megabytes(weight.bytes).into()),
        ("limit", megabytes(HEAVIEST).into()),
    ];
    notice(
        lang,
        Tone::Warning,
        say(lang, "instruments-problem-too-heavy"),
        html! {
            p { (say_with(lang, "instruments-too-heavy-what", &amounts)) }
            p { (say(lang, kept)) }
            p { (say(lang, "instruments-too-heavy-do")) }
        },
    )
}

/// A weight in megabytes, with two decimals, rounded up: what is refused never reads as what is held.
pub(super) fn megabytes(bytes: usize) -> String {
    let hundredths = bytes.div_ceil(10_000);
    format!("{},{:02}", hundredths / 100, hundredths % 100)
}
