//! Items that nobody can reach.
//!
//! The conditions of an item must hold together with those of every group around it, and each question they read must be
//! one that is asked then. [`reach`](super::reach) tries the answers that these questions can have; where it cannot decide,
//! nothing is said.

use std::collections::BTreeSet;

use super::{
    Subject,
    reach::{Goal, Search, Wanted, lineage},
};
use crate::{
    Problem,
    problem::{At, excerpt},
    program::{Expr, Function, Program, Step, StepKind},
    sdc,
};

/// Tells what nobody can reach; gives these items, and what stands inside them.
pub(super) fn prove(subject: &Subject<'_>, problems: &mut Vec<Problem>) -> BTreeSet<u32> {
    let program = subject.program();
    let outside = |purposes: &[&str]| {
        let all = subject.compiled.outside.iter().filter(|one| purposes.contains(&one.purpose));
        all.filter_map(|one| one.item).collect::<BTreeSet<u32>>()
    };
    let mut search = Search::new(program, outside(&[sdc::ENABLE_WHEN, sdc::CALCULATED]), outside(&[sdc::INITIAL]));
    let mut closed = BTreeSet::new();
    for (item, form) in (0_u32..).zip(&program.items) {
        let inside = form.parent.is_none_or(|parent| !search.is_closed(parent));
        let found = match own_step(program, item) {
            Some(step) => judged(&mut search, (item, step), inside),
            None => None,
        };
        if let Some(why) = &found {
            problems.push(told(why, subject.place(Some(item))));
        }
        if found.is_some() || !inside {
            search.close(item);
            closed.insert(item);
        }
    }
    closed
}

/// Why an item never appears.
enum Why {
    /// Each of its conditions may hold, and they do not go together; the flag says that they are entries of `enableWhen`.
    Contradiction(bool),
    /// No answer of the form is the one that is waited for.
    NoAnswer,
    /// Its condition contradicts that of a group around it.
    Group,
    /// A question that its condition reads is not asked when the rest of it holds (linkId).
    NotAsked(String),
}

fn judged(search: &mut Search<'_>, own: (u32, &Step), inside: bool) -> Option<Why> {
    let program = search.program;
    let (item, step) = own;
    let alone: Vec<Wanted<'_>> = vec![(item, Goal::Step(step))];
    let mut all = alone.clone();
    if inside {
        let around = lineage(program, item).skip(1);
        all.extend(around.filter_map(|above| Some((above, Goal::Step(own_step(program, above)?)))));
    }
    if search.possible(&all) {
        return None;
    }
    if !search.possible_if_asked(&alone) {
        let parts = parts(step);
        let apart = parts.len() > 1
            && !step.any
            && parts.iter().all(|part| search.possible_if_asked(&[(item, Goal::Test(part))]));
        return Some(if apart { Why::Contradiction(step.tests.len() > 1) } else { Why::NoAnswer });
    }
    if !search.possible_if_asked(&all) {
        return Some(Why::Group);
    }
    Some(not_asked(search, &all).map_or(Why::NoAnswer, Why::NotAsked))
}

/// The question that is in the way: the last conditional one that is read.
fn not_asked(search: &Search<'_>, wanted: &[Wanted<'_>]) -> Option<String> {
    let program = search.program;
    let (mut items, mut variables) = (Vec::new(), Vec::new());
    for (_, goal) in wanted {
        let Goal::Step(step) = goal else { continue };
        step.tests.iter().for_each(|test| test.reads(&mut items, &mut variables));
    }
    let conditional = |item: &&u32| lineage(program, **item).any(|here| own_step(program, here).is_some());
    items.iter().rev().find(conditional).and_then(|item| Some(program.at(*item)?.link_id.clone()))
}

fn told(why: &Why, at: At) -> Problem {
    match why {
        Why::Contradiction(true) => at.error(
            "condition-contradictory",
            "Ces conditions se contredisent : cet élément n'apparaît jamais. Retirez-en une, ou choisissez « any ».",
            "These conditions contradict each other: this item never appears. Remove one, or choose \"any\".",
        ),
        Why::Contradiction(false) => at.error(
            "condition-contradictory",
            "Les parties de cette condition se contredisent : cet élément n'apparaît jamais. Retirez-en une, ou reliez-les \
             par « or ».",
            "The parts of this condition contradict each other: this item never appears. Remove one, or join them by \
             \"or\".",
        ),
        Why::NoAnswer => at.error(
            "item-unreachable",
            "Aucune réponse possible ne fait apparaître cet élément. Corrigez la valeur attendue par sa condition.",
            "No possible answer makes this item appear. Correct the value that its condition waits for.",
        ),
        Why::Group => at.error(
            "item-unreachable",
            "La condition de cet élément contredit celle du groupe où il se trouve : il n'apparaît jamais.",
            "The condition of this item contradicts that of the group it stands in: it never appears.",
        ),
        Why::NotAsked(link_id) => {
            let name = excerpt(link_id);
            at.error(
                "item-unreachable",
                format!(
                    "Cet élément n'apparaît jamais : sa condition attend une réponse à « {name} », qui n'est pas posée \
                     dans ce cas. Corrigez l'une des deux conditions."
                ),
                format!(
                    "This item never appears: its condition waits for an answer to \"{name}\", which is not asked in that \
                     case. Correct one of the two conditions."
                ),
            )
        }
    }
}

fn own_step(program: &Program, item: u32) -> Option<&Step> {
    let step = program.step(program.at(item)?.active_step?)?;
    (!step.tests.is_empty() && step.kind == StepKind::Active).then_some(step)
}

/// The conditions of a step, an expression being cut at its outermost "and".
fn parts(step: &Step) -> Vec<&Expr> {
    let mut out = Vec::new();
    let mut waiting: Vec<&Expr> = step.tests.iter().rev().collect();
    while let Some(test) = waiting.pop() {
        match test {
            Expr::Call(Function::And, operands) => waiting.extend(operands.iter().rev()),
            other => out.push(other),
        }
    }
    out
}
