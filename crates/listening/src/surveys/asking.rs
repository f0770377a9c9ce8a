//! When the people of a campaign are asked, and which of its years are complete. Pure.

use std::collections::BTreeSet;

use kernel::{Day, Wave};

/// When people are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asking {
    /// From this day on.
    pub from: Day,
    /// To this day.
    pub to: Day,
    /// Whether the campaign was closed.
    pub is_closed: bool,
}

impl Asking {
    /// The calendar years in which nothing changes any more: every month of theirs in which people are asked is final, or will
    /// not come since the campaign was closed. `frozen` are the waves that are final.
    pub fn complete_years(&self, frozen: &BTreeSet<Wave>, today: Day) -> BTreeSet<i16> {
        let is_final = |wave: Wave| frozen.contains(&wave) || (self.is_closed && wave > today.wave());
        let mut open = BTreeSet::new();
        let mut years = BTreeSet::new();
        let mut wave = self.from.wave();
        while wave <= self.to.wave() {
            years.insert(wave.year());
            if !is_final(wave) {
                open.insert(wave.year());
            }
            wave = wave.next();
        }
        &years - &open
    }
}
