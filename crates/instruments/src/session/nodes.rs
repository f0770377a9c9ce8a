//! The tree of instances: how it grows, how expressions walk it.

use super::{MOST_NODES, Node, Session};
use crate::program::FormType;

impl Session {
    pub(super) fn children(&self, node: u32) -> &[u32] {
        self.nodes.get(node as usize).map(|found| found.children.as_slice()).unwrap_or_default()
    }

    /// Gives a new node what stands inside it.
    pub(super) fn furnish(&mut self, top: u32) {
        let program = self.program.clone();
        let mut waiting = vec![top];
        while let Some(node) = waiting.pop() {
            let inside: Vec<u32> = match self.nodes.get(node as usize).and_then(|found| found.item) {
                Some(item) => program.at(item).map(|form| form.children.clone()).unwrap_or_default(),
                None => {
                    (0_u32..).zip(&program.items).filter(|(_, form)| form.parent.is_none()).map(|(n, _)| n).collect()
                }
            };
            for item in inside {
                let Some(form) = program.at(item) else { continue };
                let count = if form.kind == FormType::Group && form.repeats { form.fewest.clamp(1, 100) } else { 1 };
                for _ in 0..count {
                    if self.nodes.len() < MOST_NODES {
                        waiting.push(self.sprout(node, 0, item));
                    }
                }
            }
        }
    }

    fn sprout(&mut self, parent: u32, slot: u32, item: u32) -> u32 {
        let number = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        let node = Node {
            item: Some(item),
            parent,
            slot,
            answers: Vec::new(),
            offered: None,
            active: true,
            alive: true,
            children: Vec::new(),
        };
        self.nodes.push(node);
        let rank = |session: &Self, child: u32| {
            let found = session.nodes.get(child as usize);
            (found.map_or(0, |found| found.slot), found.and_then(|found| found.item).unwrap_or(0))
        };
        let children = self.children(parent);
        // After every sibling that stands before it in the document, instances of the same item included.
        let before = children.iter().rposition(|child| rank(self, *child) <= (slot, item));
        let at = before.map_or(0, |place| place + 1);
        if let Some(home) = self.nodes.get_mut(parent as usize) {
            home.children.insert(at, number);
        }
        number
    }

    /// A new instance with all that stands inside it.
    pub(super) fn grow(&mut self, parent: u32, slot: u32, item: u32) -> u32 {
        let node = self.sprout(parent, slot, item);
        self.furnish(node);
        node
    }

    /// Removes a node and what stands inside it.
    pub(super) fn fell(&mut self, top: u32) {
        let parent = self.nodes.get(top as usize).map_or(0, |found| found.parent);
        if let Some(home) = self.nodes.get_mut(parent as usize) {
            home.children.retain(|child| *child != top);
        }
        let mut waiting = vec![top];
        while let Some(node) = waiting.pop() {
            if let Some(found) = self.nodes.get_mut(node as usize) {
                found.alive = false;
                waiting.extend(found.children.iter());
            }
        }
    }

    /// Items nested in a question stand under each of its answers, and once where there is none yet.
    pub(super) fn under_answers(&mut self, node: u32) {
        let program = self.program.clone();
        let Some(form) = self.item_of(node).and_then(|item| program.at(item)) else { return };
        let slots = u32::try_from(self.answers(node).len().max(1)).unwrap_or(1);
        let children = self.children(node).to_vec();
        let slot_of = |session: &Self, child: u32| session.nodes.get(child as usize).map_or(0, |found| found.slot);
        let have = children.iter().map(|child| slot_of(self, *child) + 1).max().unwrap_or(0);
        for child in children.iter().filter(|child| slot_of(self, **child) >= slots).copied().collect::<Vec<_>>() {
            self.fell(child);
        }
        for slot in have..slots {
            for item in &form.children {
                if self.nodes.len() < MOST_NODES {
                    let inside = self.grow(node, slot, *item);
                    if self.begun {
                        self.initial_values(inside);
                    }
                }
            }
        }
    }

    /// Lists the living nodes of each item again, in the order of the response.
    pub(super) fn index(&mut self) {
        self.by_item.iter_mut().for_each(Vec::clear);
        let mut waiting: Vec<u32> = self.children(0).iter().rev().copied().collect();
        while let Some(node) = waiting.pop() {
            if let Some(list) = self.item_of(node).and_then(|item| self.by_item.get_mut(item as usize)) {
                list.push(node);
            }
            waiting.extend(self.children(node).iter().rev());
        }
    }

    /// Walks the shown instances of some items below a node, in the order of the response.
    pub(super) fn shown_below(&self, from: u32, items: &[u32], mut each: impl FnMut(u32)) {
        let wanted = |node: &u32| self.is_active(*node) && self.is_below(*node, from);
        // Items are numbered in document order, so where none has several instances the list is in order already.
        if items.len() == 1 || items.iter().all(|item| self.instances(*item).len() < 2) {
            for item in items {
                self.instances(*item).iter().filter(|node| wanted(node)).for_each(|node| each(*node));
            }
            return;
        }
        let all = items.iter().flat_map(|item| self.instances(*item)).filter(|node| wanted(node));
        let mut found: Vec<(Vec<u32>, u32)> = all.map(|node| (self.path(*node), *node)).collect();
        found.sort();
        found.into_iter().for_each(|(_, node)| each(node));
    }

    /// The ranks that lead from the top to a node: sorting by them sorts in the order of the response.
    fn path(&self, mut node: u32) -> Vec<u32> {
        let mut path = Vec::new();
        while let Some(found) = self.nodes.get(node as usize) {
            if found.item.is_none() {
                break;
            }
            let rank = self.children(found.parent).iter().position(|child| *child == node);
            path.push(rank.and_then(|rank| u32::try_from(rank).ok()).unwrap_or(0));
            node = found.parent;
        }
        path.reverse();
        path
    }

    fn is_below(&self, node: u32, top: u32) -> bool {
        top == 0 || self.lineage(node).any(|above| above == top)
    }

    /// Whether a node stands under one answer of another.
    pub(super) fn is_under(&self, node: u32, top: u32, slot: u32) -> bool {
        let mut line = self.lineage(node).filter_map(|above| self.nodes.get(above as usize));
        line.find(|above| above.parent == top).is_some_and(|above| above.slot == slot)
    }

    /// A node, its parent, its parent's parent, up to the response.
    pub(super) fn lineage(&self, node: u32) -> impl Iterator<Item = u32> {
        let mut next = Some(node);
        std::iter::from_fn(move || {
            let here = next?;
            next = self.nodes.get(here as usize).filter(|found| found.item.is_some()).map(|found| found.parent);
            Some(here)
        })
    }

    /// The shown instances of an item that are nearest to a node: those under the closest ancestor that has any place
    /// for it (FHIR R4, enableWhen.question: first among the ancestors' own branch).
    pub(super) fn near(&self, item: u32, from: u32, mut each: impl FnMut(u32)) {
        let instances = self.instances(item);
        if let [only] = instances {
            if self.is_active(*only) {
                each(*only);
            }
            return;
        }
        for above in self.lineage(from) {
            let mut found = instances.iter().filter(|node| self.is_below(**node, above)).peekable();
            if found.peek().is_some() {
                found.filter(|node| self.is_active(**node)).for_each(|node| each(*node));
                return;
            }
        }
    }

    /// The result of a variable as seen from a node: the one computed at the closest ancestor.
    pub(super) fn variable(&self, number: u32, node: u32) -> &[crate::program::Value] {
        let Some(results) = self.variables.get(number as usize) else { return &[] };
        self.lineage(node).find_map(|above| results.get(&above)).map(Vec::as_slice).unwrap_or_default()
    }
}
