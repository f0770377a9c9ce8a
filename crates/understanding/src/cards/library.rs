//! The library: indicators that are ready to be adopted, each with its definition, its source and what it needs.
//!
//! The file `library.json` is data, in French and English. `{days}` in a text is the value of the dated setting that the entry names
//! (hard rule 11: a clock is never a constant); a copy says the number that held on the day it was made. Adopting an entry copies
//! it into a card: what it needs (a questionnaire and its questions, numbers that people type) is completed there.

use std::sync::LazyLock;

use kernel::Lang;
use serde::Deserialize;

use super::model::{Audience, Certainty, Moment, Nature, Rhythm, Type};
use crate::indicators::Measure;

/// A text in both languages.
#[derive(Debug, Clone, Deserialize)]
pub struct Said {
    fr: String,
    en: String,
}

impl Said {
    /// In one language, with the number of days it names.
    pub fn with(&self, lang: Lang, days: Option<i64>) -> String {
        let text = match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        };
        days.map_or_else(|| text.clone(), |days| text.replace("{days}", &days.to_string()))
    }
}

/// How the number of an entry is made, before anybody mapped anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Needs {
    /// A questionnaire, and the questions of the dimension.
    Dimension,
    /// A questionnaire, a question, and which answers count.
    Share,
    /// A numerator and a denominator, typed by place and month.
    TypedShare,
    /// A number, typed by place and month.
    TypedNumber,
    /// Nothing: replies are counted.
    Answered,
    /// Nothing: findings and actions are counted.
    Changed,
}

impl Needs {
    /// The name in word keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Dimension => "dimension",
            Self::Share => "share",
            Self::TypedShare => "typed-share",
            Self::TypedNumber => "typed-number",
            Self::Answered => "answered",
            Self::Changed => "changed",
        }
    }

    /// The measure of a copy, where nothing has to be mapped.
    pub fn measure(self, days: Option<i64>) -> Option<Measure> {
        let days = days.and_then(|days| u32::try_from(days).ok());
        match self {
            Self::Dimension | Self::Share => None,
            Self::TypedShare => Some(Measure::Typed { denominator: true, unit: String::new() }),
            Self::TypedNumber => Some(Measure::Typed { denominator: false, unit: String::new() }),
            Self::Answered => Some(Measure::Answered { within_days: days }),
            Self::Changed => days.map(|within_days| Measure::Changed { within_days }),
        }
    }
}

/// One indicator of the library.
#[derive(Debug, Clone, Deserialize)]
pub struct Entry {
    /// Its name for programs.
    pub key: String,
    /// The family it is shown in (`cards-family-…`).
    pub family: String,
    /// Its title.
    pub title: Said,
    /// What is counted, of whom.
    pub definition: Said,
    /// Structure, process or result.
    pub kind: Type,
    /// Whom it is made for first.
    pub audience: Audience,
    /// Satisfaction, experience or outcome.
    pub nature: Nature,
    /// The moment it looks at.
    pub moment: Moment,
    /// What period a value is made of.
    pub rhythm: Rhythm,
    /// The law or paper.
    pub source: Said,
    /// Whether it was read in the source itself.
    pub certainty: Certainty,
    /// How it is collected.
    pub mode: Said,
    /// What to beware of.
    pub warning: Said,
    /// What it needs.
    #[serde(rename = "measure")]
    pub needs: Needs,
    /// The dated setting that holds its delay.
    #[serde(default)]
    pub days: Option<String>,
}

#[derive(Deserialize)]
struct File {
    indicators: Vec<Entry>,
}

/// The file as it was compiled in; a test reads it, so that it cannot be broken here.
static LIBRARY: LazyLock<Vec<Entry>> = LazyLock::new(|| read().unwrap_or_default());

fn read() -> Result<Vec<Entry>, serde_json::Error> {
    serde_json::from_str::<File>(include_str!("library.json")).map(|file| file.indicators)
}

/// Every indicator of the library, in the order of its families.
pub fn library() -> &'static [Entry] {
    &LIBRARY
}

/// The indicator of a name.
pub fn entry(key: &str) -> Option<&'static Entry> {
    library().iter().find(|entry| entry.key == key)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::cards::model::title;

    #[test]
    fn the_file_is_readable_and_every_text_is_there_in_both_languages() {
        let all = read().unwrap();
        assert!(all.len() >= 20, "{}", all.len());
        for entry in &all {
            for text in [&entry.title, &entry.definition, &entry.source, &entry.mode, &entry.warning] {
                assert!(text.fr.len() > 4 && text.en.len() > 3, "{}: {text:?}", entry.key);
            }
            assert_ne!(entry.definition.fr, entry.definition.en, "{}", entry.key);
            assert!(entry.source.fr.len() > 20, "{}: a source is more than a word", entry.key);
        }
        assert_eq!(all.iter().map(|entry| &entry.key).collect::<BTreeSet<_>>().len(), all.len(), "one name each");
    }

    #[test]
    fn no_title_of_ours_bears_an_official_name_and_every_delay_is_a_setting_that_is_shipped() {
        let settings = spine::settings::dated::defaults().unwrap();
        for entry in library() {
            for lang in Lang::ALL {
                assert!(title(&entry.title.with(lang, Some(8))).is_ok(), "{}", entry.key);
            }
            let texts = [&entry.title, &entry.definition].map(|text| text.fr.contains("{days}"));
            assert_eq!(texts.contains(&true), entry.days.is_some(), "{}", entry.key);
            if let Some(name) = &entry.days {
                let set = settings.iter().find(|dated| dated.name == *name);
                assert!(set.is_some_and(|dated| dated.number(0) > 0), "{name}");
            }
        }
    }

    #[test]
    fn what_the_issue_asks_for_is_there() {
        let of = |family: &str| library().iter().filter(|entry| entry.family == family).count();
        assert_eq!([of("survey"), of("essms"), of("complaints"), of("loop")], [7, 8, 4, 3]);
        // What was not read in the source itself is never said to be.
        assert!(library().iter().filter(|e| e.family == "essms").all(|e| e.certainty == Certainty::ToConfirm));
        let changed = entry("changed").unwrap();
        assert_eq!(changed.needs.measure(Some(90)), Some(Measure::Changed { within_days: 90 }));
        assert_eq!(entry("welcome").unwrap().needs.measure(None), None, "somebody maps the questions first");
    }
}
