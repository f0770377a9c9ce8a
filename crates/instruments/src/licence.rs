//! The terms of use as the document states them: who holds the rights, what shows them, until when, and for which ways
//! and languages. One extension ([`extensions::LICENCE`](crate::extensions::LICENCE)), read once, by everybody.

use std::collections::BTreeSet;

use kernel::{Day, Lang};

use crate::{
    Instrument, Mode, Text,
    score::licence::{Agreement, Refusal},
};

/// Whether somebody had to be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Permission {
    /// The terms allow whoever keeps them: an official text, a notice such as that of PHQ-9, one's own questions.
    #[default]
    Open,
    /// Somebody granted it to somebody: it must say who, to whom, and what shows it.
    Agreement,
}

impl Permission {
    /// The name used in documents.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Agreement => "agreement",
        }
    }

    /// The one with that name.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Open, Self::Agreement].into_iter().find(|one| one.code() == code)
    }
}

/// Terms of use. An instrument without them is never published (DESIGN, hard rule 13).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Licence {
    /// Its short name.
    pub name: Text,
    /// Whether somebody had to be asked.
    pub permission: Permission,
    /// The family name an agreement is about (`EQ-5D`); the document's own name when absent.
    pub instrument: Option<String>,
    /// Who holds the rights.
    pub holder: Option<String>,
    /// Who was allowed, by name; nobody in particular when absent.
    pub granted_to: Option<String>,
    /// What shows it: the number of a licence, the date of a letter.
    pub proof: Option<String>,
    /// The last day it holds; without an end when absent.
    pub expires: Option<Day>,
    /// What is to be paid: amount, currency and for how long, in words.
    pub fee: Option<Text>,
    /// The ways to ask it covers; every way when empty.
    pub modes: BTreeSet<Mode>,
    /// The languages it covers (BCP 47 tags); every language when empty.
    pub languages: BTreeSet<String>,
    /// The wording that was validated, by its hash ([`Instrument::wording_hash`]): it may not be changed. None where the
    /// terms lock nothing.
    pub wording: Option<String>,
    /// Where the wording comes from.
    pub source: Option<Text>,
    /// What it allows or asks for.
    pub note: Option<Text>,
}

impl Licence {
    /// Everything that keeps the instrument from being asked on a day, in these ways and languages; empty when it may be.
    pub fn refusals(&self, day: Day, modes: &[Mode], languages: &[&str]) -> Vec<Refusal> {
        let mut out = Vec::new();
        if self.permission == Permission::Agreement {
            let parts = [("holder", &self.holder), ("granted-to", &self.granted_to), ("proof", &self.proof)];
            let blank = |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
            out.extend(parts.iter().filter(|(_, text)| blank(text)).map(|(name, _)| Refusal::Incomplete(name)));
        }
        out.extend(self.expires.filter(|last| day > *last).map(Refusal::Expired));
        let way = |mode: &&Mode| !self.modes.is_empty() && !self.modes.contains(*mode);
        out.extend(modes.iter().filter(way).map(|mode| Refusal::ModeNotCovered(mode.code())));
        let said = |tag: &&&str| !self.languages.is_empty() && !covers(&self.languages, tag);
        out.extend(languages.iter().filter(said).map(|tag| Refusal::LanguageNotCovered((*tag).to_owned())));
        out
    }
}

/// Whether one of the tags of a licence covers a language. A tag without a region covers every region of it, and a tag
/// that is asked for without a region (the pages know `fr` and `en`) is covered by each region of it.
pub(crate) fn covers(granted: &BTreeSet<String>, asked: &str) -> bool {
    let begins = |long: &str, short: &str| {
        long.get(..short.len()).is_some_and(|start| start.eq_ignore_ascii_case(short))
            && long.get(short.len()..).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    granted.iter().any(|tag| !tag.is_empty() && (begins(asked, tag) || begins(tag, asked)))
}

impl Instrument {
    /// Everything that keeps it from being asked on a day, in these ways and languages (BCP 47 tags): no licence, one that
    /// is over, or one that does not cover what is wanted. Empty when it may be asked. For a campaign, give its own ways
    /// and languages.
    pub fn licence_refusals(&self, day: Day, modes: &[Mode], languages: &[&str]) -> Vec<Refusal> {
        self.licence().map_or_else(|| vec![Refusal::Missing], |licence| licence.refusals(day, modes, languages))
    }

    /// The same for all that the document offers: every way and every language it names.
    pub fn licence_refusals_as_offered(&self, day: Day) -> Vec<Refusal> {
        let modes: Vec<Mode> = self.modes().iter().map(|rule| rule.mode).collect();
        self.licence_refusals(day, &modes, &self.offered_languages())
    }

    /// The languages of the document: its own, those whose translation it speaks of, then those of our pages that its
    /// questions are written in.
    pub fn offered_languages(&self) -> Vec<&str> {
        let others = self.about.translations.iter().map(|status| status.tag.as_str());
        let mut out = vec![self.language()];
        for tag in others.chain(self.asked_languages()) {
            if !out.contains(&tag) {
                out.push(tag);
            }
        }
        out
    }

    /// The languages that people are asked in: the document's own, and those of our pages that a question is written in,
    /// since whoever answers chooses among them.
    pub fn asked_languages(&self) -> Vec<&str> {
        let is_written =
            |tag: &str| self.questions().any(|item| item.wording.all().any(|(_, text)| text.exactly(tag).is_some()));
        let mut out = vec![self.language()];
        for tag in Lang::ALL.map(Lang::tag) {
            if !out.contains(&tag) && is_written(tag) {
                out.push(tag);
            }
        }
        out
    }

    /// The agreement the document holds, as the gate of licensed scores asks for it
    /// ([`Agreement::prove`]). An open licence is no agreement.
    pub fn agreement(&self) -> Result<Agreement, Refusal> {
        let licence = self.licence().ok_or(Refusal::Missing)?;
        let said = |part: &Option<String>| part.clone().unwrap_or_default();
        let family = licence.instrument.clone().or_else(|| self.name().map(str::to_owned));
        Ok(Agreement {
            instrument: family.unwrap_or_default(),
            licensor: said(&licence.holder),
            holder: said(&licence.granted_to),
            proof: said(&licence.proof),
            expires: licence.expires,
            modes: if licence.modes.is_empty() { Mode::ALL.iter().copied().collect() } else { licence.modes.clone() },
            languages: licence.languages.clone(),
        })
    }
}
