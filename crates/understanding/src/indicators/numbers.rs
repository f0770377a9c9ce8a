//! Everything that may be shown of a campaign, decided once for all its places and years, and kept in memory until a batch
//! moves in: what a page costs does not grow with the answers, nor with the tables beside it.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    hash::{DefaultHasher, Hash, Hasher},
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
};

use instruments::{Instrument, Item};
use kernel::{Id, Scope, kinds};
use measures::floors::Floors;
use spine::{
    Platform,
    db::{Conn, DbError},
};

use super::{
    cells::{Decided, Line, Sheet},
    ledger::{Ledger, Node},
    lines::{lines, tables},
    series::Series,
    store::{self, About, Count},
};

/// What may be shown of a campaign.
#[derive(Debug)]
pub struct Numbers {
    /// Of each place and period.
    pub ledger: Ledger,
    /// The tables of each year.
    pub years: BTreeMap<i16, Decided>,
    /// The questions that make them, in order.
    pub tables: Vec<Arc<Item>>,
    /// The series that were read from them.
    series: Mutex<SeriesKept>,
}

/// By place, and by a name that says all they rest on beside the numbers.
type SeriesKept = HashMap<(Id<kinds::Place>, String), Arc<Series>>;

/// How many series are kept of a campaign: those of 200 places with 60 indicators. Beyond it, all are read again.
const MOST_SERIES: usize = 12_000;

impl Numbers {
    /// The series of a place under a name that says all it rests on beside the numbers, read once.
    pub(super) fn series(&self, place: Id<kinds::Place>, name: String, read: impl FnOnce() -> Series) -> Arc<Series> {
        let kept = || self.series.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (place, name);
        if let Some(found) = kept().get(&key) {
            return Arc::clone(found);
        }
        let series = Arc::new(read());
        let mut all = kept();
        if all.len() >= MOST_SERIES {
            all.clear();
        }
        all.insert(key, Arc::clone(&series));
        series
    }
}

/// What everything rests on: the same stamp, the same decisions.
type Stamp = u64;
type Key = (PathBuf, Id<kinds::Org>, Id<kinds::Campaign>);

/// How many campaigns are kept at the most: those asked for last.
const MOST_KEPT: usize = 64;

/// What was decided of a campaign, and who decides it now.
#[derive(Default)]
struct Entry {
    /// Held by whoever decides: the others wait, and find it done.
    deciding: Arc<tokio::sync::Mutex<()>>,
    found: Option<(Stamp, Arc<Numbers>)>,
    /// When it was asked for last, counted in questions.
    asked: u64,
}

#[derive(Default)]
struct Kept {
    entries: HashMap<Key, Entry>,
    questions: u64,
}

impl Kept {
    fn entry(&mut self, key: &Key) -> &mut Entry {
        self.questions += 1;
        if !self.entries.contains_key(key) && self.entries.len() >= MOST_KEPT {
            let oldest = self.entries.iter().min_by_key(|(_, entry)| entry.asked).map(|(key, _)| key.clone());
            oldest.map(|oldest| self.entries.remove(&oldest));
        }
        let entry = self.entries.entry(key.clone()).or_default();
        entry.asked = self.questions;
        entry
    }
}

fn kept() -> MutexGuard<'static, Kept> {
    static KEPT: OnceLock<Mutex<Kept>> = OnceLock::new();
    KEPT.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner)
}

/// What the numbers of a campaign rest on, beside its counters.
pub(super) struct Asked<'a> {
    pub(super) about: About,
    pub(super) instrument: &'a Instrument,
    pub(super) nodes: &'a [Node],
    pub(super) floors: Floors,
    /// The years in which nothing changes any more.
    pub(super) complete: BTreeSet<i16>,
}

/// Decides, or gives what was decided for the same sums, places and floors.
pub(super) async fn of(
    p: &Platform,
    conn: &mut Conn,
    scope: &Scope,
    asked: &Asked<'_>,
) -> Result<Arc<Numbers>, DbError> {
    let key = (p.keys.dir().to_owned(), scope.org(), asked.about.campaign);
    let known = |stamp: Stamp| {
        let found = kept().entry(&key).found.clone();
        found.filter(|(of, _)| *of == stamp).map(|(_, numbers)| numbers)
    };
    if let Some(numbers) = known(stamp(conn, scope, asked).await?) {
        return Ok(numbers);
    }
    let deciding = Arc::clone(&kept().entry(&key).deciding);
    let _alone = deciding.lock().await;
    // Whoever was before may have decided it.
    if let Some(numbers) = known(stamp(conn, scope, asked).await?) {
        return Ok(numbers);
    }
    let (stamp, ledger, tables, counts) = read(conn, scope, asked).await?;
    // Deciding is arithmetic only, and may take a part of a second: it goes on where it hinders nobody, and is kept even when
    // whoever asked has gone.
    let deciding = tokio::task::spawn_blocking(move || {
        let numbers = Arc::new(decide(ledger, tables, counts));
        kept().entry(&key).found = Some((stamp, Arc::clone(&numbers)));
        numbers
    });
    // It only fails when the process is stopping.
    deciding.await.map_err(|_| DbError::Busy)
}

type Read = (Stamp, Ledger, Tables, Vec<(i16, Vec<Count>)>);

/// The questions of an instrument that make tables, and the lines of those.
type Tables = (Vec<Item>, Vec<Line>);

/// Reads totals and cells as they stood at one moment: a batch that moves in between changes the stamp, so both are read again.
async fn read(conn: &mut Conn, scope: &Scope, asked: &Asked<'_>) -> Result<Read, DbError> {
    let questions = tables(asked.instrument);
    let items: Vec<String> = questions.iter().map(|item| item.link_id.clone()).collect();
    let mut before = stamp(conn, scope, asked).await?;
    for _ in 0..MOST_READINGS {
        let totals = store::totals(conn, scope, asked.about).await?;
        let ledger = Ledger::new(asked.nodes, &totals, asked.floors, asked.complete.clone());
        let mut counts = Vec::new();
        for year in ledger.years() {
            let mut of_year = ledger.waves().iter().copied().filter(|wave| wave.year() == year);
            let Some(first) = of_year.next() else { continue };
            let last = of_year.next_back().unwrap_or(first);
            counts.push((year, store::cells(conn, scope, asked.about, &items, (first, last)).await?));
        }
        let now = stamp(conn, scope, asked).await?;
        if now == before {
            let lines = lines(asked.instrument, &questions);
            return Ok((now, ledger, (questions, lines), counts));
        }
        before = now;
    }
    Err(DbError::Busy)
}

/// How often totals and cells are read before it is said that the database is busy.
const MOST_READINGS: usize = 8;

async fn stamp(conn: &mut Conn, scope: &Scope, asked: &Asked<'_>) -> Result<Stamp, DbError> {
    let Asked { about, nodes, floors, complete, .. } = asked;
    let pulse = store::pulse(conn, scope, *about).await?;
    let mut hasher = DefaultHasher::new();
    (about.campaign, about.instrument, floors.inside(), floors.score(), floors.cell(), complete).hash(&mut hasher);
    pulse.hash(&mut hasher);
    let mut tree: Vec<_> = nodes.iter().map(|node| (node.id, node.parent)).collect();
    tree.sort_unstable();
    tree.hash(&mut hasher);
    Ok(hasher.finish())
}

fn decide(mut ledger: Ledger, (tables, lines): Tables, counts: Vec<(i16, Vec<Count>)>) -> Numbers {
    let mut years = BTreeMap::new();
    for (year, counts) in counts {
        let mut sheet = Sheet::new(&ledger, year, lines.clone());
        for count in counts {
            sheet.add(count.place, count.wave, &count.item, &count.code, count.n);
        }
        years.insert(year, sheet.decide());
    }
    ledger.hide_scores(years.values().flat_map(Decided::scores));
    let tables = tables.into_iter().map(Arc::new).collect();
    Numbers { ledger, years, tables, series: Mutex::default() }
}
