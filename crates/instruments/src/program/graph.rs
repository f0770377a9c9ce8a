//! What follows from what: the order of steps, and the circles that have none.

use std::collections::{BTreeSet, HashMap};

use super::{FormItem, Step, StepKind};

/// Puts steps in an order in which each comes after all it follows from, and tells items and steps who follows them.
/// Gives the circles found: each a list of items, in the order in which they wait for one another.
pub fn order(items: &mut [FormItem], steps: Vec<Step>) -> (Vec<Step>, Vec<Vec<u32>>) {
    let needs = needs(items, &steps);
    let (sequence, stuck) = sequence(&needs);
    let circles = named(among(&needs, &stuck), &steps);
    // What waits in a circle has no place: it is reported, and left out.
    let mut rank: Vec<Option<u32>> = vec![None; steps.len()];
    for (place, step) in (0_u32..).zip(&sequence) {
        if let Some(slot) = rank.get_mut(*step) {
            *slot = Some(place);
        }
    }
    let place_of = |step: usize| rank.get(step).copied().flatten();
    let mut followers: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); steps.len()];
    for (step, needed) in needs.iter().enumerate() {
        for other in needed {
            if let Some(list) = followers.get_mut(*other) {
                list.extend(place_of(step));
            }
        }
    }
    readers(items, &steps, &place_of);
    let mut old: Vec<Option<Step>> = steps.into_iter().map(Some).collect();
    let mut out = Vec::with_capacity(sequence.len());
    for step in sequence {
        let Some(mut found) = old.get_mut(step).and_then(Option::take) else { continue };
        found.followers = followers.get(step).map(|list| list.iter().copied().collect()).unwrap_or_default();
        out.push(found);
    }
    (out, circles)
}

fn reads(step: &Step) -> (Vec<u32>, Vec<u32>) {
    let (mut items, mut variables) = (Vec::new(), Vec::new());
    step.tests.iter().for_each(|expr| expr.reads(&mut items, &mut variables));
    (items, variables)
}

/// For each step, the steps it follows from.
fn needs(items: &[FormItem], steps: &[Step]) -> Vec<BTreeSet<usize>> {
    let mut active: Vec<Option<usize>> = vec![None; items.len()];
    let mut value = active.clone();
    let mut variable: HashMap<u32, usize> = HashMap::new();
    let put = |list: &mut [Option<usize>], item: u32, number| {
        if let Some(slot) = list.get_mut(item as usize) {
            *slot = Some(number);
        }
    };
    let of = |list: &[Option<usize>], item: u32| list.get(item as usize).copied().flatten();
    for (number, step) in steps.iter().enumerate() {
        match (&step.kind, step.item) {
            (StepKind::Active, Some(item)) => put(&mut active, item, number),
            (StepKind::Value, Some(item)) => put(&mut value, item, number),
            (StepKind::Variable(which), _) => {
                variable.insert(*which, number);
            }
            _ => {}
        }
    }
    let of_step = |step: &Step| {
        let (read, used) = reads(step);
        let mut out = BTreeSet::new();
        for item in &read {
            out.extend(of(&active, *item));
            out.extend(of(&value, *item));
        }
        out.extend(used.iter().filter_map(|which| variable.get(which)));
        if let (StepKind::Active, Some(item)) = (&step.kind, step.item) {
            let parent = items.get(item as usize).and_then(|one| one.parent);
            out.extend(parent.and_then(|parent| of(&active, parent)));
        }
        if let (StepKind::Check(_), Some(item)) = (&step.kind, step.item) {
            // A rule on a hidden item is not broken.
            out.extend(of(&active, item));
        }
        out
    };
    steps.iter().map(of_step).collect()
}

/// Kahn's order: iterative, so that a long chain cannot exhaust the stack. What is left over waits in circles.
fn sequence(needs: &[BTreeSet<usize>]) -> (Vec<usize>, Vec<usize>) {
    let mut waits: Vec<usize> = needs.iter().map(BTreeSet::len).collect();
    let mut followers: Vec<Vec<usize>> = vec![Vec::new(); needs.len()];
    for (step, needed) in needs.iter().enumerate() {
        for other in needed {
            if let Some(list) = followers.get_mut(*other) {
                list.push(step);
            }
        }
    }
    let mut ready: BTreeSet<usize> = (0..needs.len()).filter(|step| waits.get(*step) == Some(&0)).collect();
    let mut out = Vec::with_capacity(needs.len());
    while let Some(step) = ready.pop_first() {
        out.push(step);
        for follower in followers.get(step).map(Vec::as_slice).unwrap_or_default() {
            if let Some(wait) = waits.get_mut(*follower) {
                *wait -= 1;
                if *wait == 0 {
                    ready.insert(*follower);
                }
            }
        }
    }
    let stuck = (0..needs.len()).filter(|step| waits.get(*step).is_some_and(|wait| *wait > 0)).collect();
    (out, stuck)
}

/// The circles of steps, by the items they stand on.
fn named(circles: Vec<Vec<usize>>, steps: &[Step]) -> Vec<Vec<u32>> {
    let items = |circle: Vec<usize>| {
        let mut named: Vec<u32> = circle.iter().filter_map(|step| steps.get(*step)?.item).collect();
        named.dedup();
        named
    };
    circles.into_iter().map(items).collect()
}

/// The circles among things that need one another; none where each can come after all it needs.
pub fn circles(needs: &[BTreeSet<usize>]) -> Vec<Vec<usize>> {
    among(needs, &sequence(needs).1)
}

/// Follows, from each thing that never became ready, the first it waits for, until the way closes.
fn among(needs: &[BTreeSet<usize>], stuck: &[usize]) -> Vec<Vec<usize>> {
    let waiting: BTreeSet<usize> = stuck.iter().copied().collect();
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for start in stuck {
        let mut path: Vec<usize> = Vec::new();
        let mut here = *start;
        while seen.insert(here) {
            path.push(here);
            let next = needs.get(here).and_then(|needed| needed.iter().find(|one| waiting.contains(one)));
            let Some(next) = next else { break };
            here = *next;
        }
        if let Some(entry) = path.iter().position(|one| *one == here) {
            out.push(path.split_off(entry));
        }
    }
    out
}

/// Tells each item which steps read it, which decides it and which computes it.
fn readers(items: &mut [FormItem], steps: &[Step], place_of: &impl Fn(usize) -> Option<u32>) {
    for (number, step) in steps.iter().enumerate() {
        let Some(place) = place_of(number) else { continue };
        for item in reads(step).0 {
            if let Some(found) = items.get_mut(item as usize) {
                found.readers.push(place);
            }
        }
        let Some(own) = step.item.and_then(|item| items.get_mut(item as usize)) else { continue };
        match step.kind {
            StepKind::Active => own.active_step = Some(place),
            StepKind::Value => own.value_step = Some(place),
            _ => {}
        }
    }
    for item in items {
        item.readers.sort_unstable();
        item.readers.dedup();
    }
}
