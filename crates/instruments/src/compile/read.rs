//! Reading texts with their languages and speakers.

use fhir::Element;

use super::{Compiler, MOST_TEXT};
use crate::{Speaker, Text, Wording, extensions as ext, problem::At, problem::excerpt};

/// The tag a language is kept under: `fr-FR` and `fr` are the same page language; other languages keep their region.
pub(super) fn tag(written: &str) -> String {
    let primary = written.split(['-', '_']).next().unwrap_or(written).to_ascii_lowercase();
    if primary == "fr" || primary == "en" { primary } else { excerpt(written) }
}

impl Compiler<'_> {
    /// A text and its translations; `None` when absent or blank. Over-long texts are a problem, not a crash.
    pub(super) fn text(&mut self, element: Element<'_>, name: &str, at: &At) -> Option<Text> {
        let here = at.field(name);
        if element.has(name) && element.text(name).is_none() {
            self.problems.push(here.error(
                "wrong-json-type",
                format!("« {name} » doit être un texte entre guillemets."),
                format!("\"{name}\" must be a text between quotes."),
            ));
            return None;
        }
        let written = element.text(name).filter(|text| !text.trim().is_empty())?;
        let mut text = Text::new(&self.base, written);
        self.bounded(written, &here);
        for (lang, content) in element.translations(name) {
            self.bounded(content, &here);
            if !content.trim().is_empty() {
                text = text.with(&tag(lang), content);
            }
        }
        Some(text)
    }

    fn bounded(&mut self, text: &str, at: &At) {
        if text.chars().nth(MOST_TEXT).is_some() {
            self.problems.push(at.error(
                "text-too-long",
                format!("Ce texte dépasse {MOST_TEXT} caractères. Raccourcissez-le."),
                format!("This text is longer than {MOST_TEXT} characters. Shorten it."),
            ));
        }
    }

    /// The text of an extension that stands once.
    pub(super) fn extension_text(&mut self, element: Element<'_>, url: &str, at: &At) -> Option<Text> {
        let found = element.extension(url)?;
        self.text(found, found.value_name()?, &at.field("extension"))
    }

    /// The texts of an extension that may be repeated.
    pub(super) fn extension_texts(&mut self, element: Element<'_>, url: &str, at: &At) -> Vec<Text> {
        let found: Vec<Element<'_>> = element.extensions(url).collect();
        let here = at.field("extension");
        found.into_iter().filter_map(|one| self.text(one, one.value_name()?, &here)).collect()
    }

    /// The wordings for other speakers, added to the patient's.
    pub(super) fn speakers(&mut self, element: Element<'_>, url: &str, mut wording: Wording, at: &At) -> Wording {
        for found in element.extensions(url) {
            let here = at.field("extension");
            let code = found.extension_text("speaker").unwrap_or("");
            let Some(speaker) = self.word(code, Speaker::from_code, "patient, parent, relative, proxy", &here) else {
                continue;
            };
            if let Some(text) = self.extension_text(found, "text", &here) {
                wording = wording.with(speaker, text);
            }
        }
        wording
    }

    /// One word out of a closed list; a problem naming the list when it is another.
    pub(super) fn word<T>(&mut self, code: &str, find: fn(&str) -> Option<T>, known: &str, at: &At) -> Option<T> {
        let found = find(code);
        if found.is_none() {
            let code = excerpt(code);
            self.problems.push(at.error(
                "unknown-word",
                format!("« {code} » n'est pas un mot connu ici. Choisissez parmi : {known}."),
                format!("\"{code}\" is not a known word here. Choose among: {known}."),
            ));
        }
        found
    }

    /// One word of an extension that stands once.
    pub(super) fn extension_word<T>(
        &mut self,
        element: Element<'_>,
        url: &str,
        find: fn(&str) -> Option<T>,
        known: &str,
        at: &At,
    ) -> Option<T> {
        let code = element.extension(url)?.value_name().and_then(|_| element.extension_text(url)).unwrap_or("");
        self.word(code, find, known, &at.field("extension"))
    }

    /// Our own extensions are a closed list: a mistyped one would be silently without effect.
    pub(super) fn known_extensions(&mut self, element: Element<'_>, at: &At) {
        for (index, found) in element.list("extension").enumerate() {
            let url = found.text("url").unwrap_or("");
            if url.starts_with("urn:vecu:fhir:") && !ext::ALL.contains(&url) {
                let url = excerpt(url);
                self.problems.push(at.entry("extension", index).error(
                    "unknown-extension",
                    format!("L'extension « {url} » n'existe pas. Vérifiez son orthographe."),
                    format!("There is no extension \"{url}\". Check its spelling."),
                ));
            }
        }
    }
}
