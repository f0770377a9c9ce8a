//! Where the rests of a wave count. Pure.

use kernel::{Id, kinds};

/// Which answers a rest is counted with when its wave ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group<T> {
    /// The place where they count.
    pub place: Id<kinds::Place>,
    /// The answers.
    pub rows: Vec<T>,
}

/// Where the rests of a wave count: each place below the least goes up to its parent and is merged there with its
/// siblings' rests and the parent's own, up to the root. What is still too few at the root takes along as many as it lacks
/// from the largest group that can spare them, or else the smallest group whole, so that as long as a wave has enough
/// answers no group smaller than `least` ever moves. Rows are in an order of chance.
///
/// `above` gives the ancestors of a place, itself first and the root last.
pub fn merge_rests<T>(
    waiting: Vec<(Id<kinds::Place>, Vec<T>)>,
    above: &dyn Fn(Id<kinds::Place>) -> Vec<Id<kinds::Place>>,
    least: usize,
) -> Vec<Group<T>> {
    // Each open pile stands at a place with so many places above it; the deepest are settled first.
    let depth = |place| above(place).len();
    let mut piles: Vec<Group<T>> = waiting.into_iter().map(|(place, rows)| Group { place, rows }).collect();
    let mut settled: Vec<Group<T>> = Vec::new();
    while let Some(deepest) = piles.iter().map(|pile| depth(pile.place)).max() {
        let (here, rest): (Vec<_>, Vec<_>) = piles.into_iter().partition(|pile| depth(pile.place) == deepest);
        piles = rest;
        for mut pile in here {
            match above(pile.place).get(1) {
                _ if pile.rows.is_empty() => {}
                Some(parent) if pile.rows.len() < least => match piles.iter_mut().find(|p| p.place == *parent) {
                    Some(there) => there.rows.append(&mut pile.rows),
                    None => piles.push(Group { place: *parent, rows: pile.rows }),
                },
                _ => settled.push(pile),
            }
        }
    }
    while let Some(small) = settled.iter().position(|g| g.rows.len() < least && above(g.place).len() <= 1) {
        let mut root = settled.swap_remove(small);
        let Some(next) = (0..settled.len()).min_by_key(|at| settled.get(*at).map(|g| g.rows.len())) else {
            settled.push(root);
            break;
        };
        let needed = least - root.rows.len();
        match settled.iter_mut().max_by_key(|group| group.rows.len()) {
            // As few as it takes, where those that stay are still enough: the others count at their own place.
            Some(large) if large.rows.len() >= least + needed => {
                let from = large.rows.len() - needed;
                root.rows.append(&mut large.rows.split_off(from));
            }
            _ => root.rows.append(&mut settled.swap_remove(next).rows),
        }
        settled.push(root);
    }
    settled
}
