//! The cut-offs of the classes: dated tables by survey and year, each with its source (hard rule 11). Those that are shipped
//! stand in `cuts.toml`; an organisation gives its own where it has read others, and they come first.

use std::sync::LazyLock;

use formats::esatis::{State, Survey};
use kernel::Lang;
use serde::Deserialize;

/// What a table of cut-offs rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Proof {
    /// Read in a text of the HAS.
    Verified,
    /// Every row of the published file agrees.
    Measured,
    /// Neither.
    ToConfirm,
}

impl Proof {
    /// The name used in word keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Measured => "measured",
            Self::ToConfirm => "to-confirm",
        }
    }
}

/// The cut-offs of a survey and year: A from `a`, B from `b`, C from `c`, D below; scores from 0 to 100.
#[derive(Debug, Clone, PartialEq)]
pub struct Cuts {
    /// The survey.
    pub survey: Survey,
    /// The year of the collection, as published.
    pub year: i16,
    /// The least score of class A.
    pub a: f64,
    /// The least score of class B.
    pub b: f64,
    /// The least score of class C.
    pub c: f64,
    /// What they rest on.
    pub proof: Proof,
    /// Where they were read, in English or as somebody typed it.
    pub source: String,
    /// The same in French; empty when somebody typed it.
    pub source_fr: String,
}

impl Cuts {
    /// The class of a score.
    pub fn class_of(&self, score: f64) -> State {
        match score {
            score if score >= self.a => State::A,
            score if score >= self.b => State::B,
            score if score >= self.c => State::C,
            _ => State::D,
        }
    }

    /// The whole number shown for a score: the nearest one, halves going up; the one below where the nearest would look like
    /// the class above (76.53, of class B, is shown as 76). Measured on every row of SSR 2023 and SMR 2024.
    pub fn shown(&self, score: f64) -> f64 {
        let nearest = score.round();
        let rises = nearest > score && self.class_of(nearest) != self.class_of(score);
        if rises { score.floor() } else { nearest }
    }

    /// Where they were read, in a language.
    pub fn source_in(&self, lang: Lang) -> &str {
        if lang == Lang::Fr && !self.source_fr.is_empty() { &self.source_fr } else { &self.source }
    }

    /// Whether they are cut-offs at all: falling, between 0 and 100.
    pub fn are_sound(a: f64, b: f64, c: f64) -> bool {
        a <= 100.0 && a > b && b > c && c >= 0.0
    }
}

#[derive(Deserialize)]
struct Shipped {
    cuts: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    survey: String,
    year: i16,
    a: f64,
    b: f64,
    c: f64,
    proof: Proof,
    source: String,
    source_fr: String,
}

/// The file as it was compiled in; a test reads it, so that it cannot be broken here.
static SHIPPED: LazyLock<Vec<Cuts>> = LazyLock::new(|| read().unwrap_or_default());

fn read() -> Result<Vec<Cuts>, String> {
    let file: Shipped = toml::from_str(include_str!("cuts.toml")).map_err(|error| error.to_string())?;
    let cuts = |row: Row| {
        let survey = row.survey.parse().map_err(|()| row.survey.clone())?;
        let Row { year, a, b, c, proof, source, source_fr, .. } = row;
        Ok(Cuts { survey, year, a, b, c, proof, source, source_fr })
    };
    file.cuts.into_iter().map(cuts).collect()
}

/// The cut-offs of a survey and year: the organisation's own, else those that are shipped, else none.
pub fn cuts_of(own: &[Cuts], survey: Survey, year: i16) -> Option<Cuts> {
    own.iter().chain(SHIPPED.iter()).find(|cuts| cuts.survey == survey && cuts.year == year).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_tables_are_sound_and_each_says_where_it_comes_from() {
        let all = read().unwrap();
        assert_eq!(all.len(), 4);
        for cuts in &all {
            assert!(Cuts::are_sound(cuts.a, cuts.b, cuts.c) && cuts.source.len() > 40, "{cuts:?}");
            assert!(cuts.source_in(Lang::Fr) != cuts.source_in(Lang::En));
        }
        let proofs: Vec<Proof> = all.iter().map(|cuts| cuts.proof).collect();
        assert_eq!(proofs, [Proof::Measured, Proof::Measured, Proof::ToConfirm, Proof::ToConfirm]);
    }

    #[test]
    fn a_class_begins_at_its_cut_off() {
        let cuts = cuts_of(&[], Survey::Ssr, 2023).unwrap();
        let given = [76.6, 76.59, 72.9, 72.89, 68.5, 68.49];
        assert_eq!(
            given.map(|score| cuts.class_of(score)),
            [State::A, State::B, State::B, State::C, State::C, State::D]
        );
    }

    #[test]
    fn the_number_shown_never_looks_like_the_class_above() {
        let cuts = cuts_of(&[], Survey::Ssr, 2023).unwrap();
        for (score, shown) in [(76.53, 76.0), (76.6, 77.0), (72.63, 72.0), (78.5, 79.0), (68.46, 68.0), (68.55, 69.0)] {
            assert!((cuts.shown(score) - shown).abs() < 1e-9, "{score}: {}", cuts.shown(score));
        }
    }

    #[test]
    fn no_year_borrows_from_another_and_an_organisation_s_own_come_first() {
        assert_eq!(cuts_of(&[], Survey::Ssr, 2022), None);
        let shipped = cuts_of(&[], Survey::Ssr, 2023).unwrap();
        let own = Cuts { a: 77.0, ..shipped };
        assert_eq!(cuts_of(std::slice::from_ref(&own), Survey::Ssr, 2023), Some(own));
    }
}
