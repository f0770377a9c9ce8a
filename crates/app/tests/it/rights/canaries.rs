//! The invented words, and which of them may stand on which page.

use kernel::Role;
use organisation::access::scope::reading_of;

use super::{
    estate::Person,
    expected::{Reads, Row},
};

/// What a word stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The readable text of a voice that was given to those who read only what they are given.
    Told,
    /// The readable text of voices that were not.
    Kept,
    /// A name that only the sealed original holds.
    Sealed,
    /// The contact an author left.
    Contact,
    /// The mailbox of the voice that was given.
    Letter,
    /// The reason of a refusal to publish.
    Refusal,
    /// Findings and actions.
    Work,
    /// A return that is being written.
    Draft,
    /// The title of an open campaign.
    Campaign,
    /// The title of a campaign that is not open yet.
    Sketch,
    /// The name of a colleague.
    Name,
    /// The address of a colleague.
    Email,
    /// A job.
    Job,
    /// The name of a place.
    Place,
    /// How many people answered.
    Count,
    /// What was published.
    Public,
    /// A questionnaire being written, a version of one, a plan.
    Instrument,
}

impl Kind {
    /// How the words of each kind begin.
    pub const WORDS: [(Self, &'static str); 17] = [
        (Self::Told, "recit"),
        (Self::Kept, "garde"),
        (Self::Sealed, "quetzal"),
        (Self::Contact, "contact"),
        (Self::Letter, "lettre"),
        (Self::Refusal, "refus"),
        (Self::Work, "constat"),
        (Self::Work, "action"),
        (Self::Draft, "brouillon"),
        (Self::Campaign, "campagne"),
        (Self::Sketch, "esquisse"),
        (Self::Name, "nomme"),
        (Self::Email, "boite"),
        (Self::Job, "panne"),
        (Self::Place, "lieu"),
        (Self::Public, "publique"),
        (Self::Instrument, "formulaire"),
    ];
}

/// A word that tells where a page took what it says.
#[derive(Debug, Clone)]
pub struct Canary {
    pub kind: Kind,
    /// Its unit; even and odd neighbours are of one organisation.
    pub unit: usize,
    word: String,
}

impl Canary {
    pub const fn new(kind: Kind, unit: usize, word: String) -> Self {
        Self { kind, unit, word }
    }

    pub fn word(&self) -> &str {
        &self.word
    }

    /// Whether a page, made lower case and without the spaces inside numbers, holds the word by itself.
    pub fn is_on(&self, page: &str) -> bool {
        page.match_indices(&self.word).any(|(at, word)| {
            let before = page[..at].chars().next_back();
            let after = page[at + word.len()..].chars().next();
            ![before, after].into_iter().flatten().any(char::is_alphanumeric)
        })
    }
}

/// A page as [`Canary::is_on`] reads it.
pub fn readable(page: &str) -> String {
    page.replace(['\u{202f}', '\u{a0}', '\u{2009}'], "").to_lowercase()
}

const KEEPERS: [Role; 2] = [Role::Administrator, Role::QualityOfficer];
const INSTRUMENTS: [Role; 4] =
    [Role::QualityOfficer, Role::UnitManager, Role::UserRepresentative, Role::PatientPartner];
const MODERATION: [Role; 4] = [Role::QualityOfficer, Role::ComplaintsOfficer, Role::UserRepresentative, Role::Mediator];

/// Whether a word may be on the answer to a row. `target` is the unit the address names.
pub fn may_stand(canary: &Canary, person: Option<&Person>, row: &Row, target: usize) -> bool {
    // Numbers are public behind the floors.
    let is_public = matches!(canary.kind, Kind::Public | Kind::Place | Kind::Campaign);
    if row.is_open {
        // The link of an account is its owner's: it may greet them.
        let is_own_link = row.at.contains("{link}") && canary.unit == target;
        return is_public
            || canary.kind == Kind::Count
            || (is_own_link && matches!(canary.kind, Kind::Name | Kind::Email));
    }
    let Some(person) = person else { return false };
    if canary.unit > 1 {
        return false;
    }
    let (reading, reaches) = (reading_of(person.role), person.reaches(canary.unit));
    let is_named = canary.unit == target;
    match canary.kind {
        Kind::Told | Kind::Letter | Kind::Work | Kind::Draft => reading.text && reaches,
        Kind::Kept => reading.text && reaches && !reading.only_given,
        Kind::Sealed => row.reads == Reads::Original && is_named && reading.original && reaches,
        Kind::Contact => row.reads == Reads::Identity && is_named && reading.identity && reaches,
        Kind::Refusal => MODERATION.contains(&person.role) && reaches,
        Kind::Instrument => INSTRUMENTS.contains(&person.role),
        Kind::Sketch => person.role == Role::QualityOfficer,
        Kind::Name => reading.text || KEEPERS.contains(&person.role),
        Kind::Email => KEEPERS.contains(&person.role),
        Kind::Job => person.role == Role::Administrator,
        Kind::Place => reaches,
        Kind::Count => reading.numbers && reaches,
        Kind::Campaign | Kind::Public => true,
    }
}
