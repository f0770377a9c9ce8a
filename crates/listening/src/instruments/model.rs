//! What a draft, a published version, an item of the library and a plan are. Pure.

use std::str::FromStr;

use kernel::{Day, Id, Personal, Role, kinds};

use super::{document::rendering::Drawn, passage::Step};

/// The kind of the id of a draft.
pub enum DraftKind {}
/// The kind of the id of a published version.
pub enum VersionKind {}
/// The kind of the id of an item of the library.
pub enum ItemKind {}
/// The kind of the id of a plan.
pub enum PassageKind {}
/// The kind of the id of a remark.
pub enum RemarkKind {}

/// The id of a draft.
pub type DraftId = Id<DraftKind>;
/// The id of a published version.
pub type VersionId = Id<VersionKind>;
/// The id of an item of the library.
pub type ItemId = Id<ItemKind>;
/// The id of a plan.
pub type PassageId = Id<PassageKind>;
/// The id of a remark.
pub type RemarkId = Id<RemarkKind>;

/// How many steps can be taken back, at most and at least.
const STEPS_KEPT: std::ops::RangeInclusive<usize> = 7..=30;
/// What the steps of one draft weigh together, in bytes: each keeps a whole document.
const STEPS_WEIGH: usize = 45_000_000;
/// The most one document weighs, in bytes. The largest public form known weighs 1.1 MB in one language; two thousand items
/// in four languages weigh 5.
pub const HEAVIEST: usize = 6_000_000;

/// How many steps are kept of a document of so many bytes: thirty, fewer of a heavy one, so that a draft never weighs more
/// than some fifty megabytes.
pub fn steps_kept(bytes: usize) -> i64 {
    let kept = (STEPS_WEIGH / bytes.max(1)).clamp(*STEPS_KEPT.start(), *STEPS_KEPT.end());
    i64::try_from(kept).unwrap_or(i64::MAX)
}
/// The most characters of one text.
pub const LONGEST: usize = 10_000;

/// A questionnaire being written.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Its id.
    pub id: DraftId,
    /// Its title, as it stands.
    pub title: String,
    /// The address it will be published under.
    pub url: String,
    /// The version it will replace.
    pub replaces: Option<VersionId>,
    /// What it was made from, in words; empty for an empty start.
    pub origin: String,
    /// It was copied from an official instrument: what is added or changed is marked local.
    pub of_official: bool,
    /// Grows with each change.
    pub revision: i64,
    /// How many questions it has.
    pub questions: i64,
    /// The day it was begun.
    pub created: Day,
    /// The day of the last change.
    pub changed: Day,
    /// Who made the last change.
    pub changed_by: Id<kinds::Account>,
}

/// A step that can be taken back.
#[derive(Debug, Clone)]
pub struct Revision {
    /// Its number.
    pub revision: i64,
    /// What was done.
    pub act: Act,
    /// To which item, in words of that day; may be empty.
    pub subject: String,
    /// The day.
    pub day: Day,
    /// Who.
    pub account: Id<kinds::Account>,
}

/// What was done to a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// It was begun.
    Begun,
    /// An item was added.
    Added,
    /// An item moved.
    Moved,
    /// An item was copied.
    Copied,
    /// An item was taken out.
    Removed,
    /// An item of the library was put in.
    TakenIn,
    /// A question was written.
    Question,
    /// A question was written, and is drawn in another way.
    Rendering(Drawn),
    /// A condition changed.
    Condition,
    /// What it says of itself.
    About,
    /// A score was written or taken out.
    Score,
    /// Translations.
    Translated,
    /// It went back to an earlier step.
    Restored,
}

impl Act {
    const ALL: [Self; 19] = [
        Self::Begun,
        Self::Added,
        Self::Moved,
        Self::Copied,
        Self::Removed,
        Self::TakenIn,
        Self::Question,
        Self::Rendering(Drawn::Usual),
        Self::Rendering(Drawn::Cards),
        Self::Rendering(Drawn::Menu),
        Self::Rendering(Drawn::Row),
        Self::Rendering(Drawn::Suggested),
        Self::Rendering(Drawn::Slider),
        Self::Rendering(Drawn::Line),
        Self::Condition,
        Self::About,
        Self::Score,
        Self::Translated,
        Self::Restored,
    ];

    /// The name used in the table and in word keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::Added => "added",
            Self::Moved => "moved",
            Self::Copied => "copied",
            Self::Removed => "removed",
            Self::TakenIn => "taken-in",
            Self::Question => "question",
            Self::Rendering(Drawn::Usual) => "rendering-usual",
            Self::Rendering(Drawn::Cards) => "rendering-cards",
            Self::Rendering(Drawn::Menu) => "rendering-menu",
            Self::Rendering(Drawn::Row) => "rendering-row",
            Self::Rendering(Drawn::Suggested) => "rendering-suggested",
            Self::Rendering(Drawn::Slider) => "rendering-slider",
            Self::Rendering(Drawn::Line) => "rendering-line",
            Self::Condition => "condition",
            Self::About => "about",
            Self::Score => "score",
            Self::Translated => "translated",
            Self::Restored => "restored",
        }
    }
}

impl FromStr for Act {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|act| act.code() == text).ok_or(())
    }
}

/// What was published. Never changed.
#[derive(Debug, Clone)]
pub struct Version {
    /// Its id.
    pub id: VersionId,
    /// The document people answer, of the installation.
    pub instrument: Id<kinds::Instrument>,
    /// The address all its versions share.
    pub url: String,
    /// Its number, from 1.
    pub version: i64,
    /// The hash of its content.
    pub hash: String,
    /// Its title.
    pub title: String,
    /// How many questions it has.
    pub questions: i64,
    /// What changed since the version before.
    pub change: String,
    /// The day it was published.
    pub day: Day,
    /// Who published it.
    pub by: Id<kinds::Account>,
}

/// An item written for the library.
#[derive(Debug, Clone)]
pub struct LibraryItem {
    /// Its id.
    pub id: ItemId,
    /// The item, as it will stand in a document; it remembers who designed it and from which finding.
    pub document: String,
    /// The day it was written.
    pub day: Day,
}

/// Where a plan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageState {
    /// Written, not read by somebody else yet.
    Proposed,
    /// Somebody else agreed.
    Approved,
    /// Put aside.
    Refused,
}

impl PassageState {
    /// The name used in the table and in word keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Approved => "approved",
            Self::Refused => "refused",
        }
    }
}

impl FromStr for PassageState {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Proposed, Self::Approved, Self::Refused].into_iter().find(|state| state.code() == text).ok_or(())
    }
}

/// A plan to go from one version to the next.
#[derive(Debug, Clone)]
pub struct Passage {
    /// Its id.
    pub id: PassageId,
    /// The old version.
    pub before: VersionId,
    /// The new one.
    pub after: VersionId,
    /// What becomes of each question.
    pub steps: Vec<Step>,
    /// Why.
    pub reason: String,
    /// The day it was written.
    pub day: Day,
    /// Who wrote it.
    pub account: Id<kinds::Account>,
    /// Where it stands.
    pub state: PassageState,
    /// The day it was read.
    pub reviewed: Option<Day>,
    /// Who read it.
    pub reviewer: Option<Id<kinds::Account>>,
    /// What they said; may be empty.
    pub remark: String,
}

/// What somebody who reads a draft says of it.
#[derive(Debug, Clone)]
pub struct Remark {
    /// Its id.
    pub id: RemarkId,
    /// The item it is about; empty for the whole questionnaire.
    pub link: String,
    /// That item in words of that day.
    pub subject: String,
    /// What is said.
    pub text: Personal<String>,
    /// The day.
    pub day: Day,
    /// Who says it.
    pub account: Id<kinds::Account>,
    /// Under which hat.
    pub hat: Role,
    /// What was answered; may be empty.
    pub answer: Personal<String>,
    /// The day of the answer.
    pub answered: Option<Day>,
    /// Who answered.
    pub answered_by: Option<Id<kinds::Account>>,
    /// The day it was settled; none while it is open.
    pub settled: Option<Day>,
    /// Who settled it.
    pub settled_by: Option<Id<kinds::Account>>,
}

impl Remark {
    /// Whether it still waits.
    pub const fn is_open(&self) -> bool {
        self.settled.is_none()
    }
}

/// An instrument that a draft may be copied from and whose items the library shows.
#[derive(Debug, Clone)]
pub struct Known {
    /// Its name in addresses: `vecu-12` for a shipped one, the id of the version for one of the organisation.
    pub name: String,
    /// Its title, in French.
    pub title: String,
    /// Its version; none for a shipped one.
    pub version: Option<i64>,
    /// The document.
    pub document: std::sync::Arc<super::document::Doc>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heavy_draft_keeps_fewer_steps_and_no_draft_outgrows_its_bound() {
        assert_eq!([0, 1_000, 1_500_000, 3_000_000, HEAVIEST].map(steps_kept), [30, 30, 30, 15, 7]);
        for bytes in (0..=HEAVIEST).step_by(50_000) {
            assert!(usize::try_from(steps_kept(bytes)).unwrap() * bytes <= STEPS_WEIGH, "{bytes}");
        }
    }

    #[test]
    fn every_act_and_state_is_read_as_it_is_written() {
        for act in Act::ALL {
            assert_eq!(act.code().parse(), Ok(act));
        }
        for drawn in Drawn::ALL {
            assert!(Act::Rendering(drawn).code().ends_with(drawn.code()) && Act::ALL.contains(&Act::Rendering(drawn)));
        }
        for state in [PassageState::Proposed, PassageState::Approved, PassageState::Refused] {
            assert_eq!(state.code().parse(), Ok(state));
        }
    }
}
