//! Sessions: who chose indicators, with whom, and what was said (handbook B03). Pure.
//!
//! Users take part from the beginning of the construction, in spaces that exist already, and one begins by asking what
//! really matters to the person. Nobody is named: those who took part are told by role and number, patients never by name.

use std::collections::BTreeMap;

use kernel::{Day, Id};

use super::model::{CardId, Fault, TEXT, codes, perhaps, sentence};

/// The kind of the id of a session.
pub enum SessionKind {}
/// The id of a session.
pub type SessionId = Id<SessionKind>;

codes! {
    /// An existing space in which users meet staff (handbook B03).
    Space {
        /// The commission des usagers.
        Cdu = "cdu";
        /// The conseil de la vie sociale.
        Cvs = "cvs";
        /// A patients' association.
        Association = "association";
        /// A group of patient partners or peer helpers.
        Partners = "partners";
        /// A committee of patients or of patient experience.
        Committee = "committee";
        /// A workshop held for this.
        Workshop = "workshop";
        /// None of these.
        Other = "other";
    }
}

codes! {
    /// Who took part, by role.
    Group {
        /// Patients, residents, inhabitants.
        Patients = "patients";
        /// Relatives and carers at home.
        Relatives = "relatives";
        /// Representatives of users in a commission or council.
        Representatives = "representatives";
        /// Patient partners and peer helpers.
        Partners = "partners";
        /// Members of associations.
        Associations = "associations";
        /// Those who care.
        Carers = "carers";
        /// Managers of units and direction.
        Managers = "managers";
        /// Quality and relations with users.
        Quality = "quality";
        /// Anybody else.
        Others = "others";
    }
}

impl Group {
    /// Whether they speak for those who are cared for.
    pub const fn is_of_users(self) -> bool {
        matches!(self, Self::Patients | Self::Relatives | Self::Representatives | Self::Partners | Self::Associations)
    }
}

codes! {
    /// What became of an indicator in a session.
    Fate {
        /// Kept: it is measured.
        Kept = "kept";
        /// Talked about; nothing was decided.
        Discussed = "discussed";
        /// Not kept, and why.
        Rejected = "rejected";
    }
}

/// An indicator in a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Talked {
    /// The card, where there was one.
    pub card: Option<CardId>,
    /// What it was called there; of a card, its title that day.
    pub subject: String,
    /// What became of it.
    pub fate: Fate,
    /// Why; must be there when it was rejected.
    pub why: String,
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// The day.
    pub day: Day,
    /// Where it was held, in words.
    pub held_at: String,
    /// The space.
    pub space: Space,
    /// How many took part, by role.
    pub people: BTreeMap<Group, u32>,
    /// What really matters to people, in their words.
    pub matters: String,
    /// The indicators that were talked about.
    pub talked: Vec<Talked>,
}

/// The most people of one role that a session holds.
pub const CROWD: u32 = 500;
/// The most indicators that one session talks about.
pub const AGENDA: usize = 40;

impl Session {
    /// How many took part.
    pub fn everybody(&self) -> u32 {
        self.people.values().sum()
    }

    /// How many of them speak for those who are cared for.
    pub fn users(&self) -> u32 {
        self.people.iter().filter(|(group, _)| group.is_of_users()).map(|(_, n)| n).sum()
    }

    /// Whether users took part.
    pub fn with_users(&self) -> bool {
        self.users() > 0
    }

    /// The session as it is kept, or the first field that cannot be.
    pub fn sound(self, today: Day) -> Result<Self, (&'static str, Fault)> {
        let at = |name: &'static str| move |fault: Fault| (name, fault);
        if self.day > today {
            return Err(("day", Fault::Words));
        }
        if self.everybody() == 0 || self.people.values().any(|n| *n > CROWD) {
            return Err(("people", Fault::Words));
        }
        if self.talked.len() > AGENDA {
            return Err(("talked", Fault::Words));
        }
        let talked = self.talked.into_iter().map(sound_talk).collect::<Result<_, _>>().map_err(at("talked"))?;
        Ok(Self {
            held_at: sentence(&self.held_at, 200).map_err(at("held"))?,
            matters: sentence(&self.matters, 2 * TEXT).map_err(at("matters"))?,
            people: self.people.into_iter().filter(|(_, n)| *n > 0).collect(),
            talked,
            ..self
        })
    }
}

fn sound_talk(one: Talked) -> Result<Talked, Fault> {
    let why = if one.fate == Fate::Rejected { sentence(&one.why, TEXT)? } else { perhaps(&one.why, TEXT)? };
    Ok(Talked { subject: sentence(&one.subject, 200)?, why, ..one })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(people: &[(Group, u32)]) -> Session {
        Session {
            id: Id::from_i64(1),
            day: Day::new(2026, 2, 3).unwrap(),
            held_at: "Maison des usagers".to_owned(),
            space: Space::Cdu,
            people: people.iter().copied().collect(),
            matters: "Qu'on nous dise pourquoi on attend.".to_owned(),
            talked: vec![Talked {
                card: None,
                subject: "Délai au téléphone".to_owned(),
                fate: Fate::Kept,
                why: String::new(),
            }],
        }
    }

    fn today() -> Day {
        Day::new(2026, 3, 1).unwrap()
    }

    #[test]
    fn staff_alone_are_no_users() {
        let staff = session(&[(Group::Carers, 4), (Group::Quality, 1), (Group::Others, 2)]);
        assert!(!staff.with_users());
        let mixed = session(&[(Group::Carers, 4), (Group::Representatives, 2), (Group::Patients, 3)]);
        assert_eq!((mixed.users(), mixed.everybody()), (5, 9));
    }

    #[test]
    fn a_session_of_nobody_or_of_tomorrow_is_none() {
        assert_eq!(session(&[(Group::Patients, 0)]).sound(today()), Err(("people", Fault::Words)));
        assert_eq!(session(&[(Group::Patients, 501)]).sound(today()), Err(("people", Fault::Words)));
        let early = Day::new(2026, 2, 2).unwrap();
        assert_eq!(session(&[(Group::Patients, 2)]).sound(early), Err(("day", Fault::Words)));
        let kept = session(&[(Group::Patients, 2), (Group::Carers, 0)]).sound(today()).unwrap();
        assert_eq!(kept.people.len(), 1);
    }

    #[test]
    fn what_is_not_kept_says_why_and_what_matters_is_written() {
        let mut rejected = session(&[(Group::Patients, 2)]);
        rejected.talked[0].fate = Fate::Rejected;
        assert_eq!(rejected.clone().sound(today()), Err(("talked", Fault::Words)));
        rejected.talked[0].why = "Personne n'en décide rien.".to_owned();
        assert!(rejected.sound(today()).is_ok());
        let silent = Session { matters: " ".to_owned(), ..session(&[(Group::Patients, 2)]) };
        assert_eq!(silent.sound(today()), Err(("matters", Fault::Words)));
    }
}
