//! How many connections are open from each network, so that one of them cannot keep the door closed to the others.
//! Counted in memory, while they are open, and kept nowhere.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex},
};

use spine::limits::prefix_of;

/// Connections open at once from one address prefix. A hospital behind one address has fewer.
const FROM_ONE: usize = 512;

type Counts = Arc<Mutex<HashMap<[u8; 7], usize>>>;

/// Counts open connections by address prefix.
#[derive(Debug)]
pub struct Crowd {
    open: Counts,
    most: usize,
    trusted: Vec<IpAddr>,
}

/// One connection that is counted; no more once it is dropped.
#[derive(Debug)]
pub struct Counted(Option<(Counts, [u8; 7])>);

impl Crowd {
    /// Counts those who are not trusted proxies, behind which everybody stands.
    pub fn new(trusted: &[IpAddr]) -> Self {
        Self { open: Counts::default(), most: FROM_ONE, trusted: trusted.to_vec() }
    }

    /// Lets one more connection in, unless there are enough of its network.
    pub fn admit(&self, from: IpAddr) -> Option<Counted> {
        let from = from.to_canonical();
        // A proxy on the same machine is a proxy, even when nobody said so.
        if from.is_loopback() || self.trusted.contains(&from) {
            return Some(Counted(None));
        }
        let prefix = prefix_of(from);
        let Ok(mut open) = self.open.lock() else { return Some(Counted(None)) };
        let count = open.entry(prefix).or_default();
        if *count >= self.most {
            return None;
        }
        *count += 1;
        Some(Counted(Some((Arc::clone(&self.open), prefix))))
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        let Some((open, prefix)) = self.0.take() else { return };
        let Ok(mut open) = open.lock() else { return };
        if let Some(count) = open.get_mut(&prefix) {
            *count -= 1;
            if *count == 0 {
                open.remove(&prefix);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn one_network_has_its_share_of_the_door_and_no_more() {
        let crowd = Crowd::new(&[]);
        let mut inside: Vec<Counted> = (0..FROM_ONE)
            .map(|at| crowd.admit(address(&format!("203.0.113.{}", at % 250))).expect("within its share"))
            .collect();
        assert!(crowd.admit(address("203.0.113.9")).is_none());
        assert!(crowd.admit(address("::ffff:203.0.113.9")).is_none(), "the same, spelt otherwise");
        assert!(crowd.admit(address("203.0.114.9")).is_some());
        inside.pop();
        assert!(crowd.admit(address("203.0.113.9")).is_some(), "one left");
        inside.clear();
        assert!(crowd.open.lock().unwrap().is_empty(), "nothing is kept of those who left");
    }

    #[test]
    fn proxies_stand_for_everybody_and_are_not_counted() {
        let crowd = Crowd { most: 0, ..Crowd::new(&[address("10.0.0.2")]) };
        for proxy in ["127.0.0.1", "::1", "10.0.0.2", "::ffff:10.0.0.2"] {
            assert!(crowd.admit(address(proxy)).is_some(), "{proxy}");
        }
        assert!(crowd.admit(address("10.0.0.3")).is_none());
    }
}
