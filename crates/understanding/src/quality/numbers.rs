//! The answers of a complete year, gathered once: nothing in it changes any more, so what was gathered is kept in memory.

use std::{
    collections::{BTreeSet, HashMap},
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
};

use instruments::{ScoreDefinition, Scoring};
use kernel::{Id, Wave, kinds};
use listening::surveys::facts;
use organisation::{access::public_scope, places::Place};
use spine::{Platform, db::DbError};

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
pub async fn of(p: &Platform, board: &Board, root: &Place, year: i16) -> Result<Arc<Vec<Found>>, DbError> {
    let Scoring::Scores(scores) = board.instrument.scoring() else { return Ok(Arc::default()) };
    let (campaign, period) = (board.campaign.campaign, Period::Year(year));
    let key = (p.keys.dir().to_owned(), root.org, campaign, year);
    let (waves, n) = (board.ledger().counted(root.id, period), board.ledger().sums(root.id, period).n);
    if let Some(found) = known(&key, &waves, n) {
        return Ok(found);
    }
    let alone = alone().lock().await;
    if let Some(found) = known(&key, &waves, n) {
        return Ok(found);
    }
    let empty: Vec<Found> = scores.iter().map(|score| (score.clone(), scale(board, score))).collect();
    let p = p.clone();
    // A nation's year takes a while: it is read to its end and kept even when whoever asked has gone.
    let reading = tokio::spawn(async move {
        let _alone = alone;
        let found = Arc::new(gather(&p, &key, &waves, empty).await?);
        let mut kept = kept();
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(key, (waves, n, Arc::clone(&found)));
        Ok(found)
    });
    // It only fails when the process is stopping.
    reading.await.map_err(|_| DbError::Busy)?
}

fn known(key: &Key, waves: &[Wave], n: u64) -> Option<Arc<Vec<Found>>> {
    let kept = kept();
    kept.get(key).filter(|(of, people, _)| of == waves && *people == n).map(|(.., found)| Arc::clone(found))
}

/// Everybody of the waves, added to what is gathered of each score.
async fn gather(p: &Platform, key: &Key, waves: &[Wave], mut found: Vec<Found>) -> Result<Vec<Found>, DbError> {
    let (_, org, campaign, _) = key;
    let scales = found.iter().filter_map(|(_, one)| one.as_ref().ok());
    let links: BTreeSet<String> = scales.flat_map(|(scale, _)| scale.links().cloned()).collect();
    let links: Vec<String> = links.into_iter().collect();
    if links.is_empty() {
        return Ok(found);
    }
    let ranks: HashMap<&str, usize> = links.iter().enumerate().map(|(rank, link)| (link.as_str(), rank)).collect();
    let mut each = |codes: &[Option<String>]| {
        let given = |link: &str| codes.get(*ranks.get(link)?)?.as_deref();
        for (scale, gathered) in found.iter_mut().filter_map(|(_, one)| one.as_mut().ok()) {
            gathered.add(scale, &given);
        }
    };
    let mut conn = p.db.reader().await?;
    facts::each_answer(&mut conn, &public_scope(*org), *campaign, waves, &links, &mut each).await?;
    Ok(found)
}

fn scale(board: &Board, score: &ScoreDefinition) -> Result<(Scale, Gathered), NoScale> {
    Scale::of(&board.instrument, score).map(|scale| {
        let gathered = Gathered::new(&scale);
        (scale, gathered)
    })
}
