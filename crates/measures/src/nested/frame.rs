//! The groups and atoms of a year: what every line of counts has in common.

use super::Line;

/// The two ways in which groups lie within one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The first: places within places, month by month.
    First,
    /// The second: the years of the places.
    Second,
}

/// What a reader sees of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// It has a page.
    Shown,
    /// It had a page before the others: what is hidden of it is given, and nothing more can be hidden.
    Past,
    /// It has a page that shows none of its cells.
    Hidden,
    /// It has no page, but it is what is left of a group when others are taken from it.
    Computed,
}

impl Face {
    /// Whether it has a page that shows cells.
    pub const fn has_page(self) -> bool {
        matches!(self, Self::Shown | Self::Past)
    }
}

/// A set of atoms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// Its way.
    pub way: Way,
    /// The group of the same way that it lies in, by its rank in the frame; it must come before.
    pub within: Option<usize>,
    /// What a reader sees of it.
    pub face: Face,
}

/// The groups and atoms of a year.
#[derive(Debug, Clone)]
pub struct Frame {
    groups: Vec<Group>,
    atoms: Vec<[Option<usize>; 2]>,
    sums: Vec<(usize, Vec<usize>)>,
    arcs: Vec<Arc>,
    /// For each node, the arcs that touch it, and whether they leave it.
    at: Vec<Vec<(usize, bool)>>,
}

/// A frame whose groups are not two laminar families in order, or that names a group that it lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadFrame;

impl std::fmt::Display for BadFrame {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a group must lie in an earlier one of its own way, and every group that is named must be there")
    }
}

impl std::error::Error for BadFrame {}

/// What flows along an arc.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    /// What changes in a group.
    Group(usize),
    /// What changes in an atom.
    Atom(usize),
}

/// An arc of the network; its direction is that of more people.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arc {
    pub(super) tail: usize,
    pub(super) head: usize,
    pub(super) flow: Flow,
}

/// The node outside every group.
const OUTSIDE: usize = 0;

impl Frame {
    /// Puts a frame together. `atoms` name the innermost group of each way, first and second. `sums` are the wholes that a
    /// reader can take apart, with all their parts.
    pub fn new(
        groups: Vec<Group>,
        atoms: Vec<[Option<usize>; 2]>,
        sums: Vec<(usize, Vec<usize>)>,
    ) -> Result<Self, BadFrame> {
        let is_within = |(rank, group): (usize, &Group)| {
            group.within.is_none_or(|at| at < rank && groups.get(at).is_some_and(|above| above.way == group.way))
        };
        let is_in = |way: Way, at: Option<usize>| at.is_none_or(|at| groups.get(at).is_some_and(|one| one.way == way));
        let known = |at: &usize| *at < groups.len();
        let sound = groups.iter().enumerate().all(is_within)
            && atoms.iter().all(|[first, second]| is_in(Way::First, *first) && is_in(Way::Second, *second))
            && sums.iter().all(|(whole, parts)| known(whole) && parts.iter().all(known));
        if !sound {
            return Err(BadFrame);
        }
        let arcs = arcs(&groups, &atoms);
        let mut at = vec![Vec::new(); groups.len() + 1];
        for (rank, arc) in arcs.iter().enumerate() {
            for (node, leaves) in [(arc.tail, true), (arc.head, false)] {
                if let Some(touching) = at.get_mut(node) {
                    touching.push((rank, leaves));
                }
            }
        }
        Ok(Self { groups, atoms, sums, arcs, at })
    }

    /// The groups.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The atoms, each with its innermost groups.
    pub fn atoms(&self) -> &[[Option<usize>; 2]] {
        &self.atoms
    }

    pub(super) fn sums(&self) -> &[(usize, Vec<usize>)] {
        &self.sums
    }

    pub(super) fn arcs(&self) -> &[Arc] {
        &self.arcs
    }

    pub(super) fn touching(&self, node: usize) -> &[(usize, bool)] {
        self.at.get(node).map_or(&[], Vec::as_slice)
    }

    pub(super) const fn nodes(&self) -> usize {
        self.at.len()
    }

    /// The groups that an atom lies in.
    pub fn around(&self, atom: usize) -> impl Iterator<Item = usize> {
        let innermost = self.atoms.get(atom).copied().unwrap_or_default();
        let above = |at: &usize| self.groups.get(*at).and_then(|group| group.within);
        innermost.into_iter().flat_map(move |at| std::iter::successors(at, above))
    }

    /// The counts of every group.
    pub(super) fn counts(&self, line: &Line<'_>) -> Vec<Vec<u64>> {
        let mut counts = vec![vec![0; line.width]; self.groups.len()];
        for (atom, codes) in line.atoms.iter().enumerate().take(self.atoms.len()) {
            for group in self.around(atom) {
                for (cell, n) in counts.get_mut(group).into_iter().flatten().zip(codes) {
                    *cell += n;
                }
            }
        }
        counts
    }
}

/// The first way as a tree from the outside down, the atoms across, the second way back to the outside.
fn arcs(groups: &[Group], atoms: &[[Option<usize>; 2]]) -> Vec<Arc> {
    let node = |group: Option<usize>| group.map_or(OUTSIDE, |at| at + 1);
    let mut out = Vec::with_capacity(groups.len() + atoms.len());
    for (rank, group) in groups.iter().enumerate() {
        let (above, own) = (node(group.within), rank + 1);
        let (tail, head) = if group.way == Way::First { (above, own) } else { (own, above) };
        out.push(Arc { tail, head, flow: Flow::Group(rank) });
    }
    for (rank, [first, second]) in atoms.iter().enumerate() {
        out.push(Arc { tail: node(*first), head: node(*second), flow: Flow::Atom(rank) });
    }
    out
}
