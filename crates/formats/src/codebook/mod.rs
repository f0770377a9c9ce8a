//! The codebook of a questionnaire: what each question and each choice is called in a file of answers, and what it means.
//! One row for each question and one for each of its choices; as CSV, as a workbook, and as a page to print.
//!
//! It is read from the FHIR document itself, so that it also serves a questionnaire that is not compiled yet: link id,
//! number, wording in every language, type, choices with their code, weight and kind of missing, condition in words,
//! range, scores and licence.

mod page;
mod read;
mod tables;
mod words;

use fhir::{Document, Element};
pub use kernel::Lang;

/// A text in the languages of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// (language tag, text); the tag is empty when the document does not say its language.
    pub texts: Vec<(String, String)>,
}

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A group of questions.
    Group,
    /// A text to read.
    Display,
    /// A question.
    Question,
    /// One of a question's choices.
    Choice,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is about.
    pub kind: RowKind,
    /// How deep it stands: 0 at the top.
    pub depth: usize,
    /// The item's link id; a choice has that of its question.
    pub link_id: String,
    /// The rank of the question among those that are asked, or the printed one; empty when it has none.
    pub number: String,
    /// The wording, or the choice's label.
    pub text: Said,
    /// The type of FHIR (`choice`, `integer`...); empty for a choice.
    pub item_type: String,
    /// Whether it may be answered several times.
    pub repeats: bool,
    /// Whether an answer is needed.
    pub required: bool,
    /// Computed and not shown.
    pub hidden: bool,
    /// The code of a choice.
    pub code: String,
    /// The number a choice stands for.
    pub weight: String,
    /// The kind of missing answer a choice is, by its code; empty when it is a value.
    pub missing: String,
    /// The condition under which it is asked, in French and in English.
    pub condition: (String, String),
    /// Least and greatest value, lengths, pattern; in signs.
    pub range: String,
    /// The scores it counts in, by their id; `-` before one in which it is reversed.
    pub scores: Vec<String>,
}

/// A score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Said,
    /// What is to be known of it.
    pub note: Said,
}

/// The codebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Codebook {
    /// The name of the questionnaire.
    pub title: Said,
    /// Its address and version.
    pub identity: String,
    /// The languages of its texts, the main one first; an empty tag when it is not known.
    pub languages: Vec<String>,
    /// The terms of use: name, source and note; empty when the document has none.
    pub licence: Vec<Said>,
    /// Its scores.
    pub scores: Vec<Score>,
    /// Why it has none, when it says so.
    pub no_score: Said,
    /// Every row, in the order of the form.
    pub rows: Vec<Row>,
}

impl Codebook {
    /// The codebook of a questionnaire.
    pub fn of(questionnaire: &Document) -> Self {
        let own = instruments::with_own_choices(questionnaire);
        read::read(own.as_ref().unwrap_or(questionnaire).root())
    }

    /// Comma-separated values, UTF-8 with a byte-order mark so that a spreadsheet reads the accents. Conditions and kinds
    /// of missing are in the language asked for.
    pub fn csv(&self, lang: Lang) -> String {
        tables::csv(self, lang)
    }

    /// A workbook: the rows, the scores and the licence.
    ///
    /// # Errors
    /// When the questionnaire has more than a sheet holds.
    pub fn workbook(&self, lang: Lang) -> Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
        tables::workbook(self, lang)
    }

    /// A whole page, to read or to print as a PDF: nothing is loaded from elsewhere.
    pub fn page(&self, lang: Lang) -> String {
        page::page(self, lang).into_string()
    }
}

impl Said {
    /// The text of a property with its translations.
    fn of(element: Element<'_>, name: &str, main: &str) -> Self {
        let own = element.text(name).map(|text| (main.to_owned(), text.to_owned()));
        let translations = element.translations(name).into_iter().map(|(tag, text)| (tag.to_owned(), text.to_owned()));
        Self { texts: own.into_iter().chain(translations).collect() }
    }

    /// The text in a language; none when it is not said in it.
    pub fn exactly(&self, tag: &str) -> Option<&str> {
        self.texts.iter().find(|(known, _)| known == tag).map(|(_, text)| text.as_str())
    }

    /// The text in a language, or else the first one.
    pub fn in_language(&self, tag: &str) -> &str {
        self.exactly(tag).or_else(|| self.texts.first().map(|(_, text)| text.as_str())).unwrap_or("")
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}
