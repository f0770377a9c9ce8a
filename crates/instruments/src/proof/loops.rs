//! Circles that the compiled form cannot have, since it computes each such thing once and in order: initial values that
//! follow from one another, and names of values that do.
//!
//! SDC has initial expressions computed when the form is opened, and does not say in which order: two that wait for each
//! other find nothing there, or what the order of the software makes of it. A variable sees those before it
//! alone, so that one of two that name each other is not known where it is used.

use std::collections::{BTreeMap, BTreeSet};

use fhir::Element;
use fhirpath::syntax::NodeKind;

use super::Subject;
use crate::program::graph::circles;
use crate::{
    Problem,
    problem::{At, excerpt},
    program::{Expr, Program, StepKind},
    sdc,
};

/// Most things read that are followed for one form.
const MOST_READ: usize = 200_000;
/// Most names of a circle that are told.
const MOST_NAMES: usize = 20;

pub(super) fn prove(subject: &Subject<'_>, problems: &mut Vec<Problem>) {
    initial_values(subject, problems);
    let elements = subject.elements();
    let parents: Vec<Option<u32>> = subject.program().items.iter().map(|item| item.parent).collect();
    // The names that can be seen inside each item, from its own element and those around it.
    let mut seen: Vec<BTreeSet<String>> = Vec::with_capacity(elements.len());
    let outermost = variables(subject.document.root(), &BTreeSet::new(), &At::root("Questionnaire"), problems);
    for (item, element) in (0_u32..).zip(&elements) {
        let parent = parents.get(item as usize).copied().flatten();
        let around = parent.map_or(Some(&outermost), |parent| seen.get(parent as usize)).cloned().unwrap_or_default();
        seen.push(variables(*element, &around, &subject.place(Some(item)), problems));
    }
}

fn initial_values(subject: &Subject<'_>, problems: &mut Vec<Problem>) {
    let program = subject.program();
    let needs = needs(program);
    for circle in circles(&needs) {
        let first = |item: &&usize| program.items.get(**item).is_some_and(|form| form.initial_expression.is_some());
        // A circle of calculations alone has been told.
        if !circle.iter().any(|item| first(&item)) {
            continue;
        }
        let name = |item: &usize| program.items.get(*item).map(|form| excerpt(&form.link_id)).unwrap_or_default();
        let shown = circle.iter().chain(circle.first()).take(MOST_NAMES).map(name).collect::<Vec<_>>().join(" → ");
        let at = subject.place(circle.first().and_then(|item| u32::try_from(*item).ok()));
        problems.push(at.error(
            "expression-cycle",
            format!(
                "Les valeurs de départ de ces éléments s'attendent les unes les autres : {shown}. Retirez l'une des valeurs \
                 de départ (initialExpression)."
            ),
            format!(
                "The initial values of these items wait for one another: {shown}. Remove one of the initial values \
                 (initialExpression)."
            ),
        ));
    }
}

/// For each item, those that its initial value or its calculation reads and that have one of their own.
fn needs(program: &Program) -> Vec<BTreeSet<usize>> {
    let given =
        |item: u32| program.at(item).is_some_and(|one| one.initial_expression.is_some() || one.value_step.is_some());
    let mut by_variable: BTreeMap<u32, &Expr> = BTreeMap::new();
    for step in &program.steps {
        if let (StepKind::Variable(number), Some(expr)) = (&step.kind, step.tests.first()) {
            by_variable.insert(*number, expr);
        }
    }
    let mut total = 0;
    let mut read = |exprs: Vec<&Expr>| {
        let (mut items, mut waiting) = (Vec::new(), Vec::new());
        exprs.iter().for_each(|expr| expr.reads(&mut items, &mut waiting));
        let mut known = BTreeSet::new();
        while let Some(number) = waiting.pop() {
            if let Some(expr) = by_variable.get(&number).filter(|_| known.insert(number)) {
                expr.reads(&mut items, &mut waiting);
            }
        }
        total += items.len();
        let kept = items.into_iter().filter(|item| given(*item) && total < MOST_READ).map(|item| item as usize);
        kept.collect::<BTreeSet<usize>>()
    };
    let of = |form: &crate::program::FormItem| {
        let step = form.value_step.and_then(|step| program.step(step)?.tests.first());
        let exprs: Vec<&Expr> = form.initial_expression.iter().chain(step).collect();
        if exprs.is_empty() { BTreeSet::new() } else { read(exprs) }
    };
    program.items.iter().map(of).collect()
}

/// Tells the circles of one element's variables; gives the names that can be seen from inside it.
fn variables(
    element: Element<'_>,
    around: &BTreeSet<String>,
    at: &At,
    problems: &mut Vec<Problem>,
) -> BTreeSet<String> {
    let declared = element.extensions(sdc::VARIABLE).filter_map(|one| {
        let expression = one.child("valueExpression")?;
        Some((expression.text("name")?, expression.text("expression")?))
    });
    let declared: Vec<(&str, &str)> = declared.collect();
    let mut inside = around.clone();
    inside.extend(declared.iter().map(|(name, _)| (*name).to_owned()));
    let place = |name: &str| declared.iter().position(|(own, _)| *own == name);
    let of = |(_, source): &(&str, &str)| {
        let named = names(source);
        let own = named.iter().filter(|name| !around.contains(*name));
        own.filter_map(|name| place(name)).collect::<BTreeSet<usize>>()
    };
    let needs: Vec<BTreeSet<usize>> = declared.iter().map(of).collect();
    for circle in circles(&needs) {
        let name =
            |rank: &usize| declared.get(*rank).map(|(name, _)| format!("%{}", excerpt(name))).unwrap_or_default();
        let shown = circle.iter().chain(circle.first()).take(MOST_NAMES).map(name).collect::<Vec<_>>().join(" → ");
        let sources: Vec<String> =
            circle.iter().filter_map(|rank| declared.get(*rank)).map(|(_, source)| excerpt(source)).collect();
        // That each of them cannot follow the answers is the same telling, without its cause.
        problems.retain(|problem| {
            let follows = ["expression-outside", "expression-not-asked"].contains(&problem.code);
            let said = |source: &String| problem.message(kernel::Lang::En).contains(&format!("\"{source}\""));
            !(follows && problem.path == at.path && sources.iter().any(said))
        });
        problems.push(at.error(
            "expression-cycle",
            format!(
                "Ces variables se calculent l'une par l'autre : {shown}. Retirez l'un de ces noms de l'expression."
            ),
            format!(
                "These variables are computed from one another: {shown}. Remove one of these names from its expression."
            ),
        ));
    }
    inside
}

/// The names that an expression uses.
fn names(source: &str) -> BTreeSet<String> {
    let Ok(parsed) = fhirpath::parse(source) else { return BTreeSet::new() };
    let external = parsed.nodes().iter().filter_map(|node| match &node.kind {
        NodeKind::External(name) => Some(name.to_string()),
        _ => None,
    });
    external.collect()
}
