//! What a card states, and what is still missing on it; pure.

use kernel::{Day, Id, kinds};

use super::names;
use crate::indicators::Measure;

/// The kind of the id of a card.
pub enum CardKind {}
/// The id of a card.
pub type CardId = Id<CardKind>;

/// Codes that tables, addresses and word keys share.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $code)] $variant),* }

        impl $name {
            /// In the order of the pages.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name used in tables, addresses and word keys.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }
        }

        impl std::str::FromStr for $name {
            type Err = ();

            fn from_str(text: &str) -> Result<Self, ()> {
                Self::ALL.iter().copied().find(|one| one.code() == text).ok_or(())
            }
        }
    };
}
pub(super) use codes;

codes! {
    /// What kind of indicator it is (Donabedian's structure, process and result; handbook B01).
    Type {
        /// Means: people, places, equipment.
        Structure = "structure";
        /// What is done: acts, delays, whether what is due is done.
        Process = "process";
        /// What comes of it: complications, satisfaction, quality of life.
        Outcome = "result";
    }
}

codes! {
    /// Whom it is made for first (handbook B01: structure speaks to managers, process to clinicians, results to patients).
    Audience {
        /// Patients, relatives, residents and who represents them.
        Users = "users";
        /// Those who care.
        Carers = "carers";
        /// Those who run the organisation.
        Managers = "managers";
    }
}

codes! {
    /// What people are asked: what they think of it, what happened, what became of their health.
    Nature {
        /// A judgement, which depends on what was expected.
        Satisfaction = "satisfaction";
        /// A fact that was lived.
        Experience = "experience";
        /// What care changed for the person.
        Outcome = "outcome";
        /// None of these: the indicator is not asked of people.
        Other = "other";
    }
}

codes! {
    /// The moment of care it looks at.
    Moment {
        /// Before coming.
        Before = "before";
        /// During care.
        During = "during";
        /// Leaving, and after.
        After = "after";
        /// From beginning to end.
        Throughout = "throughout";
    }
}

codes! {
    /// The period that one value is made of.
    Rhythm {
        /// A month.
        Month = "month";
        /// Three months.
        Quarter = "quarter";
        /// A calendar year.
        Year = "year";
    }
}

codes! {
    /// Whether somebody went to see the source (hard rule 11 of DESIGN).
    Certainty {
        /// Read in the source itself.
        Verified = "verified";
        /// Quoted from elsewhere or from memory.
        ToConfirm = "to-confirm";
    }
}

/// What is written on a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// Its name, in plain words; never an official one.
    pub title: String,
    /// Exactly what is counted, of whom.
    pub definition: String,
    /// Why it is kept, and what is decided with it (hard rule 12, handbook B11).
    pub purpose: String,
    /// Structure, process or result.
    pub kind: Type,
    /// Whom it is made for first.
    pub audience: Audience,
    /// Satisfaction, experience or outcome.
    pub nature: Nature,
    /// The moment it looks at.
    pub moment: Moment,
    /// The place it is about, with everything under it.
    pub place: Id<kinds::Place>,
    /// The law, guide or paper the definition comes from.
    pub source: String,
    /// Whether somebody went to see it.
    pub certainty: Certainty,
    /// How it is collected, in words; of a questionnaire the ways are told beside each number.
    pub mode: String,
    /// What period a value is made of.
    pub rhythm: Rhythm,
    /// What to beware of in reading it.
    pub warning: String,
}

/// An indicator, as the organisation defined it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its id.
    pub id: CardId,
    /// What is written on it.
    pub face: Face,
    /// How the number is made; none until somebody said it.
    pub measure: Option<Measure>,
    /// The canonical address of the questionnaire that the number is read from. It survives a new version, which an id of a
    /// version would not.
    pub instrument: Option<String>,
    /// Of a number without a denominator: whether it counts people, so that the floors hold for it.
    pub of_people: bool,
    /// The name in the library it was taken from.
    pub library: Option<String>,
    /// The day it was written.
    pub created: Day,
    /// The day on which it was chosen how the number is made.
    pub measured: Option<Day>,
    /// The day it was set aside.
    pub set_aside: Option<Day>,
    /// Why it was set aside.
    pub reason: Option<String>,
}

/// What is still missing on a card, in the order it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Nobody said how the number is made.
    Measure,
    /// No source.
    Source,
    /// No purpose: nobody said what is decided with it.
    Purpose,
    /// No session with users kept it.
    Users,
    /// No target.
    Target,
}

impl Gap {
    /// The name in word keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Measure => "measure",
            Self::Source => "source",
            Self::Purpose => "purpose",
            Self::Users => "users",
            Self::Target => "target",
        }
    }
}

impl Card {
    /// What is missing, given whether a session with users kept it and whether it has a target.
    pub fn gaps(&self, with_users: bool, has_target: bool) -> Vec<Gap> {
        [
            (self.measure.is_none(), Gap::Measure),
            (self.face.source.is_empty(), Gap::Source),
            (self.face.purpose.is_empty(), Gap::Purpose),
            (!with_users, Gap::Users),
            (!has_target, Gap::Target),
        ]
        .into_iter()
        .filter_map(|(is_missing, gap)| is_missing.then_some(gap))
        .collect()
    }
}

/// Why a text of a card is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Missing, or much too long.
    Words,
    /// An official name in a local title.
    Official(&'static str),
}

/// The longest title.
pub const TITLE: usize = 120;
/// The longest text.
pub const TEXT: usize = 2_000;

/// A text that must be there: trimmed, within its length.
pub fn sentence(text: &str, longest: usize) -> Result<String, Fault> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > longest { Err(Fault::Words) } else { Ok(text.to_owned()) }
}

/// A text that may be empty.
pub fn perhaps(text: &str, longest: usize) -> Result<String, Fault> {
    if text.trim().is_empty() { Ok(String::new()) } else { sentence(text, longest) }
}

/// A title: there, on one line, and without an official name.
pub fn title(text: &str) -> Result<String, Fault> {
    let text = sentence(&text.split_whitespace().collect::<Vec<_>>().join(" "), TITLE)?;
    match names::official_in(&text) {
        Some(name) => Err(Fault::Official(name)),
        None => Ok(text),
    }
}

impl Face {
    /// The face as it is kept, or the first field that cannot be, with why.
    pub fn sound(self) -> Result<Self, (&'static str, Fault)> {
        let at = |name: &'static str| move |fault: Fault| (name, fault);
        Ok(Self {
            title: title(&self.title).map_err(at("title"))?,
            definition: sentence(&self.definition, TEXT).map_err(at("definition"))?,
            purpose: perhaps(&self.purpose, TEXT).map_err(at("purpose"))?,
            source: perhaps(&self.source, TEXT).map_err(at("source"))?,
            mode: perhaps(&self.mode, 300).map_err(at("mode"))?,
            warning: perhaps(&self.warning, TEXT).map_err(at("warning"))?,
            ..self
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn face() -> Face {
        Face {
            title: "Tenus au courant".to_owned(),
            definition: "Part de ceux qui disent avoir été tenus au courant.".to_owned(),
            purpose: String::new(),
            kind: Type::Outcome,
            audience: Audience::Users,
            nature: Nature::Experience,
            moment: Moment::During,
            place: Id::from_i64(1),
            source: String::new(),
            certainty: Certainty::ToConfirm,
            mode: String::new(),
            rhythm: Rhythm::Month,
            warning: String::new(),
        }
    }

    fn card() -> Card {
        Card {
            id: Id::from_i64(1),
            face: face(),
            measure: None,
            instrument: None,
            of_people: false,
            library: None,
            created: Day::new(2026, 3, 1).unwrap(),
            measured: None,
            set_aside: None,
            reason: None,
        }
    }

    #[test]
    fn a_card_tells_what_is_missing_until_nothing_is() {
        let bare = card();
        assert_eq!(bare.gaps(false, false), [Gap::Measure, Gap::Source, Gap::Purpose, Gap::Users, Gap::Target]);
        let whole = Card {
            measure: Some(Measure::Score),
            face: Face { source: "HAS".to_owned(), purpose: "Décider".to_owned(), ..face() },
            ..card()
        };
        assert_eq!(whole.gaps(true, true), []);
        assert_eq!(whole.gaps(false, true), [Gap::Users]);
    }

    #[test]
    fn a_local_title_never_bears_an_official_name() {
        let refused = Face { title: "Score e-Satis".to_owned(), ..face() }.sound();
        assert_eq!(refused, Err(("title", Fault::Official("e-Satis"))));
        // A definition may cite where an idea comes from.
        assert!(Face { definition: "Comme la dimension accueil d'e-Satis.".to_owned(), ..face() }.sound().is_ok());
    }

    #[test]
    fn what_is_missing_or_too_long_is_named() {
        assert_eq!(Face { title: "  ".to_owned(), ..face() }.sound(), Err(("title", Fault::Words)));
        assert_eq!(Face { definition: String::new(), ..face() }.sound(), Err(("definition", Fault::Words)));
        assert_eq!(Face { mode: "a".repeat(301), ..face() }.sound(), Err(("mode", Fault::Words)));
        let sound = Face { title: " Deux\n lignes ".to_owned(), ..face() }.sound().unwrap();
        assert_eq!(sound.title, "Deux lignes");
    }

    #[test]
    fn every_code_is_read_back() {
        for one in Type::ALL {
            assert_eq!(one.code().parse(), Ok(*one));
        }
        for one in Certainty::ALL {
            assert_eq!(one.code().parse(), Ok(*one));
        }
        assert_eq!("".parse::<Rhythm>(), Err(()));
    }
}
