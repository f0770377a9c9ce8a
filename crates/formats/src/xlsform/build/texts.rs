//! Texts and their translations, and the answers quoted inside them.

use serde_json::Value;

use super::super::{
    columns::Columns,
    form::Form,
    language::Language,
    object::{extended, object, text},
    workbook::Row,
};

/// The languages of a form.
#[derive(Debug, Clone, Default)]
pub(crate) struct Languages {
    /// The tag of the main texts; none when the form does not say.
    pub(crate) main: Option<Language>,
    /// Every language of a column, in order.
    pub(crate) all: Vec<Language>,
}

/// A text in the main language, with its translations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Texts {
    pub(crate) main: String,
    pub(crate) translations: Vec<(String, String)>,
    /// Whether the main language had no text of its own.
    pub(crate) borrowed: bool,
}

impl Languages {
    /// The default language of the settings; else none when texts come without a language; else the first column's.
    pub(crate) fn of(form: &Form<'_>) -> Self {
        let columns = || form.survey.columns.known.iter().chain(&form.choices.columns.known);
        let mut all: Vec<Language> = Vec::new();
        for language in columns().filter_map(|column| column.language.as_ref()) {
            if !all.iter().any(|known| known.tag == language.tag) {
                all.push(language.clone());
            }
        }
        let bare = columns().any(|column| column.field == "label" && column.language.is_none());
        let main = match &form.settings.default_language {
            Some(name) => {
                let named = Language::named(name);
                let same = |one: &&Language| one.name.eq_ignore_ascii_case(name) || one.tag == named.tag;
                Some(all.iter().find(same).cloned().unwrap_or(named))
            }
            None if bare => None,
            None => all.first().cloned(),
        };
        Self { main, all }
    }

    /// The texts of a field of a row.
    pub(crate) fn texts(&self, columns: &Columns, row: &Row, field: &str) -> Option<Texts> {
        let mut main: Option<&str> = None;
        let mut bare: Option<&str> = None;
        let mut translations: Vec<(String, String)> = Vec::new();
        for (language, text, _) in columns.texts(row, field) {
            match language {
                None => bare = Some(text),
                Some(language) if self.main.as_ref().is_some_and(|main| main.tag == language.tag) => main = Some(text),
                Some(language) => translations.push((language.tag.clone(), text.to_owned())),
            }
        }
        let (text, borrowed) = match main.or(bare) {
            Some(text) => (text.to_owned(), false),
            // No text in the main language: the first translation stands in, and the report says so.
            None => (translations.first()?.1.clone(), true),
        };
        Some(Texts { main: text, translations, borrowed })
    }
}

impl Texts {
    /// The extensions of the underscore twin: one for each translation.
    pub(crate) fn twin(&self) -> Vec<Value> {
        self.translations.iter().map(|(tag, text)| translation(tag, text)).collect()
    }

    /// An extension that holds the text.
    pub(crate) fn extension(&self, url: &str) -> Value {
        let twin = self.twin();
        let (url, main) = (("url", text(url)), ("valueString", text(&self.main)));
        if twin.is_empty() { object([url, main]) } else { object([url, main, ("_valueString", extended(twin))]) }
    }

    /// Whether an answer is quoted in some language.
    pub(crate) fn quote(&self) -> bool {
        self.main.contains("${") || self.translations.iter().any(|(_, text)| text.contains("${"))
    }

    /// The same with an ellipsis where an answer is quoted.
    pub(crate) fn without_references(mut self) -> Self {
        if self.quote() {
            self.main = without_references(&self.main);
            self.translations.iter_mut().for_each(|(_, text)| *text = without_references(text));
        }
        self
    }
}

/// One translation, as HL7 writes it.
pub(crate) fn translation(tag: &str, content: &str) -> Value {
    let lang = object([("url", text("lang")), ("valueCode", text(tag))]);
    let content = object([("url", text("content")), ("valueString", text(content))]);
    object([("url", text(fhir::url::TRANSLATION)), ("extension", Value::Array(vec![lang, content]))])
}

/// A text cut at its references: (what stands before, the name); the last has no name.
pub(crate) fn pieces(text: &str) -> Vec<(&str, Option<&str>)> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        let Some((name, after)) = after.split_once('}') else { break };
        out.push((before, Some(name)));
        rest = after;
    }
    out.push((rest, None));
    out
}

/// A text with an ellipsis where an answer is quoted: nobody should read `${name}`.
fn without_references(text: &str) -> String {
    pieces(text)
        .into_iter()
        .map(|(before, name)| format!("{before}{}", if name.is_some() { "…" } else { "" }))
        .collect()
}
