//! The licence gate: an instrument of others is computed only for who may use it.
//!
//! EQ-5D, for one, is licensed by the EuroQol Research Foundation per holder, mode and language. A [`LicenceProof`] can
//! only come out of [`Agreement::prove`], so code that asks for one cannot run without an agreement that was read,
//! whole, and in force on the day.

use std::collections::BTreeSet;

use kernel::Day;

use crate::Mode;

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
    /// The last day it holds.
    pub expires: Day,
    /// The ways to ask it covers.
    pub modes: BTreeSet<Mode>,
    /// The languages it covers (BCP 47 tags).
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
            ("licensor", &self.licensor),
            ("holder", &self.holder),
            ("proof", &self.proof),
        ];
        if let Some((name, _)) = parts.iter().find(|(_, text)| text.trim().is_empty()) {
            return Err(Refusal::Incomplete(name));
        }
        if self.instrument != wanted.instrument {
            let granted = self.instrument.clone();
            return Err(Refusal::AnotherInstrument { granted, wanted: wanted.instrument.to_owned() });
        }
        if wanted.day > self.expires {
            return Err(Refusal::Expired(self.expires));
        }
        if !self.modes.contains(&wanted.mode) {
            return Err(Refusal::ModeNotCovered(wanted.mode.code()));
        }
        if !self.languages.contains(wanted.language) {
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
