//! What a rebase is. Pure.

use kernel::{Day, Id, Role, Wave, kinds};

/// The fewest letters of a reason: "travaux" alone explains nothing a year later.
pub const LEAST_REASON: usize = 15;
/// The most letters of a reason: it stands on the chart.
pub const MOST_REASON: usize = 200;

/// Limits of a chart that are computed anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebase {
    /// The campaign.
    pub campaign: Id<kinds::Campaign>,
    /// The place.
    pub place: Id<kinds::Place>,
    /// The indicator, by its key: `score`, the link id of a question.
    pub indicator: String,
    /// The first month of the new limits.
    pub wave: Wave,
    /// What changed, and how it is known.
    pub reason: String,
    /// Under which hat it was decided.
    pub role: Role,
    /// On which day.
    pub day: Day,
}

/// Which limits somebody wants computed anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The campaign.
    pub campaign: Id<kinds::Campaign>,
    /// The place.
    pub place: Id<kinds::Place>,
    /// The indicator, by its key.
    pub indicator: String,
    /// The first month of the new limits.
    pub wave: Wave,
}

/// A reason that stands by itself, trimmed and on one line; nothing where it is too short or too long.
pub fn sound_reason(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let letters = text.chars().count();
    (LEAST_REASON..=MOST_REASON).contains(&letters).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_says_something_and_fits_on_a_chart() {
        assert_eq!(
            sound_reason("  Nouvelle   salle d'attente\n en mai "),
            Some("Nouvelle salle d'attente en mai".into())
        );
        assert_eq!((sound_reason("travaux"), sound_reason("")), (None, None));
        assert_eq!(sound_reason(&"a".repeat(MOST_REASON + 1)), None);
    }
}
