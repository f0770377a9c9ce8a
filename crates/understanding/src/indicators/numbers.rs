//! Everything that may be shown of a campaign, decided once for all its places and years, and kept in memory until a batch
//! moves in: what a page costs does not grow with the answers, nor with the tables beside it.

use std::{
    collections::{BTreeMap, HashMap},
    hash::{DefaultHasher, Hash, Hasher},
    path::PathBuf,
    sync::{Arc, OnceLock, PoisonError, RwLock},
};

use instruments::{
    Instrument, Item, Kind, Minimum, ScoreDefinition, Scoring,
    score::{Definition, ItemRule, Method, Points},
};
use kernel::{Id, Scope, Wave, kinds};
use listening::surveys::facts;
use measures::floors::Floors;
use spine::{
    Platform,
    db::{Conn, DbError},
};

use super::{
    cells::{Decided, Line, Pull, Sheet},
    ledger::{Ledger, Node, Sums},
    store::{self, About, Count},
};

/// What may be shown of a campaign.
#[derive(Debug)]
pub struct Numbers {
    /// Of each place and period.
    pub ledger: Ledger,
    /// The tables of each year.
    pub years: BTreeMap<i16, Decided>,
}

/// What everything rests on: the same stamp, the same decisions.
type Stamp = u64;
type Key = (PathBuf, Id<kinds::Org>, Id<kinds::Campaign>);
type Kept = RwLock<HashMap<Key, (Stamp, Arc<Numbers>)>>;

fn kept() -> &'static Kept {
    static KEPT: OnceLock<Kept> = OnceLock::new();
    KEPT.get_or_init(RwLock::default)
}

/// Decides, or gives what was decided for the same sums, places and floors.
pub(super) async fn of(
    p: &Platform,
    conn: &mut Conn,
    scope: &Scope,
    (about, instrument): (About, &Instrument),
    (nodes, floors): (&[Node], Floors),
) -> Result<Arc<Numbers>, DbError> {
    let sums = store::totals(conn, scope, about).await?;
    let stamp = stamp(about, &sums, nodes, floors);
    let key = (p.keys.dir().to_owned(), scope.org(), about.campaign);
    let found = kept().read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
    if let Some((_, numbers)) = found.filter(|(of, _)| *of == stamp) {
        return Ok(numbers);
    }
    let ledger = Ledger::new(nodes, &sums, floors);
    let questions = tables(instrument);
    let lines = lines(instrument, &questions);
    let items: Vec<String> = questions.iter().map(|item| item.link_id.clone()).collect();
    let mut counts = Vec::new();
    for year in ledger.years() {
        let mut of_year = ledger.waves().iter().copied().filter(|wave| wave.year() == year);
        let Some(first) = of_year.next() else { continue };
        let last = of_year.next_back().unwrap_or(first);
        counts.push((year, store::cells(conn, scope, about, &items, (first, last)).await?));
    }
    // Deciding is arithmetic only, and may take a part of a second: it goes on where it hinders nobody, and is kept even when
    // whoever asked has gone.
    let deciding = tokio::task::spawn_blocking(move || {
        let numbers = Arc::new(decide(ledger, &lines, counts));
        kept().write().unwrap_or_else(PoisonError::into_inner).insert(key, (stamp, Arc::clone(&numbers)));
        numbers
    });
    // It only fails when the process is stopping.
    deciding.await.map_err(|_| DbError::Busy)
}

fn stamp(about: About, sums: &HashMap<(Id<kinds::Place>, Wave), Sums>, nodes: &[Node], floors: Floors) -> Stamp {
    let mut hasher = DefaultHasher::new();
    (about.campaign, about.instrument, floors.inside(), floors.score(), floors.cell()).hash(&mut hasher);
    let mut rows: Vec<_> = sums
        .iter()
        .map(|((place, wave), found)| {
            let scores = found.scores;
            (*place, *wave, found.n, scores.n, scores.sum.to_bits(), scores.squares.to_bits())
        })
        .collect();
    rows.sort_unstable();
    rows.hash(&mut hasher);
    let mut tree: Vec<_> = nodes.iter().map(|node| (node.id, node.parent)).collect();
    tree.sort_unstable();
    tree.hash(&mut hasher);
    hasher.finish()
}

fn decide(mut ledger: Ledger, lines: &[Line], counts: Vec<(i16, Vec<Count>)>) -> Numbers {
    let mut years = BTreeMap::new();
    for (year, counts) in counts {
        let mut sheet = Sheet::new(&ledger, year, lines.to_vec());
        for count in counts {
            sheet.add(count.place, count.wave, &count.item, &count.code, count.n);
        }
        years.insert(year, sheet.decide());
    }
    ledger.hide_scores(years.values().flat_map(Decided::scores));
    Numbers { ledger, years }
}

/// The answers to each question, then its kinds of missing (hard rule 6).
fn lines(instrument: &Instrument, questions: &[Item]) -> Vec<Line> {
    let mut lines = Vec::new();
    for item in questions {
        let codes = |missing: bool| {
            let some = item.choices.iter().filter(move |choice| choice.missing.is_some() == missing);
            some.map(|choice| choice.code.clone()).collect::<Vec<String>>()
        };
        lines.push(Line { item: item.link_id.clone(), codes: codes(false), pull: pull(instrument, item) });
        let mut missing = codes(true);
        missing.push(facts::BLANK.to_owned());
        missing.push(facts::NOT_ASKED.to_owned());
        lines.push(Line { item: item.link_id.clone(), codes: missing, pull: None });
    }
    lines
}

/// The tables of numbers that an instrument makes: one for a choice; one of yes and no for each printed answer where several
/// may be given or a group is asked several times, since everybody counts once in each (as having said it at least once); none
/// for what people write.
pub(super) fn tables(instrument: &Instrument) -> Vec<Item> {
    instrument.questions().flat_map(tables_of).collect()
}

fn tables_of(item: &Item) -> Vec<Item> {
    if item.kind != Kind::Choice {
        return Vec::new();
    }
    if !item.several && item.inside.is_none() {
        return vec![item.clone()];
    }
    let yes = match item.inside {
        Some(_) => instruments::Choice::plain(facts::YES, "Oui, au moins une fois", "Yes, at least once"),
        None => instruments::Choice::plain(facts::YES, "Oui", "Yes"),
    };
    let of = |choice: &instruments::Choice| {
        let mut one = item.clone();
        one.link_id = facts::part(&item.link_id, &choice.code);
        one.wording = item.wording.beside(&choice.label);
        one.choices = vec![yes.clone(), instruments::Choice::plain(facts::NO, "Non", "No")];
        one
    };
    item.choices.iter().map(of).collect()
}

/// The score that stands on boards: the first on 0-100.
pub(super) fn on_board(instrument: &Instrument) -> Option<&ScoreDefinition> {
    match instrument.scoring() {
        Scoring::Scores(scores) => scores.iter().find(|one| one.is_on_hundred()),
        Scoring::DistributionsOnly { .. } => None,
    }
}

/// How the answers to a question move the score on the board.
fn pull(instrument: &Instrument, item: &Item) -> Option<Pull> {
    let score = on_board(instrument)?;
    let rule = score.items.iter().find(|one| one.link_id == item.link_id)?;
    let declared = score.declared.as_ref().map(|declared| &declared.definition);
    let is_plain = declared.is_none_or(is_plain);
    let values = item.choices.iter().filter(|choice| choice.missing.is_none());
    // What another rule makes of an answer is its own: two answers may then be as far apart as can be, and one answer weigh as
    // much as all the others together.
    let points = |(rank, weight): (usize, Option<i64>)| match weight {
        Some(weight) if is_plain => rule.points(weight),
        _ if rank % 2 == 0 => 0.0,
        _ => 100.0,
    };
    let points = values.map(|choice| choice.weight).enumerate().map(points).collect();
    let fewest = if is_plain { fewest(instrument, score) } else { 1 };
    Some(Pull { points, fewest })
}

/// Of how many answers, at the fewest, a person's score is the mean. Where a question may not be asked, or a kind of missing
/// takes it out of the score, the minimum is one of those that are left: a single answer may then be all.
fn fewest(instrument: &Instrument, score: &ScoreDefinition) -> u64 {
    if let Minimum::Count(count) = score.minimum {
        return u64::from(count).max(1);
    }
    let excluded = |link: &str| {
        let all = instrument.questions().flat_map(|item| &item.choices);
        all.flat_map(|choice| &choice.excludes).any(|one| one == link)
    };
    let always = |link: &str| !instrument.is_sometimes(link) && !excluded(link);
    let whole = score.leaves.is_empty() && score.items.iter().all(|item| always(&item.link_id));
    if whole { u64::try_from(score.minimum.of(score.items.len())).unwrap_or(1) } else { 1 }
}

/// Whether a declared rule is a sum or a mean of weights, each item weighing the same.
fn is_plain(definition: &Definition) -> bool {
    let same = |pair: &[ItemRule]| matches!(pair, [one, other] if one.weight == other.weight);
    matches!(definition.method, Method::Sum | Method::Mean)
        && !matches!(definition.points, Points::Box(_))
        && definition.lookup.is_none()
        && definition.items.windows(2).all(same)
        && definition.items.iter().all(|item| item.weights.is_none())
        && definition.missing.counted.is_empty()
}
