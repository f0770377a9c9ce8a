//! How hard a form is to read, and how long it takes.
//!
//! The measure knows nothing of meaning ([`Measured`] says which it is): it is a reason to read the form again, not a
//! verdict.

use super::{Measured, Subject};
use crate::{
    Problem,
    problem::At,
    program::{FormType, Value},
};

/// Longest form that is not remarked on, in minutes.
const LONG: u32 = 15;
/// Below this ease, a text reads like a study (Flesch's own bands: 50 to 60 is "fairly difficult").
const HARD: f64 = 50.0;
/// Most words of a question that is not remarked on.
const LONG_QUESTION: usize = 35;

/// What was measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Questions asked, hidden ones included.
    pub questions: usize,
    /// Words to read: questions and printed answers.
    pub words: usize,
    /// Ease of reading of the questions, none where it was not measured.
    pub ease: Option<f64>,
    /// How that ease was measured, or why it was not.
    pub measured: Measured,
    seconds: f64,
    costs: Vec<Cost>,
    long: Vec<(At, usize)>,
}

/// What one question takes of the time to answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Cost {
    /// The question.
    pub link_id: String,
    /// Seconds to read it and answer.
    pub seconds: u32,
}

impl Reading {
    pub(super) fn of(subject: &Subject<'_>) -> Self {
        let (mut sentences, mut read) = (0, Vec::new());
        let mut out = Self {
            questions: 0,
            words: 0,
            ease: None,
            measured: Measured::TooShort,
            seconds: 0.0,
            costs: Vec::new(),
            long: Vec::new(),
        };
        for (item, form) in (0_u32..).zip(&subject.program().items) {
            let text = subject.text(item);
            let words: Vec<&str> = words(text).collect();
            out.words += words.len();
            sentences += text.split(['.', '?', '!', ';', ':']).filter(|part| words_in(part) > 0).count();
            read.extend_from_slice(&words);
            if words.len() > LONG_QUESTION && form.kind != FormType::Display {
                out.long.push((subject.place(Some(item)).field("text"), words.len()));
            }
            let labels = form.options.iter().map(|option| match &option.value {
                Value::Coding(coding) => words_in(&coding.display),
                Value::Text(text) => words_in(text),
                _ => 1,
            });
            let labels: usize = labels.sum();
            out.words += labels;
            let mut seconds = (words.len() + labels) as f64 * 0.3;
            if form.kind != FormType::Group && form.kind != FormType::Display {
                out.questions += 1;
            }
            seconds += match form.kind {
                FormType::Group | FormType::Display => 0.0,
                FormType::Text => 45.0,
                FormType::Choice | FormType::OpenChoice | FormType::Boolean => 5.0,
                _ => 8.0,
            };
            out.seconds += seconds;
            if form.kind != FormType::Group {
                out.costs.push(Cost { link_id: form.link_id.clone(), seconds: seconds.round() as u32 });
            }
        }
        out.measured = Measured::for_text(subject.document.root().text("language"), &read);
        out.ease = out.measured.ease(sentences, &read);
        out
    }

    /// Minutes to read and answer alone: 200 words a minute, and time to think by kind of question.
    pub fn minutes(&self) -> u32 {
        ((self.seconds / 60.0).round() as u32).max(1)
    }

    /// The questions that take most of the time, the longest first.
    pub fn longest(&self, most: usize) -> Vec<&Cost> {
        let mut costs: Vec<&Cost> = self.costs.iter().collect();
        costs.sort_by_key(|cost| std::cmp::Reverse(cost.seconds));
        costs.truncate(most);
        costs
    }

    /// The age from which the text is read with ease, by Flesch's bands: 90 and more at ten or eleven, 60 to 70 at
    /// fourteen, 30 to 50 at eighteen and after some study.
    pub fn age(&self) -> Option<u32> {
        self.ease.map(|ease| match ease {
            ease if ease >= 90.0 => 10,
            ease if ease >= 80.0 => 11,
            ease if ease >= 70.0 => 12,
            ease if ease >= 60.0 => 14,
            ease if ease >= 50.0 => 16,
            _ => 18,
        })
    }

    pub(super) fn prove(&self, problems: &mut Vec<Problem>) {
        let at = At::root("Questionnaire");
        if let (Some(ease), Some(age)) = (self.ease.filter(|ease| *ease < HARD), self.age()) {
            problems.push(at.warning(
                "hard-to-read",
                format!(
                    "Le texte se lit aisément à partir de {age} ans environ (indice de {} : {ease:.0}). Raccourcissez les \
                     phrases et remplacez les mots longs.",
                    if self.measured == Measured::Flesch { "Flesch" } else { "Kandel et Moles" }
                ),
                format!(
                    "The text reads easily from about {age} years ({} index: {ease:.0}). Shorten the sentences and replace \
                     long words.",
                    if self.measured == Measured::Flesch { "Flesch's" } else { "Kandel and Moles'" }
                ),
            ));
        }
        let minutes = self.minutes();
        if minutes > LONG {
            problems.push(at.warning(
                "long-form",
                format!(
                    "Environ {minutes} minutes pour {} questions. Retirez celles dont rien ne sera fait.",
                    self.questions
                ),
                format!(
                    "About {minutes} minutes for {} questions. Remove those nothing will be done with.",
                    self.questions
                ),
            ));
        }
        for (at, words) in &self.long {
            problems.push(at.warning(
                "long-question",
                format!("{words} mots dans une seule question. Coupez-la, ou mettez l'explication à part."),
                format!("{words} words in one question. Cut it, or set the explanation apart."),
            ));
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.chars().any(char::is_alphabetic))
}

fn words_in(text: &str) -> usize {
    words(text).count()
}
