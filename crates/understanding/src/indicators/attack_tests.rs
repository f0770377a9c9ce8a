//! Somebody with an integer solver over everything that is shown of a campaign: every cell, every total, every score of every
//! place and period. Small tables at random; `VECU_ATTACK=10000` tries as many (150 unless told), `VECU_ATTACK_SEED=n` begins
//! with that one.

use std::collections::BTreeMap;

use kernel::{Chance, SeededChance};
use measures::mean;
use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, Variable};

use super::{
    super::ledger::{Node, Sums},
    *,
};

fn id(n: usize) -> PlaceId {
    Id::from_i64(i64::try_from(n).unwrap())
}

fn wave(month: usize) -> Wave {
    format!("2026-{month:02}").parse().unwrap()
}

/// An organisation and what people answered in it, everybody to every question.
struct World {
    parents: Vec<(usize, Option<usize>)>,
    /// Place, month, question: a count for each code.
    own: Vec<(usize, usize, Vec<Vec<u64>>)>,
    /// What each code is worth.
    points: Vec<f64>,
    has_score: bool,
}

impl World {
    /// Sites with units, some of whom count at the site itself; one to three months, one to three questions.
    fn at_random(seed: u64) -> Self {
        let mut chance = SeededChance::new(seed);
        let mut below = |n: u64| usize::try_from(chance.below(n)).unwrap();
        let mut parents = vec![(1, None)];
        let mut leaves = Vec::new();
        for _ in 0..=below(2) {
            let site = parents.len() + 1;
            parents.push((site, Some(1)));
            for _ in 0..below(4) {
                let unit = parents.len() + 1;
                parents.push((unit, Some(site)));
                leaves.push(unit);
            }
            if leaves.is_empty() || below(3) == 0 {
                leaves.push(site);
            }
        }
        let (months, questions, codes) = (1 + below(3), 1 + below(3), 2 + below(3));
        let most: Vec<u64> = (0..codes).map(|_| [3, 6, 9, 14, 30][below(5)]).collect();
        let mut own = Vec::new();
        for place in leaves {
            for month in 1..=months {
                let first: Vec<u64> = most.iter().map(|most| below(most + 1) as u64).collect();
                let people: u64 = first.iter().sum();
                let mut counts = vec![first];
                for _ in 1..questions {
                    let mut left = people;
                    let mut line: Vec<u64> = (1..codes)
                        .map(|_| {
                            let n = below(left + 1) as u64;
                            left -= n;
                            n
                        })
                        .collect();
                    line.push(left);
                    counts.push(line);
                }
                own.push((place, month, counts));
            }
        }
        let points = (0..codes).map(|code| 100.0 * code as f64 / (codes - 1) as f64).collect();
        Self { parents, own, points, has_score: below(4) > 0 }
    }

    fn ledger(&self) -> Ledger {
        let nodes: Vec<Node> =
            self.parents.iter().map(|(place, above)| Node { id: id(*place), parent: above.map(id) }).collect();
        let mut sums: HashMap<(PlaceId, Wave), Sums> = HashMap::new();
        for (place, month, lines) in &self.own {
            let n: u64 = lines[0].iter().sum();
            let each =
                |line: &Vec<u64>| line.iter().zip(&self.points).map(|(n, points)| *n as f64 * points).sum::<f64>();
            let total = lines.iter().map(each).sum::<f64>() / lines.len() as f64;
            let mut at = Some(*place);
            while let Some(here) = at {
                let found = sums.entry((id(here), wave(*month))).or_default();
                found.n += n;
                if self.has_score {
                    let scores = &mut found.scores;
                    *scores = mean::Sums { n: scores.n + n, sum: scores.sum + total, squares: 0.0 };
                    // Any spread will do: the interval is not the attacker's here.
                    scores.squares = scores.sum * scores.sum / (scores.n.max(1) as f64) + 300.0 * scores.n as f64;
                }
                at = self.parents.iter().find(|(one, _)| *one == here).and_then(|(_, above)| *above);
            }
        }
        Ledger::new(&nodes, &sums, Floors::default())
    }

    fn lines(&self) -> Vec<Line> {
        let questions = self.own[0].2.len();
        let pull = Pull { points: self.points.clone(), fewest: questions as u64 };
        let codes: Vec<String> = (0..self.points.len()).map(|code| code.to_string()).collect();
        let pull = self.has_score.then_some(pull);
        (0..questions).map(|q| Line { item: q.to_string(), codes: codes.clone(), pull: pull.clone() }).collect()
    }

    fn decide(&self) -> (Ledger, Decided) {
        let mut ledger = self.ledger();
        let mut sheet = Sheet::new(&ledger, 2026, self.lines());
        for (place, month, lines) in &self.own {
            for (question, line) in lines.iter().enumerate() {
                for (code, n) in line.iter().enumerate() {
                    sheet.add(id(*place), wave(*month), &question.to_string(), &code.to_string(), *n);
                }
            }
        }
        let decided = sheet.decide();
        ledger.hide_scores(decided.scores());
        (ledger, decided)
    }

    /// What a group counts of each question.
    fn counts(&self, ledger: &Ledger, place: PlaceId, period: Period) -> Vec<Vec<u64>> {
        let mut sum = vec![vec![0; self.points.len()]; self.own[0].2.len()];
        for at in self.within(ledger, place, period) {
            for (line, more) in sum.iter_mut().zip(&self.own[at].2) {
                line.iter_mut().zip(more).for_each(|(cell, n)| *cell += n);
            }
        }
        sum
    }

    /// What a group is made of: ranks of `own`.
    fn within(&self, ledger: &Ledger, place: PlaceId, period: Period) -> Vec<usize> {
        let counted = ledger.counted(place, period);
        let is_in = |(_, (own, month, _)): &(usize, &(usize, usize, Vec<Vec<u64>>))| {
            ledger.chain(id(*own)).contains(&place) && counted.contains(&wave(*month))
        };
        self.own.iter().enumerate().filter(is_in).map(|(rank, _)| rank).collect()
    }
}

/// What somebody knows of a group: the cells of each question, and the score.
struct Page {
    place: PlaceId,
    period: Period,
    within: Vec<usize>,
    truth: Vec<Vec<u64>>,
    /// For each question and code, the number that is shown.
    cells: Vec<Vec<Option<u64>>>,
    has_page: bool,
    score: Option<f64>,
}

fn pages(world: &World, ledger: &Ledger, decided: Option<&Decided>) -> Vec<Page> {
    let mut periods: Vec<Period> = ledger.waves().iter().copied().map(Period::Wave).collect();
    periods.push(Period::Year(2026));
    let mut pages = Vec::new();
    for place in world.parents.iter().map(|(place, _)| id(*place)) {
        for period in periods.iter().copied().filter(|period| ledger.sums(place, *period).n > 0) {
            let truth = world.counts(ledger, place, period);
            let has_page = ledger.verdict(place, period).is_shown();
            let made_safe: Vec<Vec<Cell>> = match decided {
                Some(decided) => decided.safe(place, period).into_iter().map(|(safe, _)| safe.cells).collect(),
                None => truth.iter().map(|line| list(line, ledger.floors()).cells).collect(),
            };
            let shown = |cell: Cell| cell.count().filter(|_| has_page);
            let cells = made_safe.into_iter().map(|line| line.into_iter().map(shown).collect()).collect();
            let score = ledger.score(place, period).ok().filter(|_| world.has_score).map(|found| found.score);
            pages.push(Page {
                place,
                period,
                within: world.within(ledger, place, period),
                truth,
                cells,
                has_page,
                score,
            });
        }
    }
    pages
}

/// Everything that is known, as equations over what each place counts in each month.
fn known(world: &World, pages: &[Page]) -> (Problem, BTreeMap<(usize, usize, usize), Variable>) {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let mut unknown = BTreeMap::new();
    for (at, (_, _, lines)) in world.own.iter().enumerate() {
        for (question, line) in lines.iter().enumerate() {
            let people = i32::try_from(line.iter().sum::<u64>()).unwrap();
            let all: Vec<Variable> = line.iter().map(|_| problem.add_integer_var(0.0, (0, people))).collect();
            // How many answered is known of every place and month.
            problem.add_constraint(all.iter().map(|one| (*one, 1.0)), ComparisonOp::Eq, f64::from(people));
            for (code, one) in all.into_iter().enumerate() {
                unknown.insert((at, question, code), one);
            }
        }
    }
    for page in pages {
        for (question, line) in page.cells.iter().enumerate() {
            for (code, n) in line.iter().enumerate().filter_map(|(code, n)| Some((code, (*n)?))) {
                let sum = page.within.iter().map(|at| (unknown[&(*at, question, code)], 1.0));
                problem.add_constraint(sum, ComparisonOp::Eq, n as f64);
            }
        }
        let people: u64 = page.truth[0].iter().sum();
        if let Some(score) = page.score {
            let each = (page.truth.len() as u64 * people) as f64;
            let mut sum = Vec::new();
            for at in &page.within {
                for question in 0..page.truth.len() {
                    sum.extend(
                        world
                            .points
                            .iter()
                            .enumerate()
                            .map(|(code, points)| (unknown[&(*at, question, code)], *points)),
                    );
                }
            }
            problem.add_constraint(sum.clone(), ComparisonOp::Ge, (score - 0.5) * each);
            problem.add_constraint(sum, ComparisonOp::Le, (score + 0.5) * each);
        }
    }
    (problem, unknown)
}

/// A cell under the floor: what it is called, what it is the sum of, and what it is.
struct Target {
    name: String,
    sum: Vec<(Variable, f64)>,
    truth: f64,
}

fn targets(pages: &[Page], unknown: &BTreeMap<(usize, usize, usize), Variable>, floors: &Floors) -> Vec<Target> {
    let mut targets = Vec::new();
    for page in pages {
        for (question, line) in page.truth.iter().enumerate().filter(|(_, line)| line.len() > 1) {
            let inside = !page.has_page && line.iter().sum::<u64>() < floors.inside();
            for (code, n) in line.iter().copied().enumerate().filter(|(_, n)| *n > 0 && (inside || floors.hides(*n))) {
                targets.push(Target {
                    name: format!("{:?} {} question {question} code {code}: {n}", page.place, page.period),
                    sum: page.within.iter().map(|at| (unknown[&(*at, question, code)], 1.0)).collect(),
                    truth: n as f64,
                });
            }
        }
    }
    targets
}

/// The cells under the floor that the solver determines, and how many it was asked about.
fn learnt(world: &World, pages: &[Page], floors: &Floors) -> (Vec<String>, usize) {
    let (problem, unknown) = known(world, pages);
    let all = targets(pages, &unknown, floors);
    let mut open: Vec<&Target> = all.iter().collect();
    let mut learnt = Vec::new();
    while let Some(target) = open.pop() {
        let mut other = |operator: ComparisonOp, than: f64| {
            let mut problem = problem.clone();
            problem.add_constraint(target.sum.clone(), operator, than);
            match problem.solve() {
                // One other table may be another for many cells.
                Ok(found) => {
                    let Some(found) = found.solution() else { return false };
                    let sum =
                        |one: &Target| one.sum.iter().map(|(cell, _)| found.var_value(*cell).round()).sum::<f64>();
                    open.retain(|one| sum(one) == one.truth);
                    true
                }
                Err(Error::Infeasible) => false,
                Err(other) => panic!("the solver has no answer: {other:?}"),
            }
        };
        if !other(ComparisonOp::Ge, target.truth + 1.0) && !other(ComparisonOp::Le, target.truth - 1.0) {
            learnt.push(target.name.clone());
        }
    }
    (learnt, all.len())
}

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

#[test]
#[expect(clippy::print_stderr, reason = "how much was tried, and how much stays in sight")]
fn an_integer_solver_over_everything_that_is_shown_determines_no_cell_under_the_floor() {
    let first = number("VECU_ATTACK_SEED", 1);
    let (mut asked, mut shown, mut hidden, mut scores, mut no_scores) = (0, 0, 0, 0, 0);
    for seed in first..first + number("VECU_ATTACK", 150) {
        let world = World::at_random(seed);
        let (ledger, decided) = world.decide();
        let pages = pages(&world, &ledger, Some(&decided));
        for page in pages.iter().filter(|page| page.has_page) {
            shown += page.cells.iter().flatten().filter(|cell| cell.is_some()).count();
            hidden += page.cells.iter().flatten().filter(|cell| cell.is_none()).count();
            scores += usize::from(page.score.is_some());
        }
        no_scores += decided.scores().len();
        let (learnt, of) = learnt(&world, &pages, ledger.floors());
        assert!(learnt.is_empty(), "again: VECU_ATTACK_SEED={seed} VECU_ATTACK=1\n{learnt:#?}");
        asked += of;
    }
    eprintln!(
        "{asked} small cells asked for; {shown} cells shown, {hidden} hidden; {scores} scores shown, {no_scores} hidden for a cell"
    );
    assert!(asked > 0 && (shown > hidden / 2 || first > 1), "{shown} shown, {hidden} hidden");
}

#[test]
fn the_same_solver_determines_cells_where_each_page_is_only_safe_by_itself() {
    let found = (1..=60).any(|seed| {
        let world = World::at_random(seed);
        let ledger = world.ledger();
        !learnt(&world, &pages(&world, &ledger, None), ledger.floors()).0.is_empty()
    });
    assert!(found, "an attack that never succeeds proves nothing");
}
