//! Items that nobody can reach.
//!
//! The tests of `enableWhen` are decided over the answers each question can have: its printed answers, the numbers around
//! those that tests name, true and false, and no answer at all. Questions are taken as independent of each other, so what
//! is said to be unreachable is; an item that only an interplay of several answers hides may go unseen.

use std::collections::BTreeMap;

use super::Subject;
use crate::{
    Problem,
    program::{Decimal, Expr, FormItem, FormType, Function, Program, Step, StepKind, Units, Value},
    session::meets,
};

pub(super) fn prove(subject: &Subject<'_>, problems: &mut Vec<Problem>) {
    let program = subject.program();
    let mut reachable = vec![true; program.items.len()];
    for (item, form) in (0_u32..).zip(&program.items) {
        let inside = form.parent.is_none_or(|parent| reachable.get(parent as usize) == Some(&true));
        let Some(step) = own_step(program, item) else {
            set(&mut reachable, item, inside);
            continue;
        };
        let alone = possible(program, step, &[], &reachable);
        let above = ancestors(program, item);
        let with_parents = alone && possible(program, step, &above, &reachable);
        set(&mut reachable, item, inside && with_parents);
        let at = subject.place(Some(item));
        if !alone {
            problems.push(if step.tests.len() > 1 && each_possible(program, step, &reachable) {
                at.error(
                    "condition-contradictory",
                    "Ces conditions se contredisent : cet élément n'apparaît jamais. Retirez-en une, ou choisissez « any ».",
                    "These conditions contradict each other: this item never appears. Remove one, or choose \"any\".",
                )
            } else {
                at.error(
                    "item-unreachable",
                    "Aucune réponse possible ne fait apparaître cet élément. Corrigez la valeur attendue par sa condition.",
                    "No possible answer makes this item appear. Correct the value that its condition waits for.",
                )
            });
        } else if inside && !with_parents {
            problems.push(at.error(
                "item-unreachable",
                "La condition de cet élément contredit celle du groupe où il se trouve : il n'apparaît jamais.",
                "The condition of this item contradicts that of the group it stands in: it never appears.",
            ));
        }
    }
}

fn set(flags: &mut [bool], item: u32, value: bool) {
    if let Some(flag) = flags.get_mut(item as usize) {
        *flag = value;
    }
}

fn own_step(program: &Program, item: u32) -> Option<&Step> {
    let step = program.step(program.at(item)?.active_step?)?;
    (!step.tests.is_empty() && step.kind == StepKind::Active).then_some(step)
}

/// The conditions above an item, all of which must hold with its own.
fn ancestors(program: &Program, item: u32) -> Vec<&Step> {
    let mut out = Vec::new();
    let mut here = program.at(item).and_then(|form| form.parent);
    while let Some(parent) = here {
        out.extend(own_step(program, parent));
        here = program.at(parent).and_then(|form| form.parent);
    }
    out
}

fn each_possible(program: &Program, step: &Step, reachable: &[bool]) -> bool {
    step.tests.iter().all(|test| together(program, &[test], reachable))
}

/// Whether a step's tests can hold, together with those above it.
fn possible(program: &Program, step: &Step, above: &[&Step], reachable: &[bool]) -> bool {
    let mut needed: Vec<&Expr> = Vec::new();
    for one in above.iter().filter(|one| !one.any || one.tests.len() == 1) {
        needed.extend(&one.tests);
    }
    if step.any {
        return step.tests.iter().any(|test| {
            let mut all = needed.clone();
            all.push(test);
            together(program, &all, reachable)
        });
    }
    needed.extend(&step.tests);
    together(program, &needed, reachable)
}

/// Whether some answers satisfy all tests: question by question, since questions are independent.
fn together(program: &Program, tests: &[&Expr], reachable: &[bool]) -> bool {
    let mut by_item: BTreeMap<u32, Vec<(Function, &Value)>> = BTreeMap::new();
    for test in tests {
        match test {
            Expr::When(item, function, value) => by_item.entry(*item).or_default().push((*function, value)),
            Expr::Literal(Value::Boolean(false)) | Expr::Empty => return false,
            _ => {}
        }
    }
    by_item.iter().all(|(item, tests)| {
        let Some(form) = program.at(*item) else { return true };
        let shown = reachable.get(*item as usize) == Some(&true);
        satisfiable(&program.units, form, tests, shown)
    })
}

fn satisfiable(units: &Units, form: &FormItem, tests: &[(Function, &Value)], shown: bool) -> bool {
    let unanswered = tests.iter().all(|(test, value)| match test {
        Function::Exists => **value == Value::Boolean(false),
        other => *other == Function::NotEqual,
    });
    if unanswered || !shown {
        return unanswered;
    }
    let Some(candidates) = candidates(form, tests) else { return true };
    let holds = |answer: &Value, test: Function, value: &Value| match test {
        Function::Exists => *value == Value::Boolean(true),
        Function::NotEqual => !meets(units, answer, test, value),
        _ => meets(units, answer, test, value),
    };
    if form.repeats {
        // Several answers may each satisfy one test; those that forbid an answer must leave one for each.
        return tests.iter().all(|(test, value)| candidates.iter().any(|answer| holds(answer, *test, value)));
    }
    candidates.iter().any(|answer| tests.iter().all(|(test, value)| holds(answer, *test, value)))
}

/// Answers that between them decide every test; none when that cannot be said.
fn candidates(form: &FormItem, tests: &[(Function, &Value)]) -> Option<Vec<Value>> {
    if !form.options.is_empty() && form.kind != FormType::OpenChoice {
        return Some(form.options.iter().map(|option| option.value.clone()).collect());
    }
    match form.kind {
        FormType::Boolean => Some(vec![Value::Boolean(true), Value::Boolean(false)]),
        FormType::Integer | FormType::Decimal => numbers(form, tests),
        _ => None,
    }
}

fn numbers(form: &FormItem, tests: &[(Function, &Value)]) -> Option<Vec<Value>> {
    let step = if form.kind == FormType::Integer { Decimal::from(1) } else { Decimal::parse("0.0001")? };
    let bounds = [form.least.as_ref(), form.greatest.as_ref()].map(|bound| bound.and_then(Value::number));
    let named = tests.iter().filter_map(|(_, value)| value.number()).chain([Decimal::from(0)]);
    let mut out = Vec::new();
    for number in named.chain(bounds.into_iter().flatten()) {
        for candidate in [number.minus(step), Some(number), number.plus(step)].into_iter().flatten() {
            let [least, greatest] = bounds;
            let fits = least.is_none_or(|least| candidate >= least) && greatest.is_none_or(|most| candidate <= most);
            let whole = form.kind == FormType::Decimal || candidate.whole().is_some();
            if fits && whole {
                out.push(Value::Decimal(candidate));
            }
        }
    }
    Some(out)
}
