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
    /// How each node was reached.
    came: Vec<Option<(usize, bool)>>,
}

impl<'s> Search<'s> {
    pub(super) fn new(frame: &'s Frame, line: &'s Line<'s>) -> Self {
        Self { frame, line, came: vec![None; frame.nodes()] }
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
        let mut best: Option<(u64, Exchange, Steps)> = None;
        for (exchange, forward) in ways {
            let least = best.as_ref().map_or(u64::MAX, |(cost, ..)| *cost);
            if let Some((cost, steps)) = self.cheapest(protected, target, forward, exchange, least) {
                best = Some((cost, exchange, steps));
            }
        }
        let Some((_, exchange, steps)) = best else { return false };
        for (arc, forward) in steps {
            self.hide(protected, arc, forward, exchange);
        }
        true
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

    /// The steps that leave a node, the target apart: the arc, its direction, the node it leads to.
    fn steps(&self, node: usize, target: usize) -> impl Iterator<Item = (usize, bool, usize)> {
        let touching = self.frame.touching(node).iter().copied().filter(move |(arc, _)| *arc != target);
        touching.filter_map(|(arc, leaves)| {
            let found = self.arc(arc)?;
            Some((arc, leaves, if leaves { found.head } else { found.tail }))
        })
    }

    /// Whether a path leads back over what is hidden already.
    fn is_free(&mut self, protected: &Protected, target: usize, forward: bool, exchange: Exchange) -> bool {
        let Some((start, goal)) = self.ends(target, forward) else { return false };
        let mut seen = vec![false; self.frame.nodes()];
        let mut queue = VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            if node == goal {
                return true;
            }
            if std::mem::replace(seen.get_mut(node).unwrap_or(&mut true), true) {
                continue;
            }
            for (arc, leaves, next) in self.steps(node, target) {
                if seen.get(next) == Some(&false) && self.price(protected, arc, leaves, exchange) == Some(0) {
                    queue.push_back(next);
                }
            }
        }
        false
    }

    /// The path that hides the fewest people's answers, if it hides fewer than `least` (E. W. Dijkstra, 1959).
    fn cheapest(
        &mut self,
        protected: &Protected,
        target: usize,
        forward: bool,
        exchange: Exchange,
        least: u64,
    ) -> Option<(u64, Steps)> {
        let (start, goal) = self.ends(target, forward)?;
        let first = self.price(protected, target, forward, exchange)?;
        self.came.fill(None);
        let mut done = vec![false; self.frame.nodes()];
        let mut costs = vec![u64::MAX; self.frame.nodes()];
        let mut queue = BinaryHeap::from([Reverse((first, start))]);
        while let Some(Reverse((cost, node))) = queue.pop() {
            if cost >= least {
                return None;
            }
            if node == goal {
                return Some((cost, self.walked(start, goal, (target, forward))));
            }
            if std::mem::replace(done.get_mut(node)?, true) {
                continue;
            }
            let found: Vec<(usize, bool, usize)> = self.steps(node, target).collect();
            for (arc, leaves, next) in found {
                let Some(price) = self.price(protected, arc, leaves, exchange) else { continue };
                let cost = cost.saturating_add(price);
                if done.get(next) == Some(&false) && costs.get(next).is_some_and(|before| cost < *before) {
                    *costs.get_mut(next)? = cost;
                    *self.came.get_mut(next)? = Some((arc, leaves));
                    queue.push(Reverse((cost, next)));
                }
            }
        }
        None
    }

    fn walked(&self, start: usize, goal: usize, target: (usize, bool)) -> Steps {
        let mut steps = vec![target];
        let mut node = goal;
        while node != start {
            let Some((arc, leaves)) = self.came.get(node).copied().flatten() else { break };
            steps.push((arc, leaves));
            let Some(found) = self.arc(arc) else { break };
            node = if leaves { found.tail } else { found.head };
        }
        steps
    }
}
