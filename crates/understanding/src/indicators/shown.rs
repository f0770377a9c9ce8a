//! The floors of hard rule 5 over siblings: the one function that every number asks.

use measures::floors::Reason;

/// What may be told of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Nobody is in it.
    Nobody,
    /// Enough people.
    Shown,
    /// Fewer than the floor: `needed` more are needed.
    TooFew {
        /// The floor in force.
        floor: u64,
        /// How many more are needed.
        needed: u64,
    },
    /// Enough people, but a sibling has too few and could be computed from the parent.
    Neighbour,
    /// Hidden because the place above is.
    Above,
    /// A score that would tell a hidden cell of the tables beside it.
    Cells,
    /// A year that is not complete: it is told once, when nothing in it changes any more.
    Running,
    /// A measure that rests on an answer whose number is hidden.
    Masked,
    /// A measure of questions that the instrument doesn't ask, or whose answers have no points.
    Unasked,
    /// A measure that doesn't come from the answers of a campaign.
    Elsewhere,
}

impl Verdict {
    /// Whether it is shown.
    pub const fn is_shown(self) -> bool {
        matches!(self, Self::Shown)
    }

    /// The key of the words that say why not (`indicators-hidden-…`); nothing when it is shown.
    pub const fn key(self) -> Option<&'static str> {
        match self {
            Self::Shown => None,
            Self::Nobody => Some("indicators-hidden-nobody"),
            Self::TooFew { .. } => Some("indicators-hidden-too-few"),
            Self::Neighbour => Some("indicators-hidden-neighbour"),
            Self::Above => Some("indicators-hidden-above"),
            Self::Cells => Some("indicators-hidden-cells"),
            Self::Running => Some("indicators-hidden-running"),
            Self::Masked => Some("indicators-hidden-masked"),
            Self::Unasked => Some("indicators-hidden-unasked"),
            Self::Elsewhere => Some("indicators-hidden-elsewhere"),
        }
    }

    /// How many more people are needed, and the floor.
    pub const fn reason(self) -> Option<Reason> {
        match self {
            Self::TooFew { floor, needed } => Some(Reason::TooFew { floor, needed }),
            _ => None,
        }
    }
}

/// What may be told of each of the groups that together make one: the children of a place (and what counts at the place
/// itself), or the months of a year. `above` is what may be told of the whole.
///
/// Hidden groups must hold at least `floor` people together and be more than one, or the whole less the shown ones would
/// tell of them: so the smallest shown group is hidden with them, with its equals (which of two equals was picked would
/// tell something), until that holds or nothing is left to hide.
pub fn shown(people: &[u64], floor: u64, above: Verdict) -> Vec<Verdict> {
    let mut verdicts: Vec<Verdict> = people.iter().map(|n| alone(*n, floor)).collect();
    match above {
        Verdict::Shown => {}
        // A whole under the floor: each part is under it by itself.
        Verdict::Nobody | Verdict::TooFew { .. } => return verdicts,
        _ => {
            for verdict in verdicts.iter_mut().filter(|verdict| verdict.is_shown()) {
                *verdict = Verdict::Above;
            }
            return verdicts;
        }
    }
    loop {
        let hidden = || people.iter().zip(&verdicts).filter(|(n, v)| **n > 0 && !v.is_shown());
        let (groups, held) = (hidden().count(), hidden().map(|(n, _)| n).sum::<u64>());
        if groups == 0 || (groups > 1 && held >= floor) {
            return verdicts;
        }
        let shown = people.iter().zip(&verdicts).filter(|(_, verdict)| verdict.is_shown());
        let Some(smallest) = shown.map(|(n, _)| *n).min() else { return verdicts };
        for (_, verdict) in people.iter().zip(&mut verdicts).filter(|(n, v)| **n == smallest && v.is_shown()) {
            *verdict = Verdict::Neighbour;
        }
    }
}

/// What may be told of a group by itself.
pub const fn alone(people: u64, floor: u64) -> Verdict {
    if people == 0 {
        Verdict::Nobody
    } else if people < floor {
        Verdict::TooFew { floor, needed: floor - people }
    } else {
        Verdict::Shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLOOR: u64 = 10;

    fn are_shown(people: &[u64]) -> Vec<bool> {
        shown(people, FLOOR, Verdict::Shown).into_iter().map(Verdict::is_shown).collect()
    }

    #[test]
    fn one_hidden_child_takes_the_smallest_shown_one_along() {
        let verdicts = shown(&[4, 30, 12, 50], FLOOR, Verdict::Shown);
        assert_eq!(
            verdicts,
            [Verdict::TooFew { floor: 10, needed: 6 }, Verdict::Shown, Verdict::Neighbour, Verdict::Shown]
        );
        assert_eq!(are_shown(&[12, 30]), [true, true], "nothing hidden, nothing to protect");
        assert_eq!(are_shown(&[0, 12, 30]), [false, true, true], "nobody is nobody's secret");
        assert_eq!(are_shown(&[9]), [false]);
    }

    #[test]
    fn two_hidden_children_that_are_ten_together_protect_each_other() {
        assert_eq!(are_shown(&[4, 6, 30]), [false, false, true]);
        assert_eq!(are_shown(&[4, 5, 30, 40]), [false, false, false, true], "nine together would be told");
    }

    #[test]
    fn equals_go_together() {
        assert_eq!(are_shown(&[4, 12, 12, 50]), [false, false, false, true]);
    }

    #[test]
    fn what_is_hidden_at_a_place_is_hidden_under_it() {
        let under = shown(&[20, 30, 3], FLOOR, Verdict::Neighbour);
        assert_eq!(under, [Verdict::Above, Verdict::Above, Verdict::TooFew { floor: 10, needed: 7 }]);
    }

    #[test]
    fn nobody_subtracts_to_less_than_the_floor_whatever_the_children() {
        // Every family of up to four groups of 0 to 25 people, in steps that reach every case around the floor.
        let sizes = [0u64, 1, 4, 5, 6, 9, 10, 11, 14, 25];
        for a in sizes {
            for b in sizes {
                for c in sizes {
                    for d in sizes {
                        let people = [a, b, c, d];
                        let whole = alone(people.iter().sum(), FLOOR);
                        if !whole.is_shown() {
                            continue;
                        }
                        let verdicts = shown(&people, FLOOR, whole);
                        let told: u64 =
                            people.iter().zip(&verdicts).filter(|(_, v)| v.is_shown()).map(|(n, _)| n).sum();
                        let rest = people.iter().sum::<u64>() - told;
                        assert!(rest == 0 || rest >= FLOOR, "{people:?} {verdicts:?}");
                    }
                }
            }
        }
    }
}
