//! What this process keeps in memory and nowhere else: compiled instruments, campaigns as they are asked, the locks of
//! waves, and the invitations spent since the last batch was written.
//!
//! An installation is one process with one keys folder, so the folder names the installation.

use std::{
    collections::{HashMap, HashSet},
    path::PathBuf,
    sync::{Arc, Mutex, OnceLock, PoisonError, RwLock},
};

use instruments::{Instrument, score::Rules};
use kernel::{Id, Wave, kinds};
use pages::parts::Number;
use spine::Platform;

use super::model::{Batch, BatchKeyId, Campaign};

/// How long a campaign is asked as it was read, in milliseconds. Our own changes are seen at once; this is for places
/// and settings, which other slices change.
const FRESH: i64 = 60_000;
/// Drafts sent lately, kept so that a second press of the same button is thanked too.
const SENT: usize = 10_000;

/// A place where a campaign is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedPlace {
    /// The place.
    pub id: Id<kinds::Place>,
    /// Its public name.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Nothing stands under it: it is offered to those who choose.
    pub is_leaf: bool,
}

/// A campaign with all that its pages say, so that the page of a questionnaire asks the database nothing but its draft.
#[derive(Debug)]
pub struct Asked {
    /// The campaign.
    pub campaign: Campaign,
    /// Its instrument.
    pub instrument: Arc<Instrument>,
    /// The scores and alerts that come with its instrument.
    pub rules: Option<Rules>,
    /// Its places and everything open under them, by name.
    pub places: Vec<AskedPlace>,
    /// The organisation's name.
    pub organisation: String,
    /// The emergency numbers (hard rule 18).
    pub numbers: Vec<Number>,
}

impl Asked {
    /// One of its places.
    pub fn place(&self, id: Id<kinds::Place>) -> Option<&AskedPlace> {
        self.places.iter().find(|place| place.id == id)
    }
}

/// A wave of a campaign of an organisation.
pub type WaveKey = (Id<kinds::Org>, Id<kinds::Campaign>, Wave);
/// The lock of a wave: senders share it, the mover has it alone. Without it a batch key could be destroyed between the
/// moment an answer is sealed under it and the moment that answer is on disk.
pub type Gate = Arc<tokio::sync::RwLock<()>>;

/// When a campaign was read (milliseconds), and as what.
type Read = (i64, Arc<Asked>);

/// The memory of one installation.
#[derive(Default)]
pub struct Memory {
    asked: RwLock<HashMap<Id<kinds::Campaign>, Read>>,
    instruments: RwLock<HashMap<Id<kinds::Instrument>, Arc<Instrument>>>,
    gates: Mutex<HashMap<WaveKey, Gate>>,
    spending: Mutex<Spending>,
    keys: Mutex<Keys>,
    sent: Mutex<HashSet<Vec<u8>>>,
}

#[derive(Default)]
struct Spending {
    /// Every hash that is spent and not yet known to be in the table.
    claimed: HashSet<Vec<u8>>,
    /// Those that wait for their batch, by wave.
    waiting: HashMap<WaveKey, Vec<Vec<u8>>>,
}

#[derive(Default)]
struct Keys {
    /// The key that seals the next answer of a batch.
    current: HashMap<Batch, BatchKeyId>,
    /// Keys that are being made or used by this process: nobody takes them for forgotten ones.
    used: HashSet<BatchKeyId>,
}

/// The memory of this installation.
pub fn of(p: &Platform) -> Arc<Memory> {
    static ALL: OnceLock<RwLock<HashMap<PathBuf, Arc<Memory>>>> = OnceLock::new();
    let all = ALL.get_or_init(RwLock::default);
    if let Some(found) = all.read().unwrap_or_else(PoisonError::into_inner).get(p.keys.dir()) {
        return Arc::clone(found);
    }
    let mut all = all.write().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(all.entry(p.keys.dir().to_owned()).or_default())
}

impl Memory {
    /// A campaign read less than a minute ago.
    pub fn asked(&self, id: Id<kinds::Campaign>, now: i64) -> Option<Arc<Asked>> {
        let asked = self.asked.read().unwrap_or_else(PoisonError::into_inner);
        asked.get(&id).filter(|(at, _)| (0..FRESH).contains(&(now - at))).map(|(_, asked)| Arc::clone(asked))
    }

    /// Keeps a campaign as it was read.
    pub fn keep(&self, now: i64, asked: Arc<Asked>) {
        let mut all = self.asked.write().unwrap_or_else(PoisonError::into_inner);
        all.insert(asked.campaign.id, (now, asked));
    }

    /// Forgets a campaign that changed.
    pub fn forget(&self, id: Id<kinds::Campaign>) {
        self.asked.write().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }

    /// A compiled instrument. It never changes, so it is never forgotten.
    pub fn instrument(&self, id: Id<kinds::Instrument>) -> Option<Arc<Instrument>> {
        self.instruments.read().unwrap_or_else(PoisonError::into_inner).get(&id).map(Arc::clone)
    }

    /// Keeps a compiled instrument.
    pub fn keep_instrument(&self, id: Id<kinds::Instrument>, instrument: Arc<Instrument>) {
        self.instruments.write().unwrap_or_else(PoisonError::into_inner).insert(id, instrument);
    }

    /// The lock of a wave.
    pub fn gate(&self, org: Id<kinds::Org>, campaign: Id<kinds::Campaign>, wave: Wave) -> Gate {
        let mut gates = self.gates.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(gates.entry((org, campaign, wave)).or_default())
    }

    /// Claims an invitation for one answer; false when it is spent already.
    pub fn claim(&self, hash: &[u8]) -> bool {
        self.spending.lock().unwrap_or_else(PoisonError::into_inner).claimed.insert(hash.to_vec())
    }

    /// Whether an invitation is spent and not yet written.
    pub fn is_claimed(&self, hash: &[u8]) -> bool {
        self.spending.lock().unwrap_or_else(PoisonError::into_inner).claimed.contains(hash)
    }

    /// Gives a claim back: the answer could not be stored, or the hash is now in the table.
    pub fn release(&self, hash: &[u8]) {
        self.spending.lock().unwrap_or_else(PoisonError::into_inner).claimed.remove(hash);
    }

    /// Puts a spent invitation with the others of its wave; gives all of them once there are enough to be written.
    pub fn spend(
        &self,
        org: Id<kinds::Org>,
        campaign: Id<kinds::Campaign>,
        wave: Wave,
        hashes: Vec<Vec<u8>>,
        least: usize,
    ) -> Option<Vec<Vec<u8>>> {
        let mut spending = self.spending.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = spending.waiting.entry((org, campaign, wave)).or_default();
        waiting.extend(hashes);
        (waiting.len() >= least).then(|| std::mem::take(waiting))
    }

    /// Forgets what was spent in a wave that is over: its invitations have expired.
    pub fn end_wave(&self, org: Id<kinds::Org>, campaign: Id<kinds::Campaign>, wave: Wave) {
        let mut spending = self.spending.lock().unwrap_or_else(PoisonError::into_inner);
        for hash in spending.waiting.remove(&(org, campaign, wave)).unwrap_or_default() {
            spending.claimed.remove(&hash);
        }
    }

    /// The waves in which invitations were spent that are not written yet.
    pub fn waves_spending(&self) -> Vec<WaveKey> {
        let spending = self.spending.lock().unwrap_or_else(PoisonError::into_inner);
        spending.waiting.iter().filter(|(_, hashes)| !hashes.is_empty()).map(|(wave, _)| *wave).collect()
    }

    /// The key that seals the next answer of a batch, if this process knows it.
    pub fn batch_key(&self, batch: &Batch) -> Option<BatchKeyId> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner).current.get(batch).copied()
    }

    /// Proposes a key for a batch; gives the one that holds, which may be another's.
    pub fn take_batch_key(&self, batch: &Batch, id: BatchKeyId) -> BatchKeyId {
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        let id = *keys.current.entry(*batch).or_insert(id);
        keys.used.insert(id);
        id
    }

    /// Protects a key that is about to be made.
    pub fn protect_key(&self, id: BatchKeyId) {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner).used.insert(id);
    }

    /// The batch goes on under another key, or under none yet.
    pub fn turn_batch_key(&self, batch: &Batch, id: Option<BatchKeyId>) {
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        let before = match id {
            Some(id) => keys.current.insert(*batch, id),
            None => keys.current.remove(batch),
        };
        if let Some(before) = before.filter(|before| Some(*before) != id) {
            keys.used.remove(&before);
        }
    }

    /// Whether this process makes or uses a key.
    pub fn is_key_used(&self, id: BatchKeyId) -> bool {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner).used.contains(&id)
    }

    /// Remembers that a draft was sent.
    pub fn remember_sent(&self, lookup: &[u8]) {
        let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        if sent.len() >= SENT {
            sent.clear();
        }
        sent.insert(lookup.to_vec());
    }

    /// Whether a draft was sent by this process.
    pub fn was_sent(&self, lookup: &[u8]) -> bool {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).contains(lookup)
    }

    /// Takes that back: sending failed.
    pub fn forget_sent(&self, lookup: &[u8]) {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).remove(lookup);
    }
}
