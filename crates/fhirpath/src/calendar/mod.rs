//! Dates and times that may be known only in part.

mod arithmetic;
mod compare;
mod date;
mod moment;
mod time;
mod unit;

pub(crate) use arithmetic::civil_days;
pub(crate) use compare::{order_dates, order_moments, order_times, same_precision};
pub use date::Date;
pub use moment::DateTime;
pub use time::Time;
pub use unit::CalendarUnit;

/// Reads exactly `count` digits at the start of a text; gives the number and the rest.
fn digits(text: &str, count: usize) -> Option<(u32, &str)> {
    let (head, rest) = text.split_at_checked(count)?;
    head.bytes().all(|byte| byte.is_ascii_digit()).then(|| head.parse().ok())?.map(|value| (value, rest))
}

#[cfg(test)]
mod tests;
