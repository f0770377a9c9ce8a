//! Step 2: sums that tell a hidden part by one subtraction.

use super::{Face, Frame, Protected};

/// A cell: the group and the code.
type At = (usize, usize);

/// Parts that make a whole. The whole is a cell of its own, or a total that everybody knows.
pub(super) struct Equation {
    parts: Vec<At>,
    whole: Option<At>,
}

/// The answers of each group make its total; the parts of each sum make the whole, code by code.
pub(super) fn equations(frame: &Frame, width: usize) -> Vec<Equation> {
    let totals = (0..frame.groups().len())
        .map(|group| Equation { parts: (0..width).map(|code| (group, code)).collect(), whole: None });
    let sums = frame.sums().iter().flat_map(|(whole, parts)| {
        (0..width).map(move |code| Equation {
            parts: parts.iter().map(|part| (*part, code)).collect(),
            whole: Some((*whole, code)),
        })
    });
    totals.chain(sums).collect()
}

/// Hides until no equation tells.
pub(super) fn protect(frame: &Frame, protected: &mut Protected, equations: &[Equation], floor: u64) {
    let mut changed = true;
    while changed {
        changed = false;
        for equation in equations {
            while let Some(also) = also_hidden(frame, protected, equation, floor) {
                for (group, code) in also {
                    protected.hide(group, code);
                }
                changed = true;
            }
        }
    }
}

/// What must be hidden with what an equation would tell: nothing when it tells nothing, or when what is left was shown before.
fn also_hidden(frame: &Frame, protected: &Protected, equation: &Equation, floor: u64) -> Option<Vec<At>> {
    if !is_told(protected, equation, floor) {
        return None;
    }
    let count = |at: &At| protected.count(at.0, at.1);
    let may = |at: &At| frame.groups().get(at.0).is_some_and(|group| group.face != Face::Past);
    let shown = || equation.parts.iter().copied().filter(|at| !protected.is_hidden(at.0, at.1) && may(at));
    let smallest = shown().map(|at| count(&at)).filter(|n| *n > 0).min();
    match (smallest, equation.whole) {
        (Some(n), _) => Some(shown().filter(|at| count(at) == n).collect()),
        (None, Some(whole)) if !protected.is_hidden(whole.0, whole.1) && may(&whole) => Some(vec![whole]),
        // Nothing is left but zeros: they tell nothing more.
        _ => None,
    }
}

/// Whether an equation tells a hidden cell: a single one, or several that are few people together. A group in which nobody
/// answered the question is known to hold nobody.
fn is_told(protected: &Protected, equation: &Equation, floor: u64) -> bool {
    let mut hidden = (0_usize, 0_u64);
    let somebody = |group: usize| protected.counts.get(group).is_some_and(|codes| codes.iter().any(|n| *n > 0));
    for at in equation.parts.iter().filter(|at| protected.is_hidden(at.0, at.1) && somebody(at.0)) {
        hidden = (hidden.0 + 1, hidden.1 + protected.count(at.0, at.1));
    }
    let whole_is_hidden = equation.whole.is_some_and(|at| protected.is_hidden(at.0, at.1));
    match (hidden, whole_is_hidden) {
        ((0, _), whole_is_hidden) => whole_is_hidden,
        (_, true) => false,
        ((1, _), false) => true,
        ((_, people), false) => people < floor,
    }
}
