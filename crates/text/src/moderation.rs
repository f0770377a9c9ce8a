//! What should be changed before a text is published, each with the rule it rests on.
//!
//! The rules are those of the public story platforms (handbook, domain, section 4), under rule 8 of the design: no member
//! of staff is named in any output; praise reaches the person, public text shows the role. Each ground has a stable code,
//! cited when a text is refused. The machine suggests; a person decides.

use std::sync::OnceLock;

use crate::Span;
use crate::distress::{self, Danger};
use crate::lists::Lists;
use crate::phrases::{Phrases, Words, span};
use crate::plain::shouted_rows;
use crate::reading::{Kind, Reading};
use crate::redact::{self, MaskedKind};

/// More words than this is too long for a public story.
pub const MOST_WORDS: usize = 1000;

/// Why a passage should not be published as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// A member of staff is named in a sentence of blame: the role only.
    StaffBlamed,
    /// A member of staff is named: public text shows the role; praise is passed on to the person.
    StaffNamed,
    /// Another person is named (patient, relative, the author), or it cannot be told who.
    PersonNamed,
    /// An e-mail address, a telephone number, an account: ways to reach a person.
    Contact,
    /// A link.
    Link,
    /// An address, a room, a home, a number that identifies a person or a stay.
    Identifier,
    /// A date that names the day.
    PreciseDate,
    /// An exact age.
    PreciseAge,
    /// Written in capitals.
    Capitals,
    /// Swearing or insults.
    Swearing,
    /// Words against people for their origin, religion, sex, orientation, disability, age or looks.
    Discrimination,
    /// More than [`MOST_WORDS`] words.
    TooLong,
    /// Speaks of self-harm: a person reads it first.
    SelfHarm,
    /// Speaks of violence or abuse: a person reads it first, and the organisation is warned before publication.
    Serious,
}

impl Ground {
    /// Every ground, in the order of their codes.
    pub const ALL: [Self; 14] = [
        Self::StaffBlamed,
        Self::StaffNamed,
        Self::PersonNamed,
        Self::Contact,
        Self::Link,
        Self::Identifier,
        Self::PreciseDate,
        Self::PreciseAge,
        Self::Capitals,
        Self::Swearing,
        Self::Discrimination,
        Self::TooLong,
        Self::SelfHarm,
        Self::Serious,
    ];

    /// The ground behind a stored code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ground| ground.code() == code)
    }

    /// The stable code, cited when a text is refused or changed.
    pub const fn code(self) -> &'static str {
        match self {
            Self::StaffBlamed => "M01",
            Self::StaffNamed => "M02",
            Self::PersonNamed => "M03",
            Self::Contact => "M04",
            Self::Link => "M05",
            Self::Identifier => "M06",
            Self::PreciseDate => "M07",
            Self::PreciseAge => "M08",
            Self::Capitals => "M09",
            Self::Swearing => "M10",
            Self::Discrimination => "M11",
            Self::TooLong => "M12",
            Self::SelfHarm => "M13",
            Self::Serious => "M14",
        }
    }

    /// The key of the ground in the words of the pages.
    pub const fn word(self) -> &'static str {
        match self {
            Self::StaffBlamed => "moderation-staff-blamed",
            Self::StaffNamed => "moderation-staff-named",
            Self::PersonNamed => "moderation-person-named",
            Self::Contact => "moderation-contact",
            Self::Link => "moderation-link",
            Self::Identifier => "moderation-identifier",
            Self::PreciseDate => "moderation-precise-date",
            Self::PreciseAge => "moderation-precise-age",
            Self::Capitals => "moderation-capitals",
            Self::Swearing => "moderation-swearing",
            Self::Discrimination => "moderation-discrimination",
            Self::TooLong => "moderation-too-long",
            Self::SelfHarm => "moderation-self-harm",
            Self::Serious => "moderation-serious",
        }
    }
}

/// A suggestion to the person who moderates: the ground, and the passage it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Remark {
    /// The rule.
    pub ground: Ground,
    /// The passage, in code points.
    pub span: Span,
}

/// Reads a text that its author wants public; the remarks are in the order of the text. An empty answer says that no rule
/// speaks against it, not that it may be published: a person decides.
pub fn review(text: &str, lists: &Lists) -> Vec<Remark> {
    static CUES: OnceLock<Phrases> = OnceLock::new();
    let cues = CUES.get_or_init(|| Phrases::read(include_str!("../data/moderation.txt")));
    let reading = Reading::new(text, lists);
    let words = Words::of(&reading);
    let hits = cues.find(&reading, &words);
    let mut remarks = Vec::new();
    let blamed = sentences_with(&reading, hits.iter().filter(|hit| hit.key == "blame").map(|hit| hit.first));
    // What a professional is about to publish is judged by the rules: a refusal must be one that they can act on. A word
    // that only the model of doubt masks was masked before anybody could read it.
    for part in redact::find_by_rules(&reading) {
        let ground = match part.kind {
            MaskedKind::Person if part.bearer.staff && blamed(part.first) => Ground::StaffBlamed,
            MaskedKind::Person if part.bearer.staff => Ground::StaffNamed,
            MaskedKind::Person => Ground::PersonNamed,
            MaskedKind::Email | MaskedKind::Phone | MaskedKind::Account => Ground::Contact,
            MaskedKind::Link => Ground::Link,
            MaskedKind::Date => Ground::PreciseDate,
            _ => Ground::Identifier,
        };
        remarks.push(Remark { ground, span: span(&reading, part.first, part.last) });
    }
    for hit in &hits {
        let ground = match hit.key {
            "swearing" => Ground::Swearing,
            "discrimination" => Ground::Discrimination,
            _ => continue,
        };
        remarks.push(Remark { ground, span: span(&reading, hit.first, hit.last) });
    }
    remarks.extend(ages(&reading));
    remarks.extend(
        shouted_rows(&reading, 6)
            .into_iter()
            .map(|(first, last)| Remark { ground: Ground::Capitals, span: span(&reading, first, last) }),
    );
    if let (true, Some((first, _)), Some((last, _))) =
        (words.at.len() > MOST_WORDS, words.at.get(MOST_WORDS), words.at.last())
    {
        remarks.push(Remark { ground: Ground::TooLong, span: span(&reading, *first, *last) });
    }
    for alert in distress::alerts(text) {
        let ground = if alert.danger == Danger::SelfHarm { Ground::SelfHarm } else { Ground::Serious };
        remarks.push(Remark { ground, span: alert.span });
    }
    remarks.sort_by_key(|remark| (remark.span.start, remark.ground));
    remarks
}

/// Says whether a token stands in the same sentence as one of the given tokens.
fn sentences_with(reading: &Reading<'_>, tokens: impl Iterator<Item = usize>) -> impl Fn(usize) -> bool {
    let mut sentence = 0;
    let of: Vec<usize> = reading
        .tokens
        .iter()
        .enumerate()
        .map(|(at, token)| {
            // The full stop of a title or an initial ends no sentence.
            let short =
                at > 0 && reading.get(at - 1).is_some_and(|t| t.kind == Kind::Word && t.points.1 - t.points.0 <= 3);
            let ends = matches!(token.kind, Kind::Mark('!' | '?' | '…')) || token.kind == Kind::Mark('.') && !short;
            sentence += usize::from(ends);
            sentence
        })
        .collect();
    let with: std::collections::HashSet<usize> = tokens.filter_map(|token| of.get(token).copied()).collect();
    move |token| of.get(token).is_some_and(|sentence| with.contains(sentence))
}

/// "87 ans", "âgée de 87 ans", "87 years old": an exact age. Durations ("depuis 3 ans", "il y a 10 ans") are not ages.
fn ages(reading: &Reading<'_>) -> Vec<Remark> {
    let mut found = Vec::new();
    for at in 0..reading.tokens.len() {
        if !reading.is_number(at) || !reading.fold(at).parse::<u8>().is_ok_and(|age| age <= 120) {
            continue;
        }
        let Some(unit) =
            reading.word_after(at).filter(|unit| matches!(reading.fold(*unit), "ans" | "an" | "years" | "year"))
        else {
            continue;
        };
        let mut before = at;
        let mut lasts = false;
        let mut aged = false;
        for _ in 0..3 {
            let Some(word) = reading.word_before(before) else { break };
            lasts |= matches!(
                reading.fold(word),
                "depuis" | "a" | "pendant" | "dans" | "tous" | "for" | "since" | "apres" | "durant" | "en"
            );
            aged |= matches!(reading.fold(word), "age" | "agee" | "ages" | "agees" | "ai" | "aged");
            before = word;
        }
        // "ma mère a 87 ans" is an age, "il y a 3 ans" is a time.
        let has = reading
            .word_before(at)
            .filter(|w| reading.fold(*w) == "a")
            .and_then(|w| reading.word_before(w))
            .is_some_and(|w| reading.fold(w) != "y");
        if aged || has || !lasts {
            found.push(Remark { ground: Ground::PreciseAge, span: span(reading, at, unit) });
        }
    }
    found
}
