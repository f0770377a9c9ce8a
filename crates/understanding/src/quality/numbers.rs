//! The answers of a complete year, gathered once: nothing in it changes any more, so what was gathered is kept in memory.

use std::{
    collections::{BTreeSet, HashMap},
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
};

use instruments::{ScoreDefinition, Scoring};
use kernel::{Id, Wave, kinds};
use listening::surveys::facts;
use organisation::access::public_scope;
use spine::{
    Platform,
    db::{Conn, DbError},
};

use super::model::{Gathered, NoScale, Scale};
use crate::indicators::{Board, Period};

/// A score of an instrument, with what was gathered of it.
pub type Found = (ScoreDefinition, Result<(Scale, Gathered), NoScale>);

/// What is known of a campaign and year, and what it rests on.
type Key = (PathBuf, Id<kinds::Org>, Id<kinds::Campaign>, i16);
type Entry = (Vec<Wave>, u64, Arc<Vec<Found>>);

/// How many years are kept at the most; beyond it, all are read again.
const MOST_KEPT: usize = 256;

fn kept() -> MutexGuard<'static, HashMap<Key, Entry>> {
    static KEPT: OnceLock<Mutex<HashMap<Key, Entry>>> = OnceLock::new();
    KEPT.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner)
}

/// One reads, the others wait and find it done.
fn alone() -> &'static tokio::sync::Mutex<()> {
    static ALONE: OnceLock<tokio::sync::Mutex<()>> = OnceLock::new();
    ALONE.get_or_init(tokio::sync::Mutex::default)
}

/// What was gathered of each score of a campaign, over the months that count in a complete year of the whole organisation; none
/// where the instrument has no score.
pub async fn of(
    p: &Platform,
    conn: &mut Conn,
    board: &Board,
    root: Id<kinds::Place>,
    year: i16,
) -> Result<Arc<Vec<Found>>, DbError> {
    let Scoring::Scores(scores) = board.instrument.scoring() else { return Ok(Arc::default()) };
    let (org, campaign) = (board.place(root).map(|place| place.org), board.campaign.campaign);
    let (Some(org), period) = (org, Period::Year(year)) else { return Ok(Arc::default()) };
    let key = (p.keys.dir().to_owned(), org, campaign, year);
    let (waves, n) = (board.ledger().counted(root, period), board.ledger().sums(root, period).n);
    let known = || {
        let kept = kept();
        kept.get(&key).filter(|(of, people, _)| *of == waves && *people == n).map(|(.., found)| Arc::clone(found))
    };
    if let Some(found) = known() {
        return Ok(found);
    }
    let _alone = alone().lock().await;
    if let Some(found) = known() {
        return Ok(found);
    }
    let mut found: Vec<Found> = scores.iter().map(|score| (score.clone(), scale(board, score))).collect();
    let scales = || found.iter().filter_map(|(_, one)| one.as_ref().ok());
    let links: BTreeSet<String> = scales().flat_map(|(scale, _)| scale.links().cloned()).collect();
    let links: Vec<String> = links.into_iter().collect();
    if !links.is_empty() {
        let ranks: HashMap<&str, usize> = links.iter().enumerate().map(|(rank, link)| (link.as_str(), rank)).collect();
        let mut each = |codes: &[Option<String>]| {
            let given = |link: &str| codes.get(*ranks.get(link)?)?.as_deref();
            for (scale, gathered) in found.iter_mut().filter_map(|(_, one)| one.as_mut().ok()) {
                gathered.add(scale, &given);
            }
        };
        facts::each_answer(conn, &public_scope(org), campaign, &waves, &links, &mut each).await?;
    }
    let found = Arc::new(found);
    let mut kept = kept();
    if kept.len() >= MOST_KEPT {
        kept.clear();
    }
    kept.insert(key, (waves, n, Arc::clone(&found)));
    Ok(found)
}

fn scale(board: &Board, score: &ScoreDefinition) -> Result<(Scale, Gathered), NoScale> {
    Scale::of(&board.instrument, score).map(|scale| {
        let gathered = Gathered::new(&scale);
        (scale, gathered)
    })
}
