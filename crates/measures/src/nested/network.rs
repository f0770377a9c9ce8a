//! Step 3: a witness for each cell, a path in the network of changes; the cheapest one where none is free.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, HashMap, VecDeque},
};

use super::{
    Exchange, Face, Frame, Line, People, Protected, Witness,
    frame::{Arc, Flow},
    witness::{Bill, bill},
};

/// Steps along a path: an arc, and whether it is taken forwards.
type Steps = Vec<(usize, bool)>;

pub(super) struct Search<'s> {
    frame: &'s Frame,
    line: &'s Line<'s>,
    /// The groups that each group can be taken apart into.
    parts: HashMap<usize, Vec<usize>>,
    /// What is known of each node in the present search.
    nodes: Vec<Node>,
    /// The number of the present search: what was known in another one counts for nothing.
    round: u32,
    queue: VecDeque<usize>,
    heap: BinaryHeap<Reverse<(u64, usize)>>,
}

#[derive(Clone, Copy)]
struct Node {
    round: u32,
    cost: u64,
    done: bool,
    /// How it was reached.
    came: (usize, bool),
}

const UNSEEN: Node = Node { round: 0, cost: u64::MAX, done: false, came: (0, true) };

impl<'s> Search<'s> {
    pub(super) fn new(frame: &'s Frame, line: &'s Line<'s>) -> Self {
        let nodes = vec![UNSEEN; frame.nodes()];
        let mut parts: HashMap<usize, Vec<usize>> = HashMap::new();
        for (whole, of) in frame.sums() {
            parts.entry(*whole).or_default().extend(of);
        }
        Self { frame, line, parts, nodes, round: 0, queue: VecDeque::new(), heap: BinaryHeap::new() }
    }

    /// Sees to it that a hidden cell has a witness; whether anything more was hidden.
    pub(super) fn witness(&mut self, protected: &mut Protected, target: (usize, usize)) -> bool {
        let found = self.cheapest_witness(protected, target);
        let Some((bill, witness)) = found else { return false };
        let grew = bill.cost > 0;
        bill.cells.into_iter().for_each(|(group, code)| protected.hide(group, code));
        protected.scores.extend(bill.scores);
        protected.withheld.extend(bill.withheld);
        protected.witnesses.insert(target, witness);
        grew
    }

    /// A witness for which nothing more is to be hidden, or the cheapest that is found.
    fn cheapest_witness(&mut self, protected: &Protected, (group, code): (usize, usize)) -> Option<(Bill, Witness)> {
        let mut best: Option<(Bill, Witness)> = None;
        // The one that was found before this frame, or for a part of the group.
        for witness in self.known(protected, (group, code)) {
            if self.offer(&mut best, protected, group, witness) {
                return best;
            }
        }
        let ways = self.ways(code);
        for (exchange, forward) in &ways {
            if self.price(protected, group, *forward, *exchange) == Some(0)
                && let Some(steps) = self.free(protected, (group, *forward), *exchange)
                && self.offer(&mut best, protected, group, self.walked(&steps, *exchange))
            {
                return best;
            }
        }
        // With another code of the group that is hidden already, or else with any.
        let (beside, others): (Vec<_>, Vec<_>) =
            ways.into_iter().partition(|(exchange, _)| protected.is_hidden(group, exchange.to));
        for ways in [beside, others] {
            let mut found = false;
            for (exchange, forward) in ways {
                let least = best.as_ref().map_or(u64::MAX, |(bill, _)| bill.cost);
                if let Some(steps) = self.cheapest(protected, (group, forward), exchange, least) {
                    let witness = self.walked(&steps, exchange);
                    self.offer(&mut best, protected, group, witness);
                    found = true;
                }
            }
            if found && best.is_some() {
                break;
            }
        }
        best
    }

    /// Every exchange of a code with another, both ways.
    fn ways(&self, code: usize) -> Vec<(Exchange, bool)> {
        let others = (0..self.line.width).filter(|other| *other != code);
        others.flat_map(|to| [true, false].map(|forward| (Exchange { from: code, to }, forward))).collect()
    }

    /// What was found in the past for this cell, or for the same code in a group that has all its people in this one.
    fn known(&self, protected: &Protected, (group, code): (usize, usize)) -> Vec<Witness> {
        let parts = self.parts.get(&group).into_iter().flatten().copied();
        let found = std::iter::once(group).chain(parts).filter_map(|of| protected.witnesses.get(&(of, code)));
        found.cloned().collect()
    }

    /// Keeps a witness if it is cheaper than the best one; whether nothing is to be hidden for it.
    fn offer(&self, best: &mut Option<(Bill, Witness)>, protected: &Protected, group: usize, witness: Witness) -> bool {
        let Some(bill) = bill((self.frame, self.line), protected, group, &witness) else { return false };
        let is_free = bill.cost == 0;
        if best.as_ref().is_none_or(|(found, _)| bill.cost < found.cost) {
            *best = Some((bill, witness));
        }
        is_free
    }

    fn arc(&self, rank: usize) -> Option<Arc> {
        self.frame.arcs().get(rank).copied()
    }

    /// How many people's answers must be hidden for an arc to be taken, as far as it tells by itself; none where it cannot be.
    fn price(&self, protected: &Protected, arc: usize, forward: bool, exchange: Exchange) -> Option<u64> {
        let Exchange { from, to } = exchange;
        match self.arc(arc)?.flow {
            Flow::Atom(atom) => {
                let leaves = if forward { from } else { to };
                let there = self.line.atoms.get(atom).and_then(|codes| codes.get(leaves)).copied().unwrap_or_default();
                (there > 0).then_some(0)
            }
            Flow::Group(group) => {
                let face = self.frame.groups().get(group)?.face;
                if !face.has_page() {
                    return Some(0);
                }
                let shown = [from, to].into_iter().filter(|code| !protected.is_hidden(group, *code));
                let cells: u64 = shown.map(|code| protected.count(group, code) + 1).sum();
                let one = if forward { People { there: 1, back: 0 } } else { People { there: 0, back: 1 } };
                let keeps = protected.scores.contains(&group) || (self.line.keeps)(group, exchange, one);
                let all = || protected.counts.get(group).map_or(0, |codes| codes.iter().sum::<u64>());
                let followers = (self.line.followers.iter().enumerate()).filter(|(rank, follower)| {
                    follower.moves(exchange).is_some() && !protected.withheld.contains(&(*rank, group))
                });
                let price = cells + (u64::from(!keeps) + followers.count() as u64) * all();
                (price == 0 || face != Face::Past).then_some(price)
            }
        }
    }

    /// From where the path must lead to where: once along the target, then back without it.
    fn ends(&self, target: usize, forward: bool) -> Option<(usize, usize)> {
        let arc = self.arc(target)?;
        Some(if forward { (arc.head, arc.tail) } else { (arc.tail, arc.head) })
    }

    /// Begins a search: no node is known.
    fn begin(&mut self) {
        self.queue.clear();
        self.heap.clear();
        self.round = self.round.wrapping_add(1);
        if self.round == 0 {
            self.nodes.fill(UNSEEN);
            self.round = 1;
        }
    }

    /// What is known of a node in the present search.
    fn node(&mut self, node: usize) -> Option<&mut Node> {
        let round = self.round;
        let found = self.nodes.get_mut(node)?;
        if found.round != round {
            *found = Node { round, ..UNSEEN };
        }
        Some(found)
    }

    /// A path that leads back over what is hidden already.
    fn free(&mut self, protected: &Protected, (target, forward): (usize, bool), exchange: Exchange) -> Option<Steps> {
        let (start, goal) = self.ends(target, forward)?;
        self.begin();
        self.queue.push_back(start);
        let frame = self.frame;
        while let Some(node) = self.queue.pop_front() {
            if node == goal {
                return Some(self.steps_back(start, goal, (target, forward)));
            }
            for (arc, leaves, next) in steps(frame, node, target) {
                if next != start
                    && self.node(next).is_some_and(|next| !next.done)
                    && self.price(protected, arc, leaves, exchange) == Some(0)
                {
                    if let Some(next) = self.node(next) {
                        (next.done, next.came) = (true, (arc, leaves));
                    }
                    self.queue.push_back(next);
                }
            }
        }
        None
    }

    /// The path that hides the fewest people's answers, if it hides fewer than `least` (E. W. Dijkstra, 1959).
    fn cheapest(
        &mut self,
        protected: &Protected,
        (target, forward): (usize, bool),
        exchange: Exchange,
        least: u64,
    ) -> Option<Steps> {
        let (start, goal) = self.ends(target, forward)?;
        let first = self.price(protected, target, forward, exchange)?;
        self.begin();
        self.heap.push(Reverse((first, start)));
        let frame = self.frame;
        while let Some(Reverse((cost, node))) = self.heap.pop() {
            if cost >= least {
                return None;
            }
            if node == goal {
                return Some(self.steps_back(start, goal, (target, forward)));
            }
            if std::mem::replace(&mut self.node(node)?.done, true) {
                continue;
            }
            for (arc, leaves, next) in steps(frame, node, target) {
                if self.node(next)?.done {
                    continue;
                }
                let Some(price) = self.price(protected, arc, leaves, exchange) else { continue };
                let cost = cost.saturating_add(price);
                let found = self.node(next)?;
                if cost < found.cost {
                    (found.cost, found.came) = (cost, (arc, leaves));
                    self.heap.push(Reverse((cost, next)));
                }
            }
        }
        None
    }

    /// The people of a path.
    fn walked(&self, steps: &Steps, exchange: Exchange) -> Witness {
        let person = |(arc, forward): &(usize, bool)| match self.arc(*arc)?.flow {
            Flow::Atom(atom) => Some((atom, *forward)),
            Flow::Group(_) => None,
        };
        Witness { exchange, atoms: steps.iter().filter_map(person).collect() }
    }

    fn steps_back(&self, start: usize, goal: usize, target: (usize, bool)) -> Steps {
        let mut steps = vec![target];
        let mut node = goal;
        while node != start {
            let Some((arc, leaves)) = self.nodes.get(node).map(|found| found.came) else { break };
            steps.push((arc, leaves));
            let Some(found) = self.arc(arc) else { break };
            node = if leaves { found.tail } else { found.head };
        }
        steps
    }
}

/// The steps that leave a node, the target apart: the arc, its direction, the node it leads to.
fn steps(frame: &Frame, node: usize, target: usize) -> impl Iterator<Item = (usize, bool, usize)> {
    let touching = frame.touching(node).iter().copied().filter(move |(arc, _)| *arc != target);
    touching.filter_map(|(arc, leaves)| {
        let found = frame.arcs().get(arc)?;
        Some((arc, leaves, if leaves { found.head } else { found.tail }))
    })
}
