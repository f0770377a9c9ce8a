//! What two decimals of a coefficient tell of a hidden cell: somebody gives another answer, as the witness of a hidden cell does
//! (decision 0014), perhaps somebody else gives it back, and everything that is told of the scale should be as it was for some choice
//! of the people. Whose answers stand together in one person is on no page, so two people of one place and month may have each other's
//! answer to a question too: no table sees it.

use kernel::{Chance, SeededChance};

use super::*;

/// How many people answered at a place in a month.
const GROUP: usize = 20;
/// How many cells are asked for, of each kind; `VECU_EXCHANGES` asks for more.
const CELLS: usize = 8;
/// How many pairs of people are tried, and with how many choices of who gives another answer.
const TRIES: usize = 800;
const STARTS: usize = 4;
/// How near the exact coefficients must be before it is asked whether the same is told.
const NEAR: f64 = 3e-4;

/// So many people whose answers go together more or less: a mark of their own, and a step up or down in each question. Most find most
/// of it good.
fn people(chance: &mut dyn Chance, n: usize) -> Vec<[u8; 4]> {
    let apart = 1 + chance.below(2) as i64;
    let mut one = || {
        let own = [5, 5, 4, 4, 4, 3, 3, 2, 1][chance.below(9) as usize];
        std::array::from_fn(|_| {
            let step = chance.below(2 * apart as u64 + 1) as i64 - apart;
            u8::try_from((own + step).clamp(1, 5)).unwrap()
        })
    };
    (0..n).map(|_| one()).collect()
}

fn read(scale: &Scale, people: &[[u8; 4]]) -> Result<Told, Untold> {
    told(scale, &gathered(scale, people), &Floors::default())
}

/// What the coefficients rest on, exactly: α, the spread of the score, each question with the others, and who is at an end, each so
/// that a hundredth is about what is told.
fn exact(people: &[[u8; 4]]) -> Vec<f64> {
    let mut products = Products::new(4);
    people.iter().for_each(|person| products.add(&person.map(|answer| i64::from(answer) - 1)));
    let found = products.covariances(&[25.0; 4]).unwrap();
    let (own, whole) = (found.own(), found.of_sum(None));
    let with_rest = (0..4).map(|item| found.with_rest(item).unwrap_or(0.0));
    let ends = [1, 5].map(|end| people.iter().filter(|person| person.iter().all(|one| *one == end)).count());
    let ends = ends.map(|n| (n as f64 / people.len() as f64).max(MOST_AT_END - 0.01));
    [4.0 / 3.0 * (1.0 - own / whole), whole.sqrt() / 800.0].into_iter().chain(with_rest).chain(ends).collect()
}

fn apart(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| (a - b).powi(2)).sum()
}

/// Whether there are people, with one person more in an answer and one fewer in another, of whom the same is told; nothing where
/// nobody gave one of the two answers.
fn is_kept(scale: &Scale, chance: &mut dyn Chance, all: &[[u8; 4]], back: bool) -> Option<bool> {
    let (before, wanted) = (read(scale, all).ok()?, exact(all));
    let (item, from, to) = (chance.below(4) as usize, 1 + chance.below(5) as u8, 1 + chance.below(5) as u8);
    let who = |answer: u8| -> Vec<usize> { (0..all.len()).filter(|at| all[*at][item] == answer).collect() };
    let (ones, others) = (who(from), who(to));
    if from == to || ones.is_empty() || others.is_empty() {
        return None;
    }
    for _ in 0..STARTS {
        let mut people = all.to_vec();
        people[*chance.pick(&ones)?][item] = to;
        if back {
            people[*chance.pick(&others)?][item] = from;
        }
        let mut gap = apart(&exact(&people), &wanted);
        for _ in 0..TRIES {
            if gap < NEAR && read(scale, &people).as_ref() == Ok(&before) {
                return Some(true);
            }
            // Two people of one place and month have each other's answer to a question.
            let (first, second) = (chance.below(all.len() as u64) as usize, chance.below(GROUP as u64) as usize);
            let (second, question) = (first / GROUP * GROUP + second, chance.below(4) as usize);
            let mut others = people.clone();
            (others[first][question], others[second][question]) = (people[second][question], people[first][question]);
            let after = apart(&exact(&others), &wanted);
            if after < gap {
                (people, gap) = (others, after);
            }
        }
    }
    Some(false)
}

#[test]
#[expect(clippy::print_stderr, reason = "how much was tried, and for how much nobody was found")]
fn two_decimals_over_a_hundred_people_are_those_of_other_people_too_whatever_the_cell() {
    let scale = vecu();
    let mut chance = SeededChance::new(14);
    let cells = std::env::var("VECU_EXCHANGES").ok().and_then(|n| n.parse().ok()).unwrap_or(CELLS);
    let (mut asked, mut kept) = (0, 0);
    for (n, back) in [(100, true), (100, false), (300, true), (300, false)] {
        let mut found = Vec::new();
        while found.len() < cells {
            let all = people(&mut chance, n);
            found.extend(is_kept(&scale, &mut chance, &all, back));
        }
        let same = found.iter().filter(|kept| **kept).count();
        eprintln!("{n} people, given back: {back}: {same} of {cells}");
        (asked, kept) = (asked + cells, kept + same);
    }
    assert!(kept * 100 >= asked * 90, "{kept} of {asked}");
}
