//! Token buckets in memory, keyed so that nothing about an address is kept (DESIGN 3b, "Traces").
//!
//! The key of a public bucket is a keyed hash of the address *prefix* (a hospital's wards share one address, and one
//! household one IPv6 prefix); the hashing key lives in memory only and changes every hour.

use std::{
    collections::HashMap,
    hash::{BuildHasher, Hash, RandomState},
    net::IpAddr,
    sync::Mutex,
};

use kernel::Clock;

const HOUR: i64 = 3_600_000;

/// How fast a bucket refills.
#[derive(Debug, Clone, Copy)]
pub struct Rate {
    /// Acts allowed at once.
    pub burst: f64,
    /// Acts regained each second.
    pub per_second: f64,
}

/// Buckets of one kind.
pub struct Buckets {
    rate: Rate,
    state: Mutex<State>,
}

struct State {
    hasher: RandomState,
    changed: i64,
    levels: HashMap<u64, (f64, i64)>,
}

impl Buckets {
    /// Buckets that start full.
    pub fn new(rate: Rate) -> Self {
        Self { rate, state: Mutex::new(State { hasher: RandomState::new(), changed: 0, levels: HashMap::new() }) }
    }

    /// Takes one act for a key; says in how many seconds to come back when the bucket is empty.
    pub fn take<K: Hash>(&self, key: &K, clock: &dyn Clock) -> Result<(), u64> {
        let now = clock.millis();
        let Ok(mut state) = self.state.lock() else { return Ok(()) };
        if now - state.changed > HOUR {
            *state = State { hasher: RandomState::new(), changed: now, levels: HashMap::new() };
        }
        let hash = state.hasher.hash_one(key);
        let rate = self.rate;
        let (level, last) = state.levels.get(&hash).copied().unwrap_or((rate.burst, now));
        let level = ((now - last).max(0) as f64 / 1000.0).mul_add(rate.per_second, level).min(rate.burst);
        if level < 1.0 {
            state.levels.insert(hash, (level, now));
            return Err(((1.0 - level) / rate.per_second).ceil().max(1.0) as u64);
        }
        state.levels.insert(hash, (level - 1.0, now));
        Ok(())
    }
}

/// The part of an address that a bucket counts: /24 for IPv4, /56 for IPv6.
pub fn prefix_of(address: IpAddr) -> [u8; 7] {
    match address {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            [4, a, b, c, 0, 0, 0]
        }
        IpAddr::V6(v6) => {
            let o = v6.octets();
            [o[0], o[1], o[2], o[3], o[4], o[5], o[6]]
        }
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Day, FixedClock};

    use super::*;

    #[test]
    fn an_empty_bucket_says_when_to_come_back_and_others_are_not_touched() {
        let clock = FixedClock::at(Day::new(2026, 1, 5).unwrap());
        let buckets = Buckets::new(Rate { burst: 3.0, per_second: 0.05 });
        for _ in 0..3 {
            assert_eq!(buckets.take(&"a", &clock), Ok(()));
        }
        assert_eq!(buckets.take(&"a", &clock), Err(20));
        assert_eq!(buckets.take(&"b", &clock), Ok(()));
        clock.advance_millis(20_000);
        assert_eq!(buckets.take(&"a", &clock), Ok(()));
    }
}
