//! What a code and a finding are; how a text is cut; pure.

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

/// A sentence longer than this is cut at its commas and semicolons too, so that a clause can be chosen by itself.
const LONG: usize = 120;
/// A clause is never shorter than this: "Oui, merci." stays whole.
const SHORT: usize = 25;

/// Cuts a readable text into the rows one chooses from: sentences, and clauses of long sentences. Spans are in code
/// points, in order, without the blanks between them.
pub fn cut(text: &str) -> Vec<Span> {
    let points: Vec<char> = text.chars().collect();
    let mut rows = Vec::new();
    let mut start = 0;
    for at in 0..points.len() {
        if ends_sentence(&points, at) {
            clauses(&points, start, at + 1, &mut rows);
            start = at + 1;
        }
    }
    clauses(&points, start, points.len(), &mut rows);
    rows
}

fn ends_sentence(points: &[char], at: usize) -> bool {
    let next = points.get(at + 1).copied();
    match points.get(at) {
        Some('\n') => true,
        Some('!' | '?' | '…') => next.is_none_or(char::is_whitespace),
        Some('.') => {
            let word = points.iter().take(at).rev().take_while(|c| c.is_alphabetic()).count();
            let first = at.checked_sub(word).and_then(|i| points.get(i)).is_some_and(|c| c.is_uppercase());
            // "M.", "Dr.", "J." end no sentence.
            next.is_none_or(char::is_whitespace) && !(first && word <= 2)
        }
        _ => false,
    }
}

fn clauses(points: &[char], start: usize, end: usize, rows: &mut Vec<Span>) {
    let Some((mut from, end)) = trimmed(points, start, end) else { return };
    if end - from > LONG {
        for at in from..end {
            let breaks = matches!(points.get(at), Some(',' | ';' | ':'));
            let spaced = points.get(at + 1).is_some_and(|c| c.is_whitespace());
            if breaks && spaced && at + 1 - from >= SHORT && end - at > SHORT {
                rows.extend(trimmed(points, from, at + 1).map(|(start, end)| Span { start, end }));
                from = at + 1;
            }
        }
    }
    rows.extend(trimmed(points, from, end).map(|(start, end)| Span { start, end }));
}

fn trimmed(points: &[char], mut start: usize, mut end: usize) -> Option<(usize, usize)> {
    while start < end && points.get(start).is_some_and(|c| c.is_whitespace()) {
        start += 1;
    }
    while end > start && points.get(end - 1).is_some_and(|c| c.is_whitespace()) {
        end -= 1;
    }
    (start < end).then_some((start, end))
}

/// The words of a span; nothing when it lies outside the text.
pub fn words(text: &str, span: Span) -> String {
    text.chars().skip(span.start).take(span.end.saturating_sub(span.start)).collect()
}

/// One span from rows chosen in a text, which must follow each other; none when they do not, or when none was chosen.
pub fn joined(text: &str, chosen: &[Span]) -> Option<Span> {
    let rows = cut(text);
    let mut at: Vec<usize> =
        chosen.iter().map(|span| rows.iter().position(|row| row == span)).collect::<Option<_>>()?;
    at.sort_unstable();
    at.dedup();
    let (first, last) = (*at.first()?, *at.last()?);
    (last - first + 1 == at.len())
        .then(|| Some(Span { start: rows.get(first)?.start, end: rows.get(last)?.end }))
        .flatten()
}

/// The first words of a text, at a word's end.
pub fn first_words(text: &str, most: usize) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= most {
        return flat;
    }
    let cut: String = flat.chars().take(most).collect();
    let kept = cut.rsplit_once(' ').map_or(cut.as_str(), |(kept, _)| kept);
    format!("{}…", kept.trim_end_matches([',', ';', '.', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<String> {
        cut(text).into_iter().map(|span| words(text, span)).collect()
    }

    #[test]
    fn a_text_is_cut_at_its_sentences_and_titles_end_none() {
        let text = "J’ai vu le Dr. [PERSONNE 1].  Très bien !\nEt 3.5 heures d’attente… Merci";
        assert_eq!(rows(text), ["J’ai vu le Dr. [PERSONNE 1].", "Très bien !", "Et 3.5 heures d’attente…", "Merci"]);
        assert!(rows(" \n ").is_empty());
    }

    #[test]
    fn a_long_sentence_is_cut_into_clauses_and_nothing_is_lost() {
        let text = "Le médecin a été très clair sur l’opération et les risques, l’équipe de nuit est restée à l’écoute \
                    malgré le monde, mais personne ne m’a dit à quelle heure je pourrais enfin rentrer chez moi.";
        let cut = rows(text);
        assert_eq!(cut.len(), 3, "{cut:?}");
        assert_eq!(cut.join(" "), text);
    }

    #[test]
    fn only_rows_that_follow_each_other_make_a_passage() {
        let text = "Un. Deux mots. Trois mots ici.";
        let all = cut(text);
        assert_eq!(joined(text, &[all[1], all[0]]).map(|span| words(text, span)).as_deref(), Some("Un. Deux mots."));
        assert_eq!(joined(text, &[all[0], all[2]]), None);
        assert_eq!(joined(text, &[]), None);
        assert_eq!(joined(text, &[Span { start: 0, end: 2 }]), None, "not a row of this text");
    }

    #[test]
    fn representatives_mediators_and_partners_read_on_the_side_of_users() {
        let users: Vec<Role> = Role::ALL.into_iter().filter(|role| Side::of(*role) == Side::User).collect();
        assert_eq!(users, [Role::UserRepresentative, Role::Mediator, Role::PatientPartner]);
    }

    #[test]
    fn first_words_end_at_a_word() {
        assert_eq!(first_words("Un  deux\ntrois", 40), "Un deux trois");
        assert_eq!(first_words("Une longue phrase, vraiment longue", 19), "Une longue phrase…");
    }
}
