//! What may be told of every place of a campaign, in every wave and year: counts and scores, decided once from the sums of
//! all places, whoever asks.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::{fmt, str::FromStr};

use kernel::{Id, Wave, kinds};
use measures::{floors::Floors, mean, score};

use super::shown::{Verdict, alone, shown};

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
    fn plus(self, other: Self) -> Self {
        Self { n: self.n + other.n, scores: self.scores.plus(other.scores) }
    }

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
}

impl Ledger {
    /// Decides everything, from the sums of each place with everything under it, by wave.
    pub fn new(nodes: &[Node], by_wave: &HashMap<(PlaceId, Wave), Sums>, floors: Floors) -> Self {
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
        };
        ledger.add_up(nodes, by_wave);
        ledger.judge(nodes);
        ledger
    }

    /// Waves as they are; years of the waves that have enough people by themselves.
    fn add_up(&mut self, nodes: &[Node], by_wave: &HashMap<(PlaceId, Wave), Sums>) {
        for node in nodes {
            for wave in self.waves.clone() {
                let Some(sums) = by_wave.get(&(node.id, wave)).copied().filter(|sums| sums.n > 0) else { continue };
                self.sums.insert((node.id, Period::Wave(wave)), sums);
                if alone(sums.n, self.floors.inside()).is_shown() {
                    let year = self.sums.entry((node.id, Period::Year(wave.year()))).or_default();
                    *year = year.plus(sums);
                } else {
                    self.left_out.entry((node.id, wave.year())).or_default().push(wave);
                }
            }
        }
    }

    /// From the top down, families of siblings; then the months of each year for the scores.
    fn judge(&mut self, nodes: &[Node]) {
        let mut families: BTreeMap<Option<PlaceId>, Vec<PlaceId>> = BTreeMap::new();
        for node in nodes {
            let known = node.parent.filter(|parent| self.parents.contains_key(parent));
            families.entry(known).or_default().push(node.id);
        }
        let mut periods: Vec<Period> = self.years().into_iter().map(Period::Year).collect();
        periods.extend(self.waves.iter().copied().map(Period::Wave));
        let mut row = families.remove(&None).unwrap_or_default();
        for root in &row {
            for period in &periods {
                self.judge_family(None, &[*root], *period);
            }
            self.judge_months(*root);
        }
        while let Some(parent) = row.pop() {
            let Some(children) = families.remove(&Some(parent)) else { continue };
            for period in &periods {
                self.judge_family(Some(parent), &children, *period);
            }
            for child in &children {
                self.judge_months(*child);
            }
            row.extend(children);
        }
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

    /// The months of a year against the year's own score: a month that could be computed is hidden with another.
    fn judge_months(&mut self, place: PlaceId) {
        for year in self.years() {
            let whole = self.score_verdict(place, Period::Year(year));
            let months = self.counted(place, Period::Year(year));
            // What siblings hid counts as hidden here too: a month hidden for their sake is an unknown of the year.
            let told: Vec<u64> = months
                .iter()
                .map(|wave| {
                    let period = Period::Wave(*wave);
                    let scored = self.sums(place, period).scores.n;
                    if self.score_verdict(place, period).is_shown() {
                        scored
                    } else {
                        scored.min(self.floors.score() - 1)
                    }
                })
                .collect();
            if !whole.is_shown() {
                continue;
            }
            for (wave, verdict) in months.iter().zip(shown(&told, self.floors.score(), whole)) {
                if verdict == Verdict::Neighbour {
                    self.scores.insert((place, Period::Wave(*wave)), Verdict::Neighbour);
                }
            }
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

    /// The sums of a group, which nobody may see before the verdict is asked.
    pub fn sums(&self, place: PlaceId, period: Period) -> Sums {
        self.sums.get(&(place, period)).copied().unwrap_or_default()
    }

    /// The waves of a year that are left out at a place: too few people.
    pub fn left_out(&self, place: PlaceId, year: i16) -> &[Wave] {
        self.left_out.get(&(place, year)).map_or(&[], Vec::as_slice)
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

    /// Whether the score that is told of a group stays as it is when one person's answer to a question goes from so many points
    /// to so many, that person's score being the mean of `fewest` answers. Of several answers the interval says nothing that
    /// binds: it is told around the score and tells the margin alone, and whose answers stand together in one person is on no
    /// page. Of a single one it does.
    pub fn keeps_score(&self, place: PlaceId, period: Period, points: (f64, f64), fewest: u64) -> bool {
        let (before, after) = points;
        if before == after || !self.score_verdict(place, period).is_shown() {
            return true;
        }
        let sums = self.sums(place, period).scores;
        let moved = sums.sum + (after - before) / fewest.max(1) as f64;
        if fewest > 1 {
            // The mean alone: asked for each step of each path, so the interval is not computed for nothing.
            let told = |sum: f64| (sum / sums.n as f64).clamp(0.0, 100.0).round();
            return told(sums.sum) == told(moved);
        }
        let squares = sums.squares + after * after - before * before;
        let told = |sums: &mean::Sums| score::score(sums).map(|found| found.told());
        told(&sums) == told(&mean::Sums { sum: moved, squares, ..sums })
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
