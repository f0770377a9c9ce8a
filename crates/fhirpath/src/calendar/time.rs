//! A time of day: an hour, perhaps its minute, second and fraction.

use std::fmt;

use super::digits;

/// A time of day known to the hour, the minute, the second or a fraction of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Time {
    pub(super) hour: u8,
    pub(super) minute: Option<u8>,
    pub(super) second: Option<u8>,
    pub(super) nanos: u32,
    /// How many digits of the fraction were written, at most 9.
    pub(super) places: u8,
}

impl Time {
    /// Makes a time of its parts; `None` when there is no such time, or a part without the one before it. A second of
    /// 60 is accepted as leap seconds are.
    pub fn new(hour: u8, minute: Option<u8>, second: Option<u8>, nanos: Option<u32>) -> Option<Self> {
        let sound = hour < 24
            && minute.is_none_or(|minute| minute < 60)
            && second.is_none_or(|second| minute.is_some() && second <= 60)
            && nanos.is_none_or(|nanos| second.is_some() && nanos < 1_000_000_000);
        let places = match nanos {
            None => 0,
            Some(nanos) if nanos % 1_000_000 == 0 => 3,
            Some(_) => 9,
        };
        sound.then_some(Self { hour, minute, second, nanos: nanos.unwrap_or(0), places })
    }

    /// Reads `14`, `14:34`, `14:34:28` or `14:34:28.123`. Digits beyond the ninth of a fraction are dropped.
    pub fn parse(text: &str) -> Option<Self> {
        let (hour, rest) = digits(text, 2)?;
        let hour = u8::try_from(hour).ok()?;
        if rest.is_empty() {
            return Self::new(hour, None, None, None);
        }
        let (minute, rest) = digits(rest.strip_prefix(':')?, 2)?;
        let minute = u8::try_from(minute).ok();
        if rest.is_empty() {
            return Self::new(hour, minute, None, None);
        }
        let (second, rest) = digits(rest.strip_prefix(':')?, 2)?;
        let whole = Self::new(hour, minute, u8::try_from(second).ok(), None)?;
        if rest.is_empty() {
            return Some(whole);
        }
        let fraction = rest.strip_prefix('.')?;
        if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let kept = fraction.get(..9).unwrap_or(fraction);
        let places = u8::try_from(kept.len()).ok()?;
        let nanos = kept.parse::<u32>().ok()?.checked_mul(10u32.checked_pow(9 - u32::from(places))?)?;
        Some(Self { nanos, places, ..whole })
    }

    /// The hour, from 0.
    pub const fn hour(self) -> u8 {
        self.hour
    }

    /// The minute, where known.
    pub const fn minute(self) -> Option<u8> {
        self.minute
    }

    /// The second, where known.
    pub const fn second(self) -> Option<u8> {
        self.second
    }

    /// The fraction of the second in billionths, where one was written.
    pub const fn nanos(self) -> Option<u32> {
        if self.places == 0 { None } else { Some(self.nanos) }
    }

    /// How many digits it is written with: 2, 4, 6 or 9.
    pub(crate) const fn precision(self) -> i64 {
        match (self.minute, self.second, self.places) {
            (None, ..) => 2,
            (_, None, _) => 4,
            (.., 0) => 6,
            _ => 9,
        }
    }

    /// The first moment it may be, in milliseconds.
    pub(crate) fn earliest(self) -> Self {
        let places = if self.places == 0 { 3 } else { self.places };
        Self { minute: self.minute.or(Some(0)), second: self.second.or(Some(0)), places, ..self }
    }

    /// The last millisecond it may be.
    pub(crate) fn latest(self) -> Self {
        let (nanos, places) = if self.places == 0 { (999_000_000, 3) } else { (self.nanos, self.places) };
        Self { minute: self.minute.or(Some(59)), second: self.second.or(Some(59)), nanos, places, ..self }
    }

    /// Cut to 2, 4, 6 or 9 digits; `None` for another number or one it does not have.
    pub(crate) fn cut(self, precision: i64) -> Option<Self> {
        let whole = Self { nanos: 0, places: 0, ..self };
        match precision {
            2 => Some(Self { minute: None, second: None, ..whole }),
            4 => self.minute.map(|_| Self { second: None, ..whole }),
            6 => self.second.map(|_| whole),
            9 => self.nanos().map(|nanos| Self { nanos: nanos - nanos % 1_000_000, places: 3, ..self }),
            _ => None,
        }
    }

    /// Billionths of a second since midnight; what is not known counts as 0.
    pub(super) fn since_midnight(self) -> i64 {
        let seconds = i64::from(self.hour) * 3600
            + i64::from(self.minute.unwrap_or(0)) * 60
            + i64::from(self.second.unwrap_or(0));
        seconds * 1_000_000_000 + i64::from(self.nanos)
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.hour)?;
        if let Some(minute) = self.minute {
            write!(f, ":{minute:02}")?;
        }
        if let Some(second) = self.second {
            write!(f, ":{second:02}")?;
        }
        if self.places > 0 {
            let digits = format!("{:09}", self.nanos);
            write!(f, ".{}", digits.get(..usize::from(self.places)).unwrap_or(&digits))?;
        }
        Ok(())
    }
}
