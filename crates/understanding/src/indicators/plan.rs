//! The groups of a month, or of a year with its months: what every line of counts has in common.

use std::collections::{BTreeMap, HashMap, HashSet};

use kernel::{Id, Wave, kinds};
use measures::nested::{Face, Frame, Group, Protected, Way, Witness};

use super::{
    cells::{Line, Part},
    ledger::{Ledger, Period},
};

type PlaceId = Id<kinds::Place>;

/// Whose counts: a place with everything under it, what is left of it when its children that have a page are taken away, or
/// what counts at a place and at none of its children.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Whose {
    Place(PlaceId),
    Unseen(PlaceId),
    Rest(PlaceId),
}

pub(super) type Key = (Whose, Period);

/// The groups that are decided together, and which of them lie in which.
pub(super) struct Plan {
    pub(super) keys: Vec<Key>,
    pub(super) at: HashMap<Key, usize>,
    pub(super) frame: Frame,
    /// The atoms of the frame, by their rank among what counts at each place itself in each wave of the year.
    pub(super) atoms: Vec<usize>,
}

impl Plan {
    /// The places of a month.
    pub(super) fn of_wave(ledger: &Ledger, own: &[(PlaceId, Wave)], wave: Wave) -> Option<Self> {
        let mut planning = Planning::new(ledger);
        let atoms: Vec<usize> =
            own.iter().enumerate().filter(|(_, (_, at))| *at == wave).map(|(rank, _)| rank).collect();
        let places = ledger.downwards(own.iter().filter(|(_, at)| *at == wave).map(|(place, _)| *place));
        for place in &places {
            planning.place(*place, Period::Wave(wave), Face::Shown);
        }
        for place in &places {
            planning.family(*place, Period::Wave(wave));
        }
        let inner =
            |rank: &usize| own.get(*rank).map(|(place, wave)| [planning.inner(*place, Period::Wave(*wave)), None]);
        let within = atoms.iter().filter_map(inner).collect();
        planning.plan(within, atoms)
    }

    /// The places of every month of a year, as they were decided, and of the year.
    pub(super) fn of_year(ledger: &Ledger, own: &[(PlaceId, Wave)], year: i16) -> Option<Self> {
        let mut planning = Planning::new(ledger);
        let places = ledger.downwards(own.iter().map(|(place, _)| *place));
        let waves: Vec<Wave> = ledger.waves().iter().copied().filter(|wave| wave.year() == year).collect();
        let months = waves.iter().map(|wave| (Period::Wave(*wave), Face::Past));
        let periods: Vec<(Period, Face)> = months.chain([(Period::Year(year), Face::Shown)]).collect();
        for (period, face) in &periods {
            for place in &places {
                planning.place(*place, *period, *face);
            }
        }
        for place in &places {
            for (period, _) in &periods {
                planning.family(*place, *period);
            }
            planning.months(*place, year);
        }
        let within = own.iter().map(|(place, wave)| planning.atom(*place, *wave, year)).collect();
        planning.plan(within, (0..own.len()).collect())
    }

    /// The ranks here of groups of another plan.
    pub(super) fn ranks(&self, other: &Self, groups: impl IntoIterator<Item = usize>) -> Vec<usize> {
        let here = |group: usize| other.keys.get(group).and_then(|key| self.at.get(key)).copied();
        groups.into_iter().filter_map(here).collect()
    }

    /// What was decided of a line in the past, in the ranks of this plan.
    pub(super) fn past(
        &self,
        rank: usize,
        line: &Line,
        past: &[Part],
        withheld: &HashSet<(String, usize)>,
    ) -> Option<Protected> {
        if past.is_empty() {
            return None;
        }
        let groups = self.frame.groups().len();
        let mut all = Protected { hidden: vec![Vec::new(); groups], ..Protected::default() };
        let atoms: HashMap<usize, usize> = self.atoms.iter().enumerate().map(|(here, atom)| (*atom, here)).collect();
        for (follower, one) in line.followers.iter().enumerate() {
            let of = withheld.iter().filter(|(item, _)| *item == one.item);
            all.withheld.extend(of.map(|(_, group)| (follower, *group)));
        }
        for part in past {
            let Some(system) = part.systems.get(rank) else { continue };
            let here = |group: usize| self.ranks(&part.plan, [group]).first().copied();
            for (group, hidden) in system.hidden.iter().enumerate() {
                if let Some(slot) = here(group).and_then(|at| all.hidden.get_mut(at)) {
                    slot.clone_from(hidden);
                }
            }
            let person = |(atom, forward): &(usize, bool)| Some((*atoms.get(part.plan.atoms.get(*atom)?)?, *forward));
            let mut witnesses = BTreeMap::new();
            for ((group, code), witness) in &system.witnesses {
                let moved: Option<Vec<(usize, bool)>> = witness.atoms.iter().map(person).collect();
                if let (Some(group), Some(atoms)) = (here(*group), moved) {
                    witnesses.insert((group, *code), Witness { exchange: witness.exchange, atoms });
                }
            }
            all.witnesses.extend(witnesses);
        }
        Some(all)
    }
}

struct Planning<'a> {
    ledger: &'a Ledger,
    keys: Vec<Key>,
    groups: Vec<Group>,
    at: HashMap<Key, usize>,
    sums: Vec<(usize, Vec<usize>)>,
}

impl<'a> Planning<'a> {
    fn new(ledger: &'a Ledger) -> Self {
        Self { ledger, keys: Vec::new(), groups: Vec::new(), at: HashMap::new(), sums: Vec::new() }
    }

    fn plan(self, within: Vec<[Option<usize>; 2]>, atoms: Vec<usize>) -> Option<Plan> {
        let frame = Frame::new(self.groups, within, self.sums).ok()?;
        Some(Plan { keys: self.keys, at: self.at, frame, atoms })
    }

    /// The group of a place in a period, that of what is left when its children with a page are taken away, and that of what
    /// counts at the place itself; the place above comes before.
    fn place(&mut self, place: PlaceId, period: Period, shown: Face) {
        if self.ledger.sums(place, period).n == 0 {
            return;
        }
        let is_shown = |one: PlaceId| self.ledger.verdict(one, period).is_shown();
        let (own_shown, children) = (is_shown(place), self.ledger.children(place, period));
        let hides_one = own_shown && children.iter().any(|child| !is_shown(*child));
        let above = self.ledger.chain(place).get(1).copied();
        let whose = |above: PlaceId| if own_shown { Whose::Place(above) } else { Whose::Unseen(above) };
        let found = |whose: Whose| self.at.get(&(whose, period)).copied();
        let within = above.and_then(|above| found(whose(above)).or_else(|| found(Whose::Place(above))));
        let own = self.add((Whose::Place(place), period), within, if own_shown { shown } else { Face::Hidden });
        if !children.is_empty() {
            let unseen =
                if hides_one { self.add((Whose::Unseen(place), period), Some(own), Face::Computed) } else { own };
            self.add((Whose::Rest(place), period), Some(unseen), Face::Computed);
        }
    }

    fn add(&mut self, key: Key, within: Option<usize>, face: Face) -> usize {
        let way = if matches!(key.1, Period::Wave(_)) { Way::First } else { Way::Second };
        let rank = self.groups.len();
        self.groups.push(Group { way, within, face });
        self.keys.push(key);
        self.at.insert(key, rank);
        rank
    }

    /// A place and its children are sums that a reader can take apart; what is left of those with a page is one part.
    fn family(&mut self, place: PlaceId, period: Period) {
        let children = self.ledger.children(place, period);
        if children.is_empty() {
            return;
        }
        let unseen = (Whose::Unseen(place), period);
        let apart = |child: &PlaceId| self.at.contains_key(&unseen) && !self.ledger.verdict(*child, period).is_shown();
        let (hidden, mut parts): (Vec<PlaceId>, Vec<PlaceId>) = children.into_iter().partition(apart);
        let keys = |places: Vec<PlaceId>| places.into_iter().map(|child| (Whose::Place(child), period));
        let rest = (Whose::Rest(place), period);
        if hidden.is_empty() {
            let all: Vec<Key> = keys(std::mem::take(&mut parts)).chain([rest]).collect();
            self.sum((Whose::Place(place), period), &all);
        } else {
            let all: Vec<Key> = keys(parts).chain([unseen]).collect();
            let left: Vec<Key> = keys(hidden).chain([rest]).collect();
            self.sum((Whose::Place(place), period), &all);
            self.sum(unseen, &left);
        }
    }

    /// And so are a year and its months.
    fn months(&mut self, place: PlaceId, year: i16) {
        let counted = self.ledger.counted(place, Period::Year(year)).into_iter();
        let parts: Vec<Key> = counted.map(|wave| (Whose::Place(place), Period::Wave(wave))).collect();
        self.sum((Whose::Place(place), Period::Year(year)), &parts);
    }

    fn sum(&mut self, whole: Key, parts: &[Key]) {
        let parts: Vec<usize> = parts.iter().filter_map(|part| self.at.get(part).copied()).collect();
        if let Some(whole) = self.at.get(&whole).copied().filter(|_| !parts.is_empty()) {
            self.sums.push((whole, parts));
        }
    }

    /// The innermost group of what counts at a place itself.
    fn inner(&self, place: PlaceId, period: Period) -> Option<usize> {
        let rest = self.at.get(&(Whose::Rest(place), period));
        rest.or_else(|| self.at.get(&(Whose::Place(place), period))).copied()
    }

    /// The innermost groups of what counts at a place itself in a wave. A wave that is left out of the year of the place may
    /// count in the year of a place above.
    fn atom(&self, place: PlaceId, wave: Wave, year: i16) -> [Option<usize>; 2] {
        let chain = self.ledger.chain(place);
        let counts = |above: &&PlaceId| !self.ledger.left_out(**above, year).contains(&wave);
        let year = chain.iter().find(counts).and_then(|above| self.inner(*above, Period::Year(year)));
        [self.inner(place, Period::Wave(wave)), year]
    }
}
