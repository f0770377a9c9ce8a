//! Typed identifiers.
//!
//! Ids are random, never a counter: a counter would tell in which order anonymous voices arrived.

use std::{fmt, hash::Hash, marker::PhantomData, str::FromStr};

use crate::Chance;

/// The Crockford alphabet without look-alikes (no I, L, O, U), in lower case.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// An identifier of one kind of thing: 60 random bits, so that it fits a `BIGINT` of both databases and is written
/// with exactly twelve symbols in addresses.
pub struct Id<K> {
    value: i64,
    kind: PhantomData<fn() -> K>,
}

/// Why a text is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier: twelve letters and digits were expected")]
pub struct IdError;

impl<K> Id<K> {
    /// Draws a new random id.
    pub fn random(chance: &mut dyn Chance) -> Self {
        let mut bytes = [0u8; 8];
        chance.fill(&mut bytes);
        Self::from_i64((u64::from_le_bytes(bytes) >> 4) as i64)
    }

    /// The id as it is stored (`BIGINT`).
    pub const fn to_i64(self) -> i64 {
        self.value
    }

    /// An id read back from the database.
    pub const fn from_i64(value: i64) -> Self {
        Self { value, kind: PhantomData }
    }
}

impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in (0..12).rev() {
            let symbol = ALPHABET[((self.value >> (step * 5)) & 31) as usize];
            write!(f, "{}", symbol as char)?;
        }
        Ok(())
    }
}

impl<K> FromStr for Id<K> {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        if text.len() != 12 {
            return Err(IdError);
        }
        let mut value = 0i64;
        for byte in text.bytes() {
            let symbol = ALPHABET.iter().position(|a| *a == byte.to_ascii_lowercase()).ok_or(IdError)?;
            value = (value << 5) | symbol as i64;
        }
        Ok(Self::from_i64(value))
    }
}

impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}
impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.value.cmp(&other.value)
    }
}
impl<K> Hash for Id<K> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

/// The kinds of things that have an id. Each is an empty type: it only keeps ids from being mixed up.
pub mod kinds {
    /// A legal organisation (FINESS juridique). Its id leads every primary key; 0 is the installation itself.
    pub enum Org {}
    /// Any node of an organisation's tree.
    pub enum Place {}
    /// A person who signs in.
    pub enum Account {}
    /// A role given to an account on a place.
    pub enum Grant {}
    /// A questionnaire definition, one immutable version.
    pub enum Instrument {}
    /// A collection: an instrument asked at places during a period.
    pub enum Campaign {}
    /// One answered questionnaire, without its comments.
    pub enum Answer {}
    /// Anything a person gives: story, comment, suggestion, thanks.
    pub enum Voice {}
    /// A message between the author of a voice and those who answer.
    pub enum Message {}
    /// A cut of a voice that carries codes.
    pub enum Passage {}
    /// Several passages that say one thing.
    pub enum Finding {}
    /// What is done about a finding.
    pub enum Action {}
    /// A public "you said, we did".
    pub enum Return {}
    /// A queued piece of work.
    pub enum Job {}
    /// A row of the sealed outbox.
    pub enum Mail {}
    /// A row that waits in the intake.
    pub enum Intake {}
    /// The name of a key that seals waiting answers.
    pub enum BatchKey {}
    /// A resumable draft.
    pub enum Draft {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SeededChance;

    #[test]
    fn an_id_survives_being_written_and_read() {
        let mut chance = SeededChance::new(7);
        for _ in 0..1000 {
            let id: Id<kinds::Voice> = Id::random(&mut chance);
            assert_eq!(id.to_string().parse::<Id<kinds::Voice>>().unwrap(), id);
            assert!(id.to_i64() >= 0);
        }
    }

    #[test]
    fn what_is_not_an_id_is_refused() {
        for bad in ["", "abc", "0123456789ai", "é23456789abc", "0123456789abc"] {
            assert!(bad.parse::<Id<kinds::Voice>>().is_err(), "{bad}");
        }
    }
}
