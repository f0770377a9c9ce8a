//! Step 3: a witness for each cell, a path in the network of changes; the cheapest one where none is free.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, VecDeque},
};

use super::{
    Face, Frame, Line, Protected,
    frame::{Arc, Flow},
};

/// One person goes from a code to another along the arcs taken forwards, and back along those taken backwards.
#[derive(Clone, Copy)]
struct Exchange {
    from: usize,
    to: usize,
}

/// Steps along a path: an arc, and whether it is taken forwards.
type Steps = Vec<(usize, bool)>;

pub(super) struct Search<'s> {
    frame: &'s Frame,
    line: &'s Line<'s>,
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
        Self { frame, line, nodes, round: 0, queue: VecDeque::new(), heap: BinaryHeap::new() }
    }

    /// Sees to it that a hidden cell has a witness; whether anything more was hidden.
    pub(super) fn witness(&mut self, protected: &mut Protected, group: usize, code: usize) -> bool {
        // The arcs of the groups come first, in their order.
        let target = group;
        let others = (0..self.line.width).filter(|other| *other != code);
        let ways: Vec<(Exchange, bool)> =
            others.flat_map(|to| [true, false].map(|forward| (Exchange { from: code, to }, forward))).collect();
        for (exchange, forward) in &ways {
            let free = |price| price == Some(0);
            if free(self.price(protected, target, *forward, *exchange))
                && self.is_free(protected, target, *forward, *exchange)
            {
                return false;
            }
        }
        // With another code of the group that is hidden already, or else with any.
        let (beside, others): (Vec<_>, Vec<_>) =
            ways.into_iter().partition(|(exchange, _)| protected.is_hidden(group, exchange.to));
        let best = self.best(protected, target, beside).or_else(|| self.best(protected, target, others));
        let Some((_, exchange, steps)) = best else { return false };
        for (arc, forward) in steps {
            self.hide(protected, arc, forward, exchange);
        }
        true
    }

    /// The cheapest path of some exchanges.
    fn best(
        &mut self,
        protected: &Protected,
        target: usize,
        ways: Vec<(Exchange, bool)>,
    ) -> Option<(u64, Exchange, Steps)> {
        let mut best: Option<(u64, Exchange, Steps)> = None;
        for (exchange, forward) in ways {
            let least = best.as_ref().map_or(u64::MAX, |(cost, ..)| *cost);
            if let Some((cost, steps)) = self.cheapest(protected, (target, forward), exchange, least) {
                best = Some((cost, exchange, steps));
            }
        }
        best
    }

    fn arc(&self, rank: usize) -> Option<Arc> {
        self.frame.arcs().get(rank).copied()
    }

    /// How many people's answers must be hidden for an arc to be taken; none where it cannot be.
    fn price(&self, protected: &Protected, arc: usize, forward: bool, exchange: Exchange) -> Option<u64> {
        let Exchange { from, to } = exchange;
        let (leaves, takes) = if forward { (from, to) } else { (to, from) };
        match self.arc(arc)?.flow {
            Flow::Atom(atom) => {
                let there = self.line.atoms.get(atom).and_then(|codes| codes.get(leaves)).copied().unwrap_or_default();
                (there > 0).then_some(0)
            }
            Flow::Group(group) => {
                if self.frame.groups().get(group)?.face != Face::Shown {
                    return Some(0);
                }
                let shown = [from, to].into_iter().filter(|code| !protected.is_hidden(group, *code));
                let cells: u64 = shown.map(|code| protected.count(group, code) + 1).sum();
                let score = if self.keeps(protected, group, leaves, takes) {
                    0
                } else {
                    protected.counts.get(group).map_or(0, |codes| codes.iter().sum())
                };
                Some(cells + score)
            }
        }
    }

    fn keeps(&self, protected: &Protected, group: usize, from: usize, to: usize) -> bool {
        protected.scores.contains(&group) || (self.line.keeps)(group, from, to)
    }

    fn hide(&self, protected: &mut Protected, arc: usize, forward: bool, exchange: Exchange) {
        let Some(Arc { flow: Flow::Group(group), .. }) = self.arc(arc) else { return };
        if self.frame.groups().get(group).is_none_or(|one| one.face != Face::Shown) {
            return;
        }
        let (leaves, takes) = if forward { (exchange.from, exchange.to) } else { (exchange.to, exchange.from) };
        if !self.keeps(protected, group, leaves, takes) {
            protected.scores.insert(group);
        }
        protected.hide(group, exchange.from);
        protected.hide(group, exchange.to);
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

    /// Whether a path leads back over what is hidden already.
    fn is_free(&mut self, protected: &Protected, target: usize, forward: bool, exchange: Exchange) -> bool {
        let Some((start, goal)) = self.ends(target, forward) else { return false };
        self.begin();
        self.queue.push_back(start);
        let frame = self.frame;
        while let Some(node) = self.queue.pop_front() {
            if node == goal {
                return true;
            }
            for (arc, leaves, next) in steps(frame, node, target) {
                if self.node(next).is_some_and(|next| !next.done)
                    && self.price(protected, arc, leaves, exchange) == Some(0)
                {
                    if let Some(next) = self.node(next) {
                        next.done = true;
                    }
                    self.queue.push_back(next);
                }
            }
        }
        false
    }

    /// The path that hides the fewest people's answers, if it hides fewer than `least` (E. W. Dijkstra, 1959).
    fn cheapest(
        &mut self,
        protected: &Protected,
        (target, forward): (usize, bool),
        exchange: Exchange,
        least: u64,
    ) -> Option<(u64, Steps)> {
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
                return Some((cost, self.walked(start, goal, (target, forward))));
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

    fn walked(&self, start: usize, goal: usize, target: (usize, bool)) -> Steps {
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
