//! The scores and alerts of one instrument, as a file beside its document.

use serde::{Deserialize, Serialize};

use super::alert::AlertRule;
use super::eq5d::IndexRule;
use super::{Definition, Layout, Scorer};
use crate::{Instrument, problem::Problem};

/// What is counted and what is watched over in an instrument.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rules {
    /// The scores.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scores: Vec<Definition>,
    /// Index values of EQ-5D; computed under a licence only ([`IndexRule::open`]).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub index_values: Vec<IndexRule>,
    /// The alerts; none of them ever enters a score.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alerts: Vec<AlertRule>,
}

/// The rules that come with the product, by the canonical address of their questionnaire.
static SHIPPED: [(&str, &str); 2] = [
    ("urn:vecu:instrument:phq-9", include_str!("../../documents/phq-9.rules.json")),
    ("urn:vecu:instrument:gad-7", include_str!("../../documents/gad-7.rules.json")),
];

impl Instrument {
    /// The scores and alerts that come with the product for this questionnaire; none for others.
    pub fn rules(&self) -> Option<Rules> {
        Rules::shipped(self.url()?)
    }
}

impl Rules {
    /// The rules that come with the product for a questionnaire, by its canonical address (a version after `|` is put
    /// aside); none for others. A questionnaire reworded under the same address keeps its alerts: they name questions and
    /// answers, and [`Rules::compile`] says when those are gone.
    pub fn shipped(canonical: &str) -> Option<Self> {
        let url = canonical.split('|').next().unwrap_or_default();
        let (_, json) = SHIPPED.iter().find(|(known, _)| *known == url)?;
        serde_json::from_str(json).ok()
    }

    /// Compiles every score and checks every alert for a form; every problem in one pass.
    pub fn compile(&self, layout: &Layout) -> Result<Vec<Scorer>, Vec<Problem>> {
        let mut problems: Vec<Problem> = self.alerts.iter().flat_map(|alert| alert.check(layout)).collect();
        problems.extend(self.index_values.iter().flat_map(|rule| rule.check(layout)));
        let mut scorers = Vec::with_capacity(self.scores.len());
        for definition in &self.scores {
            match definition.compile(layout) {
                Ok(scorer) => scorers.push(scorer),
                Err(found) => problems.extend(found),
            }
        }
        if problems.is_empty() { Ok(scorers) } else { Err(problems) }
    }
}
