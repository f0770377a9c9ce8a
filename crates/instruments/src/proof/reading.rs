//! How hard a form is to read, and how long it takes.
//!
//! The measure is Kandel and Moles' adaptation to French of Flesch's reading ease (« Application de l'indice de Flesch à
//! la langue française », Cahiers d'études de radio-télévision 19, 1958): 207 - 1.015 · words per sentence - 73.6 ·
//! syllables per word. It knows nothing of meaning: it is a reason to read the form again, not a verdict. Syllables are
//! counted from the spelling: groups of vowels, a final silent e left out.

use super::Subject;
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
    /// Kandel and Moles' ease of reading of the questions, none for a language that is not French or too little text.
    pub ease: Option<f64>,
    seconds: f64,
    long: Vec<(At, usize)>,
}

impl Reading {
    pub(super) fn of(subject: &Subject<'_>) -> Self {
        let (mut sentences, mut text_words, mut syllables) = (0, 0, 0);
        let mut out = Self { questions: 0, words: 0, ease: None, seconds: 0.0, long: Vec::new() };
        for (item, form) in (0_u32..).zip(&subject.program().items) {
            let text = subject.text(item);
            let words: Vec<&str> = words(text).collect();
            out.words += words.len();
            sentences += text.split(['.', '?', '!', ';', ':']).filter(|part| words_in(part) > 0).count();
            text_words += words.len();
            syllables += words.iter().map(|word| syllables_of(word)).sum::<usize>();
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
            out.seconds += (words.len() + labels) as f64 * 0.3;
            if form.kind != FormType::Group && form.kind != FormType::Display {
                out.questions += 1;
            }
            out.seconds += match form.kind {
                FormType::Group | FormType::Display => 0.0,
                FormType::Text => 45.0,
                FormType::Choice | FormType::OpenChoice | FormType::Boolean => 5.0,
                _ => 8.0,
            };
        }
        if subject.french() && text_words >= 30 && sentences > 0 {
            let (sentences, text_words, syllables) = (sentences as f64, text_words as f64, syllables as f64);
            out.ease = Some(207.0 - 1.015 * text_words / sentences - 73.6 * syllables / text_words);
        }
        out
    }

    /// Minutes to read and answer alone: 200 words a minute, and time to think by kind of question.
    pub fn minutes(&self) -> u32 {
        ((self.seconds / 60.0).round() as u32).max(1)
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
                    "Le texte se lit aisément à partir de {age} ans environ (indice de Kandel et Moles : {ease:.0}). \
                     Raccourcissez les phrases et remplacez les mots longs."
                ),
                format!(
                    "The text reads easily from about {age} years (Kandel and Moles' index: {ease:.0}). Shorten the \
                     sentences and replace long words."
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

fn syllables_of(word: &str) -> usize {
    let plain = super::scales::fold(word);
    let vowel = |letter: char| "aeiouyœæ".contains(letter);
    let mut count = 0;
    let mut before = false;
    for letter in plain.chars() {
        let here = vowel(letter);
        count += usize::from(here && !before);
        before = here;
    }
    let silent = ["e", "es", "ent"]
        .iter()
        .any(|ending| plain.strip_suffix(ending).is_some_and(|stem| !stem.is_empty() && !stem.ends_with(vowel)));
    // An accent at the end is heard: "santé" has two.
    let heard = word.ends_with(['é', 'è', 'ê']) || word.ends_with("és");
    (count - usize::from(silent && count > 1 && !heard)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_counted_from_the_spelling() {
        for (word, expected) in
            [("attente", 2), ("santé", 2), ("eau", 1), ("hôpital", 3), ("parlent", 1), ("infirmière", 3), ("le", 1)]
        {
            assert_eq!(syllables_of(word), expected, "{word}");
        }
    }
}
