//! Drafts as they were read and checked lately, so that looking at one page after another of a large draft does not read
//! and check it anew each time. What a draft is at one of its revisions never changes; the day decides whether terms of use
//! still hold.
//!
//! An installation is one process with one keys folder, so the folder names the installation.

use std::{
    collections::VecDeque,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use instruments::Instrument;
use kernel::Day;
use spine::Platform;

use super::{
    checks::{Check, Length, measured},
    document::Doc,
    model::{Draft, DraftId},
};

/// How many are kept.
const KEPT: usize = 8;
/// What they weigh together as text, in bytes, the last one apart. Once read, a document takes some ten times more.
const WEIGHT: usize = 12_000_000;

/// A document and what is to be put right in it.
#[derive(Debug)]
pub struct Looked {
    /// The document.
    pub doc: Doc,
    /// What is to be put right.
    pub checks: Vec<Check>,
    /// How long it takes and how hard it is to read.
    pub length: Option<Length>,
    /// What the document weighs as text, in bytes.
    weight: usize,
}

type Key = (PathBuf, DraftId, i64, Day);

static LATELY: Mutex<VecDeque<(Key, Arc<Looked>)>> = Mutex::new(VecDeque::new());

/// A draft as it was looked at before; none when it was not lately.
pub fn found(p: &Platform, draft: &Draft) -> Option<Arc<Looked>> {
    let key = key(p, draft);
    let lately = LATELY.lock().unwrap_or_else(PoisonError::into_inner);
    lately.iter().find(|(known, _)| *known == key).map(|(_, looked)| Arc::clone(looked))
}

/// Looks at the stored document of a draft and keeps it; none when it cannot be read.
pub fn looked(p: &Platform, draft: &Draft, stored: &str) -> Option<Arc<Looked>> {
    let doc = Doc::read(stored)?;
    let (checks, length) = measured(&doc, p.clock.today());
    let looked = Arc::new(Looked { doc, checks, length, weight: stored.len() });
    let mut lately = LATELY.lock().unwrap_or_else(PoisonError::into_inner);
    // An older revision of the same draft is looked at by nobody any more.
    lately.retain(|((dir, id, ..), _)| *id != draft.id || dir != p.keys.dir());
    lately.truncate(KEPT - 1);
    lately.push_front((key(p, draft), Arc::clone(&looked)));
    let mut weight = 0;
    let fit = lately.iter().skip(1).take_while(|(_, one)| {
        weight += one.weight;
        weight <= WEIGHT
    });
    let fit = fit.count();
    lately.truncate(1 + fit);
    Some(looked)
}

/// A draft compiled, none when it cannot be asked as it is. The last one asked for is kept: whoever tries a draft goes from
/// one of its screens to the next. One alone, since it takes as much memory again as the document.
pub fn form(p: &Platform, draft: &Draft, doc: &Doc) -> Option<Arc<Instrument>> {
    static LAST: Mutex<Option<(Key, Arc<Instrument>)>> = Mutex::new(None);
    let key = key(p, draft);
    let last = LAST.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some((_, form)) = last.filter(|(known, _)| *known == key) {
        return Some(form);
    }
    let form = Arc::new(Instrument::compile(&doc.written()).ok()?);
    *LAST.lock().unwrap_or_else(PoisonError::into_inner) = Some((key, Arc::clone(&form)));
    Some(form)
}

fn key(p: &Platform, draft: &Draft) -> Key {
    (p.keys.dir().to_owned(), draft.id, draft.revision, p.clock.today())
}
