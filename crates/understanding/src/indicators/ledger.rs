//! What may be told of every place of a campaign, in every wave and year: counts and scores, decided once from the sums of
//! all places, whoever asks.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::{fmt, str::FromStr};

use kernel::{Id, Wave, kinds};
use measures::{floors::Floors, mean, score};

use super::{
    shift::Shift,
    shown::{Verdict, alone, shown},
};

type PlaceId = Id<kinds::Place>;

/// A whole wave or a whole calendar year of waves. Nothing else can be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// A calendar year.
    Year(i16),
    /// A month.
    Wave(Wave),
}

impl Period {
    /// The year it lies in.
    pub const fn year(self) -> i16 {
        match self {
            Self::Year(year) => year,
            Self::Wave(wave) => wave.year(),
        }
    }

    /// Whether a wave lies in it.
    pub fn holds(self, wave: Wave) -> bool {
        match self {
            Self::Year(year) => wave.year() == year,
            Self::Wave(own) => own == wave,
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Wave(wave) => write!(f, "{wave}"),
        }
    }
}

impl FromStr for Period {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return text.parse().map(Self::Year).map_err(|_| ());
        }
        text.parse().map(Self::Wave).map_err(|_| ())
    }
}

/// The sums of a group.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Sums {
    /// How many answered.
    pub n: u64,
    /// Those of them who have a score.
    pub scores: mean::Sums,
}

impl Sums {
    fn less(self, other: Self) -> Self {
        Self {
            n: self.n.saturating_sub(other.n),
            scores: mean::Sums {
                n: self.scores.n.saturating_sub(other.scores.n),
                sum: self.scores.sum - other.scores.sum,
                squares: self.scores.squares - other.scores.squares,
            },
        }
    }
}

/// A place of the tree, as far as the floors care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    /// The place.
    pub id: PlaceId,
    /// The place above.
    pub parent: Option<PlaceId>,
}

/// What may be told of every place and period of one campaign.
#[derive(Debug, Clone)]
pub struct Ledger {
    floors: Floors,
    parents: HashMap<PlaceId, Option<PlaceId>>,
    /// The places right under each place.
    under: HashMap<PlaceId, Vec<PlaceId>>,
    waves: BTreeSet<Wave>,
    /// Sums as they count: a year holds the waves that are shown by themselves.
    sums: HashMap<(PlaceId, Period), Sums>,
    counts: HashMap<(PlaceId, Period), Verdict>,
    scores: HashMap<(PlaceId, Period), Verdict>,
    left_out: HashMap<(PlaceId, i16), Vec<Wave>>,
    left_out_of_score: HashMap<(PlaceId, i16), Vec<Wave>>,
    complete: BTreeSet<i16>,
}

impl Ledger {
    /// Decides everything, from the sums of each place with everything under it, by wave, and the years that are complete.
    ///
    /// What may be told of a wave rests on that wave alone, and a year is told when it is complete: what was told once is never
    /// decided again beside something new, so whoever kept an earlier page has nothing to subtract.
    pub fn new(
        nodes: &[Node],
        by_wave: &HashMap<(PlaceId, Wave), Sums>,
        floors: Floors,
        complete: BTreeSet<i16>,
    ) -> Self {
        let mut under: HashMap<PlaceId, Vec<PlaceId>> = HashMap::new();
        for node in nodes {
            if let Some(parent) = node.parent {
                under.entry(parent).or_default().push(node.id);
            }
        }
        let mut ledger = Self {
            floors,
            parents: nodes.iter().map(|node| (node.id, node.parent)).collect(),
            under,
            waves: by_wave.keys().map(|(_, wave)| *wave).collect(),
            sums: HashMap::new(),
            counts: HashMap::new(),
            scores: HashMap::new(),
            left_out: HashMap::new(),
            left_out_of_score: HashMap::new(),
            complete,
        };
        let families = ledger.families(nodes);
        for node in nodes {
            for wave in ledger.waves.clone() {
                if let Some(sums) = by_wave.get(&(node.id, wave)).copied().filter(|sums| sums.n > 0) {
                    ledger.sums.insert((node.id, Period::Wave(wave)), sums);
                }
            }
        }
        for wave in ledger.waves.clone() {
            ledger.judge(&families, Period::Wave(wave));
        }
        for year in ledger.years() {
            nodes.iter().for_each(|node| ledger.add_up(node.id, year));
            ledger.judge(&families, Period::Year(year));
        }
        ledger
    }

    /// A year of a place: the waves that have enough people by themselves. Its score: all of those too, unless the few whose
    /// waves have no score could be computed from it; then only the waves that have one.
    fn add_up(&mut self, place: PlaceId, year: i16) {
        let mut whole = Sums::default();
        let (mut scored, mut unscored) = (Vec::new(), Vec::new());
        for wave in self.waves.clone().into_iter().filter(|wave| wave.year() == year) {
            let period = Period::Wave(wave);
            let sums = self.sums(place, period);
            if alone(sums.n, self.floors.inside()).is_shown() {
                whole.n += sums.n;
                let told = self.score_verdict(place, period).is_shown();
                if told || sums.scores.n == 0 { &mut scored } else { &mut unscored }.push((wave, sums.scores));
            } else if sums.n > 0 {
                self.left_out.entry((place, year)).or_default().push(wave);
            }
        }
        let held: u64 = unscored.iter().map(|(_, scores)| scores.n).sum();
        if unscored.len() > 1 && held >= self.floors.score() {
            scored.append(&mut unscored);
        }
        let waves = unscored.into_iter().map(|(wave, _)| wave).collect();
        self.left_out_of_score.insert((place, year), waves);
        whole.scores = scored.into_iter().fold(mean::Sums::default(), |sum, (_, scores)| sum.plus(scores));
        if whole.n > 0 {
            self.sums.insert((place, Period::Year(year)), whole);
        }
    }

    /// Siblings, family by family, from the top down.
    fn families(&self, nodes: &[Node]) -> Vec<(Option<PlaceId>, Vec<PlaceId>)> {
        let mut families: BTreeMap<Option<PlaceId>, Vec<PlaceId>> = BTreeMap::new();
        for node in nodes {
            let known = node.parent.filter(|parent| self.parents.contains_key(parent));
            families.entry(known).or_default().push(node.id);
        }
        let roots = families.remove(&None).unwrap_or_default();
        let mut ordered: Vec<(Option<PlaceId>, Vec<PlaceId>)> = roots.iter().map(|root| (None, vec![*root])).collect();
        let mut row = roots;
        while let Some(parent) = row.pop() {
            if let Some(children) = families.remove(&Some(parent)) {
                row.extend(&children);
                ordered.push((Some(parent), children));
            }
        }
        ordered
    }

    fn judge(&mut self, families: &[(Option<PlaceId>, Vec<PlaceId>)], period: Period) {
        for (parent, children) in families {
            self.judge_family(*parent, children, period);
        }
        if self.is_running(period) {
            let own = |(_, at): &(PlaceId, Period)| *at == period;
            for verdicts in [&mut self.counts, &mut self.scores] {
                for (_, verdict) in verdicts.iter_mut().filter(|(key, _)| own(key)) {
                    if *verdict != Verdict::Nobody {
                        *verdict = Verdict::Running;
                    }
                }
            }
        }
    }

    /// Whether a period is a year that is not complete.
    fn is_running(&self, period: Period) -> bool {
        matches!(period, Period::Year(year) if !self.is_complete(year))
    }

    /// Whether a year is complete: none of its waves changes any more, and none will be added.
    pub fn is_complete(&self, year: i16) -> bool {
        self.complete.contains(&year)
    }

    fn judge_family(&mut self, parent: Option<PlaceId>, children: &[PlaceId], period: Period) {
        let rest = parent.map_or_else(Sums::default, |parent| self.rest(parent, children, period));
        let groups: Vec<Sums> = children.iter().map(|child| self.sums(*child, period)).chain([rest]).collect();
        let above = |verdicts: &HashMap<(PlaceId, Period), Verdict>| match parent {
            Some(parent) => verdicts.get(&(parent, period)).copied().unwrap_or(Verdict::Nobody),
            None => Verdict::Shown,
        };
        let people: Vec<u64> = groups.iter().map(|sums| sums.n).collect();
        let counts = shown(&people, self.floors.inside(), above(&self.counts));
        let scored: Vec<u64> = groups.iter().map(|sums| sums.scores.n).collect();
        let scores = shown(&scored, self.floors.score(), above(&self.scores));
        for ((child, count), score) in children.iter().zip(counts).zip(scores) {
            self.counts.insert((*child, period), count);
            // A score never stands where the counts may not.
            let score = if count.is_shown() || !score.is_shown() { score } else { count };
            self.scores.insert((*child, period), score);
        }
    }

    /// What counts at a place and at none of its children, in a period.
    pub fn rest(&self, parent: PlaceId, children: &[PlaceId], period: Period) -> Sums {
        children.iter().fold(self.sums(parent, period), |left, child| left.less(self.sums(*child, period)))
    }

    /// The floors in force.
    pub const fn floors(&self) -> &Floors {
        &self.floors
    }

    /// The years that have answers, in order.
    pub fn years(&self) -> Vec<i16> {
        let years: BTreeSet<i16> = self.waves.iter().map(|wave| wave.year()).collect();
        years.into_iter().collect()
    }

    /// The waves that have answers anywhere, in order.
    pub const fn waves(&self) -> &BTreeSet<Wave> {
        &self.waves
    }

    /// Every wave from the first that has answers anywhere to the last, those without answers too: the months of a chart.
    pub fn span(&self) -> Vec<Wave> {
        let (Some(first), Some(last)) = (self.waves.first(), self.waves.last()) else { return Vec::new() };
        std::iter::successors(Some(*first), |wave| Some(wave.next())).take_while(|wave| wave <= last).collect()
    }

    /// The sums of a group, which nobody may see before the verdict is asked.
    pub fn sums(&self, place: PlaceId, period: Period) -> Sums {
        self.sums.get(&(place, period)).copied().unwrap_or_default()
    }

    /// The waves of a year that are left out at a place: too few people.
    pub fn left_out(&self, place: PlaceId, year: i16) -> &[Wave] {
        self.left_out.get(&(place, year)).map_or(&[], Vec::as_slice)
    }

    /// The waves of a year that are left out of its score at a place, though they count: with the others' scores, the year's
    /// would tell that of too few.
    pub fn left_out_of_score(&self, place: PlaceId, year: i16) -> &[Wave] {
        self.left_out_of_score.get(&(place, year)).map_or(&[], Vec::as_slice)
    }

    /// The waves that count in a period of a place: in a year, those that are not left out.
    pub fn counted(&self, place: PlaceId, period: Period) -> Vec<Wave> {
        let left_out = match period {
            Period::Year(year) => self.left_out(place, year),
            Period::Wave(_) => &[],
        };
        self.waves.iter().copied().filter(|wave| period.holds(*wave) && !left_out.contains(wave)).collect()
    }

    /// What may be told of a group's counts.
    pub fn verdict(&self, place: PlaceId, period: Period) -> Verdict {
        self.counts.get(&(place, period)).copied().unwrap_or(Verdict::Nobody)
    }

    /// What may be told of a group's score.
    pub fn score_verdict(&self, place: PlaceId, period: Period) -> Verdict {
        self.scores.get(&(place, period)).copied().unwrap_or(Verdict::Nobody)
    }

    /// The score of a group as it is told, in whole points, or why it is not shown.
    pub fn score(&self, place: PlaceId, period: Period) -> Result<score::Score, Verdict> {
        match self.score_verdict(place, period) {
            Verdict::Shown => {
                score::score(&self.sums(place, period).scores).map(|found| found.told()).ok_or(Verdict::Nobody)
            }
            hidden => Err(hidden),
        }
    }

    /// Whether the score that is told of a group stays as it is wherever in a shift the truth lies.
    pub fn keeps_score(&self, place: PlaceId, period: Period, shift: &Shift) -> bool {
        !self.score_verdict(place, period).is_shown() || shift.keeps(&self.sums(place, period).scores)
    }

    /// Hides scores that would tell a hidden cell.
    pub fn hide_scores<'k>(&mut self, keys: impl IntoIterator<Item = &'k (PlaceId, Period)>) {
        for key in keys {
            if self.scores.get(key).is_some_and(|verdict| verdict.is_shown()) {
                self.scores.insert(*key, Verdict::Cells);
            }
        }
    }

    /// Some places and all those above them, each after the one above it.
    pub fn downwards(&self, places: impl IntoIterator<Item = PlaceId>) -> Vec<PlaceId> {
        let all: BTreeSet<PlaceId> = places.into_iter().flat_map(|place| self.chain(place)).collect();
        let mut ordered: Vec<(usize, PlaceId)> =
            all.into_iter().map(|place| (self.chain(place).len(), place)).collect();
        ordered.sort();
        ordered.into_iter().map(|(_, place)| place).collect()
    }

    /// A place and the places above it, itself first.
    pub fn chain(&self, place: PlaceId) -> Vec<PlaceId> {
        let mut chain = vec![place];
        let mut at = place;
        while let Some(Some(parent)) = self.parents.get(&at) {
            if chain.contains(parent) || !self.parents.contains_key(parent) {
                break;
            }
            chain.push(*parent);
            at = *parent;
        }
        chain
    }

    /// The children of a place that have answers in a period.
    pub fn children(&self, place: PlaceId, period: Period) -> Vec<PlaceId> {
        let under = self.under.get(&place).into_iter().flatten().copied();
        let mut children: Vec<PlaceId> = under.filter(|child| self.sums(*child, period).n > 0).collect();
        children.sort();
        children
    }
}

#[cfg(test)]
#[path = "ledger_tests.rs"]
mod tests;
