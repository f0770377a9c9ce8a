//! The search of the reading room: an index in memory of the texts somebody asked to search among.
//!
//! Nothing is written: an index holds words of people, and what lies in a file outlives an erasure. It only orders what the
//! store gave the asker, so scope and floors are decided in one place. A text is indexed when it is first searched among;
//! one that changed is indexed anew, and one that was erased is taken out by the job `themes.forget`.

use std::{
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
    path::PathBuf,
    sync::{Mutex, MutexGuard, OnceLock, PoisonError},
};

use kernel::{Id, kinds};
use text::{
    coding::Heads,
    search::{Entry, Index, Query},
};

use super::model::Line;

/// An installation (the folder of its keys) and one of its organisations.
pub(super) type Key = (PathBuf, Id<kinds::Org>);

#[derive(Default)]
struct Kept {
    index: Index,
    /// What was indexed of each voice, as a number: tells whether its text is another now.
    indexed: HashMap<String, u64>,
}

fn kept() -> MutexGuard<'static, HashMap<Key, Kept>> {
    static KEPT: OnceLock<Mutex<HashMap<Key, Kept>>> = OnceLock::new();
    KEPT.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner)
}

/// Those of `lines` that answer `words`, the best first. Takes a processor for as long as there are texts to index: to be
/// called outside of the threads that answer.
pub(super) fn found(key: &Key, mut lines: Vec<Line>, words: &str) -> Vec<Line> {
    let fresh = unindexed(key, &lines);
    // Reading texts is the work: it is done before the index is held.
    let entries: Vec<(String, u64, Entry)> = lines
        .iter()
        .filter(|line| fresh.contains(&line.id.to_string()))
        .map(|line| (line.id.to_string(), stamp(&line.text), Entry::new(&line.text, Heads::shipped(), None)))
        .collect();
    let query = Query::new(words, false, Heads::shipped(), None);
    let may_see: HashSet<String> = lines.iter().map(|line| line.id.to_string()).collect();
    let mut all = kept();
    let kept = all.entry(key.clone()).or_default();
    for (id, stamp, entry) in entries {
        kept.index.add(&id, &entry);
        kept.indexed.insert(id, stamp);
    }
    let hits = kept.index.search(&query, lines.len(), &|id| may_see.contains(id));
    drop(all);
    let rank: HashMap<String, usize> = hits.into_iter().map(|hit| hit.id).zip(0..).collect();
    lines.retain(|line| rank.contains_key(&line.id.to_string()));
    lines.sort_by_key(|line| rank.get(&line.id.to_string()).copied());
    lines
}

/// The voices whose text is not indexed as it is now.
fn unindexed(key: &Key, lines: &[Line]) -> HashSet<String> {
    let all = kept();
    let indexed = all.get(key).map(|kept| &kept.indexed);
    let is_indexed = |id: &String, text: &str| indexed.and_then(|indexed| indexed.get(id)) == Some(&stamp(text));
    lines
        .iter()
        .map(|line| (line.id.to_string(), line))
        .filter(|(id, line)| !is_indexed(id, &line.text))
        .map(|(id, _)| id)
        .collect()
}

fn stamp(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// Takes a voice out of the index, with all that was derived from its words.
pub(super) fn forget(key: &Key, voice: Id<kinds::Voice>) {
    if let Some(kept) = kept().get_mut(key) {
        kept.index.remove(&voice.to_string());
        kept.indexed.remove(&voice.to_string());
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Lang, Wave};

    use super::*;

    fn line(id: i64, text: &str) -> Line {
        Line {
            id: Id::from_i64(id),
            kind: listening::voices::Kind::Thanks,
            place: Id::from_i64(1),
            wave: "2026-01".parse::<Wave>().unwrap(),
            state: listening::voices::State::Readable,
            speaker: listening::voices::model::Speaker::Patient,
            moment: None,
            danger: None,
            wants_reply: false,
            lang: Lang::Fr,
            text: text.to_owned(),
        }
    }

    fn ids(key: &Key, lines: &[Line], words: &str) -> Vec<i64> {
        found(key, lines.to_vec(), words).iter().map(|line| line.id.to_i64()).collect()
    }

    #[test]
    fn only_lines_that_were_given_are_found_as_they_read_now_and_none_that_was_forgotten() {
        let key = (PathBuf::from("finder-test"), Id::from_i64(7));
        let lines = [line(1, "La soupe était glacée."), line(2, "Parking plein."), line(3, "Une soupe délicieuse.")];
        assert_eq!(ids(&key, &lines, "soupe délicieuse"), [3, 1]);
        assert_eq!(ids(&key, &lines[2..], "soupe"), [3], "what is not among the lines is not found");
        let changed = [line(1, "Le parking est plein."), line(2, "Parking plein.")];
        assert_eq!(ids(&key, &changed, "parking").len(), 2);
        forget(&key, Id::from_i64(2));
        assert!(!kept()[&key].index.has(&Id::<kinds::Voice>::from_i64(2).to_string()));
        assert!(kept()[&key].indexed.len() == 2);
    }
}
