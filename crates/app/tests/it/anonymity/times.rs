//! The search for clock times, in every row of every copy, the audit chain, jobs and events included.

use std::collections::BTreeSet;

use super::{play::Outcome, rows::Cell};

/// Columns that hold a time of the days of answering, in milliseconds, in seconds, or written out. What was there before
/// the first answer is not looked at; nothing of the staff happens on those days, so nothing at all may be found.
pub fn times(outcome: &Outcome) -> Vec<String> {
    let mut found = BTreeSet::new();
    for (name, seen) in &outcome.material.rows.tables {
        for row in seen.rows.iter().filter(|row| row.first > 0) {
            for (cell, column) in row.cells.iter().zip(&seen.columns) {
                if tells_time(cell, outcome.period) {
                    found.insert(format!("{name}.{column}"));
                }
            }
        }
    }
    found.into_iter().collect()
}

fn tells_time(cell: &Cell, period: (i64, i64)) -> bool {
    match cell {
        Cell::Int(number) => is_time(*number, period),
        Cell::Real(bits) => is_time(f64::from_bits(*bits) as i64, period),
        Cell::Text(text) => {
            let numbers = text.split(|symbol: char| !symbol.is_ascii_digit());
            numbers.filter_map(|digits| digits.parse().ok()).any(|number| is_time(number, period)) || has_clock(text)
        }
        Cell::Null | Cell::Blob(..) => false,
    }
}

const fn is_time(number: i64, (start, end): (i64, i64)) -> bool {
    (start <= number && number <= end) || (start / 1000 <= number && number <= end / 1000)
}

/// `13:45`, `13h45`: hours and minutes written out.
fn has_clock(text: &str) -> bool {
    text.as_bytes().windows(5).any(|five| {
        let digits = [five[0], five[1], five[3], five[4]];
        digits.iter().all(u8::is_ascii_digit) && matches!(five[2], b':' | b'h') && five[0] <= b'2' && five[3] <= b'5'
    })
}
