//! Red flags: what must reach a person before anything else is read. Falls, abuse, words of suicide, a mistaken
//! patient or medicine, sexual aggression, a child in danger, restraint, signs of infection.
//!
//! Written cues come first and recall comes before precision: a false alarm costs a reader a minute, a missed one may
//! cost a life. The heads add what no cue names. A cue that is explained away ("chute de tension", "tombée sur une équipe
//! formidable") is left out. Nothing is decided here (rule 14 of the design): every flag shows the words it rests on and
//! whether a cue or the heads raised it, and a person reads.

use std::sync::OnceLock;

use crate::Span;
use crate::coding::Suggestion;
use crate::distress::{self, Danger};
use crate::lists::{Lists, content};
use crate::phrases::{Hit, Phrases, Words, span};
use crate::reading::Reading;

/// What a passage warns of. The names are those of the marks of the corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Flag {
    /// Somebody fell.
    Fall,
    /// Blows, threats, mistreatment, neglect.
    Abuse,
    /// Words or acts of suicide, the writer's or another person's.
    Suicide,
    /// One person taken for another, or one side for the other.
    WrongPatient,
    /// A wrong medicine or dose, one left out, an allergy that was not heeded.
    Medicine,
    /// Sexual aggression, or a gesture that may be one.
    Sexual,
    /// A child in danger.
    Child,
    /// Somebody tied, locked in or held by force.
    Restraint,
    /// Signs of an infection that was caught or overlooked.
    Infection,
}

impl Flag {
    /// All, the gravest to miss first: the order in which a list of alerts shows them.
    pub const ALL: [Self; 9] = [
        Self::Suicide,
        Self::Child,
        Self::Sexual,
        Self::Abuse,
        Self::WrongPatient,
        Self::Medicine,
        Self::Fall,
        Self::Restraint,
        Self::Infection,
    ];

    /// The stable name, as in the JSON of the command line and in the keys of words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fall => "fall",
            Self::Abuse => "abuse",
            Self::Suicide => "suicide",
            Self::WrongPatient => "wrongpatient",
            Self::Medicine => "medicine",
            Self::Sexual => "sexual",
            Self::Child => "child",
            Self::Restraint => "restraint",
            Self::Infection => "infection",
        }
    }

    /// The flag of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|flag| flag.name() == name)
    }

    const fn of(danger: Danger) -> Self {
        match danger {
            Danger::SelfHarm => Self::Suicide,
            Danger::Child => Self::Child,
            Danger::Sexual => Self::Sexual,
            Danger::Violence | Danger::Abuse => Self::Abuse,
        }
    }
}

/// What raised a flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Raised {
    /// A written cue: the span is that of its words.
    Cue,
    /// The heads: the span is that of the clause.
    Heads,
}

/// A flag, the words it rests on and what raised it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Flagged {
    /// What it warns of.
    pub flag: Flag,
    /// The words that say so, in code points of the text that was given.
    #[serde(flatten)]
    pub span: Span,
    /// Whether a cue or the heads raised it.
    pub raised: Raised,
}

/// The cues, and the kinds of words that raise a flag when two of them stand together.
struct Cues {
    phrases: Phrases,
    pairs: Vec<(Flag, &'static str, &'static str)>,
}

impl Cues {
    fn shipped() -> &'static Self {
        static CUES: OnceLock<Cues> = OnceLock::new();
        const FILE: &str = include_str!("../data/flags.txt");
        CUES.get_or_init(|| Self { phrases: Phrases::read(FILE), pairs: content(FILE).filter_map(pair).collect() })
    }
}

/// A line `pair KEY: one, other`.
fn pair(line: &'static str) -> Option<(Flag, &'static str, &'static str)> {
    let (flag, kinds) = line.strip_prefix("pair ")?.split_once(':')?;
    let (one, other) = kinds.split_once(',')?;
    Some((Flag::named(flag.trim())?, one.trim(), other.trim()))
}

/// The flags that written cues raise, in the order of the text; one of each kind for words that overlap.
pub fn by_cues(text: &str) -> Vec<Flagged> {
    let cues = Cues::shipped();
    let reading = Reading::new(text, Lists::french());
    let words = Words::of(&reading);
    let hits = cues.phrases.find(&reading, &words);
    let by_cue = |flag, first, last| Flagged { flag, span: span(&reading, first, last), raised: Raised::Cue };
    let mut out: Vec<Flagged> = distress::alerts(text)
        .into_iter()
        .map(|alert| Flagged { flag: Flag::of(alert.danger), span: alert.span, raised: Raised::Cue })
        .collect();
    for (i, hit) in hits.iter().enumerate() {
        if let Some(flag) = Flag::named(hit.key) {
            out.extend((!is_explained(flag, *hit, &hits)).then(|| by_cue(flag, hit.first, hit.last)));
        } else if let Some(kind) = hit.key.strip_prefix('@') {
            let near = hits.get(i + 1..).unwrap_or_default().iter().take_while(|other| near(&words, hit, other));
            for other in near.filter(|other| other.first > hit.last) {
                out.extend(together(&cues.pairs, kind, other.key).filter_map(|flag| {
                    let both = Hit { key: hit.key, first: hit.first, last: other.last };
                    (!is_explained(flag, both, &hits)).then(|| by_cue(flag, both.first, both.last))
                }));
            }
        }
    }
    merged(out)
}

/// The flags that two kinds of words raise together.
fn together(pairs: &[(Flag, &str, &str)], one: &str, key: &str) -> impl Iterator<Item = Flag> {
    let other = key.strip_prefix('@').unwrap_or("");
    pairs
        .iter()
        .filter(move |(_, a, b)| (*a == one && *b == other) || (*b == one && *a == other))
        .map(|(flag, ..)| *flag)
}

/// Whether a later hit stands in the same sentence, at most [`APART`] words further.
fn near(words: &Words, hit: &Hit, later: &Hit) -> bool {
    let place = |token: usize| words.at.partition_point(|(at, _)| *at < token);
    let (from, to) = (place(hit.last), place(later.first));
    let sentence = |place: usize| words.at.get(place).map(|(_, sentence)| *sentence);
    to <= from + APART && sentence(from) == sentence(to)
}

/// How many words may stand between the two of a pair. On our training part, six to sixteen find as much; above, calm
/// comments raise more.
const APART: usize = 12;

/// Whether what looks like a cue is part of words that mean something else (`not_fall: chute de tension`).
fn is_explained(flag: Flag, hit: Hit, hits: &[Hit]) -> bool {
    let from = hits.partition_point(|other| other.first + REACH < hit.first);
    hits.iter()
        .skip(from)
        .take_while(|other| other.first <= hit.last)
        .any(|other| other.key.strip_prefix("not_") == Some(flag.name()) && other.last >= hit.first)
}

/// How far back in tokens a cue may begin: the longest is some twenty words with the spaces between them.
const REACH: usize = 64;

/// All flags of a text: those of the cues, then those that only the heads raised for the clauses of `suggestions`.
pub fn flags(text: &str, suggestions: &[Suggestion]) -> Vec<Flagged> {
    let mut out = by_cues(text);
    for suggestion in suggestions {
        for flag in suggestion.flags.iter().filter_map(|name| Flag::named(name)) {
            let overlaps = |known: &Flagged| {
                known.flag == flag && known.span.start < suggestion.span.end && suggestion.span.start < known.span.end
            };
            if !out.iter().any(overlaps) {
                out.push(Flagged { flag, span: suggestion.span, raised: Raised::Heads });
            }
        }
    }
    merged(out)
}

/// In the order of the text, without a second flag of one kind on words that overlap.
fn merged(mut flags: Vec<Flagged>) -> Vec<Flagged> {
    flags.sort_by_key(|flagged| (flagged.flag, flagged.span.start, flagged.span.end));
    let mut out: Vec<Flagged> = Vec::new();
    for flagged in flags {
        match out.last_mut() {
            Some(last) if last.flag == flagged.flag && flagged.span.start <= last.span.end => {
                last.span.end = last.span.end.max(flagged.span.end);
            }
            _ => out.push(flagged),
        }
    }
    out.sort_by_key(|flagged| (flagged.span.start, flagged.flag));
    out
}
