//! Answers that many questions share, ready to be put under one: an ordered scale with its values, and the kinds of missing
//! answers beside it, which are never points of it (hard rule 6).

use instruments::{ItemType, MissingKind};

use super::{
    Kind,
    json::Two,
    question::{Printed, Question},
    repeats::Times,
};

/// What a new question begins as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begin {
    /// Yes or no.
    YesNo,
    /// Always to never.
    Often,
    /// Very satisfied to very dissatisfied.
    Satisfied,
    /// Answers to write oneself.
    Choice,
    /// The same, several at once.
    Several,
    /// A free text.
    Open,
    /// A whole number.
    Number,
    /// A number with decimals.
    Decimal,
    /// An amount with its unit.
    Quantity,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A date with a time of day.
    DateTime,
    /// The address of a page.
    Url,
    /// A text to show.
    Display,
    /// A screen.
    Group,
    /// Questions that are asked several times: once for each medicine, for each stay.
    Repeated,
}

impl Begin {
    /// In the order they are offered.
    pub const ALL: [Self; 16] = [
        Self::YesNo,
        Self::Often,
        Self::Satisfied,
        Self::Choice,
        Self::Several,
        Self::Open,
        Self::Number,
        Self::Decimal,
        Self::Quantity,
        Self::Date,
        Self::Time,
        Self::DateTime,
        Self::Url,
        Self::Display,
        Self::Group,
        Self::Repeated,
    ];

    /// Those that our own pages ask.
    pub fn offered() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|one| one.kind().is_offered())
    }

    /// The name used in forms and word keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::YesNo => "yes-no",
            Self::Often => "often",
            Self::Satisfied => "satisfied",
            Self::Choice => "choice",
            Self::Open => "open",
            Self::Several => "several",
            Self::Number => "number",
            Self::Decimal => "decimal",
            Self::Quantity => "quantity",
            Self::Date => "date",
            Self::Time => "time",
            Self::DateTime => "date-time",
            Self::Url => "url",
            Self::Display => "display",
            Self::Group => "group",
            Self::Repeated => "repeated",
        }
    }

    /// The one with that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// What it asks for.
    pub const fn kind(self) -> Kind {
        match self {
            Self::YesNo | Self::Often | Self::Satisfied | Self::Choice => Kind::Choice,
            Self::Open => Kind::Open,
            Self::Several => Kind::Several,
            Self::Number => Kind::Number,
            Self::Decimal => Kind::Decimal,
            Self::Quantity => Kind::Quantity,
            Self::Date => Kind::Date,
            Self::Time => Kind::Time,
            Self::DateTime => Kind::DateTime,
            Self::Url => Kind::Url,
            Self::Display => Kind::Display,
            Self::Group | Self::Repeated => Kind::Group,
        }
    }

    /// Fills a new question.
    pub fn fill(self, question: &mut Question) {
        question.kind = self.kind();
        question.times = (self == Self::Repeated).then(Times::default);
        let values: &[(&str, &str, &str)] = match self {
            Self::YesNo => &[("yes", "Oui", "Yes"), ("no", "Non", "No")],
            Self::Often => &[
                ("always", "Toujours", "Always"),
                ("often", "Souvent", "Often"),
                ("sometimes", "Parfois", "Sometimes"),
                ("never", "Jamais", "Never"),
            ],
            Self::Satisfied => &[
                ("very-good", "Très bien", "Very good"),
                ("good", "Bien", "Good"),
                ("poor", "Mal", "Poor"),
                ("very-poor", "Très mal", "Very poor"),
            ],
            _ => &[],
        };
        let highest = values.len() as i64 - 1;
        question.choices = values
            .iter()
            .enumerate()
            .map(|(at, (code, fr, en))| Printed { weight: Some(highest - at as i64), ..printed(code, fr, en) })
            .collect();
        if !values.is_empty() {
            let is_judgement = self == Self::Satisfied;
            question.item_type = Some(if is_judgement { ItemType::Satisfaction } else { ItemType::Experience });
            question.choices.push(match self {
                Self::Satisfied => Printed {
                    missing: Some(MissingKind::NoOpinion),
                    ..printed("no-opinion", "Sans avis", "No opinion")
                },
                _ => Printed {
                    missing: Some(MissingKind::DontKnow),
                    ..printed("dont-know", "Je ne sais plus", "I don't remember")
                },
            });
            question.choices.push(Printed {
                missing: Some(MissingKind::NotConcerned),
                ..printed("not-concerned", "Je ne suis pas concerné", "Does not apply to me")
            });
        }
    }
}

fn printed(code: &str, fr: &str, en: &str) -> Printed {
    Printed { code: code.to_owned(), label: Two { fr: fr.to_owned(), en: en.to_owned() }, ..Printed::default() }
}

#[cfg(test)]
mod tests {
    use instruments::Instrument;

    use super::*;
    use crate::instruments::document::{Doc, blank};

    #[test]
    fn each_beginning_makes_a_question_that_compiles_once_it_has_its_words() {
        for begin in Begin::offered() {
            let mut doc: Doc = blank("Essai");
            let link = doc.add(None, begin.kind(), false).unwrap();
            let item = doc.item_mut(&link).unwrap();
            let mut question = Question::of(item, "fr");
            begin.fill(&mut question);
            question.wording[0].fr = "Une question ?".to_owned();
            if begin == Begin::Quantity {
                question.units.push("kg".to_owned());
            }
            if matches!(begin, Begin::Choice | Begin::Several) {
                question.choices.push(printed("a", "A", "A"));
            }
            question.write(item, "fr");
            let (_, problems) = Instrument::check(&doc.written());
            let wrong: Vec<_> = problems.iter().filter(|one| one.link_id.as_deref() == Some(&link)).collect();
            assert!(wrong.is_empty(), "{begin:?}: {wrong:?}");
            assert_eq!(Begin::from_code(begin.code()), Some(begin));
        }
    }
}
