//! Invented organisations: people with their answers, one by one.

use std::collections::{BTreeSet, HashMap};

use kernel::{Chance, Id, SeededChance, Wave, kinds};
use measures::{floors::Floors, mean};

use crate::indicators::{
    cells::{Decided, Follows, Line, Pull, Sheet},
    ledger::{Ledger, Node, Period, Sums},
};

type PlaceId = Id<kinds::Place>;

pub(super) fn id(n: usize) -> PlaceId {
    Id::from_i64(i64::try_from(n).unwrap())
}

pub(super) fn wave(month: usize) -> Wave {
    format!("2026-{month:02}").parse().unwrap()
}

/// What somebody gave to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Given {
    Code(usize),
    /// A kind of missing that is printed.
    NoOpinion,
    Blank,
    NotAsked,
}

#[derive(Debug, Clone)]
pub(super) struct Person {
    pub(super) place: usize,
    pub(super) month: usize,
    pub(super) given: Vec<Given>,
}

/// An organisation and what people answered in it.
#[derive(Debug, Clone)]
pub(super) struct World {
    pub(super) parents: Vec<(usize, Option<usize>)>,
    pub(super) people: Vec<Person>,
    pub(super) questions: usize,
    /// What each code is worth.
    pub(super) points: Vec<f64>,
    /// A score: the mean of at least so many answers.
    pub(super) fewest: Option<usize>,
    /// The second question is asked after these codes of the first.
    pub(super) filter: Option<BTreeSet<usize>>,
    /// Whether somebody left a question.
    pub(super) has_missing: bool,
    pub(super) is_complete: bool,
}

/// The lines of each question: answers, kinds of missing, not asked.
pub(super) const LINES: usize = 3;
pub(super) const NO_OPINION: usize = 0;

impl World {
    /// Sites with units, some of whom count at the site itself; one to three months, one to three questions.
    pub(super) fn at_random(seed: u64) -> Self {
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
        let fewest = (below(4) > 0).then(|| 1 + below(questions as u64));
        let asking: BTreeSet<usize> = (0..codes).filter(|_| below(2) == 0).collect();
        let is_filter = questions > 1 && !asking.is_empty() && asking.len() < codes && below(3) > 0;
        let has_missing = below(2) == 0;
        let is_complete = below(3) > 0;
        let filter = is_filter.then_some(asking);
        let most: Vec<usize> = (0..codes).map(|_| [3, 6, 9, 14, 30][below(5)]).collect();
        let mut people = Vec::new();
        for place in leaves {
            for month in 1..=months {
                for (code, most) in most.iter().enumerate() {
                    for _ in 0..below(*most as u64 + 1) {
                        let mut given = vec![Given::Code(code)];
                        given.extend((1..questions).map(|_| Given::Code(below(codes as u64))));
                        for one in given.iter_mut().filter(|_| has_missing) {
                            match below(12) {
                                0 => *one = Given::Blank,
                                1 => *one = Given::NoOpinion,
                                _ => {}
                            }
                        }
                        let is_asked =
                            |asking: &BTreeSet<usize>| matches!(given[0], Given::Code(c) if asking.contains(&c));
                        if filter.as_ref().is_some_and(|asking| !is_asked(asking)) {
                            given[1] = Given::NotAsked;
                        }
                        people.push(Person { place, month, given });
                    }
                }
            }
        }
        let points = (0..codes).map(|code| 100.0 * code as f64 / (codes - 1) as f64).collect();
        Self { parents, people, questions, points, fewest, filter, has_missing, is_complete }
    }

    /// The score of a person.
    pub(super) fn score(&self, person: &Person) -> Option<f64> {
        let answered: Vec<f64> = person
            .given
            .iter()
            .filter_map(|one| match one {
                Given::Code(code) => Some(self.points[*code]),
                _ => None,
            })
            .collect();
        (self.fewest? <= answered.len()).then(|| answered.iter().sum::<f64>() / answered.len() as f64)
    }

    /// The sums of some people.
    pub(super) fn sums<'p>(&self, people: impl Iterator<Item = &'p Person>) -> Sums {
        let mut sums = Sums::default();
        for person in people {
            sums.n += 1;
            if let Some(score) = self.score(person) {
                sums.scores = sums.scores.plus(mean::Sums { n: 1, sum: score, squares: score * score });
            }
        }
        // As they are read: to the millionth.
        let round = |value: f64| (value * 1e6).round() / 1e6;
        sums.scores.sum = round(sums.scores.sum);
        sums.scores.squares = round(sums.scores.squares);
        sums
    }

    pub(super) fn ledger(&self, is_complete: bool) -> Ledger {
        let nodes: Vec<Node> =
            self.parents.iter().map(|(place, above)| Node { id: id(*place), parent: above.map(id) }).collect();
        let mut under: HashMap<(PlaceId, Wave), Vec<&Person>> = HashMap::new();
        for person in &self.people {
            let mut at = Some(person.place);
            while let Some(here) = at {
                under.entry((id(here), wave(person.month))).or_default().push(person);
                at = self.parents.iter().find(|(one, _)| *one == here).and_then(|(_, above)| *above);
            }
        }
        let sums = under.into_iter().map(|(key, people)| (key, self.sums(people.into_iter()))).collect();
        let complete = if is_complete { [2026].into() } else { [].into() };
        Ledger::new(&nodes, &sums, Floors::default(), complete)
    }

    /// Where a person counts: question, line, code.
    pub(super) fn place_of(question: usize, given: Given) -> (usize, usize) {
        match given {
            Given::Code(code) => (question * LINES, code),
            Given::NoOpinion => (question * LINES + 1, NO_OPINION),
            Given::Blank => (question * LINES + 1, NO_OPINION + 1),
            Given::NotAsked => (question * LINES + 2, 0),
        }
    }

    /// How many codes a line has.
    pub(super) fn width(&self, line: usize) -> usize {
        match line % LINES {
            0 => self.points.len(),
            1 => 2,
            _ => 1,
        }
    }

    /// Who is asked the second question, by line and code of the first.
    pub(super) fn asks(&self, line: usize, code: usize) -> bool {
        line == 0 && self.filter.as_ref().is_some_and(|asking| asking.contains(&code))
    }

    pub(super) fn lines(&self) -> Vec<Line> {
        let line = |rank: usize| {
            let (question, width) = (rank / LINES, self.width(rank));
            let fewest = self.fewest.map(|fewest| fewest as u64).filter(|_| rank.is_multiple_of(LINES));
            let pull = |fewest| Pull {
                points: self.points.iter().copied().map(Some).collect(),
                fewest,
                most: self.questions as u64,
            };
            let asked = (0..width).map(|code| Some(self.asks(rank, code))).collect();
            let follows = Follows { item: "1".into(), asked, scored: self.fewest.is_some() };
            Line {
                item: question.to_string(),
                codes: (0..width).map(|code| format!("{}-{code}", rank % LINES)).collect(),
                pull: fewest.map(pull),
                followers: if question == 0 && self.filter.is_some() { vec![follows] } else { Vec::new() },
            }
        };
        (0..self.questions * LINES).map(line).collect()
    }

    pub(super) fn sheet<'l>(&self, ledger: &'l Ledger, lines: Vec<Line>) -> Sheet<'l> {
        let mut sheet = Sheet::new(ledger, 2026, lines);
        for person in &self.people {
            for (question, given) in person.given.iter().enumerate() {
                let (line, code) = Self::place_of(question, *given);
                let (item, name) = (question.to_string(), format!("{}-{code}", line % LINES));
                sheet.add(id(person.place), wave(person.month), &item, &name, 1);
            }
        }
        sheet
    }

    pub(super) fn decide(&self, lines: Vec<Line>) -> (Ledger, Decided) {
        let mut ledger = self.ledger(self.is_complete);
        let decided = self.sheet(&ledger, lines).decide();
        ledger.hide_scores(decided.scores());
        (ledger, decided)
    }

    /// Who counts in a group.
    pub(super) fn within<'w>(
        &'w self,
        ledger: &'w Ledger,
        place: PlaceId,
        period: Period,
    ) -> impl Iterator<Item = &'w Person> {
        let counted = ledger.counted(place, period);
        self.people.iter().filter(move |person| {
            ledger.chain(id(person.place)).contains(&place) && counted.contains(&wave(person.month))
        })
    }

    /// The counts of some people, line by line.
    pub(super) fn counts<'p>(&self, people: impl Iterator<Item = &'p Person>) -> Vec<Vec<u64>> {
        let mut counts: Vec<Vec<u64>> = (0..self.questions * LINES).map(|line| vec![0; self.width(line)]).collect();
        for person in people {
            for (question, given) in person.given.iter().enumerate() {
                let (line, code) = Self::place_of(question, *given);
                counts[line][code] += 1;
            }
        }
        counts
    }
}
