//! EQ-5D index values for France: from a health state to its value, 1 being full health and 0 being as bad as dead.
//!
//! The value sets are published science; the questionnaire is not ours. EQ-5D is licensed by the EuroQol Research
//! Foundation: no wording of it is here, and nothing is computed without a [`LicenceProof`].
//!
//! Values are rounded to three decimals, as they are published. The published coefficients are rounded themselves, so a
//! sum can differ from a printed value by a thousandth: 33333 adds up to -0.530 on three levels, and -0.529 is printed.

mod france;
mod rule;

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::licence::{LicenceProof, Refusal};
use super::{Cell, Exact, Half};

pub use rule::{IndexRule, IndexScorer, Use};

/// The family name an agreement is made out for.
pub const FAMILY: &str = "EQ-5D";

/// A French value set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ValueSet {
    /// Three levels, time trade-off: Chevalier and de Pouvourville, European Journal of Health Economics 14, 2013
    /// (doi 10.1007/s10198-011-0351-x).
    #[serde(rename = "eq-5d-3l-fr-2013")]
    ThreeLevels,
    /// Five levels: Andrade, Ludwig, Ramos-Goñi, Oppe and de Pouvourville, PharmacoEconomics 38, 2020
    /// (doi 10.1007/s40273-019-00876-4).
    #[serde(rename = "eq-5d-5l-fr-2020")]
    FiveLevels,
    /// Five levels mapped to the three-level values: van Hout and others, Value in Health 15, 2012
    /// (doi 10.1016/j.jval.2012.02.008).
    #[serde(rename = "eq-5d-5l-fr-crosswalk-2012")]
    Crosswalk,
}

impl ValueSet {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::ThreeLevels, Self::FiveLevels, Self::Crosswalk];

    /// The name stored with a value: `eq-5d-5l-fr-2020`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ThreeLevels => "eq-5d-3l-fr-2013",
            Self::FiveLevels => "eq-5d-5l-fr-2020",
            Self::Crosswalk => "eq-5d-5l-fr-crosswalk-2012",
        }
    }

    /// How many levels a dimension has.
    pub const fn levels(self) -> u8 {
        match self {
            Self::ThreeLevels => 3,
            Self::FiveLevels | Self::Crosswalk => 5,
        }
    }
}

/// A health state: five levels, 1 being the best, in the order of the dimensions MO, SC, UA, PD, AD.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct State([u8; 5]);

/// Not a health state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a health state is five digits from 1 to 5 (1 to 3 on three levels), such as 11233")]
pub struct NotAState;

impl State {
    /// A state from its levels, each 1 to 5.
    pub fn new(levels: [u8; 5]) -> Result<Self, NotAState> {
        if levels.iter().all(|level| (1..=5).contains(level)) { Ok(Self(levels)) } else { Err(NotAState) }
    }

    /// A state from five cells whose answers are printed from level 1 up; none when one of them is missing. There is no
    /// value without all five: nothing is filled in.
    pub fn of(cells: &[Cell; 5]) -> Option<Self> {
        let mut levels = [0u8; 5];
        for (level, cell) in levels.iter_mut().zip(cells) {
            let Cell::Choice(at) = cell else { return None };
            *level = u8::try_from(at.checked_add(1)?).ok()?;
        }
        Self::new(levels).ok()
    }

    /// The levels.
    pub const fn levels(self) -> [u8; 5] {
        self.0
    }

    /// Every state of a system with that many levels, in rising order.
    pub fn all(levels: u8) -> impl Iterator<Item = Self> {
        let levels = u32::from(levels.clamp(1, 5));
        (0..levels.pow(5)).map(move |number| {
            let digit = |place: u32| u8::try_from(number / levels.pow(place) % levels).unwrap_or(0) + 1;
            Self([digit(4), digit(3), digit(2), digit(1), digit(0)])
        })
    }
}

impl std::fmt::Display for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|level| write!(f, "{level}"))
    }
}

impl FromStr for State {
    type Err = NotAState;

    fn from_str(text: &str) -> Result<Self, NotAState> {
        let digits: Vec<u8> = text.bytes().map(|byte| byte.wrapping_sub(b'0')).collect();
        Self::new(digits.try_into().map_err(|_| NotAState)?)
    }
}

/// The state has a level the value set does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("state {0} has a level above 3 and the value set is for three levels; use a set for five levels")]
pub struct WrongLevels(pub State);

/// A value set somebody may use.
#[derive(Debug, Clone)]
pub struct Engine {
    set: ValueSet,
    proof: LicenceProof,
}

impl Engine {
    /// Opens a value set with the proof of a licence for EQ-5D.
    pub fn open(set: ValueSet, proof: LicenceProof) -> Result<Self, Refusal> {
        if proof.instrument() == FAMILY {
            return Ok(Self { set, proof });
        }
        let granted = proof.instrument().to_owned();
        Err(Refusal::AnotherInstrument { granted, wanted: FAMILY.to_owned() })
    }

    /// The licence it was opened with.
    pub const fn proof(&self) -> &LicenceProof {
        &self.proof
    }

    /// The value set.
    pub const fn set(&self) -> ValueSet {
        self.set
    }

    /// The index value of a state, to three decimals.
    pub fn value(&self, state: State) -> Result<Exact, WrongLevels> {
        let value = match self.set {
            ValueSet::ThreeLevels => france::three(state.0),
            ValueSet::FiveLevels => france::five(state.0),
            ValueSet::Crosswalk => france::crosswalk(state.0),
        };
        value.and_then(|value| value.rounded(3, Half::AwayFromZero)).ok_or(WrongLevels(state))
    }
}
