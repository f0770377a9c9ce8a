//! What a campaign, a draft, an answer and a batch are. Pure.

use std::str::FromStr;

use instruments::{Answers, Speaker};
use kernel::{Chance, Day, Id, Lang, Personal, Wave, kinds};
use serde::{Deserialize, Serialize};

pub use super::draft::Draft;
use crate::voices::Channel;

/// The least number of answers that may ever move together (DESIGN 3b). The dated setting `batch-size` can raise it only.
pub const LEAST_BATCH: usize = 10;

/// What is promised to those who answer. Written with the campaign, before its first answer, and never changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anonymity {
    /// Nothing links an answer to a person (hard rule 1).
    Anonymous,
}

impl Anonymity {
    /// The name used in the table.
    pub const fn code(self) -> &'static str {
        "anonymous"
    }
}

impl FromStr for Anonymity {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if text == Self::Anonymous.code() { Ok(Self::Anonymous) } else { Err(()) }
    }
}

/// Where a campaign stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CampaignState {
    /// Being prepared.
    Draft,
    /// Taking answers.
    Open,
    /// Over. Never opened again.
    Closed,
}

impl CampaignState {
    /// Every state, in order.
    pub const ALL: [Self; 3] = [Self::Draft, Self::Open, Self::Closed];

    /// The name used in tables and word keys (`surveys-state-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }
}

impl FromStr for CampaignState {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|state| state.code() == text).ok_or(())
    }
}

/// Delays in days, copied from the dated settings of the day the campaign was made, so that a later setting does not move
/// what people were told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// From the discharge to the invitation.
    pub invitation_days: i64,
    /// From the invitation to its one reminder.
    pub reminder_days: i64,
    /// How long after their discharge people may answer an invitation.
    pub closing_days: i64,
    /// How long the month of an open link stays open after its end. Longer than a draft lives.
    pub open_days: i64,
    /// How long a draft lives.
    pub draft_days: i64,
}

/// A collection: an instrument asked at places during a period (hard rule 12: what for, designed with whom, which moment,
/// what will be done).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    /// The organisation.
    pub org: Id<kinds::Org>,
    /// Its id, random.
    pub id: Id<kinds::Campaign>,
    /// The version of the instrument it asks.
    pub instrument: Id<kinds::Instrument>,
    /// Its name on the work pages.
    pub title: String,
    /// The promise to those who answer.
    pub anonymity: Anonymity,
    /// What it is for.
    pub purpose: String,
    /// Who designed it, with whom.
    pub designers: String,
    /// The moment of life it looks at.
    pub moment: String,
    /// What will be done with the answers.
    pub outcome: String,
    /// How people may answer.
    pub channels: Vec<Channel>,
    /// Who may answer.
    pub speakers: Vec<Speaker>,
    /// The first day: of discharge when people are invited, of answering when the link is open.
    pub from: Day,
    /// The last such day.
    pub to: Day,
    /// Anybody with the address may answer: no response rate exists, and one answer a person cannot be promised.
    pub open_link: bool,
    /// Its delays.
    pub terms: Terms,
    /// Where it stands.
    pub state: CampaignState,
}

impl Campaign {
    /// The last day on which an answer of a wave is taken: when people are invited, the last day of whoever left last.
    pub fn last_day_of(&self, wave: Wave) -> Day {
        if self.open_link {
            return wave.last_day().plus_days(self.terms.open_days);
        }
        self.last_day_for(wave.last_day().min(self.to))
    }

    /// The last day on which somebody who left on a day is asked to answer.
    pub fn last_day_for(&self, left: Day) -> Day {
        left.plus_days(self.terms.closing_days)
    }

    /// Whether somebody who left on a day may still be written to on another.
    pub fn may_write(&self, left: Day, on: Day) -> bool {
        self.takes(left.wave(), on) && on <= self.last_day_for(left)
    }

    /// Whether people may answer in a way.
    pub fn offers(&self, channel: Channel) -> bool {
        self.channels.contains(&channel)
    }

    /// Whether an answer of a wave is taken on a day, as far as the calendar says (a wave may be frozen besides).
    pub fn takes(&self, wave: Wave, today: Day) -> bool {
        let asked = self.from.wave() <= wave && wave <= self.to.wave();
        self.state == CampaignState::Open && asked && today <= self.last_day_of(wave)
    }

    /// Whether somebody may start answering through the open link on a day.
    pub fn starts(&self, today: Day) -> bool {
        self.open_link && self.state == CampaignState::Open && self.from <= today && today <= self.to
    }

    /// Whether a wave is over: its days have passed, or the campaign was closed.
    pub fn is_over(&self, wave: Wave, today: Day) -> bool {
        self.state == CampaignState::Closed || self.last_day_of(wave) < today
    }

    /// Its waves from the first up to the present one.
    pub fn waves(&self, today: Day) -> Vec<Wave> {
        let last = self.to.wave().min(today.wave());
        let mut waves = Vec::new();
        let mut wave = self.from.wave();
        while wave <= last {
            waves.push(wave);
            wave = wave.next();
        }
        waves
    }

    /// What hard rules 12 and 13 ask for before it may open: the word keys of what is missing.
    pub fn lacks(&self) -> Vec<&'static str> {
        let mut lacks = Vec::new();
        let fields = [
            (&self.purpose, "surveys-lacks-purpose"),
            (&self.designers, "surveys-lacks-designers"),
            (&self.moment, "surveys-lacks-moment"),
            (&self.outcome, "surveys-lacks-outcome"),
        ];
        lacks.extend(fields.into_iter().filter(|(text, _)| text.trim().is_empty()).map(|(_, key)| key));
        if self.speakers.is_empty() {
            lacks.push("surveys-lacks-speakers");
        }
        if self.channels.is_empty() {
            lacks.push("surveys-lacks-channels");
        }
        lacks
    }
}

/// What one person sends: answers with their comments, and how they came. Sealed as it is until its batch moves.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Filled {
    /// Who answers.
    pub speaker: Speaker,
    /// How it came, a code of [`Channel`].
    channel: String,
    /// The language of the pages it was given on.
    pub lang: Lang,
    /// The answers, free texts included.
    pub answers: Answers,
}

impl Filled {
    /// A filled questionnaire.
    pub fn new(speaker: Speaker, channel: Channel, lang: Lang, answers: Answers) -> Self {
        Self { speaker, channel: channel.code().to_owned(), lang, answers }
    }

    /// How it came.
    pub fn channel(&self) -> Channel {
        self.channel.parse().unwrap_or(Channel::Web)
    }

    /// Whether somebody else typed it in. Whoever did knows what they typed, so it hides nobody.
    pub fn is_typed(&self) -> bool {
        matches!(self.channel(), Channel::Phone | Channel::Paper | Channel::FaceToFace)
    }
}

/// Answers of one campaign, wave and place wait and move together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Batch {
    /// The organisation.
    pub org: Id<kinds::Org>,
    /// The campaign.
    pub campaign: Id<kinds::Campaign>,
    /// The wave.
    pub wave: Wave,
    /// The place.
    pub place: Id<kinds::Place>,
}

/// The name of a key that seals waiting answers.
pub type BatchKeyId = Id<kinds::BatchKey>;

/// A letter of the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterKind {
    /// The invitation.
    Invitation,
    /// Its one reminder, which goes to everyone: nobody can know who has answered.
    Reminder,
}

impl LetterKind {
    /// The name used in the table.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Reminder => "reminder",
        }
    }
}

impl FromStr for LetterKind {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Invitation, Self::Reminder].into_iter().find(|kind| kind.code() == text).ok_or(())
    }
}

/// The kind of the id of a list of people who left.
pub enum DischargeList {}

/// The kind of the id of a part of such a list.
pub enum DischargePart {}

/// The id of a list of people who left.
pub type ListId = Id<DischargeList>;

/// The id of a part of such a list.
pub type PartId = Id<DischargePart>;

/// What became of the people of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Invited {
    /// Letters prepared.
    pub prepared: i64,
    /// People who were invited before.
    pub already: i64,
    /// People who do not want to be invited.
    pub objected: i64,
    /// People whose letter would come too late.
    pub late: i64,
}

/// A person to invite.
#[derive(Debug, Clone)]
pub struct Discharge {
    /// Where to write.
    pub address: Personal<String>,
    /// The place they leave.
    pub place: Id<kinds::Place>,
    /// The day they left.
    pub day: Day,
}

/// Puts things in a random order.
pub fn shuffled<T>(chance: &mut dyn Chance, mut things: Vec<T>) -> Vec<T> {
    chance.shuffle(&mut things);
    things
}
