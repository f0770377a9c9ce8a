//! Wrong passwords and codes, counted in memory (the buckets of the Matrix authentication service, handbook "peers" 2.1).
//!
//! Only *failures* are counted: a ward where forty people sign in at seven from one address never waits. A stranger who
//! tries one account from one address waits after three failures, one address that tries many accounts after thirty, and
//! the bucket of the account itself is so large that nobody can shut its owner out.

use std::{
    collections::HashMap,
    hash::{BuildHasher, RandomState},
    net::IpAddr,
    sync::{Arc, LazyLock, Mutex},
};

use kernel::Clock;
use spine::{
    Platform,
    limits::{Rate, prefix_of},
};

/// One address and one account: three, then one in twenty seconds.
const PAIR: Rate = Rate { burst: 3.0, per_second: 0.05 };
/// One address, whatever the accounts: a whole hospital may stand behind it.
const ADDRESS: Rate = Rate { burst: 30.0, per_second: 0.05 };
/// One account from everywhere: too large for a stranger to empty, small enough to stop an army.
const ACCOUNT: Rate = Rate { burst: 1800.0, per_second: 0.5 };
/// The codes of one account, after its password was right: five, then one a minute.
const CODE: Rate = Rate { burst: 5.0, per_second: 1.0 / 60.0 };
/// One-time links tried from one address.
const LINK: Rate = Rate { burst: 10.0, per_second: 0.05 };

/// Buckets beyond this number are forgotten when they are full again.
const MANY: usize = 10_000;

/// What is tried.
#[derive(Debug, Clone, Copy)]
pub enum Try<'a> {
    /// A password for an account (its address as typed, lower case).
    Password(IpAddr, &'a str),
    /// A code of the second factor.
    Code(i64),
    /// A one-time link.
    Link(IpAddr),
}

struct Failures {
    hasher: RandomState,
    levels: Mutex<HashMap<u64, Level>>,
}

#[derive(Clone, Copy)]
struct Level {
    left: f64,
    at: i64,
    rate: Rate,
}

impl Level {
    fn now(self, now: i64) -> f64 {
        let gained = (now - self.at).max(0) as f64 / 1000.0 * self.rate.per_second;
        (self.left + gained).min(self.rate.burst)
    }
}

static FAILURES: LazyLock<Failures> =
    LazyLock::new(|| Failures { hasher: RandomState::new(), levels: Mutex::new(HashMap::new()) });

impl Failures {
    fn wait(&self, key: u64, now: i64) -> Option<u64> {
        let levels = self.levels.lock().ok()?;
        let level = levels.get(&key)?;
        let left = level.now(now);
        (left < 1.0).then(|| ((1.0 - left) / level.rate.per_second).ceil().max(1.0) as u64)
    }

    fn failed(&self, key: u64, rate: Rate, now: i64) {
        let Ok(mut levels) = self.levels.lock() else { return };
        if levels.len() > MANY {
            levels.retain(|_, level| level.now(now) < level.rate.burst);
        }
        let left = levels.get(&key).map_or(rate.burst, |level| level.now(now));
        levels.insert(key, Level { left: (left - 1.0).max(0.0), at: now, rate });
    }
}

/// The buckets a try is counted in. Each installation has its own, so that two in one process (tests) never meet.
fn keys(p: &Platform, tried: Try<'_>) -> Vec<(u64, Rate)> {
    let here = Arc::as_ptr(&p.work) as usize;
    let key = |what: &dyn Fn() -> u64, rate| (what(), rate);
    let hash = |parts: (usize, u8, [u8; 7], &str)| FAILURES.hasher.hash_one(parts);
    match tried {
        Try::Password(address, account) => {
            let prefix = prefix_of(address);
            vec![
                key(&|| hash((here, 0, prefix, account)), PAIR),
                key(&|| hash((here, 1, prefix, "")), ADDRESS),
                key(&|| hash((here, 2, [0; 7], account)), ACCOUNT),
            ]
        }
        Try::Code(account) => vec![key(&|| FAILURES.hasher.hash_one((here, 3u8, account)), CODE)],
        Try::Link(address) => vec![key(&|| hash((here, 4, prefix_of(address), "")), LINK)],
    }
}

/// In how many seconds one may try again; none when at once.
pub fn wait(p: &Platform, tried: Try<'_>) -> Option<u64> {
    let now = now_of(&*p.clock);
    keys(p, tried).into_iter().filter_map(|(key, _)| FAILURES.wait(key, now)).max()
}

/// Counts a failure.
pub fn failed(p: &Platform, tried: Try<'_>) {
    let now = now_of(&*p.clock);
    for (key, rate) in keys(p, tried) {
        FAILURES.failed(key, rate, now);
    }
}

fn now_of(clock: &dyn Clock) -> i64 {
    clock.millis()
}
