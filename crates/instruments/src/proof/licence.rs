//! Whether the terms of use allow what the document offers, on a day, and what a campaign wants.

use kernel::{Day, Lang};

use crate::{Instrument, Mode, Problem, problem::At, score::licence::Refusal};

fn told(refusal: &Refusal) -> Problem {
    let at = At::root("Questionnaire").field("extension");
    at.error(refusal.code(), refusal.message(Lang::Fr), refusal.message(Lang::En))
}

/// A missing licence is told by the compiler already, as something a draft may lack.
pub(super) fn prove(instrument: &Instrument, day: Day, problems: &mut Vec<Problem>) {
    let refusals = instrument.licence_refusals_as_offered(day);
    problems.extend(refusals.iter().filter(|one| **one != Refusal::Missing).map(told));
}

/// What a campaign wants beyond what the document offers.
pub(super) fn prove_campaign(
    instrument: &Instrument,
    day: Day,
    (modes, languages): (&[Mode], &[&str]),
    problems: &mut Vec<Problem>,
) {
    if modes.is_empty() && languages.is_empty() {
        return;
    }
    for refusal in instrument.licence_refusals(day, modes, languages) {
        let problem = told(&refusal);
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }
}
