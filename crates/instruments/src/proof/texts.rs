//! The texts that people read, each with its place, its translations and what it is for.

use fhir::Element;

use super::Subject;
use crate::{extensions as ext, problem::At};

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A question, in the words of the patient or of another speaker.
    Question,
    /// A printed answer.
    Choice,
    /// Anything else that is read: titles, help, notes.
    Other,
}

/// One text of the document.
#[derive(Debug, Clone)]
pub(super) struct Said<'d> {
    pub(super) at: At,
    pub(super) role: Role,
    element: Element<'d>,
    name: &'d str,
}

impl<'d> Said<'d> {
    /// In the language of the document.
    pub(super) fn original(&self) -> &'d str {
        self.element.text(self.name).unwrap_or_default()
    }

    pub(super) fn translations(&self) -> Vec<(&'d str, &'d str)> {
        self.element.translations(self.name)
    }

    /// The French, be it the language of the document or a translation.
    pub(super) fn french(&self, language: &str) -> Option<&'d str> {
        if is_french(language) {
            return Some(self.original());
        }
        self.translations().into_iter().find(|(tag, _)| is_french(tag)).map(|(_, text)| text)
    }
}

fn is_french(tag: &str) -> bool {
    tag.split(['-', '_']).next().is_some_and(|primary| primary.eq_ignore_ascii_case("fr"))
}

/// Every text that people read, those of the questionnaire first, then item by item.
pub(super) fn all<'d>(subject: &'d Subject<'d>) -> Vec<Said<'d>> {
    let mut out = Vec::new();
    let (root, top) = (subject.document.root(), At::root("Questionnaire"));
    for name in ["title", "purpose"] {
        out.push(Said { at: top.field(name), role: Role::Other, element: root, name });
    }
    for url in [ext::DESIGNERS, ext::MOMENT_TOLD, ext::NO_SCORE] {
        root.extensions(url).for_each(|one| value(one, &top, Role::Other, &mut out));
    }
    for url in [ext::INTRODUCTION, ext::SCORE] {
        for found in root.extensions(url) {
            for part in ["text", "title", "note"] {
                found.extensions(part).for_each(|one| value(one, &top, Role::Other, &mut out));
            }
        }
    }
    for (item, element) in (0_u32..).zip(subject.elements()) {
        of_item(element, &subject.place(Some(item)), &mut out);
    }
    out.retain(|said| said.original().chars().any(char::is_alphabetic));
    out
}

fn of_item<'d>(item: Element<'d>, at: &At, out: &mut Vec<Said<'d>>) {
    let asks = !matches!(item.text("type"), Some("group" | "display") | None);
    let role = if asks { Role::Question } else { Role::Other };
    out.push(Said { at: at.field("text"), role, element: item, name: "text" });
    speakers(item, at, role, out);
    for url in [ext::HINT, ext::INTERVIEWER_NOTE, ext::CONSTRAINT_MESSAGE, ext::REQUIRED_MESSAGE] {
        item.extensions(url).for_each(|one| value(one, at, Role::Other, out));
    }
    for (rank, option) in item.list("answerOption").enumerate() {
        let place = at.entry("answerOption", rank);
        match option.child("valueCoding") {
            Some(coding) => {
                let at = place.field("valueCoding.display");
                out.push(Said { at, role: Role::Choice, element: coding, name: "display" });
            }
            None => out.push(Said { at: place.clone(), role: Role::Choice, element: option, name: "valueString" }),
        }
        speakers(option, &place, Role::Choice, out);
        option.extensions(ext::CHOICE_NOTE).for_each(|one| value(one, &place, Role::Other, out));
    }
}

/// The wordings for other speakers.
fn speakers<'d>(element: Element<'d>, at: &At, role: Role, out: &mut Vec<Said<'d>>) {
    for found in element.extensions(ext::SPEAKER_TEXT) {
        found.extensions("text").for_each(|one| value(one, at, role, out));
    }
}

/// The text of an extension.
fn value<'d>(found: Element<'d>, at: &At, role: Role, out: &mut Vec<Said<'d>>) {
    if let Some(name) = found.value_name() {
        out.push(Said { at: at.field("extension"), role, element: found, name });
    }
}
