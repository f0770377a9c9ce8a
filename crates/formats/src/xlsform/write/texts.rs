//! The languages of a questionnaire, and its texts in columns.

use fhir::Element;
use serde_json::Value;

use super::super::{extensions as ext, language::english_name};

/// The languages, the main one first.
#[derive(Debug, Clone, Default)]
pub(super) struct Languages {
    /// Whether the main texts are in a known language.
    pub(super) main: Option<String>,
    /// (tag, name in headers), the main one among them when it is known.
    pub(super) all: Vec<(String, String)>,
}

impl Languages {
    /// The languages of a document: its own, and those of its translations.
    pub(super) fn of(root: Element<'_>) -> Self {
        let main = root.text("language").map(str::to_owned);
        let named = |tag: &str| {
            let part = |one: Element<'_>, part: &str| {
                let found = one.list("extension").find(|inner| inner.text("url") == Some(part))?;
                Some(found.text(found.value_name()?)?.to_owned())
            };
            let mut all = root.extensions(ext::LANGUAGE_NAME);
            all.find(|one| part(*one, "lang").as_deref() == Some(tag)).and_then(|one| part(one, "name"))
        };
        let mut tags: Vec<String> = main.iter().cloned().collect();
        collect(root.value(), &mut tags, 0);
        let all =
            tags.into_iter().map(|tag| (tag.clone(), named(&tag).unwrap_or_else(|| english_name(&tag)))).collect();
        Self { main, all }
    }

    /// The name of the main language; empty when it is not known.
    pub(super) fn main_name(&self) -> String {
        self.main.as_ref().and_then(|_| self.all.first()).map(|(_, name)| name.clone()).unwrap_or_default()
    }

    /// The headers of a field that comes in languages.
    pub(super) fn headers(&self, field: &str) -> Vec<String> {
        let bare = self.main.is_none().then(|| field.to_owned());
        bare.into_iter().chain(self.all.iter().map(|(_, name)| format!("{field}::{name}"))).collect()
    }

    /// The cells of a text: one for each header.
    pub(super) fn cells(&self, element: Option<Element<'_>>, name: &str) -> Vec<String> {
        let main = element.and_then(|element| element.text(name)).unwrap_or("").to_owned();
        let translations = element.map(|element| element.translations(name)).unwrap_or_default();
        let of = |tag: &str| {
            translations.iter().find(|(lang, _)| *lang == tag).map(|(_, text)| (*text).to_owned()).unwrap_or_default()
        };
        let mut cells = vec![plain(&main)];
        cells.extend(self.all.iter().skip(usize::from(self.main.is_some())).map(|(tag, _)| plain(&of(tag))));
        cells
    }
}

/// A text that quotes no answer: in a cell `${` would begin the name of a question.
pub(super) fn plain(text: &str) -> String {
    text.replace("${", "$ {")
}

/// Deepest JSON walked.
const DEEPEST: usize = 128;

fn collect(value: &Value, tags: &mut Vec<String>, depth: usize) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Object(map) => {
            if map.get("url").and_then(Value::as_str) == Some(fhir::url::TRANSLATION)
                && let Some(tag) = Element::new(value).extension_text("lang")
                && !tags.iter().any(|known| known == tag)
            {
                tags.push(tag.to_owned());
            }
            map.values().for_each(|inner| collect(inner, tags, depth + 1));
        }
        Value::Array(list) => list.iter().for_each(|inner| collect(inner, tags, depth + 1)),
        _ => {}
    }
}
