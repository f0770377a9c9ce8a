//! Texts that some readers would meet in another language than the rest.

use std::collections::BTreeSet;

use fhir::Element;

use super::{Subject, texts};
use crate::{
    Problem,
    problem::{At, excerpt},
    program::{FormItem, FormType},
};

/// Every language that one text at least was translated into is owed every text.
pub(super) fn prove(subject: &Subject<'_>, problems: &mut Vec<Problem>) {
    let texts = texts::all(subject);
    let languages: BTreeSet<&str> =
        texts.iter().flat_map(texts::Said::translations).map(|(language, _)| language).collect();
    for said in &texts {
        let there = said.translations();
        let filled = |language: &str| there.iter().any(|(tag, text)| *tag == language && !text.trim().is_empty());
        let missing: Vec<&str> = languages.iter().copied().filter(|language| !filled(language)).collect();
        if missing.is_empty() {
            continue;
        }
        let (tags, text) = (missing.join(", "), excerpt(said.original()));
        problems.push(said.at.warning(
            "translation-missing",
            format!("« {text} » n'est pas traduit ({tags}), alors que d'autres textes le sont. Ajoutez la traduction."),
            format!("\"{text}\" is not translated ({tags}), though other texts are. Add the translation."),
        ));
    }
}

/// A form that asks at least three questions leaves room for what went well and for what did not.
pub(super) fn open_pair(subject: &Subject<'_>, problems: &mut Vec<Problem>) {
    let root = subject.document.root();
    let official = root.extension_flag(crate::extensions::OFFICIAL) == Some(true);
    let (mut questions, mut sides) = (0, 0);
    let mut waiting: Vec<Element<'_>> = root.list("item").collect();
    while let Some(item) = waiting.pop() {
        waiting.extend(item.list("item"));
        questions += usize::from(!matches!(item.text("type"), Some("group" | "display") | None));
        sides += usize::from(item.extension(crate::extensions::VALENCE).is_some());
    }
    if official || questions < 3 || sides > 0 {
        return;
    }
    let open = |form: &FormItem| form.kind == FormType::Text && form.value_step.is_none();
    let told = if subject.program().items.iter().any(open) {
        At::root("Questionnaire").warning(
            "open-pair-missing",
            "Les questions ouvertes ne disent pas de quel côté elles regardent. Marquez-en une positive (ce qui s'est bien \
             passé) et une négative (ce qui devrait changer), ou ajoutez celle qui manque.",
            "The open questions do not say which side they look at. Mark one as positive (what went well) and one as \
             negative (what should change), or add the missing one.",
        )
    } else {
        At::root("Questionnaire").warning(
            "open-pair-missing",
            "Aucune question ouverte. Ajoutez-en deux : ce qui s'est bien passé, et ce qui devrait changer.",
            "There is no open question. Add two: what went well, and what should change.",
        )
    };
    problems.push(told);
}
