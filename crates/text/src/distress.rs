//! Cries for help: words of self-harm, and words of danger to a child or a vulnerable person.
//!
//! Recall comes first: showing the emergency numbers to somebody who did not need them costs a line on a page; not
//! showing them may cost a life. So a denial ("je ne suis pas suicidaire") still counts, and so does what is told of
//! somebody else. Only plain false alarms are left out: "j'ai failli mourir à l'hôpital", "mourir de faim", "mourir chez
//! lui". Nothing here watches the page or decides anything (rule 18 of the design): the numbers are shown, and a person
//! reads.

use std::sync::OnceLock;

use crate::Span;
use crate::lists::Lists;
use crate::phrases::{Phrases, Words, span};
use crate::reading::Reading;

/// What a passage alerts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Danger {
    /// Suicide, self-harm: the writer's or another person's.
    SelfHarm,
    /// Violence or abuse towards a child.
    Child,
    /// Sexual violence.
    Sexual,
    /// Blows, threats.
    Violence,
    /// Mistreatment, neglect, deprivation, restraint, abuse of weakness.
    Abuse,
}

impl Danger {
    /// The stable name, as in the JSON of the command line and in the keys of words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SelfHarm => "self_harm",
            Self::Child => "child",
            Self::Sexual => "sexual",
            Self::Violence => "violence",
            Self::Abuse => "abuse",
        }
    }

    fn of(key: &str) -> Option<Self> {
        [Self::SelfHarm, Self::Child, Self::Sexual, Self::Violence, Self::Abuse]
            .into_iter()
            .find(|danger| danger.name() == key)
    }
}

/// An alert and the passage it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Alert {
    /// What it alerts to.
    pub danger: Danger,
    /// The words that say so, in code points.
    pub span: Span,
}

/// The first words of the text that speak of self-harm, if any: shows the emergency numbers at once (rule 18).
pub fn speaks_of_self_harm(text: &str) -> Option<Span> {
    alerts(text).into_iter().find(|alert| alert.danger == Danger::SelfHarm).map(|alert| alert.span)
}

/// Every alert of the text, in its order; French and English.
pub fn alerts(text: &str) -> Vec<Alert> {
    static CUES: OnceLock<Phrases> = OnceLock::new();
    let cues = CUES.get_or_init(|| Phrases::read(include_str!("../data/distress.txt")));
    let reading = Reading::new(text, Lists::french());
    let hits = cues.find(&reading, &Words::of(&reading));
    let calm: Vec<(usize, usize)> =
        hits.iter().filter(|hit| hit.key == "not_self_harm").map(|hit| (hit.first, hit.last)).collect();
    let mut alerts: Vec<Alert> = Vec::new();
    let mut before = 0;
    for hit in &hits {
        let Some(danger) = Danger::of(hit.key) else { continue };
        // `calm` is in the order of the text, as the hits are: what ended before this hit need not be looked at again.
        while calm.get(before).is_some_and(|(_, last)| *last < hit.first) {
            before += 1;
        }
        let explained = calm.iter().skip(before).take(8).any(|(first, last)| {
            *first <= hit.first && hit.first <= *last || hit.first <= *first && *first <= hit.last
        });
        if danger == Danger::SelfHarm && explained {
            continue;
        }
        let span = span(&reading, hit.first, hit.last);
        let same = alerts.iter().rev().take(8).any(|known| known.danger == danger && span.start < known.span.end);
        if !same {
            alerts.push(Alert { danger, span });
        }
    }
    alerts
}
