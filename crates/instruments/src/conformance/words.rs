//! The words of a response are those of its questionnaire: what was answered is what was asked.

use fhir::Element;

use crate::Problem;
use crate::problem::{At, excerpt};

/// Words that are computed, or written otherwise for the screen.
const COMPUTED: [&str; 2] = [
    "http://hl7.org/fhir/StructureDefinition/cqf-expression",
    "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-textExpression",
];

/// "Text that is displayed above the contents of the group or as the text of the question being answered"
/// (QuestionnaireResponse.item.text) against "the name of a section, the text of a question or text content for a display
/// item" (Questionnaire.item.text): a response that shows another text says that something else was asked. Blanks do not
/// count, and a translation that the questionnaire states is its text too.
pub(super) fn check(question: Element<'_>, item: Element<'_>, at: &At, problems: &mut Vec<Problem>) {
    let Some(said) = item.text("text") else { return };
    let twin = question.child("_text");
    if COMPUTED.iter().any(|url| twin.is_some_and(|twin| twin.extension(url).is_some())) {
        return;
    }
    let Some(asked) = question.text("text") else {
        problems.push(at.warning(
            "text-not-in-questionnaire",
            "La réponse montre un texte, et la question du questionnaire n'en a pas.",
            "The response shows a text, and the item of the questionnaire has none.",
        ));
        return;
    };
    let mut known = std::iter::once(asked).chain(question.translations("text").into_iter().map(|(_, text)| text));
    if known.any(|one| plain(one) == plain(said)) {
        return;
    }
    let (asked, said) = (excerpt(asked), excerpt(said));
    problems.push(at.error(
        "text-differs",
        format!("La réponse montre « {said} » ; la question est « {asked} ». Remettez le texte du questionnaire."),
        format!("The response shows \"{said}\"; the item asks \"{asked}\". Put the questionnaire's own text back."),
    ));
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
