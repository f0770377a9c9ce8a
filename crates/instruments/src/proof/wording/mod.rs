//! Questions that put the answer in people's mouths, in French.
//!
//! Rules of questionnaire writing that a machine can see (J. Krosnick and S. Presser, "Question and Questionnaire Design",
//! Handbook of Survey Research, 2010; J. Converse and S. Presser, "Survey Questions: Handcrafting the Standardized
//! Questionnaire", 1986; HAS, « Le patient traceur » and its interview grids, ask for open, neutral questions): no leading
//! turn, one thing at a time, no double denial, no absolute word. Each is a suggestion to look at the question again, never
//! an error. Looked at is every French wording, whoever it is said to and be it a translation, and every printed answer.

mod double;
mod rules;

use super::{
    Subject,
    scales::fold,
    texts::{self, Role},
};
use crate::Problem;
use rules::{ANSWERS, QUESTIONS, Rule};

pub(super) fn prove(subject: &Subject<'_>, problems: &mut Vec<Problem>) {
    for said in texts::all(subject) {
        let Some(text) = said.french(subject.language()) else { continue };
        let text = fold(text);
        let mut tell = |rule: &Rule| {
            let problem = said.at.warning(rule.code, rule.fr, rule.en);
            // Two rules of one kind, or two speakers, in one place are one thing to look at.
            if !problems.contains(&problem)
                && !problems.iter().any(|one| one.code == rule.code && one.path == said.at.path)
            {
                problems.push(problem);
            }
        };
        match said.role {
            Role::Other => {}
            Role::Choice => ANSWERS.iter().filter(|rule| rule.says(&text)).for_each(&mut tell),
            Role::Question => {
                let denial = double::double_denial(&text);
                // A question that denies twice begins with the first denial: the graver fault is told.
                let leading = QUESTIONS.iter().filter(|rule| rule.says(&text) && !(denial && rule.denies));
                leading.for_each(&mut tell);
                if double::double_question(&text) {
                    tell(&rules::DOUBLE_QUESTION);
                }
                if denial {
                    tell(&rules::DOUBLE_NEGATIVE);
                }
            }
        }
    }
}
