//! Texts that some readers would meet in another language than the rest.

use std::collections::BTreeSet;

use fhir::Element;

use super::Subject;
use crate::{
    Problem,
    problem::{At, excerpt},
};

/// Every language that one text at least was translated into is owed every text.
pub(super) fn prove(subject: &Subject<'_>, problems: &mut Vec<Problem>) {
    let mut texts: Vec<(At, Element<'_>, &'static str)> = Vec::new();
    let root = subject.document.root();
    let top = At::root("Questionnaire");
    texts.push((top.field("title"), root, "title"));
    let mut waiting: Vec<(Element<'_>, At)> = vec![(root, top)];
    while let Some((element, at)) = waiting.pop() {
        if !element.has("resourceType") {
            texts_of(element, &at, &mut texts);
        }
        let inside: Vec<_> = element.list("item").enumerate().collect();
        for (rank, item) in inside.into_iter().rev() {
            waiting.push((item, at.entry("item", rank).named(item.text("linkId"))));
        }
    }
    texts.retain(|(_, element, name)| element.text(name).is_some_and(|text| text.chars().any(char::is_alphabetic)));
    let languages: BTreeSet<&str> =
        texts.iter().flat_map(|(_, element, name)| element.translations(name)).map(|(language, _)| language).collect();
    for (at, element, name) in &texts {
        let there = element.translations(name);
        let filled = |language: &str| there.iter().any(|(tag, text)| *tag == language && !text.trim().is_empty());
        let missing: Vec<&str> = languages.iter().copied().filter(|language| !filled(language)).collect();
        if missing.is_empty() {
            continue;
        }
        let (tags, text) = (missing.join(", "), excerpt(element.text(name).unwrap_or("")));
        problems.push(at.warning(
            "translation-missing",
            format!("« {text} » n'est pas traduit ({tags}), alors que d'autres textes le sont. Ajoutez la traduction."),
            format!("\"{text}\" is not translated ({tags}), though other texts are. Add the translation."),
        ));
    }
}

/// The texts of an item and of its printed answers, without those of the items inside.
fn texts_of<'d>(item: Element<'d>, at: &At, texts: &mut Vec<(At, Element<'d>, &'static str)>) {
    texts.push((at.field("text"), item, "text"));
    for (rank, option) in item.list("answerOption").enumerate() {
        let place = at.entry("answerOption", rank);
        match option.child("valueCoding") {
            Some(coding) => texts.push((place.field("valueCoding.display"), coding, "display")),
            None => texts.push((place, option, "valueString")),
        }
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
    problems.push(At::root("Questionnaire").warning(
        "open-pair-missing",
        "Aucune question ouverte. Ajoutez-en deux : ce qui s'est bien passé, et ce qui devrait changer.",
        "There is no open question. Add two: what went well, and what should change.",
    ));
}
