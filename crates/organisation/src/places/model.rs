//! What a place is.

use std::str::FromStr;

use kernel::{Id, kinds};

/// The level of a place in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// A territory (GHT, CPTS): several organisations.
    Territory,
    /// A legal organisation (FINESS juridique).
    Organisation,
    /// A geographic site (FINESS géographique).
    Site,
    /// A pole of a site.
    Pole,
    /// A unit, ward or practice.
    Unit,
}

impl Level {
    /// From the top down.
    pub const ALL: [Self; 5] = [Self::Territory, Self::Organisation, Self::Site, Self::Pole, Self::Unit];

    /// The name used in tables and word keys (`level-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Territory => "territory",
            Self::Organisation => "organisation",
            Self::Site => "site",
            Self::Pole => "pole",
            Self::Unit => "unit",
        }
    }
}

impl FromStr for Level {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|l| l.code() == text).ok_or(())
    }
}

/// A node of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The organisation it belongs to.
    pub org: Id<kinds::Org>,
    /// Its id.
    pub id: Id<kinds::Place>,
    /// The place above, none for the root.
    pub parent: Option<Id<kinds::Place>>,
    /// Its level.
    pub level: Level,
    /// Its name, as people know it.
    pub name: String,
    /// Its public address: `/d/<slug>`. Unique in the installation, never changed once printed.
    pub slug: String,
    /// FINESS: nine characters, letters possible (Corsica), kept as text. Juridique or géographique by level.
    pub finess: Option<String>,
    /// Whether it is closed.
    pub closed: bool,
}
