//! Posted fields of one screen. The name of a field is the link id of its question.

use kernel::Personal;

use crate::{
    Answer, AnswerError, Answers, Fault, Instrument, Item, Kind,
    validate::{number_fault, text_fault},
};

/// What came out of a posted screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FormReading {
    /// The answers that fit.
    pub answers: Answers,
    /// Questions posted empty: an earlier answer is taken back.
    pub cleared: Vec<String>,
    /// The answers that don't fit, each with what was given.
    pub errors: Vec<AnswerError>,
}

impl FormReading {
    /// Puts the reading into answers given before. A question that was not posted keeps its answer: a radio button
    /// cannot be unpressed, and what a filter hides is kept. A question in error keeps its earlier answer too.
    pub fn merge_into(&self, answers: &mut Answers) {
        for link_id in &self.cleared {
            answers.clear(link_id);
        }
        for (link_id, answer) in self.answers.iter() {
            answers.set(link_id, answer.clone());
        }
    }
}

impl Instrument {
    /// Reads the posted fields of one screen. Fields that are no question of that screen are ignored; where a field is
    /// posted twice the last value that is not empty wins. Line ends become `\n`, and control characters are dropped.
    /// Whether demanded answers are there is asked of [`validate_screen`](Instrument::validate_screen) afterwards.
    pub fn from_form(&self, screen: usize, pairs: &[(String, String)]) -> FormReading {
        let mut reading = FormReading::default();
        for item in self.screen_items(screen).filter(|item| item.kind.is_question()) {
            let mut values = pairs.iter().filter(|(name, _)| *name == item.link_id).map(|(_, value)| clean(value));
            let Some(first) = values.next() else { continue };
            let given = values.rfind(|value| !value.is_empty()).unwrap_or(first);
            if given.is_empty() {
                reading.cleared.push(item.link_id.clone());
                continue;
            }
            match read(item, &given) {
                Ok(answer) => reading.answers.set(item.link_id.as_str(), answer),
                Err(fault) => {
                    let link_id = item.link_id.clone();
                    reading.errors.push(AnswerError { link_id, fault, given: Some(Personal::new(given)) });
                }
            }
        }
        reading
    }
}

fn read(item: &Item, given: &str) -> Result<Answer, Fault> {
    match item.kind {
        Kind::Choice => {
            item.choice(given).map(|choice| Answer::Choice(choice.code.clone())).ok_or(Fault::UnknownChoice)
        }
        Kind::Number => {
            let number = given.parse().map_err(|_| Fault::NotANumber)?;
            number_fault(item, number).map_or(Ok(Answer::Number(number)), Err)
        }
        Kind::Open => text_fault(item, given).map_or_else(|| Ok(Answer::Text(given.to_owned())), Err),
        Kind::Group | Kind::Display => Err(Fault::WrongType),
    }
}

/// Browsers send `\r\n`; PostgreSQL refuses the null character; nobody types the other controls.
fn clean(value: &str) -> String {
    let unix = value.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = unix.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    kept.trim().to_owned()
}
