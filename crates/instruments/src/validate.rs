//! Whether answers fit the form.

use std::{cmp::Ordering, fmt};

use kernel::{Lang, Personal};

use crate::{
    Answer, Answers, Instrument, Item, Kind, Shown,
    form::MOST_OTHER_CHARS,
    program::{Decimal, Partial, Value},
    readable,
};

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
    /// No decimal number.
    NotADecimal,
    /// No date: day, month and year, or month and year, or a year of four figures.
    NotADate,
    /// No time of day.
    NotATime,
    /// No date, or a time beside a date that has no day, or no time of day.
    NotADateTime,
    /// No address of a page.
    NotAnAddress,
    /// More digits after the point than are accepted.
    TooPrecise {
        /// How many are accepted.
        most: u32,
    },
    /// Under the least or over the greatest value accepted, as written.
    Beyond {
        /// The least accepted.
        least: Option<String>,
        /// The greatest accepted.
        greatest: Option<String>,
    },
    /// Outside the range.
    OutOfRange {
        /// The least accepted.
        least: i64,
        /// The greatest accepted.
        greatest: i64,
    },
    /// A rule of the form between answers is not kept; what the document says of it.
    Rule(String),
    /// Fewer blocks of a group that repeats hold an answer than are demanded.
    TooFewBlocks {
        /// How many are demanded.
        fewest: usize,
    },
    /// More blocks of a group that repeats than are accepted.
    TooManyBlocks {
        /// How many are accepted.
        most: usize,
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
            Self::NotADecimal => "not-a-decimal",
            Self::NotADate => "not-a-date",
            Self::NotATime => "not-a-time",
            Self::NotADateTime => "not-a-date-time",
            Self::NotAnAddress => "not-an-address",
            Self::TooPrecise { .. } => "too-precise",
            Self::Beyond { least: Some(_), greatest: Some(_) } => "beyond",
            Self::Beyond { least: Some(_), .. } => "under-least",
            Self::Beyond { .. } => "over-greatest",
            Self::OutOfRange { .. } => "out-of-range",
            Self::Rule(_) => "rule",
            Self::TooFewBlocks { .. } => "too-few-blocks",
            Self::TooManyBlocks { .. } => "too-many-blocks",
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
            (Self::NotADecimal, Lang::Fr) => "Écrivez un nombre, par exemple 37,5.".into(),
            (Self::NotADecimal, Lang::En) => "Write a number, for example 37.5.".into(),
            (Self::NotADate, Lang::Fr) => "Écrivez une date, par exemple 3 11 2026, ou l'année seule.".into(),
            (Self::NotADate, Lang::En) => "Write a date, for example 3 11 2026, or the year alone.".into(),
            (Self::NotATime, Lang::Fr) => "Écrivez une heure, par exemple 14 h 30.".into(),
            (Self::NotATime, Lang::En) => "Write a time, for example 14:30.".into(),
            (Self::NotADateTime, Lang::Fr) => "Écrivez une date et une heure, par exemple 3 11 2026, 14 h 30.".into(),
            (Self::NotADateTime, Lang::En) => "Write a date and a time, for example 3 11 2026, 14:30.".into(),
            (Self::NotAnAddress, Lang::Fr) => {
                "Écrivez l'adresse d'une page, par exemple https://www.exemple.fr.".into()
            }
            (Self::NotAnAddress, Lang::En) => {
                "Write the address of a page, for example https://www.example.org.".into()
            }
            (Self::TooPrecise { most }, Lang::Fr) => format!("Écrivez {most} chiffres au plus après la virgule."),
            (Self::TooPrecise { most }, Lang::En) => format!("Write at most {most} figures after the point."),
            (Self::Beyond { least, greatest }, lang) => beyond(least.as_deref(), greatest.as_deref(), lang),
            (Self::OutOfRange { least, greatest }, Lang::Fr) => {
                format!("Écrivez un nombre entre {least} et {greatest}.")
            }
            (Self::OutOfRange { least, greatest }, Lang::En) => {
                format!("Write a number between {least} and {greatest}.")
            }
            (Self::Rule(says), _) => says.clone(),
            (Self::TooFewBlocks { fewest }, Lang::Fr) => format!("Remplissez-en {fewest} au moins."),
            (Self::TooFewBlocks { fewest }, Lang::En) => format!("Fill in at least {fewest}."),
            (Self::TooManyBlocks { most }, Lang::Fr) => format!("Gardez-en {most} au plus."),
            (Self::TooManyBlocks { most }, Lang::En) => format!("Keep at most {most}."),
            (Self::Missing, Lang::Fr) => "Cette réponse est nécessaire pour continuer.".into(),
            (Self::Missing, Lang::En) => "This answer is needed to go on.".into(),
            (Self::WrongType, Lang::Fr) => "Cette réponse n'est pas du type attendu.".into(),
            (Self::WrongType, Lang::En) => "This answer is not of the expected type.".into(),
        }
    }
}

fn beyond(least: Option<&str>, greatest: Option<&str>, lang: Lang) -> String {
    let [least, greatest] = [least, greatest].map(|bound| bound.map(|bound| readable(bound, lang)));
    match (least, greatest, lang) {
        (Some(least), Some(greatest), Lang::Fr) => format!("La valeur va de {least} à {greatest}."),
        (Some(least), Some(greatest), Lang::En) => format!("The value goes from {least} to {greatest}."),
        (Some(least), None, Lang::Fr) => format!("La valeur est d'au moins {least}."),
        (Some(least), None, Lang::En) => format!("The value is at least {least}."),
        (None, greatest, Lang::Fr) => format!("La valeur est d'au plus {}.", greatest.as_deref().unwrap_or("∅")),
        (None, greatest, Lang::En) => format!("The value is at most {}.", greatest.as_deref().unwrap_or("∅")),
    }
}

/// One answer that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerError {
    /// The question.
    pub link_id: String,
    /// The block it stands in, from 0; none outside groups that repeat.
    pub block: Option<usize>,
    /// What is wrong.
    pub fault: Fault,
    /// What was given, to be shown again to the person and to nobody else.
    pub given: Option<Personal<String>>,
}

impl AnswerError {
    pub(crate) fn at(item: &Item, block: Option<usize>, fault: Fault, given: String) -> Self {
        Self { link_id: item.link_id.clone(), block, fault, given: Some(Personal::new(given)) }
    }
}

impl fmt::Display for AnswerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.link_id, self.fault.code())
    }
}

impl Instrument {
    /// Checks the answers of one screen: only what is shown there is checked. Empty when all is well.
    pub fn validate_screen(&self, screen: usize, answers: &Answers) -> Vec<AnswerError> {
        let shown = self.shown(answers);
        let mut out = self.check_all(self.screen_items(screen), answers, &shown);
        for group in self.repeated_on(screen).filter(|group| shown.is(&group.link_id, None)) {
            out.extend(self.check_blocks(group, answers, &shown));
        }
        out
    }

    /// Checks all answers: what is shown, and that nothing is answered that is no question of this form. Hidden
    /// answers are left in peace: they may be unfinished and never count.
    pub fn validate(&self, answers: &Answers) -> Vec<AnswerError> {
        let shown = self.shown(answers);
        let mut out = self.check_all(self.items.iter(), answers, &shown);
        for group in self.repeated().filter(|group| shown.is(&group.link_id, None)) {
            out.extend(self.check_blocks(group, answers, &shown));
        }
        for (link_id, answer) in answers.iter() {
            let is_known = self.item(link_id).is_some_and(|item| match answer {
                Answer::Repeated(_) => item.repeats.is_some(),
                _ => item.kind.is_question() && item.inside.is_none(),
            });
            if !is_known {
                let (link_id, fault) = (link_id.to_owned(), Fault::UnknownQuestion);
                out.push(AnswerError { link_id, block: None, fault, given: None });
            }
        }
        out
    }

    /// Checks the items that stand in no group that repeats.
    fn check_all<'i>(
        &self,
        items: impl Iterator<Item = &'i Item>,
        answers: &Answers,
        shown: &Shown<'_>,
    ) -> Vec<AnswerError> {
        let visible = items.filter(|item| item.inside.is_none() && shown.is(&item.link_id, None));
        visible.filter_map(|item| check(item, answers, None)).collect()
    }
}

pub(crate) fn check(item: &Item, answers: &Answers, block: Option<usize>) -> Option<AnswerError> {
    if !item.kind.is_question() {
        return None;
    }
    let answer = answers.get(&item.link_id);
    let (fault, given) = match (item.kind, answer) {
        (_, None) => (item.required.then_some(Fault::Missing), None),
        (Kind::Choice, Some(Answer::Choice(code))) if !item.several => {
            (item.choice(code).is_none().then_some(Fault::UnknownChoice), Some(code.clone()))
        }
        (Kind::Choice, Some(Answer::Several { codes, other })) if item.several => {
            let unknown = codes.iter().find(|code| item.choice(code).is_none());
            let fault = unknown.map(|_| Fault::UnknownChoice).or_else(|| other_fault(item, other.as_deref()));
            (fault, unknown.or(other.as_ref()).cloned())
        }
        (Kind::Choice, Some(Answer::Other(text))) if item.other && !item.several => {
            (other_fault(item, Some(text)), Some(text.clone()))
        }
        (Kind::Open, Some(Answer::Text(text))) => (text_fault(item, text), Some(text.clone())),
        (Kind::Number, Some(Answer::Number(number))) => (number_fault(item, *number), Some(number.to_string())),
        (Kind::Decimal, Some(Answer::Decimal(text))) => (amount_fault(item, text), Some(text.clone())),
        (Kind::Quantity, Some(Answer::Quantity { amount, unit })) => {
            let known = item.units.iter().any(|(code, _)| code == unit);
            let fault = if known { amount_fault(item, amount) } else { Some(Fault::UnknownChoice) };
            (fault, Some(amount.clone()))
        }
        (Kind::Date, Some(Answer::Date(text))) => (date_fault(item, text), Some(text.clone())),
        (Kind::Time, Some(Answer::Time(text))) => (time_fault(item, text), Some(text.clone())),
        (Kind::DateTime, Some(Answer::DateTime(text))) => (date_time_fault(item, text), Some(text.clone())),
        (Kind::Url, Some(Answer::Url(text))) => (address_fault(item, text), Some(text.clone())),
        (_, Some(_)) => (Some(Fault::WrongType), None),
    };
    fault.map(|fault| AnswerError { link_id: item.link_id.clone(), block, fault, given: given.map(Personal::new) })
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

fn other_fault(item: &Item, text: Option<&str>) -> Option<Fault> {
    let chars = text?.chars().count();
    if !item.other {
        return Some(Fault::WrongType);
    }
    (chars > MOST_OTHER_CHARS).then_some(Fault::TooLong { chars, most: MOST_OTHER_CHARS })
}

/// A decimal, or the number of an amount, against the limits of its item.
pub(crate) fn amount_fault(item: &Item, text: &str) -> Option<Fault> {
    let Some(number) = Decimal::parse(text) else { return Some(Fault::NotADecimal) };
    if let Some(most) = item.decimals
        && text.split_once('.').is_some_and(|(_, digits)| digits.len() > most as usize)
    {
        return Some(Fault::TooPrecise { most });
    }
    let limit = |value: &Option<Value>| match value {
        Some(Value::Quantity(amount)) => Some(amount.value),
        Some(value) => value.number(),
        None => None,
    };
    let (least, greatest) = (limit(&item.limits.0), limit(&item.limits.1));
    let outside = least.is_some_and(|least| number < least) || greatest.is_some_and(|greatest| number > greatest);
    outside.then(|| Fault::Beyond {
        least: least.map(|one| one.to_string()),
        greatest: greatest.map(|one| one.to_string()),
    })
}

/// A date against the limits of its item. What the known parts do not decide is accepted.
pub(crate) fn date_fault(item: &Item, text: &str) -> Option<Fault> {
    Partial::date(text).map_or(Some(Fault::NotADate), |date| moment_fault(item, date))
}

/// A time of day against the limits of its item.
pub(crate) fn time_fault(item: &Item, text: &str) -> Option<Fault> {
    Partial::time(text).map_or(Some(Fault::NotATime), |time| moment_fault(item, time))
}

/// A date with a time against the limits of its item. What the known parts do not decide is accepted.
pub(crate) fn date_time_fault(item: &Item, text: &str) -> Option<Fault> {
    Partial::date_time(text).map_or(Some(Fault::NotADateTime), |moment| moment_fault(item, moment))
}

/// The address of a page, and how long it may be.
pub(crate) fn address_fault(item: &Item, text: &str) -> Option<Fault> {
    if !is_address(text) {
        return Some(Fault::NotAnAddress);
    }
    let (chars, most) = (text.chars().count(), item.most_chars);
    (chars > most).then_some(Fault::TooLong { chars, most })
}

/// Whether a text is the address of a page on the web: `http` or `https`, the name of a host with a point in it, no blank.
pub(crate) fn is_address(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    let host = host.split_once(':').map_or(host, |(host, port)| {
        if !port.is_empty() && port.len() < 6 && port.bytes().all(|b| b.is_ascii_digit()) { host } else { "" }
    });
    let is_label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let is_plain = !rest.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\\'));
    is_web && is_plain && host.contains('.') && host.split('.').all(is_label)
}

fn moment_fault(item: &Item, given: Partial) -> Option<Fault> {
    let limit = |value: &Option<Value>| match value {
        Some(Value::Moment(moment)) => Some(*moment),
        _ => None,
    };
    let (least, greatest) = (limit(&item.limits.0), limit(&item.limits.1));
    let under = least.is_some_and(|least| given.compare(least) == Some(Ordering::Less));
    let over = greatest.is_some_and(|greatest| given.compare(greatest) == Some(Ordering::Greater));
    (under || over).then(|| Fault::Beyond {
        least: least.map(|one| one.to_string()),
        greatest: greatest.map(|one| one.to_string()),
    })
}
