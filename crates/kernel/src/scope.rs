//! What an asker may see. Built in one place (`organisation::access`), asked everywhere.

use crate::{Id, kinds};

/// The places a scope reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Places {
    /// Every place of the organisation.
    All,
    /// These places and no other; descendants are already listed.
    Some(Vec<Id<kinds::Place>>),
}

/// What kind of reading a scope allows (the table of DESIGN 3b, one column a field).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reading {
    /// The de-identified text of voices.
    pub text: bool,
    /// Opening a sealed original, with a reason.
    pub original: bool,
    /// Names and contact details kept apart.
    pub identity: bool,
    /// Writing to the author.
    pub reply: bool,
    /// Aggregates, always behind the floors.
    pub numbers: bool,
    /// Only the voices given to this person to read (patient partner, coder).
    pub only_given: bool,
}

/// What one asker may see: an organisation, places, and kinds of reading.
///
/// Every public reading function of a `store` takes one. Only `organisation::access` calls [`Scope::granted`]
/// (`xtask tidy` refuses any other caller), so visibility is decided once per asker and never page by page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    org: Id<kinds::Org>,
    places: Places,
    reading: Reading,
    account: Option<Id<kinds::Account>>,
}

impl Scope {
    /// Builds a scope. Reserved to `organisation::access`.
    pub const fn granted(
        org: Id<kinds::Org>,
        places: Places,
        reading: Reading,
        account: Option<Id<kinds::Account>>,
    ) -> Self {
        Self { org, places, reading, account }
    }

    /// The organisation; it leads every primary key.
    pub const fn org(&self) -> Id<kinds::Org> {
        self.org
    }

    /// The places this scope reaches.
    pub const fn places(&self) -> &Places {
        &self.places
    }

    /// The kinds of reading it allows.
    pub const fn reading(&self) -> Reading {
        self.reading
    }

    /// The account that asks, none for the public and for jobs.
    pub const fn account(&self) -> Option<Id<kinds::Account>> {
        self.account
    }

    /// Whether a place lies inside.
    pub fn reaches(&self, place: Id<kinds::Place>) -> bool {
        match &self.places {
            Places::All => true,
            Places::Some(list) => list.contains(&place),
        }
    }

    /// The places as a JSON array of numbers for SQL (`{any:$n}`, see `spine::dialect`), `None` when every place is
    /// meant. Statements write `(CAST($n AS TEXT) IS NULL OR place IN {any:$n})`.
    pub fn places_json(&self) -> Option<String> {
        match &self.places {
            Places::All => None,
            Places::Some(list) => {
                let inner: Vec<String> = list.iter().map(|p| p.to_i64().to_string()).collect();
                Some(format!("[{}]", inner.join(",")))
            }
        }
    }
}
