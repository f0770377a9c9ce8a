//! An integer solver over everything that is shown, as equations between what each place counts in each month.

use std::{collections::BTreeMap, time::Duration};

use measures::floors::Floors;
use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, Variable};

use super::{
    pages::{Hiding, Page},
    world::{LINES, World, id, wave},
};
use crate::indicators::ledger::Period;

type Unknown = BTreeMap<(usize, usize, usize), Variable>;

/// What somebody knows, as a problem; and its unknowns: atom, line, code.
struct Known {
    problem: Problem,
    unknown: Unknown,
    atoms: Vec<(usize, usize)>,
}

fn constrain(
    problem: &mut Problem,
    sum: impl IntoIterator<Item = (Variable, f64)>,
    operator: ComparisonOp,
    value: f64,
) {
    problem.add_constraint(sum.into_iter().collect::<Vec<_>>(), operator, value);
}

fn known(world: &World, hiding: &Hiding<'_>, pages: &[Page]) -> Known {
    let mut atoms: Vec<(usize, usize)> = world.people.iter().map(|person| (person.place, person.month)).collect();
    atoms.sort_unstable();
    atoms.dedup();
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let mut unknown = Unknown::new();
    for (at, (place, month)) in atoms.iter().enumerate() {
        let here = world.people.iter().filter(|one| (one.place, one.month) == (*place, *month));
        let truth = world.counts(here);
        let people: u64 = truth[..LINES].iter().flatten().sum();
        for (line, counts) in truth.iter().enumerate() {
            let most = i32::try_from(people).unwrap();
            let all: Vec<Variable> = counts.iter().map(|_| problem.add_integer_var(0.0, (0, most))).collect();
            // How many answered, and how many left a question, is taken as known of every place and month; not of a question
            // that follows another.
            if !is_follower(world, line) {
                let total = counts.iter().sum::<u64>() as f64;
                constrain(&mut problem, all.iter().map(|one| (*one, 1.0)), ComparisonOp::Eq, total);
            }
            for (code, one) in all.into_iter().enumerate() {
                unknown.insert((at, line, code), one);
            }
        }
        if world.filter.is_some() {
            follow(world, &mut problem, &unknown, at, people);
        }
    }
    let mut known = Known { problem, unknown, atoms };
    for page in pages {
        tell(world, hiding, &mut known, page);
    }
    known
}

fn is_follower(world: &World, line: usize) -> bool {
    world.filter.is_some() && line / LINES == 1
}

/// Who is asked the second question gave certain answers to the first.
fn follow(world: &World, problem: &mut Problem, unknown: &Unknown, at: usize, people: u64) {
    let of = |question: usize| {
        (0..LINES).flat_map(move |kind| {
            let line = question * LINES + kind;
            (0..world.width(line)).map(move |code| (line, code))
        })
    };
    let second: Vec<(usize, usize)> = of(1).collect();
    let not_asked = (LINES + 2, 0);
    let asked = second.iter().filter(|one| **one != not_asked).map(|(line, code)| (unknown[&(at, *line, *code)], 1.0));
    let asking = of(0).filter(|(line, code)| world.asks(*line, *code));
    let asking = asking.map(|(line, code)| (unknown[&(at, line, code)], -1.0));
    constrain(problem, asked.chain(asking).collect::<Vec<_>>(), ComparisonOp::Eq, 0.0);
    let all = second.iter().map(|(line, code)| (unknown[&(at, *line, *code)], 1.0)).collect::<Vec<_>>();
    constrain(problem, all, ComparisonOp::Eq, people as f64);
}

impl Known {
    /// The atoms of a group.
    fn within(&self, hiding: &Hiding<'_>, page: &Page) -> Vec<usize> {
        let counted = hiding.ledger.counted(page.place, page.period);
        let is_in = |(_, (place, month)): &(usize, &(usize, usize))| {
            hiding.ledger.chain(id(*place)).contains(&page.place) && counted.contains(&wave(*month))
        };
        self.atoms.iter().enumerate().filter(is_in).map(|(at, _)| at).collect()
    }

    fn sum(&self, within: &[usize], line: usize, code: usize) -> Vec<(Variable, f64)> {
        within.iter().map(|at| (self.unknown[&(*at, line, code)], 1.0)).collect()
    }
}

/// What a page tells.
fn tell(world: &World, hiding: &Hiding<'_>, known: &mut Known, page: &Page) {
    let within = known.within(hiding, page);
    for (line, told) in page.lines.iter().enumerate() {
        let Some((total, cells)) = told else { continue };
        let all: Vec<_> = (0..cells.len()).flat_map(|code| known.sum(&within, line, code)).collect();
        constrain(&mut known.problem, all, ComparisonOp::Eq, *total as f64);
        for (code, n) in cells.iter().enumerate().filter_map(|(code, n)| Some((code, (*n)?))) {
            let sum = known.sum(&within, line, code);
            constrain(&mut known.problem, sum, ComparisonOp::Eq, n as f64);
        }
    }
    let (Some((n, score, _)), Some(fewest)) = (page.score, world.fewest) else { return };
    let scored: Vec<usize> =
        within.into_iter().filter(|at| !hiding.is_left_out(known.atoms[*at].1, page.place, page.period)).collect();
    let mut sum = Vec::new();
    for question in 0..world.questions {
        for (code, points) in world.points.iter().enumerate() {
            sum.extend(known.sum(&scored, question * LINES, code).into_iter().map(|(cell, _)| (cell, *points)));
        }
    }
    // Where everybody answers everything, a person's score is the mean of all answers; else of the fewest to all.
    let whole = !world.has_missing && world.filter.is_none();
    let (least, most) = if whole { (world.questions, world.questions) } else { (fewest, world.questions) };
    // Half points are rounded up: the upper end is not reached.
    let (low, high) = ((score - 0.5) * n as f64 * least as f64, (score + 0.5) * n as f64 * most as f64 - 1e-3);
    if whole || fewest == 1 {
        // Everybody who answered anything has a score, so all points are in it.
        constrain(&mut known.problem, sum.clone(), ComparisonOp::Le, high);
    }
    constrain(&mut known.problem, sum, ComparisonOp::Ge, low);
}

/// A cell under the floor: what it is called, what it is the sum of, and what it is.
struct Target {
    name: String,
    sum: Vec<(Variable, f64)>,
    truth: f64,
}

/// The small cells of every page, of every group without one, of what is left of a place when its children with a page are taken
/// away, and of what counts at a place and at none of its children.
fn targets(world: &World, hiding: &Hiding<'_>, known: &Known, pages: &[Page], floors: &Floors) -> Vec<Target> {
    let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
    // A year that is not complete is nobody's group.
    let told = |page: &&Page| world.is_complete || matches!(page.period, Period::Wave(_));
    for page in pages.iter().filter(told) {
        let within = known.within(hiding, page);
        let children = hiding.ledger.children(page.place, page.period);
        let among = |at: &usize, only_shown: bool| {
            let mut of = pages.iter().filter(|one| {
                one.period == page.period && children.contains(&one.place) && (one.has_page || !only_shown)
            });
            of.any(|child| known.within(hiding, child).contains(at))
        };
        let name = format!("{:?} {}", page.place, page.period);
        let left =
            |only_shown: bool| within.iter().copied().filter(|at| !among(at, only_shown)).collect::<Vec<usize>>();
        if !children.is_empty() {
            groups.push((format!("rest of {name}"), left(false)));
            if page.has_page {
                groups.push((format!("unseen of {name}"), left(true)));
            }
        }
        groups.push((name, within));
    }
    groups.retain(|(_, within)| !within.is_empty());
    let mut targets = Vec::new();
    for (name, within) in groups {
        let people = |at: &usize| {
            let (place, month) = known.atoms[*at];
            world.people.iter().filter(move |one| (one.place, one.month) == (place, month))
        };
        for (line, counts) in world.counts(within.iter().flat_map(people)).iter().enumerate() {
            let total = counts.iter().sum::<u64>();
            let alike = counts.iter().filter(|n| **n > 0).count() == 1 && total < floors.score();
            let every = alike || total < floors.inside();
            for (code, n) in counts.iter().copied().enumerate().filter(|(_, n)| *n > 0 && (every || floors.hides(*n))) {
                // A line of one code is its total.
                if counts.len() > 1 {
                    let (sum, truth) = (known.sum(&within, line, code), n as f64);
                    targets.push(Target { name: format!("{name} line {line} code {code}: {n}"), sum, truth });
                }
            }
        }
    }
    targets
}

/// What the solver found.
#[derive(Debug, Default)]
pub(super) struct Learnt {
    /// The cells under the floor that it determines.
    pub(super) cells: Vec<String>,
    /// How many it was asked about.
    pub(super) asked: usize,
    /// For how many it gave no answer in time.
    pub(super) unanswered: usize,
}

/// How long the solver may look for another table. A few worlds would keep it for hours.
const LONGEST: Duration = Duration::from_secs(10);

/// The cells under the floor that the solver determines.
pub(super) fn learnt(world: &World, hiding: &Hiding<'_>) -> Learnt {
    let pages = hiding.pages(world);
    let known = known(world, hiding, &pages);
    let all = targets(world, hiding, &known, &pages, hiding.ledger.floors());
    let mut open: Vec<&Target> = all.iter().collect();
    let mut found = Learnt { asked: all.len(), ..Learnt::default() };
    while let Some(target) = open.pop() {
        // One other table may be another for many cells. None: there is no other one; or nobody knows yet.
        let mut other = |operator: ComparisonOp, than: f64| -> Option<bool> {
            let mut problem = known.problem.clone();
            problem.set_time_limit(LONGEST);
            problem.add_constraint(target.sum.clone(), operator, than);
            match problem.solve() {
                Ok(outcome) => {
                    let other = outcome.solution()?;
                    let sum =
                        |one: &Target| one.sum.iter().map(|(cell, _)| other.var_value(*cell).round()).sum::<f64>();
                    open.retain(|one| sum(one) == one.truth);
                    Some(true)
                }
                Err(Error::Infeasible) => Some(false),
                Err(other) => panic!("the solver has no answer: {other:?}"),
            }
        };
        let more = other(ComparisonOp::Ge, target.truth + 1.0);
        let other = if more == Some(true) { more } else { other(ComparisonOp::Le, target.truth - 1.0) };
        match (more, other) {
            (Some(true), _) | (_, Some(true)) => {}
            (Some(false), Some(false)) => found.cells.push(target.name.clone()),
            _ => found.unanswered += 1,
        }
    }
    found
}
