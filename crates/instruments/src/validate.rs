//! Whether answers fit the form.

use std::fmt;

use kernel::{Lang, Personal};

use crate::{Answer, Answers, Instrument, Item, Kind};

/// What is wrong with one answer. The word key of a page is `answer-<code>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// No question has this link id.
    UnknownQuestion,
    /// The code is none of the printed answers.
    UnknownChoice,
    /// Longer than the question accepts.
    TooLong {
        /// How many characters were given.
        chars: usize,
        /// How many are accepted.
        most: usize,
    },
    /// Not a whole number.
    NotANumber,
    /// Outside the range.
    OutOfRange {
        /// The least accepted.
        least: i64,
        /// The greatest accepted.
        greatest: i64,
    },
    /// A demanded answer is not there.
    Missing,
    /// A text where a code was expected, and the like.
    WrongType,
}

impl Fault {
    /// The stable name.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownQuestion => "unknown-question",
            Self::UnknownChoice => "unknown-choice",
            Self::TooLong { .. } => "too-long",
            Self::NotANumber => "not-a-number",
            Self::OutOfRange { .. } => "out-of-range",
            Self::Missing => "missing",
            Self::WrongType => "wrong-type",
        }
    }

    /// What happened, and what to do, in plain words for the person who answers.
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::UnknownQuestion, Lang::Fr) => "Cette question n'existe pas dans ce questionnaire.".into(),
            (Self::UnknownQuestion, Lang::En) => "This question is not in this questionnaire.".into(),
            (Self::UnknownChoice, Lang::Fr) => "Choisissez une des réponses proposées.".into(),
            (Self::UnknownChoice, Lang::En) => "Choose one of the answers offered.".into(),
            (Self::TooLong { chars, most }, Lang::Fr) => {
                format!("Votre texte est gardé, mais il a {chars} caractères pour {most} au plus. Raccourcissez-le.")
            }
            (Self::TooLong { chars, most }, Lang::En) => {
                format!("Your text is kept, but it has {chars} characters and {most} fit. Shorten it.")
            }
            (Self::NotANumber, Lang::Fr) => "Écrivez un nombre en chiffres, par exemple 52.".into(),
            (Self::NotANumber, Lang::En) => "Write a number in figures, for example 52.".into(),
            (Self::OutOfRange { least, greatest }, Lang::Fr) => {
                format!("Écrivez un nombre entre {least} et {greatest}.")
            }
            (Self::OutOfRange { least, greatest }, Lang::En) => {
                format!("Write a number between {least} and {greatest}.")
            }
            (Self::Missing, Lang::Fr) => "Cette réponse est nécessaire pour continuer.".into(),
            (Self::Missing, Lang::En) => "This answer is needed to go on.".into(),
            (Self::WrongType, Lang::Fr) => "Cette réponse n'est pas du type attendu.".into(),
            (Self::WrongType, Lang::En) => "This answer is not of the expected type.".into(),
        }
    }
}

/// One answer that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerError {
    /// The question.
    pub link_id: String,
    /// What is wrong.
    pub fault: Fault,
    /// What was given, to be shown again to the person and to nobody else.
    pub given: Option<Personal<String>>,
}

impl fmt::Display for AnswerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.link_id, self.fault.code())
    }
}

impl Instrument {
    /// Checks the answers of one screen: only what is shown there is checked. Empty when all is well.
    pub fn validate_screen(&self, screen: usize, answers: &Answers) -> Vec<AnswerError> {
        let shown = self.active_flags(answers);
        let indexes = self.screens.get(screen).map(|found| found.items.as_slice()).unwrap_or_default();
        let visible = indexes.iter().filter(|index| shown.get(**index) == Some(&true));
        visible.filter_map(|index| self.items.get(*index)).filter_map(|item| check(item, answers)).collect()
    }

    /// Checks all answers: what is shown, and that nothing is answered that is no question of this form. Hidden
    /// answers are left in peace: they may be unfinished and never count.
    pub fn validate(&self, answers: &Answers) -> Vec<AnswerError> {
        let shown = self.active_flags(answers);
        let visible = self.items.iter().zip(shown).filter(|(_, on)| *on);
        let mut out: Vec<AnswerError> = visible.filter_map(|(item, _)| check(item, answers)).collect();
        for (link_id, _) in answers.iter() {
            if !self.item(link_id).is_some_and(|item| item.kind.is_question()) {
                out.push(AnswerError { link_id: link_id.to_owned(), fault: Fault::UnknownQuestion, given: None });
            }
        }
        out
    }
}

fn check(item: &Item, answers: &Answers) -> Option<AnswerError> {
    if !item.kind.is_question() {
        return None;
    }
    let answer = answers.get(&item.link_id);
    let (fault, given) = match (item.kind, answer) {
        (_, None) => (item.required.then_some(Fault::Missing), None),
        (Kind::Choice, Some(Answer::Choice(code))) => {
            (item.choice(code).is_none().then_some(Fault::UnknownChoice), Some(code.clone()))
        }
        (Kind::Open, Some(Answer::Text(text))) => (text_fault(item, text), Some(text.clone())),
        (Kind::Number, Some(Answer::Number(number))) => (number_fault(item, *number), Some(number.to_string())),
        (_, Some(_)) => (Some(Fault::WrongType), None),
    };
    fault.map(|fault| AnswerError { link_id: item.link_id.clone(), fault, given: given.map(Personal::new) })
}

pub(crate) fn text_fault(item: &Item, text: &str) -> Option<Fault> {
    let chars = text.chars().count();
    if chars > item.most_chars {
        return Some(Fault::TooLong { chars, most: item.most_chars });
    }
    (item.required && text.trim().is_empty()).then_some(Fault::Missing)
}

pub(crate) fn number_fault(item: &Item, number: i64) -> Option<Fault> {
    let (least, greatest) = item.range;
    (number < least || number > greatest).then_some(Fault::OutOfRange { least, greatest })
}
