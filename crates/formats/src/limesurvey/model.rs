//! The survey behind the tables. Old files (schemas before 400) repeat a row for each language; new ones keep the words
//! apart in `*_l10ns`. Both become the same model, in which every word knows the cell it comes from.

use super::xml::Row;
use crate::limesurvey::ledger::At;

/// A text in one language, and the cell it stands in.
#[derive(Debug, Clone)]
pub(super) struct Text<'s> {
    pub lang: String,
    pub raw: &'s str,
    pub at: At,
    pub field: &'static str,
}

/// The same text in several languages, the survey's own first.
pub(super) type Texts<'s> = Vec<Text<'s>>;

/// An attribute of a question.
#[derive(Debug, Clone)]
pub(super) struct Attr<'s> {
    pub at: At,
    pub name: &'s str,
    pub value: &'s str,
    pub lang: &'s str,
}

/// An answer of a list.
#[derive(Debug, Clone)]
pub(super) struct Answer<'s> {
    pub at: At,
    pub code: &'s str,
    pub scale: &'s str,
    pub weight: &'s str,
    /// Chosen beforehand, as schemas before 145 say it.
    pub chosen: bool,
    pub text: Texts<'s>,
}

/// A row or a column of a question.
#[derive(Debug, Clone)]
pub(super) struct Sub<'s> {
    pub at: At,
    pub row: &'s Row,
    pub qid: &'s str,
    pub code: &'s str,
    pub scale: &'s str,
    pub text: Texts<'s>,
}

/// An answer filled in beforehand.
#[derive(Debug, Clone)]
pub(super) struct Initial<'s> {
    pub at: At,
    pub sub: &'s str,
    pub special: &'s str,
    pub text: Texts<'s>,
}

/// A question.
#[derive(Debug, Clone)]
pub(super) struct Question<'s> {
    pub at: At,
    pub row: &'s Row,
    pub qid: &'s str,
    pub gid: &'s str,
    pub code: &'s str,
    pub kind: char,
    pub text: Texts<'s>,
    pub help: Texts<'s>,
    pub subs: Vec<Sub<'s>>,
    pub answers: Vec<Answer<'s>>,
    pub attrs: Vec<Attr<'s>>,
    pub conditions: Vec<(At, &'s Row)>,
    pub initials: Vec<Initial<'s>>,
}

impl<'s> Question<'s> {
    /// An attribute with a value, whatever its language.
    pub(super) fn attr(&self, name: &str) -> Option<&Attr<'s>> {
        self.attrs.iter().find(|attr| attr.name == name && !attr.value.trim().is_empty())
    }

    /// An attribute's value, empty when absent.
    pub(super) fn value(&self, name: &str) -> &'s str {
        self.attr(name).map_or("", |attr| attr.value.trim())
    }

    /// Whether an attribute is switched on.
    pub(super) fn is_on(&self, name: &str) -> bool {
        matches!(self.value(name), "1" | "Y" | "yes" | "true")
    }

    /// An attribute's texts: its languages are columns of the attribute's own rows.
    pub(super) fn attr_texts(&self, name: &str, base: &str) -> Texts<'s> {
        let mut found: Texts<'s> = Vec::new();
        let wanted = self.attrs.iter().filter(|attr| attr.name == name && !attr.value.trim().is_empty());
        for attr in wanted {
            let lang = if attr.lang.is_empty() { base } else { attr.lang };
            if !found.iter().any(|text| text.lang == lang) {
                found.push(Text { lang: lang.to_owned(), raw: attr.value, at: attr.at, field: "" });
            }
        }
        found.sort_by_key(|text| text.lang != base);
        found
    }

    /// Rows (scale 0) or columns (scale 1).
    pub(super) fn scale(&self, scale: &str) -> impl Iterator<Item = &Sub<'s>> {
        self.subs.iter().filter(move |sub| sub.scale == scale || (sub.scale.is_empty() && scale == "0"))
    }

    /// The answers of a scale.
    pub(super) fn answers_of(&self, scale: &str) -> impl Iterator<Item = &Answer<'s>> {
        self.answers.iter().filter(move |one| one.scale == scale || (one.scale.is_empty() && scale == "0"))
    }

    /// Whether people may write another answer.
    pub(super) fn has_other(&self) -> bool {
        self.row.get("other") == "Y" && matches!(self.kind, 'L' | '!' | 'M' | 'P')
    }
}

/// A page of questions.
#[derive(Debug, Clone)]
pub(super) struct Group<'s> {
    pub at: At,
    pub row: &'s Row,
    pub gid: &'s str,
    pub name: Texts<'s>,
    pub description: Texts<'s>,
    pub questions: Vec<Question<'s>>,
}

/// The whole survey.
#[derive(Debug, Clone, Default)]
pub(super) struct Survey<'s> {
    pub sid: &'s str,
    /// The survey's own language, as LimeSurvey writes it.
    pub base: String,
    pub languages: Vec<String>,
    pub settings: Option<(At, &'s Row)>,
    /// One row of texts a language.
    pub texts: Vec<(At, &'s Row)>,
    pub groups: Vec<Group<'s>>,
    /// Group and place of each question.
    pub places: Vec<(usize, usize)>,
}

impl<'s> Survey<'s> {
    /// A setting of the survey, empty when absent.
    pub(super) fn setting(&self, name: &str) -> &'s str {
        self.settings.map_or("", |(_, row)| row.get(name).trim())
    }

    /// The question of a rank.
    pub(super) fn question(&self, rank: usize) -> Option<&Question<'s>> {
        let (group, place) = *self.places.get(rank)?;
        self.groups.get(group)?.questions.get(place)
    }

    /// Every question, in the order they are asked.
    pub(super) fn questions(&self) -> impl Iterator<Item = &Question<'s>> {
        self.groups.iter().flat_map(|group| &group.questions)
    }

    /// A text of the survey in its languages.
    pub(super) fn text(&self, field: &'static str) -> Texts<'s> {
        let mut found: Texts<'s> = self
            .texts
            .iter()
            .filter(|(_, row)| !row.get(field).trim().is_empty())
            .map(|(at, row)| Text {
                lang: row.get("surveyls_language").to_owned(),
                raw: row.get(field),
                at: *at,
                field,
            })
            .collect();
        found.sort_by_key(|text| text.lang != self.base);
        found
    }
}

/// A language as the web names it: `de-informal` is no registered tag.
pub(super) fn tag(lang: &str) -> String {
    lang.replace("-informal", "-x-informal").replace('_', "-")
}
