//! Whether a FHIR QuestionnaireResponse answers its Questionnaire: any two R4 documents, not only those we can ask.
//!
//! [`check`] walks both trees together and says everything that is wrong, where, in both languages: unknown, misplaced
//! or repeated items, answers of another type or outside the printed ones, missing required answers, answers to what was
//! not enabled, and every limit a Questionnaire can state. An error means the response does not conform; a warning means
//! something could not be decided, or is unusual and allowed. Rules: <http://hl7.org/fhir/R4/questionnaireresponse.html>.
//!
//! What lies outside the two documents is asked of a [`World`]: the members of a value set, and conditions written in
//! another language. What it does not know is a warning, never a silent pass.

mod answer;
mod enabled;
mod index;
mod limits;
mod value;
mod value_sets;
mod walk;

use fhir::Element;
use serde_json::Value;

use crate::problem::At;
use crate::{Problem, Severity};

pub use value_sets::ValueSets;

/// How deep items may be nested.
pub(crate) const DEEPEST: usize = 40;

/// What lies outside the questionnaire and the response.
pub trait World {
    /// Whether a value set has a code; none when the set is not known, or cannot be enumerated.
    fn contains(&self, value_set: &str, system: Option<&str>, code: &str) -> Option<bool>;

    /// Whether a condition in another language holds for a response (`enableWhenExpression`); none when it cannot be
    /// told.
    fn holds(&self, expression: &str, language: &str, response: &Value) -> Option<bool> {
        let _ = (expression, language, response);
        None
    }
}

/// Everything that is wrong with a response, errors and warnings, in the order of the response. The questionnaire is
/// none when it could not be found: then only the response itself is looked at.
pub fn check(questionnaire: Option<&Value>, response: &Value, world: &dyn World) -> Vec<Problem> {
    let at = At::root("QuestionnaireResponse");
    let response = Element::new(response);
    let mut problems = Vec::new();
    if response.text("resourceType") != Some("QuestionnaireResponse") {
        problems.push(at.error(
            "wrong-resource-type",
            "Ce document n'est pas une QuestionnaireResponse FHIR.",
            "This document is not a FHIR QuestionnaireResponse.",
        ));
        return problems;
    }
    if !response.text("status").is_some_and(|status| STATUSES.contains(&status)) {
        problems.push(at.field("status").error(
            "response-status",
            "Le statut manque ou n'existe pas. Mettez par exemple « completed » ou « in-progress ».",
            "The status is missing or does not exist. Put for instance \"completed\" or \"in-progress\".",
        ));
    }
    let Some(questionnaire) = questionnaire.map(Element::new) else {
        problems.push(at.field("questionnaire").warning(
            "questionnaire-not-found",
            "Le questionnaire nommé n'a pas été trouvé : ses règles n'ont pas été vérifiées.",
            "The questionnaire it names was not found: its rules were not checked.",
        ));
        return problems;
    };
    same_form(questionnaire, response, &at, &mut problems);
    walk::walk(questionnaire, response, world, &at, &mut problems);
    problems
}

/// Whether a list of problems lets a response through.
pub fn conforms(problems: &[Problem]) -> bool {
    problems.iter().all(|problem| problem.severity == Severity::Warning)
}

const STATUSES: [&str; 5] = ["in-progress", "completed", "amended", "entered-in-error", "stopped"];

/// The response names this questionnaire, and was given while it was in force.
fn same_form(questionnaire: Element<'_>, response: Element<'_>, at: &At, problems: &mut Vec<Problem>) {
    // url|version#fragment: the fragment names a part of the document, not another document.
    let named = response.text("questionnaire").and_then(|named| named.split('#').next()).unwrap_or("");
    let (address, version) = named.split_once('|').map_or((named, None), |(address, version)| (address, Some(version)));
    let same = questionnaire.text("url").is_none_or(|url| url == address || address.is_empty());
    let same_version = version.is_none() || questionnaire.text("version").is_none_or(|one| Some(one) == version);
    if !same || !same_version {
        problems.push(at.field("questionnaire").warning(
            "another-questionnaire",
            "La réponse nomme un autre questionnaire, ou une autre version, que celui avec lequel elle est vérifiée.",
            "The response names another questionnaire, or another version, than the one it is checked with.",
        ));
    }
    let Some((authored, period)) = response.text("authored").zip(questionnaire.child("effectivePeriod")) else {
        return;
    };
    let outside = |end: Option<&str>, order: std::cmp::Ordering| {
        end.and_then(|end| value::compare_dates(authored, end)).is_some_and(|found| found == order)
    };
    let early = outside(period.text("start"), std::cmp::Ordering::Less);
    if early || outside(period.text("end"), std::cmp::Ordering::Greater) {
        problems.push(at.field("authored").warning(
            "outside-effective-period",
            "La réponse a été donnée hors de la période d'usage du questionnaire.",
            "The response was given outside the questionnaire's period of use.",
        ));
    }
}
