//! The licence gate: an instrument of others is computed only for who may use it.
//!
//! EQ-5D, for one, is licensed by the EuroQol Research Foundation per holder, mode and language. A [`LicenceProof`] can
//! only come out of [`Agreement::prove`], so code that asks for one cannot run without an agreement that was read,
//! whole, and in force on the day.

use std::collections::BTreeSet;

use kernel::{Day, Lang};

use crate::{Mode, problem::excerpt};

/// An agreement with the owner of an instrument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// The instrument, by its family name: `EQ-5D`.
    pub instrument: String,
    /// Who grants it: `EuroQol Research Foundation`.
    pub licensor: String,
    /// Who may use it: the establishment, by name.
    pub holder: String,
    /// What shows it: the number of the licence or of the letter.
    pub proof: String,
    /// The last day it holds; without an end when absent.
    pub expires: Option<Day>,
    /// The ways to ask it covers.
    pub modes: BTreeSet<Mode>,
    /// The languages it covers (BCP 47 tags); every language when empty, as in the document.
    pub languages: BTreeSet<String>,
}

/// What somebody wants to do with a licensed instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted<'a> {
    /// The instrument's family name.
    pub instrument: &'a str,
    /// The day.
    pub day: Day,
    /// The way it was asked.
    pub mode: Mode,
    /// The language it was asked in (BCP 47 tag).
    pub language: &'a str,
}

/// Why it may not be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is none.
    #[error("the terms of use are missing; say who holds the rights and who may use this wording")]
    Missing,
    /// A part is empty.
    #[error("the licence agreement does not state its {0}; complete it from the licence you received")]
    Incomplete(&'static str),
    /// It is about something else.
    #[error("the licence agreement is for {granted}, not for {wanted}; enter the licence of {wanted}")]
    AnotherInstrument {
        /// What it grants.
        granted: String,
        /// What was wanted.
        wanted: String,
    },
    /// Its last day has passed.
    #[error("the licence expired on {0}; ask the owner of the instrument to renew it")]
    Expired(Day),
    /// It does not cover the way of asking.
    #[error("the licence does not cover asking by {0}; ask the owner of the instrument to add it")]
    ModeNotCovered(&'static str),
    /// It does not cover the language.
    #[error("the licence does not cover the language {0}; ask the owner of the instrument to add it")]
    LanguageNotCovered(String),
}

impl Refusal {
    /// A stable name, for programs and for words of pages: `licence-expired`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing => "licence-missing",
            Self::Incomplete(_) => "licence-incomplete",
            Self::AnotherInstrument { .. } => "licence-of-another",
            Self::Expired(_) => "licence-expired",
            Self::ModeNotCovered(_) => "licence-mode",
            Self::LanguageNotCovered(_) => "licence-language",
        }
    }

    /// What is wrong and what to do, in words.
    pub fn message(&self, lang: Lang) -> String {
        match (lang, self) {
            (Lang::En, Self::Incomplete(part)) => {
                format!(
                    "The licence does not say {}. Complete it from the document you received.",
                    part_in_english(part)
                )
            }
            (Lang::En, Self::ModeNotCovered(mode)) => {
                let told = Mode::from_code(mode).map_or(*mode, |mode| mode.label(Lang::En));
                format!(
                    "The licence does not allow this way of asking: {told}. Remove it, or ask who holds the rights."
                )
            }
            (Lang::En, refusal) => sentence(&refusal.to_string()),
            (Lang::Fr, Self::Missing) => {
                "Il manque les conditions d'usage. Dites qui détient les droits et qui peut utiliser ce texte."
                    .to_owned()
            }
            (Lang::Fr, Self::Incomplete(part)) => {
                format!("La licence ne dit pas {}. Complétez-la d'après le document reçu.", part_in_french(part))
            }
            (Lang::Fr, Self::AnotherInstrument { granted, wanted }) => {
                let (granted, wanted) = (excerpt(granted), excerpt(wanted));
                format!("La licence porte sur « {granted} » et non sur « {wanted} ». Saisissez celle de « {wanted} ».")
            }
            (Lang::Fr, Self::Expired(day)) => {
                format!("La licence a pris fin le {day}. Demandez son renouvellement à qui détient les droits.")
            }
            (Lang::Fr, Self::ModeNotCovered(mode)) => {
                let told = Mode::from_code(mode).map_or(*mode, |mode| mode.label(Lang::Fr));
                format!("La licence ne permet pas ce mode : {told}. Retirez-le, ou demandez à qui détient les droits.")
            }
            (Lang::Fr, Self::LanguageNotCovered(tag)) => {
                let tag = excerpt(tag);
                format!(
                    "La licence ne permet pas la langue « {tag} ». Retirez-la, ou demandez à qui détient les droits."
                )
            }
        }
    }
}

/// A part of a licence, as a person would name it.
fn part_in_french(part: &str) -> &str {
    match part {
        "holder" => "qui détient les droits",
        "granted-to" => "à qui l'accord est donné",
        "proof" => "ce qui le prouve (un numéro, la date d'une lettre)",
        "instrument" => "sur quel questionnaire elle porte",
        other => other,
    }
}

fn part_in_english(part: &str) -> &str {
    match part {
        "holder" => "who holds the rights",
        "granted-to" => "to whom it is granted",
        "proof" => "what proves it (a number, the date of a letter)",
        "instrument" => "which questionnaire it is about",
        other => other,
    }
}

/// With a capital letter and a full stop.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().map(|letter| letter.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// An agreement that was checked for one use on one day. It cannot be made in another way, nor kept: it says its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicenceProof {
    instrument: String,
    holder: String,
    proof: String,
    day: Day,
}

impl LicenceProof {
    /// The instrument's family name.
    pub fn instrument(&self) -> &str {
        &self.instrument
    }

    /// Who may use it, to be printed with the results.
    pub fn holder(&self) -> &str {
        &self.holder
    }

    /// What shows it.
    pub fn proof(&self) -> &str {
        &self.proof
    }

    /// The day it was checked for.
    pub const fn day(&self) -> Day {
        self.day
    }
}

impl Agreement {
    /// Checks the agreement for one use. The day is given: nothing here knows the time.
    pub fn prove(&self, wanted: Wanted<'_>) -> Result<LicenceProof, Refusal> {
        let parts = [
            ("instrument", &self.instrument),
            ("holder", &self.licensor),
            ("granted-to", &self.holder),
            ("proof", &self.proof),
        ];
        if let Some((name, _)) = parts.iter().find(|(_, text)| text.trim().is_empty()) {
            return Err(Refusal::Incomplete(name));
        }
        if self.instrument != wanted.instrument {
            let granted = self.instrument.clone();
            return Err(Refusal::AnotherInstrument { granted, wanted: wanted.instrument.to_owned() });
        }
        if let Some(last) = self.expires.filter(|last| wanted.day > *last) {
            return Err(Refusal::Expired(last));
        }
        if !self.modes.contains(&wanted.mode) {
            return Err(Refusal::ModeNotCovered(wanted.mode.code()));
        }
        if !self.languages.is_empty() && !crate::licence::covers(&self.languages, wanted.language) {
            return Err(Refusal::LanguageNotCovered(wanted.language.to_owned()));
        }
        Ok(LicenceProof {
            instrument: self.instrument.clone(),
            holder: self.holder.clone(),
            proof: self.proof.clone(),
            day: wanted.day,
        })
    }
}
