//! How many public requests a day, and nothing finer: a counter that moves with each request would tell the minute of an
//! answer to whoever reads the metrics (DESIGN 3b, "Traces").

use std::sync::Mutex;

use kernel::Day;

/// Counts by day; only finished days are told.
#[derive(Debug, Default)]
pub struct Tally(Mutex<Option<Count>>);

#[derive(Debug, Clone, Copy)]
struct Count {
    day: Day,
    so_far: u64,
    day_before: u64,
}

impl Tally {
    /// Counts one request.
    pub fn add(&self, today: Day) {
        if let Ok(mut held) = self.0.lock() {
            let count = turned(*held, today);
            *held = Some(Count { so_far: count.so_far + 1, ..count });
        }
    }

    /// How many there were yesterday, as far as this process saw.
    pub fn yesterday(&self, today: Day) -> u64 {
        self.0.lock().map_or(0, |held| turned(*held, today).day_before)
    }
}

fn turned(held: Option<Count>, today: Day) -> Count {
    match held {
        Some(count) if count.day == today => count,
        Some(count) if count.day.plus_days(1) == today => Count { day: today, so_far: 0, day_before: count.so_far },
        _ => Count { day: today, so_far: 0, day_before: 0 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn today_s_count_is_told_tomorrow_and_only_then() {
        let tally = Tally::default();
        let monday = Day::new(2026, 11, 2).unwrap();
        tally.add(monday);
        tally.add(monday);
        assert_eq!(tally.yesterday(monday), 0);
        assert_eq!(tally.yesterday(monday.plus_days(1)), 2);
        assert_eq!(tally.yesterday(monday.plus_days(2)), 0);
    }
}
