//! The audit log: who did what, in a chain of hashes, written in the same transaction as the change.
//!
//! Each organisation has its own chain. An entry's hash covers the entry and the hash before it, so a changed, removed or
//! inserted entry breaks the chain and [`verify`] says where. Entries hold ids and codes, never a text somebody wrote.
//! Arrivals of voices are not audited (DESIGN 3b, "Traces"): the log is about those who work with them.

mod store;

use data_encoding::HEXLOWER;
use kernel::{Clock, Id, Role, kinds};
use sha2::{Digest, Sha256};
pub use store::{STATEMENTS, TABLES};

use crate::db::{Conn, DbError, Tx};

/// The act that says up to which entry the log was forgotten, and how its detail says it.
const FORGOTTEN: &str = "journal.forgotten";
const THROUGH: &str = "through:";
/// How often a walk is begun anew because the beginning of the chain was forgotten meanwhile.
const WALKS: usize = 5;

/// What is written about one act.
#[derive(Debug, Clone)]
pub struct Act {
    /// The organisation whose chain it joins; 0 is the installation.
    pub org: Id<kinds::Org>,
    /// Who acted; none for the system.
    pub account: Option<Id<kinds::Account>>,
    /// The hat worn.
    pub hat: Option<Role>,
    /// A stable code: `voice.original-opened`, `action.created`…
    pub act: &'static str,
    /// What it was done to: a kind and an id, as `voice:0abc…`.
    pub subject: String,
    /// Codes and short facts; a typed reason where the rules ask for one. No text of a patient.
    pub detail: String,
}

/// One entry as read back.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its place in the chain, from 1.
    pub seq: i64,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Who.
    pub account: Option<Id<kinds::Account>>,
    /// Under which hat.
    pub hat: Option<String>,
    /// What.
    pub act: String,
    /// To what.
    pub subject: String,
    /// With what detail.
    pub detail: String,
    previous: Vec<u8>,
    hash: Vec<u8>,
}

/// What [`verify`] found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The chain is whole: so many entries, and the head's hash to compare with a printed one.
    Whole {
        /// Entries that are kept.
        entries: i64,
        /// The place of the last one in the chain; 0 when there never was any.
        last: i64,
        /// The last hash, in hexadecimal.
        head: String,
    },
    /// The chain breaks at this entry.
    Broken {
        /// The first entry that does not fit.
        seq: i64,
    },
}

/// Writes an entry in the transaction of the change it tells about.
pub async fn write(tx: &mut Tx, clock: &dyn Clock, act: Act) -> Result<(), DbError> {
    let (seq, previous) = store::take_head(tx, act.org).await?;
    let at = clock.millis();
    let hat = act.hat.map(Role::code);
    let hash = hash_of(seq, at, act.account, hat, act.act, &act.subject, &act.detail, &previous);
    let entry = Entry {
        seq,
        at,
        account: act.account,
        hat: hat.map(str::to_owned),
        act: act.act.to_owned(),
        subject: act.subject,
        detail: act.detail,
        previous,
        hash,
    };
    store::append(tx, act.org, &entry).await
}

/// Walks an organisation's chain, from the first entry that is kept to the last one there is when the walk begins. Others may
/// write meanwhile, or forget the beginning: then the walk begins anew.
pub async fn verify(conn: &mut Conn, org: Id<kinds::Org>) -> Result<Verdict, DbError> {
    for _ in 0..WALKS {
        let head = store::head(conn, org).await?;
        let verdict = walk(conn, org, &head).await?;
        let beyond = store::page(conn, org, head.seq, 1).await?;
        let now = store::head(conn, org).await?;
        if !matches!(verdict, Verdict::Whole { .. }) && now.kept_after != head.kept_after {
            continue;
        }
        // An entry moves the head in its own transaction: one that stands beyond the head was put there.
        return Ok(match beyond.first() {
            Some(e) if e.seq > now.seq => Verdict::Broken { seq: e.seq.min(head.seq + 1) },
            _ => verdict,
        });
    }
    Err(DbError::Busy)
}

async fn walk(conn: &mut Conn, org: Id<kinds::Org>, head: &store::Head) -> Result<Verdict, DbError> {
    let (mut last, mut previous) = (head.kept_after, head.kept_hash.clone());
    let mut said_cut = 0;
    while last < head.seq {
        let entries = store::page(conn, org, last, 1000).await?;
        if entries.is_empty() {
            break;
        }
        // What was written since the head was read is of the next walk.
        for e in entries.into_iter().filter(|e| e.seq <= head.seq) {
            let hash = hash_of(e.seq, e.at, e.account, e.hat.as_deref(), &e.act, &e.subject, &e.detail, &previous);
            if e.seq != last + 1 || e.previous != previous || e.hash != hash {
                return Ok(Verdict::Broken { seq: e.seq.min(last + 1) });
            }
            if e.act == FORGOTTEN {
                said_cut = e.detail.strip_prefix(THROUGH).and_then(|seq| seq.parse().ok()).unwrap_or(0);
            }
            previous = hash;
            last = e.seq;
        }
    }
    // The chain itself says where it was cut: whoever cuts more off its beginning contradicts it.
    if said_cut != head.kept_after {
        return Ok(Verdict::Broken { seq: head.kept_after + 1 });
    }
    // Entries cut off at the end are found by the head kept apart.
    if head.seq != last || head.hash != previous {
        return Ok(Verdict::Broken { seq: last + 1 });
    }
    Ok(Verdict::Whole { entries: last - head.kept_after, last, head: HEXLOWER.encode(&previous) })
}

/// Deletes the entries of an organisation from before an instant (GDPR, article 5.1.e: no longer than is necessary). The
/// chain stays whole: it says up to which entry it was cut, and goes on from that entry's hash. Says whether any was deleted.
pub async fn forget(tx: &mut Tx, clock: &dyn Clock, org: Id<kinds::Org>, before: i64) -> Result<bool, DbError> {
    let Some(through) = store::forget(tx, org, before).await? else { return Ok(false) };
    let act = Act {
        org,
        account: None,
        hat: None,
        act: FORGOTTEN,
        subject: "journal".to_owned(),
        detail: format!("{THROUGH}{through}"),
    };
    write(tx, clock, act).await?;
    Ok(true)
}

/// The newest entries first, for the page of the administrator.
pub async fn recent(conn: &mut Conn, org: Id<kinds::Org>, before: i64, limit: i64) -> Result<Vec<Entry>, DbError> {
    store::recent(conn, org, before, limit).await
}

/// Which entries are sought; by default all of them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sought {
    /// The family of the act: `voice` of `voice.closed`.
    pub family: Option<&'static str>,
    /// From this instant on, in milliseconds since 1970.
    pub from: Option<i64>,
    /// Before this instant.
    pub until: Option<i64>,
    /// By this account.
    pub account: Option<Id<kinds::Account>>,
}

/// The newest entries that are sought, before one of the chain.
pub async fn sought(
    conn: &mut Conn,
    org: Id<kinds::Org>,
    sought: &Sought,
    before: i64,
    limit: i64,
) -> Result<Vec<Entry>, DbError> {
    store::sought(conn, org, sought, before, limit).await
}

fn hash_of(
    seq: i64,
    at: i64,
    account: Option<Id<kinds::Account>>,
    hat: Option<&str>,
    act: &str,
    subject: &str,
    detail: &str,
    previous: &[u8],
) -> Vec<u8> {
    let mut hasher = Sha256::new();
    // Each part is preceded by its length, so that no two different entries give the same bytes.
    let mut add = |bytes: &[u8]| {
        hasher.update((bytes.len() as u64).to_be_bytes());
        hasher.update(bytes);
    };
    add(&seq.to_be_bytes());
    add(&at.to_be_bytes());
    // Absence has a shape of its own, so that nobody cannot be turned into somebody without a name.
    add(&account.map_or_else(Vec::new, |id| id.to_i64().to_be_bytes().to_vec()));
    add(&hat.map_or_else(Vec::new, |code| [b"+", code.as_bytes()].concat()));
    add(act.as_bytes());
    add(subject.as_bytes());
    add(detail.as_bytes());
    add(previous);
    hasher.finalize().to_vec()
}
