use kernel::{Chance, SeededChance};
use measures::mean;

use super::*;
use crate::indicators::ledger::{Node, Sums};

const ROOT: i64 = 1;

fn id(n: i64) -> PlaceId {
    Id::from_i64(n)
}

fn wave(month: usize) -> Wave {
    format!("2026-{month:02}").parse().unwrap()
}

/// A tree of places with the counts of one question, place by place and month by month.
struct Tree {
    nodes: Vec<Node>,
    ledger: Ledger,
    own: Vec<(PlaceId, Wave, Vec<u64>)>,
    line: Line,
}

impl Tree {
    fn new(parents: &[(i64, Option<i64>)], own: Vec<(i64, usize, Vec<u64>)>) -> Self {
        let nodes: Vec<Node> = parents.iter().map(|(n, p)| Node { id: id(*n), parent: p.map(id) }).collect();
        let width = own.first().map_or(0, |(_, _, counts)| counts.len());
        let line = Line {
            item: "q".into(),
            codes: (0..width).map(|code| code.to_string()).collect(),
            pull: None,
            followers: Vec::new(),
        };
        let mut sums: HashMap<(PlaceId, Wave), Sums> = HashMap::new();
        for (place, month, counts) in &own {
            let mut at = Some(*place);
            while let Some(here) = at {
                let sum = sums.entry((id(here), wave(*month))).or_default();
                sum.n += counts.iter().sum::<u64>();
                sum.scores = mean::Sums { n: sum.n, sum: 0.0, squares: 0.0 };
                at = parents.iter().find(|(n, _)| *n == here).and_then(|(_, parent)| *parent);
            }
        }
        let ledger = Ledger::new(&nodes, &sums, Floors::default(), [2026].into());
        let own = own.into_iter().map(|(place, month, counts)| (id(place), wave(month), counts)).collect();
        Self { nodes, ledger, own, line }
    }

    /// A root whose children are 2, 3…; `counts[child][month]`.
    fn family(counts: &[&[[u64; 3]]]) -> Self {
        let mut parents = vec![(ROOT, None)];
        let mut own = Vec::new();
        for (child, months) in counts.iter().enumerate() {
            let place = 2 + child as i64;
            parents.push((place, Some(ROOT)));
            own.extend(months.iter().enumerate().map(|(month, cells)| (place, month + 1, cells.to_vec())));
        }
        Self::new(&parents, own)
    }

    fn sheet(&self) -> Sheet<'_> {
        let mut sheet = Sheet::new(&self.ledger, 2026, vec![self.line.clone()]);
        for (place, wave, counts) in &self.own {
            for (code, n) in self.line.codes.iter().zip(counts) {
                sheet.add(*place, *wave, "q", code, *n);
            }
        }
        sheet
    }

    fn safe(&self, place: i64, period: Period) -> Safe {
        self.sheet().decide().safe(id(place), period).remove(0).0
    }

    fn cells(&self, place: i64, period: Period) -> Vec<Option<u64>> {
        self.safe(place, period).cells.into_iter().map(Cell::count).collect()
    }

    /// Everything that pages show: a group's cells, where the group is shown.
    fn pages(&self) -> HashMap<(PlaceId, Period), Safe> {
        let mut periods = vec![Period::Year(2026)];
        periods.extend(self.ledger.waves().iter().copied().map(Period::Wave));
        let decided = self.sheet().decide();
        let mut pages = HashMap::new();
        for node in &self.nodes {
            for period in &periods {
                if self.ledger.verdict(node.id, *period).is_shown() {
                    pages.insert((node.id, *period), decided.safe(node.id, *period).remove(0).0);
                }
            }
        }
        pages
    }

    /// Somebody who reads every page and subtracts as long as an equation has one unknown. Gives what they learn.
    fn learnt(&self) -> Vec<u64> {
        self.learnt_from(&self.pages())
    }

    fn learnt_from(&self, pages: &HashMap<(PlaceId, Period), Safe>) -> Vec<u64> {
        let width = self.line.codes.len();
        let mut known: HashMap<(PlaceId, Period, usize), Option<u64>> = HashMap::new();
        for ((place, period), safe) in pages {
            for (code, cell) in safe.cells.iter().enumerate() {
                known.insert((*place, *period, code), cell.count());
            }
        }
        type Term = (PlaceId, Period, usize);
        // (parts, whole or total)
        let mut equations: Vec<(Vec<Term>, Result<Term, u64>)> = Vec::new();
        for ((place, period), safe) in pages {
            equations.push(((0..width).map(|code| (*place, *period, code)).collect(), Err(safe.total)));
            let children: Vec<PlaceId> =
                self.nodes.iter().filter(|node| node.parent == Some(*place)).map(|node| node.id).collect();
            let told: Vec<PlaceId> =
                children.into_iter().filter(|child| pages.contains_key(&(*child, *period))).collect();
            let sum: u64 = told.iter().filter_map(|child| pages.get(&(*child, *period))).map(|safe| safe.total).sum();
            let months: Vec<Period> = pages
                .keys()
                .filter(|(one, month)| one == place && matches!(month, Period::Wave(_)))
                .map(|(_, month)| *month)
                .collect();
            let of_months: u64 = months.iter().filter_map(|m| pages.get(&(*place, *m))).map(|safe| safe.total).sum();
            for code in 0..width {
                if !told.is_empty() && sum == safe.total {
                    let parts = told.iter().map(|child| (*child, *period, code)).collect();
                    equations.push((parts, Ok((*place, *period, code))));
                }
                if *period == Period::Year(2026) && of_months == safe.total {
                    let parts = months.iter().map(|month| (*place, *month, code)).collect();
                    equations.push((parts, Ok((*place, *period, code))));
                }
            }
        }
        let mut learnt = Vec::new();
        loop {
            let mut found = None;
            for (parts, whole) in &equations {
                let unknown: Vec<&Term> = parts.iter().filter(|term| known[*term].is_none()).collect();
                let sum: u64 = parts.iter().filter_map(|term| known[term]).sum();
                match (unknown.as_slice(), whole) {
                    ([one], Err(total)) => found = Some((**one, total - sum)),
                    ([one], Ok(whole)) => {
                        if let Some(total) = known[whole] {
                            found = Some((**one, total - sum));
                        }
                    }
                    ([], Ok(whole)) if known[whole].is_none() => found = Some((*whole, sum)),
                    _ => {}
                }
                if found.is_some() {
                    break;
                }
            }
            let Some((term, count)) = found else { return learnt };
            known.insert(term, Some(count));
            learnt.push(count);
        }
    }
}

#[test]
fn a_small_cell_is_not_told_by_the_parent_less_the_siblings() {
    // Child 2 has a cell of 2; everybody else's cells are large.
    let tree = Tree::family(&[&[[2, 20, 18]], &[[15, 25, 10]]]);
    let month = Period::Wave(wave(1));
    assert_eq!(tree.cells(2, month)[0], None);
    assert_eq!(tree.cells(3, month)[0], None, "the sibling's cell goes along");
    assert_eq!(tree.cells(ROOT, month), [Some(17), Some(45), Some(28)], "the place above keeps its own");
    assert_eq!(tree.learnt(), Vec::<u64>::new());
}

#[test]
fn a_small_cell_of_a_month_is_not_told_by_the_year_less_the_other_months() {
    let tree = Tree::family(&[&[[12, 20, 18], [2, 14, 16], [9, 14, 13]]]);
    assert_eq!(tree.cells(2, Period::Wave(wave(2))), [None, None, Some(16)]);
    assert_eq!(tree.cells(2, Period::Wave(wave(3))), [Some(9), Some(14), Some(13)], "decided by itself");
    assert_eq!(tree.cells(2, Period::Year(2026)), [None, None, Some(47)], "what was shown of the months stays");
    assert_eq!(tree.learnt(), Vec::<u64>::new());
}

#[test]
fn what_counts_at_a_place_itself_is_protected_too() {
    // Four people of the rest gave the first answer; the root less its only child would tell them.
    let parents = [(ROOT, None), (2, Some(ROOT))];
    let tree = Tree::new(&parents, vec![(2, 1, vec![20, 30, 10]), (ROOT, 1, vec![4, 9, 7])]);
    let month = Period::Wave(wave(1));
    assert!(tree.cells(ROOT, month)[0].is_none() || tree.cells(2, month)[0].is_none());
}

#[test]
fn a_group_that_is_hidden_shows_no_cell() {
    let tree = Tree::family(&[&[[2, 3, 2]], &[[6, 6, 0]], &[[20, 20, 20]]]);
    let month = Period::Wave(wave(1));
    assert_eq!(tree.cells(2, month), [None; 3]);
    assert_eq!(tree.cells(3, month), [None; 3], "the smallest sibling goes along");
}

#[test]
fn a_question_that_few_answered_is_hidden_with_its_reason() {
    let safe = Tree::family(&[&[[3, 3, 2]]]).safe(2, Period::Wave(wave(1)));
    assert_eq!(safe.reason, Some(Reason::TooFew { floor: 10, needed: 2 }));
}

#[test]
fn few_people_are_one_sentence_and_no_cell_of_theirs_was_ever_shown() {
    let floors = Floors::default();
    for (counts, few) in
        [([0, 0, 0], false), ([1, 0, 0], true), ([2, 1, 1], true), ([2, 2, 1], false), ([20, 30, 40], false)]
    {
        // Beside answers enough for the place to be shown, as kinds of missing are.
        let answers = Line { item: "answers".into(), codes: vec!["yes".into()], pull: None, followers: Vec::new() };
        let tree = Tree::family(&[&[counts]]);
        let sums = [((id(2), wave(1)), Sums { n: 90, ..Sums::default() })].into();
        let ledger = Ledger::new(&tree.nodes, &sums, floors, [2026].into());
        let mut sheet = Sheet::new(&ledger, 2026, vec![answers, tree.line.clone()]);
        for (code, n) in tree.line.codes.iter().zip(counts) {
            sheet.add(id(2), wave(1), "q", code, n);
        }
        let safe = sheet.decide().safe(id(2), Period::Wave(wave(1))).remove(1).0;
        assert_eq!(safe.is_few(&floors), few, "{counts:?}");
        assert!(!few || safe.cells.iter().all(|cell| *cell == Cell::Hidden), "the sentence hides nothing more");
    }
}

#[test]
fn large_counts_are_shown_as_they_are() {
    let tree = Tree::family(&[&[[20, 30, 40]], &[[25, 35, 45]]]);
    assert_eq!(tree.cells(2, Period::Year(2026)), [Some(20), Some(30), Some(40)]);
    assert_eq!(tree.cells(2, Period::Wave(wave(1))), [Some(20), Some(30), Some(40)]);
}

#[test]
fn whoever_reads_every_page_and_subtracts_learns_no_hidden_cell() {
    // Sites with units, some rests at the sites, four months: sixty invented organisations.
    let parents =
        [(1, None), (2, Some(1)), (3, Some(1)), (4, Some(2)), (5, Some(2)), (6, Some(3)), (7, Some(3)), (8, Some(3))];
    let mut chance = SeededChance::new(11);
    let (mut shown, mut hidden) = (0, 0);
    for _ in 0..60 {
        let mut own = Vec::new();
        for place in [3, 4, 5, 6, 7, 8] {
            for month in 1..=4 {
                if place == 3 && chance.below(2) == 0 {
                    continue;
                }
                let cells = [20, 12, 6, 3].iter().map(|most| chance.below(most + 1) + most / 3).collect();
                own.push((place, month, cells));
            }
        }
        let tree = Tree::new(&parents, own);
        let pages = tree.pages();
        for safe in pages.values() {
            hidden += safe.cells.iter().filter(|cell| **cell == Cell::Hidden).count();
            shown += safe.cells.iter().filter_map(|cell| cell.count()).count();
            assert!(safe.cells.iter().all(|cell| cell.count().is_none_or(|n| n == 0 || n >= 5)));
        }
        let learnt = tree.learnt_from(&pages);
        assert!(learnt.iter().all(|n| *n == 0), "{learnt:?}");
    }
    assert!(shown > hidden / 3, "protection is not hiding everything: {shown} shown, {hidden} hidden");
}
