//! Each hidden cell that must not be told has a witness: here people really exchange their answers as it says, and every page
//! has to show what it showed.
//!
//! Whoever of those in question they are, all counts, totals and scores are the same. The interval beside a score of several
//! answers rests on whose answers stand together in one person, which is on no page: it has to be the same for some of them.

use kernel::{Chance, Id, SeededChance, Wave, kinds};
use measures::nested::Witness;

use super::{
    pages::{Hiding, Page},
    world::{Given, LINES, NO_OPINION, Person, World, id, wave},
};
use crate::indicators::{cells::Part, plan::Key};

/// How many choices of people are tried for the interval.
const TRIES: usize = 40;

/// How many witnesses were replayed, and for how many of them no choice of people leaves an interval as it is.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Replayed {
    pub(super) all: usize,
    pub(super) moved_an_interval: usize,
}

/// What somebody who counts in a cell gave.
fn given(line: usize, code: usize) -> Given {
    match line % LINES {
        0 => Given::Code(code),
        1 if code == NO_OPINION => Given::NoOpinion,
        1 => Given::Blank,
        _ => Given::NotAsked,
    }
}

/// Replays the witnesses of a world.
pub(super) fn replay(world: &World, seed: u64) -> Replayed {
    let mut chance = SeededChance::new(seed);
    let (ledger, decided) = world.decide(world.lines());
    let hiding = Hiding { ledger: &ledger, decided: Some(&decided) };
    let shown = hiding.pages(world);
    let fresh = world.ledger(world.is_complete);
    let sheet = world.sheet(&fresh, world.lines());
    let own = sheet.own();
    // A complete year is decided last, its months with it: their first witnesses knew nothing of the year.
    let mut parts = sheet.parts();
    if world.is_complete {
        parts = parts.split_off(parts.len().saturating_sub(1));
    }
    let mut replayed = Replayed::default();
    for part in &parts {
        for (line, system) in part.systems.iter().enumerate() {
            for ((group, _), witness) in &system.witnesses {
                let about = (part.plan.keys[*group], line, witness);
                let same = (0..TRIES).any(|_| {
                    let other = exchanged(world, (part, &own), (line, witness), &mut chance);
                    is_same(&shown, &hiding.pages(&other), world, (seed, about))
                });
                replayed.all += 1;
                replayed.moved_an_interval += usize::from(!same);
            }
        }
    }
    replayed
}

/// Whether all is the same; a failure where anything but an interval of several answers differs.
fn is_same(before: &[Page], now: &[Page], world: &World, about: (u64, (Key, usize, &Witness))) -> bool {
    let bare = |page: &Page| Page { score: page.score.map(|(n, score, _)| (n, score, None)), ..page.clone() };
    let mut same = true;
    for (before, now) in before.iter().zip(now).filter(|(before, now)| before != now) {
        let apart = world.questions > 1 && bare(before) == bare(now);
        assert!(apart, "{about:?}\n{before:?}\n{now:?}");
        same = false;
    }
    same
}

/// People exchange their answers as a witness says, whoever of them it is.
fn exchanged(
    world: &World,
    (part, own): (&Part, &[(Id<kinds::Place>, Wave)]),
    (line, witness): (usize, &Witness),
    chance: &mut SeededChance,
) -> World {
    let mut other = world.clone();
    let mut moved = Vec::new();
    for (atom, forward) in &witness.atoms {
        let (from, to) = (witness.exchange.from, witness.exchange.to);
        let (leaves, takes) = if *forward { (from, to) } else { (to, from) };
        let (place, month) = own[part.plan.atoms[*atom]];
        let is_it = |(_, person): &(usize, &Person)| {
            id(person.place) == place
                && wave(person.month) == month
                && person.given[line / LINES] == given(line, leaves)
        };
        let found: Vec<usize> = other.people.iter().enumerate().filter(is_it).map(|(rank, _)| rank).collect();
        let one = found[usize::try_from(chance.below(found.len() as u64)).unwrap()];
        other.people[one].given[line / LINES] = given(line, takes);
        moved.push(one);
    }
    follow(&mut other, line, &moved, chance);
    other
}

/// What follows from the first question: two people exchange it too; of more, each gives something.
fn follow(world: &mut World, line: usize, moved: &[usize], chance: &mut SeededChance) {
    let Some(asking) = world.filter.clone().filter(|_| line / LINES == 0) else { return };
    let asks = |given: Given| matches!(given, Given::Code(code) if asking.contains(&code));
    let is_asked = |world: &World, one: usize| asks(world.people[one].given[0]);
    if moved.iter().all(|one| is_asked(world, *one) == (world.people[*one].given[1] != Given::NotAsked)) {
        return;
    }
    if let [one, other] = *moved {
        let (first, second) = (world.people[one].given[1], world.people[other].given[1]);
        (world.people[one].given[1], world.people[other].given[1]) = (second, first);
        return;
    }
    for one in moved {
        let code = usize::try_from(chance.below(world.points.len() as u64)).unwrap();
        let asked = is_asked(world, *one);
        world.people[*one].given[1] = if asked { Given::Code(code) } else { Given::NotAsked };
    }
}
