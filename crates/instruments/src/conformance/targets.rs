//! The questions that conditions look at: each is in the questionnaire, and can have been answered when it matters.

use std::collections::HashMap;

use fhir::Element;

use super::{DEEPEST, MOST_PROBLEMS};
use crate::Problem;
use crate::problem::{At, excerpt};

/// Where an item stands in the order of the questionnaire, and where what is inside it ends.
type Span = (usize, usize);

/// Checks `enableWhen.question`, "The linkId for the question whose answer (or lack of answer) governs whether this item is
/// enabled" (R4). That a question cannot govern itself, nor be governed by what only exists inside it, and that it should come
/// first, HL7's validator says too.
pub(super) fn check(form: Element<'_>, at: &At, problems: &mut Vec<Problem>) {
    let mut spans = HashMap::new();
    let mut conditioned = Vec::new();
    gather(form, at, &mut spans, &mut conditioned);
    for (item, span, at) in conditioned {
        for test in item.list("enableWhen").filter(|test| test.has("operator")) {
            if problems.len() >= MOST_PROBLEMS {
                return;
            }
            let Some(asked) = test.text("question") else { continue };
            let name = excerpt(asked);
            match spans.get(asked) {
                None => problems.push(at.error(
                    "condition-on-nothing",
                    format!("La condition regarde « {name} », que le questionnaire n'a pas."),
                    format!("The condition looks at \"{name}\", which the questionnaire does not have."),
                )),
                Some(target) if *target == span => problems.push(at.error(
                    "condition-on-itself",
                    "La condition regarde la question même dont elle décide.",
                    "The condition looks at the very item it decides about.",
                )),
                Some(target) if span.0 < target.0 && target.0 < span.1 => problems.push(at.error(
                    "condition-on-its-inside",
                    format!("La condition regarde « {name} », qui n'existe qu'à l'intérieur de cet élément."),
                    format!("The condition looks at \"{name}\", which exists inside this item only."),
                )),
                Some(target) if target.0 > span.0 => problems.push(at.warning(
                    "condition-on-what-follows",
                    format!("La condition regarde « {name} », qui vient après."),
                    format!("The condition looks at \"{name}\", which comes after."),
                )),
                Some(_) => {}
            }
        }
    }
}

/// Every item in order: the span of each name (the first of a name), and the items that have conditions.
fn gather<'d>(
    form: Element<'d>,
    at: &At,
    spans: &mut HashMap<&'d str, Span>,
    conditioned: &mut Vec<(Element<'d>, Span, At)>,
) {
    enum Step<'d> {
        Open(Element<'d>, At, usize),
        /// What is inside is over: the name, the rank it began at, and its rank among the conditioned.
        Close(Option<&'d str>, usize, Option<usize>),
    }
    let inside = |element: Element<'d>, at: &At, depth: usize| -> Vec<Step<'d>> {
        let items = element.list("item").enumerate();
        let mut steps: Vec<Step<'d>> = items
            .map(|(place, item)| Step::Open(item, at.entry("item", place).named(item.text("linkId")), depth))
            .collect();
        steps.reverse();
        steps
    };
    let mut rank = 0;
    let mut open = inside(form, at, 0);
    while let Some(step) = open.pop() {
        match step {
            Step::Open(item, at, depth) => {
                let own = item.has("enableWhen").then(|| {
                    conditioned.push((item, (rank, rank), at.clone()));
                    conditioned.len() - 1
                });
                open.push(Step::Close(item.text("linkId"), rank, own));
                rank += 1;
                if depth < DEEPEST {
                    open.extend(inside(item, &at, depth + 1));
                }
            }
            Step::Close(name, began, own) => {
                if let Some(name) = name {
                    // Closed inner first: the outer and earlier of two items of one name must win.
                    let span = spans.entry(name).or_insert((began, rank));
                    if began < span.0 {
                        *span = (began, rank);
                    }
                }
                if let Some((_, span, _)) = own.and_then(|own| conditioned.get_mut(own)) {
                    *span = (began, rank);
                }
            }
        }
    }
}
