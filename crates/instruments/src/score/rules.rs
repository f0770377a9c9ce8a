//! The scores and alerts of one instrument, as a file beside its document.

use serde::{Deserialize, Serialize};

use super::alert::AlertRule;
use super::{Definition, Layout, Scorer};
use crate::problem::Problem;

/// What is counted and what is watched over in an instrument.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rules {
    /// The scores.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scores: Vec<Definition>,
    /// The alerts; none of them ever enters a score.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alerts: Vec<AlertRule>,
}

impl Rules {
    /// Compiles every score and checks every alert for a form; every problem in one pass.
    pub fn compile(&self, layout: &Layout) -> Result<Vec<Scorer>, Vec<Problem>> {
        let mut problems: Vec<Problem> = self.alerts.iter().flat_map(|alert| alert.check(layout)).collect();
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
