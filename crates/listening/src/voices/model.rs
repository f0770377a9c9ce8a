//! What a voice is: its kinds, its states, who speaks.

use kernel::{Day, Id, Lang, Wave, kinds};

/// Makes a closed list of codes with its texts, so that tables, addresses and word keys use one name.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$vdoc])* $variant,)*
        }

        impl $name {
            /// Every member, in the order of the pages.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name used in tables and word keys.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)*
                }
            }
        }

        impl std::str::FromStr for $name {
            type Err = ();

            fn from_str(text: &str) -> Result<Self, ()> {
                Self::ALL.iter().copied().find(|v| v.code() == text).ok_or(())
            }
        }
    };
}

codes! {
    /// What kind of voice it is.
    Kind {
        /// What a person lived through.
        Story = "story",
        /// An idea.
        Suggestion = "suggestion",
        /// Thanks. They count as much as complaints (hard rule 8).
        Thanks = "thanks",
        /// "What went well" in a questionnaire.
        CommentPositive = "comment-positive",
        /// "What could be better" in a questionnaire.
        CommentNegative = "comment-negative",
    }
}

impl Kind {
    /// Whether it came detached from a questionnaire: never answered one by one, shown only once its place and wave have
    /// enough answers.
    pub const fn is_comment(self) -> bool {
        matches!(self, Self::CommentPositive | Self::CommentNegative)
    }
}

codes! {
    /// Who speaks.
    Speaker {
        /// The patient.
        Patient = "patient",
        /// A relative.
        Relative = "relative",
        /// The parent of a child who was cared for.
        Parent = "parent",
        /// A resident of a nursing home.
        Resident = "resident",
        /// Somebody who speaks for the person: guardian, trusted person.
        Proxy = "proxy",
        /// An association.
        Association = "association",
        /// A professional.
        Professional = "professional",
    }
}

codes! {
    /// How it came.
    Channel {
        /// On the web, by oneself.
        Web = "web",
        /// On a tablet of the place.
        Kiosk = "kiosk",
        /// Told by phone, written down by staff.
        Phone = "phone",
        /// On paper, typed in by staff.
        Paper = "paper",
        /// Told face to face, written down by staff.
        FaceToFace = "face-to-face",
    }
}

codes! {
    /// The state of a voice.
    State {
        /// Not yet de-identified: nobody reads it.
        Sealed = "sealed",
        /// Readable, waiting.
        Readable = "readable",
        /// Somebody read it and took it up.
        TakenUp = "taken-up",
        /// It has an individual answer.
        Answered = "answered",
        /// Answered, acted upon or explained, and given back (hard rule 9).
        Closed = "closed",
    }
}

codes! {
    /// The state of publication.
    PublicationState {
        /// The author allows it; nobody decided yet.
        Asked = "asked",
        /// Published.
        Published = "published",
        /// Refused, with the rule it rests on.
        Refused = "refused",
        /// Refused, and the author contests it with the receipt.
        Contested = "contested",
        /// Published once, then taken back by the organisation, with the rule it rests on.
        TakenDown = "taken-down",
        /// Taken back by its author.
        Withdrawn = "withdrawn",
    }
}

codes! {
    /// Who wrote a message of the mailbox.
    Author {
        /// The person who gave the voice.
        Voice = "voice",
        /// The organisation; the role is shown, never a name (hard rule 8).
        Team = "team",
    }
}

/// A voice as those who may read it see it. The original is not here.
#[derive(Debug, Clone)]
pub struct Voice {
    /// Its organisation.
    pub org: Id<kinds::Org>,
    /// Its id, random.
    pub id: Id<kinds::Voice>,
    /// Its kind.
    pub kind: Kind,
    /// The place it is about.
    pub place: Id<kinds::Place>,
    /// The day it came, for stories.
    pub day: Option<Day>,
    /// The month it belongs to.
    pub wave: Wave,
    /// Who speaks.
    pub speaker: Speaker,
    /// The moment of the pathway, a code of the code book.
    pub moment: Option<String>,
    /// How it came.
    pub channel: Channel,
    /// The language it is written in.
    pub lang: Lang,
    /// Whether the author allows publication.
    pub may_publish: bool,
    /// Whether the author asks for a reply.
    pub wants_reply: bool,
    /// Whether a receipt exists: a reply can reach its author.
    pub followed: bool,
    /// Whether a contact is kept apart.
    pub has_contact: bool,
    /// Its state.
    pub state: State,
    /// The de-identified text; none while sealed.
    pub readable: Option<String>,
    /// How many passages were masked.
    pub masked: i64,
    /// What kind of danger the text may speak of, if any.
    pub danger: Option<String>,
}

/// A voice as it arrives.
#[derive(Debug)]
pub struct NewVoice {
    /// The organisation.
    pub org: Id<kinds::Org>,
    /// The kind.
    pub kind: Kind,
    /// The place.
    pub place: Id<kinds::Place>,
    /// Who speaks.
    pub speaker: Speaker,
    /// The moment, when told.
    pub moment: Option<String>,
    /// How it came.
    pub channel: Channel,
    /// The language of the page it was written on.
    pub lang: Lang,
    /// Whether it may be published.
    pub may_publish: bool,
    /// Whether a reply is asked for.
    pub wants_reply: bool,
    /// Whether to make a receipt.
    pub follow: bool,
    /// Where to write, only if the author ticked it.
    pub contact: Option<kernel::Personal<String>>,
    /// The text.
    pub text: kernel::Personal<String>,
}

/// A comment of a questionnaire, already cut off from its answer.
#[derive(Debug)]
pub struct NewComment {
    /// The organisation.
    pub org: Id<kinds::Org>,
    /// The campaign, whose answers alone release it.
    pub campaign: Id<kinds::Campaign>,
    /// The place at which its batch moved in.
    pub place: Id<kinds::Place>,
    /// The wave.
    pub wave: Wave,
    /// Positive or negative.
    pub kind: Kind,
    /// The language.
    pub lang: Lang,
    /// The text.
    pub text: kernel::Personal<String>,
}

/// One message of a mailbox, opened.
#[derive(Debug, Clone)]
pub struct Message {
    /// Its order inside the voice.
    pub seq: i64,
    /// Who wrote it.
    pub author: Author,
    /// The role that answers, for the team's messages.
    pub role: Option<String>,
    /// The place that answers.
    pub place: Option<Id<kinds::Place>>,
    /// The day.
    pub day: Day,
    /// The text, to the one who may read it.
    pub text: String,
}

/// Longest text accepted, in Unicode code points. About 3,000 words: nobody is cut off in the middle of a story.
pub const LONGEST_TEXT: usize = 20_000;
