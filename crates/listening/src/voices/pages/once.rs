//! Keeps a double click or a page sent again from telling the same story twice.
//!
//! The form carries a random number; the numbers that were used are kept in memory only, without time, and the oldest are
//! forgotten as newer ones come.

use std::{
    collections::{HashSet, VecDeque},
    sync::{Mutex, OnceLock},
};

const KEPT: usize = 20_000;

#[derive(Default)]
struct Used {
    set: HashSet<String>,
    order: VecDeque<String>,
}

fn used() -> &'static Mutex<Used> {
    static USED: OnceLock<Mutex<Used>> = OnceLock::new();
    USED.get_or_init(Mutex::default)
}

/// Takes a number; false when it was used already. A form without a number is not one of ours: it is taken as it comes.
pub(super) fn take(number: &str) -> bool {
    let Ok(mut used) = used().lock() else { return true };
    if number.is_empty() || number.len() > 40 {
        return true;
    }
    if !used.set.insert(number.to_owned()) {
        return false;
    }
    used.order.push_back(number.to_owned());
    if used.order.len() > KEPT
        && let Some(oldest) = used.order.pop_front()
    {
        used.set.remove(&oldest);
    }
    true
}

/// Gives a number back when nothing was stored, so that the same form may be sent again.
pub(super) fn give_back(number: &str) {
    if let Ok(mut used) = used().lock() {
        used.set.remove(number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_taken_once_unless_it_is_given_back() {
        assert!(take("a-number-of-this-test"));
        assert!(!take("a-number-of-this-test"));
        give_back("a-number-of-this-test");
        assert!(take("a-number-of-this-test"));
    }
}
