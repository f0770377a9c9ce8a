//! What a code and a finding are; pure.

use std::str::FromStr;

use kernel::{Day, Id, Lang, Role, Wave, kinds};
use listening::voices::{Kind, Speaker, State};
use text::Span;

/// Whether what is said is good or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Valence {
    /// It went well.
    Positive,
    /// It went badly.
    Negative,
    /// Both at once.
    Mixed,
    /// Neither.
    Neutral,
}

impl Valence {
    /// In the order of the pages.
    pub const ALL: [Self; 4] = [Self::Positive, Self::Negative, Self::Mixed, Self::Neutral];

    /// The name used in tables and word keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Positive => "positive",
            Self::Negative => "negative",
            Self::Mixed => "mixed",
            Self::Neutral => "neutral",
        }
    }

    /// The key of the keyboard that chooses it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Positive => "+",
            Self::Negative => "-",
            Self::Mixed => "m",
            Self::Neutral => "0",
        }
    }
}

impl FromStr for Valence {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|valence| valence.code() == text).ok_or(())
    }
}

/// From which side somebody reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Those who work there.
    Staff,
    /// Those who are cared for, and those who speak for them.
    User,
}

impl Side {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Staff, Self::User];

    /// The name used in tables and word keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::User => "user",
        }
    }

    /// The side of a role.
    pub const fn of(role: Role) -> Self {
        match role {
            Role::UserRepresentative | Role::PatientPartner | Role::Mediator => Self::User,
            _ => Self::Staff,
        }
    }
}

impl FromStr for Side {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|side| side.code() == text).ok_or(())
    }
}

/// Where a finding stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FindingState {
    /// Being read together.
    Open,
    /// An action was opened about it.
    Acted,
    /// Nothing is done about it, and the reason is written (handbook D02: why a voice was not used).
    SetAside,
}

impl FindingState {
    /// In the order of the pages.
    pub const ALL: [Self; 3] = [Self::Open, Self::Acted, Self::SetAside];

    /// The name used in tables and word keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Acted => "acted",
            Self::SetAside => "set-aside",
        }
    }
}

impl FromStr for FindingState {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|state| state.code() == text).ok_or(())
    }
}

/// A cut of a voice, with its codes.
#[derive(Debug, Clone)]
pub struct Passage {
    /// Its id.
    pub id: Id<kinds::Passage>,
    /// Its voice.
    pub voice: Id<kinds::Voice>,
    /// Where it stands in the readable text.
    pub span: Span,
    /// The moment of the pathway, a code of the code book.
    pub moment: Option<String>,
    /// The codes it carries.
    pub codes: Vec<Code>,
}

/// A theme put on a passage.
#[derive(Debug, Clone)]
pub struct Code {
    /// The theme, a code of the code book.
    pub theme: String,
    /// Good or not.
    pub valence: Valence,
    /// Who put it; never shown.
    pub account: Id<kinds::Account>,
    /// The role of who put it.
    pub role: Role,
    /// The side of who put it.
    pub side: Side,
    /// The day.
    pub day: Day,
}

/// A code to put on a passage.
#[derive(Debug, Clone)]
pub struct NewCode {
    /// Where.
    pub span: Span,
    /// The theme.
    pub theme: String,
    /// Good or not.
    pub valence: Valence,
    /// The moment, when it can be told.
    pub moment: Option<String>,
}

/// Several passages that say one thing.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Its id.
    pub id: Id<kinds::Finding>,
    /// In one sentence.
    pub title: String,
    /// What people said, in plain words.
    pub said: String,
    /// The place it is about.
    pub place: Id<kinds::Place>,
    /// Where it stands.
    pub state: FindingState,
    /// Why it was set aside.
    pub reason: Option<String>,
    /// The day it was written.
    pub day: Day,
}

/// A finding to write.
#[derive(Debug, Clone)]
pub struct NewFinding {
    /// In one sentence.
    pub title: String,
    /// What people said.
    pub said: String,
    /// The place.
    pub place: Id<kinds::Place>,
    /// The passages it rests on.
    pub passages: Vec<Id<kinds::Passage>>,
}

/// Somebody who read a finding with others.
#[derive(Debug, Clone)]
pub struct Reader {
    /// Who; never shown.
    pub account: Id<kinds::Account>,
    /// Under which role.
    pub role: Role,
    /// On which side.
    pub side: Side,
    /// The day.
    pub day: Day,
}

/// What a finding rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Size {
    /// Voices.
    pub voices: i64,
    /// Places they come from.
    pub places: i64,
    /// Readers on the side of users.
    pub users: i64,
}

/// What the reading room is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sought {
    /// A place and everything under it.
    pub place: Option<Id<kinds::Place>>,
    /// One kind.
    pub kind: Option<Kind>,
    /// One state.
    pub state: Option<State>,
    /// From this wave.
    pub from: Option<Wave>,
    /// To this wave.
    pub to: Option<Wave>,
    /// One theme.
    pub theme: Option<String>,
    /// Only what nobody coded yet.
    pub uncoded: bool,
    /// Comments of questionnaires only, or all but them.
    pub comments: Option<bool>,
    /// Only those that wait for a reply they asked for.
    pub waits: bool,
    /// Only those that may speak of a danger.
    pub danger: bool,
    /// Only those that answer these words, the best first.
    pub words: Option<String>,
}

/// A line of the reading room.
#[derive(Debug, Clone)]
pub struct Line {
    /// The voice.
    pub id: Id<kinds::Voice>,
    /// Its kind.
    pub kind: Kind,
    /// Its place.
    pub place: Id<kinds::Place>,
    /// Its month.
    pub wave: Wave,
    /// Its state.
    pub state: State,
    /// Who speaks.
    pub speaker: Speaker,
    /// The moment, a code of the code book.
    pub moment: Option<String>,
    /// What kind of danger it may speak of.
    pub danger: Option<String>,
    /// Whether its author asks for a reply.
    pub wants_reply: bool,
    /// Its language.
    pub lang: Lang,
    /// The de-identified text.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn representatives_mediators_and_partners_read_on_the_side_of_users() {
        let users: Vec<Role> = Role::ALL.into_iter().filter(|role| Side::of(*role) == Side::User).collect();
        assert_eq!(users, [Role::UserRepresentative, Role::Mediator, Role::PatientPartner]);
    }
}
